/* What each thing in the picture and on the panel is: a plain sentence, one of science, and who
 * found it. */
#ifndef SNOWMELT_UI_ABOUT_H
#define SNOWMELT_UI_ABOUT_H

#include "scene/things.h"

struct about {
    const char *plain;   /* marked for translation */
    const char *science; /* likewise; NULL: nothing more to say */
    const char *source;  /* authors and year, not translated; NULL: it is of this model */
};

/* NULL for SCENE_THING_NONE. */
const struct about *about_thing(enum scene_thing thing);
/* By the name of a node of the tree; NULL for one that tells itself. */
const struct about *about_node(const char *name, bool button);

#endif
