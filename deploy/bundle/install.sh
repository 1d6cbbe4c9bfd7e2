#!/bin/sh
# Install geo-patrol from this bundle, or upgrade it: nothing is fetched from anywhere.
#
#   ./install.sh [--prefix /opt/geo-patrol] [--python python3] [--user geo-patrol]
#                                                      install, or upgrade what is there
#   ./install.sh --rollback [--prefix …] [--into URL]              back to the release before
#
# Each release has a folder of its own under PREFIX/releases; PREFIX/current is the one in use. An
# upgrade stops the service, takes a snapshot of the store, brings the schema up to date, looks
# whether all is as it was accepted, and only then changes over; when anything fails, the store and
# the release before are put back. Settings are in PREFIX/geo-patrol.env.
set -eu
umask 022

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
PREFIX=/opt/geo-patrol
PYTHON=python3
RUN_AS=$(id -un)
[ "$RUN_AS" != root ] || RUN_AS=geo-patrol
INTO=
ROLLBACK=

say() {
    printf '%s\n' "$@"
}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --prefix) PREFIX=$2 && shift ;;
        --python) PYTHON=$2 && shift ;;
        --user) RUN_AS=$2 && shift ;;
        --into) INTO=$2 && shift ;;
        --rollback) ROLLBACK=1 ;;
        *) fail "usage: install.sh [--prefix DIR] [--python PYTHON] [--user NAME] | --rollback [--into URL]" ;;
    esac
    shift
done
case $PREFIX in
    /*) ;;
    *) PREFIX=$(pwd -P)/$PREFIX ;;
esac

ENV_FILE=$PREFIX/geo-patrol.env
UNDO=$PREFIX/undo

geo_patrol() {
    # geo_patrol RELEASE COMMAND…: run a release with the settings of this installation.
    release=$1
    shift
    # What the caller's shell has set does not count here.
    (
        set -a
        # shellcheck disable=SC1090
        . "$ENV_FILE"
        cd -- "$PREFIX"
        if [ "$(id -un)" = "$RUN_AS" ]; then
            "$release/bin/geo-patrol" "$@"
        else
            runuser --user "$RUN_AS" --preserve-environment -- "$release/bin/geo-patrol" "$@"
        fi
    )
}

make_user() {
    # The program has no rights on this machine but its own data.
    id -- "$RUN_AS" >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ] ||
        useradd --system --user-group --no-create-home --home-dir "$PREFIX" \
            --shell /usr/sbin/nologin "$RUN_AS"
}

setting() {
    # Print a setting of the installation, or nothing.
    (
        # shellcheck disable=SC1090
        . "$ENV_FILE"
        eval "printf '%s' \"\${$1:-}\""
    )
}

service() {
    # Tell systemd, where it knows the service and it runs.
    command -v systemctl >/dev/null 2>&1 && systemctl --quiet is-active geo-patrol 2>/dev/null &&
        systemctl "$1" geo-patrol
}

use() {
    # Change over to a release, in one step.
    ln -sfn -- "$1" "$PREFIX/current.new"
    mv -fT -- "$PREFIX/current.new" "$PREFIX/current"
}

is_new_store() {
    # Is there nothing to back up? A database is asked; of the embedded store, its file.
    if [ -n "$(setting GEO_PATROL_DATABASE_URL)" ]; then
        status=$(geo_patrol "$1" --lang en db status) ||
            fail "连不上数据库,未改动。" "The database does not answer: nothing was changed."
        case $status in
            'Schema: -;'*) return 0 ;;
        esac
        return 1
    else
        [ ! -f "$(setting GEO_PATROL_DATA_DIR)/geo-patrol.sqlite" ]
    fi
}

require_stopped() {
    # A server that runs holds the store; one that systemd started was stopped by now.
    lock=$(setting GEO_PATROL_DATA_DIR)/geo-patrol.lock
    [ ! -f "$lock" ] || flock --nonblock "$lock" true ||
        fail "服务器正在运行,请先停止。" "A server is running: stop it first."
}

put_back() {
    # put_back RELEASE SNAPSHOT: bring the store of a snapshot back, as it was.
    kept=
    if [ -n "$INTO" ]; then
        say "settings: GEO_PATROL_DATABASE_URL=$INTO"
        grep -v '^GEO_PATROL_DATABASE_URL=' "$ENV_FILE" >"$ENV_FILE.new" || :
        printf "GEO_PATROL_DATABASE_URL='%s'\n" "$INTO" >>"$ENV_FILE.new"
        chmod 640 "$ENV_FILE.new"
        [ "$(id -u)" -ne 0 ] || chown -- "root:$RUN_AS" "$ENV_FILE.new"
        mv -f -- "$ENV_FILE.new" "$ENV_FILE"
    elif [ -n "$(setting GEO_PATROL_DATABASE_URL)" ]; then
        fail "数据库须恢复到一个新的空库:请加 --into URL(见 INSTALL.md)。" \
            "A database goes back into a new, empty one: add --into URL (see INSTALL.md)."
    else
        data=$(setting GEO_PATROL_DATA_DIR)
        kept=$data/set-aside-$(date -u +%Y%m%dT%H%M%SZ)
        mkdir -m 700 -- "$kept"
        [ "$(id -u)" -ne 0 ] || chown -- "$RUN_AS:" "$kept"
        for one in "$data"/geo-patrol.sqlite "$data"/geo-patrol.sqlite-* "$data/evidence"; do
            [ ! -e "$one" ] || mv -- "$one" "$kept/"
        done
    fi
    # It goes back as it was, whatever was wrong with it: exit code 2 says that something was.
    status=0
    geo_patrol "$1" restore --as-it-was --despite-findings --keys "$PREFIX/backup-keys" "$2" ||
        status=$?
    if [ "$status" -ne 0 ] && [ "$status" -ne 2 ]; then
        if [ -n "$kept" ]; then
            for one in "$kept"/*; do mv -- "$one" "$data/"; done
            rmdir -- "$kept"
        fi
        fail "恢复失败,数据未改动。" "It could not be restored; the data are as they were."
    fi
    [ -z "$kept" ] || say "升级后的数据移到了 · what was there since is in: $kept"
}

rollback() {
    [ -f "$UNDO" ] || fail "没有可以退回的版本。" "There is no release to go back to."
    # shellcheck disable=SC1090
    . "$UNDO"
    [ -x "$BEFORE/bin/geo-patrol" ] || fail "旧版本已不在 · the release is gone: $BEFORE"
    now=$(readlink -f -- "$PREFIX/current")
    was_running=
    ! service stop || was_running=1
    require_stopped
    if [ -n "${SNAPSHOT:-}" ]; then
        put_back "$now" "$SNAPSHOT"
    fi
    use "$BEFORE"
    rm -f -- "$UNDO"
    [ -z "$was_running" ] || systemctl start geo-patrol
    say "已退回到 · back at: $(basename -- "$BEFORE")"
}

check_bundle() {
    (cd -- "$HERE" && sha256sum --quiet --check SHA256SUMS) ||
        fail "安装包已损坏,请重新拷贝。" "The bundle is damaged; copy it again."
    made_for=$(cat -- "$HERE/PYTHON")
    here=$("$PYTHON" -c 'import sys, sysconfig
print("%d.%d" % sys.version_info[:2], sysconfig.get_platform())' 2>/dev/null) ||
        fail "没有 $PYTHON;请安装 Python,或用 --python 指定。" \
            "There is no $PYTHON: install Python, or name it with --python."
    [ "$made_for" = "$here" ] ||
        fail "此安装包适用于 Python $made_for,而 $PYTHON 是 $here。" \
            "This bundle is for Python $made_for; $PYTHON is $here (name another with --python)."
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "此 Python 缺少 venv 模块(Debian:python3-venv)。" \
            "This Python has no venv module (Debian: python3-venv)."
}

make_release() {
    # A release that was not finished is made anew.
    if [ -x "$NEW/bin/geo-patrol" ] && [ -f "$NEW/complete" ]; then
        return
    fi
    rm -rf -- "$NEW"
    mkdir -p -- "$PREFIX/releases"
    say "安装到 · installing into $NEW"
    "$PYTHON" -m venv "$NEW"
    env -u PYTHONPATH -u PYTHONHOME PIP_CONFIG_FILE=/dev/null "$NEW/bin/python" -m pip \
        --disable-pip-version-check --no-input install --quiet --no-index --no-deps --ignore-installed \
        --require-hashes --find-links "$HERE/wheels" --requirement "$HERE/wheels.txt"
    if [ -d "$HERE/fonts" ]; then
        cp -R -- "$HERE/fonts" "$NEW/fonts"
    fi
    "$NEW/bin/geo-patrol" --version >/dev/null
    : >"$NEW/complete"
}

write_settings() {
    [ ! -f "$ENV_FILE" ] || return 0
    mkdir -p -m 700 -- "$PREFIX/data" "$PREFIX/out" "$PREFIX/backups" "$PREFIX/backup-keys"
    {
        printf '# Settings of this installation; docs: settings.md\n'
        printf "GEO_PATROL_DATA_DIR='%s'\n" "$PREFIX/data"
        printf "GEO_PATROL_OUT_DIR='%s'\n" "$PREFIX/out"
        printf "GEO_PATROL_BACKUP_DIR='%s'\n" "$PREFIX/backups"
        printf "GEO_PATROL_BACKUP_KEYS_DIR='%s'\n" "$PREFIX/backup-keys"
        printf "GEO_PATROL_FONT_FILE='%s'\n" "$PREFIX/current/fonts/NotoSansCJK-Regular.ttc"
    } >"$ENV_FILE"
    chmod 640 "$ENV_FILE"
    [ "$(id -u)" -ne 0 ] || {
        chown -- "root:$RUN_AS" "$ENV_FILE"
        chown -- "$RUN_AS:" "$PREFIX/data" "$PREFIX/out" "$PREFIX/backups" "$PREFIX/backup-keys"
    }
    [ -f "$NEW/fonts/NotoSansCJK-Regular.ttc" ] || sed -i '/FONT_FILE/d' "$ENV_FILE"
}

write_service() {
    sed "s|@PREFIX@|$PREFIX|g; s|@USER@|$RUN_AS|g" "$HERE/geo-patrol.service" >"$PREFIX/geo-patrol.service"
}

migrate() {
    # A snapshot first, by the new program: it knows older schemas. Then up, and a look at it all.
    taken=$PREFIX/backups/snapshots
    geo_patrol "$NEW" backup || fail "备份失败,未升级。" "No snapshot could be taken: nothing was changed."
    # Their names are moments: the last one is the newest.
    for one in "$taken"/*; do SNAPSHOT=$one; done
    if geo_patrol "$NEW" db upgrade && geo_patrol "$NEW" audit verify --evidence; then
        return
    fi
    say "升级后的检查没有通过,正在恢复原状。 · What came of it does not hold: putting it back."
    put_back "$NEW" "$SNAPSHOT"
    fail "未升级,仍是原来的版本。" "Not upgraded: the release before is in use."
}

install() {
    check_bundle
    NEW=$PREFIX/releases/$(cat -- "$HERE/VERSION")
    OLD=$(readlink -f -- "$PREFIX/current" 2>/dev/null || :)
    if [ "$NEW" = "$OLD" ] && [ -f "$NEW/complete" ]; then
        say "已是此版本 · this release is in use already: $NEW"
        exit 0
    fi
    mkdir -p -- "$PREFIX"
    make_user
    make_release
    write_settings
    geo_patrol "$NEW" --version >/dev/null 2>&1 ||
        fail "用户 $RUN_AS 无法运行 $PYTHON,请用 --python 指定系统自带的 Python。" \
            "The user $RUN_AS cannot run $PYTHON: name the system's own with --python."
    write_service
    was_running=
    ! service stop || was_running=1
    SNAPSHOT=
    require_stopped
    if ! is_new_store "$NEW"; then
        migrate
    fi
    if [ -n "$OLD" ]; then
        {
            printf "BEFORE='%s'\n" "$OLD"
            printf "SNAPSHOT='%s'\n" "$SNAPSHOT"
        } >"$UNDO"
    fi
    use "$NEW"
    [ -z "$was_running" ] || systemctl start geo-patrol
    say "" "安装完成 · installed: $NEW"
    if [ -z "$OLD" ]; then
        say "启动 · start:  $PREFIX/geo-patrol up" \
            "开机自启 · as a service:  cp $PREFIX/geo-patrol.service /etc/systemd/system/ && systemctl enable --now geo-patrol" \
            "设置 · settings:  $ENV_FILE"
    else
        say "退回 · back to the release before:  $HERE/install.sh --rollback --prefix $PREFIX"
    fi
}

write_command() {
    cat >"$PREFIX/geo-patrol" <<END
#!/bin/sh
# geo-patrol with the settings of this installation.
set -a
. '$ENV_FILE'
cd -- '$PREFIX' || exit
[ "\$(id -u)" -ne 0 ] || [ '$RUN_AS' = root ] ||
    exec runuser --user '$RUN_AS' --preserve-environment -- '$PREFIX/current/bin/geo-patrol' "\$@"
exec '$PREFIX/current/bin/geo-patrol' "\$@"
END
    chmod 755 "$PREFIX/geo-patrol"
}

if [ -n "$ROLLBACK" ]; then
    rollback
else
    install
    write_command
fi
