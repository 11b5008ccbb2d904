/* Any bytes as rules: parse, check, say what is wrong in either language and form. */
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/output.h"
#include "grammar/ast.h"
#include "interp/amend/amend.h"
#include "interp/check/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET = 1 << 30 }; /* bytes of one arena: a bound that small inputs may never reach */

static void print_ir(const Ir *ir)
{
    Output *out = output_memory();
    if (ir != NULL)
        ir_print(ir, false, out);
    output_abandon(out);
}

static void print_problems(const Diag *diag)
{
    Output *out = output_memory();
    diag_print(diag, out, 10, true);
    diag_print_json(diag, out);
    output_abandon(out);
}

/* As they are, with January 2019 closed, and with each supposition. */
static void work(Arena *arena, Diag *diag, const Node *file)
{
    const AmendOptions closed = {day_from_civil(2019, 6, 30), day_from_civil(2019, 1, 31),
                                 UNIT_MONTH, 1};
    const Node *const *files = amend_files(arena, diag, &file, 1, &AMEND_ALL);
    if (diag_errors(diag) == 0)
        print_ir(check_files(arena, diag, files, 1));
    const Node *const *known = amend_files(arena, diag, &file, 1, &closed);
    if (diag_errors(diag) == 0)
        print_ir(check_files(arena, diag, known, 1));
    for (const Node *at = node_find(file, NODE_SUPPOSE); at != NULL && diag_errors(diag) == 0;
         at = node_next(at, NODE_SUPPOSE)) {
        const Node *const *supposed = amend_suppose(arena, diag, files, 1, at);
        if (diag_errors(diag) == 0)
            print_ir(check_files(arena, diag, supposed, 1));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(BUDGET);
    Diag *diag = diag_new(size % 2 == 0 ? LANG_EN : LANG_ZH);
    Text text = {(const char *)data, size};
    uint32_t source = diag_source(diag, TEXT("input"), text);
    const Node *file = parse_source(arena, diag, source);
    if (file != NULL && diag_errors(diag) == 0)
        work(arena, diag, file);
    print_problems(diag);
    diag_free(diag);
    arena_free(arena);
    return 0;
}
