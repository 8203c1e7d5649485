/* What the desktop tells of how people want to see, where neither line nor settings say it. */
#include "commands/session_parts.h"

/* A picture is worth a little waiting that is right from the beginning; an answer on a machine that
 * is well takes a hundredth of that. */
static const double FIRST_ANSWER_S = 0.25;

struct changes {
    bool calm, stark, light;
};

/* Only what has changed since the last time: a key pressed since then counts more than an old
 * wish. */
static struct changes take(struct session *session, const struct desktop_wishes *wishes)
{
    struct options *options = &session->options;
    struct desktop_wishes *last = &session->heeded;
    struct changes now = {
        .calm = wishes->calm != last->calm && !options_given(options, "reduced-motion"),
        .stark = wishes->stark != last->stark && !options_given(options, "palette"),
        .light = wishes->light != last->light && !options_given(options, "theme")};
    *last = *wishes;
    if (now.calm)
        options->reduced_motion = wishes->calm;
    if (now.stark)
        options->palette = wishes->stark ? PALETTE_HIGH_CONTRAST : PALETTE_STANDARD;
    if (now.light)
        options->theme = wishes->light == DESKTOP_LIGHT_BRIGHT ? PALETTE_DAY : PALETTE_NIGHT;
    return now;
}

void session_ask_desktop(struct session *session)
{
    const struct options *options = &session->options;
    /* What is recorded must come out the same on any desktop. */
    if (session->wish.offscreen || options->record_input[0] || options->replay_input[0])
        return;
    session->desktop = desktop_open(FIRST_ANSWER_S);
    struct desktop_wishes wishes = desktop_look(session->desktop);
    take(session, &wishes);
}

bool session_heed_wishes(struct session *session, const struct desktop_wishes *wishes)
{
    const struct options *options = &session->options;
    struct changes now = take(session, wishes);
    if (now.calm) {
        scene_set_calm(session->scene, options->reduced_motion);
        ui_set_calm(session->ui, options->reduced_motion);
    }
    if (now.stark)
        scene_set_palette(session->scene, options->palette);
    if (now.light)
        scene_set_theme(session->scene, options->theme);
    return now.calm || now.stark || now.light;
}

bool session_heed(struct session *session)
{
    struct desktop_wishes wishes = desktop_look(session->desktop);
    return session->desktop && session_heed_wishes(session, &wishes);
}
