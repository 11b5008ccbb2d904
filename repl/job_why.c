/* Accounts: one for a score that was named, else for all that no other one covers. */
#include "repl/job_work.h"

#include "interp/explain.h"

typedef struct Accounts {
    Job *job;
    const AskScores *ask;
    const Result *result;
    Trace trace;
    uint32_t subject;
    bool *is_covered; /* by item: an account already shows it */
    bool as_json, adds_up;
    size_t count;
    Output *out;
} Accounts;

static void put_account(Accounts *accounts, uint32_t item)
{
    Session *session = accounts->job->session;
    const Explain explain = {.ir = accounts->ask->ir,
                             .diag = session->diag,
                             .result = accounts->result,
                             .trace = &accounts->trace,
                             .log = engine_log(accounts->job->engine),
                             .item = item,
                             .subject = accounts->subject,
                             .period = accounts->ask->period.first,
                             .language = session->language};
    const Account *account = explain_score(session->arena, &explain);
    for (size_t i = 0; i < account->part_count; i++)
        accounts->is_covered[account->parts[i].item] = true;
    accounts->adds_up = accounts->adds_up && account->is_balanced;
    if (accounts->as_json) {
        output_string(accounts->out, accounts->count > 0 ? "," : "");
        account_print_json(account, accounts->out);
    } else {
        output_string(accounts->out, accounts->count > 0 ? "\n\n" : "");
        account_print_text(account, session->language, accounts->out);
    }
    accounts->count++;
}

/* From the last declared on: what reads others is declared behind them, and covers them. */
static void put_accounts(Accounts *accounts)
{
    const AskScores *ask = accounts->ask;
    if (accounts->as_json)
        output_string(accounts->out, "[\n");
    for (size_t i = ask->item_count; i-- > 0;) {
        uint32_t item = ask->items[i];
        if (!accounts->is_covered[item] && ask->ir->items[item].subject == ask->kind)
            put_account(accounts, item);
    }
    if (accounts->as_json)
        output_string(accounts->out, "]\n");
}

static bool is_one_period(Job *job, const AskScores *ask)
{
    char room[CELL_ROOM];
    Diag *diag = job->session->diag;
    if (ask->period.first == ask->period.last)
        return true;
    size_t size =
        calendar_period_write(&ask->ir->calendars[ask->period.calendar], ask->period.last, room);
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
    Accounts accounts = {.job = job, .ask = &ask, .as_json = as_json, .adds_up = true, .out = out};
    if (!job_prepare(job, asked, &ask) || !is_one_period(job, &ask) ||
        !ask_subject(session->diag, engine_roster(job->engine), ask.kind, asked->person,
                     &accounts.subject))
        return false;
    accounts.trace =
        (Trace){.arena = session->arena, .subject_kind = ask.kind, .subject = accounts.subject};
    Result *result = job_run(job, &ask, &accounts.trace);
    if (result == NULL)
        return false;
    bool good = is_present(job, &ask, result, accounts.subject, asked->person);
    if (good) {
        trace_sort(&accounts.trace);
        accounts.result = result;
        accounts.is_covered = arena_alloc(session->arena, ask.ir->item_count + 1);
        put_accounts(&accounts);
    }
    result_free(result);
    *adds_up = accounts.adds_up;
    return good;
}
