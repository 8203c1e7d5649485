/* What lies over the picture of a talk, on every shape of screen, in every language, and with the
 * largest type: nothing is lost, nothing is cut, and no two words meet. */
#include "checks.h"
#include "fonts.h"

#include "commands/talk_file.h"
#include "ui/stage.h"

static const int SIZES[][2] = {{1280, 720}, {1024, 768}, {1080, 1920}, {800, 600}};
static const float SCALES[] = {1.0f, 1.5f, 2.0f};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES, N_SCALES = 3, SETTLE = 12, MOST_TEXT = 1 << 15 };

enum screen { OVERVIEW, HELP, QUIT, OVER, NOTES, TYPING, ALONE, SCREENS };

static struct talk *talk;

static int open_stage(void **state)
{
    struct error error;
    if (open_with_fonts(state) != 0)
        return -1;
    talk = talk_file_open("", &error);
    return talk ? 0 : -1;
}

static int close_stage(void **state)
{
    language_use(LANGUAGE_ENGLISH, NULL);
    free(talk);
    return fixture_close(state);
}

/* All but the gaps, in which lines are broken. */
static size_t add_letters(char *to, size_t at, const char *text)
{
    for (; *text; text++)
        if (*text != ' ' && *text != '\n') {
            assert_true(at + 1 < MOST_TEXT);
            to[at++] = *text;
        }
    to[at] = '\0';
    return at;
}

/* Every letter of it was laid out. */
static void check_whole(const struct fixture *f, const char *text, const char *where)
{
    static char all[MOST_TEXT], wanted[MOST_TEXT];
    size_t at = 0;
    for (uint32_t i = 0; i < f->plan->n_items; i++)
        if (f->plan->items[i].kind == PLAN_ITEM_TEXT)
            at = add_letters(all, at, text_of(f->plan, &f->plan->items[i]));
    add_letters(wanted, 0, text);
    if (!strstr(all, wanted))
        fail_msg("'%s' is not whole, %s", text, where);
}

static void check_words_inside(const struct fixture *f, const char *where)
{
    for (uint32_t i = 0; i < f->plan->n_items; i++) {
        const struct plan_item *item = &f->plan->items[i];
        const struct plan_box *box = &item->box;
        if (item->kind != PLAN_ITEM_TEXT)
            continue;
        if (box->x < -0.5f || box->y < -0.5f || box->x + box->w > (float)f->plan->width + 0.5f ||
            box->y + box->h > (float)f->plan->height + 0.5f)
            fail_msg("'%s' leaves the picture, %s", text_of(f->plan, item), where);
    }
    assert_int_equal(f->plan->dropped, 0);
}

static void build(struct fixture *f, struct stage *stage, enum screen screen, unsigned chapter,
                  const int size[2])
{
    struct stage_show show = {.talk = talk,
                              .chapter = chapter,
                              .selected = 3,
                              .overview = screen == OVERVIEW,
                              .help = screen == HELP,
                              .quit = screen == QUIT,
                              .over = screen == OVER,
                              .notes = screen == NOTES,
                              .typing = screen == TYPING,
                              .number = 3,
                              .timing = true,
                              .clock = "14:05",
                              .elapsed_s = 754.0};
    for (int i = 0; i < SETTLE; i++) {
        plan_begin(f->plan, size[0], size[1], 0.0);
        if (screen == ALONE)
            stage_build_notes(stage, f->render, &show, f->plan, 0.3);
        else
            stage_build(stage, f->render, scene_palette(f->scene), &show, f->plan, 0.3);
    }
}

static void check_screen(struct fixture *f, struct stage *stage, enum screen screen,
                         const int size[2], const char *where)
{
    bool notes = screen == NOTES || screen == ALONE;
    for (unsigned chapter = 0; chapter < (notes ? talk->n_chapters : 1); chapter++) {
        build(f, stage, screen, chapter, size);
        check_words_inside(f, where);
        check_apart(f);
        if (notes) {
            check_whole(f, language_text(talk->chapters[chapter].title), where);
            check_whole(f, language_text(talk->chapters[chapter].notes), where);
            for (unsigned next = chapter + 1; next < talk->n_chapters; next = talk->n_chapters)
                check_whole(f, language_text(talk->chapters[next].title), where);
        }
    }
    for (unsigned i = 0; screen == OVERVIEW && i < talk->n_chapters; i++)
        check_whole(f, language_text(talk->chapters[i].title), where);
}

static void nothing_of_a_talk_is_lost(void **state)
{
    struct fixture *f = *state;
    struct error error;
    char where[128];
    for (int language = 0; language < LANGUAGES; language++) {
        assert_true(language_use((enum language)language, &error));
        for (int scale = 0; scale < N_SCALES; scale++) {
            const struct ui_options options = {.text_scale = SCALES[scale],
                                               .language = (enum language)language};
            for (int s = 0; s < N_SIZES; s++)
                for (int screen = 0; screen < SCREENS; screen++) {
                    struct stage *stage = stage_create(&options, &error);
                    assert_non_null(stage);
                    snprintf(where, sizeof where, "%dx%d, %g times, screen %d, %s", SIZES[s][0],
                             SIZES[s][1], (double)SCALES[scale], screen,
                             language_facts((enum language)language)->tag);
                    check_screen(f, stage, (enum screen)screen, SIZES[s], where);
                    stage_destroy(stage);
                }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_of_a_talk_is_lost, open_stage, close_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
