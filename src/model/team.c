#include "model/team.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Looks before a member gives its processor away: meetings are a few microseconds apart, but on a
 * busy machine the one that is waited for may not be running at all. */
enum { PATIENCE = 2000 };

/* How many meetings a member has come to. Two cache lines each, as processors fetch them in pairs:
 * who waits for one member must not slow another. */
struct seat {
    _Alignas(128) _Atomic uint32_t came;
};

struct team {
    struct seat seat[TEAM_MOST];
    uint32_t members, threads;
    pthread_t thread[TEAM_MOST];
    pthread_mutex_t lock;
    pthread_cond_t called, done;
    void (*work)(void *context, uint32_t member);
    void *context;
    uint64_t call; /* counts the runs */
    uint32_t busy; /* threads still at the present one */
    bool ending;
};

struct member {
    struct team *team;
    uint32_t number;
};

static void *serve(void *argument)
{
    struct member *self = argument;
    struct team *team = self->team;
    uint32_t number = self->number;
    uint64_t seen = 0;
    free(self);
    pthread_mutex_lock(&team->lock);
    for (;;) {
        while (team->call == seen && !team->ending)
            pthread_cond_wait(&team->called, &team->lock);
        if (team->ending)
            break;
        seen = team->call;
        pthread_mutex_unlock(&team->lock);
        team->work(team->context, number);
        pthread_mutex_lock(&team->lock);
        if (--team->busy == 0)
            pthread_cond_signal(&team->done);
    }
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

struct team *team_create(uint32_t members)
{
    if (members < 1 || members > TEAM_MOST)
        return NULL;
    struct team *team = aligned_alloc(_Alignof(struct team), sizeof *team);
    if (!team)
        return NULL;
    memset(team, 0, sizeof *team);
    team->members = members;
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->called, NULL);
    pthread_cond_init(&team->done, NULL);
    for (uint32_t i = 1; i < members; i++) {
        struct member *member = malloc(sizeof *member);
        if (member)
            *member = (struct member){.team = team, .number = i};
        if (!member || pthread_create(&team->thread[i], NULL, serve, member) != 0) {
            free(member);
            team_destroy(team);
            return NULL;
        }
        team->threads = i;
    }
    return team;
}

void team_destroy(struct team *team)
{
    if (!team)
        return;
    pthread_mutex_lock(&team->lock);
    team->ending = true;
    pthread_cond_broadcast(&team->called);
    pthread_mutex_unlock(&team->lock);
    for (uint32_t i = 1; i <= team->threads; i++)
        pthread_join(team->thread[i], NULL);
    pthread_cond_destroy(&team->called);
    pthread_cond_destroy(&team->done);
    pthread_mutex_destroy(&team->lock);
    free(team);
}

uint32_t team_members(const struct team *team)
{
    return team->members;
}

void team_run(struct team *team, void (*work)(void *context, uint32_t member), void *context)
{
    if (team->members > 1) {
        pthread_mutex_lock(&team->lock);
        team->work = work;
        team->context = context;
        team->busy = team->members - 1;
        team->call++;
        pthread_cond_broadcast(&team->called);
        pthread_mutex_unlock(&team->lock);
    }
    work(context, 0);
    if (team->members > 1) {
        pthread_mutex_lock(&team->lock);
        while (team->busy)
            pthread_cond_wait(&team->done, &team->lock);
        pthread_mutex_unlock(&team->lock);
    }
}

void team_meet(struct team *team, uint32_t member)
{
    _Atomic uint32_t *mine = &team->seat[member].came;
    uint32_t meeting = atomic_load_explicit(mine, memory_order_relaxed) + 1u;
    atomic_store_explicit(mine, meeting, memory_order_release);
    for (uint32_t other = 0; other < team->members; other++) {
        _Atomic uint32_t *came = &team->seat[other].came;
        /* The other may have come to the next meeting already, never to more. */
        for (uint32_t looks = 0; atomic_load_explicit(came, memory_order_acquire) + 1u == meeting;
             looks++)
            if (looks >= PATIENCE)
                sched_yield();
    }
}
