/* Memory that lives and dies together: one arena per script, per run, per report. */
#ifndef MERIT_BASE_ARENA_H
#define MERIT_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* budget: the most bytes the arena may hold; 0 for no bound. Over budget, or out of memory, the
 * program ends in memory_exhausted(): nothing half written can follow. */
Arena *arena_new(size_t budget);
void arena_free(Arena *arena);
/* Zeroed, aligned to 16 bytes, never NULL. Borrowed: lives as long as the arena. */
void *arena_alloc(Arena *arena, size_t size);
void *arena_copy(Arena *arena, const void *data, size_t size);
/* printf into the arena; NUL-terminated. */
char *arena_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
size_t arena_used(const Arena *arena); /* bytes handed out */

/* Makes room for one more item in a growing array: returns items or a larger copy, *room updated.
 */
void *arena_grow(Arena *arena, void *items, size_t count, size_t *room, size_t item_size);

/* Heap arrays for columns, which grow large and are released one by one. Never NULL for size > 0.
 */
void *memory_resize(void *old, size_t size);
/* The one place where a failed allocation ends the program (exit status 70). */
_Noreturn void memory_exhausted(size_t wanted);

#endif
