/* Practice: six sessions in two weeks, in which the places of a new path are called to mind in
 * order. Internal to story/ and shared with the experiment command. */
#ifndef SNOWMELT_STORY_PRACTICE_H
#define SNOWMELT_STORY_PRACTICE_H

#include "model/model.h"
#include "story/story.h"

enum { PRACTICE_SESSIONS = 6 };

/* Days after the dose on which the sessions are (a design choice: six, thinning out). */
extern const double PRACTICE_DAYS[PRACTICE_SESSIONS];

/* Story seconds that a second of spiking stands for in a session: about four seconds of walking
 * for about 20 minutes of practice. */
extern const double PRACTICE_SLOW_PER_SPIKE;

/* A path of the scenario as a way to walk. */
struct story_way practice_way(const struct scenario_path *path);

/* Spiking of one session along a way, s: as many whole walks as fit best into 20 minutes. */
double practice_session_s(const struct story_way *way);

/* Place to be cued after spike_s of spiking in a session, -1 in the rest between two walks;
 * *until_s is when that changes next (spiking s in the session). */
int practice_cue(const struct story_way *way, double spike_s, double *until_s);

/* One whole session at once, cues and all. Returns the story time it took, s. */
double practice_session(struct model *model, const struct story_way *way);

#endif
