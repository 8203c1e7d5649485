/* Every language on the smallest pictures that are promised, at both ends of the scale of type,
 * measured with the fonts it is drawn with: nothing lies over anything, leaves the picture or is
 * cut short; and from right to left all stands mirrored but for pictures and time. */
#include "checks.h"
#include "fonts.h"

#include "story/captions.h"
#include "ui/readouts.h"

static const struct {
    int width, height;
} SIZES[] = {{800, 600}, {1280, 720}, {1680, 720}, {1080, 1920}};
static const float SCALES[] = {1.0f, 2.0f};
static const char ELLIPSIS[] = "…";

static const char *const SCENARIO_LABELS[FIXTURE_PLACES] = {
    "A small mistake", "What will they think", "I always fail",    "Stay home",
    "Call a friend",   "A walk outside",       "It passed before", "Rest",
};

static int open_fit(void **state)
{
    if (open_with_fonts(state) != 0)
        return -1;
    struct fixture *f = *state;
    for (int i = 0; i < FIXTURE_PLACES; i++)
        f->places[i].label = (char *)SCENARIO_LABELS[i];
    return 0;
}

static int close_fit(void **state)
{
    language_use(LANGUAGE_ENGLISH, NULL);
    return fixture_close(state);
}

static void speak(struct fixture *f, enum language language, float scale)
{
    struct error error;
    struct ui_options options = {
        .text_scale = scale, .language = language, .languages = (1u << LANGUAGES) - 1};
    if (!language_use(language, &error))
        fail_msg("%s", error.text);
    ui_destroy(f->ui);
    f->ui = ui_create(&options, &error);
    assert_non_null(f->ui);
}

static void tell(struct fixture *f, const struct caption *caption, enum story_phase phase)
{
    f->view.phase = phase;
    f->view.phase_title = caption->title;
    f->view.caption = caption->sentence;
    f->view.source = caption->source;
    f->view.science = caption->science;
    f->view.wear_in = phase == STORY_WEARING_IN ? 0.5f : 1.0f;
    f->view.told_rate = phase == STORY_WEARING_IN ? 0.0
                        : phase == STORY_PRACTICE ? 86400.0
                                                  : 9000.0;
    f->view.told_practice_rate = phase == STORY_PRACTICE ? 300.0 : 0.0;
    f->view.clock = phase >= STORY_PRACTICE ? STORY_CLOCK_DAYS
                    : phase >= STORY_DOSE   ? STORY_CLOCK_HOURS
                                            : STORY_CLOCK_SPIKES;
}

/* Words of that size and larger are whole. */
static void check_whole(const struct fixture *f, float least_px, const char *where)
{
    for (uint32_t i = 0; i < f->plan->n_items; i++) {
        const struct plan_item *item = &f->plan->items[i];
        if (item->kind == PLAN_ITEM_TEXT && item->size_px >= least_px &&
            strstr(text_of(f->plan, item), ELLIPSIS))
            fail_msg("%s, %dx%d, %s: '%s' is cut short", language_facts(ui_language(f->ui))->tag,
                     f->plan->width, f->plan->height, where, text_of(f->plan, item));
    }
}

static void check_one(struct fixture *f, int width, int height, float scale, const char *where)
{
    struct layout l;
    layout_make(&l, width, height, scale);
    fixture_settle(f, width, height);
    check_all(f, scale);
    /* Large type on a small picture may do with less in the panel; sentences are whole. */
    check_whole(f, scale > 1.0f ? l.caption : 0.0f, where);
}

static void chapters(struct fixture *f, enum language language)
{
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++) {
        speak(f, language, SCALES[s]);
        for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++)
            for (int phase = 0; phase <= STORY_PHASES; phase++)
                for (int science = 0; science < 2; science++) {
                    const struct caption *c =
                        phase == STORY_PHASES
                            ? caption_at_end()
                            : caption_find((enum story_phase)phase, STORY_KETAMINE_THERAPY);
                    tell(f, c, phase < STORY_PHASES ? (enum story_phase)phase : STORY_LASTING);
                    ui_show_science(f->ui, science);
                    check_one(f, SIZES[i].width, SIZES[i].height, SCALES[s], c->title);
                    const struct ui_node *caption = ui_find(f->ui, "caption");
                    assert_string_equal(caption->value, _(science ? c->science : c->sentence));
                }
    }
}

static void other_arms(struct fixture *f, enum language language)
{
    speak(f, language, 1.0f);
    for (int t = 0; t < STORY_TREATMENTS; t++)
        for (int phase = STORY_DOSE; phase < STORY_PHASES; phase++) {
            const struct caption *c =
                caption_find((enum story_phase)phase, (enum story_treatment)t);
            tell(f, c, (enum story_phase)phase);
            f->view.treatment = (enum story_treatment)t;
            f->view.dose_mg_kg = 0.0f;
            check_one(f, 800, 600, 1.0f, c->sentence);
            ui_show_science(f->ui, true);
            check_one(f, 800, 600, 1.0f, c->science);
            ui_show_science(f->ui, false);
        }
}

/* All pages of one of the large dialogs. */
static void turn_pages(struct fixture *f, int width, int height, float scale, const char *where)
{
    for (int page = 0; page < 24; page++) {
        check_one(f, width, height, scale, where);
        check_whole(f, 0.0f, where);
        if (!ui_find(f->ui, "more"))
            return;
        float x, y;
        bool inside;
        fixture_centre(f, "more", &x, &y);
        ui_pointer(f->ui, x, y, true, false, &inside);
        ui_pointer(f->ui, x, y, false, true, &inside);
    }
}

/* Where some sentence is the longest there is. */
static void sheets(struct fixture *f, int width, int height, float scale)
{
    static const struct ui_story STORIES[] = {
        {"Learning a new way home",
         "To and fro between school and home, always by the same streets, until the feet know "
         "them by themselves. Then a park opens, and another way home can be learned."}};
    static const enum ui_action CHOICES[] = {UI_CHOOSE_DOSE, UI_CHOOSE_DOSE + 1,
                                             UI_CHOOSE_ROUTE + MODEL_ROUTE_INTRAMUSCULAR,
                                             UI_CHOOSE_ROUTE + MODEL_ROUTE_INTRANASAL};
    static const char *const BUTTONS[] = {"mg_10", "mg_25", "route_muscle", "route_nose"};
    ui_offer_stories(f->ui, STORIES, 1);
    ui_offer_saved(f->ui, "/home/somebody/Pictures/Snowmelt", NULL, 0, true);
    for (int i = 0; i < 4; i++) {
        ui_open(f->ui, UI_DIALOG_DOSE);
        fixture_settle(f, width, height);
        assert_non_null(fixture_reach(f, BUTTONS[i], width, height));
        assert_int_equal(ui_find(f->ui, BUTTONS[i])->action, CHOICES[i]);
        assert_int_equal(fixture_press(f, BUTTONS[i]), UI_NONE);
        turn_pages(f, width, height, scale, "dose");
        ui_close(f->ui);
    }
    ui_open(f->ui, UI_DIALOG_STORIES);
    turn_pages(f, width, height, scale, "stories");
    ui_open(f->ui, UI_DIALOG_SAVE);
    turn_pages(f, width, height, scale, "save");
    ui_open(f->ui, UI_DIALOG_OPEN);
    turn_pages(f, width, height, scale, "open");
}

static void dialogs(struct fixture *f, enum language language)
{
    for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
        for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
            int w = SIZES[i].width, h = SIZES[i].height;
            speak(f, language, SCALES[s]);
            ui_open(f->ui, UI_DIALOG_HELP);
            turn_pages(f, w, h, SCALES[s], "help");
            ui_open(f->ui, UI_DIALOG_SIMPLIFIED);
            turn_pages(f, w, h, SCALES[s], "simplified");
            sheets(f, w, h, SCALES[s]);
            ui_close(f->ui);
            ui_open(f->ui, UI_DIALOG_LANGUAGES);
            check_one(f, w, h, SCALES[s], "languages");
            check_whole(f, 0.0f, "languages");
            for (int k = 0; k < LANGUAGES; k++) {
                char name[32];
                snprintf(name, sizeof name, "language_%s", language_facts((enum language)k)->tag);
                const struct ui_node *node = ui_find(f->ui, name);
                assert_non_null(node);
                assert_string_equal(node->value, language_facts((enum language)k)->name);
            }
            ui_close(f->ui);
            ui_open(f->ui, UI_DIALOG_QUIT);
            check_one(f, w, h, SCALES[s], "leaving");
            check_whole(f, 0.0f, "leaving");
        }
}

#define FOR_EACH_LANGUAGE(X)                                                                       \
    X(english, LANGUAGE_ENGLISH)                                                                   \
    X(spanish, LANGUAGE_SPANISH)                                                                   \
    X(german, LANGUAGE_GERMAN)                                                                     \
    X(french, LANGUAGE_FRENCH)                                                                     \
    X(portuguese, LANGUAGE_PORTUGUESE)                                                             \
    X(chinese, LANGUAGE_CHINESE)                                                                   \
    X(arabic, LANGUAGE_ARABIC)

#define TEST_OF(name, language)                                                                    \
    static void chapters_in_##name(void **state)                                                   \
    {                                                                                              \
        chapters(*state, language);                                                                \
    }                                                                                              \
    static void other_arms_in_##name(void **state)                                                 \
    {                                                                                              \
        other_arms(*state, language);                                                              \
    }                                                                                              \
    static void dialogs_in_##name(void **state)                                                    \
    {                                                                                              \
        dialogs(*state, language);                                                                 \
    }
FOR_EACH_LANGUAGE(TEST_OF)

static float middle(const struct fixture *f, const char *name)
{
    float x, y;
    fixture_centre((struct fixture *)f, name, &x, &y);
    return x;
}

static void arabic_stands_mirrored(void **state)
{
    struct fixture *f = *state;
    float before[4];
    static const char *const MIRRORED[] = {"panel", "story", "pause", "rigidity"};
    struct plan_box plot, free_before;
    speak(f, LANGUAGE_ENGLISH, 1.0f);
    fixture_settle(f, 1280, 720);
    for (int i = 0; i < 4; i++)
        before[i] = middle(f, MIRRORED[i]);
    free_before = f->plan->free;
    speak(f, LANGUAGE_ARABIC, 1.0f);
    fixture_settle(f, 1280, 720);
    assert_true(before[0] > 640.0f && middle(f, "panel") < 640.0f);
    assert_true(fabsf(before[0] + middle(f, "panel") - 1280.0f) < 1.0f);
    assert_true(middle(f, "story") > 640.0f);
    assert_true(middle(f, "pause") > middle(f, "restart"));
    assert_true(before[2] < 640.0f);
    assert_true(fabsf(free_before.x + f->plan->free.x + f->plan->free.w - 1280.0f) < 1.0f);
    /* Time goes from left to right for everybody: along a curve x does not fall. */
    plot = ui_find(f->ui, "plot_drug")->box;
    int curves = 0;
    for (uint32_t i = 0; i < f->plan->n_items; i++) {
        const struct plan_item *item = &f->plan->items[i];
        if (item->kind != PLAN_ITEM_LINE || item->count < 10)
            continue;
        const float(*points)[2] = (const float(*)[2])f->plan->points + item->first;
        curves++;
        for (uint32_t k = 0; k < item->count; k++) {
            assert_true(k == 0 || points[k][0] >= points[k - 1][0] - 0.01f);
            assert_true(points[k][0] > 0.0f && points[k][0] <= plot.x + plot.w + 1.0f);
        }
    }
    assert_true(curves >= 3);
}

/* Of the picture's height, between the words above and those below. */
static float open_to_the_network(const struct fixture *f)
{
    struct plan_box title = ui_find(f->ui, "story")->box;
    float foot = ui_find(f->ui, "caption_plate")->box.y;
    const struct ui_node *panel = ui_find(f->ui, "panel");
    if (panel && panel->box.w > 0.5f * (float)f->plan->width)
        foot = fminf(foot, panel->box.y);
    return fminf(foot - title.y - title.h, f->plan->free.h) / (float)f->plan->height;
}

/* Nowhere does a beginning of it, longer than `least` bytes, stand with dots in place of the rest. */
static void check_uncut(const struct fixture *f, const char *words, size_t least)
{
    for (uint32_t i = 0; i < f->plan->n_items; i++) {
        const struct plan_item *item = &f->plan->items[i];
        const char *text = item->kind == PLAN_ITEM_TEXT ? text_of(f->plan, item) : "";
        const char *cut = strstr(text, ELLIPSIS);
        char before[400];
        snprintf(before, sizeof before, "%.*s", cut ? (int)(cut - text) : 0, text);
        while (before[0] && before[strlen(before) - 1] == ' ')
            before[strlen(before) - 1] = '\0';
        if (strlen(before) > least && strstr(words, before))
            fail_msg("%s, %dx%d: '%s' is cut short", language_facts(ui_language(f->ui))->tag,
                     f->plan->width, f->plan->height, text);
    }
}

/* In a film, which nobody can rid of its words, the network keeps two fifths of the height. */
static void a_film_leaves_room_to_the_network(void **state)
{
    static const int FILMS[][2] = {{800, 600},   {1024, 768},  {2880, 2160}, {1280, 720},
                                   {3840, 2160}, {2560, 1080}, {720, 1280},  {1080, 1920}};
    static const float TYPES[] = {1.0f, 1.5f, 2.0f};
    struct fixture *f = *state;
    for (int l = 0; l < LANGUAGES; l++)
        for (size_t k = 0; k < sizeof TYPES / sizeof *TYPES; k++) {
            speak(f, (enum language)l, TYPES[k]);
            ui_controls(f->ui, false);
            for (size_t z = 0; z < sizeof FILMS / sizeof *FILMS; z++)
                for (int phase = STORY_RIGID; phase < STORY_PHASES; phase++) {
                    tell(f, caption_find((enum story_phase)phase, STORY_KETAMINE_THERAPY),
                         (enum story_phase)phase);
                    for (int i = 0; i < 8; i++)
                        fixture_build(f, FILMS[z][0], FILMS[z][1], 0.35);
                    check_inside(f);
                    check_apart(f);
                    check_uncut(f, _(f->view.caption), 12);
                    if (open_to_the_network(f) < 0.40f)
                        fail_msg("%s, %dx%d, type %.1f, %s: %.2f of the height is left",
                                 language_facts((enum language)l)->tag, FILMS[z][0], FILMS[z][1],
                                 (double)TYPES[k], f->view.phase_title,
                                 (double)open_to_the_network(f));
                }
        }
}

/* How rigid the path is can be read in all languages, at any size of type that is offered. */
static void the_gauge_says_its_word_whole(void **state)
{
    static const float RIGIDITY[] = {0.30f, 0.57f, 0.72f, 0.95f}; /* one of each zone */
    struct fixture *f = *state;
    for (int l = 0; l < LANGUAGES; l++)
        for (size_t k = 0; k < sizeof SCALES / sizeof *SCALES; k++)
            for (size_t z = 0; z < sizeof SIZES / sizeof *SIZES; z++)
                for (int zone = 0; zone < 4; zone++) {
                    bool seen = false;
                    speak(f, (enum language)l, SCALES[k]);
                    ui_controls(f->ui, false);
                    f->snapshot.now.rigidity = RIGIDITY[zone];
                    scene_observe(f->scene, &f->snapshot, &f->view);
                    for (int i = 0; i < 60; i++) { /* a page of figures takes its turn */
                        fixture_build(f, SIZES[z].width, SIZES[z].height, 0.5);
                        check_uncut(f, gauge_word(zone + 1), 1);
                        seen = seen || ui_find(f->ui, "rigidity");
                    }
                    if (!seen)
                        fail_msg("%s, %dx%d: no gauge is seen in half a minute",
                                 language_facts((enum language)l)->tag, SIZES[z].width,
                                 SIZES[z].height);
                }
}

/* A place's name stands beside its place, in any language. */
static void places_stay_where_they_are(void **state)
{
    struct fixture *f = *state;
    for (int l = 0; l < LANGUAGES; l++) {
        speak(f, (enum language)l, 1.0f);
        fixture_settle(f, 1920, 1080);
        int named = 0;
        for (uint32_t i = 0; i < FIXTURE_PLACES; i++) {
            char name[80];
            float x, y;
            snprintf(name, sizeof name, "place_%s", f->places[i].id);
            const struct ui_node *node = ui_find(f->ui, name);
            if (!node || !scene_place_on_screen(f->scene, f->plan, i, &x, &y))
                continue;
            named++;
            struct plan_box near = box_grow(node->box, 0.15f * 1080.0f);
            if (!box_contains(&near, x, y))
                fail_msg("%s: '%s' stands far from its place",
                         language_facts((enum language)l)->tag, node->value);
        }
        assert_true(named >= 4);
    }
}

/* Cards and bars are whole in every language. */
static void cards_in_every_language(void **state)
{
    struct fixture *f = *state;
    struct story_way way = {.n_steps = 3, .steps = {0, 1, 2}};
    for (int l = 0; l < LANGUAGES; l++)
        for (size_t z = 0; z < sizeof SIZES / sizeof *SIZES; z++)
            for (size_t k = 0; k < sizeof SCALES / sizeof *SCALES; k++) {
                struct plan_box picture = {0.0f, 0.0f, (float)SIZES[z].width,
                                           (float)SIZES[z].height};
                speak(f, (enum language)l, SCALES[k]);
                for (int thing = SCENE_THING_PLACE; thing <= SCENE_THINGS; thing += 3) {
                    struct ui_subject subject = {.kind = UI_ABOUT_THING,
                                                 .thing = (enum scene_thing)thing,
                                                 .x = 0.4f * picture.w,
                                                 .y = 0.4f * picture.h};
                    if (thing == SCENE_THINGS)
                        subject.kind = UI_ABOUT_PLACE;
                    ui_show_card(f->ui, &subject);
                    fixture_settle(f, SIZES[z].width, SIZES[z].height);
                    const struct ui_node *card = ui_find(f->ui, "card");
                    if (!card || !box_within(&card->box, &picture))
                        fail_msg("%s, %dx%d: no whole card", language_facts((enum language)l)->tag,
                                 SIZES[z].width, SIZES[z].height);
                    check_inside(f);
                }
                ui_show_card(f->ui, &(struct ui_subject){.kind = UI_ABOUT_NOTHING});
                for (int asked = 0; asked < 2; asked++) {
                    ui_ask(f->ui, asked);
                    ui_show_way(f->ui, asked ? UI_WAY_NONE : UI_WAY_STEPS, &way);
                    fixture_settle(f, SIZES[z].width, SIZES[z].height);
                    assert_non_null(ui_find(f->ui, "mode"));
                    check_inside(f);
                    check_targets(f);
                }
            }
}

/* The buttons of a tour and the list of its chapters can all be pressed, whatever the language. */
static void the_tour_in_every_language(void **state)
{
    static const char *const NAMES[] = {"talk_back", "chapters", "talk_next"};
    static const struct talk talk = {
        .title = "How a worn path loosens",
        .chapters = {{.title = "The trodden path"}, {.title = "A channel is blocked"},
                     {.title = "What nobody walks"}},
        .n_chapters = 3};
    struct fixture *f = *state;
    for (int l = 0; l < LANGUAGES; l++)
        for (size_t z = 0; z < sizeof SIZES / sizeof *SIZES; z++)
            for (size_t k = 0; k < sizeof SCALES / sizeof *SCALES; k++) {
                speak(f, (enum language)l, SCALES[k]);
                ui_tell_tour(f->ui, &(struct ui_tour){.talk = &talk, .leads = true, .chapter = 1});
                check_one(f, SIZES[z].width, SIZES[z].height, SCALES[k], "the tour");
                for (size_t n = 0; n < sizeof NAMES / sizeof *NAMES; n++)
                    if (!ui_find(f->ui, NAMES[n]))
                        fail_msg("%s, %dx%d, type %.0f: no '%s'",
                                 language_facts((enum language)l)->tag, SIZES[z].width,
                                 SIZES[z].height, (double)SCALES[k], NAMES[n]);
                ui_open(f->ui, UI_DIALOG_CHAPTERS);
                fixture_settle(f, SIZES[z].width, SIZES[z].height);
                assert_true(ui_find(f->ui, "pause") && ui_find(f->ui, "tour_itself") &&
                            ui_find(f->ui, "tour_end"));
                turn_pages(f, SIZES[z].width, SIZES[z].height, SCALES[k], "chapters");
                ui_close(f->ui);
            }
}

static void a_language_is_changed_while_all_runs(void **state)
{
    struct fixture *f = *state;
    speak(f, LANGUAGE_ENGLISH, 1.0f);
    fixture_settle(f, 1280, 720);
    assert_string_equal(fixture_reach(f, "help", 1280, 720)->value, "Help");
    float panel = middle(f, "panel");
    assert_true(language_use(LANGUAGE_ARABIC, NULL));
    ui_set_language(f->ui, LANGUAGE_ARABIC);
    fixture_settle(f, 1280, 720);
    assert_string_equal(fixture_reach(f, "help", 1280, 720)->value, "مساعدة");
    assert_string_equal(fixture_reach(f, "language", 1280, 720)->value, "العربية");
    assert_true(middle(f, "panel") < panel);
    check_all(f, 1.0f);
}

#define FIT(test) cmocka_unit_test_setup_teardown(test, open_fit, close_fit)
#define FIT_IN(name, language)                                                                     \
    FIT(chapters_in_##name), FIT(other_arms_in_##name), FIT(dialogs_in_##name),

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOR_EACH_LANGUAGE(FIT_IN) FIT(arabic_stands_mirrored),
        FIT(a_film_leaves_room_to_the_network),
        FIT(the_gauge_says_its_word_whole),
        FIT(places_stay_where_they_are),
        FIT(a_language_is_changed_while_all_runs),
        FIT(cards_in_every_language),
        FIT(the_tour_in_every_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
