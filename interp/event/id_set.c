/* An open-addressing set of hashes. */
#include "interp/event/id_set.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { LEAST_BITS = 10, LARGE_PAGE = 1 << 21 };

IdHash id_hash(Text id)
{
    XXH128_hash_t hash = XXH3_128bits(id.at, id.size);
    bool is_zero = hash.low64 == 0 && hash.high64 == 0;
    return (IdHash){hash.low64 + is_zero, hash.high64};
}

static bool is_free(IdHash slot)
{
    return slot.low == 0 && slot.high == 0;
}

/* The slot that holds the hash, or the free one where it belongs. */
static IdHash *slot_of(const IdSet *set, IdHash hash)
{
    size_t mask = ((size_t)1 << set->bits) - 1;
    for (size_t at = (size_t)hash.low & mask;; at = (at + 1) & mask) {
        IdHash *slot = &set->slots[at];
        if (is_free(*slot) || (slot->low == hash.low && slot->high == hash.high))
            return slot;
    }
}

/* Free slots; large tables in large pages, where the system has them. */
static IdHash *slots_new(uint32_t bits)
{
    size_t size = sizeof(IdHash) << bits;
    bool is_large = size >= 2 * (size_t)LARGE_PAGE;
    IdHash *slots = aligned_alloc(is_large ? LARGE_PAGE : _Alignof(max_align_t), size);
    if (!slots)
        memory_exhausted(size);
#ifdef MADV_HUGEPAGE
    if (is_large)
        madvise(slots, size, MADV_HUGEPAGE); /* a wish: nothing depends on it */
#endif
    return memset(slots, 0, size);
}

static void grow(IdSet *set, uint32_t bits)
{
    IdSet old = *set;
    set->bits = bits;
    set->slots = slots_new(bits);
    for (size_t i = 0; old.slots && i < (size_t)1 << old.bits; i++)
        if (!is_free(old.slots[i]))
            *slot_of(set, old.slots[i]) = old.slots[i];
    free(old.slots);
}

void id_set_reserve(IdSet *set, size_t more)
{
    uint32_t bits = set->slots ? set->bits : LEAST_BITS;
    while ((set->count + more) * 4 > ((size_t)3 << bits))
        bits++;
    if (!set->slots || bits != set->bits)
        grow(set, bits);
}

void id_set_prefetch(const IdSet *set, IdHash hash)
{
    __builtin_prefetch(&set->slots[(size_t)hash.low & (((size_t)1 << set->bits) - 1)]);
}

bool id_set_add(IdSet *set, IdHash hash)
{
    IdHash *slot = slot_of(set, hash);
    if (!is_free(*slot))
        return false;
    *slot = hash;
    set->count++;
    return true;
}

void id_set_release(IdSet *set)
{
    free(set->slots);
    *set = (IdSet){0};
}
