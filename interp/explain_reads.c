/* What a rule read of scores when it did what an entry says: their names and values. */
#include "interp/explain_work.h"

/* Walks over the parts of a rule for one entry of the trace. */
typedef struct Reads {
    const Explainer *explainer;
    const TraceEntry *entry;
    bool of_events;
    Explainer *adds; /* the parts of the account grow; NULL: words are made */
    Output *out;
    const Expr *said[16]; /* each once */
    size_t count;
} Reads;

static bool is_said(const Reads *reads, const Expr *expr)
{
    for (size_t i = 0; i < reads->count; i++) {
        const Expr *other = reads->said[i];
        if (other->op == expr->op && other->index == expr->index &&
            other->of_charged == expr->of_charged && expr->op == EXPR_CELL)
            return true;
    }
    return false;
}

/* A score by its name, an aggregate as it was written. */
static Text words_of(const Explainer *explainer, const Expr *expr)
{
    if (expr->op == EXPR_CELL)
        return name_shown(&explainer->ir->items[expr->index].name, explainer->language);
    return explain_written(explainer, expr->span);
}

static void say(Reads *reads, const Expr *expr)
{
    const Explainer *explainer = reads->explainer;
    const TraceEntry *entry = reads->entry;
    if (is_said(reads, expr) || reads->count == sizeof reads->said / sizeof *reads->said)
        return;
    Value value = result_at(explainer->ask->result, expr, entry->own_kind, entry->own,
                            entry->subject, entry->day);
    Text words = words_of(explainer, expr), shown = explain_value(explainer, expr->type, value);
    if (reads->count > 0)
        output_string(reads->out, explain_say(explainer, ", ", "，"));
    output_text(reads->out, words);
    output_char(reads->out, ' ');
    output_text(reads->out, shown);
    reads->said[reads->count++] = expr;
}

/* What was read of the subject accounted for, in the period of the entry's day, is a part too. */
static void add_part(Reads *reads, const Expr *expr)
{
    const TraceEntry *entry = reads->entry;
    uint32_t who = expr->of_charged ? entry->subject : entry->own;
    const IrItem *item = &reads->adds->ir->items[expr->index];
    const IrCalendar *calendar = &reads->adds->ir->calendars[item->calendar];
    if (item->subject != reads->adds->kind || who != reads->adds->ask->subject)
        return;
    Day anchor = roster_anchor(result_roster(reads->adds->ask->result), calendar, who);
    int32_t period;
    if (calendar_of_day(calendar, anchor, entry->day, &period))
        explain_cell(reads->adds, (Cell){expr->index, period});
}

static bool is_aggregate(const Expr *expr)
{
    return expr->op == EXPR_ITEM_AGG || expr->op == EXPR_EVENT_AGG;
}

static void walk(Reads *reads, const Expr *expr)
{
    if (expr == NULL)
        return;
    if (reads->adds != NULL && expr->op == EXPR_CELL)
        add_part(reads, expr);
    else if (reads->adds == NULL &&
             (expr->op == EXPR_CELL || (reads->of_events && is_aggregate(expr))))
        say(reads, expr);
    for (int i = 0; i < 3; i++)
        walk(reads, expr->arg[i]);
}

static void walk_rule(Reads *reads, const IrRule *rule, const IrEffect *effect)
{
    walk(reads, rule->where);
    walk(reads, rule->only);
    walk(reads, rule->unless);
    walk(reads, rule->run_where);
    if (!rule->balance || reads->adds != NULL) /* what it was then is said as such */
        walk(reads, rule->counted);
    for (size_t i = 0; i < rule->charge_count; i++)
        walk(reads, rule->charges[i].where);
    if (effect != NULL)
        walk(reads, effect->amount);
}

static bool reads_scores(const IrRule *rule)
{
    return rule->trigger == TRIGGER_SCORES || rule->staged;
}

void explain_rule_reads(Explainer *explainer, Cell cell)
{
    const Trace *trace = explainer->ask->trace;
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        const IrRule *rule = &explainer->ir->rules[entry->rule];
        if (!reads_scores(rule) || !explain_is_of(explainer, entry, cell))
            continue;
        Reads reads = {.explainer = explainer, .entry = entry, .adds = explainer};
        walk_rule(&reads, rule, &rule->effects[entry->effect]);
    }
}

AccountEvent explain_held_period(const Explainer *explainer, const TraceEntry *entry,
                                 int32_t period)
{
    const IrRule *rule = &explainer->ir->rules[entry->rule];
    const Result *result = explainer->ask->result;
    TraceEntry then = *entry;
    char *room = arena_alloc(explainer->arena, 64);
    Day first;
    result_days(result, rule->calendar, entry->own, period, &first, &then.day);
    Reads reads = {.explainer = explainer, .entry = &then, .out = output_memory()};
    walk(&reads, rule->where);
    walk(&reads, rule->run_where);
    AccountEvent held = {
        .is_period = true,
        .date = {room, result_period_write(result, rule->calendar, entry->own, period, room)},
        .read = text_copy(explainer->arena, output_contents(reads.out))};
    output_close(reads.out);
    return held;
}

Text explain_read(const Explainer *explainer, const TraceEntry *entry)
{
    const IrRule *rule = &explainer->ir->rules[entry->rule];
    if (!reads_scores(rule))
        return TEXT("");
    Reads reads = {.explainer = explainer,
                   .entry = entry,
                   .of_events = rule->trigger == TRIGGER_EVENTS,
                   .out = output_memory()};
    walk_rule(&reads, rule,
              entry->effect < rule->effect_count ? &rule->effects[entry->effect] : NULL);
    Text text = text_copy(explainer->arena, output_contents(reads.out));
    output_close(reads.out);
    return text;
}
