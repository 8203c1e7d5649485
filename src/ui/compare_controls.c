/* The buttons of a comparison, in rows over the foot of its panes. */
#include "ui/compare_parts.h"

#include <math.h>

struct button {
    const char *name, *words;
    enum ui_action action;
};

enum { BUTTONS = 10 };

static float gap_of(const struct build *b)
{
    return fmaxf(8.0f, b->l.gap);
}

/* The next row from `from` on that fits; returns its end, and its width. */
static int break_row(struct build *b, const struct button *buttons, int from, float room,
                     float *width)
{
    int end = from;
    *width = 0.0f;
    while (end < BUTTONS) {
        float with = *width + (end > from ? gap_of(b) : 0.0f) + button_width(b, buttons[end].words);
        if (end > from && with > room)
            break;
        *width = with;
        end++;
    }
    return end;
}

void build_compare_controls(struct build *b, const struct compare_layout *layout,
                            const struct comparison_view *view)
{
    struct ui *ui = b->ui;
    if (!ui->controls)
        return;
    bool day = b->scene && scene_theme(b->scene) == PALETTE_DAY;
    const struct button buttons[BUTTONS] = {
        {"back", C_("button", "Back"), UI_BACK},
        {"pause", view->paused ? _("Go on") : _("Pause"), UI_PAUSE},
        {"restart", _("Restart"), UI_RESTART},
        {"slower", _("Slower"), UI_SLOWER},
        {"faster", _("Faster"), UI_FASTER},
        {"view_circuit", _("Circuit"), UI_VIEW_CIRCUIT},
        {"view_snow", _("Snow"), UI_VIEW_SNOW},
        {"view_forest", _("Forest"), UI_VIEW_FOREST},
        {"theme", day ? _("Night") : C_("theme", "Day"), UI_THEME},
        {"full_screen", _("Full screen"), UI_FULLSCREEN},
    };
    float gap = gap_of(b), was = b->alpha, width, height = -gap;
    for (int from = 0; from < BUTTONS; from = break_row(b, buttons, from, layout->header.w, &width))
        height += b->l.target + gap;
    b->alpha *= ui->controls_alpha;
    float y = layout->caption.y - b->l.gap - height;
    struct plan_box all = {layout->header.x, y, layout->header.w, height};
    int group = tree_add(b, -1, UI_GROUP, "controls", all);
    float ground[4]; /* words under the buttons must not be seen between them */
    tint_rgba(b, TINT_SOLID, ground);
    draw_rect(b, box_grow(all, b->l.gap), ground, b->l.radius);
    for (int from = 0, end; from < BUTTONS; from = end, y += b->l.target + gap) {
        end = break_row(b, buttons, from, layout->header.w, &width);
        float x = roundf(layout->header.x + 0.5f * (layout->header.w - width));
        for (int i = from; i < end; i++) {
            struct plan_box box = {x, y, button_width(b, buttons[i].words), b->l.target};
            draw_button(b, group, buttons[i].name, buttons[i].words, buttons[i].action, box);
            x += box.w + gap;
        }
    }
    b->alpha = was;
}
