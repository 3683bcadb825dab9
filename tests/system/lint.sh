#!/bin/sh
# Every rule of make lint finds what it is there to find.
. tests/tap.sh

tree=$T/tree
mkdir -p "$tree/src/base" "$tree/src/text" "$tree/src/guide" "$tree/tests" "$tree/.ci" \
    "$tree/knowledge" "$tree/dict" "$tree/docs"
cp -R tests/lint "$tree/tests"
cp .clang-format Makefile README.md "$tree"
printf '#!/bin/bash\n' >"$tree/.ci/run"
echo '#include "text/a.h"' >"$tree/src/text/a.c"
cp /dev/null "$tree/src/text/a.h"
cp /dev/null "$tree/docs/errors.md"

# The names of the rules that break, each between bars.
verdict()
{
    sh "$tree/tests/lint/run.sh" >"$T/said" 2>&1
    sed -n 's/^FAIL  \(.*\)/|\1|/p' "$T/said"
}

check "a clean tree has nothing to say" test "$(verdict)" = ""

# breaks RULE FILE TEXT: the text in that file breaks the rule.
breaks()
{
    cp "$tree/$2" "$T/kept" 2>/dev/null || rm -f "$T/kept"
    printf '%b' "$3" >"$tree/$2"
    verdict >"$T/broken"
    check "finds: $1" grep -qF "|$1|" "$T/broken"
    rm "$tree/$2"
    [ ! -f "$T/kept" ] || mv "$T/kept" "$tree/$2"
}

text=src/text/a.c
own='#include "text/a.h"\n'
rooms=$(cat tests/lint/rooms.txt)
mkdir "$tree/src/attic"
check "finds: a folder without a row" test \
    "$(verdict)" = "|every folder of src has a row in rooms.txt|"
rmdir "$tree/src/attic"
breaks "the arrows between folders form no circle" tests/lint/rooms.txt "base cli\n$rooms\n"
cp /dev/null "$tree/src/guide/g.h"
breaks "folders include only what rooms.txt lets them" $text "$own#include \"guide/g.h\"\n"
breaks "includes are written \"room/file.h\"" $text "$own#include \"text/../text/a.h\"\n"
cp /dev/null "$tree/src/base/b.h"
breaks "a file includes its own header first" $text "#include \"base/b.h\"\n$own"
echo '#include "text/a.h"' >"$tree/src/text/b.h"
breaks "headers form no circle" src/text/a.h '#include "text/b.h"\n'
rm "$tree/src/text/b.h"
library="each library's header is included by one file, its owner's"
breaks "$library" $text "$own#include <yaml.h>\n"
echo '#include <uninorm.h>' >"$tree/src/text/c.c"
breaks "$library" $text "$own#include <uninorm.h>\n"
rm "$tree/src/text/c.c"
breaks "every library has an owner in libraries.txt" $text "$own#include <panel.h>\n"
breaks "cmocka is included by tests only" $text "$own#include <cmocka.h>\n"
bounds="no calls without bounds, to a shell, or to a hidden state"
breaks "$bounds" $text "${own}int x = atoi(\"1\");\n"
breaks "$bounds" $text "${own}int x = system(\"1\");\n"
breaks "$bounds" $text "${own}void f(int *x)\n{\n    *x = atoi(\"1\");\n}\n"
breaks "docs/errors.md explains whatever check and import say" src/guide/trial.c \
    'const char *x = "値が"\n                "ありません（%s）";\n'
breaks "and nothing else" docs/errors.md '| 値がありません（…） | だれも言わない | 消す |\n'
breaks "only main, the commands and die() end the process" $text "${own}int x = exit(1);\n"
breaks "memory comes from base/xalloc and base/arena" $text "${own}int x = malloc(1);\n"
breaks "only the front ends write to the terminal" $text "${own}int x = puts(1);\n"
breaks "only the front ends write to the terminal" $text "${own}int x = fputs(1, stdout);\n"
breaks "nothing is marked as unfinished" docs/a.md "TO""DO\n"
spaces="no tabs, blanks at line ends or missing last newlines"
breaks "$spaces" docs/a.md 'a\tb\n'
breaks "$spaces" docs/a.md 'a \n'
breaks "$spaces" docs/a.md 'a\r\n'
breaks "$spaces" docs/a.md 'a'
breaks "clang-format agrees" $text "${own}int  x;\n"
breaks "shell scripts can be parsed" tests/a.sh 'if true; then\n'
long=$(yes 'int x;\n' | head -n 500 | tr -d '\n')
breaks "no source file is longer than 500 lines" $text "$own$long"
breaks "only what belongs there stands at the top" notes.txt 'a\n'
tap_end
