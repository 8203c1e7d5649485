/* Inside of steer. */
#ifndef SNOWMELT_COMMANDS_STEER_PARTS_H
#define SNOWMELT_COMMANDS_STEER_PARTS_H

#include "commands/steer.h"

void steer_act(struct steer *steer, enum ui_action action);
void steer_key(struct steer *steer, enum input_key key);
/* How far a notch of the wheel or a press of a key zooms. */
#define STEER_ZOOM_STEP 0.88f

#endif
