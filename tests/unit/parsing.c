/* Parsing small sources for the tests of the grammar. */
#include "parsing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

Parsed parsed_text(Text text)
{
    Parsed parse = {.diag = diag_new(LANG_EN), .arena = arena_new(0)};
    parse.source = diag_source(parse.diag, TEXT("a.merit"), text);
    parse.tree = parse_source(parse.arena, parse.diag, parse.source);
    return parse;
}

Parsed parsed(const char *text)
{
    return parsed_text(text_from(text));
}

void parsed_free(Parsed *parse)
{
    diag_free(parse->diag);
    arena_free(parse->arena);
}

static void assert_output(Output *out, const char *expected)
{
    output_bytes(out, "", 1);
    assert_string_equal(output_contents(out).at, expected);
    output_close(out);
}

static void assert_clean(const Parsed *parse)
{
    if (diag_count(parse->diag) > 0)
        fail_msg("%s", diag_name(diag_code_at(parse->diag, 0)));
}

void assert_tokens(const char *text, const char *expected)
{
    Parsed parse = {.diag = diag_new(LANG_EN), .arena = arena_new(0)};
    parse.source = diag_source(parse.diag, TEXT("a.merit"), text_from(text));
    Output *out = output_memory();
    lex_print(parse.arena, parse.diag, parse.source, out);
    assert_output(out, expected);
    parsed_free(&parse);
}

void assert_tree(const char *text, const char *expected)
{
    Parsed parse = parsed(text);
    assert_clean(&parse);
    Output *all = output_memory(), *out = output_memory();
    ast_print(parse.tree, all);
    Text printed = output_contents(all);
    assert_true(text_starts(printed, "file\n"));
    output_text(out, text_slice(printed, strlen("file\n"), printed.size));
    output_close(all);
    assert_output(out, expected);
    parsed_free(&parse);
}

void assert_same_tree(const char *one, const char *other)
{
    Parsed left = parsed(one), right = parsed(other);
    assert_clean(&left);
    assert_clean(&right);
    assert_true(node_equal(left.tree, right.tree));
    parsed_free(&left);
    parsed_free(&right);
}

void assert_codes(const char *text, const char *expected)
{
    Parsed parse = parsed(text);
    Output *out = output_memory();
    for (size_t i = 0; i < diag_count(parse.diag); i++) {
        if (i > 0)
            output_char(out, ' ');
        output_string(out, diag_name(diag_code_at(parse.diag, i)));
    }
    assert_output(out, expected);
    parsed_free(&parse);
}

void assert_message(const char *text, const char *expected)
{
    Parsed parse = parsed(text);
    Output *out = output_memory();
    diag_print(parse.diag, out, 0, false);
    assert_output(out, expected);
    parsed_free(&parse);
}

static void assert_stable(const Parsed *first, Text printed, Language language)
{
    Parsed again = parsed_text(printed);
    assert_clean(&again);
    assert_true(node_equal(first->tree, again.tree));
    Output *out = output_memory();
    ast_format(again.tree, printed, language, out);
    assert_true(text_equal(output_contents(out), printed));
    output_close(out);
    parsed_free(&again);
}

void assert_layout(const char *text, Language language, const char *expected)
{
    Parsed parse = parsed(text);
    assert_clean(&parse);
    Output *out = output_memory();
    ast_format(parse.tree, text_from(text), language, out);
    assert_stable(&parse, output_contents(out), language);
    assert_output(out, expected);
    parsed_free(&parse);
}
