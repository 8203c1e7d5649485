/* Bounds of options, wherever they come from. */
#ifndef SNOWMELT_TESTS_FUZZ_OPTIONS_H
#define SNOWMELT_TESTS_FUZZ_OPTIONS_H

#include "commands/option_table.h"
#include "fuzz.h"

static inline void fuzz_check_options(const struct options *options)
{
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        const struct option_row *row = &OPTION_TABLE[i];
        const void *value = (const char *)options + row->offset;
        double number = row->least;
        if (row->kind == OPTION_WHOLE)
            number = *(const int *)value;
        else if (row->kind == OPTION_FRACTION)
            number = (double)*(const float *)value;
        else if (row->kind == OPTION_TEXT)
            fuzz_check(memchr(value, 0, (size_t)row->least) != NULL, "texts end");
        /* Where none was given, 0 may stand for what is usual. */
        fuzz_check(number == 0.0 || (number >= row->least && number <= row->most) ||
                       row->kind == OPTION_TEXT,
                   "numbers are within their bounds");
    }
    fuzz_check(options->width >= 320 && options->height >= 240 && options->width <= 7680 &&
                   options->height <= 4320,
               "pictures have a size");
    fuzz_check((unsigned)options->command < COMMANDS, "commands are known");
}

#endif
