/* The words of the synapse seen from near: its parts by name and number, and one sentence. */
#include "scene/scene.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>

/* Long, and short for where there is little room. */
struct words {
    const char *name[2];
    char value[2][96];
    enum palette_meaning meaning;
};

static const char *const NODES[SCENE_PARTS] = {
    [SCENE_NMDA] = "part_nmda",           [SCENE_KETAMINE] = "part_ketamine",
    [SCENE_AMPA] = "part_ampa",           [SCENE_SPINE] = "part_spine",
    [SCENE_VESICLES] = "part_vesicles",   [SCENE_GLUTAMATE] = "part_glutamate",
    [SCENE_MAGNESIUM] = "part_magnesium", [SCENE_BDNF] = "part_bdnf",
};

static const char *stage_words(const struct scene_synapse *s)
{
    static const char *const STAGES[][2] = {
        [MODEL_FILOPODIUM] = {N_("a feeler, not in touch yet"),
                              N_("a new feeler, not in touch yet")},
        [MODEL_SILENT] = {N_("silent, without AMPA receptors"), N_("new and silent, without AMPA")},
        [MODEL_FUNCTIONAL] = {NC_("synapse", "working"), N_("new and working")},
        [MODEL_MATURE] = {NC_("synapse", "settled"), N_("new and settled")}};
    if (s->letting_go)
        return C_("synapse", "letting go");
    if (s->worn && !s->fresh && s->stage >= MODEL_FUNCTIONAL)
        return _("on the worn path");
    return language_text_of(STAGES[s->stage < MODEL_MATURE ? s->stage : MODEL_MATURE][s->fresh]);
}

static const char *spine_words(const struct scene_synapse *s)
{
    static const char *const STAGES[] = {[MODEL_FILOPODIUM] = NC_("spine", "a feeler"),
                                         [MODEL_SILENT] = NC_("spine", "silent"),
                                         [MODEL_FUNCTIONAL] = NC_("spine", "working"),
                                         [MODEL_MATURE] = NC_("spine", "settled")};
    if (s->letting_go)
        return C_("spine", "letting go");
    return language_text_of(STAGES[s->stage < MODEL_MATURE ? s->stage : MODEL_MATURE]);
}

static void write_age(char *out, size_t size, float hours)
{
    long count = lroundf(hours), days = lroundf(hours / 24.0f);
    if (hours < 1.0f)
        snprintf(out, size, "%s", C_("age", "under an hour"));
    else if (hours < 36.0f)
        snprintf(out, size, language_count("%ld hour", "%ld hours", (unsigned long)count), count);
    else if (hours < 24.0f * 60.0f)
        snprintf(out, size, language_count("%ld day", "%ld days", (unsigned long)days), days);
    else
        snprintf(out, size, "%s", C_("age", "months"));
}

enum { VALUE = sizeof((struct words *)NULL)->value[0] };

static void write_ratio(char value[2][VALUE], float ratio)
{
    int percent = (int)lroundf(100.0f * (ratio - 1.0f));
    if (percent > -3 && percent < 3)
        snprintf(value[0], VALUE, "%s", _("as at rest"));
    else
        snprintf(value[0], VALUE, percent < 0 ? _("%d %% under rest") : _("%d %% over rest"),
                 percent < 0 ? -percent : percent);
    snprintf(value[1], VALUE, "%+d %%", percent);
}

static void name(struct words *words, const char *full, const char *brief,
                 enum palette_meaning meaning)
{
    words->name[0] = _(full);
    words->name[1] = _(brief);
    words->meaning = meaning;
}

/* What is as much everywhere is told as the panel tells it. */
static void fill(const struct build *b, const struct scene_synapse *s,
                 struct words words[SCENE_PARTS])
{
    const struct ui_figures *figures = &b->ui->figures;
    enum palette_meaning own = s->fresh ? PALETTE_NEW : s->worn ? PALETTE_PATH : PALETTE_REST;
    name(&words[SCENE_NMDA], N_("NMDA receptors"), N_("NMDA"), PALETTE_REST);
    snprintf(words[SCENE_NMDA].value[0], VALUE,
             language_count("%d of %d blocked here", "%d of %d blocked here",
                            (unsigned long)s->blocked),
             s->blocked, s->nmda);
    snprintf(words[SCENE_NMDA].value[1], VALUE, _("%d of %d here"), s->blocked, s->nmda);
    name(&words[SCENE_KETAMINE], N_("Ketamine"), N_("Ketamine"), PALETTE_KETAMINE);
    snprintf(words[SCENE_KETAMINE].value[0], VALUE, "%s", _("in pores; more on calming cells"));
    snprintf(words[SCENE_KETAMINE].value[1], VALUE, "%s", _("in pore"));
    name(&words[SCENE_AMPA], N_("AMPA receptors"), N_("AMPA"), own);
    for (int i = 0; i < 2; i++)
        snprintf(words[SCENE_AMPA].value[i], VALUE, _("%d of %d"), s->ampa, s->ampa_most);
    name(&words[SCENE_SPINE], N_("Spine"), N_("Spine"), own);
    for (int i = 0; i < 2; i++)
        snprintf(words[SCENE_SPINE].value[i], VALUE, "%s", spine_words(s));
    name(&words[SCENE_VESICLES], N_("Vesicles"), N_("Vesicles"), PALETTE_REST);
    snprintf(words[SCENE_VESICLES].value[0], VALUE, "%s", _("of the sending cell"));
    snprintf(words[SCENE_VESICLES].value[1], VALUE, "%s", _("of the sender"));
    name(&words[SCENE_GLUTAMATE], N_("Glutamate"), N_("Glutamate"), PALETTE_TEXT);
    write_ratio(words[SCENE_GLUTAMATE].value, figures->any ? figures->glutamate : s->glutamate);
    name(&words[SCENE_MAGNESIUM], N_("Magnesium"), N_("Magnesium"), PALETTE_REST);
    snprintf(words[SCENE_MAGNESIUM].value[0], VALUE, _("plugs %d of %d"), s->magnesium, s->nmda);
    snprintf(words[SCENE_MAGNESIUM].value[1], VALUE, _("%d of %d"), s->magnesium, s->nmda);
    name(&words[SCENE_BDNF], N_("BDNF"), N_("BDNF"), PALETTE_BDNF);
    write_ratio(words[SCENE_BDNF].value, figures->any ? figures->bdnf : s->bdnf);
}

/* What stands between title, caption, buttons and panel; a line at its foot is the sentence's. */
static struct plan_box room_for(const struct build *b)
{
    const struct layout *l = &b->l;
    struct plan_box room = l->free;
    float top = fmaxf(room.y, b->top + l->gap), bottom = fminf(room.y + room.h, b->bottom - l->gap);
    if (b->controls_box.h > 0.0f)
        bottom = fminf(bottom, b->controls_box.y - l->gap);
    room.y = top;
    room.h = fmaxf(bottom - top, 0.0f);
    return room;
}

static void draw_sentence(struct build *b, const struct scene_synapse *s, struct plan_box *room)
{
    const struct layout *l = &b->l;
    char age[64], number[16], text[3][400];
    /* A scene fills it before it is drawn. NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
    write_age(age, sizeof age, s->age_h);
    language_number(number, sizeof number, (double)s->efficacy, 2);
    if (s->letting_go) {
        snprintf(text[0], sizeof text[0], "%s",
                 _("In this model this contact lets go: its spine sinks back, and the sending cell "
                   "draws away"));
        snprintf(text[1], sizeof text[1], "%s", _("This contact lets go: both cells draw back"));
    } else if (s->stage >= MODEL_FUNCTIONAL) {
        snprintf(text[0], sizeof text[0],
                 _("One contact between two cells, as the model has it now: %s, %s old, strength "
                   "%s"),
                 stage_words(s), age, number);
        snprintf(text[1], sizeof text[1], _("One contact of two cells: %s, %s old, strength %s"),
                 stage_words(s), age, number);
    } else { /* before it works its efficacy means nothing */
        snprintf(text[0], sizeof text[0],
                 _("One contact between two cells, as the model has it now: %s, %s old"),
                 stage_words(s), age);
        snprintf(text[1], sizeof text[1], _("One contact of two cells: %s, %s old"), stage_words(s),
                 age);
    }
    snprintf(text[2], sizeof text[2], _("One contact: %s"), stage_words(s));
    float line = layout_line(l, l->small), most = room->w - 2.0f * l->pad;
    int which = 0;
    while (which < 2 && text_width(b, text[which], l->small, PLAN_WEIGHT_REGULAR) > most)
        which++;
    float width = text_width(b, text[which], l->small, PLAN_WEIGHT_REGULAR) + 2.0f * l->pad;
    struct plan_box plate = {roundf(room->x + 0.5f * (room->w - width)),
                             floorf(room->y + room->h - line - 0.5f * l->pad), width,
                             line + 0.5f * l->pad};
    room->h -= plate.h + l->gap;
    if (width > room->w || room->h < 3.0f * line)
        return;
    float rgba[4];
    tint_rgba(b, TINT_PLATE, rgba);
    draw_rect(b, plate, rgba, 0.4f * l->small);
    tint_rgba(b, TINT_QUIET, rgba);
    draw_text(b, plate.x + 0.5f * plate.w, plate.y + 0.25f * l->pad, 0.5f, text[which], l->small,
              PLAN_WEIGHT_REGULAR, rgba);
    tree_value(b, tree_add(b, -1, UI_TEXT, "contact", plate), "%s", text[0]);
}

static void draw_part(struct build *b, const struct leader *leader, const struct words *words,
                      const char *name, const char *value, int group, const char *node)
{
    const struct layout *l = &b->l;
    float rgba[4], pad = 0.35f * l->small, thick = fmaxf(1.5f, 0.09f * l->small);
    float line = layout_line(l, l->small), dot = 0.17f * l->small;
    tint_rgba(b, TINT_QUIET, rgba);
    draw_line(b, leader->port[0], leader->port[1], leader->x, leader->y, thick, rgba);
    draw_rect(b, (struct plan_box){leader->x - dot, leader->y - dot, 2.0f * dot, 2.0f * dot}, rgba,
              dot);
    tint_rgba(b, TINT_PLATE, rgba);
    draw_rect(b, leader->box, rgba, 0.4f * l->small);
    /* A stroke of its colour at the inner edge, where the line begins. */
    bool left = leader->port[0] > leader->box.x + 0.5f * leader->box.w;
    float stroke = fmaxf(3.0f, 0.18f * l->small);
    struct plan_box edge = {left ? leader->port[0] - stroke : leader->port[0], leader->box.y,
                            stroke, leader->box.h};
    tint_meaning(b, words->meaning, 1.0f, rgba);
    draw_rect(b, edge, rgba, 0.5f * stroke);
    float x = left ? leader->box.x + leader->box.w - pad - stroke : leader->box.x + pad + stroke;
    float y = leader->box.y + 0.1f * l->small;
    tint_rgba(b, TINT_TEXT, rgba);
    draw_text(b, x, y, left ? 1.0f : 0.0f, name, l->small, PLAN_WEIGHT_MEDIUM, rgba);
    tint_rgba(b, TINT_QUIET, rgba);
    draw_text(b, x, y + line, left ? 1.0f : 0.0f, value, l->small, PLAN_WEIGHT_REGULAR, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, node, leader->box), "%s: %s", words->name[0],
               words->value[0]);
}

/* The long words where the column holds them, or as much of the short ones as it does. */
static float fit(struct build *b, const char *full, const char *brief, enum plan_weight weight,
                 float room, char *out, uint32_t size)
{
    bool whole = text_width(b, full, b->l.small, weight) <= room;
    return wrap_shorten(b->render, weight, b->l.small, whole ? full : brief, room, out, size);
}

static void build_parts(struct build *b, const struct scene_synapse *s, struct plan_box room)
{
    const struct layout *l = &b->l;
    struct leaders *leaders = &b->ui->leaders;
    struct scene_anchor anchors[SCENE_PARTS];
    struct words words[SCENE_PARTS];
    char names[SCENE_PARTS][96], values[SCENE_PARTS][96];
    float around = 0.7f * l->small + fmaxf(3.0f, 0.18f * l->small);
    float height = 2.0f * layout_line(l, l->small) + 0.2f * l->small;
    float whole = leaders_column(room, height), column = whole - around;
    scene_synapse_anchors(b->scene, b->plan, anchors);
    fill(b, s, words);
    for (int i = 0; i < SCENE_PARTS; i++) {
        struct leader *leader = &leaders->leader[i];
        leader->wanted = anchors[i].shown > 0.3f && column > 4.0f * l->small;
        if (anchors[i].shown > 0.0f) {
            leader->x = anchors[i].x;
            leader->y = anchors[i].y;
        }
        float width = fit(b, words[i].name[0], words[i].name[1], PLAN_WEIGHT_MEDIUM, column,
                          names[i], sizeof names[i]);
        width = fmaxf(width, fit(b, words[i].value[0], words[i].value[1], PLAN_WEIGHT_REGULAR,
                                 column, values[i], sizeof values[i]));
        leader->width = fminf(ceilf(width) + around, whole);
    }
    leaders_place(leaders, SCENE_PARTS, room, height, 0.6f * l->small, b->dt);
    int group = tree_add(b, -1, UI_GROUP, "parts", room);
    float was = b->alpha;
    for (int i = 0; i < SCENE_PARTS; i++) {
        const struct leader *leader = &leaders->leader[i];
        b->alpha = was * leader->alpha;
        if (b->alpha > 0.0f)
            draw_part(b, leader, &words[i], names[i], values[i], group, NODES[i]);
    }
    b->alpha = was;
}

void build_closeup(struct build *b)
{
    struct scene_synapse s;
    float shown = b->scene ? scene_synapse(b->scene, &s) : 0.0f;
    if (shown <= 0.0f) {
        b->ui->leaders = (struct leaders){0};
        return;
    }
    float was = b->alpha;
    struct plan_box room = flow_box(b, room_for(b));
    flow_keep(b, (struct plan_box){0.0f, 0.0f, b->l.width, b->l.height});
    b->alpha *= fmaxf(4.0f * shown - 3.0f, 0.0f); /* when the eye has come to rest */
    draw_sentence(b, &s, &room);
    build_parts(b, &s, room);
    b->alpha = was;
    flow_on(b);
}
