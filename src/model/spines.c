/* Spines: born on free contacts, they ripen if they are used, and die. */
#include "model/constants.h"
#include "model/internal.h"
#include "model/maths.h"

enum { SWEEP = 16 }; /* slow steps for one sweep over all rows */

/* What calcium tells of the use of the synapses from one group to another. */
static double use_of(float share_p)
{
    return GAMMA_P * (double)share_p;
}

/* Deaths of mature spines an hour: large ones live longer (Yasumatsu et al. 2008; Holtmaat et al.
 * 2005). */
static double mature_deaths(float rho)
{
    return (double)model_expf(-rho / (float)DEATH_RHO) / (DEATH_MATURE_D * 24.0);
}

/* Share of young spines that will stay rather than go. */
static double fit(float share_p)
{
    double use = use_of(share_p) / USE_HALF;
    return use * use / (1.0 + use * use);
}

static double young_deaths(float share_p)
{
    return (1.0 - fit(share_p)) / (DEATH_NEW_D * 24.0);
}

static float share_of(const struct model *m, uint32_t pre, uint32_t post)
{
    return m->share[model_group(m->net.place[pre])][model_group(m->net.place[post])].p;
}

double spines_deaths_per_hour(const struct model *m)
{
    const struct network *net = &m->net;
    double sum = 0;
    for (uint32_t i = 0; i < net->n_exc; i++)
        for (uint32_t c = net->contact.row[i]; c < network_border(net, i); c++)
            if (net->stage[c] == MODEL_MATURE)
                sum += mature_deaths(net->state[c].rho);
            else if (net->stage[c] == MODEL_FUNCTIONAL)
                sum += young_deaths(share_of(m, i, network_post(net, c)));
    return sum;
}

/* Odds that a silent spine becomes functional rather than being lost: AMPA receptors come with
 * potentiation, that is calcium over the upper threshold, and with the proteins of the plastic
 * capacity (Li et al. 2010). */
static double ripe_odds(const struct model *m, float share_p)
{
    double use = use_of(share_p);
    double odds =
        RIPE_LEAST + RIPE_USE * use / (use + USE_HALF) + RIPE_CAPACITY * m->cascade.capacity;
    return odds < RIPE_MOST ? odds : RIPE_MOST;
}

void spines_tag(struct model *m, double slow_s)
{
    float of_late = (float)(1.0 - model_exp(-slow_s / (TAG_H * 3600.0)));
    float usual = (float)(1.0 - model_exp(-slow_s / (USUAL_D * 86400.0)));
    for (uint32_t a = 0; a <= m->net.n_places; a++) {
        for (uint32_t b = 0; b <= m->net.n_places; b++) {
            m->tag[a][b] += of_late * (m->share[a][b].p - m->tag[a][b]);
            m->usual[a][b] += usual * (m->share[a][b].p - m->usual[a][b]);
        }
    }
}

/* How much likelier a birth is where calcium tells of use (Kwon & Sabatini 2011). */
static double pull(float share_p)
{
    double use = use_of(share_p);
    return 1.0 - BIRTH_USE + 2.0 * BIRTH_USE * use / (use + USE_HALF);
}

void spines_balance(struct model *m)
{
    struct network *net = &m->net;
    double odds = 0, free_contacts = 0; /* these weighted by what pulls at them */
    uint32_t n = 0;
    for (uint32_t i = 0; i < net->n_exc; i++) {
        const struct group_share *share = m->share[model_group(net->place[i])];
        for (uint32_t c = network_border(net, i); c < net->contact.row[i + 1]; c++)
            free_contacts += pull(share[model_group(net->place[network_post(net, c)])].p);
        m->rest_in[i] = 0;
        for (uint32_t e = net->column[i]; e < net->column[i] + net->column_live[i]; e++) {
            uint32_t c = net->in[e], pre = net->pre_of[c];
            uint8_t stage = net->stage[c];
            m->rest_in[i] += stage >= MODEL_FUNCTIONAL;
            if (stage != MODEL_SILENT)
                continue;
            odds += ripe_odds(m, share_of(m, pre, i));
            n++;
        }
    }
    double ripe = FILOPODIUM_HOLDS * (n ? odds / n : 0.5);
    m->birth_per_hour = spines_deaths_per_hour(m) / (free_contacts * ripe + 1.0);
}

/* What a live contact may become next, at which rates an hour. */
struct outlook {
    double die, go_on;
    enum model_stage next;
};

static struct outlook look_ahead(const struct model *m, uint32_t c, float share_p)
{
    switch (m->net.stage[c]) {
    case MODEL_FILOPODIUM:
        return (struct outlook){(1.0 - FILOPODIUM_HOLDS) / FILOPODIUM_H,
                                FILOPODIUM_HOLDS / FILOPODIUM_H, MODEL_SILENT};
    case MODEL_SILENT: {
        double odds = ripe_odds(m, share_p);
        return (struct outlook){(1.0 - odds) / SILENT_H, odds / SILENT_H, MODEL_FUNCTIONAL};
    }
    case MODEL_FUNCTIONAL:
        return (struct outlook){young_deaths(share_p), fit(share_p) / (MATURE_D * 24.0),
                                MODEL_MATURE};
    default:
        return (struct outlook){mature_deaths(m->net.state[c].rho), 0.0, MODEL_MATURE};
    }
}

/* One live contact over `hours`, however many changes fall into them; true if it dies. */
static bool ripen(struct model *m, uint32_t c, float share_p, double hours)
{
    for (;;) {
        struct outlook ahead = look_ahead(m, c, share_p);
        double rate = ahead.die + ahead.go_on;
        hours += model_log(1.0 - model_uniform(&m->random)) / rate;
        if (hours < 0)
            return false;
        if (model_uniform(&m->random) * rate < ahead.die)
            return true;
        network_set_stage(&m->net, c, ahead.next);
        if (ahead.next == MODEL_FUNCTIONAL) {
            double rho = BIRTH_RHO + BIRTH_RHO_CAPACITY * m->cascade.capacity;
            m->net.state[c].rho = (float)(rho < BIRTH_RHO_MOST ? rho : BIRTH_RHO_MOST);
        }
    }
}

/* Births on a free contact, by those at rest: what the use of now and, with the proteins, any
 * contact pulls, and what comes where use is new, its tag above the usual (Frey & Morris 1997;
 * Bienenstock, Cooper & Munro 1982). */
struct births {
    double any, where_new;
};

static struct births births_on(const struct model *m, uint32_t from, uint32_t to)
{
    struct births births = {.any = pull(m->share[from][to].p)};
    double proteins = m->cascade.capacity - BIRTH_CAPACITY;
    if (proteins <= 0)
        return births;
    double usual = use_of(m->usual[from][to]);
    double more = (use_of(m->tag[from][to]) - usual) / (usual + BIRTH_NEW_HALF);
    double extra = BIRTH_GAIN * proteins;
    births.any += extra;
    if (more > 0)
        births.where_new = extra * BIRTH_NEW * more * more / (more * more + 1.0);
    return births;
}

/* However many spines a dendrite has lost, its births no more than double. */
static const double BIRTHS_MOST = 2.0;

/* The same where a dendrite has `more` spines than at rest, a share: it makes fewer, and one that
 * lost some makes more, since resources are shared (Butz & van Ooyen 2013). What is newly used can
 * claim more of them than the rest. */
static double births_checked(struct births births, double more)
{
    double any = 1.0 - (more > 0 ? BIRTH_LIMIT : BIRTH_NEED) * more;
    double where_new = 1.0 - BIRTH_NEW_LIMIT * more;
    return model_clamp(any, 0.0, BIRTHS_MOST) * births.any +
           model_clamp(where_new, 0.0, BIRTHS_MOST) * births.where_new;
}

/* Births in one row over `hours`. */
static void sprout(struct model *m, uint32_t cell, double hours)
{
    struct network *net = &m->net;
    uint32_t from = model_group(net->place[cell]);
    uint32_t n_free = net->contact.row[cell + 1] - network_border(net, cell);
    struct births births[MODEL_GROUPS];
    double most = 0;
    for (uint32_t to = 0; to <= net->n_places; to++) {
        births[to] = births_on(m, from, to);
        double high = BIRTHS_MOST * (births[to].any + births[to].where_new);
        most = high > most ? high : most;
    }
    /* Candidates as the likeliest contact would give them, thinned to what each is likely to. */
    double rate = m->birth_per_hour, likely = 1.0 - model_exp(-rate * most * hours);
    double expected = n_free * likely;
    uint32_t n = (uint32_t)expected;
    n += model_uniform(&m->random) < expected - n;
    for (; n > 0; n--) {
        n_free = net->contact.row[cell + 1] - network_border(net, cell);
        if (n_free == 0)
            return;
        uint32_t c = network_border(net, cell) + model_below(&m->random, n_free);
        uint32_t post = network_post(net, c), to = model_group(net->place[post]);
        double more = 0;
        if (m->rest_in[post])
            more = (double)m->functional_in[post] / m->rest_in[post] - 1.0;
        double checked = births_checked(births[to], more);
        if (model_uniform(&m->random) * likely >= 1.0 - model_exp(-rate * checked * hours))
            continue;
        c = network_birth(net, c, (float)BIRTH_RHO, (uint32_t)m->step);
        if (ripen(m, c, m->share[from][to].p, hours * model_uniform(&m->random)))
            network_death(net, c);
        else
            slow_weigh(m, c);
    }
}

/* Moves the spines of one row to the present. */
static void turn(struct model *m, uint32_t cell)
{
    struct network *net = &m->net;
    double hours = (m->slow_s - m->row_time_s[cell]) / 3600.0;
    m->row_time_s[cell] = m->slow_s;
    if (hours <= 0)
        return;
    const struct group_share *share = m->share[model_group(net->place[cell])];
    for (uint32_t c = net->contact.row[cell]; c < network_border(net, cell);) {
        uint32_t to = model_group(net->place[network_post(net, c)]);
        if (ripen(m, c, share[to].p, hours))
            network_death(net, c); /* another one now has number c */
        else
            slow_weigh(m, c++);
    }
    sprout(m, cell, hours);
}

void spines_step(struct model *m)
{
    uint32_t n = (m->net.n_exc + SWEEP - 1) / SWEEP;
    for (uint32_t k = 0; k < n; k++) {
        turn(m, m->structure_row);
        m->structure_row = (m->structure_row + 1) % m->net.n_exc;
    }
}

void spines_settle(struct model *m)
{
    for (uint32_t cell = 0; cell < m->net.n_exc; cell++)
        turn(m, cell);
}
