/* The vectors below never cross a function boundary, so their ABI does not matter. */
#pragma GCC diagnostic ignored "-Wpsabi"

#include "model/neurons.h"

#include <stdlib.h>
#include <string.h>

#include "model/constants.h"
#include "model/maths.h"

static float *zeroed(size_t n)
{
    size_t bytes = (n * sizeof(float) + 63) & ~(size_t)63;
    float *p = aligned_alloc(64, bytes ? bytes : 64);
    if (p)
        memset(p, 0, bytes);
    return p;
}

bool neurons_create(struct neurons *cells, uint32_t n_exc, uint32_t n_inh, double ext_rate_hz,
                    uint64_t *random)
{
    memset(cells, 0, sizeof *cells);
    /* Each class fills whole vectors, so that no vector holds cells of both. */
    uint32_t n = n_exc + n_inh;
    cells->n = n;
    cells->n_exc = n_exc;
    cells->stride = (n + 15u) & ~15u;
    cells->keep_ampa = (float)model_exp(-DT_MS / AMPA_TAU_MS);
    cells->keep_rise = (float)model_exp(-DT_MS / NMDA_RISE_MS);
    cells->keep_nmda = (float)model_exp(-DT_MS / NMDA_TAU_MS);
    cells->keep_gaba = (float)model_exp(-DT_MS / GABA_TAU_MS);
    cells->keep_adapt = (float)model_exp(-DT_MS / ADAPT_TAU_MS);
    float **arrays[] = {&cells->v, &cells->g_ampa, &cells->g_ext, &cells->g_nmda,
                        &cells->g_nmda_rise, &cells->g_gaba, &cells->g_adapt, &cells->refractory,
                        &cells->current, &cells->scaling};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        if (!(*arrays[i] = zeroed(cells->stride)))
            return false;
    cells->noise = (uint32_t *)zeroed(cells->stride);
    cells->fired = (int32_t *)zeroed(cells->stride);
    cells->in_ampa = zeroed((size_t)cells->stride * NEURONS_RING);
    cells->in_nmda = zeroed((size_t)cells->stride * NEURONS_RING);
    cells->in_gaba = zeroed((size_t)cells->stride * NEURONS_RING);
    if (!cells->noise || !cells->fired || !cells->in_ampa || !cells->in_nmda || !cells->in_gaba)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        cells->v[i] = (float)(E_LEAK + 15.0 * model_uniform(random));
        cells->scaling[i] = 1.0f;
        cells->noise[i] = (uint32_t)(model_random(random) >> 32) | 1u;
    }
    double mean = ext_rate_hz * DT_MS / 1000.0, p = model_exp(-mean), sum = 0;
    for (int k = 0; k < 9; k++) {
        sum += p;
        cells->poisson[k] = (float)sum;
        p *= mean / (k + 1);
    }
    return true;
}

void neurons_destroy(struct neurons *cells)
{
    void *all[] = {cells->v, cells->g_ampa, cells->g_ext, cells->g_nmda, cells->g_nmda_rise,
                   cells->g_gaba, cells->g_adapt, cells->refractory, cells->current,
                   cells->scaling, cells->fired, cells->noise, cells->in_ampa, cells->in_nmda,
                   cells->in_gaba};
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
enum { LANES = 8 };
typedef float vec __attribute__((vector_size(4 * LANES), may_alias));
typedef int32_t ivec __attribute__((vector_size(4 * LANES), may_alias));
typedef uint32_t uvec __attribute__((vector_size(4 * LANES), may_alias));

#define ALL(x) ((vec){} + (float)(x))
#define PICK(mask, a, b) ((vec)(((mask) & (ivec)(a)) | (~(mask) & (ivec)(b))))

static inline __attribute__((always_inline)) vec vec_exp(vec x)
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

/* The processor's best form is chosen when the program is loaded; sanitizers run too early for
 * that choice. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define BEST_OF_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define BEST_OF_PROCESSOR
#endif

BEST_OF_PROCESSOR
void neurons_step(struct neurons *cells, uint32_t first, uint32_t last, uint32_t slot,
                  const struct neurons_class *kind)
{
    size_t ring = (size_t)slot * cells->stride;
    const float *p = cells->poisson;
    const float keep_ampa = cells->keep_ampa, keep_rise = cells->keep_rise;
    const float keep_nmda = cells->keep_nmda, keep_gaba = cells->keep_gaba;
    const float keep_adapt = cells->keep_adapt, from_rise = 1.0f - cells->keep_rise;
    const float mg = (float)(MG_MM / MG_HALF_MM), slope = (float)-MG_SLOPE;
    const float leak = kind->leak_ns, open = kind->nmda_open;
    const float per_c = (float)DT_MS / kind->capacitance_pf;
    const float e_exc = (float)E_EXC, e_gaba = (float)E_GABA, e_k = (float)E_K;
    const vec threshold = ALL(V_THRESHOLD), reset = ALL(V_RESET), none = ALL(0.0f);
    const vec hold = ALL(kind->refractory_steps), step_adapt = ALL(kind->adapt_step_ns);
    const vec one = ALL(1.0f);

    for (uint32_t i = first; i < last; i += LANES) {
        uvec x = *(uvec *)(cells->noise + i);
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        *(uvec *)(cells->noise + i) = x;
        vec u = __builtin_convertvector((ivec)(x >> 8), vec) * 0x1.0p-24f;
        vec events = none;
        for (int k = 0; k < 6; k++)
            events += PICK(u >= ALL(p[k]), one, none);

        vec *v = (vec *)(cells->v + i), *adapt = (vec *)(cells->g_adapt + i);
        vec *ampa = (vec *)(cells->g_ampa + i), *ext = (vec *)(cells->g_ext + i);
        vec *nmda = (vec *)(cells->g_nmda + i), *rise = (vec *)(cells->g_nmda_rise + i);
        vec *gaba = (vec *)(cells->g_gaba + i), *refractory = (vec *)(cells->refractory + i);
        vec *in_a = (vec *)(cells->in_ampa + ring + i), *in_n = (vec *)(cells->in_nmda + ring + i);
        vec *in_g = (vec *)(cells->in_gaba + ring + i);
        vec scaling = *(vec *)(cells->scaling + i), current = *(vec *)(cells->current + i);

        vec a = *ampa + *in_a, r = *rise + *in_n, g = *gaba + *in_g;
        vec e = *ext + kind->ext_ns * events, n = *nmda;
        *in_a = *in_n = *in_g = none;

        vec g_a = a * scaling + e;
        vec g_n = n * scaling * open / (1.0f + mg * vec_exp(slope * *v));
        vec g_g = g * kind->gaba_gain, g_w = *adapt;
        vec total = leak + g_a + g_n + g_g + g_w;
        vec drive = leak * (float)E_LEAK + (g_a + g_n) * e_exc + g_g * e_gaba + g_w * e_k + current;
        vec rest = drive / total;
        vec next = rest + (*v - rest) * vec_exp(-per_c * total);

        ivec held = *refractory > none;
        next = PICK(held, reset, next);
        ivec spike = next >= threshold;
        *refractory = PICK(spike, hold, PICK(held, *refractory - 1.0f, none));
        *v = PICK(spike, reset, next);
        *adapt = g_w * keep_adapt + PICK(spike, step_adapt, none);
        *(ivec *)(cells->fired + i) = spike;

        *ampa = a * keep_ampa;
        *ext = e * keep_ampa;
        /* What leaves the rise compartment enters the decay one: area is kept. */
        *nmda = n * keep_nmda + r * from_rise;
        *rise = r * keep_rise;
        *gaba = g * keep_gaba;
    }
}
