/* Rows of texts as a table that the formats can write. */
#include "interp/report/rows.h"

#include <string.h>

struct ReportRows {
    Arena *arena;
    ReportColumn *columns;
    size_t *at; /* the cell of each column that is shown */
    size_t column_count, width;
    Text *cells;
    size_t count, room;
    size_t next; /* the row that passes next */
};

ReportRows *rows_new(Arena *arena, const ReportColumn *columns, size_t column_count)
{
    ReportRows *rows = arena_alloc(arena, sizeof *rows);
    *rows = (ReportRows){.arena = arena, .column_count = column_count, .width = column_count};
    rows->columns = arena_alloc(arena, (column_count + 1) * sizeof *rows->columns);
    rows->at = arena_alloc(arena, (column_count + 1) * sizeof *rows->at);
    for (size_t c = 0; c < column_count; c++) {
        rows->columns[c] = columns[c];
        rows->at[c] = c;
    }
    return rows;
}

Text *rows_add(ReportRows *rows)
{
    rows->cells = arena_grow(rows->arena, rows->cells, rows->count, &rows->room,
                             rows->width * sizeof *rows->cells);
    Text *cells = rows->cells + rows->count++ * rows->width;
    for (size_t c = 0; c < rows->width; c++)
        cells[c] = TEXT("");
    return cells;
}

size_t rows_count(const ReportRows *rows)
{
    return rows->count;
}

Text *rows_at(ReportRows *rows, size_t row)
{
    return rows->cells + row * rows->width;
}

void rows_drop_empty(ReportRows *rows)
{
    size_t kept = 0;
    if (rows->count == 0)
        return;
    for (size_t c = 0; c < rows->column_count; c++) {
        bool is_empty = true;
        for (size_t i = 0; i < rows->count; i++)
            is_empty = is_empty && rows_at(rows, i)[rows->at[c]].size == 0;
        if (is_empty)
            continue;
        rows->columns[kept] = rows->columns[c];
        rows->at[kept++] = rows->at[c];
    }
    rows->column_count = kept;
}

/* ---- As a table ---- */

static void table_rewind(void *context)
{
    ((ReportRows *)context)->next = 0;
}

static bool table_next(void *context)
{
    ReportRows *rows = context;
    return rows->next++ < rows->count;
}

static Text table_text(void *context, size_t column, char *room)
{
    ReportRows *rows = context;
    (void)room;
    return rows_at(rows, rows->next - 1)[rows->at[column]];
}

static size_t table_number(void *context, size_t column, char *room)
{
    Text text = table_text(context, column, room);
    size_t size = text.size < CELL_ROOM ? text.size : CELL_ROOM;
    memcpy(room, text.at, size);
    return size;
}

ReportTable rows_table(ReportRows *rows, Text kind, Text heading)
{
    return (ReportTable){.kind = kind,
                         .heading = heading,
                         .columns = rows->columns,
                         .column_count = rows->column_count,
                         .context = rows,
                         .rewind = table_rewind,
                         .next = table_next,
                         .text = table_text,
                         .number = table_number};
}
