#include "commands/experiment_pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A network on its way: its arms can begin once it is worn in. */
struct network {
    enum { TO_WEAR_IN, WEARING_IN, WORN_IN } state;
    struct experiment_base base;
    unsigned begun, done; /* of its arms */
};

struct pool {
    const struct experiment_plan *plan;
    struct experiment_results *results;
    double all_s; /* spiking of everything */

    pthread_mutex_t lock;
    pthread_cond_t worn_in;
    /* under the lock */
    struct network *network; /* [seeds] */
    bool *finished;          /* [arms * seeds] */
    double done_s;
    unsigned running; /* threads */
    bool stop, failed;
    struct error error;
};

static bool work(void *context, double spike_s)
{
    struct pool *pool = context;
    pthread_mutex_lock(&pool->lock);
    pool->done_s += spike_s;
    bool stop = pool->stop;
    pthread_mutex_unlock(&pool->lock);
    return !stop;
}

/* With the lock held: a network to wear in or one with an arm to run, NULL when there is nothing
 * left to begin. Arms come first, so that few networks are kept at a time. */
static struct network *next_network(struct pool *pool)
{
    while (!pool->stop) {
        struct network *raw = NULL;
        bool waiting = false;
        for (unsigned s = 0; s < pool->plan->seeds; s++) {
            struct network *network = &pool->network[s];
            if (network->state == WORN_IN && network->begun < pool->plan->arms)
                return network;
            if (network->state == TO_WEAR_IN && !raw)
                raw = network;
            waiting = waiting || network->state == WEARING_IN;
        }
        if (raw || !waiting)
            return raw;
        pthread_cond_wait(&pool->worn_in, &pool->lock);
    }
    return NULL;
}

static void note_end(struct pool *pool, enum experiment_end end, const struct error *error)
{
    if (end == EXPERIMENT_FAILED && !pool->failed) {
        pool->failed = true;
        pool->error = *error;
    }
    if (end != EXPERIMENT_DONE)
        pool->stop = true;
}

static void wear_in(struct pool *pool, unsigned s, const struct experiment_watch *watch)
{
    struct network *network = &pool->network[s];
    struct error error = {0};
    network->state = WEARING_IN;
    pthread_mutex_unlock(&pool->lock);
    enum experiment_end end =
        experiment_prepare(&pool->plan->setup, pool->plan->seed + s, watch, &network->base, &error);
    pthread_mutex_lock(&pool->lock);
    network->state = WORN_IN;
    note_end(pool, end, &error);
    pthread_cond_broadcast(&pool->worn_in);
}

static void run_arm(struct pool *pool, unsigned s, const struct experiment_watch *watch)
{
    struct network *network = &pool->network[s];
    unsigned arm = network->begun++, at = arm * pool->plan->seeds + s;
    struct error error = {0};
    pthread_mutex_unlock(&pool->lock);
    enum experiment_end end =
        experiment_run(&pool->plan->setup, &network->base, pool->plan->arm[arm], watch,
                       &pool->results->run[at], &error);
    pthread_mutex_lock(&pool->lock);
    pool->finished[at] = end == EXPERIMENT_DONE;
    note_end(pool, end, &error);
    if (++network->done == pool->plan->arms)
        experiment_base_free(&network->base);
}

static void *serve(void *context)
{
    struct pool *pool = context;
    struct experiment_watch watch = {.context = pool, .work = work};
    struct network *network;
    pthread_mutex_lock(&pool->lock);
    while ((network = next_network(pool))) {
        unsigned s = (unsigned)(network - pool->network);
        if (network->state == TO_WEAR_IN)
            wear_in(pool, s, &watch);
        else
            run_arm(pool, s, &watch);
    }
    pool->running--;
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Hands on the runs that are finished, in order, up to the first that is not; with `gaps` all of
 * them. False when told to stop. */
static bool deliver(struct pool *pool, const struct experiment_events *events, unsigned *next,
                    bool gaps)
{
    unsigned runs = pool->plan->arms * pool->plan->seeds;
    for (; *next < runs; ++*next) {
        pthread_mutex_lock(&pool->lock);
        bool finished = pool->finished[*next];
        pthread_mutex_unlock(&pool->lock);
        if (!finished && !gaps)
            return true;
        if (finished && !events->rows(events->context, &pool->results->run[*next]))
            return false;
    }
    return true;
}

/* Until the threads are done or told to stop. False when the receiver of rows wants no more. */
static bool attend(struct pool *pool, const struct experiment_events *events, unsigned *next)
{
    const struct timespec nap = {.tv_nsec = 10000000};
    bool wanted = true, go_on = true;
    for (unsigned running = 1; running;) {
        pthread_mutex_lock(&pool->lock);
        running = pool->running;
        pool->stop = pool->stop || !go_on;
        double share = pool->all_s > 0 ? pool->done_s / pool->all_s : 0;
        pthread_mutex_unlock(&pool->lock);
        wanted = wanted && deliver(pool, events, next, false);
        go_on = events->look(events->context, share) && wanted && go_on;
        if (running)
            nanosleep(&nap, NULL);
    }
    return wanted;
}

static enum experiment_end run_threads(struct pool *pool, const struct experiment_events *events,
                                       struct error *error)
{
    unsigned runs = pool->plan->arms * pool->plan->seeds, threads = 0, next = 0;
    unsigned wanted = pool->plan->threads < runs ? pool->plan->threads : runs;
    pthread_t *thread = calloc(wanted, sizeof *thread);
    if (!thread)
        return error_set(error, ERROR_MEMORY,
                         "out of memory for the experiment; close other "
                         "programs"),
               EXPERIMENT_FAILED;
    pool->running = wanted;
    while (threads < wanted && pthread_create(&thread[threads], NULL, serve, pool) == 0)
        threads++;
    pthread_mutex_lock(&pool->lock);
    pool->running -= wanted - threads; /* with fewer it only takes longer */
    pthread_mutex_unlock(&pool->lock);
    bool written = threads && attend(pool, events, &next);
    for (unsigned i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    free(thread);
    if (!threads) {
        error_set(error, ERROR_THREAD, "cannot start a thread; close other programs");
        return EXPERIMENT_FAILED;
    }
    /* Who takes the rows may refuse the last ones, when nothing is left to stop. */
    written = written && deliver(pool, events, &next, true);
    if (pool->failed) {
        *error = pool->error;
        return EXPERIMENT_FAILED;
    }
    return pool->stop || !written ? EXPERIMENT_STOPPED : EXPERIMENT_DONE;
}

enum experiment_end experiment_pool(const struct experiment_plan *plan,
                                    const struct experiment_events *events,
                                    struct experiment_results *results, struct error *error)
{
    size_t runs = (size_t)plan->arms * plan->seeds;
    struct pool pool = {.plan = plan, .results = results};
    enum experiment_end end = EXPERIMENT_FAILED;

    *results = (struct experiment_results){.arms = plan->arms, .seeds = plan->seeds};
    memcpy(results->arm, plan->arm, sizeof results->arm);
    results->run = calloc(runs, sizeof *results->run);
    pool.network = calloc(plan->seeds, sizeof *pool.network);
    pool.finished = calloc(runs, sizeof *pool.finished);
    pool.all_s =
        plan->seeds * experiment_prepare_s() + (double)runs * experiment_run_s(&plan->setup);
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.worn_in, NULL);
    if (results->run && pool.network && pool.finished)
        end = run_threads(&pool, events, error);
    else
        error_set(error, ERROR_MEMORY, "out of memory for the experiment; ask for fewer seeds");
    for (unsigned s = 0; pool.network && s < plan->seeds; s++)
        experiment_base_free(&pool.network[s].base);
    free(pool.network);
    free(pool.finished);
    pthread_cond_destroy(&pool.worn_in);
    pthread_mutex_destroy(&pool.lock);
    return end;
}

void experiment_results_free(struct experiment_results *results)
{
    for (size_t i = 0; results->run && i < (size_t)results->arms * results->seeds; i++)
        free(results->run[i].row);
    free(results->run);
    results->run = NULL;
}
