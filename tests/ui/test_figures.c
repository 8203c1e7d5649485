/* The figures: all of them can be seen on every shape of picture at every size of type, in the
 * panel or on the plate that a button and a key open; and what changes in them changes gently. */
#include "checks.h"

static const struct {
    int width, height;
} SIZES[] = {{800, 600},   {1024, 768},  {1280, 720}, {1920, 1080},
             {2560, 1080}, {1080, 1920}, {3840, 2160}};
static const float SCALES[] = {1.0f, 1.5f, 2.0f};
static const char *const FIGURES[] = {"rigidity", "new_synapses", "plot_new_synapses",
                                      "dose",     "occupancy",    "bdnf",
                                      "spines",   "glutamate",    "plot_drug"};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES, N_FIGURES = sizeof FIGURES / sizeof *FIGURES };

static int missing(const struct fixture *f)
{
    for (int i = 0; i < N_FIGURES; i++)
        if (!ui_find(f->ui, FIGURES[i]))
            return i;
    return N_FIGURES;
}

static void all_can_be_seen(struct fixture *f, int width, int height, float scale)
{
    fixture_scale(f, scale);
    fixture_settle(f, width, height);
    int lacks = missing(f);
    if ((lacks < N_FIGURES) != (fixture_reach(f, "figures", width, height) != NULL))
        fail_msg("%dx%d, type %.1f: %s, and %s", width, height, (double)scale,
                 lacks < N_FIGURES ? FIGURES[lacks] : "nothing is left out",
                 lacks < N_FIGURES ? "no button" : "a button all the same");
    ui_open(f->ui, UI_DIALOG_FIGURES);
    fixture_settle(f, width, height);
    lacks = missing(f);
    if (lacks < N_FIGURES)
        fail_msg("%dx%d, type %.1f: no %s on the plate", width, height, (double)scale,
                 FIGURES[lacks]);
    check_all(f, scale);
}

static void test_all_can_be_seen(void **state)
{
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (int i = 0; i < N_SIZES; i++)
            all_can_be_seen(*state, SIZES[i].width, SIZES[i].height, SCALES[s]);
}

static void test_all_can_be_seen_in_a_longer_language_by_day(void **state)
{
    fixture_stretch(*state, 1.4f);
    fixture_theme(*state, PALETTE_DAY);
    test_all_can_be_seen(state);
}

static bool caption_is_seen(const struct fixture *f)
{
    float seen = 0.0f;
    for (uint32_t i = 0; i < f->plan->n_items; i++)
        if (f->plan->items[i].kind == PLAN_ITEM_TEXT &&
            strncmp(text_of(f->plan, &f->plan->items[i]), f->view.caption, 9) == 0)
            seen = fmaxf(seen, f->plan->items[i].colour[3]);
    return seen > 0.9f;
}

/* In a film, where no button can be pressed, what has no room comes in its turn. */
static void test_a_film_shows_all_in_turn(void **state)
{
    struct fixture *f = *state;
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (int i = 0; i < N_SIZES; i++) {
            bool seen[N_FIGURES] = {false};
            int captions = 0, last = 0;
            fixture_scale(f, SCALES[s]);
            ui_controls(f->ui, false);
            fixture_settle(f, SIZES[i].width, SIZES[i].height);
            for (int t = 0; t < 34; t++) {
                for (int k = 0; k < 8; k++)
                    fixture_build(f, SIZES[i].width, SIZES[i].height, 0.35);
                captions += caption_is_seen(f);
                last = caption_is_seen(f) ? t : last;
                check_plates(f);
                check_inside(f);
                check_apart(f);
                check_type(f, SCALES[s]);
                for (int k = 0; k < N_FIGURES; k++)
                    seen[k] |= ui_find(f->ui, FIGURES[k]) != NULL;
            }
            if (captions < 12 || last < 26)
                fail_msg("%dx%d, type %.1f: the caption is seen %d times of 34", SIZES[i].width,
                         SIZES[i].height, (double)SCALES[s], captions);
            for (int k = 0; k < N_FIGURES; k++)
                if (!seen[k])
                    fail_msg("%dx%d, type %.1f: a film never shows %s", SIZES[i].width,
                             SIZES[i].height, (double)SCALES[s], FIGURES[k]);
        }
}

/* With type of the usual size nothing need be asked for. */
static void test_the_panel_is_whole(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < N_SIZES; i++) {
        fixture_settle(f, SIZES[i].width, SIZES[i].height);
        int lacks = missing(f);
        if (lacks < N_FIGURES)
            fail_msg("%dx%d has no %s", SIZES[i].width, SIZES[i].height, FIGURES[lacks]);
    }
}

/* What is thrown on a wall is read from five metres: nothing under 28 px at 1080 lines. */
static void test_type_for_a_projector(void **state)
{
    struct fixture *f = *state;
    for (int plate = 0; plate < 3; plate++) {
        static const enum ui_dialog PLATES[] = {UI_DIALOG_NONE, UI_DIALOG_FIGURES, UI_DIALOG_HELP};
        ui_open(f->ui, PLATES[plate]);
        fixture_settle(f, 1920, 1080);
        for (uint32_t i = 0; i < f->plan->n_items; i++)
            if (f->plan->items[i].kind == PLAN_ITEM_TEXT && f->plan->items[i].size_px < 28.0f)
                fail_msg("'%s' has %.0f px", text_of(f->plan, &f->plan->items[i]),
                         (double)f->plan->items[i].size_px);
    }
}

/* Of all texts that may stand in one place: how much is seen of them together. */
static float seen_of(const struct fixture *f, const char *const *texts, int n)
{
    float seen = 0.0f;
    for (uint32_t i = 0; i < f->plan->n_items; i++)
        for (int k = 0; f->plan->items[i].kind == PLAN_ITEM_TEXT && k < n; k++)
            if (strcmp(text_of(f->plan, &f->plan->items[i]), texts[k]) == 0)
                seen += f->plan->items[i].colour[3];
    return seen;
}

/* Of two words in one place one goes before the other comes: softly, and with no pause between. */
static void test_one_text_at_a_time(void **state)
{
    static const char *const WORDS[] = {"loosening", "rigid"};
    static const char *const CAPTIONS[] = {"New spines grow.", "What is used stays."};
    static const char *const TITLES[] = {"New contacts", "Practice"};
    struct fixture *f = *state;
    for (int calm = 0; calm < 2; calm++) {
        struct ui_options options = {.reduced_motion = calm == 1};
        ui_destroy(f->ui);
        f->ui = ui_create(&options, NULL);
        f->view.caption = CAPTIONS[0];
        f->view.phase_title = TITLES[0];
        f->snapshot.now.rigidity = 0.57f;
        fixture_settle(f, 1280, 720);
        f->view.caption = CAPTIONS[1];
        f->view.phase_title = TITLES[1];
        f->snapshot.now.rigidity = 0.72f;
        int empty = 0;
        float last[3] = {1.0f, 1.0f, 1.0f};
        for (int i = 0; i < 90; i++) {
            const char *const *const PAIRS[] = {WORDS, CAPTIONS, TITLES};
            fixture_build(f, 1280, 720, 1.0 / 30.0);
            for (int p = 0; p < 3; p++) {
                float old = seen_of(f, PAIRS[p], 1), now = seen_of(f, PAIRS[p] + 1, 1);
                assert_true(old < 0.01f || now < 0.01f);
                assert_true(fabsf(old + now - last[p]) < 0.15f);
                last[p] = old + now;
                empty += p == 1 && old + now < 0.1f;
            }
        }
        assert_true(empty <= 8);
        assert_true(seen_of(f, CAPTIONS + 1, 1) > 0.95f && seen_of(f, WORDS + 1, 1) > 0.95f);
    }
}

static const struct plan_box *text_box(const struct fixture *f, const char *text)
{
    for (uint32_t i = 0; i < f->plan->n_items; i++)
        if (f->plan->items[i].kind == PLAN_ITEM_TEXT &&
            strcmp(text_of(f->plan, &f->plan->items[i]), text) == 0)
            return &f->plan->items[i].box;
    fail_msg("'%s' is not there", text);
    return NULL;
}

/* Where a curve outgrows the scale, that glides to the next, and its names with it. */
static void test_the_scale_glides(void **state)
{
    static const char FIFTY[] = "50\xc2\xa0%", NEXT[] = "75\xc2\xa0%";
    static const float MOST_PX = 6.0f; /* in a thirtieth of a second */
    struct fixture *f = *state;
    f->view.n_points = 400;
    for (uint32_t i = 0; i < f->view.n_points; i++)
        f->view.points[i].bdnf = 1.4f;
    fixture_settle(f, 1280, 720);
    float at = text_box(f, FIFTY)->y, from = at, most = 0.0f;
    for (uint32_t i = 300; i < f->view.n_points; i++)
        f->view.points[i].bdnf = 1.7f;
    for (int i = 0; i < 120; i++) {
        fixture_build(f, 1280, 720, 1.0 / 30.0);
        float now = text_box(f, FIFTY)->y;
        most = fmaxf(most, fabsf(now - at));
        at = now;
    }
    assert_true(most < MOST_PX);
    assert_true(at > from + 30.0f && text_box(f, NEXT)->y < at - 30.0f);
}

/* A dot ends a curve on its line, however much the last moment differs from the mean. */
static void test_dots_stand_on_their_lines(void **state)
{
    struct fixture *f = *state;
    f->view.points[f->view.n_points - 1].bdnf = 2.6f;
    f->view.points[f->view.n_points - 1].glutamate = 0.2f;
    f->view.points[f->view.n_points - 1].new_synapses = 90000.0f;
    fixture_settle(f, 1280, 720);
    const struct plan *plan = f->plan;
    int lines = 0;
    for (uint32_t i = 0; i < plan->n_items; i++) {
        const struct plan_item *line = &plan->items[i];
        if (line->kind != PLAN_ITEM_LINE || line->count < 20)
            continue;
        const float *end = plan->points[line->first + line->count - 1];
        bool dotted = false;
        for (uint32_t k = i + 1; k < plan->n_items && !dotted; k++) {
            const struct plan_item *dot = &plan->items[k];
            float x = dot->box.x + 0.5f * dot->box.w, y = dot->box.y + 0.5f * dot->box.h;
            dotted = dot->kind == PLAN_ITEM_RECT && dot->box.w < 16.0f &&
                     fabsf(dot->box.w - dot->box.h) < 0.1f && hypotf(x - end[0], y - end[1]) < 1.0f;
        }
        assert_true(dotted);
        lines++;
    }
    assert_true(lines >= 3);
}

/* The per cent at which the line of this colour ends, read off the names of heights. */
static float end_of_line(const struct fixture *f, enum palette_meaning meaning)
{
    float rgb[3], at = 0.0f;
    palette_srgb(PALETTE_NIGHT, meaning, rgb);
    float low = text_box(f, "50\xc2\xa0%")->y, high = text_box(f, "75\xc2\xa0%")->y;
    struct layout l;
    layout_make(&l, 1280, 720, 1.0f);
    for (uint32_t i = 0; i < f->plan->n_items; i++) {
        const struct plan_item *line = &f->plan->items[i];
        if (line->kind == PLAN_ITEM_LINE && line->count >= 20 &&
            fabsf(line->colour[0] - rgb[0]) + fabsf(line->colour[1] - rgb[1]) < 0.02f)
            at = f->plan->points[line->first + line->count - 1][1];
    }
    assert_true(at > 0.0f);
    return 50.0f + 25.0f * (low + 0.3f * l.small - at) / (low - high);
}

/* Practice of minutes, in which much is other than in the days before: the number, the dot and the
 * line beside it tell the same, on any picture. */
static void test_a_figure_says_what_its_line_shows(void **state)
{
    struct fixture *f = *state;
    for (uint32_t i = 400; i < f->view.n_points; i++)
        f->view.points[i].bdnf = 1.62f;
    for (uint32_t i = 590; i < f->view.n_points; i++) {
        f->view.points[i].story_h = 651.0f + 0.001f * (float)(i - 590);
        f->view.points[i].bdnf = 0.6f;
        f->view.points[i].glutamate = 2.5f;
    }
    f->snapshot.now.bdnf = 0.6f;
    f->snapshot.now.glutamate = 2.5f;
    fixture_settle(f, 1280, 720);
    char said[512];
    const char *number = strchr(ui_find(f->ui, "bdnf")->value, '+');
    assert_non_null(number);
    snprintf(said, sizeof said, "%s", ui_find(f->ui, "glutamate")->value);
    assert_true(fabsf(strtof(number, NULL) - end_of_line(f, PALETTE_BDNF)) < 1.5f);
    fixture_settle(f, 3840, 2160);
    assert_string_equal(ui_find(f->ui, "glutamate")->value, said);
}

#define UI_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UI_TEST(test_all_can_be_seen),    UI_TEST(test_all_can_be_seen_in_a_longer_language_by_day),
        UI_TEST(test_a_film_shows_all_in_turn),
        UI_TEST(test_the_panel_is_whole), UI_TEST(test_type_for_a_projector),
        UI_TEST(test_one_text_at_a_time), UI_TEST(test_the_scale_glides),
        UI_TEST(test_dots_stand_on_their_lines),
        UI_TEST(test_a_figure_says_what_its_line_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
