/* What a message of show control may say. */
#include <math.h>

#include "platform/osc_message.h"
#include "scratch.h"

static enum osc_verdict read_with(const char *path, const char *types, struct osc_value value,
                                  struct osc_order *order)
{
    return osc_read(path, types, &value, OSC_ALL, order);
}

static enum osc_verdict read_bare(const char *path, struct osc_order *order)
{
    return read_with(path, "", (struct osc_value){0}, order);
}

static void each_command_is_understood(void **state)
{
    (void)state;
    struct osc_order order;
    assert_int_equal(read_bare("/snowmelt/start", &order), OSC_GOOD);
    assert_int_equal(order.command, OSC_START);
    assert_int_equal(read_bare("/snowmelt/stop", &order), OSC_GOOD);
    assert_int_equal(order.command, OSC_STOP);
    assert_int_equal(read_bare("/snowmelt/dose", &order), OSC_GOOD);
    assert_int_equal(order.command, OSC_DOSE);
    assert_int_equal(read_bare("/snowmelt/status", &order), OSC_GOOD);
    assert_true(order.command == OSC_STATUS && order.port == 0);
    struct osc_value value = {.i = 7, .f = 0.25f, .s = "zh_CN"};
    assert_int_equal(read_with("/snowmelt/chapter", "i", value, &order), OSC_GOOD);
    assert_true(order.command == OSC_CHAPTER && order.chapter == 7);
    assert_int_equal(read_with("/snowmelt/language", "s", value, &order), OSC_GOOD);
    assert_int_equal(order.command, OSC_LANGUAGE);
    assert_string_equal(order.language, "zh_CN");
    assert_int_equal(read_with("/snowmelt/volume", "f", value, &order), OSC_GOOD);
    assert_true(order.command == OSC_VOLUME && order.volume == 0.25f);
    value.i = 9002;
    assert_int_equal(read_with("/snowmelt/status", "i", value, &order), OSC_GOOD);
    assert_int_equal(order.port, 9002);
}

static void other_paths_are_refused(void **state)
{
    (void)state;
    static const char *const PATHS[] = {"",
                                        "/",
                                        "/snowmelt",
                                        "/snowmelt/",
                                        "/snowmelt/star",
                                        "/snowmelt/starts",
                                        "/snowmelt/start/",
                                        "/snowmelt/*",
                                        "/Snowmelt/start",
                                        "snowmelt/start",
                                        "/snowmelt/restart"};
    struct osc_order order;
    for (unsigned i = 0; i < sizeof PATHS / sizeof PATHS[0]; i++)
        assert_int_equal(read_bare(PATHS[i], &order), OSC_REFUSED);
}

static void wrong_types_are_malformed(void **state)
{
    (void)state;
    static const struct {
        const char *path, *types;
    } WRONG[] = {
        {"/snowmelt/start", "i"},   {"/snowmelt/dose", "f"},     {"/snowmelt/chapter", ""},
        {"/snowmelt/chapter", "f"}, {"/snowmelt/chapter", "ii"}, {"/snowmelt/language", ""},
        {"/snowmelt/language", "S"}, {"/snowmelt/volume", "i"},  {"/snowmelt/volume", "d"},
        {"/snowmelt/volume", "ff"}, {"/snowmelt/status", "s"},   {"/snowmelt/status", "ii"},
    };
    const struct osc_value values[2] = {{.i = 1, .f = 0.5f, .s = "de"},
                                        {.i = 1, .f = 0.5f, .s = "de"}};
    struct osc_order order;
    for (unsigned i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_int_equal(osc_read(WRONG[i].path, WRONG[i].types, values, OSC_ALL, &order),
                         OSC_MALFORMED);
}

static void what_is_out_of_range_is_malformed(void **state)
{
    (void)state;
    static const float VOLUMES[] = {-0.01f, 1.01f, NAN, INFINITY, -INFINITY};
    static const int32_t CHAPTERS[] = {INT32_MIN, -1, 0, OSC_CHAPTER_MOST + 1, INT32_MAX};
    static const int32_t PORTS[] = {INT32_MIN, -1, 0, 65536};
    static const char *const TAGS[] = {"", "de de", "../../etc", "d%s", "\xff", "abcdefghijklmnop"};
    struct osc_order order;
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(read_with("/snowmelt/volume", "f",
                                   (struct osc_value){.f = VOLUMES[i]}, &order),
                         OSC_MALFORMED);
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(read_with("/snowmelt/chapter", "i",
                                   (struct osc_value){.i = CHAPTERS[i]}, &order),
                         OSC_MALFORMED);
    for (unsigned i = 0; i < 4; i++)
        assert_int_equal(read_with("/snowmelt/status", "i",
                                   (struct osc_value){.i = PORTS[i]}, &order),
                         OSC_MALFORMED);
    for (unsigned i = 0; i < 6; i++)
        assert_int_equal(read_with("/snowmelt/language", "s",
                                   (struct osc_value){.s = TAGS[i]}, &order),
                         OSC_MALFORMED);
}

static void only_what_is_allowed_is_taken(void **state)
{
    (void)state;
    unsigned allowed;
    struct osc_order order;
    struct osc_value value = {.i = 2};
    assert_true(osc_allow("", &allowed));
    assert_int_equal(allowed, OSC_ALL);
    assert_true(osc_allow("stop, chapter", &allowed));
    assert_int_equal(allowed, 1 << OSC_STOP | 1 << OSC_CHAPTER);
    assert_int_equal(osc_read("/snowmelt/stop", "", &value, allowed, &order), OSC_GOOD);
    assert_int_equal(osc_read("/snowmelt/chapter", "i", &value, allowed, &order), OSC_GOOD);
    assert_int_equal(osc_read("/snowmelt/dose", "", &value, allowed, &order), OSC_REFUSED);
    assert_int_equal(osc_read("/snowmelt/status", "", &value, allowed, &order), OSC_REFUSED);
    for (int c = 0; c < OSC_COMMANDS; c++) {
        assert_true(osc_allow(osc_command_name((enum osc_command)c), &allowed));
        assert_int_equal(allowed, 1 << c);
    }
    static const char *const WRONG[] = {"stopp", "sto", "start;stop", " ", ",", "all", "START"};
    for (unsigned i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(osc_allow(WRONG[i], &allowed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_command_is_understood),
        cmocka_unit_test(other_paths_are_refused),
        cmocka_unit_test(wrong_types_are_malformed),
        cmocka_unit_test(what_is_out_of_range_is_malformed),
        cmocka_unit_test(only_what_is_allowed_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
