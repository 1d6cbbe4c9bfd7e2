#!/bin/sh
# All checks that need no tests to run; every one runs, and the failed ones are named at the end.
set -eu
. "$(dirname -- "$0")/common.sh"
cd -- "$ROOT"
PATH=$ROOT/.venv/bin:$PATH

failed=

check() {
    # check NAME COMMAND...: quiet when it passes, its whole output when it does not.
    name=$1
    shift
    if output=$("$@" 2>&1); then
        printf '%-10s ok\n' "$name"
        # Warnings of a check that passed.
        printf '%s\n' "$output" | grep '^warning: ' || :
    else
        printf '%-10s FAILED: %s\n%s\n' "$name" "$*" "$output"
        failed="$failed $name"
    fi
}

check lint ruff check .
check format ruff format --check .
check types mypy
check scripts mypy scripts
check layers lint-imports
check messages python scripts/check_messages.py
check docs python scripts/check_docs.py
check "web types" scripts/web.sh types
check "web lint" scripts/web.sh lint
check tree python scripts/check_tree.py

if [ -n "$failed" ]; then
    echo "make check failed:$failed"
    exit 1
fi
