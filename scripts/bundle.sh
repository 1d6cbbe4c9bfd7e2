#!/bin/sh
# Make dist/geo-patrol-VERSION-bundle.tar.gz: all that an installation needs, for a machine that
# reaches no network. It is for this machine's kind of processor and this Python's version.
#
#   scripts/bundle.sh [DIR]      into DIR instead of dist/
#
# WHEELS names a folder of third-party wheels that were fetched before; nothing is fetched then.
set -eu
. "$(dirname -- "$0")/common.sh"
cd -- "$ROOT"

PY=.venv/bin/python
VERSION=$("$PY" -c 'import geo_patrol; print(geo_patrol.__version__)')
DIST=${1:-dist}
WORK=$DIST/bundle
FONT=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
FONT_LICENCE=/usr/share/doc/fonts-noto-cjk/copyright

pip() {
    env -u PYTHONPATH -u PYTHONHOME "$PY" -m pip --disable-pip-version-check --no-input "$@" >&2
}

rm -rf -- "$WORK"
mkdir -p -- "$WORK/wheels"

if [ -n "${WHEELS:-}" ]; then
    find "$WHEELS" -name '*.whl' -exec cp -- {} "$WORK/wheels/" \;
else
    say "fetching the locked packages"
    # Those that come as source only are built here: the other machine needs no compiler.
    pip wheel --quiet --no-deps --require-hashes --requirement requirements/run.txt \
        --wheel-dir "$WORK/wheels"
fi
say "building geo-patrol $VERSION"
scripts/web.sh build
"$PY" -m build --wheel --no-isolation --outdir "$WORK/wheels" . >&2

(
    cd -- "$WORK/wheels"
    for wheel in *.whl; do
        name=${wheel%%-*}
        rest=${wheel#*-}
        sum=$(sha256sum -- "$wheel" | cut -d ' ' -f 1)
        printf '%s==%s --hash=sha256:%s\n' "$name" "${rest%%-*}" "$sum"
    done
) >"$WORK/wheels.txt"
# What it was made from is part of its name: another build of the same version is another release.
mark=$(sha256sum -- "$WORK/wheels.txt" | cut -c 1-8)
printf '%s-%s\n' "$VERSION" "$mark" >"$WORK/VERSION"
"$PY" -c 'import sys, sysconfig
print("%d.%d" % sys.version_info[:2], sysconfig.get_platform())' >"$WORK/PYTHON"

cp -- deploy/bundle/install.sh deploy/bundle/geo-patrol.service deploy/bundle/INSTALL.md \
    LICENSE NOTICE README.md README.zh-CN.md CHANGELOG.md "$WORK/"
mkdir -- "$WORK/docs"
cp -- docs/*.md "$WORK/docs/"
if [ -f "$FONT" ]; then
    mkdir -- "$WORK/fonts"
    cp -- "$FONT" "$WORK/fonts/"
    [ ! -f "$FONT_LICENCE" ] || cp -- "$FONT_LICENCE" "$WORK/fonts/LICENCE.txt"
else
    say "no Chinese font here (Debian: fonts-noto-cjk): stamps will be in English unless the other" \
        "machine has one"
fi
(cd -- "$WORK" && find . -type f ! -name "SHA256SUMS*" | LC_ALL=C sort | xargs sha256sum) \
    >"$WORK/SHA256SUMS.new"
mv -- "$WORK/SHA256SUMS.new" "$WORK/SHA256SUMS"

made=$DIST/geo-patrol-$VERSION-bundle.tar.gz
tar --create --gzip --file "$made.part" --owner 0 --group 0 \
    --transform "s|^\.|geo-patrol-$VERSION|" --directory "$WORK" .
mv -- "$made.part" "$made"
rm -rf -- "$WORK"
printf '%s\n' "$made"
