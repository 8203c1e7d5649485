#include "render/render.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/device.h"

struct render {
    struct device *device; /* NULL: the null device */
    struct render_stats stats;
    int width, height; /* of the last plan */
    float letter_em;   /* of the null device */
    struct text *text; /* of the null device: measures; NULL: every letter is letter_em wide */
};

static float usable_scale(float scale)
{
    return scale > 0.0f ? fminf(fmaxf(scale, 0.25f), 1.0f) : 1.0f;
}

struct render *render_create(const struct render_options *options, struct error *error)
{
    struct render *render = calloc(1, sizeof *render);
    if (!render) {
        error_set(error, ERROR_MEMORY, "not enough memory to draw; close other programs");
        return NULL;
    }
    if (!options->loader) {
        strcpy(render->stats.renderer, "null");
        strcpy(render->stats.version, "none");
        render->letter_em = options->letter_em > 0.0f ? options->letter_em : 0.5f;
        if (!options->font_files[0])
            return render;
        render->text = text_create(options->font_files, options->more_fonts, error);
        if (render->text)
            return render;
        free(render);
        return NULL;
    }
    struct render_options filled = *options;
    filled.scale = usable_scale(filled.scale);
    render->device = device_create(&filled, &render->stats, error);
    if (!render->device) {
        free(render);
        return NULL;
    }
    return render;
}

void render_destroy(struct render *render)
{
    if (!render)
        return;
    device_destroy(render->device);
    text_destroy(render->text);
    free(render);
}

/* Things the pass would draw, as far as the plan has them. */
static uint32_t null_count(const struct plan *plan, const struct plan_pass *pass)
{
    uint32_t available;
    switch (pass->kind) {
    case PLAN_PASS_RIBBONS:
    case PLAN_PASS_PULSES:
        available = plan->n_ribbons;
        break;
    case PLAN_PASS_BODIES:
        available = plan->n_bodies;
        break;
    case PLAN_PASS_ARBOURS:
        available = plan->n_stems;
        break;
    case PLAN_PASS_SHELLS:
        available = plan->n_shells;
        break;
    case PLAN_PASS_PANES:
        return plan->n_panes;
    case PLAN_PASS_OVERLAY:
        available = plan->n_items;
        break;
    default:
        return 1;
    }
    uint32_t left = pass->first < available ? available - pass->first : 0;
    return pass->count < left ? pass->count : left;
}

static void null_draw(struct render *render, const struct plan *plan)
{
    render->stats.draw_calls = 0;
    for (uint32_t i = 0; i < plan->n_passes; i++)
        if (null_count(plan, &plan->passes[i]))
            render->stats.draw_calls++;
    render->stats.frames++;
}

bool render_draw(struct render *render, const struct plan *plan, struct error *error)
{
    if (!render->device)
        null_draw(render, plan);
    else if (!device_draw(render->device, plan, error))
        return false;
    render->width = plan->width;
    render->height = plan->height;
    return true;
}

void render_show(struct render *render, int w, int h)
{
    render_show_shifted(render, w, h, 0, 0);
}

void render_show_shifted(struct render *render, int w, int h, int shift_x, int shift_y)
{
    if (render->device)
        device_show(render->device, w, h, shift_x, shift_y);
}

void render_set_quality(struct render *render, const struct render_quality *quality)
{
    if (!render->device)
        return;
    render->device->scale = usable_scale(quality->scale);
    render->device->corner_px = fmaxf(quality->corner_px, 0.01f);
    render->device->most_ribbons = quality->ribbons;
}

void render_capture(struct render *render, uint8_t *pixels)
{
    if (render->device)
        device_capture(render->device, pixels);
    else if (render->width > 0 && render->height > 0)
        memset(pixels, 0, (size_t)render->width * (size_t)render->height * 3);
}

bool render_lost(struct render *render)
{
    return render->device && device_lost(render->device);
}

void render_finish(struct render *render)
{
    if (render->device)
        device_finish(render->device);
}

void render_time_passes(struct render *render, bool on)
{
    if (render->device)
        timing_switch(render->device, on);
}

const char *render_timed_name(unsigned timed)
{
    static const char *const NAMES[RENDER_TIMED] = {
        [PLAN_PASS_BACKDROP] = "backdrop",
        [PLAN_PASS_GROUND] = "ground",
        [PLAN_PASS_RIBBONS] = "ribbons",
        [PLAN_PASS_BODIES] = "bodies",
        [PLAN_PASS_ARBOURS] = "arbours",
        [PLAN_PASS_PULSES] = "pulses",
        [PLAN_PASS_SHELLS] = "shells",
        [PLAN_PASS_BLOOM] = "bloom",
        [PLAN_PASS_TONE] = "tone",
        [PLAN_PASS_PANES] = "panes",
        [PLAN_PASS_OVERLAY] = "overlay",
        [RENDER_TIMED_GUARD] = "guard",
    };
    return timed < RENDER_TIMED && NAMES[timed] ? NAMES[timed] : "unnamed";
}

void render_reset_guard(struct render *render)
{
    if (render->device)
        render->device->anything_shown = false;
}

const struct render_stats *render_stats(const struct render *render)
{
    return &render->stats;
}

bool render_complete(const struct render *render, struct error *error)
{
    static const char *const MISSED[] = {
        [PLAN_PASS_BACKDROP] = "backdrop",      [PLAN_PASS_GROUND] = "ground",
        [PLAN_PASS_RIBBONS] = "links (ribbons)", [PLAN_PASS_BODIES] = "cells (bodies)",
        [PLAN_PASS_ARBOURS] = "dendrites (arbours)", [PLAN_PASS_PULSES] = "signals (pulses)",
        [PLAN_PASS_SHELLS] = "membranes (shells)",
        [PLAN_PASS_BLOOM] = "glow (bloom)",     [PLAN_PASS_TONE] = "light (tone)",
        [PLAN_PASS_PANES] = "panes",
        [PLAN_PASS_OVERLAY] = "words (overlay)"};
    const struct render_stats *stats = &render->stats;
    if (!stats->failed_passes)
        return true;
    char passes[160] = "";
    size_t at = 0;
    for (size_t i = 0; i < sizeof MISSED / sizeof *MISSED; i++)
        if (stats->failed_passes & 1u << i)
            at += (size_t)snprintf(passes + at, sizeof passes - at, "%s%s", at ? ", " : "",
                                   MISSED[i]);
    return error_set(error, ERROR_GL_PASS, "the picture goes on without %s: %s", passes,
                     stats->trouble);
}

static uint32_t count_characters(const char *text)
{
    uint32_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

void render_text_size(struct render *render, enum plan_weight weight, float size_px,
                      const char *text, float *width, float *ascent, float *line_height)
{
    struct text *measure = render->device ? render->device->text : render->text;
    if (measure) {
        text_size(measure, weight, size_px, text, width, ascent, line_height);
        return;
    }
    if (width)
        *width = render->letter_em * size_px * (float)count_characters(text);
    if (ascent)
        *ascent = 0.95f * size_px;
    if (line_height)
        *line_height = 1.2f * size_px;
}
