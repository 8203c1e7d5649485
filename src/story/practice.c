#include "story/practice.h"

const double PRACTICE_DAYS[PRACTICE_SESSIONS] = {1.0, 2.0, 4.0, 7.0, 10.0, 13.0};
const double PRACTICE_SLOW_PER_SPIKE = 300.0;

static const double SESSION_MIN = 20.0;
static const double STEP_S = 0.45; /* about as long as a visit of the free walk (two a second) */

struct story_way practice_way(const struct scenario_path *path)
{
    struct story_way way = {0};
    for (unsigned i = 0; i < path->n_steps && i < STORY_MAX_STEPS; i++)
        way.steps[way.n_steps++] = (uint8_t)path->steps[i];
    return way;
}

/* A way that comes back to its start is walked round and round; any other is followed by one
 * step without a cue, so that practice does not join its end to its beginning. */
static unsigned steps_of_walk(const struct story_way *way)
{
    bool closed = way->steps[0] == way->steps[way->n_steps - 1];
    return closed ? way->n_steps - 1u : way->n_steps + 1u;
}

static unsigned steps_of_session(const struct story_way *way)
{
    unsigned walk = steps_of_walk(way);
    double whole = SESSION_MIN * 60.0 / PRACTICE_SLOW_PER_SPIKE / (walk * STEP_S);
    unsigned walks = whole < 1.0 ? 1 : (unsigned)(whole + 0.5);
    bool closed = walk < way->n_steps;
    return walks * walk + (closed ? 1 : 0); /* a round ends where it began */
}

double practice_session_s(const struct story_way *way)
{
    return steps_of_session(way) * STEP_S;
}

int practice_cue(const struct story_way *way, double spike_s, double *until_s)
{
    /* A hair over the edge belongs to the next step, whatever the rounding of the sum. */
    unsigned step = (unsigned)(spike_s / STEP_S + 1e-6);
    unsigned in_walk = step % steps_of_walk(way);

    *until_s = (step + 1) * STEP_S;
    return in_walk < way->n_steps ? (int)way->steps[in_walk] : -1;
}

double practice_session(struct model *model, const struct story_way *way)
{
    double end_s = practice_session_s(way), at_s = 0.0;
    for (unsigned step = 0; step < steps_of_session(way); step++) {
        double until_s;
        model_cue(model, practice_cue(way, at_s, &until_s));
        model_advance(model, (until_s - at_s) * 1000.0, (until_s - at_s) * PRACTICE_SLOW_PER_SPIKE);
        at_s = until_s;
    }
    model_cue(model, -1);
    return end_s * PRACTICE_SLOW_PER_SPIKE;
}
