/* The pre-pass over a source: what may not stand in it, and full-width forms folded to ASCII. */
#ifndef MERIT_GRAMMAR_SOURCE_H
#define MERIT_GRAMMAR_SOURCE_H

#include "base/diag.h"

enum { SOURCE_BYTES = 64 << 20, SOURCE_LINE_BYTES = 1 << 20, SOURCE_TOKEN_BYTES = 64 << 10 };

/* A folded copy, two NUL bytes behind it, and how its offsets lead back to the original. Folding
 * only shortens: an ASCII byte stands for a full-width form of two or three bytes. */
typedef struct Source {
    uint32_t number; /* as registered with diag */
    Text original;
    char *folded;
    size_t size;                   /* of folded */
    size_t at_folded, at_original; /* the last pair looked up */
} Source;

/* False when the text is refused; every reason is reported (the first few of a kind). */
bool source_open(Source *source, Arena *arena, Diag *diag, uint32_t number);
/* The offset in the original; calls must come in rising order. */
uint32_t source_original(Source *source, size_t folded);

/* What quotes and comments do to a source, byte by byte: shared by folding and comment finding.
 * Quotes end on their line. */
typedef enum Region { REGION_CODE, REGION_COMMENT, REGION_QUOTE } Region;
typedef struct Quoting {
    Region region;
    const char *close; /* of REGION_QUOTE */
} Quoting;
/* The state behind the character of `size` bytes at `at`. */
Quoting quoting_next(Quoting now, const char *at, size_t size);
/* ASCII for a full-width form of the source (U+FF01..FF5E, U+3000, U+3001, U+00A0), else 0. */
char source_fold(const char *at, size_t size);

#endif
