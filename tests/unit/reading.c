/* Small rules and files for the tests of rosters and logs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "interp/check/check.h"
#include "tests/unit/reading.h"

static const char sample_rules[] =
    "subject person/人员\n"
    "  role/角色: one of head/所长, staff/职员\n"
    "  unit/单位: text optional\n"
    "  leader/领导: person\n"
    "  on roster from joined until left\n"
    "end\n"
    "every event\n"
    "  excused/容错: yes or no default no\n"
    "  count/次数: occurrences default 1\n"
    "end\n"
    "event late/迟到 end\n"
    "event survey/测评 points/分值: points between 0 and 100 end\n"
    "event award/表彰 level/级别: one of town/乡镇, county/县级 end\n"
    "event portion/成数 part/比例: percent optional end\n"
    "event fine/罚款 amount/金额: yuan default 5 yuan seen/查实: date optional end\n"
    "event quarrel/争执 other/对方: person optional note/备注: text optional end\n";

Reading *reading_of(const char *rules)
{
    Reading *reading = calloc(1, sizeof *reading);
    reading->arena = arena_new(0);
    reading->diag = diag_new(LANG_EN);
    uint32_t source = diag_source(reading->diag, TEXT("rules"), text_from(rules));
    const Node *tree = parse_source(reading->arena, reading->diag, source);
    reading->ir = check_files(reading->arena, reading->diag, &tree, 1);
    assert_int_equal(diag_count(reading->diag), 0);
    reading->roster = roster_new(reading->ir);
    return reading;
}

Reading *reading_new(void)
{
    return reading_of(sample_rules);
}

void reading_free(Reading *reading)
{
    roster_free(reading->roster);
    for (size_t i = 0; i < reading->file_count; i++)
        close(reading->files[i]);
    diag_free(reading->diag);
    arena_free(reading->arena);
    free(reading);
}

const char *reading_file(Reading *reading, Text bytes)
{
    int file = memfd_create("reading", 0);
    assert_true(file >= 0 && reading->file_count < 8);
    assert_int_equal(write(file, bytes.at, bytes.size), bytes.size);
    reading->files[reading->file_count++] = file;
    return arena_format(reading->arena, "/proc/self/fd/%d", file);
}

bool reading_roster(Reading *reading, const char *csv)
{
    const char *path = reading_file(reading, text_from(csv));
    return roster_read(reading->roster, reading->ir, &path, 1, reading->diag);
}

Reading *reading_with_roster(void)
{
    Reading *reading = reading_new();
    assert_true(reading_roster(reading, "id,name,role,leader,joined,left\n"
                                        "0002,李健,staff,0001,,\n"
                                        "0001,王芳,head,,,\n"
                                        "0003,张伟,staff,0001,2018-03-01,2018-06-30\n"
                                        "0004,张伟,职员,王 芳,,\n"));
    return reading;
}

Log *reading_log_of(Reading *reading, Text csv)
{
    const char *path = reading_file(reading, csv);
    return log_open(reading->ir, reading->roster, &path, 1, reading->diag);
}

Log *reading_log(Reading *reading, const char *csv)
{
    return reading_log_of(reading, text_from(csv));
}

Batch *reading_rows(Reading *reading, Log *log)
{
    size_t slots = reading->ir->slot_count;
    bool *wanted = calloc(slots, sizeof *wanted);
    memset(wanted, true, slots * sizeof *wanted);
    Batch *all = batch_new(wanted, slots, 1), *some = batch_new(wanted, slots, 3);
    log_want(log, wanted, NULL);
    while (some->count = 0, log_fill(log, some))
        for (size_t i = 0; i < some->count; i++)
            batch_append(all, some, i);
    batch_free(some);
    free(wanted);
    return all;
}

void assert_said(Reading *reading, DiagCode code, const char *message)
{
    assert_int_equal(diag_count(reading->diag), 1);
    assert_string_equal(diag_name(diag_code_at(reading->diag, 0)), diag_name(code));
    Output *out = output_memory();
    diag_print(reading->diag, out, 0, false);
    Text printed = output_contents(out);
    const char *expected = arena_format(reading->arena, "%s: %s", diag_name(code), message);
    char *text = arena_format(reading->arena, "%.*s", (int)printed.size, printed.at);
    if (!strstr(text, expected))
        assert_string_equal(text, expected); /* shows both */
    output_close(out);
}

void assert_reject(const char *header, const char *row, DiagCode code, const char *message)
{
    Reading *reading = reading_with_roster();
    Log *log = reading_log(reading, arena_format(reading->arena, "%s\n%s\n", header, row));
    assert_non_null(log);
    Batch *rows = reading_rows(reading, log);
    assert_int_equal(log_rejected(log), 1);
    assert_int_equal(log_used(log), rows->count);
    log_report_rejects(log, reading->diag);
    assert_said(reading, code, message);
    batch_free(rows);
    log_close(log);
    reading_free(reading);
}

void assert_refused(const char *csv, DiagCode code, const char *message)
{
    Reading *reading = reading_with_roster();
    assert_null(reading_log(reading, csv));
    assert_said(reading, code, message);
    reading_free(reading);
}
