/* What the card says. */
#include "ui/about.h"
#include "ui/tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float HOLD_S = 0.5f;

/* Copies words, and has them broken anew where they are others. */
static void say(char *to, size_t size, struct wrap *wrap, const char *words)
{
    if (strncmp(to, words, size - 1) == 0 && strlen(to) == strlen(words))
        return;
    snprintf(to, size, "%s", words);
    wrap->text = NULL;
}

static int visits(const struct build *b, unsigned place)
{
    float share = 0.0f;
    for (uint32_t i = 0; i < b->snapshot->n_ways; i++)
        if (b->snapshot->ways[i].to == place)
            share += b->snapshot->ways[i].traffic;
    return (int)lroundf(100.0f * fminf(share, 1.0f));
}

static const char *visits_words(int often)
{
    unsigned long n = (unsigned long)often;
    if (often < 1)
        return language_count("Hardly ever visited: %d of 100 recent steps comes here",
                              "Hardly ever visited: %d of 100 recent steps come here", n);
    if (often < 8)
        return language_count("Visited now and then: %d of 100 recent steps comes here",
                              "Visited now and then: %d of 100 recent steps come here", n);
    if (often < 20)
        return language_count("Visited often: %d of 100 recent steps comes here",
                              "Visited often: %d of 100 recent steps come here", n);
    return language_count("Visited again and again: %d of 100 recent steps comes here",
                          "Visited again and again: %d of 100 recent steps come here", n);
}

static void tell_place(struct build *b, unsigned place)
{
    struct ui_card *card = &b->ui->card;
    char words[512];
    unsigned drawn = 0;
    bool front = b->scenario->places[place].region == SCENARIO_PREFRONTAL;
    for (uint32_t i = 0; i < b->snapshot->n_cells; i++)
        drawn += b->snapshot->cells[i].place == (int)place;
    snprintf(words, sizeof words,
             front ? language_count("A thought, feeling or action: here a group of cells of the "
                                    "prefrontal cortex that fire together. %u of them is drawn, "
                                    "one in ten.",
                                    "A thought, feeling or action: here a group of cells of the "
                                    "prefrontal cortex that fire together. %u of them are drawn, "
                                    "one in ten.",
                                    drawn)
                   : language_count("A thought, feeling or action: here a group of cells of the "
                                    "hippocampus that fire together. %u of them is drawn, one in "
                                    "ten.",
                                    "A thought, feeling or action: here a group of cells of the "
                                    "hippocampus that fire together. %u of them are drawn, one in "
                                    "ten.",
                                    drawn),
             drawn);
    say(card->plain, sizeof card->plain, &card->plain_wrap, words);
    int often = visits(b, place);
    snprintf(words, sizeof words, visits_words(often), often);
    say(card->figure, sizeof card->figure, &card->figure_wrap, words);
    bool early = b->view->phase == STORY_WEARING_IN;
    say(card->more, sizeof card->more, &card->more_wrap,
        early ? _("When the path is worn in it can be called to mind, and ways can be walked.")
              : "");
    say(card->source, sizeof card->source, &card->source_wrap, "");
}

static void tell_cell(struct build *b, uint32_t cell)
{
    struct ui_card *card = &b->ui->card;
    struct scene_cell told = {.place = -1};
    char words[512];
    scene_tell_cell(b->scene, cell, &told);
    bool known = told.place >= 0 && told.place < (int)b->scenario->n_places;
    if (told.type != MODEL_PYRAMIDAL)
        snprintf(words, sizeof words, "%s", _(about_thing(SCENE_THING_CALMING)->plain));
    else if (known)
        snprintf(words, sizeof words,
                 _("A pyramidal cell: it excites the cells that it reaches. It belongs to: %s"),
                 _(b->scenario->places[told.place].label));
    else
        snprintf(words, sizeof words, "%s",
                 _("A pyramidal cell: it excites the cells that it reaches. It belongs to no "
                   "place."));
    say(card->plain, sizeof card->plain, &card->plain_wrap, words);
    say(card->figure, sizeof card->figure, &card->figure_wrap,
        told.firing < 0.05f  ? _("It is silent now")
        : told.firing < 0.4f ? _("It fires a little now")
                             : _("It fires strongly now"));
    words[0] = '\0';
    if (told.type == MODEL_PYRAMIDAL) {
        char out[96], in[96];
        snprintf(out, sizeof out,
                 language_count("%u link leaves it (lines)", "%u links leave it (lines)", told.out),
                 told.out);
        snprintf(in, sizeof in,
                 language_count("%u reaches it (dashes)", "%u reach it (dashes)", told.in),
                 told.in);
        snprintf(words, sizeof words, _("To other cells in view: %s, %s"), out, in);
    }
    say(card->more, sizeof card->more, &card->more_wrap, words);
    say(card->source, sizeof card->source, &card->source_wrap, "");
}

static void tell_thing(struct ui_card *card, const struct about *about)
{
    say(card->plain, sizeof card->plain, &card->plain_wrap, about ? _(about->plain) : "");
    say(card->more, sizeof card->more, &card->more_wrap,
        about && about->science ? _(about->science) : "");
    say(card->source, sizeof card->source, &card->source_wrap,
        about && about->source ? about->source : "");
    say(card->figure, sizeof card->figure, &card->figure_wrap, "");
}

void card_tell(struct build *b)
{
    struct ui_card *card = &b->ui->card;
    card->held_s += b->dt;
    if (card->held_s < HOLD_S)
        return;
    card->held_s = 0.0f;
    const struct ui_node *node;
    switch (card->about.kind) {
    case UI_ABOUT_NOTHING:
        break;
    case UI_ABOUT_PLACE:
        tell_place(b, card->about.place);
        break;
    case UI_ABOUT_CELL:
        tell_cell(b, card->about.cell);
        break;
    case UI_ABOUT_THING:
        tell_thing(card, about_thing(card->about.thing));
        break;
    case UI_ABOUT_NODE:
        node = ui_find(b->ui, card->about.node);
        tell_thing(card, about_node(card->about.node, node && node->role == UI_BUTTON));
        break;
    }
}
