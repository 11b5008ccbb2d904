/* A table as the formats see it: columns, and rows that pass one at a time. */
#ifndef MERIT_INTERP_REPORT_TABLE_H
#define MERIT_INTERP_REPORT_TABLE_H

#include "base/diag.h"
#include "base/output.h"

enum { CELL_ROOM = 96 }; /* bytes that a number, or a period, may take */

typedef struct ReportColumn {
    bool is_number;
    Text name;        /* in data formats */
    Text shown, unit; /* for people; unit empty: none */
} ReportColumn;

/* Borrowed. The functions speak of the current row: there is none before the first `next`. */
typedef struct ReportTable {
    Text kind;    /* of the subjects: the key of its rows in JSON */
    Text heading; /* for people */
    ReportColumn *columns;
    size_t column_count;
    void *context;
    void (*rewind)(void *context);
    bool (*next)(void *context);
    /* A cell of a column that is no number; it may be put into room for CELL_ROOM bytes. */
    Text (*text)(void *context, size_t column, char *room);
    /* A cell of a column of numbers, written into room for CELL_ROOM bytes; 0: none. Two with ..
     * between are the ends of a range. */
    size_t (*number)(void *context, size_t column, char *room);
    /* The cell is a word for what is undecided; NULL: none ever is. */
    bool (*undecided)(void *context, size_t column);
} ReportTable;

typedef enum ReportFormat {
    REPORT_TABLE,
    REPORT_CSV,
    REPORT_JSON,
    REPORT_JSONL,
    REPORT_MD,
    REPORT_HTML,
    REPORT_FORMATS
} ReportFormat;

typedef struct ReportStyle {
    bool bom;          /* CSV: begin with a byte order mark */
    bool color;        /* tables: ANSI */
    Language language; /* of the page; of what is said where there is no row */
} ReportStyle;

bool report_format_find(ReportFormat *out, Text name);
void report_write(Output *out, ReportFormat format, const ReportTable *tables, size_t count,
                  ReportStyle style);

/* ---- the formats ---- */
typedef void ReportWriter(Output *out, const ReportTable *tables, size_t count, ReportStyle style);
ReportWriter report_write_table, report_write_csv, report_write_json, report_write_jsonl;
ReportWriter report_write_md, report_write_html;

/* What people read where a table has no row. */
Text report_nothing(ReportStyle style);
/* A text as a CSV field that no spreadsheet takes for a formula: what would begin one is put
 * behind an apostrophe. */
void report_csv_text(Output *out, Text text);
/* A number as JSON has them; a ratio without a decimal end as a string, none as null. */
void report_json_number(Output *out, Text number);

#endif
