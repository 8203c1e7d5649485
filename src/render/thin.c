#include "render/thin.h"

#include <math.h>
#include <string.h>

/* Weights are counted in 32nds of octaves, by the leading bits of the float. */
enum { SHIFT = 18, BINS = 1 << (31 - SHIFT) };

static const float FADE = 1.1f;   /* from gone to whole */
static const float DARK = 0.2f;   /* light for which a dark one counts */
static const float APART = 0.6f; /* alike ones differ by up to this share, by where they begin */

static uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* 0..1 from where a ribbon begins, which is where its cell is and does not sway. */
static float place_hash(const struct plan_ribbon *r)
{
    uint32_t h = bits_of(r->p[0][0]) * 0x9e3779b1u ^ bits_of(r->p[0][1]) * 0x85ebca6bu;
    h = (h ^ h >> 15 ^ bits_of(r->p[0][2])) * 0x846ca68bu;
    return (float)((h ^ h >> 16) >> 8) / 16777216.0f;
}

/* Light over width: what there is to see of a ribbon for its length. A dark one is seen too. */
static float weight_of(const struct plan_ribbon *r)
{
    float light = fmaxf(fmaxf(r->colour[0], r->colour[1]), fmaxf(r->colour[2], DARK));
    float weight = light * r->opacity * (r->radius[0] + r->radius[1]);
    if (!(weight > 0.0f) || !isfinite(weight) || !(r->range[1] > r->range[0]))
        return 0.0f;
    return weight * (1.0f - APART * place_hash(r));
}

static const struct plan_ribbon *ribbons_of(const struct plan *plan, const struct plan_pass *pass,
                                            uint32_t *count)
{
    *count = 0;
    if (pass->kind != PLAN_PASS_RIBBONS || pass->first >= plan->n_ribbons)
        return NULL;
    uint32_t left = plan->n_ribbons - pass->first;
    *count = pass->count < left ? pass->count : left;
    return &plan->ribbons[pass->first];
}

static float lowest_of(uint32_t bin)
{
    uint32_t bits = bin << SHIFT;
    float weight;
    memcpy(&weight, &bits, sizeof weight);
    return weight;
}

void thin_find(struct thin *thin, const struct plan *plan, uint32_t most)
{
    static const struct thin NOTHING = {-1.0f, -1.0f};
    uint32_t count, all = 0, bins[BINS];
    *thin = NOTHING;
    for (uint32_t i = 0; i < plan->n_passes; i++) {
        ribbons_of(plan, &plan->passes[i], &count);
        all += count;
    }
    if (all <= most)
        return;
    memset(bins, 0, sizeof bins);
    for (uint32_t i = 0; i < plan->n_passes; i++) {
        const struct plan_ribbon *ribbons = ribbons_of(plan, &plan->passes[i], &count);
        for (uint32_t k = 0; k < count; k++)
            bins[bits_of(weight_of(&ribbons[k])) >> SHIFT]++;
    }
    uint32_t bin = BINS - 1, above = 0;
    while (bin > 0 && above + bins[bin] <= most)
        above += bins[bin--];
    /* Within the bin where the limit lies, so that it moves evenly. */
    float inside = bins[bin] ? (float)(most - above) / (float)bins[bin] : 1.0f;
    float low = lowest_of(bin), high = bin + 1 < BINS ? lowest_of(bin + 1) : low;
    /* What fades comes on top, so that where there is just room for all nothing is dimmed. */
    thin->whole = high + (low - high) * inside;
    thin->gone = thin->whole / FADE;
}

float thin_share(const struct thin *thin, const struct plan_ribbon *ribbon)
{
    if (thin->gone < 0.0f)
        return 1.0f;
    float weight = weight_of(ribbon);
    if (weight <= thin->gone)
        return 0.0f;
    return weight < thin->whole ? (weight - thin->gone) / (thin->whole - thin->gone) : 1.0f;
}
