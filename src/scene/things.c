#include "scene/things.h"

#include "scene/pick.h"

bool scene_pick_place(const struct scene *scene, const struct plan *plan, float x, float y,
                      unsigned *place)
{
    struct pick pick;
    return pick_from(scene, plan, &pick) && pick_place(&pick, x, y, place);
}

bool scene_pick_cell(const struct scene *scene, const struct plan *plan, float x, float y,
                     uint32_t *cell)
{
    struct pick pick;
    return pick_from(scene, plan, &pick) && pick_cell(&pick, x, y, cell);
}

bool scene_find(const struct scene *scene, const struct plan *plan, float x, float y,
                struct scene_found *found)
{
    struct pick pick;
    return pick_from(scene, plan, &pick) && pick_any(&pick, x, y, found);
}

bool scene_example(const struct scene *scene, const struct plan *plan, enum scene_thing thing,
                   struct scene_found *found)
{
    struct pick pick;
    return pick_from(scene, plan, &pick) && pick_example(&pick, thing, found);
}

bool scene_cell_on_screen(const struct scene *scene, const struct plan *plan, uint32_t cell,
                          float *x, float *y)
{
    struct pick pick;
    float px[2];
    if (!pick_from(scene, plan, &pick) || !pick_cell_at(&pick, cell, px))
        return false;
    *x = px[0];
    *y = px[1];
    return true;
}

bool scene_tell_cell(const struct scene *scene, uint32_t cell, struct scene_cell *told)
{
    struct pick pick;
    pick_from(scene, NULL, &pick);
    const struct cells *cells = pick.cells;
    if (cell >= cells->n)
        return false;
    *told = (struct scene_cell){.type = (enum model_cell_type)cells->view[cell].type,
                                .place = cells->view[cell].place,
                                .firing = cells->glow_to[cell]};
    links_count(pick.links, cell, &told->in, &told->out, &told->link);
    return true;
}

bool scene_next_cell(const struct scene *scene, int place, uint32_t cell, uint32_t *next)
{
    struct pick pick;
    pick_from(scene, NULL, &pick);
    const struct cells *cells = pick.cells;
    for (uint32_t i = 1; i <= cells->n; i++) {
        uint32_t at = cell < cells->n ? (cell + i) % cells->n : i - 1;
        if (cells->view[at].place == place) {
            *next = at;
            return true;
        }
    }
    return false;
}
