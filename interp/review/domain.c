/* Values that one quantity may take. */
#include "interp/review/region.h"

#include <assert.h>

static bool interval_is_empty(const Domain *domain)
{
    if (domain->is_void)
        return true;
    if (!domain->has_low || !domain->has_high)
        return false;
    int order = ratio_compare(domain->low, domain->high);
    return order > 0 || (order == 0 && (domain->low_open || domain->high_open));
}

bool domain_is_empty(const Domain *domain)
{
    if (domain->unknown)
        return false;
    return domain->is_set ? domain->codes == 0 : interval_is_empty(domain);
}

static bool bound_equal(bool has, bool open, Ratio bound, bool other_has, bool other_open,
                        Ratio other)
{
    if (has != other_has)
        return false;
    return !has || (open == other_open && ratio_compare(bound, other) == 0);
}

bool domain_equal(const Domain *a, const Domain *b)
{
    assert(a->is_set == b->is_set); /* of one quantity */
    if (a->unknown != b->unknown)
        return false;
    if (a->is_set)
        return a->codes == b->codes;
    bool a_none = interval_is_empty(a), b_none = interval_is_empty(b);
    if (a_none || b_none)
        return a_none && b_none;
    return bound_equal(a->has_low, a->low_open, a->low, b->has_low, b->low_open, b->low) &&
           bound_equal(a->has_high, a->high_open, a->high, b->has_high, b->high_open, b->high);
}

/* Whole numbers have no open ends: above 10 is at least 11. */
static void settle_low(Domain *domain)
{
    Ratio bound = domain->low;
    ratio_round(&bound, domain->low, ROUND_UP, RATIO(1));
    bool is_left_out = domain->low_open && ratio_compare(bound, domain->low) == 0;
    if (is_left_out && !ratio_add(&bound, bound, RATIO(1)))
        return;
    domain->low = bound;
    domain->low_open = false;
}

static void settle_high(Domain *domain)
{
    Ratio bound = domain->high;
    ratio_round(&bound, domain->high, ROUND_DOWN, RATIO(1));
    bool is_left_out = domain->high_open && ratio_compare(bound, domain->high) == 0;
    if (is_left_out && !ratio_sub(&bound, bound, RATIO(1)))
        return;
    domain->high = bound;
    domain->high_open = false;
}

static void raise_low(Domain *domain, const Domain *by)
{
    if (!by->has_low)
        return;
    int order = domain->has_low ? ratio_compare(by->low, domain->low) : 1;
    if (order > 0 || (order == 0 && by->low_open)) {
        domain->has_low = true;
        domain->low = by->low;
        domain->low_open = by->low_open;
    }
}

static void lower_high(Domain *domain, const Domain *by)
{
    if (!by->has_high)
        return;
    int order = domain->has_high ? ratio_compare(by->high, domain->high) : -1;
    if (order < 0 || (order == 0 && by->high_open)) {
        domain->has_high = true;
        domain->high = by->high;
        domain->high_open = by->high_open;
    }
}

Domain domain_meet(const Domain *a, const Domain *b)
{
    Domain both = *a;
    both.unknown = a->unknown && b->unknown;
    both.codes = a->codes & b->codes;
    both.is_void = a->is_void || b->is_void;
    both.is_whole = a->is_whole || b->is_whole;
    raise_low(&both, b);
    lower_high(&both, b);
    if (both.is_whole && both.has_low)
        settle_low(&both);
    if (both.is_whole && both.has_high)
        settle_high(&both);
    return both;
}

static size_t keep(Domain *pieces, size_t count, Domain piece)
{
    if (domain_is_empty(&piece))
        return count;
    pieces[count] = piece;
    return count + 1;
}

/* Below its low end, or above its high one. */
static Domain beside(const Domain *domain, const Domain *all, bool below)
{
    Domain side = {.is_whole = all->is_whole};
    if (below) {
        side.has_high = domain->has_low;
        side.is_void = !domain->has_low;
        side.high = domain->low;
        side.high_open = !domain->low_open;
    } else {
        side.has_low = domain->has_high;
        side.is_void = !domain->has_high;
        side.low = domain->high;
        side.low_open = !domain->high_open;
    }
    return domain_meet(&side, all);
}

size_t domain_rest(const Domain *domain, const Domain *all, Domain pieces[DOMAIN_PIECES])
{
    size_t count = 0;
    if (all->is_set) {
        Domain rest = *all;
        rest.codes &= ~domain->codes;
        rest.unknown = all->unknown && !domain->unknown;
        return keep(pieces, 0, rest);
    }
    Domain known = *all;
    known.unknown = false;
    if (interval_is_empty(domain))
        count = keep(pieces, count, known);
    else {
        count = keep(pieces, count, beside(domain, &known, true));
        count = keep(pieces, count, beside(domain, &known, false));
    }
    if (all->unknown && !domain->unknown)
        count = keep(pieces, count,
                     (Domain){.unknown = true, .is_void = true, .is_whole = all->is_whole});
    return count;
}

bool domain_example(const Domain *domain, Ratio *value)
{
    if (domain->is_set) {
        for (int code = 0; code < 64; code++)
            if (domain->codes >> code & 1) {
                *value = RATIO(code);
                return true;
            }
        return false;
    }
    if (interval_is_empty(domain))
        return false;
    *value = RATIO(0);
    if (domain->has_low && !domain->low_open)
        *value = domain->low;
    else if (domain->has_high && !domain->high_open)
        *value = domain->high;
    else if (domain->has_low && domain->has_high)
        return ratio_add(value, domain->low, domain->high) && ratio_div(value, *value, RATIO(2));
    else if (domain->has_low)
        return ratio_add(value, domain->low, RATIO(1));
    else if (domain->has_high)
        return ratio_sub(value, domain->high, RATIO(1));
    return true;
}
