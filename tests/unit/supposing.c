/* Suppositions out of texts. */
#include "tests/unit/supposing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/output.h"

WhatIf what_if_new(const char *rules, Text roster, Text log)
{
    WhatIf of = {.filed = filed_new(rules, roster, &log, 1), .arena = arena_new(0)};
    of.top = of.filed->script->engine;
    assert_true(engine_keep(of.top));
    return of;
}

void what_if_free(WhatIf *of)
{
    filed_free(of->filed);
    arena_free(of->arena);
}

void print_all(const Diag *diag)
{
    Output *out = output_fd(2);
    diag_print(diag, out, 0, false);
    output_close(out);
}

Engine *suppose(WhatIf *of, const char *text)
{
    Diag *diag = of->filed->script->diag;
    uint32_t source = diag_source(diag, TEXT("what-if"), text_from(text));
    const Node *file = parse_source(of->arena, diag, source);
    if (diag_errors(diag) > 0)
        print_all(diag);
    assert_int_equal(diag_errors(diag), 0);
    return engine_suppose(of->top, node_find(file, NODE_SUPPOSE));
}
