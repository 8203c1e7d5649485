#include "commands/staff.h"

#include <math.h>
#include <string.h>

static const double GESTURE_S = 8.0, PAD_S = 30.0;
/* After five wrong ones; each further time twice as long, up to an hour and twenty minutes. */
static const double LOCK_S = STAFF_LONGEST_LOCK_S / (1u << STAFF_MOST_DOUBLINGS);
enum { CORNERS = 4 };

static void forget(struct staff *staff)
{
    memset(staff->pin, 0, sizeof staff->pin);
    staff->n = 0;
}

/* Which corner is there, going round from the top left; CORNERS for none. */
static unsigned corner_at(float x, float y, int width, int height)
{
    float side = STAFF_CORNER * (float)(width < height ? width : height);
    bool left = x < side, right = x >= (float)width - side;
    bool top = y < side, bottom = y >= (float)height - side;
    if (!(left || right) || !(top || bottom))
        return CORNERS;
    return top ? (left ? 0 : 1) : (right ? 2 : 3);
}

void staff_touch(struct staff *staff, float x, float y, int width, int height, double now_s)
{
    unsigned corner = corner_at(x, y, width, height);
    if (staff->open || !staff->can_leave)
        return;
    if (staff->corners && now_s - staff->first_s > GESTURE_S)
        staff->corners = 0;
    if (corner == CORNERS || corner != staff->corners)
        staff->corners = 0;
    if (corner != staff->corners)
        return;
    if (!staff->corners)
        staff->first_s = now_s;
    if (++staff->corners == CORNERS)
        staff_call(staff, now_s);
}

void staff_call(struct staff *staff, double now_s)
{
    staff->corners = 0;
    if (!staff->can_leave)
        return;
    forget(staff);
    staff->open = true;
    staff->refused = false;
    staff->touched_s = now_s;
}

void staff_pass(struct staff *staff, double now_s)
{
    if (staff->open && now_s - staff->touched_s >= PAD_S)
        staff_close(staff);
}

void staff_digit(struct staff *staff, unsigned digit, double now_s)
{
    if (!staff->open || digit > 9 || staff_locked_s(staff, now_s) > 0.0)
        return;
    staff->touched_s = now_s;
    staff->refused = false;
    if (staff->n < STAFF_PIN_MOST)
        staff->pin[staff->n++] = (char)('0' + digit);
}

void staff_erase(struct staff *staff, double now_s)
{
    staff->touched_s = now_s;
    if (staff->n)
        staff->pin[--staff->n] = 0;
}

void staff_close(struct staff *staff)
{
    forget(staff);
    staff->open = false;
}

bool staff_enter(struct staff *staff, double now_s)
{
    staff->touched_s = now_s;
    return staff->open && staff->n >= STAFF_PIN_LEAST && staff_locked_s(staff, now_s) <= 0.0;
}

void staff_answer(struct staff *staff, bool right, double now_s)
{
    forget(staff);
    if (right) {
        staff->wrong = staff->locks = 0;
        staff->leave = true;
        return;
    }
    staff->refused = true;
    if (++staff->wrong < STAFF_TRIES)
        return;
    staff->locked_till_s = now_s + LOCK_S * (double)(1u << staff->locks);
    staff->wrong = 0;
    if (staff->locks < STAFF_MOST_DOUBLINGS)
        staff->locks++;
}

double staff_locked_s(const struct staff *staff, double now_s)
{
    return fmax(staff->locked_till_s - now_s, 0.0);
}
