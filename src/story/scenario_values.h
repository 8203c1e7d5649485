/* Whether the values of a scenario make sense. Internal to story/. */
#ifndef SNOWMELT_STORY_SCENARIO_VALUES_H
#define SNOWMELT_STORY_SCENARIO_VALUES_H

#include <stddef.h>

#include "story/yaml_tree.h"

/* Adds every value that cannot be used to the findings. What has the wrong shape is passed over:
 * scenario_shape() has told it. */
void scenario_values(const struct yaml_tree *tree, struct findings *findings);

/* A decimal number such as -12.5, whatever the locale. False if the text is none. */
bool scenario_decimal(const char *text, float *number);

/* Bytes of a text without the spaces and line breaks at its end, which block scalars have. */
size_t scenario_trimmed(const char *text);

#endif
