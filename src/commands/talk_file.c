#include "commands/talk_file.h"

#include <stdlib.h>
#include <string.h>

#include "platform/files.h"

static struct talk *open_talk(const char *path, const struct talk *base, struct error *error)
{
    size_t size;
    char *text = files_read(path, TALK_MOST_BYTES, &size, error);
    struct talk *talk = text ? talk_parse(path, text, size, base, error) : NULL;
    free(text);
    return talk;
}

static struct talk *open_tour(struct error *error)
{
    char path[1024];
    if (files_asset("talks/tour.yaml", path, sizeof path))
        return open_talk(path, NULL, error);
    error_set(error, ERROR_FILE_MISSING,
              "the tour (talks/tour.yaml) is not installed; install Snowmelt again, or set "
              "SNOWMELT_ASSETS to its folder");
    return NULL;
}

struct talk *talk_file_open(const char *path, struct error *error)
{
    struct talk *tour = open_tour(error);
    if (!tour || !path[0] || strcmp(path, "tour") == 0)
        return tour;
    struct talk *talk = open_talk(path, tour, error);
    free(tour);
    return talk;
}

bool talk_file_check(FILE *to, const char *path, struct error *error)
{
    struct findings findings = {0};
    size_t size;
    error->id = ERROR_NONE;
    struct talk *tour = open_tour(error);
    char *text = tour ? files_read(path, TALK_MOST_BYTES, &size, error) : NULL;
    struct talk *talk = text ? talk_check(text, size, tour, &findings) : NULL;
    for (unsigned i = 0; i < findings.n; i++)
        fprintf(to, "%s:%u: %s\n", path, findings.list[i].line, findings.list[i].text);
    if (findings.no_memory)
        error_set(error, ERROR_MEMORY, "%s: out of memory; close other programs", path);
    else if (talk)
        fprintf(to, "%s: good: %u chapter%s\n", path, talk->n_chapters,
                talk->n_chapters == 1 ? "" : "s");
    bool good = talk != NULL;
    findings_free(&findings);
    free(talk);
    free(text);
    free(tour);
    return good;
}
