/* Scripts whose roster and logs are files of their own. */
#ifndef MERIT_TESTS_FILED_H
#define MERIT_TESTS_FILED_H

#include "tests/unit/scripted.h"

enum { FILES_MOST = 4 };

typedef struct Filed {
    Scripted *script;
    char paths[FILES_MOST][32];
    size_t path_count;
} Filed;

/* logs: up to three, in their order; paths[0] is the roster's, then come theirs. */
Filed *filed_new(const char *rules, Text roster, const Text *logs, size_t count);
void filed_free(Filed *filed);
/* Writes a file that filed_free removes; its path. */
const char *filed_write(Filed *filed, Text bytes);
/* Every declared item over the days; asked: or only that one (UINT32_MAX: all). */
Result *filed_ask(Filed *filed, uint32_t asked, Day first, Day last, Trace *trace);

#endif
