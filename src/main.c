/* Command line -> one command; nothing else. */
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "commands/options.h"

int main(int argc, char **argv)
{
    struct options options;
    struct error error;
    if (!options_parse(&options, argc, argv, &error))
        return command_fail(&error);
    if (options.help) {
        options_help(stdout);
        return 0;
    }
    if (options.version) {
        printf("snowmelt %s\n", SNOWMELT_VERSION);
        return 0;
    }
    if (strcmp(options.scenario, "list") == 0)
        return command_list_scenarios();
    switch (options.command) {
    case COMMAND_PRESENT:
        return command_present(&options);
    case COMMAND_EXHIBIT:
        return command_exhibit(&options);
    case COMMAND_STATUS:
        return command_status();
    case COMMAND_CHECK_TALK:
        return command_check_talk(&options);
    case COMMAND_CHECK_FLASH:
        return command_check_flash(&options);
    case COMMAND_RECORD:
        return command_record(&options);
    case COMMAND_EXPERIMENT:
        return command_experiment(&options);
    case COMMAND_BENCH:
        return command_bench(&options);
    case COMMAND_CHECK_SCENARIO:
        return command_check_scenario(&options);
    default:
        return command_explore(&options);
    }
}
