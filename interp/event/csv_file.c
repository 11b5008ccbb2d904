/* Reading a CSV file window by window through one buffer. */
#include "interp/event/csv_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/reason.h"

enum {
    READ_BLOCK =
        1 << 18, /* bytes asked of the system at once: more would push tables out of the cache */
    BUFFER = CSV_LONGEST + READ_BLOCK,
    WINDOW = 1 << 16 /* bytes looked at together: they and their marks stay in the cache */
};

int64_t csv_read_at(int fd, char *into, size_t size, uint64_t offset)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(fd, into + done, size - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (int64_t)done;
}

void csv_close(CsvFile *file)
{
    if (!file)
        return;
    if (file->fd >= 0)
        close(file->fd);
    free(file->buffer);
    free(file->marks.at);
    free(file->rows.at);
    free(file->lines);
    free(file);
}

static void release_buffers(CsvFile *file)
{
    free(file->buffer);
    free(file->marks.at);
    free(file->rows.at);
    file->buffer = NULL;
    file->marks = file->rows = (CsvEnds){0};
}

void csv_rewind(CsvFile *file)
{
    release_buffers(file);
    file->start = file->used = 0;
    file->offset = file->body;
    file->is_at_end = file->is_skipping = false;
}

/* Moves what is left to the front and reads behind it. A last line without its end gets one. */
static bool refill(CsvFile *file)
{
    if (!file->buffer)
        file->buffer = memory_resize(NULL, BUFFER + CSV_PADDING);
    size_t left = file->used - file->start;
    memmove(file->buffer, file->buffer + file->start, left);
    file->offset += file->start;
    file->start = 0;
    file->used = left;
    uint64_t at = file->offset + left;
    size_t wanted = file->size - at < READ_BLOCK ? (size_t)(file->size - at) : READ_BLOCK;
    int64_t got = csv_read_at(file->fd, file->buffer + left, wanted, at);
    if (got < 0 || (size_t)got < wanted) {
        file->error = got < 0 ? errno : 0;
        file->is_cut_short = true;
        return false;
    }
    file->used += wanted;
    file->is_at_end = at + wanted == file->size;
    if (file->is_at_end && file->used > 0 && file->buffer[file->used - 1] != '\n')
        file->buffer[file->used++] = '\n';
    return true;
}

bool csv_failed(const CsvFile *file, Diag *diag)
{
    if (!file->is_cut_short)
        return false;
    const char *why = file->error ? reason_words(file->error)
                                  : BOTH("it has become shorter meanwhile", "文件在读取期间变短");
    diag_plain(diag, DIAG_E0805, file->path.at, why, NULL);
    return true;
}

/* The rest of a record that is too long. */
static void skip_line(CsvFile *file)
{
    const char *from = file->buffer + file->start;
    const char *line = memchr(from, '\n', file->used - file->start);
    file->is_skipping = !line;
    file->start = line ? (size_t)(line - file->buffer) + 1 : file->used;
}

/* --- windows --- */

static void make_room(CsvEnds *ends, size_t room)
{
    if (ends->room >= room)
        return;
    ends->at = memory_resize(ends->at, room * sizeof *ends->at);
    ends->room = room;
}

/* Every record has the header's number of fields. */
static bool is_regular(const CsvFile *file, const char *at, const CsvScan *scan,
                       const uint32_t *ends)
{
    size_t columns = file->columns;
    if (scan->is_odd || scan->rows == 0 || scan->ends != scan->rows * columns)
        return false;
    for (size_t i = columns - 1; i < scan->ends; i += columns)
        if (at[ends[i]] != '\n')
            return false;
    for (size_t i = 0; columns == 1 && i < scan->ends; i++) {
        size_t from = i ? ends[i - 1] + 1 : 0;
        if (ends[i] == from || (ends[i] == from + 1 && at[from] == '\r'))
            return false; /* a blank line */
    }
    return true;
}

/* The fast way: true when every record of the window is fine. */
static bool scan_window(CsvFile *file, CsvWindow *window, size_t size)
{
    const char *at = file->buffer + file->start;
    make_room(&file->marks, size + CSV_PADDING + 1);
    file->marks.at[0] = UINT32_MAX;
    uint32_t *ends = file->marks.at + 1;
    CsvScan scan = csv_scan(at, size, file->separator, ends);
    if (!is_regular(file, at, &scan, ends))
        return false;
    make_room(&file->rows, scan.rows);
    for (size_t i = 0; i < scan.rows; i++)
        file->rows.at[i] = (uint32_t)(i * file->columns);
    *window = (CsvWindow){
        at, file->offset + file->start, scan.rows, file->columns, file->rows.at, file->marks.at};
    file->start += (size_t)ends[scan.ends - 1] + 1;
    return true;
}

static bool is_blank(const char *at, const CsvRecord *record)
{
    return record->size == 1 || (record->size == 2 && at[0] == '\r');
}

static Text without_line_end(Text text)
{
    if (text.size && text.at[text.size - 1] == '\n')
        text.size--;
    if (text.size && text.at[text.size - 1] == '\r')
        text.size--;
    return text;
}

/* The plain way: faulty records are handed out, the others make the window. */
static void read_plainly(CsvFile *file, CsvWindow *window, size_t size, CsvReject *reject,
                         void *context)
{
    const char *base = file->buffer + file->start;
    uint64_t offset = file->offset + file->start;
    size_t available = file->used - file->start, at = 0;
    file->marks.count = file->rows.count = 0;
    while (at < size) {
        uint32_t first = (uint32_t)file->marks.count;
        csv_ends_push(&file->marks, (uint32_t)at - 1);
        CsvRecord record = csv_record(base + at, available - at, file->is_at_end, file->separator,
                                      (uint32_t)at, &file->marks);
        if (record.fault == CSV_PARTIAL)
            break;
        bool is_fine = record.fault == CSV_FINE && record.fields == file->columns;
        Text raw = without_line_end((Text){base + at, record.size});
        if (is_fine && !(record.fields == 1 && is_blank(base + at, &record)))
            csv_ends_push(&file->rows, first);
        else if (record.fault != CSV_FINE)
            reject(context, record.fault, offset + at, raw, record.place);
        else if (!is_blank(base + at, &record))
            reject(context, CSV_COLUMNS, offset + at, raw, record.fields);
        at += record.size;
        if (base[at - 1] != '\n') {
            file->is_skipping = true;
            break;
        }
    }
    file->start += at;
    *window =
        (CsvWindow){base, offset, file->rows.count, file->columns, file->rows.at, file->marks.at};
}

bool csv_next(CsvFile *file, CsvWindow *window, CsvReject *reject, void *context)
{
    for (;;) {
        size_t available = file->used - file->start;
        if (available < WINDOW && !file->is_at_end) {
            if (!refill(file))
                return false;
            continue;
        }
        if (available == 0) {
            release_buffers(file);
            return false;
        }
        if (file->is_skipping) {
            skip_line(file);
            continue;
        }
        size_t size = available < WINDOW ? available : WINDOW;
        if (scan_window(file, window, size))
            return true;
        read_plainly(file, window, size, reject, context);
        if (window->rows > 0)
            return true;
        bool is_partial = file->used - file->start == available;
        if (is_partial && !refill(file))
            return false;
    }
}
