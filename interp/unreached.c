/* The answer to `why not`, in lines. */
#include "interp/unreached.h"

#include <assert.h>
#include <stdlib.h>

#include "interp/conditions.h"
#include "interp/report/unit.h"

typedef struct Reaching {
    const Unreached *ask;
    const Ir *ir;
    Arena *arena;
    Explain explain;
    Explainer explainer;
    Output *out;
    const Expr *by; /* what places are made of; NULL: no rank stands behind it */
    uint32_t by_item;
} Reaching;

static const char *say(const Reaching *all, const char *english, const char *chinese)
{
    return explain_say(&all->explainer, english, chinese);
}

static Value value_of(const Reaching *all, const Result *result, uint32_t subject)
{
    return result_value(result, all->ask->item, subject, all->ask->period);
}

static Text words_of(const Reaching *all, Value value)
{
    const IrItem *item = &all->ir->items[all->ask->item];
    return ask_value(all->arena, all->ir, item->type, value, all->ask->language);
}

static Cell cell_of(const Reaching *all)
{
    return (Cell){all->ask->item, all->ask->period};
}

/* ---- Whether it is reached ---- */

/* A place or a level is better the smaller its number is; a score that is wanted may lie on either
 * side of the one that there is. */
static bool is_reached(const Reaching *all, Value now, Value before)
{
    const IrItem *item = &all->ir->items[all->ask->item];
    if (now.state != VALUE_KNOWN)
        return false;
    if (item->kind == ITEM_GRADE)
        return now.number.num <= all->ask->level;
    int order = ratio_compare(now.number, all->ask->value);
    if (item->kind == ITEM_RANK)
        return order <= 0;
    bool wants_less =
        before.state == VALUE_KNOWN && ratio_compare(before.number, all->ask->value) > 0;
    return wants_less ? order <= 0 : order >= 0;
}

/* ---- What it lacks ---- */

static Ratio cell_value(void *context, const Expr *expr)
{
    const Reaching *all = context;
    Value value = result_expression(all->ask->result, expr, all->ask->item, all->ask->subject,
                                    all->ask->period);
    return value.state == VALUE_KNOWN ? value.number : (Ratio){0, 0};
}

static void put_line(const Reaching *all, Text text)
{
    output_string(all->out, "  ");
    output_text(all->out, text_visible(all->arena, text));
    output_char(all->out, '\n');
}

static void put_failed(Reaching *all, const IrLevel *level)
{
    Conditions parts = {0};
    if (level->condition != NULL)
        conditions_split(all->arena, level->condition, &parts);
    for (size_t i = 0; i < parts.count; i++)
        if (condition_fails(&parts, i, cell_value, all))
            put_line(all, condition_words(&all->explainer, result_roster(all->ask->result),
                                          &parts.at[i], cell_value, all));
}

static bool distance(Ratio *out, Ratio a, Ratio b)
{
    return ratio_compare(a, b) > 0 ? ratio_sub(out, a, b) : ratio_sub(out, b, a);
}

/* "2 short of the place before, of 0003 张三: 22 points". */
static void put_gap(const Reaching *all, uint32_t other, const char *english, const char *chinese)
{
    Ratio gap = RATIO(0);
    const RosterKind *kind =
        &result_roster(all->ask->result)->kinds[all->ir->items[all->ask->item].subject];
    uint32_t item = all->by_item;
    Value own =
        result_expression(all->ask->result, all->by, item, all->ask->subject, all->ask->period);
    Value its = result_expression(all->ask->result, all->by, item, other, all->ask->period);
    if (own.state != VALUE_KNOWN || its.state != VALUE_KNOWN ||
        !distance(&gap, its.number, own.number))
        return;
    Text has = value_shown(all->arena, all->ir, all->by->type, its.number, all->ask->language);
    Text mine = value_shown(all->arena, all->ir, all->by->type, own.number, all->ask->language);
    Text size = value_shown(all->arena, all->ir, all->by->type, gap, all->ask->language);
    Text name = text_equal(kind->id[other], kind->name[other]) ? TEXT("") : kind->name[other];
    Text who = text_from(arena_format(all->arena, "%.*s %.*s", (int)kind->id[other].size,
                                      kind->id[other].at, (int)name.size, name.at));
    Output *text = output_memory();
    output_text(text, mine);
    output_string(text, say(all, "; ", "；"));
    output_string(text, say(all, english, chinese));
    output_string(text, say(all, ", ", "，"));
    output_text(text, text_trim(who));
    output_string(text, say(all, ", has ", "，为 "));
    output_text(text, has);
    if (ratio_is_zero(gap)) {
        output_string(text, say(all, ": a tie", "：并列"));
    } else {
        output_string(text, say(all, ": ", "：差 "));
        output_text(text, size);
        output_string(text, say(all, " short", ""));
    }
    put_line(all, text_copy(all->arena, output_contents(text)));
    output_close(text);
}

/* What the rank goes by that is asked about, or by which a quota is filled. */
static void find_by(Reaching *all, uint32_t rank)
{
    const IrVersion *version = explain_version(&all->explainer, (Cell){rank, all->ask->period});
    all->by_item = rank;
    all->by = version == NULL ? NULL : version->by;
}

static bool same_group(const Reaching *all, Expr *const *within, size_t count, uint32_t other)
{
    for (size_t i = 0; i < count; i++) {
        Value own = result_expression(all->ask->result, within[i], all->ask->item,
                                      all->ask->subject, all->ask->period);
        Value its =
            result_expression(all->ask->result, within[i], all->ask->item, other, all->ask->period);
        if (own.state != its.state ||
            (own.state == VALUE_KNOWN && ratio_compare(own.number, its.number) != 0))
            return false;
    }
    return true;
}

/* The last one in the group who has what is wanted: the worst place, or the level just so. */
static uint32_t last_reached(const Reaching *all, Expr *const *within, size_t count)
{
    uint32_t last = UINT32_MAX;
    Ratio worst = RATIO(0);
    const IrItem *item = &all->ir->items[all->ask->item];
    size_t subjects = result_roster(all->ask->result)->kinds[item->subject].count;
    for (uint32_t other = 0; other < subjects && all->by != NULL; other++) {
        Value value = value_of(all, all->ask->result, other);
        if (other == all->ask->subject || !is_reached(all, value, value) ||
            !same_group(all, within, count, other))
            continue;
        Value by =
            result_expression(all->ask->result, all->by, all->by_item, other, all->ask->period);
        bool is_worse = last == UINT32_MAX || ratio_compare(by.number, worst) < 0;
        if (by.state != VALUE_KNOWN || !is_worse)
            continue;
        last = other;
        worst = by.number;
    }
    return last;
}

/* Several are equal at the line, and there are fewer places left than they are. */
static void put_tie(const Reaching *all, const IrLevel *level)
{
    QuotaNote notes[16];
    size_t tied = 0, left = 0;
    const Unreached *ask = all->ask;
    size_t subjects = result_roster(ask->result)->kinds[all->ir->items[ask->item].subject].count;
    size_t count = result_quotas(ask->result, ask->item, ask->subject, ask->period, notes, 16);
    for (size_t i = 0; i < count; i++)
        if (notes[i].level == ask->level && notes[i].subject_eligible && !notes[i].subject_taken)
            left = (size_t)(notes[i].slots - notes[i].taken);
    if (left == 0 || all->by == NULL)
        return;
    Value own = result_expression(ask->result, all->by, all->by_item, ask->subject, ask->period);
    for (uint32_t other = 0; other < subjects; other++) {
        Value its = result_expression(ask->result, all->by, all->by_item, other, ask->period);
        tied += its.state == VALUE_KNOWN && own.state == VALUE_KNOWN &&
                ratio_compare(its.number, own.number) == 0 &&
                same_group(all, level->quota.within, level->quota.within_count, other);
    }
    if (tied > left)
        put_line(all,
                 explain_format(&all->explainer,
                                say(all, "%zu are equal, and only %zu can be taken: none of them",
                                    "%zu 个并列，名额只余 %zu 个，均未入选"),
                                tied, left));
}

static void put_grade(Reaching *all)
{
    Value now = value_of(all, all->ask->result, all->ask->subject);
    AccountPart part = {.is_known = now.state == VALUE_KNOWN, .number = now.number};
    const IrVersion *version = explain_version(&all->explainer, cell_of(all));
    explain_grade(&all->explainer, cell_of(all), &part);
    for (size_t i = 0; i < part.fact_count && i <= all->ask->level; i++)
        put_line(all, part.facts[i]);
    assert(version != NULL && all->ask->level < version->level_count); /* it has a value */
    const IrLevel *level = &version->levels[all->ask->level];
    put_failed(all, level);
    if (!level->quota.set)
        return;
    find_by(all, version->by_item);
    put_tie(all, level);
    uint32_t other = last_reached(all, level->quota.within, level->quota.within_count);
    if (other != UINT32_MAX)
        put_gap(all, other, "the last one who has it", "最后入选的");
}

/* Without a grade: the level that is perhaps met, or what the levels are given by. */
static void put_ungraded(Reaching *all)
{
    AccountPart part = {.is_known = false};
    explain_grade(&all->explainer, cell_of(all), &part);
    for (size_t i = 0; i < part.fact_count; i++)
        put_line(all, part.facts[i]);
    const IrVersion *version = explain_version(&all->explainer, cell_of(all));
    if (part.fact_count > 0 || version == NULL)
        return;
    Text by = name_shown(&all->ir->items[version->by_item].name, all->ask->language);
    put_line(all, explain_format(&all->explainer, say(all, "%.*s is not assessed", "%.*s未评"),
                                 (int)by.size, by.at));
}

static void put_rank(Reaching *all)
{
    AccountPart part = {.is_known = true,
                        .number = value_of(all, all->ask->result, all->ask->subject).number};
    const IrVersion *version = explain_version(&all->explainer, cell_of(all));
    explain_rank(&all->explainer, cell_of(all), &part);
    for (size_t i = 0; i < part.fact_count; i++)
        put_line(all, part.facts[i]);
    assert(version != NULL); /* it has a value */
    find_by(all, all->ask->item);
    uint32_t other = last_reached(all, version->within, version->within_count);
    if (other != UINT32_MAX)
        put_gap(all, other, "the last one within that place", "该名次以内的最后一个");
}

static void put_score(Reaching *all)
{
    Ratio gap = RATIO(0);
    Value now = value_of(all, all->ask->result, all->ask->subject);
    const IrItem *item = &all->ir->items[all->ask->item];
    bool is_short = ratio_compare(all->ask->value, now.number) > 0;
    if (!distance(&gap, all->ask->value, now.number))
        return;
    Text size = value_shown(all->arena, all->ir, item->type, gap, all->ask->language);
    put_line(all, explain_format(&all->explainer,
                                 is_short ? say(all, "%.*s short", "差 %.*s")
                                          : say(all, "%.*s over", "超出 %.*s"),
                                 (int)size.size, size.at));
}

/* ---- Which single event would have changed it ---- */

static int by_position(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The events that something was posted, held or set by. */
static uint64_t *events_of(const Reaching *all, size_t *count)
{
    const Trace *trace = all->ask->trace;
    size_t all_count = 0, kept = 0;
    for (size_t i = 0; i < trace->count; i++)
        all_count += 1 + trace->entries[i].held_count;
    uint64_t *positions = arena_alloc(all->arena, (all_count + 1) * sizeof *positions);
    all_count = 0;
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (entry->position != UINT64_MAX)
            positions[all_count++] = entry->position;
        for (size_t h = 0; h < entry->held_count; h++)
            positions[all_count++] = entry->held[h];
    }
    if (all_count > 1)
        qsort(positions, all_count, sizeof *positions, by_position);
    for (size_t i = 0; i < all_count; i++)
        if (i == 0 || positions[i] != positions[i - 1])
            positions[kept++] = positions[i];
    *count = kept;
    return positions;
}

static Text event_words(const Reaching *all, uint64_t position)
{
    const Trace *trace = all->ask->trace;
    TraceEntry entry = {.event_kind = UINT32_MAX};
    for (size_t i = 0; i < trace->count; i++)
        if (trace->entries[i].position == position)
            entry = trace->entries[i];
    AccountEvent event = explain_event(&all->explainer, &entry, position);
    if (event.id.size > 0)
        return event.id;
    return text_from(arena_format(all->arena, "%.*s:%llu", (int)event.file.size, event.file.at,
                                  (unsigned long long)event.line));
}

/* "without E1003: good"; false: the run failed. */
static bool try_without(Reaching *all, uint64_t position, Value before, bool *found)
{
    Question question = *all->ask->question;
    question.trace = NULL;
    question.progress = NULL;
    engine_without(all->ask->engine, position);
    Result *result = engine_run(all->ask->engine, &question);
    engine_without(all->ask->engine, UINT64_MAX);
    if (result == NULL)
        return false;
    Value after = value_of(all, result, all->ask->subject);
    if (is_reached(all, after, before)) {
        Text event = event_words(all, position), words = words_of(all, after);
        bool is_rank = all->ir->items[all->ask->item].kind == ITEM_RANK;
        const char *place = is_rank ? say(all, "place ", "第 ") : "";
        const char *ends = is_rank ? say(all, "", " 名") : "";
        put_line(all,
                 explain_format(&all->explainer,
                                say(all, "without event %.*s: %s%.*s%s", "若无事件 %.*s：%s%.*s%s"),
                                (int)event.size, event.at, place, (int)words.size, words.at, ends));
        *found = true;
    }
    result_free(result);
    return true;
}

static bool search(Reaching *all, Value before)
{
    size_t count = 0;
    bool found = false;
    uint64_t *positions = events_of(all, &count);
    for (size_t i = 0; i < count; i++)
        if (!try_without(all, positions[i], before, &found))
            return false;
    if (!found && count > 0)
        put_line(all, text_from(say(all, "no single event makes the difference",
                                    "去掉任何单个事件都不足以改变")));
    return true;
}

/* ---- The whole ---- */

static void put_head(const Reaching *all, Value now)
{
    char room[64];
    const IrItem *item = &all->ir->items[all->ask->item];
    const RosterKind *kind = &result_roster(all->ask->result)->kinds[item->subject];
    const IrVersion *version = explain_version(&all->explainer, cell_of(all));
    Text id = kind->id[all->ask->subject], name = kind->name[all->ask->subject];
    size_t size = result_period_write(all->ask->result, item->calendar, all->ask->subject,
                                      all->ask->period, room);
    Text title = name_shown(&item->name, all->ask->language), words = words_of(all, now);
    Text cites = version == NULL ? TEXT("") : explain_cites(&all->explainer, &version->meta);
    output_format(all->out, "%.*s%s%.*s  %.*s\n%.*s", (int)id.size, id.at,
                  name.size > 0 && !text_equal(id, name) ? "  " : "",
                  text_equal(id, name) ? 0 : (int)name.size, name.at, (int)size, room,
                  (int)title.size, title.at);
    if (cites.size > 0)
        output_format(all->out, "  %.*s", (int)cites.size, cites.at);
    output_format(all->out, "  %.*s\n", (int)words.size, words.at);
}

bool unreached_print(Arena *arena, const Unreached *reach, Output *out)
{
    const Ir *ir = engine_ir(reach->engine);
    Reaching all = {.ask = reach, .ir = ir, .arena = arena, .out = out, .by_item = UINT32_MAX};
    all.explain = (Explain){.ir = ir,
                            .diag = reach->diag,
                            .result = reach->result,
                            .trace = reach->trace,
                            .engine = reach->engine,
                            .items = &reach->item,
                            .item_count = 1,
                            .subject = reach->subject,
                            .period = reach->period,
                            .language = reach->language};
    all.explainer = (Explainer){.ask = &all.explain,
                                .ir = ir,
                                .arena = arena,
                                .language = reach->language,
                                .kind = ir->items[reach->item].subject};
    Value now = value_of(&all, reach->result, reach->subject);
    put_head(&all, now);
    if (is_reached(&all, now, now)) {
        put_line(&all, text_from(say(&all, "it is reached", "已经达到")));
        return true;
    }
    ItemKind kind = ir->items[reach->item].kind;
    if (kind == ITEM_GRADE && now.state == VALUE_UNASSESSED)
        put_ungraded(&all);
    if (now.state != VALUE_KNOWN)
        return true;
    if (kind == ITEM_GRADE)
        put_grade(&all);
    else if (kind == ITEM_RANK)
        put_rank(&all);
    else
        put_score(&all);
    return search(&all, now);
}
