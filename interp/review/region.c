/* Conditions as unions of boxes. */
#include "interp/review/region.h"

#include <assert.h>

#include "interp/review/bounds.h"

enum { BOXES_MOST = 256, QUANTITIES_MOST = 512, CODES_MOST = 64 };

struct Space {
    Arena *arena;
    const Ir *ir;
    Quantity *quantities;
    size_t count, room;
};

Space *space_new(Arena *arena, const Ir *ir)
{
    Space *space = arena_alloc(arena, sizeof *space);
    *space = (Space){.arena = arena, .ir = ir};
    return space;
}

const Quantity *space_quantity(const Space *space, uint32_t quantity)
{
    return &space->quantities[quantity];
}

/* --- quantities --- */

static bool is_choice(const Space *space, Type type)
{
    return type.kind == TYPE_YES_NO ||
           (type.kind == TYPE_ENUM && space->ir->enums[type.ref].count <= CODES_MOST);
}

static bool is_measured(Type type)
{
    return type.kind == TYPE_NUMBER || type.kind == TYPE_DATE;
}

static uint64_t all_codes(const Space *space, Type type)
{
    size_t count = type.kind == TYPE_YES_NO ? 2 : space->ir->enums[type.ref].count;
    return count >= CODES_MOST ? UINT64_MAX : ((uint64_t)1 << count) - 1;
}

static bool is_input(const Expr *expr)
{
    if (expr->op == EXPR_ROSTER)
        return is_input(expr->arg[0]);
    return expr->op == EXPR_FIELD || expr->op == EXPR_OWN || expr->op == EXPR_DAY;
}

/* The number of a quantity, entered when it is new; UINT32_MAX: too many. A condition as a whole is
 * a yes/no. */
static uint32_t quantity_of(Space *space, const Expr *expr)
{
    for (uint32_t i = 0; i < space->count; i++)
        if (expr_equal(space->quantities[i].expr, expr))
            return i;
    if (space->count == QUANTITIES_MOST)
        return UINT32_MAX;
    Quantity quantity = {.expr = expr, .is_free = is_input(expr)};
    quantity.all.unknown = expr->op != EXPR_DAY;
    if (is_choice(space, expr->type)) {
        quantity.all.is_set = true;
        quantity.all.codes = all_codes(space, expr->type);
    } else {
        bounds_domain(space->ir, expr, &quantity.all);
    }
    space->quantities = arena_grow(space->arena, space->quantities, space->count, &space->room,
                                   sizeof *space->quantities);
    space->quantities[space->count++] = quantity;
    return (uint32_t)space->count - 1;
}

/* --- boxes --- */

static void add_box(Space *space, Region *region, Box box)
{
    if (region->count == BOXES_MOST) {
        region->is_vague = true;
        return;
    }
    region->boxes =
        arena_grow(space->arena, region->boxes, region->count, &region->room, sizeof(Box));
    region->boxes[region->count++] = box;
}

static const Region VAGUE = {.is_vague = true};

static Region everything(Space *space)
{
    Region region = {0};
    add_box(space, &region, (Box){0});
    return region;
}

const Domain *box_domain(const Space *space, const Box *box, uint32_t quantity)
{
    for (size_t i = 0; i < box->count; i++)
        if (box->parts[i].quantity == quantity)
            return &box->parts[i].domain;
    return &space->quantities[quantity].all;
}

/* The box with one quantity narrowed to a domain; false: nothing is left of it. */
static bool narrow(Space *space, const Box *box, uint32_t quantity, const Domain *domain, Box *out)
{
    Domain both = domain_meet(box_domain(space, box, quantity), domain);
    if (domain_is_empty(&both))
        return false;
    Part *parts = arena_alloc(space->arena, (box->count + 1) * sizeof *parts);
    size_t count = 0;
    while (count < box->count && box->parts[count].quantity < quantity) {
        parts[count] = box->parts[count];
        count++;
    }
    size_t from = count;
    parts[count++] = (Part){quantity, both};
    from += from < box->count && box->parts[from].quantity == quantity;
    for (; from < box->count; from++)
        parts[count++] = box->parts[from];
    *out = (Box){parts, count};
    return true;
}

static bool box_meet(Space *space, const Box *a, const Box *b, Box *out)
{
    *out = *a;
    for (size_t i = 0; i < b->count; i++)
        if (!narrow(space, out, b->parts[i].quantity, &b->parts[i].domain, out))
            return false;
    return true;
}

Region region_meet(Space *space, const Region *a, const Region *b)
{
    Region both = {.is_vague = a->is_vague || b->is_vague};
    for (size_t i = 0; i < a->count && !both.is_vague; i++)
        for (size_t k = 0; k < b->count && !both.is_vague; k++) {
            Box box;
            if (box_meet(space, &a->boxes[i], &b->boxes[k], &box))
                add_box(space, &both, box);
        }
    return both;
}

static Region unite(Space *space, Region a, const Region *b)
{
    a.is_vague = a.is_vague || b->is_vague;
    for (size_t i = 0; i < b->count; i++)
        add_box(space, &a, b->boxes[i]);
    return a;
}

/* What of a box lies outside of another: one quantity after the other. */
static void box_without(Space *space, const Box *a, const Box *b, Region *out)
{
    Box inside = *a;
    for (size_t i = 0; i < b->count; i++) {
        const Part *part = &b->parts[i];
        Domain pieces[DOMAIN_PIECES];
        size_t count = domain_rest(&part->domain, &space->quantities[part->quantity].all, pieces);
        for (size_t k = 0; k < count; k++) {
            Box box;
            if (narrow(space, &inside, part->quantity, &pieces[k], &box))
                add_box(space, out, box);
        }
        if (!narrow(space, &inside, part->quantity, &part->domain, &inside))
            return;
    }
}

Region region_without(Space *space, const Region *a, const Region *b)
{
    Region rest = *a;
    if (a->is_vague || b->is_vague)
        return VAGUE;
    for (size_t k = 0; k < b->count; k++) {
        Region next = {0};
        for (size_t i = 0; i < rest.count; i++)
            box_without(space, &rest.boxes[i], &b->boxes[k], &next);
        if (next.is_vague)
            return VAGUE;
        rest = next;
    }
    return rest;
}

/* --- conditions --- */

static Region of_domain(Space *space, const Expr *expr, Domain domain)
{
    Region region = {0};
    uint32_t quantity = quantity_of(space, expr);
    Box box;
    if (quantity == UINT32_MAX)
        return VAGUE;
    domain.is_whole = space->quantities[quantity].all.is_whole;
    if (narrow(space, &(Box){0}, quantity, &domain, &box))
        add_box(space, &region, box);
    return region;
}

static Region of_code(Space *space, const Expr *expr, uint64_t codes)
{
    return of_domain(space, expr, (Domain){.is_set = true, .codes = codes});
}

/* A condition that is not taken apart: it may be yes, no, or unknown. */
static Region of_whole(Space *space, const Expr *expr, bool yes)
{
    return of_code(space, expr, yes ? 2 : 1);
}

ExprOp comparison_opposite(ExprOp op)
{
    switch ((int)op) {
    case EXPR_EQ:
        return EXPR_NE;
    case EXPR_NE:
        return EXPR_EQ;
    case EXPR_GE:
        return EXPR_LT;
    case EXPR_LE:
        return EXPR_GT;
    case EXPR_GT:
        return EXPR_LE;
    default:
        return EXPR_GE;
    }
}

static ExprOp mirrored(ExprOp op)
{
    switch ((int)op) {
    case EXPR_GE:
        return EXPR_LE;
    case EXPR_LE:
        return EXPR_GE;
    case EXPR_GT:
        return EXPR_LT;
    case EXPR_LT:
        return EXPR_GT;
    default:
        return op;
    }
}

static Region of_numbers(Space *space, const Expr *expr, ExprOp op, Ratio value)
{
    Domain low = {.has_low = true, .low = value, .low_open = op == EXPR_GT || op == EXPR_NE};
    Domain high = {.has_high = true, .high = value, .high_open = op == EXPR_LT || op == EXPR_NE};
    if (op == EXPR_GE || op == EXPR_GT)
        return of_domain(space, expr, low);
    if (op == EXPR_LE || op == EXPR_LT)
        return of_domain(space, expr, high);
    if (op == EXPR_EQ)
        return of_domain(space, expr, domain_meet(&low, &high));
    Region above = of_domain(space, expr, low);
    return unite(space, of_domain(space, expr, high), &above);
}

static Region of_comparison(Space *space, const Expr *expr, bool yes)
{
    const Expr *left = expr->arg[0], *right = expr->arg[1];
    ExprOp op = expr->op;
    if (left->op == EXPR_CONST) {
        const Expr *swap = left;
        left = right;
        right = swap;
        op = mirrored(op);
    }
    if (right->op != EXPR_CONST || left->op == EXPR_CONST)
        return of_whole(space, expr, yes);
    op = yes ? op : comparison_opposite(op);
    if (is_measured(left->type))
        return of_numbers(space, left, op, right->value);
    if (!is_choice(space, left->type))
        return of_whole(space, expr, yes);
    assert(op == EXPR_EQ || op == EXPR_NE);
    uint64_t code = (uint64_t)1 << right->value.num;
    return of_code(space, left, op == EXPR_EQ ? code : all_codes(space, left->type) & ~code);
}

/* Known or not: all of a quantity, or nothing but its absence. */
static Region of_known(Space *space, const Expr *expr, bool yes)
{
    const Expr *value = expr->arg[0];
    if (!is_choice(space, value->type) && !is_measured(value->type))
        return of_whole(space, expr, yes);
    uint32_t quantity = quantity_of(space, value);
    if (quantity == UINT32_MAX)
        return VAGUE;
    Domain domain = space->quantities[quantity].all;
    if (!yes) {
        domain.codes = 0;
        domain.is_void = true;
    }
    domain.unknown = !yes;
    return of_domain(space, value, domain);
}

static Region of_both(Space *space, const Expr *expr, bool yes)
{
    Region a = region_of(space, expr->arg[0], yes), b = region_of(space, expr->arg[1], yes);
    return (expr->op == EXPR_AND) == yes ? region_meet(space, &a, &b) : unite(space, a, &b);
}

Region region_of(Space *space, const Expr *condition, bool yes)
{
    assert(condition != NULL || yes);
    if (condition == NULL)
        return everything(space);
    switch ((int)condition->op) {
    case EXPR_CONST:
        return (condition->value.num != 0) == yes ? everything(space) : (Region){0};
    case EXPR_NOT:
        return region_of(space, condition->arg[0], !yes);
    case EXPR_AND:
    case EXPR_OR:
        return of_both(space, condition, yes);
    case EXPR_EQ:
    case EXPR_NE:
    case EXPR_GE:
    case EXPR_LE:
    case EXPR_GT:
    case EXPR_LT:
        return of_comparison(space, condition, yes);
    case EXPR_IS_KNOWN:
        return of_known(space, condition, yes);
    default:
        return of_whole(space, condition, yes);
    }
}

Region region_days(Space *space, Day from, Day until)
{
    static const Expr day = {.op = EXPR_DAY, .type = {.kind = TYPE_DATE}, .size = 1};
    Domain domain = {.has_low = from != DAY_ALWAYS,
                     .has_high = until != DAY_NEVER,
                     .low = RATIO(from),
                     .high = RATIO(until)};
    if (!domain.has_low && !domain.has_high)
        return everything(space);
    return of_domain(space, &day, domain);
}

Region region_of_rule(Space *space, const IrRule *rule)
{
    Region days = region_days(space, rule->meta.from, rule->meta.until);
    Region where = region_of(space, rule->where, true);
    Region only = region_of(space, rule->only, true);
    Region region = region_meet(space, &days, &where);
    region = region_meet(space, &region, &only);
    if (rule->unless == NULL)
        return region;
    Region unless = region_of(space, rule->unless, false);
    return region_meet(space, &region, &unless);
}

/* --- what is certain --- */

bool region_is_empty(const Region *region)
{
    return !region->is_vague && region->count == 0;
}

bool region_is_within(Space *space, const Region *a, const Region *b)
{
    Region rest = region_without(space, a, b);
    return region_is_empty(&rest);
}

static bool is_certain(const Space *space, const Box *box)
{
    Ratio value;
    for (size_t i = 0; i < box->count; i++) {
        const Quantity *quantity = &space->quantities[box->parts[i].quantity];
        const Domain *domain = &box->parts[i].domain;
        bool occurs = domain_example(domain, &value) ||
                      (domain->unknown && field_may_lack(space->ir, quantity->expr));
        if (!quantity->is_free || !occurs)
            return false;
    }
    return true;
}

const Box *region_witness(const Space *space, const Region *region)
{
    for (size_t i = 0; i < region->count && !region->is_vague; i++)
        if (is_certain(space, &region->boxes[i]))
            return &region->boxes[i];
    return NULL;
}
