#include "model/cascade.h"

#include "model/constants.h"
#include "model/maths.h"

void cascade_init(struct cascade *cascade)
{
    *cascade = (struct cascade){.glutamate = 1.0, .bdnf = 1.0, .ampa_usual = 1.0};
}

static double relax(double from, double to, double dt, double tau)
{
    return to + (from - to) * model_exp(-dt / tau);
}

void cascade_advance(struct cascade *c, const struct cascade_input *input, double dt_s)
{
    /* Moghaddam et al. 1997; Autry et al. 2011; Li et al. 2010; Maeng et al. 2008. Under AMPA
     * block neither route to BDNF works: both need AMPA for the lasting effect. */
    double left = dt_s / 60.0;
    while (left > 0) {
        double min = left < 5.0 ? left : 5.0;
        c->glutamate = relax(c->glutamate, input->output_ratio, min, GLUTAMATE_TAU_MIN);
        double surge = input->ampa_ratio - c->ampa_usual - BDNF_DEAD;
        double more = BDNF_AMPA * (surge > 0 ? surge : 0) + BDNF_EEF2K * input->occupancy;
        double drive = 1.0 + (input->val66met ? VAL66MET_RELEASE : 1.0) * more;
        if (input->ampa_blocked)
            drive = 1.0;
        c->ampa_usual = relax(c->ampa_usual, input->ampa_ratio, min, AMPA_ADAPT_H * 60.0);
        c->bdnf = relax(c->bdnf, drive, min, BDNF_TAU_MIN);
        double signal = input->mtor_blocked || c->bdnf < 1.0 ? 0.0 : c->bdnf - 1.0;
        c->mtor = relax(c->mtor, signal, min, MTOR_TAU_MIN);
        c->capacity = relax(c->capacity, 0.0, min, CAPACITY_TAU_H * 60.0) +
                      c->mtor * min / (CAPACITY_RISE_H * 60.0);
        c->ssri = relax(c->ssri, input->ssri_on ? 1.0 : 0.0, min, SSRI_TAU_D * 1440.0);
        left -= min;
    }
}
