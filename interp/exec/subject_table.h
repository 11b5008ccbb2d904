/* Ids and names of subjects by hash: one cache line a look-up when ids have at most 8 bytes. */
#ifndef MERIT_INTERP_EXEC_SUBJECT_TABLE_H
#define MERIT_INTERP_EXEC_SUBJECT_TABLE_H

#include <string.h>

#include "interp/exec/roster.h"

/* The hash of a short id is a bijection of its bytes, so that equal hashes mean equal ids. */
enum { SUBJECT_SHORT = 8 };

typedef struct SubjectSlot {
    uint64_t hash;
    uint32_t subject;
    uint32_t size; /* of the id, bytes; 0: a free slot */
} SubjectSlot;

typedef struct SubjectTable {
    SubjectSlot *ids;   /* 1 << id_bits slots, at most half in use */
    SubjectSlot *names; /* the same for folded names; NULL when nobody has one */
    bool has_names;     /* made when first asked for */
    Text *folded;       /* by subject: the name as it is matched */
    Arena *arena;       /* of folded names */
    uint32_t id_bits, name_bits;
} SubjectTable;

SubjectTable *subject_table_new(const RosterKind *kind);
void subject_table_free(SubjectTable *table);

/* word: the id's bytes as they lie in memory, the rest zero. */
static inline uint64_t subject_short_hash(uint64_t word)
{
    uint64_t h = word * 0x9e3779b97f4a7c15u;
    h ^= h >> 32;
    return h * 0xd6e8feb86659fd93u;
}

/* size: at most 8. */
static inline uint64_t subject_word(const char *at, size_t size)
{
    uint64_t word = 0;
    memcpy(&word, at, size);
    return word;
}

static inline void subject_fetch(const SubjectTable *table, uint64_t hash)
{
    __builtin_prefetch(&table->ids[hash >> (64 - table->id_bits)]);
}

/* As subject_probe. */
static inline int64_t subject_seek(const RosterKind *kind, uint64_t hash, Text id)
{
    const SubjectTable *table = kind->table;
    uint64_t mask = ((uint64_t)1 << table->id_bits) - 1;
    for (uint64_t at = hash >> (64 - table->id_bits);; at = (at + 1) & mask) {
        const SubjectSlot *slot = &table->ids[at];
        if (slot->size == 0)
            return NO_SUBJECT;
        if (slot->hash == hash && slot->size == id.size &&
            (id.size <= SUBJECT_SHORT || memcmp(kind->id[slot->subject].at, id.at, id.size) == 0))
            return slot->subject;
    }
}

#endif
