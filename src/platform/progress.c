#include "platform/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "platform/window.h"

enum { BAR_CELLS = 30, LINE_STEP_PERCENT = 10 };
static const double REDRAW_S = 0.1;

static void time_text(char *text, size_t size, double seconds)
{
    int whole = (int)(seconds + 0.5);
    snprintf(text, size, "%d:%02d", whole / 60, whole % 60);
}

void progress_begin(struct progress *progress, const char *what)
{
    *progress = (struct progress){
        .what = what,
        .started_s = window_time(),
        .shown_s = -1,
        .terminal = isatty(STDERR_FILENO),
        .last_percent = -LINE_STEP_PERCENT,
    };
    progress_update(progress, 0);
}

void progress_update(struct progress *progress, double done)
{
    if (!(done > 0))
        done = 0;
    if (done > 1)
        done = 1;
    double now = window_time();
    int percent = (int)(100 * done);
    char left[32] = "", left_text[64] = "";
    /* Before a fiftieth is done the guess would only jump about. */
    if (done > 0.02 && done < 1) {
        time_text(left, sizeof left, (now - progress->started_s) * (1 - done) / done);
        snprintf(left_text, sizeof left_text, "  %s left", left);
    }

    if (!progress->terminal) {
        if (percent < progress->last_percent + LINE_STEP_PERCENT)
            return;
        progress->last_percent = percent - percent % LINE_STEP_PERCENT;
        fprintf(stderr, "%s: %d %%%s\n", progress->what, percent, left_text);
        return;
    }
    if (progress->shown_s >= 0 && now - progress->shown_s < REDRAW_S && done < 1)
        return;
    progress->shown_s = now;
    char bar[BAR_CELLS + 1];
    for (int i = 0; i < BAR_CELLS; i++)
        bar[i] = i < (int)(BAR_CELLS * done + 0.5) ? '#' : '.';
    bar[BAR_CELLS] = 0;
    fprintf(stderr, "\r%s [%s] %3d %%%s\033[K", progress->what, bar, percent, left_text);
}

void progress_end(struct progress *progress)
{
    char took[32];
    time_text(took, sizeof took, window_time() - progress->started_s);
    if (progress->terminal)
        fprintf(stderr, "\r%s: done in %s\033[K\n", progress->what, took);
    else
        fprintf(stderr, "%s: done in %s\n", progress->what, took);
}

void progress_clear(struct progress *progress)
{
    if (progress->terminal)
        fprintf(stderr, "\r\033[K");
}
