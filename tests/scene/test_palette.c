/* The colours of meaning, measured: contrast as WCAG 2.2 defines it, distance as CIEDE2000 of what
 * colour-blind eyes see. What is rendered from them is measured in tests/render/test_colours.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../colour.h"
#include "scene/palette.h"

/* Smallest that is promised between two meanings (palette.h), in CIEDE2000 units. */
static const double LEAST_DISTANCE = 10.0;

static void linear(enum palette_theme theme, enum palette_meaning meaning, double rgb[3])
{
    struct palette palette;
    palette_make(&palette, theme);
    for (int k = 0; k < 3; k++)
        rgb[k] = (double)palette.linear[meaning][k];
}

static double luminance(enum palette_theme theme, enum palette_meaning meaning)
{
    double c[3];
    linear(theme, meaning, c);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

static double contrast(enum palette_theme theme, enum palette_meaning a, enum palette_meaning b)
{
    double la = luminance(theme, a) + 0.05, lb = luminance(theme, b) + 0.05;
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
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        for (int m = 0; m < PALETTE_MEANINGS; m++)
            if (m != PALETTE_BACKDROP)
                assert_true(contrast((enum palette_theme)theme, (enum palette_meaning)m,
                                     PALETTE_BACKDROP) >= 3.0);
        assert_true(contrast((enum palette_theme)theme, PALETTE_TEXT, PALETTE_BACKDROP) >= 7.0);
    }
}

static void told_apart(enum palette_theme theme, const double eye[3][3])
{
    double lab[PALETTE_REST + 1][3];
    for (int m = 0; m <= PALETTE_REST; m++) {
        double c[3];
        linear(theme, (enum palette_meaning)m, c);
        see(eye, c, lab[m]);
    }
    for (int a = 0; a <= PALETTE_REST; a++)
        for (int b = 0; b < a; b++)
            assert_true(ciede2000(lab[a], lab[b]) >= LEAST_DISTANCE);
}

static void test_told_apart_by_every_eye(void **state)
{
    (void)state;
    for (int theme = 0; theme < PALETTE_THEMES; theme++)
        for (int eye = 0; eye < 4; eye++)
            told_apart((enum palette_theme)theme, MACHADO[eye]);
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
        cmocka_unit_test(test_linear_undoes_the_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
