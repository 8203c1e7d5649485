/* The speaker's window, and what happens as displays come and go: the picture goes where there is
 * one left, the notes over it; and back again. */
#include "commands/commands.h"
#include "commands/present.h"
#include "commands/present_screens.h"

static const double SIDE_S = 0.2;      /* between two drawings of it */
static const double LOOK_AGAIN_S = 1.0; /* not every system says that a display came */

void present_close_side(struct present *present)
{
    struct present_side *side = &present->side;
    if (side->render)
        render_destroy(side->render);
    if (side->plan)
        plan_destroy(side->plan);
    stage_destroy(side->stage);
    *side = (struct present_side){0};
    if (present->session.window)
        window_close_second(present->session.window);
}

static bool open_side(struct present *present, int display, struct error *error)
{
    struct session *session = &present->session;
    struct present_side *side = &present->side;
    struct ui_options ui = {.text_scale = session->options.text_scale,
                            .language = ui_language(session->ui)};
    side->stage = stage_create(&ui, error);
    side->plan = plan_create();
    if (!side->stage)
        return false;
    if (!side->plan)
        return error_set(error, ERROR_MEMORY, "out of memory for the notes");
    if (!window_open_second(session->window, "Snowmelt: notes", display, error))
        return false;
    side->render = session_make_render(1.0f, NULL, error);
    return side->render != NULL;
}

void present_place_windows(struct present *present, bool first)
{
    struct session *session = &present->session;
    struct screens screens = screens_place(window_displays(session->window), session->options.display,
                                           session->options.notes_display);
    bool had = window_has_second(session->window);
    present->displays = window_displays(session->window);
    window_move(session->window, screens.audience);
    if (screens.notes < 0) {
        present_close_side(present);
        /* The projector was unplugged: the speaker goes on with one screen. */
        present->desk.notes = present->desk.notes || (had && !first);
        return;
    }
    struct error error = {0};
    present_close_side(present);
    if (open_side(present, screens.notes, &error)) {
        present->desk.notes = false;
    } else { /* the talk goes on without */
        command_fail(&error);
        present_close_side(present);
    }
}

bool present_ready(struct present *present, bool *anew, struct error *error)
{
    struct session *session = &present->session;
    struct present_side *side = &present->side;
    struct error lacks;
    if (side->render && render_lost(session->render)) {
        render_destroy(side->render);
        side->render = NULL;
    }
    if (!session_ready(session, anew, error))
        return false;
    if (window_has_second(session->window) && !side->render) {
        side->render = session_make_render(1.0f, NULL, &lacks);
        if (!side->render) { /* the talk goes on without */
            command_fail(&lacks);
            present_close_side(present);
        }
    }
    return true;
}

static void look_at_displays(struct present *present, double now_s)
{
    bool changed = window_displays_changed(present->session.window);
    if (now_s - present->looked_s >= LOOK_AGAIN_S) {
        present->looked_s = now_s;
        changed = changed || window_displays(present->session.window) != present->displays;
    }
    if (changed)
        present_place_windows(present, false);
}

void present_draw_side(struct present *present, double now_s)
{
    struct present_side *side = &present->side;
    struct window *window = present->session.window;
    look_at_displays(present, now_s);
    double dt_s = now_s - side->drawn_s;
    if (dt_s < SIDE_S)
        return;
    window_wall_clock(present->clock);
    side->drawn_s = now_s;
    if (!window_has_second(window) || !window_use_second(window))
        return;
    int width, height;
    struct error error;
    struct stage_show show = present_show(present, now_s);
    window_second_size(window, &width, &height);
    plan_begin(side->plan, width, height, now_s);
    stage_build_notes(side->stage, side->render, &show, side->plan, dt_s);
    if (render_draw(side->render, side->plan, &error))
        render_show(side->render, width, height);
    window_present_second(window);
}
