/* A table whose cells are all at hand: listings, notices, records. */
#ifndef MERIT_INTERP_REPORT_ROWS_H
#define MERIT_INTERP_REPORT_ROWS_H

#include "base/arena.h"
#include "interp/report/table.h"

/* In an arena, like all that it holds; texts are borrowed. */
typedef struct ReportRows ReportRows;

ReportRows *rows_new(Arena *arena, const ReportColumn *columns, size_t column_count);
/* The cells of a new row, empty, to be filled before the next one is added. A number is its text
 * (98, 1/7); empty: none. */
Text *rows_add(ReportRows *rows);
size_t rows_count(const ReportRows *rows);
Text *rows_at(ReportRows *rows, size_t row);
/* Columns in which every cell is empty are left out from now on; where there is no row all stay. */
void rows_drop_empty(ReportRows *rows);
/* Reads the rows while it is written. */
ReportTable rows_table(ReportRows *rows, Text kind, Text heading);

#endif
