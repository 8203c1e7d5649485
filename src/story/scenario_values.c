#include "story/scenario_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "model/model.h"
#include "story/scenario_limits.h"

struct place {
    const char *id;
    float mm[3];
    bool placed; /* mm can be used */
};

struct values {
    const struct yaml_tree *tree;
    struct findings *findings;
    struct place *places;
    const char **ids; /* of the places, for suggestions */
    unsigned n_places;
    bool all_ids; /* every place has one: a step that names none of them is wrong */
};

static const struct tree_node *node(const struct values *values, uint32_t at)
{
    return &values->tree->nodes[at];
}

size_t scenario_trimmed(const char *text)
{
    size_t end = strlen(text);
    while (end && (text[end - 1] == ' ' || text[end - 1] == '\n'))
        end--;
    return end;
}

static size_t characters(const char *utf8, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)utf8[i] & 0xC0) != 0x80;
    return count;
}

/* C0 and DEL, and of the characters above them C1 and what breaks a line. */
static bool is_control(const char *c)
{
    const unsigned char *byte = (const unsigned char *)c;
    return byte[0] < 0x20 || byte[0] == 0x7f || (byte[0] == 0xC2 && byte[1] < 0xA0) ||
           (byte[0] == 0xE2 && byte[1] == 0x80 && (byte[2] == 0xA8 || byte[2] == 0xA9));
}

/* Shown text: not empty, not too long, on one line. */
static void check_text(const struct values *values, const char *what, uint32_t at, size_t most)
{
    if (!at)
        return;
    const struct tree_node *text = node(values, at);
    size_t size = scenario_trimmed(text->text), length = characters(text->text, size);
    bool control = text->size != strlen(text->text); /* a zero ends what can be shown */

    for (size_t i = 0; i < size; i++)
        control = control || is_control(text->text + i);
    if (control)
        findings_add(values->findings, ERROR_SCENARIO_TEXT, text->line,
                     "the %s has a line break or another control character in it; expected one "
                     "line of text; remove it",
                     what);
    else if (!length)
        findings_add(values->findings, ERROR_SCENARIO_TEXT, text->line,
                     "the %s is empty; expected 1 to %zu characters; write one", what, most);
    if (length > most)
        findings_add(values->findings, ERROR_SCENARIO_TEXT, text->line,
                     "the %s '%.60s' has %zu characters; expected at most %zu; shorten it", what,
                     text->text, length, most);
}

static void check_id(struct values *values, uint32_t at, struct place *place)
{
    if (!at) {
        values->all_ids = false;
        return;
    }
    const struct tree_node *id = node(values, at);
    if (!id->size || id->size > MAX_ID ||
        strspn(id->text, "abcdefghijklmnopqrstuvwxyz0123456789_-") != id->size)
        findings_add(values->findings, ERROR_SCENARIO_ID, id->line,
                     "the id '%.60s' cannot be used; expected 1 to %d of a-z, 0-9, _ and -; "
                     "rename it",
                     id->text, MAX_ID);
    for (unsigned i = 0; i < values->n_places; i++)
        if (values->places[i].id && strcmp(values->places[i].id, id->text) == 0) {
            findings_add(values->findings, ERROR_SCENARIO_ID_TWICE, id->line,
                         "the id '%s' is used twice; expected an id of its own for each place; "
                         "rename one",
                         id->text);
            break;
        }
    place->id = id->text;
}

/* By hand: strtod() would follow the locale. */
bool scenario_decimal(const char *text, float *number)
{
    bool negative = *text == '-';
    double value = 0.0, unit = 1.0;
    unsigned digits = 0;

    if (*text == '-' || *text == '+')
        text++;
    for (; *text >= '0' && *text <= '9' && digits < 9; text++, digits++)
        value = value * 10.0 + (*text - '0');
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9' && digits < 9; text++, digits++) {
            unit *= 0.1;
            value += (*text - '0') * unit;
        }
    *number = (float)(negative ? -value : value);
    return digits && !*text;
}

static void check_position(struct values *values, uint32_t at, struct place *place)
{
    if (!at)
        return;
    const char *of = place->id ? place->id : "a place";
    const struct tree_node *list = node(values, at);
    unsigned k = 0, good = 0;

    if (list->n != 3)
        findings_add(values->findings, ERROR_SCENARIO_POSITION, list->line,
                     "the position of '%.24s' has %u numbers; expected 3: x, y and z in mm; write "
                     "them as [-10, 4, 8]",
                     of, (unsigned)list->n);
    for (uint32_t child = list->first; child; child = node(values, child)->next, k++) {
        const struct tree_node *number = node(values, child);
        float mm;
        if (number->kind != TREE_SCALAR)
            continue;
        if (strlen(number->text) != number->size || !scenario_decimal(number->text, &mm)) {
            findings_add(values->findings, ERROR_SCENARIO_POSITION, number->line,
                         "'%.40s' in the position of '%.24s' is not a number; expected one from "
                         "-40 to 40 (mm) such as -12.5; write it in digits",
                         number->text, of);
        } else if (!(fabsf(mm) <= MAX_MM)) {
            findings_add(values->findings, ERROR_SCENARIO_POSITION, number->line,
                         "%.40s in the position of '%.24s' is out of range; expected -40 to 40 "
                         "(mm); move the place closer",
                         number->text, of);
        } else if (k < 3) {
            place->mm[k] = mm;
            good++;
        }
    }
    place->placed = list->n == 3 && good == 3;
}

static void check_distances(struct values *values, uint32_t at, const struct place *place)
{
    if (!place->placed)
        return;
    for (unsigned i = 0; i < values->n_places; i++) {
        const struct place *other = &values->places[i];
        float square = 0.0f;
        for (unsigned k = 0; k < 3; k++)
            square += (place->mm[k] - other->mm[k]) * (place->mm[k] - other->mm[k]);
        if (other->placed && square < NEAREST_MM * NEAREST_MM)
            findings_add(values->findings, ERROR_SCENARIO_TOO_NEAR, node(values, at)->line,
                         "'%.24s' is %.1f mm from '%.24s'; expected at least %.0f mm between "
                         "places; move one",
                         place->id ? place->id : "a place", (double)sqrtf(square),
                         other->id ? other->id : "a place", (double)NEAREST_MM);
    }
}

static void check_place(struct values *values, uint32_t at)
{
    const struct yaml_tree *tree = values->tree;
    struct place *place = &values->places[values->n_places];
    uint32_t region = yaml_tree_value(tree, at, "region", TREE_SCALAR);
    uint32_t position = yaml_tree_value(tree, at, "position", TREE_SEQUENCE);

    check_id(values, yaml_tree_value(tree, at, "id", TREE_SCALAR), place);
    check_text(values, "label", yaml_tree_value(tree, at, "label", TREE_SCALAR), MAX_LABEL);
    if (region && strcmp(node(values, region)->text, "prefrontal") != 0 &&
        strcmp(node(values, region)->text, "hippocampus") != 0)
        findings_add(values->findings, ERROR_SCENARIO_REGION, node(values, region)->line,
                     "unknown region '%.60s' of '%.24s'; expected prefrontal or hippocampus; "
                     "correct it",
                     node(values, region)->text, place->id ? place->id : "a place");
    check_position(values, position, place);
    check_distances(values, position, place);
    if (place->id)
        values->ids[values->n_places++] = place->id;
    else
        /* Whoever made the lists frees them. NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
        values->ids[values->n_places++] = "";
}

static void check_count(const struct values *values, uint32_t key, unsigned n, const char *things,
                        unsigned least, unsigned most)
{
    if (n < least || n > most)
        findings_add(values->findings, ERROR_SCENARIO_COUNT, node(values, key)->line,
                     "there are %u %s; expected %u to %u; %s", n, things, least, most,
                     n < least ? "add some" : "remove some");
}

static void check_places(struct values *values, uint32_t root)
{
    uint32_t list = yaml_tree_value(values->tree, root, "places", TREE_SEQUENCE);
    if (!list) {
        values->all_ids = false;
        return;
    }
    const struct tree_node *places = node(values, list);
    check_count(values, yaml_tree_key(values->tree, root, "places"), places->n, "places",
                MIN_PLACES, MODEL_MAX_PLACES);
    values->places = calloc(places->n ? places->n : 1, sizeof *values->places);
    values->ids = calloc(places->n ? places->n : 1, sizeof *values->ids);
    if (!values->places || !values->ids) {
        values->findings->no_memory = true;
        return;
    }
    for (uint32_t child = places->first; child; child = node(values, child)->next)
        check_place(values, child);
}

static void unknown_step(const struct values *values, const struct tree_node *step,
                         const char *label)
{
    const char *near = nearest_name(step->text, values->ids, values->n_places);
    if (near)
        findings_add(values->findings, ERROR_SCENARIO_STEP_UNKNOWN, step->line,
                     "the path '%.28s' steps on '%.60s', which is no place; expected an id from "
                     "the list of places; did you mean '%s'?",
                     label, step->text, near);
    else
        findings_add(values->findings, ERROR_SCENARIO_STEP_UNKNOWN, step->line,
                     "the path '%.28s' steps on '%.60s', which is no place; expected an id from "
                     "the list of places; correct it or add the place",
                     label, step->text);
}

static void check_steps(const struct values *values, const struct tree_node *steps, bool loop,
                        const char *label)
{
    const struct tree_node *before = NULL;
    for (uint32_t at = steps->first; at; at = node(values, at)->next) {
        const struct tree_node *step = node(values, at);
        bool known = !values->all_ids, again = false;
        if (step->kind != TREE_SCALAR) {
            before = NULL;
            continue;
        }
        for (unsigned i = 0; i < values->n_places && !known; i++)
            known = strcmp(values->ids[i], step->text) == 0;
        if (!known)
            unknown_step(values, step, label);
        for (uint32_t k = steps->first; loop && k != at; k = node(values, k)->next)
            again = again || (node(values, k)->kind == TREE_SCALAR &&
                              strcmp(node(values, k)->text, step->text) == 0);
        if (before && strcmp(before->text, step->text) == 0)
            findings_add(values->findings, ERROR_SCENARIO_STEP_REPEATED, step->line,
                         "the path '%.28s' steps on '%.24s' twice in a row; expected a step to "
                         "another place; remove one",
                         label, step->text);
        else if (again)
            findings_add(values->findings, ERROR_SCENARIO_STEP_REPEATED, step->line,
                         "the trodden path '%.28s' comes by '%.24s' twice; expected every place "
                         "once, for it closes to a loop by itself; remove one",
                         label, step->text);
        before = step;
    }
}

static void check_path(const struct values *values, uint32_t path, bool loop)
{
    unsigned least = loop ? MIN_TRODDEN : MIN_STEPS, most = loop ? MAX_TRODDEN : MAX_STEPS;
    uint32_t label = yaml_tree_value(values->tree, path, "label", TREE_SCALAR);
    uint32_t steps = yaml_tree_value(values->tree, path, "steps", TREE_SEQUENCE);
    const char *name = label ? node(values, label)->text : "without a name";

    check_text(values, "label", label, MAX_LABEL);
    if (!steps)
        return;
    unsigned n = node(values, steps)->n;
    if (n < least || n > most)
        findings_add(values->findings, ERROR_SCENARIO_COUNT, node(values, steps)->line,
                     "the %s '%.28s' has %u step%s; expected %u to %u; %s",
                     loop ? "trodden path" : "path", name, n, n == 1 ? "" : "s", least, most,
                     n < least ? "add some" : "remove some");
    check_steps(values, node(values, steps), loop, name);
}

static void check_captions(const struct values *values, uint32_t root)
{
    uint32_t captions = yaml_tree_value(values->tree, root, "captions", TREE_MAPPING);
    for (uint32_t key = captions ? node(values, captions)->first : 0; key;) {
        uint32_t value = node(values, key)->next;
        if (node(values, value)->kind == TREE_SCALAR)
            check_text(values, "caption", value, MAX_CAPTION);
        key = node(values, value)->next;
    }
}

void scenario_values(const struct yaml_tree *tree, struct findings *findings)
{
    struct values values = {.tree = tree, .findings = findings, .all_ids = true};
    uint32_t root = 1;
    uint32_t paths = yaml_tree_value(tree, root, "paths", TREE_SEQUENCE);

    check_text(&values, "title", yaml_tree_value(tree, root, "title", TREE_SCALAR), MAX_TITLE);
    check_text(&values, "text of 'about'", yaml_tree_value(tree, root, "about", TREE_SCALAR),
               MAX_ABOUT);
    check_places(&values, root);
    check_path(&values, yaml_tree_value(tree, root, "trodden", TREE_MAPPING), true);
    if (paths)
        check_count(&values, yaml_tree_key(tree, root, "paths"), node(&values, paths)->n,
                    "new paths", 1, MAX_PATHS);
    for (uint32_t at = paths ? node(&values, paths)->first : 0; at; at = node(&values, at)->next)
        check_path(&values, at, false);
    check_captions(&values, root);
    free(values.places);
    free(values.ids);
}
