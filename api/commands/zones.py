"""``geo-patrol zones``: drafts of protection zones."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import moment, now, say, settings, writable
from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from shapely import Point

app = typer.Typer(no_args_is_help=True, help="保护区 · Protection zones.")


@app.command()
def draft(
    area: Annotated[str, typer.Option(help="Code of the reservoir.")],
    intake: Annotated[
        str | None, typer.Option(help="Intake as LON,LAT (WGS-84); default: the area's dam.")
    ] = None,
    water_first: Annotated[float, typer.Option(help="First-class water from intake, m.")] = 500,
    land_first: Annotated[float, typer.Option(help="First-class land strip, m.")] = 200,
    water_second: Annotated[float, typer.Option(help="Second-class water beyond, m.")] = 2000,
    land_second: Annotated[float, typer.Option(help="Second-class land, m.")] = 3000,
    valid_from: Annotated[str | None, typer.Option(help="First day; default: today.")] = None,
) -> None:
    """Draft zones after HJ 338-2018. A draft is marked «not approved» wherever it is shown."""
    from geo_patrol.workflows.boundaries import draft_area_zones

    chosen = settings()
    at = now()
    today = at.astimezone(chosen.zone).date().isoformat()
    with writable(chosen) as store:
        report = draft_area_zones(
            store,
            area_code=area,
            intake=None if intake is None else _point(intake),
            water_first_m=water_first,
            land_first_m=land_first,
            water_second_m=water_second,
            land_second_m=land_second,
            valid_from=moment(valid_from or today, chosen, "--valid-from"),
            now=at,
        )
    say("cli.zones_drafted", area=area, n=report.n_read)


def _point(value: str) -> "Point":
    from shapely import Point

    try:
        lon, lat = (float(part) for part in value.split(","))
    except ValueError as error:
        raise InvalidInput("cli.bad_point", value=value) from error
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InvalidInput("cli.bad_point", value=value)
    return Point(lon, lat)
