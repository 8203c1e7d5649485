/* The bar of time and the sheets, in the whole program on a real X server: what is dragged, tapped
 * and chosen there, looked at in the state. One run goes through all tests, in order. */
#include "watched.h"

#include <dirent.h>

enum { WEAR_IN_S = 400, REACT_S = 90, STORY_S = 300 };

static char kept[600];

/* Buttons fade away; a hand that moves brings them back. */
static void wake(void)
{
    point(30, 200);
    process_rest(0.1);
    point(34, 204);
}

/* The bar of time, to be pointed at by a share of its width. */
static void bar_at(struct fixture *f, double bar[4])
{
    wake();
    wait_still_box(f, "at_time", REACT_S, bar);
}

static void point_along(const double bar[4], double share)
{
    point(bar[0] + share * bar[2], bar[1] + 0.5 * bar[3]);
}

static void click(struct fixture *f, const char *name)
{
    char key[64];
    snprintf(key, sizeof key, "at_%s", name);
    click_still(f, key, REACT_S);
}

/* The hash of a state at rest: of a later tick than one at which the story stood where it does now. */
static void hash_at_rest(struct fixture *f, char hash[64])
{
    double now, tick;
    do {
        now = number(f, "now");
        tick = number(f, "tick");
        wait_above(f, "hash_tick", tick, REACT_S);
        look(f, "hash", hash);
    } while (number(f, "now") != now);
}

static void start_program(struct fixture *f)
{
    const char *argv[] = {SNOWMELT_PROGRAM, "explore",  "--size", "960x540", "--seed", "7",
                          "--folder",       kept, NULL};
    f->program = process_start(argv, NULL, f->errors);
}

static void it_plays_for_a_while(void **state)
{
    struct fixture *f = fixture_of(state);
    start_program(f);
    wait_until(f, "phase", "rigid", WEAR_IN_S);
    wait_above(f, "now", number(f, "now") + 240, STORY_S);
    press("space");
    wait_until(f, "paused", "1", REACT_S);
    point(30, 200);
}

static void dragging_goes_back_and_forth(void **state)
{
    struct fixture *f = fixture_of(state);
    char before[64], there[64], again[64];
    double bar[4];
    hash_at_rest(f, before);
    double end = number(f, "end");
    assert_true(number(f, "now") == end);
    bar_at(f, bar);
    point_along(bar, 0.2);
    xdotool("mousedown", "1", NULL, NULL);
    for (double share = 0.2; share > 0.13; share -= 0.01) /* of a minute: the path is worn in there */
        point_along(bar, share);
    xdotool("mouseup", "1", NULL, NULL);
    for (double waited = 0; waited < STORY_S && number(f, "now") >= end; waited += 0.2)
        process_rest(0.2);
    hash_at_rest(f, there);
    double now = number(f, "now");
    assert_true(now > 0 && now < end && number(f, "end") == end);
    assert_string_not_equal(there, before);

    bar_at(f, bar); /* as far as it is known: the same bytes */
    point_along(bar, 0.98);
    xdotool("click", "1", NULL, NULL);
    wait_above(f, "now", end - 1, STORY_S);
    hash_at_rest(f, again);
    assert_string_equal(again, before);

    press("shift+Left");
    for (double waited = 0; waited < STORY_S && number(f, "now") >= end; waited += 0.2)
        process_rest(0.2);
    assert_true(number(f, "now") == end - 120);
}

static void another_dose_from_the_sheet_is_undone(void **state)
{
    struct fixture *f = fixture_of(state);
    char before[64], again[64];
    double now = number(f, "now"), end = number(f, "end");
    hash_at_rest(f, before);
    wake();
    click(f, "give_dose");
    click(f, "mg_25");
    click(f, "route_nose");
    click(f, "give");
    press("space");
    wait_until(f, "phase", "dose", STORY_S);
    wait_until(f, "dose_mg_kg", "0.25", REACT_S);
    press("space");
    wait_until(f, "paused", "1", REACT_S);
    wake();
    click(f, "undo");
    wait_until(f, "phase", "rigid", STORY_S);
    wait_until(f, "dose_mg_kg", "0.00", REACT_S);
    hash_at_rest(f, again);
    assert_true(number(f, "now") == now);
    assert_true(number(f, "end") == end); /* the old future is back */
    assert_string_equal(again, before);
}

static unsigned kept_files(const char *ending, char path[1024])
{
    unsigned n = 0;
    DIR *directory = opendir(kept);
    for (const struct dirent *entry; directory && (entry = readdir(directory));) {
        size_t length = strlen(entry->d_name), tail = strlen(ending);
        if (length > tail && strcmp(entry->d_name + length - tail, ending) == 0) {
            snprintf(path, 1024, "%s/%s", kept, entry->d_name);
            n++;
        }
    }
    if (directory)
        closedir(directory);
    return n;
}

static void open_sheet(struct fixture *f)
{
    press("ctrl+o");
    click(f, "saved_0");
}

static void what_was_saved_by_the_sheet_opens_again(void **state)
{
    struct fixture *f = fixture_of(state);
    char before[64], again[64], path[1024];
    double bar[4];
    hash_at_rest(f, before);
    double now = number(f, "now");
    press("s");
    click(f, "save_state");
    for (double waited = 0; waited < REACT_S && !kept_files(".snowmelt", path); waited += 0.2)
        process_rest(0.2);
    assert_int_equal(kept_files(".snowmelt", path), 1);
    bar_at(f, bar); /* something else to see: the beginning */
    point_along(bar, 0.01);
    xdotool("click", "1", NULL, NULL);
    wait_until(f, "now", "0", STORY_S);
    open_sheet(f);
    for (double waited = 0; waited < WEAR_IN_S && number(f, "now") < now; waited += 0.2)
        process_rest(0.2);
    wait_until(f, "paused", "1", REACT_S);
    hash_at_rest(f, again);
    if (number(f, "now") != now)
        fail_msg("it stands at %g and not at %g", number(f, "now"), now);
    assert_string_equal(again, before);
}

static void a_damaged_one_is_refused(void **state)
{
    struct fixture *f = fixture_of(state);
    char before[64], again[64], path[1024], value[64];
    hash_at_rest(f, before);
    assert_int_equal(kept_files(".snowmelt", path), 1);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, 60, SEEK_SET);
    fputs("#", file);
    fclose(file);
    static struct picture plain;
    screen_take(&f->screen, &plain);
    open_sheet(f);
    wait_until(f, "dialog", "0", REACT_S);
    process_rest(4);
    assert_runs(f);
    hash_at_rest(f, again);
    assert_string_equal(again, before);
    assert_string_equal(look(f, "phase", value), "rigid");
}

static void a_story_is_chosen(void **state)
{
    struct fixture *f = fixture_of(state);
    char text[4096];
    wake();
    click(f, "more");
    click(f, "stories");
    click(f, "story_0");
    wait_until(f, "phase", "wearing-in", REACT_S);
    press("Escape");
    wait_until(f, "quit", "1", REACT_S);
    press("y");
    assert_ends(f, REACT_S);
    assert_string_equal(process_text(f->errors, text, sizeof text), "");
}

static int setup(void **state)
{
    if (watched_setup(state) != 0)
        return -1;
    scratch_path(folder_of(state), "kept", kept);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_plays_for_a_while),
        cmocka_unit_test(dragging_goes_back_and_forth),
        cmocka_unit_test(another_dose_from_the_sheet_is_undone),
        cmocka_unit_test(what_was_saved_by_the_sheet_opens_again),
        cmocka_unit_test(a_damaged_one_is_refused),
        cmocka_unit_test(a_story_is_chosen),
    };
    return cmocka_run_group_tests(tests, setup, watched_teardown);
}
