/* Any bytes as rules: parse, check, print every stage; what is accepted formats to an equal tree.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/output.h"
#include "grammar/ast.h"
#include "interp/check/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET = 1 << 30 }; /* bytes of one arena: a bound that small inputs may never reach */

/* Formats the accepted tree in a language, parses the result and compares. */
static void check_format(const Node *file, Text text, Language language)
{
    Output *out = output_memory();
    ast_format(file, text, language, out);
    Arena *arena = arena_new(BUDGET);
    Diag *diag = diag_new(LANG_EN);
    uint32_t source = diag_source(diag, TEXT("formatted"), output_contents(out));
    const Node *again = parse_source(arena, diag, source);
    if (diag_errors(diag) != 0 || !node_equal(file, again)) {
        abort();
    }
    Output *twice = output_memory();
    ast_format(again, output_contents(out), language, twice);
    if (!text_equal(output_contents(out), output_contents(twice))) {
        abort();
    }
    output_abandon(twice);
    diag_free(diag);
    arena_free(arena);
    output_abandon(out);
}

static void print_stages(Arena *arena, Diag *diag, const Node *file, uint32_t source)
{
    Output *out = output_memory();
    ast_print(file, out);
    lex_print(arena, diag, source, out);
    diag_print(diag, out, 10, true);
    diag_print_json(diag, out);
    output_abandon(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(BUDGET);
    Diag *diag = diag_new(size % 2 == 0 ? LANG_EN : LANG_ZH);
    Text text = {(const char *)data, size};
    uint32_t source = diag_source(diag, TEXT("input"), text);
    const Node *file = parse_source(arena, diag, source);
    if (file != NULL && diag_errors(diag) == 0) {
        check_format(file, text, LANG_EN);
        check_format(file, text, LANG_ZH);
        check_files(arena, diag, &file, 1, true);
    }
    if (file != NULL) {
        print_stages(arena, diag, file, source);
    }
    diag_free(diag);
    arena_free(arena);
    return 0;
}
