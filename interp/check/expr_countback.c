/* Count-back (S15): the key of a rank that compares the number of 1s, then of 2s, and so on. */
#include "interp/check/aggregate.h"

static bool qualifiers_fit(Check *c, const Env *env, const Aggregate *parts)
{
    const Node *const others[] = {parts->pick, parts->all_but, parts->across};
    const char *what = BOTH("`countback of`", "“名次比”");
    Window window = {0};
    bool fits = true;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        fits = qualifier_fits(c, others[i], what) && fits;
    if (parts->in == NULL)
        return fits;
    if (!window_read(c, parts->in, &window))
        return false;
    bool is_own = window.kind == WINDOW_CALENDAR && window.calendar == env->calendar;
    return (is_own || qualifier_fits(c, parts->in, what)) && fits;
}

/* The number that is counted: of an event, each value of its own. */
static Expr *counted_read(Check *c, const Env *env, const Aggregate *parts, const Ids *kinds)
{
    Ids named = {0};
    if (kinds->count > 0 && !kinds_read(c, parts->operand, &named)) {
        Expr *counted = value_of_kinds(c, env, parts->operand);
        if (expr_is_poison(counted) || counted->type.kind == TYPE_NUMBER)
            return counted;
    }
    SAY(c, E0519, parts->operand->span, NULL);
    return expr_poison(c, parts->operand->span);
}

Expr *countback_read(Check *c, const Env *env, const Node *node)
{
    Aggregate parts = aggregate_read(c, node);
    Ids kinds = {0};
    kinds_named(c, parts.operand, &kinds);
    Whose whose = {.kind = env->subject, .across = NONE};
    if (!qualifiers_fit(c, env, &parts) ||
        (kinds.count > 0 &&
         !measure_whose(c, env->subject, node, parts.operand->span, &kinds, &whose)))
        return expr_poison(c, node->span);
    Env inside = event_inside(&kinds, &whose);
    Expr *counted = counted_read(c, &inside, &parts, &kinds), *where = NULL;
    if (parts.where != NULL && kinds.count > 0)
        where = expr_condition(c, &inside, parts.where->first);
    if (expr_is_poison(counted) || (where != NULL && expr_is_poison(where)) ||
        env->calendar == NONE)
        return expr_poison(c, node->span);
    Span span = parts.operand->span;
    Text words = text_slice(diag_source_text(c->diag, span.source), span.start, span.end);
    IrItem item = {.kind = ITEM_COUNTBACK,
                   .name = {words, {0}, {0}},
                   .type = type_plain(),
                   .subject = env->subject,
                   .calendar = env->calendar,
                   .kinds = kinds.at,
                   .kind_count = kinds.count,
                   .whose = whose.charges,
                   .whose_count = whose.count,
                   .across = NONE,
                   .measured = counted,
                   .where = where};
    Expr *expr = expr_new(c, EXPR_GROUP, type_plain(), node->span);
    expr->index = hidden_add(c, &item);
    return expr;
}
