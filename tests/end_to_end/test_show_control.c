/* The whole program steered from outside, by packets on this machine, and flooded with them. */
#include <dirent.h>

#include "datagram.h"
#include "watched.h"

enum { OPEN_S = 120, REACT_S = 60, STORY_S = 400 };

static int port, own_port, orders = -1; /* where it listens; our own, and its socket */

static void start(struct fixture *f, const char *command, const char *listen)
{
    const char *argv[] = {SNOWMELT_PROGRAM, command, "--size", "320x240", "--seed", "7",
                          "--osc",          listen,  NULL};
    unlink(f->state_path);
    f->program = process_start(argv, NULL, f->errors);
    for (double waited = 0; waited < OPEN_S && number(f, "tick") < 1; waited += 0.1) {
        assert_runs(f);
        process_rest(0.1);
    }
}

static void start_listening(struct fixture *f, const char *command)
{
    char listen[16];
    port = datagram_free_port();
    snprintf(listen, sizeof listen, "%d", port);
    start(f, command, listen);
}

static void order(const char *path, const char *types, const void *word)
{
    datagram_order(orders, port, path, types, word);
}

/* Sockets of the program that reach over a network. */
static unsigned network_sockets(struct fixture *f)
{
    static const char *const LISTS[] = {"udp", "udp6", "tcp", "tcp6", "raw", "raw6"};
    char folder[64], path[400], target[64], line[256];
    unsigned found = 0;
    snprintf(folder, sizeof folder, "/proc/%d/fd", (int)f->program);
    DIR *fds = opendir(folder);
    assert_non_null(fds);
    for (const struct dirent *entry; (entry = readdir(fds));) {
        unsigned long inode;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        ssize_t length = readlink(path, target, sizeof target - 1);
        target[length > 0 ? length : 0] = 0;
        if (sscanf(target, "socket:[%lu]", &inode) != 1)
            continue;
        for (unsigned i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++) {
            snprintf(path, sizeof path, "/proc/net/%s", LISTS[i]);
            snprintf(target, sizeof target, " %lu ", inode);
            FILE *list = fopen(path, "r");
            while (list && fgets(line, sizeof line, list))
                found += strstr(line, target) != NULL;
            if (list)
                fclose(list);
        }
    }
    closedir(fds);
    return found;
}

/* ---- the tests ---- */

static void unasked_it_opens_no_socket(void **state)
{
    struct fixture *f = *state;
    start(f, "explore", "0");
    assert_int_equal(network_sockets(f), 0);
    watched_end_program(state);
}

static void explore_obeys(void **state)
{
    struct fixture *f = *state;
    int32_t chapter = 10;
    start_listening(f, "explore");
    assert_int_equal(network_sockets(f), 1);
    order("/snowmelt/stop", "", NULL);
    wait_until(f, "paused", "1", REACT_S);
    order("/snowmelt/stop", "", NULL); /* that it does already */
    wait_until(f, "osc_accepted", "2", REACT_S);
    wait_until(f, "paused", "1", REACT_S);
    order("/snowmelt/start", "", NULL);
    wait_until(f, "paused", "0", REACT_S);
    order("/snowmelt/chapter", "i", &chapter); /* its tour has nine */
    order("/snowmelt/quit", "", NULL);
    wait_until(f, "osc_dropped", "2", REACT_S);
    order("/snowmelt/chapter", "f", &chapter);
    wait_until(f, "osc_malformed", "1", REACT_S);
    wait_until(f, "osc_accepted", "3", REACT_S);
    chapter = 6;
    order("/snowmelt/chapter", "i", &chapter);
    wait_until(f, "touring", "1", REACT_S);
    wait_until(f, "chapter", "6", REACT_S);
    wait_until(f, "osc_accepted", "4", REACT_S);
}

/* 10,000 a second, for two seconds. */
static void pictures_go_on_in_a_flood(void **state)
{
    struct fixture *f = *state;
    enum { PARTS = 200, A_PART = 100 };
    char bytes[128], value[64];
    float volume = 0.5f;
    size_t size = datagram_write(bytes, "/snowmelt/volume", "f", &volume);
    double tick = number(f, "tick");
    for (unsigned part = 0; part < PARTS; part++) {
        for (unsigned i = 0; i < A_PART; i++)
            datagram_send(orders, port, bytes, size);
        process_rest(0.01);
    }
    for (double waited = 0; waited < REACT_S && number(f, "osc_dropped") < A_PART; waited += 0.1)
        process_rest(0.1);
    assert_true(number(f, "osc_dropped") > A_PART);
    assert_true(number(f, "tick") > tick);
    assert_runs(f);
    order("/snowmelt/stop", "", NULL); /* and it still listens: */
    for (double waited = 0; waited < REACT_S; waited += 0.2) {
        if (strcmp(look(f, "paused", value), "1") == 0)
            break;
        process_rest(0.2);
        order("/snowmelt/stop", "", NULL);
    }
    assert_string_equal(look(f, "paused", value), "1");
    wait_until(f, "gl_errors", "0", REACT_S);
    watched_end_program(state);
}

static void a_talk_obeys(void **state)
{
    struct fixture *f = *state;
    int32_t chapter = 2;
    start_listening(f, "present");
    wait_until(f, "arrived", "1", STORY_S);
    order("/snowmelt/chapter", "i", &chapter);
    wait_until(f, "chapter", "2", REACT_S);
    chapter = 900;
    order("/snowmelt/chapter", "i", &chapter);
    wait_until(f, "osc_dropped", "1", REACT_S);
    wait_until(f, "chapter", "2", REACT_S);
    order("/snowmelt/dose", "", NULL);
    wait_until(f, "phase", "dose", STORY_S);
    watched_end_program(state);
}

/* Chapters are the tour's here too, as far as the story has been. */
static void an_exhibit_obeys(void **state)
{
    struct fixture *f = *state;
    int32_t chapter = 9;
    start_listening(f, "exhibit");
    order("/snowmelt/chapter", "i", &chapter); /* it has not come to that yet */
    wait_until(f, "orders_dropped", "1", REACT_S);
    chapter = 1;
    wait_until(f, "chapter", "2", STORY_S); /* which share a moment */
    double now = number(f, "now");
    wait_above(f, "now", now + 120, STORY_S);
    order("/snowmelt/chapter", "i", &chapter);
    for (double waited = 0; waited < REACT_S && number(f, "now") > now + 60; waited += 0.1)
        process_rest(0.1);
    assert_true(number(f, "now") <= now + 60);
    chapter = 9;
    order("/snowmelt/chapter", "i", &chapter);
    wait_until(f, "orders_dropped", "2", REACT_S);
    watched_end_program(state);
}

/* It needs no screen. */
static int set_up(void **state)
{
    orders = datagram_open(&own_port);
    return watched_files(state);
}

static int tear_down(void **state)
{
    close(orders);
    return watched_teardown(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unasked_it_opens_no_socket),
#ifdef SNOWMELT_LIBLO
        cmocka_unit_test(explore_obeys),
        cmocka_unit_test(pictures_go_on_in_a_flood),
        cmocka_unit_test(a_talk_obeys),
        cmocka_unit_test(an_exhibit_obeys),
#endif
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
