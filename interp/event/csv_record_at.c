/* Single records of a CSV file, found again by their offset. */
#include <stdlib.h>
#include <string.h>

#include "interp/event/csv_file.h"

enum { FIRST_LOOK = 4096, COUNT_BLOCK = 1 << 16 };

Text csv_row_text(const CsvFile *file, const CsvWindow *window, size_t row)
{
    const uint32_t *mark = window->marks + window->first[row];
    uint32_t from = mark[0] + 1;
    Text text = {window->base + from, mark[file->columns] - from};
    if (text.size && text.at[text.size - 1] == '\r')
        text.size--;
    return text;
}

static uint64_t count_lines(const char *at, size_t size)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += at[i] == '\n';
    return lines;
}

/* Line ends of a part of a block; a file that has lost bytes has fewer. */
static uint64_t lines_of_part(const CsvFile *file, char *room, uint64_t from, size_t size)
{
    int64_t got = csv_read_at(file->fd, room, size, from);
    return got > 0 ? count_lines(room, (size_t)got) : 0;
}

uint64_t csv_line(CsvFile *file, uint64_t offset)
{
    offset = offset < file->size ? offset : file->size;
    size_t block = (size_t)(offset / COUNT_BLOCK);
    char *room = memory_resize(NULL, COUNT_BLOCK);
    if (file->line_count == 0) {
        file->lines =
            memory_resize(NULL, (size_t)(file->size / COUNT_BLOCK + 2) * sizeof(uint64_t));
        file->lines[file->line_count++] = 0;
    }
    for (; file->line_count <= block; file->line_count++) {
        uint64_t from = (uint64_t)(file->line_count - 1) * COUNT_BLOCK;
        file->lines[file->line_count] =
            file->lines[file->line_count - 1] + lines_of_part(file, room, from, COUNT_BLOCK);
    }
    uint64_t line = file->lines[block] + lines_of_part(file, room, (uint64_t)block * COUNT_BLOCK,
                                                       (size_t)(offset % COUNT_BLOCK));
    free(room);
    return line + 1;
}

static void cut_fields(Arena *arena, Text record, const CsvEnds *ends, Text **values, size_t *count)
{
    *count = ends->count;
    *values = arena_alloc(arena, (ends->count + 1) * sizeof **values);
    size_t from = 0;
    for (size_t i = 0; i < ends->count; i++) {
        Text cell = {record.at + from, ends->at[i] - from};
        if (i + 1 == ends->count && cell.size && cell.at[cell.size - 1] == '\r')
            cell.size--;
        (*values)[i] = text_copy(arena, csv_unquote(arena, cell));
        from = (size_t)ends->at[i] + 1;
    }
}

/* The record at an offset in *bytes, which the caller frees. */
static bool load_record(const CsvFile *file, uint64_t offset, char **bytes, CsvEnds *ends,
                        size_t *record_size)
{
    CsvRecord record = {.fault = CSV_PARTIAL};
    *bytes = NULL;
    if (offset < file->body || offset >= file->size)
        return false;
    for (size_t size = FIRST_LOOK; record.fault == CSV_PARTIAL; size *= 4) {
        *bytes = memory_resize(*bytes, size + CSV_PADDING);
        int64_t got = csv_read_at(file->fd, *bytes, size, offset);
        if (got <= 0)
            break;
        bool is_last = offset + (uint64_t)got >= file->size;
        record = csv_record(*bytes, (size_t)got, is_last, file->separator, 0, ends);
    }
    *record_size = record.size;
    return record.fault == CSV_FINE;
}

bool csv_read_record(const CsvFile *file, uint64_t offset, Arena *arena, Text **values,
                     size_t *count)
{
    char *bytes;
    CsvEnds ends = {0};
    size_t size;
    bool is_fine = load_record(file, offset, &bytes, &ends, &size);
    if (is_fine)
        cut_fields(arena, (Text){bytes, size}, &ends, values, count);
    free(bytes);
    free(ends.at);
    return is_fine;
}

Text csv_read_raw(const CsvFile *file, uint64_t offset, Arena *arena)
{
    char *bytes;
    CsvEnds ends = {0};
    size_t size;
    bool is_fine = load_record(file, offset, &bytes, &ends, &size);
    Text raw = is_fine ? text_copy(arena, text_trim((Text){bytes, size})) : TEXT("");
    free(bytes);
    free(ends.at);
    return raw;
}
