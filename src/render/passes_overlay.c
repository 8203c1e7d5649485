#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "render/device.h"

/* Pointed joints of polylines reach at most this many half widths. */
#define MITRE_MOST 2.5f

struct pen {
    struct device *device;
    uint8_t colour[4];
    float shape[3];
};

void overlay_make_stream(struct device *device)
{
    const GLsizei stride = (GLsizei)sizeof(struct overlay_vertex);
    glGenVertexArrays(1, &device->overlay.array);
    glGenBuffers(1, &device->overlay.buffer);
    glBindVertexArray(device->overlay.array);
    glBindBuffer(GL_ARRAY_BUFFER, device->overlay.buffer);
    for (GLuint i = 0; i < 4; i++)
        glEnableVertexAttribArray(i);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, stride,
                          (const void *)offsetof(struct overlay_vertex, at));
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride,
                          (const void *)offsetof(struct overlay_vertex, local));
    glVertexAttribPointer(2, 3, GL_FLOAT, GL_FALSE, stride,
                          (const void *)offsetof(struct overlay_vertex, shape));
    glVertexAttribPointer(3, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride,
                          (const void *)offsetof(struct overlay_vertex, colour));
}

static bool reserve(struct device *device, uint32_t more)
{
    if (device->n_vertices + more <= device->max_vertices)
        return true;
    uint32_t most = (device->n_vertices + more) * 2;
    most = most < 4096 ? 4096 : most;
    struct overlay_vertex *larger = realloc(device->vertices, most * sizeof *larger);
    if (!larger)
        return false;
    device->vertices = larger;
    device->max_vertices = most;
    return true;
}

static void add_vertex(const struct pen *pen, float x, float y, float u, float v)
{
    struct overlay_vertex *to = &pen->device->vertices[pen->device->n_vertices++];
    *to =
        (struct overlay_vertex){{x, y}, {u, v}, {pen->shape[0], pen->shape[1], pen->shape[2]}, {0}};
    memcpy(to->colour, pen->colour, sizeof to->colour);
}

/* at and local of the corners: top left and bottom right. */
static void add_quad(const struct pen *pen, const float at[4], const float local[4])
{
    if (!reserve(pen->device, 6))
        return;
    add_vertex(pen, at[0], at[1], local[0], local[1]);
    add_vertex(pen, at[2], at[1], local[2], local[1]);
    add_vertex(pen, at[0], at[3], local[0], local[3]);
    add_vertex(pen, at[0], at[3], local[0], local[3]);
    add_vertex(pen, at[2], at[1], local[2], local[1]);
    add_vertex(pen, at[2], at[3], local[2], local[3]);
}

static void add_box(struct pen *pen, float x, float y, float w, float h, float radius)
{
    float hw = 0.5f * w, hh = 0.5f * h;
    pen->shape[0] = hw;
    pen->shape[1] = hh;
    pen->shape[2] = fminf(fmaxf(radius, 0.0f), fminf(hw, hh));
    add_quad(pen, (float[]){x - 1.0f, y - 1.0f, x + w + 1.0f, y + h + 1.0f},
             (float[]){-hw - 1.0f, -hh - 1.0f, hw + 1.0f, hh + 1.0f});
}

/* A negative corner radius tells the shader that it is the outside that counts. */
static void add_spot(struct pen *pen, const struct plan_box *box, const float centre[2],
                     float radius)
{
    static const float SOFT = 1.35f; /* where it is full, times the radius */
    pen->shape[0] = radius;
    pen->shape[1] = SOFT * radius;
    pen->shape[2] = -1.0f;
    float left = box->x - centre[0], top = box->y - centre[1];
    add_quad(pen, (float[]){box->x, box->y, box->x + box->w, box->y + box->h},
             (float[]){left, top, left + box->w, top + box->h});
}

struct side {
    float left[2], right[2], across, along;
};

static void add_strip_part(const struct pen *pen, const struct side *a, const struct side *b)
{
    if (!reserve(pen->device, 6))
        return;
    add_vertex(pen, a->left[0], a->left[1], -a->across, a->along);
    add_vertex(pen, a->right[0], a->right[1], a->across, a->along);
    add_vertex(pen, b->left[0], b->left[1], -b->across, b->along);
    add_vertex(pen, b->left[0], b->left[1], -b->across, b->along);
    add_vertex(pen, a->right[0], a->right[1], a->across, a->along);
    add_vertex(pen, b->right[0], b->right[1], b->across, b->along);
}

static struct side side_at(const float p[2], const float normal[2], float stretch, float reach,
                           float along)
{
    float x = normal[0] * stretch * reach, y = normal[1] * stretch * reach;
    return (struct side){{p[0] - x, p[1] - y}, {p[0] + x, p[1] + y}, reach, along};
}

/* Unit normal of a to b; false where they are the same point. */
static bool normal_of(const float a[2], const float b[2], float normal[2])
{
    float dx = b[0] - a[0], dy = b[1] - a[1];
    float length = sqrtf(dx * dx + dy * dy);
    if (!(length > 1e-4f))
        return false;
    normal[0] = -dy / length;
    normal[1] = dx / length;
    return true;
}

/* One strip with pointed joints and round ends, so that a translucent line nowhere lies over
 * itself. */
static void add_line(struct pen *pen, const float (*points)[2], uint32_t count, float half_width)
{
    float hw = fmaxf(half_width, 0.35f);
    float reach = hw + 1.0f;
    pen->shape[0] = pen->shape[1] = pen->shape[2] = hw;

    const float *from = points[0];
    float before[2] = {0.0f, 0.0f};
    struct side last = {{0}, {0}, 0.0f, 0.0f};
    bool begun = false;
    for (uint32_t i = 1; i < count; i++) {
        float normal[2];
        const float *to = points[i];
        if (!normal_of(from, to, normal))
            continue;
        if (!begun) {
            struct side end = side_at(from, normal, 1.0f, reach, reach);
            for (int k = 0; k < 2; k++) {
                float back = (k ? normal[0] : -normal[1]) * reach;
                end.left[k] += back;
                end.right[k] += back;
            }
            last = side_at(from, normal, 1.0f, reach, 0.0f);
            add_strip_part(pen, &end, &last);
            begun = true;
        } else {
            float mx = before[0] + normal[0], my = before[1] + normal[1];
            float m2 = mx * mx + my * my;
            float stretch = m2 > 1e-4f ? 2.0f / m2 : MITRE_MOST;
            float length = sqrtf(m2) * stretch;
            if (length > MITRE_MOST)
                stretch *= MITRE_MOST / length;
            struct side joint = side_at(from, (float[]){mx, my}, stretch, reach, 0.0f);
            add_strip_part(pen, &last, &joint);
            last = joint;
        }
        memcpy(before, normal, sizeof before);
        from = to;
    }
    if (!begun) {
        add_box(pen, points[0][0] - hw, points[0][1] - hw, 2.0f * hw, 2.0f * hw, hw);
        return;
    }
    struct side here = side_at(from, before, 1.0f, reach, 0.0f);
    add_strip_part(pen, &last, &here);
    struct side end = side_at(from, before, 1.0f, reach, reach);
    for (int k = 0; k < 2; k++) {
        float on = (k ? -before[0] : before[1]) * reach;
        end.left[k] += on;
        end.right[k] += on;
    }
    add_strip_part(pen, &here, &end);
}

/* Down from the line to y = bottom; only the upper edge is antialiased, it alone slants. */
static void add_area(struct pen *pen, const float (*points)[2], uint32_t count, float bottom)
{
    const float deep = 16384.0f;
    pen->shape[0] = pen->shape[1] = deep;
    pen->shape[2] = 0.0f;
    for (uint32_t i = 1; i < count; i++) {
        const float *a = points[i - 1], *b = points[i];
        if (!reserve(pen->device, 6))
            return;
        float a_deep = -deep - 1.0f, b_deep = -deep - 1.0f;
        float a_low = -deep + (bottom - a[1]), b_low = -deep + (bottom - b[1]);
        add_vertex(pen, a[0], a[1] - 1.0f, 0.0f, a_deep);
        add_vertex(pen, b[0], b[1] - 1.0f, 0.0f, b_deep);
        add_vertex(pen, a[0], bottom, 0.0f, a_low);
        add_vertex(pen, a[0], bottom, 0.0f, a_low);
        add_vertex(pen, b[0], b[1] - 1.0f, 0.0f, b_deep);
        add_vertex(pen, b[0], bottom, 0.0f, b_low);
    }
}

static const char *string_of(const struct plan *plan, const struct plan_item *item)
{
    return item->text < plan->n_strings ? plan->strings + item->text : "";
}

static void add_text(struct pen *pen, const struct plan *plan, const struct plan_item *item)
{
    struct text_place place;
    if (text_place(pen->device->text, item->weight, item->size_px, string_of(plan, item), &place) !=
        TEXT_PLACED)
        return;
    const struct plan_box *box = &item->box;
    float x = roundf(box->x + item->align * (box->w - (float)place.width));
    float y =
        box->h > 0.0f ? roundf(box->y + 0.5f * (box->h - (float)place.height)) : roundf(box->y);
    float w = (float)place.width, h = (float)place.height;
    float u = (float)place.x, v = (float)place.y;
    add_quad(pen, (float[]){x, y, x + w, y + h}, (float[]){u, v, u + w, v + h});
}

static void add_item(struct device *device, const struct plan *plan, const struct plan_item *item)
{
    struct pen pen = {.device = device};
    for (int k = 0; k < 4; k++)
        pen.colour[k] = (uint8_t)(fminf(fmaxf(item->colour[k], 0.0f), 1.0f) * 255.0f + 0.5f);
    const struct plan_box *box = &item->box;
    bool has_points =
        item->count && item->first < plan->n_points && item->count <= plan->n_points - item->first;
    const float(*points)[2] = (const float(*)[2])plan->points + item->first;
    switch (item->kind) {
    case PLAN_ITEM_RECT:
        if (box->w > 0.0f && box->h > 0.0f)
            add_box(&pen, box->x, box->y, box->w, box->h, item->radius);
        break;
    case PLAN_ITEM_DISC: {
        float r = 0.5f * box->w;
        if (r > 0.0f)
            add_box(&pen, box->x, box->y + 0.5f * box->h - r, 2.0f * r, 2.0f * r, r);
        break;
    }
    case PLAN_ITEM_LINE:
        if (has_points)
            add_line(&pen, points, item->count, item->radius);
        break;
    case PLAN_ITEM_AREA:
        if (has_points)
            add_area(&pen, points, item->count, box->y + box->h);
        break;
    case PLAN_ITEM_SPOT:
        if (has_points)
            add_spot(&pen, box, points[0], item->radius);
        break;
    case PLAN_ITEM_TEXT:
        add_text(&pen, plan, item);
        break;
    }
}

/* Places every line of the pass, so that none moves once vertices refer to it. */
static void place_lines(struct device *device, const struct plan *plan, uint32_t first,
                        uint32_t count)
{
    for (int attempt = 0; attempt < 2; attempt++) {
        bool full = false;
        for (uint32_t i = first; i < first + count && !full; i++) {
            const struct plan_item *item = &plan->items[i];
            struct text_place place;
            full = item->kind == PLAN_ITEM_TEXT &&
                   text_place(device->text, item->weight, item->size_px, string_of(plan, item),
                              &place) == TEXT_FULL;
        }
        if (!full || attempt == 1)
            return;
        text_clear(device->text);
    }
}

static void add_to_batch(struct device *device, enum program_id program, uint32_t first)
{
    uint32_t count = device->n_vertices - first;
    if (!count)
        return;
    struct overlay_batch *last = device->n_batches ? &device->batches[device->n_batches - 1] : NULL;
    if (last && last->program == program)
        last->count += count;
    else if (device->n_batches < OVERLAY_BATCHES)
        device->batches[device->n_batches++] = (struct overlay_batch){program, first, count};
}

void pass_overlay(struct device *device, const struct plan *plan, const struct plan_pass *pass)
{
    uint32_t first = pass->first < plan->n_items ? pass->first : plan->n_items;
    uint32_t left = plan->n_items - first;
    uint32_t count = pass->count < left ? pass->count : left;
    if (!count)
        return;
    place_lines(device, plan, first, count);
    device->n_vertices = device->n_batches = 0;
    for (uint32_t i = first; i < first + count; i++) {
        uint32_t at = device->n_vertices;
        add_item(device, plan, &plan->items[i]);
        add_to_batch(device, plan->items[i].kind == PLAN_ITEM_TEXT ? PROGRAM_TEXT : PROGRAM_SHAPE,
                     at);
    }
    if (!device->n_vertices)
        return;

    target_use(&device->fresh);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE);
    glBindVertexArray(device->overlay.array);
    device_stream(device, &device->overlay, device->vertices,
                  device->n_vertices * sizeof *device->vertices);
    for (uint32_t i = 0; i < device->n_batches; i++) {
        const struct overlay_batch *batch = &device->batches[i];
        if (!device_use(device, batch->program, PLAN_PASS_OVERLAY))
            continue;
        if (batch->program == PROGRAM_TEXT)
            device_bind(device, PROGRAM_TEXT, UNIFORM_ATLAS, 0, text_atlas(device->text));
        glUniform2f(device_uniform(device, batch->program, UNIFORM_SCALE),
                    2.0f / (float)plan->width, 2.0f / (float)plan->height);
        glDrawArrays(GL_TRIANGLES, (GLint)batch->first, (GLsizei)batch->count);
        device->stats->draw_calls++;
    }
}
