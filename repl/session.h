/* What one call of the program carries from its start to its exit status. */
#ifndef MERIT_REPL_SESSION_H
#define MERIT_REPL_SESSION_H

#include "base/diag.h"
#include "interp/engine.h"

enum ExitStatus {
    EXIT_DONE = 0,
    EXIT_FOUND = 1,  /* a check found something */
    EXIT_USAGE = 2,  /* the command line was wrong */
    EXIT_SCRIPT = 3, /* the script does not compile */
    EXIT_DATA = 4,   /* data was rejected */
    EXIT_DISK = 5,   /* something could not be read or written */
    EXIT_LIMIT = 7,  /* a limit was reached */
    EXIT_INTERNAL = 70
};

typedef struct Session {
    Diag *diag;
    Arena *arena;
    Output *out, *err; /* standard output and standard error */
    Language language;
    bool color_out, color_err;
    bool is_json;     /* diagnostics as JSON */
    size_t most;      /* diagnostics shown; 0: all */
    Engine **engines; /* freed at the end: diagnostics quote the texts that they hold */
    size_t engine_count, engine_room;
    bool (*is_stopped)(void *stopper); /* asked now and then while work goes on; NULL: never */
    void *stopper;
} Session;

Session *session_new(Language language);
/* Prints what is not printed yet, flushes standard output and frees. Returns the exit status:
 * `status`, or what a failed write makes of it. */
int session_close(Session *session, int status);
/* Prints the diagnostics collected since the last time; returns the status that the worst one asks
 * for, EXIT_DONE when there is no error. */
int session_report(Session *session);
/* The words of the session's language. */
const char *say(const Session *session, const char *english, const char *chinese);
/* An engine with the built-in kernels, whose problems go to the session's diagnostics. Lives as
 * long as the session. */
Engine *session_engine(Session *session);
/* It is freed with the session. */
void session_adopt(Session *session, Engine *engine);
/* Frees one before the end, of which no diagnostic is pending. NULL: none. */
void session_drop(Session *session, Engine *engine);
/* `status` of the engine where it has one, else what the diagnostics ask for. */
int session_failed(Session *session, const Engine *engine);

/* The whole file as a source of the diagnostics: E0801, E0802, E0804, E0805 when that fails.
 * "-" is standard input. */
bool session_source(Session *session, const char *path, uint32_t *source);
/* A file to write, or standard output for NULL and "-". NULL with a diagnostic. */
Output *session_output(Session *session, const char *path);
/* Closes what session_output gave; false with a diagnostic. */
bool session_output_close(Session *session, Output *out, const char *path);

/* Tells on a terminal how far a long run is; for Question.progress. */
typedef struct Progress {
    Session *session;
    int64_t started, shown; /* milliseconds */
    bool is_wanted, is_visible;
} Progress;
void progress_start(Progress *progress, Session *session);
void progress_step(void *progress, uint64_t rows);
void progress_end(Progress *progress);

#endif
