/* Comments are no part of the tree: they are found in the source and go with the lines around them.
 */
#include "grammar/format.h"

#include <stdlib.h>

#include "grammar/source.h"

static bool is_blank_from(Text source, size_t from)
{
    for (; from < source.size && source.at[from] != '\n'; from++)
        if (source.at[from] != ' ' && source.at[from] != '\t' && source.at[from] != '\r')
            return false;
    return from < source.size;
}

static bool is_first_on_line(Text source, size_t at)
{
    while (at > 0 && (source.at[at - 1] == ' ' || source.at[at - 1] == '\t'))
        at--;
    bool behind_mark = at == 3 && text_starts(source, "\xEF\xBB\xBF");
    return at == 0 || behind_mark || source.at[at - 1] == '\n';
}

static Comment comment_at(Text source, size_t at)
{
    size_t end = at;
    while (end < source.size && source.at[end] != '\n')
        end++;
    Text text = text_slice(source, at, end);
    text.size -= text.size - (size_t)(text_trim(text).at + text_trim(text).size - text.at);
    return (Comment){.text = text,
                     .at = (uint32_t)at,
                     .own_line = is_first_on_line(source, at),
                     .blank_after = end < source.size && is_blank_from(source, end + 1)};
}

Comment *comments_find(Arena *arena, Text source, size_t *count)
{
    size_t room = 0;
    Comment *comments = arena_grow(arena, NULL, 0, &room, sizeof *comments);
    Quoting quoting = {REGION_CODE, NULL};
    *count = 0;
    for (size_t at = 0; at < source.size;) {
        size_t start = at;
        utf8_next(source, &at);
        Quoting next = quoting_next(quoting, source.at + start, at - start);
        if (quoting.region == REGION_CODE && next.region == REGION_COMMENT) {
            comments = arena_grow(arena, comments, *count, &room, sizeof *comments);
            comments[(*count)++] = comment_at(source, start);
        }
        quoting = next;
    }
    return comments;
}

static int by_start(const void *a, const void *b)
{
    const Line *left = *(Line *const *)a, *right = *(Line *const *)b;
    return left->start < right->start ? -1 : 1; /* each begins with a word of its own */
}

/* The last of the sorted lines that starts before `at`, or the first line. */
static size_t line_before(Line *const *sorted, size_t count, uint32_t at)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle]->start < at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* On a line of its own, a comment goes with the line it stands inside of, or else with the one
 * that begins next. Behind code it goes with the line that began last before it. */
static void attach(Line *const *sorted, size_t count, Comment *comment)
{
    size_t before = line_before(sorted, count, comment->at);
    Line *line = sorted[before];
    if (comment->own_line && line->start < comment->at && line->end <= comment->at &&
        before + 1 < count)
        line = sorted[before + 1];
    Comment **list = comment->own_line ? &line->leading : &line->trailing;
    comment->next = *list;
    *list = comment;
}

void comments_attach(Format *f, size_t first, size_t count, Comment *comments, size_t comment_count)
{
    if (!comment_count)
        return;
    Line **sorted = arena_alloc(f->arena, count * sizeof(Line *));
    for (size_t i = 0; i < count; i++)
        sorted[i] = &f->lines[first + i];
    qsort(sorted, count, sizeof *sorted, by_start);
    while (comment_count--) /* the last first: each goes to the head of its list */
        attach(sorted, count, &comments[comment_count]);
}
