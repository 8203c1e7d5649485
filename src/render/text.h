/* Lines of text as pictures in one atlas texture: shaped whole by SDL_ttf and HarfBuzz, kept
 * until their place is needed. */
#ifndef SNOWMELT_RENDER_TEXT_H
#define SNOWMELT_RENDER_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include <glad/gl.h>

#include "base/error.h"
#include "scene/plan.h"

struct text;

/* Where a line lies in the atlas, texels. */
struct text_place {
    int x, y, width, height;
};

enum text_result { TEXT_PLACED, TEXT_FULL, TEXT_NOTHING };

/* Files as in struct render_options; `more` may be NULL. NULL with ERROR_FONT_MISSING or
 * ERROR_MEMORY. Needs no OpenGL before the first line is placed. */
struct text *text_create(const char *const latin[3], const char *const (*more)[3],
                         struct error *error);
void text_destroy(struct text *text);

/* Lines placed from now on are not pushed out before the next call. */
void text_begin_picture(struct text *text);

/* Puts the line into the atlas if it is not there. TEXT_FULL: all the room is taken by lines of
 * this picture; TEXT_NOTHING: it has no extent, or cannot be drawn. */
enum text_result text_place(struct text *text, enum plan_weight weight, float size_px,
                            const char *line, struct text_place *place);

/* Forgets every place; what was placed must be placed again. */
void text_clear(struct text *text);

GLuint text_atlas(const struct text *text);

/* As render_text_size(). */
void text_size(struct text *text, enum plan_weight weight, float size_px, const char *string,
               float *width, float *ascent, float *line_height);

/* Bytes sent to the GPU since the last call. */
uint64_t text_take_upload(struct text *text);

#endif
