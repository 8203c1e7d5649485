/* The ground of snow and forest as a grid mesh, finest where the tracks are. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/device.h"

/* Four orders, so that from wherever one looks the far ground comes before the near. */
enum { ORDERS = 4, MOST_LINES = 256 };

static const float STEP_MM = 0.8f, STEP_SOFTWARE_MM = 2.4f; /* over the tracks */
static const int FINE_PX = 150; /* a software renderer's picture half as high has twice the step */
static const float WIDEN = 1.22f, WIDEN_SOFTWARE = 1.9f;    /* from line to line beyond them */
static const float LEAST_WET = 0.003f; /* that is seen */
static const float LOWEST_SKY = 0.60f; /* below the eye's height, in rise over run */

static void field_free(struct ground_field *field)
{
    if (field->surface)
        glDeleteTextures(1, &field->surface);
    if (field->tint)
        glDeleteTextures(1, &field->tint);
    if (field->baked)
        glDeleteTextures(1, &field->baked);
    field->surface = field->tint = field->baked = 0;
}

static void mesh_free(struct ground_gl *ground)
{
    if (ground->array)
        glDeleteVertexArrays(1, &ground->array);
    if (ground->vertices)
        glDeleteBuffers(1, &ground->vertices);
    if (ground->indices)
        glDeleteBuffers(1, &ground->indices);
    ground->array = ground->vertices = ground->indices = 0;
}

void ground_free(struct device *device)
{
    struct ground_gl *ground = &device->ground;
    mesh_free(ground);
    if (ground->grain)
        glDeleteTextures(1, &ground->grain);
    for (int p = 0; p < PICTURES; p++) {
        field_free(&ground->land[p]);
        field_free(&ground->tracks[p]);
    }
}

/* Over the tracks, mm. In software a triangle costs the same whether or not it fills a pixel. */
static float mesh_step(const struct device *device)
{
    if (!device->software)
        return STEP_MM;
    float step = STEP_SOFTWARE_MM;
    for (int height = device->scene.height; height > 0 && height < FINE_PX; height *= 2)
        step *= 2.0f;
    return step;
}

/* Where lines of the mesh run along one axis: even over the tracks, further apart beyond. */
static int make_lines(const struct device *device, const struct plan_ground *plan, int axis,
                      float *lines)
{
    const struct plan_field *tracks = &plan->tracks, *land = &plan->land;
    float widen = device->software ? WIDEN_SOFTWARE : WIDEN;
    float step = device->ground.step;
    float inner[2] = {tracks->origin[axis],
                      tracks->origin[axis] +
                          tracks->cell_mm * (float)((axis ? tracks->rows : tracks->columns) - 1)};
    float outer[2] = {land->origin[axis],
                      land->origin[axis] +
                          land->cell_mm * (float)((axis ? land->rows : land->columns) - 1)};
    int n = 0, low = 0;
    float wide = step;
    for (float at = inner[0] - step; at > outer[0] && low < MOST_LINES / 6; at -= wide, low++)
        wide *= widen;
    wide = step;
    float at = inner[0] - step;
    for (int i = 0; i < low; i++, at -= wide) {
        lines[low - 1 - i] = at;
        wide *= widen;
    }
    n = low;
    for (at = inner[0]; at < inner[1] && n < MOST_LINES * 5 / 6; at += step)
        lines[n++] = at;
    wide = step;
    for (at = inner[1]; at < outer[1] && n < MOST_LINES; at += wide, wide *= widen)
        lines[n++] = at;
    return n;
}

static bool make_mesh(struct device *device, const struct plan_ground *plan)
{
    struct ground_gl *ground = &device->ground;
    float x[MOST_LINES], y[MOST_LINES];
    int columns = make_lines(device, plan, 0, x), rows = make_lines(device, plan, 1, y);
    size_t vertices = (size_t)columns * (size_t)rows * 2 * sizeof(float);
    size_t count = (size_t)(columns - 1) * (size_t)(rows - 1) * 6;
    size_t indices = ORDERS * count * sizeof(uint16_t);
    if (columns < 2 || rows < 2 || columns * rows > 65535)
        return false;
    char *staging = device_staging(device, vertices + indices);
    if (!staging)
        return false;
    float(*at)[2] = (void *)staging;
    uint16_t *index = (void *)(staging + vertices);
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
            at[r * columns + c][0] = x[c];
            at[r * columns + c][1] = y[r];
        }
    }
    for (int order = 0; order < ORDERS; order++) {
        for (int i = 0; i < rows - 1; i++) {
            for (int j = 0; j < columns - 1; j++) {
                int r = order & 2 ? i : rows - 2 - i, c = order & 1 ? j : columns - 2 - j;
                uint16_t corner = (uint16_t)(r * columns + c);
                uint16_t above = (uint16_t)(corner + columns);
                const uint16_t quad[6] = {corner, (uint16_t)(corner + 1), above,
                                          above,  (uint16_t)(corner + 1), (uint16_t)(above + 1)};
                memcpy(index, quad, sizeof quad);
                index += 6;
            }
        }
    }
    glGenVertexArrays(1, &ground->array);
    glGenBuffers(1, &ground->vertices);
    glGenBuffers(1, &ground->indices);
    glBindVertexArray(ground->array);
    glBindBuffer(GL_ARRAY_BUFFER, ground->vertices);
    glBufferData(GL_ARRAY_BUFFER, (GLsizeiptr)vertices, staging, GL_STATIC_DRAW);
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, 2 * sizeof(float), NULL);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, ground->indices);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr)indices, staging + vertices, GL_STATIC_DRAW);
    ground->count = (GLsizei)count;
    return true;
}

/* False where memory ran out. */
static bool bring_mesh(struct device *device, const struct plan_ground *plan)
{
    struct ground_gl *ground = &device->ground;
    float step = mesh_step(device);
    if (ground->array && ground->step == step)
        return true;
    mesh_free(ground);
    ground->step = step;
    return make_mesh(device, plan);
}

static GLuint make_texture(GLenum internal, GLenum format, GLenum type, int width, int height)
{
    GLuint texture;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, (GLint)internal, width, height, 0, format, type, NULL);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return texture;
}

static void send_rows(struct device *device, GLuint texture, const struct plan_field *plan,
                      int first, int last, GLenum format, GLenum type, const void *data,
                      size_t cell_bytes)
{
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first, plan->columns, last - first, format, type, data);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    device->stats->upload_bytes += (size_t)(last - first) * (size_t)plan->columns * cell_bytes;
}

static uint8_t byte_of(float x)
{
    return (uint8_t)(255.0f * fminf(fmaxf(x, 0.0f), 1.0f) + 0.5f);
}

/* What ground.frag makes of cells on flat land, done once for each change: sun, sky, colours. */
static bool bake(struct device *device, const struct plan_field *plan, const float light[3],
                 size_t skip, size_t cells, uint8_t (**out)[4])
{
    uint8_t(*to)[4] = device_staging(device, cells * sizeof *to);
    if (!to)
        return false;
    for (size_t i = 0; i < cells; i++) {
        const float *s = plan->surface[skip + i];
        float up = 1.0f / sqrtf(1.0f + s[1] * s[1] + s[2] * s[2]);
        float sun = up * (light[2] - s[1] * light[0] - s[2] * light[1]);
        float trodden = fminf(fmaxf(-0.42f * s[0], 0.0f), 1.0f);
        to[i][0] = byte_of(sun * s[3]);
        to[i][1] = byte_of((0.62f + 0.38f * up) * (1.0f - 0.45f * trodden));
        memcpy(to[i] + 2, plan->tint[skip + i], 2);
    }
    *out = to;
    return true;
}

static void make_textures(const struct device *device, struct ground_field *field,
                          const struct plan_field *plan)
{
    int columns = plan->columns, rows = plan->rows;
    field_free(field);
    field->surface = make_texture(GL_RGBA16F, GL_RGBA, GL_FLOAT, columns, rows);
    if (plan->tint && device->software)
        field->baked = make_texture(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, columns, rows);
    else if (plan->tint)
        field->tint = make_texture(GL_RG8, GL_RG, GL_UNSIGNED_BYTE, columns, rows);
}

/* Brings the textures up to the plan's field; only the rows that differ travel. */
static void field_update(struct device *device, struct ground_field *field,
                         const struct plan_field *plan, const float light[3])
{
    bool resized = field->columns != plan->columns || field->rows != plan->rows;
    bool other = resized || field->from != (const void *)plan->surface;
    if (!other && field->revision == plan->revision)
        return;
    if (!field->surface || resized)
        make_textures(device, field, plan);
    bool next = !other && plan->revision == field->revision + 1;
    int first = next ? plan->dirty[0] : 0, last = next ? plan->dirty[1] : plan->rows;
    field->columns = plan->columns;
    field->rows = plan->rows;
    field->from = plan->surface;
    field->revision = plan->revision;
    if (first < 0 || last > plan->rows || first >= last)
        return;
    size_t skip = (size_t)first * (size_t)plan->columns;
    size_t cells = (size_t)(last - first) * (size_t)plan->columns;
    uint8_t(*baked)[4];
    send_rows(device, field->surface, plan, first, last, GL_RGBA, GL_FLOAT, plan->surface[skip],
              sizeof plan->surface[0]);
    if (field->tint)
        send_rows(device, field->tint, plan, first, last, GL_RG, GL_UNSIGNED_BYTE, plan->tint[skip],
                  sizeof plan->tint[0]);
    else if (field->baked && bake(device, plan, light, skip, cells, &baked))
        send_rows(device, field->baked, plan, first, last, GL_RGBA, GL_UNSIGNED_BYTE, baked,
                  sizeof *baked);
}

/* From mm to the field's texture. */
static void set_field(const struct device *device, enum program_id p, enum uniform_id id,
                      const struct plan_field *field)
{
    float size[2] = {field->cell_mm * (float)field->columns, field->cell_mm * (float)field->rows};
    glUniform4f(device_uniform(device, p, id), 1.0f / size[0], 1.0f / size[1],
                0.5f / (float)field->columns - field->origin[0] / size[0],
                0.5f / (float)field->rows - field->origin[1] / size[1]);
}

/* Of the scene target, px from the bottom: below it there is no sky. */
static int lowest_sky(const struct device *device, const struct plan *plan)
{
    const float(*view)[4] = plan->camera.view, (*projection)[4] = plan->camera.projection;
    /* Ahead along the ground, and a little down. */
    float ahead[3] = {-view[0][2], -view[1][2], 0.0f};
    float length = hypotf(ahead[0], ahead[1]);
    if (length < 1e-3f)
        return device->scene.height;
    ahead[0] /= length;
    ahead[1] /= length;
    ahead[2] = -LOWEST_SKY;
    float seen[3];
    for (int k = 0; k < 3; k++)
        seen[k] = view[0][k] * ahead[0] + view[1][k] * ahead[1] + view[2][k] * ahead[2];
    if (seen[2] > -1e-3f)
        return device->scene.height;
    float y = projection[1][1] * seen[1] / -seen[2] - projection[2][1];
    float px = (0.5f + 0.5f * y) * (float)device->scene.height;
    return (int)fminf(fmaxf(px, 0.0f), (float)device->scene.height);
}

static void draw_sky(struct device *device, const struct plan *plan)
{
    const struct plan_ground *ground = &plan->ground;
    enum program_id p = PROGRAM_SKY;
    int from = lowest_sky(device, plan);
    if (from >= device->scene.height || !device_use(device, p, PLAN_PASS_GROUND))
        return;
    scene_set_camera(device, p, plan);
    glUniform3fv(device_uniform(device, p, UNIFORM_BOTTOM), 1, ground->sky[0]);
    glUniform3fv(device_uniform(device, p, UNIFORM_TOP), 1, ground->sky[1]);
    glUniform3fv(device_uniform(device, p, UNIFORM_AURORA), 1, ground->aurora);
    glUniform1f(device_uniform(device, p, UNIFORM_STARS), ground->stars);
    glUniform1f(device_uniform(device, p, UNIFORM_OPACITY), ground->opacity);
    glEnable(GL_SCISSOR_TEST);
    glScissor(0, from, device->scene.width, device->scene.height - from);
    device_draw_screen(device);
    glDisable(GL_SCISSOR_TEST);
}

static void set_ground(const struct device *device, enum program_id p, const struct plan *plan)
{
    const struct plan_ground *ground = &plan->ground;
    const struct ground_field *land = &device->ground.land[device->picture];
    const struct ground_field *tracks = &device->ground.tracks[device->picture];
    scene_set_camera(device, p, plan);
    device_bind(device, p, UNIFORM_LAND, 0, land->surface);
    device_bind(device, p, UNIFORM_SURFACE, 1, tracks->surface);
    if (device->software)
        device_bind(device, p, UNIFORM_BAKED, 2, tracks->baked);
    else
        device_bind(device, p, UNIFORM_TINT, 2, tracks->tint);
    device_bind(device, p, UNIFORM_GRAIN, 3, device->ground.grain);
    set_field(device, p, UNIFORM_LAND_AT, &ground->land);
    set_field(device, p, UNIFORM_SURFACE_AT, &ground->tracks);
    glUniform2f(device_uniform(device, p, UNIFORM_SOFTEN),
                0.5f * device->ground.step, ground->lift);
    float halfway[3], length = 0.0f;
    for (int k = 0; k < 3; k++) {
        halfway[k] = ground->light[k] + plan->camera.view[k][2];
        length += halfway[k] * halfway[k];
    }
    length = fmaxf(sqrtf(length), 1e-3f);
    glUniform3f(device_uniform(device, p, UNIFORM_HALFWAY), halfway[0] / length,
                halfway[1] / length, halfway[2] / length);
    glUniform3fv(device_uniform(device, p, UNIFORM_LIGHT), 1, ground->light);
    glUniform3fv(device_uniform(device, p, UNIFORM_LIT), 1, ground->lit);
    glUniform3fv(device_uniform(device, p, UNIFORM_SHADE), 1, ground->shade);
    glUniform3fv(device_uniform(device, p, UNIFORM_PATH), 1, ground->path);
    glUniform3fv(device_uniform(device, p, UNIFORM_NEW), 1, ground->fresh);
    glUniform3fv(device_uniform(device, p, UNIFORM_SHEEN), 1, ground->sheen);
    glUniform4f(device_uniform(device, p, UNIFORM_GROUND), ground->material, ground->wet,
                ground->ink, 0.5f * plan->camera.projection[1][1] * (float)device->scene.height);
    glUniform1f(device_uniform(device, p, UNIFORM_OPACITY), ground->opacity);
}

static bool drawable(const struct plan_ground *ground)
{
    return ground->land.surface && ground->tracks.surface && ground->tracks.tint &&
           ground->opacity > 0.0f;
}

bool ground_covers(const struct device *device, const struct plan *plan)
{
    enum program_id p = device->software ? PROGRAM_GROUND_QUICK : PROGRAM_GROUND;
    if (!device->ground.array || !device->programs[p].name || !device->programs[PROGRAM_SKY].name ||
        !drawable(&plan->ground) || plan->ground.opacity < 1.0f)
        return false;
    for (uint32_t i = 0; i < plan->n_passes; i++)
        if (plan->passes[i].kind == PLAN_PASS_GROUND)
            return true;
    return false;
}

void pass_ground(struct device *device, const struct plan *plan)
{
    const struct plan_ground *ground = &plan->ground;
    if (!drawable(ground))
        return;
    if (!bring_mesh(device, ground))
        return;
    if (!device->ground.grain)
        device->ground.grain = ground_grain(device, ground->light);
    field_update(device, &device->ground.land[device->picture], &ground->land, ground->light);
    field_update(device, &device->ground.tracks[device->picture], &ground->tracks,
                 ground->light);
    target_use(&device->scene);
    if (ground->opacity < 1.0f)
        glEnable(GL_BLEND);
    else
        glDisable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    draw_sky(device, plan);
    bool dry = ground->wet < LEAST_WET && ground->ink <= 0.0f &&
               device->programs[PROGRAM_GROUND_DRY].name;
    enum program_id p = !device->software ? PROGRAM_GROUND
                        : dry             ? PROGRAM_GROUND_DRY
                                          : PROGRAM_GROUND_QUICK;
    if (!device_use(device, p, PLAN_PASS_GROUND))
        return;
    set_ground(device, p, plan);
    /* The eye looks along minus the third row of its axes: start at the far end of each. */
    size_t order =
        (plan->camera.view[0][2] > 0.0f ? 1u : 0u) | (plan->camera.view[1][2] > 0.0f ? 2u : 0u);
    glBindVertexArray(device->ground.array);
    glDrawElements(GL_TRIANGLES, device->ground.count, GL_UNSIGNED_SHORT,
                   (const void *)(order * (size_t)device->ground.count * sizeof(uint16_t)));
    device->stats->draw_calls++;
}
