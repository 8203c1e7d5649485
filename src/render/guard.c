#include "render/guard.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/guard_turn.h"

/* A turn is a change of direction; what it may cost, and how far back a value must come before
 * it counts as one. The second is a little more than the first, so that a value held exactly at
 * its bound does not count as turned by rounding. */
#define TURN_WINDOW      0.045f
#define TURN_WINDOW_FLIP 0.055f
#define TURN_LIGHT       0.075f
#define TURN_LIGHT_FLIP  0.088f
#define TURN_RED         0.040f /* of R-G-B; the older red flash begins at 20/320 */
#define TURN_RED_FLIP    0.050f
#define TURN_SHARE       0.120f /* of R/(R+G+B) */
#define TURN_SHARE_FLIP  0.200f
#define TURN_U           0.070f /* of CIE 1976 u'; a red flash needs 0.2 in u'v' */
#define TURN_U_FLIP      0.110f /* neither mixes evenly, as light does: more room */
#define RED_FROM         0.75f  /* saturated red begins at a share of 0.80 */
/* A mean may be away from what it was t seconds ago, up to a third of a second, by a little at
 * once and by so much more a second; for the whole picture the little is less. */
#define SLEW_AT_ONCE       0.030f
#define SLEW_AT_ONCE_WHOLE 0.010f
#define SLEW_PER_S         0.18f
#define SLEW_WITHIN_S      0.34f
/* Time between two pictures: more than the longest is believed only from a program that has
 * been as slow for a while. After a single late picture the next may come at once, and then the
 * time that passed before it was laid out is not the time the eye had. */
#define PAUSE_LEAST_S   (1.0f / 120.0f)
#define PAUSE_LONGEST_S 0.1f
/* Share of a window that may do as it likes, and from which all is held; a flash begins at
 * 0.25. */
#define SHARE_FREE 0.14f
#define SHARE_HELD 0.20f

enum {
    SIXTHS = 6,
    SIDE = SIXTHS - 1, /* windows of two sixths, stepped by one */
    WINDOWS = SIDE * SIDE + 1,
    WHOLE = WINDOWS - 1, /* the last is the whole picture */
    SLOW = 4,            /* pictures that make a while */
    PAST = 48,           /* pictures of a third of a second, and some */
    BLOCK_COLUMNS = GUARD_COLUMNS / SIXTHS,
    BLOCK_ROWS = GUARD_ROWS / SIXTHS,
    WINDOW_CELLS = 4 * BLOCK_COLUMNS * BLOCK_ROWS,
    SETTLE = 8, /* rounds in which overlapping windows come to terms */
    SOFT = 9    /* cells over which a hold fades out beyond its window */
};

struct measure {
    float light, red, share, u;
};

struct cell {
    struct turn light, red, share, u;
    float free_turn_s; /* since it last turned within TURN_CALM_S of the turn before */
    float red_s;       /* since it was saturated red */
};

/* Means of the pictures shown, a ring. */
struct past {
    float age_s[PAST], means[PAST][WINDOWS];
    int first, count;
};

struct guard {
    bool begun;
    float pauses_s[SLOW]; /* before the last pictures, a ring */
    int pause;
    float held_back;
    struct cell cells[GUARD_CELLS];
    struct turn windows[WINDOWS];
    struct past past;
    struct measure shown[GUARD_CELLS], fresh[GUARD_CELLS];
    float keep[GUARD_CELLS], scratch[GUARD_CELLS];
    bool hot[GUARD_CELLS];
};

struct guard *guard_create(void)
{
    return calloc(1, sizeof(struct guard));
}

void guard_destroy(struct guard *guard)
{
    free(guard);
}

void guard_reset(struct guard *guard)
{
    memset(guard, 0, sizeof *guard);
}

float guard_held_back(const struct guard *guard)
{
    return guard->held_back;
}

static struct measure measure_of(const float c[4])
{
    struct measure m;
    float sum = c[0] + c[1] + c[2];
    m.light = 0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2];
    m.red = c[0] - c[1] - c[2]; /* negative ones too: so that it mixes as light does */
    /* Near black the colour means nothing to the eye: a veil of white, as the flash meter's. */
    float veil = 0.005f * fmaxf(1.0f - 10.0f * sum, 0.0f) + 1e-6f;
    float r = c[0] + veil, g = c[1] + veil, b = c[2] + veil;
    m.share = r / (r + g + b);
    m.u = 4.0f * (0.4124f * r + 0.3576f * g + 0.1805f * b) /
          (3.6593f * r + 11.4432f * g + 4.1150f * b); /* X + 15 Y + 3 Z */
    return m;
}

static int window_of(int column, int row)
{
    return row * SIDE + column;
}

/* Means over all windows of a value a cell. */
static void window_means(const float *values, float means[WINDOWS])
{
    float blocks[SIXTHS][SIXTHS];
    for (int by = 0; by < SIXTHS; by++) {
        for (int bx = 0; bx < SIXTHS; bx++) {
            float sum = 0.0f;
            for (int y = by * BLOCK_ROWS; y < (by + 1) * BLOCK_ROWS; y++)
                for (int x = bx * BLOCK_COLUMNS; x < (bx + 1) * BLOCK_COLUMNS; x++)
                    sum += values[y * GUARD_COLUMNS + x];
            blocks[by][bx] = sum;
        }
    }
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            means[window_of(x, y)] =
                (blocks[y][x] + blocks[y][x + 1] + blocks[y + 1][x] + blocks[y + 1][x + 1]) /
                (float)WINDOW_CELLS;
    float sum = 0.0f;
    for (int i = 0; i < SIXTHS * SIXTHS; i++)
        sum += blocks[i / SIXTHS][i % SIXTHS];
    means[WHOLE] = sum / (float)GUARD_CELLS;
}

static void remember(struct past *past, const float means[WINDOWS], float dt_s)
{
    for (int i = 0; i < past->count; i++)
        past->age_s[(past->first + i) % PAST] += dt_s;
    while (past->count && (past->count == PAST || past->age_s[past->first] > SLEW_WITHIN_S)) {
        past->first = (past->first + 1) % PAST;
        past->count--;
    }
    int at = (past->first + past->count++) % PAST;
    past->age_s[at] = 0.0f;
    memcpy(past->means[at], means, sizeof past->means[at]);
}

/* Where a window's mean may be dt_s after the last picture, for its slew. However long ago that
 * was, it counts: a slow program may not step farther than a quick one would have gone. */
static void slew_bounds(const struct past *past, int window, float dt_s, float *low, float *high)
{
    float at_once = window == WHOLE ? SLEW_AT_ONCE_WHOLE : SLEW_AT_ONCE;
    for (int k = 0; k < past->count; k++) {
        int i = (past->first + k) % PAST;
        float age = past->age_s[i] + dt_s;
        if (age > SLEW_WITHIN_S && k + 1 < past->count)
            continue;
        age = fminf(age, SLEW_WITHIN_S);
        float reach = at_once + SLEW_PER_S * age;
        *low = fmaxf(*low, past->means[i][window] - reach);
        *high = fminf(*high, past->means[i][window] + reach);
    }
}

static void follow(struct guard *guard, float dt_s)
{
    for (int i = 0; i < GUARD_CELLS; i++) {
        struct cell *cell = &guard->cells[i];
        const struct measure *m = &guard->shown[i];
        bool early = turn_follow(&cell->light, m->light, TURN_LIGHT_FLIP, dt_s);
        cell->red_s = m->share >= RED_FROM ? 0.0f : cell->red_s + dt_s;
        bool red = cell->red_s < TURN_CALM_S;
        bool early_red = turn_follow(&cell->red, m->red, TURN_RED_FLIP, dt_s);
        bool early_share = turn_follow(&cell->share, m->share, TURN_SHARE_FLIP, dt_s);
        bool early_u = turn_follow(&cell->u, m->u, TURN_U_FLIP, dt_s);
        early = early || (red && (early_red || early_share || early_u));
        cell->free_turn_s = early ? 0.0f : cell->free_turn_s + dt_s;
        guard->scratch[i] = m->light;
    }
    float means[WINDOWS];
    window_means(guard->scratch, means);
    remember(&guard->past, means, dt_s);
    for (int w = 0; w < WINDOWS; w++)
        turn_follow(&guard->windows[w], means[w], TURN_WINDOW_FLIP, dt_s);
}

static void begin(struct guard *guard)
{
    for (int i = 0; i < GUARD_CELLS; i++) {
        struct cell *cell = &guard->cells[i];
        turn_begin(&cell->light, guard->fresh[i].light);
        turn_begin(&cell->red, guard->fresh[i].red);
        turn_begin(&cell->share, guard->fresh[i].share);
        turn_begin(&cell->u, guard->fresh[i].u);
        cell->free_turn_s = TURN_CALM_S;
        cell->red_s = guard->fresh[i].share >= RED_FROM ? 0.0f : TURN_CALM_S;
        guard->scratch[i] = guard->fresh[i].light;
    }
    float means[WINDOWS];
    window_means(guard->scratch, means);
    for (int w = 0; w < WINDOWS; w++)
        turn_begin(&guard->windows[w], means[w]);
    guard->begun = true;
}

static float smooth(float x)
{
    x = fminf(fmaxf(x, 0.0f), 1.0f);
    return x * x * (3.0f - 2.0f * x);
}

/* Largest share of the windows, up to four, that the cell lies in. */
static float share_around(const float shares[WINDOWS], int x, int y)
{
    int bx = x / BLOCK_COLUMNS, by = y / BLOCK_ROWS;
    float share = 0.0f;
    for (int wy = by > 0 ? by - 1 : 0; wy <= by && wy < SIDE; wy++)
        for (int wx = bx > 0 ? bx - 1 : 0; wx <= bx && wx < SIDE; wx++)
            share = fmaxf(share, shares[window_of(wx, wy)]);
    return share;
}

/* Cells that turn too soon keep what their bounds allow, where many of them are together. */
static void hold_turning_cells(struct guard *guard)
{
    bool any = false;
    for (int i = 0; i < GUARD_CELLS; i++) {
        const struct cell *cell = &guard->cells[i];
        const struct measure *a = &guard->shown[i], *b = &guard->fresh[i];
        float keep = turn_share(&cell->light, a->light, b->light, TURN_LIGHT);
        if (b->share >= RED_FROM || cell->red_s < TURN_CALM_S) {
            keep = fminf(keep, turn_share(&cell->red, a->red, b->red, TURN_RED));
            keep = fminf(keep, turn_share(&cell->share, a->share, b->share, TURN_SHARE));
            keep = fminf(keep, turn_share(&cell->u, a->u, b->u, TURN_U));
        }
        guard->keep[i] = keep;
        guard->hot[i] = keep < 1.0f;
        guard->scratch[i] = guard->hot[i] || cell->free_turn_s < TURN_CALM_S ? 1.0f : 0.0f;
        any = any || guard->hot[i];
    }
    if (!any)
        return;

    float shares[WINDOWS];
    window_means(guard->scratch, shares);
    for (int y = 0; y < GUARD_ROWS; y++) {
        for (int x = 0; x < GUARD_COLUMNS; x++) {
            int i = y * GUARD_COLUMNS + x;
            if (!guard->hot[i])
                continue;
            float share = share_around(shares, x, y);
            float hold = smooth((share - SHARE_FREE) / (SHARE_HELD - SHARE_FREE));
            guard->keep[i] = 1.0f - hold * (1.0f - guard->keep[i]);
        }
    }

    /* Between cells the share is interpolated: every cell takes the least of its neighbours, so
     * that no pixel of a held cell gets more than the cell may. */
    memcpy(guard->scratch, guard->keep, sizeof guard->keep);
    for (int y = 0; y < GUARD_ROWS; y++) {
        for (int x = 0; x < GUARD_COLUMNS; x++) {
            float least = 1.0f;
            for (int v = y > 0 ? y - 1 : 0; v <= y + 1 && v < GUARD_ROWS; v++)
                for (int u = x > 0 ? x - 1 : 0; u <= x + 1 && u < GUARD_COLUMNS; u++)
                    least = fminf(least, guard->scratch[v * GUARD_COLUMNS + u]);
            guard->keep[y * GUARD_COLUMNS + x] = least;
        }
    }
}

/* What part of its mean change each window may keep; the least of them. */
static float window_factors(struct guard *guard, const float shown_means[WINDOWS], float dt_s,
                            float factors[WINDOWS])
{
    for (int i = 0; i < GUARD_CELLS; i++)
        guard->scratch[i] = guard->keep[i] * (guard->fresh[i].light - guard->shown[i].light);
    float steps[WINDOWS];
    window_means(guard->scratch, steps);
    float least = 1.0f;
    for (int w = 0; w < WINDOWS; w++) {
        float low, high;
        turn_bounds(&guard->windows[w], shown_means[w], TURN_WINDOW, &low, &high);
        slew_bounds(&guard->past, w, dt_s, &low, &high);
        /* Where it is it may always stay. */
        low = fminf(low - shown_means[w], 0.0f);
        high = fmaxf(high - shown_means[w], 0.0f);
        factors[w] = 1.0f;
        if (steps[w] > high)
            factors[w] = high / steps[w];
        else if (steps[w] < low)
            factors[w] = low / steps[w];
        least = fminf(least, factors[w]);
    }
    return least;
}

/* How far x is outside first..last. */
static int beyond(int x, int first, int last)
{
    return x < first ? first - x : x > last ? x - last : 0;
}

/* Scales the window's cells, and less and less those around it. */
static void scale_window(struct guard *guard, int window, float factor)
{
    bool whole = window == WHOLE;
    int left = whole ? 0 : window % SIDE * BLOCK_COLUMNS;
    int top = whole ? 0 : window / SIDE * BLOCK_ROWS;
    int right = whole ? GUARD_COLUMNS - 1 : left + 2 * BLOCK_COLUMNS - 1;
    int bottom = whole ? GUARD_ROWS - 1 : top + 2 * BLOCK_ROWS - 1;
    float scales[SOFT];
    for (int i = 0; i < SOFT; i++)
        scales[i] = factor + (1.0f - factor) * smooth((float)i / (float)SOFT);

    for (int y = top < SOFT ? 0 : top - SOFT; y < bottom + SOFT && y < GUARD_ROWS; y++) {
        for (int x = left < SOFT ? 0 : left - SOFT; x < right + SOFT && x < GUARD_COLUMNS; x++) {
            int dx = beyond(x, left, right), dy = beyond(y, top, bottom);
            int far = dx > dy ? dx : dy;
            float *least = &guard->scratch[y * GUARD_COLUMNS + x];
            if (far < SOFT && scales[far] < *least)
                *least = scales[far];
        }
    }
}

static void hold_windows(struct guard *guard, float dt_s)
{
    float shown_means[WINDOWS], factors[WINDOWS];
    for (int i = 0; i < GUARD_CELLS; i++)
        guard->scratch[i] = guard->shown[i].light;
    window_means(guard->scratch, shown_means);

    for (int round = 0; round < SETTLE; round++) {
        float least = window_factors(guard, shown_means, dt_s, factors);
        if (least > 0.98f && round > 0)
            return;
        if (least >= 1.0f)
            return;
        for (int i = 0; i < GUARD_CELLS; i++)
            guard->scratch[i] = 1.0f;
        for (int w = 0; w < WINDOWS; w++)
            if (factors[w] < 1.0f)
                scale_window(guard, w, factors[w]);
        for (int i = 0; i < GUARD_CELLS; i++)
            guard->keep[i] *= guard->scratch[i];
    }
    /* Windows that pull against each other: hold the whole picture alike, which always fits. */
    float least = window_factors(guard, shown_means, dt_s, factors);
    for (int i = 0; i < GUARD_CELLS; i++)
        guard->keep[i] *= least;
}

/* The time between two pictures as far as it is believed. */
static float believe(struct guard *guard, float dt_s)
{
    guard->pauses_s[guard->pause] = dt_s;
    guard->pause = (guard->pause + 1) % SLOW;
    float shortest = dt_s;
    for (int i = 0; i < SLOW; i++)
        shortest = fminf(shortest, guard->pauses_s[i]);
    return fmaxf(fminf(dt_s, fmaxf(shortest, PAUSE_LONGEST_S)), PAUSE_LEAST_S);
}

bool guard_judge(struct guard *guard, const float (*shown)[4], const float (*fresh)[4], double dt_s,
                 float *keep)
{
    float dt = believe(guard, (float)dt_s);
    for (int i = 0; i < GUARD_CELLS; i++) {
        guard->fresh[i] = measure_of(fresh[i]);
        guard->keep[i] = 1.0f;
    }
    if (!guard->begun) {
        begin(guard);
    } else {
        for (int i = 0; i < GUARD_CELLS; i++)
            guard->shown[i] = measure_of(shown[i]);
        follow(guard, dt);
        hold_turning_cells(guard);
        hold_windows(guard, dt);
    }
    float sum = 0.0f;
    for (int i = 0; i < GUARD_CELLS; i++)
        sum += 1.0f - guard->keep[i];
    guard->held_back = sum / (float)GUARD_CELLS;
    memcpy(keep, guard->keep, sizeof guard->keep);
    return guard->held_back > 0.0f;
}
