/* A test of true events: those behind a value of the log that the change makes another one. */
#include <stdlib.h>

#include "interp/impact.h"
#include "interp/report/unit.h"
#include "repl/mutation_work.h"

/* ---- Events of the log ---- */

/* What the cell's account names, by either rules: positions, each once. */
typedef struct Positions {
    uint64_t *at;
    size_t count, room;
} Positions;

static void add_position(Arena *arena, Positions *list, uint64_t position)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == position)
            return;
    list->at = arena_grow(arena, list->at, list->count, &list->room, sizeof *list->at);
    list->at[list->count++] = position;
}

static void trace_cell(const Proposal *of, Engine *engine, const CompareCell *cell, Positions *list)
{
    const Ir *ir = engine_ir(engine);
    const IrItem *item = &ir->items[cell->item];
    const IrCalendar *calendar = &ir->calendars[item->calendar];
    Day anchor = roster_anchor(engine_roster(engine), calendar, cell->subject);
    Trace trace = {.arena = of->arena, .subject_kind = item->subject, .subject = cell->subject};
    const Question question = {.items = &cell->item,
                               .item_count = 1,
                               .first = calendar_first(calendar, anchor, cell->period),
                               .last = calendar_last(calendar, anchor, cell->period),
                               .trace = &trace,
                               .accept_rejects = UINT64_MAX};
    Result *result = engine_run(engine, &question);
    for (size_t i = 0; result != NULL && i < trace.count; i++) {
        const TraceEntry *entry = &trace.entries[i];
        if (entry->position == UINT64_MAX || entry->day < question.first ||
            entry->day > question.last)
            continue;
        add_position(of->arena, list, entry->position);
        for (size_t k = 0; k < entry->held_count; k++)
            add_position(of->arena, list, entry->held[k]);
    }
    result_free(result);
}

/* The column of a record that holds a declared name; empty: none, or nothing in it. */
static Text record_value(const LogRecord *record, const Name *name, const char *english,
                         const char *chinese)
{
    for (size_t i = 0; i < record->count; i++)
        if (name ? text_equal(record->names[i], name->text) ||
                       (name->alias.size > 0 && text_equal(record->names[i], name->alias))
                 : text_is(record->names[i], english) || text_is(record->names[i], chinese))
            return text_trim(record->values[i]);
    return TEXT("");
}

static const IrEvent *event_of(const Ir *ir, Text kind)
{
    for (size_t i = 0; i < ir->event_count; i++)
        if (name_is(&ir->events[i].name, kind))
            return &ir->events[i];
    return NULL;
}

static void put_assign(const Proposal *of, const Name *name, Text value, Type type, Output *out)
{
    Text shown = name_shown(name, of->language);
    bool is_quoted = type.kind == TYPE_TEXT;
    Text unit = type.kind == TYPE_NUMBER ? unit_shown(of->arena, type, of->language) : TEXT("");
    output_format(out, " %.*s =", (int)shown.size, shown.at);
    output_string(out, is_quoted ? " \"" : " ");
    output_text(out, value);
    output_string(out, is_quoted ? "\"" : "");
    if (unit.size > 0 && value.at[value.size - 1] != '%')
        output_format(out, "%s%.*s", of->language == LANG_ZH ? "" : " ", (int)unit.size, unit.at);
}

static void add_subject(Arena *arena, Positions *list, int64_t subject)
{
    if (subject >= 0)
        add_position(arena, list, (uint64_t)subject);
}

static bool put_event(const Proposal *of, uint64_t position, Positions *people, Output *out)
{
    Engine *base = of->on->base;
    const Ir *ir = engine_ir(base);
    LogRecord record;
    if (!engine_record(base, position, of->arena, &record))
        return false;
    Text kind = record_value(&record, NULL, "kind", "事项");
    const IrEvent *event = event_of(ir, kind);
    if (event == NULL)
        return false;
    const IrField *own = &event->fields[event->own];
    const RosterKind *roster = &engine_roster(base)->kinds[own->type.ref];
    Text id = record_value(&record, &own->name, "", "");
    int64_t subject = roster_find(roster, id);
    if (subject < 0)
        subject = roster_find_name(roster, id);
    if (subject < 0 || own->type.ref != 0)
        return false;
    add_subject(of->arena, people, subject);
    Text day = record_value(&record, NULL, "date", "日期");
    Text shown = name_shown(&event->name, of->language);
    output_format(out, "  %s %.*s %.*s", proposal_word(of, "given", "已知"), (int)day.size, day.at,
                  (int)shown.size, shown.at);
    proposal_put_id(out, roster->id[subject]);
    for (uint32_t f = 0; f < event->field_count; f++) {
        Text value = record_value(&record, &event->fields[f].name, "", "");
        if (f != event->own && value.size > 0 && event->fields[f].type.kind != TYPE_SUBJECT)
            put_assign(of, &event->fields[f].name, value, event->fields[f].type, out);
    }
    output_char(out, '\n');
    return true;
}

/* Those above are given too, so that they are there to be charged. */
static void add_leaders(const Proposal *of, Positions *people, Day day)
{
    const Ir *ir = engine_ir(of->on->base);
    const RosterKind *kind = &engine_roster(of->on->base)->kinds[0];
    for (size_t i = 0; i < people->count; i++) {
        uint32_t row = roster_row(kind, (uint32_t)people->at[i], day);
        for (size_t f = 0; row != UINT32_MAX && f < ir->subjects[0].field_count; f++)
            if (ir->subjects[0].fields[f].type.kind == TYPE_SUBJECT &&
                ir->subjects[0].fields[f].type.ref == 0)
                add_subject(of->arena, people, kind->columns[f].codes[row]);
    }
}

static Text roster_value(const Proposal *of, const IrField *field, const RosterColumn *column,
                         uint32_t row)
{
    const Ir *ir = engine_ir(of->on->base);
    const Roster *roster = engine_roster(of->on->base);
    if (field->type.kind == TYPE_NUMBER) {
        Ratio value;
        if (column->numbers == NULL || column->numbers[row] == NO_NUMBER ||
            !ratio_make(&value, column->numbers[row], type_scale(field->type)))
            return TEXT("");
        return ratio_text(of->arena, value);
    }
    int32_t code = column->codes[row];
    if (code == NO_CODE || (field->type.kind == TYPE_SUBJECT && code < 0))
        return TEXT("");
    if (field->type.kind == TYPE_SUBJECT)
        return field->type.ref == 0 ? roster->kinds[0].id[code] : TEXT("");
    if (field->type.kind == TYPE_TEXT)
        return text_pool_get(roster->pool, code);
    return value_shown(of->arena, ir, field->type, RATIO(code), of->language);
}

static void put_person(const Proposal *of, uint32_t subject, Day day, Output *out)
{
    const Ir *ir = engine_ir(of->on->base);
    const RosterKind *kind = &engine_roster(of->on->base)->kinds[0];
    uint32_t row = roster_row(kind, subject, day);
    Text name = name_shown(&ir->subjects[0].name, of->language);
    output_format(out, "  %s %.*s", proposal_word(of, "given", "已知"), (int)name.size, name.at);
    proposal_put_id(out, kind->id[subject]);
    for (size_t f = 0; row != UINT32_MAX && f < ir->subjects[0].field_count; f++) {
        const IrField *field = &ir->subjects[0].fields[f];
        Text value = roster_value(of, field, &kind->columns[f], row);
        if (value.size > 0)
            put_assign(of, &field->name, value, field->type, out);
    }
    output_char(out, '\n');
}

static Day last_day(const Proposal *of, const CompareCell *cell)
{
    const Ir *ir = engine_ir(of->on->base);
    const IrCalendar *calendar = &ir->calendars[ir->items[cell->item].calendar];
    Day anchor = roster_anchor(engine_roster(of->on->base), calendar, cell->subject);
    return calendar_last(calendar, anchor, cell->period);
}

/* Title, people and events. False: something cannot be given in a test. */
static bool put_givens(const Proposal *of, const CompareCell *cell, const Positions *events,
                       Output *out)
{
    Positions people = {0};
    Output *rows = output_memory();
    bool good = engine_ir(of->on->base)->items[cell->item].subject == 0;
    add_subject(of->arena, &people, cell->subject);
    for (size_t i = 0; good && i < events->count; i++)
        good = put_event(of, events->at[i], &people, rows);
    add_leaders(of, &people, last_day(of, cell));
    proposal_put_title(of, out);
    for (size_t i = 0; i < people.count; i++)
        put_person(of, (uint32_t)people.at[i], last_day(of, cell), out);
    output_text(out, output_contents(rows));
    output_close(rows);
    return good;
}

static Text made_test(const Proposal *of, const CompareCell *cell, const Positions *events)
{
    const Seen seen = {cell->item, cell->subject, cell->period, cell->base};
    Output *out = output_memory();
    bool good = put_givens(of, cell, events, out);
    Text givens = text_copy(of->arena, output_contents(out));
    proposal_put_expect(of, engine_roster(of->on->base), &seen, out);
    output_format(out, "%s\n", proposal_word(of, "end", "结束"));
    Text text = text_copy(of->on->mutation->session->arena, output_contents(out));
    output_close(out);
    Text line = good ? proposal_try(of, text) : TEXT("");
    return line.size > 0 ? proposal_finish(of, givens, line) : TEXT("");
}

/* ---- The nearest event ---- */

static uint32_t *shown_items(const Proposal *of, size_t *count)
{
    const Ir *ir = engine_ir(of->on->base);
    uint32_t *items = arena_alloc(of->arena, (ir->item_count + 1) * sizeof *items);
    *count = 0;
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (proposal_is_shown(&ir->items[i]))
            items[(*count)++] = i;
    return items;
}

static int by_position(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static Text from_cells(const Proposal *of, Engine *changed, const Comparison *found)
{
    enum { TRIED = 5 };
    size_t tried = 0;
    Text text = TEXT("");
    for (size_t i = 0; i < found->cell_count && tried < TRIED && text.size == 0; i++) {
        const CompareCell *cell = &found->cells[i];
        Positions events = {0};
        if (cell->base.state != VALUE_KNOWN)
            continue;
        trace_cell(of, of->on->base, cell, &events);
        trace_cell(of, changed, cell, &events);
        qsort(events.at, events.count, sizeof *events.at, by_position);
        text = made_test(of, cell, &events);
        tried++;
    }
    return text;
}

Text propose_from_log(const Proposal *of)
{
    Engine *base = of->on->base;
    size_t said = diag_count(of->on->mutation->session->diag);
    CompareAsk ask = {.kind = UINT32_MAX, .accept_rejects = UINT64_MAX};
    Text text = TEXT("");
    if (!of->on->has_data || !engine_days(base, &ask.first, &ask.last))
        return text;
    ask.first = period_first(UNIT_YEAR, period_of_day(UNIT_YEAR, ask.first));
    ask.last = period_last(UNIT_YEAR, period_of_day(UNIT_YEAR, ask.last));
    ask.items = shown_items(of, &ask.item_count);
    mutant_make(of->mutant); /* the trees are those of the engine that is tried */
    Engine *changed = impact_engine(impact_between(of->arena, base, of->changed));
    mutant_unmake(of->mutant);
    const Comparison *found =
        changed ? engine_compare_parts(changed, &ask, &(CompareParts){0}, of->arena) : NULL;
    if (found != NULL)
        text = from_cells(of, changed, found);
    engine_free(changed);
    diag_truncate(of->on->mutation->session->diag, said);
    return text;
}
