/* Whatever is decided lies within what was shown while it was open (S21): every combination. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

enum { LEAST = 1, EVENTS = 3 };

static const char PACK[] = PEOPLE
    "event conduct end event late end event praise end\n"
    "section duty each month base 10 points floor 0 points cap 11 points end\n"
    "section merit_points each month base 0 points end\n"
    "section bonus_days each month base 0 points end\n"
    "rule r when conduct charge person charge 50% to leader\n"
    "  deduct between 1 point and 4 points as decided from duty end\n"
    "rule c when praise add between 1 point and 4 points as decided to merit_points\n"
    "  cap 5 points each month end\n"
    "rule y when praise add between 1 point and 4 points as decided to bonus_days\n"
    "  cap 6 points each year end\n"
    "rule l when late deduct 5 points from duty end\n"
    "section staged each month base 0 points end\n"
    "rule e when late where duty below 7 points charge person charge leader\n"
    "  add duty to staged cap 9 points each month end\n"
    "rule b when monthly below 14 points deduct 1 point from late_fund end\n"
    "section late_fund each month base 5 points end\n"
    "score monthly each month = duty * 2 - merit_points / 3 + 1 point end\n"
    "score ratio each month = 100 points * duty / (monthly + 50 points) rounded down to 0.1 points "
    "end\n"
    "score chosen each month = if duty at least 7 points then monthly else duty end\n"
    "score least each year = lowest of duty end\n"
    "score mean each year = average of monthly rounded half up to 0.01 points end\n"
    "score best_two each year = total of (best 2 monthly) end\n"
    "score crowd each month = average of (monthly across role) end\n"
    "score part each month = share of (monthly across role) end\n"
    "score spread each month = monthly - crowd end\n"
    "rank place by monthly within role end\n"
    "rank thick by mean then by least ties dense end\n"
    "grade level by place good: monthly at least 18 points top 1 ties out fair: duty at least 8 "
    "points\n"
    "  poor: otherwise end\n"
    "grade simple by mean good: mean at least 20 points poor: otherwise end\n";

/* decisions[i] 0: open. */
static Scripted *run_pack(const int *decisions)
{
    static const char *const rows[EVENTS] = {
        "given 2018-10-02 conduct B", "given 2018-10-03 praise A", "given 2018-11-05 praise A"};
    char text[8192];
    size_t size =
        (size_t)snprintf(text, sizeof text,
                         "%stest \"given\" given person H role = head given person A leader = H\n"
                         "given person B leader = H given person C\n"
                         "given 2018-10-04 late A given 2018-10-04 late C\n",
                         PACK);
    for (size_t i = 0; i < EVENTS; i++) {
        size += (size_t)snprintf(text + size, sizeof text - size, "%s", rows[i]);
        if (decisions[i])
            size += (size_t)snprintf(text + size, sizeof text - size, " decided = %d points",
                                     decisions[i]);
        size += (size_t)snprintf(text + size, sizeof text - size, "\n");
    }
    snprintf(text + size, sizeof text - size, "end\n");
    Scripted *script = scripted_new(text);
    scripted_run(script, "mean A 2018\n");
    assert_non_null(script->result);
    return script;
}

static void assert_within(Value open, Value decided, const IrItem *item, uint32_t subject)
{
    bool good = true;
    switch (open.state) {
    case VALUE_UNDECIDED:
        break;
    case VALUE_UNASSESSED:
        good = decided.state == VALUE_UNASSESSED;
        break;
    case VALUE_KNOWN:
        good = decided.state == VALUE_KNOWN && ratio_compare(open.number, decided.number) == 0;
        break;
    case VALUE_OPEN:
        good = decided.state == VALUE_KNOWN && ratio_compare(open.number, decided.number) <= 0 &&
               ratio_compare(decided.number, open.high) <= 0;
        break;
    }
    if (!good)
        fail_msg("%.*s of subject %u", (int)item->name.text.size, item->name.text.at, subject);
}

static size_t compare_runs(const Scripted *open, const Scripted *decided)
{
    const Ir *ir = engine_ir(open->engine);
    size_t narrower = 0;
    for (uint32_t item = 0; item < ir->item_count; item++) {
        if (ir->items[item].kind == ITEM_MEASURE)
            continue;
        int32_t first, last;
        result_periods(open->result, ir->items[item].calendar, &first, &last);
        for (int32_t period = first; period <= last; period++)
            for (uint32_t subject = 0; subject < 4; subject++) {
                Value value = result_value(open->result, item, subject, period);
                narrower += value.state == VALUE_OPEN;
                assert_within(value, result_value(decided->result, item, subject, period),
                              &ir->items[item], subject);
            }
    }
    return narrower;
}

static void every_decision_lies_within_what_was_open(void **state)
{
    (void)state;
    for (int left = 0; left < 1 << EVENTS; left++) { /* which of the events are open at first */
        for (int code = 0; code < 4 * 4 * 4; code++) {
            int all[EVENTS] = {LEAST + code % 4, LEAST + code / 4 % 4, LEAST + code / 16};
            int some[EVENTS];
            for (int i = 0; i < EVENTS; i++)
                some[i] = left >> i & 1 ? 0 : all[i];
            if (left != 7 && code % 5 != 0) /* some of the decided ones are enough */
                continue;
            Scripted *open = run_pack(some), *decided = run_pack(all);
            size_t ranges = compare_runs(open, decided);
            assert_true(left == 0 ? ranges == 0 : ranges > 0);
            scripted_free(open);
            scripted_free(decided);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_decision_lies_within_what_was_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
