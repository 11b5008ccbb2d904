/* Gathers values with the part that each belongs to, sorts by part, aggregates each. */
#include "interp/tally.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "interp/report/rows.h"
#include "interp/report/unit.h"
#include "interp/row.h"
#include "interp/taken.h"

typedef struct TallyRow {
    Ratio key; /* den 0: unknown */
    GatherRow value;
} TallyRow;

typedef struct Gathering {
    const Tally *ask;
    const IrTally *tally;
    const Ir *ir;
    Arena *arena;
    TallyRow *rows;
    size_t count, room;
    TakenList taken;
} Gathering;

static void add(Gathering *all, Ratio key, GatherRow value)
{
    all->rows = arena_grow(all->arena, all->rows, all->count, &all->room, sizeof *all->rows);
    all->rows[all->count++] = (TallyRow){key, value};
}

/* ---- Over events ---- */

/* The kind as which an event counts: UINT32_MAX: it counts for nothing. */
static uint32_t kind_of(const Gathering *all, const Batch *batch, uint32_t row)
{
    const Taken *found = taken_at(&all->taken, batch->position[row]);
    return found == NULL ? batch->kind[row] : found->kind;
}

static bool is_of_kinds(const IrTally *tally, uint32_t kind)
{
    for (size_t i = 0; i < tally->kind_count; i++)
        if (tally->kinds[i] == kind)
            return true;
    return false;
}

static void tally_event(Gathering *all, const Batch *batch, uint32_t at)
{
    const IrQuery *query = all->ask->query;
    Row row = {.ir = all->ir,
               .roster = engine_roster(all->ask->engine),
               .own = batch->own[at],
               .day = batch->day[at],
               .batch = batch,
               .at = at};
    bool is_of = all->ask->subject == ASK_EVERY || batch->own[at] == all->ask->subject;
    if (!is_of || !row_meets(&row, query->where))
        return;
    Ratio value = all->tally->value == NULL ? RATIO(1) : row_value(&row, all->tally->value);
    Ratio key = all->tally->key == NULL ? (Ratio){0, 0} : row_value(&row, all->tally->key);
    if (value.den != 0)
        add(all, key,
            (GatherRow){.position = batch->position[at],
                        .value = value,
                        .day = batch->day[at],
                        .times = batch->times[at]});
}

static void tally_batch(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    Gathering *all = context;
    for (size_t i = 0; i < count; i++)
        if (is_of_kinds(all->tally, kind_of(all, batch, rows[i])))
            tally_event(all, batch, rows[i]);
}

static void gather_events(Gathering *all)
{
    bool *wanted = arena_alloc(all->arena, all->ir->slot_count + 1);
    ir_want_slots(all->tally->value, wanted);
    ir_want_slots(all->tally->key, wanted);
    ir_want_slots(all->ask->query->where, wanted);
    all->taken = taken_find(all->arena, all->ir, all->ask->trace);
    engine_rows(all->ask->engine, wanted, all->ask->first, all->ask->last, tally_batch, all);
}

/* ---- Over scores ---- */

uint32_t tally_item(const Ir *ir, const IrQuery *query)
{
    uint32_t i = 0;
    for (; ir->items[i].subject != query->subject || ir->items[i].calendar != query->calendar; i++)
        assert(i + 1 < ir->item_count); /* the query reads one */
    return i;
}

static Ratio cell_value(const Gathering *all, const Expr *expr, uint32_t subject, int32_t period)
{
    Value value =
        result_asked(all->ask->result, expr, tally_item(all->ir, all->ask->query), subject, period);
    return value.state == VALUE_KNOWN ? value.number : (Ratio){0, 0};
}

static void tally_cell(Gathering *all, uint32_t subject, int32_t period)
{
    const IrQuery *query = all->ask->query;
    Ratio holds = query->where == NULL ? RATIO(1) : cell_value(all, query->where, subject, period);
    if (holds.den == 0 || holds.num == 0)
        return;
    Ratio value = cell_value(all, all->tally->value, subject, period);
    Ratio key =
        all->tally->key == NULL ? (Ratio){0, 0} : cell_value(all, all->tally->key, subject, period);
    if (value.den != 0)
        add(all, key, (GatherRow){.position = subject, .value = value, .day = period, .times = 1});
}

static void gather_cells(Gathering *all)
{
    const IrQuery *query = all->ask->query;
    const Roster *roster = result_roster(all->ask->result);
    AskScores ask = {.ir = all->ir, .period = *all->ask->period};
    for (uint32_t subject = 0; subject < roster->kinds[query->subject].count; subject++) {
        int32_t first = 0, last = -1;
        if (all->ask->subject != ASK_EVERY && subject != all->ask->subject)
            continue;
        ask_periods_of(&ask, roster, subject, &first, &last);
        for (int32_t period = first; period <= last; period++)
            if (result_present(all->ask->result, query->subject, subject, query->calendar, period))
                tally_cell(all, subject, period);
    }
}

/* ---- The parts ---- */

typedef struct Part {
    Ratio key, value;
    Text word;
    int64_t times;
} Part;

static int compare_ratios(Ratio a, Ratio b)
{
    if ((a.den == 0) != (b.den == 0))
        return a.den == 0 ? 1 : -1;
    return a.den == 0 ? 0 : ratio_compare(a, b);
}

static int by_key(const void *a, const void *b)
{
    const TallyRow *x = a, *y = b;
    int order = compare_ratios(x->key, y->key);
    if (order == 0 && x->value.day != y->value.day)
        order = x->value.day < y->value.day ? -1 : 1;
    return order != 0
               ? order
               : (x->value.position > y->value.position) - (x->value.position < y->value.position);
}

/* Texts stand in the order of their letters, whatever their codes are. */
static int by_word(const void *a, const void *b)
{
    return text_compare(((const Part *)a)->word, ((const Part *)b)->word);
}

static int lowest(const void *a, const void *b)
{
    const Part *x = a, *y = b;
    int order = compare_ratios(x->value, y->value);
    return order != 0 ? order : by_word(a, b);
}

static int highest(const void *a, const void *b)
{
    const Part *x = a, *y = b;
    bool both = x->value.den != 0 && y->value.den != 0;
    int order = both ? ratio_compare(y->value, x->value) : compare_ratios(x->value, y->value);
    return order != 0 ? order : by_word(a, b);
}

static Text key_word(const Gathering *all, Ratio key)
{
    const Expr *of = all->tally->key;
    const Roster *roster = engine_roster(all->ask->engine);
    if (of == NULL)
        return TEXT("");
    if (key.den == 0)
        return text_from(all->ask->language == LANG_ZH && all->ask->for_people ? "不明"
                                                                               : "unknown");
    if (of->type.kind == TYPE_TEXT)
        return text_pool_get(roster->pool, (int32_t)key.num);
    if (of->type.kind == TYPE_SUBJECT)
        return roster->kinds[of->type.ref].id[key.num];
    if (of->type.kind == TYPE_ENUM && !all->ask->for_people)
        return name_canonical(&all->ir->enums[of->type.ref].values[key.num]);
    return value_shown(all->arena, all->ir, of->type, key, all->ask->language);
}

static bool make_part(const Gathering *all, size_t from, size_t to, Part *out)
{
    size_t count = to - from;
    GatherRow *rows = memory_resize(NULL, (count + 1) * sizeof *rows);
    GatherTaken *room = memory_resize(NULL, (count + 1) * sizeof *room);
    *out = (Part){.key = count > 0 ? all->rows[from].key : (Ratio){0, 0}};
    for (size_t i = 0; i < count; i++)
        rows[i] = all->rows[from + i].value;
    bool good = gather_value(all->tally->pick, rows, count, room, &out->value);
    for (size_t i = 0; i < count; i++)
        out->times += room[i].taken;
    out->word = key_word(all, out->key);
    free(rows);
    free(room);
    return good;
}

/* Those equal to the last one too. */
static size_t cut(const Tally *ask, const Part *parts, size_t count)
{
    size_t left = 0;
    if (ask->top == 0)
        return count;
    while (left < count &&
           (left < ask->top || compare_ratios(parts[left].value, parts[ask->top - 1].value) == 0))
        left++;
    return left;
}

static bool make_parts(Gathering *all, Part **out, size_t *count)
{
    const Tally *ask = all->ask;
    size_t from = 0;
    bool good = true;
    Part *parts = arena_alloc(all->arena, (all->count + 1) * sizeof *parts);
    *count = 0;
    if (all->count > 1)
        qsort(all->rows, all->count, sizeof *all->rows, by_key);
    for (size_t i = 1; i <= all->count; i++)
        if (i == all->count || compare_ratios(all->rows[i].key, all->rows[from].key) != 0) {
            good = make_part(all, from, i, &parts[(*count)++]) && good;
            from = i;
        }
    if (all->count == 0 && all->tally->key == NULL)
        good = make_part(all, 0, 0, &parts[(*count)++]);
    bool is_text = all->tally->key != NULL && all->tally->key->type.kind == TYPE_TEXT;
    if (ask->lowest_first || ask->top > 0)
        qsort(parts, *count, sizeof *parts, ask->lowest_first ? lowest : highest);
    else if (is_text)
        qsort(parts, *count, sizeof *parts, by_word);
    *count = cut(ask, parts, *count);
    *out = parts;
    return good;
}

/* ---- The table ---- */

static Text written(const Gathering *all, Span span)
{
    Text source = diag_source_text(all->ask->diag, span.source);
    return text_visible(all->arena, text_slice(source, span.start, span.end));
}

static ReportRows *new_rows(const Gathering *all)
{
    bool in_chinese = all->ask->language == LANG_ZH && all->ask->for_people;
    const Expr *pick = all->tally->pick, *key = all->tally->key;
    Text name = written(all, pick->span);
    ReportColumn columns[3];
    size_t count = 0;
    if (key != NULL)
        columns[count++] =
            (ReportColumn){.name = written(all, key->span), .shown = written(all, key->span)};
    columns[count++] =
        (ReportColumn){.is_number = true,
                       .name = name,
                       .shown = name,
                       .unit = unit_shown(all->arena, pick->type, all->ask->language)};
    Text over = in_chinese ? TEXT("个数") : TEXT("over");
    if (pick->agg != AGG_COUNT)
        columns[count++] = (ReportColumn){.is_number = true, .name = over, .shown = over};
    return rows_new(all->arena, columns, count);
}

bool tally_table(Arena *arena, const Tally *tally, ReportTable *out)
{
    Part *parts = NULL;
    size_t count = 0;
    Gathering *all = arena_alloc(arena, sizeof *all);
    *all = (Gathering){.ask = tally,
                       .tally = &tally->query->tally,
                       .ir = engine_ir(tally->engine),
                       .arena = arena};
    if (all->tally->kind_count > 0)
        gather_events(all);
    else
        gather_cells(all);
    if (!make_parts(all, &parts, &count))
        return false;
    ReportRows *rows = new_rows(all);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        Text *cells = rows_add(rows);
        if (all->tally->key != NULL)
            cells[at++] = parts[i].word;
        cells[at++] = parts[i].value.den == 0 ? TEXT("") : ratio_text(arena, parts[i].value);
        if (all->tally->pick->agg != AGG_COUNT)
            cells[at] = ratio_text(arena, RATIO(parts[i].times));
    }
    *out = rows_table(rows, TEXT("totals"), TEXT(""));
    return true;
}
