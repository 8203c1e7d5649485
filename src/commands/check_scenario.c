/* check-scenario: what is wrong with the scenarios named, and which are good. */
#include <string.h>

#include "commands/commands.h"
#include "commands/scenario_file.h"

int command_check_scenario(const struct options *options)
{
    int status = 0;
    for (int i = 0; i < options->n_files; i++) {
        struct error error = {0};
        if (!scenario_file_check(stdout, options->files[i], &error))
            status = error.id == ERROR_NONE ? 1 : command_fail(&error);
    }
    return fflush(stdout) == 0 ? status : 1;
}

int command_list_scenarios(void)
{
    return scenario_file_list(stdout) ? 0 : 1;
}
