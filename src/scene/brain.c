#include "scene/brain.h"

#include <math.h>
#include <string.h>

#include "scene/maths.h"

/* Half a brain seen from its left side, frontal pole to the left, in halves of its length and
 * height: the cerebrum, then the cerebellum and the stem below. */
static const float CEREBRUM[][2] = {
    {-1.00f, -0.10f}, {-0.97f, 0.24f},  {-0.86f, 0.60f},  {-0.60f, 0.87f},  {-0.24f, 0.97f},
    {0.12f, 1.00f},   {0.46f, 0.90f},   {0.75f, 0.66f},   {0.95f, 0.30f},   {1.00f, -0.06f},
    {0.90f, -0.34f},  {0.62f, -0.46f},  {0.30f, -0.56f},  {0.02f, -0.72f},  {-0.30f, -0.84f},
    {-0.55f, -0.76f}, {-0.64f, -0.54f}, {-0.80f, -0.46f}, {-0.94f, -0.32f},
};
static const float CEREBELLUM[][2] = {{0.88f, -0.40f}, {0.92f, -0.58f}, {0.78f, -0.78f},
                                      {0.54f, -0.84f}, {0.36f, -0.74f}, {0.30f, -0.58f}};
static const float STEM[][2] = {{0.16f, -0.64f}, {0.21f, -0.78f}, {0.30f, -0.92f}};

/* The deepest folds first: lateral sulcus, central sulcus, those that run beside them, and the
 * furrows of the cerebellum (as in any atlas; the course is made simple). */
static const float FOLDS[][4][2] = {
    {{-0.66f, -0.50f}, {-0.36f, -0.34f}, {0.00f, -0.14f}, {0.34f, 0.02f}},
    {{0.06f, 0.96f}, {-0.02f, 0.62f}, {-0.10f, 0.34f}, {-0.14f, 0.00f}},
    {{-0.20f, 0.92f}, {-0.24f, 0.64f}, {-0.31f, 0.34f}, {-0.34f, 0.04f}},
    {{0.30f, 0.92f}, {0.20f, 0.64f}, {0.14f, 0.36f}, {0.12f, 0.12f}},
    {{-0.90f, 0.32f}, {-0.70f, 0.46f}, {-0.50f, 0.50f}, {-0.32f, 0.66f}},
    {{-0.94f, 0.00f}, {-0.76f, 0.16f}, {-0.56f, 0.18f}, {-0.38f, 0.26f}},
    {{-0.50f, -0.62f}, {-0.22f, -0.52f}, {0.14f, -0.34f}, {0.50f, -0.18f}},
    {{0.22f, 0.46f}, {0.42f, 0.46f}, {0.60f, 0.40f}, {0.80f, 0.46f}},
    {{0.40f, 0.10f}, {0.56f, 0.14f}, {0.72f, 0.06f}, {0.92f, 0.10f}},
    {{0.42f, -0.66f}, {0.56f, -0.62f}, {0.74f, -0.58f}, {0.89f, -0.52f}},
    {{0.46f, -0.77f}, {0.58f, -0.74f}, {0.74f, -0.70f}, {0.87f, -0.64f}},
};

static const float ROOM_MM[2] = {3.5f, 6.5f};           /* about the cells, to the side and up */
static const float GLOW_MM[2] = {9.0f, 9.0f};           /* the same, of a region's light */
static const float DEPTH_MM = 20.0f, OUTLINE_MM = 7.0f; /* behind the middle of the cells */
static const float RUN_OUT = 0.15f;                     /* thickness left where a line ends */
static const float TINT[BRAIN_REGIONS][3] = {{0.62f, 0.95f, 1.45f}, {1.40f, 0.95f, 0.80f}};

enum { PROFILE_POINTS = sizeof CEREBRUM / sizeof *CEREBRUM };

void brain_fit(struct brain *brain, const struct model_cell_view *cells,
               const struct camera_point *points, uint32_t n)
{
    float low[BRAIN_REGIONS + 1][3], high[BRAIN_REGIONS + 1][3];
    bool any[BRAIN_REGIONS + 1] = {false};
    memset(brain, 0, sizeof *brain);
    for (uint32_t i = 0; i < n; i++) {
        const float *at = cells[i].position_mm;
        for (uint32_t r = 0; r <= BRAIN_REGIONS && points[i].core; r++) {
            if (r < BRAIN_REGIONS && cells[i].region != r)
                continue;
            for (int k = 0; k < 3; k++) {
                low[r][k] = any[r] ? fminf(low[r][k], at[k]) : at[k];
                high[r][k] = any[r] ? fmaxf(high[r][k], at[k]) : at[k];
            }
            any[r] = true;
        }
    }
    for (uint32_t r = 0; r < BRAIN_REGIONS; r++) {
        struct brain_region *region = &brain->region[r];
        region->there = any[r];
        for (int k = 0; k < 3 && any[r]; k++)
            region->centre[k] = 0.5f * (low[r][k] + high[r][k]);
        for (int k = 0; k < 2 && any[r]; k++)
            region->half[k] = 0.5f * (high[r][k] - low[r][k]);
        region->top = any[r] ? high[r][1] : 0.0f;
    }
    for (int k = 0; k < 3 && any[BRAIN_REGIONS]; k++) {
        brain->centre[k] = 0.5f * (low[BRAIN_REGIONS][k] + high[BRAIN_REGIONS][k]);
        brain->half[k] = 0.5f * (high[BRAIN_REGIONS][k] - low[BRAIN_REGIONS][k]);
        brain->half[k] = k < 2 ? brain->half[k] + ROOM_MM[k] : DEPTH_MM;
    }
}

/* A point of the outline, or of the far side of the surface within it. */
static void surface(const struct brain *brain, const float at[2], bool far, float out[3])
{
    float round = far ? sqrtf(fmaxf(0.0f, 1.0f - at[0] * at[0] - at[1] * at[1])) : 0.0f;
    out[0] = brain->centre[0] + brain->half[0] * at[0];
    out[1] = brain->centre[1] + brain->half[1] * at[1];
    out[2] = brain->centre[2] - OUTLINE_MM - 0.5f * brain->half[2] * round;
}

void brain_frame(const struct brain *brain, float flat, struct camera_point out[BRAIN_POINTS])
{
    /* Both poles and the lowest lobe; above, beside the title, it may rise as far as the edge. */
    static const float AT[BRAIN_POINTS][2] = {
        {-1.00f, 0.0f}, {1.00f, 0.0f}, {-0.30f, -0.86f}, {0.12f, 1.00f}};
    for (int i = 0; i < BRAIN_POINTS; i++) {
        struct camera_point *point = &out[i];
        *point = (struct camera_point){.core = i + 1 < BRAIN_POINTS, .margin = 0.8f};
        surface(brain, AT[i], false, point->position);
        /* Of a ground it is no part. */
        for (int k = 0; k < 3; k++)
            point->position[k] = scene_mix(point->position[k], brain->centre[k], flat);
    }
}

struct pen {
    float colour[3];
    float radius[2], opacity, soft;
    uint32_t joined;
};

/* From b to c, bent as the way from a to d asks (Catmull & Rom 1974). */
static void stroke(struct plan *plan, const float a[3], const float b[3], const float c[3],
                   const float d[3], const struct pen *pen)
{
    struct plan_ribbon *ribbon = plan_ribbon(plan);
    if (!ribbon)
        return;
    for (int k = 0; k < 3; k++) {
        ribbon->p[0][k] = b[k];
        ribbon->p[1][k] = b[k] + (c[k] - a[k]) / 6.0f;
        ribbon->p[2][k] = c[k] - (d[k] - b[k]) / 6.0f;
        ribbon->p[3][k] = c[k];
    }
    memcpy(ribbon->radius, pen->radius, sizeof ribbon->radius);
    ribbon->range[1] = 1.0f;
    memcpy(ribbon->colour, pen->colour, sizeof ribbon->colour);
    ribbon->opacity = pen->opacity;
    ribbon->soft = pen->soft;
    ribbon->joined = pen->joined;
}

static void line(const struct brain *brain, const float (*at)[2], int n, bool closed, bool far,
                 const struct pen *pen, struct plan *plan)
{
    float p[PROFILE_POINTS][3];
    for (int i = 0; i < n; i++)
        surface(brain, at[i], far, p[i]);
    for (int i = 0; i < (closed ? n : n - 1); i++) {
        int before = closed ? (i + n - 1) % n : i > 0 ? i - 1 : 0;
        int next = (i + 1) % n;
        int after = closed ? (i + 2) % n : i + 2 < n ? i + 2 : n - 1;
        struct pen run = *pen;
        for (int end = 0; end < 2 && !closed; end++)
            if (end ? i + 2 == n : i == 0)
                run.radius[end] *= RUN_OUT;
        stroke(plan, p[before], p[i], p[next], p[after], &run);
    }
}

static void rest_pen(const struct palette *palette, float light, struct pen *pen)
{
    for (int k = 0; k < 3; k++)
        pen->colour[k] = palette->linear[PALETTE_REST][k] * light;
}

void brain_draw_outline(const struct brain *brain, float shown, const struct palette *palette,
                        struct plan *plan)
{
    if (!(brain->half[0] > 0.0f))
        return;
    struct pen rim = {.radius = {1.6f, 1.6f}, .opacity = 0.12f * shown, .soft = 0.80f, .joined = 1};
    struct pen edge = {
        .radius = {0.20f, 0.20f}, .opacity = 0.22f * shown, .soft = 0.45f, .joined = 1};
    struct pen fold = {
        .radius = {0.80f, 0.80f}, .opacity = 0.10f * shown, .soft = 0.75f, .joined = 1};
    float dark = 1.0f + 0.9f * palette->day; /* it takes more of grey to be seen on paper */
    rim.opacity *= dark;
    edge.opacity *= dark;
    fold.opacity *= dark;
    rest_pen(palette, 0.8f, &rim);
    rest_pen(palette, 1.0f, &edge);
    rest_pen(palette, 0.8f, &fold);
    const int folds = sizeof FOLDS / sizeof *FOLDS;
    for (int i = 0; i < folds; i++)
        line(brain, FOLDS[i], 4, false, true, &fold, plan);
    const struct pen *const pens[2] = {&rim, &edge};
    for (int i = 0; i < 2; i++) {
        line(brain, CEREBRUM, PROFILE_POINTS, true, false, pens[i], plan);
        line(brain, CEREBELLUM, sizeof CEREBELLUM / sizeof *CEREBELLUM, false, false, pens[i],
             plan);
        line(brain, STEM, sizeof STEM / sizeof *STEM, false, false, pens[i], plan);
    }
}

void brain_draw_regions(const struct brain *brain, float shown, const struct palette *palette,
                        struct plan *plan)
{
    for (uint32_t r = 0; r < BRAIN_REGIONS; r++) {
        const struct brain_region *region = &brain->region[r];
        if (!region->there)
            continue;
        /* A soft round light, longer than it is high. */
        float high = region->half[1] + GLOW_MM[1], wide = region->half[0] + 2.0f * GLOW_MM[0];
        struct pen pen = {.radius = {high, high}, .opacity = shown, .soft = 1.0f};
        for (int k = 0; k < 3; k++)
            pen.colour[k] = palette->linear[PALETTE_REST][k] * TINT[r][k] * 0.06f;
        float p[2][3];
        for (int end = 0; end < 2; end++) {
            memcpy(p[end], region->centre, sizeof p[end]);
            p[end][0] += end ? wide : -wide;
            p[end][2] -= OUTLINE_MM;
        }
        stroke(plan, p[0], p[0], p[1], p[1], &pen);
    }
}
