/* A worn path that is kept: the next start begins there and is the same story; whatever is wrong with
 * what is kept, the path is worn in as at the first start, and kept anew. */
#include "../scratch.h"

#include <fcntl.h>

#include "commands/saved.h"
#include "commands/scenario_file.h"
#include "commands/session.h"
#include "commands/worn.h"
#include "platform/files.h"

static const double TICK_S = 1.0 / 60.0;
enum { WORN = MODEL_WEAR_IN_CALLS };

static char *shared; /* the folder that the tests have in common; NULL: none */

struct made {
    struct scenario *scenario;
    struct story *story;
    struct worker *worker;
    struct worker_frame frame;
};

static void make(struct made *made, uint64_t seed, bool threaded)
{
    struct error error = {0};
    *made = (struct made){.scenario = scenario_file_open("worry", &error)};
    assert_non_null(made->scenario);
    struct story_options story = {.scenario = made->scenario,
                                  .treatment = STORY_KETAMINE,
                                  .seed = seed,
                                  .cells_per_place = 10,
                                  .n_exc = 104,
                                  .n_inh = 24};
    made->story = story_create(&story, &error);
    assert_non_null(made->story);
    const struct worker_options how = {.tick_s = TICK_S, .threaded = threaded, .remembers = true};
    made->worker = worker_create(made->story, &how, &error);
    assert_non_null(made->worker);
    worker_take(made->worker, &made->frame);
}

static void unmake(struct made *made)
{
    worker_destroy(made->worker);
    story_destroy(made->story);
    scenario_destroy(made->scenario);
}

static void run_to(struct made *made, uint64_t tick)
{
    assert_true(tick >= worker_announced(made->worker));
    worker_announce(made->worker, tick - worker_announced(made->worker));
    worker_past(made->worker);
    worker_take(made->worker, &made->frame);
}

static uint64_t hash_at(struct made *made, uint64_t tick)
{
    run_to(made, tick);
    return story_state_hash(made->story);
}

static void use(void **state, const char *name)
{
    char folder[600];
    setenv("XDG_CACHE_HOME", scratch_path(state, name, folder), 1);
}

/* Where the network of that seed is kept. */
static void kept_at(uint64_t seed, char path[700])
{
    char *cache = getenv("XDG_CACHE_HOME");
    struct made made;
    setenv("XDG_CACHE_HOME", "/proc", 1);
    make(&made, seed, false);
    snprintf(path, 700, "%s/snowmelt/worn-%016llx", cache,
             (unsigned long long)model_key(story_model(made.story)));
    unmake(&made);
    setenv("XDG_CACHE_HOME", cache, 1);
}

/* Begins worn in or not, by what is kept; and then is the same. */
static void assert_begins(uint64_t seed, bool worn)
{
    struct made made;
    make(&made, seed, false);
    assert_int_equal(worker_done(made.worker), worn ? WORN : 0);
    assert_int_equal(worker_announced(made.worker), worn ? WORN : 0);
    assert_int_equal(made.frame.tick, worn ? WORN : 0);
    assert_int_equal(made.frame.now, worn ? WORN : 0);
    assert_int_equal(made.frame.view->phase, worn ? STORY_RIGID : STORY_WEARING_IN);
    run_to(&made, WORN);
    assert_int_equal(made.frame.view->phase, STORY_RIGID);
    unmake(&made);
}

static void the_next_start_is_the_same_story(void **state)
{
    struct made first, second;
    uint64_t seen[2][4];
    use(state, "same");
    make(&first, 5, false);
    make(&second, 5, true);
    assert_int_equal(worker_done(first.worker), 0);
    run_to(&first, WORN);
    unmake(&second);
    make(&second, 5, true);
    assert_int_equal(worker_done(second.worker), WORN);
    assert_int_equal(second.frame.tick, WORN);
    assert_int_equal(second.frame.n_marks, first.frame.n_marks);
    assert_int_equal(second.frame.snapshot->n_spikes, 0);
    for (int i = 0; i < 2; i++) {
        struct made *made = i ? &second : &first;
        seen[i][0] = hash_at(made, WORN);
        seen[i][1] = hash_at(made, WORN + 50);
        worker_do(made->worker, STORY_DO_DOSE);
        seen[i][2] = hash_at(made, WORN + 3000);
        worker_undo(made->worker);
        seen[i][3] = hash_at(made, WORN + 3001);
    }
    assert_memory_equal(seen[0], seen[1], sizeof seen[0]);
    unmake(&first);
    unmake(&second);
}

static void another_seed_is_another_network(void **state)
{
    use(state, "seeds");
    assert_begins(5, false);
    assert_begins(6, false);
    assert_begins(5, true);
    assert_begins(6, true);
}

/* Saved by one that went all the way, opened by one that began worn in, and the other way round. */
static void a_saved_moment_opens_either_way(void **state)
{
    for (int turn = 0; turn < 2; turn++) {
        struct made from, to;
        use(state, "first");
        if (turn)
            assert_begins(5, true);
        make(&from, 5, false);
        assert_int_equal(worker_done(from.worker), turn ? WORN : 0);
        run_to(&from, WORN + 10);
        worker_do(from.worker, STORY_DO_DOSE);
        run_to(&from, WORN + 200);
        struct saved saved = {.at = past_now(worker_past(from.worker)),
                              .hash = story_state_hash(from.story)};
        saved.acts = past_acts(worker_past(from.worker), &saved.n_acts);
        assert_int_equal(saved.at, WORN + 200);
        assert_int_equal(saved.acts[0].at, WORN + 10);
        if (turn)
            use(state, "nothing here");
        make(&to, 5, true);
        assert_int_equal(worker_done(to.worker), turn ? 0 : WORN);
        assert_true(worker_foresee(to.worker, saved.acts, saved.n_acts, saved.at, saved.hash));
        run_to(&to, worker_announced(to.worker) + 1);
        assert_int_equal(to.frame.outcome, WORKER_OUTCOME_SAME);
        run_to(&from, WORN + 201);
        assert_true(story_state_hash(from.story) == story_state_hash(to.story));
        unmake(&from);
        unmake(&to);
    }
    use(state, "nothing here"); /* the way to a saved moment has worn it in as well */
    assert_begins(5, true);
}

static void what_is_damaged_is_made_anew(void **state)
{
    char path[700], other[700];
    size_t size;
    struct error error = {0};
    use(state, "damaged");
    kept_at(5, path);
    kept_at(6, other);
    assert_begins(5, false);
    assert_begins(6, false);
    char *whole = files_read(path, 1 << 26, &size, &error);
    char *foreign = files_read(other, 1 << 26, NULL, &error);
    assert_true(whole && foreign);
    for (int fault = 0; fault < 7; fault++) {
        char *bytes = malloc(size + 1);
        memcpy(bytes, fault == 0 ? foreign : whole, size);
        size_t written = fault == 1 ? 0 : fault == 2 ? 20 : fault == 3 ? size / 2 : size;
        if (fault == 4)
            bytes[size - 100] ^= 4;
        if (fault == 5)
            bytes[16] ^= 1; /* the key: another version of the model */
        if (fault == 6)
            memset(bytes, 0, size);
        scratch_write(path, bytes, written);
        free(bytes);
        assert_begins(5, false);
        char *again = files_read(path, 1 << 26, &written, &error);
        assert_non_null(again);
        assert_int_equal(written, size);
        assert_memory_equal(again, whole, size);
        free(again);
    }
    assert_begins(5, true);
    assert_int_equal(unlink(path), 0); /* a folder in its place */
    assert_int_equal(mkdir(path, 0700), 0);
    assert_begins(5, false);
    assert_begins(5, false);
    free(whole);
    free(foreign);
}

static void where_nothing_can_be_kept_it_does_without(void **state)
{
    (void)state;
    setenv("XDG_CACHE_HOME", "/proc", 1);
    assert_begins(5, false);
    assert_begins(5, false);
}

static uint64_t begins_at(struct options *options, bool remembers)
{
    struct session session;
    struct error error = {0};
    struct session_wish wish = {.offscreen = true,
                                .remembers = remembers,
                                .scale = 0.25f,
                                .cells_per_place = 10,
                                .n_exc = 104,
                                .n_inh = 24};
    if (!session_open(&session, options, &wish, &error))
        fail_msg("%s", error.text);
    uint64_t at = worker_done(session.worker);
    if (!at) { /* to the end of it, so that it would be kept */
        worker_announce(session.worker, WORN);
        worker_take(session.worker, &session.frame);
    }
    session_close(&session);
    return at;
}

/* Every tick of it has its number there. */
static void what_is_recorded_wears_its_path_in(void **state)
{
    static const char REPLAY[] = "snowmelt-input 1\nseed 1\nscenario worry\ntreatment ketamine\n"
                                 "tick_s 0.016666666666666666\nsize 320 240\nevents\n";
    char path[600];
    struct options options;
    struct error error = {0};
    char *argv[] = {(char[]){"snowmelt"}, NULL};
    assert_true(options_parse(&options, 1, argv, &error));
    options.width = 320;
    options.height = 240;
    use(state, "sessions");
    assert_int_equal(begins_at(&options, false), 0); /* keeps none either */
    assert_int_equal(begins_at(&options, true), 0);
    assert_int_equal(begins_at(&options, true), WORN);
    assert_int_equal(begins_at(&options, false), 0);
    snprintf(options.record_input, sizeof options.record_input, "%.500s",
             scratch_path(state, "recorded", path));
    assert_int_equal(begins_at(&options, true), 0);
    options.record_input[0] = '\0';
    scratch_write_text(scratch_path(state, "to replay", path), REPLAY);
    snprintf(options.replay_input, sizeof options.replay_input, "%.500s", path);
    assert_int_equal(begins_at(&options, true), 0);
}

/* The file may be of a build with sanitizers and another optimisation, or of one without: the bytes
 * are the same, as they are where they were taken up and go on. Of full size, in the folder that the
 * tests share. */
static void every_build_wears_the_same_path(void **state)
{
    struct error error = {0};
    struct scenario *scenario = scenario_file_open("worry", &error);
    assert_non_null(scenario);
    struct story_options options = {.scenario = scenario, .seed = 1};
    struct story *live = story_create(&options, &error), *kept = story_create(&options, &error);
    assert_true(live && kept);
    if (shared)
        setenv("XDG_CACHE_HOME", shared, 1);
    else
        use(state, "full");
    while (story_view(live)->phase == STORY_WEARING_IN)
        story_tick(live, TICK_S);
    size_t size, kept_size = 0;
    void *bytes = model_store(story_model(live), &size);
    void *there = worn_read(story_model(kept), &kept_size);
    assert_non_null(bytes);
    print_message("%s\n", there ? "compared with what was kept" : "nothing was kept yet");
    if (!there)
        worn_write(story_model(live));
    else if (kept_size != size || memcmp(there, bytes, size) != 0)
        fail_msg("a path of the same model was worn in to other bytes");
    assert_true(story_begin_worn(kept, bytes, size));
    for (int i = 0; i < 30; i++) {
        story_tick(live, TICK_S);
        story_tick(kept, TICK_S);
    }
    assert_true(story_state_hash(live) == story_state_hash(kept));
    free(bytes);
    free(there);
    story_destroy(live);
    story_destroy(kept);
    scenario_destroy(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_start_is_the_same_story),
        cmocka_unit_test(another_seed_is_another_network),
        cmocka_unit_test(a_saved_moment_opens_either_way),
        cmocka_unit_test(what_is_damaged_is_made_anew),
        cmocka_unit_test(where_nothing_can_be_kept_it_does_without),
        cmocka_unit_test(what_is_recorded_wears_its_path_in),
        cmocka_unit_test(every_build_wears_the_same_path),
    };
    const char *folder = getenv("XDG_CACHE_HOME");
    shared = folder ? strdup(folder) : NULL;
    int failed = cmocka_run_group_tests_name("worn", tests, scratch_make, scratch_remove);
    free(shared);
    return failed;
}
