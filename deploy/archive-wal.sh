#!/bin/sh
# Keep a finished segment of PostgreSQL's write-ahead log: its archive_command.
#
#   archive_command = '/usr/local/bin/geo-patrol-archive-wal %p /var/backups/geo-patrol-wal/%f'
#
# It succeeds only when the segment is on the disk. The same one again is no error: after a crash
# PostgreSQL repeats the last one. Another one of that name (of another server, say) is never
# overwritten: PostgreSQL keeps its own, and says so in its log until somebody looks.
set -eu
umask 077

[ $# -eq 2 ] || {
    echo "usage: archive-wal.sh SEGMENT TARGET" >&2
    exit 2
}
segment=$1
target=$2

refuse() {
    echo "$target is there, with other content: not overwritten" >&2
    exit 1
}

if [ -e "$target" ]; then
    cmp -s -- "$segment" "$target" || refuse
    sync -- "$target"
    exit 0
fi
part=$target.part
cp -- "$segment" "$part"
sync -- "$part"
mv -n -- "$part" "$target"
[ ! -e "$part" ] || refuse
sync -- "$(dirname -- "$target")"
