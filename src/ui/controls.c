/* The row of buttons over the picture. */
#include "ui/tree.h"

#include <math.h>
#include <string.h>

enum { BUTTONS = 13 }; /* at most */

struct button {
    const char *name, *words;
    enum ui_action action;
    const char
        *otherwise; /* what it says at other times: it has room for both, so that none moves */
};

static const struct button VIEWS[SCENE_VIEWS + 1] = {
    {"view_circuit", N_("Circuit"), UI_VIEW_CIRCUIT, NULL},
    {"view_snow", N_("Snow"), UI_VIEW_SNOW, NULL},
    {"view_forest", N_("Forest"), UI_VIEW_FOREST, NULL},
    {"view_synapse", N_("Synapse"), UI_VIEW_SYNAPSE, NULL},
    {"view_tour", N_("Tour"), UI_VIEW_TOUR, NULL},
};

static const char *const SOUND_WORDS[] = {
    [UI_SOUND_OFF] = N_("Sound: off"),
    [UI_SOUND_ON] = N_("Sound: on"),
    [UI_SOUND_MISSING] = N_("Sound: none"),
};

/* Returns how many. */
static int buttons_now(const struct build *b, struct button buttons[BUTTONS])
{
    bool paused = b->view->paused;
    bool day = b->scene && scene_theme(b->scene) == PALETTE_DAY, science = b->ui->science;
    const char *pause = _("Pause"), *go_on = _("Go on"), *deep = _("Science"),
               *in_short = _("In short"), *by_day = C_("theme", "Day"), *by_night = _("Night");
    enum ui_sound sound = b->ui->sound;
    const struct button now[BUTTONS] = {
        {"pause", paused ? go_on : pause, UI_PAUSE, paused ? pause : go_on},
        {"figures", _("Figures"), UI_FIGURES, NULL}, /* early: the last rows go first */
        {"give_dose", C_("button", "Dose"), UI_DOSE, NULL},
        {"restart", _("Restart"), UI_RESTART, NULL},
        {"slower", _("Slower"), UI_SLOWER, NULL},
        {"faster", _("Faster"), UI_FASTER, NULL},
        {"science", science ? in_short : deep, UI_SCIENCE, science ? deep : in_short},
        {"help", _("Help"), UI_HELP, NULL},
        {"theme", day ? by_night : by_day, UI_THEME, day ? by_day : by_night},
        {"sound", _(SOUND_WORDS[sound]), UI_SOUND,
         _(SOUND_WORDS[sound == UI_SOUND_OFF ? UI_SOUND_ON : UI_SOUND_OFF])},
        {"full_screen", _("Full screen"), UI_FULLSCREEN, NULL},
        {"next_story", _("Next story"), UI_STORY, NULL},
        /* Told by its own name, so that it is found by whom the others tell nothing. */
        {"language", language_facts(b->ui->language)->name, UI_LANGUAGE, NULL},
    };
    int n = 0;
    for (int i = 0; i < BUTTONS; i++)
        if ((now[i].action != UI_FIGURES || b->ui->panel_lacks) &&
            (now[i].action != UI_STORY || b->ui->stories))
            buttons[n++] = now[i];
    return n;
}

float button_width(struct build *b, const char *words)
{
    float width = text_width(b, words, b->l.small, PLAN_WEIGHT_MEDIUM) + 1.2f * b->l.small;
    return fmaxf(ceilf(width), 44.0f);
}

void draw_button(struct build *b, int parent, const char *name, const char *words,
                 enum ui_action action, struct plan_box box)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    struct plan_box seen = flow_box(b, box);
    bool focused = ui->focus_seen && strcmp(ui->focus, name) == 0;
    bool hover = ui->pointer_known && box_contains(&seen, ui->pointer_x, ui->pointer_y);
    float rgba[4];
    if (focused) {
        float ring = fmaxf(3.0f, roundf(0.12f * l->small));
        tint_rgba(b, TINT_RING, rgba);
        draw_rect(b, box_grow(box, ring), rgba, l->radius + ring);
        tint_rgba(b, TINT_SOLID, rgba);
        rgba[3] = 1.0f;
        draw_rect(b, box, rgba, l->radius);
    }
    tint_rgba(b, hover || strcmp(ui->pressed, name) == 0 ? TINT_HOVER : TINT_BUTTON, rgba);
    draw_rect(b, box, rgba, l->radius);
    tint_rgba(b, TINT_TEXT, rgba);
    float line = ceilf(l->small * l->line);
    draw_text(b, box.x + 0.5f * box.w, roundf(box.y + 0.5f * (box.h - line)), 0.5f, words, l->small,
              PLAN_WEIGHT_MEDIUM, rgba);
    int node = tree_add(b, parent, UI_BUTTON, name, box);
    tree_value(b, node, "%s", words);
    tree_action(b, node, action);
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

/* Breaks the buttons into rows; returns how many, with the number of buttons in each. */
static int break_rows(struct build *b, const struct button *buttons, int n, float room,
                      int in_row[BUTTONS], float row_width[BUTTONS])
{
    float whole = 0.0f, gap = button_gap(b);
    for (int i = 0; i < n; i++)
        whole += width_of(b, &buttons[i]) + gap;
    float rows_wanted = ceilf((whole - gap) / room);
    float even = rows_wanted > 1.0f ? whole / rows_wanted : room;
    int rows = 0;
    in_row[0] = 0;
    row_width[0] = 0.0f;
    for (int i = 0; i < n; i++) {
        float width = width_of(b, &buttons[i]);
        float with = row_width[rows] + (in_row[rows] ? gap : 0.0f) + width;
        if (in_row[rows] && (with > room || row_width[rows] >= even)) {
            rows++;
            in_row[rows] = 0;
            with = width;
        }
        row_width[rows] = with;
        in_row[rows]++;
    }
    return rows + 1;
}

/* The same network several times, another way to look at it; where it may be left, as for another
 * story. */
static float compare_width(struct build *b)
{
    return b->ui->stories ? button_gap(b) + button_width(b, _("Compare")) : 0.0f;
}

/* The views hang together as one control; only the gap after it parts it from the buttons. */
static float views_width(struct build *b)
{
    float width = compare_width(b);
    for (int v = 0; v <= SCENE_GUIDED; v++)
        width += button_width(b, _(VIEWS[v].words));
    return width;
}

static bool views_fit(struct build *b)
{
    return b->scene && views_width(b) <= b->l.words_width;
}

static float rows_height(const struct build *b, int rows)
{
    float gap = button_gap(b);
    return fmaxf((float)rows * (b->l.target + gap) - gap, 0.0f);
}

/* Rows of the buttons; one of the views follows where that fits. */
static int rows_now(struct build *b, struct button buttons[BUTTONS], int in_row[BUTTONS],
                    float row_width[BUTTONS])
{
    int n = buttons_now(b, buttons);
    return break_rows(b, buttons, n, b->l.words_width, in_row, row_width);
}

float controls_height(struct build *b)
{
    struct button buttons[BUTTONS];
    int in_row[BUTTONS];
    float row_width[BUTTONS];
    return rows_height(b, rows_now(b, buttons, in_row, row_width));
}

/* The one shown stands out by its ground, and by a bar for those who do not see that. */
static void draw_views(struct build *b, int parent, float x, float y)
{
    const struct layout *l = &b->l;
    enum scene_view shown = scene_guided(b->scene) ? SCENE_GUIDED : scene_shown(b->scene);
    float thick = fmaxf(3.0f, roundf(0.16f * l->small)), rgba[4];
    for (int v = 0; v <= SCENE_GUIDED; v++) {
        struct plan_box box = {x, y, button_width(b, _(VIEWS[v].words)), l->target};
        draw_button(b, parent, VIEWS[v].name, _(VIEWS[v].words), VIEWS[v].action, box);
        if ((enum scene_view)v == shown) {
            float inset = 0.75f * l->small;
            tint_rgba(b, TINT_TEXT, rgba);
            draw_rect(
                b,
                (struct plan_box){x + inset, y + box.h - 2.0f * thick, box.w - 2.0f * inset, thick},
                rgba, thick);
            tree_value(b, (int)b->ui->n_nodes - 1, _("%s, shown"), _(VIEWS[v].words));
        }
        x += box.w;
    }
    float compare = compare_width(b) - button_gap(b);
    if (compare > 0.0f)
        draw_button(b, parent, "compare", _("Compare"), UI_COMPARE,
                    (struct plan_box){x + button_gap(b), y, compare, l->target});
}

void build_controls(struct build *b)
{
    struct ui *ui = b->ui;
    if (!ui->controls)
        return;
    const struct layout *l = &b->l;
    struct button buttons[BUTTONS];
    float gap = button_gap(b);
    int in_row[BUTTONS];
    float row_width[BUTTONS], most = b->bottom - b->top - 2.0f * l->gap;
    int rows = rows_now(b, buttons, in_row, row_width);
    while (rows > 0 && rows_height(b, rows) > most)
        rows--; /* a picture too small for all: the keys remain */
    if (rows == 0)
        return;
    bool views = views_fit(b) && rows_height(b, rows + 1) <= most;
    float height = rows_height(b, rows + (views ? 1 : 0));
    /* Low, where hands reach on a tall screen, above the panel where that lies below. */
    float y = b->bottom - l->gap - height;
    float widest = views ? views_width(b) : 0.0f;
    for (int r = 0; r < rows; r++)
        widest = fmaxf(widest, row_width[r]);
    float centre = l->margin + 0.5f * l->words_width;
    b->controls_box = (struct plan_box){roundf(centre - 0.5f * widest), y, widest, height};

    float was = b->alpha;
    b->alpha *= ui->controls_alpha;
    b->controls_shown = ui->controls_alpha > 0.0f;
    int group = tree_add(b, -1, UI_GROUP, "controls", b->controls_box);
    if (b->controls_shown)
        tree_cover(b, b->controls_box);
    int next = 0;
    for (int r = 0; r < rows; r++) {
        float x = roundf(centre - 0.5f * row_width[r]);
        for (int i = 0; i < in_row[r]; i++, next++) {
            struct plan_box box = {x, y, width_of(b, &buttons[next]), l->target};
            draw_button(b, group, buttons[next].name, buttons[next].words, buttons[next].action,
                        box);
            x += box.w + gap;
        }
        y += l->target + gap;
    }
    if (views)
        draw_views(b, group, roundf(centre - 0.5f * views_width(b)), y);
    b->alpha = was;
}
