/* The commands that show: help, what is loaded, rules, people, events. */
#include "repl/shell/dots.h"

#include <string.h>

#include "repl/listing.h"
#include "repl/pages.h"

enum { HELP_COLUMN = 26 };

static bool tell(Shell *shell, Output *text)
{
    screen_tell(&shell->screen, output_contents(text));
    screen_note(&shell->screen, output_contents(text));
    output_close(text);
    return true;
}

/* ---- Help ---- */

static void put_dot(Output *out, const DotRow *row, Language language)
{
    Output *head = output_memory();
    output_format(head, "  .%s", language == LANG_ZH ? row->chinese : row->name);
    if (language == LANG_ZH)
        output_format(head, " .%s", row->name);
    output_format(head, "%s%s", *row->words[language] != '\0' ? " " : "", row->words[language]);
    size_t width = text_width(output_contents(head));
    output_text(out, output_contents(head));
    output_pad(out, width < HELP_COLUMN ? HELP_COLUMN - width : 2);
    output_format(out, "%s\n", row->help[language]);
    output_close(head);
}

static const char *const INTRODUCTION[] = {
    "What a run script may hold can be typed here: questions, declarations, what to load.\n\n"
    "  show monthly, bonus in 2018-10 where monthly below 97 points\n"
    "  why bonus of 0009 in 2018-10\n"
    "  list rules\n"
    "  use \"rules/township\"    roster \"people.csv\"    events \"log.csv\"\n\n"
    "A block goes on until its `end`; a question ends with its line, and a line such as\n"
    "`where …` goes on with the last one. Tab completes, Ctrl-C drops a line or stops work.\n\n",
    "运行脚本中的内容都可以在此输入：查询、声明、装入的文件。\n\n"
    "  显示 月得分, 月绩效奖 在 2018-10 其中 月得分 低于 97分\n"
    "  为何 月绩效奖 属 0009 在 2018-10\n"
    "  列出 规则\n"
    "  使用 “rules/township”    名册 “people.csv”    事件表 “log.csv”\n\n"
    "声明到“结束”为止；查询一行即止，下一行“其中 …”等可接着上一个查询。\n"
    "Tab 键补全，Ctrl-C 放弃当前输入或停止计算。\n\n"};

static const DotRow *named(const char *word)
{
    word += *word == '.';
    for (size_t i = 0; i < DOT_COUNT; i++)
        if (strcmp(DOTS[i].name, word) == 0 || strcmp(DOTS[i].chinese, word) == 0)
            return &DOTS[i];
    return NULL;
}

bool dot_help(Shell *shell, const DotWords *words)
{
    Output *text = output_memory();
    Language language = shell->session->language;
    const DotRow *row = words->count > 0 ? named(words->at[0]) : NULL;
    if (row != NULL) {
        put_dot(text, row, language);
        return tell(shell, text);
    }
    output_string(text, INTRODUCTION[language]);
    for (size_t i = 0; i < DOT_COUNT; i++)
        put_dot(text, &DOTS[i], language);
    return tell(shell, text);
}

bool dot_explain(Shell *shell, const DotWords *words)
{
    Output *text = output_memory();
    bool good = page_print(shell->session, words->at[0], text);
    if (good)
        return tell(shell, text);
    output_close(text);
    return false;
}

/* ---- What is loaded ---- */

static void put_paths(Shell *shell, Output *out, const char *words, const PathList *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        output_format(out, "%s ", words);
        output_text(out, text_visible(shell->session->arena, text_from(paths->at[i])));
        output_char(out, '\n');
    }
}

static void put_rules(Shell *shell, Output *out)
{
    Session *session = shell->session;
    const RuleTexts *rules = &shell->desk.rules;
    size_t typed = 0;
    for (size_t i = 0; i < rules->count; i++) {
        typed += rules->at[i].path == NULL;
        if (rules->at[i].path == NULL)
            continue;
        output_string(out, say(session, "rules  ", "规则   "));
        output_text(out, text_visible(session->arena, text_from(rules->at[i].path)));
        output_char(out, '\n');
    }
    if (typed > 0)
        output_format(out, say(session, "rules  %zu typed here\n", "规则   此处输入 %zu 段\n"),
                      typed);
}

bool dot_files(Shell *shell, const DotWords *words)
{
    Session *session = shell->session;
    const Desk *desk = &shell->desk;
    Output *text = output_memory();
    (void)words;
    put_rules(shell, text);
    put_paths(shell, text, say(session, "roster", "名册  "), &desk->roster);
    put_paths(shell, text, say(session, "events", "事件表"), &desk->events);
    for (size_t i = 0; i < desk->inputs.count; i++) {
        const Input *input = &desk->inputs.at[i];
        output_format(text, say(session, "input  %.*s = %.*s\n", "输入   %.*s = %.*s\n"),
                      (int)input->name.size, input->name.at, (int)input->value.size,
                      input->value.at);
    }
    if (output_contents(text).size == 0)
        output_string(text, say(session, "nothing is loaded\n", "尚未装入任何文件\n"));
    return tell(shell, text);
}

/* ---- Rules ---- */

static bool has_rules(Shell *shell)
{
    if (shell->desk.job.engine != NULL)
        return true;
    diag_plain(shell->session->diag, DIAG_E0847, BOTH("rules", "规则"),
               BOTH("write: use \"FILE\"", "请写：使用 “文件”"), NULL);
    return false;
}

static bool list(Shell *shell, Text what)
{
    Output *text = output_memory();
    if (!has_rules(shell)) {
        output_close(text);
        return false;
    }
    listing_print(engine_ir(shell->desk.job.engine), what, DAY_ALWAYS, DAY_NEVER,
                  shell->session->language, text);
    bool good = screen_answer(&shell->screen, output_contents(text));
    output_close(text);
    return good;
}

bool dot_rules(Shell *shell, const DotWords *words)
{
    (void)words;
    return list(shell, TEXT("rules"));
}

bool dot_events(Shell *shell, const DotWords *words)
{
    (void)words;
    return list(shell, TEXT("events"));
}

typedef struct Found {
    Shell *shell;
    Output *out;
    Text name;
    Text *names; /* of all declarations, for the nearest */
    size_t name_count, name_room;
    size_t count;
} Found;

static size_t line_of(Text text, size_t at)
{
    size_t line = 1;
    for (size_t i = 0; i < at && i < text.size; i++)
        line += text.at[i] == '\n';
    return line;
}

static void put_lines(Arena *arena, Text text, Output *out)
{
    for (size_t from = 0, at = 0; at <= text.size; at++) {
        if (at < text.size && text.at[at] != '\n')
            continue;
        output_text(out, text_visible(arena, text_slice(text, from, at)));
        output_char(out, '\n');
        from = at + 1;
    }
}

/* "# main.merit:12", then the text from the start of its line. */
static void put_source(Found *found, const Node *node)
{
    Diag *diag = found->shell->session->diag;
    Text text = diag_source_text(diag, node->span.source);
    Text path = diag_source_name(diag, node->span.source);
    size_t from = node->span.start;
    while (from > 0 && (text.at[from - 1] == ' ' || text.at[from - 1] == '\t'))
        from--;
    output_string(found->out, found->count++ > 0 ? "\n" : "");
    output_format(found->out, "# %.*s:%zu\n", (int)path.size, path.at,
                  line_of(text, node->span.start));
    put_lines(found->shell->session->arena, text_slice(text, from, node->span.end), found->out);
}

static void keep_name(Found *found, Text name)
{
    if (name.size == 0)
        return;
    found->names = arena_grow(found->shell->session->arena, found->names, found->name_count,
                              &found->name_room, sizeof *found->names);
    found->names[found->name_count++] = name;
}

/* Versions are declarations too, and changes stand inside amendments. */
static void look_through(Found *found, const Node *parent)
{
    for (const Node *node = parent->first; node != NULL; node = node->next) {
        bool is_inside = node->kind == NODE_AMENDMENT || node->kind == NODE_SUPPOSE;
        if (is_inside)
            look_through(found, node);
        if (is_inside || statement_role(node) != ROLE_DECLARATION)
            continue;
        keep_name(found, node->name);
        keep_name(found, node->alias);
        bool is_it = text_equal(node->name, found->name) || text_equal(node->alias, found->name);
        if (is_it)
            put_source(found, node);
    }
}

static bool say_unknown(const Found *found)
{
    Arena *arena = diag_arena(found->shell->session->diag);
    int nearest = text_nearest(found->name, found->names, found->name_count);
    const char *help = BOTH(".rules lists the rules", ".rules 列出全部规则");
    if (nearest >= 0)
        help = arena_format(arena, BOTH("did you mean %.*s?", "是否指 %.*s？"),
                            (int)found->names[nearest].size, found->names[nearest].at,
                            (int)found->names[nearest].size, found->names[nearest].at);
    diag_plain(found->shell->session->diag, DIAG_E0843, text_copy(arena, found->name).at, help,
               NULL);
    return false;
}

bool dot_rule(Shell *shell, const DotWords *words)
{
    size_t count = 0;
    if (!has_rules(shell))
        return false;
    Found found = {.shell = shell, .out = output_memory(), .name = text_from(words->at[0])};
    const Node *const *files = engine_files(shell->desk.job.engine, &count);
    for (size_t i = 0; i < count; i++)
        look_through(&found, files[i]);
    bool good = found.count > 0 ? screen_answer(&shell->screen, output_contents(found.out))
                                : say_unknown(&found);
    output_close(found.out);
    return good;
}
