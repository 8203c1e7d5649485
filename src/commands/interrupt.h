/* Ctrl-C and a polite request to end (SIGTERM), held back and asked for now and then: nothing is
 * torn in two, and children that inherit this, such as ffmpeg, live long enough to finish their
 * file. */
#ifndef SNOWMELT_COMMANDS_INTERRUPT_H
#define SNOWMELT_COMMANDS_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/* Holds them back on this thread and on every one that is started from it; *before is for
 * interrupt_let_go(). */
void interrupt_hold(sigset_t *before);
void interrupt_let_go(const sigset_t *before);

/* Whether one has come since it was last asked; takes it away. Does not wait. */
bool interrupt_came(void);

#endif
