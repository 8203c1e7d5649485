/* The row of buttons over the picture. */
#include "ui/tree.h"

#include <math.h>
#include <string.h>

/* The first ones are what a newcomer needs; the others come in their place when asked for. So there
 * is one row of them, which leaves the picture to be seen: more only where it would hold next to
 * none. */
enum { FIRST = 7, OTHERS = 13, BUTTONS = FIRST + SCENE_VIEWS + 1 + OTHERS };
enum { MOST_ROWS = 3, LEAST_FIRST = 3 };

struct button {
    const char *name, *words;
    enum ui_action action;
    const char
        *otherwise; /* what it says at other times: it has room for both, so that none moves */
    bool off;
};

static const struct button VIEWS[SCENE_VIEWS + 1] = {
    {"view_circuit", N_("Circuit"), UI_VIEW_CIRCUIT, NULL, false},
    {"view_snow", N_("Snow"), UI_VIEW_SNOW, NULL, false},
    {"view_forest", N_("Forest"), UI_VIEW_FOREST, NULL, false},
    {"view_synapse", N_("Synapse"), UI_VIEW_SYNAPSE, NULL, false},
    {"view_tour", N_("Follow"), UI_VIEW_TOUR, NULL, false},
};

static const char *const SOUND_WORDS[] = {
    [UI_SOUND_OFF] = N_("Sound: off"),
    [UI_SOUND_ON] = N_("Sound: on"),
    [UI_SOUND_MISSING] = N_("Sound: none"),
};

static const char *const VOICE_WORDS[] = {
    [UI_SOUND_OFF] = N_("Voice: off"),
    [UI_SOUND_ON] = N_("Voice: on"),
    [UI_SOUND_MISSING] = N_("Voice: none"),
};

/* Returns how many. */
static int first_buttons(const struct build *b, struct button buttons[FIRST])
{
    bool paused = b->view->paused;
    const char *pause = _("Pause"), *go_on = _("Go on");
    const struct ui_time *time = &b->ui->time;
    const struct button now[FIRST] = {
        {"tour", _("Tour"), UI_TOUR, NULL, false},
        {"pause", paused ? go_on : pause, UI_PAUSE, paused ? pause : go_on, false},
        {"give_dose", C_("button", "Dose"), UI_DOSE_SHEET, NULL, false},
        {"restart", _("Start again"), UI_RESTART, NULL, false},
        {"ask", _("Explain"), UI_ASK, NULL, false},
        {"undo", _("Undo"), UI_UNDO, NULL, !time->can_undo},
        {"redo", _("Redo"), UI_REDO, NULL, !time->can_redo},
    };
    int from = b->ui->tour.talk ? 0 : 1;
    memcpy(buttons, now + from, sizeof now - (size_t)from * sizeof *now);
    return FIRST - from;
}

/* Returns how many. */
static int other_buttons(const struct build *b, struct button buttons[OTHERS])
{
    const struct ui *ui = b->ui;
    bool day = b->scene && scene_theme(b->scene) == PALETTE_DAY, science = ui->science;
    const char *deep = _("Science"), *in_short = _("In short"), *by_day = C_("theme", "Day"),
               *by_night = _("Night");
    const struct button now[OTHERS] = {
        {"compare", _("Compare"), UI_COMPARE, NULL, false},
        {"stories", _("Stories"), UI_STORIES, NULL, false},
        {"save", _("Save"), UI_SAVE, NULL, false},
        {"slower", _("Slower"), UI_SLOWER, NULL, false},
        {"faster", _("Faster"), UI_FASTER, NULL, false},
        {"figures", _("Figures"), UI_FIGURES, NULL, false},
        {"science", science ? in_short : deep, UI_SCIENCE, science ? deep : in_short, false},
        {"theme", day ? by_night : by_day, UI_THEME, day ? by_day : by_night, false},
        {"sound", _(SOUND_WORDS[ui->sound]), UI_SOUND,
         _(SOUND_WORDS[ui->sound == UI_SOUND_OFF ? UI_SOUND_ON : UI_SOUND_OFF]), false},
        {"voice", _(VOICE_WORDS[ui->voice]), UI_VOICE,
         _(VOICE_WORDS[ui->voice == UI_SOUND_OFF ? UI_SOUND_ON : UI_SOUND_OFF]), false},
        {"full_screen", _("Full screen"), UI_FULLSCREEN, NULL, false},
        /* Told by its own name, so that it is found by whom the others tell nothing. */
        {"language", language_facts(ui->language)->name, UI_LANGUAGE, NULL, false},
        {"help", _("Help"), UI_HELP, NULL, false},
    };
    int n = 0;
    for (int i = 0; i < OTHERS; i++)
        if ((now[i].action != UI_COMPARE || ui->n_stories) &&
            (now[i].action != UI_FIGURES || ui->panel_lacks) &&
            (now[i].action != UI_STORIES || ui->n_stories > 1))
            buttons[n++] = now[i];
    return n;
}

static float width_of(struct build *b, const struct button *button)
{
    float width = button_width(b, button->words);
    return button->otherwise ? fmaxf(width, button_width(b, button->otherwise)) : width;
}

static float button_gap(const struct build *b)
{
    return fmaxf(8.0f, b->l.gap);
}

/* Buttons in rows of one width of room. */
struct rows {
    int n, in_row[BUTTONS + 1];
    float width[BUTTONS + 1];
};

/* Breaks n widths into rows of about equal length. */
static struct rows break_rows(const float *widths, int n, float gap, float room)
{
    struct rows rows = {.n = n > 0};
    float whole = 0.0f;
    for (int i = 0; i < n; i++)
        whole += widths[i] + gap;
    float wanted = ceilf((whole - gap) / room), even = wanted > 1.0f ? whole / wanted : room;
    for (int i = 0, r = 0; i < n; i++) {
        float with = rows.width[r] + (rows.in_row[r] ? gap : 0.0f) + widths[i];
        if (rows.in_row[r] && (with > room || rows.width[r] >= even)) {
            r = rows.n++;
            with = widths[i];
        }
        rows.width[r] = with;
        rows.in_row[r]++;
    }
    return rows;
}

/* The buttons of one page, the last of which leads to the next. */
struct page {
    struct button buttons[BUTTONS + 1];
    float widths[BUTTONS + 1];
    int n, pages;
    bool views;  /* with them, */
    bool beside; /* in the row of the buttons; else in one of their own above */
    bool time;   /* the bar of time instead of buttons, where there is but one row */
    struct rows rows;
};

/* The views hang together as one control. */
static float views_width(struct build *b)
{
    float width = 0.0f;
    for (int v = 0; v <= SCENE_GUIDED; v++)
        width += button_width(b, _(VIEWS[v].words));
    return width;
}

static float rows_height(const struct build *b, int rows)
{
    float gap = button_gap(b);
    return fmaxf((float)rows * (b->l.target + gap) - gap, 0.0f);
}

float controls_height(struct build *b)
{
    if (b->ui->foot > 0)
        return 0.0f; /* an exhibit has its own */
    return rows_height(b, 2); /* the bar of time, and a row of buttons */
}

/* How many of the buttons, with one more at the end, fit into so many rows; one at least. */
static int how_many(const float *widths, int n, float more, float gap, float room, int rows)
{
    float with[BUTTONS + 1];
    for (int count = n; count > 1; count--) {
        memcpy(with, widths, (size_t)count * sizeof *with);
        with[count] = more;
        if (break_rows(with, count + 1, gap, room).n <= rows)
            return count;
    }
    return 1;
}

/* As few rows, of at most so many, as hold the very first buttons. */
static int how_many_rows(const float *widths, int n, float more, float gap, float room, int most)
{
    int rows = 1;
    while (rows < most && how_many(widths, n, more, gap, room, rows) < LEAST_FIRST)
        rows++;
    return rows;
}

/* The page in force, of at most so many rows: the first buttons with the views where there is room,
 * then all that found none there, then the others, then time where it has no row of its own. */
static void make_page(struct build *b, struct page *page, int most, bool time_last)
{
    struct button all[BUTTONS];
    float widths[BUTTONS], gap = button_gap(b), room = b->l.words_width;
    const char *words[2] = {_("More"), _("Back")};
    struct button more = {"more", words[0], UI_MORE, words[1], false};
    float more_width = width_of(b, &more);
    int n_first = first_buttons(b, all), n = n_first;
    for (int i = 0; i < n_first; i++)
        widths[i] = width_of(b, &all[i]);
    int rows = how_many_rows(widths, n_first, more_width, gap, room, most);
    int head = how_many(widths, n_first, more_width, gap, room, rows);
    float with[FIRST + 1];
    memcpy(with, widths, (size_t)head * sizeof *with);
    with[head] = more_width;
    struct rows first = break_rows(with, head + 1, gap, room);
    page->beside = first.n == 1 && first.width[0] + gap + views_width(b) <= room;
    page->views =
        b->scene && head == n_first && views_width(b) <= room && (page->beside || first.n < rows);
    for (int v = 0; b->scene && !page->views && v <= SCENE_GUIDED; v++) {
        all[n] = VIEWS[v];
        all[n++].words = _(VIEWS[v].words);
    }
    n += other_buttons(b, all + n);
    for (int i = n_first; i < n; i++)
        widths[i] = width_of(b, &all[i]);

    int from = 0, at = 0;
    bool found = false;
    for (int p = 0; from < n; p++, from += at) {
        at = p ? how_many(widths + from, n - from, more_width, gap, room, rows) : head;
        page->pages = p + 1;
        if (found)
            continue;
        page->n = at;
        memcpy(page->buttons, all + from, (size_t)at * sizeof *all);
        memcpy(page->widths, widths + from, (size_t)at * sizeof *widths);
        found = p == b->ui->more;
    }
    page->pages += time_last;
    page->time = time_last && b->ui->more >= page->pages - 1;
    if (page->time)
        page->n = 0;
    b->ui->more_pages = page->pages;
    if (!found)
        b->ui->more = page->pages - 1;
    if (b->ui->more == page->pages - 1)
        more = (struct button){"more", words[1], UI_MORE, words[0], false};
    page->views &= b->ui->more == 0;
    page->beside &= page->views;
    page->buttons[page->n] = more;
    page->widths[page->n++] = more_width;
    page->rows = break_rows(page->widths, page->n, gap, room);
}

/* The one shown stands out by its ground, and by a bar for those who do not see that. */
static void draw_views(struct build *b, int parent, float x, float y)
{
    enum scene_view shown = scene_guided(b->scene) ? SCENE_GUIDED : scene_shown(b->scene);
    const char *focus = b->ui->focus_seen ? b->ui->focus : "";
    struct plan_box focused = {0};
    for (int v = 0; v <= SCENE_GUIDED; v++) {
        struct plan_box box = {x, y, button_width(b, _(VIEWS[v].words)), b->l.target};
        draw_button(b, parent, VIEWS[v].name, _(VIEWS[v].words), VIEWS[v].action, box);
        if ((enum scene_view)v == shown)
            draw_chosen(b, _(VIEWS[v].words), box);
        if (strcmp(VIEWS[v].name, focus) == 0)
            focused = box;
        x += box.w;
    }
    if (focused.w > 0.0f) /* its neighbours touch it */
        draw_focus_ring(b, focused);
}

static void draw_page(struct build *b, int parent, const struct page *page, float centre, float y)
{
    float gap = button_gap(b);
    const struct button *button = page->buttons;
    for (int r = 0; r < page->rows.n; r++, y += b->l.target + gap) {
        float x = roundf(centre - 0.5f * page->rows.width[r]);
        for (int i = 0; i < page->rows.in_row[r]; i++, button++) {
            struct plan_box box = {x, y, page->widths[button - page->buttons], b->l.target};
            if (button->off)
                draw_button_off(b, parent, button->name, button->words, box);
            else
                draw_button(b, parent, button->name, button->words, button->action, box);
            x += box.w + gap;
        }
    }
}

/* The bar of time is as long on every page, and no longer than can be told at a glance. */
static const float BAR_EM = 56.0f;

void build_controls(struct build *b)
{
    struct ui *ui = b->ui;
    if (!ui->controls || ui->foot > 0 || ui->opening)
        return; /* while something is opened there is nothing else to do */
    const struct layout *l = &b->l;
    float gap = button_gap(b), step = l->target + gap;
    if (ui->tour.leads) {
        build_tour(b);
        return;
    }
    int fit = (int)((b->bottom - b->top - 2.0f * l->gap + gap) / step);
    if (fit < 1)
        return; /* a picture too small: the keys remain */
    bool time = ui->time.tick_s > 0.0, scrub = time && fit > 1;
    int most = fit - scrub < MOST_ROWS ? fit - scrub : MOST_ROWS;
    struct page page;
    make_page(b, &page, most, time && !scrub);
    bool above = page.views && !page.beside;
    float height = rows_height(b, page.rows.n + above + scrub);
    float views = page.views ? views_width(b) : 0.0f, aside = page.beside ? views + gap : 0.0f;
    float widest = views;
    for (int r = 0; r < page.rows.n; r++)
        widest = fmaxf(widest, page.rows.width[r] + aside);
    if (scrub || page.time)
        widest = fminf(fmaxf(widest, BAR_EM * l->small), l->words_width);
    /* Low, where hands reach on a tall screen, above the panel where that lies below. */
    float y = b->bottom - l->gap - height, centre = l->margin + 0.5f * l->words_width;
    b->controls_box = (struct plan_box){roundf(centre - 0.5f * widest), y, widest, height};

    float was = b->alpha;
    b->alpha *= ui->controls_alpha;
    b->controls_shown = ui->controls_alpha > 0.0f;
    int group = tree_add(b, -1, UI_GROUP, "controls", b->controls_box);
    if (b->controls_shown)
        tree_cover(b, b->controls_box);
    if (page.time)
        aside = -(widest - page.rows.width[0]); /* the way on stands at the end of the bar */
    /* In the order in which they are read: so the keys go. */
    if (page.time)
        build_scrub(
            b, group,
            (struct plan_box){b->controls_box.x, y, widest - page.rows.width[0] - gap, l->target});
    if (above)
        draw_views(b, group, roundf(centre - 0.5f * views), y);
    draw_page(b, group, &page, centre - 0.5f * aside, y + (above ? step : 0.0f));
    if (page.beside)
        draw_views(b, group, roundf(centre + 0.5f * (page.rows.width[0] + gap - views)), y);
    if (scrub)
        build_scrub(
            b, group,
            (struct plan_box){b->controls_box.x, y + height - l->target, widest, l->target});
    b->alpha = was;
}
