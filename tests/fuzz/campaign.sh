#!/bin/sh
# A libFuzzer campaign: campaign.sh LIBRARY SECONDS [TARGET...]. Each target starts from its corpus
# and from the repository's own rules and cases; what breaks it is left in build/fuzz/found-*.
set -eu
cd "$(dirname "$0")/../.."
library=$1
seconds=$2
shift 2
[ $# -gt 0 ] || set -- $(cd tests/fuzz && echo fuzz_*.c | sed 's/fuzz_//g; s/\.c//g')
generated=$(dirname "$library")/gen
shared=$(find tests/fuzz -name '*.c' ! -name 'fuzz_*' ! -name replay.c)
mkdir -p build/fuzz

# The words of the language, so that the fuzzer need not find them letter by letter.
python3 - >build/fuzz/words <<'END'
import re

with open("grammar/keywords.def", encoding="utf-8") as file:
    rows = re.findall(r'^(?:KEYWORD|RESERVED)\(\w+, "(.*?)", "(.*?)"\)', file.read(), re.MULTILINE)
for word in sorted({word for row in rows for column in row for word in column.split(";") if word}):
    print('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"')
END

for target; do
    # shellcheck disable=SC2086
    clang -I. -I"$generated" -D_GNU_SOURCE= -std=gnu11 -g -O1 -fno-sanitize-recover=all \
        -fsanitize=fuzzer,address,undefined -o "build/fuzz/fuzz_$target" \
        "tests/fuzz/fuzz_$target.c" $shared "$library" -lutf8proc -lxxhash
    mkdir -p "build/fuzz/$target" "tests/fuzz/corpus/$target"
    case $target in
    rules | parse) seeds="rules tests/golden" ;;
    *) seeds="" ;;
    esac
    echo "== $target, $seconds s"
    # shellcheck disable=SC2086
    "build/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=8192 -dict=build/fuzz/words -verbosity=0 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/found- "build/fuzz/$target" "tests/fuzz/corpus/$target" $seeds
done
