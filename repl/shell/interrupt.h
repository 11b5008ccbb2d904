/* Ctrl-C and its kin as something that is read, instead of something that strikes. */
#ifndef MERIT_REPL_SHELL_INTERRUPT_H
#define MERIT_REPL_SHELL_INTERRUPT_H

#include <stdbool.h>

typedef struct Interrupt {
    int fd; /* readable while a signal waits; -1: signals strike as usual */
} Interrupt;

/* From now on Ctrl-C waits until it is asked for. */
void interrupt_start(Interrupt *interrupt);
void interrupt_end(Interrupt *interrupt);
/* While a line is being typed the terminal is not in its usual state: the signals that stop or end
 * a program wait too. */
void interrupt_hold(bool hold);
/* The signal that waits, which is then forgotten; 0: none. */
int interrupt_take(Interrupt *interrupt);
/* The same for Session.is_stopped: whether Ctrl-C was pressed. */
bool interrupt_stops(void *interrupt);

#endif
