/* From one story to another, behind a shade: the next one, one that was chosen, or a moment that
 * was saved. */
#include "commands/session_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/scenario_file.h"

static void leave(struct session *session, enum session_leaving leaving)
{
    if (!session->replay)
        session->leaving = leaving;
}

void session_leave_story(struct session *session)
{
    leave(session, SESSION_NEXT);
}

void session_leave_for(struct session *session, unsigned number)
{
    session->named = number;
    leave(session, SESSION_NAMED);
}

/* The scenario that is told in what was saved, kept for as long as the session. */
static const struct session_scenario *scenario_of(struct session *session, struct saved *saved,
                                                  struct error *error)
{
    struct session_scenario **more =
        realloc(session->opened, (session->n_opened + 1u) * sizeof *session->opened);
    if (more)
        session->opened = more;
    struct session_scenario *own = more ? calloc(1, sizeof *own) : NULL;
    if (!own) {
        error_set(error, ERROR_MEMORY, "out of memory to open what was saved");
        return NULL;
    }
    own->scenario = scenario_parse("what was saved", saved->scenario, saved->scenario_bytes, error);
    if (!own->scenario) {
        free(own);
        return NULL;
    }
    own->text = saved->scenario;
    own->bytes = saved->scenario_bytes;
    saved->scenario = NULL;
    session->opened[session->n_opened++] = own;
    return own;
}

bool session_leave_for_saved(struct session *session, struct saved *saved, struct error *error)
{
    const struct session_scenario *own = scenario_of(session, saved, error);
    if (!own)
        return false;
    saved_clear(&session->to_open);
    session->to_open = *saved;
    session->opening = own;
    *saved = (struct saved){0};
    leave(session, SESSION_SAVED);
    return true;
}

/* The scenario of that number, read when it is needed first; NULL for one with a mistake in it. */
static const struct session_scenario *from_shelf(struct session *session, unsigned i,
                                                 const char *name)
{
    struct session_scenario *shelf = &session->shelf[i];
    struct error error;
    if (!shelf->scenario)
        shelf->scenario = scenario_file_open_text(name, &shelf->text, &shelf->bytes, &error);
    return shelf->scenario ? shelf : NULL;
}

unsigned session_stories(struct session *session, struct ui_story stories[FILES_SCENARIOS])
{
    char names[FILES_SCENARIOS][FILES_SCENARIO_NAME];
    unsigned n = files_scenario_names(names);
    for (unsigned i = 0; i < n; i++) {
        const struct session_scenario *one = from_shelf(session, i, names[i]);
        stories[i] = one ? (struct ui_story){one->scenario->title, one->scenario->about}
                         : (struct ui_story){NULL, NULL};
    }
    return n;
}

/* The one wanted, or the one that follows the present one in the order of names; one with a mistake
 * in it is passed over. NULL when there is no other. */
static const struct session_scenario *find_scenario(struct session *session)
{
    char names[FILES_SCENARIOS][FILES_SCENARIO_NAME];
    unsigned n = files_scenario_names(names), at = n - 1;
    for (unsigned i = 0; i < n; i++)
        if (strcmp(names[i], session->options.scenario) == 0)
            at = i;
    if (session->leaving == SESSION_NAMED)
        at = session->named + n - 1;
    for (unsigned k = 1; k <= n; k++) {
        unsigned i = (at + k) % n;
        const struct session_scenario *found = from_shelf(session, i, names[i]);
        if (!found)
            continue;
        memcpy(session->options.scenario, names[i], sizeof names[i]);
        return found;
    }
    return NULL;
}

static struct session_telling present(const struct session *session)
{
    struct session_telling now = {.seed = session->options.seed,
                                  .treatment = session->options.treatment,
                                  .tick_s = session->tick_s,
                                  .story = session->story,
                                  .worker = session->worker,
                                  .telling = session->telling};
    memcpy(now.name, session->options.scenario, sizeof now.name);
    return now;
}

static void take_up(struct session *session, const struct session_telling *telling)
{
    session->options.seed = telling->seed;
    session->options.treatment = telling->treatment;
    session->tick_s = telling->tick_s;
    memcpy(session->options.scenario, telling->name, sizeof telling->name);
    session->telling = telling->telling;
    session->scenario = telling->telling->scenario;
    session->story = telling->story;
    session->worker = telling->worker;
}

static void close_telling(struct session_telling *telling)
{
    worker_destroy(telling->worker);
    story_destroy(telling->story);
    *telling = (struct session_telling){0};
}

void session_let_go(struct session *session)
{
    close_telling(&session->before);
}

/* A story of the shelf, told as it was asked for at the beginning. */
static bool open_scenario(struct session *session)
{
    struct session_telling now = present(session);
    const struct session_scenario *next = find_scenario(session);
    struct error error;
    if (!next)
        return false;
    session->telling = next;
    session->scenario = next->scenario;
    session->options.seed = session->begun.seed;
    session->options.treatment = session->begun.treatment;
    session->tick_s = session->begun.tick_s;
    if (!session_make_story(session, &session->story, &session->worker, &error)) {
        take_up(session, &now);
        return false;
    }
    close_telling(&now);
    session_let_go(session);
    return true;
}

/* The present story is kept until the other one has come about as it was. */
static bool open_saved(struct session *session)
{
    const struct saved *saved = &session->to_open;
    struct session_telling now = present(session), next = {0};
    struct error error;
    next.seed = saved->seed;
    next.treatment = saved->treatment;
    next.tick_s = saved->tick_s;
    next.telling = session->opening;
    take_up(session, &next);
    if (!session_make_story(session, &session->story, &session->worker, &error)) {
        take_up(session, &now);
        return false;
    }
    if (!worker_foresee(session->worker, saved->acts, saved->n_acts, saved->at, saved->hash)) {
        next = present(session);
        close_telling(&next);
        take_up(session, &now);
        return false;
    }
    if (session->frame.view->paused) /* that is of whoever looks, and stays as it is */
        worker_do(session->worker, STORY_DO_PAUSE);
    if (session->before.story) /* that one had not come about itself */
        close_telling(&now);
    else
        session->before = now;
    return true;
}

static bool go_back(struct session *session)
{
    struct session_telling now = present(session);
    if (!session->before.story)
        return false;
    take_up(session, &session->before);
    session->before = (struct session_telling){0};
    close_telling(&now);
    return true;
}

bool session_opening(const struct session *session)
{
    return session->before.story && session->leaving == SESSION_STAYS &&
           session->frame.outcome == WORKER_OUTCOME_OPEN;
}

void session_give_up_opening(struct session *session)
{
    if (session_opening(session))
        leave(session, SESSION_BACK);
}

bool session_arrive(struct session *session)
{
    if (session->leaving == SESSION_STAYS || session->shade < 1.0f)
        return false;
    bool saved = session->leaving == SESSION_SAVED;
    bool arrived = saved                              ? open_saved(session)
                   : session->leaving == SESSION_BACK ? go_back(session)
                                                      : open_scenario(session);
    session->leaving = SESSION_STAYS;
    if (saved)
        saved_clear(&session->to_open);
    if (!arrived)
        return false;
    worker_take(session->worker, &session->frame);
    scene_observe(session->scene, session->frame.snapshot, session->frame.view);
    return true;
}

bool session_holds(struct session *session)
{
    if (!session->before.story || session->leaving == SESSION_BACK)
        return true;
    if (session->frame.outcome == WORKER_OUTCOME_SAME)
        session_let_go(session);
    if (session->frame.outcome != WORKER_OUTCOME_OTHER)
        return true;
    session->leaving = SESSION_BACK;
    return false;
}
