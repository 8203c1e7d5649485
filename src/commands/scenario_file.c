#include "commands/scenario_file.h"

#include <stdlib.h>
#include <string.h>

#include "platform/files.h"

enum { MAX_SCENARIO_BYTES = 1 << 20 };

struct scenario *scenario_file_open_text(const char *name, char **text, size_t *size,
                                         struct error *error)
{
    char path[1024];
    *text = NULL;
    if (!files_scenario(name, path, sizeof path, error))
        return NULL;
    *text = files_read(path, MAX_SCENARIO_BYTES, size, error);
    struct scenario *scenario = *text ? scenario_parse(path, *text, *size, error) : NULL;
    if (!scenario) {
        free(*text);
        *text = NULL;
    }
    return scenario;
}

struct scenario *scenario_file_open(const char *name, struct error *error)
{
    char *text;
    size_t size;
    struct scenario *scenario = scenario_file_open_text(name, &text, &size, error);
    free(text);
    return scenario;
}

bool scenario_file_list(FILE *to)
{
    char names[FILES_SCENARIOS][FILES_SCENARIO_NAME];
    unsigned n = files_scenario_names(names);
    for (unsigned i = 0; i < n; i++) {
        struct error error;
        struct scenario *scenario = scenario_file_open(names[i], &error);
        fprintf(to, "  %-26s %s\n", names[i],
                scenario ? scenario->title : "(has mistakes; see 'snowmelt check-scenario')");
        scenario_destroy(scenario);
    }
    return n > 0;
}

/* A path wins over a NAME, so that a file of any name can be checked. */
static char *read_text(const char *name, size_t *size, struct error *error)
{
    char path[1024];
    struct error unnamed;
    char *text =
        files_read(strcmp(name, "-") == 0 ? "/dev/stdin" : name, MAX_SCENARIO_BYTES, size, error);
    if (text || error->id != ERROR_FILE_MISSING || strchr(name, '/') || strchr(name, '.'))
        return text;
    return files_scenario(name, path, sizeof path, &unnamed)
               ? files_read(path, MAX_SCENARIO_BYTES, size, error)
               : NULL;
}

static void print_findings(FILE *to, const char *name, const struct findings *findings)
{
    for (unsigned i = 0; i < findings->n; i++) {
        const struct finding *finding = &findings->list[i];
        bool advice = error_exit_status(finding->id) == 0;
        fprintf(to, "%s:%u: %s%s\n", name, finding->line, advice ? "advice: " : "", finding->text);
    }
}

bool scenario_file_check(FILE *to, const char *name, struct error *error)
{
    struct findings findings = {0};
    size_t size;
    error->id = ERROR_NONE;
    char *text = read_text(name, &size, error);
    if (!text)
        return false;
    error->id = ERROR_NONE;
    if (strcmp(name, "-") == 0)
        name = "stdin";
    struct scenario *scenario = scenario_check(text, size, &findings);
    unsigned mistakes = findings_mistakes(&findings);
    bool good = scenario != NULL;

    print_findings(to, name, &findings);
    if (findings.no_memory)
        error_set(error, ERROR_MEMORY, "%s: out of memory; close other programs", name);
    else if (!good && findings.left_out)
        fprintf(to, "%s: %u mistakes, of which the first %u are told\n", name, mistakes,
                findings.n);
    else if (!good)
        fprintf(to, "%s: %u mistake%s\n", name, mistakes, mistakes == 1 ? "" : "s");
    else
        fprintf(to, "%s: good: %u places, %u path%s\n", name, scenario->n_places, scenario->n_paths,
                scenario->n_paths == 1 ? "" : "s");
    findings_free(&findings);
    scenario_destroy(scenario);
    free(text);
    return good;
}
