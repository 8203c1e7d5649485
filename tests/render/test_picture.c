/* Plans carried out on OpenGL: light, ribbons, bodies, bloom and tone are what was asked for. */
#include "bench.h"
#include "render/program.h"

static void every_shader_builds(void **state)
{
    struct bench *bench = *state;
    const struct render_stats *stats = render_stats(bench->render);
    assert_string_equal(stats->trouble, "");
    assert_int_equal(stats->failed_passes, 0);
    assert_true(strlen(stats->renderer) > 0 && strlen(stats->version) > 0);
}

static void broken_shader_is_named_in_one_line(void **state)
{
    (void)state;
    struct error error = {ERROR_NONE, ""};
    GLuint program = program_build_text("a.vert", "void main() { gl_Position = vec4(0.0); }",
                                        "b.frag", "void main() { nonsense", NULL, &error);
    assert_int_equal(program, 0);
    assert_int_equal(error.id, ERROR_GL_SHADER);
    assert_non_null(strstr(error.text, "b.frag"));
    assert_null(strchr(error.text, '\n'));
    assert_int_equal(program_build("no/such.vert", "tone/tone.frag", NULL, &error), 0);
    assert_non_null(strstr(error.text, "no/such.vert"));
}

static void empty_plan_is_black(void **state)
{
    struct bench *bench = *state;
    begin(bench);
    memset(bench->pixels, 7, sizeof bench->pixels);
    draw(bench);
    assert_true(sum_of(bench, 0, 0, WIDTH, HEIGHT) < 1.0);
}

static void backdrop_runs_from_top_to_bottom(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    plan->backdrop[0][0] = 0.2f;
    plan->backdrop[1][2] = 0.2f;
    pass(plan, PLAN_PASS_BACKDROP, 0, 0);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    assert_true(at(bench, WIDTH / 2, 3)[0] > 80 && at(bench, WIDTH / 2, 3)[2] < 20);
    assert_true(at(bench, WIDTH / 2, HEIGHT - 4)[2] > 80);
    /* Vignette, and no bands: neighbours differ by dither alone. */
    assert_true(at(bench, 2, HEIGHT / 2)[0] < at(bench, WIDTH / 2, HEIGHT / 2)[0]);
    for (int y = 1; y < HEIGHT; y++)
        assert_true(abs(at(bench, 160, y)[0] - at(bench, 160, y - 1)[0]) <= 6);
}

static void ribbon_lies_where_it_should(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    ribbon(plan, 22.5f, 2.0f, 0.4f);
    pass(plan, PLAN_PASS_RIBBONS, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    assert_true(at(bench, 160, 45)[1] > 150); /* a quarter from the top: y is up */
    assert_true(at(bench, 160, 44)[1] > 100 && at(bench, 160, 47)[1] > 100);
    assert_true(at(bench, 160, 52)[1] < 5 && at(bench, 160, 38)[1] < 5);
    assert_true(at(bench, 34, 45)[1] < 5); /* it ends at -60 mm, in a cap of 2 mm */
    assert_true(at(bench, 42, 45)[1] > 100);
    /* Soft at the edge and no wider than it is. */
    double column = 0.0;
    for (int y = 30; y < 60; y++)
        column += at(bench, 160, y)[1] > 60;
    assert_true(column >= 7.0 && column <= 9.0);
}

static struct plan_shell *tube(struct plan *plan, float radius)
{
    struct plan_shell *shell = plan_shell(plan, 5);
    for (uint32_t i = 0; i < 5; i++)
        plan->rings[shell->first + i] =
            (struct plan_ring){{0.0f, 10.0f * (float)i - 20.0f, 0.0f}, radius, 1.0f};
    shell->fill[1] = shell->rim[1] = 0.4f;
    return shell;
}

static void shell_is_clear_in_the_middle_and_dense_at_its_edge(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    struct plan_shell *shell = tube(plan, 10.0f);
    shell->fill[3] = 0.1f;
    shell->rim[3] = 1.0f;
    pass(plan, PLAN_PASS_SHELLS, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    /* 20 px to each side, 40 px up and down. */
    int middle = at(bench, 160, 90)[1], edge = at(bench, 141, 90)[1];
    assert_true(middle > 10 && edge > middle + 25);
    assert_true(at(bench, 137, 90)[1] < 5 && at(bench, 183, 90)[1] < 5);
    assert_true(at(bench, 160, 47)[1] < 5 && at(bench, 160, 133)[1] < 5);
    assert_true(at(bench, 160, 55)[1] > 10 && at(bench, 160, 125)[1] > 10);
}

static void shells_are_apart_and_what_is_not_there_is_left_out(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    for (int i = 0; i < 3; i++) {
        struct plan_shell *shell = tube(plan, 4.0f);
        shell->fill[3] = shell->rim[3] = 1.0f;
        for (uint32_t k = 0; k < 5; k++)
            plan->rings[shell->first + k].centre[0] = 40.0f * (float)(i - 1);
    }
    plan->shells[1].count = 9000; /* beyond the rings there are */
    pass(plan, PLAN_PASS_SHELLS, 0, 900);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    assert_true(at(bench, 80, 90)[1] > 60 && at(bench, 240, 90)[1] > 60);
    for (int x = 120; x <= 200; x += 40)
        assert_true(at(bench, x, 90)[1] < 5);
}

static void range_trims(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    struct plan_ribbon *r = ribbon(plan, 0.0f, 2.0f, 0.4f);
    r->range[0] = 0.25f;
    r->range[1] = 0.5f;
    pass(plan, PLAN_PASS_RIBBONS, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    /* -30 to 0 mm: 100 to 160 px. */
    assert_true(at(bench, 130, 90)[1] > 150);
    assert_true(at(bench, 92, 90)[1] < 5 && at(bench, 168, 90)[1] < 5);
}

/* Total light in linear measure, a thin ribbon against one four times thinner. */
static double light_of_ribbon(struct bench *bench, float radius)
{
    struct plan *plan = begin(bench);
    ribbon(plan, 0.1f, radius, 0.4f);
    pass(plan, PLAN_PASS_RIBBONS, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    double sum = 0.0;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        sum += pow(bench->pixels[3 * i + 1] / 255.0, 2.2);
    return sum;
}

static void thin_ribbons_fade_and_do_not_break(void **state)
{
    struct bench *bench = *state;
    double one = light_of_ribbon(bench, 0.20f);
    int faintest = 255;
    for (int x = 60; x < 260; x++) {
        int most = 0;
        for (int y = 86; y < 94; y++)
            most = at(bench, x, y)[1] > most ? at(bench, x, y)[1] : most;
        faintest = most < faintest ? most : faintest;
    }
    assert_true(faintest > 60);
    double quarter = light_of_ribbon(bench, 0.05f);
    assert_true(quarter > 0.15 * one && quarter < 0.40 * one);
}

static void later_ribbons_cover_earlier_ones(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    ribbon(plan, 0.0f, 4.0f, 0.4f);
    struct plan_ribbon *over = ribbon(plan, 0.0f, 4.0f, 0.4f);
    over->colour[0] = over->colour[1] = 0.0f;
    pass(plan, PLAN_PASS_RIBBONS, 0, 2);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    assert_true(at(bench, 160, 90)[2] > 150 && at(bench, 160, 90)[0] < 20);
}

static void pulses_only_add_light(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    plan->backdrop[0][0] = plan->backdrop[1][0] = 0.2f;
    pass(plan, PLAN_PASS_BACKDROP, 0, 0);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    uint8_t before[WIDTH * HEIGHT * 3];
    memcpy(before, bench->pixels, sizeof before);

    plan = begin(bench);
    plan->backdrop[0][0] = plan->backdrop[1][0] = 0.2f;
    struct plan_ribbon *r = ribbon(plan, 0.0f, 6.0f, 1.0f);
    r->colour[0] = 0.0f;
    r->range[0] = 0.4f;
    r->range[1] = 0.6f;
    r->soft = 1.0f;
    pass(plan, PLAN_PASS_BACKDROP, 0, 0);
    pass(plan, PLAN_PASS_PULSES, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    /* Only where tone and dither work may a channel fall. */
    assert_true(at(bench, 160, 90)[1] > before[(90 * WIDTH + 160) * 3 + 1] + 120);
    assert_true(at(bench, 160, 90)[1] > at(bench, 150, 90)[1]); /* strongest in the middle */
    assert_true(at(bench, 150, 90)[1] > at(bench, 142, 90)[1]);
    for (int x = 0; x < WIDTH; x++)
        assert_int_equal(at(bench, x, 60)[0], before[(60 * WIDTH + x) * 3]);
}

/* A pulse on paper, and a ribbon of that light beside one of a quarter of it. */
static void draw_on_paper(struct bench *bench, float ink)
{
    struct plan *plan = begin(bench);
    for (int k = 0; k < 3; k++)
        plan->backdrop[0][k] = plan->backdrop[1][k] = 0.75f;
    plan->ink = ink;
    static const float HEIGHTS[] = {0.0f, 22.5f, -22.5f}, LIGHT[] = {0.5f, 0.45f, 0.11f};
    for (int i = 0; i < 3; i++) {
        struct plan_ribbon *r = ribbon(plan, HEIGHTS[i], 6.0f, 0.0f);
        r->colour[0] = LIGHT[i];
        r->colour[1] = 0.2f * LIGHT[i];
        r->soft = i == 0 ? 1.0f : 0.0f;
    }
    pass(plan, PLAN_PASS_BACKDROP, 0, 0);
    pass(plan, PLAN_PASS_RIBBONS, 1, 2);
    pass(plan, PLAN_PASS_PULSES, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
}

/* On paper light would not be seen: it covers instead, the more the brighter it was meant. */
static void light_covers_paper(void **state)
{
    struct bench *bench = *state;
    draw_on_paper(bench, 0.0f);
    const uint8_t *pulse = at(bench, 160, 90), *paper = at(bench, 160, 66);
    assert_true(pulse[0] > paper[0]);

    draw_on_paper(bench, 1.0f);
    pulse = at(bench, 160, 90);
    paper = at(bench, 160, 66);
    assert_true(paper[0] > 210 && paper[0] == paper[1]); /* as it was asked for */
    assert_true(pulse[0] < paper[0] - 60 && pulse[2] < pulse[0] - 30);
    const uint8_t *bright = at(bench, 160, 45), *dim = at(bench, 160, 135);
    assert_true(bright[1] < paper[1] - 60);
    assert_true(dim[1] > bright[1] + 20 && dim[1] < paper[1] - 5);
    assert_true(dim[0] >= bright[0]); /* thinner ink, not darker ink */
}

static void bodies_are_lit_round_and_sorted(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    struct plan_body *near = body(plan, 0.0f, 0.0f, 10.0f, 15.0f);
    near->colour[1] = 0.5f;
    struct plan_body *far = body(plan, 0.0f, 0.0f, -10.0f, 15.0f);
    far->colour[0] = 0.5f;
    pass(plan, PLAN_PASS_BODIES, 0, 2);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    assert_true(at(bench, 160, 90)[1] >
                2 * at(bench, 160, 90)[0]); /* the nearer one, listed first */
    assert_true(at(bench, 145, 75)[1] >
                at(bench, 175, 105)[1] + 30); /* light from the upper left */
    assert_true(at(bench, 160, 50)[1] < 5 && at(bench, 120, 90)[1] < 5);
    assert_true(at(bench, 135, 65)[1] < 30); /* a disc, no square */
}

static void halo_and_fog(void **state)
{
    struct bench *bench = *state;
    struct plan *plan = begin(bench);
    struct plan_body *b = body(plan, 0.0f, 0.0f, 0.0f, 5.0f);
    b->colour[0] = b->colour[1] = b->colour[2] = 0.6f;
    b->glow = 1.0f;
    b->halo = 4.0f;
    pass(plan, PLAN_PASS_BODIES, 0, 1);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    int close = at(bench, 160 + 16, 90)[0], further = at(bench, 160 + 28, 90)[0];
    assert_true(close > further && further > 10);
    assert_true(at(bench, 160 + 42, 90)[0] < 5);

    int clear = at(bench, 160, 90)[0];
    plan->fog_range_mm[0] = 20.0f;
    plan->fog_range_mm[1] = 105.0f;
    draw(bench);
    assert_true(at(bench, 160, 90)[0] < clear / 2);
}

static void bloom_spreads_light(void **state)
{
    struct bench *bench = *state;
    double around[2];
    for (int i = 0; i < 2; i++) {
        struct plan *plan = begin(bench);
        ribbon(plan, 0.0f, 2.0f, 3.0f);
        plan->bloom = (float)i;
        pass(plan, PLAN_PASS_RIBBONS, 0, 1);
        pass(plan, PLAN_PASS_BLOOM, 0, 0);
        pass(plan, PLAN_PASS_TONE, 0, 0);
        draw(bench);
        around[i] = sum_of(bench, 140, 100, 180, 110);
    }
    assert_true(around[0] < 100.0);
    assert_true(around[1] > 10000.0);
}

static double hue_of(const uint8_t *c)
{
    double most = fmax(fmax(c[0], c[1]), c[2]), least = fmin(fmin(c[0], c[1]), c[2]);
    double d = fmax(most - least, 1.0);
    double h = most == c[0]   ? (c[1] - c[2]) / d
               : most == c[1] ? 2.0 + (c[2] - c[0]) / d
                              : 4.0 + (c[0] - c[1]) / d;
    return fmod(h * 60.0 + 360.0, 360.0);
}

/* Amber, teal and magenta stay what they are, in dim light and in bright. */
static void tone_keeps_the_meaning_of_colours(void **state)
{
    struct bench *bench = *state;
    static const float COLOURS[][3] = {
        {0.79f, 0.35f, 0.0f}, {0.033f, 0.67f, 0.45f}, {0.79f, 0.13f, 0.47f}};
    static const double HUES[] = {41.5, 166.0, 323.5}; /* of the palette's sRGB values */
    static const float LIGHT[] = {0.3f, 1.0f, 4.0f};
    for (size_t c = 0; c < 3; c++) {
        int last = 0;
        for (size_t l = 0; l < 3; l++) {
            struct plan *plan = begin(bench);
            struct plan_ribbon *r = ribbon(plan, 0.0f, 10.0f, 0.0f);
            for (int k = 0; k < 3; k++)
                r->colour[k] = COLOURS[c][k] * LIGHT[l];
            pass(plan, PLAN_PASS_RIBBONS, 0, 1);
            pass(plan, PLAN_PASS_TONE, 0, 0);
            draw(bench);
            const uint8_t *p = at(bench, 160, 90);
            double off = fabs(hue_of(p) - HUES[c]);
            assert_true(off < 14.0);
            int light = p[0] + p[1] + p[2];
            assert_true(light > last);
            last = light;
        }
    }
}

/* More lines than the atlas holds at once, again and again: each picture has all of its own. */
static void fill_busy_plan(struct bench *bench)
{
    struct plan *plan = begin(bench);
    plan->backdrop[0][2] = 0.02f;
    plan->bloom = 0.4f;
    for (int i = 0; i < 40; i++) {
        struct plan_ribbon *r = ribbon(plan, -40.0f + 2.0f * (float)i, 0.3f, 0.1f);
        r->p[1][1] += 30.0f;
        r->p[2][2] += 20.0f;
    }
    for (int i = 0; i < 20; i++) {
        struct plan_body *b = body(plan, (float)i * 5.0f - 50.0f, 0.0f, (float)(i % 5) * 4.0f, 2);
        b->colour[0] = b->glow = 0.4f;
        b->halo = 3.0f;
    }
    pass(plan, PLAN_PASS_BACKDROP, 0, 0);
    pass(plan, PLAN_PASS_RIBBONS, 0, 40);
    pass(plan, PLAN_PASS_BODIES, 0, 20);
    pass(plan, PLAN_PASS_PULSES, 10, 3);
    pass(plan, PLAN_PASS_BLOOM, 0, 0);
    pass(plan, PLAN_PASS_TONE, 0, 0);
    rect(plan, 200, 20, 100, 60, 0.1f, 0.7f)->radius = 8.0f;
    pass(plan, PLAN_PASS_OVERLAY, 0, 1);
}

static void same_plan_same_bytes(void **state)
{
    struct bench *bench = *state;
    fill_busy_plan(bench);
    draw(bench);
    uint8_t first[WIDTH * HEIGHT * 3];
    memcpy(first, bench->pixels, sizeof first);
    struct render *kept = bench->render;
    bench->render = make_render(1.0f);
    fill_busy_plan(bench);
    draw(bench);
    assert_memory_equal(first, bench->pixels, sizeof first);
    render_destroy(bench->render);
    bench->render = kept;
}

static void smaller_scale_shows_the_same(void **state)
{
    struct bench *bench = *state;
    fill_busy_plan(bench);
    draw(bench);
    uint8_t full[WIDTH * HEIGHT * 3];
    memcpy(full, bench->pixels, sizeof full);
    struct render *kept = bench->render;
    bench->render = make_render(0.5f);
    draw(bench);
    /* Fine lines blur, so by areas. */
    for (int y = 0; y < HEIGHT; y += 20) {
        for (int x = 0; x < WIDTH; x += 20) {
            double a = 0.0, b = 0.0;
            for (int j = y; j < y + 20; j++) {
                for (int i = 3 * x; i < 3 * (x + 20); i++) {
                    a += pow(full[j * WIDTH * 3 + i] / 255.0, 2.2);
                    b += pow(bench->pixels[j * WIDTH * 3 + i] / 255.0, 2.2);
                }
            }
            assert_float_equal((float)a, (float)b, (float)(0.25 * a + 6.0));
        }
    }
    render_destroy(bench->render);
    bench->render = kept;
}

static void nothing_goes_wrong_in_the_driver(void **state)
{
    struct bench *bench = *state;
    struct render *kept = bench->render;
    bench->render = make_render(1.0f);
    fill_busy_plan(bench);
    draw(bench);
    const struct render_stats *stats = render_stats(bench->render);
    assert_true(stats->upload_bytes > 40 * 76 && stats->upload_bytes < 20000);
    uint32_t frames = stats->frames;
    draw(bench);
    assert_int_equal(stats->frames, frames + 1);
    assert_true(stats->draw_calls >= 8 && stats->draw_calls < 40);
    assert_int_equal(stats->gl_errors, 0);
    assert_int_equal(stats->debug_messages, 0);
    render_show(bench->render, 64, 64);
    draw(bench);
    assert_int_equal(stats->gl_errors, 0);
    render_destroy(bench->render);
    bench->render = kept;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shader_builds),
        cmocka_unit_test(broken_shader_is_named_in_one_line),
        cmocka_unit_test(empty_plan_is_black),
        cmocka_unit_test(backdrop_runs_from_top_to_bottom),
        cmocka_unit_test(ribbon_lies_where_it_should),
        cmocka_unit_test(shell_is_clear_in_the_middle_and_dense_at_its_edge),
        cmocka_unit_test(shells_are_apart_and_what_is_not_there_is_left_out),
        cmocka_unit_test(range_trims),
        cmocka_unit_test(thin_ribbons_fade_and_do_not_break),
        cmocka_unit_test(later_ribbons_cover_earlier_ones),
        cmocka_unit_test(pulses_only_add_light),
        cmocka_unit_test(light_covers_paper),
        cmocka_unit_test(bodies_are_lit_round_and_sorted),
        cmocka_unit_test(halo_and_fog),
        cmocka_unit_test(bloom_spreads_light),
        cmocka_unit_test(tone_keeps_the_meaning_of_colours),
        cmocka_unit_test(same_plan_same_bytes),
        cmocka_unit_test(smaller_scale_shows_the_same),
        cmocka_unit_test(nothing_goes_wrong_in_the_driver),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
