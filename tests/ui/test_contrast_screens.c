/* The contrast of all words on what lies over the picture: dialogs, cards, the comparison, a talk and
 * its notes, the exhibit while nobody is there and while somebody is; in both themes. */
#include "contrast.h"

#include "commands/staff.h"
#include "commands/talk_file.h"
#include "ui/compare.h"
#include "ui/kiosk.h"
#include "ui/stage.h"

static struct session session;

static int close_all(void **state)
{
    (void)state;
    session_close(&session);
    return 0;
}

static void begin_view(enum scene_view view, int theme)
{
    struct scene_options options = {.view = view, .theme = (enum palette_theme)theme};
    begin_anew(&session, &options, 1.0f);
    settle(&session, SETTLE);
}

static const char *named(const char *what, int theme)
{
    static char where[120];
    snprintf(where, sizeof where, "%s, %s", what, palette_theme_name((enum palette_theme)theme));
    return where;
}

static void dialogs_and_cards(void **state)
{
    (void)state;
    open_once(&session);
    static const struct ui_story STORIES[] = {
        {"A worry that circles", "A small mistake, and what comes after it."},
        {"A way home", "Always by the same streets, until a park opens."}};
    static const char *const SAVED[] = {"evening.snowmelt"};
    static const char *const NAMES[UI_DIALOGS] = {
        "no dialog", "help", "simplified", "figures", "dose", "stories", "save", "open",
        "languages", "leaving"};
    struct worst worst = {.ratio = 21.0f};
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        begin_view(theme ? SCENE_SNOW : SCENE_CIRCUIT, theme);
        ui_offer_stories(session.ui, STORIES, 2);
        ui_offer_saved(session.ui, "/home/somebody/Pictures", SAVED, 1, true);
        ui_show_card(session.ui, &(struct ui_subject){.kind = UI_ABOUT_PLACE, .place = 1});
        for (int dialog = UI_DIALOG_NONE; dialog < UI_DIALOGS; dialog++) {
            if (dialog != UI_DIALOG_NONE)
                ui_open(session.ui, (enum ui_dialog)dialog);
            settle(&session, SETTLE_WORDS);
            measure(&session, named(NAMES[dialog], theme), &worst);
            if (dialog != UI_DIALOG_NONE)
                ui_close(session.ui);
        }
    }
    judge(&worst, 200);
}

/* Two arms that see the same network, and curves that cross. */
static void lay_out_comparison(struct compare *compare, struct scene *const scenes[2],
                               struct plan *const plans[2], const struct comparison_view *view)
{
    struct compare_layout at;
    plan_begin(session.plan, WIDTH, HEIGHT, 0.0);
    compare_lay_out(compare, WIDTH, HEIGHT, 2, &at);
    /* While the one path is worn in there is nothing to see yet. */
    for (int a = 0; a < 2 && view->stretch != COMPARISON_WEARING_IN; a++) {
        struct plan_box box = at.panes[a];
        scene_animate(scenes[a], SETTLE_DT);
        plan_begin(plans[a], (int)box.w, (int)box.h, 0.0);
        plans[a]->free = (struct plan_box){0.0f, at.pane_top, box.w,
                                           box.h - at.pane_top - at.pane_foot};
        scene_draw(scenes[a], plans[a]);
        plan_pane(session.plan, plans[a], (int)box.x, (int)box.y, false);
    }
    compare_build(compare, session.render, scenes[0], view, session.plan, SETTLE_DT);
}

static void look_at_comparison(enum scene_view shown, int theme, bool wearing, struct worst *worst)
{
    struct scene_options options = {.view = shown, .theme = (enum palette_theme)theme};
    static struct comparison_view view;
    struct scene *scenes[2];
    struct plan *plans[2];
    struct error error;
    view = (struct comparison_view){.n_arms = 2,
                                    .arms = {STORY_SALINE, STORY_KETAMINE_THERAPY},
                                    .stretch = wearing ? COMPARISON_WEARING_IN : COMPARISON_DAYS,
                                    .wear_in = wearing ? 0.4f : 1.0f,
                                    .speed = 1.0f,
                                    .slow_rate = 64800.0,
                                    .practice_rate = 300.0,
                                    .caption = "Synapses come and go without treatment too.",
                                    .source = "Maya Vetencourt et al. 2008",
                                    .n_points = 200};
    for (uint32_t i = 0; i < view.n_points; i++) {
        struct comparison_point *point = &view.points[i];
        point->hours = i < 20 ? -0.01f : 0.01f * expf(0.05f * (float)i);
        for (unsigned a = 0; a < 2; a++)
            point->arm[a] = (struct comparison_measure){
                .rigidity = 1.0f - 0.2f * (float)a * sinf(0.01f * (float)i),
                .new_synapses = (float)(i * a)};
    }
    view.hours = view.points[view.n_points - 1].hours;
    for (unsigned a = 0; a < 2; a++)
        view.now[a] = view.points[view.n_points - 1].arm[a];
    struct compare *compare = compare_create(&(struct ui_options){.text_scale = 1.0f}, &error);
    assert_non_null(compare);
    for (int a = 0; a < 2; a++) {
        scenes[a] = scene_create(&options, &error);
        plans[a] = plan_create();
        assert_true(scenes[a] && plans[a]);
        scene_observe(scenes[a], session.frame.snapshot, NULL);
    }
    compare_controls(compare, true);
    compare_focus_move(compare, 1); /* wakes them */
    for (int i = 0; i < SETTLE; i++)
        lay_out_comparison(compare, scenes, plans, &view);
    measure(&session, named(wearing ? "comparison, wearing in" : "comparison", theme), worst);
    for (int a = 0; a < 2; a++) {
        scene_destroy(scenes[a]);
        plan_destroy(plans[a]);
    }
    compare_destroy(compare);
}

static void the_comparison(void **state)
{
    (void)state;
    open_once(&session);
    struct worst worst = {.ratio = 21.0f};
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        look_at_comparison(SCENE_CIRCUIT, theme, false, &worst);
        look_at_comparison(SCENE_SNOW, theme, false, &worst);
        look_at_comparison(SCENE_CIRCUIT, theme, true, &worst);
    }
    judge(&worst, 60);
}

static void a_talk(void **state)
{
    (void)state;
    open_once(&session);
    static const char *const NAMES[] = {"talk",      "overview", "keys",  "leaving", "the end",
                                        "notes",     "number",   "black", "white",   "spotlight",
                                        "notes alone"};
    enum { SCREENS = sizeof NAMES / sizeof *NAMES, ALONE = SCREENS - 1 };
    struct worst worst = {.ratio = 21.0f};
    struct error error;
    struct talk *talk = talk_file_open("", &error);
    assert_non_null(talk);
    for (int theme = 0; theme < PALETTE_THEMES; theme++) {
        begin_view(SCENE_CIRCUIT, theme);
        ui_controls(session.ui, false);
        for (int screen = 0; screen < SCREENS; screen++) {
            struct stage *stage = stage_create(&(struct ui_options){.text_scale = 1.0f}, &error);
            struct stage_show show = {.talk = talk,
                                      .chapter = 2,
                                      .selected = 3,
                                      .overview = screen == 1,
                                      .help = screen == 2,
                                      .quit = screen == 3,
                                      .over = screen == 4,
                                      .notes = screen == 5,
                                      .typing = screen == 6,
                                      .number = 3,
                                      .black = screen == 7,
                                      .white = screen == 8,
                                      .spot = screen == 9,
                                      .spot_x = 0.5f * WIDTH,
                                      .spot_y = 0.9f * HEIGHT,
                                      .arrived = true,
                                      .timing = true,
                                      .dosing = true,
                                      .clock = "14:05",
                                      .elapsed_s = 754.0};
            assert_non_null(stage);
            for (int i = 0; i <= SETTLE; i++) {
                plan_begin(session.plan, WIDTH, HEIGHT, 0.0);
                if (i == SETTLE && screen != ALONE)
                    session_lay_out(&session, WIDTH, HEIGHT, 0.0, SETTLE_DT, false);
                if (screen != ALONE)
                    stage_build(stage, session.render, scene_palette(session.scene), &show,
                                session.plan, SETTLE_DT);
                else
                    stage_build_notes(stage, session.render, &show, session.plan, SETTLE_DT);
            }
            measure(&session, named(NAMES[screen], theme), &worst);
            stage_destroy(stage);
        }
    }
    free(talk);
    judge(&worst, 200);
}

/* Nobody there, the buttons of a visit, what is easier to see, the question, and the pad of staff. */
static void an_exhibit(void **state)
{
    (void)state;
    open_once(&session);
    static const char *const NAMES[] = {"invitation", "visit", "easier to see", "still there?",
                                        "pad of staff"};
    enum { SCREENS = sizeof NAMES / sizeof *NAMES };
    static const enum scene_view VIEWS[SCREENS] = {SCENE_SNOW, SCENE_SNOW, SCENE_CIRCUIT,
                                                   SCENE_SYNAPSE, SCENE_SNOW};
    struct worst worst = {.ratio = 21.0f};
    struct error error;
    for (int theme = 0; theme < PALETTE_THEMES; theme++)
        for (int screen = 0; screen < SCREENS; screen++) {
            struct kiosk *kiosk = kiosk_create(&(struct ui_options){.text_scale = 1.0f}, &error);
            struct kiosk_show show = {
                .row = screen < KIOSK_ROWS ? (enum kiosk_row)screen : KIOSK_ACTIONS,
                .left_s = 14,
                .languages = (1u << LANGUAGES) - 1,
                .language = LANGUAGE_ENGLISH,
                .view = VIEWS[screen],
                .dosing = true, /* one button that can not be pressed */
                .easier = screen == KIOSK_EASIER,
                .large = true,
                .px_per_mm = 2.0f,
                .corner = STAFF_CORNER,
                .pad = screen == KIOSK_ROWS,
                .digits = 3,
                .refused = true};
            assert_non_null(kiosk);
            if (!screen || VIEWS[screen] != VIEWS[screen - 1])
                begin_view(VIEWS[screen], theme);
            ui_show_words(session.ui, screen != KIOSK_INVITE);
            for (int i = 0; i < SETTLE_WORDS; i++) {
                ui_keep_foot(session.ui, kiosk_height(kiosk, session.render, &show, WIDTH, HEIGHT,
                                                      SETTLE_DT));
                session_lay_out(&session, WIDTH, HEIGHT, SETTLE_DT, SETTLE_DT, false);
                kiosk_build(kiosk, session.render, session.scene, &show, session.plan, SETTLE_DT);
            }
            measure(&session, named(NAMES[screen], theme), &worst);
            kiosk_destroy(kiosk);
        }
    judge(&worst, 120);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dialogs_and_cards),
        cmocka_unit_test(the_comparison),
        cmocka_unit_test(a_talk),
        cmocka_unit_test(an_exhibit),
    };
    return cmocka_run_group_tests(tests, NULL, close_all);
}
