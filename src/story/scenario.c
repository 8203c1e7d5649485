#include "story/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "story/scenario_yaml.h"
#include "story/scenario_values.h"

/* What the model has by default: with many places each gets fewer cells, so that the network
 * costs the same. */
enum { CELLS_PER_PLACE = 160, MODEL_CELLS = 1600 };

static bool copy_text(char **to, const char *from)
{
    *to = strndup(from, scenario_trimmed(from));
    return *to != NULL;
}

static bool read_place(const struct yaml_place *from, struct scenario_place *to)
{
    to->region = strcmp(from->region, "hippocampus") == 0 ? SCENARIO_HIPPOCAMPUS
                                                          : SCENARIO_PREFRONTAL;
    for (unsigned i = 0; i < 3 && i < from->n_position; i++)
        scenario_decimal(from->position[i], &to->position_mm[i]);
    to->id = strdup(from->id);
    return to->id && copy_text(&to->label, from->label);
}

static bool read_path(const struct yaml_scenario *raw, const struct yaml_path *from,
                      struct scenario_path *to)
{
    to->steps = calloc(from->n_steps, sizeof *to->steps);
    if (!to->steps || !copy_text(&to->label, from->label))
        return false;
    to->n_steps = from->n_steps;
    for (unsigned i = 0; i < from->n_steps; i++)
        for (unsigned k = 0; k < raw->n_places; k++)
            if (strcmp(raw->places[k].id, from->steps[i]) == 0)
                to->steps[i] = k;
    return true;
}

static bool read_scenario(const struct yaml_scenario *raw, struct scenario *to)
{
    to->places = calloc(raw->n_places, sizeof *to->places);
    to->paths = calloc(raw->n_paths, sizeof *to->paths);
    if (!to->places || !to->paths || !copy_text(&to->title, raw->title) ||
        !copy_text(&to->about, raw->about))
        return false;
    to->n_places = raw->n_places;
    to->n_paths = raw->n_paths;
    for (unsigned i = 0; i < raw->n_places; i++)
        if (!read_place(&raw->places[i], &to->places[i]))
            return false;
    for (unsigned i = 0; i < raw->n_paths; i++)
        if (!read_path(raw, &raw->paths[i], &to->paths[i]))
            return false;
    for (unsigned i = 0; i < SCENARIO_CHAPTERS; i++)
        if (raw->captions.sentences[i] &&
            !copy_text(&to->captions[i], raw->captions.sentences[i]))
            return false;
    return read_path(raw, &raw->trodden, &to->trodden);
}

struct scenario *scenario_from_yaml(const struct yaml_scenario *raw)
{
    struct scenario *scenario = calloc(1, sizeof *scenario);
    if (scenario && !read_scenario(raw, scenario)) {
        scenario_destroy(scenario);
        scenario = NULL;
    }
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
    for (unsigned i = 0; i < SCENARIO_CHAPTERS; i++)
        free(scenario->captions[i]);
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
