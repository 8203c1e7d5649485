/* The tree: names, focus, pointer and dialogs. */
#include "fixture.h"

static void test_everything_has_its_name(void **state)
{
    static const char *const NAMES[] = {
        "story",        "phase",       "clock",        "caption",   "source",
        "notice",       "panel",       "dose",         "occupancy", "rigidity",
        "new_synapses", "glutamate",   "bdnf",         "spines",    "plot_new_synapses",
        "plot_drug",    "pause",       "give_dose",    "restart",   "undo",
        "redo",         "more",        "time",         "places",
    };
    static const char *const OTHERS[] = {
        "slower", "faster", "help",     "full_screen",  "theme",       "sound",
        "save",   "language", "view_circuit", "view_snow", "view_forest", "view_synapse"};
    struct fixture *f = *state;
    fixture_settle(f, 1920, 1080);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (!ui_find(f->ui, NAMES[i]))
            fail_msg("there is no '%s'", NAMES[i]);
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (!fixture_reach(f, OTHERS[i], 1920, 1080))
            fail_msg("there is no '%s'", OTHERS[i]);
    assert_string_equal(ui_find(f->ui, "caption")->value, f->view.caption);
    assert_non_null(strstr(ui_find(f->ui, "clock")->value, "paused"));
    assert_non_null(strstr(ui_find(f->ui, "dose")->value, "0.5 mg/kg over 40 min"));
    assert_non_null(strstr(ui_find(f->ui, "rigidity")->value, "loosening"));
    assert_non_null(strstr(ui_find(f->ui, "new_synapses")->value, "12\xc2\xa0"
                                                                  "345"));
    /* As the line has it: the mean of its last step, not the 38 of this moment. */
    assert_non_null(strstr(ui_find(f->ui, "occupancy")->value, "37"));
    assert_non_null(strstr(ui_find(f->ui, "notice")->value, "not medical advice"));
}

static void test_stories_are_offered_where_there_are_some(void **state)
{
    static const struct ui_story STORIES[] = {{"A worry that circles", "One."}, {"Home", "Two."}};
    struct fixture *f = *state;
    fixture_settle(f, 1280, 720);
    assert_null(fixture_reach(f, "stories", 1280, 720));
    ui_offer_stories(f->ui, STORIES, 2);
    fixture_settle(f, 1280, 720);
    const struct ui_node *node = fixture_reach(f, "stories", 1280, 720);
    assert_non_null(node);
    assert_int_equal(node->action, UI_STORIES);
    assert_true(node->focusable);
    ui_open(f->ui, UI_DIALOG_STORIES);
    fixture_settle(f, 1280, 720);
    assert_string_equal(ui_find(f->ui, "story_0")->value, "A worry that circles, shown");
    assert_string_equal(ui_find(f->ui, "story_1")->value, "Home");
    assert_int_equal(fixture_press(f, "story_1"), UI_STORY_FIRST + 1);
}

static void test_no_name_is_given_twice(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, 1920, 1080);
    uint32_t count;
    const struct ui_node *nodes = ui_nodes(f->ui, &count);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(nodes[i].parent < (int)i);
        for (uint32_t j = i + 1; j < count; j++)
            assert_string_not_equal(nodes[i].name, nodes[j].name);
    }
}

static void test_figures_follow_the_model(void **state)
{
    struct fixture *f = *state;
    fixture_build(f, 1280, 720, 0.0);
    f->snapshot.now.rigidity = 0.9f;
    f->snapshot.now.new_synapses = 7;
    fixture_build(f, 1280, 720, 0.1);
    assert_non_null(strstr(ui_find(f->ui, "rigidity")->value, "loosening")); /* still held */
    fixture_build(f, 1280, 720, 0.3);
    assert_non_null(strstr(ui_find(f->ui, "rigidity")->value, "very rigid"));
    assert_non_null(strstr(ui_find(f->ui, "new_synapses")->value, ": 7"));
}

static void test_words_of_rigidity(void **state)
{
    static const struct {
        float rigidity;
        const char *word;
    } CASES[] = {
        {0.95f, ": very rigid"}, {0.7f, ": rigid"}, {0.55f, ": loosening"}, {0.1f, ": free,"}};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        f->snapshot.now.rigidity = CASES[i].rigidity;
        fixture_build(f, 1280, 720, 1.0);
        assert_non_null(strstr(ui_find(f->ui, "rigidity")->value, CASES[i].word));
    }
}

static void test_saline_is_no_dose(void **state)
{
    struct fixture *f = *state;
    f->view.treatment = STORY_SALINE;
    f->view.dose_mg_kg = 0.0f;
    fixture_build(f, 1280, 720, 1.0);
    assert_non_null(strstr(ui_find(f->ui, "dose")->value, "saline"));
    f->view.story_h = -1.0f;
    fixture_build(f, 1280, 720, 1.0);
    assert_non_null(strstr(ui_find(f->ui, "dose")->value, "none yet"));
}

/* Tab goes round the buttons of one page; returns how many there are. */
static int go_round(struct fixture *f, bool reached[UI_TALK_CHAPTER])
{
    enum { MOST = 40 };
    char order[MOST][64];
    int n = 0;
    for (; n < MOST; n++) {
        ui_focus_move(f->ui, 1);
        fixture_build(f, 1280, 720, 0.0);
        uint32_t count, focused = 0;
        const struct ui_node *nodes = ui_nodes(f->ui, &count);
        for (uint32_t i = 0; i < count; i++)
            if (nodes[i].focused) {
                focused++;
                snprintf(order[n], sizeof order[n], "%s", nodes[i].name);
                reached[nodes[i].action] = true;
            }
        assert_int_equal(focused, 1);
        if (n && strcmp(order[n], order[0]) == 0)
            break;
    }
    ui_focus_move(f->ui, -1);
    fixture_build(f, 1280, 720, 0.0);
    assert_true(ui_find(f->ui, order[n - 1])->focused);
    return n;
}

static void test_focus_reaches_every_action(void **state)
{
    struct fixture *f = *state;
    bool reached[UI_TALK_CHAPTER] = {false};
    fixture_settle(f, 1280, 720);
    int first = go_round(f, reached);
    assert_true(reached[UI_UNDO] && !reached[UI_REDO]); /* what there is nothing of is passed over */
    assert_true(first <= 13 + FIXTURE_PLACES);
    for (int page = 0; page < 8; page++) { /* round them all, and more */
        fixture_press(f, "more");
        fixture_settle(f, 1280, 720);
        go_round(f, reached);
    }
    static const enum ui_action ACTIONS[] = {
        UI_PAUSE,      UI_DOSE_SHEET,   UI_RESTART,   UI_FASTER,      UI_SLOWER,       UI_HELP,
        UI_FULLSCREEN, UI_VIEW_CIRCUIT, UI_VIEW_SNOW, UI_VIEW_FOREST, UI_VIEW_SYNAPSE, UI_THEME,
        UI_VIEW_TOUR,  UI_LANGUAGE,     UI_SCIENCE,   UI_SIMPLIFIED,  UI_SOUND,        UI_VOICE, UI_UNDO,
        UI_GO,         UI_SAVE,         UI_ASK,       UI_PLACE_FIRST, UI_PLACE_FIRST + 7};
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++)
        assert_true(reached[ACTIONS[i]]);
}

static void test_acts_on_release(void **state)
{
    struct fixture *f = *state;
    float x, y;
    bool inside = false;
    fixture_settle(f, 1280, 720);
    fixture_centre(f, "give_dose", &x, &y);
    assert_int_equal(ui_pointer(f->ui, x, y, true, false, &inside), UI_NONE);
    assert_true(inside);
    assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_DOSE_SHEET);
    /* A second release without a press is nothing. */
    assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_NONE);
}

static void test_sliding_off_cancels(void **state)
{
    struct fixture *f = *state;
    float x, y, x2, y2;
    bool inside;
    fixture_settle(f, 1280, 720);
    fixture_centre(f, "give_dose", &x, &y);
    fixture_centre(f, "restart", &x2, &y2);
    ui_pointer(f->ui, x, y, true, false, &inside);
    assert_int_equal(ui_pointer(f->ui, x2, y2, false, true, &inside), UI_NONE);
    ui_pointer(f->ui, x, y, true, false, &inside);
    assert_int_equal(ui_pointer(f->ui, 300.0f, 300.0f, false, true, &inside), UI_NONE);
    /* Sliding onto a button does not press it either. */
    ui_pointer(f->ui, 300.0f, 300.0f, true, false, &inside);
    assert_false(inside);
    assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_NONE);
}

static void test_faded_buttons_only_wake(void **state)
{
    struct fixture *f = *state;
    float x, y;
    bool inside;
    fixture_settle(f, 1280, 720);
    for (int i = 0; i < 60; i++)
        fixture_build(f, 1280, 720, 0.1);
    fixture_centre(f, "pause", &x, &y);
    ui_pointer(f->ui, x, y, true, false, &inside);
    assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_NONE);
    fixture_build(f, 1280, 720, 0.3);
    ui_pointer(f->ui, x, y, true, false, &inside);
    assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_PAUSE);
}

static void test_the_picture_is_left_to_the_camera(void **state)
{
    struct fixture *f = *state;
    bool inside = true;
    fixture_settle(f, 1920, 1080);
    ui_pointer(f->ui, 700.0f, 300.0f, false, false, &inside);
    assert_false(inside);
    float x, y;
    fixture_centre(f, "plot_drug", &x, &y);
    ui_pointer(f->ui, x, y, false, false, &inside);
    assert_true(inside);
}

static void test_dialogs_are_modal(void **state)
{
    struct fixture *f = *state;
    float x, y;
    bool inside;
    fixture_settle(f, 1280, 720);
    fixture_centre(f, "give_dose", &x, &y);
    ui_open(f->ui, UI_DIALOG_QUIT);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_QUIT);
    fixture_settle(f, 1280, 720);
    assert_null(ui_find(f->ui, "give_dose"));
    assert_non_null(strstr(ui_find(f->ui, "quit_dialog")->value, "Leave Snowmelt?"));
    ui_pointer(f->ui, x, y, true, false, &inside);
    assert_true(inside);
    enum ui_action action = ui_pointer(f->ui, x, y, false, true, &inside);
    assert_true(action != UI_DOSE_SHEET);

    /* Focus starts on yes and stays within. */
    assert_true(ui_find(f->ui, "yes")->focused);
    assert_int_equal(ui_activate(f->ui), UI_QUIT_YES);
    ui_focus_move(f->ui, 1);
    assert_int_equal(ui_activate(f->ui), UI_QUIT_NO);
    ui_focus_move(f->ui, 1);
    assert_int_equal(ui_activate(f->ui), UI_QUIT_YES);

    ui_close(f->ui);
    fixture_settle(f, 1280, 720);
    assert_null(ui_find(f->ui, "yes"));
    assert_non_null(ui_find(f->ui, "give_dose"));
}

static void test_focus_returns_after_a_dialog(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, 1280, 720);
    for (int i = 0; i < 24 && !ui_find(f->ui, "give_dose")->focused; i++) {
        ui_focus_move(f->ui, 1);
        fixture_build(f, 1280, 720, 0.0);
    }
    assert_true(ui_find(f->ui, "give_dose")->focused);
    ui_open(f->ui, UI_DIALOG_HELP);
    fixture_settle(f, 1280, 720);
    assert_true(ui_find(f->ui, "close")->focused);
    ui_close(f->ui);
    fixture_settle(f, 1280, 720);
    assert_true(ui_find(f->ui, "give_dose")->focused);
}

/* All values of the help, over its pages, one after the other. */
static void read_help(struct fixture *f, int width, int height, char *all, size_t size)
{
    all[0] = '\0';
    ui_open(f->ui, UI_DIALOG_HELP);
    for (int page = 0; page < 12; page++) {
        fixture_settle(f, width, height);
        uint32_t count;
        const struct ui_node *nodes = ui_nodes(f->ui, &count);
        for (uint32_t i = 0; i < count; i++) {
            strncat(all, nodes[i].value, size - strlen(all) - 1);
            strncat(all, "\n", size - strlen(all) - 1);
        }
        if (!ui_find(f->ui, "more"))
            break;
        float x, y;
        bool inside;
        fixture_centre(f, "more", &x, &y);
        ui_pointer(f->ui, x, y, true, false, &inside);
        assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_NONE);
    }
    ui_close(f->ui);
}

static void test_help_lists_every_key(void **state)
{
    static const char *const WORDS[] = {
        "Space",
        "K",
        "D:",
        "R:",
        "+",
        "\xe2\x88\x92",
        "F,",
        "F11",
        "H,",
        "?",
        "F1",
        "Esc",
        "Y, N",
        "Arrows",
        "Page Up",
        "Down",
        "Home",
        "1 2 3 4, V",
        "T:",
        "Tab",
        "Enter",
        "wheel",
        "pinch",
        "drag",
        "Amber",
        "Teal",
        "Magenta",
        "Gold",
        "Violet",
        "Blue-grey",
        "not medical advice",
        "mice",
    };
    static char all[1 << 16];
    struct fixture *f = *state;
    static const struct {
        int width, height;
        float scale;
    } CASES[] = {{1920, 1080, 1.0f}, {720, 1280, 1.0f}, {800, 600, 2.0f}};
    for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
        fixture_scale(f, CASES[c].scale);
        read_help(f, CASES[c].width, CASES[c].height, all, sizeof all);
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
            if (!strstr(all, WORDS[i]))
                fail_msg("the help does not speak of '%s'", WORDS[i]);
    }
}

static void test_the_tree_can_be_read(void **state)
{
    static char text[1 << 16];
    struct fixture *f = *state;
    fixture_settle(f, 1280, 720);
    ui_focus_move(f->ui, 1);
    ui_write(f->ui, text, sizeof text);
    uint32_t count, lines = 0;
    ui_nodes(f->ui, &count);
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    assert_int_equal(lines, count);
    assert_non_null(strstr(text, "button pause \"Go on\""));
    assert_non_null(strstr(text, " focused\n"));
    assert_non_null(strstr(text, "gauge rigidity"));
    /* Too small a buffer gets whole lines only. */
    char small[200];
    ui_write(f->ui, small, sizeof small);
    assert_true(strlen(small) < sizeof small);
    assert_true(small[0] == '\0' || small[strlen(small) - 1] == '\n');
    ui_write(f->ui, small, 0);
}

#define UI_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UI_TEST(test_everything_has_its_name),  UI_TEST(test_no_name_is_given_twice),
        UI_TEST(test_stories_are_offered_where_there_are_some),
        UI_TEST(test_figures_follow_the_model), UI_TEST(test_words_of_rigidity),
        UI_TEST(test_saline_is_no_dose),        UI_TEST(test_focus_reaches_every_action),
        UI_TEST(test_acts_on_release),          UI_TEST(test_sliding_off_cancels),
        UI_TEST(test_faded_buttons_only_wake),  UI_TEST(test_the_picture_is_left_to_the_camera),
        UI_TEST(test_dialogs_are_modal),        UI_TEST(test_focus_returns_after_a_dialog),
        UI_TEST(test_help_lists_every_key),     UI_TEST(test_the_tree_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
