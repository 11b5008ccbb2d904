/* A small dictionary: names in both spellings → code. */
#ifndef MERIT_INTERP_EVENT_WORDS_H
#define MERIT_INTERP_EVENT_WORDS_H

#include <string.h>

#include "interp/check/ir.h"

enum { WORD_HEAD = 32 }; /* bytes of a word that sit in its slot */

typedef struct WordHead {
    uint64_t part[WORD_HEAD / 8];
} WordHead;

typedef struct WordSlot {
    WordHead head; /* the rest zero */
    const char *at;
    uint32_t size; /* 0: free */
    int32_t code;
} WordSlot;

typedef struct Words {
    WordSlot *slots; /* 1 << bits, at most a quarter in use */
    uint32_t bits;
} Words;

/* Both spellings of `count` names, folded and as written; codes are their indexes. Names lie
 * `stride` bytes apart. The first of two equal words counts. */
Words words_new(Arena *arena, const Name *names, size_t count, size_t stride);

extern const unsigned char word_mask[2 * WORD_HEAD]; /* ones, then zeros */

/* The bytes from `at` + 8 × part on that belong to a word of `size` bytes, the rest zero; 8 bytes
 * are read, whatever the size. */
static inline uint64_t word_part(const char *at, size_t size, size_t part)
{
    uint64_t bytes, mask;
    size_t kept = size < WORD_HEAD ? size : WORD_HEAD;
    memcpy(&bytes, at + 8 * part, sizeof bytes);
    memcpy(&mask, word_mask + WORD_HEAD - kept + 8 * part, sizeof mask);
    return bytes & mask;
}

static inline WordHead word_head(const char *at, size_t size)
{
    return (WordHead){{word_part(at, size, 0), word_part(at, size, 1), word_part(at, size, 2),
                       word_part(at, size, 3)}};
}

static inline uint64_t word_hash(WordHead head, size_t size)
{
    uint64_t a = (head.part[0] ^ size) + (head.part[2] << 1 | head.part[2] >> 63);
    uint64_t b = head.part[1] + (head.part[3] << 3 | head.part[3] >> 61);
    uint64_t sum = a * 0x9e3779b97f4a7c15u ^ b * 0xc2b2ae3d27d4eb4fu;
    return (sum ^ sum >> 32) * 0xd6e8feb86659fd93u;
}

/* The code of a word, or -1. WORD_HEAD bytes from word.at may be read. */
static inline int32_t words_find(const Words *words, Text word)
{
    WordHead head = word_head(word.at, word.size);
    uint64_t mask = ((uint64_t)1 << words->bits) - 1;
    uint64_t at = word_hash(head, word.size) >> (64 - words->bits);
    for (;; at = (at + 1) & mask) {
        const WordSlot *slot = &words->slots[at];
        const uint64_t *part = slot->head.part;
        uint64_t difference = (part[0] ^ head.part[0]) | (part[1] ^ head.part[1]) |
                              (part[2] ^ head.part[2]) | (part[3] ^ head.part[3]) |
                              (slot->size ^ word.size);
        if (difference == 0 &&
            (word.size <= WORD_HEAD || memcmp(slot->at, word.at, word.size) == 0))
            return word.size ? slot->code : -1;
        if (slot->size == 0)
            return -1;
    }
}

/* The same of a word behind which nothing may be read. */
int32_t words_find_exact(const Words *words, Text word);

#endif
