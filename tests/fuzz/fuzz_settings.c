#include "commands/option_table.h"
#include "fuzz.h"
#include "fuzz_options.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct options options;
    struct error error = {0};
    char *text = fuzz_text(bytes, size);
    option_defaults(&options);
    if (options_parse_settings(&options, "fuzz", text, &error))
        fuzz_check_options(&options);
    else
        fuzz_check_error(&error);
    free(text);
    return 0;
}
