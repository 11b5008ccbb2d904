/* Temporary files until the last one is written: then they take their names. */
#include "repl/outputs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reason.h"
#include "repl/commit.h"

void outputs_start(Outputs *outputs, Session *session, Output *screen)
{
    *outputs = (Outputs){.session = session, .screen = screen, .standard = output_memory()};
}

static void fail(Outputs *outputs, const char *path, int error)
{
    diag_plain(outputs->session->diag, DIAG_E0803, path, reason_words(error), NULL);
}

/* ---- Folders ---- */

static bool make_folder(Outputs *outputs, const char *path)
{
    if (mkdir(path, 0777) == 0) {
        outputs->folders =
            arena_grow(outputs->session->arena, outputs->folders, outputs->folder_count,
                       &outputs->folder_room, sizeof *outputs->folders);
        outputs->folders[outputs->folder_count++] = path;
        return true;
    }
    if (errno == EEXIST)
        return true;
    fail(outputs, path, errno);
    return false;
}

/* Those above a path that are not there yet, from the outside in. */
static bool make_folders(Outputs *outputs, const char *path)
{
    Arena *arena = outputs->session->arena;
    if (access(commit_folder(arena, path), F_OK) == 0)
        return true;
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        const char *folder = arena_format(arena, "%.*s", (int)(slash - path), path);
        if (access(folder, F_OK) != 0 && !make_folder(outputs, folder))
            return false;
    }
    return true;
}

/* Nothing was written: what was made for it goes, too, unless something else stands there by now.
 */
static void remove_folders(const Outputs *outputs)
{
    for (size_t i = outputs->folder_count; i > 0; i--)
        rmdir(outputs->folders[i - 1]);
}

/* ---- Files ---- */

static bool is_new(Outputs *outputs, const char *path, Span place)
{
    id_set_reserve(&outputs->paths, 1);
    if (id_set_add(&outputs->paths, id_hash(text_from(path))))
        return true;
    diag_add(outputs->session->diag, DIAG_E0609, place, path, NULL);
    return false;
}

Output *outputs_file(Outputs *outputs, const char *path, Span place)
{
    Session *session = outputs->session;
    if (!is_new(outputs, path, place) || !make_folders(outputs, path) ||
        !commit_resume(session, commit_folder(session->arena, path)))
        return NULL;
    Output *out = output_file(path);
    if (out == NULL) {
        fail(outputs, path, errno);
        return NULL;
    }
    outputs->files = arena_grow(session->arena, outputs->files, outputs->count, &outputs->room,
                                sizeof *outputs->files);
    outputs->files[outputs->count++] = (OutputFile){path, out};
    return out;
}

static bool stage_all(Outputs *outputs)
{
    bool good = true;
    for (size_t i = 0; i < outputs->count; i++) {
        const OutputFile *file = &outputs->files[i];
        if (output_stage(file->out))
            continue;
        fail(outputs, file->path, output_error(file->out));
        good = false;
    }
    return good;
}

/* Every byte was accepted, the screen's too, before the first file takes its name. */
bool outputs_finish(Outputs *outputs, bool good)
{
    good = good && stage_all(outputs);
    if (good) { /* what is wrong with the standard output is said when the session closes */
        output_text(outputs->screen, output_contents(outputs->standard));
        good = output_flush(outputs->screen);
    }
    if (good) {
        good = commit_files(outputs->session, outputs->files, outputs->count);
    } else {
        for (size_t i = 0; i < outputs->count; i++)
            output_abandon(outputs->files[i].out);
        remove_folders(outputs);
    }
    output_close(outputs->standard);
    id_set_release(&outputs->paths);
    return good;
}
