#include "commands/worn.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "platform/cache.h"

static const char BEGINNING[] = "worn-";
enum { NAME = 32, MOST_BYTES = 1 << 26 };

static void name_of(const struct model *model, char name[NAME])
{
    snprintf(name, NAME, "%s%016" PRIx64, BEGINNING, model_key(model));
}

void *worn_read(const struct model *fresh, size_t *size)
{
    char name[NAME];
    name_of(fresh, name);
    return cache_read(name, MOST_BYTES, size);
}

void worn_write(const struct model *worn)
{
    char name[NAME];
    size_t size;
    void *bytes = model_store(worn, &size);
    name_of(worn, name);
    if (bytes && size <= MOST_BYTES && cache_write(name, bytes, size))
        cache_prune(BEGINNING, WORN_MOST);
    free(bytes);
}
