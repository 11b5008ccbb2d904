/* Rules with their data, and the questions that commands and scripts put to them. */
#ifndef MERIT_REPL_JOB_H
#define MERIT_REPL_JOB_H

#include "interp/ask.h"
#include "interp/report/account.h"
#include "repl/session.h"

typedef struct Job {
    Session *session;
    Engine *engine; /* rules and data are loaded */
    uint64_t accept_rejects;
    Text as_of; /* as it was written; empty: all is known */
    Day as_of_day;
    Text closed; /* the last closed period, as it was written; empty: none is */
    Day closed_day;
    PeriodUnit closed_unit;
    bool is_summed;    /* how many rows were used was said already */
    size_t open_told;  /* so many open decisions were warned of */
    const char **data; /* the paths of rosters and events */
    size_t data_count, data_room;
} Job;

typedef struct Asked {
    Text period;
    const Text *names; /* of scores; none: all */
    size_t name_count;
    Text kind, person; /* empty: every one */
    const Expr *where; /* rows of tables; NULL: all */
    const Expr *by;    /* as of AskView, like what follows */
    bool lowest_first, by_verdict;
    bool by_period;
    uint32_t each; /* by_period: of this calendar, inside the period */
    uint64_t top;
} Asked;

typedef struct ScoreForm {
    ReportFormat format;
    AskNames names;
    ReportStyle style;
} ScoreForm;

/* All return false with diagnostics; session_failed then knows the status. */
bool job_load_roster(Job *job, const char *const *paths, size_t count);
bool job_open_events(Job *job, const char *const *paths, size_t count);
/* What was known on a day that was written, for rules that are loaded after; `place` is where a
 * script says it, or NULL. */
bool job_as_of(Job *job, Text date, const Span *place);
/* The last closed period, which is a month unless it says otherwise; the rest as above. */
bool job_closed_through(Job *job, Text period, const Span *place);
/* Both, of options: NULL where one was not given. */
bool job_known(Job *job, const char *as_of, const char *closed);
/* Tells the engine, before it loads rules, what is known and what is closed. */
void job_tell(const Job *job);
/* A day as it is written on the command line. */
bool job_day(Job *job, Text date, Day *out);
/* The log, once and for many questions; says how many rows it used. */
bool job_keep(Job *job);
/* False with a diagnostic when `path` is a file that the run reads, by whatever name; `place` is
 * where a script names it, or NULL. */
bool job_may_write(Job *job, const char *path, const Span *place);
bool job_scores(Job *job, const Asked *asked, ScoreForm form, Output *out);
/* asked->person is needed. *adds_up is false when an account does not. */
bool job_why(Job *job, const Asked *asked, bool as_json, Output *out, bool *adds_up);

/* The account of each subject that is meant, in order of ids; it lives until the sink returns,
 * which may stop by returning false. */
typedef bool AccountSink(void *context, const Account *account);
bool job_accounts(Job *job, const Asked *asked, AccountSink *sink, void *context);

/* Notices and standings of the period. */
bool job_bulletin(Job *job, const Asked *asked, ReportFormat format, Output *out);

/* Every decision about events of these days that is open in the log, as a table. */
bool job_undecided(Job *job, Day first, Day last, Output *out);

/* "csv" of "out/2018.csv", or `otherwise` when the ending says nothing. */
ReportFormat job_format_of(const char *path, ReportFormat otherwise);

#endif
