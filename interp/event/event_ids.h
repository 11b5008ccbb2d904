/* Which row of the log an id means: that of its id column, or FILE:LINE. */
#ifndef MERIT_INTERP_EVENT_EVENT_IDS_H
#define MERIT_INTERP_EVENT_EVENT_IDS_H

#include "interp/event/log.h"

typedef struct EventIds EventIds;

/* Reads the log once more; its counts stay as they were. Owned. NULL when it failed. */
EventIds *event_ids_read(Log *log);
void event_ids_free(EventIds *ids);

typedef struct EventPlace {
    uint64_t position;
    uint32_t kind;
} EventPlace;
/* The row that is used and has that id; a file by its path or its last part. False: none has. */
bool event_ids_find(const EventIds *ids, Log *log, Text id, EventPlace *out);
/* "; is x meant?", or "" when no id is near. */
const char *event_ids_near(const EventIds *ids, Log *log, Arena *arena, Text id);

#endif
