/* From a text with amendments or a supposition to the text that they make. */
#include "tests/unit/amending.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

Node *amending_parsed(Arena *arena, Diag *diag, const char *text)
{
    uint32_t source = diag_source(diag, TEXT("a.merit"), text_from(text));
    Node *file = parse_source(arena, diag, source);
    if (diag_errors(diag) > 0) {
        Output *out = output_fd(2);
        diag_print(diag, out, 0, false);
        output_close(out);
        fail_msg("the script does not parse");
    }
    return file;
}

/* Canonical layout without comments; one declaration after the other. */
static void assert_text(const Node *file, const char *expected)
{
    Output *out = output_memory();
    ast_format(file, (Text){0}, LANG_EN, out);
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, expected);
    output_close(out);
}

static void said_codes(const Diag *diag, const char *expected)
{
    Output *out = output_memory();
    for (size_t i = 0; i < diag_count(diag); i++)
        output_format(out, "%s%s", i > 0 ? " " : "", diag_name(diag_code_at(diag, i)));
    output_char(out, '\0');
    assert_string_equal(output_contents(out).at, expected);
    output_close(out);
}

void amended_to(const char *text, const AmendOptions *options, const char *codes,
                const char *expected)
{
    Arena *arena = arena_new(0);
    Diag *diag = diag_new(LANG_EN);
    const Node *file = amending_parsed(arena, diag, text);
    const Node *const *files = amend_files(arena, diag, &file, 1, options);
    said_codes(diag, codes);
    if (expected != NULL)
        assert_text(files[0], expected);
    diag_free(diag);
    arena_free(arena);
}

void supposed_to(const char *text, const char *codes, const char *expected)
{
    Arena *arena = arena_new(0);
    Diag *diag = diag_new(LANG_EN);
    Node *file = amending_parsed(arena, diag, text);
    const Node *suppose = node_find(file, NODE_SUPPOSE);
    const Node *const *files = amend_suppose(arena, diag, (const Node *const *)&file, 1, suppose);
    said_codes(diag, codes);
    Node *out = node_new(arena, NODE_FILE, file->span);
    for (const Node *at = files[0]->first; at != NULL; at = at->next)
        if (at->kind != NODE_SUPPOSE)
            node_add(out, arena_copy(arena,
                                     &(Node){.kind = at->kind,
                                             .span = at->span,
                                             .name_span = at->name_span,
                                             .depth = at->depth,
                                             .name = at->name,
                                             .alias = at->alias,
                                             .first = at->first,
                                             .last = at->last},
                                     sizeof *at));
    assert_text(out, expected);
    diag_free(diag);
    arena_free(arena);
}
