#!/bin/sh
# The whole tree under the other compiler, warnings as errors.
. tests/tap.sh
check "clang compiles everything without a warning" \
    ${MAKE:-make} -s --no-print-directory B="$BUILD/clang" CC=clang SAN= objects
tap_end
