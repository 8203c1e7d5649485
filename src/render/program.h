/* Shader programs from the embedded sources. */
#ifndef SNOWMELT_RENDER_PROGRAM_H
#define SNOWMELT_RENDER_PROGRAM_H

#include <glad/gl.h>

#include "base/error.h"

/* Compiles and links the embedded shaders of these names ("ribbon/ribbon.vert"), each with the
 * version line and then `defines` (may be NULL) before it. 0 with ERROR_GL_SHADER, which quotes
 * the driver's first line of complaint. */
GLuint program_build(const char *vertex, const char *fragment, const char *defines,
                     struct error *error);

/* The same from given texts; the names are only for the message. */
GLuint program_build_text(const char *vertex, const char *vertex_text, const char *fragment,
                          const char *fragment_text, const char *defines, struct error *error);

#endif
