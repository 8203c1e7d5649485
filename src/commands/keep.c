#include "commands/keep.h"

#include <stdlib.h>
#include <string.h>

#include "commands/saved.h"
#include "platform/keepsakes.h"

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
                          .hash = story_state_hash(session->story)};
    saved.acts = (struct past_act *)past_acts(past, &saved.n_acts);
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

void keep_picture(struct keep *keep)
{
    const struct plan *plan = keep->session->plan;
    struct error error = {0};
    tell(keep,
         find_path(keep, "png", &error) && take_pixels(keep, &error) &&
             video_write_png(keep->path, keep->pixels, plan->width, plan->height, &error),
         &error);
}

void keep_clip(struct keep *keep)
{
    struct error error = {0};
    if (keep->clip) { /* asked for again: that is enough of it */
        keep_close(keep);
        return;
    }
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

void keep_drawn(struct keep *keep, double dt_s)
{
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
