/* Scenarios: what is accepted, and the wiring that follows. */
#include "good_scenario.h"
#include "platform/files.h"

static void good_text_becomes_wiring(void **state)
{
    (void)state;
    struct error error = {0};
    struct scenario *scenario = scenario_parse("good", GOOD, sizeof GOOD - 1, &error);
    assert_non_null(scenario);
    assert_string_equal(scenario->title, "A test");
    assert_int_equal(scenario->n_places, 8);
    assert_string_equal(scenario->places[2].label, "Place c");
    assert_int_equal(scenario->places[2].region, SCENARIO_HIPPOCAMPUS);
    assert_true(scenario->places[0].position_mm[0] == -30.0f);
    assert_int_equal(scenario->n_paths, 2);
    assert_int_equal(scenario->paths[1].n_steps, 3);
    assert_int_equal(scenario->paths[1].steps[1], 6);

    struct model_config config;
    scenario_model_config(scenario, &config);
    assert_int_equal(config.n_places, 8);
    assert_int_equal(config.n_loop, 4);
    assert_int_equal(config.loop[3], 3);
    assert_int_equal(config.place_region[2], 1);
    assert_int_equal(config.n_ways, 4); /* a>e e>f b>g g>a */
    assert_int_equal(config.ways[0].from, 0);
    assert_int_equal(config.ways[0].to, 4);
    assert_int_equal(config.ways[3].from, 6);
    assert_int_equal(config.ways[3].to, 0);
    scenario_destroy(scenario);
}

static void ways_are_not_counted_twice(void **state)
{
    (void)state;
    static const struct fault SHARED = {"[a, e, f]", "[a, b, c, b, g, a]", ERROR_NONE, 0, ""};
    char *text = spoil(&SHARED);
    struct error error = {0};
    struct scenario *scenario = scenario_parse("shared", text, strlen(text), &error);
    assert_non_null(scenario);
    struct model_config config;
    scenario_model_config(scenario, &config);
    assert_int_equal(config.n_ways, 3); /* c>b b>g g>a; a>b and b>c are the loop's */
    scenario_destroy(scenario);
    free(text);
}

static void shipped_scenarios_are_good(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"scenarios/worry.yaml", "scenarios/alarm.yaml",
                                        "scenarios/fright.yaml", "scenarios/home.yaml"};
    for (size_t n = 0; n < sizeof NAMES / sizeof NAMES[0]; n++) {
        char path[1024];
        struct error error = {0};
        size_t size;
        assert_true(files_asset(NAMES[n], path, sizeof path));
        char *text = files_read(path, 1 << 20, &size, &error);
        assert_non_null(text);
        struct findings findings = {0};
        struct scenario *scenario = scenario_check(text, size, &findings);
        for (unsigned i = 0; i < findings.n; i++)
            print_error("%s:%u: %s\n", NAMES[n], findings.list[i].line, findings.list[i].text);
        assert_non_null(scenario);
        assert_int_equal(findings.n, 0);
        findings_free(&findings);

        unsigned hippocampus = 0;
        for (unsigned i = 0; i < scenario->n_places; i++) {
            const float *a = scenario->places[i].position_mm;
            hippocampus += scenario->places[i].region == SCENARIO_HIPPOCAMPUS;
            assert_true(a[1] >= -16.0f); /* room for the caption below */
            for (unsigned k = 0; k < i; k++) {
                const float *b = scenario->places[k].position_mm;
                float square = 0.0f;
                for (unsigned d = 0; d < 3; d++)
                    square += (a[d] - b[d]) * (a[d] - b[d]);
                assert_true(square >= 16.0f * 16.0f);
            }
        }
        assert_true(hippocampus >= 1 && hippocampus < scenario->n_places);

        struct model_config config;
        scenario_model_config(scenario, &config);
        struct model *model = model_create(&config, 1, &error);
        if (!model)
            print_error("%s\n", error.text);
        assert_non_null(model);
        model_destroy(model);
        scenario_destroy(scenario);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_text_becomes_wiring),
        cmocka_unit_test(ways_are_not_counted_twice),
        cmocka_unit_test(shipped_scenarios_are_good),
    };
    return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
