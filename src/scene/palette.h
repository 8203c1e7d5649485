/* The meanings of colour, the same in every picture, legend and plot.
 *
 * The standard set has a smallest CIEDE2000 distance of 10 at least, in either theme, under protan,
 * deutan and tritan vision (Machado et al. 2009 at full severity) and at least 3:1 on its backdrop;
 * what the others promise stands at enum palette_set. In every set and theme the path and what is
 * new are at least 14 L* apart, so that a picture without colour tells them too: the new is the
 * lighter of the two by night, and the darker on paper.
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

/* Which colours stand for the meanings. */
enum palette_set {
    PALETTE_STANDARD,
    PALETTE_HIGH_CONTRAST, /* on pure black or white, 4.5:1 at least; 11 apart for every eye */
    PALETTE_SETS
};

struct palette {
    float day;                         /* 0 night .. 1 day; between while it changes */
    float stark;                       /* 0..1: how much of it is the set of high contrast */
    float srgb[PALETTE_MEANINGS][3];   /* sRGB-encoded, 0..1 */
    float linear[PALETTE_MEANINGS][3]; /* linear light, 0..1 */
};

/* "night", "day"; false for any other name. */
bool palette_theme_find(const char *name, enum palette_theme *theme);
const char *palette_theme_name(enum palette_theme theme);

/* "standard", "high-contrast"; false for any other name. */
bool palette_set_find(const char *name, enum palette_set *set);
const char *palette_set_name(enum palette_set set);

/* The standard set. */
void palette_make(struct palette *palette, enum palette_theme theme);
/* On the way from night (0) to day (1). */
void palette_blend(struct palette *palette, float day);

/* Between two sets (0 `from` .. 1 `to`), on the way from night to day. */
struct palette_mix {
    enum palette_set from, to;
    float share;
};
void palette_mix(struct palette *palette, const struct palette_mix *mix, float day);

/* One colour of a theme, sRGB-encoded; of the standard set, or of any. */
void palette_srgb(enum palette_theme theme, enum palette_meaning meaning, float rgb[3]);
void palette_set_srgb(enum palette_set set, enum palette_theme theme, enum palette_meaning meaning,
                      float rgb[3]);

#endif
