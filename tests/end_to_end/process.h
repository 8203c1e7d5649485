/* Other programs, started, waited for and ended, for the tests that run the whole program. */
#ifndef SNOWMELT_TESTS_PROCESS_H
#define SNOWMELT_TESTS_PROCESS_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include "scratch.h"

static inline void process_rest(double seconds)
{
    struct timespec time = {.tv_sec = (time_t)seconds,
                            .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&time, NULL);
}

/* Starts argv[0] (found on PATH); its output and errors go to files, NULL for nowhere. */
static inline pid_t process_start(const char *const argv[], const char *out, const char *err)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that is killed takes its children along */
    const char *const files[3] = {"/dev/null", out ? out : "/dev/null", err ? err : "/dev/null"};
    for (int i = 0; i < 3; i++) {
        int fd = open(files[i], i ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY, 0666);
        if (fd < 0 || dup2(fd, i) < 0)
            _exit(126);
        if (fd > 2)
            close(fd);
    }
    execvp(argv[0], (char *const *)argv);
    _exit(127);
}

/* The exit status; -1 when it has not ended in time, 1000 + signal when one ended it. */
static inline int process_wait(pid_t pid, double seconds)
{
    for (double waited = 0; waited < seconds; waited += 0.02) {
        int status;
        pid_t got = waitpid(pid, &status, WNOHANG);
        if (got == pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
        if (got < 0 && errno != EINTR)
            return -1;
        process_rest(0.02);
    }
    return -1;
}

/* Ends it, gently and then not, so that nothing outlives the test. */
static inline void process_stop(pid_t pid)
{
    if (pid <= 0)
        return;
    kill(pid, SIGTERM);
    if (process_wait(pid, 5) == -1) {
        kill(pid, SIGKILL);
        process_wait(pid, 5);
    }
}

static inline int process_run(const char *const argv[], const char *out, const char *err,
                              double seconds)
{
    pid_t pid = process_start(argv, out, err);
    int status = process_wait(pid, seconds);
    if (status == -1)
        process_stop(pid);
    return status;
}

/* A whole small file as text, "" when it is not there. */
static inline char *process_text(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(text, 1, size - 1, file) : 0;
    text[n] = 0;
    if (file)
        fclose(file);
    return text;
}

#endif
