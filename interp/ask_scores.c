/* The cells of a result as rows of tables. */
#include "interp/ask.h"

#include <string.h>

#include "interp/ask_order.h"
#include "interp/report/unit.h"

/* The columns in front of the items. */
typedef enum LeadColumn { LEAD_ID, LEAD_NAME, LEAD_PERIOD } LeadColumn;

/* Walks over subjects and, for each, over periods. */
typedef struct Cursor {
    const Ir *ir;
    const Result *result;
    const RosterKind *subjects;
    AskView view;
    uint32_t kind, calendar;
    const AskScores *ask;
    int32_t first, last; /* periods of the current subject */
    uint32_t from, to;   /* subjects, [from, to) */
    LeadColumn leads[3];
    size_t lead_count;
    const uint32_t *items; /* of the columns behind them */
    size_t across;         /* so many periods side by side, from `first` on; 0: no */
    const OrderRow *rows;  /* those that were picked; NULL: all, as they come */
    size_t row_count, row;
    bool has_open;    /* some decision is open */
    uint32_t subject; /* the current row */
    int32_t period;
    char period_text[CELL_ROOM];
    size_t period_size;
    int32_t period_written; /* the one that period_text shows */
} Cursor;

/* Stands before the first period of the current subject. */
static void find_periods(Cursor *cursor)
{
    if (cursor->subject < cursor->to)
        ask_periods_of(cursor->ask, result_roster(cursor->result), cursor->subject, &cursor->first,
                       &cursor->last);
    cursor->period = cursor->first - 1;
}

static void cursor_rewind(void *context)
{
    Cursor *cursor = context;
    cursor->subject = cursor->from;
    cursor->period_size = 0;
    cursor->row = 0;
    find_periods(cursor);
}

static bool is_chosen(const Cursor *cursor)
{
    if (!result_present(cursor->result, cursor->kind, cursor->subject, cursor->calendar,
                        cursor->period))
        return false;
    if (cursor->view.where == NULL)
        return true;
    Value holds = result_asked(cursor->result, cursor->view.where, cursor->items[0],
                               cursor->subject, cursor->period);
    return holds.state == VALUE_KNOWN && !ratio_is_zero(holds.number);
}

static bool next_cell(Cursor *cursor)
{
    for (;;) {
        while (++cursor->period > cursor->last) {
            if (++cursor->subject >= cursor->to)
                return false;
            find_periods(cursor);
        }
        if (cursor->subject >= cursor->to)
            return false;
        if (is_chosen(cursor))
            return true;
    }
}

static bool cursor_next(void *context)
{
    Cursor *cursor = context;
    if (cursor->rows == NULL)
        return next_cell(cursor);
    if (cursor->row == cursor->row_count)
        return false;
    const OrderRow *row = &cursor->rows[cursor->row++];
    cursor->subject = row->subject;
    cursor->period = row->period;
    return true;
}

/* The item and the period of a cell of the current row. */
typedef struct Place {
    uint32_t item;
    int32_t period;
} Place;

static inline Place place_of(const Cursor *cursor, size_t column)
{
    size_t at = column - cursor->lead_count;
    if (cursor->across == 0)
        return (Place){cursor->items[at], cursor->period};
    return (Place){cursor->items[at / cursor->across],
                   cursor->ask->period.first + (int32_t)(at % cursor->across)};
}

static Text period_cell(Cursor *cursor)
{
    bool is_own = calendar_is_own(&cursor->ir->calendars[cursor->calendar]);
    if (is_own || cursor->period_size == 0 || cursor->period_written != cursor->period) {
        cursor->period_size = result_period_write(cursor->result, cursor->calendar, cursor->subject,
                                                  cursor->period, cursor->period_text);
        cursor->period_written = cursor->period;
    }
    return (Text){cursor->period_text, cursor->period_size};
}

static Text name_in(const Name *name, const AskView *view)
{
    if (view->for_people)
        return name_shown(name, view->language);
    switch (view->names) {
    case NAMES_ASCII:
        return name_canonical(name);
    case NAMES_CHINESE:
        return name_shown(name, LANG_ZH);
    case NAMES_DECLARED:
        return name->text;
    }
    return name->text;
}

static Text undecided_word(const AskView *view)
{
    bool in_chinese = view->for_people ? view->language == LANG_ZH : view->names == NAMES_CHINESE;
    return in_chinese ? TEXT("未决") : TEXT("undecided");
}

/* Grades and other words. */
static Text word_cell(const Cursor *cursor, Place place)
{
    Type type = cursor->ir->items[place.item].type;
    Value value = result_value(cursor->result, place.item, cursor->subject, place.period);
    if (value.state == VALUE_UNDECIDED)
        return undecided_word(&cursor->view);
    if (value.state != VALUE_KNOWN || type.kind != TYPE_ENUM)
        return TEXT("");
    return name_in(&cursor->ir->enums[type.ref].values[value.number.num], &cursor->view);
}

static Text cursor_text(void *context, size_t column, char *room)
{
    Cursor *cursor = context;
    (void)room;
    if (column >= cursor->lead_count)
        return word_cell(cursor, place_of(cursor, column));
    switch (cursor->leads[column]) {
    case LEAD_ID:
        return cursor->subjects->id[cursor->subject];
    case LEAD_NAME:
        return cursor->subjects->name[cursor->subject];
    case LEAD_PERIOD:
        return period_cell(cursor);
    }
    return TEXT("");
}

static bool cursor_undecided(void *context, size_t column)
{
    const Cursor *cursor = context;
    if (!cursor->has_open || column < cursor->lead_count)
        return false;
    Place place = place_of(cursor, column);
    return result_value(cursor->result, place.item, cursor->subject, place.period).state ==
           VALUE_UNDECIDED;
}

static size_t cursor_number(void *context, size_t column, char *room)
{
    Cursor *cursor = context;
    Place place = place_of(cursor, column);
    if (cursor->has_open && cursor_undecided(context, column)) {
        Text word = undecided_word(&cursor->view);
        memcpy(room, word.at, word.size);
        return word.size;
    }
    return result_write(cursor->result, place.item, cursor->subject, place.period, room);
}

/* ---- Building ---- */

static bool has_names(const RosterKind *kind)
{
    for (size_t i = 0; i < kind->count; i++)
        if (kind->name[i].size > 0)
            return true;
    return false;
}

static void add_lead(Cursor *cursor, ReportTable *table, LeadColumn lead, Text name)
{
    cursor->leads[cursor->lead_count++] = lead;
    table->columns[table->column_count++] = (ReportColumn){.name = name, .shown = name};
}

static void add_leads(Cursor *cursor, ReportTable *table)
{
    bool in_chinese = cursor->view.for_people ? cursor->view.language == LANG_ZH
                                              : cursor->view.names == NAMES_CHINESE;
    add_lead(cursor, table, LEAD_ID,
             name_in(&cursor->ir->subjects[cursor->kind].name, &cursor->view));
    if (cursor->view.for_people && has_names(cursor->subjects))
        add_lead(cursor, table, LEAD_NAME, in_chinese ? TEXT("姓名") : TEXT("name"));
    if (cursor->across == 0 && (!cursor->view.for_people || cursor->first != cursor->last))
        add_lead(cursor, table, LEAD_PERIOD, in_chinese ? TEXT("期间") : TEXT("period"));
}

/* "monthly 2018-10" of one period among several, for people without the only name. */
static Text across_name(Arena *arena, const Cursor *cursor, Text name, int32_t period, bool only)
{
    char room[CELL_ROOM];
    const IrCalendar *calendar = &cursor->ir->calendars[cursor->calendar];
    size_t size = calendar_write(room, calendar, calendar->anchor, period);
    if (only && cursor->view.for_people)
        return text_copy(arena, (Text){room, size});
    return text_from(arena_format(arena, "%.*s %.*s", (int)name.size, name.at, (int)size, room));
}

static void add_item(Arena *arena, const Cursor *cursor, ReportTable *table, const IrItem *item,
                     bool only)
{
    Text name = name_in(&item->name, &cursor->view);
    bool has_unit = item->kind != ITEM_RANK;
    ReportColumn column = {.is_number = item->type.kind == TYPE_NUMBER,
                           .name = name,
                           .shown = name,
                           .unit = has_unit ? unit_shown(arena, item->type, cursor->view.language)
                                            : TEXT("")};
    if (cursor->across == 0)
        table->columns[table->column_count++] = column;
    for (size_t i = 0; i < cursor->across; i++) {
        int32_t period = cursor->ask->period.first + (int32_t)i;
        column.name = column.shown = across_name(arena, cursor, name, period, only);
        table->columns[table->column_count++] = column;
    }
}

static size_t items_of(const AskScores *ask, uint32_t kind, uint32_t *items)
{
    size_t count = 0;
    for (size_t i = 0; i < ask->item_count; i++)
        if (ask->ir->items[ask->items[i]].subject == kind)
            items[count++] = ask->items[i];
    return count;
}

static void add_items(Arena *arena, Cursor *cursor, ReportTable *table, const AskScores *ask)
{
    uint32_t *items = arena_alloc(arena, (ask->item_count + 1) * sizeof *items);
    size_t count = items_of(ask, cursor->kind, items);
    for (size_t i = 0; i < count; i++)
        add_item(arena, cursor, table, &ask->ir->items[items[i]], count == 1);
    cursor->items = items;
}

/* ---- Which rows, in which order ---- */

/* Of a subject whose periods stand side by side only the last row that was chosen stays. */
static void add_row(Arena *arena, Cursor *cursor, OrderRow **rows, size_t *room)
{
    size_t count = cursor->row_count;
    bool is_again =
        cursor->across > 0 && count > 0 && (*rows)[count - 1].subject == cursor->subject;
    *rows = arena_grow(arena, *rows, count, room, sizeof **rows);
    OrderRow *row = is_again ? &(*rows)[count - 1] : &(*rows)[cursor->row_count++];
    *row = (OrderRow){.subject = cursor->subject, .period = cursor->period};
    if (cursor->view.by != NULL)
        row->key = result_asked(cursor->result, cursor->view.by, cursor->items[0], cursor->subject,
                                cursor->period);
}

static void pick_rows(Arena *arena, Cursor *cursor)
{
    OrderRow *rows = NULL;
    size_t room = 0;
    const AskView *view = &cursor->view;
    if (view->by == NULL && cursor->across == 0)
        return;
    cursor_rewind(cursor);
    while (next_cell(cursor))
        add_row(arena, cursor, &rows, &room);
    if (view->by != NULL)
        cursor->row_count =
            rows_order(rows, cursor->row_count,
                       (OrderBy){.type = view->by->type,
                                 .pool = result_roster(cursor->result)->pool,
                                 .lowest_first = view->lowest_first != view->by_verdict,
                                 .top = view->top});
    cursor->rows = rows != NULL ? rows : arena_alloc(arena, sizeof *rows);
}

/* "Township staff performance assessment, 2018-10". */
static Text heading_of(Arena *arena, const AskScores *ask, const AskView *view)
{
    Text book = name_shown(&ask->ir->regulation, view->language);
    Text period = ask->period.text, only = TEXT("");
    const char *comma = view->language == LANG_ZH ? "，" : ", ";
    if (view->by_period && ask->item_count == 1) /* its columns name the periods alone */
        only = name_in(&ask->ir->items[ask->items[0]].name, view);
    return text_visible(
        arena, text_from(arena_format(arena, "%.*s%s%.*s%s%.*s", (int)book.size, book.at,
                                      book.size == 0 ? "" : comma, (int)period.size, period.at,
                                      only.size == 0 ? "" : comma, (int)only.size, only.at)));
}

static bool is_wanted(const AskScores *ask, uint32_t kind)
{
    for (size_t i = 0; i < ask->item_count; i++)
        if (ask->ir->items[ask->items[i]].subject == kind)
            return ask->kind == ASK_EVERY || ask->kind == kind;
    return false;
}

static void build_table(Arena *arena, const AskScores *ask, const Result *result, AskView view,
                        uint32_t kind, ReportTable *table)
{
    Cursor *cursor = arena_alloc(arena, sizeof *cursor);
    *cursor = (Cursor){.ir = ask->ir,
                       .ask = ask,
                       .result = result,
                       .subjects = &result_roster(result)->kinds[kind],
                       .view = view,
                       .kind = kind,
                       .calendar = ask->period.calendar,
                       .has_open = result_has_open(result),
                       .first = ask->period.first,
                       .last = ask->period.last};
    if (view.by_period)
        cursor->across = (size_t)(ask->period.last - ask->period.first + 1);
    size_t width = ask->item_count * (cursor->across > 0 ? cursor->across : 1) + 3;
    bool is_one = view.subject != ASK_EVERY;
    cursor->from = is_one ? view.subject : 0;
    cursor->to = is_one ? view.subject + 1 : (uint32_t)cursor->subjects->count;
    *table = (ReportTable){.kind = name_in(&ask->ir->subjects[kind].name, &view),
                           .heading = view.for_people ? heading_of(arena, ask, &view) : TEXT(""),
                           .columns = arena_alloc(arena, width * sizeof *table->columns),
                           .context = cursor,
                           .rewind = cursor_rewind,
                           .next = cursor_next,
                           .text = cursor_text,
                           .number = cursor_number,
                           .undecided = cursor_undecided};
    add_leads(cursor, table);
    add_items(arena, cursor, table, ask);
    pick_rows(arena, cursor);
}

ReportTable *ask_tables(Arena *arena, const AskScores *ask, const Result *result, AskView view,
                        size_t *count)
{
    ReportTable *tables = arena_alloc(arena, (ask->ir->subject_count + 1) * sizeof *tables);
    *count = 0;
    for (uint32_t kind = 0; kind < ask->ir->subject_count; kind++)
        if (is_wanted(ask, kind))
            build_table(arena, ask, result, view, kind, &tables[(*count)++]);
    return tables;
}
