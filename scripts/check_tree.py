"""Look over the files that are, or would be, committed.

Errors: the address of a package registry (a checkout installs from whatever registry its machine
is set up for), a home directory of some machine, marks of an unfinished merge. Code of more than
400 lines is a warning: look for its second purpose.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LONG = 400
CODE = {".py", ".sh", ".js", ".ts", ".css", ".sql"}
# Put together from halves, so that this file does not hold what it looks for.
HOSTS = "|".join(
    re.escape(first + second)
    for first, second in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "mirror.com"),
        ("yarn", "pkg.com"),
        ("crates", ".io"),
        ("deb.deb", "ian.org"),
        ("archive.ubu", "ntu.com"),
        ("proxy.gol", "ang.org"),
    )
)
FORBIDDEN = (
    ("registry address", re.compile(HOSTS)),
    ("registry option", re.compile(r"^\s*--?(extra-)?(index-url|find-links|trusted-host)\b", re.M)),
    ("home directory", re.compile(r"(?<![\w.$}])/(root|home/[a-z_][\w.-]*|Users/\w[\w.-]*)/")),
    ("merge mark", re.compile(r"^(<{7}|>{7}) ", re.M)),
)


def files(root: Path) -> Iterator[Path]:
    """Yield tracked files, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
    ).stdout
    for name in sorted({*listed.decode("utf-8").split("\0")} - {""}):
        path = root / name
        if path.is_file() and not path.is_symlink():
            yield path


def read_text(path: Path) -> str | None:
    """Return a file's text, None for a binary file."""
    data = path.read_bytes()
    if b"\0" in data[:8192]:
        return None
    return data.decode("utf-8", errors="replace")


def main() -> int:
    """Print what was found; succeed when no error is among it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    root = parser.parse_args().root.resolve()
    errors = 0
    tests: dict[str, str] = {}
    for path in files(root):
        text = read_text(path)
        if text is None:
            continue
        name = path.relative_to(root).as_posix()
        # Folders of tests are no packages: pytest imports each of their files by its bare name.
        if name.startswith("tests/") and path.suffix == ".py" and path.name != "conftest.py":
            other = tests.setdefault(path.name, name)
            if other != name:
                print(f"{name}: same name as {other}: pytest collects only one of them")
                errors += 1
        for what, pattern in FORBIDDEN:
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                print(f"{name}:{line}: {what}: {match[0].strip()}")
                errors += 1
        if path.suffix in CODE and (length := text.count("\n")) > LONG:
            print(f"warning: {name} has {length} lines: look for its second purpose")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
