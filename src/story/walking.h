/* Places called to mind: a way walked in a session of practice, by the plan or when somebody asks,
 * and a single place. Only a weak current reminds the cells; what comes of it is the model's
 * affair. Internal to story/. */
#ifndef SNOWMELT_STORY_WALKING_H
#define SNOWMELT_STORY_WALKING_H

#include "story/state.h"

/* The way that the sessions of the plan walk until another is drawn: the scenario's first path. */
void walking_reset(struct story *story);

/* Whether a session runs. */
bool walking_now(const struct story *story);
/* A session begins; a running one ends. `planned` tells whether it is one of the plan. */
void walking_begin(struct story *story, bool planned);
void walking_end(struct story *story);

/* The sessions walk this way from now on, the first one at once. False if it is none. */
bool walking_practise(struct story *story, const struct story_way *way);
/* Calls one place to mind, for about as long as a visit. False if there is no such place. */
bool walking_stimulate(struct story *story, int place);

/* Ends what is over. */
void walking_follow(struct story *story);
/* Reminds the cells of the place that is due. Returns the spiking until that changes, s; negative
 * when nothing is called to mind. */
double walking_cue(struct story *story);
/* That much spiking went by. */
void walking_pass(struct story *story, double spike_s);

#endif
