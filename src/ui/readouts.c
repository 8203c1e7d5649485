#include "ui/readouts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/curve.h"

static void dose_text(const struct story_view *view, struct readout *readout)
{
    char *longest = readout->values[0], *middle = readout->values[1],
         *shortest = readout->values[2];
    size_t size = sizeof readout->values[0];
    if (view->dose_mg_kg > 0.0f) {
        bool several = view->dose_mg_kg > 0.75f;
        char dose[16];
        language_number(dose, sizeof dose, (double)view->dose_mg_kg, 1);
        snprintf(longest, size, several ? _("%s mg/kg in all") : _("%s mg/kg over 40 min"), dose);
        snprintf(middle, size, _("%s mg/kg"), dose);
        snprintf(shortest, size, "%s", middle);
        return;
    }
    const char *words = C_("dose", "none yet");
    if (view->story_h >= 0.0f) {
        if (view->treatment == STORY_SALINE)
            words = C_("dose", "saline");
        else if (view->treatment == STORY_SSRI)
            words = C_("dose", "SSRI, daily");
        else
            words = C_("dose", "none");
    }
    snprintf(longest, size, "%s", words);
    snprintf(middle, size, "%s", words);
    snprintf(shortest, size, "%s", words);
}

void readouts_hold(struct build *b)
{
    static const float HOLD_S = 0.25f;
    struct ui_figures *figures = &b->ui->figures;
    figures->age_s += b->dt;
    if (figures->any && figures->age_s < HOLD_S)
        return;
    const struct model_observables *now = &b->snapshot->now;
    const struct story_view *view = b->view;
    figures->any = true;
    figures->age_s = 0.0f;
    figures->rigidity = fminf(fmaxf(now->rigidity, 0.0f), 1.0f);
    figures->new_synapses = now->new_synapses;
    figures->occupancy = curve_now(view, READOUT_BLOCKED, now->occupancy);
    figures->occupancy_exc = now->occupancy_exc;
    figures->occupancy_inh = now->occupancy_inh;
    figures->glutamate = curve_now(view, READOUT_GLUTAMATE, now->glutamate);
    figures->bdnf = curve_now(view, READOUT_BDNF, now->bdnf);
    figures->spines = curve_now(view, READOUT_SPINES, now->spine_density);
}

static void change_text(struct readout *readout, float ratio)
{
    int change = (int)roundf(100.0f * (ratio - 1.0f));
    for (int i = 0; i < READOUT_VARIANTS; i++)
        snprintf(readout->values[i], sizeof readout->values[i], "%s%d\xc2\xa0%%",
                 change < 0   ? "\xe2\x88\x92"
                 : change > 0 ? "+"
                              : "",
                 abs(change));
}

static void share_text(struct readout *readout, float share)
{
    for (int i = 0; i < READOUT_VARIANTS; i++)
        snprintf(readout->values[i], sizeof readout->values[i], "%d\xc2\xa0%%",
                 (int)roundf(100.0f * share));
}

void readouts_fill(struct build *b, struct readout readouts[READOUTS_ALL])
{
    static const struct readout NAMED[READOUTS_ALL] = {
        [READOUT_DOSE] = {.name = "dose", .labels = {N_("Dose of ketamine"), N_("Ketamine"), N_("Dose")}},
        [READOUT_BLOCKED] = {.name = "occupancy",
                             .labels = {N_("NMDA blocked, all cells"), N_("NMDA blocked"),
                                        N_("Blocked")},
                             .stroke = STROKE_AREA,
                             .meaning = PALETTE_KETAMINE},
        [READOUT_BDNF] = {.name = "bdnf",
                          .labels = {N_("BDNF"), N_("BDNF"), N_("BDNF")},
                          .stroke = STROKE_FINE,
                          .meaning = PALETTE_BDNF},
        [READOUT_SPINES] = {.name = "spines",
                            .labels = {N_("Spines"), N_("Spines"), N_("Spines")},
                            .stroke = STROKE_BROAD,
                            .meaning = PALETTE_NEW},
        [READOUT_GLUTAMATE] = {.name = "glutamate",
                               .labels = {N_("Glutamate"), N_("Glutamate"), N_("Glut.")},
                               .stroke = STROKE_DOTS,
                               .meaning = PALETTE_TEXT},
        [READOUT_CALMING] = {.name = "occupancy_calming",
                             .labels = {N_("on cells that calm others"), N_("on calming cells"),
                                        N_("calming")},
                             .part = true},
        [READOUT_OTHERS] = {.name = "occupancy_others",
                            .labels = {N_("on the cells of the paths"), N_("on the others"),
                                       N_("others")},
                            .part = true},
    };
    const struct ui_figures *figures = &b->ui->figures;
    memcpy(readouts, NAMED, sizeof NAMED);
    for (int i = 0; i < READOUTS_ALL; i++)
        for (int k = 0; k < READOUT_VARIANTS; k++)
            readouts[i].labels[k] = _(NAMED[i].labels[k]);
    dose_text(b->view, &readouts[READOUT_DOSE]);
    share_text(&readouts[READOUT_BLOCKED], figures->occupancy);
    share_text(&readouts[READOUT_CALMING], figures->occupancy_inh);
    share_text(&readouts[READOUT_OTHERS], figures->occupancy_exc);
    change_text(&readouts[READOUT_BDNF], figures->bdnf);
    change_text(&readouts[READOUT_SPINES], figures->spines);
    change_text(&readouts[READOUT_GLUTAMATE], figures->glutamate);
}

/* Name and value for one row: the longest value that fits beside one of the longer names, else
 * beside the shortest. */
static void pick_both(struct build *b, const struct readout *readout, float room, char *label,
                      char *value, uint32_t out_size)
{
    static const int ORDER[][2] = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0, 2},
                                   {1, 2}, {2, 0}, {2, 1}, {2, 2}};
    float size = b->l.small;
    for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
        const char *name = readout->labels[ORDER[i][0]], *words = readout->values[ORDER[i][1]];
        float width = text_width(b, words, size, PLAN_WEIGHT_BOLD);
        if (readout->stroke != STROKE_NONE || readout->part) /* the name stays the same while figures change */
            width = fmaxf(width, text_width(b, "+88\xc2\xa0%", size, PLAN_WEIGHT_BOLD));
        if (text_width(b, name, size, PLAN_WEIGHT_REGULAR) + width > room)
            continue;
        snprintf(label, out_size, "%s", name);
        snprintf(value, out_size, "%s", words);
        return;
    }
    float taken = wrap_shorten(b->render, PLAN_WEIGHT_BOLD, size,
                               readout->values[READOUT_VARIANTS - 1], room, value, out_size);
    wrap_shorten(b->render, PLAN_WEIGHT_REGULAR, size, readout->labels[READOUT_VARIANTS - 1],
                 fmaxf(room - taken, 0.0f), label, out_size);
}

/* A short piece of the curve. */
static void draw_stroke(struct build *b, const struct readout *readout, float x, float y)
{
    float size = b->l.small, width = roundf(0.9f * size), rgba[4];
    float middle = roundf(y + 0.5f * layout_line(&b->l, size));
    tint_meaning(b, readout->meaning, 1.0f, rgba);
    float thin = stroke_width(b, readout->stroke);
    if (readout->stroke == STROKE_DOTS) {
        for (int i = 0; i < 3; i++)
            draw_rect(b,
                      (struct plan_box){x + 0.5f * (float)i * (width - thin), middle - 0.5f * thin,
                                        thin, thin},
                      rgba, thin);
        return;
    }
    if (readout->stroke == STROKE_AREA) {
        float high = roundf(0.55f * size), fill[4];
        tint_meaning(b, readout->meaning, AREA_OPACITY, fill);
        draw_rect(b, (struct plan_box){x, middle - 0.5f * high, width, high}, fill, 0.0f);
        draw_rect(b, (struct plan_box){x, middle - 0.5f * high, width, thin}, rgba, 0.0f);
        return;
    }
    draw_rect(b, (struct plan_box){x, middle - 0.5f * thin, width, thin}, rgba, thin);
}

void readout_draw(struct build *b, int parent, const struct readout *readout, struct plan_box box)
{
    float size = b->l.small, quiet[4], text[4];
    bool inset_too = readout->stroke != STROKE_NONE || readout->part;
    float inset = inset_too ? roundf(1.3f * size) : 0.0f;
    char label[128], value[128];
    tint_rgba(b, TINT_QUIET, quiet);
    tint_rgba(b, TINT_TEXT, text);
    if (readout->stroke != STROKE_NONE)
        draw_stroke(b, readout, box.x, box.y);
    pick_both(b, readout, box.w - inset - 0.6f * size, label, value, sizeof label);
    draw_text(b, box.x + box.w, box.y, 1.0f, value, size, PLAN_WEIGHT_BOLD, text);
    draw_text(b, box.x + inset, box.y, 0.0f, label, size, PLAN_WEIGHT_REGULAR, quiet);
    tree_value(b, tree_add(b, parent, UI_TEXT, readout->name, box), "%s: %s", readout->labels[0],
               readout->values[0]);
}
