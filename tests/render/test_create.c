/* What cannot be made says why; what needs nothing works without anything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <glad/gl.h>

#include "gl_context.h"
#include "shader_sources.h"

static void null_device_counts_and_is_black(void **state)
{
    (void)state;
    struct render_options options = {0};
    struct error error;
    struct render *render = render_create(&options, &error);
    struct plan *plan = plan_create();
    assert_true(render && plan);
    assert_string_equal(render_stats(render)->renderer, "null");

    plan_begin(plan, 8, 4, 0.0);
    plan_item(plan, PLAN_ITEM_RECT);
    plan_pass(plan, PLAN_PASS_BACKDROP);
    plan_pass(plan, PLAN_PASS_RIBBONS)->count = 5; /* of none */
    plan_pass(plan, PLAN_PASS_OVERLAY)->count = 1;
    assert_true(render_draw(render, plan, &error));
    assert_true(render_draw(render, plan, &error));
    assert_int_equal(render_stats(render)->frames, 2);
    assert_int_equal(render_stats(render)->draw_calls, 2);

    uint8_t pixels[8 * 4 * 3 + 1];
    memset(pixels, 9, sizeof pixels);
    render_capture(render, pixels);
    for (size_t i = 0; i < sizeof pixels - 1; i++)
        assert_int_equal(pixels[i], 0);
    assert_int_equal(pixels[sizeof pixels - 1], 9);
    render_show(render, 8, 4);
    render_reset_guard(render);

    float width, ascent, line_height;
    render_text_size(render, PLAN_WEIGHT_BOLD, 20.0f, "d\xc3\xa9j\xc3\xa0", &width, &ascent,
                     &line_height);
    assert_float_equal(width, 40.0, 1e-5);
    assert_true(ascent > 0.0f && line_height > ascent);
    render_text_size(render, PLAN_WEIGHT_BOLD, 20.0f, "", &width, NULL, NULL);
    assert_float_equal(width, 0.0, 1e-5);
    plan_destroy(plan);
    render_destroy(render);
}

static render_proc load_nothing(const char *name)
{
    (void)name;
    return NULL;
}

static const GLubyte *GLAD_API_PTR old_string(GLenum name)
{
    return (const GLubyte *)(name == GL_VERSION ? "2.1 Very Old" : "Museum Piece");
}

static render_proc load_old(const char *name)
{
    return strcmp(name, "glGetString") == 0 ? (render_proc)old_string : NULL;
}

static void old_opengl_is_named(void **state)
{
    (void)state;
    struct error error = {ERROR_NONE, ""};
    struct render_options options = {.loader = load_nothing};
    assert_null(render_create(&options, &error));
    assert_int_equal(error.id, ERROR_GL_VERSION);
    options.loader = load_old;
    assert_null(render_create(&options, &error));
    assert_int_equal(error.id, ERROR_GL_VERSION);
    assert_non_null(strstr(error.text, "2.1 Very Old"));
    assert_non_null(strstr(error.text, "3.3"));
}

static void missing_font_is_named(void **state)
{
    (void)state;
    struct gl_context gl = {0};
    assert_true(gl_context_open(&gl));
    struct render_options options = gl_context_options();
    options.font_files[PLAN_WEIGHT_MEDIUM] = "/nowhere/at-all.otf";
    struct error error = {ERROR_NONE, ""};
    assert_null(render_create(&options, &error));
    assert_int_equal(error.id, ERROR_FONT_MISSING);
    assert_non_null(strstr(error.text, "/nowhere/at-all.otf"));
    options.font_files[PLAN_WEIGHT_MEDIUM] = NULL;
    assert_null(render_create(&options, &error));
    assert_int_equal(error.id, ERROR_FONT_MISSING);
    gl_context_close(&gl);
}

static void made_and_unmade_again_and_again(void **state)
{
    (void)state;
    struct gl_context gl = {0};
    assert_true(gl_context_open(&gl));
    struct render_options options = gl_context_options();
    struct error error;
    for (int i = 0; i < 4; i++) {
        struct render *render = render_create(&options, &error);
        assert_non_null(render);
        render_show(render, 64, 64); /* nothing drawn yet: nothing to show */
        render_destroy(render);
    }
    assert_int_equal(glGetError(), GL_NO_ERROR);
    gl_context_close(&gl);
}

/* The same sources must do for OpenGL ES and WebGL. */
static void shaders_are_good_for_gles_too(void **state)
{
    (void)state;
    struct gl_context gl = {0};
    assert_true(gl_context_open(&gl));
    SDL_GL_DeleteContext(gl.context);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    gl.context = SDL_GL_CreateContext(gl.window);
    if (!gl.context) {
        gl_context_close(&gl);
        skip(); /* a driver without ES says nothing about the shaders */
    }
    assert_true(gladLoadGL(gl_context_proc));
    for (unsigned i = 0; i < SHADER_SOURCE_COUNT; i++) {
        const struct shader_source *source = &SHADER_SOURCES[i];
        GLuint shader =
            glCreateShader(strstr(source->name, ".vert") ? GL_VERTEX_SHADER : GL_FRAGMENT_SHADER);
        const char *parts[] = {"#version 300 es\n", source->text};
        glShaderSource(shader, 2, parts, NULL);
        glCompileShader(shader);
        GLint good = GL_FALSE;
        glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
        if (!good) {
            char log[400] = "";
            glGetShaderInfoLog(shader, sizeof log, NULL, log);
            print_message("%s: %s\n", source->name, log);
        }
        assert_true(good);
        glDeleteShader(shader);
    }
    gl_context_close(&gl);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_device_counts_and_is_black),
        cmocka_unit_test(old_opengl_is_named),
        cmocka_unit_test(missing_font_is_named),
        cmocka_unit_test(made_and_unmade_again_and_again),
        cmocka_unit_test(shaders_are_good_for_gles_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
