/* The editor's callbacks carry no context, so the line that is being typed is known to this file:
 * the one thing in the program that is neither constant nor handed on. */
#include "repl/shell/line.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "repl/shell/history.h"

struct Line {
    FILE *file; /* NULL: the terminal */
    char *text; /* the line read last; on the heap */
    size_t size, room, number;
    bool is_typed, is_end; /* the editor has given a line, or the end */
    int signal;
    Interrupt *interrupt;
    LineComplete *complete;
    void *context;
    Completion completion; /* of the last Tab */
    size_t head;           /* bytes of the editor's word in front of the completed one */
    size_t next;           /* candidate */
    const char *history;   /* path; borrowed */
};

static Line *typing; /* see above */

/* ---- Completion ---- */

static void forget_candidates(Completion *completion)
{
    for (size_t i = 0; i < completion->count; i++)
        free(completion->at[i]);
    free(completion->at);
    *completion = (Completion){0};
}

/* The editor's word may begin before ours: it knows no Chinese punctuation. The editor frees it. */
static char *with_head(const char *word, const char *candidate, const char *tail)
{
    size_t head = typing->head, size = strlen(candidate), tail_size = strlen(tail);
    char *whole = malloc(head + size + tail_size + 1);
    if (whole == NULL)
        memory_exhausted(head + size + tail_size + 1);
    memcpy(whole, word, head);
    memcpy(whole + head, candidate, size);
    memcpy(whole + head + size, tail, tail_size + 1);
    return whole;
}

static char *next_candidate(const char *word, int state)
{
    const Completion *completion = &typing->completion;
    if (state == 0)
        typing->next = 0;
    if (typing->next >= completion->count)
        return NULL;
    return with_head(word, completion->at[typing->next++], "");
}

/* Folders end with a slash, so that what is in them may follow. */
static char *next_path(const char *word, int state)
{
    struct stat about;
    char *path = rl_filename_completion_function(word + typing->head, state);
    if (path == NULL)
        return NULL;
    bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    char *whole = with_head(word, path, is_folder ? "/" : "");
    free(path);
    return whole;
}

static char **candidates(const char *word, int start, int end)
{
    Completion *completion = &typing->completion;
    rl_attempted_completion_over = 1;
    forget_candidates(completion);
    typing->complete(typing->context, (Text){rl_line_buffer, (size_t)end}, completion);
    typing->head = completion->start > (size_t)start ? completion->start - (size_t)start : 0;
    bool is_open = completion->is_partial || completion->is_path;
    rl_completion_append_character = is_open ? '\0' : ' ';
    rl_completion_suppress_quote = 1;
    return rl_completion_matches(word, completion->is_path ? next_path : next_candidate);
}

/* What is listed begins where the candidates begin. */
static void list_candidates(char **matches, int count, int width)
{
    char **shown = memory_resize(NULL, ((size_t)count + 2) * sizeof *shown);
    for (int i = 0; i <= count; i++) {
        bool has_head = strlen(matches[i]) >= typing->head;
        shown[i] = matches[i] + (has_head ? typing->head : 0);
    }
    shown[count + 1] = NULL;
    rl_display_match_list(shown, count, width);
    rl_forced_update_display();
    free(shown);
}

/* ---- The terminal ---- */

static void take_line(char *text)
{
    free(typing->text);
    typing->text = text;
    typing->size = text == NULL ? 0 : strlen(text);
    typing->is_typed = text != NULL;
    typing->is_end = text == NULL;
    rl_callback_handler_remove();
}

/* Names are words of letters: everything else parts words. */
static void set_up_editor(void)
{
    rl_readline_name = "merit";
    rl_catch_signals = 0;
    rl_attempted_completion_function = candidates;
    rl_completion_display_matches_hook = list_candidates;
    rl_completer_word_break_characters = " \t\n,:;=()[]+*\"'`<>|&";
    rl_completer_quote_characters = "\"";
    rl_basic_quote_characters = "\"";
    rl_sort_completion_matches = 0;
    using_history();
    stifle_history(HISTORY_MOST);
}

/* A terminal that says nothing of its letters has the usual ones. */
static void set_up_letters(void)
{
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

Line *line_of_terminal(Interrupt *interrupt, LineComplete *complete, void *context)
{
    Line *line = memory_resize(NULL, sizeof *line);
    *line = (Line){.interrupt = interrupt, .complete = complete, .context = context};
    typing = line;
    set_up_letters();
    set_up_editor();
    return line;
}

static void leave_line(const char *sign)
{
    rl_point = rl_end;
    rl_redisplay();
    fputs(sign, rl_outstream);
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_replace_line("", 0);
    rl_callback_handler_remove(); /* it may begin the row anew: after the sign */
}

/* Stopped by Ctrl-Z, and gone on with later. */
static void rest(void)
{
    rl_cleanup_after_signal();
    raise(SIGSTOP);
    rl_reset_after_signal();
    rl_forced_update_display();
}

/* Whether the line is left. */
static bool take_signal(Line *line)
{
    int number = interrupt_take(line->interrupt);
    if (number == SIGTSTP)
        rest();
    if (number == 0 || number == SIGTSTP)
        return false;
    line->signal = number == SIGINT ? 0 : number;
    leave_line(number == SIGINT ? "^C\n" : "\n");
    return true;
}

static LineState read_typed(Line *line, const char *prompt)
{
    struct pollfd ready[2] = {{STDIN_FILENO, POLLIN, 0}, {line->interrupt->fd, POLLIN, 0}};
    line->is_typed = line->is_end = false;
    interrupt_hold(true);
    rl_callback_handler_install(prompt, take_line);
    LineState state = LINE_END;
    while (!line->is_typed && !line->is_end) {
        if (poll(ready, 2, -1) < 0 && errno != EINTR)
            break;
        if ((ready[1].revents & POLLIN) != 0 && take_signal(line)) {
            state = line->signal == 0 ? LINE_DROPPED : LINE_END;
            break;
        }
        if ((ready[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
            rl_callback_read_char();
    }
    interrupt_hold(false);
    if (line->is_end)
        fputs("\n", rl_outstream);
    return line->is_typed ? LINE_READ : state;
}

/* ---- A file ---- */

Line *line_of_file(int fd)
{
    Line *line = memory_resize(NULL, sizeof *line);
    *line = (Line){.file = fdopen(fd, "r")};
    return line;
}

static LineState read_file(Line *line)
{
    ssize_t size = line->file == NULL ? -1 : getline(&line->text, &line->room, line->file);
    if (size <= 0)
        return LINE_END;
    while (size > 0 && (line->text[size - 1] == '\n' || line->text[size - 1] == '\r'))
        size--;
    line->size = (size_t)size;
    return LINE_READ;
}

/* ---- Both ---- */

LineState line_read(Line *line, const char *prompt, Text *out)
{
    LineState state =
        line->file != NULL || line->interrupt == NULL ? read_file(line) : read_typed(line, prompt);
    if (state == LINE_READ) {
        line->number++;
        *out = (Text){line->text, line->size};
    }
    return state;
}

size_t line_number(const Line *line)
{
    return line->number;
}

int line_signal(const Line *line)
{
    return line->signal;
}

void line_free(Line *line)
{
    if (line->file != NULL)
        fclose(line->file);
    forget_candidates(&line->completion);
    free(line->text);
    typing = typing == line ? NULL : typing;
    free(line);
}

/* ---- History ---- */

static void recall(void *context, const char *entry)
{
    (void)context;
    add_history(entry);
}

void line_history(Line *line, const char *path)
{
    if (line->interrupt == NULL)
        return;
    line->history = path;
    if (path != NULL && history_length == 0)
        history_read(path, recall, NULL);
}

void line_forget(Line *line)
{
    if (line->interrupt != NULL)
        clear_history();
}

static bool is_again(const char *text)
{
    const HIST_ENTRY *last =
        history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    return last != NULL && strcmp(last->line, text) == 0;
}

void line_remember(Line *line, Text text)
{
    if (line == NULL || line->interrupt == NULL || text.size == 0)
        return;
    char *copy = memory_resize(NULL, text.size + 1);
    memcpy(copy, text.at, text.size);
    copy[text.size] = '\0';
    if (!is_again(copy)) {
        add_history(copy);
        if (line->history != NULL)
            history_add(line->history, text);
    }
    free(copy);
}
