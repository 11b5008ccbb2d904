/* A comparison in tables: who changes and by how much, whose grade or place, which change did it.
 */
#include "repl/comparison.h"

#include <stdlib.h>

#include "interp/report/rows.h"
#include "interp/report/unit.h"

/* One table: the items of one subject kind. */
typedef struct Sheet {
    const Telling *telling;
    const Ir *ir;
    uint32_t kind;
    bool for_people;
    size_t first; /* the first column of values */
} Sheet;

static Arena *arena_of(const Telling *telling)
{
    return telling->session->arena;
}

static Text words(const Telling *telling, const char *english, const char *chinese)
{
    return text_from(say(telling->session, english, chinese));
}

static bool is_told(const Telling *telling, size_t place)
{
    return telling->is_dropped == NULL || !telling->is_dropped[place];
}

static const IrItem *item_at(const Telling *telling, uint32_t item)
{
    return &engine_ir(telling->of->supposed)->items[item];
}

static bool is_of(const Sheet *sheet, size_t place)
{
    return is_told(sheet->telling, place) &&
           item_at(sheet->telling, sheet->telling->of->items[place])->subject == sheet->kind;
}

/* ---- Cells ---- */

static Text ratio_shown(Arena *arena, Ratio value)
{
    return value.den ? ratio_text(arena, value) : TEXT("");
}

static Text value_text(const Telling *telling, const Ir *ir, uint32_t item, Value value)
{
    const IrItem *of = &ir->items[item];
    switch (value.state) {
    case VALUE_KNOWN:
        return of->kind == ITEM_GRADE
                   ? ask_value(arena_of(telling), ir, of->type, value, telling->session->language)
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

static Text base_text(const Telling *telling, const CompareCell *cell)
{
    const Comparison *of = telling->of;
    uint32_t item = compare_base_item(of->base, of->supposed, cell->item);
    return item == UINT32_MAX ? TEXT("")
                              : value_text(telling, engine_ir(of->base), item, cell->base);
}

static Text supposed_text(const Telling *telling, const CompareCell *cell)
{
    return value_text(telling, engine_ir(telling->of->supposed), cell->item, cell->supposed);
}

static Text difference_text(const Sheet *sheet, Value base, Value supposed)
{
    Ratio difference;
    if (base.state != VALUE_KNOWN || supposed.state != VALUE_KNOWN ||
        !ratio_sub(&difference, supposed.number, base.number))
        return TEXT("");
    return sheet->for_people ? signed_shown(arena_of(sheet->telling), difference)
                             : ratio_shown(arena_of(sheet->telling), difference);
}

/* ---- Columns ---- */

static void add_column(const Telling *telling, ReportColumn *column, uint32_t item,
                       const char *name, Text shown, bool is_number)
{
    const IrItem *of = item_at(telling, item);
    Text canonical = name_canonical(&of->name);
    *column = (ReportColumn){.is_number = is_number, .shown = shown};
    column->name = text_from(
        arena_format(arena_of(telling), "%.*s_%s", (int)canonical.size, canonical.at, name));
    if (is_number)
        column->unit = unit_shown(arena_of(telling), of->type, telling->session->language);
}

static size_t item_columns(const Telling *telling, ReportColumn *columns, size_t place)
{
    uint32_t item = telling->of->items[place];
    const IrItem *of = item_at(telling, item);
    Text shown = name_shown(&of->name, telling->session->language);
    bool is_number = of->kind != ITEM_GRADE;
    size_t count = 0;
    add_column(telling, &columns[count++], item, "base", shown, is_number);
    add_column(telling, &columns[count++], item, "supposed",
               words(telling, telling->word[LANG_EN], telling->word[LANG_ZH]), is_number);
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

static ReportRows *table_new(Sheet *sheet)
{
    const Telling *telling = sheet->telling;
    size_t count = 0;
    ReportColumn *columns =
        arena_alloc(arena_of(telling), (3 * telling->of->item_count + 3) * sizeof *columns);
    const Name *kind = &sheet->ir->subjects[sheet->kind].name;
    columns[count++] = (ReportColumn){.name = name_canonical(kind),
                                      .shown = name_shown(kind, telling->session->language)};
    if (sheet->for_people)
        columns[count++] = text_column(telling, "name", "name", "姓名");
    if (!telling->one_period || !sheet->for_people)
        columns[count++] = text_column(telling, "period", "period", "期间");
    sheet->first = count;
    for (size_t i = 0; i < telling->of->item_count; i++)
        if (is_of(sheet, i))
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
    const Ir *ir = engine_ir(telling->of->supposed);
    const IrCalendar *calendar = &ir->calendars[ir->items[cell->item].calendar];
    Day anchor = roster_anchor(engine_roster(telling->of->supposed), calendar, cell->subject);
    return text_copy(arena_of(telling),
                     (Text){room, calendar_write(room, calendar, anchor, cell->period)});
}

/* The place among those asked for; it is one of them. */
static size_t place_of(const Telling *telling, uint32_t item)
{
    size_t place = 0;
    while (telling->of->items[place] != item)
        place++;
    return place;
}

static size_t column_of(const Sheet *sheet, uint32_t item)
{
    const Telling *telling = sheet->telling;
    size_t column = sheet->first;
    for (size_t i = 0; telling->of->items[i] != item; i++)
        if (is_of(sheet, i))
            column += item_at(telling, telling->of->items[i])->kind == ITEM_GRADE ? 2 : 3;
    return column;
}

static void fill_value(const Sheet *sheet, Text *row, const CompareCell *cell)
{
    size_t column = column_of(sheet, cell->item);
    row[column] = base_text(sheet->telling, cell);
    row[column + 1] = supposed_text(sheet->telling, cell);
    if (sheet->ir->items[cell->item].kind != ITEM_GRADE)
        row[column + 2] = difference_text(sheet, cell->base, cell->supposed);
}

static Text *new_row(const Sheet *sheet, ReportRows *rows, const CompareCell *cell)
{
    const RosterKind *kind = &engine_roster(sheet->telling->of->supposed)->kinds[sheet->kind];
    Text *row = rows_add(rows);
    size_t at = 0;
    row[at++] = kind->id[cell->subject];
    if (sheet->for_people)
        row[at++] = text_equal(kind->id[cell->subject], kind->name[cell->subject])
                        ? TEXT("")
                        : kind->name[cell->subject];
    if (at < sheet->first)
        row[at] = period_text(sheet->telling, cell);
    return row;
}

static void fill_rows(const Sheet *sheet, ReportRows *rows)
{
    const Comparison *of = sheet->telling->of;
    const CompareCell **sorted =
        arena_alloc(arena_of(sheet->telling), (of->cell_count + 1) * sizeof(const CompareCell *));
    size_t count = 0;
    Text *row = NULL;
    for (size_t i = 0; i < of->cell_count; i++)
        if (is_of(sheet, place_of(sheet->telling, of->cells[i].item)))
            sorted[count++] = &of->cells[i];
    qsort(sorted, count, sizeof *sorted, by_period_and_subject);
    for (size_t i = 0; i < count; i++) {
        bool is_new = i == 0 || sorted[i]->period != sorted[i - 1]->period ||
                      sorted[i]->subject != sorted[i - 1]->subject;
        if (is_new)
            row = new_row(sheet, rows, sorted[i]);
        fill_value(sheet, row, sorted[i]);
    }
}

static Value known(Ratio number)
{
    return (Value){.state = number.den ? VALUE_KNOWN : VALUE_UNASSESSED, .number = number};
}

/* Of everyone, those who do not change too. */
static void fill_sum(const Sheet *sheet, ReportRows *rows)
{
    Text *row = rows_add(rows);
    row[0] = words(sheet->telling, "sum", "合计");
    for (size_t i = 0; i < sheet->telling->of->item_count; i++) {
        const CompareTotal *total = &sheet->telling->of->totals[i];
        CompareCell cell = {sheet->telling->of->items[i], 0, 0, known(total->base),
                            known(total->supposed)};
        if (is_of(sheet, i) && total->base.den && total->supposed.den)
            fill_value(sheet, row, &cell);
    }
}

/* ---- Who crosses, which change did it ---- */

Text comparison_written(const Telling *telling, const Node *node)
{
    enum { CHANGE_MOST = 72 };
    Text source = diag_source_text(telling->session->diag, node->span.source);
    Text raw = text_slice(source, node->span.start, node->span.end);
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
static bool has_columns(const Telling *telling, uint32_t item)
{
    for (size_t i = 0; i < telling->of->item_count; i++)
        if (telling->of->items[i] == item)
            return is_told(telling, i);
    return false;
}

static void put_crossed(const Telling *telling, Output *out)
{
    size_t told = 0;
    for (size_t i = 0; i < telling->of->crossed_count; i++) {
        const CompareCell *cell = &telling->of->crossed[i];
        if (has_columns(telling, cell->item))
            continue;
        const IrItem *item = item_at(telling, cell->item);
        const RosterKind *kind = &engine_roster(telling->of->supposed)->kinds[item->subject];
        Text id = kind->id[cell->subject], name = kind->name[cell->subject];
        Text period = period_text(telling, cell);
        Text before = base_text(telling, cell), after = supposed_text(telling, cell);
        Text none = TEXT("–");
        before = before.size > 0 ? before : none;
        after = after.size > 0 ? after : none;
        Text shown = name_shown(&item->name, telling->session->language);
        output_string(out, told++ == 0 ? "\n" : "");
        output_format(out, "%.*s%s%.*s  %.*s  %.*s: %.*s → %.*s\n", (int)id.size, id.at,
                      name.size > 0 ? "  " : "", (int)name.size, name.at, (int)period.size,
                      period.at, (int)shown.size, shown.at, (int)before.size, before.at,
                      (int)after.size, after.at);
    }
}

/* Grades have no sum that a change could add to. */
static bool has_sum(const Telling *telling, size_t place)
{
    return is_told(telling, place) && telling->of->totals[place].base.den != 0;
}

/* A row of one change, then of what is left over, then of all together. */
static void fill_part(const Telling *telling, Text *row, size_t k, bool for_people)
{
    const Comparison *of = telling->of;
    bool is_part = k < of->effect_count, is_rest = k == of->effect_count;
    *row++ = is_part   ? telling->part(telling, k)
             : is_rest ? words(telling, "what they do to each other", "相互作用")
                       : words(telling, "all of them", "全部更改");
    for (size_t i = 0; i < of->item_count; i++) {
        Ratio value = is_part   ? of->effects[k].difference[i]
                      : is_rest ? of->interaction[i]
                                : of->totals[i].difference;
        if (!has_sum(telling, i))
            continue;
        *row++ = !value.den   ? TEXT("")
                 : for_people ? signed_shown(arena_of(telling), value)
                              : ratio_text(arena_of(telling), value);
    }
}

static ReportTable parts_table(const Telling *telling, bool for_people)
{
    const Comparison *of = telling->of;
    ReportColumn *columns = arena_alloc(arena_of(telling), (of->item_count + 1) * sizeof *columns);
    size_t count = 0;
    columns[count++] = text_column(telling, "change", "change, by itself", "单独更改");
    for (size_t i = 0; i < of->item_count; i++)
        if (has_sum(telling, i))
            add_column(
                telling, &columns[count++], of->items[i], "difference",
                name_shown(&item_at(telling, of->items[i])->name, telling->session->language),
                true);
    ReportRows *rows = rows_new(arena_of(telling), columns, count);
    size_t more = count == 1 ? 0 : telling->with_parts ? 2 : 1; /* nothing to add up: no sums */
    for (size_t k = 0; k < of->effect_count + more; k++)
        fill_part(telling, rows_add(rows), k, for_people);
    return rows_table(rows, TEXT("changes"), TEXT(""));
}

/* ---- The whole ---- */

static bool has_sums(const Telling *telling)
{
    for (size_t i = 0; i < telling->of->item_count && !telling->by_condition; i++)
        if (has_sum(telling, i))
            return telling->of->cell_count > 0;
    return false;
}

static size_t sheet_tables(const Telling *telling, bool for_people, ReportTable *tables)
{
    const Ir *ir = engine_ir(telling->of->supposed);
    size_t count = 0;
    for (uint32_t kind = 0; kind < ir->subject_count; kind++) {
        Sheet sheet = {.telling = telling, .ir = ir, .kind = kind, .for_people = for_people};
        size_t columns = 0;
        for (size_t i = 0; i < telling->of->item_count; i++)
            columns += is_of(&sheet, i) ||
                       (!for_people && item_at(telling, telling->of->items[i])->subject == kind);
        if (columns == 0)
            continue;
        ReportRows *rows = table_new(&sheet);
        fill_rows(&sheet, rows);
        if (for_people && has_sums(telling))
            fill_sum(&sheet, rows);
        tables[count++] =
            rows_table(rows, name_canonical(&ir->subjects[kind].name), telling->heading);
    }
    return count;
}

static bool has_changes(const Telling *telling)
{
    for (size_t i = 0; i < telling->of->item_count; i++)
        if (is_told(telling, i) && telling->of->totals[i].cells > 0)
            return telling->of->cell_count > 0;
    return false;
}

/* For programs: in English, whatever language is spoken. */
static void tell_data(const Telling *shown, ScoreForm form, ReportTable *tables, Output *out)
{
    Session session = *shown->session;
    Telling plain = *shown, *telling = &plain;
    session.language = LANG_EN;
    plain.session = &session;
    size_t count = sheet_tables(telling, false, tables);
    if (telling->with_parts)
        tables[count++] = parts_table(telling, false);
    report_write(out, form.format, tables, count, form.style);
}

void comparison_tell(const Telling *telling, ScoreForm form, Output *out)
{
    ReportTable *tables = arena_alloc(
        arena_of(telling), (engine_ir(telling->of->supposed)->subject_count + 1) * sizeof *tables);
    if (form.format != REPORT_TABLE && form.format != REPORT_MD) {
        tell_data(telling, form, tables, out);
        return;
    }
    if (has_changes(telling)) {
        report_write(out, form.format, tables, sheet_tables(telling, true, tables), form.style);
    } else {
        output_text(out, telling->heading);
        output_string(out, telling->of->crossed_count > 0
                               ? "\n"
                               : say(telling->session, ": nothing changes\n", "：没有变化\n"));
    }
    put_crossed(telling, out);
    size_t parts_count = telling->of->effect_count;
    if (telling->with_parts ? parts_count > 0 : parts_count > 1 && has_sums(telling)) {
        ReportTable parts = parts_table(telling, true);
        output_char(out, '\n');
        report_write(out, REPORT_TABLE, &parts, 1, (ReportStyle){0});
    }
}
