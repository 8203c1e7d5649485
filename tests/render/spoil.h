/* An OpenGL whose driver cannot compile the shaders that hold a given word. */
#ifndef SNOWMELT_TESTS_RENDER_SPOIL_H
#define SNOWMELT_TESTS_RENDER_SPOIL_H

#include <string.h>

#include <glad/gl.h>

#include "gl_context.h"

/* The loader has no room for either: set spoil_word before making a render. */
static const char *spoil_word;
static PFNGLSHADERSOURCEPROC spoil_source_as_given;

static void GLAD_API_PTR spoil_source(GLuint shader, GLsizei count, const GLchar *const *parts,
                                      const GLint *lengths)
{
    static const GLchar *const NONSENSE[] = {"#version 330 core\n", "this is no shader\n"};
    for (GLsizei i = 0; i < count; i++)
        if (strstr(parts[i], spoil_word)) {
            spoil_source_as_given(shader, 2, NONSENSE, NULL);
            return;
        }
    spoil_source_as_given(shader, count, parts, lengths);
}

static inline render_proc spoil_proc(const char *name)
{
    render_proc proc = gl_context_proc(name);
    if (strcmp(name, "glShaderSource") != 0)
        return proc;
    spoil_source_as_given = (PFNGLSHADERSOURCEPROC)proc;
    return (render_proc)spoil_source;
}

#endif
