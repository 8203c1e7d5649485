/* The colours of meaning, measured: contrast as WCAG 2.2 defines it, distance as CIEDE2000
 * (Sharma, Wu & Dalal 2005) of what colour-blind eyes see (Machado, Oliveira & Fernandes 2009). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene/palette.h"

static const double PI = 3.14159265358979323846;

/* Full severity: protan, deutan, tritan; on linear RGB. */
static const double MACHADO[4][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
};

static double lab_curve(double t)
{
    return t > 216.0 / 24389.0 ? cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

static void to_lab(const double rgb[3], double lab[3])
{
    double x = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
    double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    double z = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
    double fx = lab_curve(x / 0.95047), fy = lab_curve(y), fz = lab_curve(z / 1.08883);
    lab[0] = 116.0 * fy - 16.0;
    lab[1] = 500.0 * (fx - fy);
    lab[2] = 200.0 * (fy - fz);
}

static double hue(double a, double b)
{
    double h = atan2(b, a);
    return h < 0 ? h + 2 * PI : h;
}

static double ciede2000(const double p[3], const double q[3])
{
    double mean_c = 0.5 * (hypot(p[1], p[2]) + hypot(q[1], q[2]));
    double c7 = pow(mean_c, 7), g = 0.5 * (1 - sqrt(c7 / (c7 + pow(25, 7))));
    double a1 = (1 + g) * p[1], a2 = (1 + g) * q[1];
    double c1 = hypot(a1, p[2]), c2 = hypot(a2, q[2]);
    double h1 = hue(a1, p[2]), h2 = hue(a2, q[2]), dh = h2 - h1, h = h1 + h2;
    if (c1 * c2 == 0) {
        dh = 0;
    } else if (fabs(dh) > PI) {
        dh += dh > 0 ? -2 * PI : 2 * PI;
        h += h < 2 * PI ? 2 * PI : -2 * PI;
    }
    if (c1 * c2 != 0)
        h *= 0.5;
    double dl = q[0] - p[0], dc = c2 - c1, big_h = 2 * sqrt(c1 * c2) * sin(dh / 2);
    double l = 0.5 * (p[0] + q[0]), c = 0.5 * (c1 + c2), k7 = pow(c, 7);
    double t = 1 - 0.17 * cos(h - PI / 6) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + PI / 30) -
               0.20 * cos(4 * h - 63 * PI / 180);
    double bend = (h * 180 / PI - 275) / 25, theta = PI / 6 * exp(-bend * bend);
    double rt = -sin(2 * theta) * 2 * sqrt(k7 / (k7 + pow(25, 7)));
    double l50 = (l - 50) * (l - 50), sl = 1 + 0.015 * l50 / sqrt(20 + l50);
    double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    double x = dl / sl, y = dc / sc, z = big_h / sh;
    return sqrt(x * x + y * y + z * z + rt * y * z);
}

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
        double c[3], seen[3];
        linear(theme, (enum palette_meaning)m, c);
        for (int r = 0; r < 3; r++) {
            seen[r] = 0;
            for (int k = 0; k < 3; k++)
                seen[r] += eye[r][k] * c[k];
            seen[r] = seen[r] < 0 ? 0 : seen[r] > 1 ? 1 : seen[r];
        }
        to_lab(seen, lab[m]);
    }
    for (int a = 0; a <= PALETTE_REST; a++)
        for (int b = 0; b < a; b++)
            assert_true(ciede2000(lab[a], lab[b]) >= 10.0);
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
