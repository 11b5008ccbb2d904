/* A roster while its rows arrive: between roster.c and roster_finish.c. */
#ifndef MERIT_INTERP_EXEC_ROSTER_BUILD_H
#define MERIT_INTERP_EXEC_ROSTER_BUILD_H

#include "interp/exec/roster.h"

/* Rows of one subject kind in the order added. */
typedef struct KindBuild {
    const IrSubject *subject;
    size_t count, room;
    Text *id, *name;
    Day *from, *until;
    int64_t **values; /* by field; NULL for fields of a subject type */
    Text **subjects;  /* by field; NULL for all others */
    Arena *texts;     /* of `subjects`: not needed once they are numbers */
} KindBuild;

/* What roster_new really makes. */
typedef struct RosterOwner {
    Roster roster; /* first: the pointer handed out */
    Arena *arena;  /* ids, names and the arrays of the kinds */
    KindBuild *builds;
    bool is_finished;
    bool borrows_pool; /* of the roster that it was made beside */
} RosterOwner;

void kind_build_release(KindBuild *build);

#endif
