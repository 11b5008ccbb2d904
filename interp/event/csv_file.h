/* A CSV file with a header: opened, checked, read in windows of many records, never whole. */
#ifndef MERIT_INTERP_EVENT_CSV_FILE_H
#define MERIT_INTERP_EVENT_CSV_FILE_H

#include "base/diag.h"
#include "interp/event/csv_scan.h"

typedef struct CsvFile {
    Text path;
    int fd;
    uint64_t size; /* bytes when it was opened: what is appended later is not read */
    uint64_t body; /* offset of the first record behind the header */
    char separator;
    size_t columns;
    Text *names; /* of columns, folded */
    Text header; /* the header's line as read */
    uint64_t header_line;

    char *buffer;        /* NULL while nothing is being read */
    size_t start, used;  /* what is yet to be read of it */
    uint64_t offset;     /* in the file, of buffer[0] */
    bool is_at_end;      /* nothing follows the buffer */
    bool is_skipping;    /* behind a record that is too long: up to its line end */
    CsvEnds marks, rows; /* of the window */
    int error;           /* errno of a failed read; 0 */
    bool is_cut_short;   /* it has lost bytes since it was opened */
    uint64_t *lines;     /* of csv_line: line ends before each block that was counted */
    size_t line_count;
} CsvFile;

/* The path is borrowed; names live in the arena. NULL with a diagnostic. Owned. */
CsvFile *csv_open(Arena *arena, const char *path, Diag *diag);
void csv_close(CsvFile *file);
void csv_rewind(CsvFile *file); /* to the first record */

/* Records with as many fields as the header. Field c of row r is what lies between
 * marks[first[r] + c] + 1 and marks[first[r] + c + 1], counted from `base`; 32-bit arithmetic
 * wraps. Valid until the next call. */
typedef struct CsvWindow {
    const char *base;
    uint64_t offset; /* of base in the file */
    size_t rows, columns;
    const uint32_t *first, *marks;
} CsvWindow;

/* A record that is not in the window: `place` is the fault's offset in it, or the number of fields
 * for CSV_COLUMNS. */
typedef void CsvReject(void *context, CsvFault fault, uint64_t offset, Text raw, size_t place);

/* The next window, of at least one row; false at the end and when reading failed. Blank lines are
 * passed over. */
bool csv_next(CsvFile *file, CsvWindow *window, CsvReject *reject, void *context);
/* Says a failed read in diag; false when reading was fine. */
bool csv_failed(const CsvFile *file, Diag *diag);

static inline Text csv_cell(CsvWindow window, size_t row, size_t column)
{
    const uint32_t *mark = window.marks + window.first[row] + column;
    uint32_t from = mark[0] + 1;
    Text cell = {window.base + from, mark[1] - from};
    if (column + 1 == window.columns && cell.size && cell.at[cell.size - 1] == '\r')
        cell.size--;
    return cell;
}
static inline uint64_t csv_row_offset(const CsvWindow *window, size_t row)
{
    return window->offset + (uint32_t)(window->marks[window->first[row]] + 1);
}
/* The record's bytes without its line end. */
Text csv_row_text(const CsvFile *file, const CsvWindow *window, size_t row);

/* Line of a byte of the file, from 1: what lies before it is counted once. */
uint64_t csv_line(CsvFile *file, uint64_t offset);
/* The fields of the record at an offset, in the arena; false when there is none. */
bool csv_read_record(const CsvFile *file, uint64_t offset, Arena *arena, Text **values,
                     size_t *count);
/* Its bytes, blanks trimmed. */
Text csv_read_raw(const CsvFile *file, uint64_t offset, Arena *arena);
/* Reads up to `size` bytes; less only at the end of the file. -1: errno. */
int64_t csv_read_at(int fd, char *into, size_t size, uint64_t offset);

#endif
