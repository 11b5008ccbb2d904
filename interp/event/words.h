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

/* WORD_HEAD bytes are read, whatever the size. */
static inline WordHead word_head(const char *at, size_t size)
{
    WordHead head, mask;
    size_t kept = size < WORD_HEAD ? size : WORD_HEAD;
    memcpy(&head, at, sizeof head);
    memcpy(&mask, word_mask + WORD_HEAD - kept, sizeof mask);
    for (size_t i = 0; i < WORD_HEAD / 8; i++)
        head.part[i] &= mask.part[i];
    return head;
}

static inline uint64_t word_hash(const WordHead *head, size_t size)
{
    uint64_t a = (head->part[0] ^ size) * 0x9e3779b97f4a7c15u;
    uint64_t b = head->part[1] * 0xc2b2ae3d27d4eb4fu;
    uint64_t c = head->part[2] * 0x165667b19e3779f9u;
    uint64_t d = head->part[3] * 0xd6e8feb86659fd93u;
    uint64_t sum = (a ^ (a >> 29)) + (b ^ (b >> 31)) + (c ^ (c >> 33)) + (d ^ (d >> 35));
    return sum * 0x9e3779b97f4a7c15u;
}

static inline bool word_head_equal(const WordHead *a, const WordHead *b)
{
    uint64_t difference = 0;
    for (size_t i = 0; i < WORD_HEAD / 8; i++)
        difference |= a->part[i] ^ b->part[i];
    return difference == 0;
}

/* The code of a word, or -1. WORD_HEAD bytes from word.at may be read. */
static inline int32_t words_find(const Words *words, Text word)
{
    WordHead head = word_head(word.at, word.size);
    uint64_t mask = ((uint64_t)1 << words->bits) - 1;
    uint64_t at = word_hash(&head, word.size) >> (64 - words->bits);
    for (;; at = (at + 1) & mask) {
        const WordSlot *slot = &words->slots[at];
        if (slot->size == word.size && word_head_equal(&slot->head, &head) &&
            (word.size <= WORD_HEAD || memcmp(slot->at, word.at, word.size) == 0))
            return word.size ? slot->code : -1;
        if (slot->size == 0)
            return -1;
    }
}

/* The same of a word behind which nothing may be read. */
int32_t words_find_exact(const Words *words, Text word);

#endif
