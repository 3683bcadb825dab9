#!/bin/sh
# The files of docs/kiosk: what can be checked without a screen.
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
MADOGUCHI=${MADOGUCHI:-$PWD/build/madoguchi}

sed "s|^db: .*|db: $(dirname "$MADOGUCHI")/madoguchi.db|" docs/kiosk/madoguchi.yaml >"$T/madoguchi.yaml"
check "the configuration is read" "$MADOGUCHI" --config "$T/madoguchi.yaml" list procedure
check "and makes a kiosk: it wants a terminal" \
    sh -c '"$1" --config "$2" </dev/null >"$3" 2>&1; [ $? -eq 69 ]' sh "$MADOGUCHI" "$T/madoguchi.yaml" "$T/out"

check "sway has no key of its own" sh -c '! grep -nE "^[[:space:]]*bind" docs/kiosk/sway.conf'

named()
{
    for file in docs/kiosk/*; do
        grep -qF "$file" docs/kiosk.md || { echo "docs/kiosk.md does not name $file"; return 1; }
    done
}
check "each file is installed by the manual" named

if command -v systemd-analyze >/dev/null 2>&1; then
    # What the unit starts is not installed here.
    sed 's|^ExecStart=.*|ExecStart=/bin/true|' docs/kiosk/madoguchi-kiosk.service >"$T/madoguchi-kiosk.service"
    systemd-analyze verify "$T/madoguchi-kiosk.service" 2>&1 |
        grep -F madoguchi-kiosk >"$T/found"
    cp /dev/null "$T/none"
    same "systemd-analyze verify" "$T/none" "$T/found"
else
    echo "ok $((tap_n += 1)) # SKIP no systemd-analyze"
fi
tap_end
