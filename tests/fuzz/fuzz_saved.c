/* A saved state, as it comes and once more with a last line that vouches for it, without which no
 * change of any kind would come past the first check. */
#include <inttypes.h>
#include <math.h>

#include "commands/saved.h"
#include "fuzz.h"

enum { CHECK_BYTES = sizeof "check 0123456789abcdef\n" - 1 };

static void check(const struct saved *saved)
{
    struct error error = {0};
    fuzz_check(saved->tick_s >= 0.001 && saved->tick_s <= 1.0, "ticks last");
    fuzz_check(saved->n_acts <= PAST_MOST_ACTS, "few acts");
    fuzz_check((unsigned)saved->treatment < STORY_TREATMENTS, "treatments are known");
    fuzz_check(saved->at <= SAVED_MOST_TICKS, "it can be gone to");
    for (uint32_t i = 0; i < saved->n_acts; i++) {
        const struct story_wish *wish = &saved->acts[i].wish;
        fuzz_check((unsigned)wish->action < STORY_ACTIONS, "acts are known");
        fuzz_check(wish->way.n_steps <= STORY_MAX_STEPS, "ways are short");
        fuzz_check(isfinite(wish->dose_mg_kg), "doses are finite");
        fuzz_check(saved->acts[i].at <= saved->at, "acts are past");
    }
    scenario_destroy(scenario_parse("fuzz", saved->scenario, saved->scenario_bytes, &error));
}

static void read_one(char *text, size_t size)
{
    struct saved saved;
    struct error error = {0};
    if (saved_parse("fuzz", text, size, &saved, &error))
        check(&saved);
    else
        fuzz_check_error(&error);
    saved_clear(&saved);
}

/* FNV-1a 64, as saved.c has it. */
static uint64_t hash_of(const char *text, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325ULL;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (uint8_t)text[i]) * 0x100000001b3ULL;
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *text = fuzz_text(bytes, size);
    read_one(text, size);
    free(text);

    if (size >= CHECK_BYTES && memcmp(bytes + size - CHECK_BYTES, "check ", 6) == 0)
        size -= CHECK_BYTES;
    text = malloc(size + CHECK_BYTES + 1);
    if (!text)
        abort();
    if (size)
        memcpy(text, bytes, size);
    snprintf(text + size, CHECK_BYTES + 1, "check %016" PRIx64 "\n", hash_of(text, size));
    read_one(text, size + CHECK_BYTES);
    free(text);
    return 0;
}
