/* The whole tour of each scenario that comes with Snowmelt, on the real network without pictures:
 * chapters in order and in time, and the turns of the story that docs/model.md tells of. */
#pragma GCC diagnostic ignored "-Wunused-const-variable"
#include "platform/files.h"
#include "scratch.h"
#include "story/story.h"

static const double TICK_S = 0.25;
static const float TOUR_MOST_S = 180.0f; /* of screen: about three minutes or less */
static const float PHASE_LEAST_S = 4.0f, PHASE_MOST_S = 60.0f;

/* What is seen at the end of each chapter. */
struct sight {
    float at_s;        /* when it ended */
    float rigidity;    /* mean over the chapter's second half */
    float practised;   /* share of transitions on steps of the practised path off the loop: same */
    uint32_t new_synapses;
};

static struct scenario *load_scenario(const char *name)
{
    char path[1024];
    struct error error = {0};
    size_t size;
    assert_true(files_scenario(name, path, sizeof path, &error));
    char *text = files_read(path, 1 << 20, &size, &error);
    assert_non_null(text);
    struct scenario *scenario = scenario_parse(path, text, size, &error);
    assert_non_null(scenario);
    free(text);
    return scenario;
}

/* Share of the recent transitions that took a step of the path which is none of the loop. */
static float share_of(const struct scenario_path *path, const struct model_snapshot *snapshot)
{
    float share = 0.0f;
    for (uint32_t w = 0; w < snapshot->n_ways; w++) {
        const struct model_way_view *way = &snapshot->ways[w];
        bool on_path = false;
        for (unsigned i = 0; i + 1 < path->n_steps; i++)
            on_path = on_path || (way->from == path->steps[i] && way->to == path->steps[i + 1]);
        if (on_path && !way->worn)
            share += way->traffic;
    }
    return share;
}
int main(int argc, char **argv)
{
    const char *names[] = {"worry","alarm","fright","home"};
    for (unsigned s=0;s<4;s++){
    struct scenario *sc=load_scenario(names[s]);
    struct story_options o={.scenario=sc,.treatment=STORY_KETAMINE_THERAPY,.seed=argc>1?atoi(argv[1]):1,.automatic=true};
    struct error error={0};
    struct story *st=story_create(&o,&error);
    struct model_snapshot *snap=model_snapshot_create(story_model(st));
    const struct story_view *v=story_view(st);
    int ph=0; double sr=0,sp=0; int n=0; 
    while(!v->ended){ story_tick(st,TICK_S);
      model_snapshot_take(story_model(st),snap);
      if ((int)v->phase!=ph||v->ended){ printf("%s phase %d end %.1f s  rig mean %.3f  practised %.3f now %.3f new %u rig %.3f\n",names[s],ph,v->screen_s,sr/n,sp/n,share_of(&sc->paths[0],snap),snap->now.new_synapses,snap->now.rigidity);sr=sp=0;n=0;ph=v->phase;}
      sr+=snap->now.rigidity; sp+=share_of(&sc->paths[0],snap); n++;
    }
    }
    (void)argv;
    return 0;
}
