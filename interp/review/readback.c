/* A rule, from what sets it off to what it does. */
#include "interp/review/readback.h"

/* --- around the sentence --- */

void readback_head(const Prose *prose, const Name *name, const Meta *meta)
{
    for (size_t i = 0; i < meta->cite_count; i++) {
        output_text(prose->out, meta->cites[i]);
        output_string(prose->out, "  ");
    }
    if (name->title.size > 0) {
        output_text(prose->out, name->title);
        prose_say(prose, " (", "（");
    }
    output_text(prose->out, name_shown(name, prose->language));
    prose_say(prose, name->title.size > 0 ? ")\n    " : "\n    ",
              name->title.size > 0 ? "）\n    " : "\n    ");
}

void readback_tail(const Prose *prose, const Meta *meta)
{
    if (meta->from != DAY_ALWAYS) {
        prose_say(prose, "\n    In force from ", "\n    自");
        prose_day(prose, meta->from);
        prose_say(prose, meta->until == DAY_NEVER ? "." : "", "起施行");
    }
    if (meta->until != DAY_NEVER) {
        prose_say(prose, meta->from == DAY_ALWAYS ? "\n    In force until " : " until ",
                  meta->from == DAY_ALWAYS ? "\n    施行至" : "，至");
        prose_day(prose, meta->until);
        prose_say(prose, ".", "止");
    }
    if (meta->from != DAY_ALWAYS || meta->until != DAY_NEVER)
        prose_say(prose, "", "。");
    if (meta->quote.size > 0) {
        prose_say(prose, "\n    Wording: “", "\n    原文：“");
        output_text(prose->out, meta->quote);
        output_string(prose->out, "”");
    }
    if (meta->assumed.size > 0) {
        prose_say(prose, "\n    Reading taken: ", "\n    推定：");
        output_text(prose->out, meta->assumed);
    }
    output_string(prose->out, "\n\n");
}

/* --- what sets it off --- */

static void put_condition(const Prose *prose, const char *english, const char *chinese,
                          const Expr *condition, const char *after)
{
    if (condition == NULL)
        return;
    prose_say(prose, english, chinese);
    prose_amount(prose, condition);
    prose_say(prose, "", after);
}

static void put_trigger(const Prose *prose, const IrRule *rule)
{
    if (rule->trigger == TRIGGER_SCORES) {
        prose_say(prose, "For each ", "每");
        prose_calendar(prose, rule->calendar);
        put_condition(prose, " in which ", "，凡", rule->where, "的");
        if (rule->missing)
            prose_say(prose, ", for whoever was on the roster throughout", "（限全程在册者）");
    } else {
        prose_say(prose, "For each ", "凡发生");
        if (rule->any_event)
            prose_say(prose, "event of any kind", "任何事项");
        else
            prose_kinds(prose, rule->kinds, rule->kind_count);
        put_condition(prose, " where ", "，且", rule->where, "的");
    }
    put_condition(prose, ", if ", "，仅限", rule->only, "者");
    put_condition(prose, ", unless ", "，但", rule->unless, "的除外");
}

/* --- counters --- */

static void put_count(const Prose *prose, const IrRule *rule)
{
    const Type times = {.kind = TYPE_NUMBER, .dim = {.times = 1}};
    if (rule->count_by != NULL)
        prose_amount(prose, rule->count_by);
    else if (rule->trigger == TRIGGER_SCORES)
        output_ratio(prose->out, rule->count);
    else
        prose_value(prose, rule->counted == NULL ? times : rule->counted->type, rule->count,
                    TEXT(""));
}

/* What is counted: "the length, added up in the month," */
static void put_counted(const Prose *prose, const IrRule *rule)
{
    if (prose->language == LANG_ZH)
        prose_window(prose, &rule->window);
    if (rule->counted == NULL)
        prose_say(prose, "their number", "累计次数");
    else {
        prose_say(prose, rule->balance ? "the balance of " : "the total of ", "");
        prose_expr(prose, rule->counted);
        prose_say(prose, "", rule->balance ? "的余额" : "合计");
    }
    prose_say(prose, rule->window.kind == WINDOW_NONE ? "" : " ", "");
    if (prose->language == LANG_EN)
        prose_window(prose, &rule->window);
}

static void put_run(const Prose *prose, const IrRule *rule)
{
    bool periods = rule->trigger == TRIGGER_SCORES;
    prose_say(prose, periods ? ", each time there are " : ", each time it happens ", "，");
    if (prose->language == LANG_ZH)
        prose_window(prose, &rule->window);
    prose_say(prose, "", "连续");
    put_count(prose, rule);
    prose_say(prose, periods ? " of them in a row" : " in a row", periods ? "期" : "");
    if (rule->window.kind != WINDOW_NONE && prose->language == LANG_EN) {
        output_char(prose->out, ' ');
        prose_window(prose, &rule->window);
    }
    put_condition(prose, " that ", "均为", rule->run_where, "");
    prose_say(prose, "", "的");
}

static void put_counter(const Prose *prose, const IrRule *rule)
{
    switch (rule->counter) {
    case COUNTER_NONE:
    case COUNTER_STEPS:
        return;
    case COUNTER_REACHING:
        prose_say(prose, ", once ", "，");
        put_counted(prose, rule);
        prose_say(prose, " reaches ", "达到");
        put_count(prose, rule);
        prose_say(prose, "", "时");
        return;
    case COUNTER_EVERY:
        prose_say(prose, ", each time ", "，");
        put_counted(prose, rule);
        prose_say(prose, " grows by ", "每满");
        put_count(prose, rule);
        return;
    case COUNTER_BEYOND:
        prose_say(prose, ", for each one that leaves ", "，每次使");
        put_counted(prose, rule);
        prose_say(prose, " above ", "超过");
        put_count(prose, rule);
        prose_say(prose, "", "的");
        return;
    case COUNTER_RUN:
        put_run(prose, rule);
        return;
    }
}

/* Which occurrences of the window: "for the 2nd to the 4th", "from the 5th on". */
static void put_step(const Prose *prose, const IrEffect *effect, const Window *window)
{
    bool is_open = effect->step_last == INT32_MAX;
    if (prose->language == LANG_ZH) {
        prose_window(prose, window);
        output_format(prose->out, "第%d次", (int)effect->step_first);
        if (is_open)
            output_string(prose->out, "起每次");
        else if (effect->step_last > effect->step_first)
            output_format(prose->out, "至第%d次", (int)effect->step_last);
        return;
    }
    output_format(prose->out, "for number %d", (int)effect->step_first);
    if (is_open)
        output_string(prose->out, " and each one after it");
    else if (effect->step_last > effect->step_first)
        output_format(prose->out, " to %d", (int)effect->step_last);
    output_char(prose->out, ' ');
    prose_window(prose, window);
    output_string(prose->out, ", ");
}

static void put_effects(const Prose *prose, const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++) {
        if (i > 0)
            prose_say(prose, "; ", "；");
        if (rule->counter == COUNTER_STEPS)
            put_step(prose, &rule->effects[i], &rule->window);
        readback_effect(prose, &rule->effects[i]);
    }
    prose_say(prose, ".", "。");
}

static void put_caps(const Prose *prose, const IrRule *rule)
{
    for (size_t i = 0; i < rule->cap_count; i++) {
        prose_say(prose, " In all no more than ", "每");
        if (prose->language == LANG_ZH) {
            prose_calendar(prose, rule->caps[i].calendar);
            output_string(prose->out, "合计不超过");
        }
        prose_amount(prose, rule->caps[i].amount);
        prose_say(prose, " each ", "");
        if (prose->language == LANG_EN)
            prose_calendar(prose, rule->caps[i].calendar);
        prose_say(prose, ".", "。");
    }
}

void readback_rule(const Prose *prose, const IrRule *rule)
{
    readback_head(prose, &rule->name, &rule->meta);
    put_trigger(prose, rule);
    put_counter(prose, rule);
    prose_say(prose, ": ", "，");
    put_effects(prose, rule);
    for (size_t i = 0; i < rule->charge_count; i++)
        readback_charge(prose, &rule->charges[i]);
    put_caps(prose, rule);
    readback_tail(prose, &rule->meta);
}
