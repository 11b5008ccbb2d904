/* The passes of a check, in order: names, dates, fields, then bodies, then what they make together.
 */
#include "interp/check/work.h"

#include <string.h>

static void regulation_check(Check *c)
{
    if (c->regulations.count == 0)
        return;
    const Node *node = c->regulations.at[0];
    c->block = (Block){.text = BOTH("regulation", "规定")};
    c->ir->regulation.text = node_find(node, NODE_BOOK)->name;
    c->ir->regulation_meta = meta_read(c, node);
    for (size_t i = 1; i < c->regulations.count; i++) {
        SAY(c, E0323, c->regulations.at[i]->span, say_node(c->regulations.at[i]), NULL);
        diag_label(c->diag, node->span, BOTH("the first one", "前一处"));
    }
    c->block = (Block){0};
}

static void unscored_check(Check *c)
{
    Ir *ir = c->ir;
    ir->unscored = arena_alloc(c->arena, (c->unscored.count + 1) * sizeof *ir->unscored);
    for (size_t i = 0; i < c->unscored.count; i++)
        ir->unscored[ir->unscored_count++] =
            (IrUnscored){node_names(c->unscored.at[i]), meta_read(c, c->unscored.at[i])};
}

/* The measures follow the items that were declared. */
static void measures_append(Check *c)
{
    Ir *ir = c->ir;
    size_t all = ir->item_count + c->measure_count;
    IrItem *items = arena_alloc(c->arena, (all + 1) * sizeof *items);
    if (ir->item_count > 0)
        memcpy(items, ir->items, ir->item_count * sizeof *items);
    if (c->measure_count > 0)
        memcpy(items + ir->item_count, c->measures, c->measure_count * sizeof *items);
    ir->items = items;
    ir->item_count = all;
    c->measures = NULL;
    c->measure_count = c->measure_room = 0;
}

Ir *check_files(Arena *arena, Diag *diag, const Node *const *files, size_t count)
{
    size_t before = diag_errors(diag);
    Ir *ir = arena_alloc(arena, sizeof *ir);
    Check *c = arena_alloc(arena, sizeof *c);
    ir->arena = arena;
    ir->check = c;
    *c = (Check){.arena = arena, .diag = diag, .ir = ir};
    declare_files(c, files, count);
    regulation_check(c);
    fields_check(c);
    periods_check(c);
    items_check(c);
    rules_check(c);
    decided_check(c);
    selections_check(c);
    changes_check(c);
    unscored_check(c);
    tests_check(c);
    queries_check(c);
    items_warn(c);
    head_to_head_check(c);
    measures_append(c);
    treats_check(c);
    staged_check(c);
    selections_staged(c);
    head_to_head_rules(c);
    graph_check(c);
    return diag_errors(diag) == before ? ir : NULL;
}

bool check_query(Ir *ir, Diag *diag, const Node *node, IrQuery *out)
{
    Check *c = ir->check;
    size_t before = diag_errors(diag);
    c->diag = diag;
    *out = query_read(c, node);
    if (diag_errors(diag) == before && c->measure_count > 0) {
        measures_append(c);
        graph_check(c);
    }
    c->measures = NULL;
    c->measure_count = c->measure_room = 0;
    return diag_errors(diag) == before;
}
