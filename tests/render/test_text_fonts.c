/* One line drawn with several fonts: as wide as its runs, on one baseline, shaped, and drawn also
 * where a font is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/files.h"
#include "render/text_fonts.h"

enum { SIZE = 40 };

static char paths[FILES_SCRIPTS][3][512];

static struct text_fonts *open_fonts(bool all)
{
    const char *latin[3], *more[RENDER_SCRIPTS - 1][3] = {{NULL}};
    struct error error;
    for (int s = 0; s < FILES_SCRIPTS; s++)
        for (int i = 0; i < 3; i++) {
            assert_true(
                files_font((enum files_script)s, i, paths[s][i], sizeof paths[s][i], &error));
            if (s == FILES_LATIN)
                latin[i] = paths[s][i];
            else if (all)
                more[s - 1][i] = paths[s][i];
        }
    struct text_fonts *fonts = text_fonts_create(latin, (const char *const(*)[3])more, &error);
    assert_non_null(fonts);
    return fonts;
}

static int width_of(struct text_fonts *fonts, const char *line)
{
    int width = -1;
    assert_true(text_fonts_width(fonts, PLAN_WEIGHT_REGULAR, SIZE, line, &width));
    return width;
}

static void a_line_is_as_wide_as_its_runs(void **state)
{
    (void)state;
    struct text_fonts *fonts = open_fonts(true);
    int whole = width_of(fonts, "قنوات NMDA");
    assert_int_equal(whole, width_of(fonts, "قنوات ") + width_of(fonts, "NMDA"));
    SDL_Surface *drawn = text_fonts_draw(fonts, PLAN_WEIGHT_REGULAR, SIZE, "قنوات NMDA");
    assert_non_null(drawn);
    assert_int_equal(drawn->w, whole);
    /* What reaches over a line of Latin letters does so as far above as below. */
    int over = drawn->h - TTF_FontHeight(text_fonts_latin(fonts, PLAN_WEIGHT_REGULAR, SIZE));
    assert_true(over >= 0 && over % 2 == 0);
    SDL_FreeSurface(drawn);
    text_fonts_destroy(fonts);
}

/* Letters that join are narrower than each alone. */
static void arabic_is_shaped(void **state)
{
    (void)state;
    struct text_fonts *fonts = open_fonts(true);
    int apart = width_of(fonts, "ن") + width_of(fonts, "ه") + width_of(fonts, "ج");
    assert_true(width_of(fonts, "نهج") < apart - SIZE / 4);
    text_fonts_destroy(fonts);
}

static void a_missing_font_is_boxes(void **state)
{
    (void)state;
    struct text_fonts *fonts = open_fonts(false);
    static const char *const LINES[] = {"نعم", "阻断 NMDA", "\xff\xfe", ""};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        SDL_FreeSurface(text_fonts_draw(fonts, PLAN_WEIGHT_BOLD, SIZE, LINES[i]));
    assert_true(width_of(fonts, "نعم") > 0);
    text_fonts_destroy(fonts);
}

static bool looks_the_same(const SDL_Surface *a, const SDL_Surface *b)
{
    return a->w == b->w && a->h == b->h &&
           memcmp(a->pixels, b->pixels, (size_t)a->h * (size_t)a->pitch) == 0;
}

/* Whatever font of the three Latin ones there is: no sign that words are written with is a box. */
static void no_sign_is_a_box(void **state)
{
    (void)state;
    static const char *const FOLDERS[] = {"/usr/share/fonts/opentype/inter",
                                          "/usr/share/fonts/truetype/noto",
                                          "/usr/share/fonts/truetype/dejavu"};
    static const char *const SIGNS[] = {"−", "←", "→", "…", "’", "—", "·", "«", "“", "Ü", "œ"};
    int tried = 0;
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
        struct error error;
        setenv("SNOWMELT_FONT_DIR", FOLDERS[i], 1);
        bool there = files_font(FILES_LATIN, 0, paths[FILES_LATIN][0],
                                sizeof paths[FILES_LATIN][0], &error);
        struct text_fonts *fonts = there ? open_fonts(false) : NULL;
        unsetenv("SNOWMELT_FONT_DIR");
        if (!fonts)
            continue;
        tried++;
        /* A code of nobody's, which no font has. */
        SDL_Surface *box = text_fonts_draw(fonts, PLAN_WEIGHT_REGULAR, SIZE, "\xf3\xb0\x80\x80");
        assert_non_null(box);
        for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++) {
            SDL_Surface *drawn = text_fonts_draw(fonts, PLAN_WEIGHT_REGULAR, SIZE, SIGNS[k]);
            assert_non_null(drawn);
            if (looks_the_same(drawn, box))
                fail_msg("%s is a box with the fonts of %s", SIGNS[k], FOLDERS[i]);
            SDL_FreeSurface(drawn);
        }
        SDL_FreeSurface(box);
        text_fonts_destroy(fonts);
    }
    assert_true(tried > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_as_wide_as_its_runs),
        cmocka_unit_test(arabic_is_shaped),
        cmocka_unit_test(a_missing_font_is_boxes),
        cmocka_unit_test(no_sign_is_a_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
