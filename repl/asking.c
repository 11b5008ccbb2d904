/* Period, names, data and form as the command line says them; the answer, whole or not at all. */
#include "repl/asking.h"

#include <string.h>

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

bool asking_known(Job *job, const Arguments *arguments)
{
    const char *accepted = arguments_value(arguments, OPTION_ACCEPT);
    const char *as_of = arguments_value(arguments, OPTION_AS_OF);
    const char *closed = arguments_value(arguments, OPTION_CLOSED);
    if (accepted != NULL && !arguments_count(job->session, accepted, &job->accept_rejects))
        return false;
    if (!job_known(job, as_of, closed))
        return false;
    job_tell(job);
    return true;
}

bool asking_data(Job *job, const Arguments *arguments)
{
    size_t rosters = 0, events = 0;
    const char **roster = arguments_values(job->session, arguments, OPTION_ROSTER, &rosters);
    const char **event = arguments_values(job->session, arguments, OPTION_EVENTS, &events);
    return job_load_roster(job, roster, rosters) && job_open_events(job, event, events);
}

static Text text_value(const Arguments *arguments, OptionKey key)
{
    const char *value = arguments_value(arguments, key);
    return value == NULL ? TEXT("") : text_from(value);
}

Asked asked_of(Session *session, const Arguments *arguments)
{
    Asked asked = {.period = text_value(arguments, OPTION_PERIOD),
                   .kind = text_value(arguments, OPTION_OF),
                   .person = text_value(arguments, OPTION_PERSON)};
    asked.names = score_names(session, arguments, &asked.name_count);
    return asked;
}

ScoreForm form_of(Session *session, const Arguments *arguments)
{
    const char *path = arguments_value(arguments, OPTION_OUTPUT);
    Text names = text_value(arguments, OPTION_NAMES);
    Text format = text_value(arguments, OPTION_FORMAT);
    ScoreForm form = {.format = job_format_of(path, REPORT_TABLE),
                      .names = text_is(names, "zh")         ? NAMES_CHINESE
                               : text_is(names, "declared") ? NAMES_DECLARED
                                                            : NAMES_ASCII,
                      .style = {.bom = arguments_has(arguments, OPTION_BOM),
                                .color = session->color_out && path == NULL,
                                .language = session->language}};
    if (format.size > 0)
        report_format_find(&form.format, format);
    return form;
}

bool answer_open(Answer *answer, Job *job, const Arguments *arguments)
{
    answer->path = arguments_value(arguments, OPTION_OUTPUT);
    if (job_may_write(job, answer->path, NULL))
        answer->out = session_output(job->session, answer->path);
    return answer->out != NULL;
}

int answer_close(Answer *answer, Job *job, bool good)
{
    Session *session = job->session;
    if (good && session_output_close(session, answer->out, answer->path))
        return EXIT_DONE;
    if (!good && answer->out != NULL && answer->out != session->out)
        output_abandon(answer->out);
    return session_failed(session, job->engine);
}
