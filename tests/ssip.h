/* A speech-dispatcher of the tests' own: it answers as the protocol says and writes down what it
 * was asked. It shares the test's thread, and has its turn in ssip_serve(). */
#ifndef SNOWMELT_TESTS_SSIP_H
#define SNOWMELT_TESTS_SSIP_H

#include <sys/socket.h>
#include <sys/un.h>

#include "scratch.h"

struct ssip {
    int listens, socket; /* -1: nobody */
    bool mute;           /* it takes everything and answers nothing */
    bool knows_no_language;
    bool data;           /* a text is coming */
    char line[4096];
    size_t n;
    char heard[16384]; /* all lines, each with its end */
};

static inline void ssip_open(struct ssip *ssip, const char *path)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    char address[700];
    *ssip = (struct ssip){.socket = -1};
    assert_true(strlen(path) < sizeof at.sun_path);
    strcpy(at.sun_path, path);
    ssip->listens = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    assert_true(ssip->listens >= 0);
    assert_int_equal(bind(ssip->listens, (const struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(ssip->listens, 4), 0);
    snprintf(address, sizeof address, "unix_socket:%s", path);
    setenv("SPEECHD_ADDRESS", address, 1);
}

static inline void ssip_hang_up(struct ssip *ssip)
{
    if (ssip->socket >= 0)
        close(ssip->socket);
    ssip->socket = -1;
    ssip->data = false;
    ssip->n = 0;
}

static inline void ssip_close(struct ssip *ssip)
{
    ssip_hang_up(ssip);
    close(ssip->listens);
    unsetenv("SPEECHD_ADDRESS");
}

static inline void ssip_answer(struct ssip *ssip, const char *text)
{
    if (!ssip->mute) /* who has gone already is not answered */
        (void)!send(ssip->socket, text, strlen(text), MSG_NOSIGNAL);
}

static inline void ssip_take(struct ssip *ssip)
{
    const char *line = ssip->line;
    size_t used = strlen(ssip->heard);
    snprintf(ssip->heard + used, sizeof ssip->heard - used, "%s\n", line);
    if (ssip->data) {
        ssip->data = strcmp(line, ".") != 0;
        if (!ssip->data)
            ssip_answer(ssip, "225-21\r\n225 OK MESSAGE QUEUED\r\n");
    } else if (strcmp(line, "SPEAK") == 0) {
        ssip->data = !ssip->mute;
        ssip_answer(ssip, "230 OK RECEIVING DATA\r\n");
    } else if (strncmp(line, "SET self CLIENT_NAME", 20) == 0) {
        ssip_answer(ssip, "208 OK CLIENT NAME SET\r\n");
    } else if (strncmp(line, "SET self LANGUAGE ", 18) == 0) {
        ssip_answer(ssip, ssip->knows_no_language ? "409 ERR RATE TOO HIGH\r\n"
                                                  : "201 OK LANGUAGE SET\r\n");
    } else if (strcmp(line, "CANCEL self") == 0) {
        ssip_answer(ssip, "210 OK CANCELED\r\n");
    } else if (strcmp(line, "QUIT") == 0) {
        ssip_answer(ssip, "231 HAPPY HACKING\r\n");
    } else {
        ssip_answer(ssip, "500 ERR INVALID COMMAND\r\n");
    }
}

static inline void ssip_serve(struct ssip *ssip)
{
    char byte;
    if (ssip->socket < 0)
        ssip->socket = accept(ssip->listens, NULL, NULL);
    while (ssip->socket >= 0) {
        ssize_t got = recv(ssip->socket, &byte, 1, MSG_DONTWAIT);
        if (got == 0)
            ssip_hang_up(ssip);
        if (got <= 0)
            return;
        if (byte == '\n') {
            ssip->line[ssip->n] = '\0';
            ssip->n = 0;
            ssip_take(ssip);
        } else if (byte != '\r') {
            assert_true(ssip->n + 1 < sizeof ssip->line);
            ssip->line[ssip->n++] = byte;
        }
    }
}

#endif
