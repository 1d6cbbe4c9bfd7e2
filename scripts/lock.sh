#!/bin/sh
# Resolve requirements/*.txt anew: every package pinned, with hashes, for all platforms and
# Pythons at once, and without the address it came from.
#
#   scripts/lock.sh              keep versions that still fit
#   scripts/lock.sh --upgrade    take the newest
#
# run.txt is what runs (with the build backend, for the editable install); dev.txt adds tools to
# it, bound to the same versions; web.txt is what builds the front end; bench.txt is what benchmarks
# measure against, in versions that go with dev.txt.
set -eu
. "$(dirname -- "$0")/common.sh"
cd -- "$ROOT"

# uv lives in a venv of its own: it is a tool for this one task, and no package of the project.
TOOLS=.local/tools
if ! "$TOOLS/bin/uv" --version >/dev/null 2>&1; then
    mkdir -p -- .local
    "${PYTHON:-python3}" -m venv --clear "$TOOLS"
    "$TOOLS/bin/python" -m pip --quiet --disable-pip-version-check install uv
fi

resolve() {
    # resolve NAME ARGUMENTS...: into requirements/NAME.txt
    name=$1
    shift
    say "resolving requirements/$name.txt"
    "$TOOLS/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links --output-file "requirements/$name.txt" \
        "$@" >/dev/null
}

resolve run "$@" pyproject.toml requirements/build.in
resolve dev "$@" --constraint requirements/run.txt --group dev pyproject.toml requirements/build.in
resolve web "$@" --group pyproject.toml:web
resolve bench "$@" --constraint requirements/dev.txt --group pyproject.toml:bench
