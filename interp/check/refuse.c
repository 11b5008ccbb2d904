/* The one place that knows which constructs do not evaluate yet. */
#include "interp/check/work.h"

static const char *const constructs[CONSTRUCTS] = {
#define CONSTRUCT(name, en, zh) [CONSTRUCT_##name] = BOTH(en, zh),
#include "interp/check/constructs.def"
#undef CONSTRUCT
};

bool refuse(Check *c, Construct construct, Span span)
{
    if (c->ask)
        SAY(c, E0501, span, constructs[construct], NULL);
    else
        SAY(c, W0501, span, constructs[construct], NULL);
    return c->ask;
}
