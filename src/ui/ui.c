#include "ui/readouts.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const float AWAKE_S = 4.0f;
/* What fades moves on by no more than this in one picture, so that it fades below ten pictures
 * a second too: large letters that change at once would be held back by the guard, and what is
 * left of the old ones would be seen among the new. */
static const float LONGEST_STEP_S = 0.35f;
static const float CALM = 0.6f; /* pace of all that fades, where motion is reduced */
/* Below this a button is too faint to be meant by a press. */
static const float USABLE_ALPHA = 0.5f;

struct ui *ui_create(const struct ui_options *options, struct error *error)
{
    struct ui *ui = calloc(1, sizeof *ui);
    if (!ui) {
        error_set(error, ERROR_MEMORY, "out of memory for the user interface");
        return NULL;
    }
    ui->text_scale = options && options->text_scale > 0.0f ? options->text_scale : 1.0f;
    ui->calm = options && options->reduced_motion;
    ui->language = options ? options->language : LANGUAGE_ENGLISH;
    ui->languages = (options ? options->languages : 0u) | 1u << ui->language;
    ui->word_fade.small = true;
    ui->going = 1.0f;
    ui->can_open = true;
    ui->controls = true;
    ui->base_alpha = 1.0f;
    return ui;
}

void ui_destroy(struct ui *ui)
{
    free(ui);
}

static bool is_modal(const struct ui *ui)
{
    return ui_opened(ui) != UI_DIALOG_NONE;
}

static void move_on(struct ui *ui, float dt, float day)
{
    static const float BASE_S = 0.3f, GONE_BY_DAY = 0.2f;
    bool waits = ui->hidden || is_modal(ui) || (day > 0.5f && dialogs_cover(ui) > GONE_BY_DAY);
    bool waited_for = ui->tour.leads && !ui->tour.automatic && !ui->resting;
    bool touched = ui->idle_s < AWAKE_S || waited_for;
    bool awake = ui->controls && ui->foot <= 0 && touched && !modes_bar(ui);
    ease(&ui->controls_alpha, awake ? 1.0f : 0.0f, dt, awake ? 0.2f : 0.8f);
    if (ui->controls_alpha <= 0.0f && !ui->focus_seen)
        ui->more = 0; /* who comes back finds the first buttons */
    ease(&ui->base_alpha, waits ? 0.0f : 1.0f, dt, BASE_S);
    dialogs_ease(ui, dt, day);
}

void ui_leave_free(const struct ui *ui, struct plan *plan)
{
    struct layout l;
    layout_make(&l, plan->width, plan->height - ui->foot, ui->text_scale);
    plan->free = l.free;
    if (!ui->controls) /* a film may have a strip of figures there, and the network keeps above it */
        plan->free.h = fmaxf(plan->free.h - pages_room(&l), 1.0f);
    if (language_facts(ui->language)->right_to_left)
        plan->free.x = l.width - l.free.x - l.free.w;
}

void ui_build(struct ui *ui, struct render *render, const struct scenario *scenario,
              const struct scene *scene, const struct model_snapshot *snapshot,
              const struct story_view *view, struct plan *plan, double dt_s)
{
    struct build b = {.ui = ui,
                      .render = render,
                      .plan = plan,
                      .scenario = scenario,
                      .scene = scene,
                      .snapshot = snapshot,
                      .view = view,
                      .dt = fminf((float)dt_s, LONGEST_STEP_S) * (ui->calm ? CALM : 1.0f),
                      .alpha = 1.0f,
                      .mirrored = language_facts(ui->language)->right_to_left};
    if (scene)
        b.palette = *scene_palette(scene);
    else
        palette_make(&b.palette, PALETTE_NIGHT);
    layout_make(&b.l, plan->width, plan->height - ui->foot, ui->text_scale);
    ui->n_nodes = 0;
    ui->idle_s += (float)dt_s;
    move_on(ui, b.dt, b.palette.day);
    uint32_t first = plan->n_items;

    if (ui->base_alpha > 0.0f) {
        b.alpha = ui->base_alpha;
        b.silent = is_modal(ui);
        build_words(&b);
        build_panel(&b);
        if (!modes_bar(ui) || ui->controls_alpha > 0.0f)
            build_controls(&b);
        build_notice(&b);
        build_wearing(&b);
        build_modes(&b);
        card_cover(&b);
        build_labels(&b);
        build_closeup(&b);
        build_told(&b);
        build_card(&b);
    }
    build_dialogs(&b);
    build_focus(&b);

    struct plan_pass *pass = plan_pass(plan, PLAN_PASS_OVERLAY);
    if (pass) {
        pass->first = first;
        pass->count = plan->n_items - first;
    }
}

const struct ui_node *ui_nodes(const struct ui *ui, uint32_t *count)
{
    *count = ui->n_nodes;
    return ui->nodes;
}

const struct ui_node *ui_find(const struct ui *ui, const char *name)
{
    for (uint32_t i = 0; i < ui->n_nodes; i++)
        if (strcmp(ui->nodes[i].name, name) == 0)
            return &ui->nodes[i];
    return NULL;
}

static enum ui_action carry_out(struct ui *ui, const struct ui_node *node)
{
    enum ui_action action = node->action;
    if (ui->modes.asking && !node->stays && !is_modal(ui)) {
        struct ui_subject subject = {.kind = UI_ABOUT_NODE};
        memcpy(subject.node, node->name, sizeof subject.node);
        ui_show_card(ui, &subject);
    } else if (action == UI_HELP_MORE) {
        ui->help_page = ui->help_pages > 0 ? (ui->help_page + 1) % ui->help_pages : 0;
    } else if (action == UI_MORE) {
        ui->more = ui->more + 1 < ui->more_pages ? ui->more + 1 : 0;
    } else if (!choose(ui, action)) {
        return action;
    }
    return UI_NONE;
}

static float area(const struct plan_box *box)
{
    return box->w * box->h;
}

/* The smallest of what can tell what it is. */
static const struct ui_node *telling_at(const struct ui *ui, float x, float y)
{
    const struct ui_node *best = NULL;
    for (uint32_t i = 0; i < ui->n_nodes; i++) {
        const struct ui_node *node = &ui->nodes[i];
        if (can_tell(node) && box_contains(&node->box, x, y) &&
            (!best || area(&node->box) < area(&best->box)))
            best = node;
    }
    return best;
}

bool ui_can_press(const struct ui *ui, const struct ui_node *node)
{
    bool there = node->stays || is_modal(ui) || ui->foot > 0 ||
                 (!modes_bar(ui) && ui->controls_alpha >= USABLE_ALPHA);
    return node->focusable && node->role != UI_PLACE && there;
}

static const struct ui_node *button_at(const struct ui *ui, float x, float y)
{
    const struct ui_node *card = is_modal(ui) ? NULL : ui_find(ui, "card");
    bool on_card = card && box_contains(&card->box, x, y);
    for (uint32_t i = 0; i < ui->n_nodes; i++) {
        const struct ui_node *node = &ui->nodes[i];
        bool covered = on_card && (node->parent < 0 || &ui->nodes[node->parent] != card);
        if (!covered && ui_can_press(ui, node) && box_contains(&node->box, x, y))
            return node;
    }
    return ui->modes.asking && !on_card && !is_modal(ui) ? telling_at(ui, x, y) : NULL;
}

int ui_place_at(const struct ui *ui, float x, float y)
{
    static const float TARGET_PX = 44.0f;
    float best = INFINITY;
    int place = -1;
    const struct ui_node *card = ui_find(ui, "card");
    if (card && box_contains(&card->box, x, y))
        return -1;
    for (uint32_t i = 0; i < ui->n_nodes; i++) {
        const struct ui_node *node = &ui->nodes[i];
        if (node->role != UI_PLACE)
            continue;
        float more = 0.5f * fmaxf(TARGET_PX - fminf(node->box.w, node->box.h), 0.0f);
        struct plan_box target = box_grow(node->box, more);
        float across = x - node->box.x - 0.5f * node->box.w;
        float away = hypotf(across, y - node->box.y - 0.5f * node->box.h);
        if (box_contains(&target, x, y) && away < best) {
            best = away;
            place = (int)node->action - UI_PLACE_FIRST;
        }
    }
    return place;
}

static bool over_plate(const struct ui *ui, float x, float y)
{
    for (uint32_t i = 0; i < ui->n_nodes; i++) {
        const struct ui_node *node = &ui->nodes[i];
        bool plate = node->role == UI_GROUP && strcmp(node->name, "places") != 0 &&
                     strcmp(node->name, "parts") != 0 &&
                     (strcmp(node->name, "controls") != 0 || ui->controls_alpha >= USABLE_ALPHA);
        if (plate && box_contains(&node->box, x, y))
            return true;
    }
    return false;
}

/* A hand on the bar of time, which it keeps hold of until it lets go. */
static enum ui_action pointer_on_time(struct ui *ui, float x, bool pressed, bool released)
{
    bool aside = x < 0.0f; /* a second finger came */
    ui->idle_s = 0.0f;
    if (!aside)
        scrub_to(ui, x);
    ui->scrubbing = !released;
    if (pressed)
        return UI_NONE; /* a tap goes there when it is let go, as buttons do */
    if (released)
        return aside ? UI_NONE : UI_GONE;
    return UI_GO;
}

enum ui_action ui_pointer(struct ui *ui, float x, float y, bool pressed, bool released,
                          bool *inside)
{
    if (!ui->pointer_known || x != ui->pointer_x || y != ui->pointer_y || pressed || released)
        ui_wake(ui);
    ui->pointer_known = true;
    ui->pointer_x = x;
    ui->pointer_y = y;

    const struct ui_node *under = button_at(ui, x, y);
    bool over = is_modal(ui) || under || over_plate(ui, x, y);
    enum ui_action action = UI_NONE;
    if (pressed) {
        snprintf(ui->pressed, sizeof ui->pressed, "%s", under ? under->name : "");
        ui->captured = over;
        if (under) {
            snprintf(ui->focus, sizeof ui->focus, "%s", under->name);
            ui->focus_seen = false;
        }
    }
    if (inside)
        *inside = over || ui->captured;
    if (strcmp(ui->pressed, "time") == 0 && !ui->modes.asking)
        action = pointer_on_time(ui, x, pressed, released);
    if (released) {
        bool slides = under && under->role == UI_SLIDER && !ui->modes.asking;
        if (under && !slides && strcmp(ui->pressed, under->name) == 0)
            action = carry_out(ui, under);
        ui->pressed[0] = '\0';
        ui->captured = false;
    }
    return action;
}

enum ui_action ui_activate(struct ui *ui)
{
    const struct ui_node *node = ui->focus[0] ? ui_find(ui, ui->focus) : NULL;
    bool usable = is_modal(ui) || ui->controls_alpha > 0.0f ||
                  (node && (node->stays || node->role == UI_PLACE || ui->modes.asking));
    ui_wake(ui);
    bool pressable = usable && node && can_focus(ui, node) && node->role != UI_SLIDER;
    return pressable ? carry_out(ui, node) : UI_NONE;
}

void ui_show_science(struct ui *ui, bool shown)
{
    ui->science = shown;
    ui_wake(ui);
}

bool ui_science_shown(const struct ui *ui)
{
    return ui->science;
}

void ui_set_language(struct ui *ui, enum language language)
{
    ui->language = language;
    ui->clock[0] = '\0'; /* the new words stand at once */
    ui_wake(ui);
}

enum language ui_language(const struct ui *ui)
{
    return ui->language;
}

void ui_offer_stories(struct ui *ui, const struct ui_story *stories, uint32_t n)
{
    ui->stories = stories;
    ui->n_stories = n < UI_STORIES_MOST ? n : UI_STORIES_MOST;
}

void ui_offer_saved(struct ui *ui, const char *folder, const char *const *names, uint32_t n,
                    bool open)
{
    ui->can_open = open;
    ui->n_saved = n < UI_SAVED_MOST ? n : UI_SAVED_MOST;
    snprintf(ui->folder, sizeof ui->folder, "%s", folder);
    for (uint32_t i = 0; i < ui->n_saved; i++)
        snprintf(ui->saved[i], sizeof ui->saved[i], "%s", names[i]);
}

void ui_tell_tour(struct ui *ui, const struct ui_tour *tour)
{
    ui->tour = *tour;
}

unsigned ui_languages(const struct ui *ui)
{
    return ui->languages;
}

void ui_keep_foot(struct ui *ui, int height)
{
    ui->foot = height;
}

void ui_show_words(struct ui *ui, bool shown)
{
    ui->hidden = !shown;
}

bool ui_words_gone(const struct ui *ui)
{
    return ui->base_alpha <= 0.0f;
}

void ui_set_reading(struct ui *ui, float text_scale, bool reduced_motion)
{
    ui->text_scale = text_scale;
    ui->calm = reduced_motion;
}

void ui_set_calm(struct ui *ui, bool calm)
{
    ui->calm = calm;
}

void ui_wake(struct ui *ui)
{
    ui->idle_s = 0.0f;
    ui->resting = false;
}

void ui_rest(struct ui *ui)
{
    ui->idle_s = AWAKE_S;
    ui->resting = true;
}

bool ui_is_clear(const struct ui *ui)
{
    return ui->controls_alpha <= 0.0f && dialogs_cover(ui) <= 0.0f && ui->base_alpha >= 1.0f;
}

void ui_controls(struct ui *ui, bool enabled)
{
    ui->controls = enabled;
    if (!enabled)
        ui->controls_alpha = 0.0f;
}

void ui_tell_sound(struct ui *ui, enum ui_sound sound)
{
    ui->sound = sound;
}

void ui_tell_voice(struct ui *ui, enum ui_sound voice)
{
    ui->voice = voice;
}

void ui_write(const struct ui *ui, char *text, uint32_t size)
{
    static const char *const ROLES[] = {
        [UI_GROUP] = "group", [UI_TEXT] = "text", [UI_BUTTON] = "button",
        [UI_GAUGE] = "gauge", [UI_PLOT] = "plot", [UI_DIALOG] = "dialog",
        [UI_PLACE] = "place",  [UI_SLIDER] = "slider"};
    uint32_t at = 0;
    if (size)
        text[0] = '\0';
    for (uint32_t i = 0; i < ui->n_nodes; i++) {
        const struct ui_node *node = &ui->nodes[i];
        int wrote = snprintf(text + at, size - at, "%s %s \"%s\" %.0f %.0f %.0f %.0f%s\n",
                             ROLES[node->role], node->name, node->value, (double)node->box.x,
                             (double)node->box.y, (double)node->box.w, (double)node->box.h,
                             node->focused ? " focused" : "");
        if (wrote < 0 || (uint32_t)wrote >= size - at) {
            if (size)
                text[at] = '\0'; /* whole lines only */
            return;
        }
        at += (uint32_t)wrote;
    }
}
