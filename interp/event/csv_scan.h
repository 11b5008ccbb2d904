/* Where records and fields end: RFC 4180 over bytes in memory. */
#ifndef MERIT_INTERP_EVENT_CSV_SCAN_H
#define MERIT_INTERP_EVENT_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

enum {
    CSV_LONGEST = 1 << 20, /* bytes of a record, its line end among them */
    CSV_PADDING = 64       /* bytes behind the data that may be read, whatever they hold */
};

typedef enum CsvFault {
    CSV_FINE,
    CSV_PARTIAL,     /* its end is not in the bytes given */
    CSV_MID_QUOTE,   /* a quote within a field that does not begin with one */
    CSV_AFTER_QUOTE, /* text between a closing quote and the separator */
    CSV_OPEN_QUOTE,  /* a quote that is never closed */
    CSV_TOO_LONG,
    CSV_NUL,
    CSV_UTF8,
    CSV_RETURN, /* a CR outside quotes that is not part of a line end */
    CSV_COLUMNS /* more or fewer fields than the header */
} CsvFault;

/* Offsets of separators and line ends, growing. */
typedef struct CsvEnds {
    uint32_t *at;
    size_t count, room;
} CsvEnds;
void csv_ends_push(CsvEnds *ends, uint32_t offset);

typedef struct CsvRecord {
    CsvFault fault;
    size_t size;   /* bytes to the start of the next record; with TOO_LONG perhaps more follow */
    size_t fields; /* of a fine record */
    size_t place;  /* offset of the fault */
} CsvRecord;

/* The plain reading of one record, which defines what the fast one finds. A faulty record is one
 * physical line (that of the offending quote), so that reading goes on behind it. The ends of a
 * fine record's fields are pushed, counted from `base` bytes before `at`; the last is that of the
 * line end, or of the data's end. is_last: no bytes follow. */
CsvRecord csv_record(const char *at, size_t size, bool is_last, char separator, uint32_t base,
                     CsvEnds *ends);

typedef struct CsvScan {
    size_t ends; /* fields of the complete records */
    size_t rows; /* complete records */
    bool is_odd; /* something is wrong, or beyond the fast reading: read it plainly */
} CsvScan;

/* The fast reading, from the start of a record: writes the offsets of the field ends. `ends` has
 * room for size + 64; CSV_PADDING bytes follow. size at most CSV_LONGEST. */
CsvScan csv_scan(const char *at, size_t size, char separator, uint32_t *ends);
/* The same result, a byte at a time; and, for tests, as each kind of processor finds it. */
CsvScan csv_scan_plain(const char *at, size_t size, char separator, uint32_t *ends);
#ifdef __SSE2__
CsvScan csv_scan_sse2(const char *at, size_t size, char separator, uint32_t *ends);
CsvScan csv_scan_avx2(const char *at, size_t size, char separator, uint32_t *ends);
#endif

/* What a field's bytes say: without its quotes, doubled ones single. `at` is a field of a fine
 * record; a copy goes to the arena where it differs from the bytes. */
Text csv_unquote(Arena *arena, Text field);

#endif
