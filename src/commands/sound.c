#include "commands/sound.h"

#include "commands/commands.h"

/* How far a place may be from the middle where the picture does not show it, mm. */
static const float WIDTH_MM = 40.0f;

static const float VOLUME_MOST = 100.0f;

static const enum synth_timbre TIMBRES[] = {
    [TONE_PATH] = SYNTH_MALLET,
    [TONE_NEW] = SYNTH_GLASS,
    [TONE_OTHER] = SYNTH_FELT,
    [TONE_GRAIN] = SYNTH_GRAIN,
};

static void switch_live(struct sound *sound, bool on)
{
    struct error error;
    if (speaker_switch(sound->speaker, on, &error) || sound->told)
        return;
    command_fail(&error);
    sound->told = true;
}

bool sound_open_live(struct sound *sound, const struct options *options, struct error *error)
{
    *sound = (struct sound){0};
    tones_init(&sound->tones);
    sound->volume = (float)options->volume / VOLUME_MOST;
    sound->speaker = speaker_create(options->volume, error);
    if (!sound->speaker)
        return false;
    if (options->sound && !options->mute)
        switch_live(sound, true);
    return true;
}

bool sound_open_recording(struct sound *sound, const struct options *options, struct error *error)
{
    *sound = (struct sound){0};
    tones_init(&sound->tones);
    sound->synth = synth_create(error);
    if (!sound->synth)
        return false;
    synth_volume(sound->synth, options->volume);
    synth_switch(sound->synth, true);
    return true;
}

void sound_close(struct sound *sound)
{
    speaker_destroy(sound->speaker);
    synth_destroy(sound->synth);
    *sound = (struct sound){0};
}

/* Where each place stands in the picture, from left to right. */
static void find_places(const struct session *session, float pan[MODEL_MAX_PLACES])
{
    const struct model_snapshot *snapshot = session->frame.snapshot;
    for (unsigned p = 0; p < MODEL_MAX_PLACES; p++) {
        float x, y;
        if (p >= snapshot->n_places)
            pan[p] = 0.0f;
        else if (scene_place_on_screen(session->scene, session->plan, p, &x, &y))
            pan[p] = 2.0f * x / (float)session->plan->width - 1.0f;
        else
            pan[p] = snapshot->place_mm[p][0] / WIDTH_MM;
    }
}

static void hand_on(struct sound *sound)
{
    const struct tones *tones = &sound->tones;
    const struct synth_mood mood = {.rigidity = tones->mood.rigidity,
                                    .softness = tones->mood.softness,
                                    .growth = tones->mood.growth,
                                    .presence = tones->mood.presence};
    if (sound->speaker)
        speaker_mood(sound->speaker, &mood);
    else
        synth_mood(sound->synth, &mood);
    for (uint32_t i = 0; i < tones->n; i++) {
        const struct tone *tone = &tones->tone[i];
        const struct synth_note note = {.timbre = TIMBRES[tone->voice],
                                        .wait_s = tone->wait_s,
                                        .hz = tone->hz,
                                        .gain = tone->gain,
                                        .pan = tone->pan};
        if (sound->speaker)
            speaker_note(sound->speaker, &note);
        else
            synth_note(sound->synth, &note);
    }
}

void sound_listen(struct sound *sound, const struct session *session, double dt_s)
{
    const struct worker_frame *frame = &session->frame;
    if (sound->speaker)
        speaker_tend(sound->speaker, window_time());
    sound->since_s += dt_s;
    if (frame->tick == sound->tick)
        return;
    float pan[MODEL_MAX_PLACES];
    find_places(session, pan);
    tones_observe(&sound->tones, frame->snapshot, frame->view, pan, (float)sound->since_s);
    hand_on(sound);
    sound->tick = frame->tick;
    sound->since_s = 0.0;
}

void sound_toggle(struct sound *sound)
{
    if (sound->speaker)
        switch_live(sound, !speaker_on(sound->speaker));
}

void sound_volume(struct sound *sound, float volume)
{
    sound->volume = volume;
    speaker_volume(sound->speaker, (int)(volume * VOLUME_MOST + 0.5f));
}

enum ui_sound sound_state(const struct sound *sound)
{
    if (!sound->speaker || !speaker_on(sound->speaker))
        return UI_SOUND_OFF;
    return speaker_sounds(sound->speaker) ? UI_SOUND_ON : UI_SOUND_MISSING;
}
