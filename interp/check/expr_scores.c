/* Aggregates of scores and of formulas over them: over periods, over other subjects, shares. */
#include "interp/check/aggregate.h"
#include "interp/check/calendar.h"

/* --- windows over the periods of an item --- */

static bool window_bad(Check *c, Span span, const IrItem *item)
{
    SAY(c, E0342, span, say_name(c, &item->name),
        say_name(c, &c->ir->calendars[item->calendar].name), NULL);
    return false;
}

/* An item's periods must fit whole into the period or window that gathers them. */
static bool window_fits(Check *c, const Env *env, const IrItem *item, const Window *window,
                        Span span)
{
    if (item->calendar == NONE)
        return true;
    if (window->kind == WINDOW_NONE) {
        if (env->calendar == NONE || calendar_compare(c, item->calendar, env->calendar) != 1)
            return true;
        SAY(c, E0325, span, say_name(c, &item->name),
            say_name(c, &c->ir->calendars[item->calendar].name),
            say_name(c, &c->ir->calendars[env->calendar].name), NULL);
        return false;
    }
    if (window->calendar == NONE)
        return window_bad(c, span, item);
    if (calendar_compare(c, item->calendar, window->calendar) == 1)
        return window_bad(c, span, item);
    bool inside = window->kind == WINDOW_CALENDAR && env->calendar != NONE &&
                  calendar_compare(c, window->calendar, env->calendar) == -1;
    return !inside || window_bad(c, span, item);
}

/* --- over whom --- */

/* A roster field of a kind, by the word of a qualifier. */
static const IrField *roster_word(Check *c, uint32_t kind, const Node *node, uint32_t *index)
{
    Text word = node_word(node);
    if (kind == NONE)
        return NULL;
    const IrSubject *subject = &c->ir->subjects[kind];
    const IrField *field = subject_field(c, kind, word, index);
    if (field == NULL)
        SAY(c, E0315, node->span, say_text(c, word), say_name(c, &subject->name),
            near_field(c, subject->fields, subject->field_count, word), NULL);
    return field;
}

/* `across all`, unless a field is called so. */
static bool is_everyone(Check *c, uint32_t kind, const Node *across)
{
    uint32_t index = 0;
    Text word = node_word(across);
    return kind != NONE && (text_is(word, "all") || text_is(word, "全体")) &&
           subject_field(c, kind, word, &index) == NULL;
}

/* False: said. */
static bool group_read(Check *c, const Env *env, const Aggregate *parts, uint32_t kind, Expr *expr)
{
    bool is_share = parts->op == OP_SHARE;
    if (parts->under != NULL) {
        expr->over = OVER_UNDER;
        return kind != NONE && env->subject != NONE &&
               relation_field(c, parts->under, kind, env->subject, &expr->field) != NULL;
    }
    expr->over = is_share ? OVER_ALL : OVER_OWN;
    if (parts->across == NULL)
        return true;
    if (is_everyone(c, env->subject, parts->across)) {
        expr->over = OVER_ALL;
        return true;
    }
    expr->over = OVER_ACROSS;
    return roster_word(c, env->subject, parts->across, &expr->field) != NULL;
}

/* What cannot be said together, of events too. */
static bool qualifiers_fit(Check *c, const Aggregate *parts)
{
    const char *share = BOTH("`share of`", "“占比”");
    if (parts->under != NULL && parts->across != NULL) {
        SAY(c, E0511, parts->across->span, NULL);
        return false;
    }
    if (parts->op != OP_SHARE)
        return true;
    bool fits = qualifier_fits(c, parts->pick, share);
    fits = qualifier_fits(c, parts->all_but, share) && fits;
    return qualifier_fits(c, parts->under, share) && fits;
}

/* --- of what --- */

static Symbol *item_named(const Check *c, const Node *operand)
{
    Text word = {0};
    Symbol *symbol = path_is_word(operand, &word) ? scope_find(c, SPACE_THINGS, word) : NULL;
    return symbol != NULL && is_item_kind(symbol->kind) ? symbol : NULL;
}

/* `under leader` of roster fields alone: the first kind whose field of that name leads here. */
static uint32_t kind_under(const Check *c, const Env *env, const Node *under)
{
    uint32_t index = 0;
    for (uint32_t kind = 0; kind < c->ir->subject_count; kind++) {
        const IrField *field = subject_field(c, kind, node_word(under), &index);
        if (field != NULL && field->type.kind == TYPE_SUBJECT && field->type.ref == env->subject)
            return kind;
    }
    return env->subject;
}

/* Where the formula stands: whose cells, of which period; the reader's own unless it says else. */
static Env members_env(Check *c, const Env *env, const Aggregate *parts)
{
    uint32_t subject = NONE, calendar = NONE, other = NONE;
    reads_direct(c, parts->operand, &subject, &calendar);
    if (parts->where != NULL && calendar == NONE)
        reads_direct(c, parts->where->first, subject == NONE ? &subject : &other, &calendar);
    Env inside = cell_env(c, env->subject, calendar == NONE ? env->calendar : calendar);
    if (parts->under != NULL)
        inside.subject = subject != NONE ? subject : kind_under(c, env, parts->under);
    return inside;
}

static Type type_aggregated(const Aggregate *parts, const Expr *operand)
{
    if (expr_is_poison(operand) && parts->op != OP_COUNT)
        return type_of(TYPE_POISON, 0);
    return aggregate_type(parts->op, operand->type);
}

/* Nothing can be made of it; what it reads still counts for circles. */
static Expr *unknown_of(Check *c, const Aggregate *parts, Expr *operand, Expr *where)
{
    return expr_of(c, EXPR_UNKNOWN, type_aggregated(parts, operand), parts->node->span, operand,
                   where, NULL);
}

static Expr *share_make(Check *c, const Aggregate *parts, Expr *own, Expr *total)
{
    Expr *expr = expr_of(c, EXPR_SHARE, type_plain(), parts->node->span, own, NULL, NULL);
    expr->index = total->index;
    return expr;
}

/* One number stands for other days from subject to subject: there is nothing to compare. False,
 * too, of an item whose period is not known, which was said. */
static bool periods_coincide(Check *c, const Env *env, const Expr *expr)
{
    const IrCalendar *calendars = c->ir->calendars;
    uint32_t of = item_at(c, expr->index)->calendar;
    if (of == NONE)
        return false;
    if (!calendar_is_own(&calendars[env->calendar]) && !calendar_is_own(&calendars[of]))
        return true;
    SAY(c, E0516, expr->span, BOTH("an aggregate over several subjects", "多个主体的汇总"),
        BOTH("cycles of each one's own", "各自起算的周期"), NULL);
    return false;
}

Expr *share_of(Check *c, const Env *env, const Aggregate *parts, Expr *own)
{
    Expr *total = expr_new(c, EXPR_ITEM_AGG, own->type, parts->node->span);
    if (expr_is_poison(own) || !qualifiers_fit(c, parts) ||
        !group_read(c, env, parts, env->subject, total))
        return expr_poison(c, parts->node->span);
    if (env->subject == NONE || env->calendar == NONE)
        return unknown_of(c, parts, own, NULL);
    total->agg = AGG_TOTAL;
    total->index = member_add(c, env->subject, env->calendar, own, NULL);
    if (!periods_coincide(c, env, total))
        return expr_poison(c, parts->node->span);
    return share_make(c, parts, own, group_of(c, env, total));
}

/* The own part of a share: the cell itself, or the total of those within the window. */
static Expr *own_part(Check *c, const Env *env, const Aggregate *parts, const Expr *total)
{
    const IrItem *item = item_at(c, total->index);
    bool is_cell = total->window.kind == WINDOW_NONE && item->calendar == env->calendar;
    Expr *own = expr_new(c, is_cell ? EXPR_CELL : EXPR_ITEM_AGG, item->type, parts->operand->span);
    own->index = total->index;
    own->window = total->window;
    own->agg = AGG_TOTAL;
    return own;
}

/* Of the one named there is one value at most: the highest is that value, or none. */
static Expr *named_read(Check *c, const Env *env, Expr *path, Symbol *symbol, Span span)
{
    const IrItem *item = &c->ir->items[symbol->index];
    bool is_short = env->calendar != NONE && item->calendar != NONE &&
                    calendar_compare(c, item->calendar, env->calendar) < 0;
    if (is_short) {
        Text words = text_slice(diag_source_text(c->diag, span.source), span.start, span.end);
        SAY(c, E0326, span, say_text(c, words), say_name(c, &c->ir->calendars[item->calendar].name),
            say_name(c, &c->ir->calendars[env->calendar].name), NULL);
        return expr_poison(c, span);
    }
    Env of_named = cell_env(c, path->type.ref, env->calendar);
    Expr *cell = item_read(c, &of_named, symbol, span);
    Expr *expr = expr_of(c, EXPR_ITEM_AGG, cell->type, span, path, NULL, NULL);
    expr->agg = AGG_HIGHEST;
    expr->over = OVER_NAMED;
    expr->index = symbol->index;
    if (cell->op == EXPR_POISON)
        return expr_poison(c, span);
    if (env->calendar == NONE)
        return expr_of(c, EXPR_UNKNOWN, cell->type, span, cell, NULL, NULL);
    return periods_coincide(c, env, expr) ? group_of(c, env, expr) : expr_poison(c, span);
}

Expr *member_item(Check *c, const Env *env, Expr *subject, Symbol *symbol, const Node *word,
                  Span span)
{
    head_ready(c, symbol);
    const IrItem *item = &c->ir->items[symbol->index];
    uint32_t kind = subject->type.ref;
    /* `home.points` in a rule: a rank may compare those level on it */
    const char *help = env->place == PLACE_EVENT ? head_to_head_help(c, env, item) : NULL;
    if (help != NULL) {
        SAY(c, E0315, word->span, say_text(c, word->name), say_name(c, &c->ir->subjects[kind].name),
            help, NULL);
        return expr_poison(c, word->span);
    }
    symbol_ready(c, symbol);
    if (item->subject != NONE && item->subject != kind) {
        SAY(c, E0327, span, say_name(c, &item->name),
            say_name(c, &c->ir->subjects[item->subject].name),
            say_name(c, &c->ir->subjects[kind].name), NULL);
        return expr_poison(c, span);
    }
    if (env->place == PLACE_CELL)
        return named_read(c, env, subject, symbol, span);
    SAY(c, E0534, span, say_name(c, &item->name), NULL);
    return expr_poison(c, span);
}

static Expr *aggregate_make(Check *c, const Env *env, const Aggregate *parts, Expr *expr)
{
    if (parts->op == OP_SHARE) {
        expr->agg = AGG_TOTAL;
        expr->type = item_at(c, expr->index)->type;
        return share_make(c, parts, own_part(c, env, parts, expr), group_of(c, env, expr));
    }
    aggregate_op(parts->op, &expr->agg);
    return expr->over == OVER_OWN ? expr : group_of(c, env, expr);
}

Expr *scores_aggregate(Check *c, const Env *env, const Aggregate *parts)
{
    Env inside = members_env(c, env, parts);
    Symbol *symbol = item_named(c, parts->operand);
    Env loose = inside;
    loose.calendar = NONE;
    Expr *operand = symbol != NULL ? item_read(c, &loose, symbol, parts->operand->span)
                                   : expr_check(c, &inside, parts->operand, NULL);
    Expr *only = NULL;
    if (parts->where != NULL)
        only = expr_condition(c, &inside, parts->where->first);
    if (operand->op == EXPR_POISON || (only != NULL && expr_is_poison(only)))
        return unknown_of(c, parts, operand, only);
    if (!expr_is_poison(operand) && operand->type.kind != TYPE_NUMBER && parts->op != OP_COUNT) {
        SAY(c, E0350, operand->span, say_type(c, operand->type), NULL);
        return expr_poison(c, parts->node->span);
    }
    Expr *expr = expr_new(c, EXPR_ITEM_AGG, type_aggregated(parts, operand), parts->node->span);
    picks_set(expr, &parts->picks);
    if (parts->by != NULL)
        SAY(c, E0515, parts->by->span, NULL);
    if (parts->by != NULL || !qualifiers_fit(c, parts) ||
        !group_read(c, env, parts, inside.subject, expr) ||
        (parts->in != NULL && !window_read(c, parts->in, &expr->window)))
        return unknown_of(c, parts, operand, only);
    if (expr->window.kind != WINDOW_NONE &&
        !calendar_fits(c, expr->window.calendar, inside.subject, parts->in->span))
        return unknown_of(c, parts, operand, only);
    bool is_item = symbol != NULL && only == NULL;
    if (!is_item && (inside.subject == NONE || inside.calendar == NONE))
        return unknown_of(c, parts, operand, only);
    expr->index =
        is_item ? symbol->index : member_add(c, inside.subject, inside.calendar, operand, only);
    if (!window_fits(c, env, item_at(c, expr->index), &expr->window, parts->operand->span))
        return expr_poison(c, parts->node->span);
    if (parts->op == OP_TOTAL || parts->op == OP_COUNT || parts->op == OP_SHARE)
        across_warn(c, expr->index, &expr->window, env->calendar, parts->node->span);
    bool is_lone = expr->over == OVER_OWN && parts->op != OP_SHARE;
    if (!is_lone && (env->subject == NONE || env->calendar == NONE))
        return unknown_of(c, parts, operand, only);
    if (!is_lone && !periods_coincide(c, env, expr))
        return expr_poison(c, parts->node->span);
    return aggregate_make(c, env, parts, expr);
}
