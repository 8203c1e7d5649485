#include "story/scenario_yaml.h"

#include <cyaml/cyaml.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every value is read as a string, so that what is wrong with it can be said in our own words.
 * The whole text is at most SCENARIO_MAX_BYTES, which bounds every list and string. */
static const cyaml_schema_value_t STRING_VALUE = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t PLACE_FIELDS[] = {
    CYAML_FIELD_STRING_PTR("id", CYAML_FLAG_POINTER, struct yaml_place, id, 0, CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("label", CYAML_FLAG_POINTER, struct yaml_place, label, 0,
                           CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("region", CYAML_FLAG_POINTER, struct yaml_place, region, 0,
                           CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE_COUNT("position", CYAML_FLAG_POINTER, struct yaml_place, position,
                               n_position, &STRING_VALUE, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t PATH_FIELDS[] = {
    CYAML_FIELD_STRING_PTR("label", CYAML_FLAG_POINTER, struct yaml_path, label, 0,
                           CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE_COUNT("steps", CYAML_FLAG_POINTER, struct yaml_path, steps, n_steps,
                               &STRING_VALUE, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t PLACE_VALUE = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_place, PLACE_FIELDS),
};

static const cyaml_schema_value_t PATH_VALUE = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_path, PATH_FIELDS),
};

static const cyaml_schema_field_t TOP_FIELDS[] = {
    CYAML_FIELD_STRING_PTR("title", CYAML_FLAG_POINTER, struct yaml_scenario, title, 0,
                           CYAML_UNLIMITED),
    CYAML_FIELD_STRING_PTR("about", CYAML_FLAG_POINTER, struct yaml_scenario, about, 0,
                           CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE_COUNT("places", CYAML_FLAG_POINTER, struct yaml_scenario, places, n_places,
                               &PLACE_VALUE, 0, CYAML_UNLIMITED),
    CYAML_FIELD_MAPPING("trodden", CYAML_FLAG_DEFAULT, struct yaml_scenario, trodden, PATH_FIELDS),
    CYAML_FIELD_SEQUENCE_COUNT("paths", CYAML_FLAG_POINTER, struct yaml_scenario, paths, n_paths,
                               &PATH_VALUE, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t TOP_VALUE = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_scenario, TOP_FIELDS),
};

/* libcyaml keeps no positions, but when a request for memory fails it logs where it was. So each
 * block remembers which request it answered; to learn where a string stood, the text is read
 * again and that very request refused. */
struct block {
    _Alignas(max_align_t) size_t request;
};

struct memory {
    size_t requests;
    size_t refuse; /* number of the request to refuse, 0 none */
};

static void *memory_call(void *context, void *pointer, size_t size)
{
    struct memory *memory = context;
    struct block *block = pointer ? (struct block *)pointer - 1 : NULL;

    if (size == 0) {
        free(block);
        return NULL;
    }
    if (++memory->requests == memory->refuse || size > SIZE_MAX - sizeof *block)
        return NULL;
    block = realloc(block, sizeof *block + size);
    if (!block)
        return NULL;
    block->request = memory->requests;
    return block + 1;
}

enum { MAX_FRAMES = 8 };

/* What libcyaml said: the message, and the frames of its trace from the inside out. */
struct trace {
    char message[200];
    struct {
        char field[48]; /* of a mapping; empty for an entry of a list */
        unsigned line;
    } frames[MAX_FRAMES];
    unsigned n_frames;
};

static void log_call(cyaml_log_t level, void *context, const char *format, va_list list)
{
    struct trace *trace = context;
    char text[400];
    (void)level;
    vsnprintf(text, sizeof text, format, list);

    const char *line = strstr(text, "(line: ");
    if (strncmp(text, "  in ", 5) == 0 && line) {
        if (trace->n_frames == MAX_FRAMES)
            return;
        unsigned number = (unsigned)strtoul(line + 7, NULL, 10);
        trace->frames[trace->n_frames].line = number ? number : 1;
        trace->frames[trace->n_frames].field[0] = '\0';
        if (strncmp(text, "  in mapping field '", 20) == 0)
            snprintf(trace->frames[trace->n_frames].field, sizeof trace->frames[0].field, "%.*s",
                     (int)strcspn(text + 20, "'"), text + 20);
        trace->n_frames++;
        return;
    }
    if (trace->message[0] || strstr(text, "Backtrace"))
        return;
    const char *message = strncmp(text, "Load: ", 6) == 0 ? text + 6 : text;
    if (strncmp(message, "libyaml: ", 9) == 0)
        message += 9;
    snprintf(trace->message, sizeof trace->message, "%.*s", (int)strcspn(message, "\r\n"), message);
}

static cyaml_config_t reader_config(struct memory *memory, struct trace *trace)
{
    return (cyaml_config_t){
        .log_fn = log_call,
        .log_ctx = trace,
        .mem_fn = memory_call,
        .mem_ctx = memory,
        .log_level = CYAML_LOG_ERROR,
        .flags = CYAML_CFG_NO_ALIAS,
    };
}

static const char *line_start(const char *text, size_t length, unsigned line)
{
    const char *end = text + length;
    for (unsigned i = 1; i < line; i++) {
        const char *next = memchr(text, '\n', (size_t)(end - text));
        if (!next)
            return end;
        text = next + 1;
    }
    return text;
}

/* First line at or after `from` with `key:` on it, 0 if there is none. */
static unsigned find_key(const char *text, size_t length, const char *key, unsigned from)
{
    const char *end = text + length;
    const char *at = line_start(text, length, from);
    size_t size = strlen(key);

    for (unsigned line = from; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        for (const char *c = at; c + size < stop && *c != '#'; c++) {
            bool starts = c == at || strchr(" \t{,-\"'", c[-1]);
            if (!starts || memcmp(c, key, size) != 0)
                continue;
            const char *after = c + size;
            while (after < stop && strchr(" \t\"'", *after))
                after++;
            if (after < stop && *after == ':')
                return line;
        }
        at = stop < end ? stop + 1 : end;
    }
    return 0;
}

unsigned yaml_line_of_key(const char *text, size_t length, const char *key, unsigned from)
{
    unsigned line = find_key(text, length, key, from);
    return line ? line : from;
}

unsigned yaml_line_of_value(const char *text, size_t length, const char *value)
{
    struct memory memory = {.refuse = ((const struct block *)value - 1)->request};
    struct trace trace = {0};
    cyaml_config_t config = reader_config(&memory, &trace);
    cyaml_data_t *data = NULL;

    if (cyaml_load_data((const uint8_t *)text, length, &config, &TOP_VALUE, &data, NULL) ==
        CYAML_OK)
        cyaml_free(&config, &TOP_VALUE, data, 0);
    return trace.n_frames ? trace.frames[0].line : 1;
}

/* Line of the first tab that indents, 0 if there is none: libyaml names it too late. */
static unsigned line_of_tab(const char *text, size_t length)
{
    unsigned line = 1;
    bool indenting = true;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            line++;
            indenting = true;
        } else if (text[i] == '\t' && indenting) {
            return line;
        } else if (text[i] != ' ') {
            indenting = false;
        }
    }
    return 0;
}

static bool in_field(const struct trace *trace, const char *field)
{
    for (unsigned i = 0; i < trace->n_frames; i++)
        if (strcmp(trace->frames[i].field, field) == 0)
            return true;
    return false;
}

/* The keys that may stand where the trace is, in words. */
static const char TOP_KEYS[] = "title, about, places, trodden and paths";

static const char *expected_keys(const struct trace *trace)
{
    if (in_field(trace, "places"))
        return "id, label, region and position";
    if (in_field(trace, "trodden") || in_field(trace, "paths"))
        return "label and steps";
    return TOP_KEYS;
}

/* The keys that a mapping which lacks this one should have. When a key of the whole file is missing
 * the trace still tells of the last part that was read. */
static const char *keys_beside(const char *missing, const struct trace *trace)
{
    static const char *const TOP[] = {"title", "about", "places", "trodden", "paths"};
    for (size_t i = 0; i < sizeof TOP / sizeof TOP[0]; i++)
        if (strcmp(missing, TOP[i]) == 0)
            return TOP_KEYS;
    return expected_keys(trace);
}

static const char *expected_shape(const char *field)
{
    static const char *const SHAPES[][2] = {
        {"places", "a list of places, each starting with '- id:'"},
        {"paths", "a list of paths, each starting with '- label:'"},
        {"trodden", "the two keys label and steps"},
        {"steps", "a list of place ids such as [rest, walk]"},
        {"position", "three numbers in mm such as [-10, 4, 8]"},
        {"title", "one line of text"},
        {"about", "a sentence or two of text"},
        {"id", "a short name such as rest"},
        {"label", "one to three words"},
        {"region", "prefrontal or hippocampus"},
    };
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++)
        if (strcmp(field, SHAPES[i][0]) == 0)
            return SHAPES[i][1];
    return "the keys title, about, places, trodden and paths";
}

/* What follows the last ": " of the message: the key or value libcyaml names. */
static const char *named(const struct trace *trace)
{
    const char *colon = strrchr(trace->message, ':');
    return colon && colon[1] == ' ' ? colon + 2 : "";
}

/* The innermost mapping field of the trace, so that the entry of a list is called by its list. */
static const char *inner_field(const struct trace *trace)
{
    for (unsigned i = 0; i < trace->n_frames; i++)
        if (trace->frames[i].field[0])
            return trace->frames[i].field;
    return "";
}

static void explain(const char *name, const char *text, size_t length, cyaml_err_t result,
                    const struct trace *trace, struct error *error)
{
    unsigned line = trace->n_frames ? trace->frames[0].line : 1;
    const char *field = inner_field(trace);
    const char *word = named(trace);

    switch (result) {
    case CYAML_ERR_INVALID_KEY:
        error_set(error, ERROR_SCENARIO_SYNTAX,
                  "%s:%u: unknown key '%.60s'; expected the keys %s; correct its spelling or "
                  "remove it",
                  name, yaml_line_of_key(text, length, word, line), word, expected_keys(trace));
        return;
    case CYAML_ERR_MAPPING_FIELD_MISSING:
        /* The first frame is the last key that was there; the second is what lacks one. */
        line = trace->n_frames > 1 ? trace->frames[1].line : 1;
        error_set(error, ERROR_SCENARIO_SYNTAX,
                  "%s:%u: the key '%.60s' is missing; expected the keys %s; add it", name, line,
                  word, keys_beside(word, trace));
        return;
    case CYAML_ERR_ALIAS:
        error_set(error, ERROR_SCENARIO_SYNTAX,
                  "%s:%u: a YAML alias (*name) stands here; expected plain values; write the "
                  "value out",
                  name, line);
        return;
    case CYAML_ERR_LIBYAML_PARSER:
        if (line_of_tab(text, length)) {
            error_set(error, ERROR_SCENARIO_SYNTAX,
                      "%s:%u: a tab indents this line; YAML expects spaces; replace the tab by "
                      "spaces",
                      name, line_of_tab(text, length));
            return;
        }
        error_set(error, ERROR_SCENARIO_SYNTAX,
                  "%s:%u: this is not valid YAML (%s); expected 'key: value' lines and '- ' "
                  "lists; check quotes, brackets and indentation on this line and the next",
                  name, line, trace->message);
        return;
    case CYAML_ERR_OOM:
        error_set(error, ERROR_MEMORY,
                  "%s:%u: out of memory while reading the scenario; close other programs and try "
                  "again",
                  name, line);
        return;
    default:
        break;
    }
    if (strncmp(trace->message, "Mapping field already seen", 26) == 0) {
        /* The trace stands at the key before; on one line only in {flow: style}. */
        unsigned again = find_key(text, length, word, line + 1);
        line = again ? again : line;
        error_set(error, ERROR_SCENARIO_SYNTAX,
                  "%s:%u: the key '%.60s' stands here a second time; expected it once; remove one",
                  name, line, word);
        return;
    }
    error_set(error, ERROR_SCENARIO_SYNTAX,
              "%s:%u: %s%.60s%s has the wrong shape; expected %s; compare with docs/scenarios.md",
              name, line, field[0] ? "'" : "the file", field, field[0] ? "'" : "",
              expected_shape(field));
}

struct yaml_scenario *yaml_scenario_load(const char *name, const char *text, size_t length,
                                         struct error *error)
{
    struct memory memory = {0};
    struct trace trace = {0};
    cyaml_config_t config = reader_config(&memory, &trace);
    cyaml_data_t *data = NULL;

    if (length > SCENARIO_MAX_BYTES) {
        error_set(error, ERROR_FILE_TOO_LARGE,
                  "%s:1: the scenario has %zu bytes; expected at most %d; shorten it", name, length,
                  (int)SCENARIO_MAX_BYTES);
        return NULL;
    }
    cyaml_err_t result =
        cyaml_load_data((const uint8_t *)text, length, &config, &TOP_VALUE, &data, NULL);
    if (result != CYAML_OK) {
        explain(name, text, length, result, &trace, error);
        return NULL;
    }
    if (!data)
        error_set(error, ERROR_SCENARIO_SYNTAX,
                  "%s:1: the scenario is empty; expected the keys title, about, places, trodden "
                  "and paths; start from a copy of assets/scenarios/worry.yaml",
                  name);
    return data;
}

void yaml_scenario_free(struct yaml_scenario *scenario)
{
    struct memory memory = {0};
    struct trace trace = {0};
    cyaml_config_t config = reader_config(&memory, &trace);
    if (scenario)
        cyaml_free(&config, &TOP_VALUE, scenario, 0);
}
