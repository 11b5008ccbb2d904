/* Counters and runs that end short of what they wait for, by what the run itself counted. */
#include "interp/misses_work.h"

#include "interp/report/unit.h"

/* ---- What was counted ---- */

static int compare_place(const TraceCount *count, const Miss *miss)
{
    if (count->own != miss->own)
        return count->own < miss->own ? -1 : 1;
    if (count->day != miss->day)
        return count->day < miss->day ? -1 : 1;
    return (count->position > miss->position) - (count->position < miss->position);
}

static size_t first_at(const Trace *trace, const Miss *miss)
{
    size_t low = 0, high = trace->count_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_place(&trace->counts[middle], miss) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How often it fired there; of several steps that are for one occurrence: once. */
static int64_t firings_of(const IrRule *rule, const TraceCount *counts, size_t count)
{
    int64_t firings = 0;
    for (size_t i = 0; i < count; i++)
        firings += counts[i].firings;
    int64_t most =
        rule->counter == COUNTER_STEPS ? counts->after.num - counts->before.num : firings;
    return firings < most ? firings : most;
}

static bool breaks_run(const IrRule *rule, const TraceCount *count)
{
    return rule->counter == COUNTER_RUN && count->firings == 0 && count->after.num == 0;
}

/* The next one of that subject counts on, and is asked for too. */
static bool goes_on(const IrRule *rule, const TraceCount *count, const TraceCount *next, Day last)
{
    if (next->own != count->own || next->day > last || breaks_run(rule, next))
        return false;
    return rule->balance ? next->period == count->period : next->before.num > 0;
}

/* ---- In words ---- */

/* Of `every`: what is counted since it last fired. */
static Ratio since_last(Ratio count, Ratio n)
{
    Ratio told, rest;
    bool good = count.num > 0 && ratio_round(&told, count, ROUND_DOWN, n);
    return good && ratio_sub(&rest, count, told) ? rest : count;
}

/* The first occurrence behind those counted that has a step; 0: none has. */
static int64_t next_step(const IrRule *rule, int64_t count)
{
    int64_t next = 0;
    for (size_t i = 0; i < rule->effect_count; i++) {
        int64_t first = rule->effects[i].step_first;
        if (first > count && (next == 0 || first < next))
            next = first;
    }
    return next;
}

/* "counted 2 of 3 times, 1 time short". */
static Text short_words(const Explainer *explainer, const IrRule *rule, Ratio count, Ratio n,
                        Ratio lacks)
{
    Type type = {.kind = TYPE_NUMBER, .dim = {.times = rule->counter != COUNTER_RUN}};
    if (rule->counted != NULL)
        type = rule->counted->type;
    Text has = ratio_text(explainer->arena, count);
    Text of = value_shown(explainer->arena, explainer->ir, type, n, explainer->language);
    Text margin = margin_words(explainer, type, lacks, true);
    const char *format =
        explain_say(explainer, "counted %.*s of %.*s%.*s", "累计 %.*s，须 %.*s%.*s");
    if (rule->counter == COUNTER_RUN)
        format = explain_say(explainer, "%.*s of %.*s in a row%.*s", "连续 %.*s，须 %.*s%.*s");
    else if (rule->counter == COUNTER_BEYOND)
        format = explain_say(explainer, "counted %.*s of more than %.*s%.*s",
                             "累计 %.*s，须高于 %.*s%.*s");
    return explain_format(explainer, format, (int)has.size, has.at, (int)of.size, of.at,
                          (int)margin.size, margin.at);
}

/* Almost: one more like the last one would have done. */
static bool is_near(const IrRule *rule, const TraceCount *count, Ratio lacks)
{
    Ratio last;
    int most = rule->counter == COUNTER_BEYOND ? -1 : 0;
    return ratio_sub(&last, count->after, count->before) && ratio_compare(lacks, last) <= most;
}

static void say(Search *search, Miss *miss, size_t failed, const char *english, const char *chinese)
{
    miss->failed = failed;
    miss->words = text_from(explain_say(&search->explainer, english, chinese));
}

/* It counted, and did not fire; only where the count ends it was too little. */
static void note_short(Search *search, const IrRule *rule, const TraceCount *count, bool ends,
                       Miss *miss)
{
    Ratio after = count->after, n = count->wanted, lacks;
    if (rule->counter == COUNTER_STEPS)
        n = RATIO(next_step(rule, after.num));
    else if (rule->counter == COUNTER_EVERY && n.den != 0)
        after = since_last(after, n);
    if (count->is_open)
        say(search, miss, 1, "whether it fires is not decided", "是否触发未决");
    else if (n.den == 0)
        say(search, miss, 1, "how many it takes is not known", "须达多少不明");
    else if (n.num == 0)
        say(search, miss, 2, "there is no step for that many", "没有该次数的档");
    else if (!ratio_sub(&lacks, n, after) || lacks.num < 0 ||
             (lacks.num == 0 && rule->counter != COUNTER_BEYOND))
        say(search, miss, 2, "what it waits for was reached before", "所须之数此前已达");
    else if (ends) {
        miss->failed = is_near(rule, count, lacks) ? 1 : 2;
        miss->words = short_words(&search->explainer, rule, after, n, lacks);
    }
}

/* It does not go on with the run: one too many, unless it would have made it full. Outside of the
 * run's window there is none to break. */
static void note_broken(Search *search, const TraceCount *count, Miss *miss)
{
    Ratio one_more = RATIO(0);
    if (count == NULL)
        return;
    (void)ratio_add(&one_more, count->before, RATIO(1));
    miss->failed += count->wanted.den == 0 || ratio_compare(one_more, count->wanted) < 0;
    miss->words =
        explain_format(&search->explainer,
                       explain_say(&search->explainer, "%.*s; it breaks the run", "%.*s；连续中断"),
                       (int)miss->words.size, miss->words.at);
}

void search_count(Search *search, const MissedRule *version, ConditionValue *value, Miss miss)
{
    const IrRule *rule = version->rule;
    const Trace *trace = search->ask->trace;
    size_t at = first_at(trace, &miss), end = at;
    while (end < trace->count_count && compare_place(&trace->counts[end], &miss) == 0)
        end++;
    const TraceCount *count = end > at ? &trace->counts[at] : NULL;
    int64_t firings = count != NULL ? firings_of(rule, count, end - at) : 0;
    search->fired += (size_t)firings;
    miss.failed = search_failed(search, &version->run_only, value, &miss.words);
    if (miss.failed > 0)
        note_broken(search, count, &miss);
    else if (count == NULL)
        say(search, &miss, 2, "it is outside the periods in which that counts", "不在计数的期间内");
    else if (firings == 0)
        note_short(search, rule, count,
                   end == trace->count_count ||
                       !goes_on(rule, count, &trace->counts[end], search->ask->last),
                   &miss);
    if (miss.failed > 0)
        search_keep(search, miss);
}
