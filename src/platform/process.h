/* This process as the system sees it, and another run of the same program. */
#ifndef SNOWMELT_PLATFORM_PROCESS_H
#define SNOWMELT_PLATFORM_PROCESS_H

#include <stddef.h>

#include "base/error.h"

/* Most memory this process has held so far, MiB. */
double process_peak_mib(void);

/* Processor time of all threads of this process so far, s. */
double process_cpu_s(void);

/* Seconds since this process was started, to a hundredth; 0 where the system does not tell. */
double process_age_s(void);

/* Runs this program again with these arguments (arguments[0] and a NULL at the end included),
 * its errors going where ours go, and gathers at most size - 1 bytes of what it prints, ended
 * with a zero. Returns its exit status; -1 with ERROR_THREAD when it could not be run or was
 * stopped. */
int process_again(const char *const *arguments, char *printed, size_t size, struct error *error);

/* The same arguments as exec and posix_spawn want them: those only read, and say otherwise. */
char *const *process_arguments(const char *const *arguments);

#endif
