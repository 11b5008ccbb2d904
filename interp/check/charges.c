/* Whom a rule charges: oneself, a subject that a path names, the line of leaders, the others. */
#include "interp/check/work.h"

static void share_read(Check *c, const Node *node, Ratio *share)
{
    Dimension dim = {0};
    bool has_unit = false;
    *share = RATIO(1);
    if (node == NULL || !number_read(c, node, share, &dim, &has_unit))
        return;
    if (node->unit != UNIT_WORD_PERCENT || share->num <= 0 || share->num > share->den)
        SAY(c, E0374, node->span, NULL);
}

/* It stands behind the share, where there is one. */
static const Node *target_node(const Node *charge)
{
    return charge->first->kind == NODE_QUANTITY ? charge->first->next : charge->first;
}

static Expr *own_subject(RuleWork *work, Span span)
{
    if (work->env.subject == NONE) {
        SAY(work->check, E0375, span, NULL);
        return expr_poison(work->check, span);
    }
    return expr_new(work->check, EXPR_OWN, type_of(TYPE_SUBJECT, work->env.subject), span);
}

static void path_target(RuleWork *work, const Node *target, IrCharge *charge)
{
    Check *c = work->check;
    charge->kind = TARGET_PATH;
    charge->path = expr_check(c, &work->env, target->first, NULL);
    if (expr_is_poison(charge->path) || charge->path->type.kind == TYPE_SUBJECT)
        return;
    SAY(c, E0376, target->span, say_type(c, charge->path->type), NULL);
    charge->path = expr_poison(c, target->span);
}

static void roster_target(RuleWork *work, const Node *target, IrCharge *charge)
{
    Check *c = work->check;
    Text word = node_word(target);
    bool levels = target->kind == NODE_TARGET_LEVELS;
    charge->kind = levels ? TARGET_LEVELS : TARGET_OTHERS;
    charge->path = own_subject(work, target->span);
    if (expr_is_poison(charge->path))
        return;
    uint32_t kind = work->env.subject;
    const IrSubject *subject = &c->ir->subjects[kind];
    const IrField *field = subject_field(c, kind, word, &charge->field);
    if (field == NULL)
        SAY(c, E0315, name_span(c, target), say_text(c, word), say_name(c, &subject->name),
            near_field(c, subject->fields, subject->field_count, word), NULL);
    else if (levels && !type_equal(field->type, type_of(TYPE_SUBJECT, kind)))
        SAY(c, E0377, name_span(c, target), say_name(c, &field->name), say_name(c, &subject->name),
            say_type(c, field->type), NULL);
}

static void charge_read(RuleWork *work, const Node *node, IrCharge *charge)
{
    Check *c = work->check;
    const Node *target = target_node(node), *where = node_once(c, node, NODE_WHERE);
    charge->span = node->span;
    share_read(c, node_find(node, NODE_QUANTITY), &charge->share);
    if (target->kind == NODE_TARGET_PATH)
        path_target(work, target, charge);
    else
        roster_target(work, target, charge);
    if (where == NULL || expr_is_poison(charge->path))
        return;
    Env env = work->env;
    env.charged = charge->path->type.ref;
    charge->where = expr_condition(c, &env, where->first);
}

/* All postings of a rule go to subjects of one kind: whether they still do. */
static bool charged_join(RuleWork *work, const IrCharge *charge)
{
    Check *c = work->check;
    if (expr_is_poison(charge->path))
        return true;
    uint32_t kind = charge->path->type.ref;
    if (work->charged == NONE || work->charged == kind) {
        work->charged = kind;
        return true;
    }
    SAY(c, E0378, charge->span, say_name(c, &c->ir->subjects[kind].name),
        say_name(c, &c->ir->subjects[work->charged].name), NULL);
    work->charged = NONE;
    return false;
}

void charges_check(RuleWork *work)
{
    IrRule *rule = work->rule;
    size_t most = node_count(work->node, NODE_CHARGE);
    work->charged = most == 0 ? work->env.subject : NONE;
    if (most == 0 || !work->known)
        return;
    rule->charges = arena_alloc(work->check->arena, most * sizeof *rule->charges);
    rule->charge_count = 0;
    bool is_one_kind = true;
    for (const Node *at = node_find(work->node, NODE_CHARGE); at != NULL;
         at = node_next(at, NODE_CHARGE)) {
        IrCharge *charge = &rule->charges[rule->charge_count++];
        charge_read(work, at, charge);
        is_one_kind = is_one_kind && charged_join(work, charge);
    }
}
