/* check-flash: whether films and folders of pictures flash. */
#include <stdio.h>

#include "commands/commands.h"
#include "platform/film.h"
#include "render/flash.h"

/* WCAG 2.2 SC 2.3.2: none may flash more often, however small the part of the picture. */
enum { FLASHES_MOST = 3 };

static void tell(const char *path, const struct flash_report *report)
{
    unsigned worst = report->worst_general > report->worst_red ? report->worst_general
                                                               : report->worst_red;
    printf("%s: %s: %u pictures; %u general and %u red flashes in the worst second", path,
           report->pass_231 ? "good" : "flashes", report->frames, report->worst_general,
           report->worst_red);
    if (worst)
        printf(", at %.1f s", (double)report->worst_at_s);
    printf(" (%d are allowed); fastest change %.2f in 1/3 s%s\n", FLASHES_MOST,
           (double)report->fastest_change,
           report->house_pass ? "" : "; more than Snowmelt itself ever shows");
}

static bool check(const char *path, int folder_fps, bool *good, struct error *error)
{
    struct film_picture picture;
    struct flash_report report;
    struct film *film = film_open(path, folder_fps, error);
    struct flash_meter *meter = film ? flash_meter_create() : NULL;
    if (film && !meter)
        error_set(error, ERROR_MEMORY, "out of memory for the flash meter");
    bool read = meter != NULL;
    if (read) {
        while (film_next(film, &picture, error))
            flash_meter_feed(meter, picture.rgb, picture.width, picture.height, picture.t_s);
        read = error->id == ERROR_NONE;
        flash_meter_report(meter, &report);
        flash_meter_destroy(meter);
    }
    film_close(film);
    if (!read)
        return false;
    tell(path, &report);
    *good = *good && report.pass_231;
    return true;
}

int command_check_flash(const struct options *options)
{
    int status = 0;
    for (int i = 0; i < options->n_files; i++) {
        struct error error = {0};
        bool good = true;
        if (!check(options->files[i], options->fps, &good, &error))
            status = command_fail(&error);
        else if (!good && !status)
            status = 1;
    }
    return fflush(stdout) == 0 ? status : 1;
}
