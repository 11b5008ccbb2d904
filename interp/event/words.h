/* A small dictionary: names in both spellings → code. */
#ifndef MERIT_INTERP_EVENT_WORDS_H
#define MERIT_INTERP_EVENT_WORDS_H

#include <string.h>

#include "interp/check/ir.h"

enum { WORD_HEAD = 32 }; /* bytes of a word that sit in its slot */

/* Two numbers side by side: the compiler uses what the processor has. */
typedef uint64_t WordPair __attribute__((vector_size(16)));

typedef struct WordHead {
    WordPair low, high; /* the word's first bytes as they lie in memory, the rest zero */
} WordHead;

typedef struct WordSlot {
    WordHead head;
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

static inline WordPair word_pair(const void *at)
{
    WordPair pair;
    memcpy(&pair, at, sizeof pair);
    return pair;
}

/* WORD_HEAD bytes are read, whatever the size. */
static inline WordHead word_head(const char *at, size_t size)
{
    const unsigned char *mask = word_mask + WORD_HEAD - (size < WORD_HEAD ? size : WORD_HEAD);
    return (WordHead){word_pair(at) & word_pair(mask), word_pair(at + 16) & word_pair(mask + 16)};
}

/* The first eight bytes of a word, the rest zero; eight bytes are read. size: at most 8. */
static inline uint64_t word_short(const char *at, size_t size)
{
    uint64_t bytes, mask;
    memcpy(&bytes, at, sizeof bytes);
    memcpy(&mask, word_mask + WORD_HEAD - size, sizeof mask);
    return bytes & mask;
}

static inline uint64_t word_hash(WordHead head, size_t size)
{
    WordPair mixed = head.low + (head.high << 1 | head.high >> 63);
    uint64_t sum = (mixed[0] ^ size) * 0x9e3779b97f4a7c15u ^ mixed[1] * 0xc2b2ae3d27d4eb4fu;
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
        WordPair difference = (slot->head.low ^ head.low) | (slot->head.high ^ head.high);
        bool is_same = (difference[0] | difference[1] | (slot->size ^ word.size)) == 0;
        if (is_same && (word.size <= WORD_HEAD || memcmp(slot->at, word.at, word.size) == 0))
            return word.size ? slot->code : -1;
        if (slot->size == 0)
            return -1;
    }
}

/* The same of a word behind which nothing may be read. */
int32_t words_find_exact(const Words *words, Text word);

#endif
