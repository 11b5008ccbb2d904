/* Keeping and telling rejected rows. */
#include "interp/event/rejects.h"

#include <stdlib.h>
#include <string.h>

Text shown_text(Arena *arena, Text text)
{
    if (text.size <= REJECT_SHOWN)
        return text_copy(arena, text);
    size_t size = REJECT_SHOWN;
    while (size > 0 && ((unsigned char)text.at[size] & 0xC0) == 0x80)
        size--;
    const char *cut = arena_format(arena, "%.*s…", (int)size, text.at);
    return text_from(cut);
}

Reject *rejects_add(Rejects *rejects, Fault fault, uint32_t file, uint64_t offset, Text raw)
{
    rejects->count++;
    if (rejects->kept_count == REJECTS_KEPT)
        return NULL;
    if (!rejects->arena) {
        rejects->arena = arena_new(0);
        rejects->kept = arena_alloc(rejects->arena, REJECTS_KEPT * sizeof *rejects->kept);
    }
    Reject *reject = &rejects->kept[rejects->kept_count++];
    *reject = (Reject){.fault = fault, .file = file, .offset = offset};
    reject->raw = shown_text(rejects->arena, raw);
    return reject;
}

void rejects_clear(Rejects *rejects)
{
    arena_free(rejects->arena);
    *rejects = (Rejects){0};
}

bool rejects_drop(Rejects *rejects, uint32_t file, uint64_t offset)
{
    size_t i = 0;
    while (i < rejects->kept_count &&
           (rejects->kept[i].file != file || rejects->kept[i].offset != offset))
        i++;
    if (i == rejects->kept_count)
        return false;
    rejects->count--;
    rejects->kept_count--;
    memmove(&rejects->kept[i], &rejects->kept[i + 1],
            (rejects->kept_count - i) * sizeof *rejects->kept);
    return true;
}

static int compare_places(const void *left, const void *right)
{
    const Reject *a = *(const Reject *const *)left, *b = *(const Reject *const *)right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

void rejects_tell(const Reject *reject, CsvFile *file, Diag *diag)
{
    diag_data(diag, fault_code(reject->fault), file->path, csv_line(file, reject->offset),
              reject->column, reject->raw, reject->args[0], reject->args[1], reject->args[2],
              reject->args[3], NULL);
}

void rejects_report(const Rejects *rejects, CsvFile *const *files, Diag *diag)
{
    size_t count = rejects->kept_count;
    const Reject **sorted = memory_resize(NULL, (count + 1) * sizeof(const Reject *));
    for (size_t i = 0; i < count; i++)
        sorted[i] = &rejects->kept[i];
    qsort(sorted, count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < count; i++)
        rejects_tell(sorted[i], files[sorted[i]->file], diag);
    diag_omit(diag, rejects->count - count);
    free(sorted);
}
