/* Spines: born on free contacts, they ripen if they are used, and die. */
#include "model/constants.h"
#include "model/internal.h"
#include "model/maths.h"

enum { SWEEP = 16 }; /* slow steps for one sweep over all rows */

/* Deaths an hour: large spines live longer (Yasumatsu et al. 2008; Holtmaat et al. 2005). */
static double death_rate(uint8_t stage, float rho)
{
    double days = stage == MODEL_MATURE ? DEATH_MATURE_D : DEATH_NEW_D;
    return model_expf(-rho / (float)DEATH_RHO) / (days * 24.0);
}

double spines_deaths_per_hour(const struct model *m)
{
    const struct network *net = &m->net;
    double sum = 0;
    for (uint32_t i = 0; i < net->n_exc; i++)
        for (uint32_t c = net->row[i]; c < net->row[i] + net->row_live[i]; c++)
            if (net->stage[c] >= MODEL_FUNCTIONAL)
                sum += death_rate(net->stage[c], net->state[c].rho);
    return sum;
}

/* Odds that a silent spine becomes functional rather than being lost: AMPA receptors come with
 * potentiation, that is calcium over the upper threshold, and with the proteins of the plastic
 * capacity (Li et al. 2010). */
static double ripe_odds(const struct model *m, float share_p)
{
    float use = (float)GAMMA_P * share_p;
    double odds = 0.4 + 0.4 * use / (use + 2.0) + 0.3 * m->cascade.capacity;
    return odds < 0.95 ? odds : 0.95;
}

void spines_balance(struct model *m)
{
    struct network *net = &m->net;
    double odds = 0, free_contacts = net->contacts - net->live;
    uint32_t n = 0;
    for (uint32_t i = 0; i < net->n_exc; i++) {
        m->rest_in[i] = 0;
        for (uint32_t e = net->column[i]; e < net->column[i] + net->column_live[i]; e++) {
            uint32_t c = net->in[e], pre = net->pre_of[c];
            uint8_t stage = net->stage[c];
            m->rest_in[i] += stage >= MODEL_FUNCTIONAL;
            if (stage != MODEL_SILENT)
                continue;
            odds += ripe_odds(m, m->lately.share[model_group(net->place[pre])]
                                         [model_group(net->place[i])].p);
            n++;
        }
    }
    double ripe = FILOPODIUM_HOLDS * (n ? odds / n : 0.5);
    m->birth_per_hour = spines_deaths_per_hour(m) / (free_contacts * ripe + 1.0);
}

/* One live contact over `hours`; true if it dies. At most one change a turn. */
static bool ripen(struct model *m, uint32_t c, float share_p, double hours)
{
    struct network *net = &m->net;
    float rho = net->state[c].rho;
    double u = model_uniform(&m->random);
    switch (net->stage[c]) {
    case MODEL_FILOPODIUM: {
        double p = 1.0 - model_exp(-hours / FILOPODIUM_H);
        if (u >= p)
            return false;
        if (u >= p * FILOPODIUM_HOLDS)
            return true;
        network_set_stage(net, c, MODEL_SILENT);
        return false;
    }
    case MODEL_SILENT: {
        double p = 1.0 - model_exp(-hours / SILENT_H);
        if (u >= p)
            return false;
        if (u >= p * ripe_odds(m, share_p))
            return true;
        network_set_stage(net, c, MODEL_FUNCTIONAL);
        return false;
    }
    case MODEL_FUNCTIONAL: {
        double die = death_rate(MODEL_FUNCTIONAL, rho);
        double grow = rho > (float)MATURE_RHO ? 1.0 / (MATURE_D * 24.0) : 0.0;
        double p = 1.0 - model_exp(-hours * (die + grow));
        if (u >= p)
            return false;
        if (u < p * die / (die + grow))
            return true;
        network_set_stage(net, c, MODEL_MATURE);
        return false;
    }
    default:
        return u < 1.0 - model_exp(-hours * death_rate(MODEL_MATURE, rho));
    }
}

/* Births in one row over `hours`: each free contact at rate b0 (1 + kP P) h, with h from the
 * activity of both cells and the spines the dendrite has (Butz & van Ooyen 2013). */
static void sprout(struct model *m, uint32_t cell, double hours)
{
    struct network *net = &m->net;
    uint32_t free_from = net->row[cell] + net->row_live[cell];
    uint32_t n_free = net->row[cell + 1] - free_from;
    if (n_free == 0)
        return;
    double rate = m->birth_per_hour * (1.0 + BIRTH_GAIN * m->cascade.capacity);
    double most = 3.0; /* h is at most this; candidates are thinned by h / most */
    double expected = n_free * (1.0 - model_exp(-rate * most * hours));
    uint32_t n = (uint32_t)expected;
    n += model_uniform(&m->random) < expected - n;
    double mean = m->lately.now.rate_exc_hz > 0.1 ? m->lately.now.rate_exc_hz : 0.1;
    for (; n > 0; n--) {
        n_free = net->row[cell + 1] - net->row[cell] - net->row_live[cell];
        if (n_free == 0)
            return;
        uint32_t c = net->row[cell] + net->row_live[cell] + model_below(&m->random, n_free);
        uint32_t post = net->post[c];
        double h = model_sqrt((m->lately.rate_hz[cell] / mean) * (m->lately.rate_hz[post] / mean));
        h = h < 0.9 ? 0.9 : h > 1.1 ? 1.1 : h;
        /* A dendrite with more spines than at rest makes fewer, one that lost some more: resources are shared. */
        if (m->rest_in[post]) {
            double more = (double)m->functional_in[post] / m->rest_in[post] - 1.0;
            h *= 1.0 - (more > 0 ? BIRTH_LIMIT : BIRTH_NEED) * more;
        }
        if (model_uniform(&m->random) * most < h)
            network_birth(net, c, (float)BIRTH_RHO, (uint32_t)m->step);
    }
}

void spines_step(struct model *m)
{
    struct network *net = &m->net;
    uint32_t n = (net->n_exc + SWEEP - 1) / SWEEP;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t cell = m->structure_row;
        m->structure_row = (cell + 1) % net->n_exc;
        double hours = (m->slow_s - m->row_time_s[cell]) / 3600.0;
        m->row_time_s[cell] = m->slow_s;
        if (hours <= 0)
            continue;
        const struct group_share *share = m->lately.share[model_group(net->place[cell])];
        for (uint32_t c = net->row[cell]; c < net->row[cell] + net->row_live[cell];) {
            uint32_t to = model_group(net->place[net->post[c]]);
            if (ripen(m, c, share[to].p, hours))
                network_death(net, c); /* another one now has number c */
            else
                slow_weigh(m, c), c++;
        }
        sprout(m, cell, hours);
    }
}
