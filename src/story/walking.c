#include "story/walking.h"

#include <string.h>

#include "story/practice.h"

static const double STIMULUS_S = 0.45; /* as a step of practice */

void walking_reset(struct story *story)
{
    story->view.way = practice_way(&story->options.scenario->paths[0]);
    story->view.way_path = 0;
    story->view.stimulated = -1;
    story->session_spike_s = -1.0;
    story->stimulus_s = 0.0;
    story->session = 0;
    story->planned = false;
}

bool walking_now(const struct story *story)
{
    return story->session_spike_s >= 0.0;
}

void walking_begin(struct story *story, bool planned)
{
    walking_end(story);
    story->session_spike_s = 0.0;
    story->planned = planned;
}

void walking_end(struct story *story)
{
    if (!walking_now(story))
        return;
    model_cue(story->model, -1);
    story->session_spike_s = -1.0;
    if (story->planned)
        story->session++;
    story->planned = false;
}

/* Which path of the scenario a way is, -1 for none. */
static int path_of(const struct scenario *scenario, const struct story_way *way)
{
    for (unsigned p = 0; p < scenario->n_paths; p++) {
        struct story_way path = practice_way(&scenario->paths[p]);
        if (path.n_steps == way->n_steps && memcmp(path.steps, way->steps, way->n_steps) == 0)
            return (int)p;
    }
    return -1;
}

bool walking_practise(struct story *story, const struct story_way *way)
{
    if (way->n_steps < 2 || way->n_steps > STORY_MAX_STEPS)
        return false;
    for (unsigned i = 0; i < way->n_steps; i++)
        if (way->steps[i] >= story->config.n_places || (i && way->steps[i] == way->steps[i - 1]))
            return false;
    walking_begin(story, false);
    story->view.way = *way;
    story->view.way_path = path_of(story->options.scenario, way);
    for (unsigned i = 0; i + 1u < way->n_steps; i++)
        model_name_way(story->model, way->steps[i], way->steps[i + 1]);
    return true;
}

bool walking_stimulate(struct story *story, int place)
{
    if (place < 0 || place >= (int)story->config.n_places)
        return false;
    story->view.stimulated = place;
    story->stimulus_s = STIMULUS_S;
    return true;
}

void walking_follow(struct story *story)
{
    if (story->view.stimulated >= 0 && story->stimulus_s < SPIKE_SLACK_S) {
        story->view.stimulated = -1;
        story->stimulus_s = 0.0;
        model_cue(story->model, -1);
    }
    if (walking_now(story) &&
        story->session_spike_s >= practice_session_s(&story->view.way) - SPIKE_SLACK_S)
        walking_end(story);
}

double walking_cue(struct story *story)
{
    if (story->view.stimulated >= 0) {
        model_cue(story->model, story->view.stimulated);
        return story->stimulus_s;
    }
    if (!walking_now(story))
        return -1.0;
    double until_s;
    model_cue(story->model, practice_cue(&story->view.way, story->session_spike_s, &until_s));
    return until_s - story->session_spike_s;
}

/* A place called to mind meanwhile interrupts the session, which then goes on where it was. */
void walking_pass(struct story *story, double spike_s)
{
    if (story->view.stimulated >= 0)
        story->stimulus_s -= spike_s;
    else if (walking_now(story))
        story->session_spike_s += spike_s;
}
