/* $XDG_CACHE_HOME/snowmelt: what the program could make anew. It is a help and never a need, so that
 * nothing here has a reason to tell. */
#ifndef SNOWMELT_PLATFORM_CACHE_H
#define SNOWMELT_PLATFORM_CACHE_H

#include <stdbool.h>
#include <stddef.h>

/* A whole file of at most `most` bytes, malloc'd, which now is the one used last. NULL where there is
 * no such file, or it cannot be read. */
void *cache_read(const char *name, size_t most, size_t *size);

/* Writes it whole or not at all, however many programs do so at once. It does not wait for the disk:
 * whoever reads it must be able to tell a damaged one. */
bool cache_write(const char *name, const void *bytes, size_t size);

/* Keeps the `most` files used last of those whose names begin so. */
void cache_prune(const char *beginning, unsigned most);

#endif
