/* What tests, and a log, show of the rules: which fire, which parts of conditions hold and fail. */
#ifndef MERIT_INTERP_COVERAGE_H
#define MERIT_INTERP_COVERAGE_H

#include "interp/engine.h"

/* A part of a rule's `where`, `for` or `unless` that holds or not by itself. */
typedef struct CoverPart {
    uint32_t rule;
    const Expr *expr;
    uint64_t yes, no; /* events of the rule's kinds on its days; the rest was unknown */
} CoverPart;

typedef struct Coverage {
    const Ir *ir;
    Arena *arena;
    uint64_t *tests, *log; /* by rule: how often it fired */
    bool has_log;
    CoverPart *parts; /* of rules on events, without those that read scores */
    size_t part_count, part_room;
} Coverage;

Coverage *coverage_new(Arena *arena, const Ir *ir);
/* Both add to what was counted before. False with diagnostics. */
bool coverage_tests(Coverage *coverage, Engine *engine);
bool coverage_log(Coverage *coverage, Engine *engine, uint64_t accept_rejects);

#endif
