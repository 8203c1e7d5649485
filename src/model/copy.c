/* A second model in the state of the first. */
#include <stdlib.h>
#include <string.h>

#include "model/arrays.h"

/* As strict as neurons.c and circuit.c want it. */
enum { ALIGNMENT = 128 };

struct copying {
    struct arrays_visitor visitor; /* first */
    bool whole;
};

/* In a struct that was copied whole the pointer still leads to the other's array: gives it one of
 * its own, or NULL where there is none to have, so that destroying is safe at any time. */
static void *own(struct arrays_visitor *visitor, void *from, size_t bytes, enum arrays_kind kind)
{
    struct copying *copying = (struct copying *)visitor;
    (void)kind;
    if (!from)
        return NULL;
    size_t room = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    void *copy = aligned_alloc(ALIGNMENT, room ? room : ALIGNMENT);
    if (copy)
        memcpy(copy, from, bytes);
    else
        copying->whole = false;
    return copy;
}

struct model *model_copy(const struct model *model)
{
    struct model *m = malloc(sizeof *m);
    if (!m)
        return NULL;
    *m = *model;
    struct copying copying = {.visitor = {.array = own}, .whole = true};
    arrays_visit(m, &copying.visitor);
    if (!copying.whole) {
        model_destroy(m);
        return NULL;
    }
    model_wire(m);
    return m;
}
