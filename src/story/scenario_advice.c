#include "story/scenario_advice.h"

#include <math.h>
#include <string.h>

/* Measured in pictures of 1280x720 as they open: labels in the plane of the picture. */
static const float LETTER_MM = 0.95f, LABEL_EDGE_MM = 1.3f, LABEL_HEIGHT_MM = 3.5f;
static const float CAPTION_MM = -16.0f; /* below that stand the captions */

enum { EASY_LABEL = 20 }; /* characters that are read at a glance, from the last row */

static unsigned characters(const char *utf8)
{
    unsigned count = 0;
    for (; *utf8; utf8++)
        count += ((unsigned char)*utf8 & 0xC0) != 0x80;
    return count;
}

/* The value of `key` in entry i of a list. */
static uint32_t entry_value(const struct yaml_tree *tree, const char *list, unsigned i,
                            const char *key, enum tree_kind kind)
{
    uint32_t at = tree->nodes[yaml_tree_value(tree, 1, list, TREE_SEQUENCE)].first;
    while (at && i--)
        at = tree->nodes[at].next;
    return yaml_tree_value(tree, at, key, kind);
}

static unsigned entry_line(const struct yaml_tree *tree, const char *list, unsigned i,
                           const char *key, enum tree_kind kind)
{
    return tree->nodes[entry_value(tree, list, i, key, kind)].line;
}

static void advise_label(const char *label, unsigned line, struct findings *findings)
{
    if (characters(label) > EASY_LABEL)
        findings_add(findings, ADVICE_LABEL_LONG, line,
                     "the label '%s' has %u characters; expected at most %d to be read from far; "
                     "say it in one to three short words",
                     label, characters(label), EASY_LABEL);
}

static void advise_place(const struct scenario *scenario, const struct yaml_tree *tree, unsigned i,
                         struct findings *findings)
{
    const struct scenario_place *place = &scenario->places[i];
    unsigned line = entry_line(tree, "places", i, "position", TREE_SEQUENCE);

    advise_label(place->label, entry_line(tree, "places", i, "label", TREE_SCALAR), findings);
    if (place->position_mm[1] < CAPTION_MM)
        findings_add(findings, ADVICE_PLACE_LOW, line,
                     "'%s' lies where the captions stand (y %.0f); expected y of %.0f or more; "
                     "move it up",
                     place->id, (double)place->position_mm[1], (double)CAPTION_MM);
    for (unsigned k = 0; k < i; k++) {
        const struct scenario_place *other = &scenario->places[k];
        unsigned letters = characters(place->label) + characters(other->label);
        float width = 0.5f * LETTER_MM * (float)letters + LABEL_EDGE_MM;
        if (fabsf(place->position_mm[0] - other->position_mm[0]) < width &&
            fabsf(place->position_mm[1] - other->position_mm[1]) < LABEL_HEIGHT_MM)
            findings_add(findings, ADVICE_LABELS_MEET, line,
                         "the labels of '%s' and '%s' meet in the picture; expected %.0f mm "
                         "between them in x or %.1f in y; move one",
                         other->id, place->id, (double)ceilf(width), (double)LABEL_HEIGHT_MM);
    }
}

static bool on_loop(const struct scenario_path *loop, unsigned place, unsigned *at)
{
    for (*at = 0; *at < loop->n_steps; ++*at)
        if (loop->steps[*at] == place)
            return true;
    return false;
}

static void advise_path(const struct scenario *scenario, const struct yaml_tree *tree, unsigned i,
                        struct findings *findings)
{
    const struct scenario_path *path = &scenario->paths[i], *loop = &scenario->trodden;
    unsigned line = entry_line(tree, "paths", i, "steps", TREE_SEQUENCE);
    bool same = true, touches = false;

    for (unsigned k = 0; k < path->n_steps; k++) {
        unsigned at;
        touches = touches || on_loop(loop, path->steps[k], &at);
        if (k + 1 < path->n_steps)
            same = same && on_loop(loop, path->steps[k], &at) &&
                   loop->steps[(at + 1) % loop->n_steps] == path->steps[k + 1];
    }
    advise_label(path->label, entry_line(tree, "paths", i, "label", TREE_SCALAR), findings);
    if (same)
        findings_add(findings, ADVICE_PATH_SAME, line,
                     "every step of the path '%s' is a step of the trodden one; expected a way "
                     "out of it; lead it by other places",
                     path->label);
    if (!touches)
        findings_add(findings, ADVICE_PATH_APART, line,
                     "the path '%s' never meets the trodden one; expected at least one place of "
                     "'%s' on it; let it begin or end there",
                     path->label, loop->label);
}

void scenario_advice(const struct scenario *scenario, const struct yaml_tree *tree,
                     struct findings *findings)
{
    for (unsigned i = 0; i < scenario->n_places; i++)
        advise_place(scenario, tree, i, findings);
    for (unsigned i = 0; i < scenario->n_paths; i++)
        advise_path(scenario, tree, i, findings);
}
