/* What a number can be: bounds of fields, formulas, sections and scores. */
#ifndef MERIT_REVIEW_BOUNDS_H
#define MERIT_REVIEW_BOUNDS_H

#include "interp/review/region.h"

typedef struct Bounds {
    bool has_low, has_high; /* else it has no end on that side, or none that is known */
    Ratio low, high;
} Bounds;

Bounds bounds_of(const Ir *ir, const Expr *expr);
/* Of an item in any version, as others read it. */
Bounds bounds_of_item(const Ir *ir, uint32_t item);
/* Of one version before its floor and cap. */
Bounds bounds_unlimited(const Ir *ir, uint32_t item, const IrVersion *version);
/* The same as the ends of a domain of numbers; whole ones are marked. */
void bounds_domain(const Ir *ir, const Expr *expr, Domain *domain);
/* Whether rules may add to a section, or deduct from it; `other`: act on it in another way. */
typedef struct Moves {
    bool up, down, other;
} Moves;
Moves moves_of(const Ir *ir, uint32_t item);
/* The field that an expression reads: of any kind that has the slot, or of the roster. NULL: none.
 */
const IrField *field_of(const Ir *ir, const Expr *expr);
/* Whether it may be without a value, whichever kind of event has it. */
bool field_may_lack(const Ir *ir, const Expr *expr);

#endif
