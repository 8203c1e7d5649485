/* The state in a small file (SNOWMELT_STATE_FILE), for tests and for programs that watch. */
#ifndef SNOWMELT_COMMANDS_STATE_FILE_H
#define SNOWMELT_COMMANDS_STATE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "commands/session.h"
#include "ui/compare.h"

/* How the picture keeps its pace. */
struct state_pace {
    float fps, work_ms;   /* pictures a second, and what one takes without waiting */
    float scale, detail;  /* how finely it is drawn */
    enum ui_sound sound;
    unsigned gl_errors, debug_messages; /* since the start */
    uint64_t pictures; /* shown since the start */
    double since_s;    /* when fps was reckoned last; 0 not yet */
    uint64_t before;   /* pictures until then */
};

/* Another picture has been shown: notes how it went, pictures a second over at least one. */
void state_pace_picture(struct state_pace *pace, const struct session *session, double now_s);

/* A state is told anew after so long. */
extern const double STATE_FILE_S;

/* "rigid" */
const char *state_phase_name(enum story_phase phase);

/* Writes lines of `key value`, and `more` lines of the kind (or ""), to path, by way of a neighbour
 * that is renamed, so that a reader never sees half of it. ERROR_OUTPUT_UNWRITABLE if it cannot. */
bool state_file_write(const char *path, const struct worker_frame *frame, const struct ui *ui,
                      const struct state_pace *pace, const char *more, struct error *error);
/* The same of a comparison, in place of the story. */
bool state_file_write_comparison(const char *path, const struct comparison_view *view,
                                 const struct compare *words, const struct state_pace *pace,
                                 struct error *error);

#endif
