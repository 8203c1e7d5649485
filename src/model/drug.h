/* Ketamine from dose to occupied NMDA receptors. */
#ifndef SNOWMELT_MODEL_DRUG_H
#define SNOWMELT_MODEL_DRUG_H

#include "model/model.h"

enum { DRUG_MAX_DOSES = 16 };

struct drug {
    double central_mg, peripheral_mg; /* amounts in the two compartments */
    double effect_ng_ml;
    double depot_mg[2];               /* waiting to be absorbed: im, in */
    double scale;                     /* body weight over 70 kg, of the last dose */
    struct {
        double rate_mg_min, left_min;
    } infusion[DRUG_MAX_DOSES];
    uint32_t n_infusions;
};

void drug_init(struct drug *drug);

/* Starts a dose; weight 0 means 70 kg, infusion minutes 0 means a bolus over one minute. A
 * seventeenth infusion running at once is refused (false). */
bool drug_dose(struct drug *drug, const struct model_dose *dose);

/* Moves on by dt_s seconds. Two linear compartments, solved exactly within each stretch of
 * constant input (Kamp et al. 2020 for volumes and clearance). */
void drug_advance(struct drug *drug, double dt_s);

double drug_plasma_ng_ml(const struct drug *drug);

/* Share of NMDA receptors blocked at half-block concentration k_um (uM, unbound), Hill 1. */
double drug_occupancy(const struct drug *drug, double k_um);

#endif
