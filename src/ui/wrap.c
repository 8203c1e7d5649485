#include "ui/wrap.h"

#include <math.h>
#include <string.h>

static const uint32_t WIDE = 0x2e80; /* Chinese characters and their marks begin here */
static const char ELLIPSIS[] = "\xe2\x80\xa6";

static float measure(struct render *render, enum plan_weight weight, float size, const char *text)
{
    float width = 0.0f;
    render_text_size(render, weight, size, text, &width, NULL, NULL);
    return width;
}

/* Start of the UTF-8 character that holds byte `at`. */
static size_t character_start(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

float wrap_shorten(struct render *render, enum plan_weight weight, float size, const char *text,
                   float max_width, char *out, uint32_t out_size)
{
    size_t length = strlen(text);
    if (length >= out_size)
        length = character_start(text, out_size - 1);
    memcpy(out, text, length);
    out[length] = '\0';
    float width = measure(render, weight, size, out);
    while (width > max_width && length > 0) {
        length = character_start(text, length - 1);
        if (length + sizeof ELLIPSIS > out_size)
            continue;
        memcpy(out, text, length);
        memcpy(out + length, ELLIPSIS, sizeof ELLIPSIS);
        width = measure(render, weight, size, out);
    }
    return width;
}

/* The character at p, 0 at the end; *bytes is its length. */
static uint32_t character_at(const char *p, size_t *bytes)
{
    unsigned char lead = (unsigned char)p[0];
    size_t n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    uint32_t code = n > 1 ? lead & (0x7fu >> n) : lead;
    *bytes = lead != 0;
    for (size_t i = 1; i < n && ((unsigned char)p[i] & 0xc0) == 0x80; i++) {
        code = code << 6 | ((unsigned char)p[i] & 0x3fu);
        *bytes = i + 1;
    }
    return code;
}

static bool is_among(uint32_t code, const char *set)
{
    size_t bytes;
    for (; *set; set += bytes)
        if (character_at(set, &bytes) == code)
            return true;
    return false;
}

/* Chinese is written without spaces: a line may end after any character that is not an opening
 * mark, and begin with any that is not a closing one. */
static bool may_part(uint32_t before, uint32_t after)
{
    static const char NO_START[] = "、。，．；：？！）」』】》〉”’…—％,.;:?!)%",
                      NO_END[] = "（「『【《〈“‘(";
    return (before >= WIDE || after >= WIDE) && !is_among(after, NO_START) &&
           !is_among(before, NO_END);
}

/* End of the next piece that stays together, after any spaces; `at` itself at the end of the
 * text. In `phrases` Chinese only parts after a mark, which reads better than within a word. */
static size_t piece_end(const char *text, size_t at, bool phrases)
{
    static const char MARKS[] = "、。，；：？！";
    size_t bytes;
    while (text[at] == ' ')
        at++;
    uint32_t before = character_at(text + at, &bytes);
    while (before) {
        at += bytes;
        uint32_t after = character_at(text + at, &bytes);
        bool space = after == ' ' || after == '\n', parts = space || may_part(before, after);
        size_t ignored;
        if (space) /* beside a Chinese word it parts no phrase */
            after = character_at(text + at + 1, &ignored);
        if (parts &&
            (!phrases || is_among(before, MARKS) || (space && before < WIDE && after < WIDE)))
            break;
        before = space ? ' ' : after;
    }
    return at;
}

/* As many pieces as fit, one at least; line gets them. Returns their length. */
static size_t take_line(struct render *render, enum plan_weight weight, float size,
                        const char *text, bool phrases, float max_width, char line[WRAP_MAX_LINE],
                        float *width)
{
    size_t taken = 0;
    *width = 0.0f;
    while (text[taken] != '\n') {
        size_t end = piece_end(text, taken, phrases);
        if (end == taken || end >= WRAP_MAX_LINE)
            break;
        memcpy(line, text, end);
        line[end] = '\0';
        float with = measure(render, weight, size, line);
        if (with > max_width && taken > 0)
            break;
        taken = end;
        *width = with;
        if (with > max_width)
            break;
    }
    if (taken == 0 && text[0] != '\n') /* one word longer than a line can hold */
        taken = character_start(text, WRAP_MAX_LINE - 1);
    memcpy(line, text, taken);
    line[taken] = '\0';
    return taken;
}

const char *wrap_line(struct render *render, enum plan_weight weight, float size, const char *text,
                      float max_width, char line[WRAP_MAX_LINE])
{
    float width;
    text += take_line(render, weight, size, text, false, max_width, line, &width);
    return text + (*text == '\n' ? 1 : strspn(text, " "));
}

/* Greedy lines; stops after max_lines. Returns what is left of the text. */
static const char *fill(struct wrap *wrap, struct render *render, float max_width,
                        uint32_t max_lines)
{
    const char *rest = wrap->text;
    wrap->count = 0;
    wrap->width = 0.0f;
    wrap->shortened = false;
    while (wrap->count < max_lines) {
        while (*rest == ' ')
            rest++;
        if (!*rest)
            break;
        char *line = wrap->lines[wrap->count];
        float width;
        size_t taken = take_line(render, wrap->weight, wrap->size, rest, wrap->phrases, max_width,
                                 line, &width);
        if (width > max_width) {
            char word[WRAP_MAX_LINE];
            memcpy(word, line, taken + 1);
            width = wrap_shorten(render, wrap->weight, wrap->size, word, max_width, line,
                                 WRAP_MAX_LINE);
            wrap->shortened = true;
        }
        wrap->width = fmaxf(wrap->width, width);
        wrap->count++;
        rest += taken;
    }
    while (*rest == ' ')
        rest++;
    return rest;
}

void wrap_text(struct wrap *wrap, struct render *render, enum plan_weight weight, float size,
               const char *text, float max_width, uint32_t max_lines)
{
    if (!text)
        text = "";
    if (max_lines > WRAP_MAX_LINES)
        max_lines = WRAP_MAX_LINES;
    if (wrap->text == text && wrap->for_width == max_width && wrap->size == size &&
        wrap->weight == weight && wrap->for_lines == max_lines)
        return;
    wrap->text = text;
    wrap->for_width = max_width;
    wrap->size = size;
    wrap->weight = weight;
    wrap->for_lines = max_lines;

    wrap->phrases = true;
    const char *rest = fill(wrap, render, max_width, max_lines);
    if (*rest || wrap->shortened) {
        wrap->phrases = false;
        rest = fill(wrap, render, max_width, max_lines);
    }
    if (*rest && wrap->count > 0) {
        wrap->shortened = true;
        char whole[2 * WRAP_MAX_LINE];
        char *last = wrap->lines[wrap->count - 1];
        size_t length = strlen(last), more = strlen(rest);
        if (more > sizeof whole - length - 2)
            more = character_start(rest, sizeof whole - length - 2);
        size_t apart = rest > text && rest[-1] == ' ';
        memcpy(whole, last, length);
        whole[length] = ' ';
        memcpy(whole + length + apart, rest, more);
        whole[length + apart + more] = '\0';
        float width = wrap_shorten(render, weight, size, whole, max_width, last, WRAP_MAX_LINE);
        wrap->width = fmaxf(wrap->width, width);
        return;
    }
    /* Two lines of equal length read better than a long one and a single word. */
    uint32_t count = wrap->count;
    if (count < 2 || wrap->shortened)
        return;
    float low = max_width / (float)count, high = max_width;
    for (int i = 0; i < 7; i++) {
        float middle = 0.5f * (low + high);
        const char *left = fill(wrap, render, middle, max_lines);
        if (wrap->count > count || *left || wrap->shortened)
            low = middle;
        else
            high = middle;
    }
    fill(wrap, render, high, max_lines);
}

void wrap_sentence(struct wrap *wrap, struct render *render, enum plan_weight weight, float size,
                   const char *text, float narrow, float wide, uint32_t least, uint32_t most)
{
    if (!text)
        text = "";
    if (wrap->text == text && wrap->for_width == wide && wrap->size == size &&
        wrap->weight == weight && wrap->for_lines == most)
        return;
    for (uint32_t lines = least; lines <= most; lines++) {
        wrap_text(wrap, render, weight, size, text, fminf(narrow, wide), lines);
        if (!wrap->shortened)
            break;
        wrap_text(wrap, render, weight, size, text, wide, lines);
        if (!wrap->shortened)
            break;
    }
    wrap->for_width = wide;
    wrap->for_lines = most;
}

/* Bytes of the path that fit into a line: up to a slash, if there is one among them. */
static size_t path_line(struct render *render, enum plan_weight weight, float size,
                        const char *path, float max_width, char line[WRAP_MAX_LINE])
{
    size_t fits = 0, slash = 0, length = 0, bytes;
    while (path[length] && (character_at(path + length, &bytes), length + bytes < WRAP_MAX_LINE)) {
        memcpy(line + length, path + length, bytes);
        length += bytes;
        line[length] = '\0';
        if (measure(render, weight, size, line) > max_width)
            break;
        fits = length;
        if (path[length - 1] == '/')
            slash = length;
    }
    if (path[fits] && slash)
        fits = slash;
    return fits ? fits : length;
}

void wrap_path(struct wrap *wrap, struct render *render, enum plan_weight weight, float size,
               const char *path, float max_width, uint32_t max_lines)
{
    if (wrap->text == path && wrap->for_width == max_width && wrap->size == size &&
        wrap->weight == weight && wrap->for_lines == max_lines)
        return;
    *wrap = (struct wrap){.text = path,
                          .for_lines = max_lines,
                          .size = size,
                          .weight = weight,
                          .for_width = max_width};
    uint32_t most = max_lines < WRAP_MAX_LINES ? max_lines : WRAP_MAX_LINES;
    for (; *path && wrap->count < most; wrap->count++) {
        char *line = wrap->lines[wrap->count];
        size_t bytes = path_line(render, weight, size, path, max_width, line);
        line[bytes] = '\0';
        wrap->width = fmaxf(wrap->width, measure(render, weight, size, line));
        path += bytes;
    }
    wrap->shortened = *path;
}
