#include "platform/self.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

long self_id(void)
{
    return (long)getpid();
}

double self_memory_mib(void)
{
    long all, resident;
    FILE *file = fopen("/proc/self/statm", "r");
    bool read = file && fscanf(file, "%ld %ld", &all, &resident) == 2;
    if (file)
        fclose(file);
    return read ? (double)resident * (double)sysconf(_SC_PAGESIZE) / 1048576.0 : 0.0;
}
