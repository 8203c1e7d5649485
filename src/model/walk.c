#include "model/walk.h"

#include <string.h>

#include "model/constants.h"
#include "model/maths.h"

void walk_init(struct walk *walk, uint32_t n_places, const uint8_t *loop, uint32_t n_loop)
{
    memset(walk, 0, sizeof *walk);
    walk->n_places = n_places;
    walk->memory = WALK_MEMORY;
    walk->winner = walk->last = -1;
    for (uint32_t i = 0; i < n_loop; i++)
        walk->on_loop[loop[i]][loop[(i + 1) % n_loop]] = true;
}

void walk_forget(struct walk *walk)
{
    memset(walk->count, 0, sizeof walk->count);
}

static void transition(struct walk *walk, int from, int to)
{
    double keep = 1.0 - 1.0 / walk->memory;
    for (uint32_t i = 0; i < walk->n_places; i++)
        for (uint32_t j = 0; j < walk->n_places; j++)
            walk->count[i][j] *= keep;
    walk->count[from][to] += 1.0;
}

bool walk_bin(struct walk *walk, const float *rate_hz)
{
    float k = (float)(WALK_BIN_MS / WALK_SMOOTH_MS);
    int best = -1;
    float first = 0, second = 0;
    for (uint32_t p = 0; p < walk->n_places; p++) {
        walk->rate_hz[p] += k * (rate_hz[p] - walk->rate_hz[p]);
        if (walk->rate_hz[p] > first) {
            second = first;
            first = walk->rate_hz[p];
            best = (int)p;
        } else if (walk->rate_hz[p] > second) {
            second = walk->rate_hz[p];
        }
    }
    bool clear = best >= 0 && first > (float)WALK_RATE_HZ && first > (float)WALK_DOMINANCE * second;
    walk->winner = clear ? best : -1;
    if (!clear || best == walk->last)
        return false;
    if (walk->last >= 0)
        transition(walk, walk->last, best);
    walk->last = best;
    walk->visits++;
    return true;
}

double walk_transitions(const struct walk *walk)
{
    double total = 0;
    for (uint32_t i = 0; i < walk->n_places; i++)
        for (uint32_t j = 0; j < walk->n_places; j++)
            total += walk->count[i][j];
    return total;
}

double walk_entropy_bits(const struct walk *walk)
{
    double total = walk_transitions(walk);
    if (total < 1.0)
        return 0.0;
    double bits = 0;
    double most = model_log(walk->n_places - 1.0) / model_log(2.0);
    for (uint32_t i = 0; i < walk->n_places; i++) {
        double row = 0, h = 0;
        unsigned seen = 0;
        for (uint32_t j = 0; j < walk->n_places; j++)
            row += walk->count[i][j];
        if (row < 0.5)
            continue;
        for (uint32_t j = 0; j < walk->n_places; j++) {
            double c = walk->count[i][j];
            if (c <= 0)
                continue;
            h -= c / row * model_log(c / row) / model_log(2.0);
            /* Counts fade; one that is nearly forgotten is no outcome seen any more. */
            seen += c > 0.25;
        }
        if (seen > 1)
            h += (seen - 1.0) / (2.0 * row * model_log(2.0));
        bits += row / total * (h < most ? h : most);
    }
    return bits;
}

double walk_rigidity(const struct walk *walk)
{
    if (walk_transitions(walk) < 1.0 || walk->n_places < 3)
        return 0.0;
    double r = 1.0 - walk_entropy_bits(walk) * model_log(2.0) / model_log(walk->n_places - 1.0);
    return model_clamp(r, 0.0, 1.0);
}

double walk_loop_share(const struct walk *walk)
{
    double on = 0, total = walk_transitions(walk);
    for (uint32_t i = 0; i < walk->n_places; i++)
        for (uint32_t j = 0; j < walk->n_places; j++)
            if (walk->on_loop[i][j])
                on += walk->count[i][j];
    return total > 0 ? on / total : 0.0;
}
