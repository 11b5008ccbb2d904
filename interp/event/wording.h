/* Phrases of data diagnostics, in both languages (BOTH) where they differ. All in the arena. */
#ifndef MERIT_INTERP_EVENT_WORDING_H
#define MERIT_INTERP_EVENT_WORDING_H

#include "interp/event/fields.h"

/* A cycle that a subject should have on a day. */
typedef struct CycleAsked {
    uint32_t calendar, kind, subject;
    Day day;
} CycleAsked;

/* Both spellings of a name. */
const char *pair(Arena *arena, const Name *name);
/* "; is x meant?", or "" when nothing is near. */
const char *suggestion(Arena *arena, Text wanted, const Text *candidates, size_t count);
/* The same among names that lie `stride` bytes apart. */
const char *near_name(Arena *arena, Text wanted, const Name *names, size_t count, size_t stride);
/* The same among the ids, then the names of a roster. */
const char *near_subject(Arena *arena, const RosterKind *kind, Text wanted);
/* The same as a line of its own. */
const char *near_subject_help(Arena *arena, const RosterKind *kind, Text wanted);
/* "0017 徐萍" */
const char *subject_words(Arena *arena, const RosterKind *kind, size_t number);
/* The ids of all who are called so. */
const char *namesakes(Arena *arena, const RosterKind *kind, Text name);
const char *value_list(Arena *arena, const IrEnum *values);
/* A bound in the unit that the data are written in. */
const char *bound(Arena *arena, const FieldCheck *check, Ratio value, int64_t scaled);
const char *days_on_roster(Arena *arena, const RosterKind *kind, uint32_t subject);

/* Why a subject has no period of a cycle on a day: E1043 or E1044, with its arguments. */
DiagCode no_cycle(Arena *arena, const Ir *ir, const Roster *roster, const CycleAsked *asked,
                  const char *args[4]);

enum { NEAREST_SUBJECTS = 50 }; /* so many suggestions at most: searching a large roster is slow */

#endif
