/* The words over each pane: what it is given, and how its path is. */
#include "ui/compare_parts.h"

#include <math.h>
#include <stdio.h>

#include "ui/readouts.h"

/* Over a pane: its line as in the plots, and what it is given. */
static void build_title(struct build *b, unsigned a, struct plan_box pane, float high,
                        const struct comparison_view *view, int group)
{
    const struct layout *l = &b->l;
    float text[4], size = l->small, line = layout_line(l, size), pad = 0.5f * size;
    char title[128];
    tint_rgba(b, TINT_TEXT, text);
    float sample = 2.0f * size + 0.5f * size;
    float room = pane.w - 2.0f * pad - sample;
    const char *words = _(comparison_title(view->arms[a]));
    if (text_width(b, words, size, PLAN_WEIGHT_BOLD) > room)
        words = _(comparison_label(view->arms[a]));
    float width = wrap_shorten(b->render, PLAN_WEIGHT_BOLD, size, words, room, title, sizeof title);
    struct plan_box plate = {pane.x, pane.y, fminf(width + sample + 2.0f * pad, pane.w), high};
    draw_plate(b, plate);
    float y = plate.y + 0.5f * (high - line);
    compare_sample(b, a, compare_meaning(view->arms[a]), plate.x + pad, y + 0.55f * line);
    draw_text(b, plate.x + pad + sample, y, 0.0f, title, size, PLAN_WEIGHT_BOLD, text);
    tree_value(b, tree_add(b, group, UI_TEXT, "title", plate), "%s",
               _(comparison_title(view->arms[a])));
}

static const char *count_words(bool whole, unsigned long count)
{
    return whole ? language_count("%s new synapse", "%s new synapses", count)
                 : language_count("%s new", "%s new", count);
}

/* At its foot: how the path is, and how many synapses are new. */
static void build_reading(struct build *b, struct compare *compare, unsigned a,
                          struct plan_box pane, float high, const struct comparison_view *view)
{
    const struct layout *l = &b->l;
    float text[4], quiet[4], size = l->small, line = layout_line(l, size), pad = 0.5f * size;
    float was = b->alpha, coming, going;
    struct plan_box plate = {pane.x, pane.y + pane.h - high, pane.w, high};
    char count[32], fresh[64];
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_QUIET, quiet);
    draw_plate(b, plate);
    float x = plate.x + pad, y = plate.y + 0.5f * (high - line);
    float right = plate.x + plate.w - pad, room = right - x;
    const char *lead = C_("gauge, short", "Path");
    float lead_width = text_width(b, lead, size, PLAN_WEIGHT_REGULAR) + 0.4f * size;
    compare->zones[a] = gauge_zone(view->now[a].rigidity, compare->zones[a]);
    const char *word = gauge_word(compare->zones[a]);
    float widest = 0.0f;
    for (int z = 1; z <= 4; z++)
        widest = fmaxf(widest, text_width(b, gauge_word(z), size, PLAN_WEIGHT_BOLD));
    /* The longest count decides, so that all panes say it alike, all the time. */
    language_whole(count, sizeof count, 88888);
    snprintf(fresh, sizeof fresh, count_words(true, 88888), count);
    bool whole =
        text_width(b, fresh, size, PLAN_WEIGHT_REGULAR) <= room - widest - lead_width - size;
    snprintf(fresh, sizeof fresh, count_words(false, 88888), count);
    float brief = text_width(b, fresh, size, PLAN_WEIGHT_REGULAR);
    bool told = brief <= room - widest - size;
    if (lead_width + widest + (told ? brief + size : 0.0f) > room)
        lead_width = 0.0f;
    else
        draw_text(b, x, y, 0.0f, lead, size, PLAN_WEIGHT_REGULAR, quiet);
    word = fade_text(b, &compare->zone_fade[a], word, &coming);
    const char *before = fade_was(&compare->zone_fade[a], &going);
    b->alpha = was * coming;
    draw_text(b, x + lead_width, y, 0.0f, word, size, PLAN_WEIGHT_BOLD, text);
    b->alpha = was * going;
    draw_text(b, x + lead_width, y, 0.0f, before, size, PLAN_WEIGHT_BOLD, text);
    b->alpha = was;
    unsigned long grown = (unsigned long)view->now[a].new_synapses;
    language_whole(count, sizeof count, grown);
    snprintf(fresh, sizeof fresh, count_words(whole, grown), count);
    if (told)
        draw_text(b, right, y, 1.0f, fresh, size, PLAN_WEIGHT_REGULAR, text);
}

void build_compare_panes(struct build *b, struct compare *compare,
                         const struct compare_layout *layout, const struct comparison_view *view)
{
    for (unsigned a = 0; a < view->n_arms; a++) {
        struct plan_box pane = layout->panes[a];
        char name[32], count[32];
        snprintf(name, sizeof name, "pane_%u", a + 1);
        int group = tree_add(b, -1, UI_PLOT, name, pane);
        build_title(b, a, pane, layout->pane_top, view, group);
        if (layout->pane_foot > 0.0f)
            build_reading(b, compare, a, pane, layout->pane_foot, view);
        language_whole(count, sizeof count, (unsigned long)view->now[a].new_synapses);
        tree_value(b, group, _("%s: path %s, new synapses: %s"), _(comparison_title(view->arms[a])),
                   gauge_word(gauge_zone(view->now[a].rigidity, compare->zones[a])), count);
    }
}
