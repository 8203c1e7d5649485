/* Who may include whom, and what no room but its own may touch. Every #include and every call
 * in src/ is read; the same reading is tried on made-up breaches, so that it is known to see. */
#include <ctype.h>
#include <fts.h>

#include "scratch.h"

/* A room and the headers it may include: rooms (all their headers) or single headers. */
static const struct {
    const char *room;
    const char *may[10];
} LAYERS[] = {
    {"base", {NULL}},
    {"platform", {"base/"}},
    {"model", {"base/"}},
    {"story", {"base/", "model/"}},
    {"scene", {"base/", "story/story.h", "story/scenario.h", "model/snapshot.h"}},
    {"render", {"base/", "scene/"}},
    {"ui", {"base/", "render/", "scene/", "story/story.h", "story/scenario.h", "story/talk.h",
            "story/comparison.h", "model/snapshot.h"}},
    {"commands", {"base/", "ui/", "platform/", "render/", "scene/", "story/", "model/"}},
    {"", {"commands/"}}, /* main.c */
};

/* Outside libraries, by how their headers begin, and the only places that may include them. */
static const struct {
    const char *header;
    const char *places[5];
} LIBRARIES[] = {
    {"SDL_ttf.h", {"render/text"}},
    {"SDL", {"platform/", "render/text"}},
    {"glad/", {"render/"}},
    {"GL/", {NULL}},
    {"GLES", {NULL}},
    {"EGL/", {NULL}},
    {"KHR/", {NULL}},
    {"png.h", {"platform/"}},
    {"hpdf.h", {"platform/pdf"}},
    {"cyaml/", {"story/"}},
    {"yaml.h", {"story/"}},
    {"cglm/", {"scene/", "render/"}},
    {"fribidi.h", {"render/text"}},
    {"libintl.h", {"ui/language"}},
    {"locale.h", {"ui/language"}},
    {"shader_sources.h", {"render/"}},
    {"model_version.h", {"model/store"}},
    {"spawn.h", {"platform/"}},
    {"dirent.h", {"platform/"}},
    {"pthread.h", {"commands/", "model/team"}},
    {"sched.h", {"platform/", "model/team"}},
    {"stdatomic.h", {"commands/", "model/team"}},
    {"threads.h", {"commands/"}},
    {"time.h", {"platform/", "commands/"}},
    {"lo/", {"platform/osc"}},
    {"dbus/", {"platform/desktop"}},
    {"arpa/", {"platform/osc"}},
    {"netinet/", {"platform/osc"}},
    {"netdb.h", {NULL}},
    /* ffmpeg for a pair of pipes, notify for the service manager, speech for who speaks: all of this
     * machine. */
    {"sys/socket.h", {"platform/osc", "platform/ffmpeg", "platform/notify", "platform/speech"}},
    {"sys/", {"platform/"}},
    {"unistd.h", {"platform/"}},
};

/* The model is pure: nothing but these of libc. */
static const char *const MODEL_LIBC[] = {"assert.h", "float.h",  "limits.h", "math.h",
                                         "stdalign.h", "stdbool.h", "stddef.h", "stdint.h",
                                         "stdlib.h", "string.h", "inttypes.h"};

/* Below commands/ nothing prints to a stream of the process or ends it. */
static const char *const ENDINGS[] = {"printf",  "puts", "putchar", "perror", "exit",
                                      "_exit",   "abort", "quick_exit", "vprintf"};

/* Calls of the clock and of libc's own randomness, which no result may hang on. */
static const char *const CLOCKS[] = {"clock_gettime", "gettimeofday", "time", "clock", "rand",
                                     "srand", "random", "drand48", "getrandom"};

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The room of "scene/plan.h" is "scene", of "main.c" "". */
static void room_of(const char *path, char room[32])
{
    const char *slash = strchr(path, '/');
    snprintf(room, 32, "%.*s", slash ? (int)(slash - path) : 0, path);
}

static bool may_include(const char *file, const char *header)
{
    char room[32], other[32];
    room_of(file, room);
    room_of(header, other);
    if (strcmp(room, other) == 0)
        return room[0];
    for (unsigned i = 0; i < sizeof LAYERS / sizeof LAYERS[0]; i++) {
        if (strcmp(LAYERS[i].room, room) != 0)
            continue;
        for (const char *const *may = LAYERS[i].may; *may; may++)
            if (strcmp(header, *may) == 0 ||
                ((*may)[strlen(*may) - 1] == '/' && begins(header, *may)))
                return true;
    }
    return false;
}

static bool is_ours(const char *header)
{
    for (unsigned i = 0; i < sizeof LAYERS / sizeof LAYERS[0]; i++) {
        size_t length = strlen(LAYERS[i].room);
        if (length && begins(header, LAYERS[i].room) && header[length] == '/')
            return true;
    }
    return false;
}

static bool library_allowed(const char *file, const char *header)
{
    for (unsigned i = 0; i < sizeof LIBRARIES / sizeof LIBRARIES[0]; i++) {
        if (!begins(header, LIBRARIES[i].header))
            continue;
        for (const char *const *place = LIBRARIES[i].places; *place; place++)
            if (begins(file, *place))
                return true;
        return false;
    }
    if (!begins(file, "model/"))
        return true;
    for (unsigned i = 0; i < sizeof MODEL_LIBC / sizeof MODEL_LIBC[0]; i++)
        if (strcmp(header, MODEL_LIBC[i]) == 0)
            return true;
    return false;
}

/* Blanks comments and what stands in quotes, so that words in them are not taken for calls. */
static void blank_words(char *text)
{
    for (char *c = text; *c; c++) {
        if (c[0] == '/' && c[1] == '*') {
            while (*c && !(c[0] == '*' && c[1] == '/')) {
                if (*c != '\n')
                    *c = ' ';
                c++;
            }
            if (!*c)
                return;
            c[0] = c[1] = ' ';
        } else if (c[0] == '/' && c[1] == '/') {
            while (*c && *c != '\n')
                *c++ = ' ';
            if (!*c)
                return;
        } else if (*c == '"' || *c == '\'') {
            char quote = *c;
            for (c++; *c && *c != quote && *c != '\n'; c++) {
                if (*c == '\\' && c[1])
                    *c++ = ' ';
                *c = ' ';
            }
            if (!*c)
                return;
        }
    }
}

/* The first call `name(` in the text, NULL if there is none. */
static const char *find_call(const char *text, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = text; (at = strstr(at, name)); at += length) {
        bool word = at == text || !(isalnum((unsigned char)at[-1]) || at[-1] == '_' ||
                                    at[-1] == '.' || (at > text + 1 && at[-1] == '>' &&
                                                      at[-2] == '-'));
        const char *after = at + length;
        while (*after == ' ')
            after++;
        if (word && *after == '(')
            return at;
    }
    return NULL;
}

static unsigned line_of(const char *text, const char *at)
{
    unsigned line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

static unsigned check_includes(const char *file, const char *text, char *report, size_t size)
{
    unsigned breaches = 0, line = 0;
    for (const char *at = text; *at; at += strcspn(at, "\n"), at += *at == '\n') {
        line++;
        const char *word = at + strspn(at, " \t");
        if (*word != '#')
            continue;
        word += 1 + strspn(word + 1, " \t");
        if (!begins(word, "include"))
            continue;
        word += 7 + strspn(word + 7, " \t");
        char header[256];
        if ((*word != '"' && *word != '<') ||
            (size_t)snprintf(header, sizeof header, "%.*s", (int)strcspn(word + 1, "\">\n"),
                             word + 1) >= sizeof header)
            continue;
        bool allowed = *word == '"' && strchr(header, '/') && !is_ours(header)
                           ? library_allowed(file, header)
                       : is_ours(header) ? may_include(file, header)
                                         : library_allowed(file, header);
        if (!allowed) {
            breaches++;
            snprintf(report, size, "%s:%u must not include %s", file, line, header);
        }
    }
    return breaches;
}

static unsigned check_calls(const char *file, char *text, char *report, size_t size)
{
    unsigned breaches = 0;
    blank_words(text);
    bool may_print = begins(file, "commands/") || strcmp(file, "main.c") == 0;
    for (unsigned i = 0; !may_print && i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
        const char *at = find_call(text, ENDINGS[i]);
        if (at) {
            breaches++;
            snprintf(report, size, "%s:%u must not call %s()", file, line_of(text, at),
                     ENDINGS[i]);
        }
    }
    /* The progress bar is the one thing below commands/ that speaks for itself. */
    if (!may_print && strcmp(file, "platform/progress.c") != 0) {
        static const char *const STREAMS[] = {"stderr", "stdout"};
        for (unsigned i = 0; i < 2; i++) {
            const char *at = strstr(text, STREAMS[i]);
            if (at) {
                breaches++;
                snprintf(report, size, "%s:%u must not write to %s", file, line_of(text, at),
                         STREAMS[i]);
            }
        }
    }
    for (unsigned i = 0; !begins(file, "platform/") && i < sizeof CLOCKS / sizeof CLOCKS[0];
         i++) {
        const char *at = find_call(text, CLOCKS[i]);
        if (at) {
            breaches++;
            snprintf(report, size, "%s:%u must not call %s()", file, line_of(text, at), CLOCKS[i]);
        }
    }
    return breaches;
}

/* Number of breaches in one file, named as below src/; the last is told in *report. */
static unsigned check(const char *file, const char *text, char *report, size_t size)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    unsigned breaches = check_includes(file, copy, report, size);
    breaches += check_calls(file, copy, report, size);
    free(copy);
    return breaches;
}

static char *read_source(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    size_t size = fread(text, 1, (1 << 20) - 1, file);
    assert_in_range(size, 1, (1 << 20) - 2);
    fclose(file);
    return text;
}

static void every_file_keeps_to_its_layer(void **state)
{
    (void)state;
    char root[] = SNOWMELT_SOURCE_DIR "/src", *roots[] = {root, NULL}, report[400];
    unsigned files = 0, breaches = 0;
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    assert_non_null(tree);
    const FTSENT *entry;
    while ((entry = fts_read(tree))) {
        const char *end = strrchr(entry->fts_name, '.');
        if (entry->fts_info != FTS_F || !end || (strcmp(end, ".c") && strcmp(end, ".h")))
            continue;
        files++;
        char *text = read_source(entry->fts_path);
        const char *file = entry->fts_path + strlen(root) + 1;
        unsigned found = check(file, text, report, sizeof report);
        if (found)
            print_error("%s\n", report);
        breaches += found;
        char room[32];
        room_of(file, room);
        assert_true(!room[0] || is_ours(file)); /* a new room needs a layer */
        free(text);
    }
    fts_close(tree);
    assert_true(files >= 20);
    assert_int_equal(breaches, 0);
}

static const struct {
    const char *file, *text, *word;
} BREACHES[] = {
    {"model/a.c", "#include \"story/story.h\"\n", "story/story.h"},
    {"model/a.c", "#include <stdio.h>\n", "stdio.h"},
    {"model/a.c", "#include <SDL.h>\n", "SDL.h"},
    {"scene/a.c", "\n  #  include \"model/model.h\"\n", "a.c:2"},
    {"scene/a.c", "#include \"render/render.h\"\n", "render"},
    {"render/a.c", "#include \"model/snapshot.h\"\n", "snapshot"},
    {"render/a.c", "#include \"ui/ui.h\"\n", "ui/ui.h"},
    {"render/target.c", "#include <SDL_ttf.h>\n", "SDL_ttf.h"},
    {"ui/a.c", "#include \"model/model.h\"\n", "model/model.h"},
    {"ui/a.c", "#include <glad/gl.h>\n", "glad"},
    {"platform/a.c", "#include \"story/story.h\"\n", "story"},
    {"platform/a.c", "#include \"glad/gl.h\"\n", "glad"},
    {"platform/a.c", "#include <sys/socket.h>\n", "socket"},
    {"base/a.c", "#include \"model/model.h\"\n", "model"},
    {"main.c", "#include \"model/model.h\"\n", "model"},
    {"story/a.c", "#include <time.h>\n", "time.h"},
    {"scene/a.c", "void f(void) { printf(\"x\"); }\n", "printf()"},
    {"story/a.c", "void f(void)\n{\n    exit (1);\n}\n", "a.c:3"},
    {"render/a.c", "void f(void) { abort(); }\n", "abort()"},
    {"render/a.c", "void f(void) { fprintf(stderr, \"x\"); }\n", "stderr"},
    {"commands/a.c", "double f(void) { return time(0); }\n", "time()"},
    {"story/a.c", "int f(void) { return rand(); }\n", "rand()"},
};

static const struct {
    const char *file, *text;
} CLEAN[] = {
    {"scene/a.c", "#include \"model/snapshot.h\"\n#include \"scene/plan.h\"\n"},
    {"render/text.c", "#include <SDL_ttf.h>\n#include \"scene/plan.h\"\n"},
    {"model/a.c", "#include <math.h>\n/* printf() is not called, exit( neither */\n"},
    {"model/a.c", "// exit(1)\nvoid f(void) { g(\"abort() \\\" exit(\"); }\n"},
    {"story/a.c", "void f(char *a) { snprintf(a, 1, \"x\"); on_exit_of(a); }\n"},
    {"scene/a.c", "float f(struct s *s) { return s->clock(1) + s.time(2) + story_clock(3); }\n"},
    {"commands/a.c", "void f(void) { printf(\"x\"); }\n"},
    {"platform/progress.c", "void f(void) { fprintf(stderr, \"x\"); }\n"},
};

static void a_made_up_breach_is_seen(void **state)
{
    (void)state;
    char report[400];
    for (unsigned i = 0; i < sizeof BREACHES / sizeof BREACHES[0]; i++) {
        report[0] = 0;
        unsigned n = check(BREACHES[i].file, BREACHES[i].text, report, sizeof report);
        if (n != 1 || !strstr(report, BREACHES[i].word))
            fail_msg("%s: %u breaches, '%s'", BREACHES[i].text, n, report);
    }
}

static void what_is_right_is_no_breach(void **state)
{
    (void)state;
    char report[400] = "";
    for (unsigned i = 0; i < sizeof CLEAN / sizeof CLEAN[0]; i++)
        if (check(CLEAN[i].file, CLEAN[i].text, report, sizeof report))
            fail_msg("%s", report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_keeps_to_its_layer),
        cmocka_unit_test(a_made_up_breach_is_seen),
        cmocka_unit_test(what_is_right_is_no_breach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
