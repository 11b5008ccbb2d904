/* The longest common lines of two texts, by the plain table; what lies between is a change. */
#include "repl/diff.h"

enum { AROUND = 3, CELLS_MOST = 16 << 20 };

typedef struct Lines {
    Text *at;
    size_t count;
} Lines;

/* A run of lines that is kept, removed or added. */
typedef struct Edit {
    char mark; /* ' ', '-', '+' */
    size_t before, after;
} Edit;

typedef struct Differ {
    Output *out;
    Lines before, after;
    Edit *edits;
    size_t count, room;
    Arena *arena;
    bool color;
} Differ;

static Lines split_lines(Arena *arena, Text text)
{
    Lines lines = {0};
    size_t room = 0;
    for (size_t from = 0; from < text.size;) {
        size_t to = from;
        while (to < text.size && text.at[to] != '\n')
            to++;
        lines.at = arena_grow(arena, lines.at, lines.count, &room, sizeof *lines.at);
        lines.at[lines.count++] = text_slice(text, from, to);
        from = to + 1;
    }
    return lines;
}

static void add_edit(Differ *differ, char mark, size_t before, size_t after)
{
    differ->edits =
        arena_grow(differ->arena, differ->edits, differ->count, &differ->room, sizeof(Edit));
    differ->edits[differ->count++] = (Edit){mark, before, after};
}

static bool is_same(const Differ *differ, size_t before, size_t after)
{
    return text_equal(differ->before.at[before], differ->after.at[after]);
}

/* Lengths of the longest common lines of what follows (i, j), for i, j in the middle part. */
static uint32_t *length_table(Differ *differ, size_t from, size_t rows, size_t columns)
{
    if ((rows + 1) * (columns + 1) > CELLS_MOST)
        return NULL;
    size_t width = columns + 1;
    uint32_t *table = arena_alloc(differ->arena, (rows + 1) * width * sizeof *table);
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;) {
            uint32_t down = table[(i + 1) * width + j], right = table[i * width + j + 1];
            bool same = is_same(differ, from + i, from + j);
            table[i * width + j] = same           ? table[(i + 1) * width + j + 1] + 1
                                   : down > right ? down
                                                  : right;
        }
    return table;
}

static void compare_middle(Differ *differ, size_t from, size_t rows, size_t columns)
{
    const uint32_t *table = length_table(differ, from, rows, columns);
    size_t i = 0, j = 0, width = columns + 1;
    while (i < rows || j < columns) {
        if (table != NULL && i < rows && j < columns && is_same(differ, from + i, from + j)) {
            add_edit(differ, ' ', from + i++, from + j++);
            continue;
        }
        bool removes = i < rows && (j == columns || table == NULL ||
                                    table[(i + 1) * width + j] >= table[i * width + j + 1]);
        add_edit(differ, removes ? '-' : '+', from + i, from + j);
        i += removes;
        j += !removes;
    }
}

static void compare_all(Differ *differ)
{
    size_t rows = differ->before.count, columns = differ->after.count, head = 0, tail = 0;
    while (head < rows && head < columns && is_same(differ, head, head))
        head++;
    while (head + tail < rows && head + tail < columns &&
           is_same(differ, rows - tail - 1, columns - tail - 1))
        tail++;
    for (size_t i = 0; i < head; i++)
        add_edit(differ, ' ', i, i);
    compare_middle(differ, head, rows - head - tail, columns - head - tail);
    for (size_t i = tail; i > 0; i--)
        add_edit(differ, ' ', rows - i, columns - i);
}

static void print_edit(const Differ *differ, const Edit *edit)
{
    Text line = edit->mark == '+' ? differ->after.at[edit->after] : differ->before.at[edit->before];
    const char *color = edit->mark == '+' ? "\x1b[32m" : "\x1b[31m";
    bool colored = differ->color && edit->mark != ' ';
    output_format(differ->out, "%s%c", colored ? color : "", edit->mark);
    output_text(differ->out, text_visible(differ->arena, line));
    output_string(differ->out, colored ? "\x1b[0m\n" : "\n");
}

/* Edits [from, to): one hunk under its head. */
static void print_hunk(const Differ *differ, size_t from, size_t to)
{
    size_t before = 0, after = 0;
    for (size_t i = from; i < to; i++) {
        before += differ->edits[i].mark != '+';
        after += differ->edits[i].mark != '-';
    }
    const Edit *first = &differ->edits[from];
    output_format(differ->out, "@@ -%zu,%zu +%zu,%zu @@\n", first->before + (before > 0), before,
                  first->after + (after > 0), after);
    for (size_t i = from; i < to; i++)
        print_edit(differ, &differ->edits[i]);
}

/* The first change at or after `at`, or count. */
static size_t next_change(const Differ *differ, size_t at)
{
    while (at < differ->count && differ->edits[at].mark == ' ')
        at++;
    return at;
}

void diff_print(Output *out, Arena *arena, Text name, Text before, Text after, bool color)
{
    Differ differ = {.out = out,
                     .before = split_lines(arena, before),
                     .after = split_lines(arena, after),
                     .arena = arena,
                     .color = color};
    compare_all(&differ);
    size_t at = next_change(&differ, 0);
    if (at == differ.count && !text_equal(before, after))
        at = 0; /* they differ in the last line's end */
    if (at == differ.count)
        return;
    Text shown = text_visible(arena, name);
    output_format(out, "--- %.*s\n+++ %.*s\n", (int)shown.size, shown.at, (int)shown.size,
                  shown.at);
    while (at < differ.count) {
        size_t from = at > AROUND ? at - AROUND : 0, last = at;
        for (size_t next = next_change(&differ, at);
             next < differ.count && next <= last + 2 * AROUND;
             next = next_change(&differ, next + 1))
            last = next;
        size_t to = last + AROUND + 1 < differ.count ? last + AROUND + 1 : differ.count;
        print_hunk(&differ, from, to);
        at = next_change(&differ, last + 1);
    }
}
