/* The help: keys, what the picture shows, and what it is not. */
#include "ui/help.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>

static const struct entry ENTRIES[] = {
    {.heading = N_("Keys")},
    {.key = N_("Space, K"), .text = N_("pause, go on")},
    {.key = "D", .text = N_("give the dose at once")},
    {.key = N_("Shift+D"), .text = N_("choose the dose, and what follows it")},
    {.key = "R", .text = N_("start again")},
    {.key = N_("Ctrl+Z, Y"), .text = N_("undo, redo")},
    {.key = N_("Shift+arrows"), .text = N_("back and forth in time; or drag its bar")},
    {.key = N_("S, Ctrl+S"), .text = N_("what can be saved; this moment at once")},
    {.key = N_("Ctrl+O"), .text = N_("open a moment that was saved")},
    {.key = "G", .text = N_("the tour, in chapters")},
    {.key = N_("In the tour"),
     .text = N_("Page Down, N: on; Page Up, P: back; Space: pause; A: by itself; G: chapters; Esc: out")},
    {.key = "N", .text = N_("the next story")},
    {.key = "B", .text = N_("compare treatments, side by side")},
    {.key = "+  \xe2\x88\x92", .text = N_("faster, slower")},
    {.key = N_("Arrows"), .text = N_("turn the view; or drag")},
    {.key = N_("Page Up, Down"), .text = N_("nearer, farther; or wheel, pinch")},
    {.key = N_("Home"), .text = N_("the view as it was; right drag shifts it")},
    {.key = "1 2 3 4, V", .text = N_("circuit, snow, forest, synapse; the next")},
    {.key = "0", .text = N_("the view that suits the chapter")},
    {.key = N_("Tap a link"), .text = N_("see that synapse from near")},
    {.key = N_("Tap a place"), .text = N_("what it is; call it to mind, walk from there")},
    {.key = N_("Draw"), .text = N_("from place to place: a way to practise")},
    {.key = "W", .text = N_("what is this? Then touch anything")},
    {.key = "T", .text = N_("night or day")},
    {.key = "C", .text = N_("colours of high contrast, and back")},
    {.key = "I", .text = N_("all figures, large")},
    {.key = "M", .text = N_("sound on or off; it begins off, for you may not be alone")},
    {.key = "U", .text = N_("the sentences read aloud, or silent again")},
    {.key = "E", .text = N_("the science behind each sentence, or in short")},
    {.key = "A", .text = N_("what is simplified, where to find help")},
    {.key = "L", .text = N_("another language")},
    {.key = "F, F11", .text = N_("full screen")},
    {.key = N_("More"), .text = N_("the buttons that the first row leaves out")},
    {.key = N_("Tab, Enter"), .text = N_("choose a button or a place, press it")},
    {.key = N_("Controller"), .text = N_("cross: choose; A: press; B: back; X: dose; Y: view")},
    {.key = "H, ?, F1", .text = N_("this help")},
    {.key = "Esc", .text = N_("back, or leave")},
    {.key = "Y, N", .text = N_("answer yes or no")},
    {.heading = N_("What the picture shows")},
    {.text = N_("Amber, a broad band: the trodden path; pale as it loosens"),
     .swatch = SWATCH_BAND,
     .meaning = PALETTE_PATH},
    {.text = N_("Teal, a thread that grows: a new synapse"),
     .swatch = SWATCH_SPROUT,
     .meaning = PALETTE_NEW},
    {.text = N_("Beads that travel: signals on their way"),
     .swatch = SWATCH_BEAD,
     .meaning = PALETTE_TEXT},
    {.text = N_("Violet, round: cells that calm others"),
     .swatch = SWATCH_DISC,
     .meaning = PALETTE_INHIBITION},
    {.text = N_("Blue-grey, fine lines: the other links"),
     .swatch = SWATCH_NET,
     .meaning = PALETTE_REST},
    {.text = N_("Magenta, filled: receptors that ketamine blocks"),
     .swatch = SWATCH_BLOCK,
     .meaning = PALETTE_KETAMINE},
    {.text = N_("Gold, a fine line and grains: BDNF, a growth factor"),
     .swatch = SWATCH_LINE,
     .meaning = PALETTE_BDNF},
    {.heading = N_("What it is not")},
    {.text = N_("It is a model with a few thousand cells, much simpler than a brain.")},
    {.text = N_("New synapses after ketamine were seen in mice, not directly in people.")},
    {.text = N_("It is not medical advice. Ketamine has risks; doctors give and watch it.")},
};
enum { N_ENTRIES = sizeof ENTRIES / sizeof *ENTRIES };
_Static_assert((int)N_ENTRIES <= (int)UI_HELP_ENTRIES, "a wrap for each entry");

static const struct book KEYS = {N_("Help"), ENTRIES, N_ENTRIES, 2};

static const struct book *open_book(const struct build *b)
{
    return b->dialog == UI_DIALOG_SIMPLIFIED ? &SIMPLIFIED : &KEYS;
}

static float row_height(const struct build *b)
{
    return ceilf(b->l.small * b->l.line);
}

static void draw_swatch(struct build *b, const struct entry *entry, float x, float y, float width)
{
    float s = b->l.small, middle = y + 0.5f * row_height(b), rgba[4];
    tint_meaning(b, entry->meaning, 1.0f, rgba);
    float thin = fmaxf(2.0f, 0.09f * s);
    struct plan_box disc = {x + width - 0.42f * s, middle - 0.21f * s, 0.42f * s, 0.42f * s};
    switch (entry->swatch) {
    case SWATCH_NONE:
        break;
    case SWATCH_BAND:
        draw_rect(b, (struct plan_box){x, middle - 0.2f * s, width, 0.4f * s}, rgba, 0.2f * s);
        break;
    case SWATCH_SPROUT:
        draw_line(b, x, middle, x + width - 0.3f * s, middle, thin, rgba);
        draw_rect(b, disc, rgba, disc.h);
        break;
    case SWATCH_BLOCK:
        draw_rect(
            b,
            (struct plan_box){x + 0.5f * width - 0.4f * s, middle - 0.4f * s, 0.8f * s, 0.8f * s},
            rgba, 0.1f * s);
        break;
    case SWATCH_LINE:
        draw_line(b, x, middle, x + width, middle, thin, rgba);
        break;
    case SWATCH_DISC:
        disc =
            (struct plan_box){x + 0.5f * width - 0.35f * s, middle - 0.35f * s, 0.7f * s, 0.7f * s};
        draw_rect(b, disc, rgba, disc.h);
        break;
    case SWATCH_NET:
        draw_line(b, x, middle - 0.25f * s, x + width, middle - 0.1f * s, thin, rgba);
        draw_line(b, x, middle + 0.3f * s, x + width, middle + 0.05f * s, thin, rgba);
        break;
    case SWATCH_BEAD:
        for (int i = 0; i < 3; i++) {
            float r = 0.12f * s;
            draw_rect(b,
                      (struct plan_box){x + (0.2f + 0.3f * (float)i) * width - r, middle - r,
                                        2.0f * r, 2.0f * r},
                      rgba, r);
        }
        break;
    }
}

/* Widths within a column: what stands before the text, and the text. */
static float lead_width(const struct build *b, const struct entry *entry)
{
    if (entry->key)
        return b->ui->help_keys_width;
    return entry->swatch ? 2.6f * b->l.small : 0.0f;
}

static float keys_width(struct build *b)
{
    float width = 0.0f;
    for (int i = 0; i < N_ENTRIES; i++)
        if (ENTRIES[i].key)
            width = fmaxf(width, text_width(b, _(ENTRIES[i].key), b->l.small, PLAN_WEIGHT_BOLD));
    return width + b->l.small;
}

/* Height of an entry in a column of that width; wraps its text. */
static float entry_height(struct build *b, int i, float width)
{
    const struct entry *entry = &open_book(b)->entries[i];
    const struct layout *l = &b->l;
    if (entry->heading)
        return ceilf(l->caption * l->line) + 0.2f * l->small;
    struct wrap *wrap = &b->ui->help_wrap[i];
    float lead = lead_width(b, entry), apart = entry->source ? 0.5f : 0.22f;
    bool stacked = entry->key && width - lead < 9.0f * l->small;
    float room = stacked ? width : width - lead;
    wrap_sentence(wrap, b->render, PLAN_WEIGHT_REGULAR, l->small,
                  _(entry->source ? entry->source : entry->text), room, room, 1, 5);
    return ((float)wrap->count + (stacked ? 1.0f : 0.0f)) * row_height(b) + apart * l->small;
}

static void draw_entry(struct build *b, int parent, int i, float x, float y, float width)
{
    const struct entry *entry = &open_book(b)->entries[i];
    const char *says = entry->source ? entry->source : entry->text;
    const struct layout *l = &b->l;
    float text[4], quiet[4];
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_QUIET, quiet);
    char name[64];
    snprintf(name, sizeof name, "help_%d", i);
    struct plan_box box = {x, y, width, entry_height(b, i, width)};
    int node = tree_add(b, parent, UI_TEXT, name, box);
    if (entry->heading) {
        draw_text(b, x, y, 0.0f, _(entry->heading), l->caption, PLAN_WEIGHT_BOLD, text);
        tree_value(b, node, "%s", _(entry->heading));
        return;
    }
    float lead = lead_width(b, entry), at = x + lead;
    if (entry->key) {
        draw_text(b, x, y, 0.0f, _(entry->key), l->small, PLAN_WEIGHT_BOLD, text);
        if (width - lead < 9.0f * l->small) {
            y += row_height(b);
            at = x;
        }
    } else {
        draw_swatch(b, entry, x, y, 1.9f * l->small);
    }
    const struct wrap *wrap = &b->ui->help_wrap[i];
    for (uint32_t line = 0; line < wrap->count; line++)
        draw_text(b, at, y + (float)line * row_height(b), 0.0f, wrap->lines[line], l->small,
                  PLAN_WEIGHT_REGULAR, entry->key || entry->source ? quiet : text);
    tree_value(b, node, "%s%s%s", entry->key ? _(entry->key) : "", entry->key ? ": " : "", _(says));
}

/* Where each entry of the book stands. */
struct flow {
    int page[UI_HELP_ENTRIES], column[UI_HELP_ENTRIES], pages;
    float top[UI_HELP_ENTRIES], tallest;
};

/* What has to stay in one column from entry i on: a heading with what follows it, and a text with
 * its source. */
static float together(struct build *b, const struct book *book, int i, float width)
{
    float height = entry_height(b, i, width);
    for (; i + 1 < book->n && (book->entries[i].heading || book->entries[i + 1].source); i++)
        height += entry_height(b, i + 1, width);
    return height;
}

static void flow_entries(struct build *b, const struct book *book, float width, float room,
                         int columns, struct flow *flow)
{
    float y = 0.0f;
    int page = 0, column = 0, section = 0;
    flow->tallest = 0.0f;
    for (int i = 0; i < book->n; i++) {
        bool heading = book->entries[i].heading != NULL;
        section += heading;
        if (heading && y > 0.0f)
            y += 0.5f * b->l.small;
        bool turn = columns > 1 && column == 0 && heading && section == book->turn;
        if (y > 0.0f && (y + together(b, book, i, width) > room || turn)) {
            y = 0.0f;
            if (++column == columns) {
                column = 0;
                page++;
            }
        }
        flow->page[i] = page;
        flow->column[i] = column;
        flow->top[i] = y;
        y += entry_height(b, i, width);
        flow->tallest = fmaxf(flow->tallest, y);
    }
    flow->pages = page + 1;
}

/* The buttons at the foot, in the order in which they stand, in one row or, where that is too
 * wide, in two. */
struct foot {
    const char *name[3], *words[3];
    enum ui_action action[3];
    int n, in_row;
};

static float foot_width(struct build *b, const struct foot *foot, int from, int to, float gap)
{
    float width = -gap;
    for (int i = from; i < to; i++)
        width += button_width(b, foot->words[i]) + gap;
    return width;
}

static void foot_make(struct build *b, struct foot *foot, bool paged, float room, float gap)
{
    bool simplified = b->dialog == UI_DIALOG_SIMPLIFIED;
    const struct book *other = simplified ? &KEYS : &SIMPLIFIED;
    *foot = (struct foot){.n = 0};
    if (paged)
        *foot = (struct foot){{"more"}, {_("More")}, {UI_HELP_MORE}, 1, 0};
    foot->name[foot->n] = simplified ? "help" : "simplified";
    foot->words[foot->n] = _(other->name);
    foot->action[foot->n++] = simplified ? UI_HELP : UI_SIMPLIFIED;
    foot->name[foot->n] = "close";
    foot->words[foot->n] = _("Close");
    foot->action[foot->n++] = UI_BACK;
    foot->in_row = foot_width(b, foot, 0, foot->n, gap) <= room ? foot->n : foot->n - 1;
    if (foot_width(b, foot, 0, foot->in_row, gap) > room)
        foot->in_row = 1;
}

static int foot_rows(const struct foot *foot)
{
    return (foot->n + foot->in_row - 1) / foot->in_row;
}

static void draw_foot(struct build *b, int group, const struct foot *foot, float centre, float y,
                      float gap)
{
    for (int from = 0; from < foot->n; from += foot->in_row) {
        int to = from + foot->in_row < foot->n ? from + foot->in_row : foot->n;
        float x = roundf(centre - 0.5f * foot_width(b, foot, from, to, gap));
        for (int i = from; i < to; i++) {
            struct plan_box box = {x, y, button_width(b, foot->words[i]), b->l.target};
            draw_button(b, group, foot->name[i], foot->words[i], foot->action[i], box);
            x += box.w + gap;
        }
        y += b->l.target + gap;
    }
}

void build_help(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    const struct book *book = open_book(b);
    float was = b->alpha;
    ui->help_keys_width = keys_width(b);
    float width = fminf(l->width - 2.0f * l->margin, 62.0f * l->small);
    float pad = 1.6f * l->pad, gap = fmaxf(8.0f, l->gap), above = 1.2f * pad;
    float between = 2.0f * l->small, within = width - 2.0f * pad;
    int columns = within >= 40.0f * l->small ? 2 : 1;
    float column = floorf(columns > 1 ? 0.5f * (within - between) : within);
    struct foot foot;
    struct flow flow = {0};
    foot_make(b, &foot, true, within, gap);
    float foot_h = (float)foot_rows(&foot) * (l->target + gap) - gap;
    float room = l->height - 2.0f * l->margin - 2.0f * pad - foot_h - above;
    flow_entries(b, book, column, room, columns, &flow);
    ui->help_pages = flow.pages;
    if (ui->help_page >= ui->help_pages)
        ui->help_page = 0;
    foot_make(b, &foot, flow.pages > 1, within, gap);
    foot_h = (float)foot_rows(&foot) * (l->target + gap) - gap;

    float height = fminf(flow.tallest, room) + 2.0f * pad + foot_h + above;
    struct plan_box plate = {roundf(0.5f * (l->width - width)), roundf(0.5f * (l->height - height)),
                             width, height};
    draw_dialog(b, plate);
    int group = tree_add(b, -1, UI_DIALOG, "help_dialog", plate);
    tree_value(b, group, "%s", _(book->name));
    for (int i = 0; i < book->n; i++)
        if (flow.page[i] == ui->help_page)
            draw_entry(b, group, i, plate.x + pad + (float)flow.column[i] * (column + between),
                       plate.y + pad + flow.top[i], column);
    draw_foot(b, group, &foot, plate.x + 0.5f * plate.w, plate.y + plate.h - pad - foot_h, gap);
    b->alpha = was;
}
