/* Rosters: numbering, days, names, and what is wrong with some. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/reading.h"

static Day day(int32_t month, int32_t number)
{
    return day_from_civil(2018, month, number);
}

static void assert_wrong(const char *csv, DiagCode code, const char *message)
{
    Reading *reading = reading_new();
    assert_false(reading_roster(reading, csv));
    assert_said(reading, code, message);
    reading_free(reading);
}

/* --- building by hand --- */

typedef struct Problems {
    int count, what;
    size_t row;
    uint32_t field;
} Problems;

static void note_problem(void *context, int what, uint32_t kind, size_t row, uint32_t field)
{
    Problems *problems = context;
    assert_int_equal(kind, 0);
    *problems = (Problems){problems->count + 1, what, row, field};
}

/* A row of `id` under `leader`, from the first of one month to before the first of another. */
static void add(Reading *reading, const char *id, const char *leader, int32_t from, int32_t until)
{
    RosterCell cells[] = {{.value = 0}, {.value = NO_NUMBER}, {.subject = text_from(leader)}};
    roster_add(reading->roster, 0, text_from(id), TEXT(""), from ? day(from, 1) : DAY_ALWAYS,
               until ? day(until, 1) - 1 : DAY_NEVER, cells);
}

static Problems finish(Reading *reading)
{
    Problems problems = {0};
    bool is_fine = roster_finish(reading->roster, reading->ir, note_problem, &problems);
    assert_int_equal(is_fine, problems.count == 0);
    return problems;
}

static void subjects_are_numbered_by_id(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    add(reading, "b", "a-very-long-identifier", 0, 0);
    add(reading, "a-very-long-identifier", "", 0, 0);
    add(reading, "a", "b", 0, 0);
    assert_int_equal(finish(reading).count, 0);
    const RosterKind *kind = &reading->roster->kinds[0];
    assert_int_equal(kind->count, 3);
    assert_true(kind->one_row);
    assert_int_equal(roster_find(kind, TEXT("a")), 0);
    assert_int_equal(roster_find(kind, TEXT("a-very-long-identifier")), 1);
    assert_int_equal(roster_find(kind, TEXT("b")), 2);
    assert_int_equal(roster_find(kind, TEXT("a-very-long-identifies")), NO_SUBJECT);
    assert_int_equal(roster_find(kind, TEXT("")), NO_SUBJECT);
    assert_int_equal(kind->columns[2].codes[0], 2);
    assert_int_equal(kind->columns[2].codes[1], NO_SUBJECT);
    assert_int_equal(kind->columns[2].codes[2], 1);
    reading_free(reading);
}

static void rows_of_a_subject_are_in_force_in_turn(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    add(reading, "b", "", 6, 9);
    add(reading, "a", "", 0, 0);
    add(reading, "b", "a", 3, 5);
    assert_int_equal(finish(reading).count, 0);
    const RosterKind *kind = &reading->roster->kinds[0];
    assert_false(kind->one_row);
    assert_int_equal(roster_row(kind, 1, day(2, 28)), UINT32_MAX);
    assert_int_equal(roster_row(kind, 1, day(3, 1)), 1);
    assert_int_equal(roster_row(kind, 1, day(4, 30)), 1);
    assert_int_equal(roster_row(kind, 1, day(5, 1)), UINT32_MAX);
    assert_int_equal(roster_row(kind, 1, day(6, 1)), 2);
    assert_int_equal(roster_row(kind, 1, day(9, 1)), UINT32_MAX);
    assert_int_equal(roster_days(kind, 1, day(1, 1), day(12, 31)), 31 + 30 + 30 + 31 + 31);
    assert_int_equal(roster_days(kind, 1, day(4, 30), day(6, 1)), 2);
    assert_int_equal(roster_days(kind, 1, day(5, 1), day(5, 31)), 0);
    assert_int_equal(roster_last_day(kind, 1, day(1, 1), day(12, 31)), day(8, 31));
    assert_int_equal(roster_last_day(kind, 1, day(4, 1), day(5, 15)), day(4, 30));
    assert_int_equal(roster_last_day(kind, 1, day(5, 2), day(5, 3)), DAY_ALWAYS);
    assert_int_equal(roster_days(kind, 0, day(5, 1), day(5, 31)), 31);
    reading_free(reading);
}

static void rows_of_a_subject_must_not_overlap(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    add(reading, "a", "", 6, 9);
    add(reading, "a", "", 3, 0);
    Problems problems = finish(reading);
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.what, 0);
    assert_int_equal(problems.row, 0);
    reading_free(reading);
}

static void leaders_must_not_run_in_a_circle(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    add(reading, "a", "b", 0, 0);
    add(reading, "b", "c", 0, 0);
    add(reading, "c", "b", 0, 0);
    add(reading, "d", "a", 0, 0);
    Problems problems = finish(reading);
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.what, 2);
    assert_int_equal(problems.field, 2);
    reading_free(reading);
}

static void two_may_lead_each_other_in_turn(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    add(reading, "a", "b", 1, 6);
    add(reading, "a", "", 6, 0);
    add(reading, "b", "", 1, 6);
    add(reading, "b", "a", 6, 0);
    assert_int_equal(finish(reading).count, 0);
    reading_free(reading);
    reading = reading_new();
    add(reading, "a", "b", 1, 7);
    add(reading, "b", "", 1, 6);
    add(reading, "b", "a", 6, 0); /* in June each leads the other */
    assert_int_equal(finish(reading).what, 2);
    reading_free(reading);
}

static void an_empty_roster_knows_nobody(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    assert_int_equal(finish(reading).count, 0);
    assert_int_equal(reading->roster->kinds[0].count, 0);
    assert_int_equal(roster_find(&reading->roster->kinds[0], TEXT("a")), NO_SUBJECT);
    assert_int_equal(roster_find_name(&reading->roster->kinds[0], TEXT("a")), NO_SUBJECT);
    reading_free(reading);
}

static void many_subjects_are_all_found(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    Reading *reading = reading_new();
    char id[32];
    for (int i = MANY; i-- > 0;) {
        snprintf(id, sizeof id, i % 3 ? "E%05d" : "a-long-identifier-%05d", i);
        add(reading, id, "", 0, 0);
    }
    assert_int_equal(finish(reading).count, 0);
    const RosterKind *kind = &reading->roster->kinds[0];
    for (int i = 0; i < MANY; i++) {
        snprintf(id, sizeof id, i % 3 ? "E%05d" : "a-long-identifier-%05d", i);
        int64_t found = roster_find(kind, text_from(id));
        assert_true(found >= 0 && text_is(kind->id[found], id));
    }
    assert_int_equal(roster_find(kind, TEXT("E00000")), NO_SUBJECT);
    reading_free(reading);
}

/* --- names --- */

static void names_are_found_however_they_are_spaced(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    assert_true(reading_roster(reading, "编号,姓名,角色,joined,left\n1,王　芳,职员,,\n"
                                        "2,阿依·古丽,head,,\n3,张伟,staff,,\n4,张 伟,staff,,\n"
                                        "5,,staff,,\n6,John Smith,staff,,\n7,王 Li,staff,,\n"
                                        "8,阿・里,staff,,\n9,·,staff,,\n"));
    const RosterKind *kind = &reading->roster->kinds[0];
    assert_int_equal(roster_find_name(kind, TEXT("王芳")), 0);
    assert_int_equal(roster_find_name(kind, TEXT(" 王 芳 ")), 0);
    const char *const dotted[] = {"阿依•古丽", "阿依‧古丽",   "阿依⋅古丽", "阿依・古丽",
                                  "阿依･古丽", "阿依 · 古丽", "阿依·古丽 "};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(roster_find_name(kind, text_from(dotted[i])), 1);
    assert_int_equal(roster_find_name(kind, text_from(dotted[5])), NO_SUBJECT); /* blanks between */
    assert_int_equal(roster_find_name(kind, text_from(dotted[6])), 1);
    assert_int_equal(roster_find_name(kind, TEXT("阿·里")), 7);
    assert_int_equal(roster_find_name(kind, TEXT("王 Li")), 6);
    assert_int_equal(roster_find_name(kind, TEXT("王Li")), NO_SUBJECT);
    assert_int_equal(roster_find_name(kind, TEXT("・")), 8);
    assert_int_equal(roster_find_name(kind, TEXT(" ")), NO_SUBJECT);
    assert_int_equal(roster_find_name(kind, TEXT("　")), NO_SUBJECT);
    assert_int_equal(roster_find_name(kind, TEXT("张伟")), -2);
    assert_int_equal(roster_find_name(kind, TEXT("John Smith")), 5);
    assert_int_equal(roster_find_name(kind, TEXT("JohnSmith")), NO_SUBJECT);
    assert_int_equal(roster_find_name(kind, TEXT("")), NO_SUBJECT);
    assert_true(text_is(kind->name[0], "王　芳"));
    reading_free(reading);
}

/* --- files --- */

static void a_roster_is_read_by_the_names_of_its_columns(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    assert_true(reading_roster(reading, "单位,left,领导,角色,姓名,joined,id,notes\n"
                                        "\"甲,乙\",,,所长,王芳,,0001,x\n"
                                        ",2018/6/30,王芳,staff,李健,2018年3月1日,0002,\n"
                                        ",,0001,head,,2018-07-01,0002,\n"));
    const RosterKind *kind = &reading->roster->kinds[0];
    assert_int_equal(kind->count, 2);
    assert_int_equal(kind->row_count, 3);
    assert_true(text_is(kind->name[1], "李健"));
    assert_int_equal(kind->from[1], day(3, 1));
    assert_int_equal(kind->until[1], day(6, 30));
    assert_int_equal(kind->columns[0].codes[1], 1);
    assert_int_equal(kind->columns[0].codes[2], 0);
    assert_int_equal(kind->columns[1].codes[1], NO_CODE);
    assert_true(text_is(text_pool_get(reading->roster->pool, kind->columns[1].codes[0]), "甲,乙"));
    assert_int_equal(kind->columns[2].codes[0], NO_SUBJECT);
    assert_int_equal(kind->columns[2].codes[1], 0);
    reading_free(reading);
}

#define ROSTER "id,name,role,leader,joined,left\n"

static void wrong_rosters_are_errors(void **state)
{
    (void)state;
    assert_wrong("name,role,joined,left\n王芳,head,,\n", DIAG_E1006, "there is no column id");
    assert_wrong("id,name,rolle,joined,left\n1,王芳,head,,\n", DIAG_E1006,
                 "there is no column role; is rolle meant?");
    assert_wrong("id,编号,role,joined,left\n1,1,head,,\n", DIAG_E1007,
                 "the columns id and 编号 mean the same");
    assert_wrong(ROSTER ",王芳,head,,,\n", DIAG_E1021, "id is empty");
    assert_wrong(ROSTER "1,王芳,haed,,,\n", DIAG_E1020,
                 "haed is not a value of role; is head meant?");
    assert_wrong(ROSTER "1,王芳,,,,\n", DIAG_E1021, "role is empty");
    assert_wrong(ROSTER "1,王芳,head,,2018-13-01,\n", DIAG_E1014, "2018-13-01 is not a date");
    assert_wrong(ROSTER "1,王芳,head,,2018-03-01,2018-02-01\n", DIAG_E1042,
                 "1 leaves on 2018-02-01, before joining on 2018-03-01");
    assert_wrong(ROSTER "1,王芳,head,,,\n1,王芳,staff,,2018-03-01,\n", DIAG_E1040,
                 "1 has two rows for the same days");
    assert_wrong(ROSTER "1001,王芳,head,1002,,\n", DIAG_E1011,
                 "1002 is not on the roster; is 1001 王芳 meant?");
    assert_wrong(ROSTER "1,王芳,head,张伟,,\n2,张伟,head,,,\n3,张伟,head,,,\n", DIAG_E1012,
                 "several on the roster are called 张伟: 2, 3");
    assert_wrong(ROSTER "1,王芳,head,1,,\n", DIAG_E1041,
                 "leader leads in a circle: 1 王芳 → 1 王芳");
    assert_wrong(ROSTER "1,王芳,head,2,,\n2,李健,head,1,,\n", DIAG_E1041,
                 "leader leads in a circle: 1 王芳 → 2 李健 → 1 王芳");
    assert_wrong(ROSTER "1,王芳,head\n", DIAG_E1023, "the row has 3 fields, the header has 6");
}

static void all_errors_of_a_roster_are_said_at_once(void **state)
{
    (void)state;
    Reading *reading = reading_new();
    assert_false(reading_roster(reading, ROSTER "1,王芳,haed,9,,\n2,李健,head,,x,y\n"));
    assert_int_equal(diag_count(reading->diag), 4);
    reading_free(reading);
}

static void rosters_of_other_kinds_are_named(void **state)
{
    (void)state;
    Reading *reading = reading_of("subject person/人员 team: unit end\n"
                                  "subject unit/单位 size/规模: number default 2.5 end\n"
                                  "event late/迟到 end\n");
    const char *people = reading_file(reading, TEXT("id,team\n1,乙\n2,\n"));
    const char *units = reading_file(reading, TEXT("id,name,size\nA,甲,\nB,乙,7\n"));
    const char *paths[] = {people, arena_format(reading->arena, "单位=%s", units)};
    assert_true(roster_read(reading->roster, reading->ir, paths, 2, reading->diag));
    const RosterKind *person = &reading->roster->kinds[0], *unit = &reading->roster->kinds[1];
    assert_int_equal(person->columns[0].codes[0], 1);
    assert_int_equal(person->columns[0].codes[1], NO_SUBJECT);
    assert_int_equal(unit->columns[0].numbers[0], 2500000);
    assert_int_equal(unit->columns[0].numbers[1], 7000000);
    assert_int_equal(person->from[0], DAY_ALWAYS);
    assert_int_equal(person->until[0], DAY_NEVER);
    reading_free(reading);
    reading = reading_new();
    const char *unknown = "persan=x.csv";
    assert_false(roster_read(reading->roster, reading->ir, &unknown, 1, reading->diag));
    assert_said(reading, DIAG_E1009,
                "persan is not a subject kind of these rules; is person meant?");
    reading_free(reading);
}

static void texts_have_numbers(void **state)
{
    (void)state;
    enum { MANY = 100 };
    TextPool *pool = text_pool_new();
    char text[32];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < MANY; i++) {
            snprintf(text, sizeof text, "text %d", i);
            assert_int_equal(text_pool_add(pool, text_from(text)), i);
        }
    assert_int_equal(text_pool_find(pool, TEXT("text 99")), 99);
    assert_int_equal(text_pool_find(pool, TEXT("text 100")), -1);
    assert_int_equal(text_pool_find(pool, TEXT("")), -1);
    assert_int_equal(text_pool_add(pool, TEXT("")), 100);
    assert_true(text_is(text_pool_get(pool, 7), "text 7"));
    for (int round = 0; round < 2; round++) { /* alike for longer than a slot holds */
        assert_int_equal(text_pool_add(pool, TEXT("a text of 19 bytes1")), 101);
        assert_int_equal(text_pool_add(pool, TEXT("a text of 19 bytes2")), 102);
    }
    text_pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subjects_are_numbered_by_id),
        cmocka_unit_test(rows_of_a_subject_are_in_force_in_turn),
        cmocka_unit_test(rows_of_a_subject_must_not_overlap),
        cmocka_unit_test(leaders_must_not_run_in_a_circle),
        cmocka_unit_test(two_may_lead_each_other_in_turn),
        cmocka_unit_test(an_empty_roster_knows_nobody),
        cmocka_unit_test(many_subjects_are_all_found),
        cmocka_unit_test(names_are_found_however_they_are_spaced),
        cmocka_unit_test(a_roster_is_read_by_the_names_of_its_columns),
        cmocka_unit_test(wrong_rosters_are_errors),
        cmocka_unit_test(all_errors_of_a_roster_are_said_at_once),
        cmocka_unit_test(rosters_of_other_kinds_are_named),
        cmocka_unit_test(texts_have_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
