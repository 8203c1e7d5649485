/* Inside of steer. */
#ifndef SNOWMELT_COMMANDS_STEER_PARTS_H
#define SNOWMELT_COMMANDS_STEER_PARTS_H

#include "commands/steer.h"

void steer_act(struct steer *steer, enum ui_action action);
/* To another moment of the story, as far as it is known. */
void steer_go(struct steer *steer, uint64_t at);
void steer_key(struct steer *steer, enum input_key key);

/* A press that did not move, on nothing of the overlay. */
void steer_tap(struct steer *steer, const struct input_event *event);
/* A place was chosen, by whatever device: its card, or one more step of the way. */
void steer_place(struct steer *steer, unsigned place);
/* UI_ASK to UI_PLACE_LAST. */
void steer_about_act(struct steer *steer, enum ui_action action);
/* Closes the card. */
void steer_about_leave(struct steer *steer);
/* One level back: of card, way and question; false where there is none. */
bool steer_about_back(struct steer *steer);
/* Has the picture mark what is chosen. */
void steer_hand(struct steer *steer);

/* From a place on, step by step. */
void steer_way_from(struct steer *steer, unsigned place);
void steer_way_add(struct steer *steer, unsigned place);
void steer_way_step_back(struct steer *steer);
void steer_way_walk(struct steer *steer);
void steer_way_leave(struct steer *steer);
/* In one stroke: from where it was pressed (place, or -1), through where it is drawn. */
void steer_way_grab(struct steer *steer, int place);
void steer_way_draw(struct steer *steer, const struct input_event *event);
void steer_way_let_go(struct steer *steer, int place);
/* How far a notch of the wheel or a press of a key zooms. */
#define STEER_ZOOM_STEP 0.88f

#endif
