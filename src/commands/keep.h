/* Keeping something of what is seen: a picture, a short clip, the state. */
#ifndef SNOWMELT_COMMANDS_KEEP_H
#define SNOWMELT_COMMANDS_KEEP_H

#include "commands/session.h"
#include "platform/video.h"

struct keep {
    struct session *session;
    struct video *clip; /* NULL: none is being made */
    uint8_t *pixels;
    int width, height;
    double clip_s;      /* how much of it there is */
    uint32_t pictures;
    char path[1024];    /* what was made, or is being made */
};

/* Length and pace of a clip: long enough for a walk round the loop, short enough to send. */
#define KEEP_CLIP_S 8.0
enum { KEEP_CLIP_FPS = 25 };

/* Each says on the screen what became of it. */
void keep_state(struct keep *keep);
void keep_picture(struct keep *keep);
/* Begins a clip of what comes; keep_drawn() then adds pictures until it is whole. */
void keep_clip(struct keep *keep);
/* A picture was drawn, dt_s after the one before. */
void keep_drawn(struct keep *keep, double dt_s);
/* Ends a clip that is not whole yet; what there is of it is kept. */
void keep_close(struct keep *keep);

#endif
