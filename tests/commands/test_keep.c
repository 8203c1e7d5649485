/* What is saved and opened again from the sheet, in a session without a window. */
#include "../scratch.h"

#include "commands/keep.h"

struct fixture {
    char *folder; /* for the scratch functions */
    struct session session;
    struct keep keep;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct options options;
    struct session_wish wish = {.offscreen = true,
                                .scale = 0.25f,
                                .cells_per_place = 10,
                                .n_exc = 104,
                                .n_inh = 24};
    char *argv[] = {(char[]){"snowmelt"}, NULL};
    struct error error = {0};
    if (!f || scratch_make((void **)&f->folder) != 0 || !options_parse(&options, 1, argv, &error))
        return -1;
    options.width = 320;
    options.height = 240;
    snprintf(options.folder, sizeof options.folder, "%s/kept", f->folder);
    if (!session_open(&f->session, &options, &wish, &error))
        return -1;
    scene_observe(f->session.scene, f->session.frame.snapshot, f->session.frame.view);
    f->keep.session = &f->session;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    keep_close(&f->keep);
    session_close(&f->session);
    scratch_remove((void **)&f->folder);
    free(f);
    return 0;
}

/* So many ticks of the story, each with a picture. */
static void play(struct fixture *f, int ticks)
{
    struct error error = {0};
    for (int i = 0; i < ticks; i++) {
        worker_announce(f->session.worker, 1);
        session_look(&f->session);
        session_lay_out(&f->session, 320, 240, 0.1, 0.1, false);
        assert_true(session_draw(&f->session, &error));
        keep_drawn(&f->keep, 0.1);
    }
}

/* Behind the shade; true if another story came. */
static bool arrive(struct fixture *f)
{
    for (int i = 0; i < 60; i++) {
        session_look(&f->session);
        session_lay_out(&f->session, 320, 240, 0.1, 0.1, false);
        if (session_arrive(&f->session))
            return true;
    }
    return false;
}

static uint64_t hash_now(struct fixture *f)
{
    worker_past(f->session.worker);
    return story_state_hash(f->session.story);
}

static const char *told(struct fixture *f)
{
    play(f, 12);
    const struct ui_node *node = ui_find(f->session.ui, "told");
    return node ? node->value : "";
}

static void listed_path(struct fixture *f, unsigned i, char path[800])
{
    snprintf(path, 800, "%s/%s", f->session.options.folder, f->keep.listed[i]);
}

static void what_is_saved_opens_again(void **state)
{
    struct fixture *f = *state;
    keep_offer(&f->keep, true);
    assert_int_equal(f->keep.n_listed, 0);
    play(f, 30);
    uint64_t hash = hash_now(f), at = past_now(worker_past(f->session.worker));
    const struct story *before = f->session.story;
    keep_state(&f->keep);
    assert_non_null(strstr(told(f), "Saved"));
    keep_offer(&f->keep, true);
    assert_int_equal(f->keep.n_listed, 1);
    struct error error = {0};
    struct saved saved;
    char path[800];
    listed_path(f, 0, path);
    assert_true(saved_read(path, &saved, &error));
    assert_true(saved.hash == hash && saved.at == at);
    saved_clear(&saved);
    play(f, 20);
    assert_true(hash_now(f) != hash);
    keep_open(&f->keep, 0);
    assert_true(arrive(f));
    assert_ptr_not_equal(f->session.story, before);
    assert_non_null(f->session.before.story); /* until the other has come about */
    worker_announce(f->session.worker, 1);
    session_look(&f->session);
    assert_int_equal(f->session.frame.outcome, WORKER_OUTCOME_SAME);
    assert_int_equal(f->session.frame.now, at + 1);
    assert_true(session_holds(&f->session));
    assert_null(f->session.before.story);
    play(f, 4); /* it goes on */
}

/* A pause is of whoever looks: it is not in what is saved, and stays when that is opened. */
static void what_is_saved_in_a_pause_opens_in_a_pause(void **state)
{
    struct fixture *f = *state;
    play(f, 20);
    worker_do(f->session.worker, STORY_DO_PAUSE);
    play(f, 3);
    uint64_t hash = hash_now(f), at = past_now(worker_past(f->session.worker));
    keep_state(&f->keep);
    assert_true(hash_now(f) == hash);
    keep_offer(&f->keep, true);
    keep_open(&f->keep, 0);
    assert_true(arrive(f));
    play(f, 3);
    assert_int_equal(f->session.frame.outcome, WORKER_OUTCOME_SAME);
    assert_true(f->session.frame.view->paused);
    assert_int_equal(f->session.frame.now, at);
    assert_true(hash_now(f) == hash);
}

static void a_damaged_one_is_refused(void **state)
{
    struct fixture *f = *state;
    char path[800];
    play(f, 20);
    keep_state(&f->keep);
    keep_offer(&f->keep, true);
    listed_path(f, 0, path);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, -40, SEEK_END);
    fputc('#', file);
    fclose(file);
    const struct story *before = f->session.story;
    keep_open(&f->keep, 0);
    const char *says = told(f);
    assert_non_null(strstr(says, "damaged"));
    assert_non_null(strstr(says, f->keep.listed[0]));
    assert_false(arrive(f));
    assert_ptr_equal(f->session.story, before);
    scratch_write_text(path, "another kind of file\n");
    keep_open(&f->keep, 0);
    assert_non_null(strstr(told(f), "could not be opened"));
    unlink(path);
    keep_open(&f->keep, 0); /* gone meanwhile */
    keep_open(&f->keep, 7); /* never offered */
    assert_false(arrive(f));
    assert_ptr_equal(f->session.story, before);
}

/* Whole, but what is told there comes out otherwise in this version: the present comes back. */
static void another_outcome_is_refused(void **state)
{
    struct fixture *f = *state;
    struct error error = {0};
    struct saved saved;
    char path[800];
    play(f, 20);
    keep_state(&f->keep);
    keep_offer(&f->keep, true);
    listed_path(f, 0, path);
    assert_true(saved_read(path, &saved, &error));
    saved.hash ^= 1;
    assert_true(saved_write(path, &saved, &error));
    saved_clear(&saved);
    play(f, 10);
    uint64_t hash = hash_now(f);
    const struct story *before = f->session.story;
    keep_open(&f->keep, 0);
    assert_true(arrive(f));
    worker_announce(f->session.worker, 1);
    session_look(&f->session);
    assert_int_equal(f->session.frame.outcome, WORKER_OUTCOME_OTHER);
    assert_false(session_holds(&f->session)); /* told once */
    assert_true(session_holds(&f->session));
    assert_true(arrive(f));
    assert_ptr_equal(f->session.story, before);
    assert_null(f->session.before.story);
    assert_true(hash_now(f) == hash);
    play(f, 4);
}

/* Buttons and dialogs are not in the picture. */
static void a_picture_waits_until_all_is_clear(void **state)
{
    struct fixture *f = *state;
    char names[KEEPSAKES_MOST][KEEPSAKES_NAME];
    play(f, 4);
    ui_open(f->session.ui, UI_DIALOG_SAVE);
    play(f, 12);
    ui_close(f->session.ui);
    keep_picture(&f->keep);
    play(f, 4);
    assert_int_equal(keepsakes_list(f->session.options.folder, "png", names), 0);
    play(f, 60);
    assert_true(ui_is_clear(f->session.ui));
    assert_int_equal(keepsakes_list(f->session.options.folder, "png", names), 1);
}

static void a_story_is_chosen_by_name(void **state)
{
    struct fixture *f = *state;
    struct ui_story stories[FILES_SCENARIOS];
    unsigned n = session_stories(&f->session, stories);
    assert_int_equal(n, 4);
    for (unsigned i = 0; i < n; i++) {
        assert_non_null(stories[i].about);
        session_leave_for(&f->session, i);
        assert_true(arrive(f));
        assert_string_equal(f->session.scenario->title, stories[i].title);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_saved_opens_again),
        TEST(what_is_saved_in_a_pause_opens_in_a_pause),
        TEST(a_damaged_one_is_refused),
        TEST(another_outcome_is_refused),
        TEST(a_picture_waits_until_all_is_clear),
        TEST(a_story_is_chosen_by_name),
    };
    return cmocka_run_group_tests_name("keep", tests, NULL, NULL);
}
