/* From files to values: dated roster rows, the order of several logs, questions about a part. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/output.h"
#include "stdlib/builtins.h"
#include "tests/unit/filed.h"

static void assert_filed(const char *rules, Text roster, const Text *logs, size_t count,
                         const char *expected)
{
    Filed *filed = filed_new(rules, roster, logs, count);
    Scripted *script = filed->script;
    script->trace = (Trace){.arena = script->arena, .subject = UINT32_MAX};
    script->result = filed_ask(filed, UINT32_MAX, day_from_civil(2018, 1, 1),
                               day_from_civil(2019, 12, 31), &script->trace);
    assert_non_null(script->result);
    assert_string_equal(scripted_values(script, script->result, expected).at, expected);
    filed_free(filed);
}

/* ---- Dated rows ---- */

static void rules_read_the_roster_of_the_day_scores_that_of_the_last_day(void **state)
{
    (void)state;
    Text roster = TEXT("id,role,leader,joined,left\n"
                       "A,staff,B,,2018-06-15\n"
                       "A,head,C,2018-06-16,2018-11-30\n"
                       "B,head,,,\n"
                       "C,head,,,\n");
    Text log = TEXT("date,kind,person\n"
                    "2018-06-15,late,A\n"
                    "2018-06-16,late,A\n");
    assert_filed(PEOPLE
                 "event late end\n"
                 "section duty each month base if role is head then 50 points else 40 points\n"
                 "end\n"
                 "section blame each month base 0 points end\n"
                 "rule a when late deduct if role is head then 5 points else 1 point\n"
                 "  from duty end\n"
                 "rule b when late charge leader deduct 1 point from blame end\n"
                 "score yearly each year = total of duty end\n"
                 "rank place by yearly within role end\n",
                 roster, &log, 1,
                 "duty A 2018-05 40\n"
                 "duty A 2018-06 44\n" /* the base of a head; one point as staff, five as head */
                 "blame B 2018-06 -1\n"
                 "blame C 2018-06 -1\n"
                 "duty A 2018-11 50\n"
                 "duty A 2018-12 -\n"
                 "yearly A 2018 494\n" /* 5 × 40 + 44 + 5 × 50 */
                 "place A 2018 3\n"    /* a head on the last day there */
                 "place B 2018 1\n");
}

static void a_gap_in_the_roster_is_a_time_off_it(void **state)
{
    (void)state;
    Text roster = TEXT("id,role,leader,joined,left\n"
                       "A,staff,,2018-01-01,2018-01-10\n"
                       "A,staff,,2018-01-22,2018-02-14\n");
    Text log = TEXT("date,kind,person\n2018-01-22,late,A\n");
    assert_filed(PEOPLE "event late end\n"
                        "score pay each month = 310 yuan pro rata end\n"
                        "score half_pay each month = 280 yuan pro rata end\n",
                 roster, &log, 1,
                 "pay A 2018-01 200\n" /* 10 and 10 of 31 days */
                 "half_pay A 2018-02 140\n"
                 "pay A 2018-03 -\n");
}

/* ---- Several logs ---- */

static void the_order_of_the_log_is_that_of_the_files_then_of_the_rows(void **state)
{
    (void)state;
    Text roster = TEXT("id,role,leader,joined,left\nA,staff,,,\n");
    Text missed = TEXT("date,kind,person,result\n2018-01-05,promise,A,missed\n"
                       "2018-01-05,promise,A,missed\n");
    Text kept = TEXT("date,kind,person,result\n2018-01-05,promise,A,kept\n");
    const char *rules =
        PEOPLE "event promise result: one of kept, missed end\n"
               "section duty each month base 40 points end\n"
               "rule twice when promise run of 2 times where result is missed\n"
               "  deduct 2 points from duty end\n"
               "rule broken when promise run of 2 times deduct 10 points from duty end\n";
    assert_filed(rules, roster, (const Text[]){missed, kept}, 2, "duty A 2018-01 28\n");
    Text one = TEXT("date,kind,person,result\n2018-01-05,promise,A,missed\n");
    assert_filed(rules, roster, (const Text[]){one, kept, one}, 3, "duty A 2018-01 30\n");
}

/* ---- Rejects, limits ---- */

static void rejects_stop_a_run_unless_so_many_are_accepted(void **state)
{
    (void)state;
    Text roster = TEXT("id,role,leader,joined,left\nA,staff,,,\n");
    Text log = TEXT("date,kind,person\n2018-01-05,late,A\n2018-01-06,late,Z\n2018-13-06,late,A\n");
    Filed *filed = filed_new(PEOPLE "event late end\nsection duty each month base 40 points end\n"
                                    "rule a when late deduct 1 point from duty end\n",
                             roster, &log, 1);
    Engine *engine = filed->script->engine;
    uint32_t item = 0;
    Question question = {.items = &item,
                         .item_count = 1,
                         .first = day_from_civil(2018, 1, 1),
                         .last = day_from_civil(2018, 1, 31),
                         .accept_rejects = 1};
    assert_null(engine_run(engine, &question));
    assert_int_equal(engine_status(engine), 4);
    assert_int_equal(diag_errors(filed->script->diag), 2);
    question.accept_rejects = 2;
    Result *result = engine_run(engine, &question);
    assert_non_null(result);
    assert_int_equal(engine_status(engine), 0);
    assert_int_equal(result_value(result, 0, 0, 2018 * 12).number.num, 39);
    result_free(result);
    filed_free(filed);
}

/* No figures as if nothing had happened. */
static void events_that_cannot_be_opened_leave_nothing_to_run(void **state)
{
    (void)state;
    Text roster = TEXT("id,role,leader,joined,left\nA,staff,,,\n");
    Text log = TEXT("date,kind,person\n");
    Filed *filed = filed_new(PEOPLE "event late end\nsection duty each month base 40 points end\n",
                             roster, &log, 1);
    Day first = day_from_civil(2018, 1, 1), last = day_from_civil(2018, 1, 31);
    const char *const none = "/no/such/file";
    assert_false(engine_open_events(filed->script->engine, &none, 1));
    assert_null(filed_ask(filed, UINT32_MAX, first, last, NULL));
    assert_int_equal(engine_status(filed->script->engine), 4);
    filed_free(filed);
}

static void an_overflow_ends_a_run_with_a_limit(void **state)
{
    (void)state;
    Text roster = TEXT("id,role,leader,joined,left\nA,staff,,,\n");
    Text log = TEXT("date,kind,person,count\n2018-01-05,late,A,2\n");
    Filed *filed = filed_new(PEOPLE "event late end\nsection duty each month base 40 points end\n"
                                    "rule a when late add 9000000000000000000 points to duty end\n",
                             roster, &log, 1);
    assert_null(filed_ask(filed, UINT32_MAX, day_from_civil(2018, 1, 1),
                          day_from_civil(2018, 1, 31), NULL));
    assert_int_equal(engine_status(filed->script->engine), 7);
    assert_int_equal(diag_code_at(filed->script->diag, 0), DIAG_E2001);
    filed_free(filed);
}

/* ---- A part of the whole ---- */

enum { CROWD = 1300 }; /* more than two runs of subjects */

static Text crowd_roster(Arena *arena)
{
    Output *out = output_memory();
    output_string(out, "id,role,leader,joined,left\n");
    output_string(out, "p0000,head,,,\n");
    for (int i = 1; i < CROWD; i++)
        output_format(out, "p%04d,%s,p%04d,,\n", i, i % 9 ? "staff" : "head", i / 3);
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

static Text crowd_log(Arena *arena)
{
    Output *out = output_memory();
    output_string(out, "date,kind,person,move,count\n");
    for (int i = 0; i < 9000; i++)
        output_format(out, "201%d-%02d-%02d,step,p%04d,%d.%d,%d\n", 7 + i % 5 / 3, 1 + i % 12,
                      1 + i % 28, i * 7 % CROWD, i % 11 - 5, i % 10, 1 + i % 3);
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    return text;
}

#define CROWD_RULES                                                                                \
    PEOPLE "event step move: number end\n"                                                         \
           "section work each month base 10 points floor -30 points end\n"                         \
           "section blame each year base 0 points end\n"                                           \
           "section calm each month base 1 point / 3 end\n"                                        \
           "rule a when step add 1 point * move to work end\n"                                     \
           "rule b when step where move below 0 charge 50% to every level of leader\n"             \
           "  deduct 1 point from blame end\n"                                                     \
           "rule c when step run of 2 times where move above 0 add 1 point to calm end\n"          \
           "rule d when low below 5 points charge leader deduct 2 points from blame end\n"         \
           "rule e when low below 0 points hold pay at most 100 yuan end\n"                        \
           "score low each month = lowest of (work in last 3 months) end\n"                        \
           "score mean each quarter = average of work + total of calm end\n"                       \
           "score pay each month = 20 yuan/point * (work + low) rounded down to 1 yuan end\n"      \
           "score annual each year = average of mean + blame rounded half up to 0.01 points end\n" \
           "rank place by annual then by blame within role end\n"                                  \
           "grade verdict by place good: top 20% fair: annual at least 8 points\n"                 \
           "  poor: otherwise end\n"                                                               \
           "score prize each year = if verdict is good then 500 yuan else 0 yuan end\n"

static void assert_equal_items(const Ir *ir, uint32_t item, const Result *part, const Result *all)
{
    int32_t first, last;
    result_periods(part, ir->items[item].calendar, &first, &last);
    for (int32_t period = first; period <= last; period++)
        for (uint32_t who = 0; who < CROWD; who++) {
            char a[VALUE_ROOM], b[VALUE_ROOM];
            size_t size = result_write(part, item, who, period, a);
            assert_true(result_has(part, item, period));
            assert_int_equal(size, result_write(all, item, who, period, b));
            assert_memory_equal(a, b, size);
        }
}

static void asking_for_one_thing_gives_what_asking_for_all_gives(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    Text log = crowd_log(arena);
    Filed *filed = filed_new(CROWD_RULES, crowd_roster(arena), &log, 1);
    Engine *engine = filed->script->engine;
    const Ir *ir = engine_ir(engine);
    Trace trace = {.arena = arena, .subject = UINT32_MAX};
    Day from = day_from_civil(2018, 1, 1), to = day_from_civil(2018, 12, 31);
    Result *all = filed_ask(filed, UINT32_MAX, from, to, &trace);
    assert_non_null(all);
    assert_true(trace.count > 1000);
    for (uint32_t i = 0; i < ir->item_count; i++) {
        if (ir->items[i].kind == ITEM_MEASURE)
            continue;
        Result *year = filed_ask(filed, i, from, to, NULL);
        assert_equal_items(ir, i, year, all);
        result_free(year);
        if (ir->items[i].calendar != UNIT_MONTH)
            continue;
        Result *month =
            filed_ask(filed, i, day_from_civil(2018, 7, 1), day_from_civil(2018, 7, 31), NULL);
        assert_equal_items(ir, i, month, all);
        result_free(month);
    }
    result_free(all);
    filed_free(filed);
    arena_free(arena);
}

static void a_question_covers_the_periods_that_lie_within_it(void **state)
{
    (void)state;
    Text roster = TEXT("id,role,leader,joined,left\nA,staff,,2018-03-17,2018-05-10\n");
    Text log = TEXT("date,kind,person\n");
    Filed *filed = filed_new(PEOPLE "event late end\nsection duty each month base 40 points end\n",
                             roster, &log, 1);
    Result *result =
        filed_ask(filed, 0, day_from_civil(2018, 1, 15), day_from_civil(2018, 5, 30), NULL);
    int32_t first, last;
    result_periods(result, UNIT_MONTH, &first, &last);
    assert_int_equal(first, 2018 * 12 + 1); /* February to April */
    assert_int_equal(last, 2018 * 12 + 3);
    result_periods(result, UNIT_YEAR, &first, &last);
    assert_true(last < first);
    assert_false(result_has(result, 0, 2018 * 12));
    assert_true(result_has(result, 0, 2018 * 12 + 1));
    assert_false(result_present(result, 0, 0, UNIT_MONTH, 2018 * 12 + 1));
    assert_true(result_present(result, 0, 0, UNIT_MONTH, 2018 * 12 + 2));
    assert_true(result_present(result, 0, 0, UNIT_MONTH, 2018 * 12 + 4));
    assert_false(result_present(result, 0, 0, UNIT_MONTH, 2018 * 12 + 5));
    result_free(result);
    filed_free(filed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_read_the_roster_of_the_day_scores_that_of_the_last_day),
        cmocka_unit_test(a_gap_in_the_roster_is_a_time_off_it),
        cmocka_unit_test(the_order_of_the_log_is_that_of_the_files_then_of_the_rows),
        cmocka_unit_test(rejects_stop_a_run_unless_so_many_are_accepted),
        cmocka_unit_test(events_that_cannot_be_opened_leave_nothing_to_run),
        cmocka_unit_test(an_overflow_ends_a_run_with_a_limit),
        cmocka_unit_test(asking_for_one_thing_gives_what_asking_for_all_gives),
        cmocka_unit_test(a_question_covers_the_periods_that_lie_within_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
