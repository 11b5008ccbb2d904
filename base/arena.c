/* Chunks of memory from the heap, cut from front to back and released together. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALIGNMENT = 16, FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 20, EXIT_NO_MEMORY = 70 };

/* The header is a multiple of ALIGNMENT, so the bytes behind it are aligned as calloc's are. */
typedef struct Chunk {
    _Alignas(ALIGNMENT) struct Chunk *older;
    size_t size, used; /* bytes behind the header */
} Chunk;

struct Arena {
    Chunk *newest;
    size_t budget; /* 0: no bound */
    size_t held;   /* bytes taken from the heap for chunks */
    size_t used;   /* bytes handed out, rounded up to ALIGNMENT */
    size_t next;   /* size of the next ordinary chunk */
};

void memory_exhausted(size_t wanted)
{
    char line[96];
    int length = snprintf(line, sizeof line, "merit: out of memory (%zu more bytes)\n", wanted);
    size_t done = 0;
    while (length > 0 && done < (size_t)length) {
        ssize_t wrote = write(STDERR_FILENO, line + done, (size_t)length - done);
        if (wrote <= 0)
            break;
        done += (size_t)wrote;
    }
    _exit(EXIT_NO_MEMORY);
}

void *memory_resize(void *old, size_t size)
{
    if (size == 0) {
        free(old);
        return NULL;
    }
    void *memory = realloc(old, size);
    if (memory == NULL)
        memory_exhausted(size);
    return memory;
}

Arena *arena_new(size_t budget)
{
    Arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        memory_exhausted(sizeof *arena);
    arena->budget = budget;
    arena->next = FIRST_CHUNK;
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    for (Chunk *chunk = arena->newest, *older; chunk != NULL; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
    free(arena);
}

/* The most bytes a chunk for `size` may have: the budget may leave less than an ordinary chunk. */
static size_t chunk_size(const Arena *arena, size_t size)
{
    size_t wanted = size > arena->next ? size : arena->next;
    if (arena->budget == 0)
        return wanted;
    size_t left = arena->budget - arena->held;
    if (size > left)
        memory_exhausted(size);
    return wanted < left ? wanted : left;
}

/* A chunk with room for `size`. One made for a large item goes behind the newest, whose room would
 * otherwise be lost. */
static Chunk *chunk_add(Arena *arena, size_t size)
{
    size_t bytes = chunk_size(arena, size);
    if (bytes > SIZE_MAX - sizeof(Chunk))
        memory_exhausted(size);
    Chunk *chunk = calloc(1, sizeof(Chunk) + bytes);
    if (chunk == NULL)
        memory_exhausted(bytes);
    chunk->size = bytes;
    arena->held += bytes;
    bool large = size > arena->next && arena->newest != NULL;
    Chunk **place = large ? &arena->newest->older : &arena->newest;
    chunk->older = *place;
    *place = chunk;
    if (!large && arena->next < LARGEST_CHUNK)
        arena->next *= 2;
    return chunk;
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        memory_exhausted(size);
    size_t bytes = size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    Chunk *chunk = arena->newest;
    if (chunk == NULL || chunk->size - chunk->used < bytes)
        chunk = chunk_add(arena, bytes);
    char *memory = (char *)(chunk + 1) + chunk->used;
    chunk->used += bytes;
    arena->used += bytes;
    return memory;
}

void *arena_copy(Arena *arena, const void *data, size_t size)
{
    void *copy = arena_alloc(arena, size);
    if (size > 0)
        memcpy(copy, data, size);
    return copy;
}

char *arena_format(Arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_alloc(arena, size);
    if (length > 0)
        vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

size_t arena_used(const Arena *arena)
{
    return arena->used;
}

void *arena_grow(Arena *arena, void *items, size_t count, size_t *room, size_t item_size)
{
    if (count < *room)
        return items;
    size_t more = 0, bytes = 0;
    if (__builtin_mul_overflow(count < 4 ? 4 : count, (size_t)2, &more) ||
        __builtin_mul_overflow(more, item_size, &bytes))
        memory_exhausted(SIZE_MAX);
    void *larger = arena_alloc(arena, bytes);
    if (count > 0)
        memcpy(larger, items, count * item_size);
    *room = more;
    return larger;
}
