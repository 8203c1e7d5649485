/* Treatments: what each arm is given, and when the model is told. Internal to story/ and
 * shared with the experiment command. */
#ifndef SNOWMELT_STORY_TREATMENT_H
#define SNOWMELT_STORY_TREATMENT_H

#include <stdbool.h>

#include "model/model.h"
#include "story/story.h"

/* One infusion of 0.5 mg/kg over 40 min (Zarate et al. 2006). */
extern const struct model_dose TREATMENT_INFUSION;

/* Blocks of AMPA receptors and mTORC1 begin with the dose and are lifted after this many hours:
 * past the cascade, before the days. */
extern const double TREATMENT_BLOCK_H;

bool treatment_gives_ketamine(enum story_treatment treatment);
bool treatment_has_practice(enum story_treatment treatment);
/* Changes to the arm that differs in practice alone. False where there is none. */
bool treatment_toggle_practice(enum story_treatment *treatment);
bool treatment_is_blocked(enum story_treatment treatment);

/* Gives the treatment's dose now (saline where it holds no drug, so that 'since the dose' counts
 * in every arm), with its blocks. `ketamine` is the dose where it holds the drug. Returns the
 * ketamine given, mg/kg. */
float treatment_give(struct model *model, enum story_treatment treatment,
                     const struct model_dose *ketamine);

/* Lifts the blocks. */
void treatment_lift_blocks(struct model *model);

#endif
