/* A comparison in words and tables: for `compare` and for `merit impact`. */
#ifndef MERIT_REPL_COMPARISON_H
#define MERIT_REPL_COMPARISON_H

#include "interp/compare.h"
#include "repl/job.h"

typedef struct Telling Telling;
struct Telling {
    Session *session;
    const Comparison *of;
    Text heading;        /* what is compared, and over which period */
    const char *word[2]; /* of the second value, by language: "supposed" */
    bool one_period;     /* is asked: for people it is not a column */
    bool by_condition;   /* only some rows are told: there are no sums */
    bool with_parts;     /* what each change does is told always, and in data formats too */
    Text (*part)(const Telling *telling, size_t part); /* a change in words */
    const void *context;                               /* of `part` */
    const bool *is_dropped; /* by asked item: it is not told of; NULL: all are */
};

void comparison_tell(const Telling *telling, ScoreForm form, Output *out);
/* As it was written, on one line, cut where it is long. */
Text comparison_written(const Telling *telling, const Node *node);

#endif
