/* The pages made from the option table, the entry in the menu, and the unit of an exhibition: that
 * they are well-formed and name all there is. */
#include <sys/wait.h>

#include "scratch.h"

#include "commands/option_table.h"
#include "platform/files.h"

enum { MOST_BYTES = 1 << 18 };

static char *text_of(const char *path)
{
    struct error error;
    char *text = files_read(path, MOST_BYTES, NULL, &error);
    if (!text)
        fail_msg("%s", error.text);
    return text;
}

static char *page(const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/pages/%s", SNOWMELT_BUILD_DIR, name);
    return text_of(path);
}

static char *source(const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/packaging/%s", SNOWMELT_SOURCE_DIR, name);
    return text_of(path);
}

static void assert_has(const char *text, const char *part, const char *where)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in %s", part, where);
}

/* As roff writes it: with a sign before each hyphen. */
static void escaped(const char *text, char *to)
{
    for (; *text; text++) {
        if (*text == '-')
            *to++ = '\\';
        *to++ = *text;
    }
    *to = 0;
}

static void the_manual_names_every_option_and_command(void **state)
{
    (void)state;
    char *text = page("snowmelt.1"), name[64], part[140];
    assert_memory_equal(text, ".TH SNOWMELT 1 ", 15);
    for (unsigned i = 0; i < OPTION_ROWS; i++) {
        escaped(OPTION_TABLE[i].name, name);
        snprintf(part, sizeof part, "\\fB\\-\\-%s\\fR%s", name,
                 OPTION_TABLE[i].argument ? " \\fI" : "\n");
        assert_has(text, part, "the manual");
    }
    for (int i = 0; i < COMMANDS; i++) {
        escaped(OPTION_COMMANDS[i].name, name);
        snprintf(part, sizeof part, "\n.TP\n.B %s\n", name);
        assert_has(text, part, "the manual");
    }
    assert_has(text, "snowmelt " SNOWMELT_VERSION, "the manual");
    free(text);
}

/* A line that begins with a full stop is a request, and only these are used. */
static void the_manual_has_no_request_by_accident(void **state)
{
    static const char *const REQUESTS[] = {".TH ", ".SH ", ".TP\n", ".B ", ".RI "};
    (void)state;
    char *text = page("snowmelt.1");
    for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
        assert_non_null(strchr(line, '\n'));
        bool known = *line != '.' && *line != '\'' && *line != '\n';
        for (size_t i = 0; i < sizeof REQUESTS / sizeof *REQUESTS; i++)
            known = known || strncmp(line, REQUESTS[i], strlen(REQUESTS[i])) == 0;
        if (!known)
            fail_msg("%.*s", (int)strcspn(line, "\n"), line);
    }
    free(text);
}

static void completions_offer_every_command_and_option(void **state)
{
    static const struct {
        const char *page, *command, *option;
    } SHELLS[] = {{"snowmelt.bash", "    %s)\n", " --%s"},
                  {"_snowmelt", "%s\\:\"", "'*--%s["},
                  {"snowmelt.fish", "-a %s -d", "-l %s "}};
    (void)state;
    for (size_t s = 0; s < sizeof SHELLS / sizeof *SHELLS; s++) {
        char *text = page(SHELLS[s].page), part[120];
        for (int i = 0; i < COMMANDS; i++) {
            snprintf(part, sizeof part, SHELLS[s].command, OPTION_COMMANDS[i].name);
            assert_has(text, part, SHELLS[s].page);
        }
        for (unsigned i = 0; i < OPTION_ROWS; i++) {
            snprintf(part, sizeof part, SHELLS[s].option, OPTION_TABLE[i].name);
            assert_has(text, part, SHELLS[s].page);
        }
        free(text);
    }
}

/* Asks bash itself what it offers at the end of the words; "WORD\n" for each. */
static void offered(void **state, const char *words, char *text, size_t size)
{
    char script[1200], path[600];
    snprintf(script, sizeof script,
             "source '" SNOWMELT_BUILD_DIR "/pages/snowmelt.bash'; COMP_WORDS=(%s); "
             "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _snowmelt; "
             "printf '%%s\\n' \"${COMPREPLY[@]}\" >'%s'",
             words, scratch_path(state, "offered", path));
    char *const argv[] = {"bash", "-c", script, NULL};
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[0], argv);
        _exit(127);
    }
    int status = 0;
    assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
    assert_int_equal(status, 0);
    char *whole = text_of(path);
    snprintf(text, size, "%s", whole);
    free(whole);
}

static void bash_offers_what_fits_the_place(void **state)
{
    char text[2000];
    offered(state, "snowmelt rec", text, sizeof text);
    assert_string_equal(text, "record\n");
    offered(state, "snowmelt record --theme ''", text, sizeof text);
    assert_string_equal(text, "night\nday\n");
    offered(state, "snowmelt record --theme = d", text, sizeof text);
    assert_string_equal(text, "day\n");
    offered(state, "snowmelt record --full", text, sizeof text);
    assert_string_equal(text, "\n");
    offered(state, "snowmelt --full", text, sizeof text);
    assert_string_equal(text, "--fullscreen\n");
    offered(state, "snowmelt bench fra", text, sizeof text);
    assert_string_equal(text, "frame\nframes\n");
}

/* Every key has a value, those a menu needs are there, and the icon is one that is installed. */
static void the_entry_in_the_menu_is_well_formed(void **state)
{
    (void)state;
    char *text = source("snowmelt.desktop");
    assert_memory_equal(text, "[Desktop Entry]\n", 16);
    for (const char *line = strchr(text, '\n') + 1; *line; line = strchr(line, '\n') + 1) {
        size_t length = strcspn(line, "\n"), key = strcspn(line, "=\n");
        assert_true(line[length] == '\n' && key > 0 && key + 1 < length);
    }
    static const char *const NEEDED[] = {"\nType=Application\n", "\nName=", "\nExec=snowmelt\n",
                                         "\nIcon=snowmelt\n",    "\nCategories="};
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++)
        assert_has(text, NEEDED[i], "snowmelt.desktop");
    free(text);
    free(source("snowmelt.svg"));
}

/* Each element that is opened is closed by its own name, in the order of nesting. */
static void assert_nested(const char *text, const char *where)
{
    const char *open[32];
    int depth = 0;
    for (const char *at = text; (at = strchr(at, '<')); at++) {
        const char *end = strncmp(at, "<!--", 4) == 0 ? strstr(at, "-->") : strchr(at, '>');
        if (!end)
            fail_msg("%s: no end of %.30s", where, at);
        bool alone = at[1] == '?' || at[1] == '!' || end[-1] == '/';
        size_t name = strcspn(at + 1 + (at[1] == '/'), " />\n");
        if (at[1] == '/') {
            if (!depth || strncmp(open[--depth], at + 2, name) != 0)
                fail_msg("%s: %.30s closes what is not open", where, at);
        } else if (!alone) {
            assert_true(depth < 32);
            open[depth++] = at + 1;
        }
        at = end;
    }
    assert_int_equal(depth, 0);
}

static void what_shops_are_told_is_of_this_version(void **state)
{
    (void)state;
    char *text = page("snowmelt.metainfo.xml"), *changes, day[16];
    assert_nested(text, "snowmelt.metainfo.xml");
    char *icon = source("snowmelt.svg");
    assert_nested(icon, "snowmelt.svg");
    free(icon);
    changes = text_of(SNOWMELT_SOURCE_DIR "/CHANGELOG.md");
    const char *release = strstr(changes, "\n## ");
    assert_non_null(release);
    assert_memory_equal(release, "\n## " SNOWMELT_VERSION " - ",
                        sizeof "\n## " SNOWMELT_VERSION " - " - 1);
    assert_int_equal(sscanf(release, "\n## %*s - %15[0-9-]", day), 1);
    char part[80];
    snprintf(part, sizeof part, "<release version=\"%s\" date=\"%s\"/>", SNOWMELT_VERSION, day);
    assert_has(text, part, "snowmelt.metainfo.xml");
    assert_has(text, "<launchable type=\"desktop-id\">snowmelt.desktop<", "snowmelt.metainfo.xml");
    free(changes);
    free(text);
}

static double number_after(const char *text, const char *key)
{
    double value;
    const char *at = strstr(text, key);
    if (!at || sscanf(at + strlen(key), "%lf", &value) != 1)
        fail_msg("no number after '%s'", key + 1);
    return value;
}

/* What the unit promises: a hang costs at most ten seconds, four of them to start. */
static void an_exhibition_comes_back_in_time(void **state)
{
    (void)state;
    char *text = source("kiosk/snowmelt-kiosk.service");
    double seconds = number_after(text, "\nWatchdogSec=") +
                     number_after(text, "\nTimeoutAbortSec=") +
                     number_after(text, "\nRestartSec=");
    assert_true(seconds <= 6);
    assert_has(text, "\nRestart=always\n", "the unit");
    assert_has(text, "\nStartLimitIntervalSec=0\n", "the unit");
    assert_has(text, "\nNotifyAccess=all\n", "the unit");
    assert_has(text, "cage -d -- /usr/lib/snowmelt/kiosk-session\n", "the unit");
    free(text);
    text = source("kiosk/kiosk-session");
    assert_has(text, "\nunset WATCHDOG_PID\n", "kiosk-session");
    assert_has(text, "/usr/bin/snowmelt exhibit --config /etc/snowmelt/kiosk", "kiosk-session");
    free(text);
}

/* They are all commented out, and right when they are not. */
static void the_settings_it_comes_with_are_read(void **state)
{
    (void)state;
    char *text = source("kiosk/settings");
    for (char *line = text; *line; line = strchr(line, '\n') + 1)
        if (line[0] == '#' && line[1] != ' ' && line[1] != '\n')
            *line = ' ';
    struct options options;
    struct error error;
    option_defaults(&options);
    if (!options_parse_settings(&options, "settings", text, &error))
        fail_msg("%s", error.text);
    assert_true(options.mute);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_names_every_option_and_command),
        cmocka_unit_test(the_manual_has_no_request_by_accident),
        cmocka_unit_test(completions_offer_every_command_and_option),
        cmocka_unit_test(bash_offers_what_fits_the_place),
        cmocka_unit_test(the_entry_in_the_menu_is_well_formed),
        cmocka_unit_test(what_shops_are_told_is_of_this_version),
        cmocka_unit_test(an_exhibition_comes_back_in_time),
        cmocka_unit_test(the_settings_it_comes_with_are_read),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
