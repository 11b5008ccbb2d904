/* Records: the rows of a log and what became of them, as queries show them. Which columns each sort
 * has, and what a condition on its rows may read. */
#ifndef MERIT_INTERP_CHECK_RECORDS_H
#define MERIT_INTERP_CHECK_RECORDS_H

#include "interp/check/ir.h"

typedef enum RecordColumn {
#define COLUMN(id, type, en, zh) COLUMN_##id,
#include "interp/check/columns.def"
#undef COLUMN
    RECORD_COLUMNS
} RecordColumn;

/* The EXPR_FIELD of a column has this index and the column's number: no slot of an event does. */
enum { RECORD_FIELD = 1 << 30 };

/* Those that are shown, in their order. */
size_t record_shown(RecordKind kind, const RecordColumn **out);
Name record_column_name(RecordColumn column);
/* Rows of this kind have a column of that name, in either language. */
bool record_column_find(RecordKind kind, Text word, RecordColumn *out);
/* A number, not a text. */
bool record_column_is_number(RecordColumn column);

#endif
