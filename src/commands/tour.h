/* A tour: the chapters of a talk, led through on the real story. Each chapter asks the story to come
 * to its moment and waits until the model is there; what is shown meanwhile, and in which words, is
 * said here too. Shared by explore, present and record. */
#ifndef SNOWMELT_COMMANDS_TOUR_H
#define SNOWMELT_COMMANDS_TOUR_H

#include "commands/session.h"
#include "story/teller.h"

/* On the way out it lets go of the story, which takes a moment. */
enum tour_state { TOUR_OFF, TOUR_ON, TOUR_LEAVING };

/* Zeroed: none is open. */
struct tour {
    struct talk *talk; /* NULL: none */
    struct teller teller;
    enum tour_state state;
    bool known; /* the story is still the one that the teller knows its way in */
    /* What the picture was made ready for. */
    unsigned shown;
    bool ready;
    float apart;            /* 0..1: how far it has drifted from the path */
    struct story_view told; /* as the frame's, in the words of the talk */
};

/* The talk in a file, as talk_file_open(). False with *error. */
bool tour_open(struct tour *tour, const char *path, struct error *error);
void tour_close(struct tour *tour);

/* Begins where the path is worn in, going back there or starting anew if something was done in the
 * story; or goes on with the chapter at which it was left. Where it leads already, does nothing. */
void tour_begin(struct tour *tour, struct session *session);
/* Leads nobody, but knows from now on when each chapter's moment comes; of a story just begun. */
void tour_watch(struct tour *tour);
/* Lets the story go on by itself from where it stands. */
void tour_leave(struct tour *tour, struct session *session);
/* Another story is told: no way in it is known. */
void tour_forget(struct tour *tour, struct session *session);
/* Somebody else asked something of the story. While the tour leads it plays on until the next step;
 * otherwise the tour has to begin anew. */
void tour_give_way(struct tour *tour);
bool tour_leads(const struct tour *tour);

/* What a key or a button of the tour means: from UI_TOUR to UI_TOUR_ITSELF, and those of a talk. */
void tour_act(struct tour *tour, struct session *session, enum ui_action action);

/* Hands the newest frame to the teller and does what it asks for; once a picture, whether or not it
 * leads. */
void tour_follow(struct tour *tour, struct session *session, double dt_s);

/* View and words of the chapter, while it leads; before the picture is laid out. */
void tour_look(struct tour *tour, struct session *session, double dt_s);

#endif
