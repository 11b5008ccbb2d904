/* Opening a CSV file: is it one, in what encoding, with what header. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reason.h"
#include "interp/event/csv_file.h"

enum {
    LOOK = 1 << 16,
    HEADER_LINE_ROOM = 200,
    MOST_COLUMNS = 16384 /* as many as sheets have */
};

static bool say_open(Diag *diag, DiagCode code, const char *path, const char *why)
{
    diag_plain(diag, code, path, why, NULL);
    return false;
}

static bool open_file(CsvFile *file, Diag *diag)
{
    const char *path = file->path.at;
    struct stat status;
    file->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file->fd < 0 || fstat(file->fd, &status) != 0)
        return say_open(diag, DIAG_E0801, path, reason_words(errno));
    if (S_ISDIR(status.st_mode))
        return say_open(diag, DIAG_E0802, path, NULL);
    if (!S_ISREG(status.st_mode))
        return say_open(diag, DIAG_E1001, path, NULL);
    file->size = (uint64_t)status.st_size;
    if (file->size == 0)
        return say_open(diag, DIAG_E1002, path, NULL);
    return true;
}

/* --- encoding --- */

/* Most bytes of text in UTF-16 without a mark come with a zero byte beside them. */
static bool is_utf16(Text head)
{
    if (head.size < 2)
        return false;
    unsigned char first = (unsigned char)head.at[0], second = (unsigned char)head.at[1];
    if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF))
        return true;
    size_t zeros[2] = {0, 0}, look = head.size < 512 ? head.size : 512;
    for (size_t i = 0; i < look; i++)
        zeros[i & 1] += head.at[i] == 0;
    return (zeros[0] * 8 > look) != (zeros[1] * 8 > look);
}

/* Text of another encoding read as UTF-8 is wrong at most places; a slip in UTF-8 at few. */
static bool is_foreign(Text head)
{
    size_t fine = 0, wrong = 0;
    for (size_t at = 0; at < head.size;) {
        size_t from = at;
        int32_t code = utf8_next(head, &at);
        fine += code >= 0x80;
        wrong += code < 0 && from + 4 <= head.size;
    }
    return wrong > fine;
}

/* Bytes of the double-byte or four-byte character at `at`; 0 for what GB18030 cannot hold. */
static size_t gb_length(const unsigned char *at, size_t size)
{
    if (at[0] < 0x80)
        return 1;
    if (at[0] == 0x80 || at[0] == 0xFF)
        return 0;
    if (size < 2)
        return 1; /* cut off */
    if (at[1] >= '0' && at[1] <= '9')
        return size < 4 ? size : (at[2] > 0x80 && at[3] >= '0' && at[3] <= '9') ? 4 : 0;
    return at[1] >= 0x40 && at[1] != 0x7F && at[1] != 0xFF ? 2 : 0;
}

static bool may_be_gbk(Text head)
{
    for (size_t at = 0; at < head.size;) {
        size_t length = gb_length((const unsigned char *)head.at + at, head.size - at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

static bool check_encoding(CsvFile *file, Text head, Diag *diag)
{
    if (is_utf16(head))
        return say_open(diag, DIAG_E1003, file->path.at, NULL);
    if (is_foreign(head))
        return say_open(diag, may_be_gbk(head) ? DIAG_E1004 : DIAG_E1034, file->path.at, NULL);
    return true;
}

/* --- header --- */

/* The separator that the header holds most of; a comma unless another wins. */
static char sniff_separator(Text line)
{
    const char candidates[] = {',', '\t', ';'};
    size_t most = 0;
    char found = ',';
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t count = 0;
        for (size_t k = 0; k < line.size; k++)
            count += line.at[k] == candidates[i];
        if (count > most) {
            most = count;
            found = candidates[i];
        }
    }
    return found;
}

static Text first_line(Text head)
{
    const char *line = head.size ? memchr(head.at, '\n', head.size) : NULL;
    return (Text){head.at, line ? (size_t)(line - head.at) : head.size};
}

static void skip_bytes(CsvFile *file, Text *head, size_t count)
{
    file->body += count;
    *head = text_slice(*head, count, head->size);
}

/* The byte order mark, a `sep=` line, blank lines. */
static void skip_preamble(CsvFile *file, Text *head)
{
    if (text_starts(*head, "\xEF\xBB\xBF"))
        skip_bytes(file, head, 3);
    file->header_line = 1;
    for (;;) {
        Text line = first_line(*head);
        bool is_blank = line.size == 0 || (line.size == 1 && line.at[0] == '\r');
        if (line.size == head->size || (!is_blank && !text_starts(line, "sep=")))
            return;
        skip_bytes(file, head, line.size + 1);
        file->header_line++;
    }
}

static void keep_names(CsvFile *file, Arena *arena, Text head, const CsvEnds *ends)
{
    file->columns = ends->count;
    file->names = arena_alloc(arena, ends->count * sizeof *file->names);
    size_t from = 0;
    for (size_t i = 0; i < ends->count; i++) {
        Text cell = {head.at + from, ends->at[i] - from};
        cell = text_trim(csv_unquote(arena, text_trim(cell)));
        file->names[i] = text_copy(arena, text_fold(arena, cell));
        from = (size_t)ends->at[i] + 1;
    }
}

static bool read_header(CsvFile *file, Arena *arena, Text head, Diag *diag)
{
    skip_preamble(file, &head);
    Text line = text_trim(first_line(head));
    file->header = text_copy(arena, text_slice(line, 0, CSV_LONGEST));
    if (line.size == 0)
        return say_open(diag, DIAG_E1002, file->path.at, NULL);
    file->separator = sniff_separator(line);
    CsvEnds ends = {0};
    bool is_last = file->body + head.size == file->size;
    CsvRecord record = csv_record(head.at, head.size, is_last, file->separator, 0, &ends);
    bool is_many = ends.count > MOST_COLUMNS;
    bool is_fine = record.fault == CSV_FINE && !is_many;
    if (is_fine) {
        keep_names(file, arena, (Text){head.at, record.size}, &ends);
        file->body += record.size;
    } else if (record.fault == CSV_RETURN) {
        say_open(diag, DIAG_E1031, file->path.at, NULL);
    } else {
        Text shown = text_slice(file->header, 0, HEADER_LINE_ROOM);
        const char *count = arena_format(arena, "%zu", ends.count);
        diag_data(diag, is_many ? DIAG_E1030 : DIAG_E1005, file->path, file->header_line,
                  (Text){"", 0}, shown, count, NULL);
    }
    free(ends.at);
    return is_fine;
}

static bool read_head(CsvFile *file, Arena *arena, Diag *diag)
{
    size_t size = file->size < LOOK ? (size_t)file->size : LOOK;
    char *bytes = memory_resize(NULL, size + CSV_PADDING);
    int64_t got = csv_read_at(file->fd, bytes, size, 0);
    bool has_line = got > 0 && memchr(bytes, '\n', (size_t)got);
    if (got > 0 && !has_line && file->size > size) {
        size = file->size < CSV_LONGEST + 1 ? (size_t)file->size : CSV_LONGEST + 1;
        bytes = memory_resize(bytes, size + CSV_PADDING);
        got = csv_read_at(file->fd, bytes, size, 0);
    }
    bool is_fine = got > 0;
    if (is_fine) {
        Text head = {bytes, (size_t)got};
        is_fine = check_encoding(file, head, diag) && read_header(file, arena, head, diag);
    } else {
        diag_plain(diag, DIAG_E0805, file->path.at, reason_words(errno), NULL);
    }
    free(bytes);
    return is_fine;
}

CsvFile *csv_open(Arena *arena, const char *path, Diag *diag)
{
    CsvFile *file = memory_resize(NULL, sizeof *file);
    *file = (CsvFile){.path = text_from(path), .fd = -1, .separator = ','};
    if (!open_file(file, diag) || !read_head(file, arena, diag)) {
        csv_close(file);
        return NULL;
    }
    csv_rewind(file);
    return file;
}
