#include "platform/input.h"

#include <string.h>

#include "platform/input_format.h"

const struct input_format INPUT_FORMATS[INPUT_KINDS] = {
    [INPUT_KEY] = {"key", INPUT_FIELD_KEY},
    [INPUT_POINTER] = {"pointer", INPUT_FIELD_PLACE | INPUT_FIELD_MOVE | INPUT_FIELD_BUTTON |
                                      INPUT_FIELD_MEETS},
    [INPUT_PRESS] = {"press", INPUT_FIELD_PLACE | INPUT_FIELD_BUTTON | INPUT_FIELD_MEETS},
    [INPUT_RELEASE] = {"release", INPUT_FIELD_PLACE | INPUT_FIELD_BUTTON | INPUT_FIELD_MEETS},
    [INPUT_WHEEL] = {"wheel", INPUT_FIELD_PLACE | INPUT_FIELD_AMOUNT},
    [INPUT_PINCH] = {"pinch", INPUT_FIELD_PLACE | INPUT_FIELD_AMOUNT},
    [INPUT_ROTATE] = {"rotate", INPUT_FIELD_MOVE},
    [INPUT_QUIT] = {"quit", 0},
};

static const char *const KEY_NAMES[KEYS] = {
    [KEY_NONE] = "none",
    [KEY_STAFF] = "staff",
    [KEY_SPACE] = "space",
    [KEY_D] = "d",
    [KEY_R] = "r",
    [KEY_PLUS] = "plus",
    [KEY_MINUS] = "minus",
    [KEY_F] = "f",
    [KEY_F11] = "f11",
    [KEY_H] = "h",
    [KEY_F1] = "f1",
    [KEY_QUESTION] = "question",
    [KEY_ESCAPE] = "escape",
    [KEY_TAB] = "tab",
    [KEY_SHIFT_TAB] = "shift_tab",
    [KEY_ENTER] = "enter",
    [KEY_LEFT] = "left",
    [KEY_RIGHT] = "right",
    [KEY_UP] = "up",
    [KEY_DOWN] = "down",
    [KEY_HOME] = "home",
    [KEY_PAGE_UP] = "page_up",
    [KEY_PAGE_DOWN] = "page_down",
    [KEY_U] = "u",
    [KEY_Y] = "y",
    [KEY_N] = "n",
    [KEY_K] = "k",
    [KEY_V] = "v",
    [KEY_T] = "t",
    [KEY_L] = "l",
    [KEY_UNDO] = "undo",
    [KEY_REDO] = "redo",
    [KEY_SAVE] = "save",
    [KEY_CHOOSE] = "choose",
    [KEY_OPEN] = "open",
    [KEY_EARLIER] = "earlier",
    [KEY_LATER] = "later",
    [KEY_FOCUS_LEFT] = "focus_left",
    [KEY_FOCUS_RIGHT] = "focus_right",
    [KEY_FOCUS_UP] = "focus_up",
    [KEY_FOCUS_DOWN] = "focus_down",
    [KEY_E] = "e",
    [KEY_A] = "a",
    [KEY_C] = "c",
    [KEY_I] = "i",
    [KEY_M] = "m",
    [KEY_0] = "0",
    [KEY_1] = "1",
    [KEY_2] = "2",
    [KEY_3] = "3",
    [KEY_4] = "4",
    [KEY_5] = "5",
    [KEY_6] = "6",
    [KEY_7] = "7",
    [KEY_8] = "8",
    [KEY_9] = "9",
    [KEY_B] = "b",
    [KEY_W] = "w",
    [KEY_Z] = "z",
    [KEY_O] = "o",
    [KEY_G] = "g",
    [KEY_P] = "p",
    [KEY_S] = "s",
    [KEY_PERIOD] = "period",
    [KEY_BACKSPACE] = "backspace",
    [KEY_END] = "end",
    [KEY_F5] = "f5",
    [KEY_SHIFT_F5] = "shift_f5",
};

const char *input_key_name(enum input_key key)
{
    return (unsigned)key < KEYS ? KEY_NAMES[key] : "none";
}

bool input_key_find(const char *name, enum input_key *key)
{
    for (unsigned i = 0; i < KEYS; i++) {
        if (strcmp(name, KEY_NAMES[i]) == 0) {
            *key = (enum input_key)i;
            return true;
        }
    }
    return false;
}
