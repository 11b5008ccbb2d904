/* The difference of two texts, line by line. */
#ifndef MERIT_REPL_DIFF_H
#define MERIT_REPL_DIFF_H

#include "base/output.h"

/* A unified difference with three lines around each change; nothing for equal texts. */
void diff_print(Output *out, Arena *arena, Text name, Text before, Text after, bool color);

#endif
