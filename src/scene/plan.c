#include "scene/plan.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_RIBBONS = 6144,
    MAX_BODIES = 1536,
    MAX_STEMS = 1024,
    MAX_SHELLS = 256,
    MAX_RINGS = 4096,
    MAX_ITEMS = 1024,
    MAX_POINTS = 24576,
    MAX_STRINGS = 32768
};

struct plan *plan_create(void)
{
    struct plan *plan = calloc(1, sizeof *plan);
    if (!plan)
        return NULL;
    plan->max_ribbons = MAX_RIBBONS;
    plan->max_bodies = MAX_BODIES;
    plan->max_stems = MAX_STEMS;
    plan->max_shells = MAX_SHELLS;
    plan->max_rings = MAX_RINGS;
    plan->max_items = MAX_ITEMS;
    plan->max_points = MAX_POINTS;
    plan->max_strings = MAX_STRINGS;
    plan->ribbons = calloc(MAX_RIBBONS, sizeof *plan->ribbons);
    plan->bodies = calloc(MAX_BODIES, sizeof *plan->bodies);
    plan->stems = calloc(MAX_STEMS, sizeof *plan->stems);
    plan->shells = calloc(MAX_SHELLS, sizeof *plan->shells);
    plan->rings = calloc(MAX_RINGS, sizeof *plan->rings);
    plan->items = calloc(MAX_ITEMS, sizeof *plan->items);
    plan->points = calloc(MAX_POINTS, sizeof *plan->points);
    plan->strings = calloc(MAX_STRINGS, 1);
    if (!plan->ribbons || !plan->bodies || !plan->stems || !plan->shells || !plan->rings ||
        !plan->items || !plan->points || !plan->strings) {
        plan_destroy(plan);
        return NULL;
    }
    plan_begin(plan, 0, 0, 0);
    return plan;
}

void plan_destroy(struct plan *plan)
{
    if (!plan)
        return;
    free(plan->ribbons);
    free(plan->bodies);
    free(plan->stems);
    free(plan->shells);
    free(plan->rings);
    free(plan->items);
    free(plan->points);
    free(plan->strings);
    free(plan);
}

void plan_begin(struct plan *plan, int width, int height, double time_s)
{
    plan->width = width;
    plan->height = height;
    plan->time_s = time_s;
    memset(&plan->camera, 0, sizeof plan->camera);
    for (int k = 0; k < 4; k++)
        plan->camera.view[k][k] = plan->camera.projection[k][k] = 1.0f;
    memset(plan->backdrop, 0, sizeof plan->backdrop);
    memset(plan->fog, 0, sizeof plan->fog);
    plan->fog_range_mm[0] = 1e6f;
    plan->fog_range_mm[1] = 2e6f;
    plan->free = (struct plan_box){0};
    plan->bloom = 0.0f;
    plan->exposure = 1.0f;
    memset(&plan->ground, 0, sizeof plan->ground);
    plan->aperture_px = 0.0f;
    plan->branches = NULL;
    plan->n_branches = plan->branches_revision = 0;
    plan->ink = 0.0f;
    memset(plan->passes, 0, sizeof plan->passes);
    plan->n_passes = 0;
    plan->n_panes = 0;
    plan->n_ribbons = plan->n_bodies = plan->n_stems = plan->n_shells = plan->n_rings = 0;
    plan->n_items = plan->n_points = 0;
    /* Offset 0 is the empty string, what plan_string() answers when it is full. */
    plan->strings[0] = '\0';
    plan->n_strings = 1;
    plan->dropped = 0;
}

struct plan_ribbon *plan_ribbon(struct plan *plan)
{
    if (plan->n_ribbons == plan->max_ribbons) {
        plan->dropped++;
        return NULL;
    }
    struct plan_ribbon *ribbon = &plan->ribbons[plan->n_ribbons++];
    memset(ribbon, 0, sizeof *ribbon);
    return ribbon;
}

struct plan_body *plan_body(struct plan *plan)
{
    if (plan->n_bodies == plan->max_bodies) {
        plan->dropped++;
        return NULL;
    }
    struct plan_body *body = &plan->bodies[plan->n_bodies++];
    memset(body, 0, sizeof *body);
    return body;
}

struct plan_stem *plan_stem(struct plan *plan)
{
    if (plan->n_stems == plan->max_stems) {
        plan->dropped++;
        return NULL;
    }
    struct plan_stem *stem = &plan->stems[plan->n_stems++];
    memset(stem, 0, sizeof *stem);
    return stem;
}

struct plan_shell *plan_shell(struct plan *plan, uint32_t count)
{
    if (plan->n_shells == plan->max_shells || count > plan->max_rings - plan->n_rings) {
        plan->dropped++;
        return NULL;
    }
    struct plan_shell *shell = &plan->shells[plan->n_shells++];
    memset(shell, 0, sizeof *shell);
    shell->first = plan->n_rings;
    shell->count = count;
    memset(&plan->rings[plan->n_rings], 0, count * sizeof *plan->rings);
    plan->n_rings += count;
    return shell;
}

struct plan_pass *plan_pass(struct plan *plan, enum plan_pass_kind kind)
{
    if (plan->n_passes == sizeof plan->passes / sizeof plan->passes[0]) {
        plan->dropped++;
        return NULL;
    }
    struct plan_pass *pass = &plan->passes[plan->n_passes++];
    memset(pass, 0, sizeof *pass);
    pass->kind = kind;
    return pass;
}

struct plan_mark plan_mark(const struct plan *plan)
{
    return (struct plan_mark){plan->n_ribbons, plan->n_bodies, plan->n_stems};
}

void plan_thin_out(struct plan *plan, const struct plan_mark *since, float share)
{
    for (uint32_t i = since->ribbon; i < plan->n_ribbons; i++)
        plan->ribbons[i].opacity *= share;
    for (uint32_t i = since->body; i < plan->n_bodies; i++) {
        plan->bodies[i].opacity *= share;
        plan->bodies[i].glow *= share;
    }
    for (uint32_t i = since->stem; i < plan->n_stems; i++)
        plan->stems[i].opacity *= share;
}

void plan_close(struct plan *plan, enum plan_pass_kind kind, uint32_t first, uint32_t end)
{
    struct plan_pass *pass = first < end ? plan_pass(plan, kind) : NULL;
    if (!pass)
        return;
    pass->first = first;
    pass->count = end - first;
}

void plan_pane(struct plan *plan, const struct plan *pane, int x, int y, bool stands)
{
    if (plan->n_panes == PLAN_PANES)
        plan->dropped++;
    else
        plan->panes[plan->n_panes++] = (struct plan_pane){pane, x, y, stands};
}

struct plan_item *plan_item(struct plan *plan, enum plan_item_kind kind)
{
    if (plan->n_items == plan->max_items) {
        plan->dropped++;
        return NULL;
    }
    struct plan_item *item = &plan->items[plan->n_items++];
    memset(item, 0, sizeof *item);
    item->kind = kind;
    return item;
}

bool plan_point(struct plan *plan, float x, float y)
{
    if (plan->n_points == plan->max_points) {
        plan->dropped++;
        return false;
    }
    plan->points[plan->n_points][0] = x;
    plan->points[plan->n_points][1] = y;
    plan->n_points++;
    return true;
}

uint32_t plan_string(struct plan *plan, const char *text)
{
    size_t size = strlen(text) + 1;
    if (size > plan->max_strings - plan->n_strings) {
        plan->dropped++;
        return 0;
    }
    uint32_t at = plan->n_strings;
    memcpy(plan->strings + at, text, size);
    plan->n_strings += (uint32_t)size;
    return at;
}
