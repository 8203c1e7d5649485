/* The whole program on a real X server: real keys and a real mouse, looked at from outside, on
 * the screen and in the state. One run of the program goes through most tests, in order; it is
 * recorded, and replayed. */
#include "commands/saved.h"
#include "platform/input.h"
#include "watched.h"

/* Long, for a slow machine with sanitizers; nothing here waits longer than it must. */
enum { WEAR_IN_S = 400, REACT_S = 60, STORY_S = 300, MOST_HASHES = 2048 };

struct hash {
    char tick[24], value[24];
};

static struct hash hashes[MOST_HASHES]; /* of the state, seen on the way */
static unsigned n_hashes;
static char recording[600], data[600];

/* ---- the state ---- */

static void note_hash(struct fixture *f)
{
    struct hash now;
    char value[64];
    snprintf(now.tick, sizeof now.tick, "%.23s", look(f, "hash_tick", value));
    snprintf(now.value, sizeof now.value, "%.23s", look(f, "hash", value));
    if (!now.tick[0] || !strcmp(now.tick, "0") || n_hashes == MOST_HASHES)
        return;
    if (!n_hashes || strcmp(hashes[n_hashes - 1].tick, now.tick) != 0)
        hashes[n_hashes++] = now;
}

/* ---- hands ---- */

/* Waits until the screen differs from `before` by more than `least` in the part given. */
static double wait_to_see(struct fixture *f, const struct picture *before, double least,
                          double left, double top, double right, double bottom)
{
    static struct picture now;
    double difference = 0;
    for (double waited = 0; waited < REACT_S && difference <= least; waited += 0.2) {
        process_rest(0.2);
        screen_take(&f->screen, &now);
        difference = screen_difference(before, &now, left, top, right, bottom);
        assert_runs(f);
    }
    return difference;
}

/* ---- the tests ---- */

/* With `option` its input is recorded or replayed. */
static void start_program(struct fixture *f, const char *option)
{
    unlink(f->state_path);
    /* The tour would go on to another view, and places elsewhere. */
    const char *argv[] = {SNOWMELT_PROGRAM, "explore", "--size", "960x540", "--seed", "7", "--view",
                          "circuit",        option,    recording, NULL};
    f->program = process_start(argv, NULL, f->errors);
}

static void it_opens_and_wears_the_path_in(void **state)
{
    struct fixture *f = fixture_of(state);
    static struct picture picture;
#ifdef SNOWMELT_SANITIZED
    start_program(f, NULL); /* then the path may be one that is kept */
#else
    start_program(f, "--record-input");
#endif
    wait_until(f, "phase", "rigid", WEAR_IN_S);
    screen_take(&f->screen, &picture);
    int colours = screen_colours(&picture);
    if (colours < 20)
        fail_msg("only %d colours on the screen", colours);
    assert_true(number(f, "dose_mg_kg") == 0);
    assert_true(number(f, "paused") == 0 && number(f, "help") == 0 && number(f, "quit") == 0);
    point(SCREEN_WIDTH / 2, SCREEN_HEIGHT / 3); /* keys go where the pointer is */
}

static void the_walk_goes_on_and_is_seen(void **state)
{
    struct fixture *f = fixture_of(state);
    static struct picture before;
    double tick = number(f, "tick");
    screen_take(&f->screen, &before);
    wait_above(f, "tick", tick, REACT_S);
    assert_true(wait_to_see(f, &before, 0.01, 0, 0, 1, 1) > 0.01);
}

static void space_pauses_and_goes_on(void **state)
{
    struct fixture *f = fixture_of(state);
    char before[64], after[64];
    press("space");
    wait_until(f, "paused", "1", REACT_S);
    double tick = number(f, "tick");
    look(f, "story_h", before);
    double spikes = number(f, "rigidity");
    wait_above(f, "tick", tick + 20, REACT_S); /* screen time passes, the story's does not */
    assert_string_equal(look(f, "story_h", after), before);
    assert_true(number(f, "rigidity") == spikes);
    press("space");
    wait_until(f, "paused", "0", REACT_S);
}

static void plus_and_minus_change_the_speed(void **state)
{
    struct fixture *f = fixture_of(state);
    char value[64], faster[64];
    assert_string_equal(look(f, "speed", value), "1.00");
    press("plus");
    wait_above(f, "speed", 1, REACT_S);
    look(f, "speed", faster);
    press("plus");
    wait_above(f, "speed", strtod(faster, NULL), REACT_S);
    press("minus");
    wait_until(f, "speed", faster, REACT_S);
    press("minus");
    wait_until(f, "speed", "1.00", REACT_S);
}

static void h_shows_the_help_and_escape_takes_it_away(void **state)
{
    struct fixture *f = fixture_of(state);
    static struct picture plain, help;
    press("space"); /* so that nothing but the help changes */
    wait_until(f, "paused", "1", REACT_S);
    process_rest(1);
    screen_take(&f->screen, &plain);
    press("h");
    wait_until(f, "help", "1", REACT_S);
    assert_true(wait_to_see(f, &plain, 3, 0.3, 0.3, 0.7, 0.7) > 3);
    screen_take(&f->screen, &help);
    press("Escape");
    wait_until(f, "help", "0", REACT_S);
    assert_true(wait_to_see(f, &help, 3, 0.3, 0.3, 0.7, 0.7) > 3);
    press("space");
    wait_until(f, "paused", "0", REACT_S);
}

static void escape_asks_and_n_stays(void **state)
{
    struct fixture *f = fixture_of(state);
    static struct picture before;
    press("space");
    wait_until(f, "paused", "1", REACT_S);
    process_rest(1);
    screen_take(&f->screen, &before);
    press("Escape");
    wait_until(f, "quit", "1", REACT_S);
    assert_true(wait_to_see(f, &before, 1, 0.3, 0.3, 0.7, 0.7) > 1);
    press("n");
    wait_until(f, "quit", "0", REACT_S);
    press("space");
    wait_until(f, "paused", "0", REACT_S);
    assert_runs(f);
}

static void dragging_turns_the_picture(void **state)
{
    struct fixture *f = fixture_of(state);
    static struct picture before, still;
    press("space");
    wait_until(f, "paused", "1", REACT_S);
    process_rest(2);
    screen_take(&f->screen, &before);
    process_rest(1);
    screen_take(&f->screen, &still);
    double idle = screen_difference(&before, &still, 0.2, 0.2, 0.8, 0.6);
    xdotool("mousedown", "1", NULL, NULL);
    for (int x = SCREEN_WIDTH / 2; x <= SCREEN_WIDTH / 2 + 200; x += 20)
        point(x, SCREEN_HEIGHT / 3);
    xdotool("mouseup", "1", NULL, NULL);
    double least = 2 * idle + 0.5;
    double turned = wait_to_see(f, &still, least, 0.2, 0.2, 0.8, 0.6);
    if (turned <= least)
        fail_msg("the picture differs by %g after a drag, by %g without", turned, idle);
    press("space");
    wait_until(f, "paused", "0", REACT_S);
}

/* Where a place is to be touched. */
static void place_at(struct fixture *f, const char *key, int *x, int *y)
{
    char value[64];
    if (sscanf(look(f, key, value), "%d %d", x, y) != 2)
        fail_msg("'%s' is nowhere in the picture", key);
}

static void a_place_is_tapped_and_called_to_mind(void **state)
{
    struct fixture *f = fixture_of(state);
    int x, y;
    press("Home"); /* as it was before it was turned */
    process_rest(3);
    place_at(f, "place_friend", &x, &y);
    point(x, y);
    xdotool("click", "1", NULL, NULL);
    wait_until(f, "card", "1", REACT_S);
    assert_true(strcmp(look(f, "stimulated", (char[64]){0}), "-1") == 0);
    press("Return"); /* Call it to mind */
    char place[64];
    for (double waited = 0; waited < REACT_S; waited += 0.05) {
        look(f, "stimulated", place);
        if (strcmp(place, "-1") != 0)
            break;
        process_rest(0.05);
    }
    assert_string_not_equal(place, "-1");
    wait_until(f, "winner", place, REACT_S); /* its cells answer */
    press("Escape");
    wait_until(f, "card", "0", REACT_S);
    assert_true(number(f, "quit") == 0);
}

static void a_way_is_drawn_and_practised(void **state)
{
    struct fixture *f = fixture_of(state);
    int from[2], to[2];
    wait_until(f, "practising", "0", REACT_S); /* a place called to mind is walked to */
    process_rest(4); /* names that the card was in the way of have come back */
    place_at(f, "place_friend", &from[0], &from[1]);
    place_at(f, "place_walk", &to[0], &to[1]);
    point(from[0], from[1]);
    xdotool("mousedown", "1", NULL, NULL);
    for (int i = 1; i <= 8; i++)
        point(from[0] + i * (to[0] - from[0]) / 8, from[1] + i * (to[1] - from[1]) / 8);
    xdotool("mouseup", "1", NULL, NULL);
    wait_until(f, "practising", "1", REACT_S);
    wait_until(f, "practising", "0", STORY_S); /* a session has an end */
}

static void d_gives_the_dose_and_receptors_are_blocked(void **state)
{
    struct fixture *f = fixture_of(state);
    press("d");
    wait_until(f, "phase", "dose", REACT_S);
    wait_above(f, "dose_mg_kg", 0.1, REACT_S);
    for (int i = 0; i < 4; i++)
        press("plus");
    wait_above(f, "occupancy", 0.02, STORY_S);
}

static void what_was_done_is_undone_and_done_again(void **state)
{
    struct fixture *f = fixture_of(state);
    press("ctrl+z");
    wait_until(f, "phase", "rigid", STORY_S);
    wait_until(f, "dose_mg_kg", "0.00", REACT_S);
    press("ctrl+y");
    wait_until(f, "phase", "dose", STORY_S);
    wait_above(f, "dose_mg_kg", 0.1, REACT_S);
}

static void shift_and_an_arrow_go_through_time(void **state)
{
    struct fixture *f = fixture_of(state);
    press("space");
    wait_until(f, "paused", "1", REACT_S);
    double there = number(f, "now");
    press("shift+Left");
    for (double waited = 0; waited < REACT_S && number(f, "now") >= there; waited += 0.1)
        process_rest(0.1);
    assert_true(number(f, "now") == there - 120); /* two seconds of sixty ticks */
    assert_true(number(f, "end") == there);
    press("shift+Right");
    wait_above(f, "now", there - 1, REACT_S);
    press("space");
    wait_until(f, "paused", "0", REACT_S);
}

/* The one file of this ending among what was saved. */
static bool saved_file(struct fixture *f, const char *ending, char path[600])
{
    char folder[600], *roots[] = {folder, NULL};
    scratch_path(folder_of((void *[]){f}), "data/snowmelt", folder);
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    bool found = false;
    for (const FTSENT *entry; tree && (entry = fts_read(tree));) {
        size_t length = strlen(entry->fts_path), tail = strlen(ending);
        if (entry->fts_info == FTS_F && length > tail &&
            strcmp(entry->fts_path + length - tail, ending) == 0) {
            snprintf(path, 600, "%s", entry->fts_path);
            found = true;
        }
    }
    if (tree)
        fts_close(tree);
    return found;
}

static void control_s_saves_the_state(void **state)
{
    struct fixture *f = fixture_of(state);
    char path[600];
    press("ctrl+s");
    double waited = 0;
    for (; waited < REACT_S && !saved_file(f, ".snowmelt", path); waited += 0.1)
        process_rest(0.1);
    assert_true(saved_file(f, ".snowmelt", path));
}

static void what_was_saved_opens_again(void **state)
{
#ifdef SNOWMELT_SANITIZED
    skip(); /* minutes there, and the other build shows as much */
#endif
    struct fixture *f = fixture_of(state);
    struct error error = {0};
    struct saved saved;
    char path[600], text[4096];
    assert_true(saved_file(f, ".snowmelt", path));
    assert_true(saved_read(path, &saved, &error));
    assert_int_equal(saved.n_acts > 0, 1);
    unlink(f->state_path);
    const char *argv[] = {SNOWMELT_PROGRAM, "--size", "480x270", "--open", path, NULL};
    f->program = process_start(argv, NULL, f->errors);
    wait_above(f, "now", (double)saved.at, WEAR_IN_S + STORY_S); /* and goes on from there */
    assert_true(number(f, "dose_mg_kg") > 0.1);
    saved_clear(&saved);
    assert_string_equal(process_text(f->errors, text, sizeof text), "");
}

/* Not in what is replayed, where the path would be worn in anew. */
static void r_begins_again(void **state)
{
    struct fixture *f = fixture_of(state);
#ifdef SNOWMELT_SANITIZED
    start_program(f, NULL);
    wait_until(f, "phase", "rigid", WEAR_IN_S);
#endif
    point(SCREEN_WIDTH / 2, SCREEN_HEIGHT / 3);
#ifdef SNOWMELT_SANITIZED
    press("d");
#endif
    wait_until(f, "phase", "dose", REACT_S);
    wait_above(f, "occupancy", 0.01, STORY_S);
    press("r");
    wait_until(f, "phase", "rigid", STORY_S);
    wait_until(f, "dose_mg_kg", "0.00", REACT_S);
    assert_true(number(f, "occupancy") < 0.001);
}

static void y_quits_and_nothing_was_complained_of(void **state)
{
    struct fixture *f = fixture_of(state);
    char text[4096];
    double tick = number(f, "hash_tick");
    wait_above(f, "hash_tick", tick + 60, REACT_S); /* one more hash, for the replay */
    press("Escape");
    wait_until(f, "quit", "1", REACT_S);
    press("y");
    assert_ends(f, REACT_S);
    assert_string_equal(process_text(f->errors, text, sizeof text), "");
}

static void the_recording_holds_what_was_pressed(void **state)
{
    (void)state;
#ifdef SNOWMELT_SANITIZED
    skip(); /* nothing was recorded */
#endif
    static const enum input_key PRESSED[] = {
        KEY_SPACE, KEY_SPACE,                                 /* pause */
        KEY_PLUS,  KEY_PLUS,  KEY_MINUS, KEY_MINUS,           /* speed */
        KEY_SPACE, KEY_H,     KEY_ESCAPE, KEY_SPACE,          /* help */
        KEY_SPACE, KEY_ESCAPE, KEY_N,    KEY_SPACE,           /* quit, no */
        KEY_SPACE, KEY_SPACE,                                 /* the drag */
        KEY_HOME,  KEY_ENTER, KEY_ESCAPE,                     /* a place called to mind */
        KEY_D,     KEY_PLUS,  KEY_PLUS,  KEY_PLUS, KEY_PLUS,  /* dose */
        KEY_UNDO,  KEY_REDO,
        KEY_SPACE, KEY_EARLIER, KEY_LATER, KEY_SPACE,         /* through time */
        KEY_SAVE,
        KEY_ESCAPE, KEY_Y,
    };
    struct error error = {0};
    struct input_header header;
    struct input_event event;
    struct input_replay *replay = input_replay_open(recording, &header, &error);
    if (!replay)
        fail_msg("%s", error.text);
    assert_true(header.seed == 7 && header.width == SCREEN_WIDTH);
    unsigned n = 0, presses = 0, releases = 0;
    while (input_replay_next(replay, UINT64_MAX, &event)) {
        presses += event.kind == INPUT_PRESS;
        releases += event.kind == INPUT_RELEASE;
        if (event.kind != INPUT_KEY)
            continue;
        assert_true(n < sizeof PRESSED / sizeof PRESSED[0]);
        assert_string_equal(input_key_name(event.key), input_key_name(PRESSED[n]));
        n++;
    }
    input_replay_close(replay);
    assert_int_equal(n, sizeof PRESSED / sizeof PRESSED[0]);
    assert_true(presses == 3 && releases == 3); /* a drag, a tap and a stroke */
}

static void a_replay_comes_to_the_same_states(void **state)
{
#ifdef SNOWMELT_SANITIZED
    skip(); /* minutes there, and the other build shows as much */
#endif
    struct fixture *f = fixture_of(state);
    static struct hash first[MOST_HASHES];
    unsigned n_first = n_hashes, same = 0, status_waits = 0;
    memcpy(first, hashes, sizeof first);
    n_hashes = 0;
    /* In a smaller picture other buttons would lie where a place was tapped. */
    start_program(f, "--replay-input");
    int status = -1;
    while (status == -1 && status_waits++ < (WEAR_IN_S + 2 * STORY_S) * 10) {
        note_hash(f);
        status = process_wait(f->program, 0.1);
    }
    f->program = status == -1 ? f->program : 0;
    assert_int_equal(status, 0); /* it quits by the keys that were recorded */
    for (unsigned i = 0, j = 0; i < n_first; i++) {
        while (j < n_hashes &&
               strtoull(hashes[j].tick, NULL, 10) < strtoull(first[i].tick, NULL, 10))
            j++;
        if (j == n_hashes || strcmp(hashes[j].tick, first[i].tick) != 0)
            continue;
        if (strcmp(hashes[j].value, first[i].value) != 0)
            fail_msg("at tick %s the replay is another", first[i].tick);
        same++;
    }
    if (same < 3)
        fail_msg("only %u states to compare, of %u and %u", same, n_first, n_hashes);
}

static int setup(void **state)
{
    if (watched_setup(state) != 0)
        return -1;
    fixture_of(state)->notice = note_hash;
    scratch_path(folder_of(state), "input.txt", recording);
    setenv("XDG_DATA_HOME", scratch_path(folder_of(state), "data", data), 1);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_opens_and_wears_the_path_in),
        cmocka_unit_test(the_walk_goes_on_and_is_seen),
        cmocka_unit_test(space_pauses_and_goes_on),
        cmocka_unit_test(plus_and_minus_change_the_speed),
        cmocka_unit_test(h_shows_the_help_and_escape_takes_it_away),
        cmocka_unit_test(escape_asks_and_n_stays),
        cmocka_unit_test(dragging_turns_the_picture),
        cmocka_unit_test(a_place_is_tapped_and_called_to_mind),
        cmocka_unit_test(a_way_is_drawn_and_practised),
        cmocka_unit_test(d_gives_the_dose_and_receptors_are_blocked),
        cmocka_unit_test(what_was_done_is_undone_and_done_again),
        cmocka_unit_test(shift_and_an_arrow_go_through_time),
        cmocka_unit_test(control_s_saves_the_state),
        cmocka_unit_test(y_quits_and_nothing_was_complained_of),
        cmocka_unit_test(the_recording_holds_what_was_pressed),
        cmocka_unit_test(a_replay_comes_to_the_same_states),
        cmocka_unit_test(what_was_saved_opens_again),
        cmocka_unit_test(r_begins_again),
    };
    return cmocka_run_group_tests(tests, setup, watched_teardown);
}
