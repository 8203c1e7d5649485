/* A tour: the chapters of a talk, led through on the real story. Each chapter asks the story to come
 * to its moment and waits until the model is there; what is shown meanwhile, and in which words, is
 * said here too. Shared by explore, present and record. */
#ifndef SNOWMELT_COMMANDS_TOUR_H
#define SNOWMELT_COMMANDS_TOUR_H

#include "commands/session.h"
#include "story/teller.h"

/* Zeroed: none is open. */
struct tour {
    struct talk *talk; /* NULL: none */
    struct teller teller;
    /* What the picture was made ready for. */
    unsigned shown;
    bool ready;
    float apart;            /* 0..1: how far it has drifted from the path */
    struct story_view told; /* as the frame's, in the words of the talk */
};

/* The talk in a file, as talk_file_open(). False with *error. */
bool tour_open(struct tour *tour, const char *path, bool automatic, struct error *error);
void tour_close(struct tour *tour);

/* Hands the newest frame to the teller and does what it asks for. */
void tour_follow(struct tour *tour, struct session *session, double dt_s);

/* View and words of the chapter; before the picture is laid out. */
void tour_look(struct tour *tour, struct session *session, double dt_s);

#endif
