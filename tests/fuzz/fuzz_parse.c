/* Whatever the bytes: a parse ends, and what parses is printed so that it parses to the same tree.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "grammar/ast.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_round_trip(Arena *arena, const Node *tree, Text source, Language language)
{
    Diag *diag = diag_new(language);
    Output *first = output_memory(), *second = output_memory();
    ast_format(tree, source, language, first);
    Text printed = output_contents(first);
    Node *again = parse_source(arena, diag, diag_source(diag, TEXT("printed"), printed));
    must(diag_errors(diag) == 0);
    must(node_equal(tree, again));
    ast_format(again, printed, language, second);
    must(text_equal(printed, output_contents(second)));
    diag_free(diag);
    output_abandon(first);
    output_abandon(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Diag *diag = diag_new(LANG_EN);
    Arena *arena = arena_new(0);
    Output *sink = output_memory();
    Text source = {(const char *)data, size};
    uint32_t number = diag_source(diag, TEXT("input"), source);
    Node *tree = parse_source(arena, diag, number);
    if (diag_errors(diag) == 0) {
        check_round_trip(arena, tree, source, LANG_EN);
        check_round_trip(arena, tree, source, LANG_ZH);
    }
    ast_print(tree, sink);
    lex_print(arena, diag, number, sink);
    diag_print(diag, sink, 0, false);
    output_abandon(sink);
    arena_free(arena);
    diag_free(diag);
    return 0;
}
