/* The captions read aloud: what stands there, in its language, and nothing else. */
#include "ssip.h"

#include "steer_fixture.h"

#include "commands/exhibit.h"
#include "commands/voice.h"

struct hall {
    void *folder;
    char path[600];
    struct ssip ssip;
    struct voice voice;
    double now_s;
};

static int open_hall(void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);
    if (!hall || scratch_make(&hall->folder) != 0)
        return -1;
    ssip_open(&hall->ssip, scratch_path(&hall->folder, "speechd.sock", hall->path));
    *state = hall;
    return 0;
}

static int close_hall(void **state)
{
    struct hall *hall = *state;
    voice_close(&hall->voice);
    ssip_close(&hall->ssip);
    int removed = scratch_remove(&hall->folder);
    free(hall);
    return removed;
}

static void read_for_a_while(struct hall *hall, const char *words, enum language language)
{
    struct ui_node caption = {.role = UI_TEXT, .name = "caption"};
    snprintf(caption.value, sizeof caption.value, "%s", words ? words : "");
    hall->ssip.heard[0] = '\0';
    for (int i = 0; i < 60; i++) {
        voice_listen(&hall->voice, words ? &caption : NULL, language, hall->now_s += 1.0 / 60.0);
        ssip_serve(&hall->ssip);
    }
}

static void captions_are_read_once_each(void **state)
{
    struct hall *hall = *state;
    read_for_a_while(hall, "Nobody asked.", LANGUAGE_ENGLISH);
    assert_string_equal(hall->ssip.heard, "");
    assert_int_equal(voice_state(&hall->voice), UI_SOUND_OFF);
    voice_toggle(&hall->voice);
    read_for_a_while(hall, "A path.", LANGUAGE_ENGLISH);
    assert_non_null(strstr(hall->ssip.heard, "SET self LANGUAGE en\nSPEAK\nA path.\n.\n"));
    assert_int_equal(voice_state(&hall->voice), UI_SOUND_ON);
    read_for_a_while(hall, "A path.", LANGUAGE_ENGLISH);
    assert_string_equal(hall->ssip.heard, "");
    read_for_a_while(hall, "Ein Weg.", LANGUAGE_GERMAN);
    assert_string_equal(hall->ssip.heard,
                        "CANCEL self\nSET self LANGUAGE de\nSPEAK\nEin Weg.\n.\n");
    read_for_a_while(hall, NULL, LANGUAGE_GERMAN); /* a dialog, or nobody is there */
    assert_string_equal(hall->ssip.heard, "CANCEL self\n");
    read_for_a_while(hall, "Ein Weg.", LANGUAGE_GERMAN);
    assert_non_null(strstr(hall->ssip.heard, "Ein Weg."));
    voice_toggle(&hall->voice);
    read_for_a_while(hall, "Nobody asked.", LANGUAGE_ENGLISH);
    assert_string_equal(hall->ssip.heard, "CANCEL self\nQUIT\n");
}

static void without_a_dispatcher_all_goes_on(void **state)
{
    struct hall *hall = *state;
    setenv("SPEECHD_ADDRESS", "inet_socket:127.0.0.1:6560", 1);
    voice_toggle(&hall->voice);
    read_for_a_while(hall, "A path.", LANGUAGE_ENGLISH);
    assert_int_equal(voice_state(&hall->voice), UI_SOUND_MISSING);
    assert_true(hall->voice.told);
    voice_toggle(&hall->voice);
    assert_int_equal(voice_state(&hall->voice), UI_SOUND_OFF);
}

/* What the picture says and what is heard are the same: the tree is read. */
static void what_stands_there_is_what_is_read(void **state)
{
    struct fixture *f = *state;
    wear_in(f);
    step(f);
    const struct ui_node *caption = ui_find(f->ui, "caption");
    assert_non_null(caption);
    assert_string_equal(caption->value, f->frame.view->caption);
    ui_open(f->ui, UI_DIALOG_HELP);
    step(f);
    step(f);
    assert_null(ui_find(f->ui, "caption"));
    ui_close(f->ui);
    key(f, KEY_U);
    assert_true(f->steer.voice);
}

static void every_visit_begins_silent(void **state)
{
    struct fixture *f = *state;
    struct exhibit *e = calloc(1, sizeof *e);
    struct error error;
    assert_non_null(e);
    wear_in(f);
    step(f);
    e->picture_hand = -1;
    e->session.ui = f->ui;
    e->session.scene = f->scene;
    e->session.worker = f->worker;
    e->session.scenario = f->scenario;
    e->session.frame = f->frame;
    e->kiosk = kiosk_create(&(struct ui_options){.text_scale = 1.0f}, &error);
    assert_non_null(e->kiosk);
    exhibit_act(e, UI_VOICE);
    assert_true(e->session.voice.on);
    assert_int_equal(exhibit_show(e).voice, UI_SOUND_ON);
    exhibit_obey(e, VISIT_RESET);
    assert_false(e->session.voice.on);
    e->session.options.speak = true; /* but where the museum wants it otherwise */
    exhibit_obey(e, VISIT_RESET);
    assert_true(e->session.voice.on);
    voice_close(&e->session.voice);
    kiosk_destroy(e->kiosk);
    free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(captions_are_read_once_each, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(without_a_dispatcher_all_goes_on, open_hall, close_hall),
        cmocka_unit_test_setup_teardown(what_stands_there_is_what_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_visit_begins_silent, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
