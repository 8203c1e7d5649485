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

/* A fixture whose words are measured with those fonts, in every language there is. */
static inline int open_with_fonts(void **state)
{
    language_folder(SNOWMELT_LANGUAGES);
    if (fixture_open(state) != 0)
        return -1;
    struct fixture *f = *state;
    render_destroy(f->render);
    f->render = with_fonts();
    return f->render ? 0 : -1;
}

#endif
