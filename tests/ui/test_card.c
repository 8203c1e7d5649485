/* The card beside what it is about: never over it, never out of the picture, at any size. */
#include "checks.h"

#include "ui/card.h"

static const int SIZES[][2] = {{800, 600},   {1024, 768},  {1280, 720}, {1920, 1080},
                               {3840, 2160}, {1080, 1920}, {2560, 1080}};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES };

/* Some cells, so that there is one to tell about. */
static void add_cells(struct fixture *f, struct model_cell_view *cells, float *rates, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        cells[i] = (struct model_cell_view){.type = i % 5 ? MODEL_PYRAMIDAL : MODEL_INTERNEURON,
                                            .place = i % 5 ? (int8_t)(i % FIXTURE_PLACES) : -1,
                                            .neuron = i};
        for (int k = 0; k < 3; k++)
            cells[i].position_mm[k] = f->places[i % FIXTURE_PLACES].position_mm[k] + 0.1f * (float)i;
        rates[i] = 3.0f;
    }
    f->snapshot.n_cells = n;
    f->snapshot.cells = cells;
    f->snapshot.cell_rate_hz = rates;
    scene_observe(f->scene, &f->snapshot, &f->view);
}

static void check_card(struct fixture *f, const char *what)
{
    uint32_t count;
    const struct ui_node *card = ui_find(f->ui, "card");
    const struct ui_node *nodes = ui_nodes(f->ui, &count);
    const struct plan *plan = f->plan;
    struct plan_box picture = {0.0f, 0.0f, (float)plan->width, (float)plan->height};
    if (!card)
        fail_msg("%dx%d: no card about %s", plan->width, plan->height, what);
    if (!box_within(&card->box, &picture))
        fail_msg("%dx%d: the card about %s leaves the picture", plan->width, plan->height, what);
    int buttons = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (nodes[i].parent < 0 || &nodes[nodes[i].parent] != card)
            continue;
        struct plan_box grown = box_grow(card->box, 0.5f);
        if (!box_within(&nodes[i].box, &grown))
            fail_msg("%dx%d: '%s' is not on its card", plan->width, plan->height, nodes[i].name);
        if (nodes[i].role == UI_BUTTON) {
            buttons++;
            assert_true(nodes[i].box.w >= 44.0f && nodes[i].box.h >= 44.0f);
            assert_true(nodes[i].focusable && nodes[i].stays);
        }
        for (uint32_t j = i + 1; j < count; j++)
            if (nodes[j].parent == nodes[i].parent &&
                box_overlap(&nodes[i].box, &nodes[j].box, -0.5f))
                fail_msg("%dx%d: on the card '%s' lies over '%s'", plan->width, plan->height,
                         nodes[i].name, nodes[j].name);
    }
    assert_true(buttons >= 1);
    check_inside(f);
    check_contrast(f);
}

static bool hides(const struct ui_node *card, float x, float y)
{
    struct plan_box spot = {x - 22.0f, y - 22.0f, 44.0f, 44.0f};
    return box_overlap(&card->box, &spot, 0.0f);
}

static void test_it_never_hides_its_place(void **state)
{
    struct fixture *f = *state;
    int told = 0;
    for (int scale = 1; scale <= 2; scale++) {
        fixture_scale(f, (float)scale);
        for (int s = 0; s < N_SIZES; s++)
            for (unsigned place = 0; place < FIXTURE_PLACES; place++) {
                float x, y;
                fixture_settle(f, SIZES[s][0], SIZES[s][1]);
                ui_show_card(f->ui, &(struct ui_subject){.kind = UI_ABOUT_PLACE, .place = place});
                fixture_settle(f, SIZES[s][0], SIZES[s][1]);
                if (!scene_place_on_screen(f->scene, f->plan, place, &x, &y)) {
                    assert_null(ui_find(f->ui, "card")); /* nor is there a card of it */
                    continue;
                }
                told++;
                check_card(f, f->places[place].label);
                if (hides(ui_find(f->ui, "card"), x, y))
                    fail_msg("%dx%d at %d: the card hides '%s'", SIZES[s][0], SIZES[s][1], scale,
                             f->places[place].label);
                assert_non_null(ui_find(f->ui, "card_call"));
                assert_non_null(ui_find(f->ui, "card_walk"));
                assert_non_null(ui_find(f->ui, "card_close"));
                assert_string_equal(ui_find(f->ui, "card_title")->value, f->places[place].label);
            }
    }
    assert_true(told > 2 * (N_SIZES - 1) * FIXTURE_PLACES);
}

static void test_nor_a_cell(void **state)
{
    enum { CELLS = 40 };
    struct fixture *f = *state;
    struct model_cell_view cells[CELLS];
    float rates[CELLS];
    add_cells(f, cells, rates, CELLS);
    for (int s = 0; s < N_SIZES; s++)
        for (uint32_t cell = 0; cell < CELLS; cell += 5) {
            float x, y;
            ui_show_card(f->ui, &(struct ui_subject){.kind = UI_ABOUT_CELL, .cell = cell});
            fixture_settle(f, SIZES[s][0], SIZES[s][1]);
            check_card(f, "a cell");
            assert_true(scene_cell_on_screen(f->scene, f->plan, cell, &x, &y));
            assert_false(hides(ui_find(f->ui, "card"), x, y));
        }
}

static void test_everything_on_the_panel_is_told(void **state)
{
    static const char *const NAMES[] = {"rigidity", "new_synapses", "dose",    "occupancy",
                                        "bdnf",     "spines",       "caption", "glutamate",
                                        "plot_drug", "clock",       "phase",   "pause"};
    struct fixture *f = *state;
    ui_ask(f->ui, true);
    ui_controls(f->ui, true);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        struct ui_subject subject = {.kind = UI_ABOUT_NODE};
        if (strcmp(NAMES[i], "pause") == 0) /* the bar stands for the buttons meanwhile */
            continue;
        snprintf(subject.node, sizeof subject.node, "%s", NAMES[i]);
        ui_show_card(f->ui, &subject);
        fixture_settle(f, 1920, 1080);
        check_card(f, NAMES[i]);
        const struct ui_node *plain = ui_find(f->ui, "card_plain");
        assert_true(plain && strlen(plain->value) > 20);
        const struct ui_node *node = ui_find(f->ui, NAMES[i]);
        assert_false(box_overlap(&ui_find(f->ui, "card")->box, &node->box, 0.0f));
    }
}

static void test_every_thing_has_words(void **state)
{
    struct fixture *f = *state;
    for (int thing = SCENE_THING_PLACE; thing < SCENE_THINGS; thing++) {
        ui_show_card(f->ui, &(struct ui_subject){.kind = UI_ABOUT_THING,
                                                 .thing = (enum scene_thing)thing,
                                                 .x = 640.0f,
                                                 .y = 300.0f});
        fixture_settle(f, 1280, 720);
        check_card(f, "a thing");
        assert_false(hides(ui_find(f->ui, "card"), 640.0f, 300.0f));
        const struct ui_node *plain = ui_find(f->ui, "card_plain");
        if (!plain || strlen(plain->value) < 20)
            fail_msg("nothing is said of thing %d", thing);
    }
}

static void test_figures_are_the_models(void **state)
{
    struct fixture *f = *state;
    f->snapshot.n_ways = 2;
    f->snapshot.ways[0] = (struct model_way_view){.from = 0, .to = 1, .traffic = 0.11f};
    f->snapshot.ways[1] = (struct model_way_view){.from = 2, .to = 1, .traffic = 0.20f};
    ui_show_card(f->ui, &(struct ui_subject){.kind = UI_ABOUT_PLACE, .place = 1});
    fixture_settle(f, 1280, 720);
    assert_non_null(strstr(ui_find(f->ui, "card_figure")->value, "31 of 100"));
    ui_show_card(f->ui, &(struct ui_subject){.kind = UI_ABOUT_PLACE, .place = 0});
    fixture_settle(f, 1280, 720);
    assert_non_null(strstr(ui_find(f->ui, "card_figure")->value, "Hardly ever visited: 0"));
}

static void test_bars_fit(void **state)
{
    struct fixture *f = *state;
    struct story_way way = {.n_steps = 6, .steps = {0, 1, 2, 3, 4, 5}};
    for (int scale = 1; scale <= 2; scale++) {
        fixture_scale(f, (float)scale);
        for (int s = 0; s < N_SIZES; s++)
            for (int kind = 0; kind < 3; kind++) {
                ui_ask(f->ui, kind == 0);
                ui_show_way(f->ui, kind == 0 ? UI_WAY_NONE : kind == 1 ? UI_WAY_DRAWN : UI_WAY_STEPS,
                            &way);
                fixture_settle(f, SIZES[s][0], SIZES[s][1]);
                assert_non_null(ui_find(f->ui, "mode"));
                check_inside(f);
                check_targets(f);
                check_contrast(f);
                assert_true((ui_find(f->ui, "way_go") != NULL) == (kind == 2));
                assert_true((ui_find(f->ui, "ask_done") != NULL) == (kind == 0));
            }
    }
}

static void test_names_of_places_are_large_targets(void **state)
{
    struct fixture *f = *state;
    fixture_settle(f, 1280, 720);
    for (unsigned i = 0; i < FIXTURE_PLACES; i++) {
        char name[80];
        snprintf(name, sizeof name, "place_%s", f->places[i].id);
        const struct ui_node *node = ui_find(f->ui, name);
        if (!node)
            fail_msg("'%s' is not to be reached", name);
        assert_true(node->focusable && node->role == UI_PLACE);
        float x = node->box.x + 0.5f * node->box.w, y = node->box.y + 0.5f * node->box.h;
        for (int way = 0; way < 4; way++) {
            float dx = way == 0 ? 21.0f : way == 1 ? -21.0f : 0.0f;
            float dy = way == 2 ? 21.0f : way == 3 ? -21.0f : 0.0f;
            int there = ui_place_at(f->ui, x + dx, y + dy);
            if (there < 0)
                fail_msg("'%s' is less than 44 px large", name);
        }
        assert_int_equal(ui_place_at(f->ui, x, y), i);
    }
}

static void test_sites_are_beside(void **state)
{
    (void)state;
    struct plan_box bounds = {0.0f, 0.0f, 400.0f, 300.0f}, site;
    float over;
    for (int x = 30; x <= 370; x += 20)
        for (int y = 30; y <= 270; y += 20) {
            struct plan_box anchor = {(float)x - 22.0f, (float)y - 22.0f, 44.0f, 44.0f};
            if (!card_site(anchor, bounds, 150.0f, 200.0f, 4.0f, NULL, 0, &site, &over))
                fail_msg("no site beside %d, %d", x, y);
            assert_false(box_overlap(&site, &anchor, 0.0f));
            assert_true(box_within(&site, &bounds));
        }
    struct plan_box anchor = {178.0f, 128.0f, 44.0f, 44.0f};
    assert_false(card_site(anchor, bounds, 300.0f, 200.0f, 4.0f, NULL, 0, &site, &over));
    /* It keeps off what is covered, where there is room. */
    struct plan_box right = {222.0f, 0.0f, 178.0f, 300.0f};
    assert_true(card_site(anchor, bounds, 150.0f, 100.0f, 4.0f, &right, 1, &site, &over));
    assert_false(box_overlap(&site, &right, 0.0f));
}

/* Nothing under a card takes the focus, or a press. */
static void test_what_it_covers_waits(void **state)
{
    struct fixture *f = *state;
    fixture_scale(f, 2.0f);
    ui_show_card(f->ui, &(struct ui_subject){.kind = UI_ABOUT_PLACE, .place = 1});
    fixture_settle(f, 800, 600);
    struct plan_box card = ui_find(f->ui, "card")->box;
    uint32_t count, covered = 0;
    for (int i = 0; i < 60; i++) {
        ui_focus_move(f->ui, 1);
        fixture_build(f, 800, 600, 0.0);
        const struct ui_node *nodes = ui_nodes(f->ui, &count);
        for (uint32_t n = 0; n < count; n++) {
            bool of_card = nodes[n].parent >= 0 && strcmp(nodes[nodes[n].parent].name, "card") == 0;
            bool under = !of_card && nodes[n].focusable && box_overlap(&card, &nodes[n].box, 0.0f);
            covered += under;
            assert_false(nodes[n].focused && under);
        }
    }
    assert_true(covered > 0);
    bool inside = false;
    float x = card.x + 3.0f, y = card.y + 3.0f;
    assert_int_equal(ui_pointer(f->ui, x, y, true, false, &inside), UI_NONE);
    assert_true(inside);
    assert_int_equal(ui_pointer(f->ui, x, y, false, true, &inside), UI_NONE);
    assert_int_equal(ui_place_at(f->ui, x, y), -1);
}

#define UI_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UI_TEST(test_it_never_hides_its_place),
        UI_TEST(test_nor_a_cell),
        UI_TEST(test_everything_on_the_panel_is_told),
        UI_TEST(test_every_thing_has_words),
        UI_TEST(test_figures_are_the_models),
        UI_TEST(test_bars_fit),
        UI_TEST(test_names_of_places_are_large_targets),
        UI_TEST(test_what_it_covers_waits),
        UI_TEST(test_sites_are_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
