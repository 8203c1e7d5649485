/* Pictures within the picture: each is drawn as it would be alone, on targets that they share, and
 * put into its place once it is in display colours. */
#include "render/device.h"

static void draw_pane(struct device *device, const struct plan *pane)
{
    for (uint32_t i = 0; i < pane->n_passes; i++)
        if (pane->passes[i].kind < PLAN_PASS_PANES)
            device_run_pass(device, pane, &pane->passes[i]);
}

void pass_panes(struct device *device, const struct plan *plan)
{
    for (uint32_t i = 0; i < plan->n_panes && i < PLAN_PANES; i++) {
        const struct plan *pane = plan->panes[i].plan;
        struct part part = {plan->panes[i].x, plan->height - plan->panes[i].y - pane->height,
                            pane->width, pane->height};
        device->picture = 1 + i;
        if (part.width < 1 || part.height < 1)
            continue;
        if (device_begin_picture(device, pane, part))
            draw_pane(device, pane);
        else
            device_miss(device, PLAN_PASS_PANES,
                        "no room for its pictures on the graphics card; ask for a smaller --size");
    }
    device->picture = 0;
}
