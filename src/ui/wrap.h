/* Breaking a sentence into lines that fit a width. */
#ifndef SNOWMELT_UI_WRAP_H
#define SNOWMELT_UI_WRAP_H

#include <stdbool.h>
#include <stdint.h>

#include "render/render.h"

enum { WRAP_MAX_LINES = 8, WRAP_MAX_LINE = 320 };

struct wrap {
    char lines[WRAP_MAX_LINES][WRAP_MAX_LINE]; /* each zero-terminated */
    uint32_t count;
    float width;    /* of the widest line, px */
    bool phrases;   /* Chinese parts after marks alone */
    bool shortened; /* did not fit; the last line ends in an ellipsis */
    /* What it was made from, so that it is made anew only when that changes. */
    const char *text;
    float for_width, size;
    enum plan_weight weight;
    uint32_t for_lines;
};

/* Breaks text at spaces, and between Chinese characters, into at most max_lines lines of at most
 * max_width px, with lines of about equal length. Does nothing when called again with the same
 * arguments: `text` is compared by address, so it must be static text. */
void wrap_text(struct wrap *wrap, struct render *render, enum plan_weight weight, float size,
               const char *text, float max_width, uint32_t max_lines);

/* The same with as few lines as will do, from least to most, each at most `narrow` wide if the
 * number of lines can be had that way, else `wide`. */
void wrap_sentence(struct wrap *wrap, struct render *render, enum plan_weight weight, float size,
                   const char *text, float narrow, float wide, uint32_t least, uint32_t most);

/* One line of a text of any length, in which a line break begins a new one; returns what is left. */
const char *wrap_line(struct render *render, enum plan_weight weight, float size, const char *text,
                      float max_width, char line[WRAP_MAX_LINE]);

/* Breaks the path of a file after its slashes, and where it must also between letters, into at most
 * max_lines lines; what is more is left out. Known again by the address of the path, as above. */
void wrap_path(struct wrap *wrap, struct render *render, enum plan_weight weight, float size,
               const char *path, float max_width, uint32_t max_lines);

/* Copies text into out, shortened with an ellipsis until it is at most max_width px wide;
 * returns the width. */
float wrap_shorten(struct render *render, enum plan_weight weight, float size, const char *text,
                   float max_width, char *out, uint32_t out_size);

#endif
