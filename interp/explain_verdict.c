/* The place of a rank among others, and why a grade is what it is. */
#include "interp/explain_work.h"

#include <assert.h>
#include <string.h>

#include "interp/report/unit.h"

enum { TIED_MOST = 10 };

static Value key_of(const Explainer *explainer, const Expr *expr, Cell cell, uint32_t subject)
{
    return result_expression(explainer->ask->result, expr, cell.item, subject, cell.period);
}

static bool is_same_value(Value a, Value b)
{
    return a.state == b.state && (a.state != VALUE_KNOWN || ratio_compare(a.number, b.number) == 0);
}

static bool is_same_group(const Explainer *explainer, const IrVersion *version, Cell cell,
                          uint32_t subject)
{
    for (size_t i = 0; i < version->within_count; i++)
        if (!is_same_value(key_of(explainer, version->within[i], cell, subject),
                           key_of(explainer, version->within[i], cell, explainer->ask->subject)))
            return false;
    return true;
}

/* "role staff", for the words "place 3 of 12 among role staff". */
static Text group_words(const Explainer *explainer, const IrVersion *version, Cell cell)
{
    Output *out = output_memory();
    for (size_t i = 0; i < version->within_count; i++) {
        output_string(out, i > 0 ? ", " : "");
        output_text(out, explain_formula(explainer, version->within[i], cell));
    }
    Text text = text_copy(explainer->arena, output_contents(out));
    output_close(out);
    return text;
}

typedef struct Standing {
    size_t ranked, tied; /* in the group; others with the same place */
    Output *names;       /* of the tied ones */
} Standing;

static Standing standing_of(const Explainer *explainer, const IrVersion *version, Cell cell,
                            Value place)
{
    const IrItem *item = &explainer->ir->items[cell.item];
    const RosterKind *kind = &result_roster(explainer->ask->result)->kinds[item->subject];
    Standing standing = {.names = output_memory()};
    for (uint32_t subject = 0; subject < kind->count; subject++) {
        Value other = result_value(explainer->ask->result, cell.item, subject, cell.period);
        if (other.state != VALUE_KNOWN || !is_same_group(explainer, version, cell, subject))
            continue;
        standing.ranked++;
        if (subject == explainer->ask->subject || !is_same_value(other, place))
            continue;
        if (standing.tied++ < TIED_MOST) {
            output_string(standing.names, standing.tied > 1 ? ", " : "");
            output_text(standing.names, kind->id[subject]);
        }
    }
    return standing;
}

/* What it is by, and who was compared head to head. */
static void explain_keys(const Explainer *explainer, const IrVersion *version, Cell cell,
                         AccountPart *part)
{
    bool is_met = false;
    Text by = explain_formula(explainer, version->by, cell);
    explain_fact(explainer, part,
                 explain_format(explainer, explain_say(explainer, "by %.*s", "按 %.*s 排名"),
                                (int)by.size, by.at));
    for (size_t i = 0; i < version->then_count; i++) {
        if (version->then_met[i] != NULL) {
            is_met = true;
            explain_fact(explainer, part, explain_key(explainer, version, i));
            continue;
        }
        by = explain_formula(explainer, version->then_by[i], cell);
        explain_fact(explainer, part,
                     explain_format(explainer, explain_say(explainer, "then by %.*s", "再按 %.*s"),
                                    (int)by.size, by.at));
    }
    if (is_met && part->is_known)
        explain_tables(explainer, version, cell, part);
}

void explain_rank(const Explainer *explainer, Cell cell, AccountPart *part)
{
    const IrVersion *version = explain_version(explainer, cell);
    if (version == NULL)
        return;
    explain_keys(explainer, version, cell, part);
    if (!part->is_known)
        return;
    Value place = {.state = VALUE_KNOWN, .number = part->number};
    Standing standing = standing_of(explainer, version, cell, place);
    Text number = ratio_text(explainer->arena, part->number);
    Text group = group_words(explainer, version, cell);
    const char *among = group.size > 0 ? explain_say(explainer, ", within ", "，分组 ") : "";
    explain_fact(explainer, part,
                 explain_format(explainer,
                                explain_say(explainer, "place %.*s of %zu%s%.*s",
                                            "第 %.*s 名，共 %zu 个%s%.*s"),
                                (int)number.size, number.at, standing.ranked, among,
                                (int)group.size, group.at));
    Value before =
        result_place(explainer->ask->result, cell.item, explainer->ask->subject, cell.period);
    if (!is_same_value(before, place))
        explain_fact(explainer, part,
                     explain_format(
                         explainer,
                         explain_say(explainer, "place %.*s before any hold", "限定前为第 %.*s 名"),
                         (int)ratio_text(explainer->arena, before.number).size,
                         ratio_text(explainer->arena, before.number).at));
    Text names = output_contents(standing.names);
    if (standing.tied > 0)
        explain_fact(explainer, part,
                     explain_format(
                         explainer,
                         explain_say(explainer, "shared with %zu: %.*s%s", "与 %zu 个并列：%.*s%s"),
                         standing.tied, (int)names.size, names.at,
                         standing.tied > TIED_MOST ? " …" : ""));
    output_close(standing.names);
}

/* ---- Grades ---- */

/* Whether the condition of a level holds, in words. */
static const char *outcome(const Explainer *explainer, Value value)
{
    if (value.state != VALUE_KNOWN)
        return explain_say(explainer, "unknown", "不明");
    return ratio_is_zero(value.number) ? explain_say(explainer, "not met", "不符合")
                                       : explain_say(explainer, "met", "符合");
}

static Text quota_words(const Explainer *explainer, const QuotaNote *note)
{
    const char *held =
        note->subject_taken      ? explain_say(explainer, "has one", "已入选")
        : note->subject_tied     ? explain_say(explainer, "left out by a tie", "并列而未入选")
        : note->subject_eligible ? explain_say(explainer, "beyond them", "未入选")
                                 : explain_say(explainer, "not eligible", "不具备资格");
    const char *format =
        explain_say(explainer, "; places: %d for %d ranked, %d eligible, %d taken: %s",
                    "；参评 %2$d 个，名额 %1$d 个，具备资格 %3$d 个，入选 %4$d 个：%5$s");
    return explain_format(explainer, format, (int)note->slots, (int)note->ranked,
                          (int)note->eligible, (int)note->taken, held);
}

/* The level that all holds together allow at best or assure, by number; -1: none. */
static int64_t held_level(const Explainer *explainer, Cell cell, bool at_most)
{
    const Trace *trace = explainer->ask->trace;
    int64_t level = -1;
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (entry->kind != TRACE_HELD || entry->item != cell.item || entry->period != cell.period ||
            entry->subject_kind != explainer->kind || entry->subject != explainer->ask->subject ||
            explainer->ir->rules[entry->rule].effects[entry->effect].at_most != at_most)
            continue;
        bool is_stricter = at_most ? entry->amount.num > level : entry->amount.num < level;
        level = level < 0 || is_stricter ? entry->amount.num : level;
    }
    return level;
}

/* "; held at most competent": why a level was not given, or was. */
static Text held_words(const Explainer *explainer, const IrVersion *version, Cell cell,
                       size_t level, bool is_this)
{
    int64_t most = held_level(explainer, cell, true), least = held_level(explainer, cell, false);
    bool by_most = most >= 0 && (int64_t)level < most;
    bool by_least = is_this && least >= 0 && (int64_t)level >= least;
    size_t bound = (size_t)(by_most ? most : least);
    if (!by_most && !by_least)
        return TEXT("");
    assert(bound < version->level_count);
    Text name = name_shown(&version->levels[bound].name, explainer->language);
    return explain_format(explainer,
                          by_most
                              ? explain_say(explainer, "; held at most %.*s", "；限定至多%.*s")
                              : explain_say(explainer, "; held at least %.*s", "；限定至少%.*s"),
                          (int)name.size, name.at);
}

static Text level_words(const Explainer *explainer, const IrLevel *level, Cell cell,
                        const QuotaNote *note)
{
    Text name = name_shown(&level->name, explainer->language);
    Text quota = note == NULL ? TEXT("") : quota_words(explainer, note);
    const char *colon = explain_say(explainer, ": ", "：");
    if (level->condition == NULL && note == NULL)
        return explain_format(explainer, "%.*s%s%s", (int)name.size, name.at, colon,
                              explain_say(explainer, "otherwise", "其他"));
    if (level->condition == NULL)
        return explain_format(explainer, "%.*s%.*s", (int)name.size, name.at, (int)quota.size,
                              quota.at);
    Text condition = explain_formula(explainer, level->condition, cell);
    Value holds = key_of(explainer, level->condition, cell, explainer->ask->subject);
    return explain_format(explainer, "%.*s%s%.*s%s%s%.*s", (int)name.size, name.at, colon,
                          (int)condition.size, condition.at, explain_say(explainer, ", ", "，"),
                          outcome(explainer, holds), (int)quota.size, quota.at);
}

/* What the levels are given by is not assessed: their conditions have nothing to do with it. */
static bool has_no_order(const Explainer *explainer, const IrVersion *version, Cell cell)
{
    return version->by_item != UINT32_MAX && result_value(explainer->ask->result, version->by_item,
                                                          explainer->ask->subject, cell.period)
                                                     .state == VALUE_UNASSESSED;
}

/* Nothing can be said of the levels behind one that is perhaps met. */
static bool is_perhaps_met(const Explainer *explainer, const IrLevel *level, Cell cell)
{
    return level->condition != NULL &&
           key_of(explainer, level->condition, cell, explainer->ask->subject).state ==
               VALUE_UNASSESSED;
}

void explain_grade(const Explainer *explainer, Cell cell, AccountPart *part)
{
    const IrVersion *version = explain_version(explainer, cell);
    if (version == NULL || part->is_undecided || has_no_order(explainer, version, cell))
        return;
    QuotaNote *notes = arena_alloc(explainer->arena, (version->level_count + 1) * sizeof *notes);
    size_t count = result_quotas(explainer->ask->result, cell.item, explainer->ask->subject,
                                 cell.period, notes, version->level_count);
    for (size_t i = 0; i < version->level_count; i++) {
        const QuotaNote *note = NULL;
        for (size_t n = 0; n < count; n++)
            note = notes[n].level == i ? &notes[n] : note;
        bool is_this = part->is_known && part->number.num == (int64_t)i;
        Text level = level_words(explainer, &version->levels[i], cell, note);
        Text held = held_words(explainer, version, cell, i, is_this);
        explain_fact(explainer, part,
                     explain_format(explainer, "%.*s%.*s", (int)level.size, level.at,
                                    (int)held.size, held.at));
        if (is_this || (!part->is_known && is_perhaps_met(explainer, &version->levels[i], cell)))
            return; /* the levels below are not reached */
    }
}
