/* merit fmt: rule files in their canonical layout. */
#include "repl/command.h"

#include <string.h>

#include "grammar/ast.h"
#include "repl/diff.h"
#include "repl/script.h"

typedef struct Formatter {
    Session *session;
    bool is_check, is_diff;
    const char *to; /* NULL: as written */
    bool found;     /* a file would change */
    bool broken;    /* the layout changed the meaning: never written */
} Formatter;

/* The text laid out anew, or one with a NULL pointer when the file has errors. */
static Text laid_out(Formatter *formatter, const char *path, uint32_t source)
{
    Session *session = formatter->session;
    Text text = diag_source_text(session->diag, source);
    size_t before = diag_errors(session->diag);
    const Node *file = parse_source(session->arena, session->diag, source);
    if (file == NULL || diag_errors(session->diag) > before)
        return (Text){NULL, 0};
    Language language = script_language(session, file);
    if (formatter->to != NULL)
        language = strcmp(formatter->to, "zh") == 0 ? LANG_ZH : LANG_EN;
    Output *out = output_memory();
    ast_format(file, text, language, out);
    Text result = text_copy(session->arena, output_contents(out));
    output_close(out);
    uint32_t again = diag_source(session->diag, text_from(path), result);
    const Node *same = parse_source(session->arena, session->diag, again);
    if (same != NULL && diag_errors(session->diag) == before && node_equal(file, same))
        return result;
    formatter->broken = true;
    return (Text){NULL, 0};
}

static void write_back(Session *session, const char *path, Text text)
{
    Output *out = session_output(session, path);
    if (out == NULL)
        return;
    output_text(out, text);
    session_output_close(session, out, path);
}

static void format_file(Formatter *formatter, const char *path)
{
    Session *session = formatter->session;
    uint32_t source = 0;
    if (!session_source(session, path, &source))
        return;
    Text before = diag_source_text(session->diag, source);
    Text after = laid_out(formatter, path, source);
    bool is_input = strcmp(path, "-") == 0;
    bool is_same = after.at == NULL || text_equal(before, after);
    bool is_look = formatter->is_check || formatter->is_diff;
    formatter->found = formatter->found || !is_same;
    if (after.at == NULL)
        return;
    if (is_input && !is_look)
        output_text(session->out, after);
    else if (!is_same && formatter->is_diff)
        diff_print(session->out, session->arena, diag_source_name(session->diag, source), before,
                   after, session->color_out);
    else if (!is_same && formatter->is_check)
        output_format(session->out, "%s\n", text_visible(session->arena, text_from(path)).at);
    else if (!is_same)
        write_back(session, path, after);
}

int run_fmt(Session *session, const Arguments *arguments)
{
    Formatter formatter = {.session = session,
                           .is_check = arguments_has(arguments, OPTION_CHECK),
                           .is_diff = arguments_has(arguments, OPTION_DIFF),
                           .to = arguments_value(arguments, OPTION_TO)};
    for (size_t i = 0; i < arguments->word_count; i++) {
        size_t count = 0;
        const char **files = script_files(session, arguments->words[i], &count);
        for (size_t f = 0; files != NULL && f < count; f++)
            format_file(&formatter, files[f]);
    }
    int status = session_report(session);
    if (formatter.broken)
        return EXIT_INTERNAL;
    if (status != EXIT_DONE)
        return status;
    bool is_look = formatter.is_check || formatter.is_diff;
    return is_look && formatter.found ? EXIT_FOUND : EXIT_DONE;
}
