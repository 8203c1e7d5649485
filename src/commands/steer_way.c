/* A way from place to place: drawn in one stroke, or put together step by step. What it becomes is
 * for the story to say. */
#include "commands/steer_parts.h"

/* Tells the picture and the words how far it has come. */
static void show(struct steer *steer)
{
    const struct steer_way *w = &steer->way;
    ui_show_way(steer->ui,
                w->drawing    ? UI_WAY_DRAWN
                : w->stepping ? UI_WAY_STEPS
                              : UI_WAY_NONE,
                &w->way);
    steer_hand(steer);
}

void steer_way_leave(struct steer *steer)
{
    steer->way = (struct steer_way){0};
    show(steer);
}

void steer_way_from(struct steer *steer, unsigned place)
{
    steer->way = (struct steer_way){.stepping = true};
    steer_way_add(steer, place);
}

void steer_way_add(struct steer *steer, unsigned place)
{
    struct story_way *way = &steer->way.way;
    bool again = way->n_steps && way->steps[way->n_steps - 1] == place;
    if (!again && way->n_steps < STORY_MAX_STEPS)
        way->steps[way->n_steps++] = (uint8_t)place;
    show(steer);
}

void steer_way_step_back(struct steer *steer)
{
    struct story_way *way = &steer->way.way;
    if (way->n_steps > 1)
        way->n_steps--;
    show(steer);
}

void steer_way_walk(struct steer *steer)
{
    struct story_wish wish = {.action = STORY_DO_PRACTISE, .way = steer->way.way};
    if (wish.way.n_steps >= 2 && worker_ask(steer->worker, &wish)) {
        ui_follow_way(steer->ui, &wish.way);
        steer->acted = true;
    }
    steer_way_leave(steer);
}

void steer_way_grab(struct steer *steer, int place)
{
    steer->way.grabbed = place >= 0 && steer->worn && !steer->way.stepping;
    steer->way.from = place >= 0 ? (unsigned)place : 0;
}

void steer_way_draw(struct steer *steer, const struct input_event *event)
{
    struct steer_way *w = &steer->way;
    if (!w->drawing) {
        w->drawing = true;
        w->way.n_steps = 0;
        steer_about_leave(steer);
        steer_way_add(steer, w->from);
    }
    w->x = event->x;
    w->y = event->y;
    if (event->meets > 0)
        steer_way_add(steer, (unsigned)event->meets - 1);
    else
        show(steer);
}

void steer_way_let_go(struct steer *steer, int place)
{
    const struct story_way *way = &steer->way.way;
    bool there = place >= 0 && way->n_steps >= 2 && way->steps[way->n_steps - 1] == place;
    if (there)
        steer_way_walk(steer);
    else
        steer_way_leave(steer);
}
