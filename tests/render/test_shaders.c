/* Every shader by the reference compiler, as OpenGL 3.3 core and as OpenGL ES 3.00, with and
 * without each of the switches it knows. The compiler is a program: glslangValidator of glslang-tools. */
#include "../scratch.h"

#include "shader_sources.h"

enum { SWITCHES = 8, SWITCH_SIZE = 40 };

/* The names after #ifdef and #ifndef in a text, but for GL_ES; how many. */
static int find_switches(const char *text, char names[SWITCHES][SWITCH_SIZE])
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, "#if")); at++) {
        char name[SWITCH_SIZE];
        if (sscanf(at, "#if%*[ndef] %39[A-Za-z_0-9]", name) != 1 || strcmp(name, "GL_ES") == 0)
            continue;
        bool known = false;
        for (int i = 0; i < n; i++)
            known = known || strcmp(names[i], name) == 0;
        if (!known && n < SWITCHES)
            strcpy(names[n++], name);
    }
    return n;
}

/* Writes the shader as the program would hand it over, and has it checked. */
static bool passes(void **state, const char *header, const char *define, const char *name,
                   const char *text)
{
    const char *kind = strrchr(name, '.') + 1;
    char file[600], path[620], command[1400], line[400];
    scratch_path(state, "shader", file);
    snprintf(path, sizeof path, "%s.%s", file, kind);
    FILE *source = fopen(path, "w");
    assert_non_null(source);
    fprintf(source, "%s%s%s%s#line 1\n%s", header, define[0] ? "#define " : "", define,
            define[0] ? "\n" : "", text);
    fclose(source);
    snprintf(command, sizeof command, "glslangValidator -S %s '%s' 2>&1", kind, path);
    FILE *said = popen(command, "r");
    assert_non_null(said);
    char all[4000] = "";
    while (fgets(line, sizeof line, said))
        strncat(all, line, sizeof all - strlen(all) - 1);
    bool good = pclose(said) == 0;
    if (!good)
        print_message("%s as '%.20s' with '%s':\n%s", name, header, define, all);
    return good;
}

static void need_the_compiler(void)
{
    if (system("command -v glslangValidator >/dev/null 2>&1") == 0)
        return;
    print_message("glslangValidator is missing, so no shader is checked; install glslang-tools\n");
    skip();
}

static void check_all(void **state, const char *header)
{
    need_the_compiler();
    bool good = true;
    for (unsigned i = 0; i < SHADER_SOURCE_COUNT; i++) {
        const struct shader_source *source = &SHADER_SOURCES[i];
        char names[SWITCHES][SWITCH_SIZE];
        int n = find_switches(source->text, names);
        good = passes(state, header, "", source->name, source->text) && good;
        for (int k = 0; k < n; k++)
            good = passes(state, header, names[k], source->name, source->text) && good;
    }
    assert_true(good);
}

static void test_core(void **state)
{
    check_all(state, "#version 330 core\n");
}

static void test_es(void **state)
{
    check_all(state, "#version 300 es\n");
}

static void test_the_compiler_sees_what_es_lacks(void **state)
{
    need_the_compiler();
    static const char BROKEN[] = "layout(location = 0) out vec4 o_colour;\n"
                                 "void main() { o_colour = vec4(1); }\n"; /* no precision */
    assert_true(passes(state, "#version 330 core\n", "", "good.frag", BROKEN));
    print_message("what follows is as it should be\n");
    assert_false(passes(state, "#version 300 es\n", "", "bad.frag", BROKEN));
}

static void test_switches_are_found(void **state)
{
    (void)state;
    char names[SWITCHES][SWITCH_SIZE];
    assert_int_equal(find_switches("#ifdef GL_ES\n#ifdef A\n#ifndef B_2\n#if defined A\n#ifdef A\n",
                                   names),
                     2);
    assert_string_equal(names[0], "A");
    assert_string_equal(names[1], "B_2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_core, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(test_es, scratch_make, scratch_remove),
        cmocka_unit_test_setup_teardown(test_the_compiler_sees_what_es_lacks, scratch_make,
                                        scratch_remove),
        cmocka_unit_test(test_switches_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
