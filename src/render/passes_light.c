#include "render/device.h"

/* Share of the coarser levels in each finer one on the way up: a wide, soft falloff. */
#define BLOOM_SPREAD 0.62f

static int halved(int n)
{
    return n > 2 ? (n + 1) / 2 : 1;
}

static bool make_levels(struct device *device)
{
    int w = halved(halved(device->scene.width)), h = halved(halved(device->scene.height));
    for (int i = 0; i < BLOOM_LEVELS; i++) {
        if (!target_ensure(&device->bloom[i], w, h, GL_RGBA16F))
            return false;
        w = halved(w);
        h = halved(h);
    }
    return true;
}

static void filter(struct device *device, enum program_id p, const struct target *from,
                   const struct target *to)
{
    target_use(to);
    device_bind(device, p, UNIFORM_SOURCE, 0, from->texture);
    glUniform2f(device_uniform(device, p, UNIFORM_TEXEL), 1.0f / (float)from->width,
                1.0f / (float)from->height);
    device_draw_screen(device);
}

void pass_bloom(struct device *device, const struct plan *plan)
{
    if (!(plan->bloom > 0.0f) || !device->programs[PROGRAM_BLOOM_UP].name)
        return;
    if (!make_levels(device)) {
        device_miss(device, PLAN_PASS_BLOOM,
                    "no room for its pictures on the graphics card; ask for a smaller --size");
        return;
    }
    glDisable(GL_BLEND);
    if (!device_use(device, PROGRAM_BLOOM_FIRST, PLAN_PASS_BLOOM))
        return;
    filter(device, PROGRAM_BLOOM_FIRST, &device->scene, &device->bloom[0]);
    if (!device_use(device, PROGRAM_BLOOM_DOWN, PLAN_PASS_BLOOM))
        return;
    for (int i = 1; i < BLOOM_LEVELS; i++)
        filter(device, PROGRAM_BLOOM_DOWN, &device->bloom[i - 1], &device->bloom[i]);

    device_use(device, PROGRAM_BLOOM_UP, PLAN_PASS_BLOOM);
    glUniform1f(device_uniform(device, PROGRAM_BLOOM_UP, UNIFORM_SHARE), BLOOM_SPREAD);
    glEnable(GL_BLEND);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    for (int i = BLOOM_LEVELS - 1; i > 0; i--)
        filter(device, PROGRAM_BLOOM_UP, &device->bloom[i], &device->bloom[i - 1]);
    glDisable(GL_BLEND);
    device->bloomed = true;
}

void pass_tone(struct device *device, const struct plan *plan)
{
    const struct part *part = &device->part;
    /* A pane is put in its place by the step that enlarges, were it by nothing. */
    bool enlarge = device->picture > 0 || device->scene.width != part->width ||
                   device->scene.height != part->height;
    bool glow = device->bloomed && device->programs[PROGRAM_TONE_BLOOM].name;
    enum program_id p = glow ? PROGRAM_TONE_BLOOM : PROGRAM_TONE;
    if (!device_use(device, p, PLAN_PASS_TONE))
        return;
    glDisable(GL_BLEND);
    target_use(enlarge ? &device->small : &device->fresh);
    device_bind(device, p, UNIFORM_SCENE, 0, device->scene.texture);
    if (glow) {
        device_bind(device, p, UNIFORM_BLOOM, 1, device->bloom[0].texture);
        glUniform1f(device_uniform(device, p, UNIFORM_BLOOM_SHARE), plan->bloom);
    }
    glUniform1f(device_uniform(device, p, UNIFORM_EXPOSURE), plan->exposure);
    glUniform1f(device_uniform(device, p, UNIFORM_INK), plan->ink);
    device_draw_screen(device);

    bool quick = device->software || !device->programs[PROGRAM_ENLARGE].name;
    p = quick && device->programs[PROGRAM_ENLARGE_QUICK].name ? PROGRAM_ENLARGE_QUICK
                                                              : PROGRAM_ENLARGE;
    if (!enlarge)
        return;
    target_use(&device->fresh);
    glViewport(part->x, part->y, part->width, part->height);
    if (device_use(device, p, PLAN_PASS_TONE)) {
        device_bind(device, p, UNIFORM_SOURCE, 0, device->small.texture);
        glUniform2f(device_uniform(device, p, UNIFORM_SIZE), (float)device->small.width,
                    (float)device->small.height);
        device_draw_screen(device);
    } else {
        glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
        glClear(GL_COLOR_BUFFER_BIT);
    }
}
