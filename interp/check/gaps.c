/* What lies between the rows of a table or the steps of a tariff: taken twice, or not at all. */
#include "interp/check/work.h"

#include <stdlib.h>

static const char *say_source(Check *c, const Node *node)
{
    Text source = diag_source_text(c->diag, node->span.source);
    return say_text(c, text_trim(text_slice(source, node->span.start, node->span.end)));
}

/* --- keys of numbers and dates --- */

typedef struct Interval {
    const Node *low_node, *high_node; /* high_node: NULL where it has no end */
    Ratio low, high;
    bool is_open; /* the upper bound is not in it */
} Interval;

static bool bound_read(Check *c, const Node *node, Ratio *value)
{
    Dimension dim = {0};
    bool has_unit = false;
    if (node->kind == NODE_DATE) {
        *value = RATIO(day_of(c, node));
        return true;
    }
    bool is_number =
        node->kind == NODE_NUMBER || node->kind == NODE_QUANTITY || node->kind == NODE_UNARY;
    return is_number && number_read(c, node, value, &dim, &has_unit);
}

static bool interval_read(Check *c, const Node *key, Interval *out)
{
    const Node *low = key->kind == NODE_RANGE ? key->first : key;
    const Node *high = key->kind == NODE_RANGE ? low->next : key;
    *out = (Interval){.low_node = low,
                      .high_node = high,
                      .is_open = key->kind == NODE_RANGE && key->op == OP_BELOW};
    if (!bound_read(c, low, &out->low))
        return false;
    return high == NULL || bound_read(c, high, &out->high);
}

static int by_low(const void *a, const void *b)
{
    const Interval *x = a, *y = b;
    int order = ratio_compare(x->low, y->low);
    return order != 0 ? order : (x->low_node > y->low_node) - (x->low_node < y->low_node);
}

static bool is_inside(const Interval *interval, Ratio value)
{
    int order = interval->high_node == NULL ? 1 : ratio_compare(interval->high, value);
    return order > 0 || (order == 0 && !interval->is_open);
}

/* The least step from one value to the next: a hole as wide is none. */
static Ratio step_of(Type key)
{
    bool is_whole = key.kind == TYPE_DATE || dim_is_count(key.dim);
    return RATIO(key.kind == TYPE_POISON || is_whole ? 1 : 0);
}

/* "0..10, 11..": the next whole number begins the next row. */
static bool is_next_whole(const Node *high, const Node *low)
{
    Ratio from = RATIO(0), to = RATIO(0), step;
    return high->kind != NODE_DATE && ratio_parse(&from, high->name) &&
           ratio_parse(&to, low->name) && from.den == 1 && to.den == 1 &&
           ratio_sub(&step, to, from) && ratio_compare(step, RATIO(1)) == 0;
}

/* Whole numbers may be all that ever comes: then only a value between them finds no row. */
static void between_say(Check *c, const Symbol *table, const Interval *before,
                        const Interval *after)
{
    const char *what = say_both(c, BOTH("what lies between %1 and %2", "%1 与 %2 之间"),
                                say_source(c, before->high_node), say_source(c, after->low_node));
    if (!is_next_whole(before->high_node, after->low_node))
        SAY(c, E0399, after->low_node->span, say_name(c, &table->name), what, NULL);
    else
        SAY(c, W0305, after->low_node->span, say_name(c, &table->name), what,
            BOTH("if it may come, write the row as ..< the next one's beginning",
                 "如可能出现，请将该行写作 ..< 下一行的起点"),
            NULL);
}

/* Of two that follow each other by their lower bounds, the first is the one that reaches farthest.
 */
static void neighbours_check(Check *c, const Symbol *table, const Interval *before,
                             const Interval *after, bool may_be_open)
{
    Ratio width;
    if (is_inside(before, after->low)) {
        SAY(c, E0525, after->low_node->span, say_name(c, &table->name),
            say_source(c, after->low_node), NULL);
        diag_label(c->diag, before->low_node->span, BOTH("this row has it too", "该行也包含它"));
        return;
    }
    if (may_be_open)
        return;
    bool is_wide = !ratio_sub(&width, after->low, before->high) ||
                   ratio_compare(width, step_of(table->key)) > 0;
    if (is_wide)
        between_say(c, table, before, after);
}

static void intervals_check(Check *c, const Symbol *table, Interval *intervals, size_t count,
                            bool has_otherwise)
{
    size_t farthest = 0;
    qsort(intervals, count, sizeof *intervals, by_low);
    for (size_t i = 1; i < count; i++) {
        neighbours_check(c, table, &intervals[farthest], &intervals[i], has_otherwise);
        const Interval *reach = &intervals[farthest];
        if (reach->high_node != NULL &&
            (intervals[i].high_node == NULL || ratio_compare(intervals[i].high, reach->high) >= 0))
            farthest = i;
    }
}

/* --- keys of an enumeration --- */

static bool has_row(const Node *table, const Name *value)
{
    for (const Node *row = node_find(table, NODE_ROW); row != NULL; row = node_next(row, NODE_ROW))
        if (name_is(value, node_word(row->first)))
            return true;
    return false;
}

static void values_check(Check *c, const Symbol *symbol, const Node *table)
{
    if (symbol->key.kind != TYPE_ENUM)
        return;
    const IrEnum *values = &c->ir->enums[symbol->key.ref];
    for (size_t i = 0; i < values->count; i++) {
        if (has_row(table, &values->values[i]))
            continue;
        SAY(c, E0399, head_span(c, table), say_name(c, &symbol->name),
            say_name(c, &values->values[i]), NULL);
        return;
    }
}

void table_gaps(Check *c, const Symbol *symbol, const Node *table)
{
    size_t count = 0;
    bool has_otherwise = false, all = true;
    Interval *intervals =
        arena_alloc(c->arena, (node_count(table, NODE_ROW) + 1) * sizeof *intervals);
    for (const Node *row = node_find(table, NODE_ROW); row != NULL;
         row = node_next(row, NODE_ROW)) {
        if (row->first->kind == NODE_OTHERWISE)
            has_otherwise = true;
        else if (all)
            all = interval_read(c, row->first, &intervals[count++]);
    }
    if (all)
        intervals_check(c, symbol, intervals, count, has_otherwise);
    else if (!has_otherwise)
        values_check(c, symbol, table);
}

/* --- steps of a tariff --- */

/* The first occurrence after `from` that a step names, and whether `from` itself is named. */
static int32_t next_step(const IrRule *rule, int32_t from, bool *is_named)
{
    int32_t next = INT32_MAX;
    *is_named = false;
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = &rule->effects[i];
        *is_named |= effect->step_first <= from && from <= effect->step_last;
        if (effect->step_first > from && effect->step_first < next)
            next = effect->step_first;
    }
    return next;
}

/* From the first step on, an occurrence that no step names though a later one is. */
void steps_gaps(Check *c, const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++) {
        int32_t last = rule->effects[i].step_last;
        bool is_named = true;
        if (last == INT32_MAX || next_step(rule, last + 1, &is_named) == INT32_MAX || is_named)
            continue;
        const char *which = arena_format(diag_arena(c->diag), "%d", (int)last + 1);
        SAY(c, W0305, rule->effects[i].span, say_name(c, &rule->name),
            say_both(c, BOTH("occurrence %1", "第 %1 次"), which, ""),
            BOTH("nothing happens then; give it a step, or leave it if that is meant",
                 "该次没有效果；请为其补写一档，若本意如此则不必改动"),
            NULL);
        return;
    }
}
