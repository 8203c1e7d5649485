/* The command line: each line of the input is one argument. */
#include "fuzz_options.h"

enum { MOST_ARGUMENTS = 32 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct options options;
    struct error error = {0};
    char *text = fuzz_text(bytes, size), *rest = text;
    char *argv[MOST_ARGUMENTS + 1] = {(char[]){"snowmelt"}};
    int argc = 1;
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    while (rest && *rest && argc < MOST_ARGUMENTS)
        argv[argc++] = strsep(&rest, "\n");
    argv[argc] = NULL;
    if (options_parse(&options, argc, argv, &error))
        fuzz_check_options(&options);
    else
        fuzz_check_error(&error);
    free(text);
    return 0;
}
