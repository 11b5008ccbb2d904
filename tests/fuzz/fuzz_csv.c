/* Any bytes as CSV: the fast reading finds what the plain one finds, and windows lose no record. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "interp/event/csv_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LARGEST = 1 << 18 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* --- scans --- */

typedef CsvScan Scanner(const char *at, size_t size, char separator, uint32_t *ends);

static void must_agree(Scanner *scanner, const char *at, size_t size, CsvScan expected,
                       const uint32_t *ends)
{
    uint32_t *found = memory_resize(NULL, (size + CSV_PADDING) * sizeof *found);
    CsvScan scan = scanner(at, size, ',', found);
    must(scan.is_odd == expected.is_odd);
    if (!scan.is_odd) {
        must(scan.rows == expected.rows && scan.ends == expected.ends);
        must(memcmp(found, ends, scan.ends * sizeof *ends) == 0);
    }
    free(found);
}

/* A scan that finds nothing odd finds the records of the plain reading. */
static void must_be_records(const char *at, size_t size, CsvScan scan, const uint32_t *ends)
{
    CsvEnds plain = {0};
    size_t from = 0, rows = 0;
    for (; from < size; rows++) {
        CsvRecord record = csv_record(at + from, size - from, false, ',', (uint32_t)from, &plain);
        if (record.fault == CSV_PARTIAL)
            break;
        must(scan.is_odd || record.fault == CSV_FINE);
        must(record.size > 0 && record.size <= size - from);
        from += record.size;
    }
    if (!scan.is_odd) {
        must(rows == scan.rows && plain.count == scan.ends);
        must(plain.count == 0 || memcmp(plain.at, ends, plain.count * sizeof *ends) == 0);
    }
    free(plain.at);
}

static void check_scans(const uint8_t *data, size_t size)
{
    char *bytes = memory_resize(NULL, size + CSV_PADDING);
    uint32_t *ends = memory_resize(NULL, (size + CSV_PADDING) * sizeof *ends);
    memset(bytes + size, 0xEE, CSV_PADDING);
    if (size)
        memcpy(bytes, data, size);
    CsvScan scan = csv_scan_plain(bytes, size, ',', ends);
    must_agree(csv_scan, bytes, size, scan, ends);
#ifdef __SSE2__
    must_agree(csv_scan_sse2, bytes, size, scan, ends);
#endif
    must_be_records(bytes, size, scan, ends);
    free(ends);
    free(bytes);
}

/* --- windows --- */

typedef struct Tally {
    uint64_t rows, rejects;
    uint64_t bytes; /* of fields */
} Tally;

static void count_reject(void *context, CsvFault fault, uint64_t offset, Text raw, size_t place)
{
    (void)offset;
    (void)raw;
    (void)place;
    must(fault != CSV_FINE && fault != CSV_PARTIAL);
    ((Tally *)context)->rejects++;
}

static Tally tally_windows(CsvFile *file)
{
    Tally tally = {0};
    CsvWindow window;
    uint64_t last = 0;
    while (csv_next(file, &window, count_reject, &tally)) {
        for (size_t row = 0; row < window.rows; row++) {
            must(csv_row_offset(&window, row) > last);
            last = csv_row_offset(&window, row);
            for (size_t column = 0; column < file->columns; column++)
                tally.bytes += csv_cell(window, row, column).size;
        }
        tally.rows += window.rows;
    }
    return tally;
}

static bool is_blank_line(Text line)
{
    return line.size == 0 || text_is(line, "\n") || text_is(line, "\r\n") || text_is(line, "\r");
}

static Tally tally_plainly(const uint8_t *data, size_t size, const CsvFile *file)
{
    Tally tally = {0};
    CsvEnds ends = {0};
    for (size_t from = (size_t)file->body; from < size;) {
        const char *at = (const char *)data + from;
        ends.count = 0;
        CsvRecord record = csv_record(at, size - from, true, file->separator, 0, &ends);
        bool is_fine = record.fault == CSV_FINE && record.fields == file->columns;
        bool is_blank = record.fault == CSV_FINE && is_blank_line((Text){at, record.size});
        if (is_blank) {
            from += record.size;
            continue;
        }
        tally.rejects += !is_fine;
        tally.rows += is_fine;
        for (size_t i = 0, start = 0; is_fine && i < ends.count; i++) {
            size_t end = ends.at[i];
            bool is_cr = i + 1 == ends.count && end > start && at[end - 1] == '\r';
            tally.bytes += end - start - is_cr;
            start = end + 1;
        }
        from += record.size;
    }
    free(ends.at);
    return tally;
}

static void check_windows(const uint8_t *data, size_t size)
{
    char path[32];
    int fd = memfd_create("csv", 0);
    must(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    Arena *arena = arena_new(0);
    Diag *diag = diag_new(LANG_EN);
    CsvFile *file = csv_open(arena, path, diag);
    must((file == NULL) == (diag_errors(diag) > 0));
    if (file) {
        Tally windows = tally_windows(file), plain = tally_plainly(data, size, file);
        must(windows.rows == plain.rows && windows.rejects == plain.rejects);
        must(windows.bytes == plain.bytes);
        must(!csv_failed(file, diag));
    }
    csv_close(file);
    diag_free(diag);
    arena_free(arena);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > LARGEST)
        return 0;
    check_scans(data, size);
    check_windows(data, size);
    return 0;
}
