/* Sets of situations, as conditions describe them: boxes over fields and scores. What is said of
 * them is certain; what cannot be decided is `vague`, and the caller stays silent. */
#ifndef MERIT_REVIEW_REGION_H
#define MERIT_REVIEW_REGION_H

#include "interp/check/ir.h"

/* The values that one quantity may take: some of the codes of a choice or a yes/no, or an interval
 * of numbers. Dates are whole numbers of days. */
typedef struct Domain {
    bool unknown; /* … or none at all */
    bool is_set, is_whole;
    uint64_t codes; /* is_set: a bit each; yes/no: no is bit 0, yes bit 1 */
    bool is_void;   /* no number */
    bool has_low, has_high, low_open, high_open;
    Ratio low, high;
} Domain;

bool domain_is_empty(const Domain *domain);
bool domain_equal(const Domain *a, const Domain *b);
Domain domain_meet(const Domain *a, const Domain *b);
/* What of `all` is not in it: at most DOMAIN_PIECES parts, apart from each other. */
enum { DOMAIN_PIECES = 3 };
size_t domain_rest(const Domain *domain, const Domain *all, Domain pieces[DOMAIN_PIECES]);
/* One value of it that is known; false: there is none. */
bool domain_example(const Domain *domain, Ratio *value);

/* What conditions speak of: a field of the event or the roster, the day, a score, or a whole
 * condition that cannot be taken apart. */
typedef struct Quantity {
    const Expr *expr;
    Domain all;
    bool is_free; /* nothing else decides what it is */
} Quantity;

typedef struct Space Space;
/* Numbers begin with the bounds of their field, or of their score (bounds.h). */
Space *space_new(Arena *arena, const Ir *ir);
const Quantity *space_quantity(const Space *space, uint32_t quantity);

typedef struct Part {
    uint32_t quantity;
    Domain domain;
} Part;
typedef struct Box {
    Part *parts; /* by quantity; those that are not named may be anything */
    size_t count;
} Box;
typedef struct Region {
    Box *boxes;
    size_t count, room;
    bool is_vague; /* too much to be told apart */
} Region;

/* Where the condition says yes, or says no; NULL is always yes. Where it is unknown it says
 * neither.
 */
Region region_of(Space *space, const Expr *condition, bool yes);
Region region_days(Space *space, Day from, Day until);
Region region_meet(Space *space, const Region *a, const Region *b);
Region region_without(Space *space, const Region *a, const Region *b);
/* The situations in which a rule's own conditions hold on a day on which it is in force. */
Region region_of_rule(Space *space, const IrRule *rule);

bool region_is_empty(const Region *region);                            /* certainly */
bool region_is_within(Space *space, const Region *a, const Region *b); /* certainly */
/* A box of it that there certainly is: of free quantities only. NULL: none is certain. */
const Box *region_witness(const Space *space, const Region *region);
const Domain *box_domain(const Space *space, const Box *box, uint32_t quantity);

/* What a comparison says that holds where this one does not. */
ExprOp comparison_opposite(ExprOp op);

#endif
