/* Where records end, by the plain reading and by the fast one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interp/event/csv_scan.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- the plain reading --- */

/* The fields of the first record as "a|b|c"; "" when it is faulty. */
static CsvRecord read_first(const char *text, bool is_last, char *fields)
{
    CsvEnds ends = {0};
    size_t size = strlen(text), used = 0, from = 0;
    CsvRecord record = csv_record(text, size, is_last, ',', 0, &ends);
    Arena *arena = arena_new(0);
    for (size_t i = 0; i < ends.count; i++) {
        Text cell = {text + from, ends.at[i] - from};
        if (cell.size && cell.at[cell.size - 1] == '\r')
            cell.size--;
        cell = csv_unquote(arena, cell);
        memcpy(fields + used, cell.at, cell.size);
        used += cell.size;
        if (i + 1 < ends.count)
            fields[used++] = '|';
        from = ends.at[i] + 1;
    }
    fields[used] = 0;
    arena_free(arena);
    free(ends.at);
    return record;
}

static void assert_fields(const char *text, const char *expected, size_t size)
{
    char fields[256];
    CsvRecord record = read_first(text, true, fields);
    assert_int_equal(record.fault, CSV_FINE);
    assert_string_equal(fields, expected);
    assert_int_equal(record.size, size);
}

static void assert_fault(const char *text, CsvFault fault, size_t size, size_t place)
{
    char fields[256];
    CsvRecord record = read_first(text, true, fields);
    assert_int_equal(record.fault, fault);
    assert_int_equal(record.size, size);
    assert_int_equal(record.place, place);
    assert_string_equal(fields, "");
}

static void fields_end_at_separators(void **state)
{
    (void)state;
    assert_fields("a,b,c\nd", "a|b|c", 6);
    assert_fields(",,\n", "||", 3);
    assert_fields("\n", "", 1);
    assert_fields("last", "last", 4);
}

static void quoted_fields_hold_anything(void **state)
{
    (void)state;
    assert_fields("\"a,b\",c\n", "a,b|c", 8);
    assert_fields("\"two\nlines\"\n", "two\nlines", 12);
    assert_fields("\"say \"\"yes\"\"\",x\n", "say \"yes\"|x", 16);
    assert_fields("\"\",\"\"\"\"\n", "|\"", 8);
    assert_fields("x,\"y\"\r\nz", "x|y", 7);
    assert_fields("x,\"y\"", "x|y", 5);
}

static void faulty_quotes_cost_one_line(void **state)
{
    (void)state;
    assert_fault("a\"b,c\nnext\n", CSV_MID_QUOTE, 6, 1);
    assert_fault("\"a\" b,c\nnext\n", CSV_AFTER_QUOTE, 8, 3);
    assert_fault("x,\"open\nnext\n", CSV_OPEN_QUOTE, 8, 2);
    assert_fault("x,\"open\nnext,\"y\"\n", CSV_AFTER_QUOTE, 8, 14);
    assert_fault("\"a\nb\"c\nnext\n", CSV_AFTER_QUOTE, 3, 5);
}

static void a_return_that_ends_no_line_is_a_fault(void **state)
{
    (void)state;
    assert_fault("a,b\rc,d\nnext\n", CSV_RETURN, 8, 3);
    assert_fault("a,b\r\r\nnext\n", CSV_RETURN, 6, 3);
    assert_fields("a,\"b\rc\"\r\nnext\n", "a|b\rc", 9);
    assert_fields("a,b\r", "a|b", 4);
}

static void a_return_at_the_end_of_a_block_waits_for_the_next(void **state)
{
    (void)state;
    char text[256];
    uint32_t ends[256];
    memset(text, 'x', sizeof text);
    text[63] = '\r';
    text[64] = text[99] = '\n';
    assert_false(csv_scan(text, 100, ',', ends).is_odd);
    assert_int_equal(csv_scan(text, 100, ',', ends).rows, 2);
    text[64] = 'x';
    assert_true(csv_scan(text, 100, ',', ends).is_odd);
}

static void nul_and_bad_utf8_are_faults(void **state)
{
    (void)state;
    CsvEnds ends = {0};
    CsvRecord record = csv_record("a\0b\n", 4, true, ',', 0, &ends);
    assert_int_equal(record.fault, CSV_NUL);
    assert_int_equal(record.place, 1);
    free(ends.at);
    assert_fault("ab\xFF\n", CSV_UTF8, 4, 2);
    assert_fault("\xB5\xE3,x\n", CSV_UTF8, 5, 0);
    assert_fault("\xE4\xBD\n", CSV_UTF8, 3, 0);
}

static void a_record_without_its_end_is_partial(void **state)
{
    (void)state;
    const char *const cut[] = {"", "abc", "a,\"b", "a,\"b\"", "a,\"b\"\r", "\"a\"\""};
    char fields[256];
    for (size_t i = 0; i < COUNT(cut); i++) {
        CsvRecord record = read_first(cut[i], false, fields);
        assert_int_equal(record.fault, CSV_PARTIAL);
        assert_int_equal(record.size, 0);
    }
}

static CsvFault fault_of_length(size_t size, char fill)
{
    char *bytes = malloc(size + CSV_PADDING);
    CsvEnds ends = {0};
    memset(bytes, fill, size);
    bytes[size - 1] = '\n';
    CsvRecord record = csv_record(bytes, size, true, ',', 0, &ends);
    free(ends.at);
    free(bytes);
    return record.fault;
}

static void a_record_may_have_one_mebibyte(void **state)
{
    (void)state;
    assert_int_equal(fault_of_length(CSV_LONGEST, 'x'), CSV_FINE);
    assert_int_equal(fault_of_length(CSV_LONGEST + 1, 'x'), CSV_TOO_LONG);
    assert_int_equal(fault_of_length(CSV_LONGEST, ','), CSV_FINE);
}

/* --- the fast reading --- */

typedef CsvScan Scanner(const char *at, size_t size, char separator, uint32_t *ends);

static Scanner *const scanners[] = {
    csv_scan,
#ifdef __SSE2__
    csv_scan_sse2,
#endif
};

static uint64_t random_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Pieces that meet in logs, and some that should not. */
static const char *const pieces[] = {
    ",",
    ",",
    "\n",
    "\n",
    "\r\n",
    "\"",
    "\"",
    "\"\"",
    "a",
    "bc",
    "2018",
    "功过",
    "，",
    "é",
    "\xF0\x9F\x98\x80",
    "한",
    "\r",
    "\xC0",
    "好",
    "县",
    "x\"y",
    "\",\"",
    "0123456789abcdef",
    "镇政府办公室",
    "\xFF",
    "\xE4",
    "\xA0\x80",
};

/* The first pieces only: text that is mostly well-formed. */
static size_t random_text(uint64_t *seed, char *out, size_t most)
{
    size_t used = 0, target = random_next(seed) % most;
    bool is_tame = random_next(seed) % 4 != 0;
    static const unsigned char tame[] = {0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 18, 19, 22, 23};
    while (used < target) {
        size_t number =
            is_tame ? tame[random_next(seed) % COUNT(tame)] : random_next(seed) % COUNT(pieces);
        const char *piece = pieces[number];
        if (is_tame && random_next(seed) % 16 == 0)
            piece = used == 0 || strchr(",\n", out[used - 1]) ? "\"一,\"\"二\"\"\n\"," : "";
        memcpy(out + used, piece, strlen(piece));
        used += strlen(piece);
    }
    return used;
}

static void same_scan(const char *at, size_t size, CsvScan expected, const uint32_t *ends)
{
    uint32_t *found = calloc(size + CSV_PADDING, sizeof *found);
    for (size_t i = 0; i < COUNT(scanners); i++) {
        CsvScan scan = scanners[i](at, size, ',', found);
        assert_int_equal(scan.is_odd, expected.is_odd);
        if (scan.is_odd)
            continue;
        assert_int_equal(scan.rows, expected.rows);
        assert_int_equal(scan.ends, expected.ends);
        assert_memory_equal(found, ends, scan.ends * sizeof *ends);
    }
    free(found);
}

/* What the plain reading of records finds in the same bytes. */
static void same_records(const char *at, size_t size, CsvScan scan, const uint32_t *ends)
{
    CsvEnds plain = {0};
    size_t from = 0, rows = 0;
    bool is_fine = true;
    while (from < size) {
        CsvRecord record = csv_record(at + from, size - from, false, ',', (uint32_t)from, &plain);
        if (record.fault == CSV_PARTIAL)
            break;
        is_fine = is_fine && record.fault == CSV_FINE;
        from += record.size;
        rows++;
    }
    if (!scan.is_odd) {
        assert_true(is_fine);
        assert_int_equal(plain.count, scan.ends);
        assert_int_equal(rows, scan.rows);
        assert_memory_equal(plain.at, ends, scan.ends * sizeof *ends);
    } else if (from == size) {
        assert_false(is_fine); /* nothing partial: then something was wrong */
    }
    free(plain.at);
}

static void all_readings_agree_on_random_text(void **state)
{
    (void)state;
    enum { ROUNDS = 20000, MOST = 700, ROOM = MOST + 128 };
    char text[ROOM];
    uint32_t ends[ROOM + CSV_PADDING];
    uint64_t seed = 20181008;
    size_t regular = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        memset(text, 0xEE, sizeof text);
        size_t size = random_text(&seed, text, MOST);
        CsvScan scan = csv_scan_plain(text, size, ',', ends);
        same_scan(text, size, scan, ends);
        same_records(text, size, scan, ends);
        regular += !scan.is_odd && scan.rows > 0;
    }
    assert_true(regular > ROUNDS / 4); /* the fast way was tried */
}

static void the_scan_stops_at_the_last_complete_record(void **state)
{
    (void)state;
    char text[128] = "a,b\nc,\"d\ne\"\nf,g";
    uint32_t ends[256];
    CsvScan scan = csv_scan(text, strlen(text), ',', ends);
    assert_false(scan.is_odd);
    assert_int_equal(scan.rows, 2);
    assert_int_equal(scan.ends, 4);
    assert_int_equal(ends[3], 11);
}

static void any_separator_will_do(void **state)
{
    (void)state;
    char text[128] = "a;b,c\n";
    uint32_t ends[256];
    assert_int_equal(csv_scan(text, 6, ';', ends).ends, 2);
    assert_int_equal(ends[0], 1);
}

static void rare_characters_are_no_fault(void **state)
{
    (void)state;
    char text[128] = "\xF0\xA0\xAE\xB7,한국,\xE0\xA4\x85\n"; /* 𠮷, Hangul, Devanagari */
    uint32_t ends[256];
    assert_false(csv_scan(text, strlen(text), ',', ends).is_odd);
    char surrogate[128] = "\xED\xA0\x80,x\n", overlong[128] = "\xE0\x80\x80,x\n";
    assert_true(csv_scan(surrogate, strlen(surrogate), ',', ends).is_odd);
    assert_true(csv_scan(overlong, strlen(overlong), ',', ends).is_odd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_end_at_separators),
        cmocka_unit_test(quoted_fields_hold_anything),
        cmocka_unit_test(faulty_quotes_cost_one_line),
        cmocka_unit_test(a_return_that_ends_no_line_is_a_fault),
        cmocka_unit_test(a_return_at_the_end_of_a_block_waits_for_the_next),
        cmocka_unit_test(nul_and_bad_utf8_are_faults),
        cmocka_unit_test(a_record_without_its_end_is_partial),
        cmocka_unit_test(a_record_may_have_one_mebibyte),
        cmocka_unit_test(all_readings_agree_on_random_text),
        cmocka_unit_test(the_scan_stops_at_the_last_complete_record),
        cmocka_unit_test(any_separator_will_do),
        cmocka_unit_test(rare_characters_are_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
