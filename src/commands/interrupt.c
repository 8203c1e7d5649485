#include "commands/interrupt.h"

#include <stddef.h>
#include <time.h>

static sigset_t interrupts(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

void interrupt_hold(sigset_t *before)
{
    const sigset_t set = interrupts();
    sigprocmask(SIG_BLOCK, &set, before);
}

void interrupt_let_go(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}

bool interrupt_came(void)
{
    const struct timespec at_once = {0};
    const sigset_t set = interrupts();
    return sigtimedwait(&set, NULL, &at_once) > 0;
}
