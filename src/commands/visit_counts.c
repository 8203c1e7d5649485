#include "commands/visit_counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/files.h"
#include "platform/state_home.h"
#include "story/story.h"
#include "ui/language.h"

static const char FOLDER[] = "visits", HEAD[] = "start,seconds,language,chapters\n";
enum { LINE = 160, MOST_BYTES = VISIT_COUNTS_ROWS * LINE, KEPT_DAYS = 400 };

static const char *const CHAPTERS[STORY_PHASES] = {
    [STORY_WEARING_IN] = "wearing-in", [STORY_RIGID] = "worn-path",   [STORY_DOSE] = "dose",
    [STORY_CASCADE] = "signals",       [STORY_GROWTH] = "contacts",   [STORY_PRACTICE] = "practice",
    [STORY_LASTING] = "lasting",
};

void visit_counts_chapters(unsigned chapters, char *text, size_t size)
{
    size_t used = 0;
    text[0] = 0;
    for (int i = 0; i < STORY_PHASES && used < size; i++)
        if (chapters >> i & 1u)
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? "+" : "",
                                     CHAPTERS[i]);
}

/* Whether it is a file of ours, whole lines under its head; *rows of them. */
static bool is_sound(const char *text, size_t size, unsigned *rows)
{
    *rows = 0;
    if (strlen(text) != size || strncmp(text, HEAD, strlen(HEAD)) != 0 || text[size - 1] != '\n')
        return false;
    for (const char *line = text + strlen(HEAD); *line; line = strchr(line, '\n') + 1) {
        size_t length = strcspn(line, "\n");
        unsigned commas = 0;
        for (size_t i = 0; i < length; i++)
            commas += line[i] == ',';
        if (commas != 3 || length >= LINE)
            return false;
        ++*rows;
    }
    return true;
}

/* What is there already, with room for one more line; NULL with *error. */
static char *read_day(const char *path, unsigned *rows, struct error *error)
{
    struct error reading = {0};
    size_t size = 0;
    char *text = files_read(path, MOST_BYTES, &size, &reading);
    if (text && !is_sound(text, size, rows)) {
        reading.id = ERROR_FILE_READ;
        snprintf(reading.text, sizeof reading.text, "'%.300s' is damaged", path);
        free(text);
        text = NULL;
    }
    if (!text) {
        *rows = 0;
        size = strlen(HEAD);
        if (reading.id != ERROR_FILE_MISSING) {
            if (!state_set_aside(path, error))
                return NULL;
            error_set(error, ERROR_FILE_READ, "%.400s; it was set aside as .damaged",
                      reading.text);
        }
    }
    char *longer = realloc(text, size + LINE + 1);
    if (!longer) {
        free(text);
        error_set(error, ERROR_MEMORY, "no memory to count a visit");
        return NULL;
    }
    if (!text)
        memcpy(longer, HEAD, size + 1);
    return longer;
}

bool visit_counts_add(const char *day, const char *start, const struct visit_past *past,
                      struct error *error)
{
    char name[32], path[1024], chapters[LINE];
    unsigned rows;
    *error = (struct error){0};
    snprintf(name, sizeof name, "%.10s.csv", day);
    if (!state_home(FOLDER, name, true, path, sizeof path, error))
        return false;
    char *text = read_day(path, &rows, error);
    if (!text)
        return false;
    if (rows >= VISIT_COUNTS_ROWS) {
        free(text);
        return true;
    }
    struct error writing;
    size_t used = strlen(text);
    visit_counts_chapters(past->chapters, chapters, sizeof chapters);
    snprintf(text + used, LINE, "%.5s,%.0f,%s,%s\n", start, past->length_s,
             past->language < LANGUAGES ? language_facts((enum language)past->language)->tag : "",
             chapters);
    bool written = files_write(path, text, strlen(text), &writing);
    free(text);
    if (!written) {
        *error = writing;
        return false;
    }
    *strrchr(path, '/') = 0;
    state_prune(path, ".csv", KEPT_DAYS);
    return true;
}

static void forget_first(struct visit_counts *counts)
{
    counts->n--;
    memmove(counts->waiting, counts->waiting + 1, counts->n * sizeof *counts->waiting);
}

void visit_counts_note(struct visit_counts *counts, const char *day, const char *start,
                       const struct visit_past *past)
{
    if (counts->n == VISIT_COUNTS_WAITING)
        forget_first(counts);
    struct visit_counts_row *row = &counts->waiting[counts->n++];
    snprintf(row->day, sizeof row->day, "%s", day);
    snprintf(row->start, sizeof row->start, "%s", start);
    row->past = *past;
}

bool visit_counts_write(struct visit_counts *counts, struct error *error)
{
    struct error told = {0};
    bool written = true;
    *error = told;
    while (written && counts->n) {
        const struct visit_counts_row *row = counts->waiting;
        written = visit_counts_add(row->day, row->start, &row->past, &told);
        if (told.id != ERROR_NONE)
            *error = told;
        if (written)
            forget_first(counts);
    }
    return written;
}
