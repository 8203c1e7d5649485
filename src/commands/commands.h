/* The commands: each wires the rooms into one program. They return the exit status and print
 * their own errors as one line on stderr. */
#ifndef SNOWMELT_COMMANDS_COMMANDS_H
#define SNOWMELT_COMMANDS_COMMANDS_H

#include "commands/options.h"

int command_explore(const struct options *options);
int command_present(const struct options *options);
int command_exhibit(const struct options *options);
int command_status(void);
int command_record(const struct options *options);
int command_experiment(const struct options *options);
int command_bench(const struct options *options);
int command_check_scenario(const struct options *options);
int command_check_talk(const struct options *options);
int command_check_flash(const struct options *options);
int command_list_scenarios(void);

/* Prints `snowmelt: TEXT` on stderr and returns the exit status of the error's id. */
int command_fail(const struct error *error);

#endif
