/* What the desktop wishes is followed, except where line or settings say otherwise, or a key does
 * later. */
#include "steer_fixture.h"

#include "commands/session.h"

static void open_session(struct session *session, struct fixture *f, int argc, const char **argv)
{
    struct error error = {0};
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1); /* nobody's settings */
    *session = (struct session){.scene = f->scene, .ui = f->ui};
    if (!options_parse(&session->options, argc, (char **)argv, &error))
        fail_msg("%s", error.text);
}

static const struct desktop_wishes ALL = {
    .calm = true, .stark = true, .light = DESKTOP_LIGHT_BRIGHT};

static void every_wish_is_followed_as_it_changes(void **state)
{
    struct fixture *f = *state;
    struct session session;
    struct desktop_wishes none = {0};
    const char *argv[] = {"snowmelt", NULL};
    open_session(&session, f, 1, argv);
    assert_false(session_heed_wishes(&session, &none));
    assert_true(session_heed_wishes(&session, &ALL));
    assert_true(session.options.reduced_motion);
    assert_int_equal(scene_palette_set(f->scene), PALETTE_HIGH_CONTRAST);
    assert_int_equal(scene_theme(f->scene), PALETTE_DAY);
    assert_false(session_heed_wishes(&session, &ALL));
    /* Whoever chooses by a key has it so, until the desktop says something new of it. */
    scene_set_theme(f->scene, PALETTE_NIGHT);
    struct desktop_wishes moving = ALL;
    moving.calm = false;
    assert_true(session_heed_wishes(&session, &moving));
    assert_false(session.options.reduced_motion);
    assert_int_equal(scene_theme(f->scene), PALETTE_NIGHT);
    assert_true(session_heed_wishes(&session, &none));
    assert_int_equal(scene_palette_set(f->scene), PALETTE_STANDARD);
}

static void line_and_settings_are_stronger(void **state)
{
    struct fixture *f = *state;
    struct session session;
    const char *argv[] = {"snowmelt", "--reduced-motion=no", "--theme=night", NULL};
    open_session(&session, f, 3, argv);
    assert_true(options_given(&session.options, "theme"));
    assert_false(options_given(&session.options, "palette"));
    struct error error;
    assert_true(
        options_parse_settings(&session.options, "settings", "palette = standard\n", &error));
    assert_false(session_heed_wishes(&session, &ALL));
    assert_false(session.options.reduced_motion);
    assert_int_equal(scene_palette_set(f->scene), PALETTE_STANDARD);
    assert_int_equal(scene_theme(f->scene), PALETTE_NIGHT);
}

/* Without motion pulses stand still and links light up instead; that is what calm means here. */
static void less_motion_reaches_the_picture(void **state)
{
    struct fixture *f = *state;
    struct session session;
    struct desktop_wishes calm = {.calm = true}, moving = {0};
    const char *argv[] = {"snowmelt", NULL};
    open_session(&session, f, 1, argv);
    wear_in(f);
    step(f);
    float first[3], then[3];
    for (int still = 0; still < 2; still++) {
        session_heed_wishes(&session, &calm);
        if (!still)
            session_heed_wishes(&session, &moving);
        for (int k = 0; k < 200; k++)
            scene_animate(f->scene, 0.1);
        plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
        scene_draw(f->scene, f->plan);
        memcpy(first, f->plan->camera.eye, sizeof first);
        for (int k = 0; k < 20; k++)
            scene_animate(f->scene, 0.1);
        plan_begin(f->plan, WIDTH, HEIGHT, 0.0);
        scene_draw(f->scene, f->plan);
        memcpy(then, f->plan->camera.eye, sizeof then);
        float moved = fabsf(then[0] - first[0]) + fabsf(then[1] - first[1]) +
                      fabsf(then[2] - first[2]);
        if (still ? moved > 1e-3f : moved < 1e-2f)
            fail_msg("the camera has moved by %g, calm %d", (double)moved, still);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_wish_is_followed_as_it_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(line_and_settings_are_stronger, set_up, tear_down),
        cmocka_unit_test_setup_teardown(less_motion_reaches_the_picture, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
