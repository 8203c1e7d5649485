#include "render/text_fonts.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/text_runs.h"

enum { FONTS = 48, WEIGHTS = 3 };

struct font {
    TTF_Font *font;
    enum render_script script;
    enum plan_weight weight;
    int size;
    uint64_t used;
};

struct text_fonts {
    char *files[RENDER_SCRIPTS][WEIGHTS]; /* NULL: there is none */
    struct font fonts[FONTS];
    uint64_t clock;
    char *run; /* a run of the line at hand, zero-terminated */
    size_t run_size;
};

/* "FILE#2" is the third face of a collection. */
static TTF_Font *open_file(const char *name, int size)
{
    char path[1024];
    long face = 0;
    const char *mark = strrchr(name, '#');
    if (mark)
        face = strtol(mark + 1, NULL, 10);
    snprintf(path, sizeof path, "%.*s", mark ? (int)(mark - name) : (int)strlen(name), name);
    return TTF_OpenFontIndex(path, size, face);
}

static TTF_Font *open_font(const struct text_fonts *fonts, enum render_script script,
                           enum plan_weight weight, int size)
{
    static const char SCRIPTS[RENDER_SCRIPTS][5] = {
        [RENDER_LATIN] = "", [RENDER_ARABIC] = "Arab", [RENDER_HAN] = "Hani"};
    char *const *files = fonts->files[script];
    TTF_Font *font = open_file(files[weight], size);
    if (!font)
        return NULL;
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    if (SCRIPTS[script][0])
        TTF_SetFontScriptName(font, SCRIPTS[script]);
    return font;
}

static TTF_Font *find_font(struct text_fonts *fonts, enum render_script script,
                           enum plan_weight weight, int size)
{
    struct font *oldest = &fonts->fonts[0];
    if (!fonts->files[script][weight])
        script = RENDER_LATIN;
    for (int i = 0; i < FONTS; i++) {
        struct font *f = &fonts->fonts[i];
        if (f->font && f->script == script && f->weight == weight && f->size == size) {
            f->used = ++fonts->clock;
            return f->font;
        }
        if (!f->font || (oldest->font && f->used < oldest->used))
            oldest = f;
    }
    TTF_Font *opened = open_font(fonts, script, weight, size);
    if (!opened)
        return NULL;
    if (oldest->font)
        TTF_CloseFont(oldest->font);
    *oldest = (struct font){opened, script, weight, size, ++fonts->clock};
    return opened;
}

static bool copy_files(struct text_fonts *fonts, const char *const latin[WEIGHTS],
                       const char *const (*more)[WEIGHTS])
{
    for (int script = 0; script < RENDER_SCRIPTS; script++)
        for (int weight = 0; weight < WEIGHTS; weight++) {
            const char *file = script == RENDER_LATIN ? latin[weight]
                               : more                 ? more[script - 1][weight]
                                                      : NULL;
            if (!file && script == RENDER_LATIN)
                file = "";
            if (file && !(fonts->files[script][weight] = strdup(file)))
                return false;
        }
    return true;
}

struct text_fonts *text_fonts_create(const char *const latin[WEIGHTS],
                                     const char *const (*more)[WEIGHTS], struct error *error)
{
    struct text_fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts || TTF_Init() != 0) {
        if (fonts)
            error_set(error, ERROR_FONT_MISSING,
                      "text cannot be drawn (%s); install SDL2_ttf with FreeType", TTF_GetError());
        else
            error_set(error, ERROR_MEMORY, "not enough memory for text; close other programs");
        free(fonts);
        return NULL;
    }
    if (!copy_files(fonts, latin, more)) {
        error_set(error, ERROR_MEMORY, "not enough memory for text; close other programs");
        text_fonts_destroy(fonts);
        return NULL;
    }
    for (int weight = 0; weight < WEIGHTS; weight++)
        if (!find_font(fonts, RENDER_LATIN, (enum plan_weight)weight, 24)) {
            error_set(error, ERROR_FONT_MISSING,
                      "font '%.300s' cannot be opened (%s); install the Inter fonts (Debian: "
                      "fonts-inter)",
                      fonts->files[RENDER_LATIN][weight], TTF_GetError());
            text_fonts_destroy(fonts);
            return NULL;
        }
    return fonts;
}

void text_fonts_destroy(struct text_fonts *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < FONTS; i++)
        if (fonts->fonts[i].font)
            TTF_CloseFont(fonts->fonts[i].font);
    for (int script = 0; script < RENDER_SCRIPTS; script++)
        for (int weight = 0; weight < WEIGHTS; weight++)
            free(fonts->files[script][weight]);
    free(fonts->run);
    TTF_Quit();
    free(fonts);
}

TTF_Font *text_fonts_latin(struct text_fonts *fonts, enum plan_weight weight, int size)
{
    return find_font(fonts, RENDER_LATIN, weight, size);
}

/* Signs that a plain font lacks, such as Noto Sans, and what says the same, of as many bytes. */
static const struct {
    uint32_t code;
    char sign[4], instead[4];
    uint32_t instead_code;
} KIN[] = {{0x2212, "\xe2\x88\x92", "\xe2\x80\x93", 0x2013},  /* minus, en dash */
           {0x2190, "\xe2\x86\x90", "\xe2\x80\xb9", 0x2039},  /* arrows, single angles */
           {0x2192, "\xe2\x86\x92", "\xe2\x80\xba", 0x203a}};

static void replace_missing(TTF_Font *font, char *run)
{
    if (!strstr(run, "\xe2"))
        return;
    for (size_t i = 0; i < sizeof KIN / sizeof *KIN; i++)
        if (!TTF_GlyphIsProvided32(font, KIN[i].code) &&
            TTF_GlyphIsProvided32(font, KIN[i].instead_code))
            for (char *at = run; (at = strstr(at, KIN[i].sign));)
                memcpy(at, KIN[i].instead, 3);
}

/* The font of the run, set to its direction, and the run as a string of its own. */
static TTF_Font *take_run(struct text_fonts *fonts, enum plan_weight weight, int size,
                          const char *line, const struct text_run *run)
{
    size_t bytes = (size_t)run->bytes;
    TTF_Font *font = find_font(fonts, run->script, weight, size);
    if (!font)
        return NULL;
    if (fonts->run_size <= bytes) {
        char *larger = realloc(fonts->run, 2 * bytes + 64);
        if (!larger)
            return NULL;
        fonts->run = larger;
        fonts->run_size = 2 * bytes + 64;
    }
    memcpy(fonts->run, line + run->first, bytes);
    fonts->run[bytes] = 0;
    replace_missing(font, fonts->run);
    TTF_SetFontDirection(font, run->right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    return font;
}

bool text_fonts_width(struct text_fonts *fonts, enum plan_weight weight, int size, const char *line,
                      int *width)
{
    struct text_run runs[TEXT_MAX_RUNS];
    int n = text_runs(line, runs);
    *width = 0;
    for (int i = 0; i < n; i++) {
        int wide = 0;
        TTF_Font *font = take_run(fonts, weight, size, line, &runs[i]);
        if (!font || TTF_SizeUTF8(font, fonts->run, &wide, NULL) != 0)
            return false;
        *width += wide;
    }
    return true;
}

static SDL_Surface *draw_run(struct text_fonts *fonts, TTF_Font *font)
{
    const SDL_Color white = {255, 255, 255, 255};
    SDL_Surface *drawn = TTF_RenderUTF8_Blended(font, fonts->run, white);
    if (!drawn || drawn->format->format == SDL_PIXELFORMAT_ARGB8888)
        return drawn;
    SDL_Surface *surface = SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(drawn);
    return surface;
}

/* Adds what a run covers, with its top left at x, y. */
static void add_run(SDL_Surface *to, const SDL_Surface *from, int x, int y)
{
    for (int j = 0; j < from->h; j++) {
        if (y + j < 0 || y + j >= to->h)
            continue;
        const uint8_t *source = (const uint8_t *)from->pixels + (ptrdiff_t)j * from->pitch;
        uint8_t *target = (uint8_t *)to->pixels + (ptrdiff_t)(y + j) * to->pitch;
        for (int i = 0; i < from->w && x + i < to->w; i++) {
            uint32_t pixel, there;
            memcpy(&pixel, source + 4 * i, sizeof pixel);
            memcpy(&there, target + 4 * (x + i), sizeof there);
            if (pixel >> 24 > there >> 24)
                memcpy(target + 4 * (x + i), &pixel, sizeof pixel);
        }
    }
}

/* How far the runs reach over a line of Latin letters, above or below. */
static int reach_over(struct text_fonts *fonts, enum plan_weight weight, int size, const char *line,
                      const struct text_run *runs, int n, int ascent, int height)
{
    int over = 0;
    for (int i = 0; i < n; i++) {
        TTF_Font *font = take_run(fonts, weight, size, line, &runs[i]);
        if (!font)
            continue;
        int up = TTF_FontAscent(font) - ascent;
        int down = TTF_FontHeight(font) - TTF_FontAscent(font) - (height - ascent);
        over = up > over ? up : over;
        over = down > over ? down : over;
    }
    return over;
}

SDL_Surface *text_fonts_draw(struct text_fonts *fonts, enum plan_weight weight, int size,
                             const char *line)
{
    struct text_run runs[TEXT_MAX_RUNS];
    int n = text_runs(line, runs), width = 0;
    TTF_Font *latin = text_fonts_latin(fonts, weight, size);
    if (!latin || n == 0)
        return NULL;
    if (n == 1 && runs[0].script == RENDER_LATIN)
        return take_run(fonts, weight, size, line, &runs[0]) ? draw_run(fonts, latin) : NULL;
    if (!text_fonts_width(fonts, weight, size, line, &width) || width < 1)
        return NULL;
    int ascent = TTF_FontAscent(latin), height = TTF_FontHeight(latin);
    int over = reach_over(fonts, weight, size, line, runs, n, ascent, height);
    SDL_Surface *whole =
        SDL_CreateRGBSurfaceWithFormat(0, width, height + 2 * over, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!whole)
        return NULL;
    for (int i = 0, x = 0; i < n; i++) {
        int wide = 0;
        TTF_Font *font = take_run(fonts, weight, size, line, &runs[i]);
        SDL_Surface *run = font ? draw_run(fonts, font) : NULL;
        if (!run)
            continue;
        add_run(whole, run, x, over + ascent - TTF_FontAscent(font));
        SDL_FreeSurface(run);
        TTF_SizeUTF8(font, fonts->run, &wide, NULL);
        x += wide;
    }
    return whole;
}
