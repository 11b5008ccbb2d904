/* The public notice of a period: one run that keeps the notices. */
#include "interp/bulletin.h"
#include "repl/job_work.h"

bool job_bulletin(Job *job, const Asked *asked, ReportFormat format, Output *out)
{
    AskScores ask;
    Session *session = job->session;
    uint32_t only = ASK_EVERY;
    if (!job_prepare(job, asked, &ask))
        return false;
    if (ask.kind == ASK_EVERY)
        ask.kind = ask.ir->items[ask.items[0]].subject;
    if (asked->person.size > 0 && !ask_subject(ask.ir, session->diag, engine_roster(job->engine),
                                               ask.kind, asked->person, &only))
        return false;
    ask.where = asked->where;
    Arena *arena = arena_new(0);
    Trace trace = {.arena = arena, .subject_kind = ask.kind, .subject = only, .notices_only = true};
    Result *result = job_run(job, &ask, &trace);
    if (result != NULL) {
        size_t count = 0;
        const ReportTable *tables =
            ask_bulletin(arena, &ask, result, &trace, session->language, &count);
        report_write(out, format, tables, count, (ReportStyle){.language = session->language});
    }
    result_free(result);
    arena_free(arena);
    return result != NULL;
}
