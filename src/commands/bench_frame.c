/* A picture of the worn-in path: how long it takes from the newest snapshot to the last pixel, and
 * how long each part of that. One set-up by itself, or all that a screen may ask for. */
#include <math.h>

#include "commands/bench_picture.h"
#include "platform/window.h"

bool bench_frame(const struct options *options, struct bench_row *row, struct error *error)
{
    struct pictures pictures;
    if (!pictures_open(&pictures, options, (unsigned)options->frames, error))
        return false;
    uint32_t links = pictures_links_of(&pictures, (uint32_t)options->segments);
    bool good = !links || pictures_set(&pictures, options->view, options->width, options->height,
                                       links, error);
    double began = window_time();
    good = good && pictures_measure(&pictures, INFINITY, error);
    if (good) {
        bench_number(row, "wall_s", window_time() - began);
        pictures_report(&pictures, options->segments, row);
    }
    pictures_close(&pictures);
    return good;
}

static const int SIZES[][2] = {{1280, 720}, {1920, 1080}, {3840, 2160}};
static const uint32_t LINKS[] = {0, 1000, 10000, 100000};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES, N_LINKS = sizeof LINKS / sizeof *LINKS };
/* Of each half of a measurement; what is slow is drawn less often. */
static const double LONGEST_S = 0.8;

static bool measure_one(struct pictures *pictures, enum scene_view view, const int size[2],
                        uint32_t links, struct bench_row *row, struct error *error)
{
    double began = window_time();
    if (!pictures_set(pictures, view, size[0], size[1], links, error) ||
        !pictures_measure(pictures, LONGEST_S, error))
        return false;
    bench_number(row, "wall_s", window_time() - began);
    bench_number(row, "links_asked", links);
    pictures_report(pictures, 0, row);
    return true;
}

bool bench_frames(const struct options *options, bench_sink sink, void *context,
                  struct error *error)
{
    struct pictures pictures;
    if (!pictures_open(&pictures, options, (unsigned)options->frames, error))
        return false;
    bool good = true;
    for (int i = 0; good && i < SCENE_VIEWS * N_SIZES * N_LINKS; i++) {
        int view = i / (N_SIZES * N_LINKS), size = i / N_LINKS % N_SIZES, links = i % N_LINKS;
        struct bench_row row = {0};
        bench_text(&row, "name", "frames");
        bench_number(&row, "threads", 1);
        good = measure_one(&pictures, (enum scene_view)view, SIZES[size], LINKS[links], &row,
                           error) &&
               sink(context, &row, error);
    }
    pictures_close(&pictures);
    return good;
}
