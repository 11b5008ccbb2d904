/* Small sources with a diagnostic in them. */
#include "tests/unit/diagnosing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

Span span_of(const Diag *diag, uint32_t source, const char *what)
{
    Text text = diag_source_text(diag, source);
    uint32_t size = (uint32_t)strlen(what);
    for (uint32_t at = 0; at + size <= text.size; at++)
        if (memcmp(text.at + at, what, size) == 0)
            return (Span){source, at, at + size};
    fail_msg("%s is not in the source", what);
    return (Span){source, 0, 0};
}

void assert_printed_most(Diag *diag, size_t most, const char *expected)
{
    Output *out = output_memory();
    diag_print(diag, out, most, false);
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, expected);
    output_close(out);
    diag_free(diag);
}

void assert_printed(Diag *diag, const char *expected)
{
    assert_printed_most(diag, 0, expected);
}

Diag *about(const char *text, const char *what)
{
    Diag *diag = diag_new(LANG_EN);
    uint32_t source = diag_source(diag, TEXT("a.merit"), text_from(text));
    diag_add(diag, DIAG_E0802, span_of(diag, source, what), "x", NULL);
    return diag;
}

Diag *about_long(char *line, uint32_t at, const char *what)
{
    Diag *diag = diag_new(LANG_EN);
    memset(line, 'a', LONG_LINE);
    memcpy(line + at, what, strlen(what));
    uint32_t source = diag_source(diag, TEXT("a.merit"), (Text){line, LONG_LINE});
    diag_add(diag, DIAG_E0802, (Span){source, at, at + (uint32_t)strlen(what)}, "x", NULL);
    return diag;
}
