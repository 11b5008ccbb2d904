/* Goes through the events of a rule's kinds, or the cells of its scores, condition by condition. */
#include "interp/misses.h"

#include <assert.h>
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

size_t search_failed(Search *search, const Conditions *conditions, ConditionValue *value,
                     Text *words)
{
    size_t failed = 0;
    for (size_t i = 0; i < conditions->count; i++)
        failed += condition_fails(conditions, i, value, search);
    *words = TEXT("");
    if (failed == 0 || failed > search->ask->most)
        return failed;
    Output *out = output_memory();
    for (size_t i = 0; i < conditions->count; i++)
        if (condition_fails(conditions, i, value, search))
            put_words(out, search,
                      condition_words(&search->explainer, search->roster, &conditions->at[i], value,
                                      search));
    *words = text_copy(search->arena, output_contents(out));
    output_close(out);
    return failed;
}

void search_keep(Search *search, Miss miss)
{
    if (miss.failed > search->ask->most)
        return;
    search->at =
        arena_grow(search->arena, search->at, search->count, &search->room, sizeof *search->at);
    search->at[search->count++] = miss;
}

/* ---- Events ---- */

static Ratio score_value(void *context, const Expr *expr)
{
    const Search *search = context;
    Value value = result_at(search->ask->result, expr, search->own_kind, search->row.own,
                            search->row.own, search->row.day);
    return value.state == VALUE_KNOWN ? value.number : (Ratio){0, 0};
}

static Ratio event_value(void *context, const Expr *expr)
{
    return row_value(&((const Search *)context)->row, expr);
}

static bool is_about(const IrRule *rule, uint32_t kind)
{
    bool found = rule->any_event;
    for (size_t i = 0; i < rule->kind_count && !found; i++)
        found = rule->kinds[i] == kind;
    return found;
}

/* The version that is in force on the day and is about that kind; NULL: none is. */
static const MissedRule *version_for(const Search *search, uint32_t kind, Day day)
{
    for (size_t i = 0; i < search->version_count; i++) {
        const IrRule *rule = search->versions[i].rule;
        if (is_about(rule, kind) && rule->meta.from <= day && rule->meta.until >= day)
            return &search->versions[i];
    }
    return NULL;
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

static bool is_wanted(Search *search, ConditionValue *value)
{
    const Expr *where = search->ask->where;
    Ratio holds = where == NULL ? RATIO(1) : value(search, where);
    return holds.den != 0 && holds.num != 0;
}

static void look_at_event(Search *search, const Batch *batch, uint32_t at)
{
    const Taken *taken = taken_at(&search->taken, batch->position[at]);
    uint32_t kind = batch->kind[at];
    const MissedRule *version = version_for(search, kind, batch->day[at]);
    if (version == NULL && taken != NULL && taken->kind != UINT32_MAX) { /* it counts as that */
        kind = taken->kind;
        version = version_for(search, kind, batch->day[at]);
        taken = NULL;
    }
    if (version == NULL ||
        (search->ask->subject != ASK_EVERY && batch->own[at] != search->ask->subject))
        return;
    search->row.batch = batch;
    search->row.at = at;
    search->own_kind = version->rule->subject;
    search->row.own = batch->own[at];
    search->row.day = batch->day[at];
    if (!is_wanted(search, event_value))
        return;
    Miss miss = {.day = batch->day[at],
                 .position = batch->position[at],
                 .event_kind = kind,
                 .own_kind = version->rule->subject,
                 .own = batch->own[at]};
    miss.failed = search_failed(search, &version->selects, event_value, &miss.words);
    if (miss.failed == 0 && taken != NULL)
        note_taken(search, taken, &miss);
    if (miss.failed > 0)
        search_keep(search, miss);
    else if (version->rule->counter == COUNTER_NONE)
        search->fired += (size_t)batch->times[at];
    else
        search_count(search, version, event_value, miss);
}

static void look_at_batch(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    Search *search = context;
    for (size_t i = 0; i < count; i++)
        look_at_event(search, batch, rows[i]);
}

static void look_at_events(Search *search)
{
    bool *wanted = arena_alloc(search->arena, search->ir->slot_count + 1);
    bool is_about_events = false;
    for (size_t i = 0; i < search->version_count; i++) {
        const IrRule *rule = search->versions[i].rule;
        if (rule->trigger != TRIGGER_EVENTS)
            continue;
        is_about_events = true;
        ir_want_slots(rule->where, wanted);
        ir_want_slots(rule->unless, wanted);
        ir_want_slots(rule->only, wanted);
        ir_want_slots(rule->run_where, wanted);
    }
    ir_want_slots(search->ask->where, wanted);
    if (is_about_events)
        engine_rows(search->ask->engine, wanted, search->ask->first, search->ask->last,
                    look_at_batch, search);
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
    uint32_t i = 0;
    for (; ir->items[i].subject != rule->subject || ir->items[i].calendar != rule->calendar; i++)
        assert(i + 1 < ir->item_count); /* it reads one */
    return i;
}

/* What is missing can be missed only by who was there all the time. */
static bool is_there(const Search *search, const IrRule *rule, Day first, Day last)
{
    const RosterKind *kind = &search->roster->kinds[rule->subject];
    return !rule->missing || roster_days(kind, search->row.own, first, last) == last - first + 1;
}

static void look_at_cell(Search *search, const MissedRule *version, Day first, Day last)
{
    const IrRule *rule = version->rule;
    if (!is_wanted(search, cell_value))
        return;
    Miss miss = {.day = last,
                 .period = search->period,
                 .position = UINT64_MAX,
                 .event_kind = UINT32_MAX,
                 .own_kind = rule->subject,
                 .own = search->row.own};
    miss.failed = search_failed(search, &version->selects, cell_value, &miss.words);
    if (!is_there(search, rule, first, last)) {
        miss.failed = 1;
        miss.words = text_from(
            explain_say(&search->explainer, "not on the roster all the time", "期间并非始终在册"));
    }
    if (miss.failed > 0)
        search_keep(search, miss);
    else if (rule->counter == COUNTER_NONE)
        search->fired++;
    else
        search_count(search, version, cell_value, miss);
}

static void look_at_scores(Search *search, const MissedRule *version)
{
    const IrRule *rule = version->rule;
    const Missing *ask = search->ask;
    const IrCalendar *calendar = &search->ir->calendars[rule->calendar];
    search->item = item_like(search->ir, rule);
    for (uint32_t own = 0; own < search->roster->kinds[rule->subject].count; own++) {
        int32_t first = 0, last = -1;
        Day anchor = roster_anchor(search->roster, calendar, own);
        if (ask->subject != ASK_EVERY && own != ask->subject)
            continue;
        periods_inside(calendar, anchor, ask->first, ask->last, &first, &last);
        for (int32_t period = first; period <= last; period++) {
            Day from = calendar_first(calendar, anchor, period);
            Day to = calendar_last(calendar, anchor, period);
            search->row.own = own;
            search->period = period;
            if (rule->meta.from <= to && rule->meta.until >= to &&
                result_present(ask->result, rule->subject, own, rule->calendar, period))
                look_at_cell(search, version, from, to);
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
    search->row = (Row){.ir = ir, .roster = search->roster, .read = score_value, .context = search};
    search->taken = taken_find(arena, ir, missing->trace);
    search->versions = arena_alloc(arena, (ir->rule_count + 1) * sizeof *search->versions);
    for (size_t i = 0; i < ir->rule_count; i++) {
        if (ir->rules[i].family != missing->family)
            continue;
        MissedRule *version = &search->versions[search->version_count++];
        *version = (MissedRule){.rule = &ir->rules[i]};
        conditions_of(arena, version->rule, &version->selects);
        conditions_split(arena, version->rule->run_where, &version->run_only);
    }
}

Miss *misses_find(Arena *arena, const Missing *missing, size_t *count, size_t *fired)
{
    Search search;
    search_start(&search, arena, missing);
    look_at_events(&search);
    for (size_t i = 0; i < search.version_count; i++)
        if (search.versions[i].rule->trigger == TRIGGER_SCORES)
            look_at_scores(&search, &search.versions[i]);
    if (search.count > 1)
        qsort(search.at, search.count, sizeof *search.at, by_day);
    *count = search.count;
    *fired = search.fired;
    return search.at;
}
