#include "story/practice.h"

const double PRACTICE_DAYS[PRACTICE_SESSIONS] = {1.0, 2.0, 4.0, 7.0, 10.0, 13.0};
const double PRACTICE_SLOW_PER_SPIKE = 300.0;

static const double SESSION_MIN = 20.0;
static const double STEP_S = 0.45; /* about as long as a visit of the free walk (two a second) */

/* A path that comes back to its start is walked round and round; any other is followed by one
 * step without a cue, so that practice does not join its end to its beginning. */
static unsigned steps_of_walk(const struct scenario_path *path)
{
    bool closed = path->steps[0] == path->steps[path->n_steps - 1];
    return closed ? path->n_steps - 1 : path->n_steps + 1;
}

static unsigned steps_of_session(const struct scenario_path *path)
{
    unsigned walk = steps_of_walk(path);
    double whole = SESSION_MIN * 60.0 / PRACTICE_SLOW_PER_SPIKE / (walk * STEP_S);
    unsigned walks = whole < 1.0 ? 1 : (unsigned)(whole + 0.5);
    bool closed = walk < path->n_steps;
    return walks * walk + (closed ? 1 : 0); /* a round ends where it began */
}

double practice_session_s(const struct scenario_path *path)
{
    return steps_of_session(path) * STEP_S;
}

int practice_cue(const struct scenario_path *path, double spike_s, double *until_s)
{
    /* A hair over the edge belongs to the next step, whatever the rounding of the sum. */
    unsigned step = (unsigned)(spike_s / STEP_S + 1e-6);
    unsigned in_walk = step % steps_of_walk(path);

    *until_s = (step + 1) * STEP_S;
    return in_walk < path->n_steps ? (int)path->steps[in_walk] : -1;
}

double practice_session(struct model *model, const struct scenario_path *path)
{
    double end_s = practice_session_s(path), at_s = 0.0;
    for (unsigned step = 0; step < steps_of_session(path); step++) {
        double until_s;
        model_cue(model, practice_cue(path, at_s, &until_s));
        model_advance(model, (until_s - at_s) * 1000.0, (until_s - at_s) * PRACTICE_SLOW_PER_SPIKE);
        at_s = until_s;
    }
    model_cue(model, -1);
    return end_s * PRACTICE_SLOW_PER_SPIKE;
}
