/* A progress bar on stderr: redrawn in place on a terminal, a line now and then elsewhere. */
#ifndef SNOWMELT_PLATFORM_PROGRESS_H
#define SNOWMELT_PLATFORM_PROGRESS_H

struct progress {
    const char *what;
    double started_s, shown_s;
    int terminal;
    int last_percent;
};

void progress_begin(struct progress *progress, const char *what);
void progress_update(struct progress *progress, double done); /* 0..1 */
void progress_end(struct progress *progress);
/* Takes the bar away and says nothing, where the work ended before its time. */
void progress_clear(struct progress *progress);

#endif
