/* Signals through a descriptor. */
#include "repl/shell/interrupt.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

static void held(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTSTP);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGHUP);
}

void interrupt_start(Interrupt *interrupt)
{
    sigset_t all, first;
    held(&all);
    sigaddset(&all, SIGINT);
    sigemptyset(&first);
    sigaddset(&first, SIGINT);
    sigprocmask(SIG_BLOCK, &first, NULL);
    interrupt->fd = signalfd(-1, &all, SFD_NONBLOCK | SFD_CLOEXEC);
}

void interrupt_end(Interrupt *interrupt)
{
    if (interrupt->fd >= 0)
        close(interrupt->fd);
    interrupt->fd = -1;
}

void interrupt_hold(bool hold)
{
    sigset_t set;
    held(&set);
    sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

int interrupt_take(Interrupt *interrupt)
{
    struct signalfd_siginfo info;
    if (interrupt->fd < 0 || read(interrupt->fd, &info, sizeof info) != sizeof info)
        return 0;
    return (int)info.ssi_signo;
}

bool interrupt_stops(void *interrupt)
{
    return interrupt_take(interrupt) == SIGINT;
}
