#include <stdlib.h>
#include <string.h>

#include "render/cells.h"
#include "render/device.h"

/* Every second cell of a row held is the most runs there can be. */
enum { MOST_CORNERS = 6 * GUARD_ROWS * (GUARD_COLUMNS / 2 + 1) };

static void make_stream(struct stream *stream)
{
    glGenVertexArrays(1, &stream->array);
    glGenBuffers(1, &stream->buffer);
    glBindVertexArray(stream->array);
    glBindBuffer(GL_ARRAY_BUFFER, stream->buffer);
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, 2 * sizeof(float), NULL);
}

bool guard_make(struct device *device, struct error *error)
{
    device->guard = guard_create();
    device->fresh_cells = calloc(GUARD_CELLS, sizeof *device->fresh_cells);
    device->shown_cells = calloc(GUARD_CELLS, sizeof *device->shown_cells);
    device->held_corners = calloc(MOST_CORNERS, sizeof *device->held_corners);
    if (!device->guard || !device->fresh_cells || !device->shown_cells || !device->held_corners)
        return error_set(error, ERROR_MEMORY,
                         "not enough memory for the flash governor; close other programs");
    /* Without these nothing may be shown at all. */
    if (!device->programs[PROGRAM_MEASURE].name || !device->programs[PROGRAM_HOLD].name ||
        !device->programs[PROGRAM_COPY].name)
        return error_set(error, ERROR_GL_SHADER, "the flash governor cannot run: %s",
                         device->stats->trouble);
    if (!target_ensure(&device->cells, GUARD_COLUMNS, GUARD_ROWS, GL_RGBA32F))
        return error_set(error, ERROR_GL_FRAMEBUFFER,
                         "%s cannot draw into float pictures; update the graphics driver, or set "
                         "LIBGL_ALWAYS_SOFTWARE=1",
                         device->stats->renderer);
    make_stream(&device->held);
    glGenTextures(1, &device->keep_texture);
    glBindTexture(GL_TEXTURE_2D, device->keep_texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R16F, GUARD_COLUMNS, GUARD_ROWS, 0, GL_RED, GL_FLOAT, NULL);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return true;
}

/* False without memory for the picture. */
static bool measure_in_software(struct device *device, const struct target *picture,
                                float (*cells)[4])
{
    uint8_t *pixels = device_staging(device, 4 * (size_t)picture->width * (size_t)picture->height);
    if (!pixels)
        return false;
    target_use(picture);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, picture->width, picture->height, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
    cells_measure(pixels, picture->width, picture->height, GUARD_COLUMNS, GUARD_ROWS, cells);
    return true;
}

static void measure(struct device *device, const struct target *picture, float (*cells)[4])
{
    if (device->software && measure_in_software(device, picture, cells))
        return;
    enum program_id p = PROGRAM_MEASURE;
    device_use(device, p, PLAN_PASS_TONE);
    target_use(&device->cells);
    glDisable(GL_BLEND);
    device_bind(device, p, UNIFORM_PICTURE, 0, picture->texture);
    glUniform2i(device_uniform(device, p, UNIFORM_SIZE), picture->width, picture->height);
    glUniform2i(device_uniform(device, p, UNIFORM_CELLS), GUARD_COLUMNS, GUARD_ROWS);
    device_draw_screen(device);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, GUARD_COLUMNS, GUARD_ROWS, GL_RGBA, GL_FLOAT, cells);
}

static void swap_targets(struct target *a, struct target *b)
{
    struct target c = *a;
    *a = *b;
    *b = c;
}

/* Held, or next to a held cell: between the two the share is interpolated. */
static bool touched(const float *keep, int x, int y)
{
    for (int v = y > 0 ? y - 1 : 0; v <= y + 1 && v < GUARD_ROWS; v++)
        for (int u = x > 0 ? x - 1 : 0; u <= x + 1 && u < GUARD_COLUMNS; u++)
            if (keep[v * GUARD_COLUMNS + u] < 1.0f)
                return true;
    return false;
}

static uint32_t fill_corners(const float *keep, float (*corners)[2])
{
    uint32_t n = 0;
    for (int y = 0; y < GUARD_ROWS; y++) {
        for (int x = 0; x < GUARD_COLUMNS; x++) {
            int from = x;
            while (x < GUARD_COLUMNS && touched(keep, x, y))
                x++;
            if (x == from)
                continue;
            float left = (float)from / GUARD_COLUMNS, right = (float)x / GUARD_COLUMNS;
            float low = (float)y / GUARD_ROWS, high = (float)(y + 1) / GUARD_ROWS;
            const float run[6][2] = {{left, low},  {right, low}, {left, high},
                                     {left, high}, {right, low}, {right, high}};
            memcpy(corners[n], run, sizeof run);
            n += 6;
        }
    }
    return n;
}

/* Turns the held cells of `fresh` into what of them may be seen; false when there is no room. */
static bool hold(struct device *device)
{
    if (!target_ensure(&device->spare, device->fresh.width, device->fresh.height, GL_RGBA8))
        return false;
    glBindTexture(GL_TEXTURE_2D, device->keep_texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, GUARD_COLUMNS, GUARD_ROWS, GL_RED, GL_FLOAT,
                    device->keep);
    device->stats->upload_bytes += sizeof device->keep;
    uint32_t corners = fill_corners(device->keep, device->held_corners);
    glBindVertexArray(device->held.array);
    device_stream(device, &device->held, device->held_corners,
                  corners * sizeof *device->held_corners);

    enum program_id p = PROGRAM_HOLD;
    device_use(device, p, PLAN_PASS_TONE);
    target_use(&device->spare);
    device_bind(device, p, UNIFORM_FRESH, 0, device->fresh.texture);
    device_bind(device, p, UNIFORM_SHOWN, 1, device->shown.texture);
    device_bind(device, p, UNIFORM_KEEP, 2, device->keep_texture);
    glUniform1f(device_uniform(device, p, UNIFORM_FRAME),
                (float)(device->frames_since_reset & 1023u));
    glDrawArrays(GL_TRIANGLES, 0, (GLsizei)corners);

    device_use(device, PROGRAM_COPY, PLAN_PASS_TONE);
    target_use(&device->fresh);
    device_bind(device, PROGRAM_COPY, UNIFORM_SOURCE, 0, device->spare.texture);
    glDrawArrays(GL_TRIANGLES, 0, (GLsizei)corners);
    device->stats->draw_calls += 2;
    return true;
}

static float mean_luminance(const float (*cells)[4])
{
    double sum = 0.0;
    for (int i = 0; i < GUARD_CELLS; i++)
        sum += 0.2126 * (double)cells[i][0] + 0.7152 * (double)cells[i][1] +
               0.0722 * (double)cells[i][2];
    return (float)(sum / GUARD_CELLS);
}

void pass_guard(struct device *device, const struct plan *plan)
{
    if (!device->guard) {
        swap_targets(&device->fresh, &device->shown);
        return;
    }
    if (!device->anything_shown) {
        guard_reset(device->guard);
        device->frames_since_reset = 0;
    } else if (device->shown_cells_stale) {
        measure(device, &device->shown, device->shown_cells);
        device->shown_cells_stale = false;
    }
    measure(device, &device->fresh, device->fresh_cells);
    double dt_s = plan->time_s - device->last_time_s;
    bool held = guard_judge(device->guard, (const float(*)[4])device->shown_cells,
                            (const float(*)[4])device->fresh_cells, dt_s, device->keep);
    device->last_time_s = plan->time_s;
    device->frames_since_reset++;
    device->stats->held_back = guard_held_back(device->guard);

    if (!held) {
        swap_targets(&device->fresh, &device->shown);
        memcpy(device->shown_cells, device->fresh_cells, GUARD_CELLS * sizeof *device->shown_cells);
    } else if (hold(device)) {
        swap_targets(&device->fresh, &device->shown);
        /* Measured when the next picture asks, when this one is surely finished. */
        device->shown_cells_stale = true;
    }
    /* else: no room for the held cells; the last picture stays, which is always safe. */
    device->anything_shown = true;
    device->stats->luminance = mean_luminance((const float(*)[4])device->shown_cells);
}
