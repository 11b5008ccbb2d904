/* Slices of UTF-8: bytes with a length, never a terminator. */
#ifndef MERIT_BASE_TEXT_H
#define MERIT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Text {
    const char *at;
    size_t size; /* bytes */
} Text;

#define TEXT(literal) ((Text){(literal), sizeof(literal) - 1})

Text text_from(const char *terminated);
bool text_is(Text text, const char *terminated);
bool text_equal(Text a, Text b);
int text_compare(Text a, Text b); /* byte order: <0, 0, >0 */
bool text_starts(Text text, const char *prefix);
Text text_slice(Text text, size_t from, size_t to); /* bytes [from, to) */
Text text_trim(Text text);                          /* without ASCII blanks at both ends */
Text text_copy(Arena *arena, Text text);            /* NUL-terminated copy */
uint64_t text_hash(Text text);                      /* the same on every machine */

/* One code point at *at (< size); advances *at. Returns -1 for an invalid sequence and advances
 * by one byte. Surrogates, overlong forms and values above 10FFFF are invalid. */
int32_t utf8_next(Text text, size_t *at);
/* Byte offset of the first invalid sequence, or SIZE_MAX. */
size_t utf8_invalid(Text text);
/* Writes 1 to 4 bytes. */
size_t utf8_put(char *out, int32_t code);
/* Terminal columns: wide characters 2, combining 0, control characters as text_visible shows. */
size_t text_width(Text text);
int utf8_width(int32_t code);
bool utf8_is_han(int32_t code);       /* ideographs: the letters of Chinese names */
bool utf8_is_forbidden(int32_t code); /* bidi controls and invisible format characters */
/* Control characters and invalid bytes replaced by visible symbols (␛, \x9B): safe for a terminal.
 */
Text text_visible(Arena *arena, Text text);
/* Full-width ASCII (U+FF01..FF5E), U+3000 and 、 folded to ASCII; blanks trimmed. For data cells.
 */
Text text_fold(Arena *arena, Text text);

/* The candidate nearest to `text` by edits of code points (transpositions are one), or -1 when
 * none is near enough to be a plausible slip. Ties: the first. */
int text_nearest(Text text, const Text *candidates, size_t count);

#endif
