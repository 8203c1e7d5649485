#include "story/past_branches.h"

#include <stdlib.h>
#include <string.h>

static void forget(struct branch *branch)
{
    free(branch->acts);
    free(branch);
}

bool branches_push(struct branches *branches, const struct past_act *acts, uint32_t from,
                   uint32_t n, uint64_t at, uint64_t end, const struct chapters *chapters)
{
    struct branch *branch = malloc(sizeof *branch);
    struct past_act *copy = malloc((n - from + 1u) * sizeof *copy);
    if (!branch || !copy) {
        free(branch);
        free(copy);
        return false;
    }
    memcpy(copy, acts + from, (n - from) * sizeof *copy);
    *branch = (struct branch){
        .from = from, .n = n - from, .acts = copy, .at = at, .end = end, .chapters = *chapters};
    if (branches->n == BRANCHES) {
        forget(branches->all[0]);
        memmove(branches->all, branches->all + 1, (BRANCHES - 1) * sizeof branches->all[0]);
        branches->n--;
    }
    branches->all[branches->n++] = branch;
    return true;
}

const struct branch *branches_top(const struct branches *branches)
{
    return branches->n ? branches->all[branches->n - 1] : NULL;
}

void branches_pop(struct branches *branches)
{
    if (branches->n)
        forget(branches->all[--branches->n]);
}

void branches_clear(struct branches *branches)
{
    while (branches->n)
        branches_pop(branches);
}
