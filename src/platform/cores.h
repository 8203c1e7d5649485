/* How many processor cores this process may use. */
#ifndef SNOWMELT_PLATFORM_CORES_H
#define SNOWMELT_PLATFORM_CORES_H

/* At least 1. */
int cores_available(void);

#endif
