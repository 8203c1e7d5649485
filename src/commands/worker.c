#include "commands/worker.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "commands/worn.h"
#include "model/model.h"

enum { MAX_WAITING = 64, PUBLISH_TICKS = 3 };

struct slot {
    struct model_snapshot *snapshot;
    struct story_view *view;
    uint64_t tick, hash, hash_tick, now, end;
    bool can_undo, can_redo;
    struct past_mark marks[PAST_MOST_MARKS];
    uint32_t n_marks;
};

enum errand { ASK, GO, BEGIN_HERE, UNDO, REDO, FORESEE };

struct waiting {
    uint64_t tick;
    enum errand errand;
    uint64_t at;            /* GO, FORESEE */
    uint64_t hash;          /* FORESEE */
    struct story_wish wish; /* ASK */
};

struct worker {
    struct story *story;
    struct past *past;
    struct worker_options options;
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake, still;

    /* Under the lock. */
    uint64_t announced, done;
    struct waiting waiting[MAX_WAITING];
    uint32_t n_waiting;
    bool stop;
    bool ready; /* slots[1 - front] is finished and not taken yet */
    float going;
    enum worker_outcome outcome;
    int front;  /* slot the caller reads; only the caller moves it, when ready */

    /* Of the thread alone. */
    uint64_t published, hash, hash_tick;
    bool to_keep; /* the worn path, once there is one */

    struct slot slots[2];
};

static void publish(struct worker *worker, struct slot *slot, uint64_t tick)
{
    const struct story_view *view = story_view(worker->story);
    memcpy(slot->view, view,
           offsetof(struct story_view, points) + view->n_points * sizeof view->points[0]);
    model_snapshot_take(story_model(worker->story), slot->snapshot);
    slot->tick = tick;
    slot->hash = worker->hash;
    slot->hash_tick = worker->hash_tick;
    slot->now = past_now(worker->past);
    slot->end = past_end(worker->past);
    slot->can_undo = past_can_undo(worker->past);
    slot->can_redo = past_can_redo(worker->past);
    slot->n_marks = past_marks(worker->past, slot->marks);
    worker->published = tick;
}

static void do_errand(struct worker *worker, const struct waiting *due)
{
    switch (due->errand) {
    case ASK:
        past_ask(worker->past, &due->wish);
        break;
    case GO:
    case FORESEE:
        past_go(worker->past, due->at);
        break;
    case BEGIN_HERE:
        past_begin_here(worker->past);
        break;
    case UNDO:
        past_undo(worker->past);
        break;
    case REDO:
        past_redo(worker->past);
        break;
    }
    while (past_going(worker->past)) {
        pthread_mutex_lock(&worker->lock);
        worker->going = past_progress(worker->past);
        bool stop = worker->stop;
        pthread_mutex_unlock(&worker->lock);
        if (stop)
            return;
        past_step(worker->past);
    }
    if (due->errand != FORESEE)
        return;
    bool same = past_now(worker->past) == due->at && story_state_hash(worker->story) == due->hash;
    pthread_mutex_lock(&worker->lock);
    worker->outcome = same ? WORKER_OUTCOME_SAME : WORKER_OUTCOME_OTHER;
    pthread_mutex_unlock(&worker->lock);
}

static void begin_worn(struct worker *worker)
{
    size_t size;
    void *bytes = worn_read(story_model(worker->story), &size);
    worker->to_keep = !bytes || !past_begin_worn(worker->past, bytes, size);
    worker->done = worker->announced = past_now(worker->past);
    free(bytes);
}

static void keep_worn(struct worker *worker)
{
    const struct model *worn = past_worn(worker->past);
    if (!worn)
        return;
    worker->to_keep = false;
    worn_write(worn);
}

/* Runs one tick with the errands that belong to it. Called with the lock held, which it lets
 * go of while it works. */
static void run_tick(struct worker *worker)
{
    uint64_t tick = worker->done;
    struct waiting due[MAX_WAITING];
    uint32_t n_due = 0, kept = 0;
    for (uint32_t i = 0; i < worker->n_waiting; i++) {
        if (worker->waiting[i].tick <= tick)
            due[n_due++] = worker->waiting[i];
        else
            worker->waiting[kept++] = worker->waiting[i];
    }
    worker->n_waiting = kept;
    pthread_mutex_unlock(&worker->lock);

    for (uint32_t i = 0; i < n_due; i++)
        do_errand(worker, &due[i]);
    past_tick(worker->past);
    tick++;
    if (worker->to_keep)
        keep_worn(worker);
    if (worker->options.hashes && tick % WORKER_HASH_TICKS == 0) {
        worker->hash = story_state_hash(worker->story);
        worker->hash_tick = tick;
    }

    pthread_mutex_lock(&worker->lock);
    worker->going = 1.0f;
    /* A worker that is behind shows itself now and then all the same. A snapshot that nobody
     * took yet is left alone: its spikes must not be lost. */
    bool showing = tick == worker->announced ||
                   (worker->threaded && tick - worker->published >= PUBLISH_TICKS);
    if (showing && !worker->ready) {
        struct slot *back = &worker->slots[1 - worker->front];
        pthread_mutex_unlock(&worker->lock);
        publish(worker, back, tick);
        pthread_mutex_lock(&worker->lock);
        worker->ready = true;
    }
    worker->done = tick; /* last, so that a worker with nothing left to do leaves the story alone */
}

static void *run(void *data)
{
    struct worker *worker = data;
    pthread_mutex_lock(&worker->lock);
    while (!worker->stop) {
        if (worker->done == worker->announced) {
            pthread_cond_broadcast(&worker->still);
            pthread_cond_wait(&worker->wake, &worker->lock);
        } else {
            run_tick(worker);
        }
    }
    pthread_mutex_unlock(&worker->lock);
    return NULL;
}

struct worker *worker_create(struct story *story, const struct worker_options *options,
                             struct error *error)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker) {
        error_set(error, ERROR_MEMORY, "out of memory for the worker");
        return NULL;
    }
    worker->story = story;
    worker->options = *options;
    worker->going = 1.0f;
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->wake, NULL);
    pthread_cond_init(&worker->still, NULL);
    worker->past = past_create(story, options->tick_s);
    if (!worker->past) {
        error_set(error, ERROR_MEMORY, "out of memory for the worker");
        worker_destroy(worker);
        return NULL;
    }
    if (options->remembers)
        begin_worn(worker);
    for (int i = 0; i < 2; i++) {
        worker->slots[i].snapshot = model_snapshot_create(story_model(story));
        worker->slots[i].view = calloc(1, sizeof *worker->slots[i].view);
        if (!worker->slots[i].snapshot || !worker->slots[i].view) {
            error_set(error, ERROR_MEMORY, "out of memory for the snapshots of the model");
            worker_destroy(worker);
            return NULL;
        }
    }
    publish(worker, &worker->slots[0], worker->done);
    if (options->threaded)
        worker->threaded = pthread_create(&worker->thread, NULL, run, worker) == 0;
    return worker;
}

void worker_destroy(struct worker *worker)
{
    if (!worker)
        return;
    if (worker->threaded) {
        pthread_mutex_lock(&worker->lock);
        worker->stop = true;
        pthread_cond_signal(&worker->wake);
        pthread_mutex_unlock(&worker->lock);
        pthread_join(worker->thread, NULL);
    }
    for (int i = 0; i < 2; i++) {
        model_snapshot_destroy(worker->slots[i].snapshot);
        free(worker->slots[i].view);
    }
    past_destroy(worker->past);
    pthread_cond_destroy(&worker->wake);
    pthread_cond_destroy(&worker->still);
    pthread_mutex_destroy(&worker->lock);
    free(worker);
}

bool worker_threaded(const struct worker *worker)
{
    return worker->threaded;
}

void worker_announce(struct worker *worker, uint64_t n)
{
    pthread_mutex_lock(&worker->lock);
    worker->announced += n;
    pthread_cond_signal(&worker->wake);
    pthread_mutex_unlock(&worker->lock);
}

uint64_t worker_announced(const struct worker *worker)
{
    return worker->announced; /* written by the caller's own thread only */
}

uint64_t worker_done(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    uint64_t done = worker->done;
    pthread_mutex_unlock(&worker->lock);
    return done;
}

static bool enqueue(struct worker *worker, struct waiting waiting)
{
    pthread_mutex_lock(&worker->lock);
    bool room = worker->n_waiting < MAX_WAITING;
    waiting.tick = worker->announced;
    if (room)
        worker->waiting[worker->n_waiting++] = waiting;
    pthread_mutex_unlock(&worker->lock);
    return room;
}

bool worker_ask(struct worker *worker, const struct story_wish *wish)
{
    return enqueue(worker, (struct waiting){.errand = ASK, .wish = *wish});
}

bool worker_do(struct worker *worker, enum story_action action)
{
    return worker_ask(worker, &(struct story_wish){.action = action});
}

bool worker_go(struct worker *worker, uint64_t at)
{
    return enqueue(worker, (struct waiting){.errand = GO, .at = at});
}

bool worker_go_back(struct worker *worker, uint64_t at)
{
    return worker_go(worker, at) && enqueue(worker, (struct waiting){.errand = BEGIN_HERE});
}

bool worker_undo(struct worker *worker)
{
    return enqueue(worker, (struct waiting){.errand = UNDO});
}

bool worker_redo(struct worker *worker)
{
    return enqueue(worker, (struct waiting){.errand = REDO});
}

bool worker_foresee(struct worker *worker, const struct past_act *acts, uint32_t n, uint64_t end,
                    uint64_t hash)
{
    return past_foresee(worker->past, acts, n, end) &&
           enqueue(worker, (struct waiting){.errand = FORESEE, .at = end, .hash = hash});
}

const struct past *worker_past(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    while (worker->done < worker->announced) {
        if (worker->threaded)
            pthread_cond_wait(&worker->still, &worker->lock);
        else
            run_tick(worker);
    }
    pthread_mutex_unlock(&worker->lock);
    return worker->past;
}

bool worker_take(struct worker *worker, struct worker_frame *frame)
{
    pthread_mutex_lock(&worker->lock);
    if (!worker->threaded)
        while (worker->done < worker->announced)
            run_tick(worker);
    bool fresh = worker->ready;
    if (fresh) {
        worker->front = 1 - worker->front;
        worker->ready = false;
    }
    const struct slot *slot = &worker->slots[worker->front];
    float going = worker->going;
    enum worker_outcome outcome = worker->outcome;
    pthread_mutex_unlock(&worker->lock);
    *frame = (struct worker_frame){.snapshot = slot->snapshot,
                                   .view = slot->view,
                                   .tick = slot->tick,
                                   .hash = slot->hash,
                                   .hash_tick = slot->hash_tick,
                                   .now = slot->now,
                                   .end = slot->end,
                                   .can_undo = slot->can_undo,
                                   .can_redo = slot->can_redo,
                                   .marks = slot->marks,
                                   .n_marks = slot->n_marks,
                                   .going = going,
                                   .outcome = outcome};
    return fresh;
}

const struct past_mark *worker_chapter(const struct worker_frame *frame, int phase)
{
    for (uint32_t i = 0; i < frame->n_marks; i++)
        if (frame->marks[i].chapter && (int)frame->marks[i].phase == phase)
            return &frame->marks[i];
    return NULL;
}
