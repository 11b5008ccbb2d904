/* Sections, scores, ranks, grades and selections as sentences. */
#include "interp/review/readback.h"

static void put_limit(const Prose *prose, const char *english, const char *chinese,
                      const Expr *limit)
{
    if (limit == NULL)
        return;
    prose_say(prose, english, chinese);
    prose_amount(prose, limit);
}

static void put_each(const Prose *prose, const IrItem *item)
{
    prose_say(prose, "The ", "");
    prose_name(prose, &item->name);
    prose_say(prose, " of each ", "每");
    prose_calendar(prose, item->calendar);
}

static void put_group(const Prose *prose, Expr *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        prose_say(prose, i == 0 ? ", among those with the same " : " and ",
                  i == 0 ? "，按同一" : "、");
        const Expr *key = keys[i];
        prose_name(prose, &prose->ir->subjects[key->arg[0]->type.ref].fields[key->index].name);
    }
    if (count > 0)
        prose_say(prose, "", "分别进行");
}

static void put_rounding(const Prose *prose, const IrItem *item, const Rounding *rounding)
{
    static const char *const words[][2] = {
        [ROUND_HALF_UP] = {", rounded half up to ", "，四舍五入到"},
        [ROUND_HALF_EVEN] = {", rounded half to even to ", "，四舍六入五成双到"},
        [ROUND_UP] = {", rounded up to ", "，向上进到"},
        [ROUND_DOWN] = {", rounded down to ", "，向下舍到"},
    };
    if (!rounding->set)
        return;
    prose_say(prose, words[rounding->dir][0], words[rounding->dir][1]);
    prose_value(prose, item->type, rounding->step, TEXT(""));
    if (rounding->keeps_total) {
        prose_say(prose, ", the total being kept", "，总数保持不变");
        put_group(prose, &rounding->across, rounding->across != NULL);
    }
}

static void put_sum(const Prose *prose, const IrItem *item, const IrVersion *version)
{
    put_each(prose, item);
    if (item->kind == ITEM_SECTION) {
        prose_say(prose, " begins at ", "基础为");
        if (version->base != NULL)
            prose_expr(prose, version->base);
        else
            prose_value(prose, item->type, RATIO(0), TEXT(""));
    } else {
        prose_say(prose, " is ", "为");
        prose_expr(prose, version->formula);
    }
    put_limit(prose, ", out of ", "，满分", version->out_of);
    put_rounding(prose, item, &version->rounding);
    put_limit(prose, ", at least ", "，至少", version->floor);
    put_limit(prose, ", at most ", "，至多", version->cap);
    if (version->pro_rata)
        prose_say(prose, ", in proportion to the days on the roster", "，按在册天数折算");
    if (version->only != NULL) {
        prose_say(prose, ", for whom ", "，仅限");
        prose_expr(prose, version->only);
        prose_say(prose, "", "者");
    }
    prose_say(prose, ".", "。");
}

static void put_rank(const Prose *prose, const IrItem *item, const IrVersion *version)
{
    put_each(prose, item);
    prose_say(prose, " is the standing by ", "按");
    prose_expr(prose, version->by);
    prose_say(prose, version->lowest_first ? ", the lowest first" : ", the highest first",
              version->lowest_first ? "由低到高排列" : "由高到低排列");
    for (size_t i = 0; i < version->then_count; i++) {
        const Expr *met = version->then_met[i];
        prose_say(prose, ", then by ", "，相同的再按");
        prose_expr(prose, met != NULL ? met : version->then_by[i]);
        prose_say(prose, met != NULL ? " in the events among those still level" : "",
                  met != NULL ? "（只计仍相同者相互之间的事件）" : "");
        prose_say(prose, version->then_lowest[i] ? " (lowest first)" : " (highest first)",
                  version->then_lowest[i] ? "（由低到高）" : "（由高到低）");
        prose_say(prose,
                  version->then_again[i]
                      ? ", those then still level, if fewer, being compared so again"
                      : "",
                  version->then_again[i] ? "，此后仍相同者若已减少，重新如此比较" : "");
    }
    put_group(prose, version->within, version->within_count);
    if (version->only != NULL) {
        prose_say(prose, ", for whom ", "，仅限");
        prose_expr(prose, version->only);
        prose_say(prose, "", "者");
    }
    prose_say(prose,
              version->dense ? "; equal ones share a place and the next place follows."
                             : "; equal ones share a place and as many places are left out.",
              version->dense ? "；相同者名次并列，其后名次连续。"
                             : "；相同者名次并列，其后名次空出。");
}

static void put_quota(const Prose *prose, const Quota *quota)
{
    if (!quota->set)
        return;
    prose_say(prose, ", the first ", "，前");
    if (quota->percent)
        prose_percent(prose, quota->amount);
    else
        output_ratio(prose->out, quota->amount);
    prose_say(prose, quota->percent ? " of those ranked" : "", quota->percent ? "" : "名");
    put_group(prose, quota->within, quota->within_count);
    if (quota->percent) {
        const bool up = quota->dir == ROUND_UP, down = quota->dir == ROUND_DOWN;
        prose_say(prose,
                  up     ? ", rounded up"
                  : down ? ", rounded down"
                         : ", rounded",
                  up     ? "，名额向上进整"
                  : down ? "，名额向下取整"
                         : "，名额四舍五入");
    }
    if (quota->minimum > 0)
        output_format(prose->out, prose->language == LANG_ZH ? "，至少%d名" : ", at least %d",
                      (int)quota->minimum);
    prose_say(prose,
              quota->ties_in ? ", a tie across the line is in" : ", a tie across the line is out",
              quota->ties_in ? "，跨线并列的都入选" : "，跨线并列的都不入选");
}

static void put_grade(const Prose *prose, const IrItem *item, const IrVersion *version)
{
    put_each(prose, item);
    prose_say(prose, " is the first of these that fits", "取以下最先符合的一项");
    for (size_t i = 0; i < version->level_count; i++) {
        const IrLevel *level = &version->levels[i];
        prose_say(prose, i == 0 ? ": " : "; ", i == 0 ? "：" : "；");
        prose_name(prose, &level->name);
        if (level->condition != NULL) {
            prose_say(prose, ", where ", "，");
            prose_expr(prose, level->condition);
        } else if (!level->quota.set) {
            prose_say(prose, ", otherwise", "，其余");
        }
        put_quota(prose, &level->quota);
    }
    prose_say(prose, ".", "。");
}

void readback_item(const Prose *prose, const IrItem *item, const IrVersion *version)
{
    readback_head(prose, &item->name, &version->meta);
    if (item->kind == ITEM_RANK)
        put_rank(prose, item, version);
    else if (item->kind == ITEM_GRADE)
        put_grade(prose, item, version);
    else
        put_sum(prose, item, version);
    readback_tail(prose, &version->meta);
}

static void put_members(const Prose *prose, const IrSelection *selection)
{
    for (size_t i = 0; i < selection->family_count; i++) {
        size_t rule = 0;
        while (prose->ir->rules[rule].family != selection->families[i])
            rule++;
        prose_say(prose, i == 0 ? "" : ", ", i == 0 ? "" : "、");
        prose_name(prose, &prose->ir->rules[rule].name);
    }
}

void readback_selection(const Prose *prose, const IrSelection *selection)
{
    readback_head(prose, &selection->name, &selection->meta);
    prose_say(prose, "Of what the rules ", "规则");
    put_members(prose, selection);
    prose_say(prose, " ask for in each ", "在同一");
    readback_bucket(prose, selection->each, selection->each_count);
    prose_say(prose,
              selection->heaviest ? ", only so many of the largest deductions count: "
                                  : ", only so many of the largest additions count: ",
              selection->heaviest ? "中所扣的，只计最重的" : "中所加的，只计最高的");
    prose_amount(prose, selection->count);
    prose_say(prose, "", "项");
    if (selection->item != NULL) {
        prose_say(prose, "; what has the same value counts as one: ", "，以下相同的合并为一项：");
        prose_expr(prose, selection->item);
    }
    if (selection->only != NULL) {
        prose_say(prose, ", if ", "，仅限");
        prose_expr(prose, selection->only);
        prose_say(prose, "", "者");
    }
    prose_say(prose, ".", "。");
    readback_tail(prose, &selection->meta);
}

void readback_unscored(const Prose *prose, const IrUnscored *unscored)
{
    for (size_t i = 0; i < unscored->meta.cite_count; i++) {
        output_text(prose->out, unscored->meta.cites[i]);
        output_string(prose->out, "  ");
    }
    output_text(prose->out, unscored->name.title);
    prose_say(prose, "\n    Does not score.", "\n    不计分。");
    readback_tail(prose, &unscored->meta);
}
