/* All that render keeps on the GPU, shared by the files that draw. */
#ifndef SNOWMELT_RENDER_DEVICE_H
#define SNOWMELT_RENDER_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glad/gl.h>

#include "base/error.h"
#include "render/guard.h"
#include "render/render.h"
#include "render/target.h"
#include "render/text.h"
#include "render/thin.h"
#include "scene/plan.h"

enum program_id {
    PROGRAM_BACKDROP,
    PROGRAM_SKY,
    PROGRAM_GROUND,
    PROGRAM_GROUND_QUICK,
    PROGRAM_GROUND_DRY, /* quick, of a frozen night */
    PROGRAM_RIBBON,
    PROGRAM_PULSE,
    PROGRAM_BODY_CORE,
    PROGRAM_BODY_HALO,
    PROGRAM_ARBOUR,
    PROGRAM_SHELL,
    PROGRAM_BLOOM_FIRST,
    PROGRAM_BLOOM_DOWN,
    PROGRAM_BLOOM_UP,
    PROGRAM_TONE,
    PROGRAM_TONE_BLOOM,
    PROGRAM_ENLARGE,
    PROGRAM_ENLARGE_QUICK,
    PROGRAM_SHAPE,
    PROGRAM_TEXT,
    PROGRAM_MEASURE,
    PROGRAM_HOLD,
    PROGRAM_COPY,
    PROGRAMS
};

/* Uniforms by name; every program has those it uses, -1 for the rest. */
enum uniform_id {
    UNIFORM_VIEW,
    UNIFORM_PROJECTION,
    UNIFORM_PIXEL,
    UNIFORM_FOG,
    UNIFORM_FOG_RANGE,
    UNIFORM_HALO,
    UNIFORM_TOP,
    UNIFORM_BOTTOM,
    UNIFORM_ASPECT,
    UNIFORM_SOURCE,
    UNIFORM_TEXEL,
    UNIFORM_SHARE,
    UNIFORM_SCENE,
    UNIFORM_BLOOM,
    UNIFORM_BLOOM_SHARE,
    UNIFORM_EXPOSURE,
    UNIFORM_INK,
    UNIFORM_SIZE,
    UNIFORM_SCALE,
    UNIFORM_ATLAS,
    UNIFORM_PICTURE,
    UNIFORM_CELLS,
    UNIFORM_FRESH,
    UNIFORM_SHOWN,
    UNIFORM_KEEP,
    UNIFORM_FRAME,
    UNIFORM_LAND,
    UNIFORM_LAND_AT,
    UNIFORM_SURFACE,
    UNIFORM_SURFACE_AT,
    UNIFORM_SOFTEN,
    UNIFORM_TINT,
    UNIFORM_BAKED,
    UNIFORM_LIGHT,
    UNIFORM_LIT,
    UNIFORM_SHADE,
    UNIFORM_PATH,
    UNIFORM_NEW,
    UNIFORM_GROUND,
    UNIFORM_OPACITY,
    UNIFORM_HALFWAY,
    UNIFORM_AURORA,
    UNIFORM_STARS,
    UNIFORM_FOCUS,
    UNIFORM_GRAIN,
    UNIFORM_SHEEN,
    UNIFORM_STEMS,
    UNIFORMS
};

struct program {
    GLuint name; /* 0 when it could not be built: what needs it is left out */
    GLint at[UNIFORMS];
};

/* A vertex buffer that knows what it holds, and its arrays. */
struct stream {
    GLuint array, buffer;
    size_t size;    /* room, bytes */
    uint8_t *known; /* what is in it; NULL where there was no memory for that */
    size_t filled;  /* bytes that were ever sent */
};

/* The branches of a plan, as the vertices they need; made anew for another revision only. */
struct grove {
    GLuint array, vertices, indices, stems; /* the last a texture, the rest buffers */
    uint32_t revision;
    uint32_t n_branches;
    uint32_t *index_end; /* of each branch: indices up to its end; then the same of those that
                            show on a tree in leaf, whose indices follow the others */
    int stem_rows;       /* of the texture */
};

/* Of one pass of ribbons. Curves seldom change, looks often do. */
struct ribbon_streams {
    struct stream curves, looks; /* the arrays are those of `curves` */
};

/* Each pass of a plan has its own, so that the next picture finds there what it had. */
enum { STREAM_SLOTS = sizeof((struct plan *)0)->passes / sizeof(struct plan_pass) };

/* The picture of a plan itself, and then its panes: each has buffers of its own. */
enum { PICTURES = 1 + PLAN_PANES };

/* Where the picture that is drawn stands in `fresh`, px from the lower left. */
struct part {
    int x, y, width, height;
};

struct overlay_vertex {
    float at[2], local[2], shape[3];
    uint8_t colour[4];
};

struct overlay_batch {
    enum program_id program;
    uint32_t first, count;
};

enum { BLOOM_LEVELS = 6, OVERLAY_BATCHES = 4096, TIMING_MARKS = 64 };

/* Moments of one picture at which a pass ended; the first is its start. */
struct timing {
    bool on;
    GLuint queries[TIMING_MARKS];
    GLint64 at_ns[TIMING_MARKS]; /* on a software renderer, which is waited for */
    unsigned pass[TIMING_MARKS], n;
};

/* A field of the plan as textures, and what of it is in them. */
struct ground_field {
    GLuint surface, tint, baked; /* the last on a software renderer, in place of tint */
    int columns, rows;
    uint32_t revision;
    const void *from;
};

struct ground_gl {
    GLuint array, vertices, indices;
    GLsizei count; /* indices of each order */
    float step;    /* of the mesh over the tracks, mm */
    struct ground_field land[PICTURES], tracks[PICTURES];
    GLuint grain; /* texture, 0 until it is made */
};

struct device {
    struct program programs[PROGRAMS];
    GLuint empty_array; /* core GL draws nothing without one */
    struct ribbon_streams ribbons[PICTURES][STREAM_SLOTS];
    struct stream bodies[PICTURES][STREAM_SLOTS], shells, overlay, held;
    unsigned picture; /* that is drawn now */
    struct part part;
    struct ground_gl ground;
    struct grove grove;
    float scale, corner_px;
    uint32_t most_ribbons;
    struct thin thin; /* of this picture's ribbons */
    bool software; /* drawn by the processor: leaner filters */
    uint32_t lost_after; /* pictures, for tests; 0: never */

    struct target scene; /* linear light, at the internal size */
    struct target small; /* its display colours, where it has to be enlarged */
    struct target bloom[BLOOM_LEVELS];
    struct target fresh, shown; /* finished pictures; `shown` is the one to see */
    struct target spare;        /* held cells on their way into `fresh` */
    struct target kept;         /* panes as they were, without what is over them */
    struct part kept_part[PLAN_PANES]; /* where it has them; no width: not */
    bool bloomed;               /* bloom[0] belongs to this picture */

    void *staging; /* instances on their way to the GPU */
    size_t staging_size;
    struct overlay_vertex *vertices;
    uint32_t n_vertices, max_vertices;
    struct overlay_batch batches[OVERLAY_BATCHES];
    uint32_t n_batches;

    struct text *text;
    struct timing timing;

    struct guard *guard; /* NULL when it is left out */
    struct target cells;
    GLuint keep_texture;
    float (*fresh_cells)[4], (*shown_cells)[4];
    float keep[GUARD_CELLS];
    float (*held_corners)[2]; /* of the held cells, in runs a row, two triangles each */
    bool anything_shown, shown_cells_stale;
    double last_time_s;
    uint32_t frames_since_reset;

    uint8_t *capture;
    size_t capture_size;
    struct render_stats *stats; /* the render's own */
};

/* gl_device.c */
struct device *device_create(const struct render_options *options, struct render_stats *stats,
                             struct error *error);
void device_destroy(struct device *device);
bool device_draw(struct device *device, const struct plan *plan, struct error *error);
bool device_lost(const struct device *device);
/* Makes the targets of one picture of this size, at this part of `fresh`. */
bool device_begin_picture(struct device *device, const struct plan *plan, struct part part);
void device_run_pass(struct device *device, const struct plan *plan, const struct plan_pass *pass);
/* Notes that a pass cannot be drawn, and of the first such pass why. */
void device_miss(struct device *device, enum plan_pass_kind pass, const char *why);
void device_bind(const struct device *device, enum program_id program, enum uniform_id id, int unit,
                 GLuint texture);
void device_draw_screen(struct device *device);
/* Room for size bytes of staging; NULL when out of memory. */
void *device_staging(struct device *device, size_t size);

/* programs.c */
/* Builds all of them. What fails is missed; only without the tone pass is there no picture at
 * all, and the answer false. */
bool programs_build(struct device *device, struct error *error);
/* Binds the program; false (and the pass counted as failed) if it was never built. */
bool device_use(struct device *device, enum program_id program, enum plan_pass_kind pass);
GLint device_uniform(const struct device *device, enum program_id program, enum uniform_id id);

/* stream.c */
/* Has the buffer hold these bytes from its start on; only blocks that differ travel. Leaves it
 * bound. */
void device_stream(struct device *device, struct stream *stream, const void *data, size_t size);
void stream_free(struct stream *stream);

/* passes_scene.c: into the scene target */
void scene_begin_picture(struct device *device);
/* Sets u_view, u_projection, u_pixel, fog and focus. */
void scene_set_camera(const struct device *device, enum program_id p, const struct plan *plan);
/* An instanced attribute of n values at this offset of the bound buffer. */
void scene_attribute(GLuint index, int n, GLenum type, size_t stride, size_t offset);
void scene_transform(const float m[4][4], const float p[3], float out[4]);
/* What of first..first+count is there. */
uint32_t scene_clip_count(const struct plan_pass *pass, uint32_t available);
void scene_free_streams(struct device *device);
void pass_backdrop(struct device *device, const struct plan *plan);

/* passes_ribbons.c, passes_bodies.c */
void pass_ribbons(struct device *device, const struct plan *plan, const struct plan_pass *pass);
void pass_bodies(struct device *device, const struct plan *plan, const struct plan_pass *pass);

/* passes_ground.c: into the scene target, before what stands on it */
void pass_ground(struct device *device, const struct plan *plan);
void ground_free(struct device *device);
/* Whether nothing behind it will be seen. */
bool ground_covers(const struct device *device, const struct plan *plan);
/* ground_grain.c: light on snow and on forest floor, as a texture; 0 when memory ran out. */
GLuint ground_grain(struct device *device, const float light[3]);

/* passes_arbours.c */
void pass_arbours(struct device *device, const struct plan *plan, const struct plan_pass *pass);
void arbours_free_grove(struct grove *grove);
/* passes_shells.c */
void shells_make_stream(struct device *device);
void pass_shells(struct device *device, const struct plan *plan, const struct plan_pass *pass);

/* passes_light.c */
void pass_bloom(struct device *device, const struct plan *plan);
void pass_tone(struct device *device, const struct plan *plan);

/* passes_panes.c */
void pass_panes(struct device *device, const struct plan *plan);

/* passes_overlay.c */
void overlay_make_stream(struct device *device);
void pass_overlay(struct device *device, const struct plan *plan, const struct plan_pass *pass);

/* passes_guard.c */
bool guard_make(struct device *device, struct error *error);
/* Decides what of `fresh` may be seen and leaves that in `shown`. */
void pass_guard(struct device *device, const struct plan *plan);

/* timing.c: nothing but a test of a flag where timing is off */
void timing_switch(struct device *device, bool on);
void timing_begin(struct device *device);
void timing_mark(struct device *device, unsigned pass); /* has just ended */
void timing_end(struct device *device);                 /* fills pass_ms */
void timing_free(struct device *device);

/* capture.c */
void device_finish(struct device *device);
void device_show(struct device *device, int w, int h, int shift_x, int shift_y);
void device_capture(struct device *device, uint8_t *pixels);

#endif
