#include "platform/speaker.h"

#include <stdlib.h>

#ifdef SNOWMELT_MIXER

#include <SDL.h>
#include <SDL_mixer.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

enum { QUEUE = 128, CHUNK = 1024 };

/* Between two tries to find a device in place of one that was taken away, s; twice as long each
 * time, for looking takes a moment. */
static const double RETRY_S = 2.0, RETRY_MOST_S = 60.0;

/* What is told to the device's thread. */
struct word {
    bool is_note; /* else a mood */
    struct synth_note note;
    struct synth_mood mood;
};

struct speaker {
    bool on;
    bool open;
    bool tries;               /* a device is looked for */
    double retry_s, pause_s;  /* the next try; how long after it */
    SDL_atomic_t came, went;  /* set by SDL's events, on any thread */
    SDL_atomic_t wanted;      /* on; no word in the queue, for it must never be lost */
    SDL_atomic_t faded;       /* switched off and silent */
    SDL_atomic_t volume;      /* 0..100 */
    struct synth *synth;      /* the device's while one is open */
    struct synth_mood mood;   /* told last */
    SDL_atomic_t head, tail;  /* of the queue: next to write, next to read */
    struct word queue[QUEUE];
};

/* False when there is no room for it. */
static bool tell(struct speaker *speaker, const struct word *word)
{
    int head = SDL_AtomicGet(&speaker->head), next = (head + 1) % QUEUE;
    if (next == SDL_AtomicGet(&speaker->tail))
        return false;
    speaker->queue[head] = *word;
    SDL_AtomicSet(&speaker->head, next);
    return true;
}

static void hear_words(struct speaker *speaker)
{
    int tail = SDL_AtomicGet(&speaker->tail);
    while (tail != SDL_AtomicGet(&speaker->head)) {
        const struct word *word = &speaker->queue[tail];
        if (word->is_note)
            synth_note(speaker->synth, &word->note);
        else
            synth_mood(speaker->synth, &word->mood);
        tail = (tail + 1) % QUEUE;
        SDL_AtomicSet(&speaker->tail, tail);
    }
}

/* On the device's own thread. */
static void fill(void *data, Uint8 *stream, int bytes)
{
    struct speaker *speaker = data;
    synth_switch(speaker->synth, SDL_AtomicGet(&speaker->wanted));
    synth_volume(speaker->synth, SDL_AtomicGet(&speaker->volume));
    hear_words(speaker);
    synth_render(speaker->synth, (float *)(void *)stream,
                 (uint32_t)bytes / (uint32_t)(SYNTH_CHANNELS * sizeof(float)));
    if (synth_silent(speaker->synth))
        SDL_AtomicSet(&speaker->faded, 1);
}

/* On whatever thread SDL's events come. */
static int watch(void *data, SDL_Event *event)
{
    struct speaker *speaker = data;
    if (event->type == SDL_AUDIODEVICEADDED && !event->adevice.iscapture)
        SDL_AtomicSet(&speaker->came, 1);
    /* A number says that it is one that was open, and ours is the only one. */
    if (event->type == SDL_AUDIODEVICEREMOVED && !event->adevice.iscapture && event->adevice.which)
        SDL_AtomicSet(&speaker->went, 1);
    return 1;
}

struct speaker *speaker_create(int volume, struct error *error)
{
    struct speaker *speaker = calloc(1, sizeof *speaker);
    if (!speaker) {
        error_set(error, ERROR_MEMORY, "out of memory for sound");
        return NULL;
    }
    speaker->synth = synth_create(error);
    if (!speaker->synth) {
        free(speaker);
        return NULL;
    }
    SDL_AtomicSet(&speaker->volume, volume);
    synth_volume(speaker->synth, volume);
    SDL_AddEventWatch(watch, speaker);
    return speaker;
}

/* Libraries under SDL talk on stderr of each device they do not find; one line of ours says it. */
static int hush(void)
{
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (kept >= 0 && nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0)
        close(nowhere);
    return kept;
}

static void unhush(int kept)
{
    if (kept < 0)
        return;
    dup2(kept, STDERR_FILENO);
    close(kept);
}

static bool open_device(struct speaker *speaker, struct error *error)
{
    int kept = hush();
    bool opened =
        Mix_OpenAudioDevice(SYNTH_RATE, AUDIO_F32SYS, SYNTH_CHANNELS, CHUNK, NULL, 0) == 0;
    unhush(kept);
    if (!opened)
        return error_set(error, ERROR_SOUND,
                         "no sound can be played (%.200s); all else goes on without it",
                         SDL_GetError());
    /* Whatever was said to a device before is past. */
    SDL_AtomicSet(&speaker->tail, SDL_AtomicGet(&speaker->head));
    SDL_AtomicSet(&speaker->faded, 0);
    SDL_AtomicSet(&speaker->went, 0);
    SDL_AtomicSet(&speaker->came, 0);
    synth_mood(speaker->synth, &speaker->mood);
    SDL_AtomicSet(&speaker->wanted, 1);
    speaker->open = true;
    speaker->tries = false;
    Mix_HookMusic(fill, speaker);
    return true;
}

static void close_device(struct speaker *speaker)
{
    if (!speaker->open)
        return;
    Mix_HookMusic(NULL, NULL);
    Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    speaker->open = false;
}

void speaker_destroy(struct speaker *speaker)
{
    if (!speaker)
        return;
    SDL_DelEventWatch(watch, speaker);
    close_device(speaker);
    synth_destroy(speaker->synth);
    free(speaker);
}

bool speaker_switch(struct speaker *speaker, bool on, struct error *error)
{
    speaker->on = on;
    speaker->tries = false;
    if (on && !speaker->open)
        return open_device(speaker, error);
    SDL_AtomicSet(&speaker->wanted, on);
    SDL_AtomicSet(&speaker->faded, 0);
    return true;
}

bool speaker_sounds(const struct speaker *speaker)
{
    return speaker->open;
}

void speaker_volume(struct speaker *speaker, int volume)
{
    SDL_AtomicSet(&speaker->volume, volume);
}

void speaker_note(struct speaker *speaker, const struct synth_note *note)
{
    if (speaker->open && speaker->on)
        tell(speaker, &(struct word){.is_note = true, .note = *note});
}

void speaker_mood(struct speaker *speaker, const struct synth_mood *mood)
{
    if (memcmp(&speaker->mood, mood, sizeof *mood) == 0)
        return;
    if (!speaker->open || tell(speaker, &(struct word){.mood = *mood}))
        speaker->mood = *mood;
}

void speaker_tend(struct speaker *speaker, double now_s)
{
    if (speaker->open && SDL_AtomicGet(&speaker->went)) {
        close_device(speaker);
        speaker->tries = speaker->on;
        speaker->pause_s = RETRY_S;
        speaker->retry_s = now_s + RETRY_S;
    }
    if (speaker->open && !speaker->on && SDL_AtomicGet(&speaker->faded))
        close_device(speaker);
    if (!speaker->on || speaker->open)
        return;
    bool came = SDL_AtomicSet(&speaker->came, 0);
    if (!came && !(speaker->tries && now_s >= speaker->retry_s))
        return;
    if (!open_device(speaker, NULL)) {
        speaker->pause_s = fmin(2.0 * speaker->pause_s, RETRY_MOST_S);
        speaker->retry_s = now_s + speaker->pause_s;
    }
}

#else

struct speaker {
    bool on;
};

struct speaker *speaker_create(int volume, struct error *error)
{
    (void)volume;
    struct speaker *speaker = calloc(1, sizeof *speaker);
    if (!speaker)
        error_set(error, ERROR_MEMORY, "out of memory for sound");
    return speaker;
}

void speaker_destroy(struct speaker *speaker)
{
    free(speaker);
}

bool speaker_switch(struct speaker *speaker, bool on, struct error *error)
{
    speaker->on = on;
    return !on || error_set(error, ERROR_SOUND,
                            "this program was built without sound; install libsdl2-mixer-dev and "
                            "build it again");
}

bool speaker_sounds(const struct speaker *speaker)
{
    (void)speaker;
    return false;
}

void speaker_volume(struct speaker *speaker, int volume)
{
    (void)speaker, (void)volume;
}

void speaker_note(struct speaker *speaker, const struct synth_note *note)
{
    (void)speaker, (void)note;
}

void speaker_mood(struct speaker *speaker, const struct synth_mood *mood)
{
    (void)speaker, (void)mood;
}

void speaker_tend(struct speaker *speaker, double now_s)
{
    (void)speaker, (void)now_s;
}

#endif

bool speaker_on(const struct speaker *speaker)
{
    return speaker->on;
}
