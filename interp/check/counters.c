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
    if (counted == NULL || counted->first == NULL)
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

/* The amount of a counter has the unit of what it counts; occurrences are times. */
static void amount_read(RuleWork *work, const Node *amount, const Expr *counted, Ratio *count)
{
    Check *c = work->check;
    Dimension dim = {0};
    bool has_unit = true;
    Type type = counted != NULL ? counted->type : type_times();
    *count = RATIO(1);
    if (amount->kind == NODE_AMOUNT_OF) {
        int32_t whole = 1;
        if (!count_read(c, amount, &whole, &has_unit, &dim))
            return;
        *count = RATIO(whole);
    } else if (!number_read(c, amount, count, &dim, &has_unit)) {
        return;
    }
    if (count->num <= 0 || (counted == NULL && count->den != 1))
        SAY(c, E0335, amount->span, NULL);
    bool fits = type.kind != TYPE_NUMBER || dim_equal(dim, type.dim) ||
                (counted == NULL && dim_is_count(dim));
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
    if (node->first != NULL)
        amount_read(work, node->first, rule->counted, &rule->count);
    counter_window(c, window_part(node), rule->subject, &rule->window);
    if (rule->balance)
        balance_check(work, node);
}

static bool is_length_of(const Check *c, Dimension dim, uint32_t calendar)
{
    if (dim_is_count(dim) || calendar == NONE)
        return true;
    bool in_weeks = c->ir->calendars[calendar].kind == CALENDAR_UNIT && calendar == UNIT_WEEK;
    return dim_equal(dim, in_weeks ? (Dimension){.days = 1} : (Dimension){.months = 1});
}

static void run_check(RuleWork *work, const Node *node)
{
    Check *c = work->check;
    IrRule *rule = work->rule;
    const Node *where = node_once(c, node, NODE_WHERE);
    bool of_periods = rule->trigger != TRIGGER_EVENTS, has_unit = false;
    int32_t count = 1;
    Dimension dim = {0};
    rule->counter = COUNTER_RUN;
    if (node->first != NULL && count_read(c, node->first, &count, &has_unit, &dim) &&
        !(of_periods ? is_length_of(c, dim, rule->calendar) : dim_is_count(dim)))
        SAY(c, E0303, node->first->span, BOTH("a run of events", "事件的连续计数"),
            BOTH("times", "次"), say_type(c, type_number(dim)),
            BOTH("write instead: run of 3 times", "应写作：连续 3次"), NULL);
    rule->count = RATIO(count);
    if (of_periods)
        refuse(c, CONSTRUCT_RUN_OF_PERIODS, node->span);
    counter_window(c, window_part(node), rule->subject, &rule->window);
    if (where != NULL && where->first != NULL)
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
