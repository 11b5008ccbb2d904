/* Calendars: the built-in periods, declared cycles and seasons, and windows over them. */
#include "interp/check/work.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *en, *zh, *other;
} unit_words[PERIOD_UNITS] = {
    {"week", "周", "星期"},   {"month", "月", "个月"}, {"quarter", "季度", "季"},
    {"half", "半年", "半年"}, {"year", "年", "年度"},
};

void periods_builtin(Check *c)
{
    Ir *ir = c->ir;
    for (int unit = 0; unit < PERIOD_UNITS; unit++)
        ir->calendars[unit] = (IrCalendar){
            .kind = CALENDAR_UNIT,
            .unit = (PeriodUnit)unit,
            .name = {text_from(unit_words[unit].en), text_from(unit_words[unit].zh), {0}},
            .subject = NONE,
            .anchor_field = NONE,
        };
    ir->calendar_count = PERIOD_UNITS;
}

static uint32_t unit_find(Text word)
{
    for (uint32_t unit = 0; unit < PERIOD_UNITS; unit++)
        if (text_is(word, unit_words[unit].en) || text_is(word, unit_words[unit].zh) ||
            text_is(word, unit_words[unit].other))
            return unit;
    return NONE;
}

uint32_t calendar_find(Check *c, Text word, Span span)
{
    uint32_t unit = unit_find(word);
    const Symbol *symbol = unit == NONE ? scope_find(c, SPACE_THINGS, word) : NULL;
    if (symbol != NULL && symbol->kind == SYMBOL_CALENDAR)
        return symbol->index;
    if (unit != NONE)
        return unit;
    Names names = {0};
    for (size_t i = 0; i < c->ir->calendar_count; i++)
        names_add(c, &names, &c->ir->calendars[i].name);
    SAY(c, E0318, span, say_text(c, word), say_near(c, word, &names), NULL);
    return NONE;
}

/* --- declared periods --- */

/* Days or whole months, at least one. */
static void cycle_length(Check *c, const Node *quantity, IrCalendar *calendar)
{
    int32_t count = 0;
    bool has_unit = false;
    Dimension dim = {0};
    calendar->length = 1;
    if (!count_read(c, quantity, &count, &has_unit, &dim))
        return;
    calendar->length = count;
    calendar->in_months = dim.months == 1;
    if (!dim_equal(dim, (Dimension){.days = 1}) && !dim_equal(dim, (Dimension){.months = 1}))
        SAY(c, E0408, quantity->span, NULL);
}

static void cycle_anchor(Check *c, const Node *anchor, IrCalendar *calendar)
{
    Text word = {0};
    if (anchor->kind == NODE_DATE) {
        calendar->anchor = day_of(c, anchor);
        return;
    }
    path_is_word(anchor, &word);
    if (calendar->subject == NONE) {
        SAY(c, E0407, anchor->span, say_text(c, word), NULL);
        return;
    }
    const IrSubject *subject = &c->ir->subjects[calendar->subject];
    const IrField *field = subject_field(c, calendar->subject, word, &calendar->anchor_field);
    if (field == NULL)
        SAY(c, E0315, anchor->span, say_text(c, word), say_name(c, &subject->name),
            near_field(c, subject->fields, subject->field_count, word), NULL);
    else if (field->type.kind != TYPE_DATE)
        SAY(c, E0304, anchor->span, BOTH("the start of a cycle", "周期的起点"),
            BOTH("a date", "日期"), say_type(c, field->type), NULL);
}

static void cycle_check(Check *c, const Node *node, IrCalendar *calendar)
{
    const Node *of = node_once(c, node, NODE_OF);
    calendar->kind = CALENDAR_CYCLE;
    if (of != NULL) {
        const Symbol *subject =
            need_symbol(c, SPACE_SUBJECTS, node_word(of), name_span(c, of), BIT(SYMBOL_SUBJECT));
        calendar->subject = subject != NULL ? subject->index : NONE;
    }
    for (const Node *at = node->first; at != NULL; at = at->next)
        if (at->kind == NODE_QUANTITY)
            cycle_length(c, at, calendar);
        else if (at->kind == NODE_DATE || at->kind == NODE_NAME)
            cycle_anchor(c, at, calendar);
}

static void season_check(Check *c, const Node *node, IrCalendar *calendar, IrSeason *season)
{
    const Node *from = node->first->next, *until = from->next;
    season->name = node_word(node);
    season->from = day_of(c, from);
    season->until = day_of(c, until);
    if (season->until < season->from)
        SAY(c, E0409, until->span, NULL);
    for (size_t i = 0; i < calendar->season_count; i++) {
        const IrSeason *other = &calendar->seasons[i];
        if (text_equal(other->name, season->name) ||
            (other->from <= season->until && season->from <= other->until)) {
            SAY(c, E0406, node->span, say_text(c, season->name), say_text(c, other->name), NULL);
            break;
        }
    }
}

/* They are numbered in order of their days, in whatever order they are written. */
static int by_first_day(const void *a, const void *b)
{
    const IrSeason *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static void seasons_check(Check *c, const Node *node, IrCalendar *calendar)
{
    size_t most = node_count(node, NODE_SEASON);
    calendar->kind = CALENDAR_SEASONS;
    if (most > LIST_MOST) {
        SAY(c, E0353, node->span, BOTH("seasons", "时段"), "2000", NULL);
        most = LIST_MOST;
    }
    calendar->seasons = arena_alloc(c->arena, (most + 1) * sizeof *calendar->seasons);
    for (const Node *at = node_find(node, NODE_SEASON); at != NULL && calendar->season_count < most;
         at = node_next(at, NODE_SEASON)) {
        season_check(c, at, calendar, &calendar->seasons[calendar->season_count]);
        calendar->season_count++;
    }
    if (calendar->season_count > 1)
        qsort(calendar->seasons, calendar->season_count, sizeof *calendar->seasons, by_first_day);
}

void periods_check(Check *c)
{
    for (size_t i = 0; i < c->symbols.count; i++) {
        const Symbol *symbol = c->symbols.at[i];
        if (symbol->kind != SYMBOL_CALENDAR)
            continue;
        const Node *node = symbol->versions[0].node;
        IrCalendar *calendar = &c->ir->calendars[symbol->index];
        c->block = block_of(SYMBOL_CALENDAR, &symbol->name);
        if (unit_find(symbol->name.text) != NONE || unit_find(symbol->name.alias) != NONE)
            SAY(c, E0312, symbol->span, say_name(c, &symbol->name), say_a_kind(c, SYMBOL_CALENDAR),
                NULL);
        if (node->kind == NODE_PERIOD)
            cycle_check(c, node, calendar);
        else
            seasons_check(c, node, calendar);
    }
    c->block = (Block){0};
}

bool calendar_fits(Check *c, uint32_t calendar, uint32_t subject, Span span)
{
    if (calendar == NONE || subject == NONE)
        return true;
    const IrCalendar *of = &c->ir->calendars[calendar];
    if (of->subject == NONE || of->subject == subject)
        return true;
    SAY(c, E0327, span, say_name(c, &of->name), say_name(c, &c->ir->subjects[of->subject].name),
        say_name(c, &c->ir->subjects[subject].name), NULL);
    return false;
}

bool calendar_is_shared(Check *c, uint32_t calendar, const Name *name, Span span)
{
    if (calendar == NONE || !calendar_is_own(&c->ir->calendars[calendar]))
        return true;
    const IrCalendar *of = &c->ir->calendars[calendar];
    SAY(c, E0386, span, say_name(c, name), say_name(c, &c->ir->subjects[of->subject].name),
        say_name(c, &of->name), NULL);
    return false;
}

/* How many days a period has, at least and at most. */
static void days_of_period(const IrCalendar *calendar, int64_t *least, int64_t *most)
{
    static const int64_t units[PERIOD_UNITS][2] = {
        {7, 7}, {28, 31}, {90, 92}, {181, 184}, {365, 366}};
    *least = *most = calendar->length;
    switch (calendar->kind) {
    case CALENDAR_UNIT:
        *least = units[calendar->unit][0];
        *most = units[calendar->unit][1];
        return;
    case CALENDAR_CYCLE:
        *least *= calendar->in_months ? 28 : 1;
        *most *= calendar->in_months ? 31 : 1;
        return;
    case CALENDAR_SEASONS:
        *least = INT64_MAX;
        *most = 0;
        for (size_t i = 0; i < calendar->season_count; i++) {
            int64_t days = (int64_t)calendar->seasons[i].until - calendar->seasons[i].from + 1;
            *least = days < *least ? days : *least;
            *most = days > *most ? days : *most;
        }
    }
}

int calendar_compare(const Check *c, uint32_t a, uint32_t b)
{
    if (a == b)
        return 0;
    const IrCalendar *of_a = &c->ir->calendars[a], *of_b = &c->ir->calendars[b];
    if (of_a->kind == CALENDAR_UNIT && of_b->kind == CALENDAR_UNIT)
        return a < b ? -1 : 1;
    int64_t least_a, most_a, least_b, most_b;
    days_of_period(of_a, &least_a, &most_a);
    days_of_period(of_b, &least_b, &most_b);
    return most_a < least_b ? -1 : least_a > most_b ? 1 : 2;
}

/* --- windows --- */

static bool last_read(Check *c, const Node *node, Window *window)
{
    const Node *quantity = node->first;
    int32_t count = 0;
    bool has_unit = false;
    Dimension dim = {0};
    if (!count_read(c, quantity, &count, &has_unit, &dim))
        return false;
    static const uint32_t calendars[UNIT_WORDS] = {
        [UNIT_WORD_DAYS] = NONE,
        [UNIT_WORD_WEEKS] = UNIT_WEEK,
        [UNIT_WORD_MONTHS] = UNIT_MONTH,
        [UNIT_WORD_YEARS] = UNIT_YEAR,
    };
    UnitWord unit = (UnitWord)quantity->unit;
    bool is_span = unit == UNIT_WORD_DAYS || unit == UNIT_WORD_WEEKS || unit == UNIT_WORD_MONTHS ||
                   unit == UNIT_WORD_YEARS;
    if (!is_span || quantity->per != UNIT_WORD_NONE) {
        SAY(c, E0344, quantity->span, NULL);
        return false;
    }
    /* counts come in base units: weeks as days, years as months */
    int32_t units = unit == UNIT_WORD_WEEKS   ? count / 7
                    : unit == UNIT_WORD_YEARS ? count / 12
                                              : count;
    *window = (Window){WINDOW_LAST, calendars[unit], units};
    return true;
}

bool window_read(Check *c, const Node *node, Window *window)
{
    const Node *at = node->first;
    if (at->kind == NODE_WINDOW_LAST)
        return last_read(c, at, window);
    window->kind = at->kind == NODE_WINDOW_PREVIOUS ? WINDOW_PREVIOUS : WINDOW_CALENDAR;
    window->calendar = calendar_find(c, node_word(at), name_span(c, at));
    return window->calendar != NONE;
}
