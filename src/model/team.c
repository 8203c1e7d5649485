#include "model/team.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

/* Looks before a member gives its processor away: signs are a few microseconds apart, but on a busy
 * machine the one that is waited for may not be running at all. */
enum { PATIENCE = 2000 };

struct team {
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
    struct team *team = calloc(1, sizeof *team);
    if (!team)
        return NULL;
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

void team_await(const _Atomic uint32_t *sign, uint32_t value)
{
    for (uint32_t looks = 0; atomic_load_explicit(sign, memory_order_acquire) != value; looks++)
        if (looks >= PATIENCE)
            sched_yield();
}
