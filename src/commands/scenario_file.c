#include "commands/scenario_file.h"

#include <stdlib.h>

#include "platform/files.h"

enum { MAX_SCENARIO_BYTES = 1 << 20 };

struct scenario *scenario_file_open(const char *name, struct error *error)
{
    char path[1024];
    size_t size;
    if (!files_scenario(name, path, sizeof path, error))
        return NULL;
    char *text = files_read(path, MAX_SCENARIO_BYTES, &size, error);
    if (!text)
        return NULL;
    struct scenario *scenario = scenario_parse(path, text, size, error);
    free(text);
    return scenario;
}
