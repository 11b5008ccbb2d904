/* Events as columns: what readers fill and plans run over. */
#ifndef MERIT_INTERP_EXEC_BATCH_H
#define MERIT_INTERP_EXEC_BATCH_H

#include "interp/exec/roster.h"

/* Rows are events that passed every check of the reader. Position is the order of the log:
 * file number << 48 | byte offset of the record in it. */
enum { POSITION_FILE_SHIFT = 48 };

typedef struct Batch {
    size_t count, room;
    uint16_t *kind; /* event kind of the IR */
    uint32_t *own;  /* number of the event's own subject, of the subject kind of its field */
    Day *day;
    int32_t *times; /* occurrences, at least 1 */
    uint64_t *position;
    Day *recorded; /* when it became known (S26); NULL: not asked for */
    /* By slot of the IR; NULL for slots that were not asked for. Values as in RosterColumn, as
     * int64: codes and subject numbers, numbers scaled by FIELD_SCALE (occurrences by 1); absent
     * NO_NUMBER whatever the type. Rows of kinds without that slot hold NO_NUMBER. */
    int64_t **slots;
    size_t slot_count;
} Batch;

/* wanted: a flag a slot; room: rows. Owned. */
Batch *batch_new(const bool *wanted, size_t slot_count, size_t room);
/* Before the first row: keeps when each was recorded. */
void batch_want_recorded(Batch *batch);
void batch_free(Batch *batch);
/* Room for at least so many rows; columns may move. */
void batch_reserve(Batch *batch, size_t rows);
/* Appends row `row` of `from` (the slots that both have). */
void batch_append(Batch *batch, const Batch *from, size_t row);
/* Row `row` is gone; those behind it move up. */
void batch_remove(Batch *batch, size_t row);

#endif
