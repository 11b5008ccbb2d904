/* The log in memory: questions one after the other get what the files would answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/output.h"
#include "stdlib/builtins.h"
#include "tests/unit/filed.h"

#define RULES                                                                                      \
    PEOPLE "event late note: text optional end\n"                                                  \
           "event praise end\n"                                                                    \
           "section duty each month base 40 points end\n"                                          \
           "rule a when late deduct 1 point from duty end\n"                                       \
           "rule b when late run of 3 times deduct 10 points from duty end\n"                      \
           "rule c when praise add 2 points to duty end\n"                                         \
           "rule d when late where note is \"again\" deduct 3 points from duty end\n"

#define ROSTER TEXT("id,role,leader,joined,left\nA,staff,,,\nB,staff,,,\n")

static const char *value_of(Filed *filed, Day first, Day last, const char *wanted)
{
    Result *result = filed_ask(filed, UINT32_MAX, first, last, NULL);
    assert_non_null(result);
    Text text = scripted_values(filed->script, result, wanted);
    result_free(result);
    return text.at;
}

static const char *month(Filed *filed, int32_t number, const char *wanted)
{
    return value_of(filed, day_from_civil(2018, number, 1),
                    day_add_months(day_from_civil(2018, number, 1), 1) - 1, wanted);
}

/* Out of order, in two files; the run of three ends in March. */
static void what_is_kept_answers_one_month_after_the_other(void **state)
{
    (void)state;
    Text logs[] = {TEXT("date,kind,person,note\n2018-03-05,late,A,\n2018-01-05,late,A,again\n"
                        "2018-03-06,praise,B,\n"),
                   TEXT("date,kind,person\n2018-02-10,late,A\n2018-02-11,praise,A\n")};
    Filed *filed = filed_new(RULES, ROSTER, logs, 2);
    Engine *engine = filed->script->engine;
    assert_true(engine_keep(engine));
    for (size_t i = 1; i < filed->path_count; i++)
        assert_int_equal(truncate(filed->paths[i], 0), 0); /* nobody looks at them again */
    assert_string_equal(month(filed, 3, "duty A 2018-03 29\nduty B 2018-03 42\n"),
                        "duty A 2018-03 29\nduty B 2018-03 42\n");
    assert_string_equal(month(filed, 1, "duty A 2018-01 36\nduty B 2018-01 40\n"),
                        "duty A 2018-01 36\nduty B 2018-01 40\n");
    assert_string_equal(month(filed, 2, "duty A 2018-02 41\nduty B 2018-02 40\n"),
                        "duty A 2018-02 41\nduty B 2018-02 40\n");
    assert_int_equal(log_used(engine_log(engine)), 5);
    Day first, last;
    assert_true(engine_days(engine, &first, &last));
    assert_int_equal(first, day_from_civil(2018, 1, 5));
    assert_int_equal(last, day_from_civil(2018, 3, 6));
    filed_free(filed);
}

static void what_is_kept_knows_when_it_was_recorded(void **state)
{
    (void)state;
    Text log = TEXT("date,kind,person,recorded\n2018-01-05,late,A,\n2018-01-06,late,A,2018-03-01\n"
                    "2018-01-07,praise,A,2018-02-01\n");
    Filed *filed = filed_new(RULES, ROSTER, &log, 1);
    Engine *engine = filed->script->engine;
    assert_true(engine_keep(engine));
    assert_string_equal(month(filed, 1, "duty A 2018-01 40\n"), "duty A 2018-01 40\n");
    engine_as_of(engine, day_from_civil(2018, 2, 1));
    assert_string_equal(month(filed, 1, "duty A 2018-01 41\n"), "duty A 2018-01 41\n");
    assert_int_equal(log_used(engine_log(engine)), 2);
    assert_int_equal(log_later(engine_log(engine)), 1);
    Day first, last;
    assert_true(engine_days(engine, &first, &last));
    assert_int_equal(last, day_from_civil(2018, 1, 7));
    engine_as_of(engine, day_from_civil(2018, 1, 31));
    assert_string_equal(month(filed, 1, "duty A 2018-01 39\n"), "duty A 2018-01 39\n");
    assert_int_equal(log_later(engine_log(engine)), 2);
    assert_true(engine_days(engine, &first, &last));
    assert_int_equal(first, day_from_civil(2018, 1, 5)); /* the only one that is known by then */
    assert_int_equal(last, day_from_civil(2018, 1, 5));
    engine_as_of(engine, DAY_NEVER);
    assert_string_equal(month(filed, 1, "duty A 2018-01 40\n"), "duty A 2018-01 40\n");
    assert_int_equal(log_later(engine_log(engine)), 0);
    filed_free(filed);
}

/* The second row of an id is rejected; as of a day on which the first is not known yet, it is the
 * first. */
static void a_reject_hangs_on_what_was_known(void **state)
{
    (void)state;
    Text log = TEXT("id,date,kind,person,recorded\ne1,2018-01-05,late,A,2018-03-01\n"
                    "e1,2018-01-06,praise,A,2018-01-06\n");
    Filed *filed = filed_new(RULES, ROSTER, &log, 1);
    Engine *engine = filed->script->engine;
    assert_true(engine_keep(engine));
    assert_null(filed_ask(filed, UINT32_MAX, day_from_civil(2018, 1, 1),
                          day_from_civil(2018, 1, 31), NULL));
    assert_int_equal(engine_status(engine), 4);
    assert_int_equal(log_rejected(engine_log(engine)), 1);
    engine_as_of(engine, day_from_civil(2018, 2, 1));
    assert_string_equal(month(filed, 1, "duty A 2018-01 42\n"), "duty A 2018-01 42\n");
    assert_int_equal(log_rejected(engine_log(engine)), 0);
    assert_int_equal(log_later(engine_log(engine)), 1);
    filed_free(filed);
}

/* ---- Files that fail ---- */

enum { HALF_A_ROW = 40 };

static Result *ask_january(Filed *filed)
{
    return filed_ask(filed, UINT32_MAX, day_from_civil(2018, 1, 1), day_from_civil(2018, 1, 31),
                     NULL);
}

static void visit_nothing(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    (void)context, (void)batch, (void)rows, (void)count;
}

/* Which row is rejected hangs on the day: as of another one the log is read again, and is not
 * there. */
static void what_has_to_be_read_again_may_be_gone(void **state)
{
    (void)state;
    Text log = TEXT("id,date,kind,person,recorded\ne1,2018-01-05,late,A,2018-03-01\n"
                    "e1,2018-01-06,praise,A,2018-01-06\n");
    Filed *filed = filed_new(RULES, ROSTER, &log, 1);
    Engine *engine = filed->script->engine;
    bool *none = calloc(engine_ir(engine)->slot_count + 1, sizeof *none);
    assert_non_null(none);
    assert_true(engine_keep(engine));
    assert_int_equal(truncate(filed->paths[1], HALF_A_ROW), 0);
    assert_true(engine_rows(engine, none, DAY_ALWAYS, DAY_NEVER, visit_nothing, NULL));
    engine_as_of(engine, day_from_civil(2018, 2, 1));
    assert_null(ask_january(filed));
    assert_int_equal(engine_status(engine), 5);
    assert_int_equal(diag_code_at(filed->script->diag, 0), DIAG_E0805);
    assert_false(engine_rows(engine, none, DAY_ALWAYS, DAY_NEVER, visit_nothing, NULL));
    free(none);
    filed_free(filed);
}

static void what_is_gone_cannot_be_kept(void **state)
{
    (void)state;
    Text log = TEXT("date,kind,person\n2018-01-05,late,A\n2018-01-06,late,A\n");
    Filed *filed = filed_new(RULES, ROSTER, &log, 1);
    assert_int_equal(truncate(filed->paths[1], HALF_A_ROW), 0);
    assert_false(engine_keep(filed->script->engine));
    assert_int_equal(engine_status(filed->script->engine), 5);
    assert_int_equal(diag_code_at(filed->script->diag, 0), DIAG_E0805);
    filed_free(filed);
}

/* Runs of months ask when the first event was: without a log there is none. */
static void a_run_of_months_without_a_log(void **state)
{
    (void)state;
    Scripted *script = scripted_new(PEOPLE "section duty each month base 40 points end\n"
                                           "section year_duty each year base 0 points end\n"
                                           "rule a when duty at least 40 points run of 3 months\n"
                                           "  add 1 point to year_duty end\n");
    Filed filed = {.script = script};
    const char *paths[] = {filed_write(&filed, ROSTER)};
    assert_true(engine_load_roster(script->engine, paths, 1));
    Result *result = filed_ask(&filed, UINT32_MAX, day_from_civil(2018, 1, 1),
                               day_from_civil(2018, 12, 31), NULL);
    assert_non_null(result);
    const char *wanted = "duty A 2018-12 40\nyear_duty A 2018 0\n";
    assert_string_equal(scripted_values(script, result, wanted).at, wanted);
    result_free(result);
    unlink(paths[0]);
    scripted_free(script);
}

/* ---- Progress ---- */

enum { LONG_LOG = 140000 };

static void note_progress(void *context, uint64_t rows)
{
    uint64_t *last = context;
    assert_true(rows > *last && rows <= LONG_LOG);
    *last = rows;
}

/* Told while the log is read, at least every 100,000 rows, the last time before its end. */
static void a_long_log_tells_how_far_it_was_read(void **state)
{
    (void)state;
    Output *text = output_memory();
    output_string(text, "date,kind,person\n");
    for (int i = 0; i < LONG_LOG; i++)
        output_format(text, "2018-%02d-%02d,praise,A\n", i % 12 + 1, i % 28 + 1);
    Text log = output_contents(text);
    Filed *filed = filed_new(RULES, ROSTER, &log, 1);
    uint32_t item = (uint32_t)ir_find_item(engine_ir(filed->script->engine), TEXT("duty"));
    uint64_t told = 0;
    Question question = {.items = &item,
                         .item_count = 1,
                         .first = day_from_civil(2018, 1, 1),
                         .last = day_from_civil(2018, 1, 31),
                         .progress = note_progress,
                         .context = &told};
    Result *result = engine_run(filed->script->engine, &question);
    assert_non_null(result);
    assert_true(told >= LONG_LOG - 100000);
    result_free(result);
    filed_free(filed);
    output_close(text);
}

/* A decision out of its bounds is found while rules run: again in each question. */
static void a_decision_out_of_bounds_is_a_reject_each_time(void **state)
{
    (void)state;
    Text log = TEXT("date,kind,person,decided\n2018-01-05,fault,A,5\n2018-02-05,fault,A,90\n");
    Filed *filed = filed_new(PEOPLE "event fault end\n"
                                    "section duty each month base 40 points end\n"
                                    "rule a when fault deduct between 2 points and 10 points\n"
                                    "  as decided from duty end\n",
                             ROSTER, &log, 1);
    Engine *engine = filed->script->engine;
    assert_true(engine_keep(engine));
    for (int i = 0; i < 2; i++) {
        assert_null(filed_ask(filed, UINT32_MAX, day_from_civil(2018, 1, 1),
                              day_from_civil(2018, 1, 31), NULL));
        assert_int_equal(log_rejected(engine_log(engine)), 1);
        assert_int_equal(log_used(engine_log(engine)), 1);
    }
    filed_free(filed);
}

/* --- closed periods --- */

static Engine *closed_engine(Diag *diag, Day closed)
{
    Engine *engine = engine_new(stdlib_builtins(), diag);
    const char *rules =
        "subject person end\n"
        "event late end\n"
        "section duty each month base 40 points end\n"
        "rule a when late deduct 1 point from duty end\n"
        "amendment 《N》 from 2018-11-01 recorded 2019-02-10 closed periods adjust\n"
        "  change a: deduct 2 points from duty\n"
        "end\n";
    uint32_t source = diag_source(diag, TEXT("closed.merit"), text_from(rules));
    engine_close_through(engine, closed, UNIT_MONTH);
    assert_true(engine_load_sources(engine, &source, 1, true));
    return engine;
}

/* What the notice owes for November: a point for each that was late then. */
static void what_is_owed_hangs_on_the_log_that_is_open(void **state)
{
    (void)state;
    Text one = TEXT("date,kind,person\n2018-11-05,late,A\n");
    Text three = TEXT("date,kind,person\n2018-11-05,late,A\n2018-11-06,late,A\n"
                      "2018-11-07,late,A\n");
    Filed *filed = filed_new(RULES, ROSTER, &one, 1);
    const char *roster = filed_write(filed, TEXT("id\nA\n"));
    const char *logs[] = {filed->paths[1], filed_write(filed, three)};
    const char *wanted[] = {"duty A 2018-11 39\nduty A 2019-02 39\n",
                            "duty A 2018-11 37\nduty A 2019-02 37\n"};
    engine_free(filed->script->engine);
    filed->script->engine = closed_engine(filed->script->diag, day_from_civil(2019, 1, 31));
    assert_true(engine_load_roster(filed->script->engine, &roster, 1));
    for (size_t i = 0; i < 2; i++) {
        assert_true(engine_open_events(filed->script->engine, &logs[i], 1));
        assert_string_equal(
            value_of(filed, day_from_civil(2018, 11, 1), day_from_civil(2019, 2, 28), wanted[i]),
            wanted[i]);
    }
    filed_free(filed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_answers_one_month_after_the_other),
        cmocka_unit_test(what_is_kept_knows_when_it_was_recorded),
        cmocka_unit_test(a_reject_hangs_on_what_was_known),
        cmocka_unit_test(a_decision_out_of_bounds_is_a_reject_each_time),
        cmocka_unit_test(what_is_owed_hangs_on_the_log_that_is_open),
        cmocka_unit_test(what_has_to_be_read_again_may_be_gone),
        cmocka_unit_test(what_is_gone_cannot_be_kept),
        cmocka_unit_test(a_run_of_months_without_a_log),
        cmocka_unit_test(a_long_log_tells_how_far_it_was_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
