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

static bool put_account(Job *job, const AskScores *ask, const Result *result, const Trace *trace,
                        bool as_json, Output *out)
{
    Session *session = job->session;
    uint32_t *items = arena_alloc(session->arena, (ask->item_count + 1) * sizeof *items);
    const Explain explain = {.ir = ask->ir,
                             .diag = session->diag,
                             .result = result,
                             .trace = trace,
                             .log = engine_log(job->engine),
                             .items = items,
                             .item_count = items_of_kind(ask, items),
                             .subject = trace->subject,
                             .period = ask->period.first,
                             .language = session->language};
    const Account *account = explain_scores(session->arena, &explain);
    if (as_json)
        account_print_json(account, out);
    else
        account_print_text(account, session->language, out);
    return account->is_balanced;
}

static bool is_one_period(Job *job, const AskScores *ask)
{
    char room[CELL_ROOM];
    Diag *diag = job->session->diag;
    if (ask->period.first == ask->period.last)
        return true;
    const IrCalendar *calendar = &ask->ir->calendars[ask->period.calendar];
    size_t size = calendar_write(room, calendar, calendar->anchor, ask->period.last);
    diag_plain(diag, DIAG_E0828, text_copy(diag_arena(diag), ask->period.text).at,
               text_copy(diag_arena(diag), (Text){room, size}).at, NULL);
    return false;
}

static bool is_present(Job *job, const AskScores *ask, const Result *result, uint32_t subject,
                       Text person)
{
    Diag *diag = job->session->diag;
    if (result_present(result, ask->kind, subject, ask->period.calendar, ask->period.first))
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
    if (!job_prepare(job, asked, &ask) || !is_one_period(job, &ask) ||
        !ask_subject(ask.ir, session->diag, engine_roster(job->engine), ask.kind, asked->person,
                     &subject))
        return false;
    Trace trace = {.arena = session->arena, .subject_kind = ask.kind, .subject = subject};
    Result *result = job_run(job, &ask, &trace);
    if (result == NULL)
        return false;
    bool good = is_present(job, &ask, result, subject, asked->person);
    if (good)
        *adds_up = put_account(job, &ask, result, &trace, as_json, out);
    result_free(result);
    return good;
}
