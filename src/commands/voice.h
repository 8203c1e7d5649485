/* The sentences of the story, spoken for who asks for it. */
#ifndef SNOWMELT_COMMANDS_VOICE_H
#define SNOWMELT_COMMANDS_VOICE_H

#include <stdbool.h>

#include "platform/speech.h"
#include "ui/ui.h"

struct voice {
    struct speech *speech; /* NULL until it is asked for */
    bool on, missing;
    bool told;      /* that it cannot be had */
    char said[512]; /* spoken last */
};

/* A zeroed voice is silent. On from off, and back; one that was missing is tried anew. */
void voice_switch(struct voice *voice, bool on);
void voice_toggle(struct voice *voice);
void voice_close(struct voice *voice);
enum ui_sound voice_state(const struct voice *voice);

/* Once a picture: speaks the caption that stands there now, in its language, in place of the one
 * before; falls silent where none does (NULL). What it lacks is told on stderr, once. now_s is a
 * monotonic time. */
void voice_listen(struct voice *voice, const struct ui_node *caption, enum language language,
                  double now_s);

#endif
