/* Checked output: every write is looked at, files appear whole or not at all. */
#ifndef MERIT_BASE_OUTPUT_H
#define MERIT_BASE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ratio.h"
#include "base/text.h"

typedef struct Output Output;

Output *output_fd(int fd); /* buffers; does not close fd */
/* Writes to a temporary file beside `path`; output_close renames it into place after fsync. */
Output *output_file(const char *path); /* NULL with errno when it cannot be created */
Output *output_memory(void);

void output_bytes(Output *out, const char *bytes, size_t size);
void output_text(Output *out, Text text);
void output_string(Output *out, const char *terminated);
void output_char(Output *out, char c);
void output_int(Output *out, int64_t value);
void output_ratio(Output *out, Ratio value); /* exact, as ratio_write */
void output_format(Output *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void output_pad(Output *out, size_t columns); /* so many spaces */
void output_json(Output *out, Text text);     /* a quoted JSON string */
void output_csv(Output *out, Text text);      /* a CSV field, quoted where RFC 4180 needs it */
/* Room for `size` bytes to be written in place; then output_advance by what was used. */
char *output_reserve(Output *out, size_t size);
void output_advance(Output *out, size_t used);

Text output_contents(const Output *out); /* of output_memory; borrowed until it is closed */
/* Flushes; true when every byte was accepted so far. errno of the first failure: output_error. */
bool output_flush(Output *out);
int output_error(const Output *out);
/* Of a file: all that was written is synced and its descriptor closed; nothing more is written, and
 * output_close has only to rename it. So many files can wait for one another. False when anything
 * failed. */
bool output_stage(Output *out);
/* Of a file that waits: the temporary and the path that it becomes; NULL where it is written
 * directly. Borrowed. */
const char *output_temporary(const Output *out);
const char *output_path(const Output *out);
/* Flush, fsync and rename (files); frees. False when anything failed; then no file is left. */
bool output_close(Output *out);
/* Frees and removes the temporary file: the file at `path` stays as it was. */
void output_abandon(Output *out);

#endif
