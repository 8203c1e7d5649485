#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/input_format.h"

struct input_recorder {
    FILE *file;
    char path[1024]; /* for the error of the close */
    int failed;      /* errno of the first write that failed */
};

static void note_failure(struct input_recorder *recorder)
{
    if ((fflush(recorder->file) != 0 || ferror(recorder->file)) && !recorder->failed)
        recorder->failed = errno ? errno : EIO;
}

struct input_recorder *input_record_open(const char *path, const struct input_header *header,
                                         struct error *error)
{
    if (strpbrk(header->scenario, "\r\n") || strpbrk(header->treatment, "\r\n")) {
        error_set(error, ERROR_OUTPUT_UNWRITABLE,
                  "cannot record input: the name of the scenario has a line break in it");
        return NULL;
    }
    struct input_recorder *recorder = calloc(1, sizeof *recorder);
    if (!recorder) {
        error_set(error, ERROR_MEMORY, "no memory to record input");
        return NULL;
    }
    recorder->file = fopen(path, "we");
    if (!recorder->file) {
        error_set(error, ERROR_OUTPUT_UNWRITABLE,
                  "cannot write the input recording '%s': %s; choose another place", path,
                  strerror(errno));
        free(recorder);
        return NULL;
    }
    snprintf(recorder->path, sizeof recorder->path, "%s", path);
    fprintf(recorder->file,
            INPUT_FORMAT_OPENING "\nseed %" PRIu64
                                 "\nscenario %s\ntreatment %s\ntick_s %.17g\nsize %d %d\nevents\n",
            header->seed, header->scenario, header->treatment, header->tick_s, header->width,
            header->height);
    note_failure(recorder);
    return recorder;
}

void input_record(struct input_recorder *recorder, uint64_t tick, const struct input_event *event)
{
    const struct input_format *format = &INPUT_FORMATS[event->kind];
    FILE *file = recorder->file;
    fprintf(file, "%" PRIu64 " %s", tick, format->name);
    if (format->fields & INPUT_FIELD_KEY)
        fprintf(file, " %s", input_key_name(event->key));
    /* Nine digits bring every float back exactly. */
    if (format->fields & INPUT_FIELD_PLACE)
        fprintf(file, " %.9g %.9g", (double)event->x, (double)event->y);
    if (format->fields & INPUT_FIELD_MOVE)
        fprintf(file, " %.9g %.9g", (double)event->dx, (double)event->dy);
    if (format->fields & INPUT_FIELD_AMOUNT)
        fprintf(file, " %.9g", (double)event->amount);
    if (format->fields & INPUT_FIELD_BUTTON)
        fprintf(file, " %d", event->button);
    if ((format->fields & INPUT_FIELD_MEETS) && event->meets)
        fprintf(file, event->meets > 0 ? " %d" : " none", event->meets);
    fputc('\n', file);
    note_failure(recorder);
}

bool input_record_close(struct input_recorder *recorder, struct error *error)
{
    if (fclose(recorder->file) != 0 && !recorder->failed)
        recorder->failed = errno;
    bool whole = !recorder->failed;
    if (!whole)
        error_set(error, ERROR_OUTPUT_WRITE, "the input recording '%.400s' is not whole: %s",
                  recorder->path, strerror(recorder->failed));
    free(recorder);
    return whole;
}
