/* What colours look like to whom: CIEDE2000 (Sharma, Wu & Dalal 2005) between colours as seen by
 * eyes with a colour vision deficiency (Machado, Oliveira & Fernandes 2009). */
#ifndef SNOWMELT_TESTS_COLOUR_H
#define SNOWMELT_TESTS_COLOUR_H

#include <math.h>

static const double PI = 3.14159265358979323846;

enum { EYES = 4 };

/* The usual eye, and at full severity: protan, deutan, tritan; on linear RGB. */
static const double MACHADO[EYES][3][3] = {
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

static inline double lab_curve(double t)
{
    return t > 216.0 / 24389.0 ? cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

static inline void to_lab(const double rgb[3], double lab[3])
{
    double x = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
    double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    double z = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
    double fx = lab_curve(x / 0.95047), fy = lab_curve(y), fz = lab_curve(z / 1.08883);
    lab[0] = 116.0 * fy - 16.0;
    lab[1] = 500.0 * (fx - fy);
    lab[2] = 200.0 * (fy - fz);
}

static inline double hue(double a, double b)
{
    double h = atan2(b, a);
    return h < 0 ? h + 2 * PI : h;
}

static inline double ciede2000(const double p[3], const double q[3])
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

/* Linear RGB, 0..1, as the eye sees it, in CIE L*a*b*. */
static inline void see(const double eye[3][3], const double rgb[3], double lab[3])
{
    double seen[3];
    for (int r = 0; r < 3; r++) {
        seen[r] = 0;
        for (int k = 0; k < 3; k++)
            seen[r] += eye[r][k] * rgb[k];
        seen[r] = seen[r] < 0 ? 0 : seen[r] > 1 ? 1 : seen[r];
    }
    to_lab(seen, lab);
}

#endif
