#!/bin/sh
# embed.sh PAGE.md...: the pages as a C table on standard output (repl/pages.h).
set -eu
export LC_ALL=C
echo '/* Made by docs/embed.sh from the pages of docs/diagnostics/. */'
echo '#include "repl/pages.h"'
echo 'const Page PAGES[] = {'
for page in "$@"; do
    code=$(basename "$page" .md)
    case $code in
    [ELW][0-9][0-9][0-9][0-9]) ;;
    *) continue ;;
    esac
    printf '    {"%s",\n' "$code"
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/?/\\?/g' -e 's/^/     "/' -e 's/$/\\n"/' "$page"
    echo '    },'
done
echo '    {0, 0},'
echo '};'
