/* Dated changes of a rule set, from tree to tree: what is checked and run afterwards has versions
 * only, and no amendment. */
#ifndef MERIT_INTERP_AMEND_AMEND_H
#define MERIT_INTERP_AMEND_AMEND_H

#include "base/date.h"
#include "grammar/ast.h"

/* What is known, and which periods are closed. */
typedef struct AmendOptions {
    Day recorded_until;     /* amendments recorded later are not known; DAY_NEVER: all are */
    Day closed_through;     /* the last closed day; DAY_ALWAYS: nothing is closed */
    PeriodUnit closed_unit; /* what is closed at a time: an amendment finds those closed that ended
                               before the period in which it was recorded */
    size_t adjusting;       /* so many of amend_adjusting reach into closed periods; the others take
                               effect on the first day that was open */
} AmendOptions;
#define AMEND_ALL ((const AmendOptions){DAY_NEVER, DAY_ALWAYS, UNIT_MONTH, 0})

/* The trees with every amendment known applied, in order of effect, then of adoption, then of
 * place. The trees given stay as they are; what did not change is shared with them. Nodes that an
 * amendment wrote keep their spans; each version that it made cites its document. */
const Node *const *amend_files(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                               const AmendOptions *options);

/* A change of an amendment. */
typedef struct Amended {
    const Node *amendment, *change; /* AMENDMENT, and its child */
} Amended;
/* Those recorded after that day, in the order in which they are applied; *out in the arena. */
size_t amend_later(Arena *arena, const Node *const *files, size_t count, Day recorded_until,
                   const Amended **out);
/* The trees with every amendment recorded by that day, and with one later change (a child of an
 * amendment). */
const Node *const *amend_with(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                              Day recorded_until, const Node *change);

/* The trees with the changes of a `suppose` (its rows of data are not looked at). They hold for
 * all days, unless an item says `from` or `until`. The trees given have been amended. */
const Node *const *amend_suppose(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                                 const Node *suppose);

/* An amendment that adjusts closed periods. */
typedef struct Adjusting {
    const Node *node; /* AMENDMENT */
    Text book;
    Day from;   /* the first closed day that it changes */
    Day closed; /* the last day that was closed when it was recorded */
} Adjusting;
/* Those known, in order of recording; *out in the arena. Returns how many there are. */
size_t amend_adjusting(Arena *arena, const Node *const *files, size_t count,
                       const AmendOptions *options, const Adjusting **out);

/* --- looking at it --- */

/* The declarations in force on a day, in one tree, without tests and questions: the consolidated
 * text. DAY_NEVER: all versions. The trees given have been amended. */
const Node *amend_in_force(Arena *arena, const Node *const *files, size_t count, Day day);

/* A version of a thing, or a time in which it is not in force. */
typedef struct Revision {
    const Node *node; /* as it stands then; NULL: not in force */
    Day from, until;
    const Node *amendment; /* that made it so; NULL: declared so */
    const Node *change;    /* what the amendment says; NULL likewise */
} Revision;
typedef struct History {
    NodeKind kind;
    Text name, alias;
    Revision *revisions; /* by day */
    size_t count;
} History;
/* Of everything under that name (a rule and a section may share one), of trees that amend_files
 * accepted. In the arena. */
size_t amend_history(Arena *arena, Diag *diag, const Node *const *files, size_t count,
                     const AmendOptions *options, Text name, const History **out);

#endif
