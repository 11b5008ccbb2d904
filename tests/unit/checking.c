/* From a small script to its IR, or to what is said of it. */
#include "tests/unit/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interp/amend/amend.h"

Checked checked_text(Text text, Language language)
{
    Checked check = {diag_new(language), arena_new(0), NULL};
    uint32_t source = diag_source(check.diag, TEXT("a.merit"), text);
    const Node *file = parse_source(check.arena, check.diag, source);
    if (diag_errors(check.diag) > 0) {
        Output *out = output_fd(2);
        diag_print(check.diag, out, 0, false);
        output_close(out);
        fail_msg("the script does not parse");
    }
    const Node *const *amended = amend_files(check.arena, check.diag, &file, 1, &AMEND_ALL);
    check.ir = check_files(check.arena, check.diag, amended, 1);
    return check;
}

Checked checked(const char *text)
{
    return checked_text(text_from(text), LANG_EN);
}

void checked_free(Checked *check)
{
    arena_free(check->arena);
    diag_free(check->diag);
}

int event_named(const Ir *ir, const char *name)
{
    for (size_t i = 0; i < ir->event_count; i++)
        if (name_is(&ir->events[i].name, text_from(name)))
            return (int)i;
    fail_msg("no event %s", name);
    return -1;
}

/* CAST and the text; to be freed. */
static char *with_cast(const char *text)
{
    size_t size = strlen(text);
    char *whole = malloc(sizeof CAST + size);
    assert_non_null(whole);
    memcpy(whole, CAST, sizeof CAST - 1);
    memcpy(whole + sizeof CAST - 1, text, size + 1);
    return whole;
}

void assert_ir(const char *text, const char *lines)
{
    char *whole = with_cast(text);
    Checked check = checked(whole);
    Output *out = output_memory();
    if (check.ir != NULL)
        ir_print(check.ir, false, out);
    else
        diag_print(check.diag, out, 0, false);
    output_char(out, '\0');
    if (strstr(output_contents(out).at, lines) == NULL)
        fail_msg("the IR lacks\n%s\nit is\n%s", lines, output_contents(out).at);
    output_close(out);
    checked_free(&check);
    free(whole);
}

void assert_check_codes(const char *text, const char *expected)
{
    char *whole = with_cast(text);
    Checked check = checked(whole);
    Output *out = output_memory();
    const char *gap = "";
    for (size_t i = 0; i < diag_count(check.diag); i++) {
        DiagCode code = diag_code_at(check.diag, i);
        output_format(out, "%s%s", gap, diag_name(code));
        gap = " ";
    }
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, expected);
    output_close(out);
    checked_free(&check);
    free(whole);
}

/* The lines of a printed diagnostic that are its message and its help. */
static void message_lines(Output *out, const char *printed)
{
    for (const char *line = printed; *line != '\0';) {
        const char *end = strchr(line, '\n');
        size_t size = end != NULL ? (size_t)(end - line) : strlen(line);
        Text text = text_trim((Text){line, size});
        const char *place = strstr(line, "a.merit:");
        bool is_head = place != NULL && (size_t)(place - line) < size;
        bool is_source = memchr(line, '|', size) != NULL;
        if (is_head) {
            const char *from = strstr(line, ": ");
            const char *wide = strstr(line, "：");
            bool is_chinese = from == NULL || from > place;
            from = is_chinese ? wide + strlen("：") : from + 2;
            output_text(out, text_trim((Text){from, (size_t)(place - from)}));
            output_char(out, '\n');
        } else if (!is_source) {
            output_text(out, text);
            output_char(out, '\n');
        }
        line += size + (end != NULL);
    }
}

static Output *said(Language language, const char *text, size_t *count)
{
    char *whole = with_cast(text);
    Checked check = checked_text(text_from(whole), language);
    Output *printed = output_memory(), *out = output_memory();
    diag_print(check.diag, printed, 0, false);
    output_char(printed, '\0');
    message_lines(out, output_contents(printed).at);
    output_char(out, '\0');
    *count = diag_count(check.diag);
    output_close(printed);
    checked_free(&check);
    free(whole);
    return out;
}

void assert_check_says(Language language, const char *text, const char *message, const char *help)
{
    size_t count = 0;
    Output *out = said(language, text, &count), *expected = output_memory();
    output_format(expected, "%s\n%s\n", message, help);
    output_char(expected, '\0');
    assert_string_equal(output_contents(out).at, output_contents(expected).at);
    assert_int_equal(count, 1);
    output_close(out);
    output_close(expected);
}
