#include "scene/palette.h"

#include <math.h>
#include <stdint.h>

static const uint8_t NIGHT[PALETTE_MEANINGS][3] = {
    [PALETTE_PATH] = {0xE6, 0x9F, 0x00},       [PALETTE_NEW] = {0x33, 0xD6, 0xB0},
    [PALETTE_KETAMINE] = {0xE6, 0x67, 0xB3},   [PALETTE_BDNF] = {0xF7, 0xF0, 0xA0},
    [PALETTE_INHIBITION] = {0x7F, 0x7C, 0xFF}, [PALETTE_REST] = {0x5E, 0x6B, 0x7D},
    [PALETTE_BACKDROP] = {0x0B, 0x10, 0x20},   [PALETTE_TEXT] = {0xF2, 0xF4, 0xF8},
};

static const uint8_t DAY[PALETTE_MEANINGS][3] = {
    [PALETTE_PATH] = {0xA8, 0x4A, 0x00},       [PALETTE_NEW] = {0x00, 0x85, 0x7A},
    [PALETTE_KETAMINE] = {0x8A, 0x0F, 0x63},   [PALETTE_BDNF] = {0xB1, 0x8D, 0x0A},
    [PALETTE_INHIBITION] = {0x8F, 0x2C, 0xF8}, [PALETTE_REST] = {0x7B, 0x90, 0xA1},
    [PALETTE_BACKDROP] = {0xFA, 0xFA, 0xF7},   [PALETTE_TEXT] = {0x1B, 0x23, 0x30},
};

void palette_day_srgb(enum palette_meaning meaning, float rgb[3])
{
    for (int k = 0; k < 3; k++)
        rgb[k] = (float)DAY[meaning][k] / 255.0f;
}

void palette_srgb(enum palette_meaning meaning, float rgb[3])
{
    for (int k = 0; k < 3; k++)
        rgb[k] = (float)NIGHT[meaning][k] / 255.0f;
}

void palette_linear(enum palette_meaning meaning, float rgb[3])
{
    palette_srgb(meaning, rgb);
    for (int k = 0; k < 3; k++)
        rgb[k] = rgb[k] <= 0.04045f ? rgb[k] / 12.92f : powf((rgb[k] + 0.055f) / 1.055f, 2.4f);
}
