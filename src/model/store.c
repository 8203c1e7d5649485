/* A worn-in model as bytes, and back. They hold what changes alone: the rest is drawn anew from
 * config and seed. In the byte order of the machine, which the format's number tells. */
#include <stdlib.h>
#include <string.h>

#include "model/arrays.h"
#include "model_version.h"

enum { FORMAT = 1 };
static const char MAGIC[8] = {'s', 'n', 'o', 'w', 'w', 'o', 'r', 'n'};

/* Each of these has one value that fits. */
struct header {
    char magic[8];
    uint64_t format, key;
    uint64_t size, shape; /* of all that follows: bytes, and how they are divided */
    uint64_t check;       /* of the bytes themselves */
};

/* As FNV-1a, but eight bytes at once, turned so that the upper bits reach the lower ones. */
static uint64_t mix(uint64_t h, const void *bytes, size_t size)
{
    const char *at = bytes;
    for (size_t left = size; left;) {
        uint64_t word = 0;
        size_t n = left < sizeof word ? left : sizeof word;
        memcpy(&word, at, n);
        h = (h ^ word) * 0x100000001b3ULL;
        h = h << 29 | h >> 35;
        at += n;
        left -= n;
    }
    return h;
}

uint64_t model_key(const struct model *model)
{
    uint64_t h = mix(0xcbf29ce484222325ULL, MODEL_VERSION, sizeof MODEL_VERSION);
    h = mix(h, &model->seed, sizeof model->seed);
    return mix(h, &model->config, sizeof model->config);
}

/* Goes over all that is stored: measures it, writes it to `at` or reads it from there. */
struct passage {
    struct arrays_visitor visitor; /* first */
    enum { MEASURES, WRITES, READS } does;
    uint64_t size, shape;
    char *at;
    const char *from;
};

static void pass(struct passage *passage, void *state, size_t bytes)
{
    uint64_t length = bytes;
    passage->size += length;
    passage->shape = mix(passage->shape, &length, sizeof length);
    if (passage->does == WRITES) {
        memcpy(passage->at, state, bytes);
        passage->at += bytes;
    } else if (passage->does == READS) {
        memcpy(state, passage->from, bytes);
        passage->from += bytes;
    }
}

static void pass_numbers(struct arrays_visitor *visitor, void *numbers, size_t bytes)
{
    pass((struct passage *)visitor, numbers, bytes);
}

static void *pass_array(struct arrays_visitor *visitor, void *array, size_t bytes,
                        enum arrays_kind kind)
{
    if (array && kind == ARRAYS_STATE)
        pass((struct passage *)visitor, array, bytes);
    return array;
}

static struct passage pass_over(struct model *model, struct passage passage)
{
    passage.visitor = (struct arrays_visitor){.array = pass_array, .numbers = pass_numbers};
    arrays_visit(model, &passage.visitor);
    return passage;
}

/* All but the check of the bytes. */
static struct header header_of(struct model *model)
{
    struct passage all = pass_over(model, (struct passage){.does = MEASURES});
    struct header header = {
        .format = FORMAT, .key = model_key(model), .size = all.size, .shape = all.shape};
    memcpy(header.magic, MAGIC, sizeof MAGIC);
    return header;
}

void *model_store(const struct model *model, size_t *size)
{
    if (!model_just_worn(model))
        return NULL;
    struct model seen = *model; /* a visit writes the pointers, and others may look at the model */
    struct header header = header_of(&seen);
    *size = sizeof header + header.size;
    char *bytes = malloc(*size);
    if (!bytes)
        return NULL;
    char *state = bytes + sizeof header;
    pass_over(&seen, (struct passage){.does = WRITES, .at = state});
    header.check = mix(0, state, header.size);
    memcpy(bytes, &header, sizeof header);
    return bytes;
}

bool model_restore(struct model *fresh, const void *bytes, size_t size)
{
    struct header header = header_of(fresh);
    if (size != sizeof header + header.size)
        return false;
    const char *state = (const char *)bytes + sizeof header;
    header.check = mix(0, state, header.size);
    if (memcmp(bytes, &header, sizeof header) != 0)
        return false;
    pass_over(fresh, (struct passage){.does = READS, .from = state});
    fresh->n_spikes = fresh->spikes_dropped = 0;
    model_wire(fresh);
    return true;
}
