/* What a rule does, and who bears it. */
#include "interp/review/readback.h"

#include <assert.h>

/* What is the same within a bucket, without an article. */
static void put_key(const Prose *prose, const IrKey *key)
{
    const Ir *ir = prose->ir;
    if (key->path == NULL)
        prose_calendar(prose, key->calendar);
    else if (key->path->op == EXPR_FIELD)
        prose_name(prose, &ir->slots[key->path->index].name);
    else if (key->path->op == EXPR_OWN)
        prose_name(prose, &ir->subjects[key->path->type.ref].name);
    else if (key->path->op == EXPR_DAY)
        prose_say(prose, "day", "日");
    else
        prose_expr(prose, key->path);
}

void readback_bucket(const Prose *prose, const IrKey *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            prose_say(prose, " and ", "、");
        put_key(prose, &keys[i]);
    }
}

static void put_target(const Prose *prose, const IrEffect *effect)
{
    const IrItem *item = &prose->ir->items[effect->item];
    if (effect->next) {
        prose_say(prose, "the next ", "下一");
        prose_calendar(prose, item->calendar);
        prose_say(prose, "'s ", "的");
    }
    prose_name(prose, &item->name);
}

/* A deduction is kept as a negative amount; it is said as it was written. */
static void put_written(const Prose *prose, const IrEffect *effect, const Expr *amount)
{
    Expr plain = *amount;
    if (!effect->deduct) {
        prose_expr(prose, amount);
    } else if (amount->op == EXPR_NEG) {
        prose_expr(prose, amount->arg[0]);
    } else {
        assert(amount->op == EXPR_CONST);
        ratio_neg(&plain.value, amount->value);
        prose_expr(prose, &plain);
    }
}

static void put_amount(const Prose *prose, const IrEffect *effect)
{
    if (effect->high == NULL) {
        put_written(prose, effect, effect->amount);
        return;
    }
    const Expr *least = effect->deduct ? effect->high : effect->amount;
    const Expr *most = effect->deduct ? effect->amount : effect->high;
    prose_say(prose, "from ", "");
    put_written(prose, effect, least);
    prose_say(prose, " to ", "至");
    put_written(prose, effect, most);
    prose_say(prose, ", as decided,", "（酌定）");
}

/* Several figures are listed behind what they do. */
static void put_listed(const Prose *prose, const IrEffect *effect)
{
    prose_say(prose, effect->deduct ? "there shall be deducted from " : "there shall be added to ",
              effect->deduct ? "从" : "在");
    put_target(prose, effect);
    prose_say(prose, ": ", effect->deduct ? "中扣分：" : "中加分：");
    const Expr *cases = effect->amount;
    prose_expr(prose, cases->op == EXPR_NEG ? cases->arg[0] : cases);
}

static bool is_listed(const IrEffect *effect)
{
    const Expr *cases = effect->amount;
    if (cases->op == EXPR_NEG)
        return effect->deduct && cases->arg[0]->op == EXPR_IF;
    return !effect->deduct && cases->op == EXPR_IF;
}

static void put_posting(const Prose *prose, const IrEffect *effect)
{
    bool zh = prose->language == LANG_ZH;
    if (effect->high == NULL && is_listed(effect)) {
        put_listed(prose, effect);
        return;
    }
    if (zh) {
        output_string(prose->out, effect->deduct ? "从" : "在");
        put_target(prose, effect);
        output_string(prose->out, effect->deduct ? "中扣" : "中加");
    }
    put_amount(prose, effect);
    if (!zh) {
        output_string(prose->out,
                      effect->deduct ? " shall be deducted from " : " shall be added to ");
        put_target(prose, effect);
    }
    if (effect->shared_count == 0)
        return;
    prose_say(prose, ", shared equally among those of the same ", "，由同一");
    readback_bucket(prose, effect->shared_by, effect->shared_count);
    prose_say(prose, "", "者均摊");
}

static void put_bound(const Prose *prose, const IrEffect *effect)
{
    put_target(prose, effect);
    prose_say(prose, effect->at_most ? " shall be at most " : " shall be at least ",
              effect->at_most ? "至多计" : "至少计");
    prose_expr(prose, effect->amount);
}

/* A share, or all of it. */
static void put_withheld(const Prose *prose, const IrEffect *effect)
{
    const Expr *share = effect->amount;
    bool is_all = ratio_compare(share->value, RATIO(1)) == 0;
    if (prose->language == LANG_ZH) {
        output_string(prose->out, is_all ? "扣发全部" : "扣发");
        put_target(prose, effect);
        if (is_all)
            return;
        output_string(prose->out, "的");
        prose_expr(prose, share);
        return;
    }
    if (is_all)
        output_string(prose->out, "all");
    else
        prose_expr(prose, share);
    output_string(prose->out, " of ");
    put_target(prose, effect);
    output_string(prose->out, " shall be withheld");
}

static void put_other(const Prose *prose, const IrEffect *effect)
{
    switch ((int)effect->kind) {
    case EFFECT_SET:
        put_target(prose, effect);
        prose_say(prose, " shall be ", "定为");
        prose_expr(prose, effect->amount);
        return;
    case EFFECT_CLEAR:
        put_target(prose, effect);
        prose_say(prose, " shall be cleared to 0", "清零");
        return;
    case EFFECT_RESTART:
        put_target(prose, effect);
        prose_say(prose, " shall begin anew; what was posted before counts no more",
                  "重新起算，此前所记不再计入");
        return;
    case EFFECT_TREAT_AS:
        prose_say(prose, "it shall count as ", "按“");
        prose_name(prose, &prose->ir->events[effect->item].name);
        prose_say(prose, "", "”论");
        return;
    case EFFECT_VOID:
        prose_say(prose, "it shall score nothing", "不计分");
        return;
    default:
        prose_say(prose, "the notice “", "发出提醒“");
        output_text(prose->out, effect->text);
        prose_say(prose, "” shall be given", "”");
    }
}

void readback_effect(const Prose *prose, const IrEffect *effect)
{
    switch ((int)effect->kind) {
    case EFFECT_POST:
        put_posting(prose, effect);
        return;
    case EFFECT_HOLD:
        put_bound(prose, effect);
        return;
    case EFFECT_WITHHOLD:
        put_withheld(prose, effect);
        return;
    default:
        put_other(prose, effect);
    }
}

/* --- who bears it --- */

static const Name *target_field(const Prose *prose, const IrCharge *charge)
{
    return &prose->ir->subjects[charge->path->type.ref].fields[charge->field].name;
}

static void put_bearer(const Prose *prose, const IrCharge *charge)
{
    switch (charge->kind) {
    case TARGET_PATH:
        prose_expr(prose, charge->path);
        return;
    case TARGET_LEVELS:
        prose_say(prose, "every ", "各级");
        prose_name(prose, target_field(prose, charge));
        prose_say(prose, " above ", "（自");
        prose_expr(prose, charge->path);
        prose_say(prose, ", level by level", "逐级向上）");
        return;
    case TARGET_OTHERS:
        prose_say(prose, "all others of the same ", "同一");
        prose_name(prose, target_field(prose, charge));
        prose_say(prose, " as ", "的其他人（除");
        prose_expr(prose, charge->path);
        prose_say(prose, "", "外）");
        return;
    }
}

void readback_charge(const Prose *prose, const IrCharge *charge)
{
    prose_say(prose, " It is borne by ", "由");
    put_bearer(prose, charge);
    prose_say(prose, "", "承担");
    if (charge->share.num != charge->share.den) {
        prose_say(prose, ", to ", "");
        prose_percent(prose, charge->share);
    }
    if (charge->where != NULL) {
        prose_say(prose, ", where ", "，仅限");
        prose_expr(prose, charge->where);
        prose_say(prose, "", "者");
    }
    prose_say(prose, ".", "。");
}
