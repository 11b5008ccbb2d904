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

bool trial_fired(Engine *engine, uint64_t *times)
{
    const Ir *ir = engine_ir(engine);
    bool good = true;
    for (size_t i = 0; i < ir->test_count; i++) {
        Trace trace = {.arena = arena_new(0), .subject_kind = UINT32_MAX, .subject = UINT32_MAX};
        Result *result = engine_run_test(engine, &ir->tests[i], &trace);
        if (result != NULL)
            trace_fired(&trace, times);
        good = good && result != NULL;
        result_free(result);
        arena_free(trace.arena);
    }
    return good;
}
