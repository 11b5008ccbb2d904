/* Aggregates: over sections; those of scores go to expr_scores.c, of events to measures.c. */
#include "interp/check/aggregate.h"

Aggregate aggregate_read(Check *c, const Node *node)
{
    Aggregate parts = {.node = node, .op = (AstOp)node->op, .operand = node->first};
    parts.pick = node_once(c, node, NODE_PICK);
    parts.all_but = node_once(c, node, NODE_ALL_BUT);
    parts.where = node_once(c, node, NODE_WHERE);
    parts.by = node_once(c, node, NODE_BY);
    parts.across = node_once(c, node, NODE_ACROSS);
    parts.under = node_once(c, node, NODE_UNDER);
    parts.in = node_once(c, node, NODE_IN);
    return parts;
}

bool aggregate_op(AstOp op, Agg *agg)
{
    static const struct {
        AstOp op;
        Agg agg;
    } rows[] = {
        {OP_TOTAL, AGG_TOTAL},   {OP_COUNT, AGG_COUNT},   {OP_AVERAGE, AGG_AVERAGE},
        {OP_MEDIAN, AGG_MEDIAN}, {OP_LOWEST, AGG_LOWEST}, {OP_HIGHEST, AGG_HIGHEST},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].op == op) {
            *agg = rows[i].agg;
            return true;
        }
    return false;
}

Type aggregate_type(AstOp op, Type operand)
{
    if (op == OP_COUNT)
        return type_times();
    return op == OP_SHARE ? type_plain() : operand;
}

/* --- all sections --- */

static bool is_counted_section(const Check *c, const Env *env, const Symbol *symbol)
{
    if (symbol->kind != SYMBOL_SECTION)
        return false;
    const IrItem *item = &c->ir->items[symbol->index];
    return (env->subject == NONE || item->subject == env->subject) &&
           (env->calendar == NONE || item->calendar == env->calendar);
}

static bool sections_type(Check *c, const Env *env, const Node *node, Type *type)
{
    const Symbol *first = NULL;
    for (size_t i = 0; i < c->items.count; i++) {
        Symbol *symbol = c->items.at[i];
        if (symbol->kind == SYMBOL_SECTION)
            symbol_ready(c, symbol);
        if (!is_counted_section(c, env, symbol))
            continue;
        Type own = c->ir->items[symbol->index].type;
        if (first == NULL || type_is_poison(*type))
            *type = own;
        if (first != NULL && !type_is_poison(own) && !type_equal(own, *type)) {
            SAY(c, E0349, node->span, say_name(c, &first->name), say_type(c, *type),
                say_name(c, &symbol->name), say_type(c, own), NULL);
            return false;
        }
        first = first == NULL ? symbol : first;
    }
    if (first == NULL)
        SAY(c, E0348, node->span, NULL);
    return first != NULL;
}

static Expr *sections_read(Check *c, const Env *env, const Aggregate *parts)
{
    Type type = type_of(TYPE_POISON, 0);
    Agg agg = AGG_TOTAL;
    if (!sections_type(c, env, parts->operand, &type))
        return expr_poison(c, parts->node->span);
    bool is_share = parts->op == OP_SHARE;
    Type own = is_share ? type : aggregate_type(parts->op, type);
    Expr *expr = expr_new(c, EXPR_SECTIONS, own, parts->node->span);
    aggregate_op(parts->op, &agg);
    expr->agg = agg;
    return is_share ? share_of(c, env, parts, expr) : expr;
}

/* --- what goes with what --- */

bool qualifier_fits(Check *c, const Node *qualifier, const char *what)
{
    if (qualifier == NULL)
        return true;
    const char *word = say_node(qualifier);
    if (qualifier->kind == NODE_PICK)
        word = qualifier->op == OP_BEST ? BOTH("best", "最高") : BOTH("worst", "最低");
    SAY(c, E0516, qualifier->span, say_both(c, BOTH("`%1`", "“%1”"), word, ""), what, NULL);
    return false;
}

/* --- over events --- */

void kinds_named(Check *c, const Node *node, Ids *kinds)
{
    if (node_gathers(node))
        return;
    if (node->kind != NODE_PATH) {
        for (const Node *at = node->first; at != NULL; at = at->next)
            kinds_named(c, at, kinds);
        return;
    }
    Text word = node->first->name;
    const Symbol *event = scope_find(c, SPACE_EVENTS, word);
    const Symbol *thing = scope_find(c, SPACE_THINGS, word);
    if (event == NULL)
        return;
    if (thing != NULL && (is_item_kind(thing->kind) || thing->kind == SYMBOL_LET))
        SAY(c, E0313, node->span, say_text(c, word), say_a_kind(c, SYMBOL_EVENT),
            say_a_kind(c, thing->kind), BOTH("rename one of them", "请将其中一个改名"), NULL);
    else
        ids_add(c, kinds, event->index);
}

/* Of the total of an amount of events, or of their number. */
static Expr *events_share(Check *c, const Env *env, const Aggregate *parts, const Ids *kinds,
                          const Window *window)
{
    const Expr none = {0};
    Expr *own = measure_read(c, env, parts->node, kinds, window, &none);
    if (expr_is_poison(own))
        return own;
    own->type = item_at(c, own->index)->type;
    own->span = parts->operand->span;
    return share_of(c, env, parts, own);
}

static Expr *event_aggregate(Check *c, const Env *env, const Aggregate *parts, const Ids *kinds)
{
    Window window = {0};
    if (parts->in != NULL && !window_read(c, parts->in, &window))
        return expr_poison(c, parts->in->span);
    if (window.kind != WINDOW_NONE &&
        !calendar_fits(c, window.calendar, env->subject, parts->in->span))
        return expr_poison(c, parts->node->span);
    if (parts->op == OP_SHARE)
        return events_share(c, env, parts, kinds, &window);
    Expr pick = {0};
    picks_set(&pick, &parts->picks);
    return measure_read(c, env, parts->node, kinds, &window, &pick);
}

static void window_missing(Check *c, const Aggregate *parts)
{
    Text source = diag_source_text(c->diag, parts->operand->span.source);
    const char *name =
        say_text(c, text_slice(source, parts->operand->span.start, parts->operand->span.end));
    const char *help =
        parts->operand->kind == NODE_ALL_SECTIONS
            ? BOTH("declare a score of them, and read that", "请声明由其构成的得分，再读取该得分")
            : say_both(c,
                       BOTH("write the window, for example: (%1 in previous month)",
                            "请写明期间，例如：（%1 在 上 月）"),
                       name, "");
    SAY(c, E0521, parts->operand->span, name, help, NULL);
}

/* An event has a day, and no period that its aggregates could be over. */
static bool is_over_nothing(Check *c, const Env *env, const Aggregate *parts)
{
    if (env->columns != NULL)
        SAY(c, E0643, parts->node->span, NULL);
    else if (env->in_measure)
        SAY(c, E0523, parts->node->span, chosen_help(), NULL);
    else if (parts->in == NULL)
        window_missing(c, parts);
    else if (env->charged == NONE && env->subject == NONE)
        SAY(c, E0375, parts->node->span, NULL);
    else
        return false;
    return true;
}

static Expr *aggregate_of_parts(Check *c, const Env *cell, const Aggregate *parts)
{
    Ids kinds = {0};
    if (parts->operand->kind == NODE_ALL_SECTIONS)
        return sections_read(c, cell, parts);
    size_t before = diag_errors(c->diag);
    kinds_named(c, parts->operand, &kinds);
    if (diag_errors(c->diag) > before) /* two readings: none of them is followed */
        return expr_poison(c, parts->node->span);
    if (kinds.count > 0)
        return event_aggregate(c, cell, parts, &kinds);
    return scores_aggregate(c, cell, parts);
}

/* What everyone has in a period: an event has no period. Of events a group is found by days. */
static bool is_over_others(Check *c, const Aggregate *parts)
{
    Ids kinds = {0};
    const char *rule = BOTH("a rule on events", "由事件触发的规则");
    if (parts->op == OP_SHARE) {
        SAY(c, E0516, parts->node->span, BOTH("`share of`", "“占比”"), rule, NULL);
        return true;
    }
    size_t before = diag_errors(c->diag);
    kinds_named(c, parts->operand, &kinds);
    if (diag_errors(c->diag) > before)
        return true;
    const Node *over = parts->across != NULL ? parts->across : parts->under;
    return kinds.count == 0 && !qualifier_fits(c, over, rule);
}

static Expr *aggregate_make(Check *c, const Env *env, const Aggregate *parts)
{
    if (env->place == PLACE_CELL) {
        Env cell = cell_env(c, env->subject, env->calendar);
        return aggregate_of_parts(c, &cell, parts);
    }
    if (is_over_nothing(c, env, parts) || is_over_others(c, parts))
        return expr_poison(c, parts->node->span);
    Env cell = cell_env(c, env->charged != NONE ? env->charged : env->subject, NONE);
    size_t before = diag_errors(c->diag);
    Expr *expr = aggregate_of_parts(c, &cell, parts);
    if (expr->op == EXPR_UNKNOWN && diag_errors(c->diag) == before)
        SAY(c, E0516, parts->operand->span, BOTH("a formula without a score", "不含得分的算式"),
            BOTH("a rule on events", "由事件触发的规则"), NULL); /* it has no periods */
    expr->of_charged = env->charged != NONE;
    return expr;
}

Expr *aggregate_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    Aggregate parts = aggregate_read(c, node);
    (void)opposite;
    if (env->place == PLACE_CONST) {
        SAY(c, E0355, node->span, BOTH("an aggregate", "汇总"), NULL);
        return expr_poison(c, node->span);
    }
    if (parts.op == OP_HEAD_TO_HEAD)
        SAY(c, E0528, node->span, NULL);
    if (parts.op == OP_COUNTBACK)
        SAY(c, E0517, node->span, NULL);
    if (parts.op == OP_COUNTBACK || parts.op == OP_HEAD_TO_HEAD)
        return expr_poison(c, node->span);
    return picks_make(c, env, &parts, aggregate_make);
}
