#include "render/device.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* That a ribbon's corner may be off its curve, unless another quality is asked for. */
#define CORNER_PX          0.12f
#define CORNER_PX_SOFTWARE 0.40f

static void GLAD_API_PTR on_debug_message(GLenum source, GLenum type, GLuint id, GLenum severity,
                                          GLsizei length, const GLchar *message, const void *user)
{
    (void)source, (void)type, (void)id, (void)length, (void)message;
    /* glad gives the pointer back as it got it; the counter is ours to write. */
    union {
        const void *given;
        struct render_stats *stats;
    } of = {user};
    if (severity == GL_DEBUG_SEVERITY_HIGH || severity == GL_DEBUG_SEVERITY_MEDIUM)
        of.stats->debug_messages++;
}

static bool load_functions(const struct render_options *options, struct render_stats *stats,
                           struct error *error)
{
    int version = gladLoadGL(options->loader);
    const char *found = version ? (const char *)glGetString(GL_VERSION) : NULL;
    const char *renderer = version ? (const char *)glGetString(GL_RENDERER) : NULL;
    snprintf(stats->version, sizeof stats->version, "%s", found ? found : "none");
    snprintf(stats->renderer, sizeof stats->renderer, "%s", renderer ? renderer : "unknown");
    if (version && GLAD_VERSION_MAJOR(version) * 10 + GLAD_VERSION_MINOR(version) >= 33)
        return true;
    return error_set(error, ERROR_GL_VERSION,
                     "OpenGL 3.3 is needed, and '%s' on %s was found; update the graphics "
                     "driver, or set LIBGL_ALWAYS_SOFTWARE=1 to draw without it",
                     stats->version, stats->renderer);
}

static bool draws_in_software(const char *renderer)
{
    static const char *const NAMES[] = {"llvmpipe", "softpipe", "SwiftShader", "swrast"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strstr(renderer, NAMES[i]))
            return true;
    return false;
}

void device_miss(struct device *device, enum plan_pass_kind pass, const char *why)
{
    struct render_stats *stats = device->stats;
    stats->failed_passes |= 1u << pass;
    if (!stats->trouble[0])
        snprintf(stats->trouble, sizeof stats->trouble, "%s", why);
}

struct device *device_create(const struct render_options *options, struct render_stats *stats,
                             struct error *error)
{
    if (!load_functions(options, stats, error))
        return NULL;
    struct device *device = calloc(1, sizeof *device);
    if (!device) {
        error_set(error, ERROR_MEMORY, "not enough memory to draw; close other programs");
        return NULL;
    }
    device->stats = stats;
    device->scale = options->scale;
    device->software = stats->software = draws_in_software(stats->renderer);
    device->most_ribbons = UINT32_MAX;
    device->corner_px = device->software ? CORNER_PX_SOFTWARE : CORNER_PX;
    if (GLAD_GL_KHR_debug) {
        glEnable(GL_DEBUG_OUTPUT);
        glDebugMessageCallback(on_debug_message, stats);
    }
    device->lost_after = options->lost_after;
    glGenVertexArrays(1, &device->empty_array);
    if (!programs_build(device, error)) {
        device_destroy(device);
        return NULL;
    }
    shells_make_stream(device);
    overlay_make_stream(device);
    device->text = text_create(options->font_files, options->more_fonts, error);
    if (!device->text || (!options->guard_off && !guard_make(device, error))) {
        device_destroy(device);
        return NULL;
    }
    return device;
}

void device_destroy(struct device *device)
{
    if (!device)
        return;
    if (GLAD_GL_KHR_debug)
        glDebugMessageCallback(NULL, NULL);
    for (int i = 0; i < PROGRAMS; i++)
        if (device->programs[i].name)
            glDeleteProgram(device->programs[i].name);
    if (device->empty_array)
        glDeleteVertexArrays(1, &device->empty_array);
    ground_free(device);
    scene_free_streams(device);
    stream_free(&device->shells);
    stream_free(&device->overlay);
    stream_free(&device->held);
    arbours_free_grove(&device->grove);
    target_free(&device->scene);
    target_free(&device->small);
    for (int i = 0; i < BLOOM_LEVELS; i++)
        target_free(&device->bloom[i]);
    target_free(&device->fresh);
    target_free(&device->shown);
    target_free(&device->spare);
    target_free(&device->kept);
    target_free(&device->cells);
    if (device->keep_texture)
        glDeleteTextures(1, &device->keep_texture);
    timing_free(device);
    text_destroy(device->text);
    guard_destroy(device->guard);
    free(device->fresh_cells);
    free(device->shown_cells);
    free(device->held_corners);
    free(device->staging);
    free(device->vertices);
    free(device->capture);
    free(device);
}

bool device_lost(const struct device *device)
{
    bool told = GLAD_GL_ARB_robustness && glGetGraphicsResetStatusARB() != GL_NO_ERROR;
    return told || (device->lost_after && device->stats->frames == device->lost_after);
}

void device_bind(const struct device *device, enum program_id program, enum uniform_id id, int unit,
                 GLuint texture)
{
    glActiveTexture(GL_TEXTURE0 + (GLenum)unit);
    glBindTexture(GL_TEXTURE_2D, texture);
    glUniform1i(device_uniform(device, program, id), unit);
    glActiveTexture(GL_TEXTURE0);
}

void device_draw_screen(struct device *device)
{
    glBindVertexArray(device->empty_array);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    device->stats->draw_calls++;
}

void *device_staging(struct device *device, size_t size)
{
    if (size > device->staging_size) {
        void *larger = realloc(device->staging, size + size / 2);
        if (!larger)
            return NULL;
        device->staging = larger;
        device->staging_size = size + size / 2;
    }
    return device->staging;
}

static bool has_pass(const struct plan *plan, enum plan_pass_kind kind)
{
    for (uint32_t i = 0; i < plan->n_passes; i++)
        if (plan->passes[i].kind == kind)
            return true;
    return false;
}

bool device_begin_picture(struct device *device, const struct plan *plan, struct part part)
{
    int w = (int)((float)part.width * device->scale + 0.5f);
    int h = (int)((float)part.height * device->scale + 0.5f);
    w = w < 1 ? 1 : w;
    h = h < 1 ? 1 : h;
    bool good = target_ensure(&device->scene, w, h, GL_RGBA16F);
    if (good && (device->picture > 0 || w != part.width || h != part.height))
        good = target_ensure(&device->small, w, h, GL_RGBA8);
    if (!good)
        return false;
    device->part = part;
    device->bloomed = false;
    uint32_t most = device->most_ribbons;
    thin_find(&device->thin, plan, device->picture > 0 ? most / PLAN_PANES : most);
    scene_begin_picture(device);
    return true;
}

/* The finished picture, and what this plan itself draws into it; the scene's target last: what is
 * drawn first goes on there. */
static bool begin_picture(struct device *device, const struct plan *plan, bool panes,
                          struct error *error)
{
    bool good = target_ensure(&device->fresh, plan->width, plan->height, GL_RGBA8);
    if (good && !has_pass(plan, PLAN_PASS_TONE)) {
        target_use(&device->fresh);
        glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    device->picture = 0;
    if (good && (panes || device_begin_picture(device, plan, (struct part){0, 0, plan->width,
                                                                           plan->height})))
        return true;
    return error_set(error, ERROR_GL_FRAMEBUFFER,
                     "a picture of %dx%d px cannot be made by %s; ask for a smaller --size",
                     plan->width, plan->height, device->stats->renderer);
}

void device_run_pass(struct device *device, const struct plan *plan, const struct plan_pass *pass)
{
    switch (pass->kind) {
    case PLAN_PASS_BACKDROP:
        pass_backdrop(device, plan);
        break;
    case PLAN_PASS_GROUND:
        pass_ground(device, plan);
        break;
    case PLAN_PASS_RIBBONS:
    case PLAN_PASS_PULSES:
        pass_ribbons(device, plan, pass);
        break;
    case PLAN_PASS_BODIES:
        pass_bodies(device, plan, pass);
        break;
    case PLAN_PASS_ARBOURS:
        pass_arbours(device, plan, pass);
        break;
    case PLAN_PASS_SHELLS:
        pass_shells(device, plan, pass);
        break;
    case PLAN_PASS_BLOOM:
        pass_bloom(device, plan);
        break;
    case PLAN_PASS_TONE:
        pass_tone(device, plan);
        break;
    case PLAN_PASS_PANES:
        pass_panes(device, plan);
        break;
    case PLAN_PASS_OVERLAY:
        pass_overlay(device, plan, pass);
        break;
    }
}

bool device_draw(struct device *device, const struct plan *plan, struct error *error)
{
    if (plan->width < 1 || plan->height < 1)
        return error_set(error, ERROR_GL_FRAMEBUFFER,
                         "a picture of %dx%d px has no area; ask for a larger --size", plan->width,
                         plan->height);
    device->stats->draw_calls = 0;
    device->stats->upload_bytes = 0;
    device->stats->segments = 0;
    timing_begin(device);

    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
    glDepthMask(GL_FALSE);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_FRAMEBUFFER_SRGB);
    text_begin_picture(device->text);
    if (!begin_picture(device, plan, has_pass(plan, PLAN_PASS_PANES), error))
        return false;
    for (uint32_t i = 0; i < plan->n_passes; i++) {
        device_run_pass(device, plan, &plan->passes[i]);
        timing_mark(device, plan->passes[i].kind);
    }
    pass_guard(device, plan);
    timing_mark(device, RENDER_TIMED_GUARD);
    timing_end(device);

    device->stats->upload_bytes += text_take_upload(device->text);
    device->stats->frames++;
    while (glGetError() != GL_NO_ERROR)
        device->stats->gl_errors++;
    return true;
}
