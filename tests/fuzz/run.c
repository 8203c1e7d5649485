/* Runs one fuzzer where clang's libFuzzer is not there: over each file of its corpus, and over so
 * many changes of those, the same ones every time.
 *
 *     fuzz_NAME ROUNDS [-o FILE] FOLDER...
 *
 * With -o each input is left in FILE before it is tried, so that the one that ends it is known. */
#include <dirent.h>

#include "fuzz.h"

enum { MOST_SEEDS = 512, MOST_BYTES = 64 * 1024, MOST_CHANGES = 6 };

struct seed {
    uint8_t *bytes;
    size_t size;
};

struct run {
    struct seed seeds[MOST_SEEDS];
    unsigned n_seeds;
    uint64_t random;
    const char *left; /* NULL: nowhere */
    uint8_t bytes[MOST_BYTES];
    size_t size;
};

/* Marsaglia (2003), xorshift. */
static uint64_t draw(struct run *run, uint64_t below)
{
    run->random ^= run->random << 13;
    run->random ^= run->random >> 7;
    run->random ^= run->random << 17;
    return below ? run->random % below : 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void load(struct run *run, const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = name[0] == '.' || run->n_seeds == MOST_SEEDS ? NULL : fopen(path, "rb");
    if (!file)
        return;
    struct seed *seed = &run->seeds[run->n_seeds++];
    seed->bytes = malloc(MOST_BYTES);
    if (!seed->bytes)
        abort();
    seed->size = fread(seed->bytes, 1, MOST_BYTES, file);
    fclose(file);
}

static bool load_folder(struct run *run, const char *folder)
{
    struct dirent **names;
    int n = scandir(folder, &names, NULL, by_name);
    for (int i = 0; i < n; i++) {
        load(run, folder, names[i]->d_name);
        free(names[i]);
    }
    if (n >= 0)
        free(names);
    return n >= 0;
}

/* Puts `size` bytes in place of `gone` ones at `at`, as far as there is room. */
static void put(struct run *run, size_t at, size_t gone, const void *bytes, size_t size)
{
    if (run->size - gone + size > MOST_BYTES)
        return;
    memmove(run->bytes + at + size, run->bytes + at + gone, run->size - at - gone);
    memcpy(run->bytes + at, bytes, size);
    run->size += size - gone;
}

static void change(struct run *run)
{
    static const char *const WORDS[] = {
        "nan", "inf",  "-1",   "1e999", "0x1p9", "18446744073709551616", "-0",  "00",   "",
        "\xff", "\xc0\x80", "\xef\xbb\xbf", "&a ", "*a", "[", "{", "- ", ": ", "\n", "\r\n", "\t",
        "!!int ", "%n%s", "\"", "'", "#", "---\n", "\0\0\0", "/", "=", "yes",
    };
    size_t at = (size_t)draw(run, run->size + 1);
    size_t left = run->size - at, some = (size_t)draw(run, left < 16 ? left + 1 : 16);
    uint8_t copy[256];
    switch (draw(run, 6)) {
    case 0: /* another byte */
        if (left)
            run->bytes[at] = (uint8_t)draw(run, 256);
        break;
    case 1: /* another bit */
        if (left)
            run->bytes[at] ^= (uint8_t)(1u << draw(run, 8));
        break;
    case 2:
        put(run, at, some, "", 0);
        break;
    case 3: { /* said twice */
        size_t size = left < sizeof copy ? left : (size_t)draw(run, sizeof copy);
        memcpy(copy, run->bytes + at, size);
        put(run, at, 0, copy, size);
        break;
    }
    case 4: {
        const char *word = WORDS[draw(run, sizeof WORDS / sizeof WORDS[0])];
        put(run, at, some, word, strlen(word));
        break;
    }
    default: { /* goes on as another one does */
        const struct seed *other = &run->seeds[draw(run, run->n_seeds)];
        size_t from = (size_t)draw(run, other->size + 1);
        put(run, at, left, other->bytes + from, other->size - from);
        break;
    }
    }
}

static void try(struct run *run)
{
    FILE *file = run->left ? fopen(run->left, "wb") : NULL;
    if (file) {
        fwrite(run->bytes, 1, run->size, file);
        fclose(file);
    }
    LLVMFuzzerTestOneInput(run->bytes, run->size);
}

static void take_seed(struct run *run, const struct seed *seed)
{
    memcpy(run->bytes, seed->bytes, seed->size);
    run->size = seed->size;
}

static void run_all(struct run *run, unsigned long rounds)
{
    for (unsigned i = 0; i < run->n_seeds; i++) {
        take_seed(run, &run->seeds[i]);
        try(run);
    }
    for (unsigned long round = 0; round < rounds; round++) {
        take_seed(run, &run->seeds[draw(run, run->n_seeds)]);
        for (uint64_t n = 1 + draw(run, MOST_CHANGES); n; n--)
            change(run);
        try(run);
    }
    printf("%u seeds and %lu changes of them: good\n", run->n_seeds, rounds);
}

int main(int argc, char **argv)
{
    static struct run run = {.random = 0x9e3779b97f4a7c15ULL};
    int next = 2;
    if (argc > 4 && strcmp(argv[2], "-o") == 0) {
        run.left = argv[3];
        next = 4;
    }
    for (; next < argc; next++)
        if (!load_folder(&run, argv[next])) {
            fprintf(stderr, "no folder '%s'\n", argv[next]);
            return 2;
        }
    if (!run.n_seeds) {
        fprintf(stderr, "usage: %s ROUNDS [-o FILE] FOLDER..., with files in them\n", argv[0]);
        return 2;
    }
    run_all(&run, strtoul(argv[1], NULL, 10));
    for (unsigned i = 0; i < run.n_seeds; i++)
        free(run.seeds[i].bytes);
    return 0;
}
