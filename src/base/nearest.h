/* The name somebody may have meant. */
#ifndef SNOWMELT_BASE_NEAREST_H
#define SNOWMELT_BASE_NEAREST_H

#include <stddef.h>

/* The one of n names that differs least from `name` in letters added, left out, changed or
 * swapped; NULL when none is near enough to be a slip of the hand. */
const char *nearest_name(const char *name, const char *const *names, size_t n);

#endif
