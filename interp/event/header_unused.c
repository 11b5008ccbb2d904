/* Further columns that may be slips: named nearly like a field that has no column. */
#include "interp/event/header.h"

void columns_init(ColumnUse *use, Arena *arena, const CsvFile *file, size_t most)
{
    use->file = file;
    use->is_used = arena_alloc(arena, (file->columns + 1) * sizeof *use->is_used);
    use->absent = arena_alloc(arena, (most * 2 + 1) * sizeof *use->absent);
    use->absent_count = 0;
}

void columns_note(ColumnUse *use, int32_t column, const Name *name)
{
    if (column != NO_COLUMN) {
        use->is_used[column] = true;
    } else if (name) {
        use->absent[use->absent_count++] = name->text;
        if (name->alias.size)
            use->absent[use->absent_count++] = name->alias;
    }
}

void columns_warn(const ColumnUse *use, Diag *diag)
{
    const CsvFile *file = use->file;
    Arena *arena = diag_arena(diag);
    for (size_t i = 0; i < file->columns; i++) {
        Text name = file->names[i];
        int nearest = -1;
        if (!use->is_used[i] && name.size)
            nearest = text_nearest(name, use->absent, use->absent_count);
        if (nearest >= 0)
            diag_data(diag, DIAG_W1001, file->path, file->header_line, name, file->header,
                      text_copy(arena, name).at, text_copy(arena, use->absent[nearest]).at, NULL);
    }
}
