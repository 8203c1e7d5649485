/* A saved state: what is written is read again, it opens at the same moment, and no damage passes. */
#include "../scratch.h"

#include "commands/saved.h"
#include "commands/worker.h"
#include "platform/files.h"

static const double TICK_S = 1.0 / 60.0;

struct made {
    char *text;
    size_t size;
    struct scenario *scenario;
    struct story *story;
    struct worker *worker;
};

static void make(struct made *made, const char *text, size_t size)
{
    struct error error = {0};
    struct worker_frame frame;
    *made = (struct made){.text = strndup(text, size), .size = size};
    made->scenario = scenario_parse("test", text, size, &error);
    assert_non_null(made->scenario);
    struct story_options story = {.scenario = made->scenario,
                                  .treatment = STORY_KETAMINE,
                                  .seed = 5,
                                  .cells_per_place = 10,
                                  .n_exc = 104,
                                  .n_inh = 24};
    made->story = story_create(&story, &error);
    assert_non_null(made->story);
    struct worker_options worker = {.tick_s = TICK_S};
    made->worker = worker_create(made->story, &worker, &error);
    assert_non_null(made->worker);
    worker_take(made->worker, &frame);
}

static void unmake(struct made *made)
{
    worker_destroy(made->worker);
    story_destroy(made->story);
    scenario_destroy(made->scenario);
    free(made->text);
}

static void tick(struct made *made, uint64_t n)
{
    struct worker_frame frame;
    worker_announce(made->worker, n);
    worker_take(made->worker, &frame);
}

static void ask(struct made *made, struct story_wish wish)
{
    assert_true(worker_ask(made->worker, &wish));
    tick(made, 10);
}

static void make_story(struct made *made)
{
    char path[1024];
    size_t size;
    struct error error = {0};
    assert_true(files_asset("scenarios/worry.yaml", path, sizeof path));
    char *text = files_read(path, 1 << 20, &size, &error);
    assert_non_null(text);
    make(made, text, size);
    free(text);
    while (story_view(made->story)->phase == STORY_WEARING_IN)
        tick(made, 20);
    ask(made, (struct story_wish){.action = STORY_DO_SET_DOSE,
                                  .route = MODEL_ROUTE_INTRANASAL,
                                  .dose_mg_kg = 0.7f});
    ask(made, (struct story_wish){.action = STORY_DO_THERAPY});
    ask(made, (struct story_wish){.action = STORY_DO_STIMULATE, .place = 6});
    ask(made, (struct story_wish){.action = STORY_DO_PRACTISE,
                                  .way = {.n_steps = 4, .steps = {0, 7, 2, 0}}});
    ask(made, (struct story_wish){.action = STORY_DO_DOSE});
    ask(made, (struct story_wish){.action = STORY_DO_FASTER});
    ask(made, (struct story_wish){.action = STORY_DO_SLOWER});
}

static struct saved saved_of(struct made *made)
{
    const struct past *past = worker_past(made->worker);
    struct saved saved = {.version = "0.0-test",
                          .seed = 5,
                          .treatment = STORY_KETAMINE,
                          .tick_s = TICK_S,
                          .scenario = made->text,
                          .scenario_bytes = made->size,
                          .at = past_now(past),
                          .hash = story_state_hash(made->story)};
    saved.acts = past_acts(past, &saved.n_acts);
    return saved;
}

static void what_is_saved_opens_exactly(void **state)
{
    struct error error = {0};
    struct made made, again;
    struct saved read;
    make_story(&made);
    struct saved saved = saved_of(&made);
    assert_int_equal(saved.n_acts, 7);
    char place[600];
    const char *path = scratch_path(state, "story.snowmelt", place);
    assert_true(saved_write(path, &saved, &error));
    assert_true(saved_read(path, &read, &error));
    assert_string_equal(read.version, "0.0-test");
    assert_int_equal(read.n_acts, 7);

    make(&again, read.scenario, read.scenario_bytes);
    assert_true(worker_foresee(again.worker, read.acts, read.n_acts, read.at, read.hash));
    struct worker_frame frame;
    worker_announce(again.worker, 1);
    worker_take(again.worker, &frame);
    assert_int_equal(frame.outcome, WORKER_OUTCOME_SAME);
    tick(&made, 1);
    assert_true(story_state_hash(again.story) == story_state_hash(made.story));
    unmake(&again);

    /* and one that comes out otherwise is told */
    make(&again, read.scenario, read.scenario_bytes);
    assert_true(worker_foresee(again.worker, read.acts, read.n_acts, read.at, read.hash ^ 1));
    worker_announce(again.worker, 1);
    worker_take(again.worker, &frame);
    assert_int_equal(frame.outcome, WORKER_OUTCOME_OTHER);
    unmake(&again);
    saved_clear(&read);
    unmake(&made);
}

static uint64_t hash_of(struct made *made)
{
    worker_past(made->worker);
    return story_state_hash(made->story);
}

/* In the middle of practice, after an undo and a redo, and gone back in time: what is saved opens the
 * same, and both go on alike, forth and back. */
static void moments_on_the_way_open_exactly(void **state)
{
    enum { MOMENTS = 3, TO_PRACTICE = 40, BACK = 150 };
    struct error error = {0};
    struct made made, again;
    struct worker_frame frame;
    char place[600];
    const char *path = scratch_path(state, "moment.snowmelt", place);
    make_story(&made);
    for (int moment = 0; moment < MOMENTS; moment++) {
        struct saved read;
        if (moment == 0) {
            ask(&made, (struct story_wish){.action = STORY_DO_PRACTISE,
                                           .way = {.n_steps = 2, .steps = {1, 6}}});
            tick(&made, TO_PRACTICE);
            assert_true(story_view(made.story)->practising);
        } else if (moment == 1) {
            assert_true(worker_undo(made.worker) && worker_undo(made.worker));
            assert_true(worker_redo(made.worker));
            tick(&made, TO_PRACTICE);
        } else {
            assert_true(worker_go_back(made.worker, past_now(worker_past(made.worker)) - BACK));
            tick(&made, 1);
        }
        struct saved saved = saved_of(&made);
        assert_true(saved_write(path, &saved, &error));
        assert_true(saved_read(path, &read, &error));
        make(&again, read.scenario, read.scenario_bytes);
        assert_true(
            worker_foresee(again.worker, read.acts, read.n_acts, read.at, read.hash));
        tick(&again, 1);
        worker_take(again.worker, &frame);
        assert_int_equal(frame.outcome, WORKER_OUTCOME_SAME);
        tick(&made, 1);
        assert_true(hash_of(&again) == hash_of(&made));
        ask(&again, (struct story_wish){.action = STORY_DO_STIMULATE, .place = 3});
        ask(&made, (struct story_wish){.action = STORY_DO_STIMULATE, .place = 3});
        assert_true(hash_of(&again) == hash_of(&made));
        uint64_t back = past_now(worker_past(made.worker)) - BACK;
        assert_true(worker_go(again.worker, back) && worker_go(made.worker, back));
        tick(&again, 1);
        tick(&made, 1);
        assert_true(hash_of(&again) == hash_of(&made));
        unmake(&again);
        saved_clear(&read);
    }
    unmake(&made);
}

static void refuses(const char *path, const char *bytes, size_t size, enum error_id id, unsigned line)
{
    struct error error = {0};
    struct saved read;
    assert_true(files_write(path, bytes, size, &error));
    assert_false(saved_read(path, &read, &error));
    char where[700];
    snprintf(where, sizeof where, line ? "%s:%u: " : "%s", path, line);
    assert_error(&error, id, where);
    assert_null(read.scenario);
}

static void no_damage_passes(void **state)
{
    struct error error = {0};
    struct made made;
    make_story(&made);
    struct saved saved = saved_of(&made);
    char place[600];
    const char *path = scratch_path(state, "story.snowmelt", place);
    assert_true(saved_write(path, &saved, &error));
    unmake(&made);
    size_t size;
    char *text = files_read(path, 1 << 20, &size, &error);
    assert_non_null(text);
    char *bad = malloc(size + 1);
    static const size_t OPENING = sizeof "snowmelt-saved 1" - 1;
    for (size_t at = 0; at < size; at += at < OPENING || at + 60 > size ? 1 : 7) {
        memcpy(bad, text, size);
        bad[at] = (char)(bad[at] ^ 4);
        refuses(path, bad, size,
                at < OPENING - 1    ? ERROR_SAVED_SYNTAX
                : at == OPENING - 1 ? ERROR_SAVED_VERSION
                                    : ERROR_SAVED_DAMAGED,
                0);
    }
    for (size_t cut = OPENING; cut < size; cut += 11)
        refuses(path, text, cut, ERROR_SAVED_DAMAGED, 0);
    memcpy(bad, text, size);
    bad[size] = 'x';
    refuses(path, bad, size + 1, ERROR_SAVED_DAMAGED, 0);
    refuses(path, "", 0, ERROR_SAVED_SYNTAX, 1);
    refuses(path, "title: a scenario\n", 18, ERROR_SAVED_SYNTAX, 1);
    refuses(path, "snowmelt-saved 2\n", 17, ERROR_SAVED_VERSION, 0);
    free(bad);
    free(text);
}

/* Whole by its check, but not by its sense. */
static void nonsense_is_told_with_its_line(void **state)
{
    static const struct {
        const char *acts;
        unsigned line; /* counted from the line of acts */
    } CASES[] = {
        {"acts 1\n10 sing\n", 1},
        {"acts 1\nten dose\n", 1},
        {"acts 2\n10 dose\n9 dose\n", 2},
        {"acts 1\n101 dose\n", 1},
        {"acts 1\n10 stimulate 256\n", 1},
        {"acts 1\n10 stimulate\n", 1},
        {"acts 1\n10 set-dose mouth 0.5\n", 1},
        {"acts 1\n10 set-dose infusion nan\n", 1},
        {"acts 1\n10 practise 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 0\n", 1},
        {"acts 1\n10 pause\n", 1},
        {"acts 99999999\n", 0},
        {"acts 2\n10 dose\n", 1},
        {"acts 0\n10 dose\n", 1},
    };
    char place[600];
    const char *path = scratch_path(state, "nonsense.snowmelt", place);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[1024];
        int size = snprintf(text, sizeof text,
                            "snowmelt-saved 1\nversion 1\nseed 1\ntreatment saline\ntick_s 0.01\n"
                            "scenario 2\nhi\nat 100\nhash 0123456789abcdef\n%s",
                            CASES[i].acts);
        uint64_t hash = 0xcbf29ce484222325ULL;
        for (int k = 0; k < size; k++)
            hash = (hash ^ (uint8_t)text[k]) * 0x100000001b3ULL;
        size += snprintf(text + size, sizeof text - (size_t)size, "check %016llx\n",
                         (unsigned long long)hash);
        refuses(path, text, (size_t)size, ERROR_SAVED_SYNTAX, 10 + CASES[i].line);
    }
}

static void what_was_there_stays_when_writing_fails(void **state)
{
    struct error error = {0};
    assert_false(files_write("/dev/full/nowhere", "x", 1, &error));
    assert_int_equal(error.id, ERROR_OUTPUT_UNWRITABLE);
    char place[600];
    const char *path = scratch_path(state, "kept", place);
    assert_true(files_write(path, "old", 3, &error));
    char part[1100];
    snprintf(part, sizeof part, "%s.part", path);
    assert_int_equal(mkdir(part, 0700), 0); /* in the way of the new one */
    assert_false(files_write(path, "new", 3, &error));
    assert_int_equal(error.id, ERROR_OUTPUT_UNWRITABLE);
    size_t size;
    char *text = files_read(path, 100, &size, &error);
    assert_string_equal(text, "old");
    free(text);
    assert_int_equal(rmdir(part), 0);
}

static void a_moment_too_far_is_not_saved(void **state)
{
    struct error error = {0};
    struct saved read, saved = {.version = "0.0-test",
                                .tick_s = TICK_S,
                                .scenario = (char[]){"title: a\n"},
                                .scenario_bytes = 9,
                                .at = SAVED_MOST_TICKS};
    char place[600];
    const char *path = scratch_path(state, "far.snowmelt", place);
    assert_true(saved_write(path, &saved, &error));
    assert_true(saved_read(path, &read, &error));
    assert_true(read.at == SAVED_MOST_TICKS);
    saved_clear(&read);
    saved.at++;
    assert_false(saved_write(path, &saved, &error));
    assert_int_equal(error.id, ERROR_OUTPUT_WRITE);
    assert_true(saved_read(path, &read, &error)); /* what was there stays */
    saved_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_saved_opens_exactly),
        cmocka_unit_test(moments_on_the_way_open_exactly),
        cmocka_unit_test(no_damage_passes),
        cmocka_unit_test(nonsense_is_told_with_its_line),
        cmocka_unit_test(what_was_there_stays_when_writing_fails),
        cmocka_unit_test(a_moment_too_far_is_not_saved),
    };
    return cmocka_run_group_tests_name("saved", tests, scratch_make, scratch_remove);
}
