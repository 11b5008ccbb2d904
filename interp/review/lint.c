/* All findings, one kind after the other; they are printed by place. */
#include "interp/review/lint_work.h"

#include "interp/review/bounds.h"

static void name_write(const Prose *prose, const void *name)
{
    output_text(prose->out, name_shown(name, prose->language));
}

const char *lint_both(const Lint *lint, ProseWrite *write, const void *what)
{
    return prose_both(lint->arena, lint->ir, write, what);
}

const char *lint_name(const Lint *lint, const Name *name)
{
    return lint_both(lint, name_write, name);
}

static void const_write(const Prose *prose, const void *expr)
{
    prose_const(prose, expr);
}

const char *lint_const(const Lint *lint, const Expr *expr)
{
    return lint_both(lint, const_write, expr);
}

const char *lint_value(const Lint *lint, Type type, Ratio value)
{
    Expr expr = {.op = EXPR_CONST, .type = type, .value = value};
    return lint_const(lint, &expr);
}

Expr value_of_quantity(const Ir *ir, const Quantity *quantity, Ratio value)
{
    const IrField *field = field_of(ir, quantity->expr);
    return (Expr){.op = EXPR_CONST,
                  .type = quantity->expr->type,
                  .value = value,
                  .is_percent =
                      field != NULL && field->factor.num == 1 && field->factor.den == 100};
}

/* One quantity of a situation: it is a value, or is not recorded. */
static void part_write(const Prose *prose, const Quantity *quantity, const Domain *domain)
{
    Expr value = value_of_quantity(prose->ir, quantity, RATIO(0));
    Expr known = {.op = EXPR_IS_KNOWN, .type = {.kind = TYPE_YES_NO}};
    Expr is = {.type = {.kind = TYPE_YES_NO}};
    is.arg[0] = known.arg[0] = (Expr *)quantity->expr;
    if (domain_example(domain, &value.value)) {
        is.op = EXPR_EQ;
        is.arg[1] = &value;
    } else {
        is.op = EXPR_NOT;
        is.arg[0] = &known;
    }
    prose_expr(prose, &is);
}

void situation_write(const Prose *prose, const void *what)
{
    const Situation *situation = what;
    prose_kinds(prose, &situation->kind, 1);
    for (size_t i = 0; i < situation->box->count; i++) {
        const Part *part = &situation->box->parts[i];
        prose_say(prose, i == 0 ? " where " : " and ", i == 0 ? "，" : "，且");
        part_write(prose, space_quantity(situation->space, part->quantity), &part->domain);
    }
}

/* --- rules that meet --- */

bool rule_has_kind(const IrRule *rule, uint32_t kind)
{
    for (size_t i = 0; i < rule->kind_count; i++)
        if (rule->kinds[i] == kind)
            return true;
    return false;
}

bool rule_shares_kind(const Ir *ir, const IrRule *a, const IrRule *b, uint32_t *kind)
{
    for (uint32_t i = 0; i < ir->event_count; i++)
        if (rule_has_kind(a, i) && rule_has_kind(b, i)) {
            *kind = i;
            return true;
        }
    return false;
}

bool rule_kinds_within(const Ir *ir, const IrRule *a, const IrRule *b)
{
    for (uint32_t i = 0; i < ir->event_count; i++)
        if (rule_has_kind(a, i) && !rule_has_kind(b, i))
            return false;
    return true;
}

uint32_t rule_shared_section(const IrRule *a, const IrRule *b)
{
    for (size_t i = 0; i < a->effect_count; i++)
        for (size_t k = 0; k < b->effect_count; k++) {
            const IrEffect *x = &a->effects[i], *y = &b->effects[k];
            if (x->kind == EFFECT_POST && y->kind == EFFECT_POST && x->item == y->item &&
                x->deduct == y->deduct)
                return x->item;
        }
    return UINT32_MAX;
}

void lint_rules(const LintTask *task, Diag *diag)
{
    Arena *arena = arena_new(0);
    Lint lint = {.task = task,
                 .ir = task->ir,
                 .diag = diag,
                 .arena = arena,
                 .space = space_new(arena, task->ir)};
    lint.regions = arena_alloc(arena, (lint.ir->rule_count + 1) * sizeof *lint.regions);
    lint.dead = arena_alloc(arena, lint.ir->rule_count + 1);
    for (size_t i = 0; i < lint.ir->rule_count; i++)
        lint.regions[i] = region_of_rule(lint.space, &lint.ir->rules[i]);
    find_dead(&lint);
    find_pairs(&lint);
    find_gaps(&lint);
    find_cases(&lint);
    find_limits(&lint);
    find_saturation(&lint);
    find_expired(&lint);
    find_untested(&lint);
    find_unused(&lint);
    find_lookalikes(&lint);
    arena_free(arena);
}
