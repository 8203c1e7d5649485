#include "commands/voice.h"

#include <stdio.h>
#include <string.h>

#include "commands/commands.h"

static void lack(struct voice *voice, const struct error *error)
{
    voice->missing = true;
    if (!voice->told)
        command_fail(error);
    voice->told = true;
}

void voice_switch(struct voice *voice, bool on)
{
    struct error error;
    if (on == voice->on)
        return;
    voice->on = on;
    voice->missing = false;
    voice->said[0] = '\0';
    speech_close(voice->speech);
    voice->speech = on ? speech_open(&error) : NULL;
    if (on && !voice->speech)
        lack(voice, &error);
}

void voice_toggle(struct voice *voice)
{
    voice_switch(voice, !voice->on);
}

void voice_close(struct voice *voice)
{
    voice_switch(voice, false);
}

enum ui_sound voice_state(const struct voice *voice)
{
    return !voice->on       ? UI_SOUND_OFF
           : voice->missing ? UI_SOUND_MISSING
                            : UI_SOUND_ON;
}

void voice_listen(struct voice *voice, const struct ui_node *caption, enum language language,
                  double now_s)
{
    struct error error;
    if (!voice->speech)
        return;
    const char *words = caption ? caption->value : "";
    if (strcmp(words, voice->said) != 0) {
        snprintf(voice->said, sizeof voice->said, "%s", words);
        if (words[0])
            speech_say(voice->speech, language_facts(language)->tag, words);
        else
            speech_hush(voice->speech);
    }
    if (!speech_tend(voice->speech, now_s, &error))
        lack(voice, &error);
}
