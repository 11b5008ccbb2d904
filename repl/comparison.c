/* A comparison as tables: who changes, whose grade or place, which change did it. */
#include "repl/comparison.h"

#include <stdlib.h>

#include "interp/report/rows.h"
#include "interp/report/unit.h"

typedef struct Telling {
    Desk *desk;
    const Comparison *of;
    const Ir *ir;
    const AskScores *ask;
    bool for_people;
    bool one_period;
    size_t first; /* the first column of values */
} Telling;

static Arena *arena_of(const Telling *telling)
{
    return telling->desk->session->arena;
}

static Text words(const Telling *telling, const char *english, const char *chinese)
{
    return text_from(say(telling->desk->session, english, chinese));
}

/* ---- Cells ---- */

static Text ratio_shown(Arena *arena, Ratio value)
{
    return value.den ? ratio_text(arena, value) : TEXT("");
}

static Text value_text(const Telling *telling, uint32_t item, Value value)
{
    const IrItem *of = &telling->ir->items[item];
    bool is_word = of->kind == ITEM_GRADE && value.state == VALUE_KNOWN;
    switch (value.state) {
    case VALUE_KNOWN:
        return is_word ? ask_value(arena_of(telling), telling->ir, of->type, value,
                                   telling->desk->session->language)
                       : ratio_shown(arena_of(telling), value.number);
    case VALUE_OPEN:
        return text_from(arena_format(arena_of(telling), "%s..%s",
                                      ratio_text(arena_of(telling), value.number).at,
                                      ratio_text(arena_of(telling), value.high).at));
    case VALUE_UNDECIDED:
        return words(telling, "undecided", "未决");
    case VALUE_UNASSESSED:
        break;
    }
    return TEXT("");
}

static Text difference_text(const Telling *telling, Value base, Value supposed)
{
    Ratio difference;
    if (base.state != VALUE_KNOWN || supposed.state != VALUE_KNOWN ||
        !ratio_sub(&difference, supposed.number, base.number))
        return TEXT("");
    return telling->for_people ? signed_shown(arena_of(telling), difference)
                               : ratio_shown(arena_of(telling), difference);
}

static bool has_difference(const Telling *telling, size_t place)
{
    return telling->ir->items[telling->of->items[place]].kind != ITEM_GRADE;
}

/* ---- Columns ---- */

static void add_column(const Telling *telling, ReportColumn *column, uint32_t item,
                       const char *name, Text shown, bool is_number)
{
    const IrItem *of = &telling->ir->items[item];
    Text canonical = name_canonical(&of->name);
    *column = (ReportColumn){.is_number = is_number, .shown = shown};
    column->name = text_from(
        arena_format(arena_of(telling), "%.*s_%s", (int)canonical.size, canonical.at, name));
    if (is_number)
        column->unit = unit_shown(arena_of(telling), of->type, telling->desk->session->language);
}

static size_t item_columns(const Telling *telling, ReportColumn *columns, size_t place)
{
    uint32_t item = telling->of->items[place];
    const IrItem *of = &telling->ir->items[item];
    Text shown = name_shown(&of->name, telling->desk->session->language);
    bool is_number = of->kind != ITEM_GRADE;
    size_t count = 0;
    add_column(telling, &columns[count++], item, "base", shown, is_number);
    add_column(telling, &columns[count++], item, "supposed", words(telling, "supposed", "假设"),
               is_number);
    if (is_number)
        add_column(telling, &columns[count++], item, "difference",
                   words(telling, "difference", "差额"), true);
    return count;
}

static ReportColumn text_column(const Telling *telling, const char *name, const char *english,
                                const char *chinese)
{
    return (ReportColumn){.name = text_from(name), .shown = words(telling, english, chinese)};
}

static ReportRows *table_new(Telling *telling)
{
    size_t count = 0;
    ReportColumn *columns =
        arena_alloc(arena_of(telling), (3 * telling->of->item_count + 3) * sizeof *columns);
    const IrItem *first = &telling->ir->items[telling->of->items[0]];
    const Name *kind = &telling->ir->subjects[first->subject].name;
    columns[count++] = (ReportColumn){.name = name_canonical(kind),
                                      .shown = name_shown(kind, telling->desk->session->language)};
    if (telling->for_people)
        columns[count++] = text_column(telling, "name", "name", "姓名");
    if (!telling->one_period || !telling->for_people)
        columns[count++] = text_column(telling, "period", "period", "期间");
    telling->first = count;
    for (size_t i = 0; i < telling->of->item_count; i++)
        count += item_columns(telling, columns + count, i);
    return rows_new(arena_of(telling), columns, count);
}

/* ---- Rows ---- */

static int by_period_and_subject(const void *left, const void *right)
{
    const CompareCell *a = *(const CompareCell *const *)left;
    const CompareCell *b = *(const CompareCell *const *)right;
    if (a->period != b->period)
        return a->period < b->period ? -1 : 1;
    if (a->subject != b->subject)
        return a->subject < b->subject ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

static Text period_text(const Telling *telling, const CompareCell *cell)
{
    char room[64];
    const IrCalendar *calendar = &telling->ir->calendars[telling->ir->items[cell->item].calendar];
    Day anchor = roster_anchor(engine_roster(telling->of->supposed), calendar, cell->subject);
    return text_copy(arena_of(telling),
                     (Text){room, calendar_write(room, calendar, anchor, cell->period)});
}

static size_t column_of(const Telling *telling, uint32_t item)
{
    size_t column = telling->first;
    for (size_t i = 0; telling->of->items[i] != item; i++)
        column += has_difference(telling, i) ? 3 : 2;
    return column;
}

static void fill_value(const Telling *telling, Text *row, const CompareCell *cell)
{
    size_t column = column_of(telling, cell->item);
    row[column] = value_text(telling, cell->item, cell->base);
    row[column + 1] = value_text(telling, cell->item, cell->supposed);
    if (telling->ir->items[cell->item].kind != ITEM_GRADE)
        row[column + 2] = difference_text(telling, cell->base, cell->supposed);
}

static Text *new_row(const Telling *telling, ReportRows *rows, const CompareCell *cell)
{
    uint32_t subject_kind = telling->ir->items[cell->item].subject;
    const RosterKind *kind = &engine_roster(telling->of->supposed)->kinds[subject_kind];
    Text *row = rows_add(rows);
    size_t at = 0;
    row[at++] = kind->id[cell->subject];
    if (telling->for_people)
        row[at++] = text_equal(kind->id[cell->subject], kind->name[cell->subject])
                        ? TEXT("")
                        : kind->name[cell->subject];
    if (at < telling->first)
        row[at] = period_text(telling, cell);
    return row;
}

static void fill_rows(const Telling *telling, ReportRows *rows)
{
    const Comparison *of = telling->of;
    const CompareCell **sorted =
        arena_alloc(arena_of(telling), (of->cell_count + 1) * sizeof(const CompareCell *));
    Text *row = NULL;
    for (size_t i = 0; i < of->cell_count; i++)
        sorted[i] = &of->cells[i];
    qsort(sorted, of->cell_count, sizeof *sorted, by_period_and_subject);
    for (size_t i = 0; i < of->cell_count; i++) {
        bool is_new = i == 0 || sorted[i]->period != sorted[i - 1]->period ||
                      sorted[i]->subject != sorted[i - 1]->subject;
        if (is_new)
            row = new_row(telling, rows, sorted[i]);
        fill_value(telling, row, sorted[i]);
    }
}

static Value known(Ratio number)
{
    return (Value){.state = number.den ? VALUE_KNOWN : VALUE_UNASSESSED, .number = number};
}

/* Of everyone, those who do not change too. */
static void fill_sum(const Telling *telling, ReportRows *rows)
{
    Text *row = rows_add(rows);
    row[0] = words(telling, "sum", "合计");
    for (size_t i = 0; i < telling->of->item_count; i++) {
        const CompareTotal *total = &telling->of->totals[i];
        CompareCell cell = {telling->of->items[i], 0, 0, known(total->base),
                            known(total->supposed)};
        if (total->base.den && total->supposed.den)
            fill_value(telling, row, &cell);
    }
}

/* ---- Who crosses, which change did it ---- */

/* As it was written, on one line. */
static Text change_text(const Telling *telling, const Node *change)
{
    enum { CHANGE_MOST = 72 };
    Text source = diag_source_text(telling->desk->session->diag, change->span.source);
    Text raw = text_slice(source, change->span.start, change->span.end);
    char *line = arena_alloc(arena_of(telling), raw.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++) {
        bool is_blank =
            raw.at[i] == '\n' || raw.at[i] == '\r' || raw.at[i] == '\t' || raw.at[i] == ' ';
        if (!is_blank)
            line[size++] = raw.at[i];
        else if (size > 0 && line[size - 1] != ' ')
            line[size++] = ' ';
    }
    if (size <= CHANGE_MOST)
        return (Text){line, size};
    for (size = CHANGE_MOST; size > 0 && ((unsigned char)line[size] & 0xC0) == 0x80; size--)
        ;
    return text_from(arena_format(arena_of(telling), "%.*s…", (int)size, line));
}

/* It has columns of its own. */
static bool is_asked(const Telling *telling, uint32_t item)
{
    for (size_t i = 0; i < telling->of->item_count; i++)
        if (telling->of->items[i] == item)
            return true;
    return false;
}

static void put_crossed(const Telling *telling, Output *out)
{
    size_t told = 0;
    for (size_t i = 0; i < telling->of->crossed_count; i++) {
        const CompareCell *cell = &telling->of->crossed[i];
        if (is_asked(telling, cell->item))
            continue;
        const IrItem *item = &telling->ir->items[cell->item];
        const RosterKind *kind = &engine_roster(telling->of->supposed)->kinds[item->subject];
        Text id = kind->id[cell->subject], name = kind->name[cell->subject];
        Text period = period_text(telling, cell);
        Text before = value_text(telling, cell->item, cell->base);
        Text after = value_text(telling, cell->item, cell->supposed);
        Text none = TEXT("–");
        before = before.size > 0 ? before : none;
        after = after.size > 0 ? after : none;
        Text shown = name_shown(&item->name, telling->desk->session->language);
        output_string(out, told++ == 0 ? "\n" : "");
        output_format(out, "%.*s  %.*s  %.*s  %.*s: %.*s → %.*s\n", (int)id.size, id.at,
                      (int)name.size, name.at, (int)period.size, period.at, (int)shown.size,
                      shown.at, (int)before.size, before.at, (int)after.size, after.at);
    }
}

/* Grades have no sum that a change could add to. */
static void put_effects(const Telling *telling, Output *out)
{
    const Comparison *of = telling->of;
    ReportColumn *columns = arena_alloc(arena_of(telling), (of->item_count + 1) * sizeof *columns);
    size_t count = 0;
    columns[count++] = text_column(telling, "change", "change, by itself", "单独更改");
    for (size_t i = 0; i < of->item_count; i++)
        if (of->totals[i].base.den)
            add_column(telling, &columns[count++], of->items[i], "difference",
                       name_shown(&telling->ir->items[of->items[i]].name,
                                  telling->desk->session->language),
                       true);
    ReportRows *rows = rows_new(arena_of(telling), columns, count);
    for (size_t k = 0; k <= of->effect_count; k++) {
        Text *row = rows_add(rows);
        bool is_last = k == of->effect_count;
        *row++ = is_last ? words(telling, "what they do to each other", "相互作用")
                         : change_text(telling, of->effects[k].change);
        for (size_t i = 0; i < of->item_count; i++) {
            Ratio value = is_last ? of->interaction[i] : of->effects[k].difference[i];
            if (of->totals[i].base.den)
                *row++ = value.den ? signed_shown(arena_of(telling), value) : TEXT("");
        }
    }
    ReportTable table = rows_table(rows, TEXT("changes"), TEXT(""));
    output_char(out, '\n');
    report_write(out, REPORT_TABLE, &table, 1, (ReportStyle){0});
}

/* ---- The whole ---- */

static Text heading(const Telling *telling)
{
    size_t count;
    const Node *const *supposed = engine_supposed(telling->of->supposed, &count);
    Output *out = output_memory();
    for (size_t i = 0; i < count; i++) {
        output_string(out, i > 0 ? " + " : "");
        Text name = suppose_name(supposed[i]);
        output_text(out, name.size > 0 ? name : words(telling, "suppose", "假设"));
    }
    output_string(out, say(telling->desk->session, ", ", "，"));
    output_text(out, telling->ask->period.text);
    Text text = text_copy(arena_of(telling), output_contents(out));
    output_close(out);
    return text;
}

static bool has_sums(const Telling *telling)
{
    for (size_t i = 0; i < telling->of->item_count; i++)
        if (telling->of->totals[i].base.den)
            return telling->of->cell_count > 0 && telling->ask->where == NULL;
    return false;
}

static void tell(Telling *telling, ScoreForm form, Output *out)
{
    ReportRows *rows = table_new(telling);
    fill_rows(telling, rows);
    if (telling->for_people && has_sums(telling))
        fill_sum(telling, rows);
    ReportTable table = rows_table(
        rows, name_canonical(&telling->ir->subjects[telling->ask->kind].name), heading(telling));
    if (telling->for_people && telling->of->cell_count == 0) {
        output_text(out, table.heading);
        output_string(out, say(telling->desk->session, ": nothing changes\n", "：没有变化\n"));
    } else {
        report_write(out, form.format, &table, 1, form.style);
    }
    if (!telling->for_people)
        return;
    put_crossed(telling, out);
    if (telling->of->effect_count > 1 && has_sums(telling))
        put_effects(telling, out);
}

void comparison_tell(Desk *desk, const Comparison *of, const AskScores *ask, ScoreForm form,
                     Output *out)
{
    Telling telling = {.desk = desk,
                       .of = of,
                       .ir = ask->ir,
                       .ask = ask,
                       .for_people = form.format == REPORT_TABLE || form.format == REPORT_MD,
                       .one_period = ask->period.first == ask->period.last};
    tell(&telling, form, out);
}
