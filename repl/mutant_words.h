/* A change of the rules in words. */
#ifndef MERIT_REPL_MUTANT_WORDS_H
#define MERIT_REPL_MUTANT_WORDS_H

#include "base/diag.h"
#include "interp/mutate/mutate.h"

/* "late_reporting deducts 2 points instead of 1 point". In the arena. */
Text mutant_words(Arena *arena, const Diag *diag, const Mutant *mutant, Language language);

#endif
