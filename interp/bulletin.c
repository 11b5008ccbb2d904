/* Standings in the order in which they are read out. */
#include "interp/bulletin.h"

#include <inttypes.h>
#include <assert.h>
#include <stdlib.h>

#include "interp/report/rows.h"
#include "interp/report/unit.h"

typedef struct Bulletin {
    Arena *arena;
    const AskScores *ask;
    const Ir *ir;
    const Result *result;
    Language language;
    uint32_t only; /* this subject; ASK_EVERY: all */
} Bulletin;

/* A subject in a period, and what orders it. */
typedef struct Standing {
    Text group; /* of a rank: the values of its `within` … */
    Text order; /* … as they sort: numbers by size, the values of a choice as declared */
    Value value;
    uint32_t subject;
    int32_t period;
} Standing;

static Text say(const Bulletin *bulletin, const char *english, const char *chinese)
{
    return text_from(bulletin->language == LANG_ZH ? chinese : english);
}

/* The name of a column in data, and for people. */
#define COLUMN(english, chinese) .name = TEXT(english), .shown = say(bulletin, english, chinese)

/* ---- Standings ---- */

static int by_group_and_number(const void *left, const void *right)
{
    const Standing *a = left, *b = right;
    int order = text_compare(a->order, b->order);
    if (order == 0)
        order = ratio_compare(a->value.number, b->value.number);
    if (order == 0)
        order = a->subject < b->subject ? -1 : a->subject > b->subject;
    return order != 0 ? order : (a->period > b->period) - (a->period < b->period);
}

/* Places and levels count from the best; of other values more is better. */
static int by_value(const void *left, const void *right)
{
    const Standing *a = left, *b = right;
    int order = ratio_compare(b->value.number, a->value.number);
    return order != 0 ? order : by_group_and_number(left, right);
}

static Text key_text(const Bulletin *bulletin, const Expr *key, Value value)
{
    const Roster *roster = result_roster(bulletin->result);
    if (value.state != VALUE_KNOWN)
        return TEXT("–");
    if (key->type.kind == TYPE_TEXT)
        return text_pool_get(roster->pool, (int32_t)value.number.num);
    if (key->type.kind == TYPE_SUBJECT)
        return roster->kinds[key->type.ref].name[value.number.num];
    return value_shown(bulletin->arena, bulletin->ir, key->type, value.number, bulletin->language);
}

/* A number as text that sorts as it does: the whole part from the lowest on, then the fraction. */
static void put_sortable(Output *out, Ratio number)
{
    const uint64_t most = UINT64_C(1000000000000000000);
    int64_t whole = number.num / number.den, rest = number.num % number.den;
    if (rest < 0) {
        whole--;
        rest += number.den;
    }
    uint64_t part = (uint64_t)((unsigned __int128)rest * most / (uint64_t)number.den);
    output_format(out, "%020" PRIu64 "%018" PRIu64, (uint64_t)whole ^ UINT64_C(1) << 63, part);
}

static void find_group(const Bulletin *bulletin, uint32_t item, const IrVersion *version,
                       Standing *standing)
{
    Output *out = output_memory(), *order = output_memory();
    for (size_t i = 0; i < version->within_count; i++) {
        const Expr *key = version->within[i];
        Value value =
            result_asked(bulletin->result, key, item, standing->subject, standing->period);
        Text text = key_text(bulletin, key, value);
        output_string(out, i > 0 ? " · " : "");
        output_text(out, text);
        bool is_word = key->type.kind == TYPE_TEXT || key->type.kind == TYPE_SUBJECT;
        if (!is_word && value.state == VALUE_KNOWN)
            put_sortable(order, value.number);
        output_text(order, text);
    }
    standing->group = text_copy(bulletin->arena, output_contents(out));
    standing->order = text_copy(bulletin->arena, output_contents(order));
    output_close(out);
    output_close(order);
}

/* Where there is a place some version is in force. */
static const IrVersion *version_of(const Bulletin *bulletin, uint32_t item, uint32_t subject,
                                   int32_t period)
{
    Day first, last;
    const IrItem *of = &bulletin->ir->items[item];
    result_days(bulletin->result, of->calendar, subject, period, &first, &last);
    const IrVersion *version = item_version(of, last);
    assert(version != NULL);
    return version;
}

static bool is_chosen(const Bulletin *bulletin, uint32_t item, uint32_t subject, int32_t period)
{
    const Expr *where = bulletin->ask->where;
    if (where == NULL)
        return true;
    Value holds = result_asked(bulletin->result, where, item, subject, period);
    return holds.state == VALUE_KNOWN && !ratio_is_zero(holds.number);
}

static Standing *standings_of(const Bulletin *bulletin, uint32_t item, size_t *count)
{
    const IrItem *of = &bulletin->ir->items[item];
    const Roster *roster = result_roster(bulletin->result);
    Standing *standings = NULL;
    size_t room = 0;
    *count = 0;
    for (uint32_t subject = 0; subject < roster->kinds[of->subject].count; subject++) {
        if (bulletin->only != ASK_EVERY && bulletin->only != subject)
            continue;
        int32_t first = 0, last = -1;
        ask_periods_of(bulletin->ask, roster, subject, &first, &last);
        for (int32_t period = first; period <= last; period++) {
            Standing standing = {.subject = subject,
                                 .period = period,
                                 .value = result_value(bulletin->result, item, subject, period)};
            if (standing.value.state != VALUE_KNOWN || !is_chosen(bulletin, item, subject, period))
                continue;
            if (of->kind == ITEM_RANK)
                find_group(bulletin, item, version_of(bulletin, item, subject, period), &standing);
            standings = arena_grow(bulletin->arena, standings, *count, &room, sizeof *standings);
            standings[(*count)++] = standing;
        }
    }
    bool counts_up = of->kind == ITEM_RANK || of->kind == ITEM_GRADE;
    if (*count > 0)
        qsort(standings, *count, sizeof *standings, counts_up ? by_group_and_number : by_value);
    return standings;
}

/* What a rank goes by in a cell; NULL: the item is none. */
static const Expr *rank_key(const Bulletin *bulletin, uint32_t item, const Standing *standing)
{
    if (bulletin->ir->items[item].kind != ITEM_RANK)
        return NULL;
    return version_of(bulletin, item, standing->subject, standing->period)->by;
}

/* A place may be certain while what it goes by is open: both ends. */
static Text number_text(const Bulletin *bulletin, Value value)
{
    Ratio high = value.state == VALUE_OPEN ? value.high : (Ratio){0, 0};
    return value.number.den == 0 ? TEXT("") : range_plain(bulletin->arena, value.number, high);
}

enum { AT_GROUP, AT_VALUE, AT_ID, AT_NAME, AT_PERIOD, AT_BY, COLUMNS };

static void fill_row(const Bulletin *bulletin, uint32_t item, const Standing *at, Text *cells)
{
    char period[CELL_ROOM];
    Arena *arena = bulletin->arena;
    const IrItem *of = &bulletin->ir->items[item];
    const RosterKind *subjects = &result_roster(bulletin->result)->kinds[of->subject];
    const Expr *key = rank_key(bulletin, item, at);
    bool is_number = of->type.kind == TYPE_NUMBER;
    cells[AT_GROUP] = at->group;
    cells[AT_VALUE] = is_number ? number_text(bulletin, at->value)
                                : value_shown(arena, bulletin->ir, of->type, at->value.number,
                                              bulletin->language);
    cells[AT_ID] = subjects->id[at->subject];
    cells[AT_NAME] = subjects->name[at->subject];
    if (bulletin->ask->period.first != bulletin->ask->period.last)
        cells[AT_PERIOD] =
            text_copy(arena, (Text){period, result_period_write(bulletin->result, of->calendar,
                                                                at->subject, at->period, period)});
    if (key != NULL)
        cells[AT_BY] = number_text(
            bulletin, result_asked(bulletin->result, key, item, at->subject, at->period));
}

static ReportTable item_table(const Bulletin *bulletin, uint32_t item)
{
    const IrItem *of = &bulletin->ir->items[item];
    const Name *kind = &bulletin->ir->subjects[of->subject].name;
    Text name = name_shown(&of->name, bulletin->language);
    Text unit = unit_shown(bulletin->arena, of->type, bulletin->language), key_unit = {0};
    size_t count = 0;
    const Standing *standings = standings_of(bulletin, item, &count);
    const Expr *key = count > 0 ? rank_key(bulletin, item, standings) : NULL;
    if (key != NULL)
        key_unit = unit_shown(bulletin->arena, key->type, bulletin->language);
    const ReportColumn columns[COLUMNS] = {
        [AT_GROUP] = {COLUMN("within", "分组")},
        [AT_VALUE] = {.name = name_canonical(&of->name),
                      .shown = name,
                      .is_number = of->type.kind == TYPE_NUMBER,
                      .unit = of->kind == ITEM_RANK ? TEXT("") : unit},
        [AT_ID] = {.name = name_canonical(kind), .shown = name_shown(kind, bulletin->language)},
        [AT_NAME] = {COLUMN("name", "姓名")},
        [AT_PERIOD] = {COLUMN("period", "期间")},
        [AT_BY] = {COLUMN("by", "按"), .is_number = true, .unit = key_unit}};
    ReportRows *rows = rows_new(bulletin->arena, columns, COLUMNS);
    for (size_t i = 0; i < count; i++)
        fill_row(bulletin, item, &standings[i], rows_add(rows));
    rows_drop_empty(rows);
    return rows_table(rows, TEXT(""), of->name.title.size > 0 ? of->name.title : name);
}

/* ---- Notices ---- */

static bool is_issued(const Bulletin *bulletin, const TraceEntry *entry)
{
    const AskPeriod *period = &bulletin->ask->period;
    return entry->day >= period->first_day && entry->day <= period->last_day;
}

static ReportTable notice_table(const Bulletin *bulletin, const Trace *trace, size_t *count)
{
    const ReportColumn columns[] = {{COLUMN("date", "日期")}, {COLUMN("id", "编号")},
                                    {COLUMN("name", "姓名")}, {COLUMN("notice", "提醒")},
                                    {COLUMN("rule", "规则")}, {COLUMN("clause", "依据")}};
    ReportRows *rows = rows_new(bulletin->arena, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (!is_issued(bulletin, entry))
            continue;
        char day[16];
        const IrRule *rule = &bulletin->ir->rules[entry->rule];
        const RosterKind *kind = &result_roster(bulletin->result)->kinds[entry->subject_kind];
        Text *cells = rows_add(rows);
        cells[0] = text_copy(bulletin->arena, (Text){day, day_write(day, entry->day)});
        cells[1] = kind->id[entry->subject];
        cells[2] = kind->name[entry->subject];
        cells[3] = rule->effects[entry->effect].text;
        cells[4] = name_shown(&rule->name, bulletin->language);
        cells[5] = meta_cites(bulletin->arena, &rule->meta);
    }
    *count = rows_count(rows);
    rows_drop_empty(rows);
    return rows_table(rows, TEXT(""), say(bulletin, "Notices", "提醒事项"));
}

/* ---- The whole ---- */

/* "House rules, 2018-10: Notices". */
static void name_first(const Bulletin *bulletin, ReportTable *table)
{
    const Ir *ir = bulletin->ir;
    Text book = name_shown(&ir->regulation, bulletin->language);
    Text period = bulletin->ask->period.text, rest = table->heading;
    bool in_chinese = bulletin->language == LANG_ZH;
    const char *gap = book.size == 0 ? "" : in_chinese ? "，" : ", ";
    table->heading = text_from(arena_format(bulletin->arena, "%.*s%s%.*s%s%.*s", (int)book.size,
                                            book.at, gap, (int)period.size, period.at,
                                            in_chinese ? "：" : ": ", (int)rest.size, rest.at));
}

ReportTable *ask_bulletin(Arena *arena, const AskScores *ask, const Result *result,
                          const Trace *trace, Language language, size_t *count)
{
    const Bulletin bulletin = {.arena = arena,
                               .ask = ask,
                               .ir = ask->ir,
                               .result = result,
                               .language = language,
                               .only = trace->subject};
    ReportTable *tables = arena_alloc(arena, (ask->item_count + 1) * sizeof *tables);
    size_t notices = 0;
    *count = 0;
    tables[0] = notice_table(&bulletin, trace, &notices);
    *count = notices > 0;
    for (size_t i = 0; i < ask->item_count; i++)
        tables[(*count)++] = item_table(&bulletin, ask->items[i]);
    assert(*count > 0);
    name_first(&bulletin, &tables[0]);
    return tables;
}
