/* The vectors below never cross a function boundary, so their ABI does not matter. */
#pragma GCC diagnostic ignored "-Wpsabi"

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

static float keep(double dt_ms, double tau_ms)
{
    return tau_ms > 0 ? (float)model_exp(-dt_ms / tau_ms) : 0.0f;
}

static void make_ready(struct neurons_kind *kind, const struct neurons_class *given, double dt_ms)
{
    double mean = given->background_hz * dt_ms / 1000.0, p = model_exp(-mean), sum = 0;
    *kind = (struct neurons_kind){.leak = (float)given->leak_ns,
                                  .leak_mv = (float)given->leak_mv,
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
                                  .nmda_open = 1.0f,
                                  .gaba_gain = 1.0f};
    for (int k = 0; k < NEURONS_POISSON; k++) {
        sum += p;
        kind->poisson[k] = (float)sum;
        if (sum < 1.0 - 0x1.0p-24)
            kind->poisson_most = k + 1;
        p *= mean / (k + 1);
    }
}

bool neurons_create(struct neurons *cells, const struct neurons_class *classes, uint32_t n_classes,
                    double dt_ms, uint32_t slots, uint64_t *random)
{
    bool rich = false;
    memset(cells, 0, sizeof *cells);
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
    while ((1u << cells->shift) < n)
        cells->shift++;
    for (cells->slots = 2; cells->slots < slots;)
        cells->slots *= 2;
    cells->mask = (cells->slots << cells->shift) - 1u;

    size_t ring = (size_t)cells->slots << cells->shift;
    float **always[] = {&cells->v, &cells->refractory, &cells->g_ampa, &cells->g_gaba};
    float **sometimes[] = {&cells->g_ext,   &cells->g_nmda,  &cells->g_nmda_rise, &cells->g_adapt,
                           &cells->current, &cells->scaling, &cells->inhibition};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (!(*always[i] = zeroed(n)))
            return false;
    for (size_t i = 0; rich && i < sizeof sometimes / sizeof *sometimes; i++)
        if (!(*sometimes[i] = zeroed(n)))
            return false;
    cells->in_ampa = zeroed(ring);
    cells->in_gaba = zeroed(ring);
    if (rich) {
        cells->in_nmda = zeroed(ring);
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
    void *all[] = {cells->v,       cells->refractory,  cells->g_ampa,  cells->g_gaba,
                   cells->g_ext,   cells->g_nmda,      cells->g_nmda_rise, cells->g_adapt,
                   cells->current, cells->scaling,     cells->inhibition,  cells->noise,
                   cells->in_ampa, cells->in_nmda,     cells->in_gaba};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    memset(cells, 0, sizeof *cells);
}

float neurons_nmda_free(float v_mv)
{
    return 1.0f / (1.0f + (float)(MG_MM / MG_HALF_MM) * model_expf((float)-MG_SLOPE * v_mv));
}

/* Eight cells at a time, in GCC's portable vectors: two SSE registers or one AVX one, the same
 * bits either way (no contraction, no reassociation). */
typedef float vec __attribute__((vector_size(4 * NEURONS_LANES), may_alias));
typedef int32_t ivec __attribute__((vector_size(4 * NEURONS_LANES), may_alias));
typedef uint32_t uvec __attribute__((vector_size(4 * NEURONS_LANES), may_alias));
typedef uint64_t qvec __attribute__((vector_size(4 * NEURONS_LANES), may_alias));

#define ALL(x) ((vec){} + (float)(x))
#define PICK(mask, a, b) ((vec)(((mask) & (ivec)(a)) | (~(mask) & (ivec)(b))))
#define INLINE static inline __attribute__((always_inline))

INLINE vec vec_exp(vec x)
{
    x = PICK(x < ALL(-80.0f), ALL(-80.0f), x);
    x = PICK(x > ALL(80.0f), ALL(80.0f), x);
    vec k = x * 1.44269504f;
    ivec n = __builtin_convertvector(k + PICK(k < ALL(0.0f), ALL(-0.5f), ALL(0.5f)), ivec);
    vec fn = __builtin_convertvector(n, vec);
    vec r = x - fn * 0.693145752f - fn * 1.42860677e-6f;
    vec p = 1.0f +
            r * (1.0f + r * (0.5f + r * (0.16666667f + r * (0.041666668f + r * 0.0083333338f))));
    return p * (vec)((n + 127) << 23);
}

INLINE bool any(ivec mask)
{
    qvec q = (qvec)mask;
    return (q[0] | q[1] | q[2] | q[3]) != 0;
}

/* With the flags constant, what a class does not have costs nothing. */
INLINE uint32_t run(struct neurons *cells, const struct neurons_kind *kind, uint32_t first,
                    uint32_t last, uint32_t step, uint32_t *fired, const bool modulated,
                    const bool adapting)
{
    const size_t ring = ((size_t)step << cells->shift) & cells->mask;
    const vec threshold = ALL(kind->threshold), reset = ALL(kind->reset), none = ALL(0.0f);
    const vec hold = ALL(kind->hold), one = ALL(1.0f), adapt_step = ALL(kind->adapt_step);
    const float leak = kind->leak, leak_mv = kind->leak_mv, per_c = kind->per_c;
    const float exc_mv = kind->exc_mv, inh_mv = kind->inh_mv, adapt_mv = kind->adapt_mv;
    const float keep_ampa = kind->keep_ampa, keep_gaba = kind->keep_gaba;
    const float keep_nmda = kind->keep_nmda, keep_rise = kind->keep_rise;
    const float from_rise = 1.0f - kind->keep_rise, keep_adapt = kind->keep_adapt;
    const float open = kind->nmda_open, gain = kind->gaba_gain, background = kind->background;
    const float mg = (float)(MG_MM / MG_HALF_MM), slope = (float)-MG_SLOPE;
    const int most = kind->poisson_most;
    uint32_t n_fired = 0;

    for (uint32_t i = first; i < last; i += NEURONS_LANES) {
        vec *v = (vec *)(cells->v + i), *refractory = (vec *)(cells->refractory + i);
        vec *ampa = (vec *)(cells->g_ampa + i), *gaba = (vec *)(cells->g_gaba + i);
        vec *in_a = (vec *)(cells->in_ampa + ring + i), *in_g = (vec *)(cells->in_gaba + ring + i);
        vec a = *ampa + *in_a, g = *gaba + *in_g;
        *in_a = *in_g = none;
        vec g_a = a, g_g = g, g_w = none, drive = none, more = none;

        if (modulated) {
            uvec x = *(uvec *)(cells->noise + i);
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            *(uvec *)(cells->noise + i) = x;
            vec u = __builtin_convertvector((ivec)(x >> 8), vec) * 0x1.0p-24f, events = none;
            for (int k = 0; k < most; k++)
                events += PICK(u >= ALL(kind->poisson[k]), one, none);
            vec *ext = (vec *)(cells->g_ext + i);
            vec *nmda = (vec *)(cells->g_nmda + i), *rise = (vec *)(cells->g_nmda_rise + i);
            vec *in_n = (vec *)(cells->in_nmda + ring + i);
            vec scaling = *(vec *)(cells->scaling + i), e = *ext + background * events;
            vec n = *nmda, r = *rise + *in_n;
            *in_n = none;
            g_a = a * scaling + e;
            more = n * scaling * open / (1.0f + mg * vec_exp(slope * *v));
            g_g = g * *(vec *)(cells->inhibition + i) * gain;
            drive = *(vec *)(cells->current + i);
            *ext = e * keep_ampa;
            /* What leaves the rise compartment enters the decay one: area is kept. */
            *nmda = n * keep_nmda + r * from_rise;
            *rise = r * keep_rise;
        }
        if (adapting)
            g_w = *(vec *)(cells->g_adapt + i);
        vec total = leak + (g_a + more) + g_g + g_w;
        drive = drive + leak * leak_mv + (g_a + more) * exc_mv + g_g * inh_mv + g_w * adapt_mv;
        vec rest = drive / total;
        vec next = rest + (*v - rest) * vec_exp(-per_c * total);
        *ampa = a * keep_ampa;
        *gaba = g * keep_gaba;

        ivec held = *refractory > none;
        next = PICK(held, reset, next);
        ivec spike = next >= threshold;
        *refractory = PICK(held, *refractory - 1.0f, none);
        *v = next;
        if (adapting)
            *(vec *)(cells->g_adapt + i) = g_w * keep_adapt + PICK(spike, adapt_step, none);
        if (any(spike)) {
            *refractory = PICK(spike, hold, *refractory);
            *v = PICK(spike, reset, next);
            for (uint32_t k = 0; k < NEURONS_LANES; k++)
                if (spike[k])
                    fired[n_fired++] = i + k;
        }
    }
    return n_fired;
}

/* The processor's best form is chosen when the program is loaded; sanitizers run too early for
 * that choice. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define BEST_OF_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define BEST_OF_PROCESSOR
#endif

BEST_OF_PROCESSOR
uint32_t neurons_step(struct neurons *cells, const struct neurons_kind *kind, uint32_t first,
                      uint32_t last, uint32_t step, uint32_t *fired)
{
    if (!kind->modulated)
        return run(cells, kind, first, last, step, fired, false, false);
    if (!kind->adapt)
        return run(cells, kind, first, last, step, fired, true, false);
    return run(cells, kind, first, last, step, fired, true, true);
}

uint32_t neurons_step_plainly(struct neurons *cells, const struct neurons_kind *kind,
                              uint32_t first, uint32_t last, uint32_t step, uint32_t *fired)
{
    const size_t ring = ((size_t)step << cells->shift) & cells->mask;
    uint32_t n_fired = 0;
    for (uint32_t i = first; i < last; i++) {
        float a = cells->g_ampa[i] + cells->in_ampa[ring + i];
        float g = cells->g_gaba[i] + cells->in_gaba[ring + i];
        float g_a = a, g_n = 0, g_g = g, g_w = kind->adapt ? cells->g_adapt[i] : 0.0f, drive = 0;
        cells->in_ampa[ring + i] = cells->in_gaba[ring + i] = 0;
        if (kind->modulated) {
            uint32_t x = cells->noise[i];
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            cells->noise[i] = x;
            float u = (float)(int32_t)(x >> 8) * 0x1.0p-24f, events = 0;
            for (int k = 0; k < kind->poisson_most; k++)
                events += u >= kind->poisson[k] ? 1.0f : 0.0f;
            float e = cells->g_ext[i] + kind->background * events;
            float n = cells->g_nmda[i], r = cells->g_nmda_rise[i] + cells->in_nmda[ring + i];
            cells->in_nmda[ring + i] = 0;
            g_a = a * cells->scaling[i] + e;
            g_n = n * cells->scaling[i] * kind->nmda_open /
                  (1.0f + (float)(MG_MM / MG_HALF_MM) *
                              model_expf((float)-MG_SLOPE * cells->v[i]));
            g_g = g * cells->inhibition[i] * kind->gaba_gain;
            drive = cells->current[i];
            cells->g_ext[i] = e * kind->keep_ampa;
            cells->g_nmda[i] = n * kind->keep_nmda + r * (1.0f - kind->keep_rise);
            cells->g_nmda_rise[i] = r * kind->keep_rise;
        }
        float total = kind->leak + (g_a + g_n) + g_g + g_w;
        drive = drive + kind->leak * kind->leak_mv + (g_a + g_n) * kind->exc_mv +
                g_g * kind->inh_mv + g_w * kind->adapt_mv;
        float rest = drive / total;
        float next = rest + (cells->v[i] - rest) * model_expf(-kind->per_c * total);
        cells->g_ampa[i] = a * kind->keep_ampa;
        cells->g_gaba[i] = g * kind->keep_gaba;

        bool held = cells->refractory[i] > 0;
        next = held ? kind->reset : next;
        bool spike = next >= kind->threshold;
        cells->refractory[i] = spike ? kind->hold : held ? cells->refractory[i] - 1.0f : 0.0f;
        cells->v[i] = spike ? kind->reset : next;
        if (kind->adapt)
            cells->g_adapt[i] = g_w * kind->keep_adapt + (spike ? kind->adapt_step : 0.0f);
        if (spike)
            fired[n_fired++] = i;
    }
    return n_fired;
}
