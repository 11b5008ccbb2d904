/* Which events need a cycle: a rule in force, or a sum over events, puts them into one (S14). */
#ifndef MERIT_INTERP_EXEC_CYCLES_H
#define MERIT_INTERP_EXEC_CYCLES_H

#include "interp/exec/roster.h"

/* By event kind. Borrows the IR; lives in the arena. */
typedef struct Cycles Cycles;
/* NULL: no kind needs one. */
Cycles *cycles_new(Arena *arena, const Ir *ir);
/* The calendar that an event of that kind needs and whose first cycle has not begun by the day for
 * its own subject, or UINT32_MAX. */
uint32_t cycles_lacking(const Cycles *cycles, const Roster *roster, uint32_t kind, uint32_t own,
                        Day day);
/* Both want cycles of the same events on the same days: a row that one can use, the other can. The
 * kinds and calendars are the same. */
bool cycles_alike(const Cycles *a, const Cycles *b);

#endif
