/* What stands for the buttons for a while: a bar while a way is put together, and one while it is
 * asked what things are. And what became of a way that was walked. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float FADE_S = 0.4f, TOLD_S = 16.0f;
enum { BUTTONS = 3 };

struct bar_button {
    const char *name, *words;
    enum ui_action action;
};

void ui_ask(struct ui *ui, bool asking)
{
    ui->modes.asking = asking;
    if (asking)
        ui->modes.kind = UI_WAY_NONE;
    ui_wake(ui);
}

bool ui_asking(const struct ui *ui)
{
    return ui->modes.asking;
}

void ui_show_way(struct ui *ui, enum ui_way kind, const struct story_way *way)
{
    ui->modes.kind = kind;
    if (kind != UI_WAY_NONE)
        ui->modes.way = *way;
    ui_wake(ui);
}

void ui_follow_way(struct ui *ui, const struct story_way *way)
{
    ui->modes.followed = *way;
    ui->modes.following = true;
    ui->modes.walked = false;
    ui->modes.told_s = 0.0f;
}

bool modes_bar(const struct ui *ui)
{
    return ui->controls && (ui->modes.asking || ui->modes.kind != UI_WAY_NONE);
}

static void names_of(const struct build *b, const struct story_way *way, char *out, size_t size)
{
    size_t at = 0;
    out[0] = '\0';
    for (unsigned i = 0; i < way->n_steps && way->steps[i] < b->scenario->n_places; i++) {
        int wrote = snprintf(out + at, size - at, "%s%s", i ? C_("list", ", ") : "",
                             _(b->scenario->places[way->steps[i]].label));
        if (wrote < 0 || (size_t)wrote >= size - at)
            return;
        at += (size_t)wrote;
    }
}

static void say(char *to, size_t size, struct wrap *wrap, const char *words)
{
    if (strcmp(to, words) == 0)
        return;
    snprintf(to, size, "%s", words);
    wrap->text = NULL;
}

static int fill_bar(struct build *b, struct bar_button buttons[BUTTONS])
{
    struct ui_modes *m = &b->ui->modes;
    char names[700], words[768];
    int n = 0;
    if (m->asking) {
        say(m->text, sizeof m->text, &m->text_wrap,
            _("Touch anything, in the picture or beside it, and read what it is."));
        buttons[n++] = (struct bar_button){"ask_next", _("Next thing"), UI_ASK_NEXT};
        buttons[n++] = (struct bar_button){"ask_done", _("Done"), UI_ASK};
        return n;
    }
    names_of(b, &m->way, names, sizeof names);
    if (m->kind == UI_WAY_DRAWN) {
        snprintf(words, sizeof words,
                 m->way.n_steps < 2 ? _("%s: draw on to another place")
                                    : _("%s. Let go on the place to walk this way."),
                 names);
        say(m->text, sizeof m->text, &m->text_wrap, words);
        return 0;
    }
    snprintf(words, sizeof words,
             m->way.n_steps < 2 ? _("From: %s. Tap the next place.") : _("The way: %s"), names);
    say(m->text, sizeof m->text, &m->text_wrap, words);
    if (m->way.n_steps >= 2)
        buttons[n++] = (struct bar_button){"way_go", _("Walk it"), UI_WAY_GO};
    if (m->way.n_steps >= 2)
        buttons[n++] = (struct bar_button){"way_step_back", _("Undo step"), UI_WAY_STEP_BACK};
    buttons[n++] = (struct bar_button){"way_cancel", _("Cancel"), UI_WAY_CANCEL};
    return n;
}

/* Rows of buttons; draws them, each row about `centre`, where there is a group. */
static float bar_rows(struct build *b, const struct bar_button *buttons, int n, float room,
                      const int *group, float centre, float y)
{
    const struct layout *l = &b->l;
    float gap = fmaxf(8.0f, l->gap), height = -gap;
    for (int from = 0, to; from < n; from = to) {
        float width = -gap;
        for (to = from; to < n; to++) {
            float more = button_width(b, buttons[to].words) + gap;
            if (to > from && width + more > room)
                break;
            width += more;
        }
        float x = roundf(centre - 0.5f * width);
        height += l->target + gap;
        for (int i = from; i < to && group; i++) {
            struct plan_box box = {x, y + height - l->target, button_width(b, buttons[i].words),
                                   l->target};
            draw_button(b, *group, buttons[i].name, buttons[i].words, buttons[i].action, box);
            if (!b->silent && b->ui->n_nodes)
                b->ui->nodes[b->ui->n_nodes - 1].stays = true;
            x += box.w + gap;
        }
    }
    return fmaxf(height, 0.0f);
}

static void draw_plate_at(struct build *b, struct plan_box plate)
{
    float rgba[4];
    tint_rgba(b, TINT_SOLID, rgba);
    draw_rect(b, plate, rgba, b->l.radius);
    tree_cover(b, plate);
}

static void build_bar(struct build *b)
{
    struct ui_modes *m = &b->ui->modes;
    const struct layout *l = &b->l;
    struct bar_button buttons[BUTTONS];
    bool on = modes_bar(b->ui);
    ease(&m->alpha, on ? 1.0f : 0.0f, b->dt, FADE_S);
    if (m->alpha <= 0.0f || !on) /* what is done with goes at once: the buttons come back */
        return;
    int n = fill_bar(b, buttons);
    float room = l->words_width - 2.0f * l->pad, rgba[4], line = layout_line(l, l->small);
    wrap_text(&m->text_wrap, b->render, PLAN_WEIGHT_MEDIUM, l->small, m->text, room, 3);
    float words = (float)m->text_wrap.count * line;
    float rows = bar_rows(b, buttons, n, room, NULL, 0.0f, 0.0f);
    float apart = n ? 0.4f * l->small : 0.0f;
    float width = fmaxf(m->text_wrap.width, fminf(room, 24.0f * l->small)) + 2.0f * l->pad;
    float height = words + apart + rows + 2.0f * l->pad;
    float centre = l->margin + 0.5f * l->words_width;
    struct plan_box plate = {roundf(centre - 0.5f * width), b->bottom - l->gap - height, width,
                             height};
    float was = b->alpha;
    b->alpha *= m->alpha;
    draw_plate_at(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "mode", plate);
    tint_rgba(b, TINT_TEXT, rgba);
    struct plan_box box = draw_wrapped(b, &m->text_wrap, centre, plate.y + l->pad, 0.5f, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, "mode_words", box), "%s", m->text);
    bar_rows(b, buttons, n, room, &group, centre, plate.y + l->pad + words + apart);
    b->alpha = was;
}

static bool same_way(const struct story_way *a, const struct story_way *b)
{
    return a->n_steps == b->n_steps && memcmp(a->steps, b->steps, a->n_steps) == 0;
}

/* Of 100 recent steps, those that went along one of its legs. */
static int steps_along(const struct build *b, const struct story_way *way)
{
    float share = 0.0f;
    for (uint32_t i = 0; i < b->snapshot->n_ways; i++) {
        const struct model_way_view *seen = &b->snapshot->ways[i];
        bool on = false;
        for (unsigned s = 0; s + 1u < way->n_steps; s++)
            on = on || (seen->from == way->steps[s] && seen->to == way->steps[s + 1]);
        share += on ? seen->traffic : 0.0f;
    }
    return (int)lroundf(100.0f * fminf(share, 1.0f));
}

/* True while there is something to tell. */
static bool follow(struct build *b)
{
    struct ui_modes *m = &b->ui->modes;
    char names[700], words[768];
    bool now = b->view->practising && same_way(&b->view->way, &m->followed);
    if (m->following && now) {
        m->walked = true;
        names_of(b, &m->followed, names, sizeof names);
        snprintf(words, sizeof words, _("Walking: %s"), names);
        say(m->text, sizeof m->text, &m->text_wrap, words);
        say(m->tail, sizeof m->tail, &m->tail_wrap, _("Whether it holds is for the model to say."));
        return true;
    }
    if (m->walked && !same_way(&b->view->way, &m->followed))
        m->following = m->walked = false; /* taken back, or another one was asked for */
    if (m->following && m->walked) {
        bool sessions =
            b->view->treatment == STORY_KETAMINE_THERAPY || b->view->treatment == STORY_THERAPY;
        m->following = false;
        m->told_s = TOLD_S;
        int steps = steps_along(b, &m->followed);
        snprintf(words, sizeof words,
                 language_count("Of 100 recent steps %d took this way, those of practice included",
                                "Of 100 recent steps %d took this way, those of practice included",
                                (unsigned long)steps),
                 steps);
        say(m->text, sizeof m->text, &m->text_wrap, words);
        say(m->tail, sizeof m->tail, &m->tail_wrap,
            sessions ? _("It is practised again in the sessions to come. What lasts, the model "
                         "decides.")
                     : _("What lasts, the model decides."));
    }
    m->told_s = fmaxf(0.0f, m->told_s - b->dt);
    return m->told_s > 0.0f;
}

/* Under the title, as other messages. */
static void build_followed(struct build *b)
{
    struct ui_modes *m = &b->ui->modes;
    const struct layout *l = &b->l;
    bool bar = modes_bar(b->ui), on = !bar && follow(b);
    ease(&m->told_alpha, on ? 1.0f : 0.0f, b->dt, FADE_S);
    if (bar || m->told_alpha <= 0.0f || b->ui->told_alpha > 0.0f || !m->followed.n_steps)
        return;
    float room = l->words_width - 2.0f * l->pad, line = layout_line(l, l->small), rgba[4];
    wrap_text(&m->text_wrap, b->render, PLAN_WEIGHT_MEDIUM, l->small, m->text, room, 3);
    wrap_text(&m->tail_wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, m->tail, room, 2);
    float width = fmaxf(m->text_wrap.width, m->tail_wrap.width) + 2.0f * l->pad;
    float lines = (float)(m->text_wrap.count + m->tail_wrap.count);
    float centre = l->margin + 0.5f * l->words_width;
    struct plan_box plate = {roundf(centre - 0.5f * width), b->top + l->gap, width,
                             lines * line + 2.0f * l->pad};
    float was = b->alpha;
    b->alpha *= m->told_alpha;
    draw_plate_at(b, plate);
    int group = tree_add(b, -1, UI_GROUP, "way_plate", plate);
    tint_rgba(b, TINT_TEXT, rgba);
    struct plan_box box = draw_wrapped(b, &m->text_wrap, centre, plate.y + l->pad, 0.5f, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, "way_told", box), "%s", m->text);
    tint_rgba(b, TINT_QUIET, rgba);
    draw_wrapped(b, &m->tail_wrap, centre, plate.y + l->pad + line * (float)m->text_wrap.count,
                 0.5f, rgba);
    b->alpha = was;
}

void build_modes(struct build *b)
{
    if (!b->scenario || !b->snapshot)
        return;
    build_bar(b);
    build_followed(b);
}
