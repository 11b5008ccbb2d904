/* Which column of an event file means what. */
#ifndef MERIT_INTERP_EVENT_HEADER_H
#define MERIT_INTERP_EVENT_HEADER_H

#include "interp/check/ir.h"
#include "interp/event/csv_file.h"

enum { NO_COLUMN = -1 };

typedef struct Header {
    int32_t id, date, recorded, kind; /* columns, or NO_COLUMN */
    int32_t *own;                     /* by event kind */
    int32_t **fields;                 /* by event kind, by field */
} Header;

/* In the arena. False with diagnostics when a column that every event needs is missing, or two
 * mean the same. */
bool header_read(Header *header, Arena *arena, const Ir *ir, const CsvFile *file, Diag *diag);

/* The first column of either spelling; a second one is an error, and *is_fine becomes false. */
int32_t header_column(const CsvFile *file, const Name *name, Diag *diag, bool *is_fine);
/* A missing column, with the nearest header name. */
void header_say_missing(const CsvFile *file, Text wanted, Diag *diag);

/* Which columns are read, and which fields that may lack a column do. */
typedef struct ColumnUse {
    const CsvFile *file;
    bool *is_used; /* by column */
    Text *absent;  /* in each spelling */
    size_t absent_count;
} ColumnUse;

/* most: fields that columns_note is told of, at most. */
void columns_init(ColumnUse *use, Arena *arena, const CsvFile *file, size_t most);
/* name: NULL where no warning is due, as the lack is an error. */
void columns_note(ColumnUse *use, int32_t column, const Name *name);
/* Warns of columns that are not read, with a name near that of an absent field. */
void columns_warn(const ColumnUse *use, Diag *diag);

/* The columns that every event file may have. */
typedef enum BuiltinColumn {
    COLUMN_ID,
    COLUMN_DATE,
    COLUMN_RECORDED,
    COLUMN_KIND,
    BUILTIN_COLUMNS
} BuiltinColumn;

#endif
