/* What-if over a job that is loaded: a changed amount, a struck event and an account, each again
 * and again; prints the name, CPU milliseconds and how many totals differ, a line a run. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/output.h"
#include "interp/compare.h"
#include "interp/explain.h"
#include "stdlib/builtins.h"

typedef struct Bench {
    Diag *diag;
    Engine *engine;
    Arena *arena;
    uint32_t total;
    Day first, last;
} Bench;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void fail(const Bench *bench)
{
    Output *out = output_fd(2);
    diag_print(bench->diag, out, 0, false);
    output_close(out);
    exit(1);
}

static void load(Bench *bench, const char *folder)
{
    bench->diag = diag_new(LANG_EN);
    bench->engine = engine_new(stdlib_builtins(), bench->diag);
    bench->arena = arena_new(0);
    const char *rules = arena_format(bench->arena, "%s/main.merit", folder);
    const char *roster = arena_format(bench->arena, "%s/people.csv", folder);
    const char *events = arena_format(bench->arena, "%s/events.csv", folder);
    if (!engine_load_rules(bench->engine, &rules, 1, true) ||
        !engine_load_roster(bench->engine, &roster, 1) ||
        !engine_open_events(bench->engine, &events, 1) || !engine_keep(bench->engine))
        fail(bench);
    bench->total = (uint32_t)ir_find_item(engine_ir(bench->engine), TEXT("total"));
}

/* From the text of the supposition to the comparison. */
static void suppose(Bench *bench, const char *name, const char *text)
{
    double start = now();
    uint32_t source = diag_source(bench->diag, TEXT("what-if"), text_from(text));
    const Node *file = parse_source(bench->arena, bench->diag, source);
    Engine *engine = engine_suppose(bench->engine, node_find(file, NODE_SUPPOSE));
    const CompareAsk ask = {.items = &bench->total,
                            .item_count = 1,
                            .first = bench->first,
                            .last = bench->last,
                            .kind = UINT32_MAX};
    const Comparison *found = engine ? engine_compare(engine, &ask, bench->arena) : NULL;
    if (!found)
        fail(bench);
    printf("%s\t%.3f\t%zu\n", name, now() - start, found->cell_count);
    engine_free(engine);
}

static void account(Bench *bench, uint32_t subject)
{
    double start = now();
    Arena *arena = arena_new(0);
    Trace trace = {.arena = arena, .subject = subject};
    const Question question = {.items = &bench->total,
                               .item_count = 1,
                               .first = day_from_civil(2018, 10, 1),
                               .last = day_from_civil(2018, 10, 31),
                               .trace = &trace};
    Result *result = engine_run(bench->engine, &question);
    const Explain explain = {.ir = engine_ir(bench->engine),
                             .diag = bench->diag,
                             .result = result,
                             .trace = &trace,
                             .engine = bench->engine,
                             .items = &bench->total,
                             .item_count = 1,
                             .subject = subject,
                             .period = 2018 * 12 + 9};
    if (!result || !explain_scores(arena, &explain)->is_balanced)
        fail(bench);
    printf("account\t%.3f\t%zu\n", now() - start, trace.count);
    result_free(result);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    enum { RUNS = 12 };
    Bench bench;
    if (argc != 2)
        return 2;
    load(&bench, argv[1]);
    for (int i = 0; i < 3 * RUNS; i++) {
        int month = i < RUNS ? 10 : i < 2 * RUNS ? 0 : 1; /* one month; the year, twice */
        bench.first = day_from_civil(2018, month == 10 ? 10 : 1, 1);
        bench.last = day_from_civil(2018, month == 10 ? 10 : 12, 31);
        if (month == 1)
            suppose(&bench, "struck", "suppose strike \"events.csv:500000\" end");
        else
            suppose(&bench, month == 10 ? "amount, month" : "amount, year",
                    "suppose change late_report_rule: deduct 1.5 points from duty end");
    }
    for (uint32_t i = 0; i < RUNS; i++)
        account(&bench, 777 * i + 5);
    return 0;
}
