/* Lines and columns of byte offsets. */
#include "base/diag_internal.h"

enum { LINE_BLOCK = 1024 };

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Where the first line starts: behind a byte order mark, which is no part of it. */
static uint32_t first_start(Text text)
{
    return text_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
}

static size_t count_lines(Text text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.size; i++)
        count += text.at[i] == '\n';
    return count;
}

LineIndex line_index_new(Arena *arena, Text text)
{
    LineIndex index = {.text = text};
    index.starts = arena_alloc(arena, count_lines(text) * sizeof *index.starts);
    index.characters = arena_alloc(arena, (text.size / LINE_BLOCK + 1) * sizeof *index.characters);
    index.starts[index.count++] = first_start(text);
    uint32_t characters = 0;
    for (uint32_t i = 0; i < text.size; i++) {
        if (i % LINE_BLOCK == 0)
            index.characters[i / LINE_BLOCK] = characters;
        characters += !is_continuation(text.at[i]);
        if (text.at[i] == '\n')
            index.starts[index.count++] = i + 1;
    }
    if (text.size % LINE_BLOCK == 0)
        index.characters[text.size / LINE_BLOCK] = characters;
    return index;
}

size_t line_index_find(const LineIndex *index, uint32_t offset)
{
    size_t low = 0, high = index->count;
    while (high - low > 1) { /* starts[low] <= offset, but for a byte order mark */
        size_t middle = (low + high) / 2;
        if (index->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Text line_index_text(const LineIndex *index, size_t line)
{
    size_t from = index->starts[line];
    size_t to = line + 1 < index->count ? index->starts[line + 1] - 1 : index->text.size;
    if (to > from && index->text.at[to - 1] == '\r')
        to--;
    return text_slice(index->text, from, to);
}

static uint32_t characters_before(const LineIndex *index, uint32_t offset)
{
    uint32_t count = index->characters[offset / LINE_BLOCK];
    for (uint32_t i = offset - offset % LINE_BLOCK; i < offset; i++)
        count += !is_continuation(index->text.at[i]);
    return count;
}

uint32_t line_index_column(const LineIndex *index, uint32_t offset)
{
    uint32_t start = index->starts[line_index_find(index, offset)];
    if (offset <= start)
        return 1;
    return characters_before(index, offset) - characters_before(index, start) + 1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Span span_settle(Span span, Text text)
{
    uint32_t size = (uint32_t)text.size;
    if (span.start >= size) {
        span.start = size;
        while (span.start > 0 && is_blank(text.at[span.start - 1]))
            span.start--;
        span.end = span.start;
    }
    span.end = span.end < span.start ? span.start : span.end > size ? size : span.end;
    return span;
}
