/* What the program could make anew: kept where XDG says, whole or not at all, a few files at most;
 * and no trouble of any kind where that does not go. */
#include "../scratch.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "platform/cache.h"

enum { MOST = 1 << 16 };

static void use(void **state, const char *name, char folder[600])
{
    setenv("XDG_CACHE_HOME", scratch_path(state, name, folder), 1);
}

static void assert_holds(const char *name, const char *text)
{
    size_t size = 0;
    char *bytes = cache_read(name, MOST, &size);
    assert_non_null(bytes);
    assert_int_equal(size, strlen(text));
    assert_memory_equal(bytes, text, size);
    free(bytes);
}

static bool is_there(const char *folder, const char *name)
{
    char path[700];
    snprintf(path, sizeof path, "%s/snowmelt/%s", folder, name);
    return access(path, F_OK) == 0;
}

static bool keep(const char *name, const char *text)
{
    return cache_write(name, text, strlen(text));
}

static void kept_where_xdg_says(void **state)
{
    char folder[600];
    size_t size;
    use(state, "deep/down/cache", folder);
    assert_null(cache_read("one", MOST, &size));
    assert_true(keep("one", "some bytes"));
    assert_true(is_there(folder, "one"));
    assert_holds("one", "some bytes");
    assert_true(keep("one", "others"));
    assert_holds("one", "others");
    assert_null(cache_read("one", 5, &size)); /* more than is wanted */
    assert_true(keep("one", ""));
    assert_null(cache_read("one", MOST, &size));

    unsetenv("XDG_CACHE_HOME");
    setenv("HOME", scratch_path(state, "home", folder), 1);
    assert_true(keep("two", "at home"));
    assert_true(access(strcat(folder, "/.cache/snowmelt/two"), F_OK) == 0);
    setenv("XDG_CACHE_HOME", "not/absolute", 1);
    assert_holds("two", "at home");
}

static void nowhere_to_keep_is_no_trouble(void **state)
{
    char folder[600], path[700];
    size_t size;
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
    assert_false(keep("one", "bytes"));
    assert_null(cache_read("one", MOST, &size));
    cache_prune("one", 1);

    use(state, "file", folder); /* a file where the folder should be */
    scratch_write_text(folder, "");
    assert_false(keep("one", "bytes"));
    cache_prune("one", 1);

    char *longest = malloc(4000);
    assert_non_null(longest);
    memset(longest, 'x', 3999);
    longest[0] = '/';
    longest[3999] = 0;
    setenv("XDG_CACHE_HOME", longest, 1);
    assert_false(keep("one", "bytes"));
    free(longest);

    setenv("XDG_CACHE_HOME", "/proc", 1); /* nobody may write there */
    assert_false(keep("one", "bytes"));

    use(state, "strange", folder); /* neither a pipe nor a folder is waited for or read */
    assert_true(keep("one", "bytes"));
    snprintf(path, sizeof path, "%s/snowmelt/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(cache_read("pipe", MOST, &size));
    snprintf(path, sizeof path, "%s/snowmelt/folder", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_null(cache_read("folder", MOST, &size));
    assert_false(keep("folder", "bytes")); /* and nothing of the try is left */
    cache_prune("folder", 0);
    assert_true(is_there(folder, "folder"));
    snprintf(path, sizeof path, "%s/snowmelt/vast", folder);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0 && ftruncate(fd, (off_t)1 << 40) == 0 && close(fd) == 0);
    assert_null(cache_read("vast", MOST, &size));
}

static void used(const char *folder, const char *name, time_t seconds)
{
    char path[700];
    snprintf(path, sizeof path, "%s/snowmelt/%s", folder, name);
    const struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void those_used_last_stay(void **state)
{
    char folder[600], name[32];
    use(state, "many", folder);
    for (int i = 0; i < 9; i++) {
        snprintf(name, sizeof name, "worn-%d", i);
        assert_true(keep(name, name));
        used(folder, name, 1000000 + i);
    }
    assert_true(keep("other", "stays"));
    used(folder, "other", 1);
    assert_true(keep("worn-part.abcdef", "left by a program that was ended"));
    used(folder, "worn-part.abcdef", 999999);
    assert_holds("worn-2", "worn-2"); /* which is a use of it */
    cache_prune("worn-", 4);
    static const char *const STAY[] = {"worn-2", "worn-6", "worn-7", "worn-8", "other"};
    static const char *const GO[] = {"worn-0", "worn-1", "worn-3", "worn-4",
                                     "worn-5", "worn-part.abcdef"};
    for (size_t i = 0; i < sizeof STAY / sizeof *STAY; i++)
        assert_true(is_there(folder, STAY[i]));
    for (size_t i = 0; i < sizeof GO / sizeof *GO; i++)
        assert_false(is_there(folder, GO[i]));
}

/* Each reader finds one of them whole, whoever writes meanwhile. */
static void many_programs_at_once(void **state)
{
    enum { PROGRAMS = 4, ROUNDS = 60, SIZE = 40000 };
    char folder[600];
    use(state, "crowd", folder);
    pid_t program[PROGRAMS];
    for (int p = 0; p < PROGRAMS; p++) {
        program[p] = fork();
        assert_true(program[p] >= 0);
        if (program[p])
            continue;
        char *mine = malloc(SIZE);
        bool good = mine != NULL;
        if (good)
            memset(mine, 'a' + p, SIZE);
        for (int i = 0; good && i < ROUNDS; i++) {
            size_t size;
            good = cache_write("shared", mine, SIZE);
            char *read = good ? cache_read("shared", MOST, &size) : NULL;
            good = read && size == SIZE;
            for (size_t k = 1; good && k < SIZE; k++)
                good = read[k] == read[0];
            free(read);
            cache_prune("shared", 2 * PROGRAMS);
        }
        free(mine);
        _exit(good ? 0 : 1);
    }
    for (int p = 0; p < PROGRAMS; p++) {
        int status;
        assert_int_equal(waitpid(program[p], &status, 0), program[p]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    cache_prune("shared", 1);
    size_t size;
    char *last = cache_read("shared", MOST, &size);
    assert_non_null(last);
    free(last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_where_xdg_says),
        cmocka_unit_test(nowhere_to_keep_is_no_trouble),
        cmocka_unit_test(those_used_last_stay),
        cmocka_unit_test(many_programs_at_once),
    };
    return cmocka_run_group_tests_name("cache", tests, scratch_make, scratch_remove);
}
