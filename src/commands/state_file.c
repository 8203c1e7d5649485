#include "commands/state_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const double STATE_FILE_S = 0.2;

static const char *const PHASES[STORY_PHASES] = {
    [STORY_WEARING_IN] = "wearing-in", [STORY_RIGID] = "rigid",   [STORY_DOSE] = "dose",
    [STORY_CASCADE] = "cascade",       [STORY_GROWTH] = "growth", [STORY_PRACTICE] = "practice",
    [STORY_LASTING] = "lasting",
};

const char *state_phase_name(enum story_phase phase)
{
    return PHASES[phase];
}

static const char *const CLOCKS[] = {
    [STORY_CLOCK_SPIKES] = "spikes",
    [STORY_CLOCK_HOURS] = "hours",
    [STORY_CLOCK_DAYS] = "days",
};

static const char *const SOUNDS[] = {
    [UI_SOUND_OFF] = "off",
    [UI_SOUND_ON] = "on",
    [UI_SOUND_MISSING] = "missing",
};

/* Where the places are to be touched, px. */
static void write_places(FILE *file, const struct ui *ui)
{
    uint32_t count;
    const struct ui_node *nodes = ui_nodes(ui, &count);
    for (uint32_t i = 0; i < count; i++)
        if (nodes[i].role == UI_PLACE)
            fprintf(file, "%s %.0f %.0f\n", nodes[i].name,
                    (double)(nodes[i].box.x + 0.5f * nodes[i].box.w),
                    (double)(nodes[i].box.y + 0.5f * nodes[i].box.h));
}

static void write_pace(FILE *file, const struct state_pace *pace)
{
    fprintf(file, "pictures %" PRIu64 "\n", pace->pictures);
    fprintf(file, "fps %.1f\n", (double)pace->fps);
    fprintf(file, "work_ms %.1f\n", (double)pace->work_ms);
    fprintf(file, "scale %.2f\n", (double)pace->scale);
    fprintf(file, "detail %.2f\n", (double)pace->detail);
    fprintf(file, "sound %s\n", SOUNDS[pace->sound]);
    fprintf(file, "gl_errors %u\n", pace->gl_errors);
    fprintf(file, "debug_messages %u\n", pace->debug_messages);
}

static void write_lines(FILE *file, const struct worker_frame *frame, const struct ui *ui,
                        const struct state_pace *pace)
{
    const struct story_view *view = frame->view;
    const struct model_snapshot *snapshot = frame->snapshot;
    fprintf(file, "phase %s\n", PHASES[view->phase]);
    fprintf(file, "paused %d\n", view->paused);
    fprintf(file, "speed %.2f\n", (double)view->speed);
    fprintf(file, "dose_mg_kg %.2f\n", (double)view->dose_mg_kg);
    fprintf(file, "help %d\n", ui_opened(ui) == UI_DIALOG_HELP);
    fprintf(file, "quit %d\n", ui_opened(ui) == UI_DIALOG_QUIT);
    fprintf(file, "card %d\n", (int)ui_card(ui)->kind);
    fprintf(file, "asking %d\n", ui_asking(ui));
    fprintf(file, "clock %s\n", CLOCKS[view->clock]);
    fprintf(file, "winner %d\n", snapshot->winner);
    fprintf(file, "tick %" PRIu64 "\n", frame->tick);
    fprintf(file, "now %" PRIu64 "\n", frame->now);
    fprintf(file, "end %" PRIu64 "\n", frame->end);
    fprintf(file, "practising %d\n", view->practising);
    fprintf(file, "stimulated %d\n", view->stimulated);
    fprintf(file, "wear_in %.3f\n", (double)view->wear_in);
    fprintf(file, "story_h %.4f\n", (double)view->story_h);
    fprintf(file, "rigidity %.4f\n", (double)snapshot->now.rigidity);
    fprintf(file, "occupancy %.4f\n", (double)snapshot->now.occupancy);
    fprintf(file, "new_synapses %u\n", snapshot->now.new_synapses);
    write_pace(file, pace);
    fprintf(file, "dialog %d\n", ui_opened(ui));
    fprintf(file, "hash %016" PRIx64 "\n", frame->hash);
    fprintf(file, "hash_tick %" PRIu64 "\n", frame->hash_tick);
    write_places(file, ui);
}

/* What can be pressed, and where: left, top, width and height in px. Without `ui` all that is there. */
static void write_buttons(FILE *file, const struct ui *ui, const struct ui_node *nodes, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (ui ? ui_can_press(ui, &nodes[i]) : nodes[i].focusable)
            fprintf(file, "at_%s %.0f %.0f %.0f %.0f\n", nodes[i].name, (double)nodes[i].box.x,
                    (double)nodes[i].box.y, (double)nodes[i].box.w, (double)nodes[i].box.h);
}

/* The file that becomes the one at `path` when it is whole; NULL with *error. */
static FILE *begin(const char *path, char part[1024], struct error *error)
{
    if (snprintf(part, 1024, "%s.part", path) >= 1024) {
        error_set(error, ERROR_OUTPUT_UNWRITABLE,
                  "the path in SNOWMELT_STATE_FILE is too long; choose a shorter one");
        return NULL;
    }
    FILE *file = fopen(part, "w");
    if (!file)
        error_set(error, ERROR_OUTPUT_UNWRITABLE,
                  "cannot write the state to '%.400s': %s; set SNOWMELT_STATE_FILE to "
                  "another path",
                  part, error_reason(errno));
    return file;
}

static bool finish(FILE *file, const char *part, const char *path, struct error *error)
{
    bool written = fclose(file) == 0 && rename(part, path) == 0;
    if (!written)
        return error_set(error, ERROR_OUTPUT_UNWRITABLE,
                         "cannot write the state to '%.400s': %s; set SNOWMELT_STATE_FILE to "
                         "another path",
                         path, error_reason(errno));
    return true;
}

bool state_file_write(const char *path, const struct worker_frame *frame, const struct ui *ui,
                      const struct state_pace *pace, const char *more, struct error *error)
{
    char part[1024];
    uint32_t n;
    const struct ui_node *nodes = ui_nodes(ui, &n);
    FILE *file = begin(path, part, error);
    if (!file)
        return false;
    write_lines(file, frame, ui, pace);
    fputs(more, file);
    write_buttons(file, ui, nodes, n);
    return finish(file, part, path, error);
}

bool state_file_write_comparison(const char *path, const struct comparison_view *view,
                                 const struct compare *words, const struct state_pace *pace,
                                 struct error *error)
{
    char part[1024];
    uint32_t n;
    const struct ui_node *nodes = compare_nodes(words, &n);
    FILE *file = begin(path, part, error);
    if (!file)
        return false;
    fprintf(file, "comparing %u\n", view->n_arms);
    fprintf(file, "paused %d\n", view->paused);
    fprintf(file, "speed %.2f\n", (double)view->speed);
    fprintf(file, "wear_in %.3f\n", (double)view->wear_in);
    fprintf(file, "story_h %.4f\n", (double)view->hours);
    for (unsigned a = 0; a < view->n_arms; a++)
        fprintf(file, "rigidity_%u %.4f\nnew_synapses_%u %.0f\n", a + 1,
                (double)view->now[a].rigidity, a + 1, (double)view->now[a].new_synapses);
    write_pace(file, pace);
    write_buttons(file, NULL, nodes, n);
    return finish(file, part, path, error);
}

void state_pace_picture(struct state_pace *pace, const struct session *session, double now_s)
{
    const struct render_stats *stats = render_stats(session->render);
    pace->scale = session->quality.to.scale;
    pace->detail = session->quality.detail;
    pace->work_ms = session->quality.mean_ms;
    pace->gl_errors = stats->gl_errors;
    pace->debug_messages = stats->debug_messages;
    pace->pictures++;
    if (now_s - pace->since_s < 1.0)
        return;
    double more = (double)(pace->pictures - pace->before);
    pace->fps = pace->since_s > 0.0 ? (float)(more / (now_s - pace->since_s)) : 0.0f;
    pace->since_s = now_s;
    pace->before = pace->pictures;
}
