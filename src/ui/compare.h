/* Words, curves and buttons of a comparison, round the panes that its arms are seen in. A tree of
 * its own, beside the one of the single story. */
#ifndef SNOWMELT_UI_COMPARE_H
#define SNOWMELT_UI_COMPARE_H

#include "story/comparison.h"
#include "ui/compare_layout.h"
#include "ui/ui.h"

struct compare;

struct compare *compare_create(const struct ui_options *options, struct error *error);
void compare_destroy(struct compare *compare);

/* Where everything stands: panes are to be drawn where it says, and to leave its top and foot
 * free. */
void compare_lay_out(const struct compare *compare, int width, int height, unsigned n_panes,
                     struct compare_layout *layout);

/* Adds to a plan, just begun and given its panes, what is round and over them, with the passes.
 * `scene` is one of the panes', for colours and the view shown. */
void compare_build(struct compare *compare, struct render *render, const struct scene *scene,
                   const struct comparison_view *view, struct plan *plan, double dt_s);

/* Buttons; without them none is shown. */
void compare_controls(struct compare *compare, bool enabled);
/* Comes from, or goes into, nothing but the ground: 0..1 how much of the words is there. */
void compare_show(struct compare *compare, float shown);

/* As ui_set_calm() and ui_set_language(). */
void compare_set_calm(struct compare *compare, bool calm);
void compare_set_language(struct compare *compare, enum language language);

/* As ui_pointer(), ui_focus_move(), ui_activate(), ui_nodes() and ui_find(). */
enum ui_action compare_pointer(struct compare *compare, float x, float y, bool pressed,
                               bool released, bool *inside);
void compare_focus_move(struct compare *compare, int direction);
enum ui_action compare_activate(struct compare *compare);
const struct ui_node *compare_nodes(const struct compare *compare, uint32_t *count);
const struct ui_node *compare_find(const struct compare *compare, const char *name);

#endif
