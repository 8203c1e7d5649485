#include "ui/about.h"

#include <string.h>

#include "base/mark.h"

static const char FRAME[] = N_("Snow and forest are pictures of the network. There is no snow in a "
                               "brain.");
static const char SPINES[] =
    N_("New spines after ketamine were seen in mice and rats, not directly in people.");
static const char THEORY[] = N_("That a worry is a loop of thoughts is a theory, not a "
                                "measurement.");
static const char CALMING[] =
    N_("Ketamine seems to block these cells first, which lets others speak up.");
static const char PRACTISED[] = N_("In mice, new spines last longer where something is practised.");

static const struct about THINGS[SCENE_THINGS] = {
    [SCENE_THING_PLACE] = {N_("A place: a thought, a feeling or something one does. In this model "
                              "it is a group of cells that fire together."),
                           N_("Such a group is called an assembly."), "Hebb 1949; Buzsáki 2010"},
    [SCENE_THING_CELL] = {N_("A pyramidal cell: it excites the cells that it reaches."),
                          N_("Most cells of the cortex are of this kind, and carry the spines."),
                          "Spruston 2008"},
    [SCENE_THING_CALMING] = {N_("A calming cell: it quiets the cells around it."), CALMING,
                             "Homayoun & Moghaddam 2007"},
    [SCENE_THING_LINK] = {N_("A link from one cell to another. Amber: on the worn path; teal: new "
                             "since the dose; grey: all others."),
                          N_("Whether it gets stronger or weaker hangs on calcium in its spine."),
                          "Graupner & Brunel 2012"},
    [SCENE_THING_BRAIN] = {N_("The outline of a brain. It shows where the cells lie, and no more."),
                           N_("The cells are of prefrontal cortex and hippocampus, where these "
                              "effects were studied."),
                           "Li et al. 2010; Autry et al. 2011"},
    [SCENE_THING_WALKER] = {N_("A walker: one step of the model's walk from one place to the next. "
                               "Nobody steers it."),
                            THEORY, "Russo & Treves 2012"},
    [SCENE_THING_TRACK] = {N_("A way between two places. The more of the walk takes it, the deeper "
                              "it is."),
                           THEORY, "Russo & Treves 2012"},
    [SCENE_THING_SNOW] = {N_("Snow: where nobody walks it lies deep. It softens while ketamine "
                             "acts."),
                          FRAME, NULL},
    [SCENE_THING_TREE] = {N_("A tree: one pyramidal cell. Its branches are the cell's dendrites."),
                          N_("It is grown by a rule that real dendrites follow closely."),
                          "Cuntz et al. 2010"},
    [SCENE_THING_SHRUB] = {N_("A shrub: one calming cell. It quiets the cells around it."), CALMING,
                           "Homayoun & Moghaddam 2007"},
    [SCENE_THING_BRAMBLES] =
        {N_("Brambles: a way that is hardly walked. They go where it is used."), PRACTISED,
         "Xu et al. 2009; Yang et al. 2009"},
    [SCENE_THING_FLOOR] = {N_("The floor of the forest. Where the walk comes often it is "
                              "trodden."),
                           FRAME, NULL},
    [SCENE_THING_SKY] = {N_("Sky and hills are a frame for the picture and stand for nothing."),
                         FRAME, NULL},
    [SCENE_THING_CONTACT] = {N_("One contact between two cells: the upper one sends, the spine "
                                "below receives."),
                             N_("Most contacts that excite such cells sit on spines."),
                             "Harris & Kater 1994"},
    [SCENE_THING_PART + SCENE_NMDA] = {N_("NMDA receptor: a gate that opens when both cells are "
                                          "active. With it learning begins."),
                                       N_("Until then a magnesium ion holds it shut."),
                                       "Jahr & Stevens 1990"},
    [SCENE_THING_PART + SCENE_KETAMINE] = {N_("Ketamine: it sits in the open gate and blocks it."),
                                           N_("Blocked NMDA receptors may not be the whole story "
                                              "of ketamine."),
                                           "Zanos et al. 2016; Williams et al. 2018"},
    [SCENE_THING_PART + SCENE_AMPA] = {N_("AMPA receptor: it passes the signal on. More of them "
                                          "make the contact stronger."),
                                       N_("Larger spines carry more of them."),
                                       "Matsuzaki et al. 2001"},
    [SCENE_THING_PART + SCENE_SPINE] = {N_("Spine: the little knob that a contact sits on."),
                                        SPINES, "Li et al. 2010; Moda-Sava et al. 2019"},
    [SCENE_THING_PART + SCENE_VESICLES] = {N_("Vesicles: little bags of glutamate that the sending "
                                              "cell empties into the gap."),
                                           N_("They open when calcium enters the cell."),
                                           "Katz & Miledi 1967"},
    [SCENE_THING_PART + SCENE_GLUTAMATE] = {N_("Glutamate: the messenger that crosses the gap and "
                                               "excites the next cell."),
                                            N_("In rats it rises for a while after ketamine."),
                                            "Moghaddam et al. 1997"},
    [SCENE_THING_PART + SCENE_MAGNESIUM] = {N_("Magnesium: it plugs the gate while the cell is "
                                               "quiet."),
                                            N_("The more the cell is excited, the more often it "
                                               "leaves."),
                                            "Jahr & Stevens 1990"},
    [SCENE_THING_PART + SCENE_BDNF] = {N_("BDNF: a growth factor that helps contacts grow."),
                                       N_("In mice without it ketamine had no such effect."),
                                       "Autry et al. 2011"},
};

static const struct about RIGIDITY = {
    N_("Path rigidity: high when the walk goes round and round, low when it goes anywhere."),
    N_("It is measured from the recent steps of the model."), NULL};
static const struct about COUNT = {
    N_("New synapses: contacts at work that are new since the dose."), SPINES,
    "Li et al. 2010; Moda-Sava et al. 2019"};
static const struct about CURVES = {
    N_("How the drug, its signals and the spines went since the dose. Time goes to the right."),
    N_("The chain of signals shown here is one account among several."),
    "Piazza, Kavalali & Monteggia 2024"};
static const struct about DOSE = {
    N_("How much ketamine was given, for each kilogram of a body."),
    N_("Doses shown are those of published studies, not a recommendation."), "Zarate et al. 2006"};
static const struct about BLOCKED = {
    N_("The share of NMDA receptors that ketamine blocks at this moment."), CALMING,
    "Homayoun & Moghaddam 2007"};
static const struct about CLOCK = {
    N_("Which time passes here: that of spikes, of hours or of days, and how fast."), NULL, NULL};
static const struct about CAPTION = {
    N_("What happens in the model now, in one sentence, and who found it."), NULL, NULL};
static const struct about BUTTON = {
    N_("A button. It does what it says as soon as you choose Done."), NULL, NULL};

static const struct {
    const char *name; /* or how it begins, where it ends in _ */
    const struct about *about;
} NODES[] = {
    {"rigidity", &RIGIDITY},
    {"new_synapses", &COUNT},
    {"plot_new_synapses", &COUNT},
    {"plot_drug", &CURVES},
    {"dose", &DOSE},
    {"occupancy", &BLOCKED},
    {"occupancy_calming", &BLOCKED},
    {"occupancy_others", &BLOCKED},
    {"bdnf", &THINGS[SCENE_THING_PART + SCENE_BDNF]},
    {"glutamate", &THINGS[SCENE_THING_PART + SCENE_GLUTAMATE]},
    {"spines", &THINGS[SCENE_THING_PART + SCENE_SPINE]},
    {"clock", &CLOCK},
    {"phase", &CAPTION},
    {"caption", &CAPTION},
    {"source", &CAPTION},
    {"contact", &THINGS[SCENE_THING_CONTACT]},
    {"part_nmda", &THINGS[SCENE_THING_PART + SCENE_NMDA]},
    {"part_ketamine", &THINGS[SCENE_THING_PART + SCENE_KETAMINE]},
    {"part_ampa", &THINGS[SCENE_THING_PART + SCENE_AMPA]},
    {"part_spine", &THINGS[SCENE_THING_PART + SCENE_SPINE]},
    {"part_vesicles", &THINGS[SCENE_THING_PART + SCENE_VESICLES]},
    {"part_glutamate", &THINGS[SCENE_THING_PART + SCENE_GLUTAMATE]},
    {"part_magnesium", &THINGS[SCENE_THING_PART + SCENE_MAGNESIUM]},
    {"part_bdnf", &THINGS[SCENE_THING_PART + SCENE_BDNF]},
    {"place_", &THINGS[SCENE_THING_PLACE]},
};

const struct about *about_thing(enum scene_thing thing)
{
    bool known = thing > SCENE_THING_NONE && thing < SCENE_THINGS && THINGS[thing].plain;
    return known ? &THINGS[thing] : NULL;
}

const struct about *about_node(const char *name, bool button)
{
    for (size_t i = 0; i < sizeof NODES / sizeof *NODES; i++) {
        size_t length = strlen(NODES[i].name);
        bool begins = NODES[i].name[length - 1] == '_';
        if (begins ? strncmp(name, NODES[i].name, length) == 0 : strcmp(name, NODES[i].name) == 0)
            return NODES[i].about;
    }
    return button ? &BUTTON : NULL;
}
