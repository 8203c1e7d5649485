/* Which of the displays shows what. Pure. */
#ifndef SNOWMELT_COMMANDS_PRESENT_SCREENS_H
#define SNOWMELT_COMMANDS_PRESENT_SCREENS_H

struct screens {
    int audience; /* display with the picture */
    int notes;    /* display with the speaker's notes; -1: none is left for them */
};

/* With `displays` of them there (0 counts as 1) and what was asked for. The notes come first: on a
 * laptop they stay where it is, and the projector, which comes and goes, has the picture. */
struct screens screens_place(int displays, int audience_wish, int notes_wish);

#endif
