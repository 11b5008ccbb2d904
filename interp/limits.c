/* Walks over every cell that has a limit, and over what the caps of rules took. */
#include "interp/limits.h"

#include "interp/check/calendar.h"
#include "interp/report/rows.h"
#include "interp/report/unit.h"

/* One cap or floor: of an item, or of a rule. */
typedef struct Reached {
    const Name *name;
    const Meta *meta;
    Type type;
    bool is_floor, is_rule;
    int64_t times, of; /* how often, of how many */
    uint32_t last;     /* the subject that was counted last */
    Ratio took;        /* in all, without a sign */
} Reached;

typedef struct Reaching {
    const Limits *ask;
    const Ir *ir;
    Arena *arena;
    Reached *at;
    size_t count, room;
} Reaching;

static const char *say(const Limits *limits, const char *english, const char *chinese)
{
    return limits->language == LANG_ZH ? chinese : english;
}

/* ---- Sections and scores ---- */

static void note(Reached *reached, uint32_t subject, Ratio took)
{
    if (took.num < 0)
        ratio_neg(&took, took);
    if (!ratio_add(&reached->took, reached->took, took))
        reached->took = (Ratio){0, 0};
    reached->of += reached->times == 0 || reached->last != subject;
    reached->last = subject;
    reached->times++;
}

static void look_at_cell(const Reaching *all, uint32_t item, uint32_t subject, int32_t period,
                         Reached *cap, Reached *floor)
{
    CellSteps steps;
    Ratio took = RATIO(0);
    const Result *result = all->ask->result;
    if (!result_has(result, item, period) ||
        !result_present(result, all->ir->items[item].subject, subject,
                        all->ir->items[item].calendar, period))
        return;
    result_steps(result, item, subject, period, &steps);
    if (!steps.has_limit || steps.limited.state != VALUE_KNOWN || steps.set.state != VALUE_KNOWN ||
        !ratio_sub(&took, steps.set.number, steps.limited.number))
        return;
    note(took.num > 0 ? cap : floor, subject, took);
}

static bool has_limit(const IrItem *item)
{
    for (size_t i = 0; i < item->version_count; i++)
        if (item->versions[i].floor != NULL || item->versions[i].cap != NULL)
            return true;
    return false;
}

static void keep(Reaching *all, Reached reached)
{
    if (reached.times == 0)
        return;
    all->at = arena_grow(all->arena, all->at, all->count, &all->room, sizeof *all->at);
    all->at[all->count++] = reached;
}

static void look_at_item(Reaching *all, uint32_t index)
{
    const IrItem *item = &all->ir->items[index];
    const Roster *roster = result_roster(all->ask->result);
    const IrCalendar *calendar = &all->ir->calendars[item->calendar];
    Reached cap = {
        .name = &item->name, .meta = &item->versions[0].meta, .type = item->type, .took = RATIO(0)};
    Reached floor = cap;
    floor.is_floor = true;
    for (uint32_t subject = 0; subject < roster->kinds[item->subject].count; subject++) {
        int32_t first = 0, last = -1;
        Day anchor = roster_anchor(roster, calendar, subject);
        periods_inside(calendar, anchor, all->ask->first, all->ask->last, &first, &last);
        for (int32_t period = first; period <= last; period++)
            look_at_cell(all, index, subject, period, &cap, &floor);
    }
    keep(all, cap);
    keep(all, floor);
}

/* ---- Caps of rules ---- */

/* What the cap left off one posting; 0: nothing. */
static Ratio capped(const TraceEntry *entry)
{
    Ratio before = entry->asked, took = RATIO(0), all = RATIO(0);
    for (size_t i = 0; i < entry->step_count; i++) {
        if (entry->steps[i].kind == STEP_CAPPED && ratio_sub(&took, before, entry->steps[i].left))
            ratio_add(&all, all, took);
        before = entry->steps[i].left;
    }
    return all;
}

static void look_at_rules(Reaching *all)
{
    const Ir *ir = all->ir;
    const Trace *trace = all->ask->trace;
    Reached *rules = arena_alloc(all->arena, (ir->family_count + 1) * sizeof *rules);
    for (size_t i = ir->rule_count; i-- > 0;)
        rules[ir->rules[i].family] = (Reached){.name = &ir->rules[i].name,
                                               .meta = &ir->rules[i].meta,
                                               .is_rule = true,
                                               .took = RATIO(0)};
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (entry->kind != TRACE_POSTED || entry->step_count == 0)
            continue;
        Ratio took = capped(entry);
        Reached *rule = &rules[ir->rules[entry->rule].family];
        rule->type = ir->items[entry->item].type;
        if (!ratio_is_zero(took))
            note(rule, entry->subject, took);
    }
    for (size_t i = 0; i < ir->family_count; i++)
        keep(all, rules[i]);
}

/* ---- The table ---- */

static Text cites_of(Arena *arena, const Meta *meta)
{
    Output *out = output_memory();
    for (size_t i = 0; i < meta->cite_count; i++) {
        output_string(out, i > 0 ? " " : "");
        output_text(out, meta->cites[i]);
    }
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

static Text limit_word(const Limits *limits, const Reached *reached)
{
    if (reached->is_rule)
        return text_from(say(limits, "cap of the rule", "规则封顶"));
    return text_from(reached->is_floor ? say(limits, "floor", "保底") : say(limits, "cap", "封顶"));
}

ReportTable limits_table(Arena *arena, const Limits *limits)
{
    Reaching all = {.ask = limits, .ir = engine_ir(limits->engine), .arena = arena};
    for (uint32_t i = 0; i < all.ir->item_count; i++)
        if (!item_is_hidden(all.ir->items[i].kind) && has_limit(&all.ir->items[i]))
            look_at_item(&all, i);
    look_at_rules(&all);
    const ReportColumn columns[] = {
        {.shown = text_from(say(limits, "name", "名称"))},
        {.shown = text_from(say(limits, "clause", "依据"))},
        {.shown = text_from(say(limits, "limit", "限度"))},
        {.shown = text_from(say(limits, "reached", "触及次数")), .is_number = true},
        {.shown = text_from(say(limits, "of", "对象数")), .is_number = true},
        {.shown = text_from(say(limits, "absorbed or raised", "吸收或补足"))}};
    ReportRows *rows = rows_new(arena, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < all.count; i++) {
        const Reached *reached = &all.at[i];
        Text *cells = rows_add(rows);
        cells[0] = name_shown(reached->name, limits->language);
        cells[1] = cites_of(arena, reached->meta);
        cells[2] = limit_word(limits, reached);
        cells[3] = ratio_text(arena, RATIO(reached->times));
        cells[4] = ratio_text(arena, RATIO(reached->of));
        if (reached->took.den != 0)
            cells[5] = value_shown(arena, all.ir, reached->type, reached->took, limits->language);
    }
    return rows_table(rows, TEXT("limits"), TEXT(""));
}

/* ---- Rules that did nothing ---- */

static void count_kinds(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    int64_t *kinds = context;
    for (size_t i = 0; i < count; i++)
        kinds[batch->kind[rows[i]]]++;
}

/* Some version of the rule is in force on some of the days. */
static bool was_in_force(const Limits *limits, const IrRule *rule)
{
    return rule->meta.from <= limits->last && rule->meta.until >= limits->first;
}

static Text events_of(Arena *arena, const Ir *ir, const IrRule *rule, const int64_t *kinds)
{
    int64_t count = 0;
    if (rule->trigger != TRIGGER_EVENTS)
        return TEXT("");
    for (size_t i = 0; i < (rule->any_event ? ir->event_count : rule->kind_count); i++)
        count += kinds[rule->any_event ? i : rule->kinds[i]];
    return ratio_text(arena, RATIO(count));
}

ReportTable unfired_table(Arena *arena, const Limits *limits)
{
    const Ir *ir = engine_ir(limits->engine);
    bool *did = arena_alloc(arena, ir->family_count + 1);
    bool *none = arena_alloc(arena, ir->slot_count + 1);
    int64_t *kinds = arena_alloc(arena, (ir->event_count + 1) * sizeof *kinds);
    for (size_t i = 0; i < ir->rule_count; i++)
        did[ir->rules[i].family] = did[ir->rules[i].family] || limits->trace->seen[i];
    engine_rows(limits->engine, none, limits->first, limits->last, count_kinds, kinds);
    const ReportColumn columns[] = {
        {.shown = text_from(say(limits, "name", "名称"))},
        {.shown = text_from(say(limits, "clause", "依据"))},
        {.shown = text_from(say(limits, "title", "名目"))},
        {.shown = text_from(say(limits, "events", "相关事件")), .is_number = true}};
    ReportRows *rows = rows_new(arena, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < ir->rule_count; i++) {
        const IrRule *rule = &ir->rules[i];
        if (did[rule->family] || !was_in_force(limits, rule))
            continue;
        did[rule->family] = true; /* its other versions did nothing either */
        Text *cells = rows_add(rows);
        cells[0] = name_shown(&rule->name, limits->language);
        cells[1] = cites_of(arena, &rule->meta);
        cells[2] = rule->name.title;
        cells[3] = events_of(arena, ir, rule, kinds);
    }
    return rows_table(rows, TEXT("rules"), TEXT(""));
}
