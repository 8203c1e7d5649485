#define _GNU_SOURCE
#include "platform/speech.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/process.h"

static const double AGAIN_S = 0.25; /* between two tries to reach it */
static const double GIVE_UP_S = 15.0; /* a slow machine starts it in two or three */

enum { LOSSES_MOST = 3 }; /* one that falls over and over is left alone */

enum { TEXT_BYTES = 1024, LANGUAGE_BYTES = 16, OUT_BYTES = TEXT_BYTES + 16, READ_MOST = 64 };

/* What it has been asked last, and is to answer, one after the other. */
enum step {
    STEP_IDLE,
    STEP_NAME,     /* who speaks */
    STEP_SILENCE,  /* for good */
    STEP_CANCEL,   /* what is being said: something new is due, which all from here on hands over */
    STEP_LANGUAGE,
    STEP_SPEAK,    /* asks to be given a text */
    STEP_TEXT
};

struct sentence {
    char text[TEXT_BYTES], language[LANGUAGE_BYTES];
};

struct speech {
    int socket; /* -1: not reached */
    enum step step;
    bool due, hush;
    struct sentence wanted; /* while due */
    struct sentence now;    /* being handed over */
    char out[OUT_BYTES];    /* what is left to send */
    size_t out_at, out_n;
    char reply[4]; /* the beginning of the line that is coming */
    size_t line;   /* bytes of it so far */
    bool started, failed;
    unsigned losses; /* how often it has gone */
    pid_t starter;   /* that is to start it; 0: none */
    double began_s, tried_s;
};

struct speech *speech_open(struct error *error)
{
    struct speech *speech = calloc(1, sizeof *speech);
    if (!speech) {
        error_set(error, ERROR_MEMORY, "out of memory for speech");
        return NULL;
    }
    speech->socket = -1;
    return speech;
}

/* ---- what is sent ---- */

static void send_on(struct speech *speech)
{
    while (speech->out_at < speech->out_n) {
        ssize_t sent = send(speech->socket, speech->out + speech->out_at,
                            speech->out_n - speech->out_at, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0)
            return; /* that it has gone is found out by reading */
        speech->out_at += (size_t)sent;
    }
}

static void command(struct speech *speech, enum step step, const char *line, const char *more)
{
    int n = snprintf(speech->out, sizeof speech->out, "%s%s\r\n", line, more);
    speech->out_at = 0;
    speech->out_n = n > 0 && (size_t)n < sizeof speech->out ? (size_t)n : 0;
    speech->step = step;
    speech->line = 0;
    send_on(speech);
}

/* A dot alone on a line ends it, so one that begins a text is doubled; there is but one line. */
static void hand_over(struct speech *speech)
{
    size_t n = 0;
    if (speech->now.text[0] == '.')
        speech->out[n++] = '.';
    for (const char *c = speech->now.text; *c; c++)
        speech->out[n++] = (unsigned char)*c < ' ' ? ' ' : *c;
    memcpy(speech->out + n, "\r\n.\r\n", 5);
    speech->out_at = 0;
    speech->out_n = n + 5;
    speech->step = STEP_TEXT;
    send_on(speech);
}

static void go_on(struct speech *speech)
{
    if (speech->step != STEP_IDLE)
        return;
    if (speech->due) {
        speech->now = speech->wanted;
        speech->due = speech->hush = false;
        command(speech, STEP_CANCEL, "CANCEL self", "");
    } else if (speech->hush) {
        speech->hush = false;
        command(speech, STEP_SILENCE, "CANCEL self", "");
    }
}

/* ---- what it answers ---- */

/* One that it refuses (a language it does not have) is gone on from all the same. */
static void answered(struct speech *speech)
{
    bool receives = memcmp(speech->reply, "230", 3) == 0, newer = speech->due || speech->hush;
    switch (speech->step) {
    case STEP_CANCEL:
        command(speech, STEP_LANGUAGE, "SET self LANGUAGE ", speech->now.language);
        break;
    case STEP_LANGUAGE:
        if (newer)
            speech->step = STEP_IDLE;
        else
            command(speech, STEP_SPEAK, "SPEAK", "");
        break;
    case STEP_SPEAK:
        if (receives)
            hand_over(speech);
        else
            speech->step = STEP_IDLE;
        break;
    default:
        speech->step = STEP_IDLE;
    }
    go_on(speech);
}

/* Lines "225-12" are followed by more, "225 OK" ends an answer. */
static void read_answers(struct speech *speech, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != '\n') {
            if (speech->line < sizeof speech->reply)
                speech->reply[speech->line] = bytes[i];
            speech->line++;
            continue;
        }
        bool last = speech->line >= sizeof speech->reply && speech->reply[3] == ' ';
        bool asked = speech->step != STEP_IDLE && speech->out_at == speech->out_n;
        speech->line = 0;
        if (last && asked)
            answered(speech);
    }
}

/* What it was being told is told again when it is back. */
static void hang_up(struct speech *speech)
{
    if (speech->step >= STEP_CANCEL && !speech->due && !speech->hush) {
        speech->wanted = speech->now;
        speech->due = true;
    }
    if (speech->socket >= 0)
        close(speech->socket);
    speech->socket = -1;
    speech->step = STEP_IDLE;
    speech->out_at = speech->out_n = 0;
    speech->started = false;
    speech->losses++;
}

static void listen_to(struct speech *speech)
{
    char bytes[512];
    for (int i = 0; i < READ_MOST && speech->socket >= 0; i++) {
        ssize_t n = recv(speech->socket, bytes, sizeof bytes, MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n <= 0)
            hang_up(speech);
        else
            read_answers(speech, bytes, (size_t)n);
    }
}

/* ---- to reach it ---- */

/* SPEECHD_ADDRESS is its own word for where it is; a machine elsewhere is not spoken to. */
static bool find_socket(struct sockaddr_un *to)
{
    static const char LOCAL[] = "unix_socket";
    const char *told = getenv("SPEECHD_ADDRESS"), *runtime = getenv("XDG_RUNTIME_DIR");
    int n = -1;
    *to = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (told && strncmp(told, LOCAL, sizeof LOCAL - 1) != 0)
        return false;
    if (told && told[sizeof LOCAL - 1] == ':')
        n = snprintf(to->sun_path, sizeof to->sun_path, "%s", told + sizeof LOCAL);
    else if (runtime && runtime[0] == '/')
        n = snprintf(to->sun_path, sizeof to->sun_path, "%s/speech-dispatcher/speechd.sock",
                     runtime);
    return n > 0 && (size_t)n < sizeof to->sun_path;
}

/* It puts itself into the background, so what is started here is soon over. False where it is not
 * there. */
static bool start(struct speech *speech)
{
    const char *const arguments[] = {"speech-dispatcher", "--spawn", NULL};
    posix_spawn_file_actions_t quiet;
    speech->started = true;
    if (posix_spawn_file_actions_init(&quiet) != 0)
        return false;
    bool good = true;
    for (int fd = 0; fd < 3 && good; fd++)
        good = posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", fd ? O_WRONLY : O_RDONLY,
                                                0) == 0;
    good = good && posix_spawnp(&speech->starter, arguments[0], &quiet, NULL,
                                process_arguments(arguments), environ) == 0;
    posix_spawn_file_actions_destroy(&quiet);
    if (!good)
        speech->starter = 0;
    return good;
}

/* False once it is known that what was started will not bring it. */
static bool may_come(struct speech *speech, double now_s)
{
    int status = 0;
    if (speech->starter && waitpid(speech->starter, &status, WNOHANG) == speech->starter)
        speech->starter = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 && now_s - speech->began_s < GIVE_UP_S;
}

/* False when it cannot be had. */
static bool reach(struct speech *speech, double now_s)
{
    struct sockaddr_un to;
    if (speech->started && now_s - speech->tried_s < AGAIN_S)
        return true;
    speech->tried_s = now_s;
    if (!find_socket(&to))
        return false;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0) {
        speech->socket = fd;
        command(speech, STEP_NAME, "SET self CLIENT_NAME user:snowmelt:captions", "");
        return true;
    }
    if (fd >= 0)
        close(fd);
    if (speech->started)
        return may_come(speech, now_s);
    speech->began_s = now_s;
    return start(speech);
}

bool speech_tend(struct speech *speech, double now_s, struct error *error)
{
    if (speech->socket >= 0) {
        send_on(speech);
        listen_to(speech);
        if (speech->socket >= 0)
            go_on(speech);
        return true;
    }
    if (!speech->failed && (speech->losses > LOSSES_MOST || !reach(speech, now_s)))
        speech->failed = true;
    if (!speech->failed)
        return true;
    return error_set(error, ERROR_SPEECH,
                     "speech-dispatcher cannot be reached, so nothing is spoken; install the "
                     "package speech-dispatcher, try it with 'spd-say hello', or leave out "
                     "--speak");
}

void speech_say(struct speech *speech, const char *language, const char *text)
{
    snprintf(speech->wanted.text, sizeof speech->wanted.text, "%s", text);
    snprintf(speech->wanted.language, sizeof speech->wanted.language, "%s", language);
    for (char *c = speech->wanted.language; *c; c++)
        if (*c == '_')
            *c = '-';
    speech->due = true;
    speech->hush = false;
    if (speech->socket >= 0)
        go_on(speech);
}

void speech_hush(struct speech *speech)
{
    speech->due = false;
    speech->hush = speech->socket >= 0;
    if (speech->hush)
        go_on(speech);
}

void speech_close(struct speech *speech)
{
    static const char ENOUGH[] = "CANCEL self\r\nQUIT\r\n";
    if (!speech)
        return;
    bool whole = speech->out_at == speech->out_n && speech->step != STEP_SPEAK;
    if (speech->socket >= 0 && whole)
        (void)!send(speech->socket, ENOUGH, sizeof ENOUGH - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (speech->socket >= 0)
        close(speech->socket);
    if (speech->starter)
        waitpid(speech->starter, NULL, WNOHANG);
    free(speech);
}
