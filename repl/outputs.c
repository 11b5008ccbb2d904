/* Temporary files until the last one is written: then they take their names. */
#include "repl/outputs.h"

#include <errno.h>
#include <string.h>

#include "base/reason.h"

void outputs_start(Outputs *outputs, Session *session)
{
    *outputs = (Outputs){.session = session, .standard = output_memory()};
}

Output *outputs_file(Outputs *outputs, const char *path, Span place)
{
    Session *session = outputs->session;
    for (size_t i = 0; i < outputs->count; i++)
        if (strcmp(outputs->files[i].path, path) == 0) {
            diag_add(session->diag, DIAG_E0609, place, path, NULL);
            return NULL;
        }
    Output *out = output_file(path);
    if (out == NULL) {
        diag_plain(session->diag, DIAG_E0803, path, reason_words(errno), NULL);
        return NULL;
    }
    outputs->files = arena_grow(session->arena, outputs->files, outputs->count, &outputs->room,
                                sizeof *outputs->files);
    outputs->files[outputs->count++] = (OutputFile){path, out};
    return out;
}

static bool flush_all(Outputs *outputs)
{
    bool good = true;
    for (size_t i = 0; i < outputs->count; i++) {
        const OutputFile *file = &outputs->files[i];
        if (output_flush(file->out))
            continue;
        diag_plain(outputs->session->diag, DIAG_E0803, file->path,
                   reason_words(output_error(file->out)), NULL);
        good = false;
    }
    return good;
}

/* Every byte was accepted, the screen's too, before the first file takes its name. */
bool outputs_finish(Outputs *outputs, bool good)
{
    good = good && flush_all(outputs);
    if (good) { /* what is wrong with the standard output is said when the session closes */
        output_text(outputs->session->out, output_contents(outputs->standard));
        good = output_flush(outputs->session->out);
    }
    for (size_t i = 0; i < outputs->count; i++) {
        const OutputFile *file = &outputs->files[i];
        if (!good) {
            output_abandon(file->out);
        } else if (!output_close(file->out)) {
            diag_plain(outputs->session->diag, DIAG_E0803, file->path, reason_words(errno), NULL);
            good = false;
        }
    }
    output_close(outputs->standard);
    return good;
}
