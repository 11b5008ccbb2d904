/* `slip`: a page for each person, with the account and its clauses. */
#include "repl/statement.h"

#include <string.h>

#include "interp/report/html.h"

typedef struct Slips {
    Desk *desk;
    const Node *query;
    const char *path; /* with {id} and {name} still in it; NULL: standard output */
    Output *one;      /* all of them go there; NULL: each has its file */
    bool as_html;
    size_t count;
} Slips;

static bool names_subject(Text text)
{
    for (size_t at = 0; at < text.size; at++) {
        Text rest = text_slice(text, at, text.size);
        if (text_starts(rest, "{id}") || text_starts(rest, "{name}"))
            return true;
    }
    return false;
}

/* What is put into a path may not lead elsewhere. */
static bool is_file_word(Text word)
{
    bool good = word.size > 0 && word.at[0] != '.';
    for (size_t i = 0; i < word.size; i++)
        good = good && word.at[i] != '/' && (unsigned char)word.at[i] >= ' ';
    return good;
}

/* The path of a subject's slip; NULL with E0613. */
static const char *slip_path(const Slips *slips, const Account *account)
{
    Output *out = output_memory();
    const char *path = slips->path;
    bool good = true;
    while (*path != '\0') {
        bool is_id = strncmp(path, "{id}", 4) == 0, is_name = strncmp(path, "{name}", 6) == 0;
        if (!is_id && !is_name) {
            output_char(out, *path++);
            continue;
        }
        Text word = is_id ? account->id : account->name;
        if (!is_file_word(word)) {
            Diag *diag = slips->desk->session->diag;
            diag_add(diag, DIAG_E0613, node_find(slips->query, NODE_OUTPUT)->span,
                     text_copy(diag_arena(diag), text_visible(diag_arena(diag), word)).at, NULL);
            good = false;
        }
        output_text(out, word);
        path += is_id ? 4 : 6;
    }
    const char *filled = text_copy(slips->desk->session->arena, output_contents(out)).at;
    output_close(out);
    return good ? filled : NULL;
}

static Text title_of(const Account *account, Arena *arena)
{
    return text_from(arena_format(arena, "%.*s %.*s %.*s", (int)account->id.size, account->id.at,
                                  (int)account->name.size, account->name.at,
                                  (int)account->period.size, account->period.at));
}

static void put_slip(Slips *slips, const Account *account, Output *out)
{
    Language language = slips->desk->session->language;
    Arena *arena = arena_new(0);
    bool alone = slips->one == NULL;
    if (slips->as_html) {
        if (alone || slips->count == 0)
            html_begin(out, alone ? title_of(account, arena) : account->regulation, language);
        account_print_html(account, language, out);
        if (alone)
            html_end(out);
    } else {
        output_string(out, slips->count > 0 && !alone ? "\n" : "");
        account_print_text(account, language, out);
    }
    arena_free(arena);
}

static bool add_slip(void *context, const Account *account)
{
    Slips *slips = context;
    Desk *desk = slips->desk;
    Output *out = slips->one;
    if (out == NULL) {
        const char *path = slip_path(slips, account);
        out =
            path == NULL ? NULL : desk_file(desk, path, node_find(slips->query, NODE_OUTPUT)->span);
    }
    if (out == NULL)
        return false;
    put_slip(slips, account, out);
    slips->count++;
    desk->adds_up = desk->adds_up && account->is_balanced;
    if (slips->one == NULL)
        output_stage(out); /* what could not be written is said when all are finished */
    return true;
}

/* One file for each subject where the path names it; else one for all, or the standard output. */
static bool find_output(Slips *slips)
{
    const Node *output = node_find(slips->query, NODE_OUTPUT);
    Inputs inputs = slips->desk->inputs;
    inputs_pass(&inputs, TEXT("id"), TEXT("{id}"));
    inputs_pass(&inputs, TEXT("name"), TEXT("{name}"));
    if (output != NULL && output->first != NULL && names_subject(output->first->name))
        return desk_path(slips->desk, &inputs, output->first, &slips->path);
    slips->one = desk_output(slips->desk, slips->query, &slips->path);
    return slips->one != NULL;
}

static bool form_of(Slips *slips)
{
    Text name = TEXT("");
    const Node *as = node_find(slips->query, NODE_AS);
    const char *dot = slips->path == NULL ? NULL : strrchr(slips->path, '.');
    if (as != NULL)
        name = as->name;
    else if (dot != NULL)
        name = text_from(dot + 1);
    slips->as_html = text_is(name, "html") || text_is(name, "htm");
    if (as == NULL || slips->as_html || text_is(name, "table"))
        return true;
    Diag *diag = slips->desk->session->diag;
    diag_add(diag, DIAG_E0614, as->span, text_copy(diag_arena(diag), as->name).at, NULL);
    return false;
}

bool query_slip(Desk *desk, const Node *query)
{
    Slips slips = {.desk = desk, .query = query};
    Asked asked;
    if (!query_is_plain(desk, query, BOTH("a slip", "个人单")) ||
        !query_asked(desk, query, &asked) || !find_output(&slips) || !form_of(&slips))
        return false;
    bool good = job_accounts(&desk->job, &asked, add_slip, &slips);
    if (good && slips.one != NULL && slips.as_html && slips.count > 0)
        html_end(slips.one);
    return good;
}
