/* Pictures of the worn-in path, drawn offscreen and timed. Private to the benches of pictures. */
#ifndef SNOWMELT_COMMANDS_BENCH_PICTURE_H
#define SNOWMELT_COMMANDS_BENCH_PICTURE_H

#include "commands/bench.h"
#include "commands/session.h"

/* What a picture takes: every pass, the governor, and the layout of scene and words, which is the
 * processor's. */
enum { PICTURE_LAYOUT = RENDER_TIMED, PICTURE_PARTS };

struct pictures {
    struct session session;
    int width, height;
    uint32_t links;             /* ribbons of links to draw in all; 0 as they come */
    unsigned most, count;       /* pictures there is room for, and measured */
    double *ms;                 /* of whole pictures */
    double *part[PICTURE_PARTS]; /* ms */
    double cpu_ms;              /* of all threads, mean of the whole pictures */
    struct plan_ribbon *stock;  /* links of the circuit, to fill up with */
    uint32_t n_stock;
};

/* Opens everything, wears the path in and draws the view that the options name; room for `most`
 * pictures. On failure everything is closed again. */
bool pictures_open(struct pictures *pictures, const struct options *options, unsigned most,
                   struct error *error);
void pictures_close(struct pictures *pictures);

/* Goes to a view and a size, draws so many links (0 as they come), and lets that settle. */
bool pictures_set(struct pictures *pictures, enum scene_view view, int width, int height,
                  uint32_t links, struct error *error);
/* Links that make up for what is missing from so many pieces of ribbon, by the mean of the last
 * picture. */
uint32_t pictures_links_of(const struct pictures *pictures, uint32_t segments);

/* Draws up to `most` pictures as they always are, then as many with a clock between the passes;
 * each half stops early after longest_s, but not before the third. */
bool pictures_measure(struct pictures *pictures, double longest_s, struct error *error);
void pictures_report(struct pictures *pictures, int segments_asked, struct bench_row *row);

#endif
