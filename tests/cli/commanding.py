"""Running commands in-process, as their users would type them."""

from pathlib import Path

from typer.testing import CliRunner, Result

from api.cli import app
from geo_patrol.errors import GeoPatrolError


def run(*words: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: str | Path) -> str:
    """Run a command that must succeed, and return what it said."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str | Path) -> GeoPatrolError:
    """Run a command that must be refused, and return why."""
    result = run(*words)
    assert isinstance(result.exception, GeoPatrolError), result.output
    return result.exception
