/* One style for all pages: black on white, columns that line up, breaks between slips. */
#include "interp/report/html.h"

static const char STYLE[] =
    "body{font:14px/1.5 \"Noto Sans CJK SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif;"
    "color:#111;max-width:60em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.4em;margin:0 0 .2em}h2{font-size:1.1em;margin:1.4em 0 .3em}"
    "h2 .value{float:right}"
    "table{border-collapse:collapse;width:100%;margin:.4em 0}"
    "th,td{border-bottom:1px solid #ccc;padding:.2em .5em;text-align:left;vertical-align:top}"
    "th{border-bottom:2px solid #888}.number{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}"
    ".clause,.detail,.formula{color:#555}.detail{display:block;font-size:.9em}"
    ".total td{font-weight:bold;border-top:2px solid #888}"
    "article table{table-layout:fixed}article td:nth-child(1){width:6em}"
    "article td:nth-child(2){width:7em}article td:nth-child(4){width:9em}"
    "article td:nth-child(5){width:6em}"
    "article+article{break-before:page;page-break-before:always}"
    "@media print{body{margin:0;max-width:none}h2,tr{break-inside:avoid}}";

void html_begin(Output *out, Text title, Language language)
{
    output_format(out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width\">\n",
                  language == LANG_ZH ? "zh" : "en");
    html_element(out, "title", title);
    output_format(out, "<style>%s</style>\n</head>\n<body>\n", STYLE);
}

void html_end(Output *out)
{
    output_string(out, "</body>\n</html>\n");
}

void html_escape(Output *out, Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.at[i]) {
        case '<':
            output_string(out, "&lt;");
            break;
        case '>':
            output_string(out, "&gt;");
            break;
        case '&':
            output_string(out, "&amp;");
            break;
        case '"':
            output_string(out, "&quot;");
            break;
        case '\'':
            output_string(out, "&#39;");
            break;
        default:
            output_char(out, text.at[i]);
        }
    }
}

void html_text(Output *out, Text text)
{
    Arena *arena = arena_new(0);
    html_escape(out, text_visible(arena, text));
    arena_free(arena);
}

void html_element(Output *out, const char *tag, Text text)
{
    output_format(out, "<%s>", tag);
    html_text(out, text);
    output_format(out, "</%s>\n", tag);
}
