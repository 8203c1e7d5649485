/* What a session tells the user about its picture, and how often. */
#include "../scratch.h"

#include <fcntl.h>

#include "commands/session.h"
#include "render/spoil.h"

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

    char path[600];
    int file = open(scratch_path(state, "stderr", path), O_RDWR | O_CREAT | O_TRUNC, 0666);
    int before = dup(STDERR_FILENO);
    assert_true(file >= 0 && before >= 0 && dup2(file, STDERR_FILENO) >= 0);
    bool good = true;
    for (int i = 0; i < 3; i++) {
        plan_begin(session.plan, 64, 36, 0.1 * i);
        session.plan->bloom = 0.5f;
        plan_pass(session.plan, PLAN_PASS_BACKDROP);
        plan_pass(session.plan, PLAN_PASS_BLOOM);
        plan_pass(session.plan, PLAN_PASS_TONE);
        good &= session_draw(&session, &error);
    }
    dup2(before, STDERR_FILENO);
    close(before);
    ssize_t n = pread(file, text, size - 1, 0);
    close(file);
    assert_true(good && n >= 0);
    text[n] = '\0';
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_pass_is_told_once),
        cmocka_unit_test(a_whole_picture_is_quiet),
        cmocka_unit_test(the_next_story_comes_behind_the_shade),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
