#include "render/flash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* WCAG 2.2, SC 2.3.1 and 2.3.2; house limit: people may stand close to a large picture. */
#define STEP_LIGHT      0.10f
#define DARKER_BELOW    0.80f
#define RED_SHARE       0.80f
#define STEP_UV         0.20f
#define STEP_RED        (20.0f / 320.0f)
#define AREA_SHARE      0.25f
#define HOUSE_CHANGE    0.10f
#define CHANGE_WITHIN_S (1.0 / 3.0)

enum {
    COLUMNS = 96,
    ROWS = 54,
    CELLS = COLUMNS * ROWS,
    SIXTHS = 6,
    SIDE = SIXTHS - 1,
    WINDOWS = SIDE * SIDE,
    BLOCK_COLUMNS = COLUMNS / SIXTHS,
    BLOCK_ROWS = ROWS / SIXTHS,
    WINDOW_CELLS = 4 * BLOCK_COLUMNS * BLOCK_ROWS,
    TICKS_PER_S = 10000,
    TICK_SLACK = 2, /* times of pictures a whole second apart may differ by rounding */
    MOST = 64,      /* flashes a second that are told apart */
    HISTORY = 128   /* pictures of the last third of a second */
};

/* Flashes of one cell: pairs of opposing changes no more than a second apart. */
struct flashes {
    uint32_t half; /* time of a change that waits for the opposing one */
    bool half_open;
    uint8_t first, count; /* ring of the times at which flashes were complete */
    uint32_t times[MOST];
};

struct light_track {
    float low, high;
    int direction; /* of the last change of STEP_LIGHT, 0 none yet */
};

/* Red is two-sided: either the cell is at its saturated red, or away from it; the reference is
 * the furthest point reached on that side. */
struct red_track {
    bool begun, at_red;
    float share; /* R/(R+G+B) of the reference */
    float u, v;  /* its chromaticity */
    float value; /* R-G-B of the reference of the older definition */
    bool value_at_red;
};

struct cell {
    struct light_track light;
    struct red_track red;
    struct flashes general, red_uv, red_value;
};

struct flash_meter {
    float linear[256];
    struct flash_report report;
    struct {
        double t_s;
        float means[WINDOWS];
    } history[HISTORY];
    uint32_t history_first, history_count;
    bool begun;
    float colours[CELLS][3];
    struct cell cells[CELLS];
};

struct flash_meter *flash_meter_create(void)
{
    struct flash_meter *meter = calloc(1, sizeof *meter);
    if (!meter)
        return NULL;
    for (int i = 0; i < 256; i++) {
        double c = i / 255.0;
        meter->linear[i] = (float)(c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return meter;
}

void flash_meter_destroy(struct flash_meter *meter)
{
    free(meter);
}

static void flashes_add_change(struct flashes *f, uint32_t now)
{
    if (!f->half_open || now - f->half > TICKS_PER_S) {
        f->half = now;
        f->half_open = true;
        return;
    }
    f->half_open = false;
    if (f->count == MOST) {
        f->first = (uint8_t)((f->first + 1) % MOST);
        f->count--;
    }
    f->times[(f->first + f->count) % MOST] = now;
    f->count++;
}

/* How many were complete within the second before now. */
static uint32_t flashes_in_second(struct flashes *f, uint32_t now)
{
    while (f->count && now - f->times[f->first] >= TICKS_PER_S - TICK_SLACK) {
        f->first = (uint8_t)((f->first + 1) % MOST);
        f->count--;
    }
    return f->count;
}

static float light_of(const float c[3])
{
    return 0.2126f * c[0] + 0.7152f * c[1] + 0.0722f * c[2];
}

/* True when the cell has just changed by STEP_LIGHT against its last change. */
static bool light_changes(struct light_track *track, float light)
{
    track->low = fminf(track->low, light);
    track->high = fmaxf(track->high, light);
    int direction = track->direction;
    if (direction <= 0 && light - track->low >= STEP_LIGHT && track->low < DARKER_BELOW)
        direction = 1;
    else if (direction >= 0 && track->high - light >= STEP_LIGHT && light < DARKER_BELOW)
        direction = -1;
    if (direction == track->direction)
        return false;
    track->direction = direction;
    track->low = track->high = light;
    return true;
}

/* Share of red and CIE 1976 u'v'. A veil of half a percent of white, which any real screen has,
 * gives black a colour; above a tenth of full light it is left out. */
static void red_state(const float c[3], float *share, float *u, float *v)
{
    float sum = c[0] + c[1] + c[2];
    float veil = 0.005f * fmaxf(1.0f - sum / 0.1f, 0.0f);
    float r = c[0] + veil, g = c[1] + veil, b = c[2] + veil;
    float x = 0.4124f * r + 0.3576f * g + 0.1805f * b;
    float y = 0.2126f * r + 0.7152f * g + 0.0722f * b;
    float z = 0.0193f * r + 0.1192f * g + 0.9505f * b;
    float d = fmaxf(x + 15.0f * y + 3.0f * z, 1e-9f);
    *share = r / fmaxf(r + g + b, 1e-9f);
    *u = 4.0f * x / d;
    *v = 9.0f * y / d;
}

static void red_changes(struct red_track *track, const float c[3], bool *by_uv, bool *by_value)
{
    float share, u, v;
    red_state(c, &share, &u, &v);
    float value = fmaxf(c[0] - c[1] - c[2], 0.0f);
    bool saturated = share >= RED_SHARE;
    *by_uv = *by_value = false;
    if (!track->begun) {
        *track = (struct red_track){true, saturated, share, u, v, value, saturated};
        return;
    }

    float du = u - track->u, dv = v - track->v;
    bool far = du * du + dv * dv > STEP_UV * STEP_UV;
    bool further = track->at_red ? share > track->share : share < track->share;
    if (far && !further && (track->at_red || saturated)) {
        track->at_red = !track->at_red;
        *by_uv = true;
    }
    if (further || *by_uv) {
        track->share = share;
        track->u = u;
        track->v = v;
    }

    /* The older definition: the same two sides, told apart by R-G-B. */
    further = track->value_at_red ? value > track->value : value < track->value;
    if (!track->value_at_red && saturated && value - track->value > STEP_RED) {
        track->value_at_red = true;
        *by_value = true;
    } else if (track->value_at_red && track->value - value > STEP_RED) {
        track->value_at_red = false;
        *by_value = true;
    }
    if (further || *by_value)
        track->value = value;
}

static void measure_cells(struct flash_meter *meter, const uint8_t *rgb, int width, int height)
{
    for (int cy = 0; cy < ROWS; cy++) {
        int y0 = cy * height / ROWS, y1 = (cy + 1) * height / ROWS;
        y1 = y1 > y0 ? y1 : y0 + 1;
        for (int cx = 0; cx < COLUMNS; cx++) {
            int x0 = cx * width / COLUMNS, x1 = (cx + 1) * width / COLUMNS;
            x1 = x1 > x0 ? x1 : x0 + 1;
            double sum[3] = {0.0, 0.0, 0.0};
            for (int y = y0; y < y1; y++) {
                const uint8_t *p = rgb + ((size_t)y * (size_t)width + (size_t)x0) * 3;
                float row[3] = {0.0f, 0.0f, 0.0f};
                for (int x = x0; x < x1; x++, p += 3) {
                    row[0] += meter->linear[p[0]];
                    row[1] += meter->linear[p[1]];
                    row[2] += meter->linear[p[2]];
                }
                for (int k = 0; k < 3; k++)
                    sum[k] += (double)row[k];
            }
            double n = (double)(x1 - x0) * (double)(y1 - y0);
            for (int k = 0; k < 3; k++)
                meter->colours[cy * COLUMNS + cx][k] = (float)(sum[k] / n);
        }
    }
}

/* Largest n such that a quarter of the window's cells have flashed n times or more. */
static uint32_t worst_of_window(const uint8_t *counts, int wx, int wy)
{
    uint32_t histogram[MOST + 1] = {0};
    for (int y = wy * BLOCK_ROWS; y < (wy + 2) * BLOCK_ROWS; y++)
        for (int x = wx * BLOCK_COLUMNS; x < (wx + 2) * BLOCK_COLUMNS; x++)
            histogram[counts[y * COLUMNS + x]]++;
    uint32_t needed = (uint32_t)(AREA_SHARE * WINDOW_CELLS);
    uint32_t cells = 0;
    for (uint32_t n = MOST; n > 0; n--) {
        cells += histogram[n];
        if (cells >= needed)
            return n;
    }
    return 0;
}

static uint32_t worst_of_windows(const uint8_t *counts)
{
    uint32_t worst = 0;
    for (int wy = 0; wy < SIDE; wy++) {
        for (int wx = 0; wx < SIDE; wx++) {
            uint32_t n = worst_of_window(counts, wx, wy);
            worst = n > worst ? n : worst;
        }
    }
    return worst;
}

static void follow_change(struct flash_meter *meter, double t_s)
{
    float blocks[SIXTHS][SIXTHS] = {{0.0f}};
    for (int y = 0; y < ROWS; y++)
        for (int x = 0; x < COLUMNS; x++)
            blocks[y / BLOCK_ROWS][x / BLOCK_COLUMNS] += light_of(meter->colours[y * COLUMNS + x]);

    while (meter->history_count &&
           (meter->history_count == HISTORY ||
            t_s - meter->history[meter->history_first].t_s > CHANGE_WITHIN_S + 1e-6)) {
        meter->history_first = (meter->history_first + 1) % HISTORY;
        meter->history_count--;
    }
    uint32_t now = (meter->history_first + meter->history_count++) % HISTORY;
    meter->history[now].t_s = t_s;
    for (int wy = 0; wy < SIDE; wy++) {
        for (int wx = 0; wx < SIDE; wx++) {
            float mean = (blocks[wy][wx] + blocks[wy][wx + 1] + blocks[wy + 1][wx] +
                          blocks[wy + 1][wx + 1]) /
                         (float)WINDOW_CELLS;
            meter->history[now].means[wy * SIDE + wx] = mean;
            for (uint32_t k = 0; k + 1 < meter->history_count; k++) {
                uint32_t i = (meter->history_first + k) % HISTORY;
                float change = fabsf(mean - meter->history[i].means[wy * SIDE + wx]);
                meter->report.fastest_change = fmaxf(meter->report.fastest_change, change);
            }
        }
    }
}

void flash_meter_feed(struct flash_meter *meter, const uint8_t *rgb, int width, int height,
                      double t_s)
{
    if (width < 1 || height < 1)
        return;
    measure_cells(meter, rgb, width, height);
    follow_change(meter, t_s);
    meter->report.frames++;

    uint32_t now = (uint32_t)(uint64_t)llround(t_s * TICKS_PER_S);
    uint8_t general[CELLS], red_uv[CELLS], red_value[CELLS];
    for (int i = 0; i < CELLS; i++) {
        struct cell *cell = &meter->cells[i];
        float light = light_of(meter->colours[i]);
        bool by_uv, by_value;
        if (!meter->begun)
            cell->light.low = cell->light.high = light;
        if (light_changes(&cell->light, light))
            flashes_add_change(&cell->general, now);
        red_changes(&cell->red, meter->colours[i], &by_uv, &by_value);
        if (by_uv)
            flashes_add_change(&cell->red_uv, now);
        if (by_value)
            flashes_add_change(&cell->red_value, now);
        general[i] = (uint8_t)flashes_in_second(&cell->general, now);
        red_uv[i] = (uint8_t)flashes_in_second(&cell->red_uv, now);
        red_value[i] = (uint8_t)flashes_in_second(&cell->red_value, now);
    }
    meter->begun = true;

    struct flash_report *report = &meter->report;
    uint32_t worst = worst_of_windows(general);
    uint32_t worst_uv = worst_of_windows(red_uv);
    uint32_t worst_red = worst_of_windows(red_value);
    worst_red = worst_uv > worst_red ? worst_uv : worst_red;
    uint32_t before =
        report->worst_general > report->worst_red ? report->worst_general : report->worst_red;
    if (worst > before || worst_red > before)
        report->worst_at_s = (float)t_s;
    report->worst_general = worst > report->worst_general ? worst : report->worst_general;
    report->worst_red = worst_red > report->worst_red ? worst_red : report->worst_red;
}

void flash_meter_report(const struct flash_meter *meter, struct flash_report *report)
{
    *report = meter->report;
    report->pass_231 = report->worst_general <= 3 && report->worst_red <= 3;
    report->house_pass = report->worst_general == 0 && report->worst_red == 0 &&
                         report->fastest_change <= HOUSE_CHANGE;
}
