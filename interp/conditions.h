/* The conditions of a rule one by one: which holds, and by how much one does not. */
#ifndef MERIT_INTERP_CONDITIONS_H
#define MERIT_INTERP_CONDITIONS_H

#include "interp/explain_work.h"
#include "interp/row.h"

typedef enum ConditionLead { LEAD_WHERE, LEAD_UNLESS, LEAD_FOR } ConditionLead;

typedef struct Condition {
    const Expr *expr;
    ConditionLead lead;
} Condition;

typedef struct Conditions {
    Condition *at;
    size_t count, room;
} Conditions;

/* What `and` joins stands apart; of `unless a or b` both must fail. */
void conditions_of(Arena *arena, const IrRule *rule, Conditions *out);
/* The parts of one expression. */
void conditions_split(Arena *arena, const Expr *expr, Conditions *out);

/* ", 2 short" of a number that would have to be larger, ", 2 over" of one that is too large. */
Text margin_words(const Explainer *explainer, Type type, Ratio margin, bool wants_more);

/* Gives the value of a part of a condition; den 0: unknown. */
typedef Ratio ConditionValue(void *context, const Expr *expr);
/* It does not hold, and the one before it, if that was written as one with it, does. */
bool condition_fails(const Conditions *conditions, size_t i, ConditionValue *value, void *context);
/* "minutes above 10: 8, 2 short": as written, what it was compared with, by how much it failed. */
Text condition_words(const Explainer *explainer, const Roster *roster, const Condition *condition,
                     ConditionValue *value, void *context);

#endif
