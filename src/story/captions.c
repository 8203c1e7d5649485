#include "story/captions.h"

#include "base/mark.h"

static const struct caption WEARING_IN = {
    N_("A path is worn"),
    N_("The same steps, taken many times, wear a path between brain cells."),
    N_("Hebb 1949; Graupner & Brunel 2012"),
    N_("A synapse whose two cells fire one after the other takes in calcium and grows "
       "stronger. So the order of the walk is learned."),
};

static const struct caption RIGID = {
    N_("The worn path"),
    N_("The same walk, again and again, has worn one deep path."),
    N_("Russo & Treves 2012; a theory, not a measurement"),
    N_("Groups of cells with strong links between them, each tired by its own firing, hand "
       "activity on in one order. That worry works like this is a theory."),
};

/* Ketamine, and what differs in the other arms. */
static const struct caption KETAMINE_DOSE = {
    N_("The dose"),
    N_("Ketamine blocks some NMDA channels, and in this model the walk can leave its path."),
    N_("Zarate et al. 2006; Homayoun & Moghaddam 2007"),
    N_("In this model ketamine takes more NMDA current from the cells that inhibit than from"
       " the others. Inhibition falls, and other groups can win."),
};

static const struct caption KETAMINE_CASCADE = {
    N_("A chain of signals"),
    N_("Glutamate rises, AMPA receptors answer, and cells release BDNF, which helps them grow."),
    N_("Moghaddam et al. 1997; Autry et al. 2011"),
    N_("BDNF comes from a surge of AMPA activity, and from proteins whose making is set free"
       " when resting NMDA receptors are blocked. mTORC1 follows it."),
};

static const struct caption KETAMINE_GROWTH = {
    N_("New contacts"),
    N_("Within a day new spines can grow and touch other cells, as seen in mice."),
    N_("Li et al. 2010; Moda-Sava et al. 2019"),
    N_("In rats and mice more spines were counted in prefrontal cortex a day after ketamine."
       " In people this has not been seen directly."),
};

static const struct caption KETAMINE_DAYS = {
    N_("The days after"),
    N_("Days pass without practice, and new contacts that are not used let go."),
    N_("Holtmaat et al. 2005; Moda-Sava et al. 2019"),
    N_("In this model a young spine matures by use. Without calcium enough on its way it is "
       "lost within days or weeks."),
};

static const struct caption KETAMINE_LASTING = {
    N_("What lasts"),
    N_("In this model, as in mice, new ways that nobody walks fade within weeks."),
    N_("Moda-Sava et al. 2019"),
    N_("In mice the spines that formed after ketamine were needed for its effect on "
       "behaviour to last, not for it to begin."),
};

static const struct caption PRACTICE_DAYS = {
    N_("Practice"),
    N_("On six days a new way is walked, and contacts that are used can stay."),
    N_("Graupner & Brunel 2012; Wilkinson et al. 2021, not settled"),
    N_("A weak current calls the places of the new way to mind in order; no link is set by "
       "hand. That it is replayed between sessions is assumed."),
};

static const struct caption PRACTICE_LASTING = {
    N_("What lasts"),
    N_("In this model, new ways that are walked can last; without being walked they fade."),
    N_("Graupner & Brunel 2012; in people an open question"),
    N_("In this model practice after ketamine built the new way, and practice alone hardly "
       "did. Therapy after ketamine is under study in people."),
};

static const struct caption AMPA_CASCADE = {
    N_("A link is blocked"),
    N_("AMPA receptors are blocked, and the chain of signals stops at the first link."),
    N_("Maeng et al. 2008; Li et al. 2010"),
    N_("A blocker of AMPA receptors took the lasting effect of ketamine away in rodents. In "
       "this model that is put in as a rule."),
};

static const struct caption MTOR_CASCADE = {
    N_("A link is blocked"),
    N_("The signals rise, but mTORC1 is blocked, so building cannot begin."),
    N_("Li et al. 2010"),
    N_("Rapamycin, which blocks mTORC1, kept new spines and the lasting effect from coming "
       "in rats. In this model that is put in as a rule."),
};

static const struct caption BLOCKED_GROWTH = {
    N_("The first day"),
    N_("With one link of the chain blocked, few new spines grow, as in rodents."),
    N_("Li et al. 2010"),
    N_("In this model the birth of spines rises with proteins that mTORC1 lets the cell "
       "make. Without them it stays as at rest."),
};

static const struct caption BLOCKED_LASTING = {
    N_("What lasts"),
    N_("In this model, where the chain was blocked, little of the change remains."),
    N_("Maeng et al. 2008; Li et al. 2010"),
    N_("That the block ends the growth is put in as a rule. What this does to the walk is "
       "computed."),
};

static const struct caption SALINE_DOSE = {
    N_("Salt water"),
    N_("This time the infusion is salt water, for comparison."),
    N_("Zarate et al. 2006, the placebo arm"),
    N_("The same network with the same seed, and no drug: what differs from it in the other "
       "arms is the work of the treatment."),
};

static const struct caption PLAIN_HOURS = {
    N_("The hours after"),
    N_("No drug is in the blood; contacts come and go as on any day."),
    N_("Trachtenberg et al. 2002"),
    N_("In adult mice some spines come and go from day to day, while most persist. In this "
       "model births and deaths balance at rest."),
};

static const struct caption PLAIN_DAYS = {
    N_("The days after"),
    N_("Days pass, and the deep path is walked as before."),
    N_("Zuo et al. 2005"),
    N_("In adult mice most spines stay for months. In this model the path at rest drifts "
       "only a little."),
};

static const struct caption PLAIN_LASTING = {
    N_("What lasts"),
    N_("In this model, a path that is walked every day keeps itself."),
    N_("Graupner & Brunel 2012"),
    N_("Each round of the walk brings calcium to the synapses of the path again, which keeps"
       " them strong."),
};

static const struct caption THERAPY_DOSE = {
    N_("No drug"),
    N_("This time no drug is given; only practice will follow."),
    N_("for comparison"),
    N_("Practice by the same cues and the same rule, without the drug, shows what practice "
       "does alone."),
};

static const struct caption SSRI_DOSE = {
    N_("Another medicine"),
    N_("An SSRI is begun, and in these first hours little can be seen."),
    N_("a simplified arm; Casarotto et al. 2021"),
    N_("In this model an SSRI is one slow factor with a time of weeks. Such drugs were also "
       "found to bind TrkB, the receptor of BDNF."),
};

static const struct caption SSRI_DAYS = {
    N_("The days after"),
    N_("Day by day the medicine acts a little more; it needs weeks."),
    N_("a simplified arm; Maya Vetencourt et al. 2008"),
    N_("The factor raises inhibition and weakens the loop a little. In rats an SSRI also "
       "renewed plasticity, which is left out here."),
};

static const struct caption SSRI_LASTING = {
    N_("What lasts"),
    N_("In this model, the worn path softens a little over weeks."),
    N_("a simplified arm; Maya Vetencourt et al. 2008"),
    N_("Both numbers of this arm are chosen, not measured. It shows a slow damping beside "
       "growth, not how such medicines act."),
};

/* Where help is stands here too, in words that need no country. */
static const struct caption AT_END = {
    N_("After the story"),
    N_("This was a model. If worries weigh on you, talk with a doctor or someone you trust."),
    N_("In danger: emergency number. To talk: findahelpline.com"),
    N_("It is one model of spiking cells and one account of several, and it misses some of its own "
       "targets. What it leaves out stands under 'What is simplified'."),
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

const struct caption *caption_at_end(void)
{
    return &AT_END;
}
