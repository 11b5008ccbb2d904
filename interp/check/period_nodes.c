/* The periods that tests and queries name: 2018-10, 2018-01..2018-12, 2018-10-08, term "spring". */
#include "interp/check/work.h"

static bool misfit(Check *c, const Node *node, uint32_t calendar)
{
    static const char *const examples[PERIOD_UNITS] = {"2018-W41", "2018-10", "2018-Q4", "2018-H2",
                                                       "2018"};
    bool is_unit = calendar < PERIOD_UNITS;
    const char *name =
        calendar == NONE ? BOTH("day", "日") : say_name(c, &c->ir->calendars[calendar].name);
    SAY(c, E0702, node->span, name, is_unit ? examples[calendar] : "2018-10-08", NULL);
    return false;
}

static bool season_find(Check *c, const Node *node, uint32_t *calendar, int32_t *index)
{
    *calendar = calendar_find(c, node->name, name_span(c, node));
    *index = 0;
    if (*calendar == NONE)
        return false;
    const IrCalendar *seasons = &c->ir->calendars[*calendar];
    if (seasons->kind != CALENDAR_SEASONS || node->first == NULL)
        return true;
    Text word = node_word(node->first);
    Names names = {0};
    for (size_t i = 0; i < seasons->season_count; i++) {
        if (text_equal(seasons->seasons[i].name, word)) {
            *index = (int32_t)i;
            return true;
        }
        names_add_text(c, &names, seasons->seasons[i].name);
    }
    SAY(c, E0318, node->first->span, say_text(c, word), say_near(c, word, &names), NULL);
    return false;
}

/* As days, for what is not counted by periods. */
static bool days_of(Check *c, const Node *node, int32_t *first, int32_t *last)
{
    PeriodUnit unit = UNIT_MONTH;
    int32_t index = 0;
    uint32_t calendar = NONE;
    if (node->kind == NODE_DATE) {
        bool good = day_read(c, node, first);
        *last = *first;
        return good;
    }
    if (node->kind == NODE_PERIOD_NAMED) {
        if (!season_find(c, node, &calendar, &index))
            return false;
        bool is_season = c->ir->calendars[calendar].kind == CALENDAR_SEASONS;
        *first = is_season ? c->ir->calendars[calendar].seasons[index].from : DAY_ALWAYS;
        *last = is_season ? c->ir->calendars[calendar].seasons[index].until : DAY_NEVER;
        return true;
    }
    if (!period_parse(&unit, &index, text_fold(c->arena, node->name)))
        return misfit(c, node, NONE);
    *first = period_first(unit, index);
    *last = period_last(unit, index);
    return true;
}

static bool index_of(Check *c, const Node *node, uint32_t calendar, int32_t *index)
{
    const IrCalendar *own = &c->ir->calendars[calendar];
    PeriodUnit unit = UNIT_MONTH;
    Day day = 0;
    uint32_t named = NONE;
    *index = 0;
    if (node->kind == NODE_PERIOD_NAMED)
        return season_find(c, node, &named, index) &&
               (named == calendar || misfit(c, node, calendar));
    if (node->kind == NODE_DATE) {
        if (!day_read(c, node, &day))
            return false;
        return calendar_of_day(own, own->anchor, day, index) || misfit(c, node, calendar);
    }
    if (!period_parse(&unit, index, text_fold(c->arena, node->name)))
        return misfit(c, node, calendar);
    return (own->kind == CALENDAR_UNIT && own->unit == unit) || misfit(c, node, calendar);
}

bool period_range(Check *c, const Node *node, uint32_t calendar, int32_t *first, int32_t *last)
{
    int32_t unused = 0;
    const Node *low = node, *high = node;
    if (node->kind == NODE_PERIOD_RANGE && node->first != NULL && node->first->next != NULL) {
        low = node->first;
        high = low->next;
    }
    bool good = calendar == NONE
                    ? days_of(c, low, first, &unused) && days_of(c, high, &unused, last)
                    : index_of(c, low, calendar, first) && index_of(c, high, calendar, last);
    if (good && *first > *last) {
        SAY(c, E0409, high->span, NULL);
        return false;
    }
    return good;
}
