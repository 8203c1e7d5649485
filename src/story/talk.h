/* A talk: chapters in the order in which they are told, each with its words, the view it is seen
 * in, and the moment of the story that it waits for. Pure. */
#ifndef SNOWMELT_STORY_TALK_H
#define SNOWMELT_STORY_TALK_H

#include <stddef.h>

#include "model/snapshot.h"
#include "story/findings.h"
#include "story/story.h"

enum {
    TALK_MOST_CHAPTERS = 40,
    TALK_ID = 32,
    TALK_TITLE = 96,
    TALK_CAPTION = 400,
    TALK_SCIENCE = 400,
    TALK_SOURCE = 160,
    TALK_NOTES = 2000,
    TALK_VIEW = 16,
    TALK_MOST_BYTES = 128 * 1024
};

/* All of it must hold; 0 asks for nothing. A phase that is over has held, so that no chapter waits
 * for ever for what this network does not do. */
struct talk_moment {
    enum story_phase phase;
    float hours;        /* since the first dose */
    float occupancy;    /* NMDA receptors blocked, 0..1 */
    float bdnf;         /* ratio to rest */
    float new_synapses;
};

struct talk_chapter {
    char id[TALK_ID];
    char title[TALK_TITLE];
    char caption[TALK_CAPTION];
    char science[TALK_SCIENCE]; /* the same again for whoever wants to know more; may be empty */
    char source[TALK_SOURCE]; /* the science behind it; may be empty */
    char notes[TALK_NOTES]; /* for the speaker alone; may be empty */
    char view[TALK_VIEW];   /* one of TALK_VIEWS */
    struct talk_moment moment;
    bool scenario_words; /* where the scenario has a sentence for the phase, that one is told */
    bool apart; /* the picture drifts away from the path as far as the drug is bound */
    bool hidden; /* left out: only while a file is read */
};

struct talk {
    char title[TALK_TITLE];
    struct talk_chapter chapters[TALK_MOST_CHAPTERS];
    unsigned n_chapters; /* 1 at least */
};

/* Names of views, "tour" (as suits the phase) among them. */
enum { TALK_VIEWS = 5 };
extern const char *const TALK_VIEW_NAMES[TALK_VIEWS];

/* Reads a talk from YAML text. A chapter whose id is one of `base` (NULL: none) takes from there
 * what the text does not say. Errors are one line with name, line, what was expected and how to
 * mend it. Free with free(). NULL on error. */
struct talk *talk_parse(const char *name, const char *text, size_t length,
                        const struct talk *base, struct error *error);

/* The same, but every mistake is added to the findings; NULL if there is one. */
struct talk *talk_check(const char *text, size_t length, const struct talk *base,
                        struct findings *findings);

bool talk_reached(const struct talk_moment *moment, const struct story_view *view,
                  const struct model_observables *now);

/* How long caption and picture need to be taken in at leisure, s. */
float talk_reading_s(const struct talk_chapter *chapter);

#endif
