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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_pass_is_told_once),
        cmocka_unit_test(a_whole_picture_is_quiet),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
