/* Goes through the events of a rule's kinds, or the cells of its scores, condition by condition. */
#include "interp/misses.h"

#include <stdlib.h>
#include <string.h>

#include "interp/conditions.h"
#include "interp/misses_work.h"

/* ---- Words of one ---- */

static void put_words(Output *out, const Search *search, Text words)
{
    if (output_contents(out).size > 0)
        output_string(out, explain_say(&search->explainer, "; ", "；"));
    output_text(out, words);
}

/* Those that fail, in words; how many. */
static size_t failed_words(Search *search, const Conditions *conditions, ConditionValue *value,
                           Text *words)
{
    size_t failed = 0;
    for (size_t i = 0; i < conditions->count; i++)
        failed += !condition_holds(&conditions->at[i], value, search);
    *words = TEXT("");
    if (failed == 0 || failed > search->ask->most)
        return failed;
    Output *out = output_memory();
    for (size_t i = 0; i < conditions->count; i++)
        if (!condition_holds(&conditions->at[i], value, search))
            put_words(out, search,
                      condition_words(&search->explainer, search->roster, &conditions->at[i], value,
                                      search));
    *words = text_copy(search->arena, output_contents(out));
    output_close(out);
    return failed;
}

void search_keep(Search *search, Miss miss)
{
    if (miss.failed > search->ask->most || miss.day < search->ask->first ||
        miss.day > search->ask->last)
        return;
    search->at =
        arena_grow(search->arena, search->at, search->count, &search->room, sizeof *search->at);
    search->at[search->count++] = miss;
}

/* ---- Events ---- */

static Ratio slot_value(void *context, uint32_t index)
{
    const Search *search = context;
    const int64_t *slot = search->batch->slots[index];
    return slot == NULL ? (Ratio){0, 0}
                        : row_scaled(search->ir->slots[index].type, slot[search->batch_row]);
}

static Ratio score_value(void *context, const Expr *expr)
{
    const Search *search = context;
    Value value = result_at(search->ask->result, expr, search->row.kind, search->row.own,
                            search->row.own, search->row.day);
    return value.state == VALUE_KNOWN ? value.number : (Ratio){0, 0};
}

static Ratio event_value(void *context, const Expr *expr)
{
    return row_value(&((const Search *)context)->row, expr);
}

/* The version that is in force on the day and is about that kind, by its place; -1: none is. */
static int version_for(const Search *search, uint32_t kind, Day day)
{
    for (size_t i = 0; i < search->ir->rule_count; i++) {
        const IrRule *rule = &search->ir->rules[i];
        bool is_about = rule->any_event;
        for (size_t k = 0; k < rule->kind_count && !is_about; k++)
            is_about = rule->kinds[k] == kind;
        if (rule->family == search->ask->family && is_about && rule->meta.from <= day &&
            rule->meta.until >= day)
            return (int)i;
    }
    return -1;
}

static void note_taken(Search *search, const Taken *taken, Miss *miss)
{
    Text name = name_shown(&search->ir->rules[taken->rule].name, search->ask->language);
    miss->failed = 1;
    miss->words = explain_format(
        &search->explainer,
        taken->kind == UINT32_MAX
            ? explain_say(&search->explainer, "it scores nothing, by %.*s", "由%.*s免计")
            : explain_say(&search->explainer, "it counts as another kind, by %.*s",
                          "由%.*s改作其他事项"),
        (int)name.size, name.at);
}

static void look_at_event(Search *search, const Batch *batch, uint32_t at)
{
    const Taken *taken = taken_at(&search->taken, batch->position[at]);
    uint32_t kind = batch->kind[at];
    int version = version_for(search, kind, batch->day[at]);
    if (version < 0 && taken != NULL && taken->kind != UINT32_MAX) { /* it counts as that */
        kind = taken->kind;
        version = version_for(search, kind, batch->day[at]);
        taken = NULL;
    }
    if (version < 0 ||
        (search->ask->subject != ASK_EVERY && batch->own[at] != search->ask->subject))
        return;
    const IrRule *rule = &search->ir->rules[version];
    search->batch_row = at;
    search->row.kind = rule->subject;
    search->row.own = batch->own[at];
    search->row.day = batch->day[at];
    Ratio chosen =
        search->ask->where == NULL ? RATIO(1) : row_value(&search->row, search->ask->where);
    Miss miss = {.day = batch->day[at],
                 .position = batch->position[at],
                 .event_kind = kind,
                 .own_kind = rule->subject,
                 .own = batch->own[at]};
    if (chosen.den == 0 || chosen.num == 0)
        return;
    miss.failed = failed_words(search, &search->conditions[version], event_value, &miss.words);
    if (miss.failed == 0 && taken != NULL)
        note_taken(search, taken, &miss);
    if (miss.failed > 0)
        search_keep(search, miss);
    else if (rule->counter == COUNTER_NONE || rule->counter == COUNTER_STEPS)
        search->fired += miss.day >= search->ask->first && miss.day <= search->ask->last;
    else
        search_count(search, rule, batch, at, &miss);
}

static void look_at_batch(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    Search *search = context;
    search->batch = batch;
    for (size_t i = 0; i < count; i++)
        look_at_event(search, batch, rows[i]);
}

static bool look_at_events(Search *search)
{
    Day first = search->ask->first;
    bool *wanted = arena_alloc(search->arena, search->ir->slot_count + 1);
    bool is_about_events = false;
    for (size_t i = 0; i < search->ir->rule_count; i++) {
        const IrRule *rule = &search->ir->rules[i];
        if (rule->family != search->ask->family || rule->trigger != TRIGGER_EVENTS)
            continue;
        is_about_events = true;
        ir_want_slots(rule->where, wanted);
        ir_want_slots(rule->unless, wanted);
        ir_want_slots(rule->only, wanted);
        ir_want_slots(rule->counted, wanted);
        ir_want_slots(rule->run_where, wanted);
        if (rule->counter != COUNTER_NONE) /* earlier ones may be in its window */
            first = DAY_ALWAYS;
    }
    ir_want_slots(search->ask->where, wanted);
    if (is_about_events)
        engine_rows(search->ask->engine, wanted, first, search->ask->last, look_at_batch, search);
    return is_about_events;
}

/* ---- Scores ---- */

static Ratio cell_value(void *context, const Expr *expr)
{
    const Search *search = context;
    Value value =
        result_expression(search->ask->result, expr, search->item, search->row.own, search->period);
    return value.state == VALUE_KNOWN ? value.number : (Ratio){0, 0};
}

/* Some item of whom and of which periods the rule is. */
static uint32_t item_like(const Ir *ir, const IrRule *rule)
{
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (ir->items[i].subject == rule->subject && ir->items[i].calendar == rule->calendar &&
            !item_is_hidden(ir->items[i].kind))
            return i;
    return UINT32_MAX;
}

static void look_at_cell(Search *search, size_t version, Day day)
{
    const IrRule *rule = &search->ir->rules[version];
    if (search->ask->where != NULL) {
        Ratio chosen = cell_value(search, search->ask->where);
        if (chosen.den == 0 || chosen.num == 0)
            return;
    }
    Miss miss = {.day = day,
                 .period = search->period,
                 .position = UINT64_MAX,
                 .event_kind = UINT32_MAX,
                 .own_kind = rule->subject,
                 .own = search->row.own};
    miss.failed = failed_words(search, &search->conditions[version], cell_value, &miss.words);
    if (miss.failed > 0)
        search_keep(search, miss);
    else
        search->fired++;
}

static void look_at_scores(Search *search, size_t version)
{
    const IrRule *rule = &search->ir->rules[version];
    const Missing *ask = search->ask;
    const IrCalendar *calendar = &search->ir->calendars[rule->calendar];
    search->item = item_like(search->ir, rule);
    for (uint32_t own = 0; own < search->roster->kinds[rule->subject].count; own++) {
        int32_t first = 0, last = -1;
        Day anchor = roster_anchor(search->roster, calendar, own);
        if (search->item == UINT32_MAX || (ask->subject != ASK_EVERY && own != ask->subject))
            continue;
        periods_inside(calendar, anchor, ask->first, ask->last, &first, &last);
        for (int32_t period = first; period <= last; period++) {
            Day day = calendar_last(calendar, anchor, period);
            search->row.own = own;
            search->period = period;
            if (rule->meta.from <= day && rule->meta.until >= day &&
                result_present(ask->result, rule->subject, own, rule->calendar, period))
                look_at_cell(search, version, day);
        }
    }
}

/* ---- All ---- */

static int by_day(const void *a, const void *b)
{
    const Miss *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return x->own < y->own ? -1 : x->own > y->own;
}

static void search_start(Search *search, Arena *arena, const Missing *missing)
{
    const Ir *ir = engine_ir(missing->engine);
    *search = (Search){
        .ask = missing, .ir = ir, .roster = engine_roster(missing->engine), .arena = arena};
    search->explain = (Explain){.ir = ir,
                                .diag = missing->diag,
                                .result = missing->result,
                                .engine = missing->engine,
                                .subject = UINT32_MAX,
                                .language = missing->language};
    search->explainer = (Explainer){.ask = &search->explain,
                                    .ir = ir,
                                    .arena = arena,
                                    .language = missing->language,
                                    .kind = UINT32_MAX};
    search->row = (Row){.ir = ir,
                        .roster = search->roster,
                        .charged = UINT32_MAX,
                        .field = slot_value,
                        .read = score_value,
                        .context = search};
    search->taken = taken_find(arena, ir, missing->trace);
    search->conditions = arena_alloc(arena, (ir->rule_count + 1) * sizeof *search->conditions);
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].family == missing->family)
            conditions_of(arena, &ir->rules[i], &search->conditions[i]);
}

Miss *misses_find(Arena *arena, const Missing *missing, size_t *count, size_t *fired)
{
    Search search;
    search_start(&search, arena, missing);
    if (look_at_events(&search))
        search_counted(&search);
    for (size_t i = 0; i < search.ir->rule_count; i++)
        if (search.ir->rules[i].family == missing->family &&
            search.ir->rules[i].trigger == TRIGGER_SCORES)
            look_at_scores(&search, i);
    if (search.count > 1)
        qsort(search.at, search.count, sizeof *search.at, by_day);
    *count = search.count;
    *fired = search.fired;
    return search.at;
}
