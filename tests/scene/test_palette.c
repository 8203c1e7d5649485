/* The colours of meaning, measured: contrast as WCAG 2.2 defines it, distance as CIEDE2000 of what
 * colour-blind eyes see. What is rendered from them is measured in tests/render/test_colours.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../colour.h"
#include "scene/palette.h"

/* What is promised of each set (palette.h): the smallest distance of two meanings in CIEDE2000
 * units, and the contrast of each with the backdrop. */
static const struct {
    double distance, contrast, text;
} PROMISED[PALETTE_SETS] = {
    [PALETTE_STANDARD] = {10.0, 3.0, 7.0}, [PALETTE_HIGH_CONTRAST] = {11.0, 4.5, 20.0}};

/* In CIE L*, between the path and what is new. */
static const double LEAST_LIGHTNESS = 14.0;

struct look {
    enum palette_set set;
    enum palette_theme theme;
};

static void linear(struct look look, enum palette_meaning meaning, double rgb[3])
{
    struct palette palette;
    struct palette_mix mix = {.from = look.set, .to = look.set};
    palette_mix(&palette, &mix, look.theme == PALETTE_DAY ? 1.0f : 0.0f);
    for (int k = 0; k < 3; k++)
        rgb[k] = (double)palette.linear[meaning][k];
}

static double luminance(struct look look, enum palette_meaning meaning)
{
    double c[3];
    linear(look, meaning, c);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

static double contrast(struct look look, enum palette_meaning a, enum palette_meaning b)
{
    double la = luminance(look, a) + 0.05, lb = luminance(look, b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

/* The oracle itself, on two of the published pairs. */
static void test_ciede2000_agrees_with_its_publication(void **state)
{
    (void)state;
    const double a[3] = {50, 2.6772, -79.7751}, b[3] = {50, 0, -82.7485};
    assert_true(fabs(ciede2000(a, b) - 2.0425) < 1e-4);
    const double c[3] = {22.7233, 20.0904, -46.6940}, d[3] = {23.0331, 14.9730, -42.5619};
    assert_true(fabs(ciede2000(c, d) - 2.0373) < 1e-4);
}

static void test_contrast_on_the_backdrop(void **state)
{
    (void)state;
    for (int i = 0; i < PALETTE_SETS * PALETTE_THEMES; i++) {
        struct look look = {(enum palette_set)(i / PALETTE_THEMES),
                            (enum palette_theme)(i % PALETTE_THEMES)};
        for (int m = 0; m <= PALETTE_REST; m++) {
            double found = contrast(look, (enum palette_meaning)m, PALETTE_BACKDROP);
            if (found < PROMISED[look.set].contrast)
                fail_msg("%s, %s: meaning %d has a contrast of %.2f", palette_set_name(look.set),
                         palette_theme_name(look.theme), m, found);
        }
        assert_true(contrast(look, PALETTE_TEXT, PALETTE_BACKDROP) >= PROMISED[look.set].text);
    }
}

static void told_apart(struct look look, const double eye[3][3])
{
    double lab[PALETTE_REST + 1][3];
    for (int m = 0; m <= PALETTE_REST; m++) {
        double c[3];
        linear(look, (enum palette_meaning)m, c);
        see(eye, c, lab[m]);
    }
    for (int a = 0; a <= PALETTE_REST; a++)
        for (int b = 0; b < a; b++)
            if (ciede2000(lab[a], lab[b]) < PROMISED[look.set].distance)
                fail_msg("%s, %s: meanings %d and %d are but %.1f apart",
                         palette_set_name(look.set), palette_theme_name(look.theme), b, a,
                         ciede2000(lab[a], lab[b]));
}

static void test_told_apart_by_every_eye(void **state)
{
    (void)state;
    for (int i = 0; i < PALETTE_SETS * PALETTE_THEMES; i++)
        for (int eye = 0; eye < 4; eye++)
            told_apart((struct look){(enum palette_set)(i / PALETTE_THEMES),
                                     (enum palette_theme)(i % PALETTE_THEMES)},
                       MACHADO[eye]);
}

/* Without any colour: a grey print, an old projector. */
static void test_new_and_path_differ_in_lightness(void **state)
{
    (void)state;
    for (int i = 0; i < PALETTE_SETS * PALETTE_THEMES; i++) {
        struct look look = {(enum palette_set)(i / PALETTE_THEMES),
                            (enum palette_theme)(i % PALETTE_THEMES)};
        double path[3], fresh[3], lab[2][3];
        linear(look, PALETTE_PATH, path);
        linear(look, PALETTE_NEW, fresh);
        to_lab(path, lab[0]);
        to_lab(fresh, lab[1]);
        /* What is new stands out: away from the backdrop, to the light or to the dark. */
        double out = look.theme == PALETTE_DAY ? lab[0][0] - lab[1][0] : lab[1][0] - lab[0][0];
        if (out < LEAST_LIGHTNESS)
            fail_msg("%s, %s: new is but %.1f L* from the path", palette_set_name(look.set),
                     palette_theme_name(look.theme), out);
    }
}

static void test_names(void **state)
{
    (void)state;
    enum palette_set set;
    for (int i = 0; i < PALETTE_SETS; i++) {
        assert_true(palette_set_find(palette_set_name((enum palette_set)i), &set));
        assert_int_equal(set, i);
    }
    assert_false(palette_set_find("rainbow", &set));
}

static void test_linear_undoes_the_encoding(void **state)
{
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        struct palette palette;
        palette_make(&palette, (enum palette_theme)theme);
        for (int i = 0; i < 3 * PALETTE_MEANINGS; i++) {
            double coded = (double)palette.srgb[i / 3][i % 3];
            double light = (double)palette.linear[i / 3][i % 3];
            double back = light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055;
            assert_true(fabs(back - coded) < 1e-4);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ciede2000_agrees_with_its_publication),
        cmocka_unit_test(test_contrast_on_the_backdrop),
        cmocka_unit_test(test_told_apart_by_every_eye),
        cmocka_unit_test(test_new_and_path_differ_in_lightness),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_linear_undoes_the_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
