/* Show control: what other programs ask for over the network, carried out by explore and present.
 * Off, and no socket open, where the options do not ask for it. */
#ifndef SNOWMELT_COMMANDS_CONTROL_H
#define SNOWMELT_COMMANDS_CONTROL_H

#include "commands/session.h"
#include "commands/sound.h"
#include "commands/steer.h"
#include "commands/tour.h"
#include "platform/osc.h"

struct control {
    struct osc *osc;  /* NULL: off */
    uint64_t settled; /* looks up to this tick do not show yet what was asked last: */
    bool paused;
};

/* Before the window, so that a wrong address is told at once. False with *error. */
bool control_open(struct control *control, const struct options *options, struct error *error);
/* A zeroed one is fine. */
void control_close(struct control *control);

/* What has come, for the caller to carry out; returns how many. Who asks for a status is told of
 * the session's story here. */
unsigned control_orders(struct control *control, const struct session *session, int chapter,
                        float volume, struct osc_order orders[OSC_MOST_ORDERS]);
/* Whether the pause must be turned for the story to stand still, or to go on. Orders follow one
 * another more quickly than the story shows what they did. */
bool control_turns(struct control *control, const struct session *session, bool pause);
/* False where that language has no words or no letters here. */
bool control_language(const struct session *session, const char *tag, enum language *language);

/* Once a picture, in explore. `tour` NULL: none is offered now. */
void control_explore(struct control *control, struct session *session, struct steer *steer,
                     struct sound *sound, struct tour *tour);
/* While it shows a comparison: that answers, and lets nothing pile up. */
void control_compare(struct control *control, const struct session *session);

/* Lines for the state file. */
void control_tell(const struct control *control, char *text, size_t size);

#endif
