#!/bin/sh
# make run without a terminal: answers what comes on standard input, and plays a sample exchange
# when nothing does.
. tests/tap.sh
make="${MAKE:-make} -s --no-print-directory B=$BUILD"

printf '転入届\nさいしょ\n印鑑登録' >"$T/lines"
$make run <"$T/lines" >"$T/answers" 2>&1
check "make run answers a file of questions" test $? -eq 0
check "the first line is answered" grep -q 転入届 "$T/answers"
check "the last line is answered though no newline ends it" grep -q 印鑑登録 "$T/answers"

"$MADOGUCHI" --plain <"$T/lines" >"$T/plain" 2>&1
same "it is plain mode's answer" "$T/plain" "$T/answers"

$make run </dev/null >"$T/sample" 2>&1
check "make run with nothing to read" test $? -eq 0
check "plays an exchange" test "$(wc -l <"$T/sample")" -gt 10
$make run <&- >"$T/closed" 2>&1
same "closed input plays the same" "$T/sample" "$T/closed"
tap_end
