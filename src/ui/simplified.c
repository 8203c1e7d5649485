/* What is simplified, with sources; that it is no medical advice; where to find help. */
#include "ui/help.h"

#include "base/mark.h"

static const struct entry ENTRIES[] = {
    {.heading = N_("What is simplified")},
    {.text = N_("A few thousand simple cells stand for the many millions in a brain.")},
    {.source = N_("Brunel & Wang 2001; Wang 2002")},
    {.text = N_("That a worry is a loop of thoughts is a theory, not a measurement.")},
    {.source = N_("Russo & Treves 2012")},
    {.text = N_("New spines after ketamine were seen in mice and rats, not directly in people.")},
    {.source = N_("Li et al. 2010; Moda-Sava et al. 2019")},
    {.text = N_("The chain of signals shown here is one account among several.")},
    {.source = N_("Piazza, Kavalali & Monteggia 2024")},
    {.text = N_("Blocked NMDA receptors may not be the whole story of ketamine.")},
    {.source = N_("Zanos et al. 2016; Williams et al. 2018")},
    {.text = N_("In people the effect of one dose mostly lasts days, or a week or two.")},
    {.source = N_("Zarate et al. 2006")},
    {.text = N_("Whether therapy makes the change last is under study.")},
    {.source = N_("Wilkinson et al. 2021")},
    {.text = N_("The SSRI is shown very simply; it can change synapses too.")},
    {.source = N_("Maya Vetencourt et al. 2008; Casarotto et al. 2021")},
    {.text = N_("Snow and forest are pictures of the network. There is no snow in a brain.")},
    {.heading = N_("Not medical advice")},
    {.text = N_("This is a model. It cannot say what is right for you.")},
    {.text = N_("Doses shown are those of published studies, not a recommendation.")},
    {.text = N_("Ketamine has risks: blood pressure, feeling far away, the bladder, dependence. It "
                "is given under medical care.")},
    {.heading = N_("Where to find help")},
    {.text = N_("Talk with a doctor, a therapist or someone you trust.")},
    {.text = N_("In an emergency call your local emergency number or a crisis line.")},
    {.text = N_("findahelpline.com lists help lines in many countries.")},
};

const struct book SIMPLIFIED = {N_("What is simplified"), ENTRIES, sizeof ENTRIES / sizeof *ENTRIES,
                                2};
