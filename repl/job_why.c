/* The account of a score that was named, or of all that the period has. */
#include "repl/job_work.h"

#include "interp/explain.h"

/* The items that are of the kind: an account is of one subject. */
static size_t items_of_kind(const AskScores *ask, uint32_t *items)
{
    size_t count = 0;
    for (size_t i = 0; i < ask->item_count; i++)
        if (ask->ir->items[ask->items[i]].subject == ask->kind)
            items[count++] = ask->items[i];
    return count;
}

Account *job_account(Job *job, Arena *arena, const AskScores *ask, const Result *result,
                     const Trace *trace, int32_t period)
{
    uint32_t *items = arena_alloc(arena, (ask->item_count + 1) * sizeof *items);
    const Explain explain = {.ir = ask->ir,
                             .diag = job->session->diag,
                             .result = result,
                             .trace = trace,
                             .engine = job->engine,
                             .items = items,
                             .item_count = items_of_kind(ask, items),
                             .subject = trace->subject,
                             .period = period,
                             .language = job->session->language};
    return explain_scores(arena, &explain);
}

static bool put_account(Job *job, const AskScores *ask, const Result *result, const Trace *trace,
                        int32_t period, bool as_json, Output *out)
{
    const Account *account = job_account(job, job->session->arena, ask, result, trace, period);
    if (as_json)
        account_print_json(account, out);
    else
        account_print_text(account, job->session->language, out);
    return account->is_balanced;
}

/* Several periods, or none of the subject's own. */
static bool say_periods(Job *job, const AskScores *ask, uint32_t subject, int32_t last, bool any)
{
    char room[CELL_ROOM];
    Diag *diag = job->session->diag;
    const Roster *roster = engine_roster(job->engine);
    const IrCalendar *calendar = &ask->ir->calendars[ask->period.calendar];
    Day anchor = roster_anchor(roster, calendar, subject);
    if (!any) {
        ask_no_cycle(ask, diag, roster, subject);
        return false;
    }
    size_t size = calendar_write(room, calendar, anchor, last);
    diag_plain(diag, DIAG_E0828, text_copy(diag_arena(diag), ask->period.text).at,
               text_copy(diag_arena(diag), (Text){room, size}).at, NULL);
    return false;
}

bool job_one_period(Job *job, const AskScores *ask, uint32_t subject, int32_t *period)
{
    int32_t last = 0;
    ask_periods_of(ask, engine_roster(job->engine), subject, period, &last);
    return *period == last || say_periods(job, ask, subject, last, *period <= last);
}

bool job_is_present(Job *job, const AskScores *ask, const Result *result, uint32_t subject,
                    int32_t period, Text person)
{
    Diag *diag = job->session->diag;
    if (result_present(result, ask->kind, subject, ask->period.calendar, period))
        return true;
    diag_plain(diag, DIAG_E0826, text_copy(diag_arena(diag), person).at,
               text_copy(diag_arena(diag), ask->period.text).at, NULL);
    return false;
}

bool job_why(Job *job, const Asked *asked, bool as_json, Output *out, bool *adds_up)
{
    Session *session = job->session;
    AskScores ask;
    uint32_t subject = 0;
    int32_t period = 0;
    if (!job_prepare(job, asked, &ask) ||
        !ask_subject(ask.ir, session->diag, engine_roster(job->engine), ask.kind, asked->person,
                     &subject) ||
        !job_one_period(job, &ask, subject, &period))
        return false;
    Trace trace = {.arena = session->arena, .subject_kind = ask.kind, .subject = subject};
    Result *result = job_run(job, &ask, &trace);
    if (result == NULL)
        return false;
    bool good = job_is_present(job, &ask, result, subject, period, asked->person);
    if (good)
        *adds_up = put_account(job, &ask, result, &trace, period, as_json, out);
    result_free(result);
    return good;
}
