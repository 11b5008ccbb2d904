/* What rules hold: all of it counted. */
#include "repl/summary.h"

typedef struct Counts {
    size_t rules, sections, scores, ranks, grades, tests, readings;
} Counts;

static bool is_reading(const Meta *meta)
{
    return meta->assumed.size > 0;
}

static void count_items(const Ir *ir, Counts *counts)
{
    for (size_t i = 0; i < ir->item_count; i++) {
        const IrItem *item = &ir->items[i];
        switch (item->kind) {
        case ITEM_SECTION:
            counts->sections++;
            break;
        case ITEM_SCORE:
            counts->scores++;
            break;
        case ITEM_RANK:
            counts->ranks++;
            break;
        case ITEM_GRADE:
            counts->grades++;
            break;
        case ITEM_MEASURE:
        case ITEM_MEMBER:
        case ITEM_GROUP:
        case ITEM_COUNTBACK:
        case ITEM_MEETING:
            break;
        }
        for (size_t v = 0; v < item->version_count; v++)
            counts->readings += is_reading(&item->versions[v].meta);
    }
}

static Counts count_all(const Ir *ir)
{
    Counts counts = {.tests = ir->test_count};
    count_items(ir, &counts);
    for (size_t i = 0; i < ir->rule_count; i++) {
        counts.rules += ir->rules[i].version == 0;
        counts.readings += is_reading(&ir->rules[i].meta);
    }
    return counts;
}

static void put_count(const Session *session, Output *out, size_t count, const char *one,
                      const char *many, const char *chinese)
{
    if (session->language == LANG_ZH)
        output_format(out, "%zu %s，", count, chinese);
    else
        output_format(out, "%zu %s, ", count, count == 1 ? one : many);
}

/* Counts of what there is none of are left out, but for rules and sections. */
void summary_print(const Session *session, const Ir *ir, Output *out)
{
    Counts counts = count_all(ir);
    put_count(session, out, counts.rules, "rule", "rules", "条规则");
    put_count(session, out, counts.sections, "section", "sections", "个分项");
    if (counts.scores > 0)
        put_count(session, out, counts.scores, "score", "scores", "个得分");
    if (counts.ranks > 0)
        put_count(session, out, counts.ranks, "rank", "ranks", "个排名");
    if (counts.grades > 0)
        put_count(session, out, counts.grades, "grade", "grades", "个等次");
    if (counts.tests > 0)
        put_count(session, out, counts.tests, "test", "tests", "个测试");
    if (counts.readings > 0)
        put_count(session, out, counts.readings, "assumed reading", "assumed readings", "处推定");
    output_string(out, say(session, "no errors\n", "没有错误\n"));
}
