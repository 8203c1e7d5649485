/* The clock in force: which of the three runs, and how fast. The three names stand still; a bar
 * moves under the one that runs. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const NAMES[UI_CLOCKS] = {[STORY_CLOCK_SPIKES] = N_("spikes"),
                                             [STORY_CLOCK_HOURS] = N_("hours"),
                                             [STORY_CLOCK_DAYS] = N_("days")};

/* A number of at most three digits. */
static void write_number(char *out, size_t size, double number)
{
    double tenths = 10.0 * number;
    bool whole = number >= 99.5 || fabs(number - round(number)) < 0.005;
    language_number(out, size, number, whole ? 0 : fabs(tenths - round(tenths)) < 0.05 ? 1 : 2);
}

/* A stretch of time in the unit that reads best: 80 min rather than 1.33 h. */
static void write_stretch(char *out, size_t size, double seconds)
{
    static const struct {
        double seconds;
        const char *format;
    } UNITS[] = {{86400.0, NULL}, {3600.0, N_("%s h")}, {60.0, N_("%s min")}, {1.0, N_("%s s")}};
    char number[32];
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        double count = seconds / UNITS[i].seconds;
        if (count < 1.999 && fabs(count - 1.0) > 0.001)
            continue;
        write_number(number, sizeof number, count);
        snprintf(out, size,
                 UNITS[i].format
                     ? _(UNITS[i].format)
                     : language_count("%s day", "%s days", (unsigned long)(count + 0.01)),
                 number);
        return;
    }
    write_number(number, sizeof number, 1000.0 * seconds);
    snprintf(out, size, _("%s ms"), number);
}

/* "1 s here = 20 min" */
static void write_pace(const struct story_view *view, char *out, size_t size)
{
    char stretch[48], practice[48];
    if (view->told_rate <= 0.0) {
        snprintf(out, size, "%s", _("before the story: the clock stands still"));
        return;
    }
    write_stretch(stretch, sizeof stretch, view->told_rate);
    write_stretch(practice, sizeof practice, view->told_practice_rate);
    if (view->told_practice_rate > 0.0)
        snprintf(out, size, _("1 s here = %s, in practice %s"), stretch, practice);
    else
        snprintf(out, size, _("1 s here = %s"), stretch);
}

/* The same with which clock it is, which its unit tells too. */
static void write_clock(const struct story_view *view, const char *pace, char *out, size_t size)
{
    static const double LIVE = 0.999;
    const char *name = view->clock == STORY_CLOCK_SPIKES
                           ? view->told_rate > LIVE ? _("as it is") : _("slow motion")
                           : _(NAMES[view->clock]);
    if (view->told_rate > 0.0)
        snprintf(out, size, "%s: %s", name, pace);
    else
        snprintf(out, size, "%s", pace);
}

static float name_gap(const struct build *b)
{
    return 0.8f * b->l.small;
}

static float names_width(struct build *b)
{
    float width = 0.0f;
    for (int i = 0; i < UI_CLOCKS; i++)
        width += text_width(b, _(NAMES[i]), b->l.small, PLAN_WEIGHT_MEDIUM) + name_gap(b);
    return width;
}

static void draw_names(struct build *b, float x, float y)
{
    const struct layout *l = &b->l;
    float quiet[4], text[4], was = b->alpha, thick = fmaxf(2.0f, roundf(0.13f * l->small));
    tint_rgba(b, TINT_QUIET, quiet);
    tint_rgba(b, TINT_TEXT, text);
    for (int i = 0; i < UI_CLOCKS; i++) {
        bool runs = b->view->phase != STORY_WEARING_IN && (int)b->view->clock == i;
        float *in_force = &b->ui->clock_in_force[i], rgba[4];
        ease(in_force, runs ? 1.0f : 0.0f, b->dt, 0.5f);
        for (int k = 0; k < 4; k++)
            rgba[k] = quiet[k] + *in_force * (text[k] - quiet[k]);
        struct plan_box box =
            draw_text(b, x, y, 0.0f, _(NAMES[i]), l->small, PLAN_WEIGHT_MEDIUM, rgba);
        b->alpha = was * *in_force;
        draw_rect(b, (struct plan_box){box.x, roundf(y + box.h - thick), box.w, thick}, text,
                  thick);
        b->alpha = was;
        x += box.w + name_gap(b);
    }
}

/* These words are not static text, and short: they change in half a second. */
static float fade_words(struct build *b, const char *words)
{
    static const float FADE_S = 0.25f;
    struct ui *ui = b->ui;
    bool same = strcmp(ui->clock, words) == 0;
    if (!ui->clock[0])
        ui->clock_alpha = 1.0f;
    else
        ease(&ui->clock_alpha, same ? 1.0f : 0.0f, b->dt, FADE_S);
    if (!same && (!ui->clock[0] || ui->clock_alpha <= 0.0f))
        snprintf(ui->clock, sizeof ui->clock, "%s", words);
    return ui->clock_alpha;
}

/* What is said, and whether the names of all three fit. */
struct clock_words {
    bool named;
    float left; /* room for the words, px */
    char text[224];
};

static void say(struct build *b, float room, float row, struct clock_words *words)
{
    const struct story_view *view = b->view;
    float size = b->l.small, names = row > 0.0f ? 0.0f : names_width(b);
    char pace[160], clock[192];
    write_pace(view, pace, sizeof pace);
    write_clock(view, pace, clock, sizeof clock);
    /* The name need not be said twice. */
    words->named = names_width(b) - name_gap(b) <= room &&
                   names + text_width(b, pace, size, PLAN_WEIGHT_MEDIUM) <= room;
    const char *said = clock;
    if (words->named || text_width(b, said, size, PLAN_WEIGHT_MEDIUM) > room)
        said = pace; /* its unit tells which clock it is */
    snprintf(words->text, sizeof words->text, "%s%s%s", said, view->paused ? " \xc2\xb7 " : "",
             view->paused ? _("paused") : "");
    words->left = room - (words->named ? names : 0.0f);
    if (view->paused && text_width(b, words->text, size, PLAN_WEIGHT_MEDIUM) > words->left)
        snprintf(words->text, sizeof words->text, "%s", _("paused"));
}

float clock_width(struct build *b, float room, float row)
{
    struct clock_words words;
    say(b, room, row, &words);
    float size = b->l.small, width = text_width(b, words.text, size, PLAN_WEIGHT_MEDIUM);
    width = fmaxf(width, text_width(b, b->ui->clock, size, PLAN_WEIGHT_MEDIUM));
    width = fminf(width, words.left);
    if (!words.named)
        return width;
    return row > 0.0f ? fmaxf(width, names_width(b)) : names_width(b) + width;
}

void build_clock(struct build *b, int parent, float x, float y, float room, float row)
{
    const struct layout *l = &b->l;
    struct clock_words words;
    char shown[sizeof words.text];
    float rgba[4], was = b->alpha;
    say(b, room, row, &words);
    struct plan_box box = {x, y, clock_width(b, room, row), layout_line(l, l->small) + row};
    float alpha = fade_words(b, words.text);
    wrap_shorten(b->render, PLAN_WEIGHT_MEDIUM, l->small, b->ui->clock, words.left, shown,
                 sizeof shown);
    if (words.named)
        draw_names(b, x, y);
    tint_rgba(b, TINT_QUIET, rgba);
    b->alpha = was * alpha;
    draw_text(b, words.named && row <= 0.0f ? x + names_width(b) : x, words.named ? y + row : y,
              0.0f, shown, l->small, PLAN_WEIGHT_MEDIUM, rgba);
    b->alpha = was;
    char pace[160], clock[192];
    write_pace(b->view, pace, sizeof pace);
    write_clock(b->view, pace, clock, sizeof clock);
    tree_value(b, tree_add(b, parent, UI_TEXT, "clock", box), "%s%s%s", clock,
               b->view->paused ? " \xc2\xb7 " : "", b->view->paused ? _("paused") : "");
}
