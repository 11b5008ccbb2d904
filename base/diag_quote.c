/* A quoted line as the terminal shows it, and carets under the right columns of it. */
#include "base/diag_internal.h"

#include <string.h>

enum {
    TAB_COLUMNS = 4,
    NEAR_BEFORE = 400, /* bytes of a long line that are looked at before and after a mark */
    NEAR_AFTER = 1600,
    LEAD = 30 /* columns kept before a mark when a line is cut at its start */
};

/* The part of a line near its mark: its cells, and the column at which each byte's character
 * starts. */
typedef struct Strip {
    Text text;
    size_t offset;     /* of its first byte in the source */
    uint32_t *columns; /* text.size + 1 of them; the last is the width */
    bool cut_before, cut_after;
} Strip;

/* What is shown of a strip: bytes [from, to), its first column moved to `indent`. */
typedef struct Window {
    size_t from, to;
    uint32_t first;  /* column of `from` in the strip */
    uint32_t indent; /* 1 behind an ellipsis, or 0 */
    bool more;       /* an ellipsis follows */
} Window;

/* ---- Laying out ---- */

static uint32_t character_columns(int32_t code, uint32_t column)
{
    if (code == '\t')
        return TAB_COLUMNS - column % TAB_COLUMNS;
    return (uint32_t)utf8_width(code);
}

static void measure(Strip *strip, Arena *arena)
{
    uint32_t column = 0;
    strip->columns = arena_alloc(arena, (strip->text.size + 1) * sizeof *strip->columns);
    for (size_t at = 0; at < strip->text.size;) {
        size_t start = at;
        uint32_t columns = character_columns(utf8_next(strip->text, &at), column);
        for (size_t i = start; i < at; i++)
            strip->columns[i] = column;
        column += columns;
    }
    strip->columns[strip->text.size] = column;
}

/* Moves back to the first byte of a character. */
static size_t character_start(Text text, size_t at)
{
    for (int i = 0; i < 3 && at > 0 && at < text.size; i++, at--)
        if (((unsigned char)text.at[at] & 0xC0) != 0x80)
            break;
    return at;
}

/* `offset`: of the line in the source; `anchor`: the byte of the line that must be seen. */
static Strip strip_near(Arena *arena, Text line, size_t offset, size_t anchor)
{
    size_t from = 0, to = line.size;
    if (line.size > NEAR_BEFORE + NEAR_AFTER) {
        from = anchor > NEAR_BEFORE ? character_start(line, anchor - NEAR_BEFORE) : 0;
        to = line.size - from > NEAR_AFTER ? character_start(line, from + NEAR_AFTER) : line.size;
    }
    Strip strip = {.text = text_slice(line, from, to),
                   .offset = offset + from,
                   .cut_before = from > 0,
                   .cut_after = to < line.size};
    measure(&strip, arena);
    return strip;
}

/* The first byte whose character starts at the column or behind it. */
static size_t byte_at_column(const Strip *strip, uint32_t column)
{
    size_t at = 0;
    while (at < strip->text.size && strip->columns[at] < column)
        at++;
    return at;
}

/* The columns that fit the screen so that the mark's start, and its end if possible, are seen. */
static Window window_around(const Strip *strip, uint32_t start, uint32_t end)
{
    const uint32_t most = SCREEN_COLUMNS;
    uint32_t width = strip->columns[strip->text.size], first = 0;
    bool is_long = width > most || strip->cut_after;
    if (is_long && end + 1 > most) {
        uint32_t latest = width + 1 > most ? width + 1 - most : 0;
        first = start > LEAD ? start - LEAD : 0;
        first = !strip->cut_after && first > latest ? latest : first;
    }
    Window window = {.from = byte_at_column(strip, first), .to = strip->text.size};
    window.first = strip->columns[window.from];
    window.indent = window.from > 0 || strip->cut_before;
    window.more = strip->cut_after;
    if (width - window.first + window.indent + window.more > most) {
        uint32_t last = window.first + most - window.indent - 1; /* the ellipsis takes one */
        window.more = true;
        window.to = byte_at_column(strip, last + 1);
        window.to = byte_at_column(strip, strip->columns[window.to - 1]);
    }
    return window;
}

/* ---- Writing ---- */

static void write_gutter(Output *out, uint64_t line, QuoteStyle style)
{
    output_string(out, style.gutter);
    if (line > 0)
        output_format(out, "%5llu |", (unsigned long long)line);
    else
        output_string(out, "      |");
    output_string(out, style.plain);
}

static void write_cells(Output *out, Arena *arena, const Strip *strip, Window window)
{
    output_char(out, ' ');
    if (window.indent > 0)
        output_string(out, "…");
    size_t plain = window.from;
    for (size_t at = window.from; at < window.to; at++) {
        if (strip->text.at[at] != '\t')
            continue;
        output_text(out, text_visible(arena, text_slice(strip->text, plain, at)));
        output_pad(out, strip->columns[at + 1] - strip->columns[at]);
        plain = at + 1;
    }
    output_text(out, text_visible(arena, text_slice(strip->text, plain, window.to)));
    output_string(out, window.more ? "…\n" : "\n");
}

/* Columns on the screen, from 0. */
typedef struct Stretch {
    uint32_t start, end; /* end > start */
    Text text;
} Stretch;

static uint32_t shown_column(const Strip *strip, Window window, size_t offset)
{
    size_t at = offset > strip->offset ? offset - strip->offset : 0;
    at = at < strip->text.size ? at : strip->text.size;
    uint32_t column = strip->columns[at];
    uint32_t last = strip->columns[window.to];
    column = column < window.first ? window.first : column > last ? last : column;
    return column - window.first + window.indent;
}

static Stretch stretch_of(const Strip *strip, Window window, const Mark *mark)
{
    Stretch stretch = {shown_column(strip, window, mark->span.start),
                       shown_column(strip, window, mark->span.end), mark->text};
    if (stretch.end <= stretch.start)
        stretch.end = stretch.start + 1;
    return stretch;
}

/* The row of carets, and the text of the rightmost stretch behind it. */
static void write_carets(Output *out, const Stretch *stretches, size_t count, QuoteStyle style)
{
    char row[SCREEN_COLUMNS + 4];
    size_t width = 0;
    memset(row, ' ', sizeof row);
    for (size_t i = 0; i < count; i++) {
        memset(row + stretches[i].start, '^', stretches[i].end - stretches[i].start);
        width = stretches[i].end > width ? stretches[i].end : width;
    }
    Text last = stretches[count - 1].text;
    write_gutter(out, 0, style);
    output_char(out, ' ');
    output_string(out, style.mark);
    output_bytes(out, row, width);
    if (last.size > 0)
        output_char(out, ' ');
    output_text(out, last);
    output_string(out, style.plain);
    output_char(out, '\n');
}

/* The text of stretches[which] under its start, with a bar for each text still to come. */
static void write_text_row(Output *out, const Stretch *stretches, size_t which, QuoteStyle style)
{
    size_t column = 0;
    write_gutter(out, 0, style);
    output_char(out, ' ');
    output_string(out, style.mark);
    for (size_t i = 0; i < which; i++) {
        bool has_bar = stretches[i].text.size > 0 && stretches[i].start >= column &&
                       stretches[i].start < stretches[which].start;
        if (!has_bar)
            continue;
        output_pad(out, stretches[i].start - column);
        output_char(out, '|');
        column = stretches[i].start + 1;
    }
    output_pad(out, stretches[which].start - column);
    output_text(out, stretches[which].text);
    output_string(out, style.plain);
    output_char(out, '\n');
}

static void insert_stretch(Stretch *stretches, size_t count, Stretch stretch)
{
    size_t at = count;
    for (; at > 0 && stretches[at - 1].start > stretch.start; at--)
        stretches[at] = stretches[at - 1];
    stretches[at] = stretch;
}

void quote_marked(Output *out, Arena *arena, const LineIndex *index, size_t line, const Mark *marks,
                  size_t count, QuoteStyle style)
{
    Stretch stretches[MARKS_MOST];
    Text text = line_index_text(index, line);
    size_t offset = index->starts[line];
    size_t anchor = marks[0].span.start > offset ? marks[0].span.start - offset : 0;
    Strip strip = strip_near(arena, text, offset, anchor < text.size ? anchor : text.size);
    Window all = {.to = strip.text.size};
    Window window = window_around(&strip, shown_column(&strip, all, marks[0].span.start),
                                  shown_column(&strip, all, marks[0].span.end));
    count = count < MARKS_MOST ? count : MARKS_MOST;
    for (size_t i = 0; i < count; i++)
        insert_stretch(stretches, i, stretch_of(&strip, window, &marks[i]));
    write_gutter(out, line + 1, style);
    write_cells(out, arena, &strip, window);
    write_carets(out, stretches, count, style);
    for (size_t i = count - 1; i-- > 0;)
        if (stretches[i].text.size > 0)
            write_text_row(out, stretches, i, style);
}

void quote_record(Output *out, Arena *arena, uint64_t line, Text raw, QuoteStyle style)
{
    Strip strip = strip_near(arena, raw, 0, 0);
    write_gutter(out, line, style);
    write_cells(out, arena, &strip, window_around(&strip, 0, 0));
}
