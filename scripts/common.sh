# shellcheck shell=sh
# What the shell scripts share. Sourced, never run: it sets ROOT and defines functions only.

# shellcheck disable=SC2034
# ROOT is the checkout; every script is started by its path, so $0 tells where it lies.
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

say() {
    # Speak on stderr: what a script answers on stdout is for other programs.
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

is_root() {
    [ "$(id -u)" -eq 0 ]
}

in_ci() {
    [ "${CI:-}" = true ]
}

owner_of() {
    # Print uid:gid of a file; `stat` has other options on other systems, `ls -n` has not.
    # shellcheck disable=SC2012
    ls -ldn -- "$1" | awk '{ print $3 ":" $4 }'
}

postgres_bin() {
    # Print the directory of PostgreSQL server programs that have PostGIS beside them; with an
    # argument only that major version will do. Debian keeps them off the PATH, newest last.
    # shellcheck disable=SC2120
    found=
    for bin in /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || :)" "${PG_BIN:-}"; do
        [ -x "$bin/initdb" ] || continue
        share=$("$bin/pg_config" --sharedir 2>/dev/null) || continue
        [ -f "$share/extension/postgis.control" ] || continue
        [ -f "$share/extension/btree_gist.control" ] || continue
        [ -z "${1:-}" ] || [ "$(postgres_major "$bin")" = "$1" ] || continue
        found=$bin
    done
    [ -n "$found" ] && printf '%s\n' "$found"
}

postgres_major() {
    "$1/pg_ctl" --version | awk '{ split($3, part, "."); print part[1] }'
}
