/* A talk carried out: what the teller asks for goes to the story, and the picture shows each
 * chapter in its own way. Shared by present and record. */
#ifndef SNOWMELT_COMMANDS_PRESENT_FOLLOW_H
#define SNOWMELT_COMMANDS_PRESENT_FOLLOW_H

#include "commands/session.h"
#include "story/teller.h"

/* Hands the newest frame to the teller and does what it asks for. */
void follow_teller(struct teller *teller, struct session *session, double dt_s);

/* What the picture was made ready for; zeroed to begin with. */
struct follow_look {
    unsigned chapter;
    bool ready;
    float apart; /* 0..1: how far it has drifted from the path */
    struct story_view told; /* as the frame's, in the words of the talk */
};

/* View and words of the chapter; before the picture is laid out. */
void follow_look(struct follow_look *look, const struct teller *teller, struct session *session,
                 double dt_s);

#endif
