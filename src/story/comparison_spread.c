/* How far several networks spread, measured by `snowmelt experiment` and recorded in docs/model.md,
 * with which tests/story/test_comparison_spread.c holds it. It is no part of what is computed here. */
#include "story/comparison.h"

#include <math.h>
#include <stddef.h>

enum { MOST_TIMES = 7 };

/* Mean and half of the 95 % interval, at hours after the dose, of rows whose window is 60 s. */
static const struct {
    unsigned n;
    struct {
        float hours, mean, half;
    } at[MOST_TIMES];
} RECORDED[STORY_TREATMENTS] = {
    [STORY_SALINE] = {6,
                      {{24.0f, 0.96f, 0.02f},
                       {48.0f, 0.94f, 0.04f},
                       {168.0f, 0.96f, 0.02f},
                       {504.0f, 0.92f, 0.04f},
                       {672.0f, 0.90f, 0.05f},
                       {1008.0f, 0.83f, 0.09f}}},
    [STORY_SSRI] = {2, {{24.0f, 0.96f, 0.02f}, {1008.0f, 0.68f, 0.06f}}},
    [STORY_KETAMINE] = {5,
                        {{24.0f, 0.72f, 0.10f},
                         {48.0f, 0.58f, 0.10f},
                         {168.0f, 0.79f, 0.10f},
                         {504.0f, 0.78f, 0.11f},
                         {672.0f, 0.76f, 0.11f}}},
    [STORY_KETAMINE_THERAPY] = {5,
                                {{24.0f, 0.72f, 0.10f},
                                 {48.0f, 0.57f, 0.08f},
                                 {168.0f, 0.71f, 0.05f},
                                 {504.0f, 0.74f, 0.05f},
                                 {672.0f, 0.75f, 0.06f}}},
    [STORY_THERAPY] = {5,
                       {{24.0f, 0.96f, 0.02f},
                        {48.0f, 0.97f, 0.02f},
                        {168.0f, 0.95f, 0.02f},
                        {504.0f, 0.92f, 0.03f},
                        {672.0f, 0.82f, 0.05f}}},
    [STORY_KETAMINE_AMPA_BLOCK] = {1, {{24.0f, 0.97f, 0.01f}}},
    [STORY_KETAMINE_MTOR_BLOCK] = {1, {{24.0f, 0.97f, 0.01f}}},
};

bool comparison_spread(enum story_treatment treatment, float hours, struct comparison_spread *spread)
{
    /* Student's t at 97.5 % for one network less than there were. */
    static const float T = 2.2010f;
    for (unsigned i = 0; i < RECORDED[treatment].n; i++) {
        if (fabsf(RECORDED[treatment].at[i].hours - hours) > 0.01f)
            continue;
        spread->mean = RECORDED[treatment].at[i].mean;
        spread->deviation = RECORDED[treatment].at[i].half * sqrtf(COMPARISON_NETWORKS) / T;
        return true;
    }
    return false;
}
