#include "story/treatment.h"

#include <string.h>

const struct model_dose TREATMENT_INFUSION = {
    .route = MODEL_ROUTE_INFUSION,
    .dose_mg_kg = 0.5f,
    .weight_kg = 70.0f,
    .minutes = 40.0f,
};

const double TREATMENT_BLOCK_H = 24.0;

static const struct treatment {
    const char *name;
    bool ketamine, ssri, practice, block_ampa, block_mtor;
} TREATMENTS[STORY_TREATMENTS] = {
    [STORY_SALINE] = {.name = "saline"},
    [STORY_SSRI] = {.name = "ssri", .ssri = true},
    [STORY_KETAMINE] = {.name = "ketamine", .ketamine = true},
    [STORY_KETAMINE_THERAPY] = {.name = "ketamine+therapy", .ketamine = true, .practice = true},
    [STORY_THERAPY] = {.name = "therapy", .practice = true},
    [STORY_KETAMINE_AMPA_BLOCK] = {.name = "ketamine+ampa-block",
                                   .ketamine = true,
                                   .block_ampa = true},
    [STORY_KETAMINE_MTOR_BLOCK] = {.name = "ketamine+mtor-block",
                                   .ketamine = true,
                                   .block_mtor = true},
};

const char *story_treatment_name(enum story_treatment treatment)
{
    return treatment < STORY_TREATMENTS ? TREATMENTS[treatment].name : "unknown";
}

bool story_treatment_find(const char *name, enum story_treatment *treatment)
{
    for (int i = 0; i < STORY_TREATMENTS; i++)
        if (strcmp(name, TREATMENTS[i].name) == 0) {
            *treatment = (enum story_treatment)i;
            return true;
        }
    return false;
}

bool treatment_gives_ketamine(enum story_treatment treatment)
{
    return TREATMENTS[treatment].ketamine;
}

bool treatment_has_practice(enum story_treatment treatment)
{
    return TREATMENTS[treatment].practice;
}

bool treatment_toggle_practice(enum story_treatment *treatment)
{
    switch (*treatment) {
    case STORY_SALINE:
        *treatment = STORY_THERAPY;
        return true;
    case STORY_THERAPY:
        *treatment = STORY_SALINE;
        return true;
    case STORY_KETAMINE:
        *treatment = STORY_KETAMINE_THERAPY;
        return true;
    case STORY_KETAMINE_THERAPY:
        *treatment = STORY_KETAMINE;
        return true;
    default:
        return false;
    }
}

bool treatment_is_blocked(enum story_treatment treatment)
{
    return TREATMENTS[treatment].block_ampa || TREATMENTS[treatment].block_mtor;
}

float treatment_give(struct model *model, enum story_treatment treatment,
                     const struct model_dose *ketamine)
{
    const struct treatment *given = &TREATMENTS[treatment];
    struct model_dose dose = *ketamine;

    if (!given->ketamine)
        dose.dose_mg_kg = 0.0f;
    model_block_ampa(model, given->block_ampa);
    model_block_mtor(model, given->block_mtor);
    if (given->ssri)
        model_ssri(model, true);
    return model_dose(model, &dose) ? dose.dose_mg_kg : 0.0f;
}

void treatment_lift_blocks(struct model *model)
{
    model_block_ampa(model, false);
    model_block_mtor(model, false);
}
