#include "model/drug.h"

#include <string.h>

#include "model/constants.h"
#include "model/maths.h"

/* Longest stretch over which input and plasma are taken as constant for the effect site and
 * the absorption depots; both have time constants of minutes. */
static const double STRETCH_MIN = 0.25;

void drug_init(struct drug *drug)
{
    memset(drug, 0, sizeof *drug);
    drug->scale = 1.0;
}

bool drug_dose(struct drug *drug, const struct model_dose *dose)
{
    double weight = dose->weight_kg > 0 ? (double)dose->weight_kg : PK_WEIGHT_KG;
    double mg = (double)dose->dose_mg_kg * weight;
    if (mg <= 0)
        return true;
    if (dose->route == MODEL_ROUTE_INFUSION && drug->n_infusions == DRUG_MAX_DOSES)
        return false;
    drug->scale = weight / PK_WEIGHT_KG;
    switch (dose->route) {
    case MODEL_ROUTE_INTRAMUSCULAR:
        drug->depot_mg[0] += mg * PK_IM_F;
        return true;
    case MODEL_ROUTE_INTRANASAL:
        drug->depot_mg[1] += mg * PK_IN_F;
        return true;
    case MODEL_ROUTE_INFUSION:
        break;
    }
    double minutes = dose->minutes > 0 ? (double)dose->minutes : 1.0;
    drug->infusion[drug->n_infusions].rate_mg_min = mg / minutes;
    drug->infusion[drug->n_infusions].left_min = minutes;
    drug->n_infusions++;
    return true;
}

/* Exact solution over `min` minutes of
 *   a1' = r - (k10 + k12) a1 + k21 a2,  a2' = k12 a1 - k21 a2
 * by its two eigenvalues. */
static void compartments(struct drug *drug, double rate, double min)
{
    double k10 = PK_CL_L_MIN / PK_V1_L, k12 = PK_Q_L_MIN / PK_V1_L, k21 = PK_Q_L_MIN / PK_V2_L;
    double sum = k10 + k12 + k21;
    double root = model_sqrt(sum * sum - 4.0 * k10 * k21);
    double fast = 0.5 * (sum + root), slow = 0.5 * (sum - root);
    double rest1 = rate / k10, rest2 = rest1 * k12 / k21;
    double d1 = drug->central_mg - rest1, d2 = drug->peripheral_mg - rest2;
    /* Split the deviation into the two eigenvectors (1, u). */
    double u_fast = k12 / (k21 - fast), u_slow = k12 / (k21 - slow);
    double c_fast = (d2 - u_slow * d1) / (u_fast - u_slow), c_slow = d1 - c_fast;
    c_fast *= model_exp(-fast * min);
    c_slow *= model_exp(-slow * min);
    drug->central_mg = rest1 + c_fast + c_slow;
    drug->peripheral_mg = rest2 + c_fast * u_fast + c_slow * u_slow;
    if (drug->central_mg < 0)
        drug->central_mg = 0;
    if (drug->peripheral_mg < 0)
        drug->peripheral_mg = 0;
}

static double absorb(double *depot_mg, double ka, double min)
{
    double left = *depot_mg * model_exp(-ka * min);
    double rate = (*depot_mg - left) / min;
    *depot_mg = left;
    return rate;
}

void drug_advance(struct drug *drug, double dt_s)
{
    double left = dt_s / 60.0;
    while (left > 0) {
        bool idle = drug->n_infusions == 0 && drug->depot_mg[0] < 1e-9 &&
                    drug->depot_mg[1] < 1e-9;
        if (idle && drug->central_mg + drug->peripheral_mg < 1e-9)
            break;
        double min = left < STRETCH_MIN ? left : STRETCH_MIN;
        double rate = 0;
        for (uint32_t i = 0; i < drug->n_infusions; i++) {
            if (drug->infusion[i].left_min < min)
                min = drug->infusion[i].left_min;
            rate += drug->infusion[i].rate_mg_min;
        }
        rate += absorb(&drug->depot_mg[0], PK_IM_KA, min);
        rate += absorb(&drug->depot_mg[1], PK_IN_KA, min);
        double before = drug_plasma_ng_ml(drug);
        compartments(drug, rate, min);
        double plasma = 0.5 * (before + drug_plasma_ng_ml(drug));
        drug->effect_ng_ml = plasma + (drug->effect_ng_ml - plasma) * model_exp(-PK_KE0 * min);
        for (uint32_t i = 0; i < drug->n_infusions;) {
            drug->infusion[i].left_min -= min;
            if (drug->infusion[i].left_min <= 1e-9)
                drug->infusion[i] = drug->infusion[--drug->n_infusions];
            else
                i++;
        }
        left -= min;
    }
    if (left > 0) /* nothing left in the body but what the effect site still lets go */
        drug->effect_ng_ml *= model_exp(-PK_KE0 * left);
}

double drug_plasma_ng_ml(const struct drug *drug)
{
    return 1000.0 * drug->central_mg / (PK_V1_L * drug->scale);
}

double drug_occupancy(const struct drug *drug, double k_um)
{
    double um = drug->effect_ng_ml / NG_ML_PER_UM * UNBOUND;
    return um / (um + k_um);
}
