/* The fine grain of the ground, finer than the field of tracks can hold: how much more or less of
 * the low light a spot has than the ground about it. Made once; it tiles, and its smaller copies
 * (mipmaps) make it smooth from far. */
#include <math.h>

#include "render/device.h"

enum { SIDE = 256, OCTAVES = 5 };

static uint32_t mixed(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ x >> 16;
}

static float corner(int u, int v, uint32_t salt)
{
    return (float)(mixed((uint32_t)u + (uint32_t)v * 521u + salt * 7919u) >> 8) / 16777216.0f;
}

/* Value noise of so many cells a tile along u and v, whose edges meet. */
static float noise(float u, float v, const int cells[2], uint32_t salt)
{
    float x = u * (float)cells[0], y = v * (float)cells[1];
    int i = (int)x, j = (int)y;
    float f = x - (float)i, g = y - (float)j;
    f = f * f * (3.0f - 2.0f * f);
    g = g * g * (3.0f - 2.0f * g);
    float corners[4];
    for (int c = 0; c < 4; c++)
        corners[c] = corner((i + (c & 1)) % cells[0], (j + (c >> 1)) % cells[1], salt);
    float low = corners[0] + (corners[1] - corners[0]) * f;
    float high = corners[2] + (corners[3] - corners[2]) * f;
    return low + (high - low) * g;
}

/* Snow: crusts that the wind drew out across its way, over ever finer crystals. Forest floor:
 * leaves and moss, round. */
static float relief(float u, float v, int material)
{
    static const int CELLS[2][OCTAVES][2] = {{{4, 7}, {8, 15}, {20, 36}, {52, 60}, {110, 120}},
                                             {{6, 6}, {13, 13}, {29, 29}, {61, 61}, {97, 97}}};
    static const float HIGH[2][OCTAVES] = {{1.0f, 0.55f, 0.26f, 0.11f, 0.07f},
                                           {0.8f, 0.60f, 0.42f, 0.22f, 0.08f}};
    float height = 0.0f;
    for (int i = 0; i < OCTAVES; i++)
        height +=
            HIGH[material][i] * noise(u, v, CELLS[material][i], (uint32_t)(i + OCTAVES * material));
    return height;
}

/* Slope towards the light at a spot, 0..1, 0.5 where it is flat. */
static uint8_t slope(int column, int row, int material, const float light[3])
{
    static const float STEEP[2] = {0.145f, 0.125f};
    const float step = 1.0f / (float)SIDE;
    float u = (float)column * step, v = (float)row * step;
    float here = relief(u, v, material);
    float along = light[0] * (relief(fmodf(u + step, 1.0f), v, material) - here) +
                  light[1] * (relief(u, fmodf(v + step, 1.0f), material) - here);
    float lit = 0.5f - STEEP[material] * along * (float)SIDE * 0.1f;
    return (uint8_t)(255.0f * fminf(fmaxf(lit, 0.0f), 1.0f) + 0.5f);
}

GLuint ground_grain(struct device *device, const float light[3])
{
    uint8_t(*texel)[2] = device_staging(device, SIDE * SIDE * sizeof *texel);
    if (!texel)
        return 0;
    for (int i = 0; i < SIDE * SIDE; i++)
        for (int material = 0; material < 2; material++)
            texel[i][material] = slope(i % SIDE, i / SIDE, material, light);
    GLuint texture;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, SIDE, SIDE, 0, GL_RG, GL_UNSIGNED_BYTE, texel);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glGenerateMipmap(GL_TEXTURE_2D);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER,
                    device->software ? GL_LINEAR_MIPMAP_NEAREST : GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    device->stats->upload_bytes += SIDE * SIDE * sizeof *texel;
    return texture;
}
