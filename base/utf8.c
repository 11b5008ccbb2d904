/* Code points: decoding, terminal columns, what must not reach a terminal, full-width forms. */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

typedef struct Range {
    int32_t first, last;
} Range;

/* Ideographs of the Unicode blocks, and the iteration mark and zero that names are written with. */
static const Range HAN[] = {
    {0x3005, 0x3005}, {0x3007, 0x3007},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xF900, 0xFAFF}, {0x20000, 0x2FA1F}, {0x30000, 0x323AF},
};

/* Characters that turn the direction of text, break lines unseen, or are not seen at all. */
static const Range FORBIDDEN[] = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160},   {0x17B4, 0x17B5},
    {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164},
    {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF},
};

static bool in_ranges(const Range *ranges, size_t count, int32_t code)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && code >= ranges[low].first;
}

bool utf8_is_han(int32_t code)
{
    return in_ranges(HAN, sizeof HAN / sizeof *HAN, code);
}

bool utf8_is_forbidden(int32_t code)
{
    return in_ranges(FORBIDDEN, sizeof FORBIDDEN / sizeof *FORBIDDEN, code);
}

static bool is_surrogate(int32_t code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

/* How many bytes a sequence has that starts with this byte; 0: none does. C0, C1 and F5.. would
 * only start overlong or too large values. */
static size_t sequence_length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2)
        return 0;
    if (first < 0xE0)
        return 2;
    if (first < 0xF0)
        return 3;
    return first < 0xF5 ? 4 : 0;
}

int32_t utf8_next(Text text, size_t *at)
{
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t start = (*at)++;
    unsigned char first = (unsigned char)text.at[start];
    if (first < 0x80)
        return first;
    size_t length = sequence_length(first);
    if (length == 0 || text.size - start < length)
        return -1;
    int32_t code = first & (0x7F >> length);
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text.at[start + i];
        if ((byte & 0xC0) != 0x80)
            return -1;
        code = (code << 6) | (byte & 0x3F);
    }
    if (code < least[length] || code > 0x10FFFF || is_surrogate(code))
        return -1;
    *at = start + length;
    return code;
}

size_t utf8_invalid(Text text)
{
    for (size_t at = 0; at < text.size;) {
        uint64_t word;
        if (text.size - at >= sizeof word) {
            memcpy(&word, text.at + at, sizeof word);
            if ((word & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof word;
                continue;
            }
        }
        size_t start = at;
        if (utf8_next(text, &at) < 0)
            return start;
    }
    return SIZE_MAX;
}

size_t utf8_put(char *out, int32_t code)
{
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(lead[length] | code);
    return length;
}

/* ---- What a terminal shows ---- */

enum { SHOWN_MOST = 10 }; /* bytes of "\u{10FFFF}" */

static bool needs_escape(int32_t code)
{
    return (code >= 0x80 && code < 0xA0) || utf8_is_forbidden(code);
}

static size_t put_hex(char *out, uint32_t value, int digits)
{
    for (int i = 0; i < digits; i++)
        out[i] = "0123456789ABCDEF"[value >> (4 * (digits - 1 - i)) & 15];
    return (size_t)digits;
}

/* Hexadecimal digits in "\u{...}": four at least. */
static int escape_digits(int32_t code)
{
    return code < 0x10000 ? 4 : code < 0x100000 ? 5 : 6;
}

/* The visible form of a character that has one; 0 when it is shown as it is. */
static size_t put_symbol(char *out, int32_t code)
{
    if (code < 0x20)
        return utf8_put(out, 0x2400 + code);
    if (code == 0x7F)
        return utf8_put(out, 0x2421);
    if (!needs_escape(code))
        return 0;
    size_t size = 0;
    out[size++] = '\\';
    out[size++] = 'u';
    out[size++] = '{';
    size += put_hex(out + size, (uint32_t)code, escape_digits(code));
    out[size++] = '}';
    return size;
}

static size_t put_byte(char *out, unsigned char byte)
{
    out[0] = '\\';
    out[1] = 'x';
    return 2 + put_hex(out + 2, byte, 2);
}

int utf8_width(int32_t code)
{
    if (code < 0)
        return 4; /* \x9B */
    if (code < 0x80)
        return 1;
    if (needs_escape(code))
        return 4 + escape_digits(code);
    int width = utf8proc_charwidth(code);
    /* Terminals give a cell to what has no meaning yet. */
    if (width == 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_CN)
        return 1;
    return width < 0 ? 1 : width;
}

size_t text_width(Text text)
{
    size_t width = 0;
    for (size_t at = 0; at < text.size;)
        width += (size_t)utf8_width(utf8_next(text, &at));
    return width;
}

/* Writes a character in its visible form, or as it is. */
static size_t put_visible(char *out, Text text, size_t *at)
{
    size_t start = *at;
    int32_t code = utf8_next(text, at);
    if (code < 0)
        return put_byte(out, (unsigned char)text.at[start]);
    size_t size = put_symbol(out, code);
    return size > 0 ? size : utf8_put(out, code);
}

Text text_visible(Arena *arena, Text text)
{
    char symbol[SHOWN_MOST];
    size_t size = 0;
    for (size_t at = 0; at < text.size;)
        size += put_visible(symbol, text, &at);
    char *out = arena_alloc(arena, size + 1);
    size = 0;
    for (size_t at = 0; at < text.size;)
        size += put_visible(out + size, text, &at);
    return (Text){out, size};
}

/* ---- Full-width forms ---- */

static int32_t fold_code(int32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        return code - 0xFF01 + '!';
    return code == 0x3000 ? ' ' : code == 0x3001 ? ',' : code;
}

/* Byte offset of the first character that folds, or the text's size. */
static size_t first_folded(Text text)
{
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        int32_t code = utf8_next(text, &at);
        if (fold_code(code) != code)
            return start;
    }
    return text.size;
}

Text text_fold(Arena *arena, Text text)
{
    size_t at = first_folded(text);
    if (at == text.size)
        return text_trim(text);
    char *out = arena_alloc(arena, text.size + 1); /* folding only shortens */
    size_t size = at;
    memcpy(out, text.at, at);
    while (at < text.size) {
        size_t start = at;
        int32_t code = utf8_next(text, &at);
        if (code < 0)
            out[size++] = text.at[start];
        else
            size += utf8_put(out + size, fold_code(code));
    }
    return text_trim((Text){out, size});
}
