#!/bin/sh
# Make .venv, or bring it up to date with the lock files; at once when nothing changed.
#
#   scripts/environment.sh run      what geo-patrol needs to run, and geo-patrol itself (editable)
#   scripts/environment.sh dev      the same, and the tools of tests and checks
#   scripts/environment.sh web      what builds the front end
#   scripts/environment.sh bench    what benchmarks measure against; goes with dev
#
# PYTHON names the interpreter (default python3, 3.11 or newer). A set's stamp is written after
# its last step, so the next run takes up what an interrupted one left.
set -eu
. "$(dirname -- "$0")/common.sh"
cd -- "$ROOT"

PYTHON=${PYTHON:-python3}
VENV=.venv
UNFINISHED=$VENV/.geo-patrol-unfinished

works() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

key_of() {
    # What a set was made from: the lock, and those parts of pyproject.toml that an installation
    # sees. The path is in it too: a checkout that moved needs new scripts.
    {
        printf '%s\n' "$ROOT"
        cat -- "requirements/$1.txt"
        awk '/^\[/ { seen = /^\[(project|build-system|tool\.hatch)/ } seen' pyproject.toml
    } | cksum
}

is_current() {
    stamp=$VENV/.geo-patrol-$1
    [ -f "requirements/$1.txt" ] && [ -f "$stamp" ] && [ "$(cat -- "$stamp")" = "$(key_of "$1")" ]
}

check_python() {
    works "$PYTHON" || {
        say "geo-patrol 需要 Python 3.11 或更高版本,而 $PYTHON 不是或不存在;请安装,或用 PYTHON=… 指定。"
        fail "geo-patrol needs Python 3.11 or newer, and $PYTHON is not, or is not there:" \
            "install it, or name another one with PYTHON=…"
    }
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || {
        say "此 Python 缺少 venv 模块;请运行:sudo apt install python3-venv"
        fail "This Python has no venv module; run: sudo apt install python3-venv"
    }
}

make_venv() {
    # One that an install was killed in, or whose Python was upgraded away, is made anew.
    if [ ! -f "$UNFINISHED" ] && works "$VENV/bin/python" && "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
        return
    fi
    check_python
    say "making $VENV with $("$PYTHON" --version)"
    "$PYTHON" -m venv --clear "$VENV"
}

pip_install() {
    # All of pip's words go to stderr: `make -s bench` prints results only on stdout.
    set -- --disable-pip-version-check --no-input install --no-deps "$@"
    if in_ci; then
        set -- --quiet "$@"
    elif ! [ -t 2 ]; then
        set -- "$@" --progress-bar off
    fi
    # A venv that is active in the calling shell, or settings for its Python, do not count here.
    env -u PYTHONPATH -u PYTHONHOME "$VENV/bin/python" -m pip "$@" >&2
}

install_project() {
    # The project needs nothing of what builds its front end, or of what it is measured against.
    case $1 in
        run | dev) pip_install --quiet --no-build-isolation --no-index --editable . ;;
    esac
}

install_set() {
    rm -f -- "$VENV/.geo-patrol-$1"
    say "installing the $1 packages into $VENV (the first time this takes a minute or two)"
    # A pip that fails takes back what it did; one that is killed leaves pieces, and this mark.
    : >"$UNFINISHED"
    # The build backend is in the lock, so nothing unlocked is fetched for the build.
    if pip_install --require-hashes --requirement "requirements/$1.txt" && install_project "$1"; then
        rm -f -- "$UNFINISHED"
    else
        rm -f -- "$UNFINISHED"
        fail "the $1 packages could not be installed · 软件包安装失败"
    fi
    key_of "$1" >"$VENV/.geo-patrol-$1"
}

case ${1:-} in
    # The dev set holds the run set, in the same versions.
    run) satisfied_by='run dev' ;;
    dev | web | bench) satisfied_by=$1 ;;
    *) fail "usage: scripts/environment.sh run|dev|web|bench" ;;
esac

if [ ! -f "$UNFINISHED" ] && works "$VENV/bin/python"; then
    for set_name in $satisfied_by; do
        is_current "$set_name" && exit 0
    done
fi
make_venv
install_set "$1"
