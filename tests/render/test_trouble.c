/* A shader that does not compile costs its pass and no more, and what is missed has one line. */
#include "bench.h"
#include "spoil.h"

static struct render *make_spoilt(const char *word, struct error *error)
{
    struct render_options options = gl_context_options();
    options.loader = spoil_proc;
    spoil_word = word;
    return render_create(&options, error);
}

static void begin_night(struct bench *bench)
{
    struct plan *plan = begin(bench);
    plan->bloom = 0.5f;
    plan->backdrop[0][2] = plan->backdrop[1][2] = 0.2f;
    ribbon(plan, 22.5f, 2.0f, 0.4f);
    pass(plan, PLAN_PASS_BACKDROP, 0, 0);
    pass(plan, PLAN_PASS_RIBBONS, 0, 1);
    pass(plan, PLAN_PASS_BLOOM, 0, 0);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    rect(plan, 10.0f, 10.0f, 20.0f, 20.0f, 1.0f, 1.0f);
    pass(plan, PLAN_PASS_OVERLAY, 0, 1);
}

static void draw_spoilt(struct bench *bench, const char *word, struct error *error)
{
    struct render *whole = bench->render;
    bench->render = make_spoilt(word, error);
    assert_non_null(bench->render);
    begin_night(bench);
    draw(bench);
    *error = (struct error){0};
    assert_false(render_complete(bench->render, error));
    assert_int_equal(error->id, ERROR_GL_PASS);
    assert_null(strchr(error->text, '\n'));
    assert_non_null(strstr(error->text, "LIBGL_ALWAYS_SOFTWARE=1"));
    render_destroy(bench->render);
    bench->render = whole;
}

static void a_whole_picture_has_nothing_to_tell(void **state)
{
    struct bench *bench = *state;
    begin_night(bench);
    draw(bench);
    struct error error = {0};
    assert_true(render_complete(bench->render, &error));
    assert_int_equal(error.id, ERROR_NONE);
}

static void without_its_glow_the_rest_is_drawn(void **state)
{
    struct bench *bench = *state;
    struct error error;
    draw_spoilt(bench, "vec4 weighed(", &error);
    assert_non_null(strstr(error.text, "glow (bloom)"));
    assert_non_null(strstr(error.text, "bloom/first.frag"));
    assert_true(at(bench, WIDTH / 2, HEIGHT / 2)[2] > 60);  /* backdrop */
    assert_true(at(bench, WIDTH / 2, HEIGHT / 4)[0] > 60 || /* ribbon */
                at(bench, WIDTH / 2, HEIGHT / 4)[1] > 60);
    assert_true(at(bench, 20, 20)[0] > 250); /* overlay */
}

static void without_its_backdrop_too(void **state)
{
    struct bench *bench = *state;
    struct error error;
    draw_spoilt(bench, "u_bottom", &error);
    assert_non_null(strstr(error.text, "backdrop"));
    assert_null(strstr(error.text, "bloom"));
    assert_true(at(bench, 20, 20)[0] > 250);
}

static void several_are_told_together(void **state)
{
    struct error error;
    draw_spoilt(*state, "v_along", &error); /* ribbons and pulses share the vertices */
    assert_non_null(strstr(error.text, "links (ribbons)"));
    assert_non_null(strstr(error.text, "signals (pulses)"));
}

/* Nothing is shown at all without the guard, or without the last step to display colours. */
static void what_cannot_be_missed_is_an_error(void **state)
{
    (void)state;
    struct error error = {0};
    assert_null(make_spoilt("u_cells", &error));
    assert_int_equal(error.id, ERROR_GL_SHADER);
    assert_null(make_spoilt("u_exposure", &error));
    assert_int_equal(error.id, ERROR_GL_SHADER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_picture_has_nothing_to_tell),
        cmocka_unit_test(without_its_glow_the_rest_is_drawn),
        cmocka_unit_test(without_its_backdrop_too),
        cmocka_unit_test(several_are_told_together),
        cmocka_unit_test(what_cannot_be_missed_is_an_error),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
