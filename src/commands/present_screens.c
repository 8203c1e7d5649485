#include "commands/present_screens.h"

struct screens screens_place(int displays, int audience_wish, int notes_wish)
{
    if (displays < 2)
        return (struct screens){0, -1};
    struct screens screens = {.notes = notes_wish < displays ? notes_wish : 0};
    screens.audience = audience_wish < displays ? audience_wish : 0;
    if (screens.audience == screens.notes)
        screens.audience = screens.notes == 0 ? 1 : 0;
    return screens;
}
