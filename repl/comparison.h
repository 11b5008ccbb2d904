/* What a supposition changes, told to people and to programs. */
#ifndef MERIT_REPL_COMPARISON_H
#define MERIT_REPL_COMPARISON_H

#include "interp/compare.h"
#include "repl/desk.h"

/* ask: of the supposed rules. */
void comparison_tell(Desk *desk, const Comparison *of, const AskScores *ask, ScoreForm form,
                     Output *out);

#endif
