/* One buffer before every file: where it stands, what was refused. */
#include "base/output_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_SIZE = 1 << 16, FIRST_MEMORY = 256 };

Output *output_new(int fd)
{
    Output *out = memory_resize(NULL, sizeof *out);
    *out = (Output){.fd = fd, .room = fd < 0 ? FIRST_MEMORY : BUFFER_SIZE};
    out->buffer = memory_resize(NULL, out->room);
    return out;
}

Output *output_fd(int fd)
{
    return output_new(fd);
}

Output *output_memory(void)
{
    return output_new(-1);
}

void output_release(Output *out)
{
    free(out->buffer);
    free(out->path);
    free(out->temporary);
    free(out);
}

void output_fail(Output *out, int error)
{
    if (out->error == 0)
        out->error = error != 0 ? error : EIO;
}

/* Until every byte is accepted, or one write fails: then nothing more is tried. */
static void write_all(Output *out, const char *bytes, size_t size)
{
    while (size > 0 && out->error == 0) {
        ssize_t wrote = write(out->fd, bytes, size);
        if (wrote > 0) {
            bytes += wrote;
            size -= (size_t)wrote;
        } else if (wrote == 0 || errno != EINTR) {
            output_fail(out, wrote == 0 ? EIO : errno);
        }
    }
}

static bool is_memory(const Output *out)
{
    return out->fd < 0;
}

bool output_flush(Output *out)
{
    if (!is_memory(out)) {
        write_all(out, out->buffer, out->used);
        out->used = 0;
    }
    return out->error == 0;
}

char *output_reserve(Output *out, size_t size)
{
    if (out->room - out->used >= size)
        return out->buffer + out->used;
    output_flush(out);
    if (out->room - out->used < size) {
        size_t needed = 0, doubled = 0;
        if (__builtin_add_overflow(out->used, size, &needed) ||
            __builtin_mul_overflow(out->room, (size_t)2, &doubled))
            memory_exhausted(size);
        out->room = needed > doubled ? needed : doubled;
        out->buffer = memory_resize(out->buffer, out->room);
    }
    return out->buffer + out->used;
}

void output_advance(Output *out, size_t used)
{
    out->used += used;
}

void output_bytes(Output *out, const char *bytes, size_t size)
{
    if (size == 0)
        return;
    if (!is_memory(out) && size > out->room - out->used && size >= BUFFER_SIZE) {
        output_flush(out);
        write_all(out, bytes, size);
        return;
    }
    memcpy(output_reserve(out, size), bytes, size);
    out->used += size;
}

Text output_contents(const Output *out)
{
    return (Text){out->buffer, out->used};
}

int output_error(const Output *out)
{
    return out->error;
}

bool output_stage(Output *out)
{
    output_flush(out);
    output_stage_file(out);
    return out->error == 0;
}

const char *output_temporary(const Output *out)
{
    return out->temporary;
}

const char *output_path(const Output *out)
{
    return out->path;
}

bool output_close(Output *out)
{
    output_flush(out);
    output_finish_file(out);
    int error = out->error;
    output_release(out);
    errno = error;
    return error == 0;
}

void output_abandon(Output *out)
{
    output_discard_file(out);
    output_release(out);
}
