/* The flash meter: measures a sequence of pictures as WCAG 2.2 SC 2.3.1 and 2.3.2 do.
 *
 * Pictures are averaged to a grid of cells; in every window of a third of the width by a
 * third of the height, stepped by a sixth, opposing changes of relative luminance (general
 * flash) and of saturated red (red flash) are counted over a sliding second. Pure C, no GPU.
 */
#ifndef SNOWMELT_RENDER_FLASH_H
#define SNOWMELT_RENDER_FLASH_H

#include <stdbool.h>
#include <stdint.h>

struct flash_meter;

struct flash_report {
    uint32_t frames;
    uint32_t worst_general; /* most general flashes in any second that fill a quarter of any
                               window: n where a quarter of its cells flash n times or more */
    uint32_t worst_red;     /* the same of red, by either definition */
    float worst_at_s;
    float fastest_change; /* largest change of a window's mean luminance within 1/3 s */
    bool pass_231;        /* at most 3 general and 3 red flashes in any second */
    bool house_pass;      /* no flash at all and fastest_change within the house limit */
};

struct flash_meter *flash_meter_create(void); /* NULL when out of memory */
void flash_meter_destroy(struct flash_meter *meter);
/* RGB, 8-bit sRGB, rows from the top; t_s strictly increasing. */
void flash_meter_feed(struct flash_meter *meter, const uint8_t *rgb, int width, int height,
                      double t_s);
void flash_meter_report(const struct flash_meter *meter, struct flash_report *report);

#endif
