/* Receptors of the close-up: AMPA receptors dock and leave, pores hold magnesium or ketamine. */
#include <math.h>
#include <string.h>

#include "scene/maths.h"
#include "scene/synapse.h"

static const float DOCK_PER_S = 0.26f, LEAVE_PER_S = 0.35f, CALM = 0.6f;
static const float PLUG_PER_S = 0.7f, OUT_PER_S = 1.2f;
static const float SWAP_S = 9.0f; /* until another pore holds ketamine */
static const float SURE = 0.6f;   /* of a symbol, before a count follows */

int receptors_count(float exact, int now)
{
    return fabsf(exact - (float)now) > SURE ? (int)lroundf(exact) : now;
}

static void count(struct synapse *s)
{
    bool spine = s->stage > MODEL_FILOPODIUM && !s->dying;
    s->ampa_n = receptors_count((float)SYNAPSE_AMPA * s->ampa, s->ampa_n);
    if (s->stage < MODEL_FUNCTIONAL || s->dying)
        s->ampa_n = 0;
    s->nmda_n = spine ? SYNAPSE_NMDA : 0;
    s->blocked_n = receptors_count((float)SYNAPSE_NMDA * s->occupancy, s->blocked_n);
}

/* Of the pores that ketamine has left alone, the first so many have lost their magnesium. */
static bool relieved(const struct synapse *s, int i)
{
    float rank = ((float)((i * 5 + 2) % SYNAPSE_NMDA) + 0.5f) / (float)SYNAPSE_NMDA;
    float sure = s->channel[i].out_to ? -0.05f : 0.05f;
    return s->relief > rank + sure;
}

static void aim(struct synapse *s)
{
    for (int k = 0; k < SYNAPSE_NMDA; k++)
        s->channel[s->order[k]].plug_to = k < s->blocked_n && s->nmda_n > 0;
    for (int i = 0; i < SYNAPSE_NMDA; i++)
        s->channel[i].out_to = relieved(s, i);
}

void receptors_settle(struct synapse *s)
{
    memset(s->receptor, 0, sizeof s->receptor);
    memset(s->channel, 0, sizeof s->channel);
    for (int k = 0; k < SYNAPSE_NMDA; k++)
        s->order[k] = (uint8_t)((k * 3 + (int)(s->id % SYNAPSE_NMDA)) % SYNAPSE_NMDA);
    s->ampa_n = (int)lroundf((float)SYNAPSE_AMPA * s->ampa);
    s->blocked_n = (int)lroundf((float)SYNAPSE_NMDA * s->occupancy);
    count(s);
    aim(s);
    for (int i = 0; i < s->ampa_n; i++)
        s->receptor[i].dock = 1.0f;
    for (int i = 0; i < SYNAPSE_NMDA; i++) {
        s->channel[i].plug = s->channel[i].plug_to ? 1.0f : 0.0f;
        s->channel[i].out = s->channel[i].out_to ? 1.0f : 0.0f;
    }
}

/* Ketamine comes and goes at each pore while the share that is held stays: one pore is let go,
 * another taken. */
static void swap_one(struct synapse *s)
{
    int held = s->blocked_n;
    s->swap_s = 0.0f;
    s->swaps++;
    if (held <= 0 || held >= SYNAPSE_NMDA)
        return;
    uint32_t salt = (uint32_t)s->id;
    int a = (int)(scene_hash(salt, 710u + s->swaps) % (uint32_t)held);
    int b = held + (int)(scene_hash(salt, 810u + s->swaps) % (uint32_t)(SYNAPSE_NMDA - held));
    uint8_t kept = s->order[a];
    s->order[a] = s->order[b];
    s->order[b] = kept;
}

static void animate_ampa(struct synapse_ampa *receptor, bool wanted, float dt)
{
    if (receptor->leaving) {
        receptor->dock = scene_approach(receptor->dock, 0.0f, LEAVE_PER_S * dt);
        receptor->leaving = receptor->dock > 0.0f;
        return;
    }
    if (!wanted && receptor->dock >= 1.0f)
        receptor->leaving = true;
    else
        receptor->dock = scene_approach(receptor->dock, wanted ? 1.0f : 0.0f, DOCK_PER_S * dt);
}

/* One has mostly left before another comes, so that never more are seen than are held. */
static bool one_leaves(const struct synapse *s)
{
    bool leaves = false;
    for (int i = 0; i < SYNAPSE_NMDA; i++)
        leaves |= s->channel[i].plug > 0.4f && !s->channel[i].plug_to;
    return leaves;
}

void receptors_animate(struct synapse *s, float dt_s, bool calm)
{
    float dt = dt_s * (calm ? CALM : 1.0f);
    s->swap_s += dt;
    count(s);
    if (s->swap_s > SWAP_S)
        swap_one(s);
    aim(s);
    for (int i = 0; i < SYNAPSE_AMPA; i++)
        animate_ampa(&s->receptor[i], i < s->ampa_n, dt);
    bool wait = one_leaves(s);
    for (int i = 0; i < SYNAPSE_NMDA; i++) {
        struct synapse_nmda *c = &s->channel[i];
        if (!wait || !c->plug_to)
            c->plug = scene_approach(c->plug, c->plug_to ? 1.0f : 0.0f, PLUG_PER_S * dt);
        /* Magnesium cannot come back, nor stay, where ketamine sits. */
        bool out = c->out_to || c->plug > 0.0f;
        c->out = scene_approach(c->out, out ? 1.0f : 0.0f, OUT_PER_S * dt);
    }
}
