#include <stdio.h>

#include "commands/commands.h"

int command_fail(const struct error *error)
{
    fprintf(stderr, "snowmelt: %s\n", error->text);
    return error_exit_status(error->id);
}
