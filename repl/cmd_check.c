/* merit check: every error of rule files, or what they hold. */
#include "repl/command.h"

#include <string.h>

#include "repl/script.h"

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

static void put_count(Session *session, size_t count, const char *one, const char *many,
                      const char *chinese)
{
    if (session->language == LANG_ZH)
        output_format(session->out, "%zu %s，", count, chinese);
    else
        output_format(session->out, "%zu %s, ", count, count == 1 ? one : many);
}

/* Counts of what there is none of are left out, but for rules and sections. */
static void print_summary(Session *session, const char *path, const Ir *ir)
{
    Counts counts = count_all(ir);
    Text shown = text_visible(session->arena, text_from(path));
    output_text(session->out, shown);
    output_string(session->out, say(session, ": ", "："));
    put_count(session, counts.rules, "rule", "rules", "条规则");
    put_count(session, counts.sections, "section", "sections", "个分项");
    if (counts.scores > 0)
        put_count(session, counts.scores, "score", "scores", "个得分");
    if (counts.ranks > 0)
        put_count(session, counts.ranks, "rank", "ranks", "个排名");
    if (counts.grades > 0)
        put_count(session, counts.grades, "grade", "grades", "个等次");
    if (counts.tests > 0)
        put_count(session, counts.tests, "test", "tests", "个测试");
    if (counts.readings > 0)
        put_count(session, counts.readings, "assumed reading", "assumed readings", "处推定");
    output_string(session->out, say(session, "no errors\n", "没有错误\n"));
}

static int check_one(Session *session, const char *path)
{
    int status = EXIT_DONE;
    Engine *engine = session_engine(session);
    if (script_load(session, engine, path, false))
        print_summary(session, path, engine_ir(engine));
    else
        status = EXIT_SCRIPT; /* unless the diagnostics say better */
    return status;
}

int run_check(Session *session, const Arguments *arguments)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < arguments->word_count; i++) {
        int one = check_one(session, arguments->words[i]);
        status = status == EXIT_DONE ? one : status;
    }
    int asked = session_report(session);
    return asked != EXIT_DONE ? asked : status;
}
