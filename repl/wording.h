/* The wording that a regulation names with `source text`, beside its rules. */
#ifndef MERIT_REPL_WORDING_H
#define MERIT_REPL_WORDING_H

#include "repl/session.h"

/* The file that the regulation names, relative to where it does, or `path`; false: there is none,
 * or it cannot be read (L1020). */
bool wording_read(Session *session, const Engine *engine, const char *path, Text *wording);
/* L1019 for each quotation that the wording does not hold. Returns how many. */
size_t wording_compare(Session *session, const Ir *ir, Text wording);

#endif
