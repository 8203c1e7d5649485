/* What makes a scenario that can be told, but not well. Internal to story/. */
#ifndef SNOWMELT_STORY_SCENARIO_ADVICE_H
#define SNOWMELT_STORY_SCENARIO_ADVICE_H

#include "story/scenario.h"
#include "story/yaml_tree.h"

/* Adds advice on a scenario without mistakes; the tree it was read from tells the lines. */
void scenario_advice(const struct scenario *scenario, const struct yaml_tree *tree,
                     struct findings *findings);

#endif
