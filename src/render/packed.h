/* Numbers rounded to what a picture needs of them. */
#ifndef SNOWMELT_RENDER_PACKED_H
#define SNOWMELT_RENDER_PACKED_H

#include <stdint.h>

union packed_bits {
    float value;
    uint32_t bits;
};

/* IEEE half float, eleven binary digits; what is too small is 0, what is too large the largest. */
static inline uint16_t packed_half(float value)
{
    union packed_bits of = {value};
    uint32_t sign = of.bits >> 16 & 0x8000u, size = of.bits & 0x7fffffffu;
    if (size < 0x38800000u) /* 2^-14, the smallest normal one */
        return (uint16_t)sign;
    size += 0x1000u;
    if (size >= 0x47800000u) /* 65536 */
        return (uint16_t)(sign | 0x7bffu);
    return (uint16_t)(sign | (size - 0x38000000u) >> 13);
}

/* A float of thirteen binary digits. */
static inline float packed_round(float value)
{
    union packed_bits of = {value};
    of.bits = (of.bits + 0x400u) & ~0x7ffu;
    return of.value;
}

#endif
