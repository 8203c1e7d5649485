/* The step of neurons.c for LANES cells at a time, included there once for each width, with TARGET
 * the processor it wants. The vectors never cross a function boundary, so their ABI does not
 * matter. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"

#define PASTE(a, b)        a##_##b
#define EXPAND(a, b)       PASTE(a, b)
#define NAME(a)            EXPAND(a, LANES)
#define ALL(x)             ((vec){} + (float)(x))
#define PICK(mask, a, b)   ((vec)(((mask) & (ivec)(a)) | (~(mask) & (ivec)(b))))
#define FADED(x)           ((vec)(~((x) < least) & (ivec)(x)))
#define VECTOR             __attribute__((vector_size(4 * LANES), aligned(4), may_alias))
#define AT(type, array, i) (*(type *)((array) + (i)))
/* One bit for each lane of a mask, and who steps the few cells that are left at the end. */
#if LANES == 16
#define REST       step_8
#define BITS_OF    int32_t
#define BITS(mask) ((uint32_t)__builtin_ia32_cvtd2mask512((bits_vec)(mask)))
#elif LANES == 8
#define REST       step_4
#define BITS_OF    float
#define BITS(mask) ((uint32_t)__builtin_ia32_movmskps256((bits_vec)(mask)))
#elif defined(__x86_64__)
#define REST       neurons_step_plainly
#define BITS_OF    float
#define BITS(mask) ((uint32_t)__builtin_ia32_movmskps((bits_vec)(mask)))
#else
#define REST    neurons_step_plainly
#define BITS_OF int32_t
#define BITS(mask)                                                                                 \
    ((uint32_t)((((bits_vec)(mask))[0] & 1) | (((bits_vec)(mask))[1] & 2) |                        \
                (((bits_vec)(mask))[2] & 4) | (((bits_vec)(mask))[3] & 8)))
#endif

/* With the flags constant, what a class does not have costs nothing. */
TARGET static inline __attribute__((always_inline)) uint32_t
NAME(run)(struct neurons *cells, const struct neurons_kind *kind, uint32_t first, uint32_t last,
          uint32_t step, uint32_t *fired, const bool modulated, const bool adapting,
          const bool direct)
{
    typedef float vec VECTOR;
    typedef int32_t ivec VECTOR;
    typedef uint32_t uvec VECTOR;
    typedef BITS_OF bits_vec __attribute__((vector_size(4 * LANES)));
    const size_t ring = ((size_t)step << cells->shift) & cells->mask;
    const vec threshold = ALL(kind->threshold), reset = ALL(kind->reset), none = ALL(0.0f);
    const vec hold = ALL(kind->hold), one = ALL(1.0f), adapt_step = ALL(kind->adapt_step);
    const vec most_y = ALL(MOST_Y), least_y = ALL(-MOST_Y), stiff_z = ALL(-1.0f);
    const float leak = kind->leak, leak_drive = kind->leak_drive, per_c = kind->per_c;
    const float exc_mv = kind->exc_mv, inh_mv = kind->inh_mv, adapt_mv = kind->adapt_mv;
    const float keep_ampa = kind->keep_ampa, keep_gaba = kind->keep_gaba;
    const float keep_nmda = kind->keep_nmda, keep_rise = kind->keep_rise;
    const float from_rise = 1.0f - kind->keep_rise, keep_adapt = kind->keep_adapt;
    const float open = kind->nmda_open, gain = kind->gaba_gain, background = kind->background;
    const float slope = kind->mg_slope, shift = kind->mg_shift;
    const vec least = ALL(LEAST_NS);
    uint32_t n_fired = 0, i = first;

    for (; i + LANES <= last; i += LANES) {
        vec a = AT(vec, cells->g_ampa, i), g = AT(vec, cells->g_gaba, i);
        vec v = AT(vec, cells->v, i);
        if (!direct) {
            a += AT(vec, cells->in_ampa, ring + i);
            g += AT(vec, cells->in_gaba, ring + i);
            AT(vec, cells->in_ampa, ring + i) = AT(vec, cells->in_gaba, ring + i) = none;
        }
        vec g_e = a, g_i = g, drive = ALL(leak_drive), w = none;
        if (modulated) {
            uvec x = AT(uvec, cells->noise, i);
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            AT(uvec, cells->noise, i) = x;
            ivec u = (ivec)(x >> 8), events = {};
            for (int k = 0; k < COMMON; k++)
                events -= u >= kind->poisson[k];
            if (BITS(u >= kind->poisson[COMMON]))
                for (int k = COMMON; k < NEURONS_POISSON; k++)
                    events -= u >= kind->poisson[k];
            vec e = AT(vec, cells->g_ext, i) + background * __builtin_convertvector(events, vec);
            vec n = AT(vec, cells->g_nmda, i), r = AT(vec, cells->g_nmda_rise, i);
            if (!direct) {
                r += AT(vec, cells->in_nmda, ring + i);
                AT(vec, cells->in_nmda, ring + i) = none;
            }
            vec y = v * slope + shift;
            y = PICK(y < least_y, least_y, y);
            y = PICK(y > most_y, most_y, y);
            vec rounded = y + ROUND, f = y - (rounded - ROUND);
            vec p = 1.0f + f * (TWO[0] + f * (TWO[1] + f * (TWO[2] + f * (TWO[3] + f * TWO[4]))));
            vec blocked = p * (vec)((uvec)rounded << 23), scale = AT(vec, cells->scaling, i);
            g_e = a * scale + e;
            g_e += n * scale * open / (1.0f + blocked);
            g_i = g * AT(vec, cells->inhibition, i) * gain;
            drive += AT(vec, cells->current, i);
            AT(vec, cells->g_ext, i) = FADED(e * keep_ampa);
            /* What leaves the rise compartment enters the decay one: area is kept. */
            AT(vec, cells->g_nmda, i) = FADED(n * keep_nmda + r * from_rise);
            AT(vec, cells->g_nmda_rise, i) = FADED(r * keep_rise);
        }
        vec total = leak + g_e + g_i;
        drive = drive + g_e * exc_mv + g_i * inh_mv;
        if (adapting) {
            w = AT(vec, cells->g_adapt, i);
            total += w;
            drive += w * adapt_mv;
        }
        vec z = total * -per_c, change = (drive - total * v) * per_c;
        vec phi = 1.0f + z * (PHI[0] + z * (PHI[1] + z * (PHI[2] + z * (PHI[3] + z * PHI[4]))));
        vec next = v + change * phi;
        AT(vec, cells->g_ampa, i) = FADED(a * keep_ampa);
        AT(vec, cells->g_gaba, i) = FADED(g * keep_gaba);

        vec wait = AT(vec, cells->refractory, i);
        ivec held = wait > none;
        next = PICK(held, reset, next);
        wait = (vec)(held & (ivec)(wait - one));
        ivec stiff = z < stiff_z, spike = next >= threshold;
        if (BITS(stiff) | BITS(spike)) {
            for (uint32_t left = BITS(stiff & ~held); left; left &= left - 1) {
                int k = __builtin_ctz(left);
                next[k] = long_step(v[k], drive[k], total[k], per_c);
            }
            spike = next >= threshold;
            next = PICK(spike, reset, next);
            wait = PICK(spike, hold, wait);
            for (uint32_t left = BITS(spike); left; left &= left - 1)
                fired[n_fired++] = i + (uint32_t)__builtin_ctz(left);
        }
        AT(vec, cells->v, i) = next;
        AT(vec, cells->refractory, i) = wait;
        if (adapting)
            AT(vec, cells->g_adapt, i) =
                FADED(w * keep_adapt + (vec)(spike & (ivec)adapt_step));
    }
    return i == last ? n_fired : n_fired + REST(cells, kind, i, last, step, fired + n_fired);
}

TARGET static uint32_t NAME(step)(struct neurons *cells, const struct neurons_kind *kind,
                                  uint32_t first, uint32_t last, uint32_t step, uint32_t *fired)
{
#define RUN(...) NAME(run)(cells, kind, first, last, step, fired, __VA_ARGS__)
    if (!kind->modulated)
        return cells->direct ? RUN(false, false, true) : RUN(false, false, false);
    if (cells->direct)
        return kind->adapt ? RUN(true, true, true) : RUN(true, false, true);
    return kind->adapt ? RUN(true, true, false) : RUN(true, false, false);
#undef RUN
}

#undef PASTE
#undef EXPAND
#undef NAME
#undef ALL
#undef PICK
#undef FADED
#undef VECTOR
#undef AT
#undef BITS
#undef BITS_OF
#undef REST
#pragma GCC diagnostic pop
