/* The tests of the rules, run for what fires in them. */
#include "interp/trial.h"

static bool same_firing(const TraceEntry *a, const TraceEntry *b)
{
    return a->rule == b->rule && a->position == b->position && a->subject == b->subject &&
           a->subject_kind == b->subject_kind && a->day == b->day;
}

void trace_fired(const Trace *trace, uint64_t *times)
{
    for (size_t i = 0; i < trace->count; i++)
        if (i == 0 || !same_firing(&trace->entries[i], &trace->entries[i - 1]))
            times[trace->entries[i].rule]++;
}

bool trial_run(Engine *engine, TrialVisit *visit, void *context)
{
    const Ir *ir = engine_ir(engine);
    bool good = true;
    for (size_t i = 0; i < ir->test_count; i++) {
        Trace trace = {.arena = arena_new(0), .subject_kind = UINT32_MAX, .subject = UINT32_MAX};
        Result *result = engine_run_test(engine, &ir->tests[i], &trace);
        if (result != NULL)
            visit(context, &ir->tests[i], result, &trace);
        else
            good = false;
        result_free(result);
        arena_free(trace.arena);
    }
    return good;
}

static void note_fired(void *context, const IrTest *test, const Result *result, const Trace *trace)
{
    (void)test, (void)result;
    trace_fired(trace, context);
}

bool trial_fired(Engine *engine, uint64_t *times)
{
    return trial_run(engine, note_fired, times);
}
