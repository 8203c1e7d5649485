/* Keeping something of what is seen: a picture, a short clip, the state. */
#ifndef SNOWMELT_COMMANDS_KEEP_H
#define SNOWMELT_COMMANDS_KEEP_H

#include "commands/session.h"
#include "platform/keepsakes.h"
#include "platform/video.h"

struct keep {
    struct session *session;
    struct video *clip; /* NULL: none is being made */
    uint8_t *pixels;
    int width, height;
    double clip_s;      /* how much of it there is */
    uint32_t pictures;
    char path[1024];    /* what was made, or is being made */
    enum ui_action waits; /* a picture or a clip until dialogs and buttons are gone; or UI_NONE */
    double waited_s, clear_s;
    char listed[KEEPSAKES_MOST][KEEPSAKES_NAME]; /* what was offered to be opened */
    unsigned n_listed;
};

/* Length and pace of a clip: long enough for a walk round the loop, short enough to send. */
#define KEEP_CLIP_S 8.0
enum { KEEP_CLIP_FPS = 25 };

/* Each says on the screen what became of it. */
void keep_state(struct keep *keep);
/* Once dialogs and buttons are gone: a picture, or a clip of what comes; keep_drawn() sees to it.
 * Asked for a clip again, that is enough of it. */
void keep_picture(struct keep *keep);
void keep_clip(struct keep *keep);
/* Offers what was saved to be opened, where that is `allowed`. */
void keep_offer(struct keep *keep, bool allowed);
/* Opens what was offered under that number, or says why not. */
void keep_open(struct keep *keep, unsigned number);
/* A picture was drawn, dt_s after the one before. */
void keep_drawn(struct keep *keep, double dt_s);
/* Ends a clip that is not whole yet; what there is of it is kept. */
void keep_close(struct keep *keep);

#endif
