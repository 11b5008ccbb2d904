/* What rules say, as people say it: values, conditions and formulas in words of one language. */
#ifndef MERIT_REVIEW_PROSE_H
#define MERIT_REVIEW_PROSE_H

#include "interp/check/ir.h"

typedef struct Prose {
    const Ir *ir;
    Language language;
    Output *out;
} Prose;

/* Of the two, the one in the language. */
void prose_say(const Prose *prose, const char *english, const char *chinese);
/* In English the words of a name are set apart: late report. */
void prose_name(const Prose *prose, const Name *name);
void prose_day(const Prose *prose, Day day);
void prose_value(const Prose *prose, Type type, Ratio value, Text text);
void prose_percent(const Prose *prose, Ratio value); /* 2/5 as 40% */
/* What stands there as a value: as it was written, with % or without. */
void prose_const(const Prose *prose, const Expr *expr);
/* "the month", "each month" … of a calendar's name: as it is. */
void prose_calendar(const Prose *prose, uint32_t calendar);
void prose_window(const Prose *prose, const Window *window); /* "in the month", 当月内 */
void prose_kinds(const Prose *prose, const uint32_t *kinds, size_t count);
/* A formula, or a condition. */
void prose_expr(const Prose *prose, const Expr *expr);
/* Behind what it is compared with: "is more than 10 minutes". */
void prose_comparison(const Prose *prose, ExprOp op, const Expr *right);

/* How tightly it binds: less than STRENGTH_OF_ONE needs brackets beside what binds more. */
enum { STRENGTH_OF_ONE = 3 };
int prose_strength(const Expr *expr);
void prose_bracketed(const Prose *prose, const Expr *expr, bool brackets);
/* In the middle of a sentence: cases are set apart from what follows. */
void prose_amount(const Prose *prose, const Expr *expr);

/* The total, an average … of events, or of what a score or section comes to. */
void prose_agg(const Prose *prose, Agg agg);
void prose_item(const Prose *prose, uint32_t item);
void prose_aggregate(const Prose *prose, const Expr *expr);

typedef void ProseWrite(const Prose *prose, const void *what);
/* Both languages in one argument of a diagnostic. */
const char *prose_both(Arena *arena, const Ir *ir, ProseWrite *write, const void *what);

#endif
