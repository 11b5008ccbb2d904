/* An aggregate that is asked by itself: over the events of everyone, or over everyone's scores. */
#include "interp/check/aggregate.h"

/* Only which of the values count, and what is made of them. */
static Expr *pick_make(Check *c, const Env *env, const Aggregate *parts)
{
    (void)env;
    Agg agg = AGG_TOTAL;
    Expr *expr = expr_new(c, EXPR_EVENT_AGG, type_plain(), parts->node->span);
    aggregate_op(parts->op, &agg);
    expr->agg = agg;
    picks_set(expr, &parts->picks);
    return expr;
}

static const Expr *both(Check *c, const Env *env, const Node *inner, const Node *outer)
{
    const Expr *a = inner == NULL ? NULL : expr_condition(c, env, inner->first);
    const Expr *b = outer == NULL ? NULL : expr_condition(c, env, outer->first);
    if (a == NULL || b == NULL)
        return a != NULL ? a : b;
    return expr_of(c, EXPR_AND, type_of(TYPE_YES_NO, 0), a->span, (Expr *)a, (Expr *)b, NULL);
}

/* What is the same over events and over scores, once it is known what is read there. */
static void parts_read(Check *c, IrQuery *query, const Env *env, const Aggregate *parts)
{
    const Node *by = node_find(query->node, NODE_SORT_BY);
    query->where = both(c, env, parts->where, node_find(query->node, NODE_WHERE));
    if (by != NULL)
        query->tally.key = expr_check(c, env, by->first, NULL);
}

static void value_type(Check *c, IrQuery *query, Expr *pick, const Aggregate *parts)
{
    const Expr *value = query->tally.value;
    bool counts = parts->op == OP_COUNT && !expr_picks(pick);
    Type type = value == NULL ? type_times() : value->type;
    if (value != NULL && !expr_is_poison(value) && value->type.kind != TYPE_NUMBER && !counts)
        SAY(c, E0350, parts->operand->span, say_type(c, value->type), NULL);
    if (value == NULL && parts->op != OP_COUNT && parts->op != OP_TOTAL)
        SAY(c, E0647, parts->operand->span, NULL);
    pick->type = aggregate_type(parts->op, type);
    query->tally.pick = pick;
}

static void over_events(Check *c, IrQuery *query, const Aggregate *parts, const Ids *kinds)
{
    Ids named = {0};
    Whose whose = {.across = NONE, .kind = event_subject(&c->ir->events[kinds->at[0]])};
    Env env = event_inside(kinds, &whose);
    query->subject = whose.kind;
    query->tally.kinds = kinds->at;
    query->tally.kind_count = kinds->count;
    if (!kinds_read(c, parts->operand, &named))
        query->tally.value = value_of_kinds(c, &env, parts->operand);
    parts_read(c, query, &env, parts);
}

static void over_scores(Check *c, IrQuery *query, const Aggregate *parts)
{
    uint32_t calendar = NONE, subject = NONE;
    if (!reads_derive(c, parts->operand, &subject, &calendar) || calendar == NONE) {
        SAY(c, E0648, parts->operand->span, NULL);
        return;
    }
    query->subject = subject;
    query->calendar = calendar;
    Env env = cell_env(c, subject, calendar);
    query->tally.value = expr_check(c, &env, parts->operand, NULL);
    parts_read(c, query, &env, parts);
}

/* Over others, in windows: that is what the query itself is. */
static bool has_qualifiers(Check *c, const Aggregate *parts)
{
    const Node *const all[] = {parts->by, parts->across, parts->under, parts->in};
    bool good = true;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        good = qualifier_fits(c, all[i], BOTH("a question by itself", "单独的汇总查询")) && good;
    return !good;
}

void tally_check(Check *c, IrQuery *query)
{
    Ids kinds = {0};
    const Node *each = node_find(query->node, NODE_EACH);
    Aggregate parts = aggregate_read(c, query->node->first);
    if (each != NULL)
        SAY(c, E0645, each->span, NULL);
    if (parts.op == OP_SHARE || parts.op == OP_COUNTBACK || parts.op == OP_HEAD_TO_HEAD) {
        SAY(c, E0649, parts.node->span, NULL);
        return;
    }
    size_t before = diag_errors(c->diag);
    kinds_named(c, parts.operand, &kinds);
    if (has_qualifiers(c, &parts) || diag_errors(c->diag) > before)
        return;
    Env none = cell_env(c, NONE, NONE);
    Expr *pick = picks_make(c, &none, &parts, pick_make);
    if (pick->op == EXPR_POISON)
        return;
    if (pick->op != EXPR_EVENT_AGG) { /* a let with versions: a question has no day to choose by */
        SAY(c, E0335, (parts.pick != NULL ? parts.pick : parts.all_but)->span, NULL);
        return;
    }
    if (kinds.count > 0)
        over_events(c, query, &parts, &kinds);
    else
        over_scores(c, query, &parts);
    value_type(c, query, pick, &parts);
}
