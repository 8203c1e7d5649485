/* Scenarios: what each mistake is told, and that any number of them are. */
#include "good_scenario.h"
#include "platform/files.h"

#define LONG_30 "abcdefghijklmnopqrstuvwxyzabcd"

static const struct fault FAULTS[] = {
    /* the YAML itself */
    {"[-30, 0, 0]}", "[-30, 0, 0}", ERROR_SCENARIO_SYNTAX, 4, "not valid YAML"},
    {"    label: Place c", "\tlabel: Place c", ERROR_SCENARIO_SYNTAX, 7, "tab"},
    {"title: A test", "title: \"A test", ERROR_SCENARIO_SYNTAX, 1, "not valid YAML"},
    {"title: A test", "title: &t A test", ERROR_NONE, 0, ""},
    {"label: Place c", "label: *t", ERROR_SCENARIO_ALIAS, 7, "alias"},
    {"      - a\n", "      - a\n---\n", ERROR_SCENARIO_SYNTAX, 26, "second document"},
    {"title: A test", "title: \xff\xfe", ERROR_SCENARIO_BYTES, 1, "0xFF on this line is not UTF-8"},
    {"label: Place c", "label: Plac\xe9", ERROR_SCENARIO_BYTES, 7, "0xE9"},     /* Latin-1 */
    {"label: Place c", "label: \xc0\xaf", ERROR_SCENARIO_BYTES, 7, "0xC0"},     /* overlong */
    {"label: Place c", "label: \xed\xa0\x80", ERROR_SCENARIO_BYTES, 7, "0xED"}, /* surrogate */
    {"label: Place c", "label: a\x1b[1m", ERROR_SCENARIO_BYTES, 7, "U+001B"},
    {"about: Nothing", "about: \x7fNothing", ERROR_SCENARIO_BYTES, 2, "U+007F"},
    /* its shape */
    {"title: A test\n", "", ERROR_SCENARIO_KEY_MISSING, 1,
     "key 'title' is missing; expected the keys title, about"},
    {"about: ", "abuot: ", ERROR_SCENARIO_KEY_UNKNOWN, 2, "did you mean 'about'?"},
    {"trodden:", "? [a]\n: b\ntrodden:", ERROR_SCENARIO_SHAPE, 15, "where a key should"},
    {"paths:\n", "captions: none\npaths:\n", ERROR_SCENARIO_SHAPE, 18, "'captions' has the wrong"},
    {"paths:\n", "captions: {dose: [a]}\npaths:\n", ERROR_SCENARIO_SHAPE, 18, "one sentence"},
    {"paths:\n", "captions:\n  practise: A\npaths:\n", ERROR_SCENARIO_KEY_UNKNOWN, 19,
     "did you mean 'practice'?"},
    {"places:\n", "title: Again\nplaces:\n", ERROR_SCENARIO_KEY_TWICE, 3, "second time"},
    {"    position: [0, 0, 0]\n", "    position: [0, 0, 0]\n    label: C\n",
     ERROR_SCENARIO_KEY_TWICE, 10, "'label' stands here a second time"},
    {"{id: h,", "{id: h, id: i,", ERROR_SCENARIO_KEY_TWICE, 14, "'id' stands here a second time"},
    {"    region: hippocampus\n", "", ERROR_SCENARIO_KEY_MISSING, 6, "key 'region' is missing"},
    {"    region: hipp", "    regoin: hipp", ERROR_SCENARIO_KEY_UNKNOWN, 8, "unknown key 'regoin'"},
    {"  steps: [a, b, c, d]\n", "", ERROR_SCENARIO_KEY_MISSING, 16, "key 'steps' is missing"},
    {"steps: [a, b, c, d]", "steps: a", ERROR_SCENARIO_SHAPE, 17, "'steps' has the wrong shape"},
    {"    position: [0, 0, 0]", "    position: 3", ERROR_SCENARIO_SHAPE, 9, "three numbers"},
    {"    position: [0, 0, 0]", "    position: [0, [1], 0]", ERROR_SCENARIO_SHAPE, 9, "numbers"},
    {"  label: The loop", "  label: [The, loop]", ERROR_SCENARIO_SHAPE, 16, "one to three words"},
    {"trodden:", "extra: {a: {b: [c, {d: e}]}}\ntrodden:", ERROR_SCENARIO_KEY_UNKNOWN, 15,
     "'extra'"},
    /* texts */
    {"title: A test", "title: ", ERROR_SCENARIO_TEXT, 1, "title is empty"},
    {"title: A test", "title: " LONG_30 LONG_30 "a", ERROR_SCENARIO_TEXT, 1, "61 characters"},
    {"about: Nothing much.", "about: ''", ERROR_SCENARIO_TEXT, 2, "'about' is empty"},
    {"label: Place c", "label: ''", ERROR_SCENARIO_TEXT, 7, "label is empty"},
    {"label: Place c", "label: " LONG_30, ERROR_SCENARIO_TEXT, 7, "at most 28"},
    {"label: Place c", "label: \"Place\\tc\"", ERROR_SCENARIO_TEXT, 7, "control character"},
    {"label: Another", "label: \"An\\nother\"", ERROR_SCENARIO_TEXT, 21, "line break"},
    {"label: Another", "label: \"An\\0other\"", ERROR_SCENARIO_TEXT, 21, "control character"},
    {"label: Another", "label: \"An\\Pother\"", ERROR_SCENARIO_TEXT, 21, "line break"},
    {"paths:\n", "captions:\n  dose: ''\npaths:\n", ERROR_SCENARIO_TEXT, 19, "caption is empty"},
    {"paths:\n", "captions: {dose: " LONG_30 LONG_30 LONG_30 LONG_30 "a}\npaths:\n",
     ERROR_SCENARIO_TEXT, 18, "121 characters"},
    /* ids and regions */
    {"id: c\n", "id: C\n", ERROR_SCENARIO_ID, 6, "the id 'C'"},
    {"id: c\n", "id: ''\n", ERROR_SCENARIO_ID, 6, "the id ''"},
    {"id: c\n", "id: " LONG_30 "\n", ERROR_SCENARIO_ID, 6, "rename it"},
    {"id: c\n", "id: b\n", ERROR_SCENARIO_ID_TWICE, 6, "used twice"},
    {"{id: h,", "{id: b,", ERROR_SCENARIO_ID_TWICE, 14, "used twice"},
    {"region: hippocampus", "region: amygdala", ERROR_SCENARIO_REGION, 8, "amygdala"},
    {"region: hippocampus", "region: 1", ERROR_SCENARIO_REGION, 8, "unknown region '1'"},
    /* positions */
    {"[0, 0, 0]", "[0, 0]", ERROR_SCENARIO_POSITION, 9, "2 numbers"},
    {"[0, 0, 0]", "[0, 0, 0, 0]", ERROR_SCENARIO_POSITION, 9, "4 numbers"},
    {"[0, 0, 0]", "[]", ERROR_SCENARIO_POSITION, 9, "0 numbers"},
    {"[0, 0, 0]", "[0, nan, 0]", ERROR_SCENARIO_POSITION, 9, "'nan'"},
    {"[0, 0, 0]", "[0, .inf, 0]", ERROR_SCENARIO_POSITION, 9, "'.inf'"},
    {"[0, 0, 0]", "[0, 1e5, 0]", ERROR_SCENARIO_POSITION, 9, "'1e5'"},
    {"[0, 0, 0]", "[0, '', 0]", ERROR_SCENARIO_POSITION, 9, "not a number"},
    {"[0, 0, 0]", "[0, 40.5, 0]", ERROR_SCENARIO_POSITION, 9, "out of range"},
    {"[0, 0, 0]", "[0, 0,\n -41]", ERROR_SCENARIO_POSITION, 10, "-41"},
    {"[0, 0, 0]", "[-14, 3, 0]", ERROR_SCENARIO_TOO_NEAR, 9, "mm from 'b'"},
    /* how many places and paths */
    {"  - {id: h, label: Place h, region: prefrontal, position: [0, 0, 15]}\n", "",
     ERROR_SCENARIO_COUNT, 3, "7 places"},
    /* steps */
    {"[a, b, c, d]", "[a, b, c, x]", ERROR_SCENARIO_STEP_UNKNOWN, 17, "'x', which is no place"},
    {"[a, b, c, d]", "[a, b, cc, d]", ERROR_SCENARIO_STEP_UNKNOWN, 17, "did you mean 'c'?"},
    {"[a, b, c, d]", "[a, b]", ERROR_SCENARIO_COUNT, 17, "2 steps"},
    {"[a, b, c, d]", "[a, b, c, d, e, f, g]", ERROR_SCENARIO_COUNT, 17, "7 steps"},
    {"[a, b, c, d]", "[a, b, c, a]", ERROR_SCENARIO_STEP_REPEATED, 17, "'a' twice"},
    {"[a, e, f]", "[a, e,\n e, f]", ERROR_SCENARIO_STEP_REPEATED, 21, "twice in a row"},
    {"[a, e, f]", "[a]", ERROR_SCENARIO_COUNT, 20, "1 step;"},
    {"[a, e, f]", "[]", ERROR_SCENARIO_COUNT, 20, "0 steps"},
    {"      - g\n", "      - nowhere\n", ERROR_SCENARIO_STEP_UNKNOWN, 24, "'nowhere'"},
    {"      - a\n", "      - g\n", ERROR_SCENARIO_STEP_REPEATED, 25, "twice in a row"},
};

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

/* One mistake is told as one, but for an id that paths then miss, and a list cut short. */
static void expect_no_other(const char *text, enum error_id id)
{
    struct findings findings = {0};
    assert_null(scenario_check(text, strlen(text), &findings));
    for (unsigned i = 1; i < findings.n; i++)
        if (findings.list[i].id != ERROR_SCENARIO_STEP_UNKNOWN ||
            (id != ERROR_SCENARIO_ID && id != ERROR_SCENARIO_ID_TWICE))
            fail_msg("beside %s: %s: %s", error_name(id), error_name(findings.list[i].id),
                     findings.list[i].text);
    findings_free(&findings);
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
            expect_no_other(text, FAULTS[i].id);
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
    expect_error("[1, 2]\n", 7, ERROR_SCENARIO_SHAPE, 1, "wrong shape");
    expect_error("just words\n", 11, ERROR_SCENARIO_SHAPE, 1, "wrong shape");

    size_t size = 70000;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, '#', size);
    expect_error(text, size, ERROR_FILE_TOO_LARGE, 1, "70000 bytes");
    memset(text, '[', size); /* nothing nests deeply enough to hurt */
    expect_error(text, 60000, ERROR_SCENARIO_SYNTAX, 1, "not valid");
    free(text);

    char many[4096] = "title: t\nabout: a\ntrodden: {label: l, steps: [p0, p1, p2]}\n"
                      "paths: [{label: x, steps: [p0, p3]}]\nplaces:\n";
    for (int i = 0; i < 13; i++) {
        size_t end = strlen(many);
        snprintf(many + end, sizeof many - end,
                 "- {id: p%d, label: L, region: prefrontal, position: [%d, %d, 0]}\n", i,
                 (i % 5) * 12 - 30, (i / 5) * 12);
    }
    expect_error(many, strlen(many), ERROR_SCENARIO_COUNT, 5, "13 places");
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

/* Whatever the text is: a scenario or mistakes, each of one line, in order; and what the look
 * over passes the schema of libcyaml takes as well. */
static void look_over(const char *text, size_t length)
{
    struct findings findings = {0};
    struct scenario *scenario = scenario_check(text, length, &findings);
    assert_int_equal(scenario != NULL, findings_mistakes(&findings) == 0);
    for (unsigned i = 0; i < findings.n; i++) {
        const struct finding *finding = &findings.list[i];
        assert_true(finding->text[0] && !strchr(finding->text, '\n'));
        assert_true(finding->line >= 1 && (!i || finding->line >= finding[-1].line));
        if (strstr(finding->text, "cannot be read ("))
            fail_msg("'%s' of a text that passed:\n%.*s", finding->text, (int)length, text);
    }
    findings_free(&findings);
    scenario_destroy(scenario);
}

static void broken_bytes_do_no_harm(void **state)
{
    (void)state;
    static const char BYTES[] = "\0\t\n :#'\"[]{}-*&!|>%@,?a9\x80\xff";
    char text[sizeof GOOD];
    for (size_t cut = 0; cut < sizeof GOOD; cut++)
        look_over(GOOD, cut);
    for (size_t i = 0; i + 1 < sizeof GOOD; i++) {
        memcpy(text, GOOD, sizeof GOOD);
        text[i] = BYTES[(i * 7) % (sizeof BYTES - 1)];
        look_over(text, sizeof GOOD - 1);
    }
}

/* The same two thousand texts on every machine. */
static void mutations_do_no_harm(void **state)
{
    (void)state;
    enum { TEXTS = 2000, MOST_CHANGES = 8 };
    static const char BYTES[] = "\n :#'\"[]{}-*&!|>%@,?a9~<=.\\0x\t\xc3";
    uint32_t random = 20240229; /* xorshift, Marsaglia 2003 */
    char text[sizeof GOOD];
    for (unsigned n = 0; n < TEXTS; n++) {
        memcpy(text, GOOD, sizeof GOOD);
        for (unsigned k = 0; k <= n % MOST_CHANGES; k++) {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            size_t at = random % (sizeof GOOD - 1);
            switch (random >> 30) {
            case 0: /* a byte of any kind */
                text[at] = (char)(random >> 8);
                break;
            case 1: /* a stretch told twice */
                memmove(text + at / 2, text + at, (sizeof GOOD - 1 - at) / 2);
                break;
            default:
                text[at] = BYTES[(random >> 8) % (sizeof BYTES - 1)];
            }
        }
        look_over(text, sizeof GOOD - 1 - random % 40);
    }
}

struct place_of_mistake {
    enum error_id id;
    unsigned line;
};

static const struct place_of_mistake MANY[] = {
    {ERROR_SCENARIO_KEY_UNKNOWN, 3},   /* titel */
    {ERROR_SCENARIO_TEXT, 3},          /* too long, though under a misspelt key */
    {ERROR_SCENARIO_TEXT, 4},          /* empty */
    {ERROR_SCENARIO_KEY_UNKNOWN, 5},   /* colour */
    {ERROR_SCENARIO_COUNT, 6},         /* seven places */
    {ERROR_SCENARIO_ID, 11},           /* Think */
    {ERROR_SCENARIO_TEXT, 12},         /* label too long */
    {ERROR_SCENARIO_REGION, 13},       /* cortex */
    {ERROR_SCENARIO_POSITION, 14},     /* 55 */
    {ERROR_SCENARIO_POSITION, 18},     /* four */
    {ERROR_SCENARIO_KEY_UNKNOWN, 20},  /* lable */
    {ERROR_SCENARIO_POSITION, 22},     /* two numbers */
    {ERROR_SCENARIO_KEY_MISSING, 23},  /* position */
    {ERROR_SCENARIO_KEY_TWICE, 28},    /* label */
    {ERROR_SCENARIO_ID_TWICE, 31},     /* walk */
    {ERROR_SCENARIO_SHAPE, 32},        /* a label in a list */
    {ERROR_SCENARIO_TOO_NEAR, 34},     /* of the other walk */
    {ERROR_SCENARIO_STEP_UNKNOWN, 37}, /* think: Think? */
    {ERROR_SCENARIO_STEP_REPEATED, 37},
    {ERROR_SCENARIO_STEP_UNKNOWN, 40}, /* freind: friend? */
    {ERROR_SCENARIO_STEP_UNKNOWN, 40}, /* beach */
    {ERROR_SCENARIO_COUNT, 42},        /* one step */
    {ERROR_SCENARIO_TEXT, 43},         /* a bell */
    {ERROR_SCENARIO_SHAPE, 44},        /* steps: rest */
    {ERROR_SCENARIO_KEY_UNKNOWN, 46},  /* practise */
    {ERROR_SCENARIO_TEXT, 47},         /* caption too long */
};

static void every_mistake_of_many_is_told(void **state)
{
    (void)state;
    size_t size;
    struct error error = {0};
    struct findings findings = {0};
    char *text = files_read(SNOWMELT_SOURCE_DIR "/tests/story/scenarios/many_mistakes.yaml",
                            1 << 20, &size, &error);
    assert_non_null(text);
    assert_null(scenario_check(text, size, &findings));
    for (unsigned i = 0; i < findings.n && i < sizeof MANY / sizeof MANY[0]; i++)
        if (findings.list[i].id != MANY[i].id || findings.list[i].line != MANY[i].line)
            fail_msg("%u: expected %s on line %u, got %s: %u: %s", i, error_name(MANY[i].id),
                     MANY[i].line, error_name(findings.list[i].id), findings.list[i].line,
                     findings.list[i].text);
    assert_int_equal(findings.n, sizeof MANY / sizeof MANY[0]);
    assert_int_equal(findings_mistakes(&findings), findings.n);
    findings_free(&findings);
    free(text);
}

/* A file may be anything; what is told of it is one line of whole characters. */
static void what_is_quoted_stays_one_plain_line(void **state)
{
    (void)state;
    struct findings findings = {0};
    findings_add(&findings, ERROR_SCENARIO_TEXT, 1, "%s",
                 "a\tb\x7f" "c\xc2\x85" "d\xf0\x9f\x8c\xb2" "e\xe2\x82" "f\x80" "g\xc3\xa9");
    assert_int_equal(findings.n, 1);
    assert_string_equal(findings.list[0].text, "a b c d\xf0\x9f\x8c\xb2" "efg\xc3\xa9");
    findings_free(&findings);
}

/* Past what anybody reads, mistakes are counted and no more. */
static void a_flood_of_mistakes_is_bounded(void **state)
{
    (void)state;
    enum { LINES = 3000 };
    struct findings findings = {0};
    char *text = malloc(LINES * 8), *end = text;
    assert_non_null(text);
    for (unsigned i = 0; i < LINES; i++)
        end += sprintf(end, "a%u: b\n", i % 1000);
    assert_null(scenario_check(text, (size_t)(end - text), &findings));
    assert_int_equal(findings.n, FINDINGS_MOST);
    assert_int_equal(findings_mistakes(&findings), LINES + 5); /* and five missing keys */
    findings_free(&findings);
    free(text);
}

static const struct fault ADVICE[] = {
    {"label: Place c", "label: Twenty and one letter", ADVICE_LABEL_LONG, 7, "21 characters"},
    {"label: Another", "label: Twenty and one letter", ADVICE_LABEL_LONG, 21, "21 characters"},
    {"[0, -15, 0]", "[0, -17, 0]", ADVICE_PLACE_LOW, 13, "where the captions stand"},
    {"[0, 0, 0]", "[-8, 1, -12]", ADVICE_LABELS_MEET, 9, "'b' and 'c' meet"},
    {"[a, e, f]", "[d, a, b]", ADVICE_PATH_SAME, 20, "'A way' is a step of the trodden one"},
    {"[a, e, f]", "[g, e, f]", ADVICE_PATH_APART, 20, "'A way' never meets"},
};

/* Two items of one list can be wrong in the same way, on the same line. */
static void one_mistake_is_told_once(void **state)
{
    (void)state;
    struct findings findings = {0};
    const char text[] = "paths: [a, b]\n";
    assert_null(scenario_check(text, sizeof text - 1, &findings));
    for (unsigned i = 0; i < findings.n; i++)
        for (unsigned k = 0; k < i; k++)
            if (strcmp(findings.list[i].text, findings.list[k].text) == 0 &&
                findings.list[i].line == findings.list[k].line)
                fail_msg("told twice: %s", findings.list[i].text);
    assert_true(findings.n >= 2);
    findings_free(&findings);
}

static void what_is_told_poorly_gets_advice(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ADVICE / sizeof ADVICE[0]; i++) {
        const struct fault *fault = &ADVICE[i];
        char *text = spoil(fault);
        struct findings findings = {0};
        struct scenario *scenario = scenario_check(text, strlen(text), &findings);
        bool told = false;
        assert_non_null(scenario); /* advice is no mistake */
        for (unsigned k = 0; k < findings.n; k++)
            told =
                told || (findings.list[k].id == fault->id && findings.list[k].line == fault->line &&
                         strstr(findings.list[k].text, fault->says));
        if (!told)
            fail_msg("%s: not told on line %u", error_name(fault->id), fault->line);
        findings_free(&findings);
        scenario_destroy(scenario);
        free(text);
    }
}

static void what_is_well_told_gets_none(void **state)
{
    (void)state;
    static const struct fault APART = {"[0, 0, 15]", "[15, 15, 0]", ERROR_NONE, 0, ""};
    char *text = spoil(&APART);
    struct findings findings = {0};
    struct scenario *scenario = scenario_check(text, strlen(text), &findings);
    assert_non_null(scenario);
    for (unsigned i = 0; i < findings.n; i++)
        print_error("%u: %s\n", findings.list[i].line, findings.list[i].text);
    assert_int_equal(findings.n, 0);
    scenario_destroy(scenario);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_told_with_its_line),
        cmocka_unit_test(every_error_says_what_was_expected_and_how_to_mend),
        cmocka_unit_test(too_much_and_too_little),
        cmocka_unit_test(broken_bytes_do_no_harm),
        cmocka_unit_test(mutations_do_no_harm),
        cmocka_unit_test(every_mistake_of_many_is_told),
        cmocka_unit_test(what_is_quoted_stays_one_plain_line),
        cmocka_unit_test(a_flood_of_mistakes_is_bounded),
        cmocka_unit_test(one_mistake_is_told_once),
        cmocka_unit_test(what_is_told_poorly_gets_advice),
        cmocka_unit_test(what_is_well_told_gets_none),
    };
    return cmocka_run_group_tests_name("scenario faults", tests, NULL, NULL);
}
