#include "story/scenario.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "story/scenario_yaml.h"

enum {
    MIN_PLACES = 8,  /* below that the walk has no choices worth measuring */
    MIN_TRODDEN = 3, /* a loop */
    MAX_TRODDEN = 6,
    MIN_STEPS = 2,
    MAX_STEPS = 16,
    MAX_PATHS = 8,
    MAX_ID = 24,    /* bytes; ids are ASCII */
    MAX_LABEL = 28, /* characters: as wide as a label can be at reading size */
    MAX_TITLE = 60,
    MAX_ABOUT = 400,
};

/* What the model has by default: with many places each gets fewer cells, so that the network
 * costs the same. */
enum { CELLS_PER_PLACE = 160, MODEL_CELLS = 1600 };

static const float MAX_MM = 40.0f;     /* the room that the camera is made for */
static const float NEAREST_MM = 10.0f; /* nearer, two places would be drawn as one */

/* The text at hand, for errors. */
struct reading {
    const char *name, *text;
    size_t length;
    struct error *error;
};

/* "NAME:LINE: ..." where LINE is that of `value`, a string of the loaded scenario. */
__attribute__((format(printf, 3, 4))) static bool wrong(const struct reading *reading,
                                                        const char *value, const char *format, ...)
{
    char what[480];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    return error_set(reading->error, ERROR_SCENARIO_VALUE, "%s:%u: %s", reading->name,
                     yaml_line_of_value(reading->text, reading->length, value), what);
}

/* As wrong(), for a list that may be empty: LINE is that of its key. */
__attribute__((format(printf, 3, 4))) static bool
wrong_list(const struct reading *reading, const char *key, const char *format, ...)
{
    char what[480];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    return error_set(reading->error, ERROR_SCENARIO_VALUE, "%s:%u: %s", reading->name,
                     yaml_line_of_key(reading->text, reading->length, key, 1), what);
}

static size_t characters(const char *utf8)
{
    size_t count = 0;
    for (; *utf8; utf8++)
        count += ((unsigned char)*utf8 & 0xC0) != 0x80;
    return count;
}

/* Shown text: not empty, not too long, on one line. */
static bool check_text(const struct reading *reading, const char *what, char *value, size_t most)
{
    size_t end = strlen(value);
    while (end && strchr(" \n", value[end - 1])) /* block scalars end in a line break */
        value[--end] = '\0';
    if (!end)
        return wrong(reading, value, "the %s is empty; expected 1 to %zu characters; write one",
                     what, most);
    if (characters(value) > most)
        return wrong(reading, value,
                     "the %s '%.60s' has %zu characters; expected at most %zu; shorten it", what,
                     value, characters(value), most);
    for (const char *c = value; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            return wrong(reading, value,
                         "the %s has a line break or another control character in it; expected "
                         "one line of text; remove it",
                         what);
    return true;
}

static bool check_id(const struct reading *reading, const char *id)
{
    size_t size = strlen(id);
    if (!size || size > MAX_ID || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") != size)
        return wrong(reading, id,
                     "the id '%.60s' cannot be used; expected 1 to %d of a-z, 0-9, _ and -; "
                     "rename it",
                     id, MAX_ID);
    return true;
}

/* A decimal number such as -12.5, by hand: strtod() would follow the locale. */
static bool decimal(const char *text, float *number)
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

static bool read_position(const struct reading *reading, const struct yaml_place *raw,
                          float position[3])
{
    if (raw->n_position != 3)
        return wrong(reading, raw->n_position ? raw->position[0] : raw->id,
                     "the position of '%s' has %u numbers; expected 3: x, y and z in mm; write "
                     "them as [-10, 4, 8]",
                     raw->id, raw->n_position);
    for (unsigned i = 0; i < 3; i++) {
        if (!decimal(raw->position[i], &position[i]))
            return wrong(reading, raw->position[i],
                         "'%.40s' in the position of '%s' is not a number; expected one from -40 "
                         "to 40 (mm) such as -12.5; write it in digits",
                         raw->position[i], raw->id);
        if (!(fabsf(position[i]) <= MAX_MM))
            return wrong(reading, raw->position[i],
                         "%.40s in the position of '%s' is out of range; expected -40 to 40 "
                         "(mm); move the place closer",
                         raw->position[i], raw->id);
    }
    return true;
}

static bool read_place(const struct reading *reading, struct yaml_scenario *raw, unsigned index,
                       struct scenario *scenario)
{
    struct yaml_place *from = &raw->places[index];
    struct scenario_place *to = &scenario->places[index];

    if (!check_id(reading, from->id) || !check_text(reading, "label", from->label, MAX_LABEL))
        return false;
    if (strcmp(from->region, "prefrontal") == 0)
        to->region = SCENARIO_PREFRONTAL;
    else if (strcmp(from->region, "hippocampus") == 0)
        to->region = SCENARIO_HIPPOCAMPUS;
    else
        return wrong(reading, from->region,
                     "unknown region '%.60s' of '%s'; expected prefrontal or hippocampus; correct "
                     "it",
                     from->region, from->id);
    if (!read_position(reading, from, to->position_mm))
        return false;

    for (unsigned i = 0; i < index; i++) {
        if (strcmp(raw->places[i].id, from->id) == 0)
            return wrong(reading, from->id,
                         "the id '%s' is used twice; expected an id of its own for each place; "
                         "rename one",
                         from->id);
        float square = 0.0f;
        for (unsigned k = 0; k < 3; k++) {
            float d = to->position_mm[k] - scenario->places[i].position_mm[k];
            square += d * d;
        }
        if (square < NEAREST_MM * NEAREST_MM)
            return wrong(reading, from->position[0],
                         "'%s' is %.1f mm from '%s'; expected at least %.0f mm between places; "
                         "move one",
                         from->id, sqrtf(square), raw->places[i].id, NEAREST_MM);
    }
    to->id = strdup(from->id);
    to->label = strdup(from->label);
    if (!to->id || !to->label)
        return error_set(reading->error, ERROR_MEMORY, "%s: out of memory; close other programs",
                         reading->name);
    return true;
}

static bool find_step(const struct reading *reading, const struct yaml_scenario *raw,
                      const char *id, const char *label, unsigned *step)
{
    for (*step = 0; *step < raw->n_places; ++*step)
        if (strcmp(raw->places[*step].id, id) == 0)
            return true;
    return wrong(reading, id,
                 "the path '%s' steps on '%.60s', which is no place; expected an id from the list "
                 "of places; correct it or add the place",
                 label, id);
}

static bool read_path(const struct reading *reading, const struct yaml_scenario *raw,
                      struct yaml_path *from, bool loop, struct scenario_path *to)
{
    unsigned least = loop ? MIN_TRODDEN : MIN_STEPS, most = loop ? MAX_TRODDEN : MAX_STEPS;

    if (!check_text(reading, "label", from->label, MAX_LABEL))
        return false;
    if (from->n_steps < least || from->n_steps > most)
        return wrong(reading, from->n_steps ? from->steps[0] : from->label,
                     "the %s '%s' has %u steps; expected %u to %u; %s",
                     loop ? "trodden path" : "path", from->label, from->n_steps, least, most,
                     from->n_steps < least ? "add some" : "remove some");

    to->label = strdup(from->label);
    to->steps = calloc(from->n_steps, sizeof *to->steps);
    if (!to->label || !to->steps)
        return error_set(reading->error, ERROR_MEMORY, "%s: out of memory; close other programs",
                         reading->name);
    to->n_steps = from->n_steps;
    for (unsigned i = 0; i < from->n_steps; i++) {
        if (!find_step(reading, raw, from->steps[i], from->label, &to->steps[i]))
            return false;
        if (i && to->steps[i] == to->steps[i - 1])
            return wrong(reading, from->steps[i],
                         "the path '%s' steps on '%s' twice in a row; expected a step to another "
                         "place; remove one",
                         from->label, from->steps[i]);
        for (unsigned k = 0; loop && k < i; k++)
            if (to->steps[k] == to->steps[i])
                return wrong(reading, from->steps[i],
                             "the trodden path '%s' comes by '%s' twice; expected every place "
                             "once, for it closes to a loop by itself; remove one",
                             from->label, from->steps[i]);
    }
    return true;
}

static bool read_scenario(const struct reading *reading, struct yaml_scenario *raw,
                          struct scenario *scenario)
{
    if (!check_text(reading, "title", raw->title, MAX_TITLE) ||
        !check_text(reading, "text of 'about'", raw->about, MAX_ABOUT))
        return false;
    if (raw->n_places < MIN_PLACES || raw->n_places > MODEL_MAX_PLACES)
        return wrong_list(reading, "places", "there are %u places; expected %d to %d; %s",
                          raw->n_places, MIN_PLACES, MODEL_MAX_PLACES,
                          raw->n_places < MIN_PLACES ? "add some" : "remove some");
    if (raw->n_paths < 1 || raw->n_paths > MAX_PATHS)
        return wrong_list(reading, "paths", "there are %u new paths; expected 1 to %d; %s",
                          raw->n_paths, MAX_PATHS, raw->n_paths ? "remove some" : "add one");

    scenario->title = strdup(raw->title);
    scenario->about = strdup(raw->about);
    scenario->places = calloc(raw->n_places, sizeof *scenario->places);
    scenario->paths = calloc(raw->n_paths, sizeof *scenario->paths);
    if (!scenario->title || !scenario->about || !scenario->places || !scenario->paths)
        return error_set(reading->error, ERROR_MEMORY, "%s: out of memory; close other programs",
                         reading->name);
    scenario->n_places = raw->n_places;
    scenario->n_paths = raw->n_paths;

    for (unsigned i = 0; i < raw->n_places; i++)
        if (!read_place(reading, raw, i, scenario))
            return false;
    if (!read_path(reading, raw, &raw->trodden, true, &scenario->trodden))
        return false;
    for (unsigned i = 0; i < raw->n_paths; i++)
        if (!read_path(reading, raw, &raw->paths[i], false, &scenario->paths[i]))
            return false;
    return true;
}

struct scenario *scenario_parse(const char *name, const char *text, size_t length,
                                struct error *error)
{
    struct reading reading = {name, text, length, error};
    struct yaml_scenario *raw = yaml_scenario_load(name, text, length, error);
    if (!raw)
        return NULL;

    struct scenario *scenario = calloc(1, sizeof *scenario);
    if (!scenario) {
        error_set(error, ERROR_MEMORY, "%s: out of memory; close other programs", name);
    } else if (!read_scenario(&reading, raw, scenario)) {
        scenario_destroy(scenario);
        scenario = NULL;
    }
    yaml_scenario_free(raw);
    return scenario;
}

void scenario_destroy(struct scenario *scenario)
{
    if (!scenario)
        return;
    for (unsigned i = 0; i < scenario->n_places; i++) {
        free(scenario->places[i].id);
        free(scenario->places[i].label);
    }
    for (unsigned i = 0; i < scenario->n_paths; i++) {
        free(scenario->paths[i].label);
        free(scenario->paths[i].steps);
    }
    free(scenario->trodden.label);
    free(scenario->trodden.steps);
    free(scenario->places);
    free(scenario->paths);
    free(scenario->title);
    free(scenario->about);
    free(scenario);
}

void scenario_model_config(const struct scenario *scenario, struct model_config *config)
{
    bool known[MODEL_MAX_PLACES][MODEL_MAX_PLACES] = {{false}};

    *config = (struct model_config){.n_places = scenario->n_places};
    if (scenario->n_places * CELLS_PER_PLACE > MODEL_CELLS)
        config->cells_per_place = MODEL_CELLS / scenario->n_places;
    for (unsigned i = 0; i < scenario->n_places; i++) {
        memcpy(config->place_mm[i], scenario->places[i].position_mm, sizeof config->place_mm[i]);
        config->place_region[i] = (uint8_t)scenario->places[i].region;
    }
    config->n_loop = scenario->trodden.n_steps;
    for (unsigned i = 0; i < config->n_loop; i++) {
        unsigned next = scenario->trodden.steps[(i + 1) % config->n_loop];
        config->loop[i] = (uint8_t)scenario->trodden.steps[i];
        known[config->loop[i]][next] = true;
    }
    for (unsigned p = 0; p < scenario->n_paths; p++) {
        const struct scenario_path *path = &scenario->paths[p];
        for (unsigned i = 0; i + 1 < path->n_steps; i++) {
            unsigned from = path->steps[i], to = path->steps[i + 1];
            if (known[from][to])
                continue;
            known[from][to] = true;
            config->ways[config->n_ways++] = (struct model_way_config){(uint8_t)from, (uint8_t)to};
        }
    }
}
