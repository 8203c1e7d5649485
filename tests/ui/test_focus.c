/* The keys' way over the screen: Tab goes over everything that can be pressed, in reading order, on
 * every screen and every dialog, comes round, and never goes behind what lies on top. */
#include "checks.h"
#include "fonts.h"

#include "commands/staff.h"
#include "ui/compare_parts.h"
#include "ui/kiosk_parts.h"

static const struct {
    int width, height;
} SIZES[] = {{800, 600}, {1280, 720}, {1080, 1920}};
static const float SCALES[] = {1.0f, 2.0f};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES, N_SCALES = 2 };
static const enum language LANGUAGES_TRIED[] = {LANGUAGE_ENGLISH, LANGUAGE_GERMAN, LANGUAGE_ARABIC};
enum { N_LANGUAGES = 3 };

enum { MOST = UI_MAX_NODES };

/* A screen: how it is drawn anew, and its tree. */
struct screen {
    const char *name;
    struct fixture *f;
    struct ui *ui;
    int width, height;
    void (*draw)(struct screen *screen);
    struct kiosk *kiosk;
    struct kiosk_show kiosk_show;
    struct compare *compare;
    struct comparison_view comparison;
};

static int open_focus(void **state)
{
    static const struct ui_story STORIES[] = {{"A worry that circles", "A small mistake."},
                                              {"A way home", "Always by the same streets."}};
    static const char *const SAVED[] = {"evening.snowmelt", "morning.snowmelt"};
    if (open_with_fonts(state) != 0)
        return -1;
    struct fixture *f = *state;
    ui_offer_stories(f->ui, STORIES, 2);
    ui_offer_saved(f->ui, "/home/somebody", SAVED, 2, true);
    return 0;
}

static int close_focus(void **state)
{
    language_use(LANGUAGE_ENGLISH, NULL);
    return fixture_close(state);
}

/* A pad of digits stands as it does everywhere. */
static bool right_to_left(const struct screen *s)
{
    return !(s->kiosk && s->kiosk_show.pad) && language_facts(ui_language(s->ui))->right_to_left;
}

/* Whether b is read after a: in a row further on, or further down. */
static bool read_after(const struct screen *s, const struct plan_box *a, const struct plan_box *b)
{
    float down = b->y + 0.5f * b->h - a->y - 0.5f * a->h;
    float across = b->x + 0.5f * b->w - a->x - 0.5f * a->w;
    if (fabsf(down) < 0.5f * fminf(a->h, b->h))
        return right_to_left(s) ? across < 0.0f : across > 0.0f;
    return down > 0.0f;
}

static void tell(const struct screen *s, const char *what, const struct ui_node *a,
                 const struct ui_node *b)
{
    fail_msg("%s, %s, %dx%d at %g: %s '%s'%s%s", s->name, language_facts(ui_language(s->ui))->tag,
             s->width, s->height, (double)s->ui->text_scale, what, a ? a->name : "",
             b ? ", " : "", b ? b->name : "");
}

static const struct ui_node *focused(const struct screen *s)
{
    const struct ui_node *found = NULL;
    for (uint32_t i = 0; i < s->ui->n_nodes; i++)
        if (s->ui->nodes[i].focused) {
            if (found)
                tell(s, "two have the focus:", found, &s->ui->nodes[i]);
            found = &s->ui->nodes[i];
        }
    return found;
}

/* Where the keys cannot go, a press does nothing either; and the other way round. */
static bool can_be_pressed(const struct screen *s, const struct ui_node *node)
{
    const struct ui_node *card = ui_opened(s->ui) ? NULL : ui_find(s->ui, "card");
    bool of_card = card && node->parent >= 0 && &s->ui->nodes[node->parent] == card;
    bool under = card && !of_card && box_overlap(&card->box, &node->box, 0.0f);
    return (node->action != UI_NONE || node->role == UI_SLIDER) && node->focusable && !under;
}

/* Goes round once with Tab and once with Shift+Tab. Returns how many there were. */
static int go_round(struct screen *s)
{
    static struct ui_node order[MOST], back;
    int n = 0, pressable = 0;
    s->ui->focus[0] = '\0';
    s->draw(s);
    for (uint32_t i = 0; i < s->ui->n_nodes; i++) {
        const struct ui_node *node = &s->ui->nodes[i];
        pressable += can_be_pressed(s, node);
        if (node->role == UI_BUTTON && node->action != UI_NONE && !node->focusable &&
            ui_opened(s->ui) == UI_DIALOG_NONE && !(s->kiosk && s->kiosk_show.pad))
            tell(s, "the keys do not reach", node, NULL);
    }
    for (; n < MOST; n++) {
        ui_focus_move(s->ui, 1);
        s->draw(s);
        const struct ui_node *now = focused(s);
        if (!now)
            tell(s, "the focus is lost after", n ? &order[n - 1] : NULL, NULL);
        if (n && strcmp(now->name, order[0].name) == 0)
            break;
        for (int i = 0; i < n; i++)
            if (strcmp(order[i].name, now->name) == 0)
                tell(s, "Tab is trapped at", now, NULL);
        if (!can_be_pressed(s, now))
            tell(s, "Tab goes where nothing can be pressed:", now, NULL);
        order[n] = *now;
        /* Names of places stand where their places are. */
        if (n && order[n - 1].parent == now->parent && now->role != UI_PLACE &&
            order[n - 1].role != UI_PLACE && !read_after(s, &order[n - 1].box, &now->box))
            tell(s, "not in reading order:", &order[n - 1], now);
    }
    if (n != pressable)
        tell(s, "not all were reached; the last is", n ? &order[n - 1] : NULL, NULL);
    for (int i = n - 1; i >= 0; i--) {
        ui_focus_move(s->ui, -1);
        s->draw(s);
        back = *focused(s);
        if (strcmp(back.name, order[i].name) != 0)
            tell(s, "not the same way back:", &order[i], &back);
    }
    return n;
}

/* ---- exploring ---- */

static void draw_explore(struct screen *s)
{
    ui_wake(s->ui);
    fixture_build(s->f, s->width, s->height, 0.0);
}

static void settle(struct screen *s)
{
    fixture_settle(s->f, s->width, s->height);
}

/* Every page of the buttons, or of a dialog. */
static void every_page(struct screen *s, int least)
{
    settle(s);
    for (int page = 0; page < 24; page++) {
        int n = go_round(s);
        if (n < least)
            tell(s, "nothing can be chosen;", NULL, NULL);
        if (!ui_find(s->ui, "more"))
            return;
        bool dialog = ui_opened(s->ui) != UI_DIALOG_NONE;
        int at = dialog ? s->ui->help_page : s->ui->more;
        fixture_press(s->f, "more");
        settle(s);
        if ((dialog ? s->ui->help_page : s->ui->more) <= at)
            return;
    }
}

static void explore_once(struct screen *s)
{
    static const char *const NAMES[UI_DIALOGS] = {"", "help", "simplified", "figures", "dose",
                                                  "stories", "save", "open", "languages",
                                                  "leaving"};
    struct story_way way = {.n_steps = 3, .steps = {0, 1, 2}};
    s->name = "buttons";
    every_page(s, 3);
    for (int dialog = UI_DIALOG_HELP; dialog < UI_DIALOGS; dialog++) {
        s->name = NAMES[dialog];
        ui_open(s->ui, (enum ui_dialog)dialog);
        every_page(s, 1);
        ui_close(s->ui);
    }
    s->name = "card";
    ui_show_card(s->ui, &(struct ui_subject){.kind = UI_ABOUT_PLACE, .place = 2});
    settle(s);
    go_round(s);
    ui_show_card(s->ui, &(struct ui_subject){.kind = UI_ABOUT_NOTHING});
    s->name = "a way, step by step";
    ui_show_way(s->ui, UI_WAY_STEPS, &way);
    settle(s);
    go_round(s);
    ui_show_way(s->ui, UI_WAY_NONE, &way);
    settle(s);
}

static void exploring(void **state)
{
    struct screen s = {.f = *state, .draw = draw_explore};
    for (int l = 0; l < N_LANGUAGES; l++)
        for (int i = 0; i < N_SIZES; i++)
            for (int k = 0; k < N_SCALES; k++) {
                s.ui = s.f->ui;
                s.width = SIZES[i].width;
                s.height = SIZES[i].height;
                s.ui->text_scale = SCALES[k];
                s.ui->languages = (1u << LANGUAGES) - 1;
                assert_true(language_use(LANGUAGES_TRIED[l], NULL));
                ui_set_language(s.ui, LANGUAGES_TRIED[l]);
                explore_once(&s);
            }
}

/* ---- an exhibit ---- */

static void draw_kiosk(struct screen *s)
{
    plan_begin(s->f->plan, s->width, s->height, 0.0);
    kiosk_height(s->kiosk, s->f->render, &s->kiosk_show, s->width, s->height, 0.1);
    kiosk_build(s->kiosk, s->f->render, s->f->scene, &s->kiosk_show, s->f->plan, 0.1);
}

static void an_exhibit(void **state)
{
    static const char *const NAMES[] = {"invitation", "visit", "easier to see", "still there?",
                                        "pad of staff"};
    struct error error;
    for (int l = 0; l < N_LANGUAGES; l++)
        for (int i = 0; i < N_SIZES; i++)
            for (int screen = 0; screen <= KIOSK_ROWS; screen++) {
                struct screen s = {.name = NAMES[screen],
                                   .f = *state,
                                   .draw = draw_kiosk,
                                   .width = SIZES[i].width,
                                   .height = SIZES[i].height};
                s.kiosk_show = (struct kiosk_show){.row = screen < KIOSK_ROWS
                                                              ? (enum kiosk_row)screen
                                                              : KIOSK_ACTIONS,
                                                   .languages = (1u << LANGUAGES) - 1,
                                                   .language = LANGUAGES_TRIED[l],
                                                   .px_per_mm = 2.4f,
                                                   .corner = STAFF_CORNER,
                                                   .pad = screen == KIOSK_ROWS};
                assert_true(language_use(LANGUAGES_TRIED[l], NULL));
                s.kiosk = kiosk_create(
                    &(struct ui_options){.text_scale = 1.0f, .language = LANGUAGES_TRIED[l]},
                    &error);
                assert_non_null(s.kiosk);
                s.ui = s.kiosk->ui;
                for (int k = 0; k < 30; k++)
                    draw_kiosk(&s);
                assert_true(go_round(&s) >= (int)(screen == KIOSK_ROWS ? 12 : LANGUAGES + 1));
                kiosk_destroy(s.kiosk);
            }
}

/* ---- a comparison ---- */

static void draw_comparison(struct screen *s)
{
    ui_wake(s->ui);
    plan_begin(s->f->plan, s->width, s->height, 0.0);
    compare_build(s->compare, s->f->render, s->f->scene, &s->comparison, s->f->plan, 0.1);
}

static void a_comparison(void **state)
{
    struct error error;
    for (int l = 0; l < N_LANGUAGES; l++)
        for (int i = 0; i < N_SIZES; i++) {
            struct screen s = {.name = "comparison",
                               .f = *state,
                               .draw = draw_comparison,
                               .width = SIZES[i].width,
                               .height = SIZES[i].height};
            s.comparison = (struct comparison_view){.n_arms = 2,
                                                    .arms = {STORY_SALINE, STORY_KETAMINE},
                                                    .stretch = COMPARISON_DAYS,
                                                    .wear_in = 1.0f,
                                                    .speed = 1.0f,
                                                    .caption = "New ones add up in all panes.",
                                                    .source = "Somebody 2008"};
            assert_true(language_use(LANGUAGES_TRIED[l], NULL));
            s.compare = compare_create(
                &(struct ui_options){.text_scale = 1.0f, .language = LANGUAGES_TRIED[l]}, &error);
            assert_non_null(s.compare);
            s.ui = s.compare->ui;
            compare_controls(s.compare, true);
            for (int k = 0; k < 30; k++)
                draw_comparison(&s);
            assert_true(go_round(&s) >= 5);
            compare_destroy(s.compare);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(exploring, open_focus, close_focus),
        cmocka_unit_test_setup_teardown(an_exhibit, open_focus, close_focus),
        cmocka_unit_test_setup_teardown(a_comparison, open_focus, close_focus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
