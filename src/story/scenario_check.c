/* A text becomes a scenario, or a list of all that is wrong with it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "story/scenario.h"
#include "story/scenario_advice.h"
#include "story/scenario_bytes.h"
#include "story/scenario_limits.h"
#include "story/scenario_shape.h"
#include "story/scenario_values.h"
#include "story/scenario_yaml.h"

/* Looks the text over and leaves its tree; mistakes are added to the findings. */
static void look_over(const char *text, size_t length, struct yaml_tree *tree,
                      struct findings *findings)
{
    char *readable = malloc(length + 1);
    if (!readable) {
        findings->no_memory = true;
        return;
    }
    memcpy(readable, text, length);
    scenario_bytes(readable, length, findings);
    if (yaml_tree_read(tree, readable, length, findings)) {
        if (tree->n < 2) {
            findings_add(findings, ERROR_SCENARIO_SYNTAX, 1,
                         "the scenario is empty; expected the keys title, about, places, trodden "
                         "and paths; start from a copy of assets/scenarios/worry.yaml");
        } else {
            scenario_shape(tree, &SCENARIO_SCHEMA, findings);
            scenario_values(tree, findings);
        }
    }
    free(readable);
}

static struct scenario *load(const char *text, size_t length, struct findings *findings)
{
    struct error error = {0};
    struct yaml_scenario *raw = yaml_scenario_load(text, length, &error);
    struct scenario *scenario = raw ? scenario_from_yaml(raw) : NULL;
    if (raw && !scenario)
        findings->no_memory = true;
    else if (!raw && error.id == ERROR_MEMORY)
        findings->no_memory = true;
    else if (!raw)
        findings_add(findings, error.id, 1, "%.400s", error.text);
    yaml_scenario_free(raw);
    return scenario;
}

struct scenario *scenario_check(const char *text, size_t length, struct findings *findings)
{
    struct yaml_tree tree = {0};
    struct scenario *scenario = NULL;

    if (length > SCENARIO_MAX_BYTES) {
        findings_add(findings, ERROR_FILE_TOO_LARGE, 1,
                     "the scenario has %zu bytes; expected at most %d; shorten it", length,
                     (int)SCENARIO_MAX_BYTES);
        return NULL;
    }
    look_over(text, length, &tree, findings);
    if (!findings_mistakes(findings) && !findings->no_memory)
        scenario = load(text, length, findings);
    if (scenario)
        scenario_advice(scenario, &tree, findings);
    findings_sort(findings);
    yaml_tree_free(&tree);
    return scenario;
}

struct scenario *scenario_parse(const char *name, const char *text, size_t length,
                                struct error *error)
{
    struct findings findings = {0};
    struct scenario *scenario = scenario_check(text, length, &findings);
    const struct finding *first = findings_first_mistake(&findings);
    if (!scenario && findings.no_memory)
        error_set(error, ERROR_MEMORY, "%s: out of memory; close other programs", name);
    else if (!scenario && first)
        error_set(error, first->id, "%s:%u: %s", name, first->line, first->text);
    findings_free(&findings);
    return scenario;
}
