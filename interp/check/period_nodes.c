/* The periods that tests and queries name: 2018-10, 2018-01..2018-12, 2018-10-08, term "spring". */
#include "interp/check/work.h"

static const char *period_example(Check *c, uint32_t calendar)
{
    static const char *const examples[PERIOD_UNITS] = {"2018-W41", "2018-10", "2018-Q4", "2018-H2",
                                                       "2018"};
    if (calendar < PERIOD_UNITS)
        return examples[calendar];
    const IrCalendar *of = calendar == NONE ? NULL : &c->ir->calendars[calendar];
    if (of == NULL || of->season_count == 0)
        return "2018-10-08";
    Text season = of->seasons[0].name;
    return arena_format(c->arena, "%s \"%.*s\"", say_text(c, name_canonical(&of->name)),
                        (int)season.size, season.at);
}

static bool misfit(Check *c, const Node *node, uint32_t calendar)
{
    const char *name =
        calendar == NONE ? BOTH("day", "日") : say_name(c, &c->ir->calendars[calendar].name);
    SAY(c, E0702, node->span, name, period_example(c, calendar), NULL);
    return false;
}

static bool season_named(Check *c, const IrCalendar *calendar, const Node *node, int32_t *index)
{
    Text word = node_word(node);
    Names names = {0};
    for (size_t i = 0; i < calendar->season_count; i++) {
        if (text_equal(calendar->seasons[i].name, word)) {
            *index = (int32_t)i;
            return true;
        }
        names_add_text(c, &names, calendar->seasons[i].name);
    }
    SAY(c, E0318, node->span, say_text(c, word), say_near(c, word, &names), NULL);
    return false;
}

/* `term "spring"`; `fortnight 3` is the third from the anchor. */
static bool named_index(Check *c, const Node *node, uint32_t calendar, Day anchor, int32_t *index)
{
    const IrCalendar *of = &c->ir->calendars[calendar];
    int32_t number = 0;
    bool has_unit = false;
    Dimension dim = {0};
    if (of->kind == CALENDAR_UNIT)
        return misfit(c, node, calendar);
    if (of->kind == CALENDAR_SEASONS)
        return season_named(c, of, node->first, index);
    if (node->first->kind != NODE_NUMBER)
        return misfit(c, node, calendar);
    if (!count_read(c, node->first, &number, &has_unit, &dim))
        return false;
    *index = 0;
    if (anchor != ANYONE) /* who has no date has no cycles: any will do */
        calendar_of_day(of, anchor, anchor, index);
    *index += number - 1;
    return true;
}

/* A cycle of each subject's own has no days without a subject. */
static bool named_days(Check *c, const Node *node, int32_t *first, int32_t *last)
{
    int32_t index = 0;
    uint32_t calendar = calendar_find(c, node->name, name_span(c, node));
    if (calendar == NONE)
        return false;
    const IrCalendar *of = &c->ir->calendars[calendar];
    if (calendar_is_own(of))
        return misfit(c, node, NONE);
    if (!named_index(c, node, calendar, of->anchor, &index))
        return false;
    *first = calendar_first(of, of->anchor, index);
    *last = calendar_last(of, of->anchor, index);
    return true;
}

/* As days, for what is not counted by periods. */
static bool days_of(Check *c, const Node *node, int32_t *first, int32_t *last)
{
    PeriodUnit unit = UNIT_MONTH;
    int32_t index = 0;
    if (node->kind == NODE_DATE) {
        *first = *last = day_of(c, node);
        return true;
    }
    if (node->kind == NODE_PERIOD_NAMED)
        return named_days(c, node, first, last);
    if (!period_parse(&unit, &index, text_fold(c->arena, node->name)))
        return misfit(c, node, NONE);
    *first = period_first(unit, index);
    *last = period_last(unit, index);
    return true;
}

static bool index_of(Check *c, const Node *node, uint32_t calendar, Day anchor, int32_t *index)
{
    const IrCalendar *own = &c->ir->calendars[calendar];
    PeriodUnit unit = UNIT_MONTH;
    *index = 0;
    if (node->kind == NODE_PERIOD_NAMED) {
        uint32_t named = calendar_find(c, node->name, name_span(c, node));
        return named != NONE && (named == calendar ? named_index(c, node, calendar, anchor, index)
                                                   : misfit(c, node, calendar));
    }
    if (node->kind == NODE_DATE)
        return calendar_of_day(own, anchor, day_of(c, node), index) || misfit(c, node, calendar);
    if (!period_parse(&unit, index, text_fold(c->arena, node->name)))
        return misfit(c, node, calendar);
    return (own->kind == CALENDAR_UNIT && own->unit == unit) || misfit(c, node, calendar);
}

bool period_range(Check *c, const Node *node, uint32_t calendar, Day anchor, int32_t *first,
                  int32_t *last)
{
    int32_t unused = 0;
    const Node *low = node, *high = node;
    if (node->kind == NODE_PERIOD_RANGE) {
        low = node->first;
        high = low->next;
    }
    bool good = calendar == NONE
                    ? days_of(c, low, first, &unused) && days_of(c, high, &unused, last)
                    : index_of(c, low, calendar, anchor, first) &&
                          index_of(c, high, calendar, anchor, last);
    if (good && *first > *last) {
        SAY(c, E0409, high->span, NULL);
        return false;
    }
    return good;
}

void test_known(Check *c, const Node *node, IrTest *test)
{
    const Node *until = node_find(node, NODE_RECORDED_UNTIL);
    const Node *closed = node_find(node, NODE_CLOSED_THROUGH);
    int32_t index;
    if (until != NULL)
        day_read(c, until->first, &test->recorded_until);
    if (closed == NULL)
        return;
    Text written = text_fold(c->arena, closed->first->name);
    if (closed->first->kind == NODE_DATE)
        test->closed_through = day_of(c, closed->first);
    else if (period_parse(&test->closed_unit, &index, written))
        test->closed_through = period_last(test->closed_unit, index);
    else
        SAY(c, E0837, closed->first->span, say_text(c, closed->first->name), NULL);
}
