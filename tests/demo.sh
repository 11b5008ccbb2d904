#!/bin/sh
# A real month-end: the township of rules/township in October 2018, its account for one person.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build/release}
PATH=$PWD/$build:$PATH
pack=rules/township
person=${DEMO_PERSON:-0009}

case ${MERIT_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-en}}}} in
zh*) chinese=yes rules=$pack/main.merit ;;
*) chinese=no rules=$pack/main.en.merit ;;
esac
say() { # say ENGLISH CHINESE
    if [ $chinese = yes ]; then echo "$2"; else echo "$1"; fi
}
show() { # show COMMAND...: prints the command, then runs it
    echo
    echo "\$ $*"
    "$@"
}

say "The month-end of a township, October 2018." "某乡镇 2018 年 10 月的月末结算。"
set -- --roster $pack/sample/roster.csv \
    --events $pack/sample/events-2018.csv $pack/sample/ballots-2018.csv --period 2018-10
show merit score $rules "$@"
echo
say "Why does $person get what they get?" "$person 的得分从何而来？"
show merit why $rules "$@" --person "$person"
echo
say "The files:" "相关文件："
say "  $rules                    the regulation, clause by clause" \
    "  $rules                       逐条写成的规定"
say "  $pack/sample/                          roster and event logs" \
    "  $pack/sample/                          花名册与事件记录"
say "  $pack/expected/2018-10.csv             the same results, worked out independently" \
    "  $pack/expected/2018-10.csv             独立算得的同一结果"
say "  docs/tutorial.md                                add a clause of your own in ten minutes" \
    "  docs/tutorial.zh.md                             十分钟学会添加一条自己的规定"
say "  $build/merit                             the program; merit --help" \
    "  $build/merit                             程序；merit --help 查看用法"
