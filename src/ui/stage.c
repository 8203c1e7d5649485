#include "ui/stage_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scene/palette.h"

static const char WORDS_OVER[] = N_("The end. Thank you.");

/* Nothing here may flash. White is the largest change of light there is, so it comes evenly in
 * luminance and as slowly as the change to the theme of day (scene/scene.c); black by day too. */
static const float BLACK_S = 0.9f, BLACK_DAY_S = 5.0f, WHITE_S = 5.0f;
static const float SPOT_S = 0.8f, PART_S = 0.6f, CALM = 0.6f;
static const float NOTES_SCALE = 1.2f; /* larger type has the notes over the whole picture */
static const float LONGEST_STEP_S = 0.35f, GAMMA = 2.2f;
static const float PAPER[3] = {0.90f, 0.89f, 0.86f};
static const float SPOT_DARK = 0.72f, SPOT_RADIUS = 0.15f; /* of the height */

struct stage *stage_create(const struct ui_options *options, struct error *error)
{
    struct stage *stage = calloc(1, sizeof *stage);
    if (stage)
        stage->ui = ui_create(options, error);
    if (stage && stage->ui) {
        stage->marks = 1.0f;
        stage->ui->controls_alpha = 1.0f; /* its buttons can be pressed whenever they are there */
        return stage;
    }
    free(stage);
    error_set(error, ERROR_MEMORY, "out of memory for the talk");
    return NULL;
}

void stage_destroy(struct stage *stage)
{
    if (stage)
        ui_destroy(stage->ui);
    free(stage);
}

static void move_on(struct stage *stage, const struct stage_show *show, float dt, float day)
{
    /* One cover goes before the other comes: both together would be grey. */
    bool white = show->white && stage->black <= 0.0f, black = show->black && stage->white <= 0.0f;
    ease(&stage->black, black ? 1.0f : 0.0f, dt, BLACK_S + day * (BLACK_DAY_S - BLACK_S));
    ease(&stage->white, white ? 1.0f : 0.0f, dt, WHITE_S);
    ease(&stage->spot, show->spot ? 1.0f : 0.0f, dt, SPOT_S);
    ease(&stage->overview, show->overview ? 1.0f : 0.0f, dt, PART_S);
    ease(&stage->help, show->help ? 1.0f : 0.0f, dt, PART_S);
    ease(&stage->quit, show->quit ? 1.0f : 0.0f, dt, PART_S);
    ease(&stage->over, show->over ? 1.0f : 0.0f, dt, 1.5f);
    ease(&stage->notes, show->notes ? 1.0f : 0.0f, dt, PART_S);
    ease(&stage->marks, show->comparing ? 0.0f : 1.0f, dt, PART_S);
    ease(&stage->typing, show->typing ? 1.0f : 0.0f, dt, 0.4f);
    if (show->typing)
        stage->number = show->number;
    ease(&stage->chapter, (float)show->chapter, dt, 0.5f);
}

static void cover(struct build *b, const float rgb[3], float alpha)
{
    struct plan_item *item = alpha > 0.0f ? plan_item(b->plan, PLAN_ITEM_RECT) : NULL;
    if (!item)
        return;
    item->box = (struct plan_box){-2.0f, -2.0f, b->l.width + 4.0f, b->l.height + 4.0f};
    memcpy(item->colour, rgb, 3 * sizeof *rgb);
    item->colour[3] = alpha;
}

static void draw_spot(struct build *b, const struct stage_show *show, float shown)
{
    struct plan_item *item = shown > 0.0f ? plan_item(b->plan, PLAN_ITEM_SPOT) : NULL;
    if (!item)
        return;
    item->box = (struct plan_box){0.0f, 0.0f, b->l.width, b->l.height};
    item->radius = SPOT_RADIUS * b->l.height;
    item->first = b->plan->n_points;
    item->count = plan_point(b->plan, show->spot_x, show->spot_y) ? 1 : 0;
    float shade = 0.30f * b->palette.day; /* by day a veil of grey, not of night */
    for (int k = 0; k < 3; k++)
        item->colour[k] = 0.01f + shade;
    item->colour[3] = SPOT_DARK * shown;
}

/* Which of how many: short marks in the lower margin, the one told wider. */
static void draw_marks(struct build *b, const struct stage *stage, const struct stage_show *show)
{
    const struct layout *l = &b->l;
    unsigned n = show->talk->n_chapters;
    float thick = fmaxf(3.0f, roundf(0.005f * l->height));
    float step = fminf(2.2f * l->small, 0.6f * l->width / (float)n), rgba[4];
    float x = 0.5f * (l->width - step * (float)n), y = l->height - 0.5f * (l->margin + thick);
    struct plan_box all = {x, y, step * (float)n, thick};
    tree_value(b, tree_add(b, -1, UI_TEXT, "chapter_mark", all), _("Chapter %u of %u: %s"),
               show->chapter + 1, n, _(show->talk->chapters[show->chapter].title));
    for (unsigned i = 0; i < n; i++) {
        float near = fmaxf(0.0f, 1.0f - fabsf(stage->chapter - (float)i));
        tint_rgba(b, near > 0.0f ? TINT_TEXT : TINT_QUIET, rgba);
        rgba[3] *= 0.35f + 0.55f * near;
        float width = step * (0.35f + 0.40f * near);
        float left = x + ((float)i + 0.5f) * step - 0.5f * width;
        draw_rect(b, (struct plan_box){left, y, width, thick}, rgba, thick);
    }
}

static void draw_plate_words(struct build *b, const char *name, const char *words, float shown)
{
    const struct layout *l = &b->l;
    float was = b->alpha, rgba[4], pad = 1.5f * l->pad;
    b->alpha *= shown;
    float line = layout_line(l, l->title);
    float size = paragraph_size(b, l->width - 2.0f * (pad + l->margin), line, words, l->title,
                                PLAN_WEIGHT_BOLD);
    float width = text_width(b, words, size, PLAN_WEIGHT_BOLD) + 2.0f * pad;
    struct plan_box plate = {roundf(0.5f * (l->width - width)), roundf(0.42f * l->height), width,
                             line + 2.0f * pad};
    tint_rgba(b, TINT_SOLID, rgba);
    draw_rect(b, plate, rgba, l->radius);
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, plate.x + 0.5f * width, plate.y + pad, 0.5f, words, size, PLAN_WEIGHT_BOLD, rgba);
    tree_value(b, tree_add(b, -1, UI_TEXT, name, plate), "%s", words);
    b->alpha = was;
}

static void draw_typing(struct build *b, const struct stage *stage)
{
    char words[128];
    if (stage->number)
        snprintf(words, sizeof words, _("Go to chapter %u"), stage->number);
    else
        snprintf(words, sizeof words, "%s", _("Go to chapter \xe2\x80\xa6"));
    draw_plate_words(b, "go_to", words, stage->typing);
}

static struct build begin(struct stage *stage, struct render *render, const struct palette *palette,
                          struct plan *plan, double dt_s)
{
    struct build b = {.ui = stage->ui, .render = render, .plan = plan, .palette = *palette,
                      .alpha = 1.0f,
                      .mirrored = language_facts(stage->ui->language)->right_to_left};
    b.dt = fminf((float)dt_s, LONGEST_STEP_S) * (stage->ui->calm ? CALM : 1.0f);
    layout_make(&b.l, plan->width, plan->height, stage->ui->text_scale);
    stage->ui->n_nodes = 0;
    return b;
}

static void close_pass(struct plan *plan, uint32_t first)
{
    struct plan_pass *pass = plan_pass(plan, PLAN_PASS_OVERLAY);
    if (!pass)
        return;
    pass->first = first;
    pass->count = plan->n_items - first;
}

void stage_build(struct stage *stage, struct render *render, const struct palette *palette,
                 const struct stage_show *show, struct plan *plan, double dt_s)
{
    static const float BLACK[3] = {0.0f, 0.0f, 0.0f};
    struct build b = begin(stage, render, palette, plan, dt_s);
    const struct layout *l = &b.l;
    uint32_t first = plan->n_items;
    move_on(stage, show, b.dt, palette->day);

    b.alpha = stage->marks;
    if (stage->marks > 0.0f)
        draw_marks(&b, stage, show);
    b.alpha = 1.0f;
    draw_spot(&b, show, stage->spot);
    if (stage->over > 0.0f)
        draw_plate_words(&b, "over", _(WORDS_OVER), stage->over);
    cover(&b, BLACK, stage->black);
    cover(&b, PAPER, powf(stage->white, 1.0f / GAMMA));
    if (stage->notes > 0.0f) {
        /* Large type needs all there is, and a sentence must not look out from under it in half. */
        bool all = stage->ui->text_scale > NOTES_SCALE;
        struct plan_box above = {l->margin, l->margin, l->width - 2.0f * l->margin,
                                 0.72f * l->height};
        b.alpha = stage->notes;
        build_notes(&b, all ? (struct plan_box){0.0f, 0.0f, l->width, l->height} : above, show);
        b.alpha = 1.0f;
    }
    if (stage->overview > 0.0f)
        build_overview(&b, stage, show);
    if (stage->help > 0.0f)
        build_talk_help(&b, stage->help);
    if (stage->typing > 0.0f)
        draw_typing(&b, stage);
    if (stage->quit > 0.0f)
        build_talk_quit(&b, show, stage->quit);
    close_pass(plan, first);
}

void stage_build_notes(struct stage *stage, struct render *render, const struct stage_show *show,
                       struct plan *plan, double dt_s)
{
    struct palette night;
    palette_make(&night, PALETTE_NIGHT); /* a screen in a dark hall */
    struct build b = begin(stage, render, &night, plan, dt_s);
    uint32_t first = plan->n_items;
    build_notes(&b, (struct plan_box){0.0f, 0.0f, b.l.width, b.l.height}, show);
    close_pass(plan, first);
}

void stage_build_page(struct stage *stage, struct render *render, const struct stage_show *show,
                      struct plan *plan)
{
    struct palette day;
    palette_make(&day, PALETTE_DAY);
    struct build b = begin(stage, render, &day, plan, 0.0);
    uint32_t first = plan->n_items;
    build_page(&b, show);
    close_pass(plan, first);
}

void stage_set_language(struct stage *stage, enum language language)
{
    ui_set_language(stage->ui, language);
}

void stage_set_calm(struct stage *stage, bool calm)
{
    ui_set_calm(stage->ui, calm);
}

int stage_columns(const struct stage *stage)
{
    return stage->columns;
}

const struct ui_node *stage_nodes(const struct stage *stage, uint32_t *count)
{
    return ui_nodes(stage->ui, count);
}

enum ui_action stage_pointer(struct stage *stage, float x, float y, bool pressed, bool released,
                             bool *inside)
{
    return ui_pointer(stage->ui, x, y, pressed, released, inside);
}
