/* Pictures within the picture: each is drawn as it would be alone, on targets that they share, and
 * put into its place once it is in display colours. One that stands is not drawn again, but taken from
 * what was kept of it. */
#include <string.h>

#include "render/device.h"

static void draw_pane(struct device *device, const struct plan *pane)
{
    for (uint32_t i = 0; i < pane->n_passes; i++)
        if (pane->passes[i].kind < PLAN_PASS_PANES) {
            device_run_pass(device, pane, &pane->passes[i]);
            timing_mark(device, pane->passes[i].kind);
        }
}

static void copy(const struct target *from, const struct target *to, struct part part)
{
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from->framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to->framebuffer);
    glBlitFramebuffer(part.x, part.y, part.x + part.width, part.y + part.height, part.x, part.y,
                      part.x + part.width, part.y + part.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

/* Whether panes are to be kept: only where some stand now and then. A picture of another size, or
 * without room for what is kept, has nothing of them. */
static bool keeps(struct device *device, const struct plan *plan)
{
    bool any = false;
    for (uint32_t i = 0; i < plan->n_panes; i++)
        any = any || plan->panes[i].stands;
    bool other = device->kept.width != plan->width || device->kept.height != plan->height;
    bool good = any && target_ensure(&device->kept, plan->width, plan->height, GL_RGBA8);
    if (!good || other)
        memset(device->kept_part, 0, sizeof device->kept_part);
    return good;
}

static bool same(struct part a, struct part b)
{
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

void pass_panes(struct device *device, const struct plan *plan)
{
    bool keep = keeps(device, plan);
    for (uint32_t i = 0; i < plan->n_panes; i++) {
        const struct plan *pane = plan->panes[i].plan;
        struct part part = {plan->panes[i].x, plan->height - plan->panes[i].y - pane->height,
                            pane->width, pane->height};
        device->picture = 1 + i;
        if (part.width < 1 || part.height < 1)
            continue;
        if (plan->panes[i].stands && same(device->kept_part[i], part)) {
            copy(&device->kept, &device->fresh, part);
            continue;
        }
        if (device_begin_picture(device, pane, part)) {
            draw_pane(device, pane);
        } else {
            device_miss(device, PLAN_PASS_PANES,
                        "no room for its pictures on the graphics card; ask for a smaller --size");
            continue;
        }
        if (keep) {
            copy(&device->fresh, &device->kept, part);
            device->kept_part[i] = part;
        }
    }
    device->picture = 0;
}
