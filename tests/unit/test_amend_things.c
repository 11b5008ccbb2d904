/* What a change is about: things of one name, items among their like, citations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/amending.h"

/* --- names --- */

static void what_is_given_tells_which_thing_of_that_name_is_meant(void **state)
{
    (void)state;
    amended_to("rule late/迟到 when lateness deduct 1 point from late end\n"
               "section late/迟到 each month base 10 points end\n"
               "amendment 《N》 from 2019-01-01 change late: base 20 points\n"
               "  change 迟到: deduct 2 points from 迟到 end",
               &AMEND_ALL, "",
               "rule late/迟到\n  when lateness\n  deduct 1 point from late\nend\n\n"
               "rule 迟到/late\n  cite 《N》\n  from 2019-01-01\n  when lateness\n"
               "  deduct 2 points from 迟到\nend\n\n"
               "section late/迟到 each month base 10 points end\n"
               "section late/迟到 each month base 20 points cite 《N》 from 2019-01-01 end\n");
}

static void a_value_is_that_of_a_score_or_a_let(void **state)
{
    (void)state;
    amended_to("rule pay when late deduct 1 point from duty end\n"
               "score pay each month = 9 yuan end\n"
               "amendment 《N》 from 2019-01-01 change pay = 7 yuan end",
               &AMEND_ALL, "",
               "rule pay\n  when late\n  deduct 1 point from duty\nend\n\n"
               "score pay each month = 9 yuan end\n\n"
               "score pay each month\n  = 7 yuan\n  cite 《N》\n  from 2019-01-01\nend\n");
    amended_to("rule pay when late deduct 1 point from duty end\n"
               "amendment 《N》 from 2019-01-01 change pay = 7 yuan end",
               &AMEND_ALL, "E0418", NULL);
}

static void what_none_of_that_name_can_have_is_refused(void **state)
{
    (void)state;
    amended_to("rule late when lateness deduct 1 point from late end\n"
               "section late each month base 10 points end\n"
               "amendment 《N》 from 2019-01-01 change late: among duty at least 1 point end",
               &AMEND_ALL, "E0418", NULL);
    amended_to("grade verdict by place good: place at most 3 weak: otherwise end\n"
               "amendment 《N》 from 2019-01-01 change verdict: good: place at most 2 by other end",
               &AMEND_ALL, "E0418", NULL);
}

/* So many that they are found by their hashes in a second, larger table. */
static void each_of_many_is_found_by_either_name(void **state)
{
    (void)state;
    Output *text = output_memory(), *expected = output_memory();
    for (int i = 0; i < 99; i++)
        output_format(text, "let x%d/y%d = %d points end\n", i, i, i + 2);
    output_string(text, "amendment 《N》 from 2019-01-01 repeal x0, y47, x98 end");
    for (int i = 0; i < 99; i++)
        output_format(expected, "let x%d/y%d = %d points%s end\n", i, i, i + 2,
                      i == 0 || i == 47 || i == 98 ? " until 2018-12-31" : "");
    output_char(text, '\0');
    output_char(expected, '\0');
    amended_to(output_contents(text).at, &AMEND_ALL, "", output_contents(expected).at);
    output_close(text);
    output_close(expected);
}

/* The second name comes with a later version, and names the first thing from then on. */
static void a_second_name_may_come_with_any_version(void **state)
{
    (void)state;
    amended_to("let x = 1 point end rule y when late deduct 1 point from duty end\n"
               "let x/y = 2 points from 2018-01-01 end let z/x = 3 points from 2018-06-01 end\n"
               "let p = 1 point end let q/p = 2 points from 2018-01-01 end\n"
               "amendment 《N》 from 2019-01-01 change y = 4 points change q = 6 points\n"
               "  let w/x = 5 points from 2020-01-01 end end",
               &AMEND_ALL, "",
               "let x = 1 point end\n"
               "let x/y = 2 points from 2018-01-01 end\n"
               "let z/x = 3 points from 2018-06-01 end\n"
               "let y/x = 4 points cite 《N》 from 2019-01-01 end\n"
               "let w/x = 5 points cite 《N》 from 2020-01-01 end\n\n"
               "rule y\n  when late\n  deduct 1 point from duty\nend\n\n"
               "let p = 1 point end\n"
               "let q/p = 2 points from 2018-01-01 end\n"
               "let q/p = 6 points cite 《N》 from 2019-01-01 end\n");
}

static void words_of_the_log_have_no_versions(void **state)
{
    (void)state;
    amended_to("rule r when late deduct 1 point from duty end\n"
               "amendment 《N》 from 2019-01-01 event early end\n"
               "  every event excused: yes or no default no end\n"
               "  period fortnight each 14 days from 2019-01-07 end\n"
               "  period term \"spring\" from 2019-02-25 until 2019-07-05 end\n"
               "  repeal r end",
               &AMEND_ALL, "",
               "rule r\n  until 2018-12-31\n  when late\n  deduct 1 point from duty\nend\n\n"
               "event early end\n\n"
               "every event\n  excused: yes or no default no\nend\n\n"
               "period fortnight each 14 days from 2019-01-07 end\n\n"
               "period term \"spring\" from 2019-02-25 until 2019-07-05 end\n");
}

/* --- items among their like --- */

static void all_of_one_kind_stand_where_the_first_stood(void **state)
{
    (void)state;
    amended_to("rule r when late charge person deduct 1 point from duty notice \"a\" end\n"
               "amendment 《N》 from 2019-01-01 change r: charge person charge 50% to leader\n"
               "  notice \"b\" notice \"c\" end",
               &AMEND_ALL, "",
               "rule r\n  when late\n  charge person\n  deduct 1 point from duty\n"
               "  notice \"a\"\nend\n\n"
               "rule r\n  cite 《N》\n  from 2019-01-01\n  when late\n  charge person\n"
               "  charge 50% to leader\n  deduct 1 point from duty\n"
               "  notice \"b\"\n  notice \"c\"\nend\n");
}

static void limits_of_two_scores_and_what_is_withheld_are_told_apart(void **state)
{
    (void)state;
    amended_to("rule r when late hold pay at most 9 yuan hold prize at most 8 yuan\n"
               "  withhold 10% of pay end\n"
               "amendment 《N》 from 2019-01-01 change r: hold prize at most 5 yuan end",
               &AMEND_ALL, "",
               "rule r\n  when late\n  hold pay at most 9 yuan\n"
               "  hold prize at most 8 yuan\n  withhold 10% of pay\nend\n\n"
               "rule r\n  cite 《N》\n  from 2019-01-01\n  when late\n  hold pay at most 9 yuan\n"
               "  hold prize at most 5 yuan\n  withhold 10% of pay\nend\n");
}

static void a_level_is_named_by_either_of_its_names(void **state)
{
    (void)state;
    amended_to("grade g by place prime/优: place at most 1 good/良: place at most 2 fair/中: "
               "place at most 3 weak: otherwise end\n"
               "amendment 《N》 from 2019-01-01 change g: 优/first: place at most 4 "
               "good: place at most 5 mid/中: place at most 6 end",
               &AMEND_ALL, "",
               "grade g by place\n  prime/优: place at most 1\n  good/良: place at most 2\n"
               "  fair/中: place at most 3\n  weak: otherwise\nend\n\n"
               "grade g by place\n  cite 《N》\n  from 2019-01-01\n  优/first: place at most 4\n"
               "  good: place at most 5\n  mid/中: place at most 6\n  weak: otherwise\nend\n");
}

static void a_citation_between_two_levels_parts_them_not(void **state)
{
    (void)state;
    amended_to("grade g by place good: place at most 2 weak: otherwise end\n"
               "amendment 《N》 from 2019-01-01 change g: good: place at most 1 cite §2 "
               "fair: place at most 3 end",
               &AMEND_ALL, "",
               "grade g by place\n  good: place at most 2\n  weak: otherwise\nend\n\n"
               "grade g by place\n  cite 《N》 §2\n  from 2019-01-01\n  good: place at most 1\n"
               "  fair: place at most 3\n  weak: otherwise\nend\n");
}

static void a_direction_in_front_is_that_of_the_first_key(void **state)
{
    (void)state;
    amended_to("rank p by a then by b ties share end\n"
               "amendment 《N》 from 2019-01-01 change p: lowest first then by c lowest first end",
               &AMEND_ALL, "",
               "rank p by a then by b ties share end\n"
               "rank p by a lowest first then by c lowest first ties share cite 《N》 from "
               "2019-01-01 end\n");
}

/* --- citations --- */

static void a_notice_that_changes_twice_is_cited_once(void **state)
{
    (void)state;
    amended_to("let x = 1 point cite §8 end\n"
               "amendment 《N》 from 2019-01-01 change x = 2 points change x = 3 points end",
               &AMEND_ALL, "",
               "let x = 1 point cite §8 end\n"
               "let x = 3 points cite §8 《N》 from 2019-01-01 end\n");
}

static void of_several_lists_of_clauses_the_last_goes_on(void **state)
{
    (void)state;
    amended_to(
        "rule r cite §1 quote \"q\" cite §2 when late deduct 1 point from duty end\n"
        "amendment 《N》 cite §7 from 2019-01-01 change r: deduct 2 points from duty\n"
        "  rule s cite §3 quote \"q\" cite §4 when late deduct 1 point from duty end end",
        &AMEND_ALL, "",
        "rule r\n  cite §1\n  cite §2\n  quote \"q\"\n  when late\n  deduct 1 point from duty\n"
        "end\n\n"
        "rule r\n  cite §1\n  cite §2 《N》 §7\n  quote \"q\"\n  from 2019-01-01\n  when late\n"
        "  deduct 2 points from duty\nend\n\n"
        "rule s\n  cite 《N》 §7 §3\n  cite §4\n  quote \"q\"\n  from 2019-01-01\n  when late\n"
        "  deduct 1 point from duty\nend\n");
}

static void what_a_supposition_cites_is_added(void **state)
{
    (void)state;
    supposed_to("rule r cite §1 when late deduct 1 point from duty end\n"
                "suppose \"s\" change r: deduct 2 points from duty cite §2 end",
                "",
                "rule r\n  cite §1\n  cite §2\n  when late\n  deduct 2 points from duty\nend\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_tells_which_thing_of_that_name_is_meant),
        cmocka_unit_test(a_value_is_that_of_a_score_or_a_let),
        cmocka_unit_test(what_none_of_that_name_can_have_is_refused),
        cmocka_unit_test(each_of_many_is_found_by_either_name),
        cmocka_unit_test(a_second_name_may_come_with_any_version),
        cmocka_unit_test(words_of_the_log_have_no_versions),
        cmocka_unit_test(all_of_one_kind_stand_where_the_first_stood),
        cmocka_unit_test(limits_of_two_scores_and_what_is_withheld_are_told_apart),
        cmocka_unit_test(a_level_is_named_by_either_of_its_names),
        cmocka_unit_test(a_citation_between_two_levels_parts_them_not),
        cmocka_unit_test(a_direction_in_front_is_that_of_the_first_key),
        cmocka_unit_test(a_notice_that_changes_twice_is_cited_once),
        cmocka_unit_test(of_several_lists_of_clauses_the_last_goes_on),
        cmocka_unit_test(what_a_supposition_cites_is_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
