#!/bin/sh
# make install puts a program that runs from where it was put; make uninstall leaves nothing.
. tests/tap.sh

place=$T/stage/opt/mado
make="${MAKE:-make} -s --no-print-directory B=$BUILD DESTDIR=$T/stage PREFIX=/opt/mado"
check "make install" $make install
check "the database is there" test -s "$place/share/madoguchi/madoguchi.db"
check "the user dictionary is there" test -s "$place/share/madoguchi/user.dic"
check "what editors read is there" test -s "$place/share/madoguchi/knowledge/schema/town.json"
for made in man/man1/madoguchi.1 man/ja/man1/madoguchi.1 bash-completion/completions/madoguchi \
    zsh/site-functions/_madoguchi; do
    check "$made is there" test -s "$place/share/$made"
done
check "the licence is there" test -s "$place/share/doc/madoguchi/LICENSE"

mv "$T/stage" "$T/elsewhere"
place=$T/elsewhere/opt/mado
(cd / && "$place/bin/madoguchi" list) >"$T/installed" 2>&1
"$MADOGUCHI" list >"$T/built" 2>&1
same "the installed program finds its own database wherever it stands" "$T/built" "$T/installed"

mv "$T/elsewhere" "$T/stage"
check "make uninstall" $make uninstall
find "$T/stage" ! -type d >"$T/left"
cp /dev/null "$T/none"
same "nothing is left" "$T/none" "$T/left"
tap_end
