"""Options that several commands share."""

from typing import Annotated

import typer

Areas = Annotated[
    list[str], typer.Option("--area", help="Code of the area; give it again for more, or `all`.")
]
From = Annotated[str | None, typer.Option("--from", help="First day, YYYY-MM-DD, or a moment.")]
To = Annotated[
    str | None,
    typer.Option("--to", help="End of the period, not included: YYYY-MM-DD or a moment."),
]
