#!/bin/sh
# Look for the programs that tests use besides Python packages, and install what is missing.
#
#   scripts/system-packages.sh [chromium|fonts|poppler|postgis|strace]...     all when none is named
#
# As root on Debian or Ubuntu it installs them; otherwise it lists them. It answers with failure
# only when CI=true: a developer without Chromium can still run the other tests.
set -eu
. "$(dirname -- "$0")/common.sh"

has() {
    case $1 in
        chromium)
            # certutil tells Chromium which private authority to trust.
            { command -v chromium || command -v chromium-browser || command -v google-chrome; } &&
                command -v certutil
            ;;
        fonts)
            { command -v fc-list && [ -n "$(fc-list 'Noto Sans CJK SC' 2>/dev/null)" ]; } ||
                [ -f /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ]
            ;;
        poppler) command -v pdftoppm && command -v pdftotext ;;
        postgis) postgres_bin "" ;;
        strace) command -v strace ;;
        *) fail "system-packages.sh: $1 is not one of chromium, fonts, poppler, postgis, strace" ;;
    esac >/dev/null
}

packages_for() {
    case $1 in
        chromium) echo chromium libnss3-tools ;;
        fonts) echo fonts-noto-cjk ;;
        poppler) echo poppler-utils ;;
        # Debian's metapackage brings the PostGIS of the release's own PostgreSQL.
        postgis) echo postgresql postgresql-postgis ;;
        strace) echo strace ;;
    esac
}

install() {
    # The server package also makes a default cluster of its own, which is left alone.
    export DEBIAN_FRONTEND=noninteractive
    say "installing: $*"
    log=$(mktemp)
    if apt-get update -qq >"$log" 2>&1 &&
        apt-get install -qq --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" \
            >"$log" 2>&1 </dev/null; then
        rm -f -- "$log"
    else
        tail -n 20 -- "$log" >&2
        rm -f -- "$log"
        return 1
    fi
}

offer_headless() {
    # The browser without a window takes a third less of the processor; without it tests run, too.
    command -v chromium-headless-shell >/dev/null && return
    is_root && command -v apt-cache >/dev/null || return 0
    [ -n "$(apt-cache show chromium-headless-shell 2>/dev/null)" ] || return 0
    install chromium-headless-shell || say "without chromium-headless-shell tests take longer"
}

[ $# -gt 0 ] || set -- chromium fonts poppler postgis strace

missing=
for part in "$@"; do
    has "$part" || missing="$missing $(packages_for "$part")"
done
if [ -z "$missing" ]; then
    offer_headless
    exit 0
fi

if is_root && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086  # a list of names, to be split
    if install $missing; then
        offer_headless
        exit 0
    fi
    say "could not install:$missing"
else
    say "missing system packages · 缺少系统软件包:$missing"
    say "  sudo apt-get install$missing"
fi
if in_ci; then
    exit 1
fi
