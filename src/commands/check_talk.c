/* check-talk: what is wrong with the talk files named, and which are good. */
#include "commands/commands.h"
#include "commands/talk_file.h"

int command_check_talk(const struct options *options)
{
    int status = 0;
    for (int i = 0; i < options->n_files; i++) {
        struct error error = {0};
        if (!talk_file_check(stdout, options->files[i], &error))
            status = error.id == ERROR_NONE ? 1 : command_fail(&error);
    }
    return fflush(stdout) == 0 ? status : 1;
}
