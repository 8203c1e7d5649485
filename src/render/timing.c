/* How long each pass takes, by the clock of OpenGL. */
#include <string.h>

#include "render/device.h"

void timing_switch(struct device *device, bool on)
{
    struct timing *timing = &device->timing;
    if (on && !timing->queries[0])
        glGenQueries(TIMING_MARKS, timing->queries);
    timing->on = on;
}

void timing_free(struct device *device)
{
    if (device->timing.queries[0])
        glDeleteQueries(TIMING_MARKS, device->timing.queries);
}

void timing_begin(struct device *device)
{
    device->timing.n = 0;
    timing_mark(device, 0);
}

void timing_mark(struct device *device, unsigned pass)
{
    struct timing *timing = &device->timing;
    if (!timing->on || timing->n == TIMING_MARKS)
        return;
    timing->pass[timing->n] = pass;
    if (device->software) {
        glFinish();
        glGetInteger64v(GL_TIMESTAMP, &timing->at_ns[timing->n]);
    } else {
        glQueryCounter(timing->queries[timing->n], GL_TIMESTAMP);
    }
    timing->n++;
}

void timing_end(struct device *device)
{
    struct timing *timing = &device->timing;
    if (!timing->on)
        return;
    memset(device->stats->pass_ms, 0, sizeof device->stats->pass_ms);
    for (unsigned i = 0; i < timing->n; i++) {
        if (!device->software)
            glGetQueryObjecti64v(timing->queries[i], GL_QUERY_RESULT, &timing->at_ns[i]);
        if (i > 0)
            device->stats->pass_ms[timing->pass[i]] +=
                1e-6 * (double)(timing->at_ns[i] - timing->at_ns[i - 1]);
    }
}
