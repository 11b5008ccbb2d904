/* Expressions → steps. A register is free again once the step that reads it is written; scales
 * are proved here, so kernels meet integers only; what has no bound on its scale becomes ratios. */
#include "interp/plan/plan.h"

#include <assert.h>
#include <string.h>

/* Beyond this a scale leaves too little room for the value: ratios take over. */
static const int64_t SCALE_LIMIT = 1000000000000;

static void push_step(Compiler *compiler, Step step)
{
    compiler->steps = arena_grow(compiler->arena, compiler->steps, compiler->count, &compiler->room,
                                 sizeof *compiler->steps);
    compiler->steps[compiler->count++] = step;
}

static uint16_t new_reg(Compiler *compiler)
{
    uint16_t reg = compiler->next++;
    if (compiler->next > compiler->plan->regs)
        compiler->plan->regs = compiler->next;
    return reg;
}

/* The result takes the lowest of the operands' registers: what they held is not needed again.
 * The roster row of the own subject is kept, since several fields are read through it. */
static uint16_t result_reg(Compiler *compiler, uint16_t lowest)
{
    assert(lowest >= compiler->own_row); /* emit_one has taken what reads it out of its place */
    compiler->next = lowest;
    return new_reg(compiler);
}

static Operand leaf(Compiler *compiler, KernelId kernel, int64_t k, int64_t m, bool ratio,
                    int64_t scale, const Expr *expr)
{
    uint16_t out = new_reg(compiler);
    push_step(compiler, (Step){.kernel = kernel, .out = out, .k = k, .m = m, .expr = expr});
    return (Operand){out, ratio, scale};
}

Operand emit(Compiler *compiler, KernelId kernel, Operand a, Operand b, Operand c, bool ratio,
             int64_t scale, const Expr *expr)
{
    uint16_t lowest = a.reg < b.reg ? a.reg : b.reg;
    uint16_t out = result_reg(compiler, lowest < c.reg ? lowest : c.reg);
    push_step(
        compiler,
        (Step){.kernel = kernel, .out = out, .a = a.reg, .b = b.reg, .c = c.reg, .expr = expr});
    return (Operand){out, ratio, scale};
}

static Operand emit_one(Compiler *compiler, KernelId kernel, Operand a, int64_t k, bool ratio,
                        int64_t scale, const Expr *expr)
{
    /* in place: kernels read a lane before they write it */
    bool pinned = compiler->own_row && a.reg + 1 == compiler->own_row;
    uint16_t out = pinned ? new_reg(compiler) : a.reg;
    push_step(compiler, (Step){.kernel = kernel,
                               .out = out,
                               .a = a.reg,
                               .b = a.reg,
                               .c = a.reg,
                               .k = k,
                               .expr = expr});
    return (Operand){out, ratio, scale};
}

Operand operand_to_ratio(Compiler *compiler, Operand operand, const Expr *expr)
{
    if (operand.ratio)
        return operand;
    return emit_one(compiler, KERNEL_TO_R, operand, operand.scale, true, 1, expr);
}

/* Brings two operands to one class and scale; false when they became ratios. */
bool operands_align(Compiler *compiler, Operand *a, Operand *b, const Expr *expr)
{
    int64_t scale;
    if (!a->ratio && !b->ratio && lcm64(&scale, a->scale, b->scale) && scale <= SCALE_LIMIT) {
        if (a->scale != scale)
            *a = emit_one(compiler, KERNEL_SCALE, *a, scale / a->scale, false, scale, expr);
        if (b->scale != scale)
            *b = emit_one(compiler, KERNEL_SCALE, *b, scale / b->scale, false, scale, expr);
        return true;
    }
    *a = operand_to_ratio(compiler, *a, expr);
    *b = operand_to_ratio(compiler, *b, expr);
    return false;
}

static Operand compile_const(Compiler *compiler, const Expr *expr)
{
    if (expr->op == EXPR_UNKNOWN)
        return leaf(compiler, KERNEL_CONST, ABSENT, 0, false, 1, expr);
    if (expr->type.kind == TYPE_TEXT)
        return leaf(compiler, KERNEL_CONST, compiler->text_code(compiler->context, expr->text), 0,
                    false, 1, expr);
    if (expr->value.den > SCALE_LIMIT)
        return leaf(compiler, KERNEL_CONST_R, expr->value.num, expr->value.den, true, 1, expr);
    return leaf(compiler, KERNEL_CONST, expr->value.num, 0, false, expr->value.den, expr);
}

static Operand compile_slot(Compiler *compiler, const Expr *expr)
{
    compiler->plan->wanted[expr->index] = true;
    int64_t scale = type_scale(compiler->ir->slots[expr->index].type);
    return leaf(compiler, KERNEL_SLOT, expr->index, 0, false, scale, expr);
}

static Operand compile_roster(Compiler *compiler, const Expr *expr)
{
    const Expr *subject = expr->arg[0];
    uint32_t kind = subject->type.ref;
    Operand row;
    if (subject->op == EXPR_OWN && compiler->own_row) {
        row = (Operand){(uint16_t)(compiler->own_row - 1), false, 1};
    } else {
        Operand who = compile_expr(compiler, subject);
        row = emit_one(compiler, KERNEL_ROSTER_ROW, who, kind, false, 1, expr);
        if (subject->op == EXPR_OWN && row.reg == 0)
            compiler->own_row = 1;
    }
    const IrField *field = &compiler->ir->subjects[kind].fields[expr->index];
    bool number = field->type.kind == TYPE_NUMBER;
    KernelId kernel = number ? KERNEL_ROSTER_NUMBER : KERNEL_ROSTER_CODE;
    Operand out = emit_one(compiler, kernel, row, kind, false, type_scale(field->type), expr);
    Step *step = &compiler->steps[compiler->count - 1];
    step->m = expr->index;
    step->c = field->type.kind == TYPE_SUBJECT; /* nobody is -1 there */
    return out;
}

static Operand compile_cell(Compiler *compiler, uint32_t index, const Expr *expr)
{
    const PlanItem *item = &compiler->plan->items[index];
    return leaf(compiler, item->ratio ? KERNEL_CELL_R : KERNEL_CELL, index, 0, item->ratio,
                item->ratio ? 1 : item->scale, expr);
}

static Operand compile_who(Compiler *compiler, const Expr *expr)
{
    return leaf(compiler, expr->of_charged ? KERNEL_CHARGED : KERNEL_OWN, 0, 0, false, 1, expr);
}

/* From an event: of some subject, in the period that holds its day. */
static Operand compile_item(Compiler *compiler, const Expr *expr)
{
    const PlanItem *item = &compiler->plan->items[expr->index];
    if (compiler->own_calendar != NO_INDEX)
        return compile_cell(compiler, expr->index, expr);
    Operand who = compile_who(compiler, expr);
    return emit_one(compiler, item->ratio ? KERNEL_CELL_AT_R : KERNEL_CELL_AT, who, expr->index,
                    item->ratio, item->ratio ? 1 : item->scale, expr);
}

static Operand compile_periods(Compiler *compiler, const Expr *expr)
{
    if (compiler->own_calendar != NO_INDEX)
        return compile_aggregate(compiler, expr);
    Operand who = compile_who(compiler, expr);
    return emit_one(compiler, KERNEL_PICK_AT_R, who, 0, true, 1, expr);
}

static Operand compile_add(Compiler *compiler, const Expr *expr, bool add, Operand a, Operand b)
{
    if (operands_align(compiler, &a, &b, expr))
        return emit(compiler, add ? KERNEL_ADD : KERNEL_SUB, a, b, b, false, a.scale, expr);
    return emit(compiler, add ? KERNEL_ADD_R : KERNEL_SUB_R, a, b, b, true, 1, expr);
}

static Operand compile_extreme(Compiler *compiler, const Expr *expr, Operand a, Operand b)
{
    bool low = expr->op == EXPR_LOWER;
    if (operands_align(compiler, &a, &b, expr))
        return emit(compiler, low ? KERNEL_MIN : KERNEL_MAX, a, b, b, false, a.scale, expr);
    return emit(compiler, low ? KERNEL_MIN_R : KERNEL_MAX_R, a, b, b, true, 1, expr);
}

static Operand compile_mul(Compiler *compiler, const Expr *expr, Operand a, Operand b)
{
    int64_t scale;
    if (!a.ratio && !b.ratio && !__builtin_mul_overflow(a.scale, b.scale, &scale) &&
        scale <= SCALE_LIMIT)
        return emit(compiler, KERNEL_MUL, a, b, b, false, scale, expr);
    a = operand_to_ratio(compiler, a, expr);
    b = operand_to_ratio(compiler, b, expr);
    return emit(compiler, KERNEL_MUL_R, a, b, b, true, 1, expr);
}

/* A constant divisor keeps the class: x / (p/q) = x·q / p. */
static Operand compile_div(Compiler *compiler, const Expr *expr)
{
    Operand a = compile_expr(compiler, expr->arg[0]);
    Ratio by = expr->arg[1]->value;
    int64_t scale;
    if (expr->arg[1]->op == EXPR_CONST && by.num > 0 && !a.ratio &&
        !__builtin_mul_overflow(a.scale, by.num, &scale) && scale <= SCALE_LIMIT)
        return emit_one(compiler, KERNEL_SCALE, a, by.den, false, scale, expr);
    a = operand_to_ratio(compiler, a, expr);
    Operand b = operand_to_ratio(compiler, compile_expr(compiler, expr->arg[1]), expr);
    return emit(compiler, KERNEL_DIV_R, a, b, b, true, 1, expr);
}

static Operand compile_compare(Compiler *compiler, const Expr *expr)
{
    Operand a = compile_expr(compiler, expr->arg[0]);
    Operand b = compile_expr(compiler, expr->arg[1]);
    KernelId offset = (KernelId)(expr->op - EXPR_EQ);
    KernelId first = operands_align(compiler, &a, &b, expr) ? KERNEL_EQ : KERNEL_EQ_R;
    return emit(compiler, (KernelId)(first + offset), a, b, b, false, 1, expr);
}

static Operand compile_if(Compiler *compiler, const Expr *expr)
{
    bool done = false;
    Operand lookup = compile_lookup(compiler, expr, &done);
    if (done)
        return lookup;
    Operand test = compile_expr(compiler, expr->arg[0]);
    Operand a = compile_expr(compiler, expr->arg[1]);
    Operand b = compile_expr(compiler, expr->arg[2]);
    bool scaled = operands_align(compiler, &a, &b, expr);
    return emit(compiler, scaled ? KERNEL_SELECT : KERNEL_SELECT_R, test, a, b, !scaled,
                scaled ? a.scale : 1, expr);
}

static Expr *expr_made(Compiler *compiler, ExprOp op, Type type, const Expr *from, Expr *a, Expr *b,
                       Expr *c)
{
    Expr *made = arena_alloc(compiler->arena, sizeof *made);
    *made = (Expr){.op = op, .type = type, .span = from->span, .arg = {a, b, c}, .value = RATIO(0)};
    return made;
}

static Expr *day_test(Compiler *compiler, ExprOp op, Day day, const Expr *from)
{
    const Type date = {.kind = TYPE_DATE}, truth = {.kind = TYPE_YES_NO};
    Expr *bound = expr_made(compiler, EXPR_CONST, date, from, NULL, NULL, NULL);
    bound->value = RATIO(day);
    Expr *own = expr_made(compiler, EXPR_DAY, date, from, NULL, NULL, NULL);
    return expr_made(compiler, op, truth, from, own, bound, NULL);
}

static Expr *both(Compiler *compiler, ExprOp op, Expr *a, Expr *b, const Expr *from)
{
    const Type truth = {.kind = TYPE_YES_NO};
    return !a || !b ? (a ? a : b) : expr_made(compiler, op, truth, from, a, b, NULL);
}

/* On which days some version of it is in force; NULL: always. */
static Expr *in_force(Compiler *compiler, const IrItem *item, const Expr *from)
{
    Expr *any = NULL;
    for (size_t i = 0; i < item->version_count; i++) {
        const Meta *meta = &item->versions[i].meta;
        Day begins = meta->from, ends = meta->until;
        while (i + 1 < item->version_count && ends != DAY_NEVER &&
               item->versions[i + 1].meta.from == ends + 1)
            ends = item->versions[++i].meta.until;
        Expr *after = begins == DAY_ALWAYS ? NULL : day_test(compiler, EXPR_GE, begins, from);
        Expr *before = ends == DAY_NEVER ? NULL : day_test(compiler, EXPR_LE, ends, from);
        if (!after && !before)
            return NULL;
        any = both(compiler, EXPR_OR, any, both(compiler, EXPR_AND, after, before, from), from);
    }
    return any;
}

/* A section is one of all sections while a version of it is in force: 0 and not counted before it
 * began, or once it is repealed. */
static Expr *section_part(Compiler *compiler, uint32_t index, bool counts, const Expr *from)
{
    const IrItem *item = &compiler->ir->items[index];
    Expr *test = in_force(compiler, item, from);
    Expr *part =
        expr_made(compiler, counts ? EXPR_CONST : EXPR_CELL, item->type, from, NULL, NULL, NULL);
    part->index = index;
    part->value = RATIO(1);
    if (!test)
        return part;
    Expr *none = expr_made(compiler, EXPR_CONST, item->type, from, NULL, NULL, NULL);
    return expr_made(compiler, EXPR_IF, item->type, from, test, part, none);
}

static Operand sum_sections(Compiler *compiler, const Expr *expr, bool counts)
{
    const Ir *ir = compiler->ir;
    Operand sum = {0, false, 1};
    int64_t count = 0;
    for (uint32_t i = 0; i < ir->item_count; i++) {
        const IrItem *item = &ir->items[i];
        if (item->kind != ITEM_SECTION || item->subject != compiler->own_kind ||
            item->calendar != compiler->own_calendar)
            continue;
        Operand next = compile_expr(compiler, section_part(compiler, i, counts, expr));
        sum = count++ ? compile_add(compiler, expr, true, sum, next) : next;
    }
    assert(count > 0); /* the checker asks for one */
    return sum;
}

static Operand compile_sections(Compiler *compiler, const Expr *expr)
{
    Operand sum = sum_sections(compiler, expr, false);
    if (expr->agg != AGG_AVERAGE)
        return sum;
    Operand all = operand_to_ratio(compiler, sum, expr);
    Operand by = operand_to_ratio(compiler, sum_sections(compiler, expr, true), expr);
    return emit(compiler, KERNEL_DIV_R, all, by, by, true, 1, expr);
}

static Operand compile_event_aggregate(Compiler *compiler, const Expr *expr)
{
    if (compiler->own_calendar == NO_INDEX)
        return emit_one(compiler, KERNEL_GATHERED_AT_R, compile_who(compiler, expr), 0, true, 1,
                        expr);
    if (compiler->ir->items[expr->index].kept)
        return leaf(compiler, KERNEL_GATHERED_R, 0, 0, true, 1, expr);
    if (expr->agg == AGG_TOTAL)
        return compile_cell(compiler, expr->index, expr);
    if (expr->agg == AGG_COUNT)
        return compile_cell(compiler, expr->other, expr);
    Operand total = operand_to_ratio(compiler, compile_cell(compiler, expr->index, expr), expr);
    Operand count = operand_to_ratio(compiler, compile_cell(compiler, expr->other, expr), expr);
    return emit(compiler, KERNEL_DIV_R, total, count, count, true, 1, expr);
}

/* A total of 0 has no shares: x/0 is absent. */
static Operand compile_share(Compiler *compiler, const Expr *expr)
{
    Operand own = operand_to_ratio(compiler, compile_expr(compiler, expr->arg[0]), expr);
    Operand all = operand_to_ratio(compiler, compile_cell(compiler, expr->index, expr), expr);
    return emit(compiler, KERNEL_DIV_R, own, all, all, true, 1, expr);
}

static Operand compile_logic(Compiler *compiler, const Expr *expr)
{
    Operand a = compile_expr(compiler, expr->arg[0]);
    if (expr->op == EXPR_NOT)
        return emit_one(compiler, KERNEL_NOT, a, 0, false, 1, expr);
    if (expr->op == EXPR_IS_KNOWN)
        return emit_one(compiler, a.ratio ? KERNEL_KNOWN_R : KERNEL_KNOWN, a, 0, false, 1, expr);
    Operand b = compile_expr(compiler, expr->arg[1]);
    return emit(compiler, expr->op == EXPR_AND ? KERNEL_AND : KERNEL_OR, a, b, b, false, 1, expr);
}

static Operand compile_arithmetic(Compiler *compiler, const Expr *expr)
{
    if (expr->op == EXPR_DIV)
        return compile_div(compiler, expr);
    if (expr->op == EXPR_SHARE)
        return compile_share(compiler, expr);
    Operand a = compile_expr(compiler, expr->arg[0]);
    if (expr->op == EXPR_NEG)
        return emit_one(compiler, a.ratio ? KERNEL_NEG_R : KERNEL_NEG, a, 0, a.ratio, a.scale,
                        expr);
    Operand b = compile_expr(compiler, expr->arg[1]);
    if (expr->op == EXPR_LOWER || expr->op == EXPR_HIGHER)
        return compile_extreme(compiler, expr, a, b);
    return expr->op == EXPR_MUL ? compile_mul(compiler, expr, a, b)
                                : compile_add(compiler, expr, expr->op == EXPR_ADD, a, b);
}

/* What each lane has of itself. */
static Operand compile_lane(Compiler *compiler, const Expr *expr)
{
    KernelId kernel = expr->op == EXPR_OWN       ? KERNEL_OWN
                      : expr->op == EXPR_CHARGED ? KERNEL_CHARGED
                                                 : KERNEL_DATE;
    return leaf(compiler, kernel, 0, 0, false, 1, expr);
}

Operand compile_expr(Compiler *compiler, const Expr *expr)
{
    switch (expr->op) {
    case EXPR_POISON:
    case EXPR_OPS:
        assert(false); /* the checker refuses poison */
        return (Operand){0, false, 1};
    case EXPR_UNKNOWN:
    case EXPR_CONST:
        return compile_const(compiler, expr);
    case EXPR_OWN:
    case EXPR_CHARGED:
    case EXPR_DAY:
        return compile_lane(compiler, expr);
    case EXPR_FIELD:
        return compile_slot(compiler, expr);
    case EXPR_ROSTER:
        return compile_roster(compiler, expr);
    case EXPR_CELL:
    case EXPR_GROUP:
        return compile_item(compiler, expr);
    case EXPR_SECTIONS:
        return compile_sections(compiler, expr);
    case EXPR_EVENT_AGG:
        return compile_event_aggregate(compiler, expr);
    case EXPR_ITEM_AGG:
        return compile_periods(compiler, expr);
    case EXPR_SHARE:
    case EXPR_NEG:
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
    case EXPR_LOWER:
    case EXPR_HIGHER:
        return compile_arithmetic(compiler, expr);
    case EXPR_NOT:
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_IS_KNOWN:
        return compile_logic(compiler, expr);
    case EXPR_EQ:
    case EXPR_NE:
    case EXPR_GE:
    case EXPR_LE:
    case EXPR_GT:
    case EXPR_LT:
        return compile_compare(compiler, expr);
    case EXPR_IF:
        return compile_if(compiler, expr);
    }
    return (Operand){0, false, 1};
}

Program compile_program(Compiler *compiler, const Expr *expr)
{
    if (!expr)
        return (Program){0};
    compiler->steps = NULL;
    compiler->count = compiler->room = 0;
    compiler->next = compiler->own_row = 0;
    Operand out = compile_expr(compiler, expr);
    return (Program){compiler->steps, compiler->count, out.reg, out.ratio, out.scale};
}
