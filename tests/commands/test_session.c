/* What a session tells the user about its picture, and how often. */
#include "../scratch.h"

#include <fcntl.h>

#include "commands/session.h"
#include "render/spoil.h"

/* From here on what is printed on stderr goes to a file; `before` is where it went. */
static int catch_stderr(void **state, int *before)
{
    char path[600];
    int file = open(scratch_path(state, "stderr", path), O_RDWR | O_CREAT | O_TRUNC, 0666);
    *before = dup(STDERR_FILENO);
    assert_true(file >= 0 && *before >= 0 && dup2(file, STDERR_FILENO) >= 0);
    return file;
}

static void caught_stderr(int file, int before, char *text, size_t size)
{
    dup2(before, STDERR_FILENO);
    close(before);
    ssize_t n = pread(file, text, size - 1, 0);
    close(file);
    assert_true(n >= 0);
    text[n] = '\0';
}

/* What three pictures in a row print on stderr. */
static void draw_three(void **state, render_loader loader, char *text, size_t size)
{
    struct gl_context gl = {0};
    struct error error;
    assert_true(gl_context_open(&gl));
    struct render_options options = gl_context_options();
    options.loader = loader;
    struct session session = {.render = render_create(&options, &error), .plan = plan_create()};
    assert_true(session.render && session.plan);

    int before, file = catch_stderr(state, &before);
    bool good = true;
    for (int i = 0; i < 3; i++) {
        plan_begin(session.plan, 64, 36, 0.1 * i);
        session.plan->bloom = 0.5f;
        plan_pass(session.plan, PLAN_PASS_BACKDROP);
        plan_pass(session.plan, PLAN_PASS_BLOOM);
        plan_pass(session.plan, PLAN_PASS_TONE);
        good &= session_draw(&session, &error);
    }
    caught_stderr(file, before, text, size);
    assert_true(good);
    plan_destroy(session.plan);
    render_destroy(session.render);
    gl_context_close(&gl);
}

static void a_missing_pass_is_told_once(void **state)
{
    char text[2000];
    spoil_word = "vec4 weighed(";
    draw_three(state, spoil_proc, text, sizeof text);
    assert_ptr_equal(strstr(text, "snowmelt: the picture goes on without glow"), text);
    assert_non_null(strstr(text, "bloom/first.frag"));
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
}

static void a_whole_picture_is_quiet(void **state)
{
    char text[2000];
    draw_three(state, gl_context_proc, text, sizeof text);
    assert_string_equal(text, "");
}

static void lay_out(struct session *session)
{
    session_look(session);
    session_lay_out(session, 320, 240, 0.1, 0.1, false);
}

/* Behind the shade one story gives way to the next, and round again to the first. */
static void the_next_story_comes_behind_the_shade(void **state)
{
    (void)state;
    static const char *const TITLES[] = {"The alarm that won't stop", "The echo of a fright",
                                         "Learning a new way home", "A worry that circles"};
    struct options options;
    char *argv[] = {(char[]){"snowmelt"}, NULL};
    struct error error = {0};
    struct session session;
    struct session_wish wish = {.offscreen = true, .scale = 0.25f};
    assert_true(options_parse(&options, 1, argv, &error));
    options.width = 320;
    options.height = 240;
    if (!session_open(&session, &options, &wish, &error))
        fail_msg("%s", error.text);
    assert_string_equal(session.scenario->title, TITLES[3]);
    scene_observe(session.scene, session.frame.snapshot, session.frame.view);
    for (unsigned i = 0; i < 4; i++) {
        int darker = 0;
        assert_false(session_arrive(&session)); /* nobody asked for it */
        session_leave_story(&session);
        for (; !session_arrive(&session); darker++) {
            float before = session.shade;
            lay_out(&session);
            assert_true(session.shade > before && darker < 100);
            assert_true(session_draw(&session, &error));
        }
        assert_true(darker >= 10); /* a second at least: no flash */
        assert_string_equal(session.scenario->title, TITLES[i]);
        assert_int_equal(session.frame.view->phase, STORY_WEARING_IN);
        assert_true(session.frame.snapshot->n_places == session.scenario->n_places);
        worker_announce(session.worker, 2);
        for (unsigned k = 0; k < 20; k++) {
            lay_out(&session);
            assert_true(session_draw(&session, &error));
        }
        assert_true(session.shade == 0.0f);
    }
    assert_string_equal(session.options.scenario, "worry");
    session_close(&session);
}

static void open_small(struct session *session, int argc, char **argv, bool threaded)
{
    struct options options;
    struct error error = {0};
    struct session_wish wish = {.offscreen = true, .scale = 0.25f, .threaded = threaded};
    assert_true(options_parse(&options, argc, argv, &error));
    if (!session_open(session, &options, &wish, &error))
        fail_msg("%s", error.text);
}

static void fade_until_arrived(struct session *session)
{
    for (int i = 0; !session_arrive(session); i++) {
        assert_true(i < 100);
        lay_out(session);
    }
}

/* To open a moment takes as long as it took to come about. Who does not want to wait has what there
 * was before, as it was. */
static void what_is_being_opened_can_be_given_up(void **state)
{
    (void)state;
    char *argv[] = {(char[]){"snowmelt"}, (char[]){"explore"}, (char[]){"--size"},
                    (char[]){"320x240"}, NULL};
    struct error error = {0};
    struct session session;
    open_small(&session, 4, argv, true);
    worker_announce(session.worker, 30);
    worker_past(session.worker); /* stands still */
    lay_out(&session);
    const struct story *before = session.story;
    uint64_t hash = story_state_hash(session.story), seed = session.options.seed;
    assert_false(session_opening(&session));
    session_give_up_opening(&session); /* there is nothing to give up */
    assert_int_equal(session.leaving, SESSION_STAYS);

    struct saved saved = {.seed = seed + 1,
                          .treatment = STORY_SALINE,
                          .tick_s = session.tick_s,
                          .scenario = strdup(session.telling->text),
                          .scenario_bytes = session.telling->bytes,
                          .at = 100000};
    assert_true(session_leave_for_saved(&session, &saved, &error));
    fade_until_arrived(&session);
    assert_true(session_opening(&session));
    assert_ptr_not_equal(session.story, before);
    worker_announce(session.worker, 1); /* it is on its way */
    lay_out(&session);
    session_give_up_opening(&session);
    assert_false(session_opening(&session));
    fade_until_arrived(&session);
    assert_ptr_equal(session.story, before);
    assert_true(story_state_hash(session.story) == hash && session.options.seed == seed);
    assert_true(session_holds(&session));
    worker_announce(session.worker, 1); /* and goes on */
    worker_past(session.worker);
    assert_true(story_state_hash(session.story) != hash);
    session_close(&session);
}

/* A recording replayed in a picture of another size meets the same spots of it, and says so. */
static void points_are_scaled_to_the_picture(void **state)
{
    static const char TEXT[] = "snowmelt-input 1\nseed 7\nscenario worry\ntreatment ketamine\n"
                               "tick_s 0.05\nsize 640 960\nevents\n0 press 320 240 1\n";
    char path[600], text[2000];
    struct session session;
    struct input_event event;
    FILE *file = fopen(scratch_path(state, "keys", path), "w");
    assert_non_null(file);
    fputs(TEXT, file);
    fclose(file);
    for (int same = 0; same < 2; same++) {
        char *argv[] = {(char[]){"snowmelt"},       (char[]){"record"}, (char[]){"--size"},
                        same ? (char[]){"640x960"} : (char[]){"320x240"},
                        (char[]){"--replay-input"}, path,               NULL};
        int before, caught = catch_stderr(state, &before);
        open_small(&session, 6, argv, false);
        caught_stderr(caught, before, text, sizeof text);
        const struct options *options = &session.options;
        assert_true(session_replay_next(&session, options->width, options->height, &event));
        assert_true(event.x == (same ? 320.0f : 160.0f) && event.y == (same ? 240.0f : 60.0f));
        assert_int_equal(strstr(text, "--size 640x960") != NULL, !same);
        assert_int_equal(text[0] != '\0', !same);
        session_close(&session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_pass_is_told_once),
        cmocka_unit_test(a_whole_picture_is_quiet),
        cmocka_unit_test(what_is_being_opened_can_be_given_up),
        cmocka_unit_test(points_are_scaled_to_the_picture),
        cmocka_unit_test(the_next_story_comes_behind_the_shade),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
