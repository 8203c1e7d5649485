/* Dendritic trees. Their branches never change shape, so they are laid out as triangles once, in
 * the order of their level; a picture then costs three texels a stem and one draw of as many
 * branches as are to be seen. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/device.h"

/* Segments of a branch by its bend, mm that a corner may be off the curve. */
enum { MOST_SEGMENTS = 4, STEMS_A_ROW = 128, TEXELS_A_STEM = 4 };
#define CORNER_MM          0.020f
#define CORNER_MM_SOFTWARE 0.080f
#define GROUND_MM          (-0.45f) /* where a tree in leaf goes into the ground */

struct branch_vertex {
    float at[4];       /* point, radius with the sign of its side */
    float along[4];    /* unit direction, level */
    float stem, share; /* the last 0..1 from end to end */
};

static int segments_of(const struct plan_branch *branch, float corner_mm)
{
    float bend = 0.0f;
    for (int i = 0; i < 2; i++) {
        float square = 0.0f;
        for (int k = 0; k < 3; k++) {
            float d = branch->p[i][k] - 2.0f * branch->p[i + 1][k] + branch->p[i + 2][k];
            square += d * d;
        }
        bend = fmaxf(bend, sqrtf(square));
    }
    float n = ceilf(sqrtf(0.75f * bend / corner_mm));
    return n < 1.0f ? 1 : n > (float)MOST_SEGMENTS ? MOST_SEGMENTS : (int)n;
}

static void lay_pair(const struct plan_branch *branch, float t, struct branch_vertex out[2])
{
    float m = 1.0f - t, length = 0.0f;
    struct branch_vertex *v = &out[0];
    for (int k = 0; k < 3; k++) {
        float p0 = branch->p[0][k], p1 = branch->p[1][k];
        float p2 = branch->p[2][k], p3 = branch->p[3][k];
        v->at[k] = m * m * m * p0 + 3.0f * m * m * t * p1 + 3.0f * m * t * t * p2 + t * t * t * p3;
        v->along[k] = m * m * (p1 - p0) + 2.0f * m * t * (p2 - p1) + t * t * (p3 - p2);
        length += v->along[k] * v->along[k];
    }
    length = fmaxf(sqrtf(length), 1e-9f);
    for (int k = 0; k < 3; k++)
        v->along[k] /= length;
    v->at[3] = fmaxf(m * branch->radius[0] + t * branch->radius[1], 1e-6f);
    v->along[3] = branch->level;
    v->stem = (float)branch->stem;
    v->share = t;
    out[1] = out[0];
    out[1].at[3] = -out[0].at[3];
}

/* Vertices and indices of all branches; false when memory ran out. */
struct layout {
    struct branch_vertex *vertices;
    uint32_t *indices;
    uint32_t n_vertices, n_indices;
};

/* Roots of a tree in leaf lie in the ground (arbour.vert); they need not be drawn. */
static bool buried(const struct plan_branch *branch)
{
    return branch->p[0][1] <= 0.0f && branch->p[3][1] < GROUND_MM;
}

/* All branches again, without those that are buried. */
static void lay_out_leafy(const struct plan *plan, struct layout *layout, uint32_t *index_end)
{
    const uint32_t n = plan->n_branches;
    for (uint32_t i = 0, from = 0; i < n; from = index_end[i++]) {
        uint32_t count = buried(&plan->branches[i]) ? 0 : index_end[i] - from;
        memcpy(&layout->indices[layout->n_indices], &layout->indices[from],
               count * sizeof *layout->indices);
        layout->n_indices += count;
        index_end[n + i] = layout->n_indices;
    }
}

static bool lay_out(const struct plan *plan, float corner_mm, struct layout *layout,
                    uint32_t *index_end)
{
    const size_t pairs = (size_t)plan->n_branches * (MOST_SEGMENTS + 1);
    layout->vertices = malloc(2 * pairs * sizeof *layout->vertices);
    layout->indices = malloc(2 * 6 * pairs * sizeof *layout->indices);
    if (!layout->vertices || !layout->indices)
        return false;
    for (uint32_t i = 0; i < plan->n_branches; i++) {
        const struct plan_branch *branch = &plan->branches[i];
        int segments = segments_of(branch, corner_mm);
        for (int s = 0; s <= segments; s++) {
            uint32_t v = layout->n_vertices;
            lay_pair(branch, (float)s / (float)segments, &layout->vertices[v]);
            layout->n_vertices += 2;
            if (s == segments)
                break;
            const uint32_t corners[6] = {v, v + 1, v + 2, v + 2, v + 1, v + 3};
            memcpy(&layout->indices[layout->n_indices], corners, sizeof corners);
            layout->n_indices += 6;
        }
        index_end[i] = layout->n_indices;
    }
    lay_out_leafy(plan, layout, index_end);
    return true;
}

static void upload(struct device *device, const struct layout *layout)
{
    struct grove *grove = &device->grove;
    if (!grove->array) {
        glGenVertexArrays(1, &grove->array);
        glGenBuffers(1, &grove->vertices);
        glGenBuffers(1, &grove->indices);
    }
    const size_t size = layout->n_vertices * sizeof *layout->vertices;
    const size_t index_size = layout->n_indices * sizeof *layout->indices;
    const GLsizei stride = (GLsizei)sizeof *layout->vertices;
    glBindVertexArray(grove->array);
    glBindBuffer(GL_ARRAY_BUFFER, grove->vertices);
    glBufferData(GL_ARRAY_BUFFER, (GLsizeiptr)size, layout->vertices, GL_STATIC_DRAW);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, grove->indices);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr)index_size, layout->indices, GL_STATIC_DRAW);
    static const struct {
        int n;
        size_t offset;
    } FIELDS[] = {{4, offsetof(struct branch_vertex, at)},
                  {4, offsetof(struct branch_vertex, along)},
                  {2, offsetof(struct branch_vertex, stem)}};
    for (GLuint i = 0; i < 3; i++) {
        glEnableVertexAttribArray(i);
        glVertexAttribPointer(i, FIELDS[i].n, GL_FLOAT, GL_FALSE, stride,
                              (const void *)FIELDS[i].offset);
    }
    device->stats->upload_bytes += size + index_size;
}

/* Lays the plan's branches out, unless they are there already. */
static bool plant(struct device *device, const struct plan *plan)
{
    struct grove *grove = &device->grove;
    if (grove->revision == plan->branches_revision && grove->n_branches == plan->n_branches)
        return true;
    struct layout layout = {0};
    uint32_t *index_end = malloc(2 * plan->n_branches * sizeof *index_end);
    float corner_mm = device->software ? CORNER_MM_SOFTWARE : CORNER_MM;
    bool good = index_end && lay_out(plan, corner_mm, &layout, index_end);
    if (good) {
        upload(device, &layout);
        free(grove->index_end);
        grove->index_end = index_end;
        grove->revision = plan->branches_revision;
        grove->n_branches = plan->n_branches;
    } else {
        free(index_end);
        device_miss(device, PLAN_PASS_ARBOURS, "no memory for them; close other programs");
    }
    free(layout.vertices);
    free(layout.indices);
    return good;
}

/* The stems of the pass as a texture, for the vertices to look up. */
static bool send_stems(struct device *device, const struct plan_stem *stems, uint32_t count)
{
    struct grove *grove = &device->grove;
    int rows = (int)((count + STEMS_A_ROW - 1) / STEMS_A_ROW);
    const int width = STEMS_A_ROW * TEXELS_A_STEM;
    size_t size = (size_t)rows * STEMS_A_ROW * sizeof *stems;
    struct plan_stem *staging = device_staging(device, size);
    if (!staging)
        return false;
    memset(staging, 0, size);
    memcpy(staging, stems, count * sizeof *stems);
    if (!grove->stems) {
        glGenTextures(1, &grove->stems);
        glBindTexture(GL_TEXTURE_2D, grove->stems);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    }
    glBindTexture(GL_TEXTURE_2D, grove->stems);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    if (rows != grove->stem_rows)
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, width, rows, 0, GL_RGBA, GL_FLOAT, staging);
    else
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, rows, GL_RGBA, GL_FLOAT, staging);
    grove->stem_rows = rows;
    device->stats->upload_bytes += size;
    return true;
}

/* Branches that any of the stems shows: those up to the most detail. */
static uint32_t count_seen(const struct plan *plan, const struct plan_stem *stems, uint32_t count)
{
    float most = -1.0f;
    for (uint32_t i = 0; i < count; i++)
        if (stems[i].opacity > 0.0f)
            most = fmaxf(most, stems[i].detail + PLAN_TWIG_FADE);
    uint32_t low = 0, high = plan->n_branches;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (plan->branches[middle].level < most)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool in_leaf(const struct plan_stem *stems, uint32_t count)
{
    bool all = true;
    for (uint32_t i = 0; i < count && all; i++)
        all = stems[i].leaf >= 1.0f;
    return all;
}

void pass_arbours(struct device *device, const struct plan *plan, const struct plan_pass *pass)
{
    if (pass->first >= plan->n_stems || !plan->n_branches || !plan->branches_revision)
        return;
    uint32_t left = plan->n_stems - pass->first;
    uint32_t count = pass->count < left ? pass->count : left;
    const struct plan_stem *stems = &plan->stems[pass->first];
    uint32_t seen = count_seen(plan, stems, count);
    if (!seen || !plant(device, plan) || !send_stems(device, stems, count) ||
        !device_use(device, PROGRAM_ARBOUR, PLAN_PASS_ARBOURS))
        return;
    struct grove *grove = &device->grove;
    target_use(&device->scene);
    scene_set_camera(device, PROGRAM_ARBOUR, plan);
    device_bind(device, PROGRAM_ARBOUR, UNIFORM_STEMS, 0, grove->stems);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glBindVertexArray(grove->array);
    bool leafy = in_leaf(stems, count);
    uint32_t first = leafy ? grove->index_end[grove->n_branches - 1] : 0;
    uint32_t end = grove->index_end[leafy ? grove->n_branches + seen - 1 : seen - 1];
    GLsizei indices = (GLsizei)(end - first);
    glDrawElements(GL_TRIANGLES, indices, GL_UNSIGNED_INT,
                   (const void *)(first * sizeof(uint32_t)));
    device->stats->segments += (uint32_t)indices / 6;
    device->stats->draw_calls++;
}

void arbours_free_grove(struct grove *grove)
{
    if (grove->array)
        glDeleteVertexArrays(1, &grove->array);
    const GLuint buffers[] = {grove->vertices, grove->indices};
    if (grove->vertices)
        glDeleteBuffers(2, buffers);
    if (grove->stems)
        glDeleteTextures(1, &grove->stems);
    free(grove->index_end);
}
