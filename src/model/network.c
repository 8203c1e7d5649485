#include "model/network.h"

#include <stdlib.h>
#include <string.h>

#include "model/constants.h"
#include "model/maths.h"

static const float PLACE_SPREAD_MM = 4.5f;

/* Roughly normal, mean 0 and deviation 1: the sum of four uniforms, no tail to speak of. */
static float scatter(uint64_t *random)
{
    double sum = 0;
    for (int i = 0; i < 4; i++)
        sum += model_uniform(random);
    return (float)((sum - 2.0) * 1.7320508);
}

static void lay_out(struct network *net, const struct model_config *config, uint64_t *random)
{
    uint32_t n = net->n_exc + net->n_inh;
    for (uint32_t i = 0; i < n; i++) {
        bool in_place = i < config->n_places * config->cells_per_place;
        net->place[i] = in_place ? (int8_t)(i / config->cells_per_place) : -1;
        /* Cells outside all places lie scattered about the places of their region. */
        uint32_t near = in_place ? (uint32_t)net->place[i] : model_below(random, net->n_places);
        float spread = in_place ? PLACE_SPREAD_MM : 2.2f * PLACE_SPREAD_MM;
        net->region[i] = config->place_region[near];
        for (int k = 0; k < 3; k++)
            net->position[i][k] = config->place_mm[near][k] + spread * scatter(random) *
                                                                  (k == 1 ? 0.8f : 1.0f);
    }
}

static uint8_t delay_steps(const struct network *net, uint32_t a, uint32_t b)
{
    double sum = 0;
    for (int k = 0; k < 3; k++) {
        double d = net->position[a][k] - net->position[b][k];
        sum += d * d;
    }
    double ms = DELAY_MIN_MS + DELAY_PER_MM * model_sqrt(sum);
    if (ms > DELAY_MAX_MS)
        ms = DELAY_MAX_MS;
    return (uint8_t)(ms / DT_MS + 0.5);
}

/* How likely a potential contact and a live synapse are from place a to place b. */
static void densities(const bool way[MODEL_MAX_PLACES][MODEL_MAX_PLACES], int a, int b,
                      double *potential, double *live)
{
    if (a >= 0 && a == b) {
        *potential = POT_PLACE;
        *live = P_PLACE;
    } else if (a >= 0 && b >= 0 && way[a][b]) {
        *potential = POT_WAY;
        *live = P_WAY;
    } else {
        *potential = POT_REST;
        *live = P_REST;
    }
}

static bool grow(void **array, size_t *capacity, size_t needed, size_t item)
{
    if (needed <= *capacity)
        return true;
    size_t wanted = *capacity ? *capacity * 2 : 65536;
    while (wanted < needed)
        wanted *= 2;
    void *bigger = realloc(*array, wanted * item);
    if (!bigger)
        return false;
    *array = bigger;
    *capacity = wanted;
    return true;
}

/* One fixed projection as compressed rows, each pair with probability p. */
static bool project(const struct network *net, uint32_t from, uint32_t n_from, uint32_t to,
                    uint32_t n_to, double p_exc, double p_inh, uint32_t *row, uint16_t **post,
                    uint8_t **delay, uint32_t *count, uint64_t *random)
{
    size_t capacity = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_from; i++) {
        row[i] = n;
        for (uint32_t j = 0; j < n_to; j++) {
            double p = to + j < net->n_exc ? p_exc : p_inh;
            if (from + i == to + j || model_uniform(random) >= p)
                continue;
            if (!grow((void **)post, &capacity, n + 1u, sizeof **post))
                return false;
            (*post)[n++] = (uint16_t)j;
        }
    }
    row[n_from] = n;
    *count = n;
    *delay = malloc(n ? n : 1);
    if (!*delay)
        return false;
    for (uint32_t i = 0; i < n_from; i++)
        for (uint32_t k = row[i]; k < row[i + 1]; k++)
            (*delay)[k] = delay_steps(net, from + i, to + (*post)[k]);
    return true;
}

static bool draw_contacts(struct network *net, const struct model_config *config, uint64_t *random)
{
    bool way[MODEL_MAX_PLACES][MODEL_MAX_PLACES] = {{false}};
    for (uint32_t i = 0; i < config->n_loop; i++)
        way[config->loop[i]][config->loop[(i + 1) % config->n_loop]] = true;
    for (uint32_t i = 0; i < config->n_ways; i++)
        way[config->ways[i].from][config->ways[i].to] = true;

    size_t capacity = 0;
    uint16_t *spare = malloc(net->n_exc * sizeof *spare);
    if (!spare)
        return false;
    for (uint32_t i = 0; i < net->n_exc; i++) {
        net->row[i] = net->contacts;
        uint32_t n_spare = 0;
        for (uint32_t j = 0; j < net->n_exc; j++) {
            double potential, live;
            densities(way, net->place[i], net->place[j], &potential, &live);
            double u = model_uniform(random);
            if (i == j || u >= potential)
                continue;
            if (u >= live) {
                spare[n_spare++] = (uint16_t)j;
                continue;
            }
            if (!grow((void **)&net->post, &capacity, net->contacts + 1u, sizeof *net->post)) {
                free(spare);
                return false;
            }
            net->post[net->contacts++] = (uint16_t)j;
        }
        net->row_live[i] = net->contacts - net->row[i];
        if (!grow((void **)&net->post, &capacity, (size_t)net->contacts + n_spare,
                  sizeof *net->post)) {
            free(spare);
            return false;
        }
        memcpy(net->post + net->contacts, spare, n_spare * sizeof *spare);
        net->contacts += n_spare;
    }
    net->row[net->n_exc] = net->contacts;
    free(spare);
    return true;
}

static void join_contacts(struct network *net)
{
    for (uint32_t c = 0; c < net->contacts; c++)
        net->column[net->post[c] + 1u]++;
    for (uint32_t i = 0; i < net->n_exc; i++)
        net->column[i + 1] += net->column[i];
    for (int live = 1; live >= 0; live--) {
        for (uint32_t i = 0; i < net->n_exc; i++) {
            for (uint32_t c = net->row[i]; c < net->row[i + 1]; c++) {
                if ((c < net->row[i] + net->row_live[i]) != (live == 1))
                    continue;
                uint32_t p = net->post[c];
                net->in_at[c] = net->column[p] + net->column_live[p]++;
                net->in[net->in_at[c]] = c;
                net->pre_of[c] = i;
            }
        }
    }
    /* column_live counted both passes; keep the live ones only. */
    memset(net->column_live, 0, net->n_exc * sizeof *net->column_live);
    for (uint32_t i = 0; i < net->n_exc; i++) {
        for (uint32_t c = net->row[i]; c < net->row[i] + net->row_live[i]; c++) {
            bool same = net->place[i] >= 0 && net->place[i] == net->place[net->post[c]];
            net->column_live[net->post[c]]++;
            net->stage[c] = MODEL_MATURE;
            net->state[c].rho = (float)(same ? RHO_PLACE : RHO_REST);
            net->id[c] = net->next_id++;
            net->live++;
            net->staged[MODEL_MATURE]++;
        }
    }
    for (uint32_t i = 0; i < net->n_exc; i++)
        for (uint32_t c = net->row[i]; c < net->row[i + 1]; c++)
            net->delay[c] = delay_steps(net, i, net->post[c]);
}

bool network_create(struct network *net, const struct model_config *config, uint64_t *random)
{
    memset(net, 0, sizeof *net);
    net->n_exc = config->n_exc;
    net->n_inh = config->n_inh;
    net->n_places = config->n_places;
    net->next_id = 1;
    uint32_t n = net->n_exc + net->n_inh;
    net->place = malloc(n);
    net->region = malloc(n);
    net->position = malloc(n * sizeof *net->position);
    net->row = calloc(net->n_exc + 1u, sizeof *net->row);
    net->row_live = calloc(net->n_exc, sizeof *net->row_live);
    net->column = calloc(net->n_exc + 1u, sizeof *net->column);
    net->column_live = calloc(net->n_exc, sizeof *net->column_live);
    net->ei_row = calloc(net->n_exc + 1u, sizeof *net->ei_row);
    net->i_row = calloc(net->n_inh + 1u, sizeof *net->i_row);
    if (!net->place || !net->region || !net->position || !net->row || !net->row_live ||
        !net->column || !net->column_live || !net->ei_row || !net->i_row)
        return false;
    lay_out(net, config, random);
    if (!draw_contacts(net, config, random))
        return false;
    size_t c = net->contacts ? net->contacts : 1;
    net->delay = malloc(c);
    net->stage = calloc(c, 1);
    net->w_ampa = calloc(c, sizeof *net->w_ampa);
    net->w_nmda = calloc(c, sizeof *net->w_nmda);
    net->state = calloc(c, sizeof *net->state);
    net->id = calloc(c, sizeof *net->id);
    net->age_h = calloc(c, sizeof *net->age_h);
    net->in_at = calloc(c, sizeof *net->in_at);
    net->in = calloc(c, sizeof *net->in);
    net->pre_of = calloc(c, sizeof *net->pre_of);
    if (!net->delay || !net->stage || !net->w_ampa || !net->w_nmda || !net->state || !net->id ||
        !net->age_h || !net->in_at || !net->in || !net->pre_of)
        return false;
    join_contacts(net);
    return project(net, 0, net->n_exc, net->n_exc, net->n_inh, 0, P_EXC_INH, net->ei_row,
                   &net->ei_post, &net->ei_delay, &net->ei_count, random) &&
           project(net, net->n_exc, net->n_inh, 0, n, P_INH_EXC, P_INH_INH, net->i_row,
                   &net->i_post, &net->i_delay, &net->i_count, random);
}

void network_destroy(struct network *net)
{
    void *all[] = {net->place, net->region, net->position, net->row, net->row_live, net->post,
                   net->delay, net->stage, net->w_ampa, net->w_nmda, net->state, net->id,
                   net->age_h, net->in_at, net->column, net->column_live, net->in, net->pre_of,
                   net->ei_row, net->ei_post, net->ei_delay, net->i_row, net->i_post,
                   net->i_delay};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    memset(net, 0, sizeof *net);
}

uint32_t network_pre(const struct network *net, uint32_t contact)
{
    return net->pre_of[contact];
}

#define SWAP(array, a, b)                                                                          \
    do {                                                                                           \
        __typeof__((array)[0]) kept = (array)[a];                                                  \
        (array)[a] = (array)[b];                                                                   \
        (array)[b] = kept;                                                                         \
    } while (0)

/* Two contacts of one row change numbers. */
static void swap_contacts(struct network *net, uint32_t a, uint32_t b)
{
    if (a == b)
        return;
    SWAP(net->post, a, b);
    SWAP(net->delay, a, b);
    SWAP(net->stage, a, b);
    SWAP(net->w_ampa, a, b);
    SWAP(net->w_nmda, a, b);
    SWAP(net->state, a, b);
    SWAP(net->id, a, b);
    SWAP(net->age_h, a, b);
    SWAP(net->in_at, a, b);
    net->in[net->in_at[a]] = a;
    net->in[net->in_at[b]] = b;
}

/* Two entries of one postsynaptic list change places. */
static void swap_entries(struct network *net, uint32_t a, uint32_t b)
{
    SWAP(net->in, a, b);
    net->in_at[net->in[a]] = a;
    net->in_at[net->in[b]] = b;
}

uint32_t network_birth(struct network *net, uint32_t contact, float rho, uint32_t step)
{
    uint32_t pre = net->pre_of[contact], post = net->post[contact];
    uint32_t border = net->row[pre] + net->row_live[pre]++;
    swap_contacts(net, contact, border);
    swap_entries(net, net->in_at[border], net->column[post] + net->column_live[post]++);
    net->stage[border] = MODEL_FILOPODIUM;
    net->state[border] = (struct contact_state){.rho = rho, .touched = step};
    net->w_ampa[border] = net->w_nmda[border] = 0;
    net->id[border] = net->next_id++;
    net->age_h[border] = 0;
    net->live++;
    net->staged[MODEL_FILOPODIUM]++;
    return border;
}

void network_death(struct network *net, uint32_t contact)
{
    uint32_t pre = net->pre_of[contact], post = net->post[contact];
    net->staged[net->stage[contact]]--;
    net->live--;
    uint32_t border = net->row[pre] + --net->row_live[pre];
    swap_contacts(net, contact, border);
    swap_entries(net, net->in_at[border], net->column[post] + --net->column_live[post]);
    net->w_ampa[border] = net->w_nmda[border] = 0;
    net->id[border] = 0;
}

void network_set_stage(struct network *net, uint32_t contact, enum model_stage stage)
{
    net->staged[net->stage[contact]]--;
    net->stage[contact] = (uint8_t)stage;
    net->staged[stage]++;
}

bool network_check(const struct network *net, struct error *error)
{
    uint32_t live = 0, listed = 0, staged[4] = {0};
    uint32_t *last_seen = calloc(net->n_exc, sizeof *last_seen);
    if (!last_seen)
        return error_set(error, ERROR_MEMORY, "no memory to check the network");
    bool good = true;
    for (uint32_t i = 0; good && i < net->n_exc; i++) {
        uint32_t border = net->row[i] + net->row_live[i];
        if (border > net->row[i + 1])
            good = error_set(error, ERROR_MODEL_CONFIG, "row %u has more live than all", i);
        for (uint32_t c = net->row[i]; good && c < net->row[i + 1]; c++) {
            uint32_t p = net->post[c], at = net->in_at[c];
            bool alive = c < border;
            bool in_live = p < net->n_exc && at < net->column[p] + net->column_live[p];
            if (p >= net->n_exc || p == i)
                good = error_set(error, ERROR_MODEL_CONFIG, "contact %u dangles at %u", c, p);
            else if (last_seen[p] == i + 1)
                good = error_set(error, ERROR_MODEL_CONFIG, "contact %u-%u is there twice", i, p);
            else if (at < net->column[p] || at >= net->column[p + 1] || net->in[at] != c)
                good = error_set(error, ERROR_MODEL_CONFIG, "contact %u is not in its list", c);
            else if (alive != in_live || alive != (net->id[c] != 0))
                good = error_set(error, ERROR_MODEL_CONFIG, "contact %u is half alive", c);
            else if (net->pre_of[c] != i)
                good = error_set(error, ERROR_MODEL_CONFIG, "contact %u has a wrong row", c);
            else if (!alive && (net->w_ampa[c] != 0 || net->w_nmda[c] != 0))
                good = error_set(error, ERROR_MODEL_CONFIG, "free contact %u has weight", c);
            else if (alive && !(net->state[c].rho >= 0 && net->state[c].rho <= 1))
                good = error_set(error, ERROR_MODEL_CONFIG, "contact %u has rho %g", c,
                                 (double)net->state[c].rho);
            if (p < net->n_exc)
                last_seen[p] = i + 1;
            live += alive;
            if (alive)
                staged[net->stage[c] & 3]++;
        }
    }
    for (uint32_t i = 0; i < net->n_exc; i++)
        listed += net->column_live[i];
    if (good && (live != net->live || listed != net->live ||
                 memcmp(staged, net->staged, sizeof staged) != 0))
        good = error_set(error, ERROR_MODEL_CONFIG, "counts differ: %u live, %u listed, %u kept",
                         live, listed, net->live);
    free(last_seen);
    return good;
}
