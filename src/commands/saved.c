#include "commands/saved.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "platform/files.h"
#include "platform/input.h"

#define OPENING "snowmelt-saved "
enum { FORMAT = 1, MOST_BYTES = 8 << 20, MOST_SCENARIO = 1 << 16 };

/* What follows the name of an act. */
enum fields { NOTHING, PLACE, WAY, DOSE };

static const struct {
    const char *name;
    enum fields fields;
} ACTS[STORY_ACTIONS] = {
    [STORY_DO_DOSE] = {"dose", NOTHING},         [STORY_DO_FASTER] = {"faster", NOTHING},
    [STORY_DO_SLOWER] = {"slower", NOTHING},     [STORY_DO_SET_DOSE] = {"set-dose", DOSE},
    [STORY_DO_THERAPY] = {"therapy", NOTHING},   [STORY_DO_STIMULATE] = {"stimulate", PLACE},
    [STORY_DO_PRACTISE] = {"practise", WAY},     [STORY_DO_HOLD] = {"hold", NOTHING},
    [STORY_DO_GO_ON] = {"go-on", NOTHING},
};

static const char *const ROUTES[] = {[MODEL_ROUTE_INFUSION] = "infusion",
                                     [MODEL_ROUTE_INTRAMUSCULAR] = "intramuscular",
                                     [MODEL_ROUTE_INTRANASAL] = "intranasal"};

static uint64_t hash_of(const char *text, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325ULL; /* FNV-1a 64 */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (uint8_t)text[i]) * 0x100000001b3ULL;
    return hash;
}

static void write_act(FILE *file, const struct past_act *act)
{
    const struct story_wish *wish = &act->wish;
    fprintf(file, "%" PRIu64 " %s", act->at, ACTS[wish->action].name);
    switch (ACTS[wish->action].fields) {
    case PLACE:
        fprintf(file, " %u", wish->place);
        break;
    case WAY:
        for (unsigned i = 0; i < wish->way.n_steps; i++)
            fprintf(file, " %u", wish->way.steps[i]);
        break;
    case DOSE: /* nine digits bring every float back exactly */
        fprintf(file, " %s %.9g", ROUTES[wish->route], (double)wish->dose_mg_kg);
        break;
    case NOTHING:
        break;
    }
    fputc('\n', file);
}

static void write_all(FILE *file, const struct saved *saved)
{
    fprintf(file,
            OPENING "%d\nversion %s\nseed %" PRIu64 "\ntreatment %s\ntick_s %.17g\nscenario %zu\n",
            FORMAT, saved->version, saved->seed, story_treatment_name(saved->treatment),
            saved->tick_s, saved->scenario_bytes);
    fwrite(saved->scenario, 1, saved->scenario_bytes, file);
    fprintf(file, "\nat %" PRIu64 "\nhash %016" PRIx64 "\nacts %" PRIu32 "\n", saved->at,
            saved->hash, saved->n_acts);
    for (uint32_t i = 0; i < saved->n_acts; i++)
        write_act(file, &saved->acts[i]);
}

bool saved_write(const char *path, const struct saved *saved, struct error *error)
{
    char *text = NULL;
    size_t size = 0;
    if (saved->at > SAVED_MOST_TICKS)
        return error_set(error, ERROR_OUTPUT_WRITE,
                         "'%.400s' is not written: the story has run for more than twelve days; "
                         "go back to an earlier moment and save that",
                         path);
    FILE *file = open_memstream(&text, &size);
    bool whole = file;
    if (file) {
        write_all(file, saved);
        whole = fflush(file) == 0;
        uint64_t check = whole ? hash_of(text, size) : 0;
        whole = fprintf(file, "check %016" PRIx64 "\n", check) > 0 && whole;
        whole = fclose(file) == 0 && whole;
    }
    bool written = whole ? files_write(path, text, size, error)
                         : error_set(error, ERROR_MEMORY, "out of memory to save '%.400s'", path);
    free(text);
    return written;
}

static bool read_hash(char **rest, uint64_t *hash)
{
    const char *word = lines_word(rest);
    if (!word || strlen(word) != 16 || strspn(word, "0123456789abcdef") != 16)
        return false;
    *hash = strtoull(word, NULL, 16);
    return true;
}

/* The last line vouches for all before it. */
static bool check_whole(struct lines *lines, char *text, size_t size)
{
    static const char CHECK[] = "\ncheck ";
    size_t last = sizeof CHECK - 1 + 16 + 1, before = size - last + 1;
    uint64_t hash = 0;
    char *rest = size > last ? text + before + sizeof CHECK - 2 : NULL;
    bool whole = rest && strlen(text) == size && text[size - 1] == '\n' &&
                 memcmp(text + size - last, CHECK, sizeof CHECK - 1) == 0;
    if (whole) {
        text[size - 1] = 0;
        whole = read_hash(&rest, &hash) && hash == hash_of(text, before);
        text[before] = 0;
    }
    if (!whole)
        return error_set(lines->error, ERROR_SAVED_DAMAGED,
                         "%.300s: this saved state is damaged; expected the file as it was "
                         "written, so take it from where it was saved once more",
                         lines->path);
    return true;
}

static bool read_opening(struct lines *lines)
{
    const char *line = lines->rest;
    uint64_t format = 0;
    if (strncmp(line, OPENING, sizeof OPENING - 1) != 0) {
        lines->line = 1;
        return lines_wrong(lines, "'" OPENING "1', a state saved by snowmelt");
    }
    format = strtoull(line + sizeof OPENING - 1, NULL, 10);
    if (format != FORMAT)
        return error_set(lines->error, ERROR_SAVED_VERSION,
                         "%.300s: saved in format %" PRIu64 "; this version opens format %d, so "
                         "open it with a newer one",
                         lines->path, format, FORMAT);
    return true;
}

static bool read_scenario(struct lines *lines, struct saved *saved)
{
    char *rest = lines_value(lines, "scenario", "'scenario BYTES'");
    uint64_t bytes;
    if (!rest)
        return false;
    if (!lines_whole(&rest, &bytes) || rest || bytes > MOST_SCENARIO ||
        bytes + 1 > strlen(lines->rest) || lines->rest[bytes] != '\n')
        return lines_wrong(lines, "'scenario BYTES' and as many bytes after it");
    saved->scenario = strndup(lines->rest, bytes);
    saved->scenario_bytes = bytes;
    for (uint64_t i = 0; i <= bytes; i++)
        lines->line += *lines->rest++ == '\n';
    return saved->scenario ||
           error_set(lines->error, ERROR_MEMORY, "out of memory to open '%.300s'", lines->path);
}

static bool read_header(struct lines *lines, struct saved *saved)
{
    lines_next(lines); /* the opening, read before */
    char *rest = lines_value(lines, "version", "'version NAME'");
    if (!rest)
        return false;
    snprintf(saved->version, sizeof saved->version, "%s", rest);
    if (!(rest = lines_value(lines, "seed", "'seed NUMBER'")))
        return false;
    if (!lines_whole(&rest, &saved->seed) || rest)
        return lines_wrong(lines, "'seed NUMBER'");
    if (!(rest = lines_value(lines, "treatment", "'treatment NAME'")))
        return false;
    if (!story_treatment_find(rest, &saved->treatment))
        return lines_wrong(lines, "the name of a treatment");
    if (!(rest = lines_value(lines, "tick_s", "'tick_s SECONDS'")))
        return false;
    if (!lines_number(&rest, &saved->tick_s) || rest || saved->tick_s < INPUT_TICK_LEAST_S ||
        saved->tick_s > INPUT_TICK_MOST_S)
        return lines_wrong(lines, "'tick_s SECONDS', from 0.001 to 1");
    if (!read_scenario(lines, saved))
        return false;
    if (!(rest = lines_value(lines, "at", "'at TICKS'")))
        return false;
    if (!lines_whole(&rest, &saved->at) || rest || saved->at > SAVED_MOST_TICKS)
        return lines_wrong(lines, "'at TICKS', a moment of the first twelve days");
    if (!(rest = lines_value(lines, "hash", "'hash' and 16 digits")))
        return false;
    if (!read_hash(&rest, &saved->hash) || rest)
        return lines_wrong(lines, "'hash' and 16 digits");
    return true;
}

static bool read_byte(char **rest, uint8_t *value)
{
    uint64_t whole;
    if (!lines_whole(rest, &whole) || whole > UINT8_MAX)
        return false;
    *value = (uint8_t)whole;
    return true;
}

static bool read_route(char **rest, enum model_route *route)
{
    const char *word = lines_word(rest);
    for (unsigned r = 0; word && r < sizeof ROUTES / sizeof ROUTES[0]; r++)
        if (strcmp(word, ROUTES[r]) == 0) {
            *route = (enum model_route)r;
            return true;
        }
    return false;
}

static bool read_act(struct lines *lines, char *line, struct past_act *act)
{
    struct story_wish *wish = &act->wish;
    *act = (struct past_act){0};
    if (!lines_whole(&line, &act->at))
        return lines_wrong(lines, "an act that opens with its tick, a whole number");
    const char *name = lines_word(&line);
    unsigned action = 0;
    while (action < STORY_ACTIONS &&
           (!name || !ACTS[action].name || strcmp(name, ACTS[action].name) != 0))
        action++;
    if (action == STORY_ACTIONS)
        return lines_wrong(lines, "dose, set-dose, therapy, stimulate, practise, faster or slower");
    wish->action = (enum story_action)action;
    switch (ACTS[action].fields) {
    case PLACE:
        if (!read_byte(&line, &wish->place))
            return lines_wrong(lines, "a place, by its number");
        break;
    case WAY:
        for (uint8_t *step = wish->way.steps; line && wish->way.n_steps < STORY_MAX_STEPS; step++)
            if (!read_byte(&line, step))
                return lines_wrong(lines, "places, by their numbers");
            else
                wish->way.n_steps++;
        break;
    case DOSE:
        if (!read_route(&line, &wish->route) || !lines_float(&line, &wish->dose_mg_kg))
            return lines_wrong(lines, "a route and a dose");
        break;
    case NOTHING:
        break;
    }
    return !line || lines_wrong(lines, "the end of the line");
}

static bool read_acts(struct lines *lines, struct saved *saved)
{
    char *rest = lines_value(lines, "acts", "'acts COUNT'");
    uint64_t count;
    if (!rest)
        return false;
    if (!lines_whole(&rest, &count) || rest || count > PAST_MOST_ACTS)
        return lines_wrong(lines, "'acts COUNT'");
    struct past_act *acts = calloc(count + 1, sizeof *acts);
    saved->acts = saved->acts_read = acts;
    if (!acts)
        return error_set(lines->error, ERROR_MEMORY, "out of memory to open '%.300s'", lines->path);
    for (; saved->n_acts < count; saved->n_acts++) {
        struct past_act *act = &acts[saved->n_acts];
        char *line = lines_next(lines);
        if (!line)
            return lines_wrong(lines, "as many acts as were told");
        if (!read_act(lines, line, act))
            return false;
        if (act->at > saved->at || (saved->n_acts && act->at < act[-1].at))
            return lines_wrong(lines, "acts in the order of time, and none after 'at'");
    }
    return !lines_next(lines) || lines_wrong(lines, "the end of the file");
}

bool saved_parse(const char *path, char *text, size_t size, struct saved *saved,
                 struct error *error)
{
    *saved = (struct saved){0};
    struct lines lines = {.path = path, .rest = text, .id = ERROR_SAVED_SYNTAX, .error = error};
    bool read = read_opening(&lines) && check_whole(&lines, text, size) &&
                read_header(&lines, saved) && read_acts(&lines, saved);
    if (!read)
        saved_clear(saved);
    return read;
}

bool saved_read(const char *path, struct saved *saved, struct error *error)
{
    size_t size;
    *saved = (struct saved){0};
    char *text = files_read(path, MOST_BYTES, &size, error);
    bool read = text && saved_parse(path, text, size, saved, error);
    free(text);
    return read;
}

void saved_clear(struct saved *saved)
{
    free(saved->scenario);
    free(saved->acts_read);
    *saved = (struct saved){0};
}
