/* What a `test` says: its rows, and what must come out of them. */
#ifndef MERIT_INTERP_CHECK_IR_TEST_H
#define MERIT_INTERP_CHECK_IR_TEST_H

#include "base/date.h"
#include "base/diag.h"
#include "base/ratio.h"
#include "base/text.h"

typedef struct IrAssign {
    uint32_t field; /* index in the fields of the subject kind or event kind */
    Ratio value;    /* number in the base unit; enum code; yes/no; day */
    Text text;      /* TYPE_TEXT; TYPE_SUBJECT: id */
} IrAssign;
typedef struct IrGiven {
    bool is_event;
    uint32_t kind; /* subject kind or event kind */
    Text id;       /* the subject; an event's own subject */
    Day day;
    IrAssign *assigns;
    size_t assign_count;
    Day joined, left; /* subjects: DAY_ALWAYS, DAY_NEVER unless assigned by the roster columns */
    Day since;        /* subjects: what is assigned holds from then on; DAY_ALWAYS: for good */
    Span span;
} IrGiven;
typedef enum ExpectKind {
    EXPECT_VALUE,
    EXPECT_BETWEEN, /* decisions are open: value is the low end */
    EXPECT_UNDECIDED,
    EXPECT_UNASSESSED,
    EXPECT_ADJUSTMENT, /* value: what amendments add for closed periods */
    EXPECT_FIRED,
    EXPECT_NOTICE
} ExpectKind;
typedef struct IrExpect {
    ExpectKind kind;
    uint32_t item; /* of all but FIRED and NOTICE */
    Text rule;     /* FIRED: a rule's canonical name */
    Text notice;   /* NOTICE: its text */
    Text id;       /* the subject */
    uint32_t calendar;
    int32_t first,
        last; /* period indexes in that calendar (of the item); FIRED, NOTICE: days first..last */
    Ratio value; /* VALUE (grade: level's code); FIRED: times, 0 for `not fired`; NOTICE: 1, or 0
                    for none */
    Ratio high;  /* BETWEEN */
    Span span;
} IrExpect;
typedef struct IrTest {
    Text title;
    Span span;
    Day recorded_until; /* DAY_NEVER: all is known */
    Day closed_through; /* DAY_ALWAYS: nothing is closed */
    PeriodUnit closed_unit;
    IrGiven *givens;
    size_t given_count;
    IrExpect *expects;
    size_t expect_count;
} IrTest;

#endif
