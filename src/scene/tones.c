#include "scene/tones.h"

#include <stdbool.h>

#include "scene/maths.h"

/* A pentatonic scale in just intonation: simple ratios, so that any two of its tones agree. */
static const float SCALE[] = {1.0f, 9.0f / 8.0f, 5.0f / 4.0f, 3.0f / 2.0f, 5.0f / 3.0f};
enum { SCALE_STEPS = sizeof SCALE / sizeof *SCALE };
static const float ROOT_HZ = 146.83f; /* d below middle c: warm, and within reach of a tablet */
static const float NEW_UP = 2.0f, GRAIN_UP = 4.0f; /* an octave, two */

static const float TONES_PER_S = 4.0f, TONES_READY = 3.0f;
static const float GRAINS_PER_S = 5.0f, GRAINS_READY = 3.0f;
static const uint32_t GRAIN_ONE_IN = 48; /* spikes */
static const float LONGEST_BATCH_S = 0.25f; /* that tones of one snapshot spread over */
static const float FRESH_LEAST = 0.04f;     /* share of young synapses that makes a way new */
static const double JUMP_S = 2.5; /* of spiking between two snapshots: the story went elsewhere */

static const float PATH_GAIN[2] = {0.75f, 1.0f}; /* by the way's strength */
static const float NEW_GAIN[2] = {0.55f, 1.0f};  /* by its share of young synapses */
static const float OTHER_GAIN = 0.55f, GRAIN_GAIN = 1.0f;

static const float RIGIDITY[2] = {0.45f, 1.0f}; /* as free and as rigid as a walk gets */
static const float OCCUPANCY_FULL = 0.3f; /* of receptors: as far as an infusion goes */
static const float GROWTH_FULL = 0.28f;   /* of all synapses young: as much as is seen grow */
static const float REST_PRESENCE = 0.4f, WEARING_PRESENCE = 0.6f;

void tones_init(struct tones *tones)
{
    *tones = (struct tones){.last = -1, .ready_tone = TONES_READY, .ready_grain = GRAINS_READY};
}

static const struct model_way_view *way_of(const struct model_snapshot *snapshot, int from, int to)
{
    for (uint32_t w = 0; w < snapshot->n_ways; w++)
        if (snapshot->ways[w].from == from && snapshot->ways[w].to == to)
            return &snapshot->ways[w];
    return NULL;
}

static int worn_after(const struct model_snapshot *snapshot, int place)
{
    for (uint32_t w = 0; w < snapshot->n_ways; w++)
        if (snapshot->ways[w].worn && snapshot->ways[w].from == place)
            return snapshot->ways[w].to;
    return -1;
}

/* Steps of the scale: up along the trodden loop as it is walked, then the places beside it. */
static void steps_of(const struct model_snapshot *snapshot, uint32_t step[MODEL_MAX_PLACES])
{
    bool placed[MODEL_MAX_PLACES] = {false};
    uint32_t next = 0;
    for (uint32_t p = 0; p < snapshot->n_places; p++) {
        for (int at = (int)p; at >= 0 && at < MODEL_MAX_PLACES && !placed[at] &&
                              worn_after(snapshot, at) >= 0;
             at = worn_after(snapshot, at)) {
            placed[at] = true;
            step[at] = next++;
        }
    }
    for (uint32_t p = 0; p < snapshot->n_places; p++)
        if (!placed[p])
            step[p] = next++;
}

static float pitch(uint32_t step)
{
    float octave = 1.0f;
    for (; step >= SCALE_STEPS; step -= SCALE_STEPS)
        octave *= 2.0f;
    return ROOT_HZ * octave * SCALE[step];
}

static void add(struct tones *tones, struct tone tone)
{
    if (tones->n < TONES_MOST)
        tones->tone[tones->n++] = tone;
}

/* How long a spike waits: the oldest of a snapshot sounds at once, one at its end when the next
 * snapshot is due, as pulses do for the eye. */
static float wait_of(double span_ms, float span_s, float ago_ms)
{
    float age = scene_clamp(scene_finite(ago_ms, 0.0f) / (float)fmax(span_ms, 1.0), 0.0f, 1.0f);
    return (1.0f - age) * fminf(span_s, LONGEST_BATCH_S);
}

static struct tone tone_of(const struct model_snapshot *snapshot, int from, int to, float hz)
{
    const struct model_way_view *way = way_of(snapshot, from, to);
    if (!way)
        return (struct tone){.voice = TONE_OTHER, .hz = hz, .gain = OTHER_GAIN};
    float fresh = way->synapses ? (float)way->fresh / (float)way->synapses : 0.0f;
    if (way->worn) {
        float strength = scene_clamp(scene_finite(way->strength, 0.0f), 0.0f, 1.0f);
        return (struct tone){.voice = TONE_PATH,
                             .hz = hz,
                             .gain = scene_mix(PATH_GAIN[0], PATH_GAIN[1], strength)};
    }
    if (fresh >= FRESH_LEAST)
        return (struct tone){.voice = TONE_NEW,
                             .hz = NEW_UP * hz,
                             .gain = scene_mix(NEW_GAIN[0], NEW_GAIN[1], fminf(fresh, 1.0f))};
    return (struct tone){.voice = TONE_OTHER, .hz = hz, .gain = OTHER_GAIN};
}

/* One tone when another place has taken over, at the first spike of its cells. */
static void observe_walk(struct tones *tones, const struct model_snapshot *snapshot,
                         const uint32_t step[MODEL_MAX_PLACES],
                         const float pan[MODEL_MAX_PLACES], double span_ms, float span_s)
{
    int to = snapshot->winner, from = tones->last;
    if (to < 0 || to >= MODEL_MAX_PLACES || to == from)
        return;
    tones->last = to;
    if (from < 0 || tones->ready_tone < 1.0f)
        return;
    tones->ready_tone -= 1.0f;
    float ago_ms = 0.0f;
    for (uint32_t s = 0; s < snapshot->n_spikes; s++) {
        uint32_t cell = snapshot->spikes[s].cell;
        if (cell < snapshot->n_cells && snapshot->cells[cell].place == to) {
            ago_ms = snapshot->spikes[s].ago_ms;
            break;
        }
    }
    struct tone tone = tone_of(snapshot, from, to, pitch(step[to]));
    tone.wait_s = wait_of(span_ms, span_s, ago_ms);
    tone.pan = pan[to];
    add(tones, tone);
}

static void observe_spikes(struct tones *tones, const struct model_snapshot *snapshot,
                           const uint32_t step[MODEL_MAX_PLACES],
                           const float pan[MODEL_MAX_PLACES], double span_ms, float span_s)
{
    for (uint32_t s = 0; s < snapshot->n_spikes && tones->ready_grain >= 1.0f; s++) {
        const struct model_spike_view *spike = &snapshot->spikes[s];
        if (spike->cell >= snapshot->n_cells)
            continue;
        const struct model_cell_view *cell = &snapshot->cells[spike->cell];
        if (cell->type != MODEL_PYRAMIDAL || cell->place < 0 || cell->place >= MODEL_MAX_PLACES ||
            scene_hash(cell->neuron, (uint32_t)snapshot->step + s) % GRAIN_ONE_IN)
            continue;
        tones->ready_grain -= 1.0f;
        add(tones, (struct tone){.voice = TONE_GRAIN,
                                 .wait_s = wait_of(span_ms, span_s, spike->ago_ms),
                                 .hz = GRAIN_UP * pitch(step[cell->place] % SCALE_STEPS),
                                 .gain = GRAIN_GAIN,
                                 .pan = pan[cell->place]});
    }
}

static void observe_mood(struct tones *tones, const struct model_snapshot *snapshot,
                         const struct story_view *view)
{
    const struct model_observables *now = &snapshot->now;
    float synapses = fmaxf((float)now->synapses, 1.0f);
    tones->mood = (struct tones_mood){
        .rigidity = scene_clamp((scene_finite(now->rigidity, 0.0f) - RIGIDITY[0]) /
                                    (RIGIDITY[1] - RIGIDITY[0]),
                                0.0f, 1.0f),
        .softness = scene_clamp(scene_finite(now->occupancy, 0.0f) / OCCUPANCY_FULL, 0.0f, 1.0f),
        .growth = scene_clamp((float)now->new_synapses / (GROWTH_FULL * synapses), 0.0f, 1.0f),
        .presence = view->paused                      ? REST_PRESENCE
                    : view->phase == STORY_WEARING_IN ? WEARING_PRESENCE
                                                      : 1.0f,
    };
    if (view->story_h < 0.0f)
        tones->mood.growth = 0.0f; /* before any dose all that is young counts as new */
}

void tones_observe(struct tones *tones, const struct model_snapshot *snapshot,
                   const struct story_view *view, const float pan[MODEL_MAX_PLACES], float span_s)
{
    double span_ms = 1e3 * (snapshot->spike_s - tones->spike_s);
    bool jumped = snapshot->step < tones->step || span_ms > 1e3 * JUMP_S ||
                  view->phase == STORY_WEARING_IN;
    tones->n = 0;
    tones->ready_tone = fminf(tones->ready_tone + TONES_PER_S * span_s, TONES_READY);
    tones->ready_grain = fminf(tones->ready_grain + GRAINS_PER_S * span_s, GRAINS_READY);
    tones->step = snapshot->step;
    tones->spike_s = snapshot->spike_s;
    observe_mood(tones, snapshot, view);
    if (jumped) {
        tones->last = -1;
        return;
    }
    uint32_t step[MODEL_MAX_PLACES] = {0};
    steps_of(snapshot, step);
    observe_walk(tones, snapshot, step, pan, span_ms, span_s);
    observe_spikes(tones, snapshot, step, pan, span_ms, span_s);
}
