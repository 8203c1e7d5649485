#include "model/synchrony.h"

#include <string.h>

#include "model/constants.h"

void synchrony_init(struct synchrony *synchrony, uint32_t n_places, uint32_t cells)
{
    memset(synchrony, 0, sizeof *synchrony);
    synchrony->n_places = n_places;
    synchrony->cells = cells;
}

void synchrony_spike(struct synchrony *synchrony, uint32_t place)
{
    synchrony->count[place]++;
}

void synchrony_bin(struct synchrony *synchrony)
{
    double keep = 1.0 - SYNCHRONY_BIN_MS / AVERAGE_MS;
    synchrony->jumps *= keep;
    synchrony->spikes *= keep;
    for (uint32_t p = 0; p < synchrony->n_places; p++) {
        double jump = (double)synchrony->count[p] - (double)synchrony->last[p];
        synchrony->jumps += jump * jump;
        synchrony->spikes += synchrony->count[p];
        synchrony->last[p] = synchrony->count[p];
        synchrony->count[p] = 0;
    }
}

double synchrony_correlation(const struct synchrony *synchrony)
{
    if (synchrony->spikes <= 0 || synchrony->cells < 2)
        return 0.0;
    double allan = synchrony->jumps / (2.0 * synchrony->spikes);
    return (allan - 1.0) / (synchrony->cells - 1.0);
}
