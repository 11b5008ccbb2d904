/* Lines become statements: when they are whole, and what becomes of those that are not. */
#include "repl/shell/shell.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/reason.h"

/* ---- What is typed ---- */

static Text typed_text(const Shell *shell)
{
    return (Text){shell->typed.at, shell->typed.size};
}

static void type(Typed *typed, Text line)
{
    if (typed->size + line.size + 2 > typed->room) {
        typed->room = 2 * (typed->size + line.size + 2);
        typed->at = memory_resize(typed->at, typed->room);
    }
    if (typed->size > 0)
        typed->at[typed->size++] = '\n';
    memcpy(typed->at + typed->size, line.at, line.size);
    typed->size += line.size;
}

void shell_drop_typed(Shell *shell)
{
    shell->typed.size = 0;
}

/* ---- Carrying out ---- */

static void remember_query(Shell *shell, Text text)
{
    char *copy = memory_resize(NULL, text.size + 1);
    memcpy(copy, text.at, text.size);
    free((char *)shell->last_query.at);
    shell->last_query = (Text){copy, text.size};
}

static void record_typed(Shell *shell, Text text)
{
    screen_note(&shell->screen, TEXT("> "));
    screen_note(&shell->screen, text);
    screen_note(&shell->screen, TEXT("\n"));
}

static void settle_line(Shell *shell, bool good)
{
    if (!good && !shell->is_terminal && !shell->keeps_going)
        shell->is_done = true;
}

static void execute(Shell *shell, Text text)
{
    record_typed(shell, text);
    if (shell->is_terminal)
        line_remember(shell->reader, text);
    settle_line(shell, shell_execute(shell, text));
}

static void execute_typed(Shell *shell)
{
    execute(shell, typed_text(shell));
    shell_drop_typed(shell);
}

/* ---- A line at a terminal ---- */

static void type_part(Typed *out, Text part)
{
    if (part.size > 0)
        type(out, part);
}

/* The text with the period of .period, where that makes it whole: `show duty top 3`. It is tried in
 * front of each word, and at the end. */
static bool with_period(Shell *shell, Text text, Typed *out)
{
    Text in = shell->session->language == LANG_ZH ? TEXT("在") : TEXT("in");
    for (size_t at = text.size; shell->period.size > 0 && at > 0; at--) {
        if (at < text.size && text.at[at - 1] != ' ')
            continue;
        out->size = 0;
        type_part(out, text_slice(text, 0, at));
        type(out, in);
        type(out, shell->period);
        type_part(out, text_slice(text, at, text.size));
        Look look = look_at((Text){out->at, out->size});
        if (look.state == LOOK_WHOLE && look.declarations == 0)
            return true;
    }
    return false;
}

/* "where monthly below 97 points", below the answer to `show monthly in 2018-10`. */
static bool goes_on(Shell *shell, Text text, Typed *out)
{
    if (shell->last_query.size == 0)
        return false;
    type(out, shell->last_query);
    type(out, text);
    Look look = look_at((Text){out->at, out->size});
    return look.state == LOOK_WHOLE && look.statements == 1;
}

static void take_whole(Shell *shell, Text text)
{
    Look look = look_at(text);
    if (look.state == LOOK_WHOLE && look.statements == 1)
        remember_query(shell, text);
    execute(shell, text);
    shell_drop_typed(shell);
    if (look.state == LOOK_WRONG && look.is_no_word)
        screen_tell(&shell->screen,
                    text_from(say(shell->session, ".help shows what can be typed here\n",
                                  ".帮助 列出可以输入的内容\n")));
}

/* Whoever presses Enter on an empty line does not know what a question still lacks. */
static bool asks_what_is_missing(Text text, const Look *look)
{
    return !look->is_block && text.size > 0 && text.at[text.size - 1] == '\n';
}

/* A slip within a block costs the line it is in, or one above it that was not finished, and not
 * the whole block. How many bytes of the text before its last line stay; 0: it is no block. */
static size_t unspoilt(Text text, size_t before)
{
    for (size_t size = before, kept = before; size > 0; kept = size) {
        Look look = look_at(text_slice(text, 0, size));
        if (look.state != LOOK_MORE || !look.is_block)
            return 0;
        if (look.may_end)
            return size;
        while (size > 0 && text.at[size - 1] != '\n')
            size--;
        if (size == 0)
            return kept; /* its first line opens the block */
        size--;
    }
    return 0;
}

static void keep_unspoilt(Shell *shell, size_t kept)
{
    execute(shell, typed_text(shell)); /* which says what is wrong, and does nothing */
    shell->typed.size = kept;
    screen_tell(&shell->screen, text_from(say(shell->session,
                                              "this much stands, go on from here; "
                                              "Ctrl-C drops it:\n",
                                              "以下各行保留，请接着输入；Ctrl-C 全部放弃：\n")));
    screen_tell(&shell->screen, typed_text(shell));
    screen_tell(&shell->screen, TEXT("\n"));
}

static void take_at_terminal(Shell *shell, size_t before)
{
    Typed other = {0};
    Text text = typed_text(shell);
    Look look = look_at(text);
    size_t kept;
    bool is_cut = look.state == LOOK_MORE;
    bool is_ended =
        look_ends(shell->typed.at, shell->typed.size) || asks_what_is_missing(text, &look);
    if (look.state == LOOK_EMPTY)
        shell_drop_typed(shell);
    else if (look.state != LOOK_WHOLE && with_period(shell, text, &other))
        take_whole(shell, (Text){other.at, other.size});
    else if (look.state == LOOK_WRONG && (other.size = 0, goes_on(shell, text, &other)))
        take_whole(shell, (Text){other.at, other.size});
    else if (look.state == LOOK_WRONG && (kept = unspoilt(text, before)) > 0)
        keep_unspoilt(shell, kept);
    else if (!is_cut || is_ended)
        take_whole(shell, text);
    free(other.at);
}

/* ---- A line of other input ---- */

/* Whether the lines so far and the next one belong together: a statement goes on, or declarations
 * that may name each other follow one another. Queries have no end of their own. */
static bool belongs(const Shell *shell, const Look *now, Text line)
{
    Typed joined = {0};
    if (now->state == LOOK_MORE || (now->state == LOOK_WRONG && now->is_block))
        return true;
    type(&joined, typed_text(shell));
    type(&joined, line);
    Look then = look_at((Text){joined.at, joined.size});
    free(joined.at);
    bool is_cut = then.state == LOOK_MORE;
    if (then.state != LOOK_WHOLE && !is_cut)
        return false;
    size_t begun = then.statements + is_cut,
           declared = then.declarations + (is_cut && then.is_block);
    return begun <= now->statements || declared == begun;
}

static void take_from_file(Shell *shell, Text line)
{
    Look now = look_at(typed_text(shell));
    if (now.state == LOOK_EMPTY)
        shell_drop_typed(shell);
    else if (!belongs(shell, &now, line))
        execute_typed(shell);
    if (shell->is_done)
        return;
    if (shell->typed.size == 0)
        shell->typed.line = line_number(shell->reader);
    type(&shell->typed, line);
    if (look_ends(shell->typed.at, shell->typed.size))
        execute_typed(shell);
}

void shell_end_of_input(Shell *shell)
{
    if (!shell->is_done && look_at(typed_text(shell)).state != LOOK_EMPTY)
        execute_typed(shell);
    shell_drop_typed(shell);
}

/* ---- Lines ---- */

static bool is_at_start(const Shell *shell)
{
    return shell->is_terminal ? shell->typed.size == 0
                              : look_at(typed_text(shell)).state != LOOK_MORE;
}

void shell_line(Shell *shell, Text line)
{
    if (dot_is(line) && is_at_start(shell)) {
        shell_end_of_input(shell);
        if (shell->is_done)
            return;
        record_typed(shell, line);
        if (shell->is_terminal)
            line_remember(shell->reader, line);
        settle_line(shell, dot_run(shell, line));
    } else if (shell->is_terminal) {
        size_t before = shell->typed.size;
        type(&shell->typed, line);
        take_at_terminal(shell, before);
    } else {
        take_from_file(shell, line);
    }
}

enum { PROMPT_BYTES = 40 };

/* At most so many bytes, in whole letters. */
static size_t cut(Text text, size_t most)
{
    size_t size = text.size < most ? text.size : most;
    while (size > 0 && size < text.size && ((unsigned char)text.at[size] & 0xC0) == 0x80)
        size--;
    return size;
}

/* "merit> ", with what is supposed last, or what is open: "rule …> ". */
static const char *prompt(Shell *shell, char *room, size_t size)
{
    size_t supposed = shell->desk.supposed.count;
    const char *program = say(shell->session, "merit", "功过");
    if (shell->typed.size == 0 && supposed == 0) {
        snprintf(room, size, "%s> ", program);
        return room;
    }
    if (shell->typed.size == 0) {
        Text name = shell_supposed_name(shell, supposed - 1);
        snprintf(room, size, "%s[%.*s]> ", program, (int)cut(name, PROMPT_BYTES), name.at);
        return room;
    }
    Look look = look_at(typed_text(shell));
    snprintf(room, size, "%.*s …> ", (int)cut(look.open, PROMPT_BYTES),
             look.open.size > 0 ? look.open.at : "");
    return room;
}

void shell_read(Shell *shell, Line *reader)
{
    char room[64];
    Line *outer = shell->reader;
    shell->reader = reader;
    while (!shell->is_done) {
        Text line;
        LineState state = line_read(reader, prompt(shell, room, sizeof room), &line);
        if (state == LINE_READ)
            shell_line(shell, line);
        else if (state == LINE_DROPPED || (shell->is_terminal && shell->typed.size > 0))
            shell_drop_typed(shell);
        else
            break;
    }
    shell_end_of_input(shell);
    shell->reader = outer;
}

enum { FILES_DEEP = 16 }; /* files that read files */

bool shell_read_file(Shell *shell, const char *path)
{
    Shell outer = *shell;
    if (shell->depth == FILES_DEEP) {
        diag_plain(shell->session->diag, DIAG_E0848, path, NULL);
        return false;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        diag_plain(shell->session->diag, DIAG_E0801, path, reason_words(errno), NULL);
        return false;
    }
    Line *reader = line_of_file(fd);
    shell->depth++;
    shell->status = EXIT_DONE;
    shell->is_terminal = false;
    shell->typed = (Typed){0};
    shell->desk.script = shell_keep(shell, path);
    shell->name = text_from(shell->desk.script);
    shell_read(shell, reader);
    bool good = shell->status == EXIT_DONE;
    free(shell->typed.at);
    line_free(reader);
    shell->depth = outer.depth;
    shell->is_terminal = outer.is_terminal;
    shell->is_done = outer.is_done;
    shell->typed = outer.typed;
    shell->desk.script = outer.desk.script;
    shell->name = outer.name;
    shell->status = outer.status != EXIT_DONE ? outer.status : shell->status;
    return good;
}
