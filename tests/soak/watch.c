#include "watch.h"

#include <dirent.h>
#include <malloc.h>
#include <stdio.h>

#include <glad/gl.h>

#include "platform/self.h"

/* What may come on top once it is warm. Pages are handed out and given back in lumps, and a font is
 * opened at a size that was not needed before, and then kept, with its file and half a MiB of
 * tables, until there are as many as render/text_fonts keeps; all else is counted to the piece. */
static const double RESIDENT_MORE_MIB = 24.0, HEAP_MORE_MIB = 2.0, HEAP_A_FONT_MIB = 0.5;
enum { HANDLES_MORE = 20 };
/* Names are given out from 1 on, and used again. */
enum { NAMES = 2048 };

static unsigned entries(const char *path)
{
    unsigned n = 0;
    DIR *folder = opendir(path);
    while (folder && readdir(folder))
        n++;
    if (folder)
        closedir(folder);
    return n;
}

static unsigned is(GLboolean there)
{
    return there ? 1u : 0u;
}

static unsigned count_gl(void)
{
    unsigned n = 0;
    for (GLuint name = 1; name <= NAMES; name++)
        n += is(glIsBuffer(name)) + is(glIsTexture(name)) + is(glIsFramebuffer(name)) +
             is(glIsRenderbuffer(name)) + is(glIsVertexArray(name)) + is(glIsProgram(name)) +
             is(glIsShader(name)) + is(glIsQuery(name));
    return n;
}

void watch_take(struct watch *watch)
{
    struct mallinfo2 heap = mallinfo2();
    *watch = (struct watch){.resident_mib = self_memory_mib(),
                            .heap_mib = (double)(heap.uordblks + heap.hblkhd) / 1048576.0,
                            .handles = entries("/proc/self/fd"),
                            .threads = entries("/proc/self/task"),
                            .gl_objects = count_gl()};
}

void watch_tell(const struct watch *watch, char *text, size_t size)
{
    snprintf(text, size, "resident %.1f MiB, heap %.2f MiB, %u handles, %u threads, %u GL objects",
             watch->resident_mib, watch->heap_mib, watch->handles, watch->threads,
             watch->gl_objects);
}

bool watch_holds(const struct watch *before, const struct watch *now, const char **what)
{
    unsigned fonts = now->handles > before->handles ? now->handles - before->handles : 0;
    double heap_mib = before->heap_mib + HEAP_MORE_MIB + HEAP_A_FONT_MIB * fonts;
    *what = now->resident_mib > before->resident_mib + RESIDENT_MORE_MIB ? "resident memory"
            : now->heap_mib > heap_mib                                   ? "heap"
            : now->handles > before->handles + HANDLES_MORE              ? "handles"
            : now->threads > before->threads                             ? "threads"
            : now->gl_objects > before->gl_objects                       ? "GL objects"
                                                                         : NULL;
    return !*what;
}
