#include "commands/keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/saved.h"

static bool find_path(struct keep *keep, const char *ending, struct error *error)
{
    return keepsakes_path(keep->session->options.folder, ending, keep->path, sizeof keep->path,
                          error);
}

static void tell(struct keep *keep, bool good, const struct error *error)
{
    if (good)
        ui_tell(keep->session->ui, UI_TOLD_SAVED, keep->path);
    else
        ui_tell(keep->session->ui, UI_TOLD_FAILED, error->text);
}

/* As it would be without a pause, which is of the moment and not saved. The worker stands still. */
static uint64_t hash_unpaused(struct story *story)
{
    if (!story_view(story)->paused)
        return story_state_hash(story);
    story_do(story, STORY_DO_PAUSE);
    uint64_t hash = story_state_hash(story);
    story_do(story, STORY_DO_PAUSE);
    return hash;
}

void keep_state(struct keep *keep)
{
    struct session *session = keep->session;
    const struct past *past = worker_past(session->worker);
    struct error error = {0};
    struct saved saved = {.version = SNOWMELT_VERSION,
                          .seed = session->options.seed,
                          .treatment = session->options.treatment,
                          .tick_s = session->tick_s,
                          .scenario = session->telling->text,
                          .scenario_bytes = session->telling->bytes,
                          .at = past_now(past),
                          .hash = hash_unpaused(session->story)};
    saved.acts = past_acts(past, &saved.n_acts);
    tell(keep, find_path(keep, "snowmelt", &error) && saved_write(keep->path, &saved, &error),
         &error);
}

/* The picture drawn last. */
static bool take_pixels(struct keep *keep, struct error *error)
{
    const struct plan *plan = keep->session->plan;
    uint8_t *pixels = realloc(keep->pixels, (size_t)plan->width * (size_t)plan->height * 3);
    if (!pixels)
        return error_set(error, ERROR_MEMORY, "out of memory for a picture of %dx%d px",
                         plan->width, plan->height);
    keep->pixels = pixels;
    render_capture(keep->session->render, pixels);
    return true;
}

static void take_picture(struct keep *keep)
{
    const struct plan *plan = keep->session->plan;
    struct error error = {0};
    tell(keep,
         find_path(keep, "png", &error) && take_pixels(keep, &error) &&
             video_write_png(keep->path, keep->pixels, plan->width, plan->height, &error),
         &error);
}

static void begin_clip(struct keep *keep)
{
    struct error error = {0};
    keep->width = keep->session->plan->width;
    keep->height = keep->session->plan->height;
    if (find_path(keep, "mp4", &error))
        keep->clip = video_open(keep->path, keep->width, keep->height, KEEP_CLIP_FPS, &error);
    keep->clip_s = 0.0;
    keep->pictures = 0;
    if (keep->clip)
        ui_tell(keep->session->ui, UI_TOLD_FILMING, "");
    else
        tell(keep, false, &error);
}

static void wait_for(struct keep *keep, enum ui_action what)
{
    keep->waits = what;
    keep->waited_s = keep->clear_s = 0.0;
}

void keep_picture(struct keep *keep)
{
    wait_for(keep, UI_SAVE_PICTURE);
}

void keep_clip(struct keep *keep)
{
    if (keep->clip)
        keep_close(keep);
    else
        wait_for(keep, UI_SAVE_CLIP);
}

/* What went is held back by the guard for a while. A hand that does not rest keeps the buttons
 * there, so there is an end to the waiting. */
static void wait_on(struct keep *keep, double dt_s)
{
    static const double GUARD_S = 1.5, LONGEST_S = 8.0;
    enum ui_action what = keep->waits;
    ui_rest(keep->session->ui);
    keep->waited_s += dt_s;
    keep->clear_s = ui_is_clear(keep->session->ui) ? keep->clear_s + dt_s : 0.0;
    if (keep->clear_s < GUARD_S && keep->waited_s < LONGEST_S)
        return;
    keep->waits = UI_NONE;
    if (what == UI_SAVE_PICTURE)
        take_picture(keep);
    else
        begin_clip(keep);
}

/* Without what all names have in common. */
static void shown_name(const char *name, char shown[KEEPSAKES_NAME])
{
    static const char BEFORE[] = "Snowmelt ";
    size_t skip = strncmp(name, BEFORE, sizeof BEFORE - 1) == 0 ? sizeof BEFORE - 1 : 0;
    snprintf(shown, KEEPSAKES_NAME, "%s", name + skip);
    *strrchr(shown, '.') = '\0';
}

void keep_offer(struct keep *keep, bool allowed)
{
    const char *folder = keep->session->options.folder, *names[KEEPSAKES_MOST];
    char path[1024] = "", shown[KEEPSAKES_MOST][KEEPSAKES_NAME];
    if (!keepsakes_folder(folder, path, sizeof path))
        path[0] = '\0';
    keep->n_listed = keepsakes_list(folder, "snowmelt", keep->listed);
    for (unsigned i = 0; i < keep->n_listed; i++) {
        shown_name(keep->listed[i], shown[i]);
        names[i] = shown[i];
    }
    ui_offer_saved(keep->session->ui, path, names, keep->n_listed, allowed);
}

void keep_open(struct keep *keep, unsigned number)
{
    struct saved saved;
    struct error error = {0};
    char folder[1024], path[1024 + KEEPSAKES_NAME];
    if (number >= keep->n_listed ||
        !keepsakes_folder(keep->session->options.folder, folder, sizeof folder))
        return;
    snprintf(path, sizeof path, "%s/%s", folder, keep->listed[number]);
    if (!saved_read(path, &saved, &error)) {
        ui_tell(keep->session->ui,
                error.id == ERROR_SAVED_DAMAGED   ? UI_TOLD_DAMAGED
                : error.id == ERROR_SAVED_VERSION ? UI_TOLD_OTHER_VERSION
                                                  : UI_TOLD_UNREADABLE,
                keep->listed[number]);
        return;
    }
    if (!session_leave_for_saved(keep->session, &saved, &error))
        ui_tell(keep->session->ui, UI_TOLD_UNREADABLE, keep->listed[number]);
    saved_clear(&saved);
}

void keep_drawn(struct keep *keep, double dt_s)
{
    if (keep->waits != UI_NONE)
        wait_on(keep, dt_s);
    if (!keep->clip)
        return;
    struct error error = {0};
    const struct plan *plan = keep->session->plan;
    if (plan->width != keep->width || plan->height != keep->height) {
        keep_close(keep);
        return;
    }
    keep->clip_s += dt_s;
    uint32_t due = (uint32_t)(keep->clip_s * KEEP_CLIP_FPS);
    if (due <= keep->pictures)
        return;
    bool good = take_pixels(keep, &error);
    /* A picture that took long stands in for those that should have come meanwhile. */
    for (; good && keep->pictures < due; keep->pictures++)
        good = video_add(keep->clip, keep->pixels, &error);
    if (!good) {
        video_close(keep->clip, NULL);
        keep->clip = NULL;
        tell(keep, false, &error);
    } else if (keep->clip_s >= KEEP_CLIP_S) {
        keep_close(keep);
    }
}

void keep_close(struct keep *keep)
{
    struct error error = {0};
    if (keep->clip) {
        bool good = video_close(keep->clip, &error);
        keep->clip = NULL;
        tell(keep, good, &error);
    }
    free(keep->pixels);
    keep->pixels = NULL;
}
