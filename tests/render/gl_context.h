/* An OpenGL context without a window, for the tests of render/. */
#ifndef SNOWMELT_TESTS_RENDER_GL_CONTEXT_H
#define SNOWMELT_TESTS_RENDER_GL_CONTEXT_H

#include <stdbool.h>

#include <SDL.h>

#include "render/render.h"

struct gl_context {
    SDL_Window *window;
    SDL_GLContext context;
};

static inline bool gl_context_open(struct gl_context *gl)
{
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "offscreen");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return false;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS, SDL_GL_CONTEXT_DEBUG_FLAG);
    gl->window = SDL_CreateWindow("test", 0, 0, 64, 64, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
    gl->context = gl->window ? SDL_GL_CreateContext(gl->window) : NULL;
    return gl->context != NULL;
}

static inline void gl_context_close(struct gl_context *gl)
{
    if (gl->context)
        SDL_GL_DeleteContext(gl->context);
    if (gl->window)
        SDL_DestroyWindow(gl->window);
    SDL_Quit();
}

static inline render_proc gl_context_proc(const char *name)
{
    union {
        void *object;
        render_proc function;
    } of = {SDL_GL_GetProcAddress(name)};
    return of.function;
}

static inline struct render_options gl_context_options(void)
{
    return (struct render_options){
        .loader = gl_context_proc,
        .font_files = {"/usr/share/fonts/opentype/inter/Inter-Regular.otf",
                       "/usr/share/fonts/opentype/inter/Inter-Medium.otf",
                       "/usr/share/fonts/opentype/inter/Inter-Bold.otf"},
    };
}

#endif
