#!/bin/sh
# Installs what is missing: deps.sh [build] [test] [lint]. Nothing is asked of the network when
# everything is there.
set -eu

need="" # Debian packages to install
want() { # want PACKAGE command...: the package is there when the command succeeds
    package=$1
    shift
    "$@" >/dev/null 2>&1 || need="$need $package"
}
has() { command -v "$1"; }
lib() { command -v pkg-config && pkg-config --exists "$1"; }
header() { echo "#include <$1>" | "${CC:-gcc}" -E -x c -; }
fuzzer() { test -n "$(find /usr/lib -name 'libclang_rt.fuzzer-*.a' -print -quit)"; }

for set in "${@:-build}"; do
    case $set in
    build)
        want gcc has gcc
        want make has make
        want libc6-dev header stdio.h
        want pkg-config has pkg-config
        want flex has flex
        want bison has bison
        want libreadline-dev lib readline
        want libutf8proc-dev lib libutf8proc
        want libxxhash-dev lib libxxhash
        ;;
    test)
        want libcmocka-dev lib cmocka
        want python3 has python3
        ;;
    lint)
        want clang has clang
        want clang-format has clang-format
        want binutils has nm
        ;;
    fuzz)
        want clang has clang
        want libclang-rt-14-dev fuzzer
        ;;
    *)
        echo "deps.sh: unknown set '$set' (build, test, lint, fuzz)" >&2
        exit 2
        ;;
    esac
done

[ -n "$need" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "Missing, and there is no apt-get here; install what Debian calls:$need" >&2
    exit 1
fi
root=""
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Missing; as root: apt-get install$need" >&2
        exit 1
    fi
    root=sudo
fi
echo "installing:$need"
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -q
# shellcheck disable=SC2086
$root apt-get install -q -y --no-install-recommends $need
