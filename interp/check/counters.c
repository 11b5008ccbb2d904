/* Counters and runs: how many of what, within which window. */
#include "interp/check/work.h"

static const Node *window_part(const Node *node)
{
    return node_find(node, NODE_IN);
}

/* What is counted: a field's total, a section's running balance, or NULL for occurrences. */
static Expr *counted_read(RuleWork *work, const Node *counted)
{
    Check *c = work->check;
    Text word = {0};
    Symbol *symbol = NULL;
    if (counted == NULL)
        return NULL;
    if (path_is_word(counted->first, &word))
        symbol = scope_find(c, SPACE_THINGS, word);
    if (symbol == NULL || symbol->kind != SYMBOL_SECTION)
        return expr_check(c, &work->env, counted->first, NULL);
    symbol_ready(c, symbol);
    work->rule->balance = work->rule->trigger == TRIGGER_EVENTS;
    Expr *expr = expr_new(c, EXPR_CELL, c->ir->items[symbol->index].type, counted->span);
    expr->index = symbol->index;
    return expr;
}

/* Every number written for it is above 0; occurrences and periods are whole. */
static bool is_count(const Expr *expr, bool is_whole)
{
    if (expr->op == EXPR_CONST)
        return expr->value.num > 0 && (!is_whole || expr->value.den == 1);
    if (expr->op != EXPR_IF)
        return true;
    return is_count(expr->arg[1], is_whole) && is_count(expr->arg[2], is_whole);
}

/* Where a name gives the number: false after saying what is wrong with it. */
static bool amount_by_name(RuleWork *work, const Node *amount, bool is_whole, Dimension *dim)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    Expr *expr = number_by_name(c, &work->env, amount);
    rule->count_by = NULL;
    if (expr_is_poison(expr))
        return false;
    *dim = expr->type.dim;
    if (expr->type.kind != TYPE_NUMBER) {
        SAY(c, E0307, amount->span, say_type(c, expr->type), NULL);
        return false;
    }
    if (!is_count(expr, is_whole)) {
        SAY(c, E0335, amount->span, NULL);
        return false;
    }
    if (expr->op == EXPR_CONST)
        rule->count = expr->value;
    else
        rule->count_by = expr;
    return true;
}

/* The amount of a counter has the unit of what it counts; occurrences are times. */
static void amount_read(RuleWork *work, const Node *amount, const Expr *counted)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    Dimension dim = {0};
    bool has_unit = true;
    Type type = counted != NULL ? counted->type : type_times();
    rule->count = RATIO(1);
    if (type_is_poison(type))
        return;
    if (type.kind != TYPE_NUMBER) {
        SAY(c, E0307, counted->span, say_type(c, type), NULL);
        return;
    }
    if (amount->kind == NODE_AMOUNT_OF) {
        if (!amount_by_name(work, amount, counted == NULL, &dim))
            return;
    } else if (!number_read(c, amount, &rule->count, &dim, &has_unit)) {
        return;
    }
    if (rule->count.num <= 0 || (counted == NULL && rule->count.den != 1))
        SAY(c, E0335, amount->span, NULL);
    bool fits = dim_equal(dim, type.dim) || (counted == NULL && dim_is_count(dim));
    if (!fits)
        SAY(c, E0303, amount->span, BOTH("the count", "计数"), say_type(c, type),
            say_type(c, type_number(dim)),
            BOTH("write the unit of what is counted", "请写所计对象的单位"), NULL);
}

static CounterKind counter_kind(const Node *node)
{
    if (node->op == OP_EVERY)
        return COUNTER_EVERY;
    return node->op == OP_BEYOND ? COUNTER_BEYOND : COUNTER_REACHING;
}

void counter_window(Check *c, const Node *in, uint32_t subject, Window *window)
{
    if (in == NULL || !window_read(c, in, window))
        return;
    const char *name = window->kind == WINDOW_PREVIOUS
                           ? say_name(c, &c->ir->calendars[window->calendar].name)
                           : NULL;
    if (name != NULL)
        SAY(c, E0385, in->span, name, NULL);
    calendar_fits(c, window->calendar, subject, in->span);
}

/* A balance is one subject's and starts anew with the section's period: so does what counts it. */
static void balance_check(RuleWork *work, const Node *node)
{
    Check *c = work->check;
    const IrRule *rule = work->rule;
    const IrItem *item = &c->ir->items[rule->counted->index];
    bool follows = rule->subject == item->subject && rule->window.kind == WINDOW_CALENDAR &&
                   rule->window.calendar == item->calendar;
    if (!follows && item->subject != NONE && item->calendar != NONE)
        SAY(c, E0394, node->span, say_name(c, &item->name),
            say_name(c, &c->ir->subjects[item->subject].name),
            say_name(c, &c->ir->calendars[item->calendar].name), NULL);
}

void balance_alone_check(RuleWork *work)
{
    const IrRule *rule = work->rule;
    for (size_t i = 0; i < rule->effect_count && rule->balance; i++) {
        const IrEffect *effect = &rule->effects[i];
        if (effect_acts_on_item(effect) && effect->item == rule->counted->index) {
            SAY(work->check, E0393, effect->span, say_name(work->check, &rule->name),
                say_name(work->check, &work->check->ir->items[effect->item].name), NULL);
            work->rule->counted = NULL; /* said: no circle as well */
            work->rule->balance = false;
        }
    }
}

static void counter_check(RuleWork *work, const Node *node)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    rule->counter = counter_kind(node);
    if (rule->trigger != TRIGGER_EVENTS)
        SAY(c, E0372, node->span, NULL);
    rule->counted = counted_read(work, node_find(node, NODE_COUNTED));
    amount_read(work, node->first, rule->counted);
    counter_window(c, window_part(node), rule->subject, &rule->window);
    if (rule->balance)
        balance_check(work, node);
}

/* How long a period is: of months, of days; false: its periods differ. */
static bool period_length(const IrCalendar *calendar, Dimension *dim, int32_t *length)
{
    static const int32_t lengths[PERIOD_UNITS] = {7, 1, 3, 6, 12};
    bool in_days =
        calendar->kind == CALENDAR_CYCLE ? !calendar->in_months : calendar->unit == UNIT_WEEK;
    *dim = in_days ? (Dimension){.days = 1} : (Dimension){.months = 1};
    *length = calendar->kind == CALENDAR_CYCLE ? calendar->length : lengths[calendar->unit];
    return calendar->kind != CALENDAR_SEASONS;
}

/* `run of 3 months` of a monthly score is three of its periods. */
static bool periods_of(const Check *c, uint32_t calendar, Dimension dim, Ratio *count)
{
    Dimension unit;
    int32_t length;
    if (dim_is_count(dim) || calendar == NONE)
        return true;
    return period_length(&c->ir->calendars[calendar], &unit, &length) && dim_equal(dim, unit) &&
           ratio_div(count, *count, RATIO(length)) && count->den == 1;
}

static void run_number(RuleWork *work, const Node *number)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    bool of_periods = rule->trigger != TRIGGER_EVENTS, has_unit = false;
    Dimension dim = {0};
    rule->count = RATIO(1);
    if (number->kind == NODE_AMOUNT_OF ? !amount_by_name(work, number, true, &dim)
                                       : !number_read(c, number, &rule->count, &dim, &has_unit))
        return;
    bool fits = of_periods && rule->count_by == NULL
                    ? periods_of(c, rule->calendar, dim, &rule->count)
                    : dim_is_count(dim);
    if (!fits)
        SAY(c, E0303, number->span,
            of_periods ? BOTH("a run of periods", "连续期数")
                       : BOTH("a run of events", "事件的连续计数"),
            BOTH("times", "次"), say_type(c, type_number(dim)),
            BOTH("write instead: run of 3 times", "应写作：连续 3次"), NULL);
    else if (rule->count.num < 1 || rule->count.den != 1 || rule->count.num > 1000000)
        SAY(c, E0335, number->span, NULL);
}

static void run_check(RuleWork *work, const Node *node)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    const Node *where = node_once(c, node, NODE_WHERE);
    rule->counter = COUNTER_RUN;
    run_number(work, node->first);
    counter_window(c, window_part(node), rule->subject, &rule->window);
    if (where != NULL)
        rule->run_where = expr_condition(c, &work->env, where->first);
}

void counters_check(RuleWork *work)
{
    const Node *counter = node_once(work->check, work->node, NODE_COUNTER);
    const Node *run = node_once(work->check, work->node, NODE_RUN);
    if (!work->known)
        return;
    const Node *either = counter != NULL ? counter : run;
    if (either != NULL && work->rule->any_event && work->rule->subject == NONE)
        SAY(work->check, E0375, either->span, NULL);
    if (counter != NULL)
        counter_check(work, counter);
    if (run != NULL)
        run_check(work, run);
}
