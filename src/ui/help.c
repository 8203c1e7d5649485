/* The two dialogs: help, and the question before leaving. Both hide what is under them. */
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>

enum swatch {
    SWATCH_NONE,
    SWATCH_BAND,
    SWATCH_SPROUT,
    SWATCH_BLOCK,
    SWATCH_LINE,
    SWATCH_DISC,
    SWATCH_NET,
    SWATCH_BEAD
};

struct entry {
    const char *heading; /* begins a section; nothing else is given then */
    const char *key;
    const char *text;
    enum swatch swatch;
    enum palette_meaning meaning;
};

static const struct entry ENTRIES[] = {
    {.heading = "Keys"},
    {.key = "Space, K", .text = "pause, go on"},
    {.key = "D", .text = "give the dose"},
    {.key = "R", .text = "start again"},
    {.key = "+  \xe2\x88\x92", .text = "faster, slower"},
    {.key = "Arrows", .text = "turn the view; or drag"},
    {.key = "Page Up, Down", .text = "nearer, farther; or wheel, pinch"},
    {.key = "Home", .text = "the view as it was; right drag shifts it"},
    {.key = "1 2 3 4, V", .text = "circuit, snow, forest, synapse; the next"},
    {.key = "0", .text = "the view that suits the chapter"},
    {.key = "Tap a link", .text = "see that synapse from near"},
    {.key = "T", .text = "night or day"},
    {.key = "M", .text = "sound on or off; it begins off, for you may not be alone"},
    {.key = "F, F11", .text = "full screen"},
    {.key = "Tab, Enter", .text = "choose a button, press it"},
    {.key = "H, ?, F1", .text = "this help"},
    {.key = "Esc", .text = "back, or leave"},
    {.key = "Y, N", .text = "answer yes or no"},
    {.heading = "What the picture shows"},
    {.text = "Amber, a broad band: the trodden path; pale as it loosens",
     .swatch = SWATCH_BAND,
     .meaning = PALETTE_PATH},
    {.text = "Teal, a thread that grows: a new synapse",
     .swatch = SWATCH_SPROUT,
     .meaning = PALETTE_NEW},
    {.text = "Beads that travel: signals on their way",
     .swatch = SWATCH_BEAD,
     .meaning = PALETTE_TEXT},
    {.text = "Violet, round: cells that calm others",
     .swatch = SWATCH_DISC,
     .meaning = PALETTE_INHIBITION},
    {.text = "Blue-grey, fine lines: the other links",
     .swatch = SWATCH_NET,
     .meaning = PALETTE_REST},
    {.text = "Magenta, filled: receptors that ketamine blocks",
     .swatch = SWATCH_BLOCK,
     .meaning = PALETTE_KETAMINE},
    {.text = "Gold, a fine line and grains: BDNF, a growth factor",
     .swatch = SWATCH_LINE,
     .meaning = PALETTE_BDNF},
    {.heading = "What it is not"},
    {.text = "It is a model with a few thousand cells, much simpler than a brain."},
    {.text = "New synapses after ketamine were seen in mice, not directly in people."},
    {.text = "It is not medical advice. Ketamine has risks; doctors give and watch it."},
};
_Static_assert(sizeof ENTRIES / sizeof *ENTRIES == UI_HELP_ENTRIES, "a wrap for each entry");

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
    for (int i = 0; i < UI_HELP_ENTRIES; i++)
        if (ENTRIES[i].key)
            width = fmaxf(width, text_width(b, ENTRIES[i].key, b->l.small, PLAN_WEIGHT_BOLD));
    return width + b->l.small;
}

/* Height of an entry in a column of that width; wraps its text. */
static float entry_height(struct build *b, int i, float width)
{
    const struct entry *entry = &ENTRIES[i];
    const struct layout *l = &b->l;
    if (entry->heading)
        return ceilf(l->caption * l->line) + 0.2f * l->small;
    struct wrap *wrap = &b->ui->help_wrap[i];
    float lead = lead_width(b, entry);
    bool stacked = entry->key && width - lead < 9.0f * l->small;
    float room = stacked ? width : width - lead;
    wrap_sentence(wrap, b->render, PLAN_WEIGHT_REGULAR, l->small, entry->text, room, room, 1, 5);
    return ((float)wrap->count + (stacked ? 1.0f : 0.0f)) * row_height(b) + 0.22f * l->small;
}

static void draw_entry(struct build *b, int parent, int i, float x, float y, float width)
{
    const struct entry *entry = &ENTRIES[i];
    const struct layout *l = &b->l;
    float text[4], quiet[4];
    tint_rgba(b, TINT_TEXT, text);
    tint_rgba(b, TINT_QUIET, quiet);
    char name[64];
    snprintf(name, sizeof name, "help_%d", i);
    struct plan_box box = {x, y, width, entry_height(b, i, width)};
    int node = tree_add(b, parent, UI_TEXT, name, box);
    if (entry->heading) {
        draw_text(b, x, y, 0.0f, entry->heading, l->caption, PLAN_WEIGHT_BOLD, text);
        tree_value(b, node, "%s", entry->heading);
        return;
    }
    float lead = lead_width(b, entry), at = x + lead;
    if (entry->key) {
        draw_text(b, x, y, 0.0f, entry->key, l->small, PLAN_WEIGHT_BOLD, text);
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
                  PLAN_WEIGHT_REGULAR, entry->key ? quiet : text);
    tree_value(b, node, "%s%s%s", entry->key ? entry->key : "", entry->key ? ": " : "",
               entry->text);
}

/* The plate comes first and slowly, being large and dark over a bright picture; the words
 * follow. By day, when words and picture are dark on white, the words go first and the picture
 * comes back a while after. Leaves b->alpha as the words need it. */
static void draw_dialog(struct build *b, struct plan_box plate, float shown, bool opening)
{
    bool apart = b->palette.day > 0.5f && !opening;
    float plate_share = apart ? 0.6f : 0.75f, words_from = apart ? 0.85f : 0.5f;
    float rgba[4];
    tint_rgba(b, TINT_SOLID, rgba);
    b->alpha = fminf(shown / plate_share, 1.0f);
    draw_rect(b, plate, rgba, b->l.radius);
    b->alpha = fmaxf((shown - words_from) / (1.0f - words_from), 0.0f);
}

void build_help(struct build *b)
{
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    float was = b->alpha;
    ui->help_keys_width = keys_width(b);
    float most_width = 62.0f * l->small;
    float width = fminf(l->width - 2.0f * l->margin, most_width);
    float pad = 1.6f * l->pad, gap = fmaxf(8.0f, l->gap), above = 1.2f * pad;
    bool two = width - 2.0f * pad >= 40.0f * l->small;
    float between = 2.0f * l->small;
    float column = floorf(two ? 0.5f * (width - 2.0f * pad - between) : width - 2.0f * pad);
    float room = l->height - 2.0f * l->margin - 2.0f * pad - l->target - above;

    /* Flow the entries into columns and pages; a heading stays with what follows it. */
    int page[UI_HELP_ENTRIES], col[UI_HELP_ENTRIES];
    float top[UI_HELP_ENTRIES], y = 0.0f, tallest = 0.0f;
    int at_page = 0, at_col = 0, columns = two ? 2 : 1, section = 0;
    for (int i = 0; i < UI_HELP_ENTRIES; i++) {
        float h = entry_height(b, i, column);
        if (ENTRIES[i].heading && y > 0.0f)
            y += 0.5f * l->small;
        float needed = h;
        if (ENTRIES[i].heading && i + 1 < UI_HELP_ENTRIES)
            needed += entry_height(b, i + 1, column);
        if (ENTRIES[i].heading)
            section++;
        bool turn = two && ENTRIES[i].heading && section == 2;
        if (y > 0.0f && (y + needed > room || turn)) {
            y = 0.0f;
            if (++at_col == columns) {
                at_col = 0;
                at_page++;
            }
        }
        page[i] = at_page;
        col[i] = at_col;
        top[i] = y;
        y += h;
        tallest = fmaxf(tallest, y);
    }
    ui->help_pages = at_page + 1;
    if (ui->help_page >= ui->help_pages)
        ui->help_page = 0;

    float height = fminf(tallest, room) + 2.0f * pad + l->target + above;
    struct plan_box plate = {roundf(0.5f * (l->width - width)), roundf(0.5f * (l->height - height)),
                             width, height};
    draw_dialog(b, plate, ui->help_alpha, ui->help);
    int group = tree_add(b, -1, UI_DIALOG, "help_dialog", plate);
    tree_value(b, group, "Help");
    for (int i = 0; i < UI_HELP_ENTRIES; i++)
        if (page[i] == ui->help_page)
            draw_entry(b, group, i, plate.x + pad + (float)col[i] * (column + between),
                       plate.y + pad + top[i], column);

    float by = plate.y + plate.h - pad - l->target;
    float close = button_width(b, "Close"), more = button_width(b, "More");
    bool paged = ui->help_pages > 1;
    float x = plate.x + 0.5f * plate.w - 0.5f * (paged ? close + gap + more : close);
    if (paged) {
        draw_button(b, group, "more", "More", UI_HELP_MORE,
                    (struct plan_box){roundf(x), by, more, l->target});
        x += more + gap;
    }
    draw_button(b, group, "close", "Close", UI_BACK,
                (struct plan_box){roundf(x), by, close, l->target});
    b->alpha = was;
}

void build_quit(struct build *b)
{
    static const char QUESTION[] = "Leave Snowmelt?";
    struct ui *ui = b->ui;
    const struct layout *l = &b->l;
    float was = b->alpha, rgba[4], pad = 2.0f * l->pad, gap = fmaxf(12.0f, 1.5f * l->gap);
    float words = text_width(b, QUESTION, l->caption, PLAN_WEIGHT_BOLD);
    float button = fmaxf(fmaxf(button_width(b, "Yes"), button_width(b, "No")), 5.0f * l->small);
    float line = ceilf(l->caption * l->line);
    float width = fminf(fmaxf(words, 2.0f * button + gap) + 2.0f * pad, l->width);
    float height = line + l->pad + l->target + 2.0f * pad;
    struct plan_box plate = {roundf(0.5f * (l->width - width)), roundf(0.5f * (l->height - height)),
                             width, height};
    draw_dialog(b, plate, ui->quit_alpha, ui->quit);
    int group = tree_add(b, -1, UI_DIALOG, "quit_dialog", plate);
    tree_value(b, group, "%s", QUESTION);
    float centre = plate.x + 0.5f * plate.w;
    tint_rgba(b, TINT_TEXT, rgba);
    struct plan_box box =
        draw_text(b, centre, plate.y + pad, 0.5f, QUESTION, l->caption, PLAN_WEIGHT_BOLD, rgba);
    tree_value(b, tree_add(b, group, UI_TEXT, "question", box), "%s", QUESTION);
    float y = plate.y + plate.h - pad - l->target;
    draw_button(b, group, "yes", "Yes", UI_QUIT_YES,
                (struct plan_box){roundf(centre - 0.5f * gap - button), y, button, l->target});
    draw_button(b, group, "no", "No", UI_QUIT_NO,
                (struct plan_box){roundf(centre + 0.5f * gap), y, button, l->target});
    b->alpha = was;
}
