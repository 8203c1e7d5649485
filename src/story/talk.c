#include "story/talk.h"

/* Slower than people read to themselves (Brysbaert 2019: 238 words a minute), and time to look at
 * the picture as well. */
static const float WORDS_PER_S = 2.5f, LOOK_S = 4.5f, LEAST_S = 6.0f;

bool talk_reached(const struct talk_moment *moment, const struct story_view *view,
                  const struct model_observables *now)
{
    if (view->phase != moment->phase)
        return view->phase > moment->phase;
    if (view->ended)
        return true;
    bool late = moment->hours <= 0.0f || view->story_h >= moment->hours;
    return late && now->occupancy >= moment->occupancy &&
           now->bdnf >= moment->bdnf && (float)now->new_synapses >= moment->new_synapses;
}

float talk_reading_s(const struct talk_chapter *chapter)
{
    unsigned words = 0;
    bool within = false;
    for (const char *c = chapter->caption; *c; c++) {
        bool letter = *c != ' ' && *c != '\n';
        words += letter && !within;
        within = letter;
    }
    float s = LOOK_S + (float)words / WORDS_PER_S;
    return s > LEAST_S ? s : LEAST_S;
}
