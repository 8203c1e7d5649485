/* Wrong PINs are counted across restarts: who can pull a plug gets no more tries than others.
 * $XDG_STATE_HOME/snowmelt/exhibit-tries, written before a PIN is looked at. */
#ifndef SNOWMELT_COMMANDS_STAFF_TRIES_H
#define SNOWMELT_COMMANDS_STAFF_TRIES_H

#include "base/error.h"
#include "commands/staff.h"

/* What was counted before; a lock begins anew. No file is no error. ERROR_PIN for a damaged one,
 * which is set aside. */
bool staff_tries_load(struct staff *staff, double now_s, struct error *error);
/* ERROR_OUTPUT_WRITE or ERROR_OUTPUT_UNWRITABLE. */
bool staff_tries_store(const struct staff *staff, double now_s, struct error *error);
/* The same as if the PIN that is being looked at were wrong. */
bool staff_tries_foresee(const struct staff *staff, double now_s, struct error *error);
/* For a PIN that was set anew. */
void staff_tries_forget(void);

#endif
