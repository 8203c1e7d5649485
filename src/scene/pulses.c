#include "scene/pulses.h"

#include <string.h>

#include "scene/maths.h"
#include "scene/palette.h"

enum { PER_SPIKE = 2 };

/* Delays of the model, docs/model.md, and how long a ms of them is shown. */
static const float DELAY_MIN_MS = 0.5f, DELAY_MS_PER_MM = 0.05f;
static const float TRAVEL_S_PER_MS = 0.42f, TRAVEL_S[2] = {0.55f, 1.10f};
static const float LONGEST_BATCH_S =
    0.25f; /* screen time that the spikes of a snapshot spread over */
static const float RISE_S = 0.18f, FALL_S = 0.35f;
static const float REST_S = 0.22f;  /* of a link between two pulses, so that each is seen */
static const float WEAKEST = 0.10f; /* efficacy below which nothing is seen to pass */
/* Of all light, which crowding holds it under: with more the flash guard has to step in. */
static const float SUM = 22.0f;
static const float READY_PER_S = 170.0f, READY_MOST = 20.0f;
static const float LENGTH = 0.16f;     /* of a pulse, share of its curve */
static const float PAPER_LIGHT = 1.7f; /* on paper a bead must be darker than its link */
static const float STILL_LIGHT = 0.5f; /* of a link as a whole, which is more to look at */

static void start(struct pulses *pulses, const struct link *link, const struct links *links,
                  const struct ways *ways, const struct link_inks *inks, float day,
                  const struct model_cell_view *cells, float wait_s)
{
    struct pulse *pulse = &pulses->pulse[pulses->n++];
    memset(pulse, 0, sizeof *pulse);
    pulse->weight = 0.10f + 0.90f * link->efficacy * link->efficacy;
    links_curve(links, ways, link, cells, pulse->p);
    links_colour(link, inks, pulse->colour);
    for (int k = 0; k < 3; k++)
        pulse->colour[k] =
            (1.15f * pulse->colour[k] + 0.14f * pulse->weight) * scene_mix(1.0f, PAPER_LIGHT, day);
    float square = 0.0f;
    for (int k = 0; k < 3; k++)
        square += (pulse->p[3][k] - pulse->p[0][k]) * (pulse->p[3][k] - pulse->p[0][k]);
    pulse->age_s = -wait_s;
    pulse->travel_s =
        scene_clamp(TRAVEL_S_PER_MS * (DELAY_MIN_MS + DELAY_MS_PER_MM * sqrtf(square)), TRAVEL_S[0],
                    TRAVEL_S[1]);
    pulse->link = link->id;
    pulse->cell = link->pre;
    pulse->from = cells[link->pre].place;
    pulse->to = cells[link->post].place;
}

/* How long a spike waits on the screen: the oldest of a snapshot begins at once, one at its end
 * when the next snapshot is due, if that takes as long as this one did. */
static float wait_of(const struct pulses *pulses, const struct model_snapshot *snapshot,
                     float ago_ms)
{
    double span_ms = 1e3 * (snapshot->spike_s - pulses->spike_s);
    if (!(span_ms > 0.0))
        return 0.0f;
    float age = scene_clamp(scene_finite(ago_ms, 0.0f) / (float)span_ms, 0.0f, 1.0f);
    return (1.0f - age) * fminf(pulses->since_s, LONGEST_BATCH_S);
}

void pulses_observe(struct pulses *pulses, struct links *links, const struct ways *ways,
                    const struct palette *palette, const struct model_snapshot *snapshot)
{
    struct link_inks inks;
    links_inks(&inks, palette);
    for (uint32_t s = 0; s < snapshot->n_spikes; s++) {
        uint32_t cell = snapshot->spikes[s].cell;
        if (cell >= snapshot->n_cells)
            continue;
        int begun = 0;
        for (int k = 0; k < LINKS_OUT && begun < PER_SPIKE; k++) {
            uint32_t at = links->out[cell][k];
            if (at == UINT32_MAX || pulses->n == PULSES_MAX || pulses->ready < 1.0f)
                break;
            struct link *link = &links->link[at];
            if (link->efficacy < WEAKEST || link->rested_s < REST_S)
                continue;
            link->rested_s = 0.0f;
            pulses->ready -= 1.0f;
            start(pulses, link, links, ways, &inks, palette->day, snapshot->cells,
                  wait_of(pulses, snapshot, snapshot->spikes[s].ago_ms));
            begun++;
        }
    }
    pulses->since_s = 0.0f;
    pulses->spike_s = snapshot->spike_s;
}

void pulses_animate(struct pulses *pulses, float dt_s)
{
    pulses->ready = fminf(pulses->ready + READY_PER_S * dt_s, READY_MOST);
    pulses->since_s += dt_s;
    uint32_t n = 0;
    for (uint32_t i = 0; i < pulses->n; i++) {
        struct pulse pulse = pulses->pulse[i];
        pulse.age_s += dt_s;
        if (pulse.age_s < pulse.travel_s)
            pulses->pulse[n++] = pulse;
    }
    pulses->n = n;
}

float pulses_light(const struct pulse *pulse)
{
    float rise = scene_clamp(pulse->age_s / RISE_S, 0.0f, 1.0f);
    float fall = scene_clamp((pulse->travel_s - pulse->age_s) / FALL_S, 0.0f, 1.0f);
    return pulse->weight * fminf(rise, fall);
}

float pulses_crowding(const struct pulses *pulses)
{
    float sum = 0.0f;
    for (uint32_t i = 0; i < pulses->n; i++)
        sum += pulses_light(&pulses->pulse[i]);
    return SUM / (SUM + sum);
}

void pulses_draw(const struct pulses *pulses, struct plan *plan)
{
    float crowding = pulses_crowding(pulses);
    for (uint32_t i = 0; i < pulses->n; i++) {
        const struct pulse *pulse = &pulses->pulse[i];
        float light = (pulses->still ? STILL_LIGHT : 1.8f) * pulses_light(pulse) * crowding;
        if (light < 0.004f)
            continue;
        struct plan_ribbon *ribbon = plan_ribbon(plan);
        if (!ribbon)
            return;
        float head = (pulse->age_s / pulse->travel_s) * (1.0f + LENGTH);
        memcpy(ribbon->p, pulse->p, sizeof ribbon->p);
        ribbon->radius[0] = 0.08f;
        ribbon->radius[1] = 0.17f + 0.14f * pulse->weight;
        ribbon->range[0] = pulses->still ? 0.0f : scene_clamp(head - LENGTH, 0.0f, 1.0f);
        ribbon->range[1] = pulses->still ? 1.0f : scene_clamp(head, 0.0f, 1.0f);
        for (int k = 0; k < 3; k++)
            ribbon->colour[k] = pulse->colour[k] * light;
        ribbon->opacity = 1.0f;
        ribbon->soft = 1.0f;
    }
}
