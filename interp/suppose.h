/* What if: an engine with changes, beside the one that it was made from. */
#ifndef MERIT_INTERP_SUPPOSE_H
#define MERIT_INTERP_SUPPOSE_H

#include "interp/engine.h"

/* The engine with what a SUPPOSE node says: changed rules, events struck out, altered and added,
 * rows of the roster. All questions can be put to it. It shares what does not change, so `base`
 * must outlive it; the node must, too. base has a roster and a log, which it keeps
 * (engine_keep), and may itself suppose something. NULL with what is wrong in diag; then nothing
 * has changed. Owned: engine_free. */
Engine *engine_suppose(Engine *base, const Node *suppose);

/* The engine with other rules in the place of its own: trees without amendments, which must outlive
 * it. Else as above; not for one that supposes something. */
Engine *engine_with_rules(Engine *base, const Node *const *files, size_t count);

/* What it supposes, the lowest first; the engine without overlays: nothing. */
const Node *const *engine_supposed(const Engine *engine, size_t *count);
/* The name of what is supposed: its title, or "". */
Text suppose_name(const Node *suppose);

#endif
