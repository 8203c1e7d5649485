#include "base/nearest.h"

#include <string.h>

enum { MOST_LETTERS = 31 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance. */
static unsigned distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    unsigned cost[MOST_LETTERS + 1][MOST_LETTERS + 1];
    for (size_t i = 0; i <= n; i++)
        cost[i][0] = (unsigned)i;
    for (size_t j = 0; j <= m; j++)
        cost[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        for (size_t j = 1; j <= m; j++) {
            unsigned changed = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            unsigned best = least(changed, 1 + least(cost[i - 1][j], cost[i][j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least(best, cost[i - 2][j - 2] + 1);
            cost[i][j] = best;
        }
    }
    return cost[n][m];
}

const char *nearest_name(const char *name, const char *const *names, size_t n)
{
    size_t length = strlen(name);
    if (!length || length > MOST_LETTERS)
        return NULL;
    /* One slip in three letters; more is another word. */
    unsigned best = 1 + (unsigned)(length < 6 ? 1 : length / 3);
    const char *found = NULL;
    for (size_t i = 0; i < n; i++) {
        if (strlen(names[i]) > MOST_LETTERS)
            continue;
        unsigned d = distance(name, names[i]);
        if (d < best) {
            best = d;
            found = names[i];
        }
    }
    return found;
}
