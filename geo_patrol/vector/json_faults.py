"""Where a JSON file is broken, in words: GDAL only says that it is."""

import json
from pathlib import Path

from geo_patrol.errors import InvalidInput


def explain_json(path: Path, name: str) -> None:
    """Raise what is wrong with a JSON text; return when it is well-formed UTF-8 JSON.

    Raises
    ------
    InvalidInput
        With the line at which the text stops making sense.
    """
    try:
        json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidInput("space.json_encoding", name=name) from error
    except json.JSONDecodeError as error:
        raise InvalidInput("space.json_broken", name=name, line=error.lineno) from error
    except RecursionError as error:
        raise InvalidInput("space.not_what_it_says", name=name) from error
