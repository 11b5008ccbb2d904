/* merit score and merit why: a period's scores, and the account of one. */
#include "repl/asking.h"
#include "repl/script.h"

static bool open_all(Job *job, const Arguments *arguments, Answer *answer)
{
    return asking_known(job, arguments) &&
           script_load(job->session, job->engine, arguments->words[0], true) &&
           asking_data(job, arguments) && answer_open(answer, job, arguments);
}

int run_score(Session *session, const Arguments *arguments)
{
    Job job = {.session = session, .engine = session_engine(session)};
    Answer answer = {0};
    Asked asked = asked_of(session, arguments);
    bool good = open_all(&job, arguments, &answer) &&
                job_scores(&job, &asked, form_of(session, arguments), answer.out);
    return answer_close(&answer, &job, good);
}

int run_why(Session *session, const Arguments *arguments)
{
    Job job = {.session = session, .engine = session_engine(session)};
    Answer answer = {0};
    Asked asked = asked_of(session, arguments);
    const char *format = arguments_value(arguments, OPTION_FORMAT);
    bool as_json = format != NULL && text_is(text_from(format), "json"), adds_up = true;
    Text name = text_from(arguments->word_count > 1 ? arguments->words[1] : "");
    asked.names = &name;
    asked.name_count = name.size > 0;
    bool good =
        open_all(&job, arguments, &answer) && job_why(&job, &asked, as_json, answer.out, &adds_up);
    int status = answer_close(&answer, &job, good);
    return status == EXIT_DONE && !adds_up ? EXIT_INTERNAL : status;
}
