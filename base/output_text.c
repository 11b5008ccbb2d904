/* What is written: numbers, padding, and the quoting of JSON and CSV. */
#include "base/output_internal.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/digits.h"

enum { RATIO_MOST = 48 }; /* bytes that ratio_write may need, rounded up */

void output_text(Output *out, Text text)
{
    output_bytes(out, text.at, text.size);
}

void output_string(Output *out, const char *terminated)
{
    output_bytes(out, terminated, strlen(terminated));
}

void output_char(Output *out, char c)
{
    output_bytes(out, &c, 1);
}

void output_int(Output *out, int64_t value)
{
    char *at = output_reserve(out, DIGITS_MOST + 1);
    size_t size = value < 0;
    at[0] = '-';
    output_advance(out, size + digits_write(at + size, digits_magnitude(value)));
}

void output_ratio(Output *out, Ratio value)
{
    output_advance(out, ratio_write(output_reserve(out, RATIO_MOST), value));
}

void output_format(Output *out, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        size_t size = (size_t)length + 1;
        vsnprintf(output_reserve(out, size), size, format, again);
        output_advance(out, (size_t)length);
    }
    va_end(again);
}

void output_pad(Output *out, size_t columns)
{
    static const char spaces[] = "                                                                ";
    for (const size_t most = sizeof spaces - 1; columns > 0;) {
        size_t some = columns < most ? columns : most;
        output_bytes(out, spaces, some);
        columns -= some;
    }
}

/* ---- JSON ---- */

/* The letter of a two-character escape, or 0. */
static char short_escape(int32_t code)
{
    switch (code) {
    case '"':
        return '"';
    case '\\':
        return '\\';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

/* Control characters, and what has no place in UTF-8 as the replacement character. */
static bool needs_code(int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

void output_json(Output *out, Text text)
{
    size_t plain = 0; /* bytes from here on are not written yet */
    output_char(out, '"');
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        int32_t code = utf8_next(text, &at);
        char letter = short_escape(code);
        if (letter == 0 && !needs_code(code))
            continue;
        output_text(out, text_slice(text, plain, start));
        plain = at;
        if (letter != 0)
            output_format(out, "\\%c", letter);
        else
            output_format(out, "\\u%04x", code < 0 ? 0xFFFDU : (unsigned)code);
    }
    output_text(out, text_slice(text, plain, text.size));
    output_char(out, '"');
}

/* ---- CSV ---- */

static bool is_quoted_in_csv(Text text)
{
    static const bool quoted[UCHAR_MAX + 1] = {
        [','] = true, ['"'] = true, ['\n'] = true, ['\r'] = true};
    for (size_t i = 0; i < text.size; i++)
        if (quoted[(unsigned char)text.at[i]])
            return true;
    return false;
}

void output_csv(Output *out, Text text)
{
    if (!is_quoted_in_csv(text)) {
        output_text(out, text);
        return;
    }
    output_char(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '"')
            output_char(out, '"');
        output_char(out, text.at[i]);
    }
    output_char(out, '"');
}
