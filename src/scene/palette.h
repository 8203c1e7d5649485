/* The meanings of colour, the same in every picture, legend and plot. sRGB, 0..1.
 *
 * The night set has a smallest CIEDE2000 distance of 11 under protan, deutan and tritan vision
 * (Machado et al. 2009 at full severity) and at least 3.5:1 on the backdrop.
 */
#ifndef SNOWMELT_SCENE_PALETTE_H
#define SNOWMELT_SCENE_PALETTE_H

enum palette_meaning {
    PALETTE_PATH,       /* amber: the trodden path */
    PALETTE_NEW,        /* teal: newly grown */
    PALETTE_KETAMINE,   /* magenta */
    PALETTE_BDNF,       /* gold */
    PALETTE_INHIBITION, /* violet */
    PALETTE_REST,       /* blue-grey */
    PALETTE_BACKDROP,   /* night */
    PALETTE_TEXT,
    PALETTE_MEANINGS
};

/* sRGB-encoded, 0..1. Of the night. */
void palette_srgb(enum palette_meaning meaning, float rgb[3]);
/* Linear light, 0..1. */
void palette_linear(enum palette_meaning meaning, float rgb[3]);
/* The same meanings on paper and slides: sRGB-encoded. Distances as above, at least 3:1 on the
 * backdrop. */
void palette_day_srgb(enum palette_meaning meaning, float rgb[3]);

#endif
