#!/bin/sh
# Dump the database every night, check each dump, keep the latest ones.
#
#   backup.sh nightly    one now if there is none of the last day, then one each night
#   backup.sh once       one now
#   backup.sh check      succeed if there is one of the last 26 hours
#
# BACKUP_DIR, BACKUP_AT (hh:mm, local time) and BACKUP_KEEP_DAYS say where, when and how long;
# PGHOST, PGPORT, PGUSER and PGDATABASE what; the password is read from PGPASSWORD_FILE.
set -eu
umask 077

BACKUP_DIR=${BACKUP_DIR:-/backups}
BACKUP_AT=${BACKUP_AT:-02:30}
BACKUP_KEEP_DAYS=${BACKUP_KEEP_DAYS:-30}
if [ -n "${PGPASSWORD_FILE:-}" ]; then
    PGPASSWORD=$(cat -- "$PGPASSWORD_FILE")
    export PGPASSWORD
fi

say() {
    printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"
}

younger_than() {
    # younger_than MINUTES: is there a dump of that age or less?
    [ -n "$(find "$BACKUP_DIR" -name 'geo-patrol-*.dump' -mmin "-$1" 2>/dev/null | head -n 1)" ]
}

once() {
    # A dump gets its name only when it is whole and its table of contents can be read. Older
    # ones go only after that: when backups fail, the last good one stays however old it grows.
    dump=$BACKUP_DIR/geo-patrol-$(date -u +%Y%m%dT%H%M%SZ).dump
    # PostGIS's own table comes with the template that a restore starts from.
    pg_dump --format=custom --no-password --exclude-table-data=public.spatial_ref_sys \
        --file="$dump.part" || return 1
    contents=$(pg_restore --list "$dump.part") || return 1
    case $contents in
        *'TABLE DATA public alembic_version'*) ;;
        *)
            rm -f -- "$dump.part"
            say "the database holds no geo-patrol tables: nothing kept"
            return 1
            ;;
    esac
    sync "$dump.part" || return 1
    mv -- "$dump.part" "$dump" || return 1
    find "$BACKUP_DIR" -name 'geo-patrol-*.dump' -mtime "+$BACKUP_KEEP_DAYS" -exec rm -f -- {} +
    find "$BACKUP_DIR" -name 'geo-patrol-*.dump.part' -mmin +600 -exec rm -f -- {} +
    say "wrote $dump ($(wc -c <"$dump") bytes)"
}

seconds_until() {
    date +'%H %M %S' | awk -v at="$1" '{
        split(at, part, ":")
        wait = (part[1] * 60 + part[2]) * 60 - ($1 * 3600 + $2 * 60 + $3)
        print (wait > 0) ? wait : wait + 86400
    }'
}

nightly() {
    while :; do
        until younger_than 1440 || once; do
            say "backup failed; trying again in ten minutes"
            sleep 600
        done
        sleep "$(seconds_until "$BACKUP_AT")"
        once || say "backup failed"
    done
}

case ${1:-} in
    nightly) nightly ;;
    once) once ;;
    check) younger_than 1560 ;;
    *)
        echo "usage: backup.sh nightly|once|check" >&2
        exit 2
        ;;
esac
