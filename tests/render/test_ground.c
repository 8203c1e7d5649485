/* The ground as it is seen: a deep track stands out from unbroken snow by its colour and, where
 * it has none, by light and shadow; and only rows that changed travel to the graphics card. */
#include "bench.h"

enum { COLUMNS = 240, ROWS = 120, LAND = 16 };

enum { WIDE = 220 }; /* px over which the grain of snow evens out */

static const float TRACK_MM = 3.0f; /* half its width */

struct field {
    float surface[ROWS * COLUMNS][4], land[LAND * LAND][4];
    uint8_t tint[ROWS * COLUMNS][2];
    uint32_t revision;
};

/* A groove along the middle, `deep` mm, in flat snow. */
static struct plan_ground *ground(struct bench *bench, struct field *field, float deep, int path)
{
    struct plan_ground *to = &begin(bench)->ground;
    uint32_t revision = field->revision + 10;
    memset(field, 0, sizeof *field);
    field->revision = revision;
    to->tracks = (struct plan_field){.columns = COLUMNS,
                                     .rows = ROWS,
                                     .cell_mm = 0.5f,
                                     .origin = {-60.0f, -30.0f},
                                     .revision = revision,
                                     .surface = (const float(*)[4])field->surface,
                                     .tint = (const uint8_t(*)[2])field->tint};
    to->land = (struct plan_field){.columns = LAND,
                                   .rows = LAND,
                                   .cell_mm = 40.0f,
                                   .origin = {-300.0f, -300.0f},
                                   .revision = 1,
                                   .surface = (const float(*)[4])field->land};
    for (int i = 0; i < LAND * LAND; i++)
        field->land[i][3] = 1.0f;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        float y = -30.0f + 0.5f * (float)(i / COLUMNS), inside = 1.0f - fabsf(y) / TRACK_MM;
        field->surface[i][3] = 1.0f;
        if (inside <= 0.0f)
            continue;
        field->surface[i][0] = -deep * inside;
        field->surface[i][2] = deep / TRACK_MM * (y > 0.0f ? 1.0f : -1.0f);
        field->tint[i][0] = (uint8_t)path;
    }
    to->opacity = 1.0f;
    to->light[1] = 0.8f;
    to->light[2] = 0.6f;
    for (int k = 0; k < 3; k++) {
        to->lit[k] = 0.06f + 0.03f * (float)k;
        to->shade[k] = 0.01f;
        to->path[k] = k == 0 ? 0.5f : k == 1 ? 0.2f : 0.0f;
    }
    pass(bench->plan, PLAN_PASS_GROUND, 0, 0);
    pass(bench->plan, PLAN_PASS_TONE, 0, 0);
    return to;
}

/* Difference of the brightest and the darkest row, each the mean over so many columns. */
static int contrast(const struct bench *bench, int y0, int y1, int columns)
{
    int least = 999, most = 0;
    for (int y = y0; y < y1; y++) {
        int light = 0;
        for (int x = 0; x < columns; x++) {
            const uint8_t *p = at(bench, (WIDTH - columns) / 2 + x, y);
            light += p[0] + p[1] + p[2];
        }
        light /= columns;
        least = light < least ? light : least;
        most = light > most ? light : most;
    }
    return most - least;
}

static void a_deep_track_stands_out_from_unbroken_snow(void **state)
{
    struct bench *bench = *state;
    static struct field field;
    int last = 0;
    for (int i = 0; i < 3; i++) {
        ground(bench, &field, 1.2f * (float)i, 0);
        draw(bench);
        int track = contrast(bench, 80, 100, WIDE), snow = contrast(bench, 40, 60, WIDE);
        assert_true(snow < 30); /* what is left of its grain */
        assert_true(i == 0 ? track < 30 : track > last + 25);
        last = track;
    }
    assert_true(last > 90);
    assert_int_equal(render_stats(bench->render)->gl_errors, 0);
    assert_int_equal(render_stats(bench->render)->debug_messages, 0);
}

/* By itself snow is not even: it has grain, that melting takes away. */
static void snow_has_grain_until_it_melts(void **state)
{
    struct bench *bench = *state;
    static struct field field;
    int grain[2];
    for (int wet = 0; wet < 2; wet++) {
        ground(bench, &field, 0.0f, 0)->wet = (float)wet;
        draw(bench);
        grain[wet] = contrast(bench, 40, 60, 1);
    }
    assert_true(grain[0] > 12);
    assert_true(grain[1] < grain[0]);
}

static void its_colour_is_amber_by_night_and_by_day(void **state)
{
    struct bench *bench = *state;
    static struct field field;
    for (int day = 0; day < 2; day++) {
        struct plan_ground *to = ground(bench, &field, 0.5f, 255);
        to->ink = (float)day;
        for (int k = 0; k < 3 && day; k++)
            to->lit[k] = 1.2f;
        draw(bench);
        const uint8_t *track = at(bench, WIDTH / 2, 90), *snow = at(bench, WIDTH / 2, 50);
        assert_true(track[0] > track[1] + 20 && track[1] > track[2] + 20);
        assert_true(snow[2] + 3 >= snow[0]);
        /* By night the track is a light, by day it is a dye. */
        int differ = track[0] + track[1] + track[2] - snow[0] - snow[1] - snow[2];
        assert_true(day ? differ < -60 : differ > 60);
    }
}

static void only_changed_rows_travel(void **state)
{
    struct bench *bench = *state;
    static struct field field;
    struct plan_ground *to = ground(bench, &field, 1.0f, 0);
    draw(bench);
    assert_true(render_stats(bench->render)->upload_bytes >= sizeof field.surface);
    draw(bench);
    assert_int_equal(render_stats(bench->render)->upload_bytes, 0);
    to->tracks.revision++;
    to->tracks.dirty[0] = 10;
    to->tracks.dirty[1] = 14;
    draw(bench);
    uint64_t bytes = render_stats(bench->render)->upload_bytes;
    assert_true(bytes >= 4 * COLUMNS * sizeof field.surface[0]);
    assert_true(bytes <= 4 * COLUMNS * (sizeof field.surface[0] + 4));
    to->tracks.revision += 7; /* some were missed */
    draw(bench);
    assert_true(render_stats(bench->render)->upload_bytes >= sizeof field.surface);
}

/* A bright backdrop under it costs nothing where it is hidden, and is there where it is not. */
static void what_it_hides_is_not_drawn(void **state)
{
    struct bench *bench = *state;
    static struct field field;
    int light[3];
    uint32_t calls[3];
    for (int i = 0; i < 3; i++) {
        struct plan_ground *to = ground(bench, &field, 0.0f, 0);
        struct plan_pass *passes = bench->plan->passes;
        memmove(passes + 1, passes, bench->plan->n_passes++ * sizeof *passes);
        passes[0] = (struct plan_pass){PLAN_PASS_BACKDROP, 0, 0};
        bench->plan->backdrop[0][1] = bench->plan->backdrop[1][1] = i ? 0.8f : 0.0f;
        to->opacity = i < 2 ? 1.0f : 0.5f;
        draw(bench); /* the mesh is there from now on */
        draw(bench);
        light[i] = at(bench, WIDTH / 2, 50)[1];
        calls[i] = render_stats(bench->render)->draw_calls;
    }
    assert_int_equal(light[0], light[1]);
    assert_true(light[2] > light[1] + 40);
    assert_true(calls[1] == calls[0] && calls[2] == calls[1] + 1);
    assert_int_equal(render_stats(bench->render)->gl_errors, 0);
}

static void share_of_a_view_is_opacity(void **state)
{
    struct bench *bench = *state;
    static struct field field;
    int light[3];
    for (int i = 0; i < 3; i++) {
        struct plan_ground *to = ground(bench, &field, 0.0f, 0);
        to->opacity = 0.5f * (float)i;
        draw(bench);
        light[i] = at(bench, WIDTH / 2, 50)[2];
    }
    assert_true(light[0] < 3 && light[1] > 20 && light[2] > light[1] + 20);
}

static void nothing_is_asked_of_an_empty_ground(void **state)
{
    struct bench *bench = *state;
    begin(bench);
    bench->plan->ground.opacity = 1.0f;
    pass(bench->plan, PLAN_PASS_GROUND, 0, 0);
    pass(bench->plan, PLAN_PASS_TONE, 0, 0);
    draw(bench);
    assert_true(sum_of(bench, 0, 0, WIDTH, HEIGHT) < 0.5 * WIDTH * HEIGHT);
    assert_int_equal(render_stats(bench->render)->gl_errors, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_asked_of_an_empty_ground),
        cmocka_unit_test(a_deep_track_stands_out_from_unbroken_snow),
        cmocka_unit_test(snow_has_grain_until_it_melts),
        cmocka_unit_test(its_colour_is_amber_by_night_and_by_day),
        cmocka_unit_test(only_changed_rows_travel),
        cmocka_unit_test(what_it_hides_is_not_drawn),
        cmocka_unit_test(share_of_a_view_is_opacity),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
