/* Texts by number: an arena of copies and an open-addressing table over them. */
#include <stdlib.h>
#include <string.h>

#include "interp/exec/roster.h"

enum { HEAD = 16 };

/* Texts that fit stand here whole: to know one again touches nothing else. */
typedef struct PoolSlot {
    uint64_t hash;
    int32_t code;  /* -1: free */
    uint32_t size; /* of the text */
    char head[HEAD];
} PoolSlot;

struct TextPool {
    Arena *arena;
    Text *texts; /* by code */
    size_t count, room;
    PoolSlot *slots; /* a power of two of them, at most three in four in use */
    size_t slot_count;
};

static PoolSlot *free_slots(size_t count)
{
    PoolSlot *slots = memory_resize(NULL, count * sizeof *slots);
    for (size_t i = 0; i < count; i++)
        slots[i] = (PoolSlot){.code = -1};
    return slots;
}

TextPool *text_pool_new(void)
{
    TextPool *pool = memory_resize(NULL, sizeof *pool);
    *pool = (TextPool){.arena = arena_new(0), .slot_count = 16};
    pool->slots = free_slots(pool->slot_count);
    return pool;
}

void text_pool_free(TextPool *pool)
{
    arena_free(pool->arena);
    free(pool->texts);
    free(pool->slots);
    free(pool);
}

static bool is_text(const TextPool *pool, const PoolSlot *slot, Text text)
{
    if (text.size > HEAD)
        return text_equal(pool->texts[slot->code], text);
    return slot->size == text.size &&
           (text.size == 0 || memcmp(slot->head, text.at, text.size) == 0);
}

/* The slot of the text, or the free one where it belongs. */
static size_t slot_of(const TextPool *pool, Text text, uint64_t hash)
{
    size_t mask = pool->slot_count - 1;
    size_t at = (size_t)hash & mask;
    for (;; at = (at + 1) & mask) {
        const PoolSlot *slot = &pool->slots[at];
        if (slot->code < 0)
            return at;
        if (slot->hash == hash && is_text(pool, slot, text))
            return at;
    }
}

static void grow_slots(TextPool *pool)
{
    size_t old_count = pool->slot_count;
    PoolSlot *old = pool->slots;
    pool->slot_count *= 2;
    pool->slots = free_slots(pool->slot_count);
    size_t mask = pool->slot_count - 1;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].code < 0)
            continue;
        size_t at = (size_t)old[i].hash & mask;
        while (pool->slots[at].code >= 0)
            at = (at + 1) & mask;
        pool->slots[at] = old[i];
    }
    free(old);
}

int32_t text_pool_add(TextPool *pool, Text text)
{
    uint64_t hash = text_hash(text);
    size_t at = slot_of(pool, text, hash);
    if (pool->slots[at].code >= 0)
        return pool->slots[at].code;
    if (pool->count == pool->room) {
        pool->room = pool->room ? pool->room * 2 : 16;
        pool->texts = memory_resize(pool->texts, pool->room * sizeof *pool->texts);
    }
    int32_t code = (int32_t)pool->count;
    pool->texts[pool->count++] = text_copy(pool->arena, text);
    PoolSlot *slot = &pool->slots[at];
    *slot = (PoolSlot){.hash = hash, .code = code, .size = (uint32_t)text.size};
    if (text.size > 0)
        memcpy(slot->head, text.at, text.size < HEAD ? text.size : HEAD);
    if (pool->count * 4 > pool->slot_count * 3)
        grow_slots(pool);
    return code;
}

void text_pool_prefetch(const TextPool *pool, Text text)
{
    __builtin_prefetch(&pool->slots[text_hash(text) & (pool->slot_count - 1)]);
}

int32_t text_pool_find(const TextPool *pool, Text text)
{
    return pool->slots[slot_of(pool, text, text_hash(text))].code;
}

Text text_pool_get(const TextPool *pool, int32_t code)
{
    return pool->texts[code];
}
