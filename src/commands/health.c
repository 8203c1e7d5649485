#include "commands/health.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/commands.h"
#include "platform/files.h"
#include "platform/self.h"
#include "platform/state_home.h"
#include "platform/window.h"

static const double STALE_S = 30.0;
enum { MOST_BYTES = 4096 };

bool health_write(const struct health *health, struct error *error)
{
    char path[1024], text[2048];
    if (!state_home("", "health", true, path, sizeof path, error))
        return false;
    snprintf(text, sizeof text,
             "snowmelt exhibit %s\nwritten_s %.1f\nprocess %ld\nuptime_s %.0f\nframes_per_s %.1f\n"
             "memory_mib %.1f\nvisits %u\nlate_frames %" PRIu64 "\norders_dropped %" PRIu32
             "\nopen %s\nstage %s\nlast_error %.600s\n",
             SNOWMELT_VERSION, health->now_s, self_id(), health->now_s - health->began_s,
             health->fps, health->memory_mib, health->visits, health->late_frames,
             health->orders_dropped, health->open ? "yes" : "no",
             health->stage, health->last_error[0] ? health->last_error : "none");
    return state_note(path, text, error);
}

bool health_read(double now_s, char *text, size_t size, struct error *error)
{
    static const char KEY[] = "\nwritten_s ";
    char path[1024];
    struct error reading;
    text[0] = 0;
    if (!state_home("", "health", false, path, sizeof path, error))
        return false;
    char *file = files_read(path, MOST_BYTES, NULL, &reading);
    if (!file)
        return error_set(error, ERROR_STATUS,
                         "no exhibit has run here (%.400s); start one with 'snowmelt exhibit'",
                         reading.text);
    const char *line = strstr(file, KEY);
    double age_s = line ? now_s - strtod(line + strlen(KEY), NULL) : -1.0;
    bool known = strncmp(file, "snowmelt exhibit ", 17) == 0 && line;
    if (known)
        snprintf(text, size, "%s", file);
    free(file);
    if (!known)
        return error_set(error, ERROR_STATUS, "'%.400s' is damaged; a running exhibit renews it",
                         path);
    /* The machine's own time begins anew when it is started. */
    if (age_s < 0.0)
        return error_set(error, ERROR_STATUS, "the exhibit has not run since this machine was "
                                              "started; start it with 'snowmelt exhibit'");
    if (age_s > STALE_S)
        return error_set(error, ERROR_STATUS,
                         "the exhibit last gave a sign %.0f s ago; it hangs, or has ended", age_s);
    return true;
}

int command_status(void)
{
    struct error error = {0};
    char text[MOST_BYTES];
    bool well = health_read(window_time(), text, sizeof text, &error);
    fputs(text, stdout);
    return well ? 0 : command_fail(&error);
}
