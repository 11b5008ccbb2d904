/* Answers to the terminal, a pager, a file, a record. */
#include "repl/shell/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/reason.h"

void screen_start(Screen *screen, Session *session, bool is_terminal)
{
    *screen = (Screen){.session = session, .is_terminal = is_terminal, .record_fd = -1};
}

/* ---- Page by page ---- */

/* Rows of the terminal that the text takes, counted up to one more than there are. */
static bool is_long(Text text)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row < 2 || size.ws_col == 0)
        return false;
    size_t rows = 0;
    for (size_t from = 0, at = 0; at <= text.size && rows < size.ws_row; at++) {
        if (at < text.size && text.at[at] != '\n')
            continue;
        size_t width = text_width(text_slice(text, from, at));
        rows += at == from && at == text.size ? 0 : 1 + (width > 0 ? (width - 1) / size.ws_col : 0);
        from = at + 1;
    }
    return rows >= size.ws_row;
}

static const char *pager(void)
{
    const char *own = getenv("PAGER");
    return own != NULL && *own != '\0' ? own : "less -FRX";
}

/* The child may be interrupted although we are not. */
static bool spawn_pager(const int ends[2], pid_t *child)
{
    extern char **environ;
    char *argv[] = {(char *)"sh", (char *)"-c", (char *)pager(), NULL};
    sigset_t none, usual;
    posix_spawnattr_t how;
    posix_spawn_file_actions_t files;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addclose(&files, ends[1]);
    bool good = posix_spawnp(child, "sh", &files, &how, argv, environ) == 0;
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return good;
}

/* False when nothing could be shown: there is no such program. */
static bool show_pages(Text text)
{
    int ends[2], status = 0;
    pid_t child;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    bool good = spawn_pager(ends, &child);
    close(ends[0]);
    for (size_t at = 0; good && at < text.size;) {
        ssize_t put = write(ends[1], text.at + at, text.size - at);
        if (put < 0 && errno != EINTR)
            break; /* the reader has seen enough */
        at += put > 0 ? (size_t)put : 0;
    }
    close(ends[1]);
    while (good && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return good && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

/* ---- Answers ---- */

void screen_tell(Screen *screen, Text text)
{
    Output *out = screen->session->out;
    output_flush(out);
    if (screen->is_terminal && is_long(text) && show_pages(text))
        return;
    output_text(out, text);
    output_flush(out);
}

bool screen_answer(Screen *screen, Text answer)
{
    Output *out = screen->file == NULL ? screen->session->out : screen->file;
    bool is_parted = screen->file != NULL || !screen->is_terminal;
    screen_note(screen, answer);
    if (is_parted && screen->answers++ > 0)
        output_char(out, '\n');
    if (screen->file == NULL) {
        screen_tell(screen, answer);
        return output_error(screen->session->out) == 0;
    }
    output_text(screen->file, answer);
    return !screen->is_once || screen_close(screen);
}

/* ---- A file ---- */

static bool refuse(Screen *screen, const char *path)
{
    diag_plain(screen->session->diag, DIAG_E0803, path, reason_words(errno), NULL);
    return false;
}

bool screen_open(Screen *screen, const char *path, bool is_once)
{
    if (!screen_close(screen))
        return false;
    screen->file = output_file(path);
    screen->path = text_copy(screen->session->arena, text_from(path)).at;
    screen->is_once = is_once;
    screen->answers = 0;
    return screen->file != NULL || refuse(screen, path);
}

bool screen_close(Screen *screen)
{
    Output *file = screen->file;
    screen->file = NULL;
    screen->answers = file == NULL ? screen->answers : 0;
    return file == NULL || output_close(file) || refuse(screen, screen->path);
}

/* ---- The record ---- */

bool screen_record(Screen *screen, const char *path)
{
    if (!screen_record_end(screen))
        return false;
    screen->record_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
    if (screen->record_fd < 0)
        return refuse(screen, path);
    screen->record = output_fd(screen->record_fd);
    return true;
}

bool screen_record_end(Screen *screen)
{
    if (screen->record == NULL)
        return true;
    bool good = output_close(screen->record);
    close(screen->record_fd);
    screen->record = NULL;
    return good || refuse(screen, ".log");
}

void screen_note(Screen *screen, Text text)
{
    if (screen->record == NULL)
        return;
    output_text(screen->record, text);
    output_flush(screen->record);
}

void screen_end(Screen *screen)
{
    screen_close(screen);
    screen_record_end(screen);
}
