#include "story/comparison_words.h"

#include <math.h>
#include <stddef.h>

#include "base/mark.h"
#include "story/treatment.h"

/* Which arms a sentence speaks of. */
enum { OF_KETAMINE = 1, OF_SSRI = 2, OF_PRACTICE = 4 };

/* By the time from which each is said. They tell what is known and what is not, and where to look;
 * what comes of it is to be seen in the panes, and differs from network to network. */
static const struct sentence {
    float from_h;
    unsigned of;
    const char *caption, *source;
} SENTENCES[] = {
    {-INFINITY, 0, N_("One network, copied: until something is given, all panes are the same."),
     N_("one network of one seed; others differ")},
    {0.0f, 0, N_("Now each pane is given its treatment. From here on, one clock runs for all."),
     N_("salt water is for comparison, as in Zarate et al. 2006")},
    {0.4f, OF_KETAMINE,
     N_("Ketamine acts within hours: in this model the walk can leave its path."),
     N_("Zarate et al. 2006; Homayoun & Moghaddam 2007")},
    {1.2f, OF_SSRI, N_("An SSRI is slow: most of its effect comes over weeks. Why is not settled."),
     N_("Taylor et al. 2006; Harmer et al. 2017")},
    {4.5f, OF_KETAMINE,
     N_("Within a day new synapses can follow, as in mice; in people not seen directly."),
     N_("Li et al. 2010; Moda-Sava et al. 2019")},
    {24.0f, OF_PRACTICE,
     N_("Some days a new way is practised. The clock then slows, for all panes alike."),
     N_("Wilkinson et al. 2021: under study, not settled")},
    {2.6f * 24.0f, 0,
     N_("Synapses come and go without treatment too, so new ones add up in all panes."),
     N_("Trachtenberg et al. 2002; Holtmaat et al. 2005")},
    {5.5f * 24.0f, 0, N_("Each curve is one network. The bars tell how far twelve others spread."),
     N_("bars: mean and standard deviation, measured beforehand")},
    {8.6f * 24.0f, OF_SSRI,
     N_("In this model an SSRI weakens links that are there and grows no more: simplified."),
     N_("in rats it renews plasticity: Maya Vetencourt et al. 2008")},
    {15.0f * 24.0f, OF_KETAMINE,
     N_("After one dose, its effect on people often fades within two weeks."),
     N_("Zarate et al. 2006; Newport et al. 2015")},
    {22.0f * 24.0f, OF_SSRI | OF_KETAMINE,
     N_("Hours against weeks, new links against changed ones: one account of several."),
     N_("others: Zanos et al. 2018; Casarotto et al. 2021")},
    /* Twelve networks, day 42: 17 % less rigid than with salt water, 95 % interval 10 to 25; see
     * docs/model.md. */
    {29.0f * 24.0f, OF_SSRI,
     N_("In twelve networks of this model an SSRI made the path a sixth softer. One can differ."),
     N_("mean after six weeks; likely between a tenth and a quarter")},
    {42.0f * 24.0f, 0, N_("It compares how a model changes, not which treatment helps a person."),
     N_("not medical advice")},
};
enum { N_SENTENCES = sizeof SENTENCES / sizeof *SENTENCES };

static unsigned arms_of(const struct comparison_view *view)
{
    unsigned of = 0;
    for (unsigned a = 0; a < view->n_arms; a++) {
        of |= treatment_gives_ketamine(view->arms[a]) ? OF_KETAMINE : 0u;
        of |= view->arms[a] == STORY_SSRI ? OF_SSRI : 0u;
        of |= treatment_has_practice(view->arms[a]) ? OF_PRACTICE : 0u;
    }
    return of;
}

struct comparison_words comparison_words(const struct comparison_view *view)
{
    unsigned of = arms_of(view);
    const struct sentence *said = &SENTENCES[0];
    for (unsigned i = 0; i < N_SENTENCES && SENTENCES[i].from_h <= view->hours; i++)
        if ((SENTENCES[i].of & ~of) == 0)
            said = &SENTENCES[i];
    return (struct comparison_words){said->caption, said->source};
}

static const struct {
    const char *title, *label;
} NAMES[STORY_TREATMENTS] = {
    [STORY_SALINE] = {N_("No treatment (salt water)"), N_("Salt water")},
    [STORY_SSRI] = {N_("SSRI"), N_("SSRI")},
    [STORY_KETAMINE] = {N_("Ketamine"), N_("Ketamine")},
    [STORY_KETAMINE_THERAPY] = {N_("Ketamine + practice"), N_("+ practice")},
    [STORY_THERAPY] = {N_("Practice alone"), N_("Practice")},
    [STORY_KETAMINE_AMPA_BLOCK] = {N_("Ketamine, AMPA blocked"), N_("AMPA blocked")},
    [STORY_KETAMINE_MTOR_BLOCK] = {N_("Ketamine, mTORC1 blocked"), N_("mTORC1 blocked")},
};

const char *comparison_title(enum story_treatment treatment)
{
    return NAMES[treatment].title;
}

const char *comparison_label(enum story_treatment treatment)
{
    return NAMES[treatment].label;
}
