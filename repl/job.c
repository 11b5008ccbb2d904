/* Running questions: what is asked, the run, what is said about the rows. */
#include "repl/job.h"

#include <string.h>
#include <sys/stat.h>

#include "grammar/ast.h"
#include "interp/event/log.h"

#include "repl/job_work.h"

static void keep_data(Job *job, const char *path)
{
    job->data = arena_grow(job->session->arena, job->data, job->data_count, &job->data_room,
                           sizeof *job->data);
    job->data[job->data_count++] = path;
}

bool job_load_roster(Job *job, const char *const *paths, size_t count)
{
    job->data_count = 0;
    for (size_t i = 0; i < count; i++)
        keep_data(job, roster_file(paths[i]));
    return engine_load_roster(job->engine, paths, count);
}

bool job_open_events(Job *job, const char *const *paths, size_t count)
{
    job->is_summed = false;
    for (size_t i = 0; i < count; i++)
        keep_data(job, paths[i]);
    return engine_open_events(job->engine, paths, count);
}

static bool is_file(const char *path, const struct stat *file)
{
    struct stat about;
    return stat(path, &about) == 0 && about.st_dev == file->st_dev && about.st_ino == file->st_ino;
}

bool job_may_write(Job *job, const char *path, const Span *place)
{
    struct stat file;
    size_t count = 0;
    Session *session = job->session;
    bool is_read = false;
    if (path == NULL || stat(path, &file) != 0 || !S_ISREG(file.st_mode))
        return true;
    const Node *const *files = engine_files(job->engine, &count);
    for (size_t i = 0; i < count && !is_read; i++) {
        Text name = diag_source_name(session->diag, files[i]->span.source);
        is_read = is_file(text_copy(session->arena, name).at, &file);
    }
    for (size_t i = 0; i < job->data_count && !is_read; i++)
        is_read = is_file(job->data[i], &file);
    if (is_read && place != NULL)
        diag_add(session->diag, DIAG_E0830, *place, path, NULL);
    else if (is_read)
        diag_plain(session->diag, DIAG_E0830, path, NULL);
    return !is_read;
}

ReportFormat job_format_of(const char *path, ReportFormat otherwise)
{
    ReportFormat format = otherwise;
    const char *dot = path == NULL ? NULL : strrchr(path, '.');
    return dot != NULL && report_format_find(&format, text_from(dot + 1)) ? format : otherwise;
}

static bool cannot_be(const Job *job, DiagCode code, Text word, const Span *place)
{
    Diag *diag = job->session->diag;
    const char *words = text_copy(diag_arena(diag), word).at;
    if (place != NULL)
        diag_add(diag, code, *place, words, NULL);
    else
        diag_plain(diag, code, words, NULL);
    return false;
}

bool job_closed_through(Job *job, Text period, const Span *place)
{
    Text written = text_fold(job->session->arena, period);
    int32_t index;
    if (day_parse(&job->closed_day, written))
        job->closed_unit = UNIT_MONTH;
    else if (period_parse(&job->closed_unit, &index, written))
        job->closed_day = period_last(job->closed_unit, index);
    else
        return cannot_be(job, DIAG_E0837, period, place);
    job->closed = period;
    return true;
}

void job_tell(const Job *job)
{
    if (job->as_of.size > 0)
        engine_as_of(job->engine, job->as_of_day);
    if (job->closed.size > 0)
        engine_close_through(job->engine, job->closed_day, job->closed_unit);
}

bool job_as_of(Job *job, Text date, const Span *place)
{
    Day day;
    if (day_parse(&day, date) || day_parse_lenient(&day, text_fold(job->session->arena, date))) {
        job->as_of = date;
        job->as_of_day = day;
        return true;
    }
    return cannot_be(job, DIAG_E0834, date, place);
}

bool job_known(Job *job, const char *as_of, const char *closed)
{
    return (as_of == NULL || job_as_of(job, text_from(as_of), NULL)) &&
           (closed == NULL || job_closed_through(job, text_from(closed), NULL));
}

bool job_day(Job *job, Text date, Day *out)
{
    Job other = *job;
    if (!job_as_of(&other, date, NULL))
        return false;
    *out = other.as_of_day;
    return true;
}

static void say_counts(const Job *job, const Log *log)
{
    const Session *session = job->session;
    if (session->is_json)
        return;
    const char *format =
        say(session, "%llu rows used, %llu rejected", "采用 %llu 行，退回 %llu 行");
    const char *later =
        say(session, ", %llu not yet known on %.*s", "，%llu 行截至 %.*s 尚未登记，不计");
    output_format(session->err, format, (unsigned long long)log_used(log),
                  (unsigned long long)log_rejected(log));
    if (job->as_of.size > 0)
        output_format(session->err, later, (unsigned long long)log_later(log), (int)job->as_of.size,
                      job->as_of.at);
    output_string(session->err, "\n");
    output_flush(session->err);
}

/* "2,345 rows used, 2 rejected", once a job; rejects that were accepted are shown. */
static void say_rows(Job *job)
{
    Session *session = job->session;
    const Log *log = engine_log(job->engine);
    if (log == NULL || job->is_summed)
        return;
    job->is_summed = true;
    if (log_rejected(log) > 0) {
        log_report_rejects(log, session->diag);
        session_report(session);
    }
    say_counts(job, log);
}

/* The same of a log with too many rejects, below them. */
static void say_rejected(Job *job)
{
    const Log *log = engine_log(job->engine);
    if (engine_status(job->engine) != EXIT_DATA || log == NULL || log_failed(log))
        return;
    session_report(job->session);
    say_counts(job, log);
}

/* A table may hold what is open: said once, and again when there is more of it. */
static void warn_open(Job *job, const Result *result)
{
    const OpenAmount *open = NULL;
    size_t count = result_open(result, &open);
    if (count <= job->open_told)
        return;
    job->open_told = count;
    diag_plain(job->session->diag, DIAG_W1002,
               arena_format(diag_arena(job->session->diag), "%zu", count), NULL);
}

/* The first column of the kind that is shown: a condition on rows is asked of its cells. */
static uint32_t first_shown(const AskScores *ask)
{
    for (size_t i = 0; i < ask->item_count; i++)
        if (ask->ir->items[ask->items[i]].subject == ask->kind)
            return ask->items[i];
    return ask->items[0];
}

Result *job_run(Job *job, const AskScores *ask, Trace *trace)
{
    Progress progress;
    progress_start(&progress, job->session);
    Question question = {.items = ask->items,
                         .item_count = ask->item_count,
                         .first = ask->period.first_day,
                         .last = ask->period.last_day,
                         .where = ask->where,
                         .where_item = ask->where != NULL ? first_shown(ask) : 0,
                         .trace = trace,
                         .accept_rejects = job->accept_rejects,
                         .progress = progress.is_wanted ? progress_step : NULL,
                         .context = &progress,
                         .is_stopped = job->session->is_stopped,
                         .stopper = job->session->stopper};
    Result *result = engine_run(job->engine, &question);
    progress_end(&progress);
    if (result != NULL) {
        say_rows(job);
        warn_open(job, result);
    } else {
        say_rejected(job);
    }
    return result;
}

bool job_keep(Job *job)
{
    if (!engine_keep(job->engine))
        return false;
    if (engine_accepts(job->engine, job->accept_rejects)) {
        say_rows(job);
        return true;
    }
    say_rejected(job);
    return false;
}

bool job_prepare(Job *job, const Asked *asked, AskScores *out)
{
    Diag *diag = job->session->diag;
    const Ir *ir = engine_ir(job->engine);
    *out = (AskScores){.ir = ir, .kind = ASK_EVERY};
    if (!ask_period(ir, diag, asked->period,
                    ask_calendar(ir, diag, asked->names, asked->name_count), &out->period))
        return false;
    if (asked->by_period && asked->each != out->period.calendar)
        (void)ask_inside(ir, asked->each, &out->period); /* else ask_items says what is wrong */
    if (asked->kind.size > 0 && !ask_kind(ir, diag, asked->kind, &out->kind))
        return false;
    bool is_of_one = asked->person.size > 0 || asked->where != NULL || asked->by != NULL;
    if (is_of_one && out->kind == ASK_EVERY)
        out->kind = ask_first_kind(ir, diag, asked->names, asked->name_count);
    if (!ask_items(job->session->arena, diag, asked->names, asked->name_count, out))
        return false;
    if (is_of_one && out->kind == ASK_EVERY)
        out->kind = ir->items[out->items[0]].subject;
    return true;
}

/* What the rows are asked, as one expression: a plan must know what they read. */
static const Expr *rows_read(Arena *arena, const Asked *asked)
{
    if (asked->where == NULL || asked->by == NULL)
        return asked->where != NULL ? asked->where : asked->by;
    Expr *both = arena_alloc(arena, sizeof *both);
    *both = (Expr){.op = EXPR_AND, .arg = {(Expr *)asked->where, (Expr *)asked->by}};
    return both;
}

/* Only periods that everyone shares stand side by side. */
static bool are_shared(Job *job, const Asked *asked, const AskScores *ask)
{
    const IrCalendar *calendar = &ask->ir->calendars[ask->period.calendar];
    if (!asked->by_period || !calendar_is_own(calendar))
        return true;
    Diag *diag = job->session->diag;
    diag_plain(diag, DIAG_E0641, ask_calendar_words(diag_arena(diag), calendar), NULL);
    return false;
}

bool job_scores(Job *job, const Asked *asked, ScoreForm form, Output *out)
{
    Session *session = job->session;
    AskScores ask;
    AskView view = {.language = session->language,
                    .names = form.names,
                    .subject = ASK_EVERY,
                    .where = asked->where,
                    .by = asked->by,
                    .lowest_first = asked->lowest_first,
                    .by_verdict = asked->by_verdict,
                    .by_period = asked->by_period,
                    .top = asked->top};
    if (!job_prepare(job, asked, &ask) || !are_shared(job, asked, &ask))
        return false;
    view.for_people =
        form.format == REPORT_TABLE || form.format == REPORT_MD || form.format == REPORT_HTML;
    if (asked->person.size > 0 && !ask_subject(ask.ir, session->diag, engine_roster(job->engine),
                                               ask.kind, asked->person, &view.subject))
        return false;
    ask.where = rows_read(session->arena, asked);
    Trace *notices = form.format == REPORT_HTML ? NULL : job_notices_trace(job, &ask, &view);
    Result *result = job_run(job, &ask, notices);
    if (result == NULL)
        return false;
    size_t count = 0;
    const ReportTable *tables = ask_tables(session->arena, &ask, result, view, &count);
    report_write(out, form.format, tables, count, form.style);
    job_put_notices(job, &ask, &view, notices, form.format == REPORT_MD, out);
    result_free(result);
    return true;
}
