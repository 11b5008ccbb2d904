/* What stands in the cells of a log: units, zeros, words, blanks, defaults; encodings of files; and
 * how an event is named afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interp/event/event_ids.h"
#include "tests/unit/reading.h"

static const char rules[] =
    "subject person on roster from joined until left end\n"
    "event shift/班次 person: person long/时长: hours optional short/用时: minutes optional\n"
    "  away/离岗: weeks optional sick/病假: days optional\n"
    "  span/任期: years optional term/期限: months optional\n"
    "  tries/尝试: times optional price/价格: yuan optional\n"
    "  plain/数: number optional portion/份额: percent optional\n"
    "  sober/清醒: yes or no optional note/备注: text default plain\n"
    "  partner/搭档: person default B level/级别: one of low/低, high/高 default low\n"
    "end\n";

static Reading *reading_of_shifts(void)
{
    Reading *reading = reading_of(rules);
    assert_true(reading_roster(reading, "id,name,joined,left\nA,阿明,,\nB,阿明,2018-01-01,\n"
                                        "C,阿强,,2019-12-31\n"));
    return reading;
}

static int64_t cell(const Reading *reading, const Batch *rows, const char *name, size_t row)
{
    for (size_t i = 0; i < reading->ir->slot_count; i++)
        if (name_is(&reading->ir->slots[i].name, text_from(name)))
            return rows->slots[i][row];
    fail_msg("no slot %s", name);
    return 0;
}

/* The value of a column in the only row of a log; the row must be good. */
static int64_t value_of(const char *column, const char *written)
{
    Reading *reading = reading_of_shifts();
    Log *log = reading_log(reading, arena_format(reading->arena,
                                                 "date,person,kind,%s\n2018-10-08,A,shift,%s\n",
                                                 column, written));
    Batch *rows = reading_rows(reading, log);
    if (rows->count != 1)
        fail_msg("%s is no %s", written, column);
    int64_t value = cell(reading, rows, column, 0);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
    return value;
}

static void assert_not(const char *column, const char *written, DiagCode code, const char *message)
{
    Reading *reading = reading_of_shifts();
    Log *log = reading_log(reading, arena_format(reading->arena,
                                                 "date,person,kind,%s\n2018-10-08,A,shift,%s\n",
                                                 column, written));
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(log_rejected(log), 1);
    log_report_rejects(log, reading->diag);
    assert_said(reading, code, message);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

/* Millionths of minutes, days and months. */
static void a_number_may_carry_the_unit_of_its_field(void **state)
{
    (void)state;
    assert_int_equal(value_of("long", "1.5小时"), 90000000);
    assert_int_equal(value_of("long", "1.5 hours"), 90000000);
    assert_int_equal(value_of("short", "20分钟"), 20000000);
    assert_int_equal(value_of("away", "2周"), 14000000);
    assert_int_equal(value_of("sick", "3天"), 3000000);
    assert_int_equal(value_of("sick", "3日"), 3000000);
    assert_int_equal(value_of("span", "2 years"), 24000000);
    assert_int_equal(value_of("term", "4个月"), 4000000);
    assert_int_equal(value_of("tries", "5次"), 5);
    assert_int_equal(value_of("price", "6 RMB"), 6000000);
    assert_int_equal(value_of("portion", "7%"), 70000);
}

static void another_unit_is_not_guessed_at(void **state)
{
    (void)state;
    assert_not("long", "90分钟", DIAG_E1015, "90分钟 is not a number");
    assert_not("away", "14天", DIAG_E1015, "14天 is not a number");
    assert_not("span", "24个月", DIAG_E1015, "24个月 is not a number");
    assert_not("plain", "7%", DIAG_E1015, "7% is not a number");
    assert_not("plain", "1.", DIAG_E1015, "1. is not a number");
    assert_not("plain", "小时", DIAG_E1015, "小时 is not a number");
}

static void zeros_in_front_and_behind_say_nothing(void **state)
{
    (void)state;
    assert_int_equal(value_of("plain", "0007"), 7000000);
    assert_int_equal(value_of("plain", "+00.50"), 500000);
    assert_int_equal(value_of("plain", "-0"), 0);
    assert_int_equal(value_of("plain", "2.0000000000"), 2000000);
    assert_int_equal(value_of("plain", "-0000000000000000000000000000000000009"), -9000000);
}

static void a_number_has_so_many_digits(void **state)
{
    (void)state;
    assert_not("plain", "12345678901234567890123456789012345678", DIAG_E1016,
               "12345678901234567890123456789012345678 is outside");
    assert_int_equal(value_of("plain", "1234567890123.123456"), 1234567890123123456);
    assert_int_equal(value_of("plain", "9223372036854.775807"), INT64_MAX);
    assert_not("plain", "9223372036854.775808", DIAG_E1016, "9223372036854.775808 is outside");
    assert_not("plain", "1234567890123.1234567", DIAG_E1017,
               "1234567890123.1234567 has more than 6 decimals");
    assert_not("plain", "0.12345678901234567890", DIAG_E1017,
               "0.12345678901234567890 has more than 6 decimals");
}

static void yes_and_no_have_five_words_each(void **state)
{
    (void)state;
    const char *const yes[] = {"yes", "Y", "TRUE", "1", "是"};
    const char *const no[] = {"No", "n", "false", "0", "否"};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(value_of("sober", yes[i]), 1);
        assert_int_equal(value_of("sober", no[i]), 0);
    }
    assert_not("sober", "ye", DIAG_E1019, "ye is neither yes nor no");
    assert_not("sober", "yess", DIAG_E1019, "yess is neither yes nor no");
    assert_not("sober", "不是", DIAG_E1019, "不是 is neither yes nor no");
}

/* A blank, a wide blank, a tab, quotes with nothing in them. */
static void a_cell_of_blanks_is_empty(void **state)
{
    (void)state;
    const char *const blanks[] = {" ", "　", "\t", "\"\"", "\" 　\"", "　 　"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        assert_true(value_of("plain", blanks[i]) == NO_NUMBER);
        assert_int_equal(value_of("partner", blanks[i]), 1);
        assert_int_equal(value_of("level", blanks[i]), 0);
    }
    assert_not("plain", "·", DIAG_E1015, "· is not a number");
}

static void a_default_stands_where_the_column_is_missing(void **state)
{
    (void)state;
    Reading *reading = reading_of_shifts();
    Log *log = reading_log(reading, "date,person,kind\n2018-10-08,A,班次\n");
    Batch *rows = reading_rows(reading, log);
    int32_t note = (int32_t)cell(reading, rows, "note", 0);
    assert_true(text_is(text_pool_get(reading->roster->pool, note), "plain"));
    assert_int_equal(cell(reading, rows, "partner", 0), 1);
    assert_int_equal(cell(reading, rows, "level", 0), 0);
    assert_true(cell(reading, rows, "long", 0) == NO_NUMBER);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

static void what_is_shown_of_a_long_cell_ends_with_a_whole_character(void **state)
{
    (void)state;
    enum { CHARACTERS = 150, BYTES_EACH = 3 };
    char written[1 + CHARACTERS * BYTES_EACH + 1] = "a";
    for (int i = 0; i < CHARACTERS; i++)
        memcpy(written + 1 + BYTES_EACH * i, "功", BYTES_EACH);
    Reading *reading = reading_of_shifts();
    Log *log = reading_log(
        reading, arena_format(reading->arena, "date,person,kind\n2018-10-08,%s,shift\n", written));
    batch_free(reading_rows(reading, log));
    log_report_rejects(log, reading->diag);
    Output *out = output_memory();
    diag_print(reading->diag, out, 0, false);
    Text printed = output_contents(out);
    assert_int_equal(utf8_invalid(printed), SIZE_MAX);
    output_char(out, '\0');
    assert_non_null(strstr(output_contents(out).at, "功… is not on the roster"));
    output_close(out);
    log_close(log);
    reading_free(reading);
}

static void one_who_left_or_came_is_told_the_days(void **state)
{
    (void)state;
    Reading *reading = reading_of_shifts();
    Log *log = reading_log(reading, "date,person,kind\n2017-12-31,B,shift\n2020-01-01,C,shift\n");
    batch_free(reading_rows(reading, log));
    assert_int_equal(log_rejected(log), 2);
    log_report_rejects(log, reading->diag);
    Output *out = output_memory();
    diag_print(reading->diag, out, 0, false);
    output_char(out, '\0');
    assert_non_null(strstr(output_contents(out).at, "(on it 2018-01-01 to …)"));
    assert_non_null(strstr(output_contents(out).at, "(on it … to 2019-12-31)"));
    output_close(out);
    log_close(log);
    reading_free(reading);
}

/* --- encodings --- */

static void assert_encoding(Text bytes, DiagCode code)
{
    Reading *reading = reading_with_roster();
    assert_null(reading_log_of(reading, bytes));
    assert_int_equal(diag_count(reading->diag), 1);
    assert_string_equal(diag_name(diag_code_at(reading->diag, 0)), diag_name(code));
    reading_free(reading);
}

#define BYTES(text) ((Text){text, sizeof(text) - 1})

static void encodings_are_told_apart_by_their_bytes(void **state)
{
    (void)state;
    assert_encoding(BYTES("d\0a\0t\0e\0,\0k\0i\0n\0d\0\n\0"), DIAG_E1003); /* little end first */
    assert_encoding(BYTES("\0d\0a\0t\0e\0,\0k\0i\0n\0d\0\n"), DIAG_E1003);
    assert_encoding(BYTES("\xFE\xFF\x65\xE5"), DIAG_E1003);
    /* GB18030: 日期 and a character of four bytes; one cut off at the end */
    assert_encoding(BYTES("\xC8\xD5\xC6\xDA,\x81\x30\x81\x30,\xC8\xCB\n"), DIAG_E1004);
    assert_encoding(BYTES("\xC8\xD5\xC6\xDA,\xC8\xCB\n\xD4\xB1\xC8"), DIAG_E1004);
    assert_encoding(BYTES("\xC8\xD5\xC6\xDA,\xC8\xCB\n\xD4\xB1\x81\x30"), DIAG_E1004);
    /* neither */
    assert_encoding(BYTES("\xC8\xD5\xC6\xDA,\xFF\xFF\xFF\xC8\n"), DIAG_E1034);
    assert_encoding(BYTES("\xC8\xD5\xC6\xDA,\xC8\x20\xC8\x7F\n"), DIAG_E1034);
    assert_encoding(BYTES("\xC8\xD5\xC6\xDA,\x81\x30\x20\x30\n"), DIAG_E1034);
    assert_encoding(BYTES("\xC8\xD5\xC6\xDA,\x80\x80\x80\n"), DIAG_E1034);
}

/* --- events by name --- */

static bool finds(const EventIds *ids, Log *log, const char *name, uint64_t line)
{
    EventPlace place;
    if (!event_ids_find(ids, log, text_from(name), &place))
        return false;
    LogRecord record;
    Arena *arena = arena_new(0);
    assert_true(log_record(log, place.position, arena, &record));
    assert_int_equal(record.line, line);
    arena_free(arena);
    return true;
}

static void an_event_is_found_by_id_or_by_file_and_line(void **state)
{
    (void)state;
    Reading *reading = reading_of_shifts();
    const char *paths[] = {reading_file(reading, TEXT("id,date,person,kind\nE1,2018-10-08,A,shift\n"
                                                      "E2,2018-10-08,Z,shift\n,2018-10-09,A,shift\n"
                                                      "E4,2018-10-09,B,shift\n")),
                           reading_file(reading, TEXT("date,person,kind\n"
                                                      "2018-10-10,A,shift\n2018-10-11,B,shift\n"))};
    Log *log = log_open(reading->ir, reading->roster, paths, 2, reading->diag);
    EventIds *ids = event_ids_read(log);
    assert_non_null(ids);
    const char *const last = strrchr(paths[0], '/') + 1, *const other = strrchr(paths[1], '/') + 1;
    assert_true(finds(ids, log, "E1", 2));
    assert_true(finds(ids, log, "E4", 5));
    assert_false(finds(ids, log, "E2", 0)); /* rejected */
    assert_false(finds(ids, log, "", 0));
    assert_false(finds(ids, log, "zzzz", 0));
    assert_true(finds(ids, log, arena_format(reading->arena, "%s:4", paths[0]), 4));
    assert_true(finds(ids, log, arena_format(reading->arena, "%s:4", last), 4));
    assert_true(finds(ids, log, arena_format(reading->arena, "%s:3", other), 3));
    assert_false(finds(ids, log, arena_format(reading->arena, "%s:3", last), 0)); /* rejected */
    assert_false(finds(ids, log, arena_format(reading->arena, "%s:9", other), 0));
    assert_false(finds(ids, log, arena_format(reading->arena, "%s:9", last), 0));
    const char *const never[] = {"other.csv:2", ":2",   "2",
                                 "E1:",         "E1x2", "other.csv:9999999999999"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_false(finds(ids, log, never[i], 0));
    assert_string_equal(event_ids_near(ids, log, reading->arena, TEXT("E5")),
                        BOTH("; is E1 meant?", "，是否为“E1”？"));
    event_ids_free(ids);
    log_close(log);
    reading_free(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_may_carry_the_unit_of_its_field),
        cmocka_unit_test(another_unit_is_not_guessed_at),
        cmocka_unit_test(zeros_in_front_and_behind_say_nothing),
        cmocka_unit_test(a_number_has_so_many_digits),
        cmocka_unit_test(yes_and_no_have_five_words_each),
        cmocka_unit_test(a_cell_of_blanks_is_empty),
        cmocka_unit_test(a_default_stands_where_the_column_is_missing),
        cmocka_unit_test(what_is_shown_of_a_long_cell_ends_with_a_whole_character),
        cmocka_unit_test(one_who_left_or_came_is_told_the_days),
        cmocka_unit_test(encodings_are_told_apart_by_their_bytes),
        cmocka_unit_test(an_event_is_found_by_id_or_by_file_and_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
