#include "commands/option_table.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "model/team.h"
#include "story/treatment.h"

#define AT(field)   offsetof(struct options, field)
#define ROOM(field) sizeof(((struct options *)0)->field)

enum {
    EXPLORE = OPTION_OF_EXPLORE,
    PRESENT = OPTION_OF_PRESENT,
    EXHIBIT = OPTION_OF_EXHIBIT,
    RECORD = OPTION_OF_RECORD,
    EXPERIMENT = OPTION_OF_EXPERIMENT,
    BENCH = OPTION_OF_BENCH,
    CHECK_FLASH = OPTION_OF_CHECK_FLASH,
    SHOWN = EXPLORE | PRESENT | EXHIBIT | RECORD, /* that draw a picture of one story */
    LIVE = EXPLORE | PRESENT | EXHIBIT, /* in a window */
    TELLING = OPTION_OF_TELLING,
    ALL = OPTION_OF_ALL
};

const struct option_row OPTION_TABLE[OPTION_ROWS] = {
    {"scenario", 's', "NAME|FILE", OPTION_TEXT, ROOM(scenario), 0, AT(scenario), TELLING, true,
     "the story to tell; 'list' lists those that come with it"},
    {"treatment", 't', "NAME", OPTION_TREATMENT, 0, 0, AT(treatment), TELLING, true,
     "what is given; several for a comparison"},
    {"compare", 0, NULL, OPTION_FLAG, 0, 0, AT(compare), EXPLORE | RECORD, true,
     "one network under several treatments, side by side"},
    {"seed", 0, "N", OPTION_SEED, 0, 0, AT(seed), TELLING, true,
     "the same seed gives the same network"},
    {"size", 0, "WxH", OPTION_SIZE, 0, 0, AT(width), SHOWN | BENCH, true,
     "size of the picture in px"},
    {"fullscreen", 'f', NULL, OPTION_FLAG, 0, 0, AT(fullscreen), EXPLORE | PRESENT, true,
     "fill the whole screen"},
    {"display", 0, "N", OPTION_WHOLE, 0, 15, AT(display), EXPLORE | PRESENT | EXHIBIT, true,
     "the screen to open on"},
    {"notes-display", 0, "N", OPTION_WHOLE, 0, 15, AT(notes_display), PRESENT, true,
     "the screen of the notes, where there are two"},
    {"talk", 0, "FILE|tour", OPTION_TEXT, ROOM(talk), 0, AT(talk),
     EXPLORE | PRESENT | RECORD, true,
     "a talk in chapters; 'record' makes a film, PDF or folder of it"},
    {"view", 0, "VIEW", OPTION_VIEW, 0, 0, AT(view), EXPLORE | RECORD | BENCH, true,
     "circuit, snow, forest, synapse; or tour, by chapter"},
    {"theme", 0, "THEME", OPTION_THEME, 0, 0, AT(theme), SHOWN | BENCH, true,
     "night, or day for bright rooms"},
    {"language", 'l', "TAG", OPTION_LANGUAGE, 0, 0, AT(language), SHOWN, true,
     "of the words in the picture"},
    {"palette", 0, "PALETTE", OPTION_PALETTE, 0, 0, AT(palette), SHOWN | BENCH, true,
     "colours: standard, or high-contrast"},
    {"reduced-motion", 0, NULL, OPTION_FLAG, 0, 0, AT(reduced_motion), SHOWN, true,
     "a still camera and slower fades"},
    {"text-scale", 0, "X", OPTION_FRACTION, 1, 2, AT(text_scale), SHOWN, true,
     "larger words"},
    {"sound", 0, NULL, OPTION_FLAG, 0, 0, AT(sound), EXPLORE | RECORD, true,
     "begin with sound on; an MP4 has it anyway, a folder then gets sound.wav"},
    {"mute", 0, NULL, OPTION_FLAG, 0, 0, AT(mute), EXPLORE | RECORD | EXHIBIT, true,
     "no sound, until it is switched on"},
    {"volume", 0, "N", OPTION_WHOLE, 0, 100, AT(volume), EXPLORE | RECORD | EXHIBIT, true,
     "loudness; 50 is gentle"},
    {"speak", 0, NULL, OPTION_FLAG, 0, 0, AT(speak), LIVE, true,
     "read the sentences aloud, by speech-dispatcher"},
    {"output", 'o', "FILE", OPTION_TEXT, ROOM(output), 0, AT(output), RECORD | EXPERIMENT, true,
     "where to write; for 'record' NAME.mp4, or a folder for PNG files"},
    {"seconds", 0, "S", OPTION_NUMBER, 0.1, 3600, AT(seconds), RECORD | BENCH, true,
     "length; without it 'record' is the tour, 'bench' 5"},
    {"fps", 0, "N", OPTION_WHOLE, 1, 120, AT(fps), RECORD | CHECK_FLASH, true,
     "pictures a second; 'check-flash': of a folder"},
    {"seeds", 0, "N", OPTION_WHOLE, 1, 1000, AT(seeds), EXPERIMENT, true,
     "how many networks, counted up from the seed"},
    {"days", 0, "D", OPTION_NUMBER, 0.1, 365, AT(days), EXPERIMENT, true,
     "days followed after the dose"},
    {"dose", 0, "MG/KG", OPTION_FRACTION, 0, 5, AT(dose.dose_mg_kg), EXPERIMENT, true,
     "ketamine, mg for each kg of body"},
    {"route", 0, "ROUTE", OPTION_ROUTE, 0, 0, AT(dose.route), EXPERIMENT, true,
     "infusion, intramuscular or intranasal"},
    {"minutes", 0, "MIN", OPTION_FRACTION, 1, 600, AT(dose.minutes), EXPERIMENT, true,
     "length of an infusion"},
    {"weight", 0, "KG", OPTION_FRACTION, 20, 250, AT(dose.weight_kg), EXPERIMENT, true,
     "weight of the body"},
    {"val66met", 0, NULL, OPTION_FLAG, 0, 0, AT(val66met), EXPERIMENT, true,
     "a body that releases less BDNF, by its genes"},
    {"format", 0, "FORMAT", OPTION_FORMAT, 0, 0, AT(json), EXPERIMENT | BENCH, true,
     "how rows are written: json, or csv for 'experiment', table for 'bench'"},
    {"threads", 0, "N", OPTION_WHOLE, 0, TEAM_MOST, AT(threads), EXPERIMENT | BENCH, true,
     "networks at once (0: one a core); for coba too"},
    {"neurons", 0, "N", OPTION_WHOLE, 400, 1000000, AT(neurons), BENCH, true,
     "cells of coba and coba-stdp"},
    {"segments", 0, "N", OPTION_WHOLE, 0, 1000000, AT(segments), BENCH, true,
     "pieces of ribbon in frame; 0: as they come"},
    {"frames", 0, "N", OPTION_WHOLE, 1, 10000, AT(frames), BENCH, true,
     "pictures that frame draws, each of two times"},
    {"baseline", 0, "FILE", OPTION_TEXT, ROOM(baseline), 0, AT(baseline), BENCH, true,
     "figures to compare with, as 'bench --format json' prints them"},
    {"plot", 0, "FILE.png", OPTION_TEXT, ROOM(plot), 0, AT(plot), EXPERIMENT, true,
     "draw the result as a picture too"},
    {"check", 0, NULL, OPTION_FLAG, 0, 0, AT(check), EXPERIMENT, true,
     "say which targets the model meets"},
    {"open", 0, "FILE", OPTION_TEXT, ROOM(open), 0, AT(open), EXPLORE, true,
     "go on from a state saved with Ctrl+S"},
    {"folder", 0, "DIR", OPTION_TEXT, ROOM(folder), 0, AT(folder), EXPLORE, true,
     "where pictures, clips and states are saved"},
    {"hours", 0, "HH:MM-HH:MM", OPTION_HOURS, 0, 0, AT(hours), EXHIBIT, true,
     "when the screen is bright; always by default"},
    {"languages", 0, "TAG,...", OPTION_LANGUAGES, 0, 0, AT(languages), EXHIBIT, true,
     "what visitors choose from; all by default"},
    {"screen-width-mm", 0, "MM", OPTION_WHOLE, 0, 20000, AT(screen_width_mm), EXHIBIT, true,
     "width of the screen, if it is known"},
    {"idle", 0, "S", OPTION_WHOLE, 5, 600, AT(idle), EXHIBIT, true,
     "silence before it asks if anybody is there"},
    {"counts", 0, NULL, OPTION_FLAG, 0, 0, AT(counts), EXHIBIT, true,
     "count visits; nothing about anybody"},
    {"set-pin", 0, NULL, OPTION_FLAG, 0, 0, AT(set_pin), EXHIBIT, false,
     "ask for the PIN with which staff leave, and store it hashed"},
    {"record-input", 0, "FILE", OPTION_TEXT, ROOM(record_input), 0, AT(record_input), EXPLORE, true,
     "write down every key and touch"},
    {"replay-input", 0, "FILE", OPTION_TEXT, ROOM(replay_input), 0, AT(replay_input),
     EXPLORE | RECORD, true, "play again what 'explore --record-input' wrote down"},
    {"osc", 0, "PORT", OPTION_WHOLE, 0, 65535, AT(osc), LIVE, true,
     "UDP port to take a show's orders on; 0: none"},
    {"osc-bind", 0, "ADDRESS", OPTION_TEXT, ROOM(osc_bind), 0, AT(osc_bind), LIVE, true,
     "where it listens; 0.0.0.0 hears other machines too"},
    {"osc-allow", 0, "LIST", OPTION_TEXT, ROOM(osc_allow), 0, AT(osc_allow), LIVE, true,
     "of start,stop,chapter,language,volume,dose,status; all if not given"},
    {"config", 0, "FILE", OPTION_TEXT, ROOM(config), 0, AT(config), ALL, false,
     "settings file, instead of ~/.config/snowmelt/settings"},
    {"help", 'h', NULL, OPTION_FLAG, 0, 0, AT(help), ALL, false, "this text"},
    {"version", 0, NULL, OPTION_FLAG, 0, 0, AT(version), ALL, false, "the version"},
};

const struct option_command OPTION_COMMANDS[COMMANDS] = {
    [COMMAND_EXPLORE] = {"explore", "a window to look around in (the default)"},
    [COMMAND_PRESENT] = {"present", "a talk in chapters, with a clicker and the speaker's notes"},
    [COMMAND_EXHIBIT] = {"exhibit", "a screen for visitors that only staff can leave, by a PIN"},
    [COMMAND_RECORD] = {"record", "the tour as a video or as pictures; needs no window"},
    [COMMAND_EXPERIMENT] = {"experiment", "a table of what the model does, without pictures"},
    [COMMAND_BENCH] = {"bench",
                       "how fast; NAME... of coba coba-stdp live frame compare start frames"},
    [COMMAND_STATUS] = {"status", "how the exhibit on this machine is; fails where it is not well"},
    [COMMAND_CHECK_TALK] = {"check-talk", "tell what is wrong with talk files; FILE..."},
    [COMMAND_CHECK_FLASH] = {"check-flash", "whether films, or folders of PNG files, flash; PATH..."},
    [COMMAND_CHECK_SCENARIO] = {"check-scenario",
                                "what is wrong with the scenario FILE...; '-' reads the input"},
};

const char *const OPTION_BENCHES[BENCHES] = {
    [BENCH_COBA] = "coba",   [BENCH_COBA_STDP] = "coba-stdp", [BENCH_LIVE] = "live",
    [BENCH_FRAME] = "frame", [BENCH_COMPARE] = "compare", [BENCH_START] = "start",         [BENCH_FRAMES] = "frames",
};

static const char *const ROUTES[] = {
    [MODEL_ROUTE_INFUSION] = "infusion",
    [MODEL_ROUTE_INTRAMUSCULAR] = "intramuscular",
    [MODEL_ROUTE_INTRANASAL] = "intranasal",
};
enum { N_ROUTES = sizeof ROUTES / sizeof *ROUTES };

static const char ALL_TREATMENTS[] = "all";

enum { LEAST_WIDTH = 320, LEAST_HEIGHT = 240, MOST_WIDTH = 7680, MOST_HEIGHT = 4320 };

void option_defaults(struct options *options)
{
    memset(options, 0, sizeof *options);
    options->command = COMMAND_EXPLORE;
    strcpy(options->scenario, "worry");
    options->treatment = STORY_KETAMINE_THERAPY;
    options->treatments[STORY_KETAMINE_THERAPY] = true;
    options->seed = 1;
    options->view = SCENE_GUIDED;
    options->language = LANGUAGE_OF_SYSTEM;
    options->width = 1280;
    options->height = 720;
    options->text_scale = 1;
    options->fps = 30;
    options->volume = 50;
    strcpy(options->osc_bind, "127.0.0.1");
    options->seeds = 1;
    options->days = 28;
    options->dose = TREATMENT_INFUSION;
    options->neurons = 4000;
    options->frames = 60;
    options->hours.always = true;
    options->idle = 60;
    options->counts = true;
}

double option_usual_seconds(const struct options *options)
{
    return options->command == COMMAND_BENCH ? 5.0 : options->compare ? 112.0 : 90.0;
}

void option_treatment_names(char *list, size_t size)
{
    size_t used = 0;
    list[0] = 0;
    for (int i = 0; i < STORY_TREATMENTS && used < size; i++)
        used += (size_t)snprintf(list + used, size - used, "%s%s", i ? " " : "",
                                 story_treatment_name((enum story_treatment)i));
}

static bool parse_flag(const char *text, bool *value)
{
    static const char *const WORDS[2][4] = {{"no", "off", "false", "0"},
                                            {"yes", "on", "true", "1"}};
    for (unsigned yes = 0; yes < 2; yes++) {
        for (unsigned i = 0; i < 4; i++) {
            if (strcmp(text, WORDS[yes][i]) == 0) {
                *value = yes;
                return true;
            }
        }
    }
    return false;
}

static bool parse_route(const char *text, enum model_route *route)
{
    for (int r = 0; r < N_ROUTES; r++) {
        if (strcmp(text, ROUTES[r]) == 0) {
            *route = (enum model_route)r;
            return true;
        }
    }
    return false;
}

static bool parse_whole(const char *text, uint64_t most, uint64_t *value)
{
    char *end;
    errno = 0;
    *value = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && !errno && *value <= most;
}

static bool parse_number(const struct option_row *row, const char *text, double *value)
{
    char *end;
    *value = strtod(text, &end);
    /* Decimal digits only: no hex, no "nan", no leading space. */
    return *text && strspn(text, "0123456789.") == strlen(text) && !*end &&
           *value >= row->least && *value <= row->most;
}

static bool parse_size(const char *text, int *side)
{
    const char *by = strchr(text, 'x');
    char width_text[16];
    uint64_t width, height;
    if (!by || (size_t)(by - text) >= sizeof width_text)
        return false;
    memcpy(width_text, text, (size_t)(by - text));
    width_text[by - text] = 0;
    if (!parse_whole(width_text, MOST_WIDTH, &width) ||
        !parse_whole(by + 1, MOST_HEIGHT, &height) || width < LEAST_WIDTH ||
        height < LEAST_HEIGHT)
        return false;
    side[0] = (int)width;
    side[1] = (int)height;
    return true;
}

void option_expectation(const struct option_row *row, char *text, size_t size)
{
    switch (row->kind) {
    case OPTION_FLAG:
        snprintf(text, size, "yes or no");
        break;
    case OPTION_TEXT:
        snprintf(text, size, "1 to %d characters", (int)row->least - 1);
        break;
    case OPTION_SEED:
        snprintf(text, size, "a whole number from 0 to %" PRIu64, UINT64_MAX);
        break;
    case OPTION_WHOLE:
        snprintf(text, size, "a whole number from %.7g to %.7g", row->least, row->most);
        break;
    case OPTION_NUMBER:
    case OPTION_FRACTION:
        snprintf(text, size, "a number from %g to %g", row->least, row->most);
        break;
    case OPTION_ROUTE:
        snprintf(text, size, "%s, %s or %s", ROUTES[0], ROUTES[1], ROUTES[2]);
        break;
    case OPTION_SIZE:
        snprintf(text, size, "%dx%d to %dx%d", LEAST_WIDTH, LEAST_HEIGHT, MOST_WIDTH,
                 MOST_HEIGHT);
        break;
    case OPTION_TREATMENT: {
        char names[256];
        option_treatment_names(names, sizeof names);
        snprintf(text, size, "one of %s (or, for 'experiment', all)", names);
        break;
    }
    case OPTION_FORMAT:
        snprintf(text, size, "json, csv or table");
        break;
    case OPTION_VIEW:
        snprintf(text, size, "circuit, snow, forest, synapse or tour");
        break;
    case OPTION_THEME:
        snprintf(text, size, "night or day");
        break;
    case OPTION_LANGUAGE: {
        size_t used = 0;
        for (int i = 0; i < LANGUAGES && used < size; i++)
            used += (size_t)snprintf(text + used, size - used, "%s%s",
                                     i == 0               ? "one of "
                                     : i + 1 == LANGUAGES ? " or "
                                                          : ", ",
                                     language_facts((enum language)i)->tag);
        break;
    }
    case OPTION_LANGUAGES:
        snprintf(text, size, "'all', or tags with commas between, as en,de,ar");
        break;
    case OPTION_HOURS:
        snprintf(text, size, "'always', or hours as 10:00-18:00");
        break;
    case OPTION_PALETTE:
        snprintf(text, size, "standard or high-contrast");
        break;
    }
}

static bool store_format(struct options *options, const char *text)
{
    options->json = strcmp(text, "json") == 0;
    options->plain = strcmp(text, "csv") == 0     ? OPTION_PLAIN_CSV
                     : strcmp(text, "table") == 0 ? OPTION_PLAIN_TABLE
                                                  : OPTION_PLAIN_USUAL;
    return options->json || options->plain != OPTION_PLAIN_USUAL;
}

void option_print(const struct option_row *row, const struct options *options, char *text,
                  size_t size)
{
    static const char *const PLAIN[] = {
        [OPTION_PLAIN_USUAL] = "", [OPTION_PLAIN_CSV] = "csv", [OPTION_PLAIN_TABLE] = "table"};
    const void *value = (const char *)options + row->offset;
    text[0] = 0;
    switch (row->kind) {
    case OPTION_FLAG:
        snprintf(text, size, "%s", *(const bool *)value ? "yes" : "");
        break;
    case OPTION_TEXT:
        snprintf(text, size, "%s", (const char *)value);
        break;
    case OPTION_SEED:
        snprintf(text, size, "%" PRIu64, *(const uint64_t *)value);
        break;
    case OPTION_WHOLE:
        snprintf(text, size, "%d", *(const int *)value);
        break;
    case OPTION_NUMBER:
        if (*(const double *)value >= row->least)
            snprintf(text, size, "%g", *(const double *)value);
        break;
    case OPTION_FRACTION:
        snprintf(text, size, "%g", (double)*(const float *)value);
        break;
    case OPTION_SIZE:
        snprintf(text, size, "%dx%d", options->width, options->height);
        break;
    case OPTION_TREATMENT:
        snprintf(text, size, "%s", story_treatment_name(options->treatment));
        break;
    case OPTION_FORMAT:
        snprintf(text, size, "%s", options->json ? "json" : PLAIN[options->plain]);
        break;
    case OPTION_VIEW:
        snprintf(text, size, "%s", scene_view_name(options->view));
        break;
    case OPTION_THEME:
        snprintf(text, size, "%s", palette_theme_name(options->theme));
        break;
    case OPTION_PALETTE:
        snprintf(text, size, "%s", palette_set_name(options->palette));
        break;
    case OPTION_ROUTE:
        snprintf(text, size, "%s", ROUTES[options->dose.route]);
        break;
    case OPTION_LANGUAGES:
        option_print_languages(options->languages, text, size);
        break;
    case OPTION_HOURS:
        option_print_hours(&options->hours, text, size);
        break;
    case OPTION_LANGUAGE:
        if (options->language != LANGUAGE_OF_SYSTEM)
            snprintf(text, size, "%s", language_facts(options->language)->tag);
        break;
    }
}

/* Stores the value; false when the row does not take it. */
static bool store(struct options *options, const struct option_row *row, const char *text)
{
    void *target = (char *)options + row->offset;
    uint64_t whole;
    double number;
    switch (row->kind) {
    case OPTION_FLAG:
        return parse_flag(text, target);
    case OPTION_TEXT:
        if (!*text || strlen(text) >= (size_t)row->least)
            return false;
        memcpy(target, text, strlen(text) + 1);
        return true;
    case OPTION_SEED:
        return parse_whole(text, UINT64_MAX, target);
    case OPTION_WHOLE:
        if (!parse_whole(text, (uint64_t)row->most, &whole) || whole < (uint64_t)row->least)
            return false;
        *(int *)target = (int)whole;
        return true;
    case OPTION_NUMBER:
        if (!parse_number(row, text, &number))
            return false;
        *(double *)target = number;
        return true;
    case OPTION_FRACTION:
        if (!parse_number(row, text, &number))
            return false;
        *(float *)target = (float)number;
        return true;
    case OPTION_SIZE:
        return parse_size(text, target);
    case OPTION_TREATMENT:
        if (strcmp(text, ALL_TREATMENTS) == 0) {
            for (int t = 0; t < STORY_TREATMENTS; t++)
                options->treatments[t] = true;
            return true;
        }
        if (!story_treatment_find(text, &options->treatment))
            return false;
        options->treatments[options->treatment] = true;
        return true;
    case OPTION_FORMAT:
        return store_format(options, text);
    case OPTION_VIEW:
        options->view_given = true;
        return scene_view_find(text, &options->view);
    case OPTION_THEME:
        return palette_theme_find(text, &options->theme);
    case OPTION_PALETTE:
        return palette_set_find(text, &options->palette);
    case OPTION_ROUTE:
        return parse_route(text, target);
    case OPTION_LANGUAGE:
        return language_find(text, target);
    case OPTION_LANGUAGES:
        return option_parse_languages(text, target);
    case OPTION_HOURS:
        return opening_parse(text, target);
    }
    return false;
}

bool option_store(struct options *options, unsigned i, bool *seen, const char *text)
{
    if (OPTION_TABLE[i].kind == OPTION_TREATMENT && !seen[i])
        memset(options->treatments, 0, sizeof options->treatments);
    seen[i] = true;
    options->given |= UINT64_C(1) << i;
    return store(options, &OPTION_TABLE[i], text);
}

bool options_given(const struct options *options, const char *name)
{
    unsigned i = 0;
    while (i < OPTION_ROWS && strcmp(OPTION_TABLE[i].name, name) != 0)
        i++;
    return i < OPTION_ROWS && (options->given >> i & 1u);
}

const char *option_nearest(const char *name)
{
    const char *names[OPTION_ROWS];
    for (unsigned i = 0; i < OPTION_ROWS; i++)
        names[i] = OPTION_TABLE[i].name;
    return nearest_name(name, names, OPTION_ROWS);
}
