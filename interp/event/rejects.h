/* Rows that cannot be used: all counted, the first kept with what to say about them. */
#ifndef MERIT_INTERP_EVENT_REJECTS_H
#define MERIT_INTERP_EVENT_REJECTS_H

#include "interp/event/csv_file.h"
#include "interp/event/faults.h"

enum { REJECTS_KEPT = 1000, REJECT_ARGS = 4, REJECT_SHOWN = 200 };

typedef struct Reject {
    Fault fault;
    uint32_t file;
    uint64_t offset;               /* of the record in the file */
    Text column;                   /* empty: the whole row */
    Text raw;                      /* the record, at most REJECT_SHOWN bytes of it */
    const char *args[REJECT_ARGS]; /* of the diagnostic; NULL: no more */
} Reject;

typedef struct Rejects {
    Arena *arena; /* NULL while there are none */
    Reject *kept;
    size_t kept_count;
    uint64_t count;
} Rejects;

/* Counts one; NULL when enough are kept. The raw text is copied; args are to be set in `arena`. */
Reject *rejects_add(Rejects *rejects, Fault fault, uint32_t file, uint64_t offset, Text raw);
void rejects_clear(Rejects *rejects);
/* Takes one back; false: none of that place is kept. */
bool rejects_drop(Rejects *rejects, uint32_t file, uint64_t offset);
/* One of them as a data diagnostic. */
void rejects_tell(const Reject *reject, CsvFile *file, Diag *diag);
/* Those kept in the order of the log; the others are counted. */
void rejects_report(const Rejects *rejects, CsvFile *const *files, Diag *diag);
/* At most REJECT_SHOWN bytes, cut between characters; NUL-terminated. */
Text shown_text(Arena *arena, Text text);

#endif
