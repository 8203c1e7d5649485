/* A null device that measures with the fonts of every script. */
#ifndef SNOWMELT_TESTS_UI_FONTS_H
#define SNOWMELT_TESTS_UI_FONTS_H

#include "fixture.h"
#include "platform/files.h"

static inline struct render *with_fonts(void)
{
    static char paths[FILES_SCRIPTS][3][512];
    struct render_options options = {0};
    struct error error;
    for (int s = 0; s < FILES_SCRIPTS; s++)
        for (int i = 0; i < 3; i++) {
            if (!files_font((enum files_script)s, i, paths[s][i], sizeof paths[s][i], &error))
                fail_msg("%s", error.text);
            *(s == FILES_LATIN ? &options.font_files[i] : &options.more_fonts[s - 1][i]) =
                paths[s][i];
        }
    return render_create(&options, &error);
}

#endif
