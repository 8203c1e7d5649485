/* Carries out a frame plan: on OpenGL 3.3 core, or on nothing at all (the null device).
 *
 * Knows plans, never scenes or the model; never reads the clock. A part that fails (a shader,
 * a font) is skipped and reported, the rest is drawn.
 */
#ifndef SNOWMELT_RENDER_RENDER_H
#define SNOWMELT_RENDER_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "scene/plan.h"

struct render;

typedef void (*render_proc)(void);
typedef render_proc (*render_loader)(const char *name);

/* What a font draws. */
enum render_script { RENDER_LATIN, RENDER_ARABIC, RENDER_HAN, RENDER_SCRIPTS };

struct render_options {
    render_loader loader;      /* of the current GL context; NULL makes the null device */
    /* By enum plan_weight. Required unless null device, which measures by them if they are there.
     * "FILE#2" is the third face of a collection. */
    const char *font_files[3];
    /* By enum render_script - 1; NULL: its letters are drawn as boxes. */
    const char *more_fonts[RENDER_SCRIPTS - 1][3];
    float scale;               /* internal resolution of the 3D part, 0.25..1; 0 means 1 */
    bool guard_off;            /* tests only: leave the governor out */
    uint32_t lost_after;       /* tests only: pictures after which the card is said to be lost */
    float letter_em;           /* null device: width of a letter, em; 0 means 0.5 */
};

/* What is timed: each kind of pass of a plan, and the guard. */
enum { RENDER_TIMED_GUARD = PLAN_PASS_OVERLAY + 1, RENDER_TIMED };

struct render_stats {
    uint32_t frames;                    /* drawn since creation */
    uint32_t draw_calls;                /* of the last picture */
    uint32_t gl_errors, debug_messages; /* since creation; messages of medium and high severity */
    uint64_t upload_bytes;              /* of the last picture */
    uint32_t segments;                  /* pieces that the ribbons of the last picture needed */
    double pass_ms[RENDER_TIMED];       /* of the last picture, where render_time_passes() is on */
    float luminance;                    /* mean relative luminance of the last picture, 0..1 */
    float held_back;                    /* how much the governor held the last picture back, 0..1 */
    bool software;                      /* drawn by the processor */
    char renderer[128];                 /* "llvmpipe (LLVM 15.0.6, 256 bits)" or "null" */
    char version[64];
    uint32_t failed_passes; /* bit 1 << enum plan_pass_kind for each that cannot be drawn */
    char trouble[400];      /* why the first of them cannot and what to do, or empty */
};

/* NULL with *error: ERROR_GL_VERSION (no OpenGL 3.3), ERROR_GL_SHADER, ERROR_FONT_MISSING. */
struct render *render_create(const struct render_options *options, struct error *error);
void render_destroy(struct render *render);

/* Draws the plan into an offscreen picture of the plan's size (made anew when that changes).
 * False with *error when even the framebuffer cannot be made.
 *
 * Passes run in plan order and there is no depth buffer: ribbons lie over each other as the plan
 * lists them, bodies over the ribbons before them and over each other from the farthest to the
 * nearest, pulses over both. So every edge stays smooth; a depth test would cut them to stairs,
 * and thin translucent links do not miss it. What a plan asks for outside its arrays is
 * left out. Last of all comes the governor (render/guard.h), which no plan can leave out. */
bool render_draw(struct render *render, const struct plan *plan, struct error *error);

/* Shows the last picture on the window's own framebuffer, w x h px, letterboxed if need be. */
void render_show(struct render *render, int w, int h);
/* The same some px to the right and up, with black beside it. */
void render_show_shifted(struct render *render, int w, int h, int shift_x, int shift_y);

/* How finely the 3D part is drawn; without it, as the options ask and the renderer suits. Targets
 * are made anew when the scale changes, so that should be seldom;
 * the rest may move all the time. */
struct render_quality {
    float scale;     /* as render_options.scale */
    float corner_px; /* that a ribbon's corner may be off its curve */
    uint32_t ribbons; /* drawn at most, about; those that show least go first, softly */
};
void render_set_quality(struct render *render, const struct render_quality *quality);

/* Copies the last picture: RGB, 8 bits, rows from the top, stride 3 * width. `pixels` holds
 * width * height * 3 bytes of the last plan's size. The null device gives black. */
void render_capture(struct render *render, uint8_t *pixels);

/* Whether the graphics card has lost all it held, as after a reset of its driver: a context and a
 * render are to be made anew. Told where the context was made to tell it. */
bool render_lost(struct render *render);

/* Waits until the last picture is finished. */
void render_finish(struct render *render);

/* From now on each pass is timed by the clock of OpenGL, for whoever measures. On a software
 * renderer every pass is waited for, because it works on in the background: the picture as a whole
 * then takes longer. */
void render_time_passes(struct render *render, bool on);

/* Forget the previous picture the governor compares with (a new recording begins). */
void render_reset_guard(struct render *render);

/* A short word for what pass_ms[timed] is of, such as "bloom". */
const char *render_timed_name(unsigned timed);

const struct render_stats *render_stats(const struct render *render);

/* True when every pass can be drawn, as far as it was tried. Else false with ERROR_GL_PASS, whose
 * line says what the picture lacks, why, and what to do about it. */
bool render_complete(const struct render *render, struct error *error);

/* Width of one line of UTF-8 text at size_px, and its ascent and line height, px. The null
 * device answers with a fixed width a character. Any out pointer may be NULL. */
void render_text_size(struct render *render, enum plan_weight weight, float size_px,
                      const char *text, float *width, float *ascent, float *line_height);

#endif
