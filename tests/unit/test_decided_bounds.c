/* The bounds of a decision: unknown, the wrong way round, of both signs, of those who are not
 * there; and whom an open one does not reach. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY                                                                                       \
    PEOPLE "event conduct minutes: minutes default 0 end event visit end\n"                        \
           "section duty each month base 40 points end\n"                                          \
           "section work each month base 5 points end\n"

static void without_bounds_nothing_is_posted(void **state)
{
    (void)state;
    /* what is the least has ended in July: whatever is decided then is posted nowhere */
    assert_values(
        DUTY "let least = 2 points until 2018-06-30 end\n"
             "rule r when conduct\n"
             "  deduct between least and 9 points as decided from duty end\n" GIVEN(
                 "given person A given person B\n"
                 "given 2018-06-01 conduct A given 2018-07-01 conduct A\n"
                 "given 2018-06-01 conduct B decided = 4 points\n"
                 "given 2018-07-01 conduct B decided = 4 points\n"),
        "duty A 2018-06 31..38\nduty A 2018-07 40\nduty B 2018-06 36\nduty B 2018-07 40\n");
    assert_values(DUTY
                  "let most = 9 points until 2018-06-30 end\n"
                  "rule r when conduct\n"
                  "  deduct between 2 points and most as decided from duty end\n" GIVEN(
                      "given person A given 2018-06-01 conduct A given 2018-07-01 conduct A\n"),
                  "duty A 2018-06 31..38\nduty A 2018-07 40\n");
}

static void bounds_may_stand_the_wrong_way_round(void **state)
{
    (void)state;
    /* 0.5 for each of 20 minutes is 10, of 4 minutes 2: from 5 to 10, from 2 to 5; and 5 to 5 */
#define PER_MINUTE(of) "0.5 points * (minutes / 1 minute) and 5 points as decided " of " duty end\n"
    assert_values(DUTY "rule r when conduct add between " PER_MINUTE("to")
                      GIVEN("given person A given person B given person C\n"
                            "given 2018-10-01 conduct A minutes = 20\n"
                            "given 2018-10-01 conduct B minutes = 4\n"
                            "given 2018-10-01 conduct C minutes = 10\n"),
                  "duty A 2018-10 45..50\nduty B 2018-10 42..45\nduty C 2018-10 45\n");
    assert_values(DUTY "rule r when conduct deduct between " PER_MINUTE("from")
                      GIVEN("given person A given person B given person C\n"
                            "given 2018-10-01 conduct A minutes = 20\n"
                            "given 2018-10-01 conduct B minutes = 4\n"
                            "given 2018-10-01 conduct C minutes = 10\n"),
                  "duty A 2018-10 30..35\nduty B 2018-10 35..38\nduty C 2018-10 35\n");
}

/* How often E1046 is said of a run that fails. */
static int refused(const char *text)
{
    Scripted *script = scripted_new(text);
    scripted_run(script, "duty A 2018-10\n");
    assert_null(script->result);
    int count = 0;
    for (size_t i = 0; i < diag_count(script->diag); i++)
        count += diag_code_at(script->diag, i) == DIAG_E1046;
    scripted_free(script);
    return count;
}

static void each_decision_out_of_bounds_is_refused_once(void **state)
{
    (void)state;
    enum { ROWS = 40, ROOM = 8192 };
    char *script = malloc(ROOM);
    size_t size = (size_t)snprintf(
        script, ROOM, "%s",
        DUTY "rule r when conduct add between 2 points and 9 points as decided to duty\n"
             "  deduct between 2 points and 9 points as decided from work end\n"
             "test \"given\" given person A\n");
    for (int i = 0; i < ROWS; i++) /* 0, 1, 10, 11 of each twelve are out of bounds */
        size += (size_t)snprintf(script + size, ROOM - size,
                                 "given 2018-10-02 conduct A decided = %d points\n", i % 12);
    snprintf(script + size, ROOM - size, "end\n");
    /* 36 rows hold three times four, the other four begin with 0 and 1 */
    assert_int_equal(refused(script), 14);
    free(script);
}

static void who_is_not_there_has_nothing_to_be_decided(void **state)
{
    (void)state;
#define LEADERS                                                                                    \
    "given person B left = 2018-06-30 given person L\n"                                            \
    "given person A leader = B given person D leader = L\n"
    assert_values(DUTY "rule r when conduct charge leader\n"
                       "  deduct between 1 point and 9 points as decided from duty end\n" GIVEN(
                           LEADERS "given 2018-10-01 conduct A given 2018-10-01 conduct D\n"
                                   "given 2018-06-01 conduct A decided = 3 points\n"),
                  "duty A 2018-10 40\nduty B 2018-06 37\nduty L 2018-10 31..39\n");
    /* the same where postings stand in order, or wait for a cap */
    assert_values(DUTY "rule r when conduct charge leader\n"
                       "  deduct between 1 point and 9 points as decided from duty end\n"
                       "rule again when visit restart duty end\n" GIVEN(
                           LEADERS "given 2018-10-01 conduct A given 2018-10-02 conduct D\n"
                                   "given 2018-10-01 visit L\n"),
                  "duty A 2018-10 40\nduty L 2018-10 31..39\n");
    assert_values(DUTY "rule r when conduct charge leader\n"
                       "  deduct between 1 point and 9 points as decided from duty\n"
                       "  cap 5 points each month end\n" GIVEN(
                           LEADERS "given 2018-10-01 conduct A given 2018-10-02 conduct D\n"),
                  "duty A 2018-10 40\nduty L 2018-10 35..39\n");
}

static void who_has_left_keeps_no_open_months(void **state)
{
    (void)state;
    /* whether the cap is used up in a later month is undecided, of those in which A is there */
    assert_values(DUTY "rule v when visit where duty below 35 points\n"
                       "  deduct 1 point from work cap 3 points each year end\n"
                       "rule r when conduct\n"
                       "  deduct between 1 point and 9 points as decided from duty end\n" GIVEN(
                           "given person A left = 2018-10-31\n"
                           "given 2018-09-01 conduct A given 2018-09-02 visit A\n"),
                  "work A 2018-09 undecided\nwork A 2018-10 undecided\nwork A 2018-11 -\n");
}

static void an_open_decision_of_one_kind_leaves_the_other_alone(void **state)
{
    (void)state;
#define UNITS                                                                                      \
    "subject person unit: unit optional end subject unit end\n"                                    \
    "event conduct end event audit house: unit end event praise end\n"                             \
    "section duty of person each month base 40 points end\n"                                       \
    "section tidy of unit each month base 10 points end\n"                                         \
    "rule c when audit deduct between 1 point and 4 points as decided from tidy end\n"
    assert_values(UNITS "rule p when praise where duty above 30 points add 1 point to extra end\n"
                        "section extra of person each month base 0 points end\n"
                        "rule q when praise charge unit where tidy below 8 points\n"
                        "  deduct 1 point from bonus end\n"
                        "section bonus of unit each month base 0 points end\n" GIVEN(
                            "given unit U given unit V given person A unit = U\n"
                            "given person B unit = V given 2018-10-01 audit U\n"
                            "given 2018-10-02 praise A given 2018-10-02 praise B\n"),
                  "tidy U 2018-10 6..9\ntidy V 2018-10 10\nextra A 2018-10 1\n"
                  "bonus U 2018-10 undecided\nbonus V 2018-10 0\n");
}

static void a_group_over_what_is_settled_is_settled(void **state)
{
    (void)state;
    assert_values("subject person team: text optional end event conduct end\n"
                  "section duty each month base 40 points end\n"
                  "section work each month base 5 points end\n"
                  "rule c when conduct\n"
                  "  deduct between 1 point and 4 points as decided from duty end\n"
                  "score s each month = total of (work across team) end\n"
                  "score t each month = total of (duty across team) end\n"
                  "score u each month = count of (duty across team) end\n"
                  "score v each month = count of (best 1 duty across team) end\n" GIVEN(
                      "given person A team = \"x\" given person B team = \"x\" given person C\n"
                      "given 2018-10-01 conduct A given 2018-10-01 conduct C\n"),
                  "s A 2018-10 10\ns C 2018-10 -\nt A 2018-10 76..79\nt B 2018-10 76..79\n"
                  "t C 2018-10 -\nu A 2018-10 2\nv B 2018-10 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_bounds_nothing_is_posted),
        cmocka_unit_test(bounds_may_stand_the_wrong_way_round),
        cmocka_unit_test(each_decision_out_of_bounds_is_refused_once),
        cmocka_unit_test(who_is_not_there_has_nothing_to_be_decided),
        cmocka_unit_test(who_has_left_keeps_no_open_months),
        cmocka_unit_test(an_open_decision_of_one_kind_leaves_the_other_alone),
        cmocka_unit_test(a_group_over_what_is_settled_is_settled),
    };
    return cmocka_run_group_tests_name("decided_bounds", tests, NULL, NULL);
}
