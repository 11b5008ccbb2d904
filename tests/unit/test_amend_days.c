/* Days of changes: versions with days of their own, what is not in force then, suppositions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/amending.h"

/* --- versions with days --- */

static void a_version_with_both_days_is_parted(void **state)
{
    (void)state;
    amended_to("let x = 1 point from 2018-01-01 until 2020-12-31 end\n"
               "amendment 《A》 from 2019-01-01 until 2019-06-30 change x = 2 points end",
               &AMEND_ALL, "",
               "let x = 1 point from 2018-01-01 end\n"
               "let x = 2 points cite 《A》 from 2019-01-01 end\n"
               "let x = 1 point from 2019-07-01 until 2020-12-31 end\n");
}

static void what_is_repealed_keeps_its_first_day(void **state)
{
    (void)state;
    amended_to("let x = 1 point from 2018-01-01 end amendment 《A》 from 2019-01-01 repeal x end",
               &AMEND_ALL, "", "let x = 1 point from 2018-01-01 until 2018-12-31 end\n");
}

static void a_change_until_the_later_version_needs_no_word_of_it(void **state)
{
    (void)state;
    const char *text = "let x = 1 point until 2018-12-31 end let x = 5 points from 2019-03-01 end\n"
                       "amendment 《A》 from 2018-02-01 until 2018-03-31 change x = 2 points end";
    amended_to(text, &AMEND_ALL, "",
               "let x = 1 point end\n"
               "let x = 2 points cite 《A》 from 2018-02-01 end\n"
               "let x = 1 point from 2018-04-01 until 2018-12-31 end\n"
               "let x = 5 points from 2019-03-01 end\n");
    amended_to("let x = 1 point end let x = 5 points from 2019-03-01 end\n"
               "amendment 《A》 from 2018-02-01 change x = 2 points end",
               &AMEND_ALL, "E0417", NULL);
    amended_to("let x = 1 point end let x = 5 points from 2019-03-01 end\n"
               "amendment 《A》 from 2018-02-01 repeal x end",
               &AMEND_ALL, "E0417", "let x = 1 point end\nlet x = 5 points from 2019-03-01 end\n");
}

static void a_change_is_of_the_version_of_its_day(void **state)
{
    (void)state;
    amended_to("let x = 1 point from 2018-01-01 end let x = 3 points from 2018-06-01 end\n"
               "let x = 5 points from 2020-01-01 until 2020-12-31 end\n"
               "amendment 《A》 from 2018-07-01 until 2018-07-31 change x = 2 points end\n"
               "amendment 《B》 suspend x from 2020-06-01 until 2021-12-31 end\n"
               "amendment 《C》 from 2021-01-01 change x = 2 points end",
               &AMEND_ALL, "E0416",
               "let x = 1 point from 2018-01-01 end\n"
               "let x = 3 points from 2018-06-01 end\n"
               "let x = 2 points cite 《A》 from 2018-07-01 end\n"
               "let x = 3 points from 2018-08-01 end\n"
               "let x = 5 points from 2020-01-01 until 2020-05-31 end\n");
}

static void what_is_declared_before_a_later_version_lasts_until_then(void **state)
{
    (void)state;
    amended_to("let x = 1 point end let x = 5 points from 2019-03-01 end\n"
               "amendment 《A》 from 2018-02-01 let x = 2 points end end\n"
               "amendment 《B》 from 2020-01-01 suspend x from 2019-01-01 until 2019-12-31 end",
               &AMEND_ALL, "",
               "let x = 1 point end\n"
               "let x = 2 points cite 《A》 from 2018-02-01 until 2018-12-31 end\n"
               "let x = 5 points from 2020-01-01 end\n");
}

/* What was declared until the next version has an end of its own once that one is suspended. */
static void an_end_is_written_where_the_next_version_went(void **state)
{
    (void)state;
    amended_to("let x = 1 point end let x = 5 points from 2019-03-01 end\n"
               "amendment 《B》 suspend x from 2019-03-01 until 2019-12-31 end",
               &AMEND_ALL, "",
               "let x = 1 point until 2019-02-28 end\nlet x = 5 points from 2020-01-01 end\n");
}

/* They stay two, so that the check refuses them; the last one cut out is put back first. */
static void two_versions_of_one_day_stay_for_the_check(void **state)
{
    (void)state;
    amended_to("let x = 1 point end let x = 2 points end\n"
               "amendment 《A》 from 2019-01-01 suspend x from 2019-01-01 until 2019-01-31 end",
               &AMEND_ALL, "",
               "let x = 2 points until 2018-12-31 end\nlet x = 1 point until 2018-12-31 end\n"
               "let x = 2 points from 2019-02-01 end\nlet x = 1 point from 2019-02-01 end\n");
}

static void days_of_the_changes_may_do_without_those_of_the_amendment(void **state)
{
    (void)state;
    amended_to("rule r when late notice \"a\" end let x = 1 point end\n"
               "amendment 《A》 change r: notice \"b\" from 2019-01-01\n"
               "  suspend x from 2019-01-01 until 2019-01-31 end",
               &AMEND_ALL, "",
               "rule r\n  when late\n  notice \"a\"\nend\n\n"
               "rule r\n  cite 《A》\n  from 2019-01-01\n  when late\n  notice \"b\"\nend\n\n"
               "let x = 1 point until 2018-12-31 end\nlet x = 1 point from 2019-02-01 end\n");
}

/* --- what cannot be --- */

static void an_end_before_the_beginning_is_said(void **state)
{
    (void)state;
    amended_to("let x = 1 point end amendment 《A》 from 2019-02-01 until 2019-01-31 "
               "change x = 2 points end",
               &AMEND_ALL, "E0409", NULL);
    supposed_to("let x = 1 point end suppose \"s\" "
                "suspend x from 2019-02-01 until 2019-01-31 end",
                "E0409", "let x = 1 point end\n");
}

static void what_is_not_in_force_cannot_be_changed(void **state)
{
    (void)state;
    amended_to("let x = 1 point from 2020-01-01 end "
               "amendment 《A》 from 2019-01-01 change x = 2 points end",
               &AMEND_ALL, "E0416", NULL);
    amended_to("let x = 1 point until 2018-12-31 end "
               "amendment 《A》 from 2019-01-01 change x = 2 points end",
               &AMEND_ALL, "E0416", NULL);
    amended_to("let x = 1 point from 2019-01-01 end amendment 《A》 from 2019-01-01 repeal x end\n"
               "amendment 《B》 from 2020-01-01 change x = 2 points end",
               &AMEND_ALL, "E0416", NULL);
    amended_to("let x = 1 point until 2018-12-31 end "
               "amendment 《A》 suspend x from 2019-01-01 until 2019-01-31 end",
               &AMEND_ALL, "E0416", NULL);
}

/* Without a day of recording, too. */
static void what_does_not_say_what_becomes_of_closed_periods_holds(void **state)
{
    (void)state;
    AmendOptions closed = {DAY_NEVER, day_from_civil(2019, 1, 31), UNIT_MONTH, 0};
    amended_to("let x = 1 point end amendment 《A》 suspend x from 2018-03-01 until 2018-03-31 end",
               &closed, "",
               "let x = 1 point until 2018-02-28 end\nlet x = 1 point from 2018-04-01 end\n");
}

static void versions_without_end_are_refused_once(void **state)
{
    (void)state;
    Output *text = output_memory();
    output_string(text, "let x = 0 points end amendment 《A》 from 2000-01-01\n");
    for (int i = 0; i < 2001; i++)
        output_format(text, "let x = %d points from %d-%02d-%02d end\n", i + 1, 2000 + i / 336,
                      1 + i % 336 / 28, 1 + i % 28);
    output_string(text, "renumber §8 to §9 end");
    output_char(text, '\0');
    amended_to(output_contents(text).at, &AMEND_ALL, "W0403 E0353", NULL);
    output_close(text);
}

/* --- suppositions --- */

static void a_supposed_declaration_may_have_an_end(void **state)
{
    (void)state;
    supposed_to("let x = 1 point from 2018-01-01 end\n"
                "suppose \"s\" let x = 7 points until 2018-12-31 end end",
                "",
                "let x = 7 points from 2018-01-01 until 2018-12-31 end\n"
                "let x = 1 point from 2019-01-01 end\n");
}

static void a_supposed_repeal_ends_every_version(void **state)
{
    (void)state;
    supposed_to("let x = 1 point from 2018-01-01 end let x = 2 points from 2019-01-01 end\n"
                "let y = 1 point end\n"
                "suppose \"s\" repeal x end",
                "", "let y = 1 point end\n");
}

static void what_is_not_in_force_then_is_not_changed_by_a_supposition(void **state)
{
    (void)state;
    supposed_to("rule r until 2018-12-31 when late notice \"a\" end\n"
                "suppose \"s\" change r: notice \"b\" from 2019-01-01\n"
                "  suspend r from 2019-01-01 until 2019-12-31 end",
                "W0402 W0402", "rule r\n  until 2018-12-31\n  when late\n  notice \"a\"\nend\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_with_both_days_is_parted),
        cmocka_unit_test(what_is_repealed_keeps_its_first_day),
        cmocka_unit_test(a_change_until_the_later_version_needs_no_word_of_it),
        cmocka_unit_test(a_change_is_of_the_version_of_its_day),
        cmocka_unit_test(what_is_declared_before_a_later_version_lasts_until_then),
        cmocka_unit_test(an_end_is_written_where_the_next_version_went),
        cmocka_unit_test(two_versions_of_one_day_stay_for_the_check),
        cmocka_unit_test(days_of_the_changes_may_do_without_those_of_the_amendment),
        cmocka_unit_test(an_end_before_the_beginning_is_said),
        cmocka_unit_test(what_is_not_in_force_cannot_be_changed),
        cmocka_unit_test(what_does_not_say_what_becomes_of_closed_periods_holds),
        cmocka_unit_test(versions_without_end_are_refused_once),
        cmocka_unit_test(a_supposed_declaration_may_have_an_end),
        cmocka_unit_test(a_supposed_repeal_ends_every_version),
        cmocka_unit_test(what_is_not_in_force_then_is_not_changed_by_a_supposition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
