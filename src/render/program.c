#include "render/program.h"

#include <stdio.h>
#include <string.h>

#include "shader_sources.h"

static const char VERSION_LINE[] = "#version 330 core\n";

static const char *find_text(const char *name)
{
    for (unsigned i = 0; i < SHADER_SOURCE_COUNT; i++)
        if (strcmp(SHADER_SOURCES[i].name, name) == 0)
            return SHADER_SOURCES[i].text;
    return NULL;
}

/* One line is all an error may have. */
static void first_line(char *log, size_t size)
{
    log[strcspn(log, "\r\n")] = '\0';
    if (!log[0])
        snprintf(log, size, "no reason given");
}

static GLuint compile(GLenum kind, const char *name, const char *text, const char *defines,
                      struct error *error)
{
    GLuint shader = glCreateShader(kind);
    const char *parts[] = {VERSION_LINE, defines ? defines : "", "#line 1\n", text};
    glShaderSource(shader, 4, parts, NULL);
    glCompileShader(shader);
    GLint good = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (good)
        return shader;
    char log[200] = "";
    glGetShaderInfoLog(shader, sizeof log, NULL, log);
    first_line(log, sizeof log);
    error_set(error, ERROR_GL_SHADER,
              "shader %s does not compile (%s); a newer graphics driver may help, or "
              "LIBGL_ALWAYS_SOFTWARE=1",
              name, log);
    glDeleteShader(shader);
    return 0;
}

GLuint program_build_text(const char *vertex, const char *vertex_text, const char *fragment,
                          const char *fragment_text, const char *defines, struct error *error)
{
    GLuint vs = compile(GL_VERTEX_SHADER, vertex, vertex_text, defines, error);
    if (!vs)
        return 0;
    GLuint fs = compile(GL_FRAGMENT_SHADER, fragment, fragment_text, defines, error);
    if (!fs) {
        glDeleteShader(vs);
        return 0;
    }
    GLuint program = glCreateProgram();
    glAttachShader(program, vs);
    glAttachShader(program, fs);
    glLinkProgram(program);
    glDeleteShader(vs);
    glDeleteShader(fs);
    GLint good = GL_FALSE;
    glGetProgramiv(program, GL_LINK_STATUS, &good);
    if (good)
        return program;
    char log[200] = "";
    glGetProgramInfoLog(program, sizeof log, NULL, log);
    first_line(log, sizeof log);
    error_set(error, ERROR_GL_SHADER,
              "shaders %s and %s do not link (%s); a newer graphics driver may help, or "
              "LIBGL_ALWAYS_SOFTWARE=1",
              vertex, fragment, log);
    glDeleteProgram(program);
    return 0;
}

GLuint program_build(const char *vertex, const char *fragment, const char *defines,
                     struct error *error)
{
    const char *vertex_text = find_text(vertex);
    const char *fragment_text = find_text(fragment);
    if (!vertex_text || !fragment_text) {
        error_set(error, ERROR_GL_SHADER,
                  "shader %s is missing from this build; build it again from a clean folder",
                  vertex_text ? fragment : vertex);
        return 0;
    }
    return program_build_text(vertex, vertex_text, fragment, fragment_text, defines, error);
}
