/* What may be typed next: words that the parser expects, names in scope, commands. */
#ifndef MERIT_REPL_SHELL_COMPLETE_H
#define MERIT_REPL_SHELL_COMPLETE_H

#include "repl/shell/line.h"

/* A LineComplete; context is the Shell. */
void complete_line(void *context, Text line, Completion *out);

#endif
