/* Event files: what they must be, and many rows of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

#include "interp/event/store.h"
#include "tests/unit/reading.h"

/* --- files --- */

static void a_file_must_be_a_table(void **state)
{
    (void)state;
    assert_refused("", DIAG_E1002, "");
    assert_refused("\n\n", DIAG_E1002, "");
    assert_refused("date,kind\n", DIAG_E1006, "there is no column person");
    assert_refused("dete,person,kind\n", DIAG_E1006, "there is no column date; is dete meant?");
    assert_refused("date,person,kind,count,次数\n", DIAG_E1007,
                   "the columns count and 次数 mean the same");
    assert_refused("date,日期,person,kind\n", DIAG_E1007,
                   "the columns date and 日期 mean the same");
    assert_refused("\"date,person,kind\n", DIAG_E1005, "the line of column names cannot be read");
}

static void other_encodings_are_named(void **state)
{
    (void)state;
    /* 日期,人员,事项 and a row in GBK; `date` in UTF-16 */
    assert_refused("\xC8\xD5\xC6\xDA,\xC8\xCB\xD4\xB1,\xCA\xC2\xCF\xEE\n", DIAG_E1004, "");
    assert_refused("date,person,kind,note\n2018-10-08,0001,late,\xB9\xA6\xB9\xFD\n", DIAG_E1004,
                   "");
    assert_refused("\xFF\xFE"
                   "d",
                   DIAG_E1003, "");
}

static void folders_devices_and_missing_files_are_refused(void **state)
{
    (void)state;
    const char *const paths[] = {"/", "/dev/zero", "/no/such/file"};
    const DiagCode codes[] = {DIAG_E0802, DIAG_E1001, DIAG_E0801};
    for (size_t i = 0; i < 3; i++) {
        Reading *reading = reading_with_roster();
        assert_null(log_open(reading->ir, reading->roster, &paths[i], 1, reading->diag));
        assert_said(reading, codes[i], "");
        reading_free(reading);
    }
}

static void a_header_alone_is_an_empty_log(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(rows->count, 0);
    assert_false(log_failed(log));
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void a_needed_column_is_missed_when_its_kind_occurs(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind,pionts\n2018-10-08,0001,late,\n"
                                    "2018-10-08,0001,survey,5\n2018-10-09,0001,survey,5\n");
    batch_free(reading_rows(reading, log));
    assert_true(log_failed(log));
    assert_said(reading, DIAG_E1008,
                "events of kind survey need the column points, which is missing; is pionts meant?");
    log_close(log);
    reading_free(reading);
}

static void a_file_that_shrinks_is_an_error(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind\n2018-10-08,0001,late\n");
    assert_int_equal(ftruncate(reading->files[1], 20), 0);
    batch_free(reading_rows(reading, log));
    assert_true(log_failed(log));
    assert_int_equal(diag_code_at(reading->diag, 0), DIAG_E0805);
    log_close(log);
    reading_free(reading);
}

/* A row that another program writes over has no more values than there are names for them. */
static void a_row_that_gains_fields_shows_those_of_the_header(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,person,kind,note\n2018-10-08,0001,late,a longer note\n");
    Batch *rows = reading_rows(reading, log);
    LogRecord record;
    assert_int_equal(pwrite(reading->files[1], ",b,c", 4, 44), 4);
    assert_true(log_record(log, rows->position[0], reading->arena, &record));
    assert_int_equal(record.count, 4);
    assert_true(text_is(record.values[3], "a"));
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void events_of_nobody_need_no_column(void **state)
{
    (void)state;
    Reading *reading = reading_of("event inspection marks: number end\n");
    Log *log = reading_log(reading, "date,kind,marks\n2018-10-08,inspection,7\n");
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(rows->count, 1);
    assert_int_equal(rows->slots[0][0], 7000000);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

/* --- many rows --- */

enum { MANY = 30000 };

/* Rows of changing length, every `bad`th of them of nobody. */
static Output *many_rows(int bad)
{
    Output *out = output_memory();
    output_string(out, "date,person,kind,count,note\n");
    for (int i = 0; i < MANY; i++)
        output_format(out, "2018-%02d-%02d,%s,late,%d,\"%.*s\"\n", i % 12 + 1, i % 28 + 1,
                      bad && i % bad == 0 ? "x" : "0001", i % 9 + 1, i % 7, "note,,,");
    return out;
}

static int64_t sum_of_times(int bad)
{
    int64_t sum = 0;
    for (int i = 0; i < MANY; i++)
        sum += bad && i % bad == 0 ? 0 : i % 9 + 1;
    return sum;
}

static void assert_many(int bad, uint64_t rejected)
{
    Reading *reading = reading_with_roster();
    Output *text = many_rows(bad);
    Log *log = reading_log_of(reading, output_contents(text));
    Batch *rows = reading_rows(reading, log);
    int64_t sum = 0;
    for (size_t i = 0; i < rows->count; i++)
        sum += rows->times[i];
    assert_int_equal(rows->count, MANY - rejected);
    assert_int_equal(sum, sum_of_times(bad));
    assert_int_equal(log_rejected(log), rejected);
    log_report_rejects(log, reading->diag);
    assert_int_equal(diag_count(reading->diag), rejected < 1000 ? rejected : 1000);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
    output_abandon(text);
}

static void windows_join_without_a_seam(void **state)
{
    (void)state;
    assert_many(0, 0);
    assert_many(1001, 30);
}

static void note_told(void *context, uint64_t rows)
{
    uint64_t *told = context;
    assert_int_equal(*told, 0);
    *told = rows;
}

/* Once in a mebi of rows: whoever waits sees that something goes on. */
static void a_long_log_is_told_of_while_it_is_read(void **state)
{
    (void)state;
    enum { ROWS = (1 << 20) + 100000 };
    Reading *reading = reading_of("event inspection end\n");
    Output *text = output_memory();
    output_string(text, "date,kind\n");
    for (int i = 0; i < ROWS; i++)
        output_string(text, "2018-10-08,inspection\n");
    Log *log = reading_log_of(reading, output_contents(text));
    bool none = false;
    uint64_t told = 0;
    Store *store = store_read(log, reading->ir, &none, DAY_NEVER, note_told, &told);
    assert_int_equal(told, 1 << 20);
    assert_int_equal(store_counts(store).used, ROWS);
    store_free(store);
    log_close(log);
    reading_free(reading);
    output_abandon(text);
}

static void all_rejects_are_counted_and_a_thousand_kept(void **state)
{
    (void)state;
    assert_many(2, MANY / 2);
}

static void a_record_longer_than_a_mebibyte_is_one_reject(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Output *text = output_memory();
    output_string(text, "date,person,kind\n2018-10-08,0001,late\n");
    output_pad(text, 3 << 20);
    output_string(text, "\n2018-10-09,0001,late\n");
    Log *log = reading_log_of(reading, output_contents(text));
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(rows->count, 2);
    assert_int_equal(log_rejected(log), 1);
    log_report_rejects(log, reading->diag);
    assert_said(reading, DIAG_E1027, "the row is longer than 1 MiB");
    batch_free(rows);
    log_close(log);
    reading_free(reading);
    output_abandon(text);
}

static void records_are_found_again(void **state)
{
    (void)state;
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, "date,人员,kind,备注\r\n2018-10-08,0001,late,\"a\nb\"\r\n"
                                    "2018-10-09,0002,late,\"x \"\"y\"\"\"\r\n");
    Batch *rows = reading_rows(reading, log);
    LogRecord record;
    assert_true(log_record(log, rows->position[1], reading->arena, &record));
    assert_int_equal(record.line, 4);
    assert_int_equal(record.count, 4);
    assert_true(text_is(record.names[1], "人员"));
    assert_true(text_is(record.values[1], "0002"));
    assert_true(text_is(record.values[3], "x \"y\""));
    assert_false(log_record(log, 1u << 20, reading->arena, &record));
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_must_be_a_table),
        cmocka_unit_test(other_encodings_are_named),
        cmocka_unit_test(folders_devices_and_missing_files_are_refused),
        cmocka_unit_test(a_header_alone_is_an_empty_log),
        cmocka_unit_test(a_needed_column_is_missed_when_its_kind_occurs),
        cmocka_unit_test(a_file_that_shrinks_is_an_error),
        cmocka_unit_test(a_row_that_gains_fields_shows_those_of_the_header),
        cmocka_unit_test(events_of_nobody_need_no_column),
        cmocka_unit_test(windows_join_without_a_seam),
        cmocka_unit_test(a_long_log_is_told_of_while_it_is_read),
        cmocka_unit_test(all_rejects_are_counted_and_a_thousand_kept),
        cmocka_unit_test(a_record_longer_than_a_mebibyte_is_one_reject),
        cmocka_unit_test(records_are_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
