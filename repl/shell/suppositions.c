/* What is supposed: listed, dropped, kept as the draft of an amendment. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/reason.h"
#include "interp/suppose.h"
#include "repl/shell/dots.h"

/* ---- Names ---- */

Text shell_supposed_name(const Shell *shell, size_t index)
{
    Text name = suppose_name(shell->desk.supposed.at[index]);
    if (name.size > 0)
        return text_visible(shell->session->arena, name);
    return text_from(arena_format(shell->session->arena, "%zu", index + 1));
}

static size_t changes_of(const Node *suppose)
{
    size_t count = 0;
    for (const Node *child = suppose->first; child != NULL; child = child->next)
        count += child->kind != NODE_TITLE;
    return count;
}

void shell_tell_supposed(Shell *shell)
{
    Session *session = shell->session;
    size_t last = shell->desk.supposed.count - 1;
    Text name = shell_supposed_name(shell, last);
    const char *words =
        say(session, "supposed: %.*s; compare … shows what that changes, .drop ends it\n",
            "已假设：%.*s；“对比 …”显示其影响，.取消 结束\n");
    if (!shell->is_terminal)
        return;
    output_format(session->out, words, (int)name.size, name.at);
    output_flush(session->out);
}

/* The one of a name or number; the last one without a word. False with a diagnostic. */
static bool find(Shell *shell, const char *word, size_t *index)
{
    size_t count = shell->desk.supposed.count;
    Arena *arena = diag_arena(shell->session->diag);
    Text *names = arena_alloc(arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = shell_supposed_name(shell, i);
        bool is_it = word == NULL ? i + 1 == count
                                  : text_is(names[i], word) ||
                                        text_is(text_from(arena_format(arena, "%zu", i + 1)), word);
        *index = i;
        if (is_it)
            return true;
    }
    int nearest = word == NULL ? -1 : text_nearest(text_from(word), names, count);
    const char *help = BOTH(".suppositions lists them", ".假设 列出现有的假设");
    if (nearest >= 0)
        help = arena_format(arena, BOTH("did you mean %s?", "是否指 %s？"), names[nearest].at,
                            names[nearest].at);
    if (count == 0)
        diag_plain(shell->session->diag, DIAG_E0849, NULL);
    else
        diag_plain(shell->session->diag, DIAG_E0850, word, help, NULL);
    return false;
}

/* ---- Listing, dropping ---- */

bool dot_suppositions(Shell *shell, const DotWords *words)
{
    Session *session = shell->session;
    Output *text = output_memory();
    (void)words;
    for (size_t i = 0; i < shell->desk.supposed.count; i++) {
        Text name = shell_supposed_name(shell, i);
        size_t changes = changes_of(shell->desk.supposed.at[i]);
        const char *one = say(session, "%zu  %.*s (%zu change)\n", "%zu  %.*s（%zu 处更改）\n");
        const char *many = say(session, "%zu  %.*s (%zu changes)\n", "%zu  %.*s（%zu 处更改）\n");
        output_format(text, changes == 1 ? one : many, i + 1, (int)name.size, name.at, changes);
    }
    if (shell->desk.supposed.count == 0)
        output_string(text, say(session, "nothing is supposed\n", "没有假设\n"));
    bool good = screen_answer(&shell->screen, output_contents(text));
    output_close(text);
    return good;
}

static bool take_out(Shell *shell, const void *what)
{
    const size_t *index = what;
    NodeList old = shell->desk.supposed, *now = &shell->desk.supposed;
    *now = (NodeList){0};
    for (size_t i = 0; i < old.count; i++) {
        if (i == *index)
            continue;
        now->at =
            arena_grow(shell->session->arena, now->at, now->count, &now->room, sizeof *now->at);
        now->at[now->count++] = old.at[i];
    }
    return true;
}

bool dot_drop(Shell *shell, const DotWords *words)
{
    size_t index;
    return find(shell, dot_joined(shell, words, 0), &index) &&
           shell_change(shell, take_out, &index);
}

/* ---- Keeping ---- */

static bool is_of_rules(const Node *change)
{
    NodeKind kind = change->kind;
    return kind != NODE_TITLE && kind != NODE_GIVEN_SUBJECT && kind != NODE_GIVEN_EVENT &&
           kind != NODE_STRIKE && kind != NODE_ALTER;
}

static Text written(const Shell *shell, const Node *node)
{
    return text_slice(diag_source_text(shell->session->diag, node->span.source), node->span.start,
                      node->span.end);
}

/* The lines of what no notice can say, as comments. */
static void put_comment(Output *out, Text text)
{
    output_string(out, "# ");
    for (size_t i = 0; i < text.size; i++) {
        output_char(out, text.at[i]);
        if (text.at[i] == '\n')
            output_string(out, "# ");
    }
    output_char(out, '\n');
}

/* The changes of the rules, as they were written; those of data in front of them. */
static void put_draft(const Shell *shell, const Node *suppose, Text name, const char *date,
                      Output *out)
{
    bool is_chinese = shell->session->language == LANG_ZH, any = false;
    for (const Node *child = suppose->first; child != NULL; child = child->next)
        if (child->kind != NODE_TITLE && !is_of_rules(child))
            put_comment(out, written(shell, child));
    for (const Node *child = suppose->first; child != NULL; child = child->next) {
        if (!is_of_rules(child))
            continue;
        if (!any)
            output_format(out,
                          is_chinese ? "修订 《%.*s》\n自 %s\n" : "amendment 《%.*s》\nfrom %s\n",
                          (int)name.size, name.at, date);
        any = true;
        output_text(out, written(shell, child));
        output_char(out, '\n');
    }
    if (any)
        output_string(out, is_chinese ? "结束\n" : "end\n");
}

static bool has_rules(const Node *suppose)
{
    for (const Node *child = suppose->first; child != NULL; child = child->next)
        if (is_of_rules(child))
            return true;
    return false;
}

/* Of one supposition, or of all from `first` to `last`, an amendment each. Empty: only data is
 * supposed. */
static Text drafts_of(const Shell *shell, size_t first, size_t last, const char *date)
{
    Output *out = output_memory();
    bool any = false;
    for (size_t i = first; i <= last; i++) {
        const Node *suppose = shell->desk.supposed.at[i];
        any = any || has_rules(suppose);
        put_draft(shell, suppose, shell_supposed_name(shell, i), date, out);
    }
    Text text = any ? text_copy(shell->session->arena, output_contents(out)) : TEXT("");
    output_close(out);
    return text;
}

/* In canonical layout, whole or not at all. */
static bool write_draft(Shell *shell, const char *path, Text draft)
{
    Session *session = shell->session;
    uint32_t source = diag_source(session->diag, text_from(path), draft);
    const Node *file = parse_source(session->arena, session->diag, source);
    if (diag_errors(session->diag) > 0)
        return false;
    Output *out = output_file(path);
    if (out != NULL)
        ast_format(file, draft, session->language, out);
    if (out != NULL && output_close(out))
        return true;
    diag_plain(session->diag, DIAG_E0803, path, reason_words(errno), NULL);
    return false;
}

bool dot_keep(Shell *shell, const DotWords *words)
{
    size_t index;
    Day day;
    const char *path = words->at[0], *date = words->at[1], *name = dot_joined(shell, words, 2);
    if (!find(shell, name, &index))
        return false;
    if (!day_parse(&day, text_from(date))) {
        diag_plain(shell->session->diag, DIAG_E0852, date, NULL);
        return false;
    }
    Text draft = drafts_of(shell, name == NULL ? 0 : index, index, date);
    if (draft.size == 0) {
        diag_plain(shell->session->diag, DIAG_E0851, NULL);
        return false;
    }
    return job_may_write(&shell->desk.job, path, NULL) && write_draft(shell, path, draft);
}
