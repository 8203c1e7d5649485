/* The names of the places, beside them. */
#include "scene/scene.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>

static const float NAMES_MOST = 0.20f; /* of what is left free */

/* Places of the trodden path first: they matter most when there is not room for all. */
static uint32_t order_of_places(const struct scenario *scenario, uint8_t order[MODEL_MAX_PLACES])
{
    uint32_t n = 0;
    bool taken[MODEL_MAX_PLACES] = {false};
    for (unsigned i = 0; i < scenario->trodden.n_steps && n < MODEL_MAX_PLACES; i++) {
        unsigned place = scenario->trodden.steps[i];
        if (place < MODEL_MAX_PLACES && !taken[place]) {
            taken[place] = true;
            order[n++] = (uint8_t)place;
        }
    }
    for (unsigned place = 0; place < scenario->n_places && place < MODEL_MAX_PLACES; place++)
        if (!taken[place])
            order[n++] = (uint8_t)place;
    return n;
}

static const char *words_of(const struct build *b, unsigned place)
{
    const char *label = b->scenario->places[place].label;
    return label ? _(label) : NULL;
}

/* A plate that ends softly: what runs under it is dimmed and not cut off. */
static void draw_soft_plate(struct build *b, struct plan_box box)
{
    static const struct {
        float grown, alpha; /* in small type; of this layer */
    } LAYERS[] = {{0.24f, 0.12f}, {0.18f, 0.14f}, {0.12f, 0.18f},
                  {0.06f, 0.24f}, {0.00f, 0.30f}, {-0.06f, 0.45f}};
    float small = b->l.small, rgba[4];
    tint_rgba(b, TINT_PLATE, rgba);
    for (unsigned i = 0; i < sizeof LAYERS / sizeof *LAYERS; i++) {
        float by = LAYERS[i].grown * small;
        float x = fmaxf(box.x - by, 0.0f), right = fminf(box.x + box.w + by, b->l.width);
        float y = fmaxf(box.y - by, 0.0f), below = fminf(box.y + box.h + by, b->l.height);
        float layer[4] = {rgba[0], rgba[1], rgba[2], LAYERS[i].alpha};
        draw_rect(b, (struct plan_box){x, y, right - x, below - y}, layer, 0.45f * small + by);
    }
}

static void add_place(struct build *b, int group, unsigned place, struct plan_box box)
{
    char name[64];
    snprintf(name, sizeof name, "place_%s", b->scenario->places[place].id);
    int node = tree_add(b, group, UI_PLACE, name, box);
    const char *words = words_of(b, place);
    tree_value(b, node, "%s", words ? words : "");
    if (b->ui->controls)
        tree_action(b, node, (enum ui_action)(UI_PLACE_FIRST + place));
}

static void add_unnamed(struct build *b, int group, unsigned place)
{
    static const float TARGET_PX = 44.0f;
    float x, y;
    struct plan_box box = {0.0f, 0.0f, TARGET_PX, TARGET_PX};
    struct plan_box picture = {0.0f, 0.0f, b->l.width, b->l.height};
    if (!words_of(b, place) || !scene_place_on_screen(b->scene, b->plan, place, &x, &y))
        return;
    box.x = x - 0.5f * TARGET_PX;
    box.y = y - 0.5f * TARGET_PX;
    if (box_within(&box, &picture))
        add_place(b, group, place, box);
}

void build_labels(struct build *b)
{
    const struct layout *l = &b->l;
    struct labels *labels = &b->ui->labels;
    if (!b->scenario || !b->scene || !b->snapshot)
        return;
    uint8_t order[MODEL_MAX_PLACES];
    uint32_t n = order_of_places(b->scenario, order);
    /* Names cover what they name: large ones on a small picture are told for the path alone. */
    float room = NAMES_MOST * l->free.w * l->free.h;
    float height = ceilf(l->small * l->line) + 0.2f * l->small, pad = 0.35f * l->small;
    for (uint32_t i = 0; i < n; i++) {
        struct label *label = &labels->label[order[i]];
        const char *words = words_of(b, order[i]);
        if (label->height != height)
            label->alpha = 0.0f; /* the picture has another size now */
        label->height = height;
        label->wanted =
            words && scene_place_on_screen(b->scene, b->plan, order[i], &label->x, &label->y);
        if (!label->wanted)
            continue;
        label->headroom = scene_place_headroom(b->scene, b->plan, order[i]);
        label->width = text_width(b, words, l->small, PLAN_WEIGHT_MEDIUM) + 2.0f * pad;
        label->above = label->y < l->free.y + 0.5f * l->free.h;
        room -= label->width * label->height;
        label->wanted = room >= 0.0f;
    }
    struct plan_box bounds = {0.0f, 0.0f, l->width, l->height};
    labels_place(labels, order, n, b->covered, b->n_covered, bounds, 0.25f * l->small, b->dt);

    flow_keep(b, bounds); /* they stand beside what they name */
    int group = tree_add(b, -1, UI_GROUP, "places", bounds);
    float was = b->alpha, text[4];
    tint_rgba(b, TINT_TEXT, text);
    for (uint32_t i = 0; i < n; i++) {
        const struct label *label = &labels->label[order[i]];
        if (label->alpha <= 0.0f)
            continue;
        const char *words = words_of(b, order[i]);
        b->alpha = was * label->alpha;
        draw_soft_plate(b, label->box);
        draw_text(b, label->box.x + 0.5f * label->box.w, label->box.y + 0.1f * l->small, 0.5f,
                  words, l->small, PLAN_WEIGHT_MEDIUM, text);
        add_place(b, group, order[i], label->box);
    }
    b->alpha = was;
    for (uint32_t i = 0; i < n; i++) /* without room for its name a place is reached all the same */
        if (labels->label[order[i]].alpha <= 0.0f)
            add_unnamed(b, group, order[i]);
    flow_on(b);
}
