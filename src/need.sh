#!/bin/sh
# need.sh PACKAGE=PROBE...: installs the Debian packages whose probe (a header, a command or the
# path of a file) is missing. Never asks, and never reads the caller's standard input: `make run`
# may have questions waiting there.
set -u
exec </dev/null

present()
{
    case $1 in
    *.h) printf '#include <stdio.h>\n#include <%s>\n' "$1" | ${CC:-cc} -E -x c - >/dev/null 2>&1 ;;
    /*) [ -e "$1" ] ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# Sets missing to the packages that are not there.
look()
{
    missing=
    for pair; do
        present "${pair#*=}" || missing="$missing ${pair%%=*}"
    done
}

give_up()
{
    printf 'madoguchi: %s\n' "$*" >&2
    exit 69 # EX_UNAVAILABLE
}

look "$@"
[ -n "$missing" ] || exit 0
echo "足りないもの (missing):$missing"

command -v apt-get >/dev/null 2>&1 || give_up \
    "apt-get がないので自動では入れられません。上のもの（Debian での名前）を入れてから、もう一度実行してください。" \
    "(No apt-get here: install the equivalents of these Debian packages, then try again.)"
as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || give_up \
        "入れるには管理者の権限が要ります。管理者で次を実行してください: apt-get install$missing"
    as_root=sudo
fi

echo "apt-get で入れます。数分かかることがあります…"
log=$(mktemp) || exit 73
trap 'rm -f "$log"' EXIT
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"
# A source that does not answer is no reason to stop: the lists may be good enough.
$apt update >"$log" 2>&1
if ! $apt install -y --no-install-recommends $missing >>"$log" 2>&1; then
    cat "$log" >&2
    give_up "入れられませんでした:$missing"
fi

look "$@"
[ -z "$missing" ] || give_up "入れたのに見つかりません:$missing"
