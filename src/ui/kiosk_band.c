/* Rows of large buttons, low on the screen. */
#include "ui/kiosk_parts.h"

#include <math.h>
#include <string.h>

static const float TYPE = 0.36f; /* of a button's height */
static const float LEAST_SIDE = 0.062f, MOST_SIDE = 0.13f; /* of the shorter side */

static float width_of(struct build *b, const struct kiosk_band *band, const char *words)
{
    float width = text_width(b, words, band->type, PLAN_WEIGHT_MEDIUM) + 1.5f * band->type;
    return fmaxf(ceilf(width), band->target);
}

/* Lines of about equal length. */
static int break_lines(const float *widths, int n, float gap, float room, int *in_line,
                       float *line_width)
{
    float whole = -gap;
    int lines = 0;
    for (int i = 0; i < n; i++)
        whole += widths[i] + gap;
    float wanted = ceilf(whole / room), even = wanted > 1.0f ? whole / wanted : room;
    for (int i = 0; i < n; i++) {
        bool begins = i == 0 || line_width[lines - 1] + gap + widths[i] > room ||
                      line_width[lines - 1] >= even;
        if (begins) {
            in_line[lines] = 0;
            line_width[lines++] = -gap;
        }
        in_line[lines - 1]++;
        line_width[lines - 1] += gap + widths[i];
    }
    return lines;
}

static void draw_one(struct build *b, const struct kiosk_button *button, struct plan_box box)
{
    if (button->off) {
        draw_button_off(b, -1, button->name, button->words, box);
        return;
    }
    draw_button(b, -1, button->name, button->words, button->action, box);
    if (button->chosen)
        draw_chosen(b, button->words, box);
}

float kiosk_buttons(struct build *b, const struct kiosk_band *band,
                    const struct kiosk_button *buttons, int n, struct plan_box box, bool drawn)
{
    float widths[KIOSK_MOST_BUTTONS], line_width[KIOSK_MOST_BUTTONS];
    int in_line[KIOSK_MOST_BUTTONS], i = 0;
    for (int k = 0; k < n; k++)
        widths[k] = fminf(width_of(b, band, buttons[k].words), box.w);
    int lines = break_lines(widths, n, band->gap, box.w, in_line, line_width);
    float height = (float)lines * (band->target + band->gap) - band->gap;
    if (!drawn)
        return height;
    float small = b->l.small, y = roundf(box.y + 0.5f * (box.h - height));
    b->l.small = band->type;
    for (int line = 0; line < lines; line++, y += band->target + band->gap) {
        float x = roundf(box.x + 0.5f * (box.w - line_width[line]));
        for (int k = 0; k < in_line[line]; k++, i++) {
            draw_one(b, &buttons[i], (struct plan_box){x, y, widths[i], band->target});
            x += widths[i] + band->gap;
        }
    }
    b->l.small = small;
    return height;
}

void kiosk_band_make(struct build *b, const struct kiosk_show *show, struct kiosk_band *band)
{
    const struct layout *l = &b->l;
    float side = fminf(l->width, l->height), scale = sqrtf(fmaxf(l->scale, 1.0f));
    *band = (struct kiosk_band){0};
    band->target = fmaxf(KIOSK_TARGET_MM * show->px_per_mm, LEAST_SIDE * side) * scale;
    band->target = roundf(fmaxf(fminf(band->target, MOST_SIDE * side), 44.0f));
    band->gap = roundf(fmaxf(fminf(KIOSK_GAP_MM * show->px_per_mm, 0.02f * side), 8.0f));
    band->type = roundf(fmaxf(TYPE * band->target, 14.0f));
}
