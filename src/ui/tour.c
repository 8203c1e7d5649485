/* The buttons while a tour leads: back and on, the chapter with the list of all behind it, pause, by
 * itself or by hand, and out. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>

enum { BUTTONS = 6 };

struct button {
    const char *name, *words;
    enum ui_action action;
    bool off;
    float width;
};

/* In `brief` the chapter is two numbers. */
static void fill(struct build *b, struct button buttons[BUTTONS], char *chapter, size_t size,
                 bool brief)
{
    const struct ui_tour *tour = &b->ui->tour;
    const char *itself = _("By itself"), *by_hand = _("By hand");
    const char *pause = _("Pause"), *go_on = _("Go on");
    unsigned n = tour->talk->n_chapters;
    snprintf(chapter, size, brief ? "%u / %u" : _("Chapter %u of %u"), tour->chapter + 1, n);
    const struct button now[BUTTONS] = {
        {"talk_back", C_("button", "Back"), UI_TALK_BACK, tour->chapter == 0, 0.0f},
        {"chapters", chapter, UI_TALK_OVERVIEW, false, 0.0f},
        {"talk_next", C_("button", "Next"), UI_TALK_NEXT, tour->chapter + 1 >= n, 0.0f},
        {"pause", b->view->paused ? go_on : pause, UI_PAUSE, false, 0.0f},
        {"tour_itself", tour->automatic ? by_hand : itself, UI_TOUR_ITSELF, false, 0.0f},
        {"tour_end", _("End the tour"), UI_TOUR_END, false, 0.0f},
    };
    for (int i = 0; i < BUTTONS; i++) {
        buttons[i] = now[i];
        buttons[i].width = button_width(b, now[i].words);
    }
    /* Room for both, so that none moves. */
    buttons[3].width = fmaxf(button_width(b, pause), button_width(b, go_on));
    buttons[4].width = fmaxf(button_width(b, itself), button_width(b, by_hand));
}

/* The end of the row that begins with button `from`, and its width. */
static int row_end(const struct button buttons[BUTTONS], int from, float gap, float room,
                   float *width)
{
    int to = from + 1;
    *width = buttons[from].width;
    while (to < BUTTONS && *width + gap + buttons[to].width <= room)
        *width += gap + buttons[to++].width;
    return to;
}

/* How many of the buttons stand in rows that are together no higher than `most`; their height. */
static int how_many(const struct build *b, const struct button buttons[BUTTONS], float room,
                    float most, float *height, float *widest)
{
    float gap = fmaxf(8.0f, b->l.gap), width;
    int n = 0;
    *height = -gap;
    *widest = 0.0f;
    while (n < BUTTONS && *height + gap + b->l.target <= most) {
        n = row_end(buttons, n, gap, room, &width);
        *widest = fmaxf(*widest, width);
        *height += gap + b->l.target;
    }
    return n;
}

void build_tour(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    struct button buttons[BUTTONS];
    char chapter[96];
    float gap = fmaxf(8.0f, l->gap), room = l->words_width, height, widest, width;
    float most = b->bottom - b->top - 2.0f * l->gap;
    fill(b, buttons, chapter, sizeof chapter, false);
    int n = how_many(b, buttons, room, most, &height, &widest);
    if (n < BUTTONS) { /* the last ones stand below the list of chapters, too */
        fill(b, buttons, chapter, sizeof chapter, true);
        n = how_many(b, buttons, room, most, &height, &widest);
    }
    if (!n)
        return; /* a picture too small: the keys remain */
    float centre = l->margin + 0.5f * room, y = b->bottom - l->gap - height, was = b->alpha;
    b->controls_box = (struct plan_box){roundf(centre - 0.5f * widest), y, widest, height};
    b->alpha *= ui->controls_alpha;
    b->controls_shown = ui->controls_alpha > 0.0f;
    int group = tree_add(b, -1, UI_GROUP, "controls", b->controls_box);
    if (b->controls_shown)
        tree_cover(b, b->controls_box);
    for (int from = 0, to; from < n; from = to, y += l->target + gap) {
        to = row_end(buttons, from, gap, room, &width);
        float x = roundf(centre - 0.5f * width);
        for (int i = from; i < to; i++) {
            const struct button *button = &buttons[i];
            struct plan_box box = {x, y, button->width, l->target};
            if (button->off)
                draw_button_off(b, group, button->name, button->words, box);
            else
                draw_button(b, group, button->name, button->words, button->action, box);
            x += box.w + gap;
        }
    }
    b->alpha = was;
}
