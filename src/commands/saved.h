/* A saved state: a small text file that opens again at the same moment, to the byte.
 *
 * It holds no state of the network but all that brings it about: scenario, seed and what was asked
 * when. Opening it does all that again, and a hash tells whether it came out the same.
 *
 *     snowmelt-saved 1
 *     version 0.3.1
 *     seed 7
 *     treatment ketamine+therapy
 *     tick_s 0.016666666666666666
 *     scenario 1234
 *     (so many bytes of YAML and a line break)
 *     at 5000
 *     hash 0123456789abcdef
 *     acts 2
 *     410 dose
 *     2210 practise 0 4 5
 *     check 0123456789abcdef
 */
#ifndef SNOWMELT_COMMANDS_SAVED_H
#define SNOWMELT_COMMANDS_SAVED_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "story/past.h"

/* Twelve days of ticks: a later moment could not be gone to in any time. */
#define SAVED_MOST_TICKS ((uint64_t)1 << 26)

struct saved {
    char version[32]; /* of the program that wrote it */
    uint64_t seed;
    enum story_treatment treatment;
    double tick_s;
    char *scenario; /* YAML */
    size_t scenario_bytes;
    uint64_t at, hash; /* the moment, and the story's state then */
    const struct past_act *acts;
    uint32_t n_acts;
    struct past_act *acts_read; /* where a reader keeps them */
};

/* Writes it whole or not at all. ERROR_OUTPUT_UNWRITABLE or ERROR_OUTPUT_WRITE. */
bool saved_write(const char *path, const struct saved *saved, struct error *error);

/* Reads and checks it; free with saved_clear(). ERROR_FILE_*, ERROR_SAVED_SYNTAX (another kind of
 * file), ERROR_SAVED_VERSION (of a later format), ERROR_SAVED_DAMAGED. */
bool saved_read(const char *path, struct saved *saved, struct error *error);
/* The same from a text that ends with a zero byte after `size`; it is cut up in place. */
bool saved_parse(const char *path, char *text, size_t size, struct saved *saved,
                 struct error *error);
void saved_clear(struct saved *saved);

#endif
