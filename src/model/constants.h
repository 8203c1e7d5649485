/* Every constant of the model, once, with unit, status and source.
 *
 * Status: C checked against the source, M from memory of the source, F fitted by us to the
 * result named, D a design choice of ours. The table is also data (model_constants), so that
 * the documentation can be checked against it.
 */
#ifndef SNOWMELT_MODEL_CONSTANTS_H
#define SNOWMELT_MODEL_CONSTANTS_H

/* X(NAME, value, unit, status, source) */
#define MODEL_CONSTANTS(X)                                                                         \
    /* time */                                                                                     \
    X(DT_MS, 0.25, "ms", "D", "live step; Brunel & Wang 2001 used 0.02")                           \
    X(SLOW_STEP_MS, 100.0, "ms", "D", "spiking between two updates of the slow states")            \
    X(AVERAGE_MS, 10000.0, "ms", "D", "memory of the averages that carry the slow states")          \
    X(CUED_AVERAGE_MS, 2500.0, "ms", "D", "the same during practice, a time of its own")           \
    /* neurons */                                                                                  \
    X(C_EXC, 0.5, "nF", "M", "Wang 2002")                                                          \
    X(C_INH, 0.2, "nF", "M", "Wang 2002")                                                          \
    X(GL_EXC, 25.0, "nS", "M", "Wang 2002")                                                        \
    X(GL_INH, 20.0, "nS", "M", "Wang 2002")                                                        \
    X(E_LEAK, -70.0, "mV", "M", "Wang 2002")                                                       \
    X(V_THRESHOLD, -50.0, "mV", "M", "Wang 2002")                                                  \
    X(V_RESET, -55.0, "mV", "M", "Wang 2002")                                                      \
    X(REFRACTORY_EXC_MS, 2.0, "ms", "M", "Wang 2002")                                              \
    X(REFRACTORY_INH_MS, 1.0, "ms", "M", "Wang 2002")                                              \
    X(E_EXC, 0.0, "mV", "M", "Wang 2002")                                                          \
    X(E_GABA, -70.0, "mV", "M", "Wang 2002")                                                       \
    X(E_K, -80.0, "mV", "D", "Dayan & Abbott 2001")                                                \
    X(ADAPT_STEP, 1.0, "nS", "F", "latching at two visits a second; Treves 1993")                  \
    X(ADAPT_TAU_MS, 456.0, "ms", "F", "latching at two visits a second; Treves 1993")              \
    /* receptors */                                                                                \
    X(AMPA_TAU_MS, 2.0, "ms", "M", "Wang 2002")                                                    \
    X(NMDA_RISE_MS, 2.0, "ms", "M", "Wang 2002")                                                   \
    X(NMDA_TAU_MS, 100.0, "ms", "M", "Wang 2002")                                                  \
    X(NMDA_ALPHA, 0.5, "1/ms", "M", "Wang 2002")                                                   \
    X(GABA_TAU_MS, 5.0, "ms", "M", "Wang 2002")                                                    \
    X(MG_MM, 1.0, "mM", "M", "Jahr & Stevens 1990")                                                \
    X(MG_HALF_MM, 3.57, "mM", "M", "Jahr & Stevens 1990")                                          \
    X(MG_SLOPE, 0.062, "1/mV", "M", "Jahr & Stevens 1990")                                         \
    /* conductances, for 800 pyramidal and 200 inhibitory cells joined all to all */               \
    X(G_AMPA_EXC, 0.055, "nS", "F", "NMDA-led recurrence holds a visit; 0.104 in Brunel & Wang 2001")\
    X(G_AMPA_INH, 0.12, "nS", "F", "0.081 in Brunel & Wang 2001; fast enough inhibition")          \
    X(G_NMDA_EXC, 0.44, "nS", "F", "0.327 in Brunel & Wang 2001; see G_AMPA_EXC")                  \
    X(G_NMDA_INH, 0.39, "nS", "F", "0.258 in Brunel & Wang 2001; disinhibition of Homayoun & Moghaddam 2007")\
    X(G_GABA_EXC, 1.25, "nS", "M", "Brunel & Wang 2001")                                           \
    X(G_GABA_INH, 0.973, "nS", "M", "Brunel & Wang 2001")                                          \
    X(G_EXT_EXC, 2.08, "nS", "M", "Brunel & Wang 2001")                                            \
    X(G_EXT_INH, 1.62, "nS", "M", "Brunel & Wang 2001")                                            \
    X(REFERENCE_EXC, 800.0, "cells", "M", "Brunel & Wang 2001")                                    \
    X(REFERENCE_INH, 200.0, "cells", "M", "Brunel & Wang 2001")                                    \
    X(INHIBITION_GAIN, 1.15, "", "F", "2-6 Hz at rest with one place active at a time")            \
    X(EXT_RATE_HZ, 2400.0, "Hz", "M", "Brunel & Wang 2001")                                        \
    X(CUE_NA, 0.20, "nA", "D", "of wearing in: under half of rheobase")                            \
    X(PRACTICE_NA, 0.35, "nA", "D", "of practice, a reminder: under three quarters of rheobase")   \
    /* connection probabilities; POT: potential contacts within reach */                           \
    X(P_EXC_INH, 0.2, "", "D", "dense local inhibition; Fino & Yuste 2011")                        \
    X(P_INH_EXC, 0.2, "", "D", "Fino & Yuste 2011")                                                \
    X(P_INH_INH, 0.2, "", "D", "Galarreta & Hestrin 1999")                                         \
    X(P_PLACE, 0.34, "", "D", "within an assembly; Perin et al. 2011")                             \
    X(POT_PLACE, 0.37, "", "D", "")                                                                \
    X(P_REST, 0.036, "", "D", "anywhere else")                                                     \
    X(POT_REST, 0.10, "", "D", "at first a third of them are synapses, as in Stepanyants et al. 2002")                                                                \
    X(W_SILENT_RHO0, 4.0, "", "F", "weight at rho 0 where 1 is the all-to-all weight")             \
    X(W_RATIO, 5.0, "", "M", "w1/w0, Graupner & Brunel 2012")                                      \
    X(RHO_PLACE, 0.54, "", "D", "efficacy within an assembly: the places are old friends")          \
    X(RHO_REST, 0.05, "", "D", "efficacy elsewhere before anything is worn in")                    \
    X(DELAY_MIN_MS, 0.5, "ms", "D", "")                                                            \
    X(DELAY_PER_MM, 0.05, "ms/mm", "D", "0.5 to 5 ms over the distances here")                     \
    X(DELAY_MAX_MS, 5.0, "ms", "D", "")                                                            \
    X(STP_USE, 0.0, "", "D", "no depression: visits end by adaptation; 0.45 in Tsodyks & Markram 1997")                                            \
    X(STP_RECOVERY_MS, 500.0, "ms", "M", "Tsodyks & Markram 1997")                                 \
    /* calcium rule */                                                                             \
    X(CA_TAU_MS, 20.0, "ms", "M", "Graupner & Brunel 2012")                                        \
    X(CA_PRE, 1.0, "", "M", "Graupner & Brunel 2012")                                              \
    X(CA_POST, 2.0, "", "M", "Graupner & Brunel 2012")                                             \
    X(CA_DELAY_MS, 13.7, "ms", "M", "Graupner & Brunel 2012")                                      \
    X(CA_SCALE, 0.17, "", "F", "in-vivo calcium; Higgins, Graupner & Brunel 2014")                 \
    X(CA_NMDA_GAIN, 2.5, "", "F",                                                                  \
      "supralinear calcium of paired spikes; Nevian & Sakmann 2006, Graupner et al. 2016")         \
    X(THETA_D, 1.0, "", "M", "Graupner & Brunel 2012")                                             \
    X(THETA_P, 1.3, "", "M", "Graupner & Brunel 2012")                                             \
    X(GAMMA_D, 200.0, "", "M", "Graupner & Brunel 2012")                                           \
    X(GAMMA_P, 321.808, "", "M", "Graupner & Brunel 2012")                                         \
    X(RHO_STAR, 0.5, "", "M", "Graupner & Brunel 2012")                                            \
    X(RHO_TAU_S, 150.0, "s", "M", "Graupner & Brunel 2012")                                        \
    X(RHO_SLOWING, 50000.0, "", "F", "a path at rest keeps for days; Higgins et al. 2014")          \
    X(REPLAY, 0.5, "", "D", "share of the time after practice that goes over it; Wilson & McNaughton 1994")\
    X(REPLAY_D, 2.0, "days", "D", "how long")                                                      \
    X(BISTABLE, 0.25, "", "D", "share of the double well left in vivo; Higgins et al. 2014")       \
    /* homeostasis */                                                                              \
    X(SCALING_TAU_H, 96.0, "h", "D", "hours to days; Turrigiano et al. 1998")                      \
    X(INHIBITION_TAU_H, 4.0, "h", "D", "inhibition follows excitation; D'amour & Froemke 2015")    \
    X(INHIBITION_MIN, 0.5, "", "D", "")                                                            \
    X(INHIBITION_MAX, 2.0, "", "D", "")                                                            \
    X(INHIBITION_FOLLOWS, 0.75, "", "F", "how far; at 1 the network falls silent when spines are many")\
    X(LEARN_CAPACITY, 8.0, "", "F", "young spines, while proteins are there; Matsuzaki et al. 2004") \
    X(SCALING_MIN, 0.8, "", "D", "")                                                               \
    X(SCALING_MAX, 1.25, "", "D", "")                                                              \
    /* spines */                                                                                   \
    X(FILOPODIUM_H, 3.0, "h", "M", "lifetime of hours; Zuo et al. 2005")                           \
    X(FILOPODIUM_HOLDS, 0.5, "", "D", "share that makes contact")                                  \
    X(SILENT_H, 4.0, "h", "D", "until AMPA receptors are inserted or it is lost")                  \
    X(RIPE_LEAST, 0.5, "", "D", "odds that a silent spine without use becomes functional")         \
    X(RIPE_USE, 0.2, "", "D", "what use adds at most")                                             \
    X(RIPE_CAPACITY, 0.3, "", "D", "what a plastic capacity of 1 adds; Li et al. 2010")            \
    X(RIPE_MOST, 0.95, "", "D", "")                                                                \
    X(BIRTH_RHO_MOST, 0.8, "", "D", "of a new spine, however many proteins there are")             \
    X(BIRTH_RHO, 0.40, "", "D", "efficacy of a spine that has just become functional")             \
    X(DEATH_NEW_D, 9.0, "days", "F", "unused new spines mostly gone in two weeks; Xu et al. 2009")   \
    X(DEATH_MATURE_D, 60.0, "days", "F", "few percent in two weeks; Zuo et al. 2005")              \
    X(DEATH_RHO, 0.25, "", "F", "large spines live longer; Yasumatsu et al. 2008")                 \
    X(MATURE_D, 2.0, "days", "D", "until a spine in use matures")                                  \
    X(USE_HALF, 2.0, "", "D", "GAMMA_P times share of time above THETA_P; half the spines mature")  \
    X(BIRTH_RHO_CAPACITY, 1.0, "", "F", "more with the proteins; larger EPSCs in Li et al. 2010")  \
    X(TAG_H, 8.0, "h", "D", "where use was, proteins are caught; Frey & Morris 1997")              \
    X(BIRTH_CAPACITY, 0.05, "", "D", "plastic capacity that births begin to answer")               \
    X(BIRTH_GAIN, 100.0, "", "F", "spine density +15 to +35 % at 24 h; Li et al. 2010")             \
    X(BIRTH_USE, 0.5, "", "D", "how far births go where there is use; Kwon & Sabatini 2011")      \
    X(WEAR_CUED_D, 2.2, "days", "D", "a cued visit stands for")                                    \
    X(WEAR_FREE_D, 1.0, "days", "D", "a free one, once the loop is worn in")                       \
    X(WEAR_BIRTHS, 0.85, "", "F", "births then, by deaths: more is lost than made, as in growing up; Zuo et al. 2005")\
    X(BIRTH_LIMIT, 5.0, "", "D", "births end at 1 + 1/5 of a cell's spines; Butz & van Ooyen 2013")\
    X(BIRTH_NEW, 30.0, "", "F", "and where use is new; Moda-Sava et al. 2019, Yang et al. 2009")   \
    X(BIRTH_NEW_HALF, 1.0, "", "D", "use beyond the usual, by the usual and this, that counts half")  \
    X(BIRTH_NEW_LIMIT, 2.0, "", "D", "these end at 1 + 1/2")                                       \
    X(USUAL_D, 14.0, "days", "D", "memory of what use is usual; a sliding threshold, Bienenstock et al. 1982")\
    X(BIRTH_NEED, 12.0, "", "D", "how births answer a loss of spines; Butz & van Ooyen 2013")      \
    /* drug */                                                                                     \
    X(PK_V1_L, 80.0, "L", "F", "Zarate et al. 2006; Kamp et al. 2020")                             \
    X(PK_V2_L, 172.0, "L", "F", "Kamp et al. 2020, total 252 L")                                   \
    X(PK_Q_L_MIN, 3.0, "L/min", "F", "Zarate et al. 2006")                                         \
    X(PK_CL_L_MIN, 1.32, "L/min", "C", "Kamp et al. 2020, 79 L/h")                                 \
    X(PK_WEIGHT_KG, 70.0, "kg", "C", "Kamp et al. 2020")                                           \
    X(PK_IM_F, 0.93, "", "M", "Clements et al. 1982")                                              \
    X(PK_IM_KA, 0.23, "1/min", "M", "Clements et al. 1982")                                        \
    X(PK_IN_F, 0.45, "", "M", "Yanagihara et al. 2003")                                            \
    X(PK_IN_KA, 0.10, "1/min", "M", "Yanagihara et al. 2003")                                      \
    X(PK_KE0, 0.3, "1/min", "D", "effect site follows plasma")                                     \
    X(NG_ML_PER_UM, 238.0, "ng/ml", "C", "molar mass of ketamine")                                 \
    X(UNBOUND, 0.7, "", "D", "0.5 to 0.9 reported")                                                \
    X(K_EXC_UM, 2.4, "uM", "F", "interneurons down, pyramidal cells up; Homayoun & Moghaddam 2007")                                       \
    X(K_INH_UM, 0.24, "uM", "F", "the same; occupancy 0.25 to 0.45 in all")                                       \
    /* cascade */                                                                                  \
    X(GLUTAMATE_TAU_MIN, 15.0, "min", "F", "Moghaddam et al. 1997")                                \
    X(BDNF_TAU_MIN, 60.0, "min", "F", "Autry et al. 2011")                                         \
    X(BDNF_AMPA, 2.0, "", "F", "BDNF peak 1.2 to 2 times; Autry et al. 2011")                      \
    X(BDNF_DEAD, 0.30, "", "D", "rise of AMPA throughput that BDNF does not answer")               \
    X(AMPA_ADAPT_H, 12.0, "h", "D", "BDNF answers a surge, not a lasting level")                   \
    X(SURGE_STEP_MIN, 20.0, "min", "D", "a coarser time-lapse holds no surge")                     \
    X(VAL66MET_RELEASE, 0.5, "", "D", "release of BDNF with the Met allele; Egan et al. 2003")     \
    X(BDNF_EEF2K, 3.0, "", "F", "Autry et al. 2011")                                               \
    X(MTOR_TAU_MIN, 60.0, "min", "F", "Li et al. 2010")                                            \
    X(CAPACITY_RISE_H, 3.0, "h", "F", "Li et al. 2010")                                            \
    X(CAPACITY_TAU_H, 60.0, "h", "F", "Li et al. 2010; Nardou et al. 2023")                        \
    /* serotonergic arm */                                                                         \
    X(SSRI_TAU_D, 17.0, "days", "D", "two to three weeks")                                         \
    X(SSRI_INHIBITION, 0.05, "", "D", "rise of inhibitory tone when full")                         \
    X(SSRI_LOOP, 0.20, "", "D", "fall of the gain of the trodden loop when full")                  \
    /* walk */                                                                                     \
    X(WALK_BIN_MS, 20.0, "ms", "D", "")                                                            \
    X(WALK_SMOOTH_MS, 100.0, "ms", "D", "")                                                        \
    X(WALK_RATE_HZ, 8.0, "Hz", "D", "")                                                            \
    X(WALK_DOMINANCE, 2.0, "", "D", "")                                                            \
    X(WALK_MEMORY, 30.0, "visits", "D", "memory of the transition counts")                         \
    X(SYNCHRONY_BIN_MS, 5.0, "ms", "D", "long against jitter, short against a visit")

enum model_constant_id {
#define MODEL_CONSTANT_ENUM(name, value, unit, status, source) MODEL_ID_##name,
    MODEL_CONSTANTS(MODEL_CONSTANT_ENUM)
#undef MODEL_CONSTANT_ENUM
        MODEL_CONSTANT_COUNT
};

struct model_constant {
    const char *name;
    double value;
    const char *unit, *status, *source;
};

/* The table, in order; MODEL_CONSTANT_COUNT rows. */
extern const struct model_constant model_constants[];

/* Values under their plain names, for the code of the model. */
#define MODEL_CONSTANT_VALUE(name, value, unit, status, source)                                    \
    static const double name __attribute__((unused)) = value;
MODEL_CONSTANTS(MODEL_CONSTANT_VALUE)
#undef MODEL_CONSTANT_VALUE

#endif
