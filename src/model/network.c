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
        net->place[i] = (int8_t)(in_place ? (int)(i / config->cells_per_place) : -1);
        /* Cells outside all places lie scattered about the places of their region. */
        uint32_t near = in_place ? (uint32_t)net->place[i] : model_below(random, net->n_places);
        float spread = in_place ? PLACE_SPREAD_MM : 2.2f * PLACE_SPREAD_MM;
        net->region[i] = config->place_region[near];
        for (int k = 0; k < 3; k++)
            net->position[i][k] =
                config->place_mm[near][k] + spread * scatter(random) * (k == 1 ? 0.8f : 1.0f);
    }
}

static uint32_t delay_steps(const void *context, uint32_t a, uint32_t b)
{
    const struct network *net = context;
    double sum = 0;
    for (int k = 0; k < 3; k++) {
        double d = net->position[a][k] - net->position[b][k];
        sum += d * d;
    }
    double ms = DELAY_MIN_MS + DELAY_PER_MM * model_sqrt(sum);
    if (ms > DELAY_MAX_MS)
        ms = DELAY_MAX_MS;
    return (uint32_t)(ms / DT_MS + 0.5);
}

/* How likely a potential contact and a live synapse are from place a to place b. Between places
 * all ways are alike at first: what sets one apart is how it is walked. */
static void densities(int a, int b, double *potential, double *live)
{
    bool same = a >= 0 && a == b;
    *potential = same ? POT_PLACE : POT_REST;
    *live = same ? P_PLACE : P_REST;
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

static bool draw_contacts(struct network *net, uint64_t *random)
{
    struct wires *wires = &net->contact;
    size_t capacity = 0;
    uint32_t *spare = malloc(net->n_exc * sizeof *spare);
    if (!spare)
        return false;
    wires->n_pre = net->n_exc;
    for (uint32_t i = 0; i < net->n_exc; i++) {
        wires->row[i] = wires->size;
        uint32_t n_spare = 0;
        for (uint32_t j = 0; j < net->n_exc; j++) {
            double potential, live;
            /* Every cell has been laid out. NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
            densities(net->place[i], net->place[j], &potential, &live);
            double u = model_uniform(random);
            if (i == j || u >= potential)
                continue;
            if (u >= live) {
                spare[n_spare++] = delay_steps(net, i, j) << net->shift | j;
                continue;
            }
            if (!grow((void **)&wires->at, &capacity, wires->size + 1u, sizeof *wires->at)) {
                free(spare);
                return false;
            }
            wires->at[wires->size++] = delay_steps(net, i, j) << net->shift | j;
        }
        wires->live[i] = wires->size - wires->row[i];
        if (!grow((void **)&wires->at, &capacity, (size_t)wires->size + n_spare,
                  sizeof *wires->at)) {
            free(spare);
            return false;
        }
        memcpy(wires->at + wires->size, spare, n_spare * sizeof *spare);
        wires->size += n_spare;
    }
    wires->row[net->n_exc] = wires->size;
    free(spare);
    return true;
}

static void join_contacts(struct network *net)
{
    for (uint32_t c = 0; c < net->contact.size; c++)
        net->column[network_post(net, c) + 1u]++;
    for (uint32_t i = 0; i < net->n_exc; i++)
        net->column[i + 1] += net->column[i];
    for (int live = 1; live >= 0; live--) {
        for (uint32_t i = 0; i < net->n_exc; i++) {
            for (uint32_t c = net->contact.row[i]; c < net->contact.row[i + 1]; c++) {
                if ((c < network_border(net, i)) != (live == 1))
                    continue;
                uint32_t p = network_post(net, c);
                net->in_at[c] = net->column[p] + net->column_live[p]++;
                net->in[net->in_at[c]] = c;
                net->pre_of[c] = i;
            }
        }
    }
    /* column_live counted both passes; keep the live ones only. */
    memset(net->column_live, 0, net->n_exc * sizeof *net->column_live);
    for (uint32_t i = 0; i < net->n_exc; i++) {
        for (uint32_t c = net->contact.row[i]; c < network_border(net, i); c++) {
            bool same = net->place[i] >= 0 && net->place[i] == net->place[network_post(net, c)];
            net->column_live[network_post(net, c)]++;
            net->stage[c] = MODEL_MATURE;
            net->state[c].rho = (float)(same ? RHO_PLACE : RHO_REST);
            net->id[c] = net->next_id++;
            net->live++;
            net->staged[MODEL_MATURE]++;
        }
    }
}

bool network_create(struct network *net, const struct model_config *config, uint32_t shift,
                    uint64_t *random)
{
    memset(net, 0, sizeof *net);
    net->shift = shift;
    net->n_exc = config->n_exc;
    net->n_inh = config->n_inh;
    net->n_places = config->n_places;
    net->next_id = 1;
    uint32_t n = net->n_exc + net->n_inh;
    net->place = malloc(n);
    net->region = malloc(n);
    net->position = malloc(n * sizeof *net->position);
    net->contact.row = calloc(net->n_exc + 1u, sizeof *net->contact.row);
    net->contact.live = calloc(net->n_exc, sizeof *net->contact.live);
    net->column = calloc(net->n_exc + 1u, sizeof *net->column);
    net->column_live = calloc(net->n_exc, sizeof *net->column_live);
    if (!net->place || !net->region || !net->position || !net->contact.row || !net->contact.live ||
        !net->column || !net->column_live)
        return false;
    lay_out(net, config, random);
    if (!draw_contacts(net, random))
        return false;
    size_t c = net->contact.size ? net->contact.size : 1;
    net->stage = calloc(c, 1);
    net->w_ampa = calloc(c, sizeof *net->w_ampa);
    net->w_nmda = calloc(c, sizeof *net->w_nmda);
    net->state = calloc(c, sizeof *net->state);
    net->id = calloc(c, sizeof *net->id);
    net->age_h = calloc(c, sizeof *net->age_h);
    net->in_at = calloc(c, sizeof *net->in_at);
    net->in = calloc(c, sizeof *net->in);
    net->pre_of = calloc(c, sizeof *net->pre_of);
    if (!net->stage || !net->w_ampa || !net->w_nmda || !net->state || !net->id || !net->age_h ||
        !net->in_at || !net->in || !net->pre_of)
        return false;
    join_contacts(net);
    struct wires_wish to_inh = {.n_pre = net->n_exc,
                                .first_post = net->n_exc,
                                .n_post = net->n_inh,
                                .probability = P_EXC_INH,
                                .delay = delay_steps,
                                .context = net};
    struct wires_wish to_exc = to_inh, among_inh = to_inh;
    to_exc.first_pre = among_inh.first_pre = net->n_exc;
    to_exc.n_pre = among_inh.n_pre = net->n_inh;
    to_exc.first_post = 0;
    to_exc.n_post = net->n_exc;
    to_exc.probability = P_INH_EXC;
    among_inh.probability = P_INH_INH;
    return wires_random(&net->exc_inh, &to_inh, shift, random) &&
           wires_random(&net->inh_exc, &to_exc, shift, random) &&
           wires_random(&net->inh_inh, &among_inh, shift, random);
}

void network_destroy(struct network *net)
{
    void *all[] = {net->place,  net->region,      net->position, net->stage, net->w_ampa,
                   net->w_nmda, net->state,       net->id,       net->age_h, net->in_at,
                   net->column, net->column_live, net->in,       net->pre_of};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    wires_destroy(&net->contact);
    wires_destroy(&net->exc_inh);
    wires_destroy(&net->inh_exc);
    wires_destroy(&net->inh_inh);
    memset(net, 0, sizeof *net);
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
    SWAP(net->contact.at, a, b);
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
    uint32_t pre = net->pre_of[contact], post = network_post(net, contact);
    uint32_t border = net->contact.row[pre] + net->contact.live[pre]++;
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
    uint32_t pre = net->pre_of[contact], post = network_post(net, contact);
    net->staged[net->stage[contact]]--;
    net->live--;
    uint32_t border = net->contact.row[pre] + --net->contact.live[pre];
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
        uint32_t border = network_border(net, i);
        if (border > net->contact.row[i + 1])
            good = error_set(error, ERROR_MODEL_CONFIG, "row %u has more live than all", i);
        for (uint32_t c = net->contact.row[i]; good && c < net->contact.row[i + 1]; c++) {
            uint32_t p = network_post(net, c), at = net->in_at[c];
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
