#include "commands/present_desk.h"

static const double TYPING_S = 4.0, TWICE_S = 0.8;
static const double NEVER = -1e9;

/* Clickers send PageDown, PageUp, F5, Esc, Period and B. */
static const enum desk_ask ASKS[KEYS] = {
    [KEY_PAGE_DOWN] = DESK_NEXT,   [KEY_SPACE] = DESK_NEXT,
    [KEY_PAGE_UP] = DESK_BACK,     [KEY_P] = DESK_BACK,
    [KEY_N] = DESK_NO,             [KEY_Y] = DESK_YES,
    [KEY_UP] = DESK_UP,            [KEY_DOWN] = DESK_DOWN,
    [KEY_LEFT] = DESK_LEFT,        [KEY_RIGHT] = DESK_RIGHT,
    [KEY_FOCUS_UP] = DESK_UP,      [KEY_FOCUS_DOWN] = DESK_DOWN,
    [KEY_FOCUS_LEFT] = DESK_LEFT,  [KEY_FOCUS_RIGHT] = DESK_RIGHT,
    [KEY_HOME] = DESK_FIRST,       [KEY_END] = DESK_LAST,
    [KEY_ENTER] = DESK_ENTER,      [KEY_BACKSPACE] = DESK_BACKSPACE,
    [KEY_ESCAPE] = DESK_ESCAPE,    [KEY_B] = DESK_BLACK,
    [KEY_PERIOD] = DESK_BLACK,     [KEY_W] = DESK_WHITE,
    [KEY_Z] = DESK_FREEZE,         [KEY_TAB] = DESK_OVERVIEW,
    [KEY_O] = DESK_OVERVIEW,       [KEY_G] = DESK_NUMBER,
    [KEY_F5] = DESK_START,         [KEY_SHIFT_F5] = DESK_START_HERE,
    [KEY_S] = DESK_NOTES,          [KEY_T] = DESK_TIMER,
    [KEY_H] = DESK_HELP,           [KEY_QUESTION] = DESK_HELP,
    [KEY_F1] = DESK_HELP,          [KEY_K] = DESK_PAUSE,
    [KEY_D] = DESK_DOSE,           [KEY_A] = DESK_AUTOMATIC,
    [KEY_C] = DESK_COMPARE,
    [KEY_L] = DESK_SPOT,           [KEY_PLUS] = DESK_NEARER,
    [KEY_MINUS] = DESK_FARTHER,    [KEY_F] = DESK_FULLSCREEN,
    [KEY_U] = DESK_VOICE,
    [KEY_F11] = DESK_FULLSCREEN,   [KEY_0] = DESK_DIGIT,
    [KEY_1] = DESK_DIGIT + 1,      [KEY_2] = DESK_DIGIT + 2,
    [KEY_3] = DESK_DIGIT + 3,      [KEY_4] = DESK_DIGIT + 4,
    [KEY_5] = DESK_DIGIT + 5,      [KEY_6] = DESK_DIGIT + 6,
    [KEY_7] = DESK_DIGIT + 7,      [KEY_8] = DESK_DIGIT + 8,
    [KEY_9] = DESK_DIGIT + 9,
};

enum desk_ask desk_of_key(enum input_key key)
{
    return (unsigned)key < KEYS ? ASKS[key] : DESK_NOTHING;
}

void desk_init(struct desk *desk, struct teller *teller)
{
    *desk = (struct desk){.teller = teller, .timer_s = NEVER};
    for (int i = 0; i < DESK_ASKS; i++)
        desk->last_s[i] = NEVER;
}

bool desk_spot(const struct desk *desk)
{
    return desk->spot_key || desk->spot_held;
}

double desk_elapsed(const struct desk *desk, double now_s)
{
    return desk->elapsed_s + (desk->timing ? now_s - desk->since_s : 0.0);
}

/* The clock of the talk runs from its first step on. */
static void begin(struct desk *desk, double now_s)
{
    if (desk->timing || desk->elapsed_s > 0.0 || desk->timer_s > NEVER)
        return;
    desk->timing = true;
    desk->since_s = now_s;
}

static void press_timer(struct desk *desk, double now_s)
{
    bool twice = now_s - desk->timer_s < TWICE_S;
    desk->elapsed_s = twice ? 0.0 : desk_elapsed(desk, now_s);
    desk->timing = !desk->timing;
    desk->since_s = now_s;
    desk->timer_s = now_s;
}

void desk_choose(struct desk *desk, unsigned chapter)
{
    desk->overview = desk->typing = desk->over = desk->comparing = false;
    desk->number = 0;
    if (!teller_to(desk->teller, chapter))
        teller_again(desk->teller);
}

static void step(struct desk *desk, int by, double now_s)
{
    begin(desk, now_s);
    if (desk->over && by < 0)
        desk->over = false;
    else if (!teller_step(desk->teller, by) && by > 0)
        desk->over = true;
}

/* Leaves the innermost of what lies over the picture; false where nothing does. */
static bool leave_one(struct desk *desk)
{
    bool *const levels[] = {&desk->quit_asked, &desk->typing, &desk->help,  &desk->overview,
                            &desk->spot_key,   &desk->black,  &desk->white, &desk->frozen,
                            &desk->comparing};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!*levels[i])
            continue;
        *levels[i] = false;
        desk->number = 0;
        return true;
    }
    return false;
}

/* The question before leaving: only Y, or the Yes that was gone to, ends the talk, and nothing that
 * a clicker sends by itself. */
static void answer(struct desk *desk, enum desk_ask ask)
{
    if (ask == DESK_LEFT || ask == DESK_RIGHT || ask == DESK_OVERVIEW) {
        desk->yes = !desk->yes;
        return;
    }
    desk->quit = ask == DESK_YES || (ask == DESK_ENTER && desk->yes);
    desk->quit_asked = false;
}

static void move_in_overview(struct desk *desk, int by)
{
    int to = (int)desk->selected + by;
    if (to >= 0 && to < (int)desk->teller->talk->n_chapters)
        desk->selected = (unsigned)to;
}

/* False for what means the same in the overview as elsewhere. */
static bool look_over(struct desk *desk, enum desk_ask ask)
{
    int columns = desk->columns > 0 ? desk->columns : 1;
    switch (ask) {
    case DESK_LEFT:
    case DESK_BACK:
        move_in_overview(desk, -1);
        return true;
    case DESK_RIGHT:
    case DESK_NEXT:
        move_in_overview(desk, 1);
        return true;
    case DESK_UP:
        move_in_overview(desk, -columns);
        return true;
    case DESK_DOWN:
        move_in_overview(desk, columns);
        return true;
    case DESK_FIRST:
        desk->selected = 0;
        return true;
    case DESK_LAST:
        desk->selected = desk->teller->talk->n_chapters - 1;
        return true;
    case DESK_ENTER:
    case DESK_START_HERE:
        desk_choose(desk, desk->selected);
        return true;
    case DESK_START:
        desk_choose(desk, 0);
        return true;
    default:
        return false;
    }
}

static void type_digit(struct desk *desk, unsigned digit, double now_s)
{
    enum { MOST = 999 };
    desk->typing = true;
    desk->typed_s = now_s;
    if (desk->number * 10 + digit <= MOST)
        desk->number = desk->number * 10 + digit;
}

/* False for what ends the typing and means what it always means. */
static bool type(struct desk *desk, enum desk_ask ask, double now_s)
{
    if (ask == DESK_BACKSPACE) {
        desk->typing = desk->number > 0;
        desk->number /= 10;
        desk->typed_s = now_s;
        return true;
    }
    if (ask == DESK_ENTER && desk->number > 0) {
        begin(desk, now_s);
        desk_choose(desk, desk->number - 1);
        return true;
    }
    desk->typing = false;
    desk->number = 0;
    return ask == DESK_ENTER;
}

/* As everywhere, a step brings the picture back first; false where nothing stands before it. */
static bool uncover(struct desk *desk)
{
    bool covered = desk->black || desk->white;
    bool before = covered || desk->comparing;
    if (covered)
        desk->black = desk->white = false;
    else
        desk->comparing = false;
    return before;
}

static void do_plainly(struct desk *desk, enum desk_ask ask, double now_s)
{
    switch (ask) {
    case DESK_NEXT:
    case DESK_RIGHT:
    case DESK_DOWN:
    case DESK_ENTER:
    case DESK_NO: /* N for next */
        if (!uncover(desk))
            step(desk, 1, now_s);
        break;
    case DESK_BACK:
    case DESK_LEFT:
    case DESK_UP:
    case DESK_BACKSPACE:
        if (!uncover(desk))
            step(desk, -1, now_s);
        break;
    case DESK_FIRST:
        begin(desk, now_s);
        desk_choose(desk, 0);
        break;
    case DESK_LAST:
        begin(desk, now_s);
        desk_choose(desk, desk->teller->talk->n_chapters - 1);
        break;
    case DESK_START: /* clickers send it by turns with Esc: it begins, or else does no harm */
        begin(desk, now_s);
        if (desk->over)
            desk_choose(desk, 0);
        break;
    case DESK_START_HERE:
        begin(desk, now_s);
        desk->over = false;
        break;
    case DESK_ESCAPE:
        desk->yes = false;
        desk->quit_asked = true;
        break;
    case DESK_BLACK:
        desk->black = !desk->black;
        desk->white = false;
        break;
    case DESK_WHITE:
        desk->white = !desk->white;
        desk->black = false;
        break;
    case DESK_FREEZE:
        desk->frozen = !desk->frozen;
        break;
    case DESK_OVERVIEW:
        desk->overview = !desk->overview;
        desk->selected = desk->teller->chapter;
        break;
    case DESK_NUMBER:
        desk->typing = true;
        desk->number = 0;
        desk->typed_s = now_s;
        break;
    case DESK_NOTES:
        desk->notes = !desk->notes;
        break;
    case DESK_TIMER:
        press_timer(desk, now_s);
        break;
    case DESK_HELP:
        desk->help = !desk->help;
        break;
    case DESK_PAUSE:
        desk->pause = true;
        break;
    case DESK_DOSE: /* into the story, which is to be seen then */
        desk->comparing = false;
        desk->dose = true;
        break;
    case DESK_COMPARE:
        desk->comparing = !desk->comparing;
        break;
    case DESK_AUTOMATIC:
        desk->teller->automatic = !desk->teller->automatic;
        break;
    case DESK_SPOT:
        desk->spot_key = !desk->spot_key;
        break;
    case DESK_NEARER:
        desk->nearer++;
        break;
    case DESK_FARTHER:
        desk->nearer--;
        break;
    case DESK_FULLSCREEN:
        desk->fullscreen = true;
        break;
    case DESK_VOICE:
        desk->voice = true;
        break;
    default:
        break;
    }
}

void desk_do(struct desk *desk, enum desk_ask ask, double now_s)
{
    if (ask == DESK_NOTHING)
        return;
    if (desk->quit_asked) {
        answer(desk, ask);
        return;
    }
    if (ask == DESK_ESCAPE && leave_one(desk))
        return;
    if (ask >= DESK_DIGIT) {
        type_digit(desk, (unsigned)(ask - DESK_DIGIT), now_s);
        return;
    }
    if (desk->typing && type(desk, ask, now_s))
        return;
    if (desk->help && ask != DESK_FULLSCREEN) {
        desk->help = false; /* any key gives the picture back */
        return;
    }
    if (desk->overview && look_over(desk, ask))
        return;
    do_plainly(desk, ask, now_s);
}

/* What a finger may well do more than four times a second. */
static bool may_be_quick(const struct desk *desk, enum desk_ask ask)
{
    bool arrow = ask == DESK_UP || ask == DESK_DOWN || ask == DESK_LEFT || ask == DESK_RIGHT;
    return ask >= DESK_DIGIT || ask == DESK_NEARER || ask == DESK_FARTHER ||
           ask == DESK_BACKSPACE || ask == DESK_TIMER || (desk->overview && arrow);
}

void desk_key(struct desk *desk, enum input_key key, double now_s)
{
    enum desk_ask ask = desk_of_key(key);
    bool bounces = now_s - desk->last_s[ask] < DESK_BOUNCE_S && !may_be_quick(desk, ask);
    desk->last_s[ask] = now_s;
    if (!bounces)
        desk_do(desk, ask, now_s);
}

void desk_pass(struct desk *desk, double now_s)
{
    if (!desk->typing || now_s - desk->typed_s < TYPING_S)
        return;
    desk->typing = false;
    desk->number = 0;
}
