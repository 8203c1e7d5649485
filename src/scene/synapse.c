#include "scene/synapse.h"

#include <math.h>
#include <string.h>

#include "scene/camera.h"
#include "scene/maths.h"

static const float FLIGHT_S = 5.4f, CALM_FLIGHT_S = 7.5f; /* faster, the guard would hold it */
static const float GROWING = 0.42f; /* of its light, while it grows over the picture */
static const float LIFE_PER_S = 0.22f;
static const float GONE_S = 2.5f;          /* an empty place is looked at for so long */
static const float AWAY_S = 1.5f;          /* the network is seen for so long between two */
static const float STAY_S = 8.0f;          /* least, before something new is gone to */
static const float HALF_RELIEF_HZ = 12.0f; /* rate at which half of the magnesium is out */

void synapse_init(struct synapse *synapse, bool shown)
{
    memset(synapse, 0, sizeof *synapse);
    synapse->wanted = shown;
    synapse->presence = shown ? 1.0f : 0.0f;
    synapse->glutamate = synapse->bdnf_level = 1.0f;
    synapse->pending_s = -1.0f;
    synapse->away_s = 10.0f;
}

void synapse_forget(struct synapse *synapse)
{
    bool wanted = synapse->wanted;
    if (!synapse->any)
        return; /* a picture that begins near a synapse is there with the first network */
    synapse_init(synapse, false);
    synapse->wanted = wanted;
}

static const struct model_link_view *find_seen(const struct model_snapshot *snapshot, uint64_t id)
{
    uint32_t low = 0, high = snapshot->n_links;
    while (low < high) {
        uint32_t at = low + (high - low) / 2;
        if (snapshot->links[at].id < id)
            low = at + 1;
        else
            high = at;
    }
    bool found = low < snapshot->n_links && snapshot->links[low].id == id;
    return found ? &snapshot->links[low] : NULL;
}

/* What it would be best to see; 0: not this one. */
static float worth(const struct link *link)
{
    if (link->letting_go || link->stage < MODEL_FUNCTIONAL)
        return 0.0f;
    float along = link->kind == LINK_WAY ? 1.0f : link->kind == LINK_CHANCE ? 0.5f : 0.0f;
    if (link->fresh)
        return 10.0f + 2.0f * along + link->efficacy_to;
    return (link->kind == LINK_WORN ? 4.0f : 1.0f) + link->efficacy_to - 0.1f * link->hash;
}

static const struct link *best_link(const struct links *links)
{
    const struct link *best = NULL;
    float most = 0.0f;
    for (uint32_t i = 0; i < links->n; i++) {
        float value = worth(&links->link[i]);
        if (value > most) {
            most = value;
            best = &links->link[i];
        }
    }
    return best;
}

static float worn_of(uint8_t kind, float efficacy)
{
    return kind == LINK_WORN ? scene_smoothstep(0.08f, 0.5f, efficacy) : 0.0f;
}

static float unit_of(float x, float otherwise)
{
    return scene_clamp(scene_finite(x, otherwise), 0.0f, 1.0f);
}

static void take_numbers(struct synapse *s, const struct link *link,
                         const struct model_link_view *seen)
{
    s->stage = link->stage;
    s->kind = link->kind;
    s->fresh = link->fresh;
    s->efficacy = link->efficacy_to;
    s->age_h = fmaxf(scene_finite(seen->age_h, 0.0f), 0.0f);
    s->ampa_to = s->stage >= MODEL_FUNCTIONAL ? unit_of(seen->ampa, 0.0f) : 0.0f;
}

/* As it is, at once: the eye is not there yet. */
static void begin(struct synapse *s, const struct link *link, const struct model_link_view *seen)
{
    s->any = true;
    s->going = s->dying = false;
    s->id = link->id;
    s->pre = link->pre;
    s->post = link->post;
    s->stay_s = s->gone_s = 0.0f;
    s->life = 1.0f;
    s->bound = 0.0f;
    s->pending_s = -1.0f;
    s->rested_s = 10.0f;
    s->releases = 0;
    memset(s->release, 0, sizeof s->release);
    take_numbers(s, link, seen);
    s->spine = s->stage > MODEL_FILOPODIUM ? 1.0f : 0.0f;
    s->ampa = s->ampa_to;
    s->teal = s->fresh ? 1.0f : 0.0f;
    s->worn = worn_of(s->kind, s->efficacy);
    receptors_settle(s);
    for (int part = 0; part < SCENE_PARTS; part++) {
        bool there;
        synapse_mark_at(s, (enum scene_part)part, s->mark[part], &there);
        s->marked[part] = there ? 1.0f : 0.0f;
    }
}

static void settle_place(struct synapse *s, const struct links *links, const struct ways *ways,
                         const struct link *link, const struct model_cell_view *cells)
{
    struct link grown = *link;
    float p[4][3];
    grown.growth = 1.0f; /* where it holds, or will: the tip of a feeler sways */
    links_curve(links, ways, &grown, cells, p);
    memcpy(s->contact, p[3], sizeof s->contact);
    s->aside = p[2][0] < p[3][0] ? -1.0f : 1.0f;
}

static bool adopt(struct synapse *s, const struct links *links, const struct ways *ways,
                  const struct model_cell_view *cells, const struct model_snapshot *snapshot,
                  const struct link *link)
{
    const struct model_link_view *seen = link ? find_seen(snapshot, link->id) : NULL;
    if (!seen || link->pre >= snapshot->n_cells || link->post >= snapshot->n_cells)
        return false;
    begin(s, link, seen);
    settle_place(s, links, ways, link, cells);
    return true;
}

static void choose(struct synapse *s, const struct links *links, const struct ways *ways,
                   const struct model_cell_view *cells, const struct model_snapshot *snapshot)
{
    if (s->next_any) {
        s->next_any = false;
        s->asked = adopt(s, links, ways, cells, snapshot, links_find(links, s->next));
        if (s->asked)
            return;
    }
    if (s->wanted)
        adopt(s, links, ways, cells, snapshot, best_link(links));
}

static void take_spikes(struct synapse *s, const struct model_snapshot *snapshot)
{
    for (uint32_t i = 0; i < snapshot->n_spikes; i++)
        if (snapshot->spikes[i].cell == s->pre)
            s->pending_s = 0.0f;
}

void synapse_observe(struct synapse *s, const struct links *links, const struct ways *ways,
                     const struct model_cell_view *cells, const struct model_snapshot *snapshot)
{
    const struct model_observables *now = &snapshot->now;
    s->occupancy = unit_of(now->occupancy_exc, 0.0f);
    s->glutamate = scene_clamp(scene_finite(now->glutamate, 1.0f), 0.0f, 4.0f);
    s->bdnf_level = scene_clamp(scene_finite(now->bdnf, 1.0f), 0.0f, 4.0f);
    if (!s->any && s->away_s > AWAY_S)
        choose(s, links, ways, cells, snapshot);
    if (!s->any)
        return;
    const struct link *link = links_find(links, s->id);
    const struct model_link_view *seen = link ? find_seen(snapshot, s->id) : NULL;
    if (!seen || link->pre != s->pre || link->post != s->post || s->post >= snapshot->n_cells) {
        s->dying = true;
        s->relief_to = 0.0f;
        return;
    }
    take_numbers(s, link, seen);
    float hz = fmaxf(scene_finite(snapshot->cell_rate_hz[s->post], 0.0f), 0.0f);
    s->relief_to = hz / (hz + HALF_RELIEF_HZ);
    if (s->stage > MODEL_FILOPODIUM)
        take_spikes(s, snapshot);
    if (!s->asked && !s->fresh && s->wanted && s->stay_s > STAY_S) {
        const struct link *better = best_link(links);
        s->going |= better && better->fresh;
    }
}

bool synapse_choose(struct synapse *s, const struct links *links, uint64_t id)
{
    if (!links_find(links, id))
        return false;
    if (s->any && s->id == id && !s->dying) {
        s->asked = true;
        s->going = false;
        return true;
    }
    s->next = id;
    s->next_any = true;
    s->going = s->any;
    return true;
}

/* A label's point follows what it names; to another thing of the name it does not wander over the
 * picture, but goes and comes. */
static void animate_marks(struct synapse *s, float dt)
{
    static const float FAR = 0.12f;
    for (int part = 0; part < SCENE_PARTS; part++) {
        float at[3], away = 0.0f;
        bool there;
        synapse_mark_at(s, (enum scene_part)part, at, &there);
        if (s->marked[part] <= 0.0f)
            memcpy(s->mark[part], at, sizeof at);
        for (int k = 0; k < 3; k++)
            away = fmaxf(away, fabsf(at[k] - s->mark[part][k]));
        there = there && away < FAR;
        for (int k = 0; k < 3 && there; k++)
            s->mark[part][k] = scene_settle(s->mark[part][k], at[k], dt, 0.3f);
        s->marked[part] = scene_approach(s->marked[part], there ? 1.0f : 0.0f, 1.5f * dt);
    }
}

/* The eye comes and goes at its own pace, whatever the views do. */
static void animate_presence(struct synapse *s, float dt, bool calm)
{
    bool here = s->wanted && !s->going;
    float step = dt / (calm ? CALM_FLIGHT_S : FLIGHT_S);
    s->presence = scene_approach(s->presence, here ? 1.0f : 0.0f, step);
    /* Nobody looks: what nobody chose is forgotten, and so is what has gone. */
    if (s->presence <= 0.0f && (s->going || (!s->wanted && (!s->asked || s->dying)))) {
        s->any = s->asked = s->going = false;
        s->away_s = 0.0f;
    }
}

void synapse_animate(struct synapse *s, float dt_s, bool calm, bool wanted)
{
    s->wanted = wanted;
    if (!calm)
        s->time_s += (double)dt_s;
    s->away_s += dt_s;
    if (!s->any)
        return;
    s->stay_s += dt_s;
    if (s->dying) {
        s->life = scene_approach(s->life, 0.0f, LIFE_PER_S * (calm ? 0.6f : 1.0f) * dt_s);
        s->gone_s += s->life <= 0.0f ? dt_s : 0.0f;
        s->going |= s->gone_s > GONE_S;
    }
    animate_presence(s, dt_s, calm);
    if (!s->any)
        return;
    s->spine = scene_approach(s->spine, s->stage > MODEL_FILOPODIUM ? 1.0f : 0.0f, 0.35f * dt_s);
    s->ampa = scene_settle(s->ampa, s->dying ? 0.0f : s->ampa_to, dt_s, 1.5f);
    s->teal = scene_settle(s->teal, s->fresh ? 1.0f : 0.0f, dt_s, 0.7f);
    s->worn = scene_settle(s->worn, worn_of(s->kind, s->efficacy), dt_s, 0.7f);
    s->bdnf = scene_settle(s->bdnf, fmaxf(s->bdnf_level - 1.0f, 0.0f), dt_s, 0.8f);
    s->relief = scene_settle(s->relief, s->relief_to, dt_s, 0.5f);
    releases_animate(s, dt_s, calm);
    receptors_animate(s, dt_s, calm);
    animate_marks(s, dt_s);
}

float synapse_near(const struct synapse *s)
{
    /* Distance shrinks by the same factor in the same time; begun and ended softly. */
    return s->any ? scene_smoothstep(0.12f, 0.86f, s->presence) : 0.0f;
}

float synapse_shown(const struct synapse *s)
{
    return s->any ? scene_smoothstep(0.70f, 1.0f, s->presence) : 0.0f;
}

float synapse_drawn(const struct synapse *s)
{
    /* Faint while it grows over the picture, and clear as that comes to rest. */
    return s->any ? GROWING * scene_smoothstep(0.35f, 0.60f, synapse_near(s)) +
                        (1.0f - GROWING) * scene_smoothstep(0.76f, 1.0f, s->presence)
                  : 0.0f;
}

void synapse_anchor(const struct synapse *s, const struct plan *plan, enum scene_part part,
                    struct scene_anchor *anchor)
{
    float at[3];
    for (int k = 0; k < 3; k++)
        at[k] = s->contact[k] + SYNAPSE_MM * s->mark[part][k];
    anchor->shown = synapse_shown(s) * s->marked[part];
    if (!camera_project(plan, at, &anchor->x, &anchor->y))
        anchor->shown = 0.0f;
}

float synapse_tell(const struct synapse *s, struct scene_synapse *out)
{
    *out = (struct scene_synapse){.id = s->id,
                                  .stage = s->stage,
                                  .fresh = s->fresh,
                                  .worn = s->kind == LINK_WORN,
                                  .letting_go = s->dying,
                                  .efficacy = s->efficacy,
                                  .age_h = s->age_h,
                                  .ampa = s->ampa_n,
                                  .ampa_most = SYNAPSE_AMPA,
                                  .nmda = s->nmda_n,
                                  .occupancy = s->occupancy,
                                  .glutamate = s->glutamate,
                                  .bdnf = s->bdnf_level};
    for (int i = 0; i < s->nmda_n; i++) {
        out->blocked += s->channel[i].plug_to;
        out->magnesium += !s->channel[i].plug_to && !s->channel[i].out_to;
    }
    return s->any ? synapse_shown(s) : 0.0f;
}
