/* The plain reading of CSV: a record at a time, with everything that can be wrong in it. */
#include <string.h>

#include "interp/event/csv_scan.h"

void csv_ends_push(CsvEnds *ends, uint32_t offset)
{
    if (ends->count == ends->room) {
        ends->room = ends->room ? ends->room * 2 : 256;
        ends->at = memory_resize(ends->at, ends->room * sizeof *ends->at);
    }
    ends->at[ends->count++] = offset;
}

/* The bytes of one record being read. */
typedef struct Reading {
    const char *at;
    size_t size; /* at most CSV_LONGEST */
    bool is_cut; /* more bytes may follow than are looked at */
    bool is_long;
    char separator;
} Reading;

/* Bytes up to and with the first line end from `from`, or all. */
static size_t line_end(const char *at, size_t size, size_t from)
{
    const char *found = from < size ? memchr(at + from, '\n', size - from) : NULL;
    return found ? (size_t)(found - at) + 1 : size;
}

static CsvRecord faulty(const Reading *reading, CsvFault fault, size_t place)
{
    return (CsvRecord){fault, line_end(reading->at, reading->size, place), 0, place};
}

/* The bytes end before the record does. */
static CsvRecord cut_off(const Reading *reading, CsvFault fault, size_t place)
{
    if (reading->is_long && fault == CSV_TOO_LONG)
        return (CsvRecord){fault, reading->size, 0, place};
    if (reading->is_long || !reading->is_cut)
        return faulty(reading, fault, place);
    return (CsvRecord){CSV_PARTIAL, 0, 0, place};
}

/* Offset behind the closing quote of the field that opens at `open`, or SIZE_MAX. */
static size_t skip_quoted(const Reading *reading, size_t open)
{
    size_t at = open + 1;
    for (;;) {
        const char *quote =
            at < reading->size ? memchr(reading->at + at, '"', reading->size - at) : NULL;
        if (!quote)
            return SIZE_MAX;
        at = (size_t)(quote - reading->at) + 1;
        if (at == reading->size && (reading->is_cut || reading->is_long))
            return SIZE_MAX; /* the next byte decides whether it closes */
        if (at == reading->size || reading->at[at] != '"')
            return at;
        at++;
    }
}

static bool ends_field(const Reading *reading, size_t at)
{
    if (at == reading->size)
        return true;
    char c = reading->at[at];
    bool is_crlf = c == '\r' && (at + 1 == reading->size || reading->at[at + 1] == '\n');
    return c == reading->separator || c == '\n' || is_crlf;
}

static bool is_lone_return(const Reading *reading, size_t at)
{
    return reading->at[at] == '\r' && at + 1 < reading->size && reading->at[at + 1] != '\n';
}

static CsvRecord check_bytes(const Reading *reading, CsvRecord record)
{
    Text text = {reading->at, record.size};
    const char *nul = memchr(text.at, 0, text.size);
    if (nul)
        return (CsvRecord){CSV_NUL, record.size, 0, (size_t)(nul - text.at)};
    size_t invalid = utf8_invalid(text);
    if (invalid != SIZE_MAX)
        return (CsvRecord){CSV_UTF8, record.size, 0, invalid};
    return record;
}

static CsvRecord read_fields(const Reading *reading, uint32_t base, CsvEnds *ends)
{
    size_t at = 0, fields = 0;
    for (;;) {
        if (at < reading->size && reading->at[at] == '"') {
            size_t open = at;
            at = skip_quoted(reading, open);
            if (at == SIZE_MAX)
                return cut_off(reading, CSV_OPEN_QUOTE, open);
            if (!ends_field(reading, at)) {
                CsvRecord record = faulty(reading, CSV_AFTER_QUOTE, open);
                record.place = at;
                return record;
            }
        }
        for (; at < reading->size; at++) {
            char c = reading->at[at];
            if (c == reading->separator || c == '\n')
                break;
            if (c == '"')
                return faulty(reading, CSV_MID_QUOTE, at);
            if (is_lone_return(reading, at))
                return faulty(reading, CSV_RETURN, at);
        }
        if (at == reading->size && (reading->is_cut || reading->is_long))
            return cut_off(reading, CSV_TOO_LONG, 0);
        csv_ends_push(ends, base + (uint32_t)at);
        fields++;
        if (at == reading->size || reading->at[at] == '\n') {
            size_t size = at == reading->size ? at : at + 1;
            return (CsvRecord){CSV_FINE, size, fields, 0};
        }
        at++;
    }
}

CsvRecord csv_record(const char *at, size_t size, bool is_last, char separator, uint32_t base,
                     CsvEnds *ends)
{
    Reading reading = {at, size, !is_last, false, separator};
    if (size > CSV_LONGEST) {
        reading.size = CSV_LONGEST;
        reading.is_long = true;
    }
    size_t before = ends->count;
    CsvRecord record = read_fields(&reading, base, ends);
    if (record.fault == CSV_FINE)
        record = check_bytes(&reading, record);
    if (record.fault != CSV_FINE)
        ends->count = before;
    return record;
}

Text csv_unquote(Arena *arena, Text field)
{
    if (field.size < 2 || field.at[0] != '"')
        return field;
    Text inner = {field.at + 1, field.size - 2};
    if (!memchr(inner.at, '"', inner.size))
        return inner;
    char *out = arena_alloc(arena, inner.size);
    size_t used = 0;
    for (size_t i = 0; i < inner.size; i++) {
        out[used++] = inner.at[i];
        if (inner.at[i] == '"')
            i++; /* its double */
    }
    return (Text){out, used};
}
