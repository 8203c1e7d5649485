/* What a tap is meant for: a place, a cell, a link, or the question what it is. */
#include "commands/steer_parts.h"

/* The place whose name, light or lamp is there, -1 for none. */
static int place_at(const struct steer *steer, float x, float y)
{
    unsigned place;
    int named = ui_place_at(steer->ui, x, y);
    if (named >= 0)
        return named;
    return steer->plan && scene_pick_place(steer->scene, steer->plan, x, y, &place) ? (int)place
                                                                                    : -1;
}

void steer_meet(const struct steer *steer, struct input_event *event)
{
    bool pointing =
        event->kind == INPUT_POINTER || event->kind == INPUT_PRESS || event->kind == INPUT_RELEASE;
    if (!pointing || event->meets || event->button != 1)
        return;
    int place = place_at(steer, event->x, event->y);
    uint32_t cell;
    /* A tap on a cell means the cell, but for one on the name of its place. */
    bool tap = event->kind == INPUT_RELEASE && !steer->way.drawing && !steer->way.stepping;
    if (tap && ui_place_at(steer->ui, event->x, event->y) < 0 && steer->plan &&
        scene_pick_cell(steer->scene, steer->plan, event->x, event->y, &cell))
        place = -1;
    event->meets = place >= 0 ? place + 1 : -1;
}

void steer_hand(struct steer *steer)
{
    const struct ui_subject *about = ui_card(steer->ui);
    const struct steer_way *w = &steer->way;
    struct scene_hand hand = {.held = w->drawing, .x = w->x, .y = w->y, .place = -1, .cell = -1};
    if (w->drawing || w->stepping)
        hand.way = w->way;
    if (about->kind == UI_ABOUT_PLACE ||
        (about->kind == UI_ABOUT_THING && about->thing == SCENE_THING_PLACE))
        hand.place = (int)about->place;
    bool cell = about->kind == UI_ABOUT_CELL ||
                (about->kind == UI_ABOUT_THING &&
                 (about->thing == SCENE_THING_CELL || about->thing == SCENE_THING_CALMING ||
                  about->thing == SCENE_THING_TREE || about->thing == SCENE_THING_SHRUB));
    if (cell)
        hand.cell = about->cell;
    scene_set_hand(steer->scene, &hand);
}

static void show_card(struct steer *steer, const struct ui_subject *subject)
{
    ui_show_card(steer->ui, subject);
    steer_hand(steer);
}

void steer_about_leave(struct steer *steer)
{
    show_card(steer, &(struct ui_subject){.kind = UI_ABOUT_NOTHING});
}

bool steer_about_back(struct steer *steer)
{
    if (ui_card(steer->ui)->kind != UI_ABOUT_NOTHING)
        steer_about_leave(steer);
    else if (steer->way.stepping || steer->way.drawing)
        steer_way_leave(steer);
    else if (ui_asking(steer->ui))
        ui_ask(steer->ui, false);
    else
        return false;
    return true;
}

void steer_place(struct steer *steer, unsigned place)
{
    const struct ui_subject *now = ui_card(steer->ui);
    if (steer->way.stepping) {
        steer_way_add(steer, place);
        return;
    }
    if (now->kind == UI_ABOUT_PLACE && now->place == place)
        steer_about_leave(steer);
    else
        show_card(steer, &(struct ui_subject){.kind = UI_ABOUT_PLACE, .place = place});
}

static void show_cell(struct steer *steer, uint32_t cell)
{
    const struct ui_subject *now = ui_card(steer->ui);
    if (now->kind == UI_ABOUT_CELL && now->cell == cell) {
        steer_about_leave(steer);
        return;
    }
    if (scene_shown(steer->scene) == SCENE_SNOW) /* which has no cells to see */
        scene_show(steer->scene, SCENE_CIRCUIT);
    show_card(steer, &(struct ui_subject){.kind = UI_ABOUT_CELL, .cell = cell});
}

static void tell_thing(struct steer *steer, const struct scene_found *found)
{
    show_card(steer, &(struct ui_subject){.kind = UI_ABOUT_THING,
                                          .thing = found->thing,
                                          .place = found->place,
                                          .cell = found->cell,
                                          .x = found->x,
                                          .y = found->y});
    steer->asked = found->thing;
}

void steer_tap(struct steer *steer, const struct input_event *event)
{
    struct scene_found found;
    bool any = steer->plan && scene_find(steer->scene, steer->plan, event->x, event->y, &found);
    if (ui_asking(steer->ui)) {
        if (any)
            tell_thing(steer, &found);
    } else if (event->meets > 0) {
        steer_place(steer, (unsigned)event->meets - 1);
    } else if (steer->way.stepping) {
        return; /* between places nothing is meant */
    } else if (!any) {
        steer_about_leave(steer);
    } else if (found.thing == SCENE_THING_PLACE) { /* by its wide light */
        steer_place(steer, found.place);
    } else if (found.thing == SCENE_THING_LINK) {
        steer_about_leave(steer);
        scene_choose_link(steer->scene, found.link);
    } else if (found.thing == SCENE_THING_CELL || found.thing == SCENE_THING_CALMING ||
               found.thing == SCENE_THING_TREE || found.thing == SCENE_THING_SHRUB) {
        show_cell(steer, found.cell);
    } else {
        steer_about_leave(steer);
    }
}

/* Through everything that the picture has now, round and round. */
static void tell_next(struct steer *steer)
{
    for (int i = 1; i < SCENE_THINGS && steer->plan; i++) {
        enum scene_thing thing = (enum scene_thing)(((int)steer->asked + i) % SCENE_THINGS);
        struct scene_found found;
        if (thing != SCENE_THING_NONE && scene_example(steer->scene, steer->plan, thing, &found)) {
            tell_thing(steer, &found);
            return;
        }
    }
}

static void call_to_mind(struct steer *steer, unsigned place)
{
    struct story_wish wish = {.action = STORY_DO_STIMULATE, .place = (uint8_t)place};
    if (worker_ask(steer->worker, &wish))
        steer->acted = true;
}

static void next_cell(struct steer *steer, const struct ui_subject *now)
{
    struct scene_cell told = {.place = (int)now->place};
    uint32_t cell = UINT32_MAX;
    if (now->kind == UI_ABOUT_CELL) {
        cell = now->cell;
        scene_tell_cell(steer->scene, cell, &told);
    }
    if (scene_next_cell(steer->scene, told.place, cell, &cell))
        show_cell(steer, cell);
}

static void follow_link(struct steer *steer, uint32_t cell)
{
    struct scene_cell told;
    if (!scene_tell_cell(steer->scene, cell, &told) || !(told.in + told.out))
        return;
    steer_about_leave(steer);
    scene_choose_link(steer->scene, told.link);
}

void steer_about_act(struct steer *steer, enum ui_action action)
{
    const struct ui_subject now = *ui_card(steer->ui);
    switch ((int)action) {
    case UI_ASK:
        steer_way_leave(steer);
        steer_about_leave(steer);
        ui_ask(steer->ui, !ui_asking(steer->ui));
        break;
    case UI_ASK_NEXT:
        tell_next(steer);
        break;
    case UI_CARD_CALL:
        call_to_mind(steer, now.place);
        break;
    case UI_CARD_WALK:
        steer_about_leave(steer);
        steer_way_from(steer, now.place);
        break;
    case UI_CARD_CELL:
        next_cell(steer, &now);
        break;
    case UI_CARD_LINK:
        follow_link(steer, now.cell);
        break;
    case UI_CARD_CLOSE:
        steer_about_leave(steer);
        break;
    case UI_WAY_GO:
        steer_way_walk(steer);
        break;
    case UI_WAY_STEP_BACK:
        steer_way_step_back(steer);
        break;
    case UI_WAY_CANCEL:
        steer_way_leave(steer);
        break;
    default:
        if (action >= UI_PLACE_FIRST && action <= UI_PLACE_LAST)
            steer_place(steer, (unsigned)(action - UI_PLACE_FIRST));
    }
}
