#include <stdlib.h>
#include <string.h>

#include "render/device.h"

bool guard_make(struct device *device, struct error *error)
{
    device->guard = guard_create();
    device->fresh_cells = calloc(GUARD_CELLS, sizeof *device->fresh_cells);
    device->shown_cells = calloc(GUARD_CELLS, sizeof *device->shown_cells);
    if (!device->guard || !device->fresh_cells || !device->shown_cells)
        return error_set(error, ERROR_MEMORY,
                         "not enough memory for the flash governor; close other programs");
    /* Without these two nothing may be shown at all. */
    if (!device->programs[PROGRAM_MEASURE].name || !device->programs[PROGRAM_HOLD].name)
        return error_set(error, ERROR_GL_SHADER, "the flash governor cannot run: %s",
                         device->stats->trouble);
    if (!target_ensure(&device->cells, GUARD_COLUMNS, GUARD_ROWS, GL_RGBA32F))
        return error_set(error, ERROR_GL_FRAMEBUFFER,
                         "%s cannot draw into float pictures; update the graphics driver, or set "
                         "LIBGL_ALWAYS_SOFTWARE=1",
                         device->stats->renderer);
    glGenTextures(1, &device->keep_texture);
    glBindTexture(GL_TEXTURE_2D, device->keep_texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R16F, GUARD_COLUMNS, GUARD_ROWS, 0, GL_RED, GL_FLOAT, NULL);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return true;
}

static void measure(struct device *device, const struct target *picture, float (*cells)[4])
{
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

/* Draws what may be seen into `spare`; false when there is no room for it. */
static bool hold(struct device *device)
{
    enum program_id p = PROGRAM_HOLD;
    if (!target_ensure(&device->spare, device->fresh.width, device->fresh.height, GL_RGBA8))
        return false;
    glBindTexture(GL_TEXTURE_2D, device->keep_texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, GUARD_COLUMNS, GUARD_ROWS, GL_RED, GL_FLOAT,
                    device->keep);
    device->stats->upload_bytes += sizeof device->keep;
    device_use(device, p, PLAN_PASS_TONE);
    target_use(&device->spare);
    device_bind(device, p, UNIFORM_FRESH, 0, device->fresh.texture);
    device_bind(device, p, UNIFORM_SHOWN, 1, device->shown.texture);
    device_bind(device, p, UNIFORM_KEEP, 2, device->keep_texture);
    glUniform1f(device_uniform(device, p, UNIFORM_FRAME),
                (float)(device->frames_since_reset & 1023u));
    device_draw_screen(device);
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
    bool held = guard_judge(device->guard, (const float (*)[4])device->shown_cells,
                            (const float (*)[4])device->fresh_cells, dt_s, device->keep);
    device->last_time_s = plan->time_s;
    device->frames_since_reset++;
    device->stats->held_back = guard_held_back(device->guard);

    if (!held) {
        swap_targets(&device->fresh, &device->shown);
        memcpy(device->shown_cells, device->fresh_cells,
               GUARD_CELLS * sizeof *device->shown_cells);
    } else if (hold(device)) {
        swap_targets(&device->spare, &device->shown);
        /* Measured when the next picture asks, when this one is surely finished. */
        device->shown_cells_stale = true;
    }
    /* else: no room for the held picture; the last one stays, which is always safe. */
    device->anything_shown = true;
    device->stats->luminance = mean_luminance((const float (*)[4])device->shown_cells);
}
