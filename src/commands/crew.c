#include "commands/crew.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WAITING = 32, PUBLISH_TICKS = 3, MOST_THREADS = COMPARISON_MOST };

struct slot {
    struct model_snapshot *snapshots[COMPARISON_MOST];
    struct comparison_view *view;
    uint64_t tick;
};

struct waiting {
    uint64_t tick;
    enum comparison_action action;
};

struct crew {
    struct comparison *comparison;
    double tick_s;
    unsigned n_arms, threads;
    pthread_t thread[MOST_THREADS];
    pthread_mutex_t lock;
    pthread_cond_t wake;

    /* Under the lock. */
    uint64_t announced, done;
    struct waiting waiting[MOST_WAITING];
    uint32_t n_waiting;
    unsigned next_arm, left; /* of the tick that runs: not begun, and not done */
    bool alone;              /* one thread begins or ends a tick */
    bool stop, ready;
    int front; /* slot the caller reads; only the caller moves it, when ready */

    uint64_t published; /* of whoever ends a tick */
    struct slot slots[2];
};

/* Actions that belong before the tick to come. Called with the lock held. */
static void do_waiting(struct crew *crew)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < crew->n_waiting; i++) {
        if (crew->waiting[i].tick <= crew->done)
            comparison_do(crew->comparison, crew->waiting[i].action);
        else
            crew->waiting[kept++] = crew->waiting[i];
    }
    crew->n_waiting = kept;
}

static void fill(struct crew *crew, struct slot *slot, uint64_t tick)
{
    const struct comparison_view *view = comparison_view(crew->comparison);
    memcpy(slot->view, view,
           offsetof(struct comparison_view, points) + view->n_points * sizeof view->points[0]);
    for (unsigned a = 0; a < crew->n_arms && view->wear_in >= 1.0f; a++)
        model_snapshot_take(comparison_model(crew->comparison, a), slot->snapshots[a]);
    slot->tick = tick;
    crew->published = tick;
}

/* Called with the lock held, which it lets go of while it works; so do those below. */
static void end_tick(struct crew *crew, bool ran)
{
    uint64_t tick = crew->done + 1;
    /* A snapshot that nobody took yet is left alone: its spikes must not be lost. */
    bool show =
        (tick >= crew->announced || tick - crew->published >= PUBLISH_TICKS) && !crew->ready;
    struct slot *back = &crew->slots[1 - crew->front];
    crew->alone = true;
    pthread_mutex_unlock(&crew->lock);
    if (ran)
        comparison_end_tick(crew->comparison);
    if (show)
        fill(crew, back, tick);
    pthread_mutex_lock(&crew->lock);
    crew->alone = false;
    crew->ready = crew->ready || show;
    crew->done = tick;
    pthread_cond_broadcast(&crew->wake);
}

static void begin_tick(struct crew *crew)
{
    crew->alone = true;
    do_waiting(crew);
    pthread_mutex_unlock(&crew->lock);
    bool runs = comparison_begin_tick(crew->comparison, crew->tick_s);
    pthread_mutex_lock(&crew->lock);
    crew->alone = false;
    if (!runs) {
        end_tick(crew, false);
        return;
    }
    crew->next_arm = 0;
    crew->left = crew->n_arms;
    pthread_cond_broadcast(&crew->wake);
}

static void run_arm(struct crew *crew)
{
    unsigned arm = crew->next_arm++;
    pthread_mutex_unlock(&crew->lock);
    comparison_run(crew->comparison, arm);
    pthread_mutex_lock(&crew->lock);
    if (--crew->left == 0)
        end_tick(crew, true);
}

/* Does what there is to do; false when there is nothing now. */
static bool work(struct crew *crew)
{
    if (crew->alone)
        return false;
    if (crew->left > 0 && crew->next_arm < crew->n_arms)
        run_arm(crew);
    else if (crew->left == 0 && crew->done < crew->announced)
        begin_tick(crew);
    else
        return false;
    return true;
}

static void *serve(void *data)
{
    struct crew *crew = data;
    pthread_mutex_lock(&crew->lock);
    while (!crew->stop)
        if (!work(crew))
            pthread_cond_wait(&crew->wake, &crew->lock);
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static bool make_slots(struct crew *crew)
{
    for (int i = 0; i < 2; i++) {
        crew->slots[i].view = calloc(1, sizeof *crew->slots[i].view);
        bool good = crew->slots[i].view != NULL;
        for (unsigned a = 0; a < crew->n_arms; a++) {
            crew->slots[i].snapshots[a] =
                model_snapshot_create(comparison_model(crew->comparison, a));
            good = good && crew->slots[i].snapshots[a];
        }
        if (!good)
            return false;
    }
    return true;
}

struct crew *crew_create(struct comparison *comparison, double tick_s, unsigned threads,
                         struct error *error)
{
    struct crew *crew = calloc(1, sizeof *crew);
    if (!crew) {
        error_set(error, ERROR_MEMORY, "out of memory for the comparison; close other programs");
        return NULL;
    }
    crew->comparison = comparison;
    crew->tick_s = tick_s;
    crew->n_arms = comparison_view(comparison)->n_arms;
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->wake, NULL);
    if (!make_slots(crew)) {
        error_set(error, ERROR_MEMORY, "out of memory for the comparison; close other programs");
        crew_destroy(crew);
        return NULL;
    }
    fill(crew, &crew->slots[0], 0);
    for (unsigned i = 0; i < threads && i < crew->n_arms; i++)
        if (pthread_create(&crew->thread[crew->threads], NULL, serve, crew) == 0)
            crew->threads++;
    return crew;
}

void crew_destroy(struct crew *crew)
{
    if (!crew)
        return;
    pthread_mutex_lock(&crew->lock);
    crew->stop = true;
    pthread_cond_broadcast(&crew->wake);
    pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->threads; i++)
        pthread_join(crew->thread[i], NULL);
    for (int i = 0; i < 2; i++) {
        for (unsigned a = 0; a < COMPARISON_MOST; a++)
            model_snapshot_destroy(crew->slots[i].snapshots[a]);
        free(crew->slots[i].view);
    }
    pthread_cond_destroy(&crew->wake);
    pthread_mutex_destroy(&crew->lock);
    free(crew);
}

unsigned crew_threads(const struct crew *crew)
{
    return crew->threads;
}

void crew_announce(struct crew *crew, uint64_t n)
{
    pthread_mutex_lock(&crew->lock);
    crew->announced += n;
    pthread_cond_broadcast(&crew->wake);
    pthread_mutex_unlock(&crew->lock);
}

uint64_t crew_done(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    uint64_t done = crew->done;
    pthread_mutex_unlock(&crew->lock);
    return done;
}

bool crew_do(struct crew *crew, enum comparison_action action)
{
    pthread_mutex_lock(&crew->lock);
    bool room = crew->n_waiting < MOST_WAITING;
    if (room)
        crew->waiting[crew->n_waiting++] = (struct waiting){crew->announced, action};
    pthread_mutex_unlock(&crew->lock);
    return room;
}

bool crew_take(struct crew *crew, struct crew_frame *frame)
{
    pthread_mutex_lock(&crew->lock);
    while (!crew->threads && work(crew))
        ;
    bool fresh = crew->ready;
    if (fresh) {
        crew->front = 1 - crew->front;
        crew->ready = false;
    }
    const struct slot *slot = &crew->slots[crew->front];
    pthread_mutex_unlock(&crew->lock);
    *frame = (struct crew_frame){.view = slot->view, .tick = slot->tick};
    for (unsigned a = 0; a < crew->n_arms && slot->view->wear_in >= 1.0f; a++)
        frame->arms[a] = slot->snapshots[a];
    return fresh;
}
