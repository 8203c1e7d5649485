#include <stdlib.h>
#include <string.h>

#include "render/device.h"

void device_show(struct device *device, int w, int h, int shift_x, int shift_y)
{
    const struct target *shown = &device->shown;
    if (!shown->framebuffer || w < 1 || h < 1)
        return;
    float fit_x = (float)w / (float)shown->width, fit_y = (float)h / (float)shown->height;
    float fit = fit_x < fit_y ? fit_x : fit_y;
    int width = (int)((float)shown->width * fit + 0.5f);
    int height = (int)((float)shown->height * fit + 0.5f);
    int x = (w - width) / 2 + shift_x, y = (h - height) / 2 + shift_y;

    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_FRAMEBUFFER_SRGB);
    if (width < w || height < h || shift_x || shift_y) {
        glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    glBindFramebuffer(GL_READ_FRAMEBUFFER, shown->framebuffer);
    glBlitFramebuffer(0, 0, shown->width, shown->height, x, y, x + width, y + height,
                      GL_COLOR_BUFFER_BIT,
                      width == shown->width && height == shown->height ? GL_NEAREST : GL_LINEAR);
}

void device_finish(struct device *device)
{
    (void)device; /* the context is the current one */
    glFinish();
}

void device_capture(struct device *device, uint8_t *pixels)
{
    const struct target *shown = &device->shown;
    if (!shown->framebuffer)
        return;
    size_t width = (size_t)shown->width, height = (size_t)shown->height;
    size_t size = width * height * 4;
    if (size > device->capture_size) {
        uint8_t *larger = realloc(device->capture, size);
        if (!larger) {
            memset(pixels, 0, width * height * 3);
            return;
        }
        device->capture = larger;
        device->capture_size = size;
    }
    glBindFramebuffer(GL_READ_FRAMEBUFFER, shown->framebuffer);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, shown->width, shown->height, GL_RGBA, GL_UNSIGNED_BYTE, device->capture);
    for (size_t y = 0; y < height; y++) {
        const uint8_t *from = device->capture + (height - 1 - y) * width * 4;
        for (size_t x = 0; x < width; x++, from += 4, pixels += 3) {
            pixels[0] = from[0];
            pixels[1] = from[1];
            pixels[2] = from[2];
        }
    }
}
