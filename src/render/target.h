/* Textures that are drawn into. */
#ifndef SNOWMELT_RENDER_TARGET_H
#define SNOWMELT_RENDER_TARGET_H

#include <stdbool.h>

#include <glad/gl.h>

struct target {
    GLuint framebuffer, texture;
    int width, height;
};

/* Makes the target this size in this internal format (GL_RGBA8, GL_RGBA16F, GL_RGBA32F),
 * bilinear and clamped; does nothing if it is already. False when the driver cannot. */
bool target_ensure(struct target *target, int width, int height, GLenum format);
void target_free(struct target *target);

/* Draws go to it from now on, over its whole size. */
void target_use(const struct target *target);

#endif
