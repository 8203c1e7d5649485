/* What can be measured of the overlay: size, place, overlap and contrast, on every shape of
 * picture and every size of text. */
#include "checks.h"

static const struct {
    int width, height;
} SIZES[] = {
    {800, 600},   {1024, 768},  {1280, 720}, {1280, 800},  {1366, 768},  {1920, 1080}, {2560, 1080},
    {3440, 1440}, {3840, 2160}, {720, 1280}, {1080, 1920}, {1000, 1000}, {768, 1024},  {640, 360},
};
static const float SCALES[] = {1.0f, 1.25f, 1.5f, 1.75f, 2.0f};

static void for_every_size(struct fixture *f, void (*prepare)(struct fixture *))
{
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
            fixture_scale(f, SCALES[s]);
            prepare(f);
            fixture_settle(f, SIZES[i].width, SIZES[i].height);
            check_all(f, SCALES[s]);
        }
}

static void nothing(struct fixture *f)
{
    (void)f;
}

static void wear_in(struct fixture *f)
{
    f->view.phase = STORY_WEARING_IN;
    f->view.wear_in = 0.4f;
    f->view.n_points = 0;
}

static void help(struct fixture *f)
{
    ui_open(f->ui, UI_DIALOG_HELP);
}

/* The sheets, each page of them, and each page of the buttons. */
static void turn_all(struct fixture *f, int width, int height, float scale)
{
    for (int page = 0; page < 24; page++) {
        check_all(f, scale);
        if (!ui_find(f->ui, "more"))
            return; /* all on one page */
        fixture_press(f, "more");
        fixture_settle(f, width, height);
    }
}

static void test_sheets(void **state)
{
    static const enum ui_dialog SHEETS[] = {UI_DIALOG_DOSE, UI_DIALOG_STORIES, UI_DIALOG_SAVE,
                                            UI_DIALOG_OPEN};
    static const struct ui_story STORIES[] = {
        {"A worry that circles", "One small mistake, and the same thoughts go round and round. "
                                 "The trodden path is a loop of four places; around it lie places "
                                 "that can lead out of it."},
        {"Learning a new way home", "To and fro between school and home, always by the same "
                                    "streets, until the feet know them by themselves."},
        {"Another", NULL}};
    static const char *const SAVED[] = {"2026-11-25 14.26.29", "of mine, with a name that is long",
                                        "2025-01-01 00.00.00"};
    struct fixture *f = *state;
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
            if (SIZES[i].height < 600)
                continue;
            fixture_scale(f, SCALES[s]);
            ui_offer_stories(f->ui, STORIES, 3);
            ui_offer_saved(f->ui, "/home/somebody/Pictures/Snowmelt", SAVED, 3, true);
            fixture_settle(f, SIZES[i].width, SIZES[i].height);
            for (int page = 0; page < 6; page++) {
                check_all(f, SCALES[s]);
                fixture_press(f, "more");
                fixture_settle(f, SIZES[i].width, SIZES[i].height);
            }
            for (size_t d = 0; d < sizeof SHEETS / sizeof *SHEETS; d++) {
                ui_open(f->ui, SHEETS[d]);
                fixture_settle(f, SIZES[i].width, SIZES[i].height);
                turn_all(f, SIZES[i].width, SIZES[i].height, SCALES[s]);
                ui_close(f->ui);
            }
        }
}

/* Whatever the size, all that can be done can be pressed; and time has its bar. */
static void test_nothing_is_out_of_reach(void **state)
{
    static const char *const NAMES[] = {
        "pause", "give_dose",    "restart",     "undo",      "redo",        "save",
        "time",  "slower",       "faster",      "science",   "theme",       "sound",
        "help",  "view_circuit", "view_forest", "view_snow", "view_synapse", "view_tour",
        "full_screen", "language"};
    struct fixture *f = *state;
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
            if (SIZES[i].height < 600)
                continue;
            fixture_scale(f, SCALES[s]);
            fixture_settle(f, SIZES[i].width, SIZES[i].height);
            for (size_t n = 0; n < sizeof NAMES / sizeof *NAMES; n++)
                if (!fixture_reach(f, NAMES[n], SIZES[i].width, SIZES[i].height))
                    fail_msg("%dx%d, type %.2f: no '%s'", SIZES[i].width, SIZES[i].height,
                             (double)SCALES[s], NAMES[n]);
            const struct ui_node *time =
                fixture_reach(f, "time", SIZES[i].width, SIZES[i].height);
            assert_true(time->box.h >= 44.0f && time->box.w >= 0.3f * (float)SIZES[i].width);
        }
}

static void quit(struct fixture *f)
{
    ui_open(f->ui, UI_DIALOG_QUIT);
}

static void test_every_size(void **state)
{
    for_every_size(*state, nothing);
}

static void test_wearing_in(void **state)
{
    for_every_size(*state, wear_in);
}

static void test_help(void **state)
{
    for_every_size(*state, help);
}

static void test_quit(void **state)
{
    for_every_size(*state, quit);
}

/* While the story goes on, labels move and texts change; nothing may meet on the way. */
static void test_in_motion(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 600; i++) {
        scene_orbit(f->scene, 0.02f, 0.004f * (float)(i % 100 - 50));
        scene_animate(f->scene, 1.0 / 30.0);
        f->view.n_points = 1 + (uint32_t)i;
        f->snapshot.now.new_synapses = (uint32_t)i * 20;
        if (i % 97 == 0)
            f->view.caption = i % 2 ? "Within a day new spines can grow."
                                    : "The same walk, again "
                                      "and again, has worn one deep path.";
        fixture_build(f, i < 300 ? 1280 : 720, i < 300 ? 720 : 1280, 1.0 / 30.0);
        check_inside(f);
        check_apart(f);
    }
}

/* The least picture there is: nothing need be complete, but all must be tidy. */
static void test_the_smallest_picture(void **state)
{
    struct fixture *f = *state;
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (int tall = 0; tall < 2; tall++) {
            fixture_scale(f, SCALES[s]);
            fixture_settle(f, tall ? 240 : 320, tall ? 320 : 240);
            check_inside(f);
            check_apart(f);
            check_contrast(f);
        }
}

/* Where no buttons lie over them: those go when nothing is touched. */
static void test_loop_places_are_named_first(void **state)
{
    struct fixture *f = *state;
    ui_controls(f->ui, false);
    fixture_settle(f, 1920, 1080);
    int named = 0;
    for (int i = 0; i < 4; i++) {
        char name[80];
        snprintf(name, sizeof name, "place_%s", f->places[i].id);
        named += ui_find(f->ui, name) != NULL;
    }
    assert_int_equal(named, 4);
}

static void test_recordings_have_no_buttons(void **state)
{
    struct fixture *f = *state;
    ui_controls(f->ui, false);
    fixture_settle(f, 1280, 720);
    assert_null(ui_find(f->ui, "pause"));
    assert_non_null(ui_find(f->ui, "caption"));
}

static void test_the_panel_is_narrow(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, 1920, 1080);
    const struct ui_node *panel = ui_find(f->ui, "panel");
    assert_non_null(panel);
    assert_true(panel->box.w <= 0.23f * 1920.0f);
}

/* What lies behind figures and captions must not be read as part of them. */
static void test_plates_hide_what_is_behind(void **state)
{
    static const char *const PLATES[] = {"story", "caption_plate", "panel"};
    struct fixture *f = *state;
    for (int tall = 0; tall < 2; tall++) {
        fixture_settle(f, tall ? 720 : 1280, tall ? 1280 : 720);
        for (size_t p = 0; p < sizeof PLATES / sizeof *PLATES; p++) {
            const struct plan_box *box = &ui_find(f->ui, PLATES[p])->box;
            float most = 0.0f;
            for (uint32_t i = 0; i < f->plan->n_items; i++)
                if (f->plan->items[i].kind == PLAN_ITEM_RECT &&
                    memcmp(&f->plan->items[i].box, box, sizeof *box) == 0)
                    most = fmaxf(most, f->plan->items[i].colour[3]);
            assert_true(most >= 0.97f);
        }
    }
}

/* The network is fitted to what is left free: no plate may reach into that. */
static void test_the_network_has_a_part_of_its_own(void **state)
{
    static const char *const PLATES[] = {"story", "caption_plate", "panel"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        fixture_settle(f, SIZES[i].width, SIZES[i].height);
        const struct plan_box *part = &f->plan->free;
        float height = (float)SIZES[i].height, width = (float)SIZES[i].width;
        assert_true(part->h >= 0.22f * height && part->w >= 0.6f * width);
        bool large = SIZES[i].height >= 600;
        for (size_t p = 0; large && p < sizeof PLATES / sizeof *PLATES; p++) {
            const struct ui_node *plate = ui_find(f->ui, PLATES[p]);
            assert_non_null(plate);
            if (box_overlap(&plate->box, part, 0.0f))
                fail_msg("%dx%d: '%s' is in the way", SIZES[i].width, SIZES[i].height, PLATES[p]);
        }
    }
}

static void test_large_type_leaves_the_network_room(void **state)
{
    struct fixture *f = *state;
    fixture_scale(f, 2.0f);
    fixture_settle(f, 1280, 720);
    assert_true(f->plan->free.h >= 0.30f * 720.0f);
}

/* Words come and go; the network, the ground of the words and the notice stay where they are. */
static void test_words_do_not_move_the_network(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        if (SIZES[i].height < 600)
            continue;
        fixture_story(f);
        fixture_settle(f, SIZES[i].width, SIZES[i].height);
        struct plan_box before = f->plan->free;
        struct plan_box caption = ui_find(f->ui, "caption_plate")->box;
        struct plan_box notice = ui_find(f->ui, "notice")->box;
        f->view.caption = "Short.";
        f->view.phase_title = "Short";
        f->view.source = "";
        fixture_settle(f, SIZES[i].width, SIZES[i].height);
        assert_memory_equal(&before, &f->plan->free, sizeof before);
        assert_memory_equal(&caption, &ui_find(f->ui, "caption_plate")->box, sizeof caption);
        assert_memory_equal(&notice, &ui_find(f->ui, "notice")->box, sizeof notice);
    }
}

static void test_plots_stand_on_every_shape(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        if (SIZES[i].height < 600)
            continue;
        fixture_settle(f, SIZES[i].width, SIZES[i].height);
        const struct ui_node *panel = ui_find(f->ui, "panel");
        assert_non_null(panel);
        static const char *const NAMES[] = {"plot_drug", "plot_new_synapses"};
        for (int n = 0; n < 2; n++) {
            const struct ui_node *plot = ui_find(f->ui, NAMES[n]);
            if (!plot && n == 1 && SIZES[i].height >= SIZES[i].width)
                continue; /* there the count may have to stand alone */
            if (!plot)
                fail_msg("%dx%d has no %s", SIZES[i].width, SIZES[i].height, NAMES[n]);
            assert_true(box_within(&plot->box, &panel->box));
            /* A sparkline is read as a shape, without a scale. */
            assert_true(plot->box.h >= (n == 0 ? 0.05f : 0.02f) * (float)SIZES[i].height);
            assert_true(plot->box.w >= (n == 0 ? 120.0f : 40.0f));
        }
        assert_non_null(ui_find(f->ui, "occupancy"));
        assert_non_null(ui_find(f->ui, "dose"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_size, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_wearing_in, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_help, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_quit, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_sheets, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_nothing_is_out_of_reach, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_in_motion, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_the_smallest_picture, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_loop_places_are_named_first, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_recordings_have_no_buttons, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_plates_hide_what_is_behind, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_the_network_has_a_part_of_its_own, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_large_type_leaves_the_network_room, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_words_do_not_move_the_network, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_plots_stand_on_every_shape, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_the_panel_is_narrow, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
