/* The way to a synapse and back, on the story's own network: it is never dark nor empty on the way,
 * and it is shown as it is meant, with little held back by the flash guard, which
 * would leave trails. */
#include "../scratch.h"

#include <math.h>

#include "telling.h"

enum { WIDTH = 480, HEIGHT = 270, BYTES = WIDTH * HEIGHT * 3 };
static const double FPS = 20.0;
enum { TICKS = 3 }; /* of the story, a picture */
static const double DARKEST = 0.40; /* of the darker end, in the part of the network alone */
static const double EMPTIEST = 0.45; /* of the end with less to see; by night, which is dark */
/* Of the change, on average over cells, in any picture; ink on paper is the larger change. */
static const double HELD[PALETTE_THEMES] = {[PALETTE_NIGHT] = 0.30, [PALETTE_DAY] = 0.60};

static double linear(uint8_t level)
{
    double x = (double)level / 255.0;
    return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
}

/* Where the network is, clear of words and figures. */
enum { LEFT = 10, RIGHT = 365, TOP = 40, FOOT = 215 };

static double luminance(const uint8_t *pixels)
{
    static const double WEIGHT[3] = {0.2126, 0.7152, 0.0722};
    double table[256], sum = 0;
    for (int i = 0; i < 256; i++)
        table[i] = linear((uint8_t)i);
    for (int y = TOP; y < FOOT; y++)
        for (int x = LEFT; x < RIGHT; x++)
            for (int k = 0; k < 3; k++)
                sum += WEIGHT[k] * table[pixels[3 * (y * WIDTH + x) + k]];
    return sum / ((RIGHT - LEFT) * (FOOT - TOP));
}

/* How much there is to see: spread of what the eye takes for light. */
static double detail(const uint8_t *pixels)
{
    double sum = 0, squares = 0;
    int n = 0;
    for (int y = TOP; y < FOOT; y++)
        for (int x = LEFT; x < RIGHT; x++, n++) {
            const uint8_t *p = pixels + 3 * (y * WIDTH + x);
            double light = 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2];
            sum += light;
            squares += light * light;
        }
    return sqrt(squares / n - sum / n * (sum / n));
}

struct film {
    double first, last, darkest, held;
    double begins, ends, emptiest; /* detail */
};

/* From what is shown to this view, as the picture goes on by itself. */
static void fly(struct session *session, enum scene_view view, double seconds, struct film *film)
{
    static uint8_t pixels[BYTES];
    struct error error = {0};
    scene_show(session->scene, view);
    *film = (struct film){.darkest = INFINITY, .emptiest = INFINITY};
    int n = (int)(seconds * FPS);
    for (int i = 0; i < n; i++) {
        worker_announce(session->worker, TICKS);
        session_look(session);
        session_lay_out(session, WIDTH, HEIGHT, 1.0 / FPS, 1.0 / FPS, true);
        if (!session_draw(session, &error))
            fail_msg("%s", error.text);
        render_capture(session->render, pixels);
        film->last = luminance(pixels);
        film->first = i ? film->first : film->last;
        film->darkest = fmin(film->darkest, film->last);
        film->ends = detail(pixels);
        film->begins = i ? film->begins : film->ends;
        film->emptiest = fmin(film->emptiest, film->ends);
        film->held = fmax(film->held, (double)render_stats(session->render)->held_back);
    }
}

static void check(const struct film *film, const char *way, enum palette_theme theme)
{
    double end = fmin(film->first, film->last);
    print_message("%s %s: from %.4f to %.4f, darkest %.4f; held back %.3f\n", way,
                  palette_theme_name(theme), film->first, film->last, film->darkest, film->held);
    print_message("to see: from %.1f to %.1f, least %.1f\n", film->begins, film->ends,
                  film->emptiest);
    assert_true(film->darkest >= DARKEST * end);
    if (theme == PALETTE_NIGHT)
        assert_true(film->emptiest >= EMPTIEST * fmin(film->begins, film->ends));
    assert_true(film->held <= HELD[theme]);
}

static void test_it_is_never_dark_on_the_way(void **state)
{
    (void)state;
    struct session session;
    struct error error = {0};
    struct session_wish wish = {
        .offscreen = true, .automatic = true, .remembers = true, .scale = 1.0f};
    if (!begin_with(&session, &wish, WIDTH, HEIGHT, &error)) {
        print_message("%s\n", error.text);
        skip();
    }
    run_to(&session, STORY_CASCADE);
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        struct scene_options options = {.view = SCENE_CIRCUIT, .theme = (enum palette_theme)theme};
        struct film film;
        scene_destroy(session.scene);
        session.scene = scene_create(&options, &error);
        assert_non_null(session.scene);
        scene_observe(session.scene, session.frame.snapshot, session.frame.view);
        render_reset_guard(session.render);
        fly(&session, SCENE_CIRCUIT, 0.5, &film);
        fly(&session, SCENE_SYNAPSE, 7.0, &film);
        check(&film, "to a synapse", options.theme);
        fly(&session, SCENE_CIRCUIT, 7.0, &film);
        check(&film, "and back", options.theme);
    }
    session_close(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_it_is_never_dark_on_the_way)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
