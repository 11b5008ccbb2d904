/* What rules say although nobody meant it: findings about rules that compile. */
#ifndef MERIT_REVIEW_LINT_H
#define MERIT_REVIEW_LINT_H

#include "interp/check/ir.h"

typedef struct LintTask {
    const Ir *ir;
    const Node *const *files; /* as they were written */
    size_t file_count;
    Day on;            /* what has ended before it has expired; DAY_ALWAYS: the last day from which
                          anything is in force */
    const bool *fired; /* by rule: some test makes it fire; NULL: that was not found out */
} LintTask;

/* Findings go to diag as L1xxx. What cannot be decided is not said. */
void lint_rules(const LintTask *task, Diag *diag);

#endif
