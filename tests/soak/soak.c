/* Months of an exhibit in hours: visitors who come and go by chance, all they can press, and nobody;
 * drawn unseen and small, by a clock that starts at day 200 and sometimes jumps.
 *
 *     soak [FRAMES]
 *
 * Ends with 1 where something grew, where its time drifted, or where the picture that invites is
 * another than it was at first. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "commands/exhibit.h"
#include "platform/speaker.h"
#include "platform/video.h"
#include "random_events.h"
#include "story/story.h"
#include "watch.h"

enum { WIDTH = 320, HEIGHT = 240, BYTES = WIDTH * HEIGHT * 3, TELL_EVERY = 10000 };
/* A long run is warm after more of them. */
enum { WARM_VISITS = 3, WARM_VISITS_LONG = 40, LONG_FRAMES = 100000 };
/* So long that all has come up again, and no language is on its way out. */
enum { SAME_TICKS = 84, JUMP_EVERY = 1000 };

static const double START_S = 200.0 * 86400.0, FRAME_S = 0.25, JUMP_S = 1000.0;
/* What the exhibit makes of a frame that took longer. */
static const double LONGEST_FRAME_S = 0.25;
/* In 255ths, of the whole picture and of the worst of nine parts of it: snow that drifts, and steps in
 * it, are never where they were. */
static const double MEAN_MOST = 2.0, PART_MOST = 6.0;
static const double DRIFT_MOST_S = 1e-3;

struct soak {
    struct exhibit exhibit;
    struct random_events random;
    double clock_s, passed_s; /* as the exhibit is told, and as it should have felt */
    unsigned long frame, frames;
    double until_s;   /* a visitor comes or goes */
    bool visited;
    unsigned jumps, looks, warm_looks, presses;
    bool resting;     /* since the last visit nobody has come */
    struct watch warm, now;
    uint64_t hash;
    uint8_t first[BYTES], last[BYTES];
    double mean, part; /* by which those differ */
    struct timespec began;
};

static bool fail(const struct soak *soak, const char *what)
{
    char held[160], warm[160];
    watch_tell(&soak->now, held, sizeof held);
    watch_tell(&soak->warm, warm, sizeof warm);
    fprintf(stderr, "soak: %s, after %lu frames\n  warm: %s\n  now:  %s\n", what, soak->frame, warm,
            held);
    return false;
}

/* ---- visitors ---- */

static void hand(struct soak *soak, enum input_kind kind, unsigned finger, float x, float y)
{
    struct input_event event = {.kind = kind, .x = x, .y = y, .finger = finger, .button = 1};
    exhibit_take(&soak->exhibit, &event);
}

static void press_something(struct soak *soak)
{
    struct random_events *random = &soak->random;
    uint32_t n;
    const struct ui_node *nodes = kiosk_nodes(soak->exhibit.kiosk, &n);
    bool warming = soak->looks < soak->warm_looks; /* everything is pressed once, in turn */
    unsigned finger = random_next(random) % EXHIBIT_HANDS;
    float x = random_between(random, 0.0f, WIDTH), y = random_between(random, 0.0f, HEIGHT);
    if (n && (warming || random_next(random) % 4)) {
        const struct ui_node *node = &nodes[(warming ? soak->presses++ : random_next(random)) % n];
        x = node->box.x + 0.5f * node->box.w;
        y = node->box.y + 0.5f * node->box.h;
    }
    hand(soak, INPUT_PRESS, finger, x, y);
    for (unsigned i = warming ? 0 : random_next(random) % 4; i; i--)
        hand(soak, INPUT_POINTER, finger, x += random_between(random, -9.0f, 9.0f),
             y += random_between(random, -9.0f, 9.0f));
    if (warming || random_next(random) % 16) /* some never let go */
        hand(soak, INPUT_RELEASE, finger, x, y);
}

static void visit(struct soak *soak)
{
    struct random_events *random = &soak->random;
    if (soak->passed_s >= soak->until_s) {
        soak->visited = !soak->visited;
        float stays_s = soak->visited ? random_between(random, 20.0f, 60.0f)
                                      : random_between(random, 50.0f, 90.0f);
        soak->until_s = soak->passed_s + (double)stays_s;
    }
    bool warming = soak->looks < soak->warm_looks;
    if (!soak->visited || random_next(random) % (warming ? 4 : 12))
        return;
    soak->resting = false;
    if (warming || random_next(random) % 4) {
        press_something(soak);
        return;
    }
    random->width = WIDTH;
    random->height = HEIGHT;
    struct input_event event = random_event(random);
    exhibit_take(&soak->exhibit, &event);
}

/* ---- what is looked at ---- */

/* Beside this program, wherever it was started from; says where. */
static void keep(const char *name, const uint8_t *picture)
{
    char self[512] = {0}, path[600];
    struct error error;
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
        strcpy(self, "./");
    snprintf(path, sizeof path, "%.*ssoak-%s.png", (int)(strrchr(self, '/') + 1 - self), self, name);
    bool kept = video_write_png(path, picture, WIDTH, HEIGHT, &error);
    fprintf(stderr, "soak: the %s picture: %s\n", name, kept ? path : error.text);
}

static void keep_both(const struct soak *soak)
{
    keep("first", soak->first);
    keep("last", soak->last);
}

static void compare(struct soak *soak)
{
    double sum = 0.0, part[9] = {0};
    for (int i = 0; i < BYTES; i++) {
        int x = i / 3 % WIDTH, y = i / 3 / WIDTH;
        double by = abs(soak->first[i] - soak->last[i]);
        sum += by;
        part[y * 3 / HEIGHT * 3 + x * 3 / WIDTH] += by;
    }
    soak->mean = sum / BYTES;
    soak->part = 0.0;
    for (int i = 0; i < 9; i++)
        soak->part = fmax(soak->part, part[i] * 9.0 / BYTES);
}

static void tell(const struct soak *soak)
{
    struct timespec now;
    char held[160];
    clock_gettime(CLOCK_MONOTONIC, &now);
    double s = (double)(now.tv_sec - soak->began.tv_sec) +
               1e-9 * (double)(now.tv_nsec - soak->began.tv_nsec);
    watch_tell(&soak->now, held, sizeof held);
    printf("%lu frames, %.1f h of exhibit, %u visits, %u looks, %u jumps: %s; picture off by %.2f, "
           "%.2f in a part; %.2f ms a frame\n",
           soak->frame, soak->passed_s / 3600.0, soak->exhibit.health.visits, soak->looks,
           soak->jumps, held, soak->mean, soak->part, 1e3 * s / (double)soak->frame);
    fflush(stdout);
}

/* The same moment of the story, some seconds after a visit was over and all was set back. */
static bool look(struct soak *soak)
{
    struct session *session = &soak->exhibit.session;
    const struct past_mark *mark = worker_chapter(&session->frame, STORY_RIGID);
    if (!soak->resting || soak->exhibit.visit.stage != VISIT_ATTRACT || !mark ||
        session->frame.now != mark->at + SAME_TICKS)
        return true;
    uint64_t hash = story_state_hash(session->story);
    soak->resting = false;
    watch_take(&soak->now);
    /* Sound dies away by the device's own clock, which nothing here makes faster: a visitor's may
     * still be open. */
    soak->now.threads -= speaker_sounds(soak->exhibit.sound.speaker) ? 1 : 0;
    if (++soak->looks < soak->warm_looks)
        return true;
    render_capture(session->render, soak->looks == soak->warm_looks ? soak->first : soak->last);
    if (soak->looks == soak->warm_looks) {
        soak->warm = soak->now;
        soak->hash = hash;
        return true;
    }
    const char *what;
    compare(soak);
    if (!watch_holds(&soak->warm, &soak->now, &what))
        return fail(soak, what);
    bool another = hash != soak->hash;
    if (another || soak->mean > MEAN_MOST || soak->part > PART_MOST) {
        fprintf(stderr, "soak: pictures differ by %.2f of 255, %.2f in a part\n", soak->mean,
                soak->part);
        keep_both(soak);
        return fail(soak, another ? "the story is another at the same moment"
                                  : "the picture is another at the same moment");
    }
    return true;
}

static bool keeps_time(const struct soak *soak)
{
    const struct exhibit *exhibit = &soak->exhibit;
    if (fabs(exhibit->now_s - START_S - soak->passed_s) > DRIFT_MOST_S ||
        fabs(exhibit->session.time_s - START_S - soak->passed_s) > DRIFT_MOST_S)
        return fail(soak, "time has drifted");
    if (render_stats(exhibit->session.render)->gl_errors)
        return fail(soak, "OpenGL found a fault");
    return true;
}

/* ---- the run ---- */

static bool step(struct soak *soak)
{
    struct error error;
    struct exhibit *exhibit = &soak->exhibit;
    visit(soak);
    /* Now and then the clock of the machine is set; nobody is to see it. */
    double jump_s = random_next(&soak->random) % JUMP_EVERY ? 0.0
                    : soak->jumps++ % 2                     ? -JUMP_S
                                                            : JUMP_S;
    soak->clock_s += FRAME_S + jump_s;
    if (!exhibit_frame(exhibit, soak->clock_s, &error)) {
        fprintf(stderr, "soak: %s\n", error.text);
        return false;
    }
    soak->passed_s += jump_s > 0.0 ? LONGEST_FRAME_S : jump_s < 0.0 ? 0.0 : FRAME_S;
    soak->frame++;
    if (exhibit->visit.stage == VISIT_TURNING && exhibit->visit.turn == VISIT_TURN_OVER)
        soak->resting = true;
    if (soak->frame % TELL_EVERY == 0 || soak->frame == soak->frames)
        tell(soak);
    return look(soak) && keeps_time(soak);
}

/* A folder for its counts and its health, and nothing of whoever runs it. */
static bool make_home(char folder[64])
{
    strcpy(folder, "/tmp/snowmelt-soak-XXXXXX");
    if (!mkdtemp(folder))
        return false;
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    unsetenv("SNOWMELT_STATE_FILE");
    return true;
}

static bool open_all(struct soak *soak)
{
    struct error error;
    struct options options;
    char *argv[] = {"snowmelt",   "exhibit", "--size", "320x240",
                    "--language", "en",      "--idle", "10",      NULL};
    /* Small, so that a frame is a matter of few milliseconds; nothing here hangs on how many cells
     * there are. */
    const struct session_wish wish = {.offscreen = true,
                                      .automatic = true,
                                      .scale = 0.25f,
                                      .cells_per_place = 10,
                                      .n_exc = 104,
                                      .n_inh = 24};
    if (!options_parse(&options, 8, argv, &error) ||
        !exhibit_open(&soak->exhibit, &options, &wish, START_S, &error)) {
        fprintf(stderr, "soak: %s\n", error.text);
        return false;
    }
    soak->exhibit.session.time_s = START_S;
    return true;
}

int main(int argc, char **argv)
{
    char folder[64], command[96];
    struct soak *soak = calloc(1, sizeof *soak);
    if (!soak || !make_home(folder))
        return 1;
    *soak = (struct soak){.random.state = 20261129,
                          .clock_s = START_S,
                          .until_s = 30.0,
                          .frames = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000};
    soak->warm_looks = soak->frames < LONG_FRAMES ? WARM_VISITS : WARM_VISITS_LONG;
    clock_gettime(CLOCK_MONOTONIC, &soak->began);
    bool good = soak->frames > 0 && open_all(soak);
    while (good && soak->frame < soak->frames)
        good = step(soak);
    if (good && soak->looks <= soak->warm_looks)
        good = fail(soak, "too few frames to look twice");
    exhibit_close(&soak->exhibit);
    free(soak);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 && good ? 0 : 1;
}
