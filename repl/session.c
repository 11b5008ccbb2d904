/* Diagnostics out, exit status, what is read and written whole. */
#include "repl/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/reason.h"
#include "stdlib/builtins.h"

enum { SHOWN = 10, SOURCE_MOST = 64 << 20, READ_AT_ONCE = 1 << 16 };

Session *session_new(Language language)
{
    Session *session = memory_resize(NULL, sizeof *session);
    *session = (Session){.diag = diag_new(language),
                         .arena = arena_new(0),
                         .out = output_fd(STDOUT_FILENO),
                         .err = output_fd(STDERR_FILENO),
                         .language = language,
                         .most = SHOWN};
    return session;
}

const char *say(const Session *session, const char *english, const char *chinese)
{
    return session->language == LANG_ZH ? chinese : english;
}

/* ---- Exit status ---- */

/* What an error of this code makes of the run; the first two digits are its range. */
static int status_of(DiagCode code)
{
    const char *name = diag_name(code);
    if (diag_severity(code) != SEVERITY_ERROR)
        return EXIT_DONE;
    if (code == DIAG_E1009)
        return EXIT_USAGE; /* the kind stands on the command line, not in the data */
    if (name[1] == '1')
        return EXIT_DATA;
    if (name[1] == '2')
        return EXIT_LIMIT;
    if (name[2] == '7')
        return EXIT_FOUND;
    if (code == DIAG_E0602 || code == DIAG_E0603 || code == DIAG_E0604)
        return EXIT_USAGE; /* inputs stand on the command line */
    if (name[2] != '8')
        return EXIT_SCRIPT;
    return name[3] == '0' ? EXIT_DISK : EXIT_USAGE;
}

/* The first error decides: what follows may be its consequence. */
static int status_asked(const Diag *diag)
{
    for (size_t i = 0; i < diag_count(diag); i++)
        if (status_of(diag_code_at(diag, i)) != EXIT_DONE)
            return status_of(diag_code_at(diag, i));
    return EXIT_DONE;
}

int session_report(Session *session)
{
    int status = status_asked(session->diag);
    if (diag_count(session->diag) == 0)
        return status;
    output_flush(session->out);
    if (session->is_json)
        diag_print_json(session->diag, session->err);
    else
        diag_print(session->diag, session->err, session->most, session->color_err);
    output_flush(session->err);
    diag_truncate(session->diag, 0);
    return status;
}

void session_adopt(Session *session, Engine *engine)
{
    session->engines = arena_grow(session->arena, session->engines, session->engine_count,
                                  &session->engine_room, sizeof(Engine *));
    session->engines[session->engine_count++] = engine;
}

Engine *session_engine(Session *session)
{
    Engine *engine = engine_new(stdlib_builtins(), session->diag);
    session_adopt(session, engine);
    return engine;
}

void session_drop(Session *session, Engine *engine)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->engine_count; i++)
        if (session->engines[i] != engine)
            session->engines[kept++] = session->engines[i];
    session->engine_count = kept;
    engine_free(engine);
}

/* A file that cannot be read is a file that cannot be read, whatever it was to be. */
int session_failed(Session *session, const Engine *engine)
{
    int asked = session_report(session);
    int status = engine == NULL ? EXIT_DONE : engine_status(engine);
    if (asked == EXIT_DISK || asked == EXIT_USAGE)
        return asked;
    if (status != EXIT_DONE)
        return status;
    return asked != EXIT_DONE ? asked : EXIT_INTERNAL;
}

int session_close(Session *session, int status)
{
    int asked = session_report(session);
    if (!output_flush(session->out)) {
        diag_plain(session->diag, DIAG_E0803, BOTH("standard output", "标准输出"),
                   reason_words(output_error(session->out)), NULL);
        session_report(session);
        status = EXIT_DISK;
    }
    output_close(session->out);
    output_close(session->err);
    for (size_t i = session->engine_count; i-- > 0;) /* what is supposed lies on earlier ones */
        engine_free(session->engines[i]);
    diag_free(session->diag);
    arena_free(session->arena);
    free(session);
    return status != EXIT_DONE ? status : asked;
}

/* ---- Reading ---- */

static char *read_all(Session *session, int fd, const char *path, size_t *size)
{
    size_t room = READ_AT_ONCE;
    char *bytes = memory_resize(NULL, room);
    *size = 0;
    for (;;) {
        ssize_t got = read(fd, bytes + *size, room - *size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            return bytes;
        *size += got > 0 ? (size_t)got : 0;
        if (got < 0) {
            diag_plain(session->diag, DIAG_E0805, path, reason_words(errno), NULL);
            break;
        }
        if (*size > SOURCE_MOST) {
            diag_plain(session->diag, DIAG_E0804, path, "67108864", NULL);
            break;
        }
        if (*size == room)
            bytes = memory_resize(bytes, room *= 2);
    }
    free(bytes);
    return NULL;
}

static int open_source(Session *session, const char *path)
{
    struct stat about;
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        diag_plain(session->diag, DIAG_E0801, path, reason_words(errno), NULL);
        return -1;
    }
    if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
        diag_plain(session->diag, DIAG_E0802, path, NULL);
        close(fd);
        return -1;
    }
    return fd;
}

bool session_source(Session *session, const char *path, uint32_t *source)
{
    int fd = open_source(session, path);
    if (fd < 0)
        return false;
    size_t size = 0;
    char *bytes = read_all(session, fd, path, &size);
    if (fd != STDIN_FILENO)
        close(fd);
    if (bytes == NULL)
        return false;
    Text text = text_copy(session->arena, (Text){bytes, size});
    free(bytes);
    bool is_input = strcmp(path, "-") == 0;
    *source = diag_source(session->diag, is_input ? TEXT("<stdin>") : text_from(path), text);
    return true;
}

/* ---- Writing ---- */

static bool is_standard(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

Output *session_output(Session *session, const char *path)
{
    if (is_standard(path))
        return session->out;
    Output *out = output_file(path);
    if (out == NULL)
        diag_plain(session->diag, DIAG_E0803, path, reason_words(errno), NULL);
    return out;
}

bool session_output_close(Session *session, Output *out, const char *path)
{
    if (is_standard(path))
        return true; /* session_close looks at it */
    if (output_close(out))
        return true;
    diag_plain(session->diag, DIAG_E0803, path, reason_words(errno), NULL);
    return false;
}

/* ---- Progress ---- */

enum { FIRST_AFTER = 1000, AGAIN_AFTER = 200 }; /* milliseconds */

static int64_t now(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_start(Progress *progress, Session *session)
{
    *progress = (Progress){.session = session,
                           .is_wanted = isatty(STDERR_FILENO) == 1 && !session->is_json};
    progress->started = progress->is_wanted ? now() : 0;
}

void progress_step(void *context, uint64_t rows)
{
    Progress *progress = context;
    if (!progress->is_wanted)
        return;
    int64_t time = now();
    if (time - progress->started < FIRST_AFTER || time - progress->shown < AGAIN_AFTER)
        return;
    progress->shown = time;
    progress->is_visible = true;
    output_format(progress->session->err,
                  say(progress->session, "\r%llu rows read\x1b[K", "\r已读 %llu 行\x1b[K"),
                  (unsigned long long)rows);
    output_flush(progress->session->err);
}

void progress_end(Progress *progress)
{
    if (!progress->is_visible)
        return;
    output_string(progress->session->err, "\r\x1b[K");
    output_flush(progress->session->err);
}
