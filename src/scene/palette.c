#include "scene/palette.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const char *const NAMES[PALETTE_THEMES] = {[PALETTE_NIGHT] = "night", [PALETTE_DAY] = "day"};
static const char *const SETS[PALETTE_SETS] = {
    [PALETTE_STANDARD] = "standard", [PALETTE_HIGH_CONTRAST] = "high-contrast"};

static const uint8_t COLOURS[PALETTE_SETS][PALETTE_THEMES][PALETTE_MEANINGS][3] = {
    [PALETTE_STANDARD][PALETTE_NIGHT] =
        {
            [PALETTE_PATH] = {0xE4, 0x9D, 0x05},
            [PALETTE_NEW] = {0x55, 0xEF, 0xCB},
            [PALETTE_KETAMINE] = {0xEC, 0x67, 0xBD},
            [PALETTE_BDNF] = {0xF8, 0xF2, 0xA1},
            [PALETTE_INHIBITION] = {0x63, 0x5E, 0xFF},
            [PALETTE_REST] = {0x56, 0x68, 0x75},
            [PALETTE_BACKDROP] = {0x0B, 0x10, 0x20},
            [PALETTE_TEXT] = {0xF2, 0xF4, 0xF8},
        },
    [PALETTE_STANDARD][PALETTE_DAY] =
        {
            [PALETTE_PATH] = {0xC4, 0x6C, 0x12},
            [PALETTE_NEW] = {0x00, 0x6A, 0x57},
            [PALETTE_KETAMINE] = {0x93, 0x10, 0x6B},
            [PALETTE_BDNF] = {0x5E, 0x3F, 0x00},
            [PALETTE_INHIBITION] = {0x91, 0x2C, 0xF5},
            [PALETTE_REST] = {0x82, 0x91, 0xA2},
            [PALETTE_BACKDROP] = {0xFA, 0xFA, 0xF7},
            [PALETTE_TEXT] = {0x1B, 0x23, 0x30},
        },
    [PALETTE_HIGH_CONTRAST][PALETTE_NIGHT] =
        {
            [PALETTE_PATH] = {0xE7, 0x9F, 0x00},
            [PALETTE_NEW] = {0x30, 0xFF, 0xCE},
            [PALETTE_KETAMINE] = {0xEA, 0x67, 0xB6},
            [PALETTE_BDNF] = {0xFE, 0xFE, 0x99},
            [PALETTE_INHIBITION] = {0x62, 0x5F, 0xFF},
            [PALETTE_REST] = {0x74, 0x7D, 0x83},
            [PALETTE_BACKDROP] = {0x00, 0x00, 0x00},
            [PALETTE_TEXT] = {0xFF, 0xFF, 0xFF},
        },
    [PALETTE_HIGH_CONTRAST][PALETTE_DAY] =
        {
            [PALETTE_PATH] = {0xAE, 0x54, 0x00},
            [PALETTE_NEW] = {0x00, 0x4C, 0x3A},
            [PALETTE_KETAMINE] = {0x83, 0x0C, 0x6C},
            [PALETTE_BDNF] = {0x52, 0x40, 0x00},
            [PALETTE_INHIBITION] = {0x42, 0x01, 0xED},
            [PALETTE_REST] = {0x6C, 0x74, 0x8E},
            [PALETTE_BACKDROP] = {0xFF, 0xFF, 0xFF},
            [PALETTE_TEXT] = {0x00, 0x00, 0x00},
        },
};

bool palette_theme_find(const char *name, enum palette_theme *theme)
{
    for (int t = 0; t < PALETTE_THEMES; t++) {
        if (strcmp(name, NAMES[t]) == 0) {
            *theme = (enum palette_theme)t;
            return true;
        }
    }
    return false;
}

const char *palette_theme_name(enum palette_theme theme)
{
    return NAMES[theme];
}

bool palette_set_find(const char *name, enum palette_set *set)
{
    for (int i = 0; i < PALETTE_SETS; i++) {
        if (strcmp(name, SETS[i]) == 0) {
            *set = (enum palette_set)i;
            return true;
        }
    }
    return false;
}

const char *palette_set_name(enum palette_set set)
{
    return SETS[set];
}

void palette_set_srgb(enum palette_set set, enum palette_theme theme, enum palette_meaning meaning,
                      float rgb[3])
{
    for (int k = 0; k < 3; k++)
        rgb[k] = (float)COLOURS[set][theme][meaning][k] / 255.0f;
}

void palette_srgb(enum palette_theme theme, enum palette_meaning meaning, float rgb[3])
{
    palette_set_srgb(PALETTE_STANDARD, theme, meaning, rgb);
}

void palette_make(struct palette *palette, enum palette_theme theme)
{
    palette_blend(palette, theme == PALETTE_DAY ? 1.0f : 0.0f);
}

void palette_blend(struct palette *palette, float day)
{
    palette_mix(palette, &(struct palette_mix){0}, day);
}

/* A colour of a set on the way from night to day. */
static void of_set(enum palette_set set, enum palette_meaning meaning, float day, float coded[3])
{
    float paper[3];
    palette_set_srgb(set, PALETTE_NIGHT, meaning, coded);
    palette_set_srgb(set, PALETTE_DAY, meaning, paper);
    for (int k = 0; k < 3; k++)
        coded[k] = (1.0f - day) * coded[k] + day * paper[k];
}

void palette_mix(struct palette *palette, const struct palette_mix *mix, float day)
{
    float stark = mix->to == PALETTE_HIGH_CONTRAST ? mix->share : 0.0f;
    if (mix->from == PALETTE_HIGH_CONTRAST)
        stark += 1.0f - mix->share;
    palette->day = day;
    palette->stark = stark;
    for (int m = 0; m < PALETTE_MEANINGS; m++) {
        float *coded = palette->srgb[m], *light = palette->linear[m], other[3];
        of_set(mix->from, (enum palette_meaning)m, day, coded);
        of_set(mix->to, (enum palette_meaning)m, day, other);
        for (int k = 0; k < 3; k++)
            coded[k] += mix->share * (other[k] - coded[k]);
        for (int k = 0; k < 3; k++)
            light[k] =
                coded[k] <= 0.04045f ? coded[k] / 12.92f : powf((coded[k] + 0.055f) / 1.055f, 2.4f);
    }
}
