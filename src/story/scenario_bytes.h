/* Whether a text is UTF-8 that YAML can hold. Internal to story/. */
#ifndef SNOWMELT_STORY_SCENARIO_BYTES_H
#define SNOWMELT_STORY_SCENARIO_BYTES_H

#include <stddef.h>

#include "story/findings.h"

/* Adds every line with bytes that are no text to the findings, and puts '?' in their place, so
 * that the rest can be looked at. */
void scenario_bytes(char *text, size_t length, struct findings *findings);

#endif
