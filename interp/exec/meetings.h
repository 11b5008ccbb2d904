/* What events between two made, each for one side of it: what head to head adds up. */
#ifndef MERIT_INTERP_EXEC_MEETINGS_H
#define MERIT_INTERP_EXEC_MEETINGS_H

#include "base/date.h"
#include "base/ratio.h"

typedef struct MeetingRow {
    uint32_t subject, other;
    int32_t period;
    Day day;
    uint64_t position;
    uint32_t own, kind; /* of the event: its own subject, its kind */
    int32_t times;
    Ratio amount; /* of all its occurrences */
} MeetingRow;

/* Zeroed it is empty. */
typedef struct Meetings {
    MeetingRow *rows;
    size_t count, room;
    size_t sorted; /* so many are */
} Meetings;

void meetings_add(Meetings *meetings, const MeetingRow *row);
/* Those of a subject in a period, by day and log. */
const MeetingRow *meetings_of(Meetings *meetings, uint32_t subject, int32_t period, size_t *count);

#endif
