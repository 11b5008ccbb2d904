/* merit mutate: each small change of the rules, and whether their tests notice. */
#include "repl/command.h"

#include <stdlib.h>
#include <string.h>

#include "repl/mutation.h"
#include "repl/script.h"

/* ---- The changes that need no test ---- */

static bool read_excused(Session *session, const Arguments *arguments, Excused *excused)
{
    const char *path = arguments_value(arguments, OPTION_EXCUSED);
    uint32_t source;
    *excused = (Excused){0};
    if (path == NULL)
        return true;
    if (!session_source(session, path, &source))
        return false;
    Text text = diag_source_text(session->diag, source);
    size_t room = 0;
    for (size_t from = 0, at = 0; from < text.size; from = ++at) {
        for (at = from; at < text.size && text.at[at] != '\n';)
            at++;
        size_t mark = from;
        while (mark < at && text.at[mark] != '#')
            mark++;
        Text line = text_trim(text_slice(text, from, mark));
        excused->at =
            arena_grow(session->arena, excused->at, excused->count, &room, sizeof *excused->at);
        if (line.size > 0 && mark < at)
            excused->at[excused->count++] =
                (ExcusedLine){line, text_trim(text_slice(text, mark + 1, at))};
    }
    return true;
}

/* ---- The forms ---- */

static int64_t percent_tenths(const Mutation *of)
{
    size_t counted = of->killed + of->survived;
    return counted == 0 ? 1000 : (int64_t)(of->killed * 1000 / counted);
}

static void print_text(const Mutation *of)
{
    Session *session = of->session;
    for (size_t i = 0; i < of->count; i++) {
        const Trial *trial = &of->trials[i];
        if (trial->outcome != TRIAL_SURVIVED)
            continue;
        output_format(
            session->out,
            say(session, "%.*s: no test notices  (%s:%zu)\n", "%.*s：没有测试发现  （%s:%zu）\n"),
            (int)trial->words.size, trial->words.at, trial->file, trial->line);
        output_text(session->out, trial->test);
    }
    int64_t tenths = percent_tenths(of);
    output_format(session->out,
                  say(session, "%zu of %zu changes noticed: %lld.%lld%%",
                      "%2$zu 项更改中发现 %1$zu 项：%3$lld.%4$lld%%"),
                  of->killed, of->killed + of->survived, (long long)(tenths / 10),
                  (long long)(tenths % 10));
    if (of->excused > 0)
        output_format(session->out, say(session, "; %zu need no test", "；%zu 项不需要测试"),
                      of->excused);
    output_char(session->out, '\n');
}

static void print_json(const Mutation *of)
{
    Output *out = of->session->out;
    size_t told = 0;
    output_format(out, "{\"noticed\":%zu,\"counted\":%zu,\"excused\":%zu,\"survivors\":[",
                  of->killed, of->killed + of->survived, of->excused);
    for (size_t i = 0; i < of->count; i++) {
        const Trial *trial = &of->trials[i];
        if (trial->outcome != TRIAL_SURVIVED)
            continue;
        output_string(out, told++ > 0 ? ",\n{\"file\":" : "\n{\"file\":");
        output_json(out, text_from(trial->file));
        output_format(out, ",\"line\":%zu,\"change\":", trial->line);
        output_json(out, trial->words);
        output_string(out, ",\"test\":");
        if (trial->test.size > 0)
            output_json(out, trial->test);
        else
            output_string(out, "null");
        output_char(out, '}');
    }
    output_string(out, "\n]}\n");
}

/* ---- The command ---- */

/* "95", "95%", "95.5%": in tenths. False with a diagnostic. */
static bool read_least(Session *session, const Arguments *arguments, int64_t *tenths)
{
    const char *word = arguments_value(arguments, OPTION_LEAST);
    *tenths = 0;
    if (word == NULL)
        return true;
    Text text = text_from(word);
    Ratio value, ten;
    if (text.size > 0 && text.at[text.size - 1] == '%')
        text.size--;
    if (ratio_parse(&value, text) && value.num >= 0 && ratio_compare(value, RATIO(100)) <= 0 &&
        ratio_mul(&ten, value, RATIO(10)) && ten.den == 1) {
        *tenths = ten.num;
        return true;
    }
    diag_plain(session->diag, DIAG_E0838, word, NULL);
    return false;
}

int run_mutate(Session *session, const Arguments *arguments)
{
    Mutation mutation = {.session = session, .arguments = arguments};
    const char *format = arguments_value(arguments, OPTION_FORMAT);
    int64_t least;
    if (!read_least(session, arguments, &least) ||
        !read_excused(session, arguments, &mutation.reasons))
        return session_report(session);
    for (size_t i = 0; i < arguments->word_count; i++) {
        int status = mutation_try(&mutation, arguments->words[i]);
        if (status != EXIT_DONE)
            return status;
    }
    if (format != NULL && strcmp(format, "json") == 0)
        print_json(&mutation);
    else
        print_text(&mutation);
    return percent_tenths(&mutation) < least ? EXIT_FOUND : EXIT_DONE;
}
