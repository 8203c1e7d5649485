/* Births and deaths without end: the wiring must hold together, and its check must be able to
 * say that it does not. */
#include "fixture.h"

#include "model/maths.h"
#include "model/network.h"

enum { TURNS = 100000, CHECK_EVERY = 1000, SHIFT = 8 };

static void make(struct network *net, uint64_t seed)
{
    struct model_config config = small_config();
    uint64_t random = seed;
    assert_true(network_create(net, &config, SHIFT, &random));
}

static void assert_whole(const struct network *net)
{
    struct error error = {0};
    if (!network_check(net, &error)) {
        print_error("%s\n", error.text);
        fail();
    }
}

/* Which pair of cells each id ever named. */
struct ledger {
    uint32_t (*pair)[2];
    bool *alive;
    uint64_t size;
};

static void enter(struct ledger *ledger, const struct network *net, uint32_t contact)
{
    uint64_t id = net->id[contact];
    assert_true(id > 0 && id < ledger->size);
    assert_false(ledger->alive[id]);
    ledger->pair[id][0] = net->pre_of[contact];
    ledger->pair[id][1] = network_post(net, contact);
    ledger->alive[id] = true;
}

static void compare(const struct ledger *ledger, const struct network *net)
{
    uint32_t live = 0, alive = 0, staged[4] = {0};
    for (uint32_t i = 0; i < net->n_exc; i++)
        for (uint32_t c = net->contact.row[i]; c < network_border(net, i); c++) {
            assert_true(ledger->alive[net->id[c]]);
            assert_int_equal(ledger->pair[net->id[c]][0], i);
            assert_int_equal(ledger->pair[net->id[c]][1], network_post(net, c));
            staged[net->stage[c]]++;
            live++;
        }
    for (uint64_t id = 0; id < ledger->size; id++)
        alive += ledger->alive[id];
    assert_int_equal(live, net->live);
    assert_int_equal(live, alive); /* so no id is there twice */
    assert_memory_equal(staged, net->staged, sizeof staged);
}

static void a_hundred_thousand_births_and_deaths_leave_it_whole(void **state)
{
    (void)state;
    struct network net;
    uint64_t random = 5;
    make(&net, 9);
    assert_whole(&net);
    struct ledger ledger = {.size = net.next_id + TURNS + 1};
    ledger.pair = calloc(ledger.size, sizeof *ledger.pair);
    ledger.alive = calloc(ledger.size, sizeof *ledger.alive);
    assert_non_null(ledger.pair);
    assert_non_null(ledger.alive);
    for (uint32_t i = 0; i < net.n_exc; i++)
        for (uint32_t c = net.contact.row[i]; c < net.contact.row[i] + net.contact.live[i]; c++)
            enter(&ledger, &net, c);
    compare(&ledger, &net);

    uint32_t births = 0, deaths = 0, first_live = net.live, contacts = net.contact.size;
    /* Now births are likelier and now deaths, so that rows run full and empty. */
    for (int turn = 1; turn <= TURNS; turn++) {
        uint32_t cell = model_below(&random, net.n_exc);
        uint32_t all = net.contact.row[cell + 1] - net.contact.row[cell],
                 live = net.contact.live[cell];
        bool grow = model_uniform(&random) < (turn / 20000 % 2 ? 0.2 : 0.8);
        if (grow && live < all) {
            uint64_t id = net.next_id;
            uint32_t c = net.contact.row[cell] + live + model_below(&random, all - live);
            uint32_t post = network_post(&net, c);
            c = network_birth(&net, c, 0.4f, (uint32_t)turn);
            assert_true(net.id[c] == id && net.next_id == id + 1);
            assert_int_equal(network_post(&net, c), post);
            assert_int_equal(net.pre_of[c], cell);
            assert_int_equal(net.stage[c], MODEL_FILOPODIUM);
            enter(&ledger, &net, c);
            births++;
        } else if (!grow && live > 0) {
            uint32_t c = net.contact.row[cell] + model_below(&random, live);
            ledger.alive[net.id[c]] = false;
            network_death(&net, c);
            deaths++;
        }
        if (net.contact.live[cell] > 0)
            network_set_stage(&net,
                              net.contact.row[cell] + model_below(&random, net.contact.live[cell]),
                              (enum model_stage)model_below(&random, 4));
        if (turn % CHECK_EVERY == 0) {
            assert_whole(&net);
            compare(&ledger, &net);
            assert_int_equal(net.live, first_live + births - deaths);
            assert_int_equal(net.contact.size, contacts);
        }
    }
    assert_true(births > TURNS / 10 && deaths > TURNS / 10);
    free(ledger.pair);
    free(ledger.alive);
    network_destroy(&net);
}

/* Each breach alone, on a network of its own. */
enum breach {
    BREACH_TO_ITSELF,
    BREACH_TO_NOBODY,
    BREACH_TWICE,
    BREACH_HALF_DEAD,
    BREACH_HALF_ALIVE,
    BREACH_LOST_FROM_LIST,
    BREACH_WRONG_LIST,
    BREACH_WRONG_ROW,
    BREACH_WEIGHT_OF_NONE,
    BREACH_EFFICACY,
    BREACH_NO_NUMBER,
    BREACH_ROW_OVERFLOWS,
    BREACH_COUNT,
    BREACH_STAGE,
    BREACHES
};

static void set_post(struct network *net, uint32_t contact, uint32_t cell)
{
    uint32_t *at = &net->contact.at[contact];
    *at = (*at & ~((1u << SHIFT) - 1u)) | cell;
}

static void commit(struct network *net, enum breach breach)
{
    uint32_t cell = 0;
    while (net->contact.live[cell] < 2 || network_border(net, cell) == net->contact.row[cell + 1])
        cell++;
    uint32_t live = net->contact.row[cell], spare = network_border(net, cell);
    switch (breach) {
    case BREACH_TO_ITSELF:
        set_post(net, live, cell);
        break;
    case BREACH_TO_NOBODY:
        set_post(net, live, net->n_exc + 30);
        break;
    case BREACH_TWICE:
        set_post(net, live, network_post(net, live + 1));
        break;
    case BREACH_HALF_DEAD:
        net->id[live] = 0;
        break;
    case BREACH_HALF_ALIVE:
        net->id[spare] = net->next_id++;
        break;
    case BREACH_LOST_FROM_LIST:
        net->in[net->in_at[live]] = live + 1;
        break;
    case BREACH_WRONG_LIST:
        net->in_at[live] = net->in_at[live + 1];
        break;
    case BREACH_WRONG_ROW:
        net->pre_of[live]++;
        break;
    case BREACH_WEIGHT_OF_NONE:
        net->w_nmda[spare] = 0.5f;
        break;
    case BREACH_EFFICACY:
        net->state[live].rho = 1.5f;
        break;
    case BREACH_NO_NUMBER:
        net->state[live].rho = NAN;
        break;
    case BREACH_ROW_OVERFLOWS:
        net->contact.live[cell] = net->contact.row[cell + 1] - net->contact.row[cell] + 1;
        break;
    case BREACH_COUNT:
        net->live++;
        break;
    case BREACH_STAGE:
        net->stage[live] = net->stage[live] == MODEL_SILENT ? MODEL_FUNCTIONAL : MODEL_SILENT;
        break;
    case BREACHES:
        fail();
    }
}

static void every_breach_is_found(void **state)
{
    (void)state;
    for (int breach = 0; breach < BREACHES; breach++) {
        struct network net;
        struct error error = {0};
        make(&net, 4);
        assert_whole(&net);
        commit(&net, (enum breach)breach);
        if (network_check(&net, &error)) {
            print_error("breach %d was not found\n", breach);
            fail();
        }
        assert_int_equal(error.id, ERROR_MODEL_CONFIG);
        assert_true(error.text[0] != '\0');
        network_destroy(&net);
    }
}

static void the_seed_draws_the_wiring(void **state)
{
    (void)state;
    struct network one, two, other;
    make(&one, 1);
    make(&two, 1);
    make(&other, 2);
    size_t bytes = one.contact.size * sizeof *one.contact.at;
    assert_int_equal(one.contact.size, two.contact.size);
    assert_memory_equal(one.contact.at, two.contact.at, bytes);
    assert_true(one.contact.size != other.contact.size ||
                memcmp(one.contact.at, other.contact.at, bytes) != 0);
    network_destroy(&one);
    network_destroy(&two);
    network_destroy(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_thousand_births_and_deaths_leave_it_whole),
        cmocka_unit_test(every_breach_is_found),
        cmocka_unit_test(the_seed_draws_the_wiring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
