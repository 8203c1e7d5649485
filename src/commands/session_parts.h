/* Inside of the session. */
#ifndef SNOWMELT_COMMANDS_SESSION_PARTS_H
#define SNOWMELT_COMMANDS_SESSION_PARTS_H

#include "commands/session.h"

/* Window, context and render. */
bool session_open_picture(struct session *session, const struct session_wish *wish,
                          struct error *error);
/* The story of the scenario at hand, with its worker. */
bool session_make_story(const struct session *session, struct story **story,
                        struct worker **worker, struct error *error);
/* Closes the story that was kept while something saved is opened. */
void session_let_go(struct session *session);
/* Before scene and words are made: asks the desktop of a window how people want to see. */
void session_ask_desktop(struct session *session);

#endif
