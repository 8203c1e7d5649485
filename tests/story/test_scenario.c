/* Scenarios: what is accepted, what each mistake is told, and the wiring that follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/files.h"
#include "story/scenario.h"

/* A good scenario that each case spoils in one place. Line numbers count from here. */
static const char GOOD[] =
    "title: A test\n"                                                          /* 1 */
    "about: Nothing much.\n"                                                   /* 2 */
    "places:\n"                                                                /* 3 */
    "  - {id: a, label: Place a, region: prefrontal, position: [-30, 0, 0]}\n" /* 4 */
    "  - {id: b, label: Place b, region: prefrontal, position: [-15, 0, 0]}\n" /* 5 */
    "  - id: c\n"                                                              /* 6 */
    "    label: Place c\n"                                                     /* 7 */
    "    region: hippocampus\n"                                                /* 8 */
    "    position: [0, 0, 0]\n"                                                /* 9 */
    "  - {id: d, label: Place d, region: prefrontal, position: [15, 0, 0]}\n"  /* 10 */
    "  - {id: e, label: Place e, region: prefrontal, position: [30, 0, 0]}\n"  /* 11 */
    "  - {id: f, label: Place f, region: prefrontal, position: [0, 15, 0]}\n"  /* 12 */
    "  - {id: g, label: Place g, region: prefrontal, position: [0, -15, 0]}\n" /* 13 */
    "  - {id: h, label: Place h, region: prefrontal, position: [0, 0, 15]}\n"  /* 14 */
    "trodden:\n"                                                               /* 15 */
    "  label: The loop\n"                                                      /* 16 */
    "  steps: [a, b, c, d]\n"                                                  /* 17 */
    "paths:\n"                                                                 /* 18 */
    "  - label: A way\n"                                                       /* 19 */
    "    steps: [a, e, f]\n"                                                   /* 20 */
    "  - label: Another\n"                                                     /* 21 */
    "    steps:\n"                                                             /* 22 */
    "      - b\n"                                                              /* 23 */
    "      - g\n"                                                              /* 24 */
    "      - a\n"                                                              /* 25 */
    ;

struct fault {
    const char *old, *new; /* the first `old` of GOOD becomes `new` */
    enum error_id id;
    unsigned line;
    const char *says;
};

#define LONG_30 "abcdefghijklmnopqrstuvwxyzabcd"

static const struct fault FAULTS[] = {
    /* the YAML itself */
    {"[-30, 0, 0]}", "[-30, 0, 0}", ERROR_SCENARIO_SYNTAX, 4, "not valid YAML"},
    {"    label: Place c", "\tlabel: Place c", ERROR_SCENARIO_SYNTAX, 7, "tab"},
    {"title: A test", "title: \"A test", ERROR_SCENARIO_SYNTAX, 1, "not valid YAML"},
    {"title: A test", "title: &t A test", ERROR_NONE, 0, ""},
    {"label: Place c", "label: *t", ERROR_SCENARIO_SYNTAX, 7, "alias"},
    {"title: A test", "title: \xff\xfe", ERROR_SCENARIO_SYNTAX, 1, "not valid YAML"},
    /* its shape */
    {"title: A test\n", "", ERROR_SCENARIO_SYNTAX, 1,
     "key 'title' is missing; expected the keys title, about"},
    {"about: ", "abuot: ", ERROR_SCENARIO_SYNTAX, 2, "unknown key 'abuot'"},
    {"about: Nothing", "title: Nothing", ERROR_SCENARIO_SYNTAX, 2, "second time"},
    {"    position: [0, 0, 0]\n", "    position: [0, 0, 0]\n    label: C\n", ERROR_SCENARIO_SYNTAX,
     10, "'label' stands here a second time"},
    {"{id: h,", "{id: h, id: i,", ERROR_SCENARIO_SYNTAX, 14, "'id' stands here a second time"},
    {"    region: hippocampus\n", "", ERROR_SCENARIO_SYNTAX, 6, "key 'region' is missing"},
    {"    region: hipp", "    regoin: hipp", ERROR_SCENARIO_SYNTAX, 8, "unknown key 'regoin'"},
    {"  steps: [a, b, c, d]\n", "", ERROR_SCENARIO_SYNTAX, 16, "key 'steps' is missing"},
    {"steps: [a, b, c, d]", "steps: a", ERROR_SCENARIO_SYNTAX, 17, "'steps' has the wrong shape"},
    {"    position: [0, 0, 0]", "    position: 3", ERROR_SCENARIO_SYNTAX, 9, "three numbers"},
    {"    position: [0, 0, 0]", "    position: [0, [1], 0]", ERROR_SCENARIO_SYNTAX, 9, "numbers"},
    {"  label: The loop", "  label: [The, loop]", ERROR_SCENARIO_SYNTAX, 16, "one to three words"},
    {"trodden:", "extra: {a: {b: [c, {d: e}]}}\ntrodden:", ERROR_SCENARIO_SYNTAX, 15, "'extra'"},
    /* texts */
    {"title: A test", "title: ", ERROR_SCENARIO_VALUE, 1, "title is empty"},
    {"title: A test", "title: " LONG_30 LONG_30 "a", ERROR_SCENARIO_VALUE, 1, "61 characters"},
    {"about: Nothing much.", "about: ''", ERROR_SCENARIO_VALUE, 2, "'about' is empty"},
    {"label: Place c", "label: ''", ERROR_SCENARIO_VALUE, 7, "label is empty"},
    {"label: Place c", "label: " LONG_30, ERROR_SCENARIO_VALUE, 7, "at most 28"},
    {"label: Place c", "label: \"Place\\tc\"", ERROR_SCENARIO_VALUE, 7, "control character"},
    {"label: Another", "label: \"An\\nother\"", ERROR_SCENARIO_VALUE, 21, "line break"},
    /* ids and regions */
    {"id: c\n", "id: C\n", ERROR_SCENARIO_VALUE, 6, "the id 'C'"},
    {"id: c\n", "id: ''\n", ERROR_SCENARIO_VALUE, 6, "the id ''"},
    {"id: c\n", "id: " LONG_30 "\n", ERROR_SCENARIO_VALUE, 6, "rename it"},
    {"id: c\n", "id: b\n", ERROR_SCENARIO_VALUE, 6, "used twice"},
    {"{id: h,", "{id: b,", ERROR_SCENARIO_VALUE, 14, "used twice"},
    {"region: hippocampus", "region: amygdala", ERROR_SCENARIO_VALUE, 8, "amygdala"},
    {"region: hippocampus", "region: 1", ERROR_SCENARIO_VALUE, 8, "unknown region '1'"},
    /* positions */
    {"[0, 0, 0]", "[0, 0]", ERROR_SCENARIO_VALUE, 9, "2 numbers"},
    {"[0, 0, 0]", "[0, 0, 0, 0]", ERROR_SCENARIO_VALUE, 9, "4 numbers"},
    {"[0, 0, 0]", "[]", ERROR_SCENARIO_VALUE, 6, "0 numbers"},
    {"[0, 0, 0]", "[0, nan, 0]", ERROR_SCENARIO_VALUE, 9, "'nan'"},
    {"[0, 0, 0]", "[0, .inf, 0]", ERROR_SCENARIO_VALUE, 9, "'.inf'"},
    {"[0, 0, 0]", "[0, 1e5, 0]", ERROR_SCENARIO_VALUE, 9, "'1e5'"},
    {"[0, 0, 0]", "[0, '', 0]", ERROR_SCENARIO_VALUE, 9, "not a number"},
    {"[0, 0, 0]", "[0, 40.5, 0]", ERROR_SCENARIO_VALUE, 9, "out of range"},
    {"[0, 0, 0]", "[0, 0,\n -41]", ERROR_SCENARIO_VALUE, 10, "-41"},
    {"[0, 0, 0]", "[-14, 3, 0]", ERROR_SCENARIO_VALUE, 9, "mm from 'b'"},
    /* how many places and paths */
    {"  - {id: h, label: Place h, region: prefrontal, position: [0, 0, 15]}\n", "",
     ERROR_SCENARIO_VALUE, 3, "7 places"},
    /* steps */
    {"[a, b, c, d]", "[a, b, c, x]", ERROR_SCENARIO_VALUE, 17, "'x', which is no place"},
    {"[a, b, c, d]", "[a, b]", ERROR_SCENARIO_VALUE, 17, "2 steps"},
    {"[a, b, c, d]", "[a, b, c, d, e, f, g]", ERROR_SCENARIO_VALUE, 17, "7 steps"},
    {"[a, b, c, d]", "[a, b, c, a]", ERROR_SCENARIO_VALUE, 17, "'a' twice"},
    {"[a, e, f]", "[a, e,\n e, f]", ERROR_SCENARIO_VALUE, 21, "twice in a row"},
    {"[a, e, f]", "[a]", ERROR_SCENARIO_VALUE, 20, "1 steps"},
    {"[a, e, f]", "[]", ERROR_SCENARIO_VALUE, 19, "0 steps"},
    {"      - g\n", "      - nowhere\n", ERROR_SCENARIO_VALUE, 24, "'nowhere'"},
    {"      - a\n", "      - g\n", ERROR_SCENARIO_VALUE, 25, "twice in a row"},
};

static char *spoil(const struct fault *fault)
{
    const char *at = strstr(GOOD, fault->old);
    assert_non_null(at);
    size_t size = sizeof GOOD + strlen(fault->new);
    char *text = malloc(size);
    assert_non_null(text);
    snprintf(text, size, "%.*s%s%s", (int)(at - GOOD), GOOD, fault->new, at + strlen(fault->old));
    return text;
}

static void expect_error(const char *text, size_t length, enum error_id id, unsigned line,
                         const char *says)
{
    struct error error = {0};
    struct scenario *scenario = scenario_parse("test.yaml", text, length, &error);
    char where[32];
    snprintf(where, sizeof where, "test.yaml:%u: ", line);

    if (scenario || error.id != id || strncmp(error.text, where, strlen(where)) != 0 ||
        !strstr(error.text, says) || strchr(error.text, '\n'))
        print_error("for:\n%.300s\nexpected %s, \"%s...%s\"\ngot %s, \"%s\"\n", text,
                    error_name(id), where, says, error_name(error.id), error.text);
    assert_null(scenario);
    assert_int_equal(error.id, id);
    assert_memory_equal(error.text, where, strlen(where));
    assert_non_null(strstr(error.text, says));
    assert_null(strchr(error.text, '\n'));
}

static void every_fault_is_told_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof FAULTS[0]; i++) {
        char *text = spoil(&FAULTS[i]);
        if (FAULTS[i].id == ERROR_NONE) {
            struct error error = {0};
            struct scenario *scenario = scenario_parse("test.yaml", text, strlen(text), &error);
            assert_non_null(scenario);
            scenario_destroy(scenario);
        } else {
            expect_error(text, strlen(text), FAULTS[i].id, FAULTS[i].line, FAULTS[i].says);
        }
        free(text);
    }
}

static void every_error_says_what_was_expected_and_how_to_mend(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof FAULTS[0]; i++) {
        if (FAULTS[i].id == ERROR_NONE)
            continue;
        char *text = spoil(&FAULTS[i]);
        struct error error = {0};
        assert_null(scenario_parse("t", text, strlen(text), &error));
        const char *expected = strstr(error.text, "; expected ");
        if (!expected && !(expected = strstr(error.text, "; YAML expects ")))
            fail_msg("no expectation in: %s", error.text);
        assert_non_null(strstr(expected + 2, "; "));
        free(text);
    }
}

static void too_much_and_too_little(void **state)
{
    (void)state;
    expect_error("", 0, ERROR_SCENARIO_SYNTAX, 1, "empty");
    expect_error("# only a remark\n", 16, ERROR_SCENARIO_SYNTAX, 1, "empty");
    expect_error("[1, 2]\n", 7, ERROR_SCENARIO_SYNTAX, 1, "wrong shape");
    expect_error("just words\n", 11, ERROR_SCENARIO_SYNTAX, 1, "wrong shape");

    size_t size = 70000;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, '#', size);
    expect_error(text, size, ERROR_FILE_TOO_LARGE, 1, "70000 bytes");
    memset(text, '[', size); /* nothing nests deeply enough to hurt */
    expect_error(text, 60000, ERROR_SCENARIO_SYNTAX, 1, "shape");
    free(text);

    char many[4096] = "title: t\nabout: a\ntrodden: {label: l, steps: [p0, p1, p2]}\n"
                      "paths: [{label: x, steps: [p0, p3]}]\nplaces:\n";
    for (int i = 0; i < 13; i++) {
        size_t end = strlen(many);
        snprintf(many + end, sizeof many - end,
                 "- {id: p%d, label: L, region: prefrontal, position: [%d, %d, 0]}\n", i,
                 (i % 5) * 12 - 30, (i / 5) * 12);
    }
    expect_error(many, strlen(many), ERROR_SCENARIO_VALUE, 5, "13 places");
    char *last = strstr(many, "- {id: p12");
    assert_non_null(last);
    *last = '\0';
    struct error error = {0};
    struct scenario *scenario = scenario_parse("many", many, strlen(many), &error);
    assert_non_null(scenario);
    assert_int_equal(scenario->n_places, 12);
    struct model_config config;
    scenario_model_config(scenario, &config);
    struct model *model = model_create(&config, 1, &error);
    if (!model)
        print_error("%s\n", error.text);
    assert_non_null(model);
    model_destroy(model);
    scenario_destroy(scenario);
}

/* Any cut and any changed byte must end in a scenario or in one line of error. */
static void broken_bytes_do_no_harm(void **state)
{
    (void)state;
    static const char BYTES[] = "\0\t\n :#'\"[]{}-*&!|>%@,?a9\x80\xff";
    char text[sizeof GOOD];
    for (size_t cut = 0; cut < sizeof GOOD; cut++) {
        struct error error = {0};
        struct scenario *scenario = scenario_parse("cut", GOOD, cut, &error);
        assert_true(scenario || (error.text[0] && !strchr(error.text, '\n')));
        scenario_destroy(scenario);
    }
    for (size_t i = 0; i + 1 < sizeof GOOD; i++) {
        struct error error = {0};
        memcpy(text, GOOD, sizeof GOOD);
        text[i] = BYTES[(i * 7) % (sizeof BYTES - 1)];
        struct scenario *scenario = scenario_parse("byte", text, sizeof GOOD - 1, &error);
        assert_true(scenario || (error.text[0] && !strchr(error.text, '\n')));
        scenario_destroy(scenario);
    }
}

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
    static const char *const NAMES[] = {"scenarios/worry.yaml", "scenarios/home.yaml"};
    for (size_t n = 0; n < sizeof NAMES / sizeof NAMES[0]; n++) {
        char path[1024];
        struct error error = {0};
        size_t size;
        assert_true(files_asset(NAMES[n], path, sizeof path));
        char *text = files_read(path, 1 << 20, &size, &error);
        assert_non_null(text);
        struct scenario *scenario = scenario_parse(NAMES[n], text, size, &error);
        if (!scenario)
            print_error("%s\n", error.text);
        assert_non_null(scenario);

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
        cmocka_unit_test(every_fault_is_told_with_its_line),
        cmocka_unit_test(every_error_says_what_was_expected_and_how_to_mend),
        cmocka_unit_test(too_much_and_too_little),
        cmocka_unit_test(broken_bytes_do_no_harm),
        cmocka_unit_test(good_text_becomes_wiring),
        cmocka_unit_test(ways_are_not_counted_twice),
        cmocka_unit_test(shipped_scenarios_are_good),
    };
    return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
