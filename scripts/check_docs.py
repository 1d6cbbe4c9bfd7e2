"""Keep docs/settings.md, commands.md, authorisation.md and night.md what the program says itself.

The security page is written by hand: it must name no test that is not there. That of rosters is,
too, but for its table of rules.

python scripts/check_docs.py            fail when a page differs from the program
python scripts/check_docs.py --write    write the pages
"""

import argparse
import difflib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import typer
from authorisation_page import authorisation_page
from night_page import night_page
from roster_page import roster_page

ROOT = Path(__file__).resolve().parents[1]
# Options that every typer program has.
USUAL = {"help", "install_completion", "show_completion"}
MADE_BY = "<!-- Written by `make docs`; change the program, not this page. -->"


def settings_page() -> str:
    """Return the page of settings: one row for each field."""
    from geo_patrol.settings import Settings

    prefix = Settings.model_config.get("env_prefix", "")
    rows = [
        f"| `{prefix}{name}".upper() + f"` | {default(field)} | {field.description or ''} |"
        for name, field in Settings.model_fields.items()
    ]
    for name, field in Settings.model_fields.items():
        if not field.description:
            raise SystemExit(f"settings: {name} has no description")
    return "\n".join(
        [
            "# Settings",
            "",
            MADE_BY,
            "",
            "Read from the environment, or from a `.env` file in the working directory.",
            "",
            "| variable | default | meaning |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def default(field: Any) -> str:
    """Return a field's default as a cell of the table."""
    if field.is_required():
        return "required"
    if field.default_factory is not None:
        return "computed"
    value = field.default
    if value is None or (value == "" and str in (field.annotation, *get_args(field.annotation))):
        return "unset"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def commands_page() -> str:
    """Return the page of commands: options of all, then a section for each command."""
    from api.cli import app

    program = typer.main.get_command(app)
    lines = ["# Commands", "", MADE_BY, ""]
    for path, command in [("geo-patrol", program), *leaves(program, "geo-patrol")]:
        lines += [f"## `{usage(path, command)}`", "", first_paragraph(command.help), ""]
        options = [row(parameter) for parameter in command.params if parameter.name not in USUAL]
        if options:
            head = ["| argument or option | default | meaning |", "| --- | --- | --- |"]
            lines += [*head, *options, ""]
    return "\n".join(lines)


def leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield every command below a group, with the words that call it."""
    if not hasattr(command, "commands"):
        if not command.hidden:
            yield path, command
        return
    for name in sorted(command.commands):
        yield from leaves(command.commands[name], f"{path} {name}")


def usage(path: str, command: Any) -> str:
    """Return a command with its arguments."""
    words = [path]
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            word = parameter.name.upper() + ("…" if parameter.nargs == -1 else "")
            words.append(word if parameter.required else f"[{word}]")
    return " ".join(words)


def first_paragraph(text: str | None) -> str:
    """Return the opening paragraph of a help text as one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def row(parameter: Any) -> str:
    """Return an argument or an option as a row of the table."""
    if parameter.param_type_name == "argument":
        name = parameter.name.upper()
    else:
        name = ", ".join([*parameter.opts, *parameter.secondary_opts])
    value = parameter.default
    if parameter.required:
        shown = "required"
    elif callable(value) or value in (None, False, (), [], ""):
        shown = ""
    else:
        shown = f"`{str(value).lower() if isinstance(value, bool) else value}`"
    meaning = first_paragraph(getattr(parameter, "help", None)).replace("|", "\\|")
    return f"| `{name}` | {shown} | {meaning} |"


PAGES = {
    "docs/settings.md": settings_page,
    "docs/commands.md": commands_page,
    "docs/authorisation.md": authorisation_page,
    "docs/night.md": night_page,
    "docs/roster.md": roster_page,
}
SECURITY = "docs/security.md"


def unknown_tests(page: str, root: Path) -> list[str]:
    """Return the test files that a page names, by path or by name alone, and that do not exist."""
    there = {file.relative_to(root).as_posix() for file in (root / "tests").rglob("test_*.py")}
    there |= {path.rpartition("/")[2] for path in there}
    return [name for name in re.findall(r"[\w/]*test_\w+\.py", page) if name not in there]


def main() -> int:
    """Compare or write the pages; succeed when both are up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the pages")
    write = parser.parse_args().write
    sys.path.insert(0, str(ROOT))
    os.environ["GEO_PATROL_LANGUAGE"] = "en"
    stale = False
    for name, make in PAGES.items():
        path, wanted = ROOT / name, make()
        found = path.read_text(encoding="utf-8") if path.exists() else ""
        if found == wanted:
            continue
        if write:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted, encoding="utf-8", newline="\n")
            print(f"wrote {name}")
            continue
        stale = True
        print(f"{name} is out of date; run: make docs")
        changes = difflib.unified_diff(found.splitlines(), wanted.splitlines(), n=0, lineterm="")
        print("\n".join(list(changes)[2:22]))
    for name in unknown_tests((ROOT / SECURITY).read_text(encoding="utf-8"), ROOT):
        stale = True
        print(f"{SECURITY} names {name}, which is not there")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
