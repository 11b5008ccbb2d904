/* The event ids met so far, as 128-bit hashes: 16 bytes each. */
#ifndef MERIT_INTERP_EVENT_ID_SET_H
#define MERIT_INTERP_EVENT_ID_SET_H

#include "base/text.h"

typedef struct IdHash {
    uint64_t low, high; /* both zero: none */
} IdHash;

typedef struct IdSet {
    IdHash *slots; /* 1 << bits; NULL while empty */
    uint32_t bits;
    size_t count;
} IdSet;

IdHash id_hash(Text id);
/* Room for so many more, so that hashes can be prefetched. */
void id_set_reserve(IdSet *set, size_t more);
void id_set_prefetch(const IdSet *set, IdHash hash);
bool id_set_add(IdSet *set, IdHash hash); /* false: it was there; after id_set_reserve */
void id_set_release(IdSet *set);

#endif
