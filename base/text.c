/* Slices of bytes: comparing, cutting, hashing. */
#include "base/text.h"

#include <string.h>

Text text_from(const char *terminated)
{
    return (Text){terminated, strlen(terminated)};
}

/* memcmp and memcpy must not see NULL, which an empty slice may hold. */
static bool same_bytes(const char *a, const char *b, size_t size)
{
    return size == 0 || memcmp(a, b, size) == 0;
}

bool text_equal(Text a, Text b)
{
    return a.size == b.size && same_bytes(a.at, b.at, a.size);
}

bool text_is(Text text, const char *terminated)
{
    return text_equal(text, text_from(terminated));
}

int text_compare(Text a, Text b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared == 0 ? 0 : memcmp(a.at, b.at, shared);
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

bool text_starts(Text text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size >= size && same_bytes(text.at, prefix, size);
}

Text text_slice(Text text, size_t from, size_t to)
{
    to = to < text.size ? to : text.size;
    from = from < to ? from : to;
    return text.at == NULL ? text : (Text){text.at + from, to - from};
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Text text_trim(Text text)
{
    size_t from = 0, to = text.size;
    while (from < to && is_blank(text.at[from]))
        from++;
    while (to > from && is_blank(text.at[to - 1]))
        to--;
    return text_slice(text, from, to);
}

Text text_copy(Arena *arena, Text text)
{
    char *copy = arena_alloc(arena, text.size + 1);
    if (text.size > 0)
        memcpy(copy, text.at, text.size);
    return (Text){copy, text.size};
}

/* Eight bytes as a little-endian number, whatever the machine. */
static uint64_t load64(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Both halves of a product: every bit of the operands reaches every bit of the result. */
static uint64_t fold_product(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t text_hash(Text text)
{
    /* Odd, with bits of both kinds everywhere: the fractions of the golden ratio and of sqrt(2). */
    const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15), root = UINT64_C(0x6A09E667F3BCC909);
    uint64_t hash = golden ^ text.size;
    size_t at = 0;
    for (; text.size - at >= 8; at += 8)
        hash = fold_product(hash ^ load64(text.at + at), root);
    if (at < text.size) {
        char rest[8] = {0};
        memcpy(rest, text.at + at, text.size - at);
        hash = fold_product(hash ^ load64(rest), root);
    }
    return fold_product(hash ^ root, golden);
}
