/* The words beside a synapse seen from near, on pictures of many sizes. */
#include "fixture.h"

#include "../scene/synthetic.h"
#include "ui/layout.h"
#include "ui/leaders.h"

static const int SIZES[][2] = {{1280, 720}, {1920, 1080}, {640, 360}, {720, 1280}, {2560, 1080}};
static const float SCALES[] = {1.0f, 1.4f, 2.0f};

/* The fixture with a scene that is near a synapse. */
static struct synthetic *come_near(struct fixture *f)
{
    struct synthetic *made = synthetic_create();
    struct scene_options options = {.reduced_motion = true, .view = SCENE_SYNAPSE};
    struct error error;
    assert_non_null(made);
    for (uint32_t i = 0; i < made->snapshot.n_links; i++)
        made->links[i].ampa = 0.2f + 0.8f * made->links[i].efficacy;
    made->snapshot.now.occupancy_exc = 0.3f;
    made->snapshot.now.bdnf = 1.5f;
    scene_destroy(f->scene);
    f->scene = scene_create(&options, &error);
    assert_non_null(f->scene);
    for (int i = 0; i < 60; i++) {
        scene_observe(f->scene, &made->snapshot, &f->view);
        scene_animate(f->scene, 0.1);
    }
    return made;
}

static bool is_part(const struct ui_node *node)
{
    return strncmp(node->name, "part_", 5) == 0 || strcmp(node->name, "contact") == 0;
}

static unsigned check_apart(struct fixture *f)
{
    uint32_t n;
    unsigned parts = 0;
    const struct ui_node *nodes = ui_nodes(f->ui, &n);
    struct plan_box picture = {0.0f, 0.0f, (float)f->plan->width, (float)f->plan->height};
    for (uint32_t i = 0; i < n; i++) {
        if (!is_part(&nodes[i]))
            continue;
        parts++;
        assert_true(box_within(&nodes[i].box, &picture));
        for (uint32_t k = 0; k < n; k++) {
            bool other = k != i && (is_part(&nodes[k]) || strcmp(nodes[k].name, "story") == 0 ||
                                    strcmp(nodes[k].name, "panel") == 0 ||
                                    strcmp(nodes[k].name, "controls") == 0 ||
                                    strcmp(nodes[k].name, "caption_plate") == 0);
            if (other && box_overlap(&nodes[i].box, &nodes[k].box, 0.0f))
                fail_msg("%s lies over %s at %dx%d", nodes[i].name, nodes[k].name, f->plan->width,
                         f->plan->height);
        }
    }
    return parts;
}

static void words_keep_apart(void **state)
{
    struct fixture *f = *state;
    struct synthetic *made = come_near(f);
    for (unsigned t = 0; t < sizeof SCALES / sizeof *SCALES; t++) {
        fixture_scale(f, SCALES[t]);
        for (unsigned s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
            fixture_settle(f, SIZES[s][0], SIZES[s][1]);
            unsigned parts = check_apart(f);
            assert_true(t > 0 || SIZES[s][0] < 1280 || parts >= 7);
        }
    }
    free(made);
}

static void numbers_are_those_of_the_scene(void **state)
{
    struct fixture *f = *state;
    struct synthetic *made = come_near(f);
    struct scene_synapse told;
    char words[64];
    for (uint32_t i = 0; i < f->view.n_points; i++)
        f->view.points[i].bdnf = 1.5f;
    f->snapshot.now.bdnf = 1.9f; /* told is what the panel tells, no moment */
    fixture_settle(f, 1920, 1080);
    assert_true(scene_synapse(f->scene, &told) > 0.99f);
    assert_true(told.ampa == 14 && told.blocked == 2 && told.nmda == 8);
    snprintf(words, sizeof words, "NMDA receptors: %d of %d blocked here", told.blocked, told.nmda);
    assert_string_equal(ui_find(f->ui, "part_nmda")->value, words);
    snprintf(words, sizeof words, "AMPA receptors: %d of %d", told.ampa, told.ampa_most);
    assert_string_equal(ui_find(f->ui, "part_ampa")->value, words);
    assert_string_equal(ui_find(f->ui, "part_bdnf")->value, "BDNF: 50 % over rest");
    assert_string_equal(ui_find(f->ui, "bdnf")->value, "BDNF: +50\xc2\xa0%");
    assert_non_null(strstr(ui_find(f->ui, "contact")->value, "strength 0.85"));
    free(made);
}

static void gone_with_the_view(void **state)
{
    struct fixture *f = *state;
    struct synthetic *made = come_near(f);
    ui_controls(f->ui, false);
    fixture_settle(f, 1280, 720);
    assert_non_null(ui_find(f->ui, "part_nmda"));
    scene_show(f->scene, SCENE_CIRCUIT);
    for (int i = 0; i < 110; i++)
        scene_animate(f->scene, 0.1);
    fixture_settle(f, 1280, 720);
    assert_null(ui_find(f->ui, "part_nmda"));
    assert_null(ui_find(f->ui, "contact"));
    free(made);
}

#define CLOSEUP(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLOSEUP(words_keep_apart),
        CLOSEUP(numbers_are_those_of_the_scene),
        CLOSEUP(gone_with_the_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
