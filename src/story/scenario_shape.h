/* Whether a YAML text has the shape that the schema asks for. Internal to story/. */
#ifndef SNOWMELT_STORY_SCENARIO_SHAPE_H
#define SNOWMELT_STORY_SCENARIO_SHAPE_H

#include <cyaml/cyaml.h>

#include "story/yaml_tree.h"

/* Adds every unknown, missing or repeated key and every value of the wrong shape to the findings.
 * A key that is a slip of the pen is corrected in the tree, so that what it holds can be looked
 * at too. */
void scenario_shape(struct yaml_tree *tree, const cyaml_schema_value_t *schema,
                    struct findings *findings);

#endif
