/* Which ribbons are drawn when there are more than the machine can carry: those that show most.
 * Pure C. As the limit or the ribbons change what goes fades.
 */
#ifndef SNOWMELT_RENDER_THIN_H
#define SNOWMELT_RENDER_THIN_H

#include <stdint.h>

#include "scene/plan.h"

struct thin {
    float gone, whole; /* weight up to which nothing of a ribbon is drawn, and from which all */
};

/* For about `most` ribbons, and those that fade, in all PLAN_PASS_RIBBONS of the plan; without effect if it has no more.
 * Pulses are few and stay. */
void thin_find(struct thin *thin, const struct plan *plan, uint32_t most);

/* What of a ribbon's opacity is left, 0..1. */
float thin_share(const struct thin *thin, const struct plan_ribbon *ribbon);

#endif
