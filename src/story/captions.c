#include "story/captions.h"

#include "base/mark.h"

static const struct caption WEARING_IN = {
    N_("A path is worn"),
    N_("The same steps, taken many times, wear a path between brain cells."),
    N_("Hebb 1949; Graupner & Brunel 2012"),
};

static const struct caption RIGID = {
    N_("The worn path"),
    N_("The same walk, again and again, has worn one deep path."),
    N_("Russo & Treves 2012; a theory, not a measurement"),
};

/* Ketamine, and what differs in the other arms. */
static const struct caption KETAMINE_DOSE = {
    N_("The dose"),
    N_("Ketamine blocks some NMDA channels, and in this model the walk can leave its path."),
    N_("Zarate et al. 2006; Homayoun & Moghaddam 2007"),
};

static const struct caption KETAMINE_CASCADE = {
    N_("A chain of signals"),
    N_("Glutamate rises, AMPA receptors answer, and cells release BDNF, which helps them grow."),
    N_("Moghaddam et al. 1997; Autry et al. 2011"),
};

static const struct caption KETAMINE_GROWTH = {
    N_("New contacts"),
    N_("Within a day new spines can grow and touch other cells, as seen in mice."),
    N_("Li et al. 2010; Moda-Sava et al. 2019"),
};

static const struct caption KETAMINE_DAYS = {
    N_("The days after"),
    N_("Days pass without practice, and new contacts that are not used let go."),
    N_("Holtmaat et al. 2005; Moda-Sava et al. 2019"),
};

static const struct caption KETAMINE_LASTING = {
    N_("What lasts"),
    N_("In this model, as in mice, new ways that nobody walks fade within weeks."),
    N_("Moda-Sava et al. 2019"),
};

static const struct caption PRACTICE_DAYS = {
    N_("Practice"),
    N_("On six days a new way is walked, and contacts that are used can stay."),
    N_("Graupner & Brunel 2012; Wilkinson et al. 2021, not settled"),
};

static const struct caption PRACTICE_LASTING = {
    N_("What lasts"),
    N_("In this model, new ways that are walked can last; without being walked they fade."),
    N_("Graupner & Brunel 2012; in people an open question"),
};

static const struct caption AMPA_CASCADE = {
    N_("A link is blocked"),
    N_("AMPA receptors are blocked, and the chain of signals stops at the first link."),
    N_("Maeng et al. 2008; Li et al. 2010"),
};

static const struct caption MTOR_CASCADE = {
    N_("A link is blocked"),
    N_("The signals rise, but mTORC1 is blocked, so building cannot begin."),
    N_("Li et al. 2010"),
};

static const struct caption BLOCKED_GROWTH = {
    N_("The first day"),
    N_("With one link of the chain blocked, few new spines grow, as in rodents."),
    N_("Li et al. 2010"),
};

static const struct caption BLOCKED_LASTING = {
    N_("What lasts"),
    N_("In this model, where the chain was blocked, little of the change remains."),
    N_("Maeng et al. 2008; Li et al. 2010"),
};

static const struct caption SALINE_DOSE = {
    N_("Salt water"),
    N_("This time the infusion is salt water, for comparison."),
    N_("Zarate et al. 2006, the placebo arm"),
};

static const struct caption PLAIN_HOURS = {
    N_("The hours after"),
    N_("No drug is in the blood; contacts come and go as on any day."),
    N_("Trachtenberg et al. 2002"),
};

static const struct caption PLAIN_DAYS = {
    N_("The days after"),
    N_("Days pass, and the deep path is walked as before."),
    N_("Zuo et al. 2005"),
};

static const struct caption PLAIN_LASTING = {
    N_("What lasts"),
    N_("In this model, a path that is walked every day keeps itself."),
    N_("Graupner & Brunel 2012"),
};

static const struct caption THERAPY_DOSE = {
    N_("No drug"),
    N_("This time no drug is given; only practice will follow."),
    N_("for comparison"),
};

static const struct caption SSRI_DOSE = {
    N_("Another medicine"),
    N_("An SSRI is begun, and in these first hours little can be seen."),
    N_("a simplified arm; Casarotto et al. 2021"),
};

static const struct caption SSRI_DAYS = {
    N_("The days after"),
    N_("Day by day the medicine acts a little more; it needs weeks."),
    N_("a simplified arm; Maya Vetencourt et al. 2008"),
};

static const struct caption SSRI_LASTING = {
    N_("What lasts"),
    N_("In this model, the worn path softens a little over weeks."),
    N_("a simplified arm; Maya Vetencourt et al. 2008"),
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
