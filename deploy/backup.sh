#!/bin/sh
# Dump the database every night, check each dump, keep the latest ones.
#
#   backup.sh nightly    one now if there is none of the last day, then one each night
#   backup.sh once       one now
#   backup.sh check      succeed if there is one of the last 26 hours
#
# BACKUP_DIR, BACKUP_AT (hh:mm, local time) and BACKUP_KEEP_DAYS say where, when and how long. The keys
# of personal fields go to BACKUP_KEYS_DIR: a dump alone tells nobody's name, and a key that was
# destroyed is gone from the backups too once BACKUP_KEEP_DAYS have passed.
# PGHOST, PGPORT, PGUSER and PGDATABASE what; the password is read from PGPASSWORD_FILE.
set -eu
umask 077

BACKUP_DIR=${BACKUP_DIR:-/backups}
BACKUP_KEYS_DIR=${BACKUP_KEYS_DIR:-/backup-keys}
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
    at=$(date -u +%Y%m%dT%H%M%SZ)
    dump=$BACKUP_DIR/geo-patrol-$at.dump
    keys=$BACKUP_KEYS_DIR/personal-keys-$at.dump
    # The keys first: every record in the dump after them that has one then has it here, too, but
    # for those of the seconds between, whose keys the next night's backup has.
    pg_dump --format=custom --no-password --data-only --table=public.personal_keys \
        --file="$keys.part" || return 1
    # PostGIS's own table comes with the template that a restore starts from.
    pg_dump --format=custom --no-password --exclude-table-data=public.spatial_ref_sys \
        --exclude-table-data=public.personal_keys --file="$dump.part" || return 1
    contents=$(pg_restore --list "$dump.part") || return 1
    case $contents in
        *'TABLE DATA public alembic_version'*) ;;
        *)
            rm -f -- "$dump.part" "$keys.part"
            say "the database holds no geo-patrol tables: nothing kept"
            return 1
            ;;
    esac
    sync "$keys.part" "$dump.part" || return 1
    mv -- "$keys.part" "$keys" || return 1
    mv -- "$dump.part" "$dump" || return 1
    find "$BACKUP_DIR" -name 'geo-patrol-*.dump' -mtime "+$BACKUP_KEEP_DAYS" -exec rm -f -- {} +
    find "$BACKUP_KEYS_DIR" -name 'personal-keys-*.dump' -mtime "+$BACKUP_KEEP_DAYS" -exec rm -f -- {} +
    find "$BACKUP_DIR" "$BACKUP_KEYS_DIR" -name '*.dump.part' -mmin +600 -exec rm -f -- {} +
    say "wrote $dump ($(wc -c <"$dump") bytes), and the keys apart to $keys"
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
