/* Decimal numbers of data cells, and the unit words that may follow them. */
#ifndef MERIT_INTERP_EVENT_NUMBERS_H
#define MERIT_INTERP_EVENT_NUMBERS_H

#include "interp/check/ir.h"

typedef enum NumberForm {
    NUMBER_FINE,
    NUMBER_BAD,         /* not a number */
    NUMBER_HUGE,        /* more digits than fit */
    NUMBER_FINE_GRAINED /* more decimals than fit */
} NumberForm;

typedef struct Decimal {
    int64_t digits; /* less than 10^18 in size */
    int decimals;   /* 0 to 12: the value is digits / 10^decimals */
} Decimal;

/* Sign, ASCII digits, at most one point with digits on both sides. Zeros at the end of the
 * decimals do not count. */
NumberForm decimal_read(Decimal *out, Text text);
/* The text without the unit word of the field's type, if it ends in one. */
Text number_without_unit(const IrField *field, Text text);

#endif
