#define _GNU_SOURCE
#include "platform/process.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char PROGRAM[] = "/proc/self/exe";

double process_peak_mib(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (double)usage.ru_maxrss / 1024.0 : 0.0;
}

double process_cpu_s(void)
{
    struct timespec used;
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) == 0
               ? (double)used.tv_sec + 1e-9 * (double)used.tv_nsec
               : 0.0;
}

double process_age_s(void)
{
    enum { START_FIELD = 22 }; /* of proc(5), stat; in clock ticks since the machine started */
    char line[1024] = "";
    FILE *file = fopen("/proc/self/stat", "r");
    if (!file)
        return 0.0;
    if (!fgets(line, sizeof line, file))
        line[0] = 0;
    fclose(file);
    /* The name, field 2, may hold spaces: count from the bracket behind it. */
    const char *at = strrchr(line, ')');
    for (int field = 2; at && field < START_FIELD; field++)
        at = strchr(at + 1, ' ');
    unsigned long long ticks;
    struct timespec now;
    if (!at || sscanf(at, "%llu", &ticks) != 1 || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return 0.0;
    double started_s = (double)ticks / (double)sysconf(_SC_CLK_TCK);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec - started_s;
}

char *const *process_arguments(const char *const *arguments)
{
    union {
        const char *const *ours;
        char *const *theirs;
    } list = {.ours = arguments};
    return list.theirs;
}

static int spawn(const char *const *arguments, int to, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int rc = posix_spawn_file_actions_init(&actions);
    if (rc)
        return rc;
    rc = posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
    if (!rc)
        rc = posix_spawn(pid, PROGRAM, &actions, NULL, process_arguments(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);
    return rc;
}

/* Reads to the end, also what finds no room, so that the other is not held up. */
static void gather(int from, char *printed, size_t size)
{
    char rest[4096];
    size_t used = 0;
    ssize_t got;
    do {
        bool room = used + 1 < size;
        got = read(from, room ? printed + used : rest, room ? size - 1 - used : sizeof rest);
        used += room && got > 0 ? (size_t)got : 0;
    } while (got > 0 || (got < 0 && errno == EINTR));
    printed[used] = 0;
}

int process_again(const char *const *arguments, char *printed, size_t size, struct error *error)
{
    int ends[2];
    pid_t pid;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        error_set(error, ERROR_THREAD, "no pipe to run %s (%s)", arguments[0], strerror(errno));
        return -1;
    }
    int rc = spawn(arguments, ends[1], &pid);
    close(ends[1]);
    if (rc) {
        close(ends[0]);
        error_set(error, ERROR_THREAD, "cannot run %s again (%s)", arguments[0], strerror(rc));
        return -1;
    }
    gather(ends[0], printed, size);
    close(ends[0]);
    int status;
    pid_t got;
    do
        got = waitpid(pid, &status, 0);
    while (got < 0 && errno == EINTR);
    if (got == pid && WIFEXITED(status))
        return WEXITSTATUS(status);
    error_set(error, ERROR_THREAD, "%s was stopped before it was done", arguments[0]);
    return -1;
}
