/* merit explain: the page of a diagnostic. */
#include "repl/command.h"

#include <string.h>

#include "repl/pages.h"

static const char *page_of(const char *code)
{
    for (const Page *page = PAGES; page->code != NULL; page++)
        if (strcmp(page->code, code) == 0)
            return page->text;
    return NULL;
}

/* The first heading begins the English part, the second one the Chinese part. Lines that begin
 * with # within a block of code are comments. */
static const char *chinese_part(const char *page)
{
    bool in_code = false;
    for (const char *line = page; line != NULL && *line != '\0';) {
        if (strncmp(line, "```", 3) == 0)
            in_code = !in_code;
        if (line != page && !in_code && strncmp(line, "# ", 2) == 0)
            return line;
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return NULL;
}

static void print_page(const Session *session, const char *page, Output *out)
{
    const char *chinese = chinese_part(page);
    Text text = text_from(session->language == LANG_ZH && chinese != NULL ? chinese : page);
    if (session->language == LANG_EN && chinese != NULL)
        text = (Text){page, (size_t)(chinese - page)};
    output_text(out, text_trim(text));
    output_char(out, '\n');
}

/* Where no page was written, what the catalogue says. */
static void print_message(const Session *session, DiagCode code, Output *out)
{
    output_format(out, "# %s\n\n%s\n", diag_name(code), diag_template(code, session->language));
}

bool page_print(Session *session, const char *word, Output *out)
{
    DiagCode code = DIAG_E0818;
    if (!diag_lookup(&code, text_from(word))) {
        Text *names = arena_alloc(session->arena, DIAG_COUNT * sizeof *names);
        for (int i = 0; i < DIAG_COUNT; i++)
            names[i] = text_from(diag_name((DiagCode)i));
        int nearest = text_nearest(text_from(word), names, DIAG_COUNT);
        const char *help = BOTH("codes look like E0301", "代码形如 E0301");
        if (nearest >= 0)
            help = arena_format(session->arena, BOTH("the nearest is %s", "最接近的是 %s"),
                                names[nearest].at, names[nearest].at);
        diag_plain(session->diag, DIAG_E0818, word, help, NULL);
        return false;
    }
    const char *page = page_of(diag_name(code));
    if (page != NULL)
        print_page(session, page, out);
    else
        print_message(session, code, out);
    return true;
}

int run_explain(Session *session, const Arguments *arguments)
{
    return page_print(session, arguments->words[0], session->out) ? EXIT_DONE : EXIT_USAGE;
}
