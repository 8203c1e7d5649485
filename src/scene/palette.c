#include "scene/palette.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const char *const NAMES[PALETTE_THEMES] = {
    [PALETTE_NIGHT] = "night", [PALETTE_DAY] = "day"};

static const uint8_t COLOURS[PALETTE_THEMES][PALETTE_MEANINGS][3] = {
    [PALETTE_NIGHT] = {
        [PALETTE_PATH] = {0xE6, 0x9F, 0x00},       [PALETTE_NEW] = {0x33, 0xD6, 0xB0},
        [PALETTE_KETAMINE] = {0xE6, 0x67, 0xB3},   [PALETTE_BDNF] = {0xF7, 0xF0, 0xA0},
        [PALETTE_INHIBITION] = {0x7F, 0x7C, 0xFF}, [PALETTE_REST] = {0x5E, 0x6B, 0x7D},
        [PALETTE_BACKDROP] = {0x0B, 0x10, 0x20},   [PALETTE_TEXT] = {0xF2, 0xF4, 0xF8},
    },
    [PALETTE_DAY] = {
        [PALETTE_PATH] = {0xB0, 0x5A, 0x00},       [PALETTE_NEW] = {0x00, 0x85, 0x77},
        [PALETTE_KETAMINE] = {0x94, 0x10, 0x6A},   [PALETTE_BDNF] = {0xB1, 0x8D, 0x0A},
        [PALETTE_INHIBITION] = {0x8F, 0x2C, 0xF8}, [PALETTE_REST] = {0x80, 0x93, 0xA6},
        [PALETTE_BACKDROP] = {0xFA, 0xFA, 0xF7},   [PALETTE_TEXT] = {0x1B, 0x23, 0x30},
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

void palette_srgb(enum palette_theme theme, enum palette_meaning meaning, float rgb[3])
{
    for (int k = 0; k < 3; k++)
        rgb[k] = (float)COLOURS[theme][meaning][k] / 255.0f;
}

void palette_make(struct palette *palette, enum palette_theme theme)
{
    palette_blend(palette, theme == PALETTE_DAY ? 1.0f : 0.0f);
}

void palette_blend(struct palette *palette, float day)
{
    palette->day = day;
    for (int m = 0; m < PALETTE_MEANINGS; m++) {
        float *coded = palette->srgb[m], *light = palette->linear[m], paper[3];
        palette_srgb(PALETTE_NIGHT, (enum palette_meaning)m, coded);
        palette_srgb(PALETTE_DAY, (enum palette_meaning)m, paper);
        for (int k = 0; k < 3; k++)
            coded[k] = (1.0f - day) * coded[k] + day * paper[k];
        for (int k = 0; k < 3; k++)
            light[k] = coded[k] <= 0.04045f ? coded[k] / 12.92f
                                            : powf((coded[k] + 0.055f) / 1.055f, 2.4f);
    }
}
