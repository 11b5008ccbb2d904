/* Aggregates of events: each total and each count is a measure, kept once. */
#include "interp/check/aggregate.h"

bool kinds_read(Check *c, const Node *node, Ids *kinds)
{
    Text word = {0};
    if (node->kind == NODE_BINARY && node->op == OP_OR)
        return kinds_read(c, node->first, kinds) && kinds_read(c, node->first->next, kinds);
    if (!path_is_word(node, &word))
        return false;
    const Symbol *event = scope_find(c, SPACE_EVENTS, word);
    if (event == NULL)
        return false;
    ids_add(c, kinds, event->index);
    return true;
}

static bool same_kinds(const IrItem *measure, const Ids *kinds)
{
    if (measure->kind_count != kinds->count)
        return false;
    for (size_t i = 0; i < kinds->count; i++) {
        size_t j = 0;
        while (j < kinds->count && measure->kinds[j] != kinds->at[i])
            j++;
        if (j == kinds->count)
            return false;
    }
    return true;
}

typedef struct Measure {
    const Env *env;
    const Ids *kinds;
    Whose whose;
    bool kept;
    Expr *measured, *where;
    Text words; /* as written: to call it by */
} Measure;

static bool same_whose(const IrItem *measure, const Whose *whose)
{
    if (measure->across != whose->across || measure->whose_count != whose->count)
        return false;
    for (size_t i = 0; i < whose->count; i++)
        if (measure->whose[i].kind != whose->charges[i].kind ||
            measure->whose[i].field != whose->charges[i].field ||
            !expr_equal(measure->whose[i].path, whose->charges[i].path))
            return false;
    return true;
}

static uint32_t measure_add(Check *c, const Measure *what, Type type)
{
    /* read from an event it is kept, by days: any calendar will do */
    uint32_t calendar = what->env->calendar == NONE ? UNIT_MONTH : what->env->calendar;
    for (size_t i = 0; i < c->measure_count; i++) {
        const IrItem *known = &c->measures[i];
        if (known->kind == ITEM_MEASURE && same_kinds(known, what->kinds) &&
            known->calendar == calendar && known->subject == what->env->subject &&
            known->kept == what->kept && same_whose(known, &what->whose) &&
            expr_equal(known->measured, what->measured) && expr_equal(known->where, what->where))
            return (uint32_t)(c->ir->item_count + i);
    }
    uint32_t index = (uint32_t)(c->ir->item_count + c->measure_count);
    IrItem *item = GROW(c, c->measures, c->measure_count, c->measure_room);
    *item = (IrItem){.kind = ITEM_MEASURE,
                     .name = {what->words, {0}, {0}},
                     .type = type,
                     .subject = what->env->subject,
                     .calendar = calendar,
                     .whose = what->whose.charges,
                     .whose_count = what->whose.count,
                     .across = what->whose.across,
                     .kept = what->kept};
    item->kind_count = what->kinds->count;
    item->kinds = arena_copy(c->arena, what->kinds->at, what->kinds->count * sizeof *item->kinds);
    item->measured = what->measured;
    item->where = what->where;
    return index;
}

/* What asks more of the events than a sum over the cell's own period. */
static bool is_kept(const Env *env, AstOp op, const Whose *whose, const Window *window,
                    const Expr *pick)
{
    bool own_period = window->kind == WINDOW_NONE ||
                      (window->kind == WINDOW_CALENDAR && window->calendar == env->calendar);
    return !own_period || whose->across != NONE || op == OP_MEDIAN || op == OP_LOWEST ||
           op == OP_HIGHEST || expr_picks(pick);
}

static bool is_always_known(const Check *c, const Expr *measured, const Ids *kinds)
{
    if (measured->op != EXPR_FIELD)
        return measured->op == EXPR_CONST;
    for (size_t i = 0; i < kinds->count; i++) {
        const IrEvent *event = &c->ir->events[kinds->at[i]];
        for (size_t j = 0; j < event->field_count; j++)
            if (event->fields[j].slot == measured->index && event->fields[j].optional &&
                !event->fields[j].has_default)
                return false;
    }
    return true;
}

/* An average counts only what has the value that is averaged. */
static Expr *counted_where(Check *c, const Measure *what)
{
    if (what->measured == NULL || is_always_known(c, what->measured, what->kinds))
        return what->where;
    Type yes_no = type_of(TYPE_YES_NO, 0);
    Expr *known =
        expr_of(c, EXPR_IS_KNOWN, yes_no, what->measured->span, what->measured, NULL, NULL);
    if (what->where == NULL)
        return known;
    return expr_of(c, EXPR_AND, yes_no, what->where->span, what->where, known, NULL);
}

static Expr *aggregate_of(Check *c, const Node *node, const Measure *what, const Window *window,
                          const Expr *pick)
{
    Agg agg = AGG_TOTAL;
    Type type = what->measured != NULL ? what->measured->type : type_times();
    Expr *expr = expr_new(c, EXPR_EVENT_AGG, aggregate_type((AstOp)node->op, type), node->span);
    aggregate_op((AstOp)node->op, &agg);
    expr->agg = agg;
    expr->window = *window;
    expr->best = pick->best;
    expr->worst = pick->worst;
    expr->but_best = pick->but_best;
    expr->but_worst = pick->but_worst;
    if (window->kind == WINDOW_CALENDAR && window->calendar == what->env->calendar)
        expr->window = (Window){0};
    if (what->kept) {
        expr->index = expr->other = measure_add(c, what, type);
        return expr;
    }
    Measure count = *what;
    count.where = counted_where(c, what);
    count.measured = NULL;
    if (agg == AGG_AVERAGE || agg == AGG_COUNT)
        expr->other = measure_add(c, &count, type_times());
    expr->index = agg == AGG_COUNT ? expr->other : measure_add(c, what, type);
    if (agg != AGG_AVERAGE)
        expr->other = expr->index;
    return expr;
}

static Text words_of(Check *c, const Node *node)
{
    return text_slice(diag_source_text(c->diag, node->span.source), node->span.start,
                      node->span.end);
}

/* Names a field that could be meant, where the event has one. */
static void event_not_number(Check *c, const Node *operand, const IrEvent *event)
{
    const char *help = BOTH("write `count of` to count it", "如需计数，请写“计数”");
    for (size_t i = 0; i < event->field_count; i++)
        if (event->fields[i].type.kind == TYPE_NUMBER && i != event->occurrences) {
            help = say_both(c, BOTH("write instead: %1.%2", "应写作：%1.%2"),
                            say_name(c, &event->name), say_name(c, &event->fields[i].name));
            break;
        }
    SAY(c, E0343, operand->span, say_name(c, &event->name), help, NULL);
}

Env event_inside(const Ids *kinds, const Whose *whose)
{
    return (Env){.place = PLACE_EVENT,
                 .subject = whose->kind,
                 .calendar = NONE,
                 .kinds = kinds->at,
                 .kind_count = kinds->count,
                 .charged = NONE,
                 .whose = whose->by,
                 .in_measure = true};
}

Expr *measure_count(Check *c, const Env *env, const Ids *kinds, const Node *where, const Node *node)
{
    Measure what = {.env = env,
                    .kinds = kinds,
                    .words = words_of(c, node),
                    .whose = {.kind = env->subject, .across = NONE}};
    Env inside = event_inside(kinds, &what.whose);
    if (where != NULL)
        what.where = expr_condition(c, &inside, where->first);
    if (what.where != NULL && expr_is_poison(what.where))
        return what.where;
    Expr *expr = expr_new(c, EXPR_EVENT_AGG, type_times(), node->span);
    expr->agg = AGG_COUNT;
    expr->index = expr->other = measure_add(c, &what, type_times());
    return expr;
}

Expr *value_of_kinds(Check *c, const Env *inside, const Node *node)
{
    bool is_or = node->kind == NODE_BINARY && node->op == OP_OR;
    if (!is_or)
        return expr_check(c, inside, node, NULL);
    Expr *a = value_of_kinds(c, inside, node->first),
         *b = value_of_kinds(c, inside, node->first->next);
    if (expr_is_poison(a) || expr_is_poison(b))
        return expr_poison(c, node->span);
    if (a->op == EXPR_FIELD && b->op == EXPR_FIELD && a->index == b->index) {
        a->span = node->span;
        return a;
    }
    SAY(c, E0514, node->span, NULL);
    return expr_poison(c, node->span);
}

/* Whether what is aggregated is a number, or is only counted. */
static bool value_fits(Check *c, const Node *node, const Measure *what, const Expr *pick)
{
    const Node *operand = node->first;
    AstOp op = (AstOp)node->op;
    if (what->measured != NULL && what->measured->type.kind != TYPE_NUMBER &&
        (op != OP_COUNT || expr_picks(pick))) {
        SAY(c, E0350, operand->span, say_type(c, what->measured->type), NULL);
        return false;
    }
    bool adds = op == OP_COUNT || op == OP_TOTAL || op == OP_SHARE;
    if (what->measured != NULL || (adds && !expr_picks(pick)))
        return true;
    event_not_number(c, operand, &c->ir->events[what->kinds->at[0]]);
    return false;
}

Expr *measure_read(Check *c, const Env *env, const Node *node, const Ids *kinds, const Window *in,
                   const Expr *pick)
{
    const Node *operand = node->first, *where = node_find(node, NODE_WHERE);
    Measure what = {.env = env, .kinds = kinds, .words = words_of(c, operand)};
    Ids named = {0};
    if (!measure_whose(c, env->subject, node, operand->span, kinds, &what.whose))
        return expr_poison(c, node->span);
    Env inside = event_inside(kinds, &what.whose);
    if (!kinds_read(c, operand, &named))
        what.measured = value_of_kinds(c, &inside, operand);
    if (where != NULL)
        what.where = expr_condition(c, &inside, where->first);
    if ((what.measured != NULL && expr_is_poison(what.measured)) ||
        (what.where != NULL && expr_is_poison(what.where)) || !value_fits(c, node, &what, pick))
        return expr_poison(c, node->span);
    what.kept = is_kept(env, (AstOp)node->op, &what.whose, in, pick);
    return aggregate_of(c, node, &what, in, pick);
}
