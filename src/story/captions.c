#include "story/captions.h"

static const struct caption WEARING_IN = {
    "A path is worn",
    "The same steps, taken many times, wear a path between brain cells.",
    "Hebb 1949; Graupner & Brunel 2012",
};

static const struct caption RIGID = {
    "The worn path",
    "The same walk, again and again, has worn one deep path.",
    "Russo & Treves 2012; a theory, not a measurement",
};

/* Ketamine, and what differs in the other arms. */
static const struct caption KETAMINE_DOSE = {
    "The dose",
    "Ketamine blocks some NMDA channels, and in this model the walk can leave its path.",
    "Zarate et al. 2006; Homayoun & Moghaddam 2007",
};

static const struct caption KETAMINE_CASCADE = {
    "A chain of signals",
    "Glutamate rises, AMPA receptors answer, and cells release BDNF, which helps them grow.",
    "Moghaddam et al. 1997; Autry et al. 2011",
};

static const struct caption KETAMINE_GROWTH = {
    "New contacts",
    "Within a day new spines can grow and touch other cells, as seen in mice.",
    "Li et al. 2010; Moda-Sava et al. 2019",
};

static const struct caption KETAMINE_DAYS = {
    "The days after",
    "Days pass without practice, and new contacts that are not used let go.",
    "Holtmaat et al. 2005; Moda-Sava et al. 2019",
};

static const struct caption KETAMINE_LASTING = {
    "What lasts",
    "In this model, as in mice, new ways that nobody walks fade within weeks.",
    "Moda-Sava et al. 2019",
};

static const struct caption PRACTICE_DAYS = {
    "Practice",
    "On six days a new way is walked, and contacts that are used can stay.",
    "Graupner & Brunel 2012; Wilkinson et al. 2021, not settled",
};

static const struct caption PRACTICE_LASTING = {
    "What lasts",
    "In this model, new ways that are walked can last; without being walked they fade.",
    "Graupner & Brunel 2012; in people an open question",
};

static const struct caption AMPA_CASCADE = {
    "A link is blocked",
    "AMPA receptors are blocked, and the chain of signals stops at the first link.",
    "Maeng et al. 2008; Li et al. 2010",
};

static const struct caption MTOR_CASCADE = {
    "A link is blocked",
    "The signals rise, but mTORC1 is blocked, so building cannot begin.",
    "Li et al. 2010",
};

static const struct caption BLOCKED_GROWTH = {
    "The first day",
    "With one link of the chain blocked, few new spines grow, as in rodents.",
    "Li et al. 2010",
};

static const struct caption BLOCKED_LASTING = {
    "What lasts",
    "In this model, where the chain was blocked, little of the change remains.",
    "Maeng et al. 2008; Li et al. 2010",
};

static const struct caption SALINE_DOSE = {
    "Salt water",
    "This time the infusion is salt water, for comparison.",
    "Zarate et al. 2006, the placebo arm",
};

static const struct caption PLAIN_HOURS = {
    "The hours after",
    "No drug is in the blood; contacts come and go as on any day.",
    "Trachtenberg et al. 2002",
};

static const struct caption PLAIN_DAYS = {
    "The days after",
    "Days pass, and the deep path is walked as before.",
    "Zuo et al. 2005",
};

static const struct caption PLAIN_LASTING = {
    "What lasts",
    "In this model, a path that is walked every day keeps itself.",
    "Graupner & Brunel 2012",
};

static const struct caption THERAPY_DOSE = {
    "No drug",
    "This time no drug is given; only practice will follow.",
    "for comparison",
};

static const struct caption SSRI_DOSE = {
    "Another medicine",
    "An SSRI is begun, and in these first hours little can be seen.",
    "a simplified arm; Casarotto et al. 2021",
};

static const struct caption SSRI_DAYS = {
    "The days after",
    "Day by day the medicine acts a little more; it needs weeks.",
    "a simplified arm; Maya Vetencourt et al. 2008",
};

static const struct caption SSRI_LASTING = {
    "What lasts",
    "In this model, the worn path softens a little over weeks.",
    "a simplified arm; Maya Vetencourt et al. 2008",
};

static const struct caption *const CAPTIONS[STORY_TREATMENTS][STORY_PHASES] = {
    [STORY_SALINE] = {&WEARING_IN, &RIGID, &SALINE_DOSE, &PLAIN_HOURS, &PLAIN_HOURS, &PLAIN_DAYS,
                      &PLAIN_LASTING},
    [STORY_SSRI] = {&WEARING_IN, &RIGID, &SSRI_DOSE, &SSRI_DOSE, &SSRI_DOSE, &SSRI_DAYS,
                    &SSRI_LASTING},
    [STORY_KETAMINE] = {&WEARING_IN, &RIGID, &KETAMINE_DOSE, &KETAMINE_CASCADE, &KETAMINE_GROWTH,
                        &KETAMINE_DAYS, &KETAMINE_LASTING},
    [STORY_KETAMINE_THERAPY] = {&WEARING_IN, &RIGID, &KETAMINE_DOSE, &KETAMINE_CASCADE,
                                &KETAMINE_GROWTH, &PRACTICE_DAYS, &PRACTICE_LASTING},
    [STORY_THERAPY] = {&WEARING_IN, &RIGID, &THERAPY_DOSE, &PLAIN_HOURS, &PLAIN_HOURS,
                       &PRACTICE_DAYS, &PRACTICE_LASTING},
    [STORY_KETAMINE_AMPA_BLOCK] = {&WEARING_IN, &RIGID, &KETAMINE_DOSE, &AMPA_CASCADE,
                                   &BLOCKED_GROWTH, &PLAIN_DAYS, &BLOCKED_LASTING},
    [STORY_KETAMINE_MTOR_BLOCK] = {&WEARING_IN, &RIGID, &KETAMINE_DOSE, &MTOR_CASCADE,
                                   &BLOCKED_GROWTH, &PLAIN_DAYS, &BLOCKED_LASTING},
};

const struct caption *caption_find(enum story_phase phase, enum story_treatment treatment)
{
    return CAPTIONS[treatment][phase];
}
