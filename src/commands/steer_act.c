/* What each action of the overlay does. */
#include "commands/steer_parts.h"

static void ask_story(struct steer *steer, enum story_action action)
{
    worker_do(steer->worker, action);
    steer->acted = true;
}

static void speak(struct steer *steer, enum language language)
{
    if (ui_opened(steer->ui) == UI_DIALOG_LANGUAGES)
        ui_close(steer->ui);
    ui_set_language(steer->ui, language_speak(language));
}

/* To another moment; the next step goes on from there, although the worker is still on its way. */
void steer_go(struct steer *steer, uint64_t at)
{
    steer->now = at < steer->end ? at : steer->end;
    worker_go(steer->worker, steer->now);
    steer->gone = worker_announced(steer->worker);
    steer->acted = true;
}

/* As often as a picture can follow: going somewhere holds up what is announced meanwhile. */
static void scrub(struct steer *steer)
{
    enum { APART_TICKS = 12 };
    uint64_t announced = worker_announced(steer->worker);
    if (announced >= steer->scrubbed && announced < steer->scrubbed + APART_TICKS)
        return;
    steer->scrubbed = announced;
    steer_go(steer, ui_moment(steer->ui));
}

/* What was chosen for a dose, once its sheet is left; what is as it was needs no asking. */
static void ask_choice(struct steer *steer)
{
    struct ui_choice choice;
    if (!ui_take_choice(steer->ui, &choice))
        return;
    struct story_wish wish = {
        .action = STORY_DO_SET_DOSE, .dose_mg_kg = choice.mg_kg, .route = choice.route};
    worker_ask(steer->worker, &wish);
    if (choice.practice_changed)
        worker_do(steer->worker, STORY_DO_THERAPY);
    steer->acted = true;
}

/* Opens it, or closes it when it is on top. */
static void turn(struct steer *steer, enum ui_dialog dialog)
{
    if (ui_opened(steer->ui) == dialog)
        ui_close(steer->ui);
    else
        ui_open(steer->ui, dialog);
}

/* One level back; from the lowest the question whether to leave. */
static void go_back(struct steer *steer)
{
    if (ui_opened(steer->ui) != UI_DIALOG_NONE)
        ui_close(steer->ui);
    else if (steer->opening)
        steer->give_up = true;
    else if (steer_about_back(steer))
        return;
    else if (steer->touring)
        steer->tour = UI_TOUR_END;
    else if (scene_shown(steer->scene) == SCENE_SYNAPSE && !scene_guided(steer->scene))
        scene_show(steer->scene, SCENE_CIRCUIT);
    else
        ui_open(steer->ui, UI_DIALOG_QUIT);
}

static void close_dialogs(struct steer *steer)
{
    while (ui_opened(steer->ui) != UI_DIALOG_NONE)
        ui_close(steer->ui);
}

/* One of a list; true where the action is that. */
static bool pick(struct steer *steer, enum ui_action action)
{
    bool story = action >= UI_STORY_FIRST && action <= UI_STORY_LAST;
    if (action >= UI_TALK_CHAPTER) {
        steer->tour = action;
        close_dialogs(steer);
        return true;
    }
    if (!story && !(action >= UI_OPEN_FIRST && action <= UI_OPEN_LAST))
        return false;
    steer->chosen = action;
    close_dialogs(steer);
    return true;
}

static void carry_out(struct steer *steer, enum ui_action action)
{
    if (pick(steer, action))
        return;
    if (action >= UI_LANGUAGE_FIRST && action <= UI_LANGUAGE_LAST) {
        speak(steer, (enum language)(action - UI_LANGUAGE_FIRST));
        return;
    }
    if (action >= UI_ASK && action <= UI_PLACE_LAST) {
        steer_about_act(steer, action);
        return;
    }
    if (action >= UI_VIEW_CIRCUIT && action <= UI_VIEW_NEXT)
        steer_about_leave(steer);
    switch (action) {
    case UI_NONE:
    case UI_HELP_MORE: /* the ui keeps those for itself */
    case UI_MORE:
    case UI_CHOOSE_DOSE:
    case UI_CHOOSE_DOSE_LAST:
    case UI_CHOOSE_ROUTE:
    case UI_CHOOSE_ROUTE_LAST:
    case UI_CHOOSE_PRACTICE:
    case UI_CHOOSE_NO_PRACTICE:
    case UI_TALK_BLACK: /* only present knows those */
    case UI_TALK_TIMER:
        break;
    case UI_PAUSE:
        worker_do(steer->worker, STORY_DO_PAUSE);
        break;
    case UI_TOUR:
    case UI_TOUR_END:
    case UI_TOUR_FIRST:
    case UI_TOUR_ITSELF:
    case UI_TALK_BACK:
    case UI_TALK_NEXT:
        close_dialogs(steer);
        steer->tour = action;
        break;
    case UI_TALK_OVERVIEW:
        if (steer->touring)
            turn(steer, UI_DIALOG_CHAPTERS);
        break;
    case UI_DOSE:
        ask_story(steer, STORY_DO_DOSE);
        break;
    case UI_DOSE_SHEET:
        turn(steer, UI_DIALOG_DOSE);
        break;
    case UI_GIVE:
        close_dialogs(steer);
        ask_choice(steer); /* before it is given */
        ask_story(steer, STORY_DO_DOSE);
        break;
    case UI_RESTART:
        steer_way_leave(steer);
        ask_story(steer, STORY_DO_RESTART);
        break;
    case UI_FASTER:
        ask_story(steer, STORY_DO_FASTER);
        break;
    case UI_SLOWER:
        ask_story(steer, STORY_DO_SLOWER);
        break;
    case UI_UNDO:
        worker_undo(steer->worker);
        steer->acted = true;
        break;
    case UI_REDO:
        worker_redo(steer->worker);
        steer->acted = true;
        break;
    case UI_EARLIER:
        steer_go(steer, steer->now > steer->step ? steer->now - steer->step : 0);
        break;
    case UI_LATER:
        steer_go(steer, steer->now + steer->step);
        break;
    case UI_BEGINNING:
        steer_go(steer, 0);
        break;
    case UI_NEWEST:
        steer_go(steer, steer->end);
        break;
    case UI_GO:
        scrub(steer);
        break;
    case UI_GONE:
        steer_go(steer, ui_moment(steer->ui));
        break;
    case UI_SAVE_STATE:
    case UI_SAVE_PICTURE:
    case UI_SAVE_CLIP:
        steer->save = action;
        close_dialogs(steer);
        break;
    case UI_SAVE:
        steer->list = true;
        turn(steer, UI_DIALOG_SAVE);
        break;
    case UI_OPEN:
        steer->list = true;
        turn(steer, UI_DIALOG_OPEN);
        break;
    case UI_STORIES:
        turn(steer, UI_DIALOG_STORIES);
        break;
    case UI_COMPARE:
        steer->compare = true;
        break;
    case UI_STORY:
        steer->next_story = true;
        break;
    case UI_FULLSCREEN:
        steer->fullscreen = true;
        break;
    case UI_SCIENCE:
        ui_show_science(steer->ui, !ui_science_shown(steer->ui));
        break;
    case UI_SIMPLIFIED:
        turn(steer, UI_DIALOG_SIMPLIFIED);
        break;
    case UI_SOUND:
        steer->sound = true;
        break;
    case UI_VOICE:
        steer->voice = true;
        break;
    case UI_LANGUAGE:
        turn(steer, UI_DIALOG_LANGUAGES);
        break;
    case UI_HELP:
        turn(steer, UI_DIALOG_HELP);
        break;
    case UI_FIGURES:
        turn(steer, UI_DIALOG_FIGURES);
        break;
    case UI_BACK:
        go_back(steer);
        break;
    case UI_GIVE_UP:
        steer->give_up = steer->opening;
        break;
    case UI_QUIT_YES:
        steer->quit = true;
        break;
    case UI_QUIT_NO:
        if (ui_opened(steer->ui) == UI_DIALOG_QUIT)
            ui_close(steer->ui);
        break;
    case UI_VIEW_CIRCUIT:
    case UI_VIEW_SNOW:
    case UI_VIEW_FOREST:
    case UI_VIEW_SYNAPSE:
        scene_show(steer->scene, (enum scene_view)(SCENE_CIRCUIT + (action - UI_VIEW_CIRCUIT)));
        break;
    case UI_THEME:
        scene_set_theme(steer->scene,
                        scene_theme(steer->scene) == PALETTE_DAY ? PALETTE_NIGHT : PALETTE_DAY);
        break;
    case UI_PALETTE:
        scene_set_palette(steer->scene, (enum palette_set)((scene_palette_set(steer->scene) + 1u) %
                                                           PALETTE_SETS));
        break;
    case UI_VIEW_TOUR:
        scene_show(steer->scene, SCENE_GUIDED);
        break;
    case UI_VIEW_NEXT:
        scene_show(steer->scene, (enum scene_view)((scene_shown(steer->scene) + 1u) % SCENE_VIEWS));
        break;
    default: /* ranges are answered above */
        break;
    }
}

void steer_act(struct steer *steer, enum ui_action action)
{
    bool choosing = ui_opened(steer->ui) == UI_DIALOG_DOSE;
    carry_out(steer, action);
    if (choosing && ui_opened(steer->ui) != UI_DIALOG_DOSE)
        ask_choice(steer);
}
