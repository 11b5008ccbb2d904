/* The accounts of everyone in a period: one run, each subject's part of its trace in turn. */
#include "repl/job_work.h"

/* The entries of a subject within those of everyone, which are sorted by subject. */
static Trace trace_of(const Trace *all, uint32_t subject, size_t *from)
{
    size_t at = *from;
    while (at < all->count && all->entries[at].subject < subject)
        at++;
    size_t end = at;
    while (end < all->count && all->entries[end].subject == subject)
        end++;
    *from = end;
    Trace part = *all;
    part.entries = all->entries == NULL ? NULL : all->entries + at;
    part.count = end - at;
    part.subject = subject;
    return part;
}

static bool is_chosen(const AskScores *ask, const Result *result, uint32_t subject, int32_t period)
{
    if (!result_present(result, ask->kind, subject, ask->period.calendar, period))
        return false;
    if (ask->where == NULL)
        return true;
    Value holds = result_asked(result, ask->where, ask->items[0], subject, period);
    return holds.state == VALUE_KNOWN && !ratio_is_zero(holds.number);
}

/* Those of one subject, a period at a time. */
static bool give_subject(Job *job, const AskScores *ask, const Result *result, const Trace *trace,
                         AccountSink *sink, void *context)
{
    int32_t first = 0, last = -1;
    bool good = true;
    ask_periods_of(ask, engine_roster(job->engine), trace->subject, &first, &last);
    for (int32_t period = first; period <= last && good; period++) {
        if (!is_chosen(ask, result, trace->subject, period))
            continue;
        Arena *arena = arena_new(0);
        Account *account = job_account(job, arena, ask, result, trace, period);
        good = sink(context, account);
        arena_free(arena);
    }
    return good;
}

static bool give_all(Job *job, const AskScores *ask, const Result *result, const Trace *all,
                     uint32_t only, AccountSink *sink, void *context)
{
    const RosterKind *subjects = &engine_roster(job->engine)->kinds[ask->kind];
    bool good = true;
    size_t from = 0;
    for (uint32_t subject = 0; subject < subjects->count && good; subject++) {
        Trace trace = trace_of(all, subject, &from);
        if (only == ASK_EVERY || subject == only)
            good = give_subject(job, ask, result, &trace, sink, context);
    }
    return good;
}

bool job_accounts(Job *job, const Asked *asked, AccountSink *sink, void *context)
{
    AskScores ask;
    uint32_t only = ASK_EVERY;
    if (!job_prepare(job, asked, &ask))
        return false;
    if (ask.kind == ASK_EVERY)
        ask.kind = ask.ir->items[ask.items[0]].subject;
    if (asked->person.size > 0 &&
        !ask_subject(ask.ir, job->session->diag, engine_roster(job->engine), ask.kind,
                     asked->person, &only))
        return false;
    ask.where = asked->where;
    Arena *arena = arena_new(0);
    Trace trace = {.arena = arena, .subject_kind = ask.kind, .subject = only};
    Result *result = job_run(job, &ask, &trace);
    bool good = result != NULL && give_all(job, &ask, result, &trace, only, sink, context);
    result_free(result);
    arena_free(arena);
    return good;
}
