/* Event files as batches, and every way in which a row can be rejected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/checking.h"
#include "tests/unit/reading.h"

#define HEAD "date,person,kind,"

static const int64_t *slot(const Reading *reading, const Batch *rows, const char *name)
{
    for (size_t i = 0; i < reading->ir->slot_count; i++)
        if (name_is(&reading->ir->slots[i].name, text_from(name)))
            return rows->slots[i];
    fail_msg("no slot %s", name);
    return NULL;
}

static void a_row_becomes_columns(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind,count,points,note\n"
                                    "2018-10-08,0002,late,3,,x\n"
                                    "2018-10-09,0001,survey,,98.5,\"a, \"\"b\"\"\"\n");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(rows->count, 2);
    assert_int_equal(rows->kind[0], event_named(reading->ir, "late"));
    assert_int_equal(rows->own[0], 1);
    assert_int_equal(rows->day[0], day_from_civil(2018, 10, 8));
    assert_int_equal(rows->times[0], 3);
    assert_int_equal(rows->times[1], 1);
    assert_int_equal(rows->position[0], 35);
    assert_int_equal(slot(reading, rows, "points")[1], 98500000);
    assert_true(slot(reading, rows, "points")[0] == NO_NUMBER);
    assert_int_equal(slot(reading, rows, "count")[0], 3);
    assert_int_equal(slot(reading, rows, "excused")[0], 0);
    assert_int_equal(log_rows(log), 2);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void names_of_either_language_and_any_order_will_do(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "\xEF\xBB\xBF备注,事项,次数,人员,日期,登记日\r\n"
                                    "无,迟到,２次,李 健,2018年10月8日,2018/10/9\r\n"
                                    "\r\n"
                                    "\"甲\n乙\",\"late\", 1 ,0002,20181008,");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(log_rejected(log), 0);
    assert_int_equal(rows->count, 2);
    assert_int_equal(rows->own[0], 1);
    assert_int_equal(rows->times[0], 2);
    assert_int_equal(rows->day[0], day_from_civil(2018, 10, 8));
    assert_int_equal(rows->day[1], rows->day[0]);
    assert_int_equal(rows->kind[1], rows->kind[0]);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void values_are_read_by_the_type_of_their_field(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "日期,人员,事项,容错,比例,金额,查实,对方,备注,级别\n"
                                    "2018-10-08,0001,成数,是,12.5%,,,,,\n"
                                    "2018-10-08,0001,成数,FALSE,12.5,,,,,\n"
                                    "2018-10-08,0001,罚款,y,,600元,2018-10-01,,,\n"
                                    "2018-10-08,0001,罚款,0,,,,,,\n"
                                    "2018-10-08,0001,争执,,,,,王芳,口角,\n"
                                    "2018-10-08,0001,表彰,,,,,,,县级\n");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(log_rejected(log), 0);
    const int64_t *part = slot(reading, rows, "part"), *amount = slot(reading, rows, "amount");
    const int64_t *excused = slot(reading, rows, "excused"), *seen = slot(reading, rows, "seen");
    assert_int_equal(part[0], 125000);
    assert_int_equal(part[1], 125000);
    assert_int_equal(amount[2], 600000000);
    assert_int_equal(amount[3], 5000000);
    assert_int_equal(excused[0] * 1000 + excused[1] * 100 + excused[2] * 10 + excused[3], 1010);
    assert_int_equal(seen[2], day_from_civil(2018, 10, 1));
    assert_true(seen[3] == NO_NUMBER);
    assert_int_equal(slot(reading, rows, "other")[4], 0);
    int32_t note = (int32_t)slot(reading, rows, "note")[4];
    assert_true(text_is(text_pool_get(reading->roster->pool, note), "口角"));
    assert_int_equal(slot(reading, rows, "level")[5], 1);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void dates_of_one_ending_are_told_apart(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind\n"
                                    "2018-10-08,0001,late\n"
                                    "1918-10-08,0001,late\n"
                                    "2018-13-08,0001,late\n"
                                    "2018-13-08,0001,late\n"
                                    "2018-10-08,0001,late\n"
                                    "2018/10/08,0001,late\n");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(log_rejected(log), 2);
    assert_int_equal(rows->count, 4);
    assert_int_equal(rows->day[0], day_from_civil(2018, 10, 8));
    assert_int_equal(rows->day[1], day_from_civil(1918, 10, 8));
    assert_int_equal(rows->day[2], rows->day[0]);
    assert_int_equal(rows->day[3], rows->day[0]);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void texts_of_kinds_that_nobody_looks_at_are_not_kept(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind,other,note,part\n"
                                    "2018-10-08,0001,quarrel,0002,words,\n"
                                    "2018-10-08,0001,portion,,,much\n"); /* checked none the less */
    size_t slots = reading->ir->slot_count, kinds = reading->ir->event_count;
    bool *wanted = calloc(slots + kinds, sizeof *wanted);
    memset(wanted, true, slots * sizeof *wanted);
    Batch *rows = batch_new(wanted, slots, 4);
    log_want(log, wanted, wanted + slots);
    while (log_fill(log, rows))
        ;
    assert_int_equal(rows->count, 1);
    assert_int_equal(log_rejected(log), 1);
    assert_true(slot(reading, rows, "note")[0] == NO_NUMBER);
    assert_int_equal(text_pool_find(reading->roster->pool, TEXT("words")), -1);
    free(wanted);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

/* --- rejects --- */

static void what_nobody_declared_is_rejected_with_the_nearest(void **state)
{
    (void)state;
    assert_reject("date,person,kind", "2018-10-08,0001,lata", DIAG_E1010,
                  "lata is not a kind of event; is late meant?");
    assert_reject("date,person,kind", "2018-10-08,0001,", DIAG_E1021, "kind is empty");
    assert_reject(HEAD "level", "2018-10-08,0001,award,conty", DIAG_E1020,
                  "conty is not a value of level; is county meant?");
}

static void whom_nobody_knows_is_rejected(void **state)
{
    (void)state;
    assert_reject("date,person,kind", "2018-10-08,0020,late", DIAG_E1011,
                  "0020 is not on the roster; is 0002 李健 meant?");
    assert_reject("date,person,kind", "2018-10-08,张伟,late", DIAG_E1012,
                  "several on the roster are called 张伟: 0003, 0004");
    assert_reject("date,person,kind", "2018-10-08,,late", DIAG_E1021, "person is empty");
    assert_reject("date,person,kind", "2018-07-01,0003,late", DIAG_E1013,
                  "0003 张伟 is not on the roster on 2018-07-01 (on it 2018-03-01 to 2018-06-30)");
    assert_reject(HEAD "other", "2018-10-08,0001,quarrel,张伟", DIAG_E1012,
                  "several on the roster are called 张伟: 0003, 0004");
}

static void days_of_the_roster_are_inclusive(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind\n"
                                    "2018-02-28,0003,late\n2018-03-01,0003,late\n"
                                    "2018-06-30,0003,late\n2018-07-01,0003,late\n");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(log_used(log), 2);
    assert_int_equal(log_rejected(log), 2);
    assert_int_equal(rows->day[0], day_from_civil(2018, 3, 1));
    assert_int_equal(rows->day[1], day_from_civil(2018, 6, 30));
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void cells_that_are_not_understood_are_rejected(void **state)
{
    (void)state;
    assert_reject("date,person,kind", "2018-02-29,0001,late", DIAG_E1014,
                  "2018-02-29 is not a date");
    assert_reject("date,person,kind,recorded", "2018-02-28,0001,late,soon", DIAG_E1014,
                  "soon is not a date");
    assert_reject(HEAD "excused", "2018-10-08,0001,late,maybe", DIAG_E1019,
                  "maybe is neither yes nor no");
    assert_reject(HEAD "amount", "2018-10-08,0001,fine,\"1,200\"", DIAG_E1015,
                  "1,200 is not a number");
    assert_reject(HEAD "amount", "2018-10-08,0001,fine,5分", DIAG_E1015, "5分 is not a number");
    assert_reject(HEAD "amount", "2018-10-08,0001,fine,1e3", DIAG_E1015, "1e3 is not a number");
}

static void numbers_have_bounds(void **state)
{
    (void)state;
    assert_reject(HEAD "points", "2018-10-08,0001,survey,100.5分", DIAG_E1016,
                  "100.5分 is outside 0 to 100");
    assert_reject(HEAD "points", "2018-10-08,0001,survey,", DIAG_E1021, "points is empty");
    assert_reject(HEAD "points", "2018-10-08,0001,survey,1.0000001", DIAG_E1017,
                  "1.0000001 has more than 6 decimals");
    assert_reject(HEAD "part", "2018-10-08,0001,portion,0.00001%", DIAG_E1017,
                  "0.00001% has more than 4 decimals");
    assert_reject(HEAD "amount", "2018-10-08,0001,fine,99999999999999", DIAG_E1016,
                  "99999999999999 is outside -9223372036854 to 9223372036854");
}

static void occurrences_are_counted_in_whole_numbers(void **state)
{
    (void)state;
    const char *const wrong[] = {"0", "-1", "1.5", "1000000001", "x", "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char row[64], message[64];
        snprintf(row, sizeof row, "2018-10-08,0001,late,%s", wrong[i]);
        snprintf(message, sizeof message, "%s is not a number of times", wrong[i]);
        assert_reject(HEAD "count", row, DIAG_E1018, message);
    }
}

static void rows_that_are_no_records_are_rejected(void **state)
{
    (void)state;
    assert_reject("date,person,kind", "2018-10-08,0001,late,", DIAG_E1023,
                  "the row has 4 fields, the header has 3");
    assert_reject("date,person,kind", "2018-10-08,00\"01,late", DIAG_E1024,
                  "a quote stands within a field that does not begin with one");
    assert_reject("date,person,kind", "2018-10-08,\"0001\"x,late", DIAG_E1025,
                  "text follows the closing quote of a field");
    assert_reject("date,person,kind", "2018-10-08,\"0001,late", DIAG_E1026,
                  "a quote is not closed");
    assert_reject("date,person,kind,note", "2018-10-08,0001,late,功\xB9过", DIAG_E1029,
                  "byte 25 of the row is not UTF-8");
}

static void ids_are_unique_over_all_files(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    const char *paths[] = {
        reading_file(reading, TEXT("id,date,person,kind\nE1,2018-10-08,0001,late\n"
                                   ",2018-10-08,0001,late\n,2018-10-08,0001,late\n")),
        reading_file(reading, TEXT("kind,date,person,编号\nlate,2018-10-09,0001,E2\n"
                                   "late,2018-10-09,0001,E1\n"))};
    Log *log = log_open(reading->ir, reading->roster, paths, 2, reading->diag);
    for (int pass = 0; pass < 2; pass++) {
        Batch *rows = reading_rows(reading, log);
        assert_int_equal(log_used(log), 4);
        assert_int_equal(log_rejected(log), 1);
        assert_int_equal(rows->position[3] >> POSITION_FILE_SHIFT, 1);
        batch_free(rows);
        if (pass == 0)
            log_rewind(log);
    }
    log_report_rejects(log, reading->diag);
    assert_said(reading, DIAG_E1022, "the event id E1 was used before");
    log_close(log);
    reading_free(reading);
}

static void faulty_rows_do_not_spoil_their_neighbours(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind,count\n"
                                    "2018-10-01,0001,late,1\n"
                                    "2018-10-02,\"0001,late,2\n"
                                    "2018-10-03,0001,late,3\n"
                                    "2018-10-04,0001,late\n"
                                    "2018-10-05,0009,late,5\n"
                                    "2018-10-06,0002,late,6\n");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(rows->count, 3);
    assert_int_equal(rows->times[0] * 100 + rows->times[1] * 10 + rows->times[2], 136);
    assert_int_equal(log_rejected(log), 3);
    assert_int_equal(log_rows(log), 6);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_columns),
        cmocka_unit_test(names_of_either_language_and_any_order_will_do),
        cmocka_unit_test(values_are_read_by_the_type_of_their_field),
        cmocka_unit_test(dates_of_one_ending_are_told_apart),
        cmocka_unit_test(texts_of_kinds_that_nobody_looks_at_are_not_kept),
        cmocka_unit_test(what_nobody_declared_is_rejected_with_the_nearest),
        cmocka_unit_test(whom_nobody_knows_is_rejected),
        cmocka_unit_test(days_of_the_roster_are_inclusive),
        cmocka_unit_test(cells_that_are_not_understood_are_rejected),
        cmocka_unit_test(numbers_have_bounds),
        cmocka_unit_test(occurrences_are_counted_in_whole_numbers),
        cmocka_unit_test(rows_that_are_no_records_are_rejected),
        cmocka_unit_test(ids_are_unique_over_all_files),
        cmocka_unit_test(faulty_rows_do_not_spoil_their_neighbours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
