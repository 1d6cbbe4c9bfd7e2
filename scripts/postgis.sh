#!/bin/sh
# A private PostgreSQL + PostGIS for development and tests: no Docker, no system service.
#
#   scripts/postgis.sh start     make the cluster if there is none, start it, print its URL
#   scripts/postgis.sh stop      stop it; the data stay
#   scripts/postgis.sh status    say whether it runs; success if it does
#   scripts/postgis.sh url       print the bare URL; success if it runs
#   scripts/postgis.sh remove    stop it and delete its data
#
# With POSTGIS_CLUSTER=tests it is another cluster, which never waits for the disk: a power cut may
# destroy it, and `make test` takes a third of the time.
#
# It listens on 127.0.0.1 only, on a free port, without a Unix socket, and asks for a password.
# .local/postgis.env (readable by its owner only) holds the URL. PostgreSQL refuses to run as
# root, so started by root it runs as `postgres`; if that user cannot reach the checkout (one
# below /root, say), the data go to /var/tmp, in a directory named after the checkout's path.
set -eu
. "$(dirname -- "$0")/common.sh"

case ${POSTGIS_CLUSTER:=} in
    '') NAME=postgis HASTE='' ;;
    tests)
        NAME=postgis-tests
        HASTE='-c fsync=off -c full_page_writes=off -c synchronous_commit=off'
        ;;
    *) fail "POSTGIS_CLUSTER is tests, or nothing" ;;
esac
LOCAL=$ROOT/.local
ENV_FILE=$LOCAL/$NAME.env
# Nothing of another cluster's connection settings may leak into this one.
unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGSERVICE PGDATA PGOPTIONS
umask 077

as_user() {
    # Run as the cluster's user, from a directory that this user can enter.
    (
        cd /
        if is_root; then
            exec setpriv --reuid "$RUN_AS" --regid "$(id -g "$RUN_AS")" --init-groups \
                env HOME=/ "$@"
        fi
        exec "$@"
    )
}

save() {
    # Write stdin to a file that belongs to the cluster's user.
    as_user tee -- "$1" >/dev/null
}

find_place() {
    # Set DIR, the cluster's directory, and RUN_AS, the user that it belongs to. An existing
    # cluster stays its owner's, whoever asks.
    RUN_AS=$(id -un)
    DIR=$LOCAL/$NAME
    aside=/var/tmp/geo-patrol-$NAME-$(printf %s "$ROOT" | cksum | awk '{ print $1 }')
    if ! is_root; then
        [ ! -e "$DIR" ] || [ -O "$DIR" ] ||
            fail "$DIR belongs to another user; use that one (root?), or delete it first"
        return
    fi
    RUN_AS=postgres
    for made in "$DIR" "$aside"; do
        if [ -d "$made" ] && [ ! -L "$made" ]; then
            DIR=$made
            owner=$(owner_of "$made")
            RUN_AS=$(id -un "${owner%%:*}")
            [ "$RUN_AS" != root ] || fail "$made belongs to root; delete it and start again"
            return
        fi
    done
    if id postgres >/dev/null 2>&1 && ! as_user test -x "$LOCAL"; then
        DIR=$aside
    fi
}

prepare_local() {
    # .local belongs to whoever the checkout belongs to, and its users may pass through it.
    [ -d "$LOCAL" ] || {
        mkdir -- "$LOCAL"
        is_root && chown "$(owner_of "$ROOT")" "$LOCAL"
    }
    chmod a+x -- "$LOCAL"
}

prepare_dir() {
    # In /var/tmp anybody could have made it first: mkdir fails then, and so do we.
    if [ ! -d "$DIR" ]; then
        mkdir -m 700 -- "$DIR" || fail "cannot make $DIR"
        ! is_root || chown "$(id -u "$RUN_AS"):$(id -g "$RUN_AS")" "$DIR"
    fi
    if [ -L "$DIR" ] || [ "$(owner_of "$DIR" | cut -d: -f1)" != "$(id -u "$RUN_AS")" ]; then
        fail "$DIR does not belong to $RUN_AS: not used"
    fi
}

find_programs() {
    # An existing cluster needs the programs of its own major version.
    major=
    [ ! -f "$DIR/ready" ] || major=$(cat -- "$DIR/ready")
    BIN=$(postgres_bin "$major") || {
        [ -z "$major" ] ||
            fail "the cluster is of PostgreSQL $major, which is not installed:" \
                "install it, or run scripts/postgis.sh remove"
        fail "PostgreSQL with PostGIS is missing · 缺少 PostgreSQL 或 PostGIS"
    }
}

psql_as_superuser() {
    as_user env PGPASSFILE="$DIR/pgpass" PGCONNECT_TIMEOUT=5 \
        "$BIN/psql" --no-psqlrc --quiet --host=127.0.0.1 --port="$(cat -- "$DIR/port")" \
        --username=postgres --dbname=postgres --set=ON_ERROR_STOP=1 "$@"
}

is_running() {
    # It counts only if the server that answers is ours: a port may have been taken over.
    [ -f "$DIR/port" ] && [ -f "$DIR/pgpass" ] || return 1
    answer=$(psql_as_superuser -Atc 'SHOW data_directory' 2>/dev/null) || return 1
    [ "$answer" = "$DIR/data" ]
}

drop_stale_pid_file() {
    # After a crash the number in the file may be another program's by now, and PostgreSQL would
    # take that one for itself.
    pid_file=$DIR/data/postmaster.pid
    [ -f "$pid_file" ] || return 0
    pid=$(head -n 1 -- "$pid_file")
    if [ -d /proc/self ]; then
        args=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" || :)
    else
        args=$(ps -o args= -p "$pid" 2>/dev/null || :)
    fi
    case $args in
        *"$DIR/data"*) ;;
        *) rm -f -- "$pid_file" ;;
    esac
}

stop_server() {
    # A server that is there but does not answer (in recovery, on a lost port) is stopped too.
    [ -f "$DIR/data/postmaster.pid" ] || return 0
    drop_stale_pid_file
    [ ! -f "$DIR/data/postmaster.pid" ] ||
        as_user "$BIN/pg_ctl" stop -w -s -m fast -D "$DIR/data"
}

start_server() {
    # The port is tried, not looked up, so nobody can take it in between. It is drawn below the
    # range from which systems give out ports for outgoing connections.
    stop_server
    tries=0
    while :; do
        if [ ! -f "$DIR/port" ]; then
            draw=$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')
            echo "$((20000 + draw % 12000))" | save "$DIR/port"
        fi
        save "$DIR/log" </dev/null
        if as_user "$BIN/pg_ctl" start -w -t 120 -s -D "$DIR/data" -l "$DIR/log" \
            -o "-p $(cat -- "$DIR/port") $HASTE" 9>&- 2>/dev/null; then
            return
        fi
        tries=$((tries + 1))
        if [ "$tries" -ge 8 ] || ! grep -q 'could not bind' "$DIR/log"; then
            tail -n 20 -- "$DIR/log" >&2
            fail "PostgreSQL does not start; its log is $DIR/log"
        fi
        rm -f -- "$DIR/port"
    done
}

random_word() {
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

make_cluster() {
    # "ready" is written last: a cluster without it was interrupted half-way, and is made anew.
    say "making a private PostgreSQL cluster in $DIR (about ten seconds)"
    stop_server
    for old in data port pgpass url ready; do
        rm -rf -- "${DIR:?}/$old"
    done
    superuser_password=$(random_word)
    role_password=$(random_word)
    printf '%s\n' "$superuser_password" | save "$DIR/superuser"
    printf '127.0.0.1:*:*:postgres:%s\n' "$superuser_password" | save "$DIR/pgpass"
    # The C collation sorts text as SQLite does, by bytes.
    as_user "$BIN/initdb" --pgdata="$DIR/data" --username=postgres --pwfile="$DIR/superuser" \
        --auth=scram-sha-256 --encoding=UTF8 --no-locale ${HASTE:+--no-sync} >/dev/null
    rm -f -- "$DIR/superuser"
    save "$DIR/data/pg_hba.conf" <<'HBA'
host all all 127.0.0.1/32 scram-sha-256
HBA
    # Read last, so it stands over what initdb wrote.
    as_user tee -a -- "$DIR/data/postgresql.conf" >/dev/null <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
timezone = 'UTC'
log_timezone = 'UTC'
CONF
    start_server
    # From stdin: the user of the cluster may not be able to read the checkout.
    (
        export GEO_PATROL_ROLE_PASSWORD="$role_password"
        psql_as_superuser -f - <"$ROOT/deploy/bootstrap.sql"
    )
    printf '%s\n' "$role_password" | save "$DIR/role"
    postgres_major "$BIN" | save "$DIR/ready"
}

url() {
    printf 'postgresql+psycopg://geo_patrol:%s@127.0.0.1:%s/geo_patrol\n' \
        "$(cat -- "$DIR/role")" "$(cat -- "$DIR/port")"
}

write_env_file() {
    # Written beside and moved over, so that a reader never sees half of it.
    printf 'GEO_PATROL_DATABASE_URL=%s\n' "$(url)" >"$ENV_FILE.new"
    ! is_root || chown "$(owner_of "$ROOT")" "$ENV_FILE.new"
    mv -f -- "$ENV_FILE.new" "$ENV_FILE"
}

start() {
    # Before the lock: a package may start a service, which would inherit the lock and keep it.
    postgres_bin >/dev/null || "$ROOT/scripts/system-packages.sh" postgis || :
    prepare_local
    # Two starts at once (two shells, two test runs) take turns. The server must not inherit
    # the lock either: it would hold it as long as it runs.
    exec 9>"$LOCAL/postgis.lock"
    ! command -v flock >/dev/null || flock 9
    find_place
    find_programs
    if [ ! -f "$DIR/ready" ]; then
        prepare_dir
        make_cluster
    elif ! is_running; then
        start_server
        is_running || fail "PostgreSQL started but does not answer; its log is $DIR/log"
    fi
    write_env_file
    cat -- "$ENV_FILE"
}

existing() {
    # Find the cluster; without one there is nothing to stop and nothing to tell.
    find_place
    [ -f "$DIR/ready" ] || return 1
    find_programs
}

case ${1:-} in
    start) start ;;
    stop) ! existing || stop_server ;;
    status)
        if existing && is_running; then
            say "PostGIS runs on 127.0.0.1:$(cat -- "$DIR/port"), data in $DIR"
        else
            fail "PostGIS does not run; start it with: make postgis"
        fi
        ;;
    url)
        if existing && is_running; then url; else fail "PostGIS does not run"; fi
        ;;
    remove)
        find_place
        if [ -d "$DIR" ]; then
            BIN=$(postgres_bin) && stop_server
            rm -rf -- "${DIR:?}" "$ENV_FILE"
        fi
        ;;
    *) fail "usage: scripts/postgis.sh start|stop|status|url|remove" ;;
esac
