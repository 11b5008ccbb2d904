/* What the files of what-if share. */
#ifndef MERIT_INTERP_SUPPOSE_INTERNAL_H
#define MERIT_INTERP_SUPPOSE_INTERNAL_H

#include "interp/engine_internal.h"
#include "interp/suppose.h"

/* A child that changes rules, not data. */
bool is_rule_change(const Node *child);
/* The changes that the files themselves suppose, each by itself. False: some is wrong, as diag
 * says.
 */
bool suppose_check(Engine *engine);
/* What the rules declare of data is the same: rosters and logs are read alike. */
bool ir_same_data(const Ir *a, const Ir *b);
/* The roster with the rows of all that is supposed; *changed: there are such. NULL: said. */
Roster *suppose_roster(Engine *engine, bool *changed);
/* The subject of that id or name, or NO_SUBJECT after saying so. */
int64_t suppose_subject(const Engine *engine, const Roster *roster, uint32_t kind, Text id,
                        Span span);

#endif
