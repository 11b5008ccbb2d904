/* Sections and scores. */
#include "interp/check/calendar.h"
#include "interp/check/work.h"

/* The expression of an item of the block, or NULL when it does not stand there. */
static Expr *part_read(Check *c, const Env *env, const Node *node, NodeKind kind)
{
    const Node *part = node_once(c, node, kind);
    if (part == NULL)
        return NULL;
    Expr *expr = expr_check(c, env, part->first, NULL);
    if (expr_is_poison(expr) || expr->type.kind == TYPE_NUMBER)
        return expr;
    SAY(c, E0307, expr->span, say_type(c, expr->type), NULL);
    return expr_poison(c, expr->span);
}

static Expr *typed_part(Check *c, const Env *env, const Node *node, NodeKind kind, Type type)
{
    const Node *part = node_once(c, node, kind);
    if (part == NULL)
        return NULL;
    return expr_typed(c, env, part->first, type, say_node(part));
}

/* Where both are constants; the values of a period may cross all the same. */
static void limits_check(Check *c, const IrVersion *version)
{
    const Expr *floor = version->floor, *cap = version->cap;
    if (floor == NULL || cap == NULL || floor->op != EXPR_CONST || cap->op != EXPR_CONST ||
        ratio_compare(floor->value, cap->value) <= 0)
        return;
    SAY(c, E0384, floor->span, NULL);
    diag_label(c->diag, cap->span, BOTH("the cap", "封顶"));
}

/* The unit of a section is that of the first of base, floor, cap that has one; else points. */
static Type section_type(Check *c, const Env *env, const Node *node)
{
    static const NodeKind parts[] = {NODE_BASE, NODE_FLOOR, NODE_CAP};
    Type type = type_number((Dimension){.points = 1});
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const Expr *expr = part_read(c, env, node, parts[i]);
        if (expr != NULL && (expr_is_poison(expr) || !expr_adapts(expr)))
            return expr->type;
        if (expr != NULL)
            type = type_plain();
    }
    return type;
}

void section_check(Check *c, Symbol *symbol)
{
    head_ready(c, symbol);
    for (size_t i = 0; i < symbol->version_count; i++) {
        IrItem *item = &c->ir->items[symbol->index];
        IrVersion *version = &item->versions[i];
        const Node *node = symbol->versions[i].node;
        Env env = cell_env(c, item->subject, item->calendar);
        Type type = section_type(c, &env, node);
        version->base = typed_part(c, &env, node, NODE_BASE, type);
        version->floor = typed_part(c, &env, node, NODE_FLOOR, type);
        version->cap = typed_part(c, &env, node, NODE_CAP, type);
        limits_check(c, version);
        version->pro_rata = node_once(c, node, NODE_PRO_RATA) != NULL;
        item_type_agrees(c, item, i, type, version->meta.span);
    }
}

/* --- scores --- */

static void keeping_read(Check *c, const IrItem *item, const Node *rounded, Rounding *rounding)
{
    const Node *keeping = node_find(rounded, NODE_KEEPING);
    uint32_t index = 0;
    if (keeping == NULL || item->subject == NONE)
        return;
    Text word = node_word(keeping);
    rounding->keeps_total = true;
    if (item->calendar != NONE && calendar_is_own(&c->ir->calendars[item->calendar]))
        SAY(c, E0516, keeping->span, BOTH("`keeping total`", "“保总额”"),
            BOTH("cycles of each one's own", "各自起算的周期"), NULL);
    if (word.size == 0)
        return;
    const IrSubject *subject = &c->ir->subjects[item->subject];
    const IrField *field = subject_field(c, item->subject, word, &index);
    if (field == NULL) {
        SAY(c, E0315, keeping->span, say_text(c, word), say_name(c, &subject->name),
            near_field(c, subject->fields, subject->field_count, word), NULL);
        return;
    }
    Expr *own = expr_new(c, EXPR_OWN, type_of(TYPE_SUBJECT, item->subject), keeping->span);
    rounding->across = expr_of(c, EXPR_ROSTER, field->type, keeping->span, own, NULL, NULL);
    rounding->across->index = index;
}

static void rounding_read(Check *c, const IrItem *item, const Node *node, Type type,
                          Rounding *rounding)
{
    const Node *rounded = node_once(c, node, NODE_ROUNDED);
    Dimension dim = {0};
    bool has_unit = false;
    if (rounded == NULL)
        return;
    *rounding = (Rounding){.set = true, .dir = rounding_dir(rounded), .step = RATIO(1)};
    keeping_read(c, item, rounded, rounding);
    const Node *step = rounded->first;
    if (!number_read(c, step, &rounding->step, &dim, &has_unit))
        return;
    if (rounding->step.num <= 0)
        SAY(c, E0359, step->span, NULL);
    if (type.kind != TYPE_NUMBER || dim_equal(dim, type.dim))
        return;
    if (!has_unit)
        SAY(c, E0209, step->span, ratio_text(diag_arena(c->diag), rounding->step).at,
            unit_wanted(c, rounding->step, type), NULL);
    else
        SAY(c, E0304, step->span, say_node(rounded), say_type(c, type),
            say_type(c, type_number(dim)), NULL);
}

void score_check(Check *c, Symbol *symbol)
{
    head_ready(c, symbol);
    for (size_t i = 0; i < symbol->version_count; i++) {
        IrItem *item = &c->ir->items[symbol->index];
        IrVersion *version = &item->versions[i];
        const Node *node = symbol->versions[i].node, *only = node_once(c, node, NODE_FOR);
        Env env = cell_env(c, item->subject, item->calendar);
        version->formula = part_read(c, &env, node, NODE_FORMULA);
        Type type = version->formula->type;
        item_type_agrees(c, item, i, type, version->meta.span);
        version->floor = typed_part(c, &env, node, NODE_FLOOR, type);
        version->cap = typed_part(c, &env, node, NODE_CAP, type);
        limits_check(c, version);
        version->out_of = typed_part(c, &env, node, NODE_OUT_OF, type);
        version->pro_rata = node_once(c, node, NODE_PRO_RATA) != NULL;
        if (only != NULL)
            version->only = expr_condition(c, &env, only->first);
        rounding_read(c, item, node, type, &version->rounding);
        weights_warn(c, version->formula, version->formula->span);
    }
}
