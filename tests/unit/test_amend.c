/* Amendments and suppositions, from tree to tree: what takes the place of what, on which days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/amending.h"

/* --- what takes the place of what --- */

static void a_posting_replaces_that_on_its_section_and_leaves_the_others(void **state)
{
    (void)state;
    amended_to(
        "section duty/本职 each month end\n"
        "rule r when late deduct 1 point from duty deduct 1 point from work notice \"a\" end\n"
        "amendment 《N》 from 2019-01-01 change r: add 2 points to 本职 end",
        &AMEND_ALL, "",
        "section duty/本职 each month end\n\n"
        "rule r\n  when late\n  deduct 1 point from duty\n"
        "  deduct 1 point from work\n  notice \"a\"\nend\n\n"
        "rule r\n  cite 《N》\n  from 2019-01-01\n  when late\n  add 2 points to 本职\n"
        "  deduct 1 point from work\n  notice \"a\"\nend\n");
}

static void what_replaces_nothing_is_added(void **state)
{
    (void)state;
    amended_to("rule r when late deduct 1 point from duty end\n"
               "amendment 《N》 from 2019-01-01 change r: deduct 2 points from work unless excused "
               "cap 3 points each month quote \"q\" end",
               &AMEND_ALL, "",
               "rule r\n  when late\n  deduct 1 point from duty\nend\n\n"
               "rule r\n  cite 《N》\n  quote \"q\"\n  from 2019-01-01\n  when late\n"
               "  unless excused\n  deduct 1 point from duty\n  deduct 2 points from work\n"
               "  cap 3 points each month\nend\n");
}

static void counters_charges_and_caps_are_replaced_as_a_whole(void **state)
{
    (void)state;
    amended_to("rule r when late every 3 times in month charge person charge 50% to leader\n"
               "  deduct 1 point from duty cap 5 points each month cap 9 points each year end\n"
               "amendment 《N》 from 2019-01-01 change r: run of 2 times charge leader "
               "cap 4 points each month end",
               &AMEND_ALL, "",
               "rule r\n  when late\n  every 3 times in month\n"
               "  charge person\n  charge 50% to leader\n  deduct 1 point from duty\n"
               "  cap 5 points each month\n  cap 9 points each year\nend\n\n"
               "rule r\n  cite 《N》\n  from 2019-01-01\n  when late\n  run of 2 times\n"
               "  charge leader\n  deduct 1 point from duty\n  cap 4 points each month\nend\n");
}

static void limits_on_scores_are_told_apart_by_score_and_side(void **state)
{
    (void)state;
    amended_to("rule r when late hold pay at most 9 yuan hold pay at least 1 yuan clear duty end\n"
               "amendment 《N》 from 2019-01-01 change r: hold pay at most 5 yuan end",
               &AMEND_ALL, "",
               "rule r\n  when late\n  hold pay at most 9 yuan\n"
               "  hold pay at least 1 yuan\n  clear duty\nend\n\n"
               "rule r\n  cite 《N》\n  from 2019-01-01\n  when late\n  hold pay at most 5 yuan\n"
               "  hold pay at least 1 yuan\n  clear duty\nend\n");
}

static void rows_and_levels_are_replaced_by_key_and_new_ones_follow_their_neighbour(void **state)
{
    (void)state;
    amended_to("table t by minutes 1..5 → 1 point, otherwise → 2 points end\n"
               "amendment 《N》 from 2019-01-01 change t: 1..5 → 3 points, 6..9 → 4 points end",
               &AMEND_ALL, "",
               "table t by minutes 1..5 → 1 point, otherwise → 2 points end\n\n"
               "table t by minutes\n  cite 《N》\n  from 2019-01-01\n  1..5 → 3 points,\n"
               "  6..9 → 4 points,\n  otherwise → 2 points\nend\n");
    amended_to(
        "grade g by place good/良: place at most 3 weak: otherwise end\n"
        "amendment 《N》 from 2019-01-01 change g: prime: place at most 1 良: place at most 2 "
        "end",
        &AMEND_ALL, "",
        "grade g by place\n  good/良: place at most 3\n"
        "  weak: otherwise\nend\n\n"
        "grade g by place\n  cite 《N》\n  from 2019-01-01\n  prime: place at most 1\n"
        "  良: place at most 2\n  weak: otherwise\nend\n");
}

static void further_keys_of_a_rank_are_one(void **state)
{
    (void)state;
    amended_to("rank p by a lowest first then by b lowest first then by c ties share end\n"
               "amendment 《N》 from 2019-01-01 change p: then by d ties out end",
               &AMEND_ALL, "",
               "rank p by a lowest first then by b lowest first then by c ties share end\n"
               "rank p by a lowest first then by d ties out cite 《N》 from 2019-01-01 end\n");
}

static void the_clauses_of_the_notice_follow_those_of_the_rule(void **state)
{
    (void)state;
    amended_to(
        "rule r cite §8 when late deduct 1 point from duty end\n"
        "amendment 《N》 cite §1 from 2019-01-01 change r: cite §2 deduct 2 points from duty\n"
        "rule s cite §3 when late deduct 1 point from duty end end",
        &AMEND_ALL, "",
        "rule r\n  cite §8\n  when late\n  deduct 1 point from duty\n"
        "end\n\n"
        "rule r\n  cite §8 《N》 §2\n  from 2019-01-01\n  when late\n"
        "  deduct 2 points from duty\nend\n\n"
        "rule s\n  cite 《N》 §1 §3\n  from 2019-01-01\n  when late\n"
        "  deduct 1 point from duty\nend\n");
}

/* --- days --- */

static void amendments_are_applied_in_order_of_effect_then_of_adoption(void **state)
{
    (void)state;
    amended_to("let x = 1 point end\n"
               "amendment 《C》 from 2020-01-01 recorded 2019-12-01 change x = 5 points end\n"
               "amendment 《B》 from 2019-01-01 recorded 2019-02-01 change x = 3 points end\n"
               "amendment 《A》 from 2019-01-01 recorded 2019-01-01 change x = 2 points end",
               &AMEND_ALL, "",
               "let x = 1 point end\n"
               "let x = 3 points cite 《A》 《B》 from 2019-01-01 end\n"
               "let x = 5 points cite 《A》 《B》 《C》 from 2020-01-01 end\n");
}

static void a_change_for_a_time_gives_way_to_what_was(void **state)
{
    (void)state;
    amended_to("let x = 1 point end amendment 《A》 from 2019-01-01 until 2019-03-31 "
               "change x = 2 points end",
               &AMEND_ALL, "",
               "let x = 1 point end\n"
               "let x = 2 points cite 《A》 from 2019-01-01 end\n"
               "let x = 1 point from 2019-04-01 end\n");
}

static void a_repeal_ends_and_a_suspension_interrupts(void **state)
{
    (void)state;
    amended_to("let x = 1 point end amendment 《A》 from 2019-01-01 repeal x end", &AMEND_ALL, "",
               "let x = 1 point until 2018-12-31 end\n");
    amended_to("let x = 1 point end amendment 《A》 from 2019-01-01 "
               "suspend x from 2019-02-01 until 2019-02-28 end",
               &AMEND_ALL, "",
               "let x = 1 point until 2019-01-31 end\n"
               "let x = 1 point from 2019-03-01 end\n");
}

static void a_renumbered_clause_is_so_from_its_day(void **state)
{
    (void)state;
    amended_to("let x = 1 point cite §8 §9 end let y = 1 point cite §9 end\n"
               "amendment 《A》 from 2019-01-01 renumber §8 to §10 end",
               &AMEND_ALL, "",
               "let x = 1 point cite §8 §9 end\n"
               "let x = 1 point cite §10 §9 from 2019-01-01 end\n"
               "let y = 1 point cite §9 end\n");
}

static void a_declared_version_takes_the_place_of_the_one_before(void **state)
{
    (void)state;
    amended_to("let x = 1 point end amendment 《A》 from 2019-01-01 let x = 2 points end "
               "let z = 4 points from 2019-05-01 end end",
               &AMEND_ALL, "",
               "let x = 1 point end\n"
               "let x = 2 points cite 《A》 from 2019-01-01 end\n"
               "let z = 4 points cite 《A》 from 2019-05-01 end\n");
}

/* --- what is known, what is closed --- */

#define RETROACTIVE(policy)                                                                        \
    "let x = 1 point end amendment 《A》 from 2018-11-01 recorded 2019-02-10 " policy              \
    " change x = 2 points end"
#define FROM "let x = 1 point end\nlet x = 2 points cite 《A》 from "
#define END  " end\n"

static void what_was_recorded_later_is_not_known(void **state)
{
    (void)state;
    AmendOptions before = AMEND_ALL, on = AMEND_ALL;
    before.recorded_until = day_from_civil(2019, 2, 9);
    on.recorded_until = day_from_civil(2019, 2, 10);
    amended_to(RETROACTIVE(""), &before, "", "let x = 1 point end\n");
    amended_to(RETROACTIVE(""), &on, "", FROM "2018-11-01" END);
}

static void closed_periods_stand_or_wait_to_be_adjusted(void **state)
{
    (void)state;
    AmendOptions closed = {DAY_NEVER, day_from_civil(2019, 1, 31), UNIT_MONTH, 0};
    amended_to(RETROACTIVE("closed periods stand"), &closed, "", FROM "2019-02-01" END);
    amended_to(RETROACTIVE("closed periods adjust"), &closed, "", FROM "2019-02-01" END);
    closed.adjusting = 1;
    amended_to(RETROACTIVE("closed periods adjust"), &closed, "", FROM "2018-11-01" END);
    amended_to(RETROACTIVE("closed periods stand"), &closed, "", FROM "2019-02-01" END);
}

/* In February the months to January were closed, whatever was closed since. */
static void what_was_closed_is_told_by_the_day_of_recording(void **state)
{
    (void)state;
    AmendOptions closed = {DAY_NEVER, day_from_civil(2019, 6, 30), UNIT_MONTH, 0};
    amended_to(RETROACTIVE("closed periods stand"), &closed, "", FROM "2019-02-01" END);
    closed.closed_through = day_from_civil(2018, 12, 31);
    amended_to(RETROACTIVE("closed periods stand"), &closed, "", FROM "2019-01-01" END);
    closed.closed_through = day_from_civil(2018, 10, 31);
    amended_to(RETROACTIVE("closed periods stand"), &closed, "", FROM "2018-11-01" END);
}

static void adjusting_amendments_come_in_order_of_recording(void **state)
{
    (void)state;
    Arena *arena = arena_new(0);
    Diag *diag = diag_new(LANG_EN);
    const Node *file = amending_parsed(
        arena, diag,
        "amendment 《B》 from 2018-12-01 recorded 2019-02-10 closed periods adjust repeal x end\n"
        "amendment 《S》 from 2018-12-01 recorded 2019-02-10 closed periods stand repeal x end\n"
        "amendment 《A》 from 2018-12-05 recorded 2018-12-31 closed periods adjust\n"
        "change x: notice \"a\" from 2018-11-01 end\n"
        "amendment 《F》 from 2018-12-01 recorded 2018-12-02 closed periods adjust repeal x end\n");
    AmendOptions closed = {DAY_NEVER, day_from_civil(2019, 3, 31), UNIT_MONTH, 0};
    const Adjusting *list = NULL;
    assert_int_equal(amend_adjusting(arena, &file, 1, &closed, &list), 2);
    assert_true(text_is(list[0].book, "A"));
    assert_int_equal(list[0].from, day_from_civil(2018, 11, 1));
    assert_int_equal(list[0].closed, day_from_civil(2018, 11, 30));
    assert_true(text_is(list[1].book, "B"));
    assert_int_equal(list[1].closed, day_from_civil(2019, 1, 31));
    diag_free(diag);
    arena_free(arena);
}

/* --- suppositions --- */

static void a_supposition_holds_for_all_versions(void **state)
{
    (void)state;
    supposed_to("let x = 1 point end let x = 2 points from 2019-01-01 end let y = 1 point end\n"
                "suppose \"s\" change x = 3 points repeal y let z = 1 point end end",
                "",
                "let x = 3 points end\nlet x = 3 points from 2019-01-01 end\n"
                "let z = 1 point end\n");
}

static void a_supposition_may_have_days(void **state)
{
    (void)state;
    supposed_to("rule r when late notice \"a\" end\n"
                "suppose \"s\" change r: notice \"b\" from 2019-01-01 until 2019-01-31 end",
                "",
                "rule r\n  when late\n  notice \"a\"\nend\n\n"
                "rule r\n  from 2019-01-01\n  when late\n  notice \"b\"\nend\n\n"
                "rule r\n  from 2019-02-01\n  when late\n  notice \"a\"\nend\n");
}

static void a_supposed_declaration_takes_the_place_of_every_version(void **state)
{
    (void)state;
    supposed_to("let x = 1 point from 2018-01-01 end let x = 2 points from 2019-01-01 end\n"
                "suppose \"s\" let x = 7 points end end",
                "", "let x = 7 points from 2018-01-01 end\n");
}

static void a_supposition_that_changes_nothing_is_told(void **state)
{
    (void)state;
    supposed_to("let x = 1 point end suppose \"s\" change x = 1 point change y = 2 points end",
                "W0402 E0415", "let x = 1 point end\n");
}

/* --- the input --- */

static void the_trees_given_stay_as_they_are(void **state)
{
    (void)state;
    const char *text =
        "let x = 1 point end amendment 《A》 from 2019-01-01 change x = 2 points end";
    Arena *arena = arena_new(0);
    Diag *diag = diag_new(LANG_EN);
    const Node *file = amending_parsed(arena, diag, text),
               *again = amending_parsed(arena, diag, text);
    amend_files(arena, diag, &file, 1, &AMEND_ALL);
    assert_true(node_equal(file, again));
    diag_free(diag);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_posting_replaces_that_on_its_section_and_leaves_the_others),
        cmocka_unit_test(what_replaces_nothing_is_added),
        cmocka_unit_test(counters_charges_and_caps_are_replaced_as_a_whole),
        cmocka_unit_test(limits_on_scores_are_told_apart_by_score_and_side),
        cmocka_unit_test(rows_and_levels_are_replaced_by_key_and_new_ones_follow_their_neighbour),
        cmocka_unit_test(further_keys_of_a_rank_are_one),
        cmocka_unit_test(the_clauses_of_the_notice_follow_those_of_the_rule),
        cmocka_unit_test(amendments_are_applied_in_order_of_effect_then_of_adoption),
        cmocka_unit_test(a_change_for_a_time_gives_way_to_what_was),
        cmocka_unit_test(a_repeal_ends_and_a_suspension_interrupts),
        cmocka_unit_test(a_renumbered_clause_is_so_from_its_day),
        cmocka_unit_test(a_declared_version_takes_the_place_of_the_one_before),
        cmocka_unit_test(what_was_recorded_later_is_not_known),
        cmocka_unit_test(closed_periods_stand_or_wait_to_be_adjusted),
        cmocka_unit_test(what_was_closed_is_told_by_the_day_of_recording),
        cmocka_unit_test(adjusting_amendments_come_in_order_of_recording),
        cmocka_unit_test(a_supposition_holds_for_all_versions),
        cmocka_unit_test(a_supposition_may_have_days),
        cmocka_unit_test(a_supposed_declaration_takes_the_place_of_every_version),
        cmocka_unit_test(a_supposition_that_changes_nothing_is_told),
        cmocka_unit_test(the_trees_given_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
