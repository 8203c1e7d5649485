/* Turns of a value that goes up and down: when it turned, and how far it may go before it does so
 * again. Private to guard.c, which asks for four values of every cell: hence inline. */
#ifndef SNOWMELT_RENDER_GUARD_TURN_H
#define SNOWMELT_RENDER_GUARD_TURN_H

#include <math.h>
#include <stdbool.h>

/* A turn sooner than this after the last one is early. */
#define TURN_CALM_S 1.05f

/* The last direction of a value, where it turned, and how long ago it was there. */
struct turn {
    float low, high; /* since the last turn */
    float age_s;
    int direction; /* -1, 0 not known yet, 1 */
};

static inline void turn_begin(struct turn *turn, float value)
{
    *turn = (struct turn){value, value, TURN_CALM_S, 0};
}

/* True when it turned sooner than it should. */
static inline bool turn_follow(struct turn *turn, float value, float flip, float dt_s)
{
    turn->age_s += dt_s;
    if (value > turn->high) {
        turn->high = value;
        if (turn->direction > 0)
            turn->age_s = 0.0f;
    }
    if (value < turn->low) {
        turn->low = value;
        if (turn->direction < 0)
            turn->age_s = 0.0f;
    }
    int direction = turn->direction;
    if (direction <= 0 && value - turn->low > flip)
        direction = 1;
    else if (direction >= 0 && turn->high - value > flip)
        direction = -1;
    if (direction == turn->direction)
        return false;
    bool early = turn->direction != 0 && turn->age_s < TURN_CALM_S;
    *turn = (struct turn){value, value, 0.0f, direction};
    return early;
}

/* How far the value may go from where it is without turning. */
static inline void turn_bounds(const struct turn *turn, float value, float allowed, float *low,
                               float *high)
{
    bool recent = turn->age_s < TURN_CALM_S;
    *low = recent && turn->direction > 0 ? fminf(turn->high - allowed, value) : -1e9f;
    *high = recent && turn->direction < 0 ? fmaxf(turn->low + allowed, value) : 1e9f;
}

/* Largest share of the way from shown to fresh that stays within the turn's bounds. */
static inline float turn_share(const struct turn *turn, float shown, float fresh, float allowed)
{
    float low, high;
    turn_bounds(turn, shown, allowed, &low, &high);
    if (fresh < low)
        return (shown - low) / (shown - fresh);
    if (fresh > high)
        return (high - shown) / (fresh - shown);
    return 1.0f;
}

#endif
