#include "model/neurons.h"

#include <stdlib.h>
#include <string.h>

#include "model/constants.h"
#include "model/maths.h"

static void *zeroed(size_t items)
{
    size_t bytes = (items * sizeof(float) + 63) & ~(size_t)63;
    void *p = aligned_alloc(64, bytes ? bytes : 64);
    if (p)
        memset(p, 0, bytes);
    return p;
}

/* (exp(z) - 1) / z = 1 + z (PHI[0] + z (PHI[1] + ...)) for -1 <= z <= 0: least maximum error, in
 * float below 2e-7. */
static const float PHI[] = {0.499996185f, 0.166614115f, 0.0414266549f, 0.00784352049f,
                            0.000914285716f};

/* 2^f = 1 + f (TWO[0] + f (TWO[1] + ...)) for -0.5 <= f <= 0.5, in the same way. */
static const float TWO[] = {0.693147004f, 0.240222424f, 0.0555073395f, 0.00967151392f,
                            0.00132647145f};

/* A float this large has no fraction: adding it rounds, and the sum's low bits are the whole
 * number, here with the bias of an exponent on top. */
static const float ROUND = 12582912.0f + 127.0f;

/* Magnesium leaves 1 / (1 + 2^y) of the NMDA receptors free; y is kept where a float reaches. */
static const float MOST_Y = 100.0f;

/* Background events that a step compares for without looking whether it must; more are rare. */
enum { COMMON = 4 };

static double mg_slope(void)
{
    return -MG_SLOPE * 1.4426950408889634;
}

static double mg_shift(void)
{
    return model_log(MG_MM / MG_HALF_MM) * 1.4426950408889634;
}

static float keep(double dt_ms, double tau_ms)
{
    return tau_ms > 0 ? (float)model_exp(-dt_ms / tau_ms) : 0.0f;
}

static void make_ready(struct neurons_kind *kind, const struct neurons_class *given, double dt_ms)
{
    double mean = given->background_hz * dt_ms / 1000.0, p = model_exp(-mean), sum = 0;
    *kind = (struct neurons_kind){.leak = (float)given->leak_ns,
                                  .leak_drive = (float)(given->leak_ns * given->leak_mv),
                                  .per_c = (float)(dt_ms / given->capacitance_pf),
                                  .threshold = (float)given->threshold_mv,
                                  .reset = (float)given->reset_mv,
                                  .hold = (float)(int)(given->refractory_ms / dt_ms + 0.5),
                                  .exc_mv = (float)given->exc_mv,
                                  .inh_mv = (float)given->inh_mv,
                                  .adapt_step = (float)given->adapt_step_ns,
                                  .adapt_mv = (float)given->adapt_mv,
                                  .keep_ampa = keep(dt_ms, given->ampa_ms),
                                  .keep_gaba = keep(dt_ms, given->gaba_ms),
                                  .keep_nmda = keep(dt_ms, given->nmda_ms),
                                  .keep_rise = keep(dt_ms, given->nmda_rise_ms),
                                  .keep_adapt = keep(dt_ms, given->adapt_ms),
                                  .background = (float)given->background_ns,
                                  .nmda = given->nmda_ms > 0,
                                  .adapt = given->adapt_ms > 0,
                                  .modulated = given->nmda_ms > 0 || given->adapt_ms > 0 ||
                                               given->background_hz > 0,
                                  .mg_slope = (float)mg_slope(),
                                  .mg_shift = (float)mg_shift(),
                                  .nmda_open = 1.0f,
                                  .gaba_gain = 1.0f};
    for (int k = 0; k < NEURONS_POISSON; k++) {
        sum += p;
        kind->poisson[k] = (int32_t)(sum * 0x1.0p24 + 0.5);
        p *= mean / (k + 1);
    }
}

bool neurons_create(struct neurons *cells, const struct neurons_class *classes, uint32_t n_classes,
                    double dt_ms, uint32_t slots, uint64_t *random)
{
    bool rich = false;
    memset(cells, 0, sizeof *cells);
    if (n_classes > NEURONS_MAX_CLASSES)
        return false;
    cells->dt_ms = (float)dt_ms;
    cells->kinds = n_classes;
    for (uint32_t k = 0; k < n_classes; k++) {
        struct neurons_kind *kind = &cells->kind[k];
        make_ready(kind, &classes[k], dt_ms);
        kind->first = cells->n;
        kind->last = cells->n += classes[k].count;
        rich = rich || kind->modulated;
    }
    uint32_t n = cells->n;
    while (((uint64_t)1 << cells->shift) < n)
        cells->shift++;
    for (cells->slots = 1; cells->slots && cells->slots < slots;)
        cells->slots *= 2;
    uint64_t ring = (uint64_t)cells->slots << cells->shift;
    if (ring == 0 || ring > UINT32_MAX)
        return false;
    cells->mask = (uint32_t)(ring - 1);
    cells->direct = cells->slots == 1;
    cells->lanes = neurons_widest();

    float **always[] = {&cells->v, &cells->refractory, &cells->g_ampa, &cells->g_gaba};
    float **sometimes[] = {&cells->g_ext,   &cells->g_nmda,  &cells->g_nmda_rise, &cells->g_adapt,
                           &cells->current, &cells->scaling, &cells->inhibition};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (!(*always[i] = zeroed(n)))
            return false;
    for (size_t i = 0; rich && i < sizeof sometimes / sizeof *sometimes; i++)
        if (!(*sometimes[i] = zeroed(n)))
            return false;
    cells->in_ampa = cells->direct ? cells->g_ampa : zeroed(ring);
    cells->in_gaba = cells->direct ? cells->g_gaba : zeroed(ring);
    if (rich) {
        cells->in_nmda = cells->direct ? cells->g_nmda_rise : zeroed(ring);
        cells->noise = zeroed(n);
    }
    if (!cells->in_ampa || !cells->in_gaba || (rich && (!cells->in_nmda || !cells->noise)))
        return false;
    for (uint32_t k = 0; k < n_classes; k++) {
        const struct neurons_class *class = &classes[k];
        double room = class->threshold_mv - class->leak_mv;
        for (uint32_t i = cells->kind[k].first; i < cells->kind[k].last; i++) {
            cells->v[i] = (float)(class->leak_mv + 0.75 * room * model_uniform(random));
            if (rich) {
                cells->scaling[i] = cells->inhibition[i] = 1.0f;
                cells->noise[i] = (uint32_t)(model_random(random) >> 32) | 1u;
            }
        }
    }
    return true;
}

void neurons_destroy(struct neurons *cells)
{
    if (cells->direct)
        cells->in_ampa = cells->in_nmda = cells->in_gaba = NULL;
    void *all[] = {cells->v,       cells->refractory, cells->g_ampa,      cells->g_gaba,
                   cells->g_ext,   cells->g_nmda,     cells->g_nmda_rise, cells->g_adapt,
                   cells->current, cells->scaling,    cells->inhibition,  cells->noise,
                   cells->in_ampa, cells->in_nmda,    cells->in_gaba};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    memset(cells, 0, sizeof *cells);
}

/* 2^y, y within MOST_Y. */
static float power_of_two(float y)
{
    float whole = y + ROUND, f = y - (whole - ROUND);
    float p = 1.0f + f * (TWO[0] + f * (TWO[1] + f * (TWO[2] + f * (TWO[3] + f * TWO[4]))));
    uint32_t bits;
    memcpy(&bits, &whole, sizeof bits);
    bits <<= 23;
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

static float mg_factor(float v, float slope, float shift)
{
    float y = v * slope + shift;
    y = y < -MOST_Y ? -MOST_Y : y;
    y = y > MOST_Y ? MOST_Y : y;
    return 1.0f + power_of_two(y);
}

float neurons_nmda_free(float v_mv)
{
    return 1.0f / mg_factor(v_mv, (float)mg_slope(), (float)mg_shift());
}

/* The membrane after a step of more than one of its time constants. */
static float long_step(float v, float drive, float total, float per_c)
{
    float rest = drive / total;
    return rest + (v - rest) * model_expf(-per_c * total);
}

/* Nothing is left of a conductance that has faded so far: what a cell computes does not hear of it.
 * Numbers that fade on, to under 1e-38, take many processors tens of times as long. */
#define LEAST_NS 1e-20f

static float faded(float conductance)
{
    return conductance < LEAST_NS ? 0.0f : conductance;
}

uint32_t neurons_step_plainly(struct neurons *cells, const struct neurons_kind *kind,
                              uint32_t first, uint32_t last, uint32_t step, uint32_t *fired)
{
    const size_t ring = ((size_t)step << cells->shift) & cells->mask;
    uint32_t n_fired = 0;
    for (uint32_t i = first; i < last; i++) {
        float a = cells->g_ampa[i], g = cells->g_gaba[i], v = cells->v[i];
        if (!cells->direct) {
            a += cells->in_ampa[ring + i];
            g += cells->in_gaba[ring + i];
            cells->in_ampa[ring + i] = cells->in_gaba[ring + i] = 0;
        }
        float g_e = a, g_i = g, drive = kind->leak_drive;
        if (kind->modulated) {
            uint32_t x = cells->noise[i];
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            cells->noise[i] = x;
            int32_t u = (int32_t)(x >> 8), events = 0;
            for (int k = 0; k < NEURONS_POISSON; k++)
                events += u >= kind->poisson[k];
            float e = cells->g_ext[i] + kind->background * (float)events;
            float n = cells->g_nmda[i], r = cells->g_nmda_rise[i];
            if (!cells->direct) {
                r += cells->in_nmda[ring + i];
                cells->in_nmda[ring + i] = 0;
            }
            g_e = a * cells->scaling[i] + e;
            g_e += n * cells->scaling[i] * kind->nmda_open /
                   mg_factor(v, kind->mg_slope, kind->mg_shift);
            g_i = g * cells->inhibition[i] * kind->gaba_gain;
            drive += cells->current[i];
            cells->g_ext[i] = faded(e * kind->keep_ampa);
            cells->g_nmda[i] = faded(n * kind->keep_nmda + r * (1.0f - kind->keep_rise));
            cells->g_nmda_rise[i] = faded(r * kind->keep_rise);
        }
        float total = kind->leak + g_e + g_i;
        drive = drive + g_e * kind->exc_mv + g_i * kind->inh_mv;
        float w = 0;
        if (kind->adapt) {
            w = cells->g_adapt[i];
            total += w;
            drive += w * kind->adapt_mv;
        }
        float z = total * -kind->per_c, change = (drive - total * v) * kind->per_c;
        float phi = 1.0f + z * (PHI[0] + z * (PHI[1] + z * (PHI[2] + z * (PHI[3] + z * PHI[4]))));
        float next = z < -1.0f ? long_step(v, drive, total, kind->per_c) : v + change * phi;
        cells->g_ampa[i] = faded(a * kind->keep_ampa);
        cells->g_gaba[i] = faded(g * kind->keep_gaba);

        bool held = cells->refractory[i] > 0;
        next = held ? kind->reset : next;
        bool spike = next >= kind->threshold;
        cells->refractory[i] = spike ? kind->hold : held ? cells->refractory[i] - 1.0f : 0.0f;
        cells->v[i] = spike ? kind->reset : next;
        if (kind->adapt)
            cells->g_adapt[i] = faded(w * kind->keep_adapt + (spike ? kind->adapt_step : 0.0f));
        if (spike)
            fired[n_fired++] = i;
    }
    return n_fired;
}

/* Four cells at a time in any processor's vectors; more where there are wider ones. The same
 * operations in the same order, so the same bits. */
#define LANES 4
#define TARGET
#include "model/neurons_lanes.h"
#undef LANES
#undef TARGET

#ifdef __x86_64__
#define LANES  8
#define TARGET __attribute__((target("avx2")))
#include "model/neurons_lanes.h"
#undef LANES
#undef TARGET

#define LANES  16
#define TARGET __attribute__((target("avx512f,avx512dq")))
#include "model/neurons_lanes.h"
#undef LANES
#undef TARGET
#endif

uint32_t neurons_widest(void)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
        return 16;
    if (__builtin_cpu_supports("avx2"))
        return 8;
#endif
    return 4;
}

uint32_t neurons_step(struct neurons *cells, const struct neurons_kind *kind, uint32_t first,
                      uint32_t last, uint32_t step, uint32_t *fired)
{
#ifdef __x86_64__
    if (cells->lanes == 16)
        return step_16(cells, kind, first, last, step, fired);
    if (cells->lanes == 8)
        return step_8(cells, kind, first, last, step, fired);
#endif
    if (cells->lanes == 4)
        return step_4(cells, kind, first, last, step, fired);
    return neurons_step_plainly(cells, kind, first, last, step, fired);
}
