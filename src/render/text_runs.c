#include "render/text_runs.h"

#include <string.h>

#include <fribidi.h>

struct characters {
    FriBidiChar code[TEXT_MAX_CHARACTERS];
    int at[TEXT_MAX_CHARACTERS + 1]; /* its first byte; of the end, the end */
    FriBidiLevel level[TEXT_MAX_CHARACTERS];
    int n;
};

/* Reads UTF-8; what is not, byte by byte. */
static void decode(const char *line, struct characters *characters)
{
    const unsigned char *p = (const unsigned char *)line;
    int at = 0, n = 0;
    while (p[at] && n < TEXT_MAX_CHARACTERS) {
        int more = p[at] >= 0xf0 ? 3 : p[at] >= 0xe0 ? 2 : p[at] >= 0xc0 ? 1 : 0;
        FriBidiChar code = more ? p[at] & (0x3fu >> more) : p[at];
        characters->at[n] = at++;
        for (; more > 0 && (p[at] & 0xc0) == 0x80; more--)
            code = code << 6 | (p[at++] & 0x3fu);
        characters->code[n++] = code;
    }
    characters->at[n] = at;
    characters->n = n;
}

static bool is_arabic(FriBidiChar c)
{
    return (c >= 0x600 && c <= 0x6ff) || (c >= 0x750 && c <= 0x77f) || (c >= 0x8a0 && c <= 0x8ff) ||
           (c >= 0xfb50 && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff);
}

static bool is_han(FriBidiChar c)
{
    return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0xfe30 && c <= 0xfe4f) || (c >= 0xff00 && c <= 0xffef) ||
           (c >= 0x20000 && c <= 0x3ffff);
}

/* Letters tell; a space between words from right to left belongs to them, so that they stay one
 * run. */
static enum render_script script_of(const struct characters *characters, int i)
{
    FriBidiChar c = characters->code[i];
    if (is_arabic(c) || (c == ' ' && characters->level[i] % 2 == 1))
        return RENDER_ARABIC;
    return is_han(c) ? RENDER_HAN : RENDER_LATIN;
}

/* Levels of embedding: odd ones go from right to left. */
static void find_levels(struct characters *characters)
{
    FriBidiCharType types[TEXT_MAX_CHARACTERS];
    FriBidiBracketType brackets[TEXT_MAX_CHARACTERS];
    FriBidiParType base = FRIBIDI_PAR_LTR;
    int n = characters->n;
    memset(characters->level, 0, sizeof characters->level);
    fribidi_get_bidi_types(characters->code, n, types);
    for (int i = 0; i < n; i++)
        if (FRIBIDI_IS_STRONG(types[i]) && FRIBIDI_IS_RTL(types[i]))
            base = FRIBIDI_PAR_RTL;
    if (base == FRIBIDI_PAR_LTR)
        return;
    fribidi_get_bracket_types(characters->code, n, types, brackets);
    if (!fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, characters->level))
        memset(characters->level, 0, sizeof characters->level);
}

static void reverse(struct text_run *runs, FriBidiLevel *levels, int from, int to)
{
    for (; from < to; from++, to--) {
        struct text_run run = runs[from];
        FriBidiLevel level = levels[from];
        runs[from] = runs[to];
        levels[from] = levels[to];
        runs[to] = run;
        levels[to] = level;
    }
}

/* Rule L2: from the highest level down to the lowest odd one, turn what is at least that. */
static void put_in_order(struct text_run *runs, FriBidiLevel *levels, int n)
{
    FriBidiLevel most = 0;
    for (int i = 0; i < n; i++)
        most = levels[i] > most ? levels[i] : most;
    for (FriBidiLevel level = most; level >= 1; level--)
        for (int i = 0; i < n; i++) {
            int end = i;
            while (end < n && levels[end] >= level)
                end++;
            if (end > i + 1)
                reverse(runs, levels, i, end - 1);
            if (end > i)
                i = end;
        }
}

/* Most lines are Latin: bytes below 0xd6 begin nothing that is not. */
static bool is_plain(const char *line)
{
    for (const unsigned char *p = (const unsigned char *)line; *p; p++)
        if (*p >= 0xd6 && *p != 0xe2)
            return false;
    return true;
}

int text_runs(const char *line, struct text_run runs[TEXT_MAX_RUNS])
{
    if (is_plain(line)) {
        runs[0] = (struct text_run){.bytes = (int)strlen(line), .script = RENDER_LATIN};
        return line[0] != 0;
    }
    struct characters characters;
    FriBidiLevel levels[TEXT_MAX_RUNS];
    int n = 0;
    decode(line, &characters);
    find_levels(&characters);
    for (int i = 0; i < characters.n; i++) {
        enum render_script script = script_of(&characters, i);
        FriBidiLevel level = characters.level[i];
        int bytes = characters.at[i + 1] - characters.at[i];
        if (n && runs[n - 1].script == script && levels[n - 1] == level) {
            runs[n - 1].bytes += bytes;
            continue;
        }
        if (n == TEXT_MAX_RUNS)
            break;
        levels[n] = level;
        runs[n++] = (struct text_run){.first = characters.at[i],
                                      .bytes = bytes,
                                      .script = script,
                                      .right_to_left = level % 2 == 1};
    }
    put_in_order(runs, levels, n);
    return n;
}
