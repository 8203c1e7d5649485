/* All that a model owns and remembers, told once, in one order: for copying it, for writing it down
 * and for reading it. Internal to model/. */
#ifndef SNOWMELT_MODEL_ARRAYS_H
#define SNOWMELT_MODEL_ARRAYS_H

#include "model/internal.h"

enum arrays_kind {
    ARRAYS_DRAWN,  /* by config and seed; never changes */
    ARRAYS_STATE,  /* changes, and the future hangs on it */
    ARRAYS_PASSING /* of no consequence for what comes */
};

struct arrays_visitor {
    /* An array, or NULL where the model has none; what it returns takes the array's place. */
    void *(*array)(struct arrays_visitor *visitor, void *array, size_t bytes,
                   enum arrays_kind kind);
    /* Numbers that are no array but change as well. NULL: not asked for. */
    void (*numbers)(struct arrays_visitor *visitor, void *numbers, size_t bytes);
};

void arrays_visit(struct model *model, struct arrays_visitor *visitor);

#endif
