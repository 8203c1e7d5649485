/* Places that are tapped, ways that are drawn and put together, the question what things are. */
#include "steer_fixture.h"

/* Worn in, at rest and laid out, with a picture to press into. */
static void begin(struct fixture *f)
{
    wear_in(f);
    f->steer.plan = f->plan;
    for (int i = 0; i < 3; i++)
        step(f);
}

static int index_of(struct fixture *f, const char *id)
{
    for (unsigned i = 0; i < f->scenario->n_places; i++)
        if (strcmp(f->scenario->places[i].id, id) == 0)
            return (int)i;
    fail_msg("there is no place '%s'", id);
    return -1;
}

static void at(struct fixture *f, unsigned place, float *x, float *y)
{
    char name[80];
    snprintf(name, sizeof name, "place_%s", f->scenario->places[place].id);
    const struct ui_node *node = ui_find(f->ui, name);
    if (!node)
        fail_msg("there is no '%s'", name);
    *x = node->box.x + 0.5f * node->box.w;
    *y = node->box.y + 0.5f * node->box.h;
}

static void tap(struct fixture *f, unsigned place)
{
    float x, y;
    at(f, place, &x, &y);
    pointer(f, INPUT_PRESS, x, y, 0.0f, 0.0f, 1);
    pointer(f, INPUT_RELEASE, x, y, 0.0f, 0.0f, 1);
    step(f);
}

static void move_to(struct fixture *f, float from[2], float x, float y)
{
    pointer(f, INPUT_POINTER, x, y, x - from[0], y - from[1], 1);
    from[0] = x;
    from[1] = y;
}

/* Over these places in one stroke; lets go on the last, or `off` it. Returns what was asked. */
static void draw(struct fixture *f, const unsigned *places, int n, bool off)
{
    float x, y, was[2];
    at(f, places[0], &was[0], &was[1]);
    pointer(f, INPUT_PRESS, was[0], was[1], 0.0f, 0.0f, 1);
    for (int i = 1; i < n; i++) {
        at(f, places[i], &x, &y);
        move_to(f, was, x, y);
    }
    if (off)
        move_to(f, was, 3.0f, 300.0f);
    pointer(f, INPUT_RELEASE, was[0], was[1], 0.0f, 0.0f, 1);
    step(f);
}

/* Four that have names in this picture, so that strokes from one to the next pass no other. */
static void four(struct fixture *f, unsigned places[4])
{
    int n = 0;
    for (unsigned i = 0; i < f->scenario->n_places && n < 4; i++)
        places[n++] = i;
    assert_int_equal(n, 4);
}

static float turned(struct fixture *f, const struct plan_camera *before)
{
    float change = 0.0f;
    for (int k = 0; k < 16; k++) {
        float d = (&f->plan->camera.view[0][0])[k] - (&before->view[0][0])[k];
        change += d * d;
    }
    return change;
}

static void test_a_stroke_over_places_is_walked_once(void **state)
{
    struct fixture *f = *state;
    unsigned places[4];
    begin(f);
    four(f, places);
    struct plan_camera home = f->plan->camera;
    worker_past(f->worker);
    draw(f, places, 3, false);
    assert_true(f->steer.acted);
    assert_true(f->frame.view->practising);
    assert_int_equal(f->frame.view->way.n_steps, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(f->frame.view->way.steps[i], places[i]);
    assert_true(turned(f, &home) < 1e-6f);
    assert_false(f->steer.way.drawing || f->steer.way.grabbed);
    assert_true(f->frame.can_undo);
    key(f, KEY_UNDO); /* one thing was asked, so one undo takes it back */
    for (int i = 0; i < 100 && f->frame.going < 1.0f; i++)
        step(f);
    step(f);
    assert_false(f->frame.view->practising);
    assert_false(f->frame.can_undo);
}

static void test_sliding_off_cancels(void **state)
{
    struct fixture *f = *state;
    unsigned places[4];
    begin(f);
    four(f, places);
    draw(f, places, 3, true);
    assert_false(f->frame.view->practising);
    assert_false(f->steer.acted);
    draw(f, places, 1, true); /* nor is one place a way */
    assert_false(f->frame.view->practising);
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NOTHING);
}

static void test_a_drag_that_begins_on_ground_turns(void **state)
{
    struct fixture *f = *state;
    float x, y, was[2] = {60.0f, 330.0f};
    begin(f);
    struct plan_camera home = f->plan->camera;
    assert_int_equal(ui_place_at(f->ui, was[0], was[1]), -1);
    pointer(f, INPUT_PRESS, was[0], was[1], 0.0f, 0.0f, 1);
    at(f, 0, &x, &y);
    move_to(f, was, x, y);
    pointer(f, INPUT_RELEASE, x, y, 0.0f, 0.0f, 1);
    step(f);
    assert_true(turned(f, &home) > 1e-4f);
    assert_false(f->frame.view->practising);
}

static void test_before_the_path_is_worn_nothing_is_drawn(void **state)
{
    struct fixture *f = *state;
    unsigned places[4];
    f->steer.plan = f->plan;
    step(f);
    step(f);
    assert_int_equal(f->frame.view->phase, STORY_WEARING_IN);
    four(f, places);
    draw(f, places, 2, false);
    assert_false(f->steer.acted);
    key(f, KEY_HOME);
    tap(f, 0);
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_PLACE);
    step(f);
    assert_null(ui_find(f->ui, "card_call"));
    assert_null(ui_find(f->ui, "card_walk"));
}

static void test_a_tap_opens_a_card_and_another_closes_it(void **state)
{
    struct fixture *f = *state;
    begin(f);
    tap(f, 1);
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_PLACE);
    assert_int_equal(ui_card(f->ui)->place, 1);
    assert_non_null(ui_find(f->ui, "card"));
    tap(f, 1);
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NOTHING);
    tap(f, 1);
    key(f, KEY_ESCAPE); /* one level back, and no more */
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NOTHING);
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    assert_null(ui_find(f->ui, "card"));
}

static void test_a_place_is_called_to_mind(void **state)
{
    struct fixture *f = *state;
    begin(f);
    tap(f, 2);
    step(f);
    pointer(f, INPUT_POINTER, 5.0f, 400.0f, 0.0f, 0.0f, 0);
    click(f, "card_call");
    assert_int_equal(f->frame.view->stimulated, 2);
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_PLACE); /* to do it again */
    click(f, "card_close");
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NOTHING);
}

static void test_a_way_without_dragging(void **state)
{
    struct fixture *f = *state;
    begin(f);
    tap(f, 0);
    step(f);
    click(f, "card_walk");
    assert_null(ui_find(f->ui, "way_go")); /* one place is no way */
    assert_non_null(ui_find(f->ui, "way_cancel"));
    tap(f, 1);
    tap(f, 1); /* twice the same in a row is once */
    tap(f, 2);
    tap(f, 3);
    step(f);
    click(f, "way_step_back");
    assert_false(f->frame.view->practising);
    click(f, "way_go");
    assert_true(f->frame.view->practising);
    assert_int_equal(f->frame.view->way.n_steps, 3);
    assert_int_equal(f->frame.view->way.steps[2], 2);
    assert_null(ui_find(f->ui, "way_go"));
    step(f);
    const struct ui_node *told = ui_find(f->ui, "way_told");
    assert_non_null(told);
    assert_non_null(strstr(told->value, "Walking: "));
    assert_non_null(strstr(told->value, f->scenario->places[1].label));
    for (int i = 0; i < 4000 && f->frame.view->practising; i++) {
        worker_announce(f->worker, 1);
        worker_take(f->worker, &f->frame);
    }
    step(f);
    told = ui_find(f->ui, "way_told");
    assert_non_null(told);
    assert_non_null(strstr(told->value, "Of 100 recent steps"));
}

static void test_a_way_is_left(void **state)
{
    struct fixture *f = *state;
    begin(f);
    for (int how = 0; how < 2; how++) {
        tap(f, 0);
        step(f);
        click(f, "card_walk");
        tap(f, 1);
        step(f);
        if (how)
            click(f, "way_cancel");
        else
            key(f, KEY_ESCAPE);
        assert_false(f->steer.way.stepping);
        assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
        assert_false(f->frame.view->practising);
    }
}

/* Goes with Tab to a node, as somebody without a mouse does. */
static void tab_to(struct fixture *f, const char *name)
{
    for (int i = 0; i < 100; i++) {
        const struct ui_node *node = ui_find(f->ui, name);
        if (node && node->focused)
            return;
        key(f, KEY_TAB);
    }
    fail_msg("Tab does not come to '%s'", name);
}

static void tab_to_place(struct fixture *f, unsigned place)
{
    char name[80];
    snprintf(name, sizeof name, "place_%s", f->scenario->places[place].id);
    tab_to(f, name);
}

static void test_keyboard_alone_does_all_of_it(void **state)
{
    struct fixture *f = *state;
    begin(f);
    for (unsigned i = 0; i < f->scenario->n_places; i++)
        tab_to_place(f, i);
    tab_to_place(f, 3);
    key(f, KEY_ENTER);
    assert_int_equal(ui_card(f->ui)->place, 3);
    tab_to(f, "card_call");
    key(f, KEY_ENTER);
    assert_int_equal(f->frame.view->stimulated, 3);
    tab_to(f, "card_walk");
    key(f, KEY_ENTER);
    assert_true(f->steer.way.stepping);
    tab_to_place(f, 0);
    key(f, KEY_ENTER);
    tab_to(f, "way_go");
    key(f, KEY_ENTER);
    assert_true(f->frame.view->practising);
    assert_int_equal(f->frame.view->way.n_steps, 2);
    assert_int_equal(f->frame.view->way.steps[0], 3);
    assert_int_equal(f->frame.view->way.steps[1], 0);
}

static void test_the_cross_of_a_controller_reaches_places(void **state)
{
    struct fixture *f = *state;
    static const enum input_key WAYS[] = {KEY_FOCUS_UP, KEY_FOCUS_LEFT, KEY_FOCUS_DOWN,
                                          KEY_FOCUS_RIGHT};
    bool seen[MODEL_MAX_PLACES] = {false};
    begin(f);
    for (int i = 0; i < 400; i++) {
        uint32_t count;
        key(f, WAYS[scene_hash((uint32_t)i, 3u) % 4u]);
        const struct ui_node *nodes = ui_nodes(f->ui, &count);
        for (uint32_t n = 0; n < count; n++)
            if (nodes[n].focused && nodes[n].role == UI_PLACE)
                seen[nodes[n].action - UI_PLACE_FIRST] = true;
    }
    for (unsigned i = 0; i < f->scenario->n_places; i++)
        if (!seen[i])
            fail_msg("the cross does not come to '%s'", f->scenario->places[i].label);
}

static void test_asked_what_it_is_nothing_happens_but_words(void **state)
{
    struct fixture *f = *state;
    begin(f);
    key(f, KEY_W);
    assert_true(ui_asking(f->ui));
    const struct ui_node *gauge = ui_find(f->ui, "rigidity");
    assert_non_null(gauge);
    click(f, "rigidity");
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NODE);
    step(f);
    assert_non_null(ui_find(f->ui, "card_plain"));
    assert_non_null(strstr(ui_find(f->ui, "card_plain")->value, "Path rigidity"));
    click(f, "card_close");
    tap(f, 0);
    step(f);
    assert_non_null(strstr(ui_find(f->ui, "card_plain")->value, "A place"));
    assert_int_equal(f->frame.view->stimulated, -1);
    click(f, "card_close");
    click(f, "ask_next"); /* without pointing */
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_THING);
    enum scene_thing first = ui_card(f->ui)->thing;
    click(f, "ask_next");
    assert_int_not_equal(ui_card(f->ui)->thing, first);
    key(f, KEY_ESCAPE);
    assert_true(ui_asking(f->ui));
    key(f, KEY_ESCAPE);
    assert_false(ui_asking(f->ui));
    assert_int_equal(ui_opened(f->ui), UI_DIALOG_NONE);
    key(f, KEY_W);
    click(f, "ask_done");
    assert_false(ui_asking(f->ui));
}

static void test_asked_by_keys(void **state)
{
    struct fixture *f = *state;
    begin(f);
    key(f, KEY_W);
    tab_to(f, "plot_drug");
    key(f, KEY_ENTER);
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NODE);
    assert_string_equal(ui_card(f->ui)->node, "plot_drug");
    key(f, KEY_ESCAPE);
    tab_to(f, "ask_done");
    key(f, KEY_ENTER);
    assert_false(ui_asking(f->ui));
}

static void test_cells_and_links_from_a_place(void **state)
{
    struct fixture *f = *state;
    begin(f);
    int place = index_of(f, f->scenario->places[0].id);
    tap(f, (unsigned)place);
    step(f);
    click(f, "card_cell");
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_CELL);
    uint32_t cell = ui_card(f->ui)->cell;
    assert_int_equal(f->frame.snapshot->cells[cell].place, place);
    /* With one cell in ten in view and ten to a place, the next one is the same again. */
    step(f);
    assert_non_null(ui_find(f->ui, "card"));
    click(f, "card_close");
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NOTHING);
}

/* A recording meets the same places, wherever they are in the picture it is played on. */
static void test_what_was_met_stays_met(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct input_event stroke[] = {
        {.kind = INPUT_PRESS, .x = 3.0f, .y = 3.0f, .button = 1, .meets = 3},
        {.kind = INPUT_POINTER, .x = 90.0f, .y = 9.0f, .dx = 87.0f, .button = 1, .meets = -1},
        {.kind = INPUT_POINTER, .x = 95.0f, .y = 9.0f, .dx = 5.0f, .button = 1, .meets = 1},
        {.kind = INPUT_RELEASE, .x = 95.0f, .y = 9.0f, .button = 1, .meets = 1},
    };
    /* On the free picture, away from words. */
    for (size_t i = 0; i < sizeof stroke / sizeof *stroke; i++) {
        stroke[i].y += 330.0f;
        steer_event(&f->steer, &stroke[i]);
    }
    step(f);
    assert_true(f->frame.view->practising);
    assert_int_equal(f->frame.view->way.steps[0], 2);
    assert_int_equal(f->frame.view->way.steps[1], 0);
    struct input_event live = {.kind = INPUT_PRESS, .x = 2.0f, .y = 330.0f, .button = 1};
    steer_meet(&f->steer, &live);
    assert_int_equal(live.meets, -1);
    at(f, 1, &live.x, &live.y);
    live.meets = 0;
    steer_meet(&f->steer, &live);
    assert_int_equal(live.meets, 2);
}

static void test_another_story_begins_with_nothing_chosen(void **state)
{
    struct fixture *f = *state;
    begin(f);
    tap(f, 0);
    step(f);
    click(f, "card_walk");
    tap(f, 1);
    key(f, KEY_W);
    steer_leave(&f->steer);
    step(f);
    assert_false(f->steer.way.stepping || ui_asking(f->ui));
    assert_int_equal(ui_card(f->ui)->kind, UI_ABOUT_NOTHING);
    assert_null(ui_find(f->ui, "mode"));
    assert_non_null(ui_find(f->ui, "pause"));
}

/* A way that was taken back is not told of as walked. */
static void test_a_way_taken_back_is_not_told(void **state)
{
    struct fixture *f = *state;
    unsigned places[4];
    begin(f);
    four(f, places);
    draw(f, places, 3, false);
    step(f);
    assert_non_null(ui_find(f->ui, "way_told"));
    key(f, KEY_UNDO);
    for (int i = 0; i < 100 && f->frame.going < 1.0f; i++)
        step(f);
    step(f);
    step(f);
    assert_null(ui_find(f->ui, "way_told"));
}

/* Two fingers and a stick turn the view. */
static void test_rotating_turns_the_view(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct plan_camera home = f->plan->camera;
    struct input_event event = {.kind = INPUT_ROTATE, .dx = 0.3f, .dy = 0.1f};
    steer_event(&f->steer, &event);
    step(f);
    assert_true(turned(f, &home) > 1e-3f);
    key(f, KEY_HOME);
    assert_true(turned(f, &home) < 1e-3f);
}

#define STEER_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STEER_TEST(test_a_stroke_over_places_is_walked_once),
        STEER_TEST(test_sliding_off_cancels),
        STEER_TEST(test_a_drag_that_begins_on_ground_turns),
        STEER_TEST(test_before_the_path_is_worn_nothing_is_drawn),
        STEER_TEST(test_a_tap_opens_a_card_and_another_closes_it),
        STEER_TEST(test_a_place_is_called_to_mind),
        STEER_TEST(test_a_way_without_dragging),
        STEER_TEST(test_a_way_is_left),
        STEER_TEST(test_keyboard_alone_does_all_of_it),
        STEER_TEST(test_the_cross_of_a_controller_reaches_places),
        STEER_TEST(test_asked_what_it_is_nothing_happens_but_words),
        STEER_TEST(test_asked_by_keys),
        STEER_TEST(test_cells_and_links_from_a_place),
        STEER_TEST(test_what_was_met_stays_met),
        STEER_TEST(test_another_story_begins_with_nothing_chosen),
        STEER_TEST(test_a_way_taken_back_is_not_told),
        STEER_TEST(test_rotating_turns_the_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
