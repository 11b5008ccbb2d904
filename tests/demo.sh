#!/bin/sh
# A real month-end: the township of rules/township in October 2018.
set -eu
cd "$(dirname "$0")/.."
PATH=$PWD/${BUILD:-build/release}:$PATH
pack=rules/township
language=${MERIT_LANG:-en}

say() { # say ENGLISH CHINESE
    if [ "$language" = zh ]; then echo "$2"; else echo "$1"; fi
}
show() { # show COMMAND...: prints the command, then runs it
    echo
    echo "\$ $*"
    "$@"
}

say "A month-end: the rules, the roster and the log of a township, October 2018." \
    "月末结算示例：某乡镇 2018 年 10 月的规则、花名册与事件记录。"
show merit score $pack --roster $pack/sample/roster.csv \
    --events $pack/sample/events-2018.csv $pack/sample/ballots-2018.csv --period 2018-10
show merit why $pack --roster $pack/sample/roster.csv \
    --events $pack/sample/events-2018.csv $pack/sample/ballots-2018.csv \
    --period 2018-10 --person "${DEMO_PERSON:-0009}"
echo
say "Where things are:" "文件所在："
cat <<END
  $pack/main.merit
  $pack/main.en.merit
  $pack/sample/
  $pack/expected/2018-10.csv
  ${BUILD:-build/release}/merit
END
