/* merit score and merit why: a period's scores, and the account of one. */
#include "repl/command.h"

#include <string.h>

#include "repl/job.h"
#include "repl/script.h"

static bool is_comma(Text text, size_t at)
{
    return text.at[at] == ',' || (text.size - at >= 3 && (memcmp(text.at + at, "，", 3) == 0 ||
                                                          memcmp(text.at + at, "、", 3) == 0));
}

/* --score takes words apart at commas too. */
static Text *score_names(Session *session, const Arguments *arguments, size_t *count)
{
    size_t given = 0, room = 0;
    const char **values = arguments_values(session, arguments, OPTION_SCORE, &given);
    Text *names = NULL;
    *count = 0;
    for (size_t i = 0; i < given; i++) {
        Text value = text_from(values[i]);
        for (size_t from = 0, at = 0; at <= value.size; at++) {
            if (at < value.size && !is_comma(value, at))
                continue;
            Text name = text_trim(text_slice(value, from, at));
            names = arena_grow(session->arena, names, *count, &room, sizeof *names);
            if (name.size > 0)
                names[(*count)++] = name;
            at += at < value.size && value.at[at] != ',' ? 2 : 0;
            from = at + 1;
        }
    }
    return names;
}

/* Rules and data of both commands. */
static bool open_job(Job *job, const Arguments *arguments)
{
    Session *session = job->session;
    size_t rosters = 0, events = 0;
    const char *accepted = arguments_value(arguments, OPTION_ACCEPT);
    const char **roster = arguments_values(session, arguments, OPTION_ROSTER, &rosters);
    const char **event = arguments_values(session, arguments, OPTION_EVENTS, &events);
    const char *as_of = arguments_value(arguments, OPTION_AS_OF);
    const char *closed = arguments_value(arguments, OPTION_CLOSED);
    if (accepted != NULL && !arguments_count(session, accepted, &job->accept_rejects))
        return false;
    if (!job_known(job, as_of, closed))
        return false;
    job_tell(job);
    return script_load(session, job->engine, arguments->words[0], true) &&
           job_load_roster(job, roster, rosters) && job_open_events(job, event, events);
}

static Text text_value(const Arguments *arguments, OptionKey key)
{
    const char *value = arguments_value(arguments, key);
    return value == NULL ? TEXT("") : text_from(value);
}

static Asked asked_of(const Arguments *arguments)
{
    return (Asked){.period = text_value(arguments, OPTION_PERIOD),
                   .kind = text_value(arguments, OPTION_OF),
                   .person = text_value(arguments, OPTION_PERSON)};
}

static ScoreForm form_of(Session *session, const Arguments *arguments)
{
    const char *path = arguments_value(arguments, OPTION_OUTPUT);
    Text names = text_value(arguments, OPTION_NAMES);
    Text format = text_value(arguments, OPTION_FORMAT);
    ScoreForm form = {.format = job_format_of(path, REPORT_TABLE),
                      .names = text_is(names, "zh")         ? NAMES_CHINESE
                               : text_is(names, "declared") ? NAMES_DECLARED
                                                            : NAMES_ASCII,
                      .style = {.bom = arguments_has(arguments, OPTION_BOM),
                                .color = session->color_out && path == NULL}};
    if (format.size > 0)
        report_format_find(&form.format, format);
    return form;
}

typedef struct Answer {
    Session *session;
    const char *path;
    Output *out;
} Answer;

/* A failed answer leaves no file. */
static int close_answer(Answer *answer, const Engine *engine, bool good)
{
    if (good && session_output_close(answer->session, answer->out, answer->path))
        return EXIT_DONE;
    if (!good && answer->out != answer->session->out)
        output_abandon(answer->out);
    return session_failed(answer->session, engine);
}

int run_score(Session *session, const Arguments *arguments)
{
    Job job = {.session = session, .engine = session_engine(session)};
    Answer answer = {.session = session, .path = arguments_value(arguments, OPTION_OUTPUT)};
    Asked asked = asked_of(arguments);
    asked.names = score_names(session, arguments, &asked.name_count);
    bool good = open_job(&job, arguments) && job_may_write(&job, answer.path, NULL);
    answer.out = good ? session_output(session, answer.path) : NULL;
    good = answer.out != NULL && job_scores(&job, &asked, form_of(session, arguments), answer.out);
    int status = answer.out == NULL ? session_failed(session, job.engine)
                                    : close_answer(&answer, job.engine, good);
    return status;
}

int run_why(Session *session, const Arguments *arguments)
{
    Job job = {.session = session, .engine = session_engine(session)};
    Answer answer = {.session = session, .path = arguments_value(arguments, OPTION_OUTPUT)};
    Asked asked = asked_of(arguments);
    Text name = text_from(arguments->word_count > 1 ? arguments->words[1] : "");
    bool as_json = text_is(text_value(arguments, OPTION_FORMAT), "json"), adds_up = true;
    asked.names = &name;
    asked.name_count = name.size > 0;
    bool good = open_job(&job, arguments) && job_may_write(&job, answer.path, NULL);
    answer.out = good ? session_output(session, answer.path) : NULL;
    good = answer.out != NULL && job_why(&job, &asked, as_json, answer.out, &adds_up);
    int status = answer.out == NULL ? session_failed(session, job.engine)
                                    : close_answer(&answer, job.engine, good);
    return status == EXIT_DONE && !adds_up ? EXIT_INTERNAL : status;
}
