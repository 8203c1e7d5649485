#include "commands/experiment_plot.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "commands/experiment_schedule.h"
#include "platform/files.h"
#include "platform/video.h"
#include "scene/palette.h"
#include "story/treatment.h"
#include "ui/figure.h"

enum { PANELS = 2 };

/* Blocks are dashed: they hold back what the drug alone would do. */
static const struct look {
    enum palette_meaning colour;
    enum figure_marker marker;
    bool dashed;
} LOOKS[STORY_TREATMENTS] = {
    [STORY_SALINE] = {PALETTE_REST, FIGURE_DISC, false},
    [STORY_SSRI] = {PALETTE_INHIBITION, FIGURE_SQUARE, false},
    [STORY_KETAMINE] = {PALETTE_KETAMINE, FIGURE_UP, false},
    [STORY_KETAMINE_THERAPY] = {PALETTE_NEW, FIGURE_DIAMOND, false},
    [STORY_THERAPY] = {PALETTE_PATH, FIGURE_DOWN, false},
    [STORY_KETAMINE_AMPA_BLOCK] = {PALETTE_KETAMINE, FIGURE_CROSS, true},
    [STORY_KETAMINE_MTOR_BLOCK] = {PALETTE_BDNF, FIGURE_PLUS, true},
};

static double spines_percent(const struct experiment_row *row)
{
    return 100.0 * (experiment_spine_density(row) - 1.0);
}

static bool font_files(char paths[3][1024], struct error *error)
{
    for (int i = 0; i < 3; i++)
        if (!files_font(FILES_LATIN, i, paths[i], sizeof paths[i], error))
            return false;
    return true;
}

bool experiment_plot_ready(const char *path, struct error *error)
{
    char fonts[3][1024];
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    if (dot && strcasecmp(dot, ".png") != 0)
        return error_set(error, ERROR_OPTION_VALUE,
                         "--plot draws PNG pictures, not '%.40s'; name it '%.*s.png'", dot,
                         (int)(dot - path < 400 ? dot - path : 400), path);
    return font_files(fonts, error) && files_writable(path, error);
}

/* The walk is shown where its window is long enough to measure it; counts of synapses are sound
 * at any row. */
static bool fill_curve(struct figure_curve *curve, const struct experiment_results *results,
                       unsigned arm, experiment_value value, bool of_walk)
{
    struct experiment_rows any = experiment_any_run(results);
    curve->points = calloc(any.n ? any.n : 1, sizeof *curve->points);
    if (!curve->points)
        return false;
    for (unsigned i = 0; i < any.n; i++) {
        bool probe = any.row[i].window_s > EXPERIMENT_PROBE_S - 0.5;
        struct experiment_mean mean = experiment_mean_at(results, arm, any.row[i].day, value);
        if (!mean.n || (of_walk && !probe))
            continue;
        curve->points[curve->n++] = (struct figure_point){.day = any.row[i].day,
                                                          .value = mean.mean,
                                                          .low = mean.mean - mean.half,
                                                          .high = mean.mean + mean.half,
                                                          .marked = probe};
    }
    return true;
}

static bool fill_panel(struct figure_panel *panel, const struct experiment_results *results,
                       experiment_value value, bool of_walk)
{
    double low = 0, high = 0;
    for (unsigned a = 0; a < results->arms; a++) {
        if (!fill_curve(&panel->curve[a], results, a, value, of_walk))
            return false;
        for (unsigned i = 0; i < panel->curve[a].n; i++) {
            low = fmin(low, panel->curve[a].points[i].low);
            high = fmax(high, panel->curve[a].points[i].high);
        }
    }
    if (!of_walk)
        figure_scale(low, high, &panel->least, &panel->most, &panel->step);
    return true;
}

static bool fill_panels(struct figure_panel panels[PANELS],
                        const struct experiment_results *results)
{
    panels[0] = (struct figure_panel){.title = "Rigidity of the walk (1: always the same path)",
                                      .most = 1.0,
                                      .step = 0.2,
                                      .rule = -1.0,
                                      .weight = 1.4};
    panels[1] = (struct figure_panel){.title = "Spines, % more than at rest", .weight = 1.0};
    return fill_panel(&panels[0], results, experiment_rigidity, true) &&
           fill_panel(&panels[1], results, spines_percent, false);
}

static void draw(struct canvas *canvas, const struct scenario *scenario,
                 const struct model_dose *dose, const struct experiment_results *results,
                 const struct figure_panel *panels)
{
    struct figure_series series[STORY_TREATMENTS];
    struct experiment_rows any = experiment_any_run(results);
    char subtitle[256];
    bool drug = false;

    for (unsigned a = 0; a < results->arms; a++) {
        const struct look *look = &LOOKS[results->arm[a]];
        series[a] = (struct figure_series){.name = story_treatment_name(results->arm[a]),
                                           .marker = look->marker,
                                           .dashed = look->dashed};
        palette_srgb(PALETTE_DAY, look->colour, series[a].rgb);
        drug = drug || treatment_gives_ketamine(results->arm[a]);
    }
    snprintf(subtitle, sizeof subtitle, "%.80s: %s%u simulated network%s", scenario->title,
             results->seeds > 1 ? "mean of " : "", results->seeds, results->seeds > 1 ? "s" : "");
    const struct figure figure = {
        .title = "How a trodden path changes after one dose",
        .subtitle = subtitle,
        .note = "Computed by the model of Snowmelt, which is far simpler than a brain. Not medical "
                "advice.",
        .series = series,
        .n_series = results->arms,
        .panels = panels,
        .n_panels = PANELS,
        .days = any.row[any.n - 1].day,
        .infusion_days = drug && dose->route == MODEL_ROUTE_INFUSION ? (double)dose->minutes / 1440.0 : 0.0,
        .bands = results->seeds > 1 ? "95 % interval" : NULL,
    };
    figure_draw(canvas, &figure);
}

bool experiment_plot(const char *path, const struct scenario *scenario,
                     const struct model_dose *dose, const struct experiment_results *results,
                     struct error *error)
{
    char files[3][1024];
    const char *fonts[3] = {files[0], files[1], files[2]};
    struct figure_panel panels[PANELS] = {0};
    float paper[3];

    palette_srgb(PALETTE_DAY, PALETTE_BACKDROP, paper);
    if (!font_files(files, error))
        return false;
    struct canvas *canvas = canvas_create(FIGURE_WIDTH, FIGURE_HEIGHT, paper, fonts, error);
    bool good = canvas != NULL;
    if (good && !fill_panels(panels, results))
        good = error_set(error, ERROR_MEMORY, "out of memory for the figure; close other programs");
    if (good) {
        draw(canvas, scenario, dose, results, panels);
        good = video_write_png(path, canvas_pixels(canvas), FIGURE_WIDTH, FIGURE_HEIGHT, error);
    }
    for (int p = 0; p < PANELS; p++)
        for (unsigned a = 0; a < results->arms; a++)
            free(panels[p].curve[a].points);
    /* All panels are gone over above. NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
    canvas_destroy(canvas);
    return good;
}
