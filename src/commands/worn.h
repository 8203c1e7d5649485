/* Paths worn in by earlier runs, kept in $XDG_CACHE_HOME/snowmelt. What is not there, or is damaged,
 * is made anew, and where nothing can be kept the program does without: none of it is ever told. */
#ifndef SNOWMELT_COMMANDS_WORN_H
#define SNOWMELT_COMMANDS_WORN_H

#include <stddef.h>

#include "model/model.h"

enum { WORN_MOST = 6 }; /* that are kept, some 15 MiB each: those used last */

/* What is kept of a model like this one, just created: for model_restore(), which alone knows
 * whether it is whole. malloc'd; NULL where there is nothing. */
void *worn_read(const struct model *fresh, size_t *size);

/* Keeps one that has just been worn in; no other is. */
void worn_write(const struct model *worn);

#endif
