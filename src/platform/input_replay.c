#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "platform/files.h"
#include "platform/input_format.h"

enum { MOST_BYTES = 64 << 20 };

static const float MOST_PX = 1e5f, MOST_AMOUNT = 1e6f;

struct timed_event {
    uint64_t tick;
    struct input_event event;
};

struct input_replay {
    struct timed_event *events;
    size_t n_events, next;
};

static bool header_text(struct lines *lines, const char *key, const char *expected, char *text,
                        size_t size)
{
    const char *value = lines_value(lines, key, expected);
    if (!value)
        return false;
    if (strlen(value) >= size)
        return lines_wrong(lines, "a shorter name");
    memcpy(text, value, strlen(value) + 1);
    return true;
}

static bool read_header(struct lines *lines, struct input_header *header)
{
    memset(header, 0, sizeof *header);
    const char *line = lines_next(lines);
    if (!line || strcmp(line, INPUT_FORMAT_OPENING) != 0)
        return lines_wrong(lines, "'" INPUT_FORMAT_OPENING "', a recording of snowmelt's input");
    char *rest = lines_value(lines, "seed", "'seed NUMBER'");
    if (!rest)
        return false;
    if (!lines_whole(&rest, &header->seed) || rest)
        return lines_wrong(lines, "'seed NUMBER'");
    if (!header_text(lines, "scenario", "'scenario NAME'", header->scenario,
                     sizeof header->scenario) ||
        !header_text(lines, "treatment", "'treatment NAME'", header->treatment,
                     sizeof header->treatment))
        return false;
    if (!(rest = lines_value(lines, "tick_s", "'tick_s SECONDS'")))
        return false;
    if (!lines_number(&rest, &header->tick_s) || rest ||
        header->tick_s < INPUT_TICK_LEAST_S || header->tick_s > INPUT_TICK_MOST_S)
        return lines_wrong(lines, "'tick_s SECONDS', from 0.001 to 1");
    if (!(rest = lines_value(lines, "size", "'size WIDTH HEIGHT'")))
        return false;
    uint64_t width, height;
    if (!lines_whole(&rest, &width) || !lines_whole(&rest, &height) || rest || width < 1 ||
        height < 1 || width > 32768 || height > 32768)
        return lines_wrong(lines, "'size WIDTH HEIGHT' in px");
    header->width = (int)width;
    header->height = (int)height;
    line = lines_next(lines);
    if (!line || strcmp(line, "events") != 0)
        return lines_wrong(lines, "'events'");
    return true;
}

/* No hand moves farther; beyond, what follows from it could not be reckoned. */
static bool read_within(char **line, float most, float *value)
{
    return lines_float(line, value) && fabsf(*value) <= most;
}

static bool read_meets(char **line, struct input_event *event)
{
    enum { MOST = 64 };
    uint64_t place;
    if (strcmp(*line, "none") == 0) {
        event->meets = -1;
        *line = NULL;
        return true;
    }
    if (!lines_whole(line, &place) || place < 1 || place > MOST)
        return false;
    event->meets = (int)place;
    return true;
}

static bool read_event(struct lines *lines, char *line, struct timed_event *timed)
{
    memset(timed, 0, sizeof *timed);
    struct input_event *event = &timed->event;
    if (!lines_whole(&line, &timed->tick))
        return lines_wrong(lines, "an event that opens with its tick, a whole number");
    const char *name = lines_word(&line);
    unsigned kind = 0;
    while (kind < INPUT_KINDS && (!name || strcmp(name, INPUT_FORMATS[kind].name) != 0))
        kind++;
    if (kind == INPUT_KINDS)
        return lines_wrong(lines,
                           "key, pointer, press, release, wheel, pinch, rotate or quit after the "
                           "tick");
    event->kind = (enum input_kind)kind;
    unsigned fields = INPUT_FORMATS[kind].fields;
    if (fields & INPUT_FIELD_KEY) {
        const char *key = lines_word(&line);
        if (!key || !input_key_find(key, &event->key) || event->key == KEY_NONE)
            return lines_wrong(lines, "the name of a key, such as 'd' or 'space'");
    }
    if ((fields & INPUT_FIELD_PLACE) &&
        (!read_within(&line, MOST_PX, &event->x) || !read_within(&line, MOST_PX, &event->y)))
        return lines_wrong(lines, "x and y, two numbers up to 100000");
    if ((fields & INPUT_FIELD_MOVE) &&
        (!read_within(&line, MOST_PX, &event->dx) || !read_within(&line, MOST_PX, &event->dy)))
        return lines_wrong(lines, "dx and dy, two numbers up to 100000");
    if ((fields & INPUT_FIELD_AMOUNT) && !read_within(&line, MOST_AMOUNT, &event->amount))
        return lines_wrong(lines, "an amount, a number up to 1000000");
    if (fields & INPUT_FIELD_BUTTON) {
        uint64_t button;
        if (!lines_whole(&line, &button) || button > 3)
            return lines_wrong(lines, "a button, 0 to 3");
        event->button = (int)button;
    }
    if ((fields & INPUT_FIELD_MEETS) && line && !read_meets(&line, event))
        return lines_wrong(lines, "'none', or the number of a place, from 1");
    if (line)
        return lines_wrong(lines, "the end of the line");
    return true;
}

static bool read_events(struct lines *lines, struct input_replay *replay)
{
    size_t room = 0;
    char *line;
    while ((line = lines_next(lines))) {
        if (replay->n_events == room) {
            room = room ? room * 2 : 256;
            struct timed_event *more = realloc(replay->events, room * sizeof *more);
            if (!more)
                return error_set(lines->error, ERROR_MEMORY, "no memory to replay '%.300s'",
                                 lines->path);
            replay->events = more;
        }
        struct timed_event *timed = &replay->events[replay->n_events];
        if (lines->cut)
            return lines_wrong(lines, "a line break; the last line was cut off, take it out");
        if (!read_event(lines, line, timed))
            return false;
        if (replay->n_events && timed->tick < timed[-1].tick)
            return lines_wrong(lines, "a tick not before that of the line above");
        replay->n_events++;
    }
    return true;
}

struct input_replay *input_replay_parse(const char *path, char *text, size_t size,
                                        struct input_header *header, struct error *error)
{
    struct lines lines = {
        .path = path, .rest = text, .id = ERROR_REPLAY_SYNTAX, .error = error};
    struct input_replay *replay = calloc(1, sizeof *replay);
    bool read = replay;
    if (!replay) {
        error_set(error, ERROR_MEMORY, "no memory to replay '%.300s'", path);
    } else if (strlen(text) != size) {
        read = error_set(error, ERROR_REPLAY_SYNTAX,
                         "%.300s: not a text file (it holds a zero byte); expected a recording of "
                         "snowmelt's input",
                         path);
    } else {
        read = read_header(&lines, header) && read_events(&lines, replay);
    }
    if (!read) {
        input_replay_close(replay);
        return NULL;
    }
    return replay;
}

struct input_replay *input_replay_open(const char *path, struct input_header *header,
                                       struct error *error)
{
    size_t size;
    char *text = files_read(path, MOST_BYTES, &size, error);
    struct input_replay *replay =
        text ? input_replay_parse(path, text, size, header, error) : NULL;
    free(text);
    return replay;
}

bool input_replay_next(struct input_replay *replay, uint64_t tick, struct input_event *event)
{
    if (input_replay_done(replay) || replay->events[replay->next].tick > tick)
        return false;
    *event = replay->events[replay->next++].event;
    return true;
}

bool input_replay_done(const struct input_replay *replay)
{
    return replay->next == replay->n_events;
}

void input_replay_close(struct input_replay *replay)
{
    if (!replay)
        return;
    free(replay->events);
    free(replay);
}
