/* The frame plan: everything one picture needs, as plain data, and nothing that draws it.
 *
 * scene/ fills the 3D part, ui/ the overlay; render/ carries it out; tests read it. All
 * arrays are allocated once with the plan; what does not fit is counted in `dropped`.
 * World units are the model's mm, right-handed, y up. Colours are linear light, scene
 * referred: 1 is paper white, glow may go above it. Overlay coordinates are pixels, origin at
 * top left, y down.
 */
#ifndef SNOWMELT_SCENE_PLAN_H
#define SNOWMELT_SCENE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A tapered tube of light along a cubic Bezier curve, always facing the eye. */
struct plan_ribbon {
    float p[4][3];      /* control points */
    float radius[2];    /* at t 0 and 1, mm; never drawn thinner than one pixel, but fainter */
    float range[2];     /* part of the curve that is drawn, within 0..1; growth moves range[1] */
    float colour[3];    /* linear, premultiplied by emission */
    float opacity;      /* 0..1; covers what lies behind by that much, and scales the colour */
    float soft;         /* 0 crisp edge and ends .. 1 all glow (pulses) */
    uint32_t joined;    /* 1: ends cut square, so that another goes on there without a seam */
};

/* A round body, drawn as a lit sphere with a soft rim glow. */
struct plan_body {
    float centre[3];
    float radius;
    float colour[3];
    float glow;         /* added light of the body itself, 0.. */
    float opacity;
    float halo;         /* radius of the soft halo around it, times the body's radius; 0 none */
    float ring;         /* the same of a thin ring around it; 0 none */
    uint32_t pad;
};

/* A regular grid over the plane z = 0, rows along +x, from the lowest y up. The memory is the
 * scene's, good until the scene is animated again. */
struct plan_field {
    int columns, rows;
    float origin[2];            /* of the first cell's middle, mm */
    float cell_mm;
    const float (*surface)[4];  /* height mm, slope along x and y, moonlight that reaches it 0..1 */
    const uint8_t (*tint)[2];   /* colour of the path and of what is new, 0..255; NULL for none */
    uint32_t revision;          /* goes up by one with each change */
    int dirty[2];               /* rows [0]..[1] - 1 differ from the revision before */
};

/* Ground to walk on. Heights and slopes of both fields add up. */
struct plan_ground {
    struct plan_field land;     /* wide and coarse, out to the hills at the rim */
    struct plan_field tracks;   /* fine, where places and ways are */
    float opacity;              /* 0..1: share of the picture */
    float material;             /* 0 snow .. 1 forest floor */
    float lift;                 /* part of the tracks' height that the mesh follows; the light has
                                   all of it, so that deep tracks do not hide behind their banks */
    float wet;                  /* 0 frozen .. 1 melting: darker, with a sheen */
    float ink;                  /* colour of tracks: 0 a light in them .. 1 a dye in the ground */
    float light[3];             /* towards the moon or the sun, unit length */
    float lit[3], shade[3];     /* linear colour of full light, and of what comes from the sky */
    float path[3], fresh[3];    /* linear colour of trodden and of new tracks */
    float sky[2][3];            /* linear, at the horizon and overhead */
    float sheen[3];             /* linear; sky that is mirrored where the ground is wet */
    float aurora[3];            /* linear light in the sky above the rim */
    float stars;                /* 0..1 */
};

/* One stretch of a dendritic tree, as it grew: in the tree's own space, its cell body at the
 * origin and its apical axis up y. Where the tree stands is said by its stem. */
struct plan_branch {
    float p[4][3];      /* control points of a cubic Bezier curve, mm */
    float radius[2];    /* at its ends, mm */
    uint32_t stem;      /* index, counted from the first stem of the pass */
    float level;        /* 0 trunk .. 1 finest twig, never less than that of the branch it sits on */
};

/* Where a tree stands and how it looks in this picture. */
struct plan_stem {
    float position[3];
    float scale;        /* of the tree's own space */
    float axis[3];      /* unit; where its apical axis points */
    float detail;       /* branches up to this level are drawn, those just above fade */
    float colour[3];    /* linear, premultiplied by emission */
    float opacity;
    float foliage[3];   /* linear colour of its leaves */
    float leaf;         /* 0 bare, with roots .. 1 in leaf, its lower end in the ground */
};

/* A branch is gone where its level lies this far above the detail of its stem. */
#define PLAN_TWIG_FADE 0.15f

/* A translucent skin round a line, lit as if it were round: a bouton, a spine, half a receptor. */
struct plan_ring {
    float centre[3];
    float radius;
    float share;        /* of the shell's opacity there, 0..1 */
};

struct plan_shell {
    uint32_t first, count; /* rings, in order along the line */
    float fill[4];         /* linear colour where it faces the eye, and how much it covers there */
    float rim[4];          /* the same where it turns away */
    float sheen;           /* light of the lamp seen in it, 0.. */
};

enum plan_pass_kind {
    PLAN_PASS_BACKDROP, /* vertical gradient and vignette behind everything */
    PLAN_PASS_GROUND,   /* the sky and the ground of snow and forest, from `ground` */
    PLAN_PASS_RIBBONS,  /* first, count into ribbons */
    PLAN_PASS_BODIES,   /* first, count into bodies */
    PLAN_PASS_ARBOURS,  /* first, count into stems: all branches of those */
    PLAN_PASS_PULSES,   /* first, count into ribbons, added light */
    PLAN_PASS_SHELLS,   /* first, count into shells */
    PLAN_PASS_BLOOM,
    PLAN_PASS_TONE,     /* filmic curve, governor, to display colours */
    PLAN_PASS_PANES,    /* all panes; of each its passes up to tone. A plan with panes has no
                           passes of a scene of its own */
    PLAN_PASS_OVERLAY   /* first, count into items */
};

struct plan_pass {
    enum plan_pass_kind kind;
    uint32_t first, count;
};

struct plan_camera {
    float view[4][4];       /* column-major as cglm's mat4 */
    float projection[4][4];
    float eye[3];
    float focus_mm;         /* distance kept clear of fog */
};

enum plan_item_kind {
    PLAN_ITEM_RECT,  /* rounded rectangle, filled */
    PLAN_ITEM_LINE,  /* polyline through points[first..first+count), width px */
    PLAN_ITEM_AREA,  /* as LINE, filled down to box bottom */
    PLAN_ITEM_DISC,  /* centre of the box, radius half its width */
    PLAN_ITEM_SPOT,  /* the box filled but for a soft-edged disc of `radius` round points[first] */
    PLAN_ITEM_TEXT   /* one line, laid in box; strings + text */
};

enum plan_weight { PLAN_WEIGHT_REGULAR, PLAN_WEIGHT_MEDIUM, PLAN_WEIGHT_BOLD };

struct plan_box {
    float x, y, w, h;
};

struct plan_item {
    enum plan_item_kind kind;
    struct plan_box box;
    float colour[4];         /* sRGB-encoded display colour and alpha, straight */
    float radius;            /* corner radius or half line width, px */
    uint32_t first, count;   /* points of LINE and AREA */
    uint32_t text;           /* offset into strings, TEXT only */
    float size_px;           /* TEXT: font size */
    enum plan_weight weight; /* TEXT */
    float align;             /* TEXT: 0 left, 0.5 centre, 1 right in the box */
};

enum { PLAN_PANES = 4 };

/* A picture within the picture, of another plan's size; that one stays its owner's. */
struct plan_pane {
    const struct plan *plan;
    int x, y;    /* of its top left corner, px */
    bool stands; /* the plan is still that of the picture before, and so may be what is seen of it */
};

struct plan {
    int width, height;       /* of the picture, px */
    double time_s;           /* of the picture, for nothing but slow decoration */
    struct plan_box free;    /* part that the overlay leaves to the rest, px; no width: not said */
    struct plan_camera camera;
    float backdrop[2][3];    /* linear colour at the top and at the bottom */
    float fog[3];            /* linear colour that depth fades to */
    float fog_range_mm[2];   /* eye distances where fog starts and is full */
    float bloom;             /* strength, 0 none */
    float exposure;          /* 1 as is */
    struct plan_ground ground; /* where there is a PLAN_PASS_GROUND */
    float aperture_px;       /* blur of what is half as far away as the focus; 0 all is sharp */
    float ink;               /* 0: light is added to the dark; 1: on paper, where light would not be
                                seen, colours cover instead, the more the brighter they were meant */

    struct plan_pass passes[32];
    uint32_t n_passes;

    struct plan_pane panes[PLAN_PANES];
    uint32_t n_panes;

    struct plan_ribbon *ribbons;
    uint32_t n_ribbons, max_ribbons;
    struct plan_body *bodies;
    uint32_t n_bodies, max_bodies;
    struct plan_stem *stems;
    uint32_t n_stems, max_stems;
    /* Sorted by level; of whoever filled the plan, who keeps them until the next picture. Another
     * revision, another content; 0: none. */
    const struct plan_branch *branches;
    uint32_t n_branches, branches_revision;
    struct plan_shell *shells;
    uint32_t n_shells, max_shells;
    struct plan_ring *rings;
    uint32_t n_rings, max_rings;
    struct plan_item *items;
    uint32_t n_items, max_items;
    float (*points)[2];      /* px */
    uint32_t n_points, max_points;
    char *strings;           /* UTF-8, each zero-terminated */
    uint32_t n_strings, max_strings; /* bytes */
    uint32_t dropped;
};

/* NULL when out of memory. */
struct plan *plan_create(void);
void plan_destroy(struct plan *plan);

/* Empties it for the next picture of width x height px; keeps the memory. */
void plan_begin(struct plan *plan, int width, int height, double time_s);

/* Each adds one and returns it zeroed, or NULL when full (and counts it as dropped). */
struct plan_ribbon *plan_ribbon(struct plan *plan);
struct plan_body *plan_body(struct plan *plan);
struct plan_stem *plan_stem(struct plan *plan);
/* With `count` rings, to be filled in: plan->rings + first on. */
struct plan_shell *plan_shell(struct plan *plan, uint32_t count);
struct plan_pass *plan_pass(struct plan *plan, enum plan_pass_kind kind);
/* How much a plan held, to come back to what was added since. */
struct plan_mark {
    uint32_t ribbon, body, stem;
};

struct plan_mark plan_mark(const struct plan *plan);
/* Thins out what was added since then to this share of the picture. */
void plan_thin_out(struct plan *plan, const struct plan_mark *since, float share);
/* A pass over what was added from `first` to `end`; none where that is nothing. */
void plan_close(struct plan *plan, enum plan_pass_kind kind, uint32_t first, uint32_t end);
/* Adds a picture within the picture, with its top left corner at x, y. `stands`: see plan_pane. */
void plan_pane(struct plan *plan, const struct plan *pane, int x, int y, bool stands);
struct plan_item *plan_item(struct plan *plan, enum plan_item_kind kind);
/* Adds a point; false when full. */
bool plan_point(struct plan *plan, float x, float y);
/* Copies text; its offset, or 0 (the empty string) when full. */
uint32_t plan_string(struct plan *plan, const char *text);

#endif
