/* Event files as batches of checked rows; rows that cannot be used as rejects. */
#ifndef MERIT_INTERP_EVENT_LOG_H
#define MERIT_INTERP_EVENT_LOG_H

#include "base/diag.h"
#include "interp/exec/batch.h"

typedef struct Log Log;

/* Reads rosters: `path`, or `KIND=path` for another subject kind than the first. Errors in
 * diag (E1xxx, located in the file); false when there are any. */
/* The file of a roster that is written KIND=FILE, or as it stands. */
const char *roster_file(const char *path);
bool roster_read(Roster *roster, const Ir *ir, const char *const *paths, size_t count, Diag *diag);

/* Opens event files in the order given; files are read in blocks, never whole. NULL with a
 * diagnostic when one cannot be read or its header lacks a needed column. */
Log *log_open(const Ir *ir, const Roster *roster, const char *const *paths, size_t count,
              Diag *diag);
void log_close(Log *log);
/* Which slots of the IR batches must hold (a flag a slot), and of which kinds of event (NULL: of
 * all); before the first fill. */
void log_want(Log *log, const bool *wanted, const bool *kinds);
/* Appends checked rows until the batch is full or the log ends; false when nothing was left.
 * Rejected rows are counted and the first 1,000 kept. False with log_failed when a file could not
 * be read, or lacks a column that one of its events needs; said in diag. */
bool log_fill(Log *log, Batch *batch);
bool log_failed(const Log *log);
bool log_lacks_column(const Log *log); /* that is why it failed */
/* Rows recorded later than that day are not known yet: passed over, whatever else is wrong with
 * them, and counted apart (S26). DAY_NEVER: all are known. Before the first fill. */
void log_as_of(Log *log, Day day);
uint64_t log_later(const Log *log);
/* Back to the first row: for a second pass (the same rows, the same rejects, counted anew). */
void log_rewind(Log *log);

/* How a log stands; for runs over rows that were kept when it was read. */
typedef struct LogCounts {
    uint64_t used, rejected, later;
    size_t kept; /* rejects */
} LogCounts;
LogCounts log_counts(const Log *log);
/* Forgets the rejects since then. */
void log_restore(Log *log, LogCounts counts);

uint64_t log_rows(const Log *log); /* rows in = used + rejected + later */
uint64_t log_used(const Log *log);
uint64_t log_rejected(const Log *log);
/* A row that was used, whose decision was then found to be out of bounds: the decision, the
 * bounds and the rule in words. */
void log_reject_decision(Log *log, uint64_t position, const char *const *words);
/* The row at that position is none of the log's any more; false: it is no reject that is kept. */
bool log_drop_reject(Log *log, uint64_t position);
/* The rejects kept, as data diagnostics (file, line, column, code, raw text). */
void log_report_rejects(const Log *log, Diag *diag);

/* One of the rejects kept, by its place in the log: as a data diagnostic in diag, whose last it
 * then is. False: there is none of that number. */
typedef struct LogReject {
    Text file, column, raw; /* column empty: the whole row */
    uint64_t line;
    DiagCode code;
} LogReject;
bool log_reject_at(const Log *log, size_t index, Diag *diag, LogReject *out);

/* The record at a position, for accounts: its fields beside the header's names. */
typedef struct LogRecord {
    Text file;
    uint64_t line;
    size_t count;
    Text *names, *values; /* in the arena given */
} LogRecord;
bool log_record(Log *log, uint64_t position, Arena *arena, LogRecord *out);

#endif
