#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "platform/files.h"
#include "platform/input_format.h"

enum { MOST_BYTES = 64 << 20 };

struct timed_event {
    uint64_t tick;
    struct input_event event;
};

struct input_replay {
    struct timed_event *events;
    size_t n_events, next;
};

/* The text being read, a line at a time, and what is said when it is wrong. */
struct reader {
    const char *path;
    char *rest;
    unsigned line;
    bool cut; /* the line just read had no line break: the recording stopped half-way */
    struct error *error;
};

static bool wrong(const struct reader *reader, const char *expected)
{
    return error_set(reader->error, ERROR_REPLAY_SYNTAX, "%.300s:%u: expected %s", reader->path,
                     reader->line, expected);
}

/* Cuts off the next line; NULL at the end. */
static char *next_line(struct reader *reader)
{
    char *line = reader->rest;
    if (!*line)
        return NULL;
    reader->line++;
    char *end = strchr(line, '\n');
    if (end) {
        *end = 0;
        reader->rest = end + 1;
    } else {
        reader->rest = line + strlen(line);
        reader->cut = true;
    }
    return line;
}

/* Cuts off the next word, which one space must divide from what follows. */
static char *next_word(char **rest)
{
    char *word = *rest;
    if (!word || !*word || *word == ' ')
        return NULL;
    char *end = strchr(word, ' ');
    if (end)
        *end = 0;
    *rest = end ? end + 1 : NULL;
    return word;
}

static bool read_whole(char **rest, uint64_t *value)
{
    const char *word = next_word(rest);
    if (!word || *word < '0' || *word > '9')
        return false;
    char *end;
    errno = 0;
    *value = strtoull(word, &end, 10);
    return !errno && !*end;
}

static bool read_number(char **rest, double *value)
{
    const char *word = next_word(rest);
    if (!word)
        return false;
    char *end;
    *value = strtod(word, &end);
    return end != word && !*end && isfinite(*value);
}

static bool read_float(char **rest, float *value)
{
    double wide;
    if (!read_number(rest, &wide) || !isfinite((float)wide))
        return false;
    *value = (float)wide;
    return true;
}

/* The rest of a header line "KEY VALUE"; NULL (and the error) when it is another line. */
static char *header_value(struct reader *reader, const char *key, const char *expected)
{
    char *line = next_line(reader);
    size_t length = strlen(key);
    if (!line || strncmp(line, key, length) != 0 || line[length] != ' ' || !line[length + 1]) {
        wrong(reader, expected);
        return NULL;
    }
    return line + length + 1;
}

static bool header_text(struct reader *reader, const char *key, const char *expected, char *text,
                        size_t size)
{
    const char *value = header_value(reader, key, expected);
    if (!value)
        return false;
    if (strlen(value) >= size)
        return wrong(reader, "a shorter name");
    strcpy(text, value);
    return true;
}

static bool read_header(struct reader *reader, struct input_header *header)
{
    memset(header, 0, sizeof *header);
    const char *line = next_line(reader);
    if (!line || strcmp(line, INPUT_FORMAT_OPENING) != 0)
        return wrong(reader, "'" INPUT_FORMAT_OPENING "', a recording of snowmelt's input");
    char *rest = header_value(reader, "seed", "'seed NUMBER'");
    if (!rest)
        return false;
    if (!read_whole(&rest, &header->seed) || rest)
        return wrong(reader, "'seed NUMBER'");
    if (!header_text(reader, "scenario", "'scenario NAME'", header->scenario,
                     sizeof header->scenario) ||
        !header_text(reader, "treatment", "'treatment NAME'", header->treatment,
                     sizeof header->treatment))
        return false;
    if (!(rest = header_value(reader, "tick_s", "'tick_s SECONDS'")))
        return false;
    if (!read_number(&rest, &header->tick_s) || rest || header->tick_s <= 0 ||
        header->tick_s > 1)
        return wrong(reader, "'tick_s SECONDS', above 0 and at most 1");
    if (!(rest = header_value(reader, "size", "'size WIDTH HEIGHT'")))
        return false;
    uint64_t width, height;
    if (!read_whole(&rest, &width) || !read_whole(&rest, &height) || rest || width < 1 ||
        height < 1 || width > 32768 || height > 32768)
        return wrong(reader, "'size WIDTH HEIGHT' in px");
    header->width = (int)width;
    header->height = (int)height;
    line = next_line(reader);
    if (!line || strcmp(line, "events") != 0)
        return wrong(reader, "'events'");
    return true;
}

static bool read_event(struct reader *reader, char *line, struct timed_event *timed)
{
    memset(timed, 0, sizeof *timed);
    struct input_event *event = &timed->event;
    if (!read_whole(&line, &timed->tick))
        return wrong(reader, "an event that opens with its tick, a whole number");
    const char *name = next_word(&line);
    unsigned kind = 0;
    while (kind < INPUT_KINDS && (!name || strcmp(name, INPUT_FORMATS[kind].name) != 0))
        kind++;
    if (kind == INPUT_KINDS)
        return wrong(reader, "key, pointer, press, release, wheel, pinch or quit after the tick");
    event->kind = (enum input_kind)kind;
    unsigned fields = INPUT_FORMATS[kind].fields;
    if (fields & INPUT_FIELD_KEY) {
        const char *key = next_word(&line);
        if (!key || !input_key_find(key, &event->key) || event->key == KEY_NONE)
            return wrong(reader, "the name of a key, such as 'd' or 'space'");
    }
    if ((fields & INPUT_FIELD_PLACE) &&
        (!read_float(&line, &event->x) || !read_float(&line, &event->y)))
        return wrong(reader, "x and y, two numbers");
    if ((fields & INPUT_FIELD_MOVE) &&
        (!read_float(&line, &event->dx) || !read_float(&line, &event->dy)))
        return wrong(reader, "dx and dy, two numbers");
    if ((fields & INPUT_FIELD_AMOUNT) && !read_float(&line, &event->amount))
        return wrong(reader, "an amount, a number");
    if (fields & INPUT_FIELD_BUTTON) {
        uint64_t button;
        if (!read_whole(&line, &button) || button > 3)
            return wrong(reader, "a button, 0 to 3");
        event->button = (int)button;
    }
    if (line)
        return wrong(reader, "the end of the line");
    return true;
}

static bool read_events(struct reader *reader, struct input_replay *replay)
{
    size_t room = 0;
    char *line;
    while ((line = next_line(reader))) {
        if (replay->n_events == room) {
            room = room ? room * 2 : 256;
            struct timed_event *more = realloc(replay->events, room * sizeof *more);
            if (!more)
                return error_set(reader->error, ERROR_MEMORY, "no memory to replay '%.300s'",
                                 reader->path);
            replay->events = more;
        }
        struct timed_event *timed = &replay->events[replay->n_events];
        if (reader->cut)
            return wrong(reader, "a line break; the last line was cut off, take it out");
        if (!read_event(reader, line, timed))
            return false;
        if (replay->n_events && timed->tick < timed[-1].tick)
            return wrong(reader, "a tick not before that of the line above");
        replay->n_events++;
    }
    return true;
}

struct input_replay *input_replay_open(const char *path, struct input_header *header,
                                       struct error *error)
{
    size_t size;
    char *text = files_read(path, MOST_BYTES, &size, error);
    if (!text)
        return NULL;
    struct reader reader = {.path = path, .rest = text, .error = error};
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
        read = read_header(&reader, header) && read_events(&reader, replay);
    }
    free(text);
    if (!read) {
        input_replay_close(replay);
        return NULL;
    }
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
