/* The meanings of colour, the same in every picture, legend and plot.
 *
 * Each theme's set has a smallest CIEDE2000 distance of 10 at least under protan, deutan and tritan
 * vision (Machado et al. 2009 at full severity) and at least 3:1 on its backdrop.
 */
#ifndef SNOWMELT_SCENE_PALETTE_H
#define SNOWMELT_SCENE_PALETTE_H

#include <stdbool.h>

enum palette_meaning {
    PALETTE_PATH,       /* amber: the trodden path */
    PALETTE_NEW,        /* teal: newly grown */
    PALETTE_KETAMINE,   /* magenta */
    PALETTE_BDNF,       /* gold */
    PALETTE_INHIBITION, /* violet */
    PALETTE_REST,       /* blue-grey */
    PALETTE_BACKDROP,   /* night sky, or paper */
    PALETTE_TEXT,
    PALETTE_MEANINGS
};

/* Night for dark rooms and kiosks, day for bright rooms and paper. */
enum palette_theme { PALETTE_NIGHT, PALETTE_DAY, PALETTE_THEMES };

struct palette {
    float day;                         /* 0 night .. 1 day; between while it changes */
    float srgb[PALETTE_MEANINGS][3];   /* sRGB-encoded, 0..1 */
    float linear[PALETTE_MEANINGS][3]; /* linear light, 0..1 */
};

/* "night", "day"; false for any other name. */
bool palette_theme_find(const char *name, enum palette_theme *theme);
const char *palette_theme_name(enum palette_theme theme);

void palette_make(struct palette *palette, enum palette_theme theme);
/* On the way from night (0) to day (1). */
void palette_blend(struct palette *palette, float day);

/* One colour of a theme, sRGB-encoded. */
void palette_srgb(enum palette_theme theme, enum palette_meaning meaning, float rgb[3]);

#endif
