/* The row of buttons over the picture. */
#include "ui/tree.h"

#include <math.h>
#include <string.h>

enum { BUTTONS = 9 };

struct button {
    const char *name, *words;
    enum ui_action action;
};

static const struct button VIEWS[SCENE_VIEWS + 1] = {
    {"view_circuit", "Circuit", UI_VIEW_CIRCUIT},
    {"view_snow", "Snow", UI_VIEW_SNOW},
    {"view_forest", "Forest", UI_VIEW_FOREST},
    {"view_synapse", "Synapse", UI_VIEW_SYNAPSE},
    {"view_tour", "Tour", UI_VIEW_TOUR},
};

static const char *const SOUND_WORDS[] = {
    [UI_SOUND_OFF] = "Sound: off",
    [UI_SOUND_ON] = "Sound: on",
    [UI_SOUND_MISSING] = "Sound: none",
};

static void buttons_now(const struct build *b, struct button buttons[BUTTONS])
{
    bool paused = b->view->paused;
    bool day = b->scene && scene_theme(b->scene) == PALETTE_DAY;
    const struct button now[BUTTONS] = {
        {"pause", paused ? "Go on" : "Pause", UI_PAUSE},
        {"give_dose", "Dose", UI_DOSE},
        {"restart", "Restart", UI_RESTART},
        {"slower", "Slower", UI_SLOWER},
        {"faster", "Faster", UI_FASTER},
        {"help", "Help", UI_HELP},
        {"theme", day ? "Night" : "Day", UI_THEME},
        {"sound", SOUND_WORDS[b->ui->sound], UI_SOUND},
        {"full_screen", "Full screen", UI_FULLSCREEN},
    };
    memcpy(buttons, now, sizeof now);
}

float button_width(struct build *b, const char *words)
{
    float width = text_width(b, words, b->l.small, PLAN_WEIGHT_MEDIUM) + 1.5f * b->l.small;
    return fmaxf(ceilf(width), 44.0f);
}

void draw_button(struct build *b, int parent, const char *name, const char *words,
                 enum ui_action action, struct plan_box box)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    bool focused = ui->focus_seen && strcmp(ui->focus, name) == 0;
    bool hover = ui->pointer_known && box_contains(&box, ui->pointer_x, ui->pointer_y);
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

/* Breaks the buttons into rows; returns how many, with the number of buttons in each. */
static int break_rows(struct build *b, const struct button buttons[BUTTONS], float gap, float room,
                      int in_row[BUTTONS], float row_width[BUTTONS])
{
    float whole = 0.0f;
    for (int i = 0; i < BUTTONS; i++)
        whole += button_width(b, buttons[i].words) + gap;
    float rows_wanted = ceilf((whole - gap) / room);
    float even = rows_wanted > 1.0f ? whole / rows_wanted : room;
    int rows = 0;
    in_row[0] = 0;
    row_width[0] = 0.0f;
    for (int i = 0; i < BUTTONS; i++) {
        float width = button_width(b, buttons[i].words);
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

static float button_gap(const struct build *b)
{
    return fmaxf(8.0f, b->l.gap);
}

/* The views hang together as one control; only the gap after it parts it from the buttons. */
static float views_width(struct build *b)
{
    float width = 0.0f;
    for (int v = 0; v <= SCENE_GUIDED; v++)
        width += button_width(b, VIEWS[v].words);
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
static int rows_now(struct build *b, const struct button buttons[BUTTONS], int in_row[BUTTONS],
                    float row_width[BUTTONS])
{
    return break_rows(b, buttons, button_gap(b), b->l.words_width, in_row, row_width);
}

float controls_height(struct build *b)
{
    struct button buttons[BUTTONS];
    int in_row[BUTTONS];
    float row_width[BUTTONS];
    buttons_now(b, buttons);
    return rows_height(b, rows_now(b, buttons, in_row, row_width));
}

/* The one shown stands out by its ground, and by a bar for those who do not see that. */
static void draw_views(struct build *b, int parent, float x, float y)
{
    const struct layout *l = &b->l;
    enum scene_view shown = scene_guided(b->scene) ? SCENE_GUIDED : scene_shown(b->scene);
    float thick = fmaxf(3.0f, roundf(0.16f * l->small)), rgba[4];
    for (int v = 0; v <= SCENE_GUIDED; v++) {
        struct plan_box box = {x, y, button_width(b, VIEWS[v].words), l->target};
        draw_button(b, parent, VIEWS[v].name, VIEWS[v].words, VIEWS[v].action, box);
        if ((enum scene_view)v == shown) {
            float inset = 0.75f * l->small;
            tint_rgba(b, TINT_TEXT, rgba);
            draw_rect(
                b,
                (struct plan_box){x + inset, y + box.h - 2.0f * thick, box.w - 2.0f * inset, thick},
                rgba, thick);
            tree_value(b, (int)b->ui->n_nodes - 1, "%s, shown", VIEWS[v].words);
        }
        x += box.w;
    }
}

void build_controls(struct build *b)
{
    struct ui *ui = b->ui;
    if (!ui->controls)
        return;
    const struct layout *l = &b->l;
    struct button buttons[BUTTONS];
    buttons_now(b, buttons);
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
            struct plan_box box = {x, y, button_width(b, buttons[next].words), l->target};
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
