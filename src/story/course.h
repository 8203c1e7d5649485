/* The course of a story: which chapter it is, what ends it, and what is due when. Internal. */
#ifndef SNOWMELT_STORY_COURSE_H
#define SNOWMELT_STORY_COURSE_H

#include "story/state.h"

/* Spiking of the rigid chapter before a dose comes by itself, s: 12 s of screen, three rounds of
 * the loop. */
extern const double COURSE_RIGID_SPIKE_S;

/* Story time since the last dose, s; -1 before any. */
double course_since_dose(const struct story *story);
/* Story time since the first dose, hours. */
double course_hours(const struct story *story);
/* Counts story_h from another moment on; the record so far is told in the new count. */
void course_count_from(struct story *story, double zero_s);

/* Whether a dose is being given, or was a moment ago by another route: too early for the next. */
bool course_dosing(const struct story *story);

enum clock_pace course_pace(const struct story *story);

/* Story time since the dose at which the present stretch ends at the latest; 0 for none. */
double course_next_stop(const struct story *story);

/* Whatever is due at this moment of the story: a dose, a session, the next chapter. */
void course_follow(struct story *story);

#endif
