/* Engines with suppositions on them. */
#ifndef MERIT_TESTS_SUPPOSING_H
#define MERIT_TESTS_SUPPOSING_H

#include "interp/compare.h"
#include "tests/unit/filed.h"

typedef struct WhatIf {
    Filed *filed;
    Engine *top;
    Arena *arena;
} WhatIf;

/* The log is kept; top is the engine without any supposition. */
WhatIf what_if_new(const char *rules, Text roster, Text log);
void what_if_free(WhatIf *of);
/* top with the overlay of that text; NULL: an error. */
Engine *suppose(WhatIf *of, const char *text);
void print_all(const Diag *diag);

#endif
