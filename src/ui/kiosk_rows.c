/* What the rows of the band hold. */
#include "ui/kiosk_parts.h"

#include <string.h>

int kiosk_actions(const struct kiosk_show *show, struct kiosk_button *buttons)
{
    const struct kiosk_button now[] = {
        {"dose", C_("button", "Dose"), UI_DOSE, false, show->dosing},
        {"walk", _("Walk a new way"), UI_EXHIBIT_WALK, false, show->wearing},
        {"view_snow", _("Snow"), UI_VIEW_SNOW, show->view == SCENE_SNOW, false},
        {"view_circuit", _("Circuit"), UI_VIEW_CIRCUIT, show->view == SCENE_CIRCUIT, false},
        {"view_synapse", _("Synapse"), UI_VIEW_SYNAPSE, show->view == SCENE_SYNAPSE, false},
        {"restart", _("Start again"), UI_RESTART, false, show->wearing},
    };
    memcpy(buttons, now, sizeof now);
    return (int)(sizeof now / sizeof *now);
}

int kiosk_easier(const struct kiosk_show *show, struct kiosk_button *buttons)
{
    const struct kiosk_button now[] = {
        {"large", _("Larger letters"), UI_EXHIBIT_LARGE, show->large, false},
        {"stark", _("More contrast"), UI_PALETTE, show->stark, false},
        {"calm", _("Less motion"), UI_EXHIBIT_CALM, show->calm, false},
        {"sound",
         show->sound == UI_SOUND_OFF  ? _("Sound: off")
         : show->sound == UI_SOUND_ON ? _("Sound: on")
                                      : _("Sound: none"),
         UI_SOUND, show->sound == UI_SOUND_ON, false},
        {"voice", show->voice == UI_SOUND_MISSING ? _("Voice: none") : _("Read aloud"), UI_VOICE,
         show->voice == UI_SOUND_ON, false},
    };
    memcpy(buttons, now, sizeof now);
    return (int)(sizeof now / sizeof *now);
}

int kiosk_lower(const struct kiosk_show *show, struct kiosk_button *buttons)
{
    static const char *const NAMES[LANGUAGES] = {"lang_0", "lang_1", "lang_2", "lang_3",
                                                 "lang_4", "lang_5", "lang_6"};
    int n = 0;
    buttons[n++] = (struct kiosk_button){
        "easier", _("Easier to see"), UI_EXHIBIT_EASIER, show->easier, false};
    for (int i = 0; i < LANGUAGES; i++)
        if (show->languages >> i & 1u)
            buttons[n++] = (struct kiosk_button){
                NAMES[i], language_facts((enum language)i)->name,
                (enum ui_action)(UI_LANGUAGE_FIRST + i), show->language == (enum language)i,
                false};
    return n;
}
