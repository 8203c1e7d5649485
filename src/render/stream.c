/* Vertex buffers that are kept from picture to picture.
 *
 * Each has a copy in memory of what it holds; what is to be drawn is compared with it and only what
 * differs is sent. Nothing waits for that: the governor reads every picture's cells before it is
 * shown, so what the buffer was last drawn for is long finished.
 */
#include <stdlib.h>
#include <string.h>

#include "render/device.h"

/* Bytes compared at once, and the most that are sent though they did not change, to save a call. */
enum { BLOCK = 256, GAP = 4 * BLOCK };

static void make_room(struct stream *stream, size_t size)
{
    stream->size = size + size / 2;
    stream->filled = 0;
    free(stream->known);
    stream->known = malloc(stream->size);
    glBufferData(GL_ARRAY_BUFFER, (GLsizeiptr)stream->size, NULL, GL_DYNAMIC_DRAW);
}

static void send(struct device *device, struct stream *stream, const uint8_t *data, size_t from,
                 size_t to)
{
    glBufferSubData(GL_ARRAY_BUFFER, (GLintptr)from, (GLsizeiptr)(to - from), data + from);
    if (stream->known)
        memcpy(stream->known + from, data + from, to - from);
    device->stats->upload_bytes += to - from;
}

static bool holds(const struct stream *stream, const uint8_t *data, size_t from, size_t to)
{
    return stream->known && to <= stream->filled &&
           memcmp(stream->known + from, data + from, to - from) == 0;
}

void device_stream(struct device *device, struct stream *stream, const void *data, size_t size)
{
    glBindBuffer(GL_ARRAY_BUFFER, stream->buffer);
    if (size > stream->size)
        make_room(stream, size);
    size_t from = 0, to = 0; /* to be sent */
    for (size_t at = 0; at < size; at += BLOCK) {
        size_t end = size - at < BLOCK ? size : at + BLOCK;
        if (holds(stream, data, at, end))
            continue;
        if (to > from && at - to > GAP) {
            send(device, stream, data, from, to);
            to = from;
        }
        if (to == from)
            from = at;
        to = end;
    }
    if (to > from)
        send(device, stream, data, from, to);
    if (size > stream->filled)
        stream->filled = size;
}

void stream_free(struct stream *stream)
{
    if (stream->array)
        glDeleteVertexArrays(1, &stream->array);
    if (stream->buffer)
        glDeleteBuffers(1, &stream->buffer);
    free(stream->known);
    *stream = (struct stream){0};
}
