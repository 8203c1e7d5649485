/* A few threads that do the same work on their own parts and wait for what they need from each
 * other. With one member there is no thread at all. What they compute never depends on how many
 * they are. */
#ifndef SNOWMELT_MODEL_TEAM_H
#define SNOWMELT_MODEL_TEAM_H

#include <stdatomic.h>
#include <stdint.h>

enum { TEAM_MOST = 16 };

struct team;

/* Members from 1 to TEAM_MOST. NULL when threads or memory are short, or for another number. */
struct team *team_create(uint32_t members);
void team_destroy(struct team *team);
uint32_t team_members(const struct team *team);

/* Runs work(context, member) once for each member, at the same time, and returns when all are done.
 * The caller is member 0. */
void team_run(struct team *team, void (*work)(void *context, uint32_t member), void *context);

/* Within team_run: waits until another member has set the sign to this value, with release order;
 * then all that it wrote before can be read. */
void team_await(const _Atomic uint32_t *sign, uint32_t value);

#endif
