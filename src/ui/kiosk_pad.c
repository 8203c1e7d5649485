/* The pad on which staff type their PIN. */
#include "ui/kiosk_parts.h"

#include <math.h>
#include <stdio.h>

enum { COLUMNS = 3, LINES = 4 };

static const char *message(const struct kiosk_show *show, char *text, size_t size)
{
    char number[32];
    if (show->locked_s > 0.0) {
        unsigned long minutes = (unsigned long)ceil(show->locked_s / 60.0);
        language_whole(number, sizeof number, minutes);
        snprintf(text, size,
                 language_count("Locked for %s minute", "Locked for %s minutes", minutes), number);
        return text;
    }
    return show->refused ? _("That was not the PIN") : _("PIN, for staff");
}

/* As many dots as digits were typed, and never which. */
static void draw_dots(struct build *b, const struct kiosk_show *show, float x, float y, float size)
{
    float rgba[4], step = 1.5f * size, left = x - 0.5f * step * (float)(show->digits - 1);
    tint_rgba(b, TINT_TEXT, rgba);
    for (unsigned i = 0; i < show->digits; i++)
        draw_rect(b,
                  (struct plan_box){left + step * (float)i - 0.5f * size, y - 0.5f * size, size,
                                    size},
                  rgba, size);
}

static void draw_keys(struct build *b, const struct kiosk_band *band, float x, float y)
{
    static const char *const DIGITS[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    float step_x = 1.5f * band->target + band->gap, step_y = band->target + band->gap;
    for (int i = 0; i < COLUMNS * LINES; i++) {
        struct plan_box box = {x + step_x * (float)(i % COLUMNS),
                               y + step_y * (float)(i / COLUMNS), 1.5f * band->target,
                               band->target};
        char name[16];
        int digit = i < 9 ? i + 1 : 0;
        if (i == 9) {
            draw_button(b, -1, "pin_erase", "\xe2\x86\x90", UI_EXHIBIT_ERASE, box);
        } else if (i == 11) {
            draw_button(b, -1, "pin_enter", _("OK"), UI_EXHIBIT_ENTER, box);
        } else {
            snprintf(name, sizeof name, "pin_%d", digit);
            draw_button(b, -1, name, DIGITS[digit], (enum ui_action)(UI_EXHIBIT_DIGIT + digit),
                        box);
        }
    }
}

void build_pad(struct build *b, const struct kiosk_band *band, const struct kiosk_show *show)
{
    const struct layout *l = &b->l;
    float line = ceilf(band->type * l->line), gap = band->gap, small = l->small, rgba[4];
    float keys_w = COLUMNS * (1.5f * band->target + gap) - gap;
    float keys_h = LINES * (band->target + gap) - gap;
    float width = keys_w + 4.0f * gap, height = keys_h + 2.0f * line + band->target + 7.0f * gap;
    /* Low, as all that is pressed. */
    struct plan_box plate = {roundf(0.5f * (l->width - width)),
                             roundf(fmaxf(l->height - height - l->margin, 0.0f)), width, height};
    float x = plate.x + 2.0f * gap, y = plate.y + 2.0f * gap, middle = plate.x + 0.5f * width;
    char text[96];
    tint_rgba(b, TINT_SOLID, rgba);
    rgba[3] = 1.0f;
    draw_rect(b, plate, rgba, l->radius);
    flow_keep(b, plate); /* digits stand the same way for everybody */
    tree_add(b, -1, UI_DIALOG, "pad", plate);
    tint_rgba(b, TINT_TEXT, rgba);
    const char *words = message(show, text, sizeof text);
    draw_text(b, middle, y, 0.5f, words, band->type, PLAN_WEIGHT_BOLD, rgba);
    tree_value(b, tree_add(b, -1, UI_TEXT, "pad_words", plate), "%s", words);
    y += line + gap;
    if (show->digits)
        draw_dots(b, show, middle, y + 0.5f * line, 0.5f * band->type);
    y += line + gap;
    b->l.small = band->type;
    draw_keys(b, band, x, y);
    y += keys_h + gap;
    draw_button(b, -1, "pin_close", _("Close"), UI_EXHIBIT_CLOSE,
                (struct plan_box){x, y, keys_w, band->target});
    b->l.small = small;
    flow_on(b);
}
