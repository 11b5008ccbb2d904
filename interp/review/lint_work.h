/* What the files of the findings share, for nobody else. */
#ifndef MERIT_REVIEW_LINT_WORK_H
#define MERIT_REVIEW_LINT_WORK_H

#include "interp/review/lint.h"
#include "interp/review/prose.h"
#include "interp/review/region.h"

typedef struct Lint {
    const LintTask *task;
    const Ir *ir;
    Diag *diag;
    Arena *arena; /* until the findings are made */
    Space *space;
    Region *regions; /* by rule: where its own conditions hold */
    bool *dead;      /* by rule: it was said that it never applies */
} Lint;

#define FIND(lint, code, span, ...) diag_add((lint)->diag, DIAG_##code, span, __VA_ARGS__)

const char *lint_name(const Lint *lint, const Name *name);
const char *lint_value(const Lint *lint, Type type, Ratio value);
const char *lint_const(const Lint *lint, const Expr *expr); /* as it was written */
const char *lint_both(const Lint *lint, ProseWrite *write, const void *what);
/* An event of a kind that lies in a box, in words. */
typedef struct Situation {
    const Space *space;
    const Box *box;
    uint32_t kind;
} Situation;
/* A value of a field, as it would be written: 40% of one that is a percentage. */
Expr value_of_quantity(const Ir *ir, const Quantity *quantity, Ratio value);
void situation_write(const Prose *prose, const void *situation);

bool rule_has_kind(const IrRule *rule, uint32_t kind);
bool rule_shares_kind(const Ir *ir, const IrRule *a, const IrRule *b, uint32_t *kind);
/* Every kind of the one is a kind of the other. */
bool rule_kinds_within(const Ir *ir, const IrRule *a, const IrRule *b);
/* Both count each event by itself, for the same subject, and nothing chooses between them. */
bool rules_compare(const Ir *ir, const IrRule *a, const IrRule *b);
/* A section to which both rules post in one direction; UINT32_MAX: none. */
uint32_t rule_shared_section(const IrRule *a, const IrRule *b);

void find_dead(Lint *lint);
void find_pairs(Lint *lint);
void find_gaps(Lint *lint);
void find_cases(Lint *lint);
void find_limits(Lint *lint);
void find_saturation(Lint *lint);
void find_expired(Lint *lint);
void find_untested(Lint *lint);
void find_unused(Lint *lint);
void find_lookalikes(Lint *lint);

#endif
