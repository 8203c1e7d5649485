/* What the system knows about this process. */
#ifndef SNOWMELT_PLATFORM_SELF_H
#define SNOWMELT_PLATFORM_SELF_H

long self_id(void);
/* What it has in memory now, MiB; 0 where that cannot be told. */
double self_memory_mib(void);

#endif
