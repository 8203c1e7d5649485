/* Releases of glutamate in the close-up, and when it is at the receptors. */
#include <math.h>

#include "scene/maths.h"
#include "scene/synapse.h"

/* Releases follow spikes, at the pace that can be seen; a spike that has waited is let be. */
static const float REST_S = 0.9f, CALM_REST_S = 2.0f, WAIT_S = 0.6f;
static const float RELEASE_S = 3.2f, ARRIVES_S = 0.65f, BINDS_S = 1.0f;
static const float GRAINS = 14.0f; /* at rest */

static void start_release(struct synapse *s)
{
    for (int i = 0; i < SYNAPSE_RELEASES; i++) {
        struct synapse_release *r = &s->release[i];
        if (r->on)
            continue;
        r->on = true;
        r->age_s = 0.0f;
        r->salt = scene_hash((uint32_t)s->id + s->releases, 700u);
        r->docked = (uint8_t)(r->salt % SYNAPSE_DOCKED);
        for (int j = 0; j < SYNAPSE_RELEASES; j++)
            if (j != i && s->release[j].on && s->release[j].docked == r->docked)
                r->docked = (uint8_t)((r->docked + 3u) % SYNAPSE_DOCKED);
        r->grains = (uint8_t)lroundf(scene_clamp(GRAINS * s->glutamate, 4.0f, 28.0f));
        s->releases++;
        s->rested_s = 0.0f;
        s->pending_s = -1.0f;
        return;
    }
}

void releases_animate(struct synapse *s, float dt, bool calm)
{
    bool bound = false;
    for (int i = 0; i < SYNAPSE_RELEASES; i++) {
        struct synapse_release *r = &s->release[i];
        r->age_s += dt;
        bound |= r->on && r->age_s > ARRIVES_S && r->age_s < ARRIVES_S + BINDS_S;
        r->on = r->on && r->age_s < RELEASE_S;
    }
    s->bound = scene_approach(s->bound, bound ? 1.0f : 0.0f, (bound ? 2.5f : 0.9f) * dt);
    s->rested_s += dt;
    if (s->pending_s < 0.0f)
        return;
    if (!s->dying && s->rested_s >= (calm ? CALM_REST_S : REST_S))
        start_release(s);
    else
        s->pending_s = s->pending_s + dt > WAIT_S ? -1.0f : s->pending_s + dt;
}
