#include "render/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/text_fonts.h"

enum {
    LINES = 1024,
    BUCKETS = 2048,
    SHELVES = 128,
    ATLAS_WIDTH = 4096,
    ATLAS_HEIGHT = 2048, /* all words of 3840x2160 px at twice their size, and those that go */
    GAP = 1,
    NO_LINE = -1
};

/* A line that was asked for: its extent, and its place once it has been drawn. */
struct line {
    char *text;
    size_t capacity;
    uint32_t hash;
    enum plan_weight weight;
    int size;
    int width;
    uint64_t used;
    int next;  /* in its bucket */
    int shelf; /* -1 not placed */
    struct text_place place;
};

/* A strip of the atlas that is filled from the left. */
struct shelf {
    int y, height, filled;
    uint64_t used;
};

struct text {
    struct text_fonts *fonts;
    struct line lines[LINES];
    int n_lines;
    int buckets[BUCKETS];
    struct shelf shelves[SHELVES];
    int n_shelves, shelves_height;
    uint64_t clock, picture_began;
    GLuint atlas;
    int atlas_width;
    uint8_t *pixels;
    size_t pixels_size;
    uint64_t upload_bytes;
};

static void make_atlas(struct text *text)
{
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    text->atlas_width = most < ATLAS_WIDTH ? (int)most : ATLAS_WIDTH;
    glGenTextures(1, &text->atlas);
    glBindTexture(GL_TEXTURE_2D, text->atlas);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, text->atlas_width, ATLAS_HEIGHT, 0, GL_RED,
                 GL_UNSIGNED_BYTE, NULL);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

struct text *text_create(const char *const latin[3], const char *const (*more)[3],
                         struct error *error)
{
    struct text *text = calloc(1, sizeof *text);
    if (!text) {
        error_set(error, ERROR_MEMORY, "not enough memory for text; close other programs");
        return NULL;
    }
    for (int i = 0; i < BUCKETS; i++)
        text->buckets[i] = NO_LINE;
    text->fonts = text_fonts_create(latin, more, error);
    if (!text->fonts) {
        text_destroy(text);
        return NULL;
    }
    return text;
}

void text_destroy(struct text *text)
{
    if (!text)
        return;
    for (int i = 0; i < LINES; i++)
        free(text->lines[i].text);
    if (text->atlas)
        glDeleteTextures(1, &text->atlas);
    free(text->pixels);
    text_fonts_destroy(text->fonts);
    free(text);
}

static uint32_t hash_of(const char *line, enum plan_weight weight, int size)
{
    uint32_t h = 2166136261u ^ (uint32_t)size * 31u ^ (uint32_t)weight;
    for (const unsigned char *p = (const unsigned char *)line; *p; p++)
        h = (h ^ *p) * 16777619u;
    return h;
}

static void unlink_line(struct text *text, int index)
{
    int *at = &text->buckets[text->lines[index].hash % BUCKETS];
    while (*at != index)
        at = &text->lines[*at].next;
    *at = text->lines[index].next;
}

/* A line to fill anew: one never used, or the one that has waited longest. */
static int spare_line(struct text *text)
{
    if (text->n_lines < LINES)
        return text->n_lines++;
    int oldest = 0;
    for (int i = 1; i < LINES; i++)
        if (text->lines[i].used < text->lines[oldest].used)
            oldest = i;
    unlink_line(text, oldest);
    return oldest;
}

static int size_of(float size_px)
{
    float size = roundf(size_px);
    return size >= 1.0f && size <= 1000.0f ? (int)size : 1;
}

/* The entry of a line, measured; NULL when it cannot be. */
static struct line *find_line(struct text *text, enum plan_weight weight, int size,
                              const char *string)
{
    uint32_t hash = hash_of(string, weight, size);
    for (int i = text->buckets[hash % BUCKETS]; i != NO_LINE; i = text->lines[i].next) {
        struct line *line = &text->lines[i];
        if (line->hash == hash && line->size == size && line->weight == weight &&
            strcmp(line->text, string) == 0) {
            line->used = ++text->clock;
            return line;
        }
    }

    int width = 0;
    if (!text_fonts_width(text->fonts, weight, size, string, &width))
        return NULL;
    int index = spare_line(text);
    struct line *line = &text->lines[index];
    size_t needed = strlen(string) + 1;
    /* Not findable until it is whole. */
    line->hash = hash;
    line->next = text->buckets[hash % BUCKETS];
    line->weight = weight;
    line->size = size;
    line->width = width;
    line->shelf = -1;
    line->used = ++text->clock;
    if (line->capacity < needed) {
        size_t capacity = needed < 64 ? 64 : needed * 2;
        char *larger = realloc(line->text, capacity);
        if (!larger) {
            if (index == text->n_lines - 1 && !line->text) {
                text->n_lines--;
            } else {
                text->buckets[hash % BUCKETS] = index;
                line->text[0] = '\0';
                line->size = 0;
            }
            return NULL;
        }
        line->text = larger;
        line->capacity = capacity;
    }
    memcpy(line->text, string, needed);
    text->buckets[hash % BUCKETS] = index;
    return line;
}

static void empty_shelf(struct text *text, int shelf)
{
    for (int i = 0; i < text->n_lines; i++)
        if (text->lines[i].shelf == shelf)
            text->lines[i].shelf = -1;
    text->shelves[shelf].filled = 0;
}

void text_clear(struct text *text)
{
    for (int i = 0; i < text->n_lines; i++)
        text->lines[i].shelf = -1;
    text->n_shelves = 0;
    text->shelves_height = 0;
}

void text_begin_picture(struct text *text)
{
    text->picture_began = ++text->clock;
}

/* A shelf with room for width x height; -1 if there is none. */
static int find_shelf(struct text *text, int width, int height)
{
    if (width > text->atlas_width)
        return -1;
    for (int i = 0; i < text->n_shelves; i++) {
        const struct shelf *s = &text->shelves[i];
        if (s->height >= height && s->height <= height + height / 3 + 4 &&
            s->filled + width <= text->atlas_width)
            return i;
    }
    if (text->n_shelves < SHELVES && text->shelves_height + height <= ATLAS_HEIGHT) {
        text->shelves[text->n_shelves] = (struct shelf){text->shelves_height, height, 0, 0};
        text->shelves_height += height;
        return text->n_shelves++;
    }
    int oldest = -1;
    for (int i = 0; i < text->n_shelves; i++) {
        const struct shelf *s = &text->shelves[i];
        if (s->height >= height && s->used < text->picture_began &&
            (oldest < 0 || s->used < text->shelves[oldest].used))
            oldest = i;
    }
    if (oldest >= 0)
        empty_shelf(text, oldest);
    return oldest;
}

static bool send_pixels(struct text *text, const SDL_Surface *surface, int x, int y)
{
    size_t size = (size_t)surface->w * (size_t)surface->h;
    if (text->pixels_size < size) {
        uint8_t *larger = realloc(text->pixels, size * 2);
        if (!larger)
            return false;
        text->pixels = larger;
        text->pixels_size = size * 2;
    }
    const uint8_t *row = surface->pixels;
    uint8_t *to = text->pixels;
    int shift = surface->format->Ashift;
    for (int j = 0; j < surface->h; j++, row += surface->pitch)
        for (int i = 0; i < surface->w; i++)
            *to++ = (uint8_t)(((const uint32_t *)(const void *)row)[i] >> shift);
    glBindTexture(GL_TEXTURE_2D, text->atlas);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, surface->w, surface->h, GL_RED, GL_UNSIGNED_BYTE,
                    text->pixels);
    text->upload_bytes += size;
    return true;
}

enum text_result text_place(struct text *text, enum plan_weight weight, float size_px,
                            const char *line_text, struct text_place *place)
{
    if (!line_text[0])
        return TEXT_NOTHING;
    int size = size_of(size_px);
    struct line *line = find_line(text, weight, size, line_text);
    if (!line || line->width < 1)
        return TEXT_NOTHING;
    if (line->shelf < 0) {
        SDL_Surface *surface = text_fonts_draw(text->fonts, weight, size, line_text);
        if (!surface)
            return TEXT_NOTHING;
        if (!text->atlas)
            make_atlas(text);
        int shelf = find_shelf(text, surface->w + GAP, surface->h + GAP);
        bool sent = false;
        if (shelf >= 0) {
            struct shelf *s = &text->shelves[shelf];
            line->place = (struct text_place){s->filled, s->y, surface->w, surface->h};
            sent = send_pixels(text, surface, s->filled, s->y);
            if (sent) {
                s->filled += surface->w + GAP;
                line->shelf = shelf;
            }
        }
        bool too_wide = surface->w + GAP > text->atlas_width || surface->h + GAP > ATLAS_HEIGHT;
        SDL_FreeSurface(surface);
        if (!sent)
            return shelf >= 0 || too_wide ? TEXT_NOTHING : TEXT_FULL;
    }
    text->shelves[line->shelf].used = text->clock;
    *place = line->place;
    return TEXT_PLACED;
}

GLuint text_atlas(const struct text *text)
{
    return text->atlas;
}

void text_size(struct text *text, enum plan_weight weight, float size_px, const char *string,
               float *width, float *ascent, float *line_height)
{
    int size = size_of(size_px);
    const struct line *line = width && string[0] ? find_line(text, weight, size, string) : NULL;
    if (width)
        *width = line ? (float)line->width : 0.0f;
    if (!ascent && !line_height)
        return;
    const TTF_Font *font = text_fonts_latin(text->fonts, weight, size);
    if (ascent)
        *ascent = font ? (float)TTF_FontAscent(font) : size_px * 0.95f;
    if (line_height)
        *line_height = font ? (float)TTF_FontLineSkip(font) : size_px * 1.2f;
}

uint64_t text_take_upload(struct text *text)
{
    uint64_t bytes = text->upload_bytes;
    text->upload_bytes = 0;
    return bytes;
}
