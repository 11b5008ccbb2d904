/* Quotations against the wording that they are from. */
#include "interp/review/clauses.h"

#include <string.h>

static bool is_blank(int32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0x3000 ||
           code == 0xA0;
}

/* Line breaks and blanks are the printer's. */
static Text without_blanks(Arena *arena, Text text)
{
    char *out = arena_alloc(arena, text.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        if (is_blank(utf8_next(text, &at)))
            continue;
        memcpy(out + size, text.at + from, at - from);
        size += at - from;
    }
    return (Text){out, size};
}

/* How many pairs of letters that stand side by side the two have in common. */
static size_t likeness(Text a, Text b)
{
    size_t common = 0;
    for (size_t at = 0; at < a.size;) {
        size_t next = at, after;
        utf8_next(a, &next);
        after = next;
        if (after >= a.size)
            break;
        utf8_next(a, &after);
        common += memmem(b.at, b.size, a.at + at, after - at) != NULL;
        at = next;
    }
    return common;
}

static bool ends_sentence(int32_t code)
{
    return code == 0x3002 || code == 0xFF1B || code == '\n' || code == ';' || code == 0xFF01;
}

bool wording_has(Arena *arena, Text wording, Text quote, Text *nearest)
{
    Text folded = without_blanks(arena, quote), all = without_blanks(arena, wording);
    *nearest = TEXT("");
    if (folded.size == 0 || memmem(all.at, all.size, folded.at, folded.size) != NULL)
        return true;
    size_t best = 0;
    for (size_t from = 0, at = 0; at < wording.size;) {
        bool ends = ends_sentence(utf8_next(wording, &at));
        if (!ends && at < wording.size)
            continue;
        Text sentence = text_trim(text_slice(wording, from, at));
        size_t like = likeness(folded, sentence);
        if (like > best) {
            best = like;
            *nearest = sentence;
        }
        from = at;
    }
    return false;
}
