/* What an exhibit notes about itself: visits, health, and its state for tests. */
#include "commands/exhibit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"
#include "platform/self.h"

static const double HEALTH_S = 10.0;

void exhibit_trouble(struct exhibit *exhibit, const struct error *error)
{
    if (strcmp(exhibit->last_error, error->text) != 0) /* once, not for hours on end */
        command_fail(error);
    snprintf(exhibit->last_error, sizeof exhibit->last_error, "%s", error->text);
    for (char *c = exhibit->last_error; *c; c++)
        if (*c == '\n')
            *c = ' ';
}

void exhibit_note_counts(struct exhibit *exhibit)
{
    struct error error;
    visit_counts_write(&exhibit->counts, &error);
    if (error.id != ERROR_NONE)
        exhibit_trouble(exhibit, &error);
}

static const char *stage_name(const struct visit *visit)
{
    static const char *const NAMES[] = {[VISIT_ATTRACT] = "attract",
                                        [VISIT_ON] = "visit",
                                        [VISIT_ASKING] = "asking",
                                        [VISIT_TURNING] = "turning"};
    return NAMES[visit->stage];
}

static uint32_t dropped(const struct exhibit *exhibit)
{
    struct osc_counts counts = osc_counts(exhibit->control.osc);
    return counts.dropped + counts.malformed;
}

static void write_health(struct exhibit *exhibit)
{
    struct health *health = &exhibit->health;
    struct error error;
    double since = exhibit->now_s - exhibit->counted_s;
    health->now_s = exhibit->clock_s; /* which whoever reads it knows as well */
    health->fps = since > 0.0 ? exhibit->counted / since : 0.0;
    health->memory_mib = self_memory_mib();
    health->open = exhibit->open;
    health->stage = stage_name(&exhibit->visit);
    health->orders_dropped = dropped(exhibit);
    health->last_error = exhibit->last_error;
    exhibit->counted = 0;
    exhibit->counted_s = exhibit->health_s = exhibit->now_s;
    if (!health_write(health, &error))
        exhibit_trouble(exhibit, &error);
}

static size_t write_nodes(const struct exhibit *exhibit, char *text, size_t size)
{
    uint32_t n;
    size_t used = 0;
    const struct ui_node *nodes = kiosk_nodes(exhibit->kiosk, &n);
    for (uint32_t i = 0; i < n && used < size; i++)
        if (nodes[i].focusable)
            used += (size_t)snprintf(text + used, size - used, "kiosk_%s %.0f %.0f\n",
                                     nodes[i].name,
                                     (double)(nodes[i].box.x + 0.5f * nodes[i].box.w),
                                     (double)(nodes[i].box.y + 0.5f * nodes[i].box.h));
    return used;
}

static void write_state(struct exhibit *exhibit)
{
    char more[4096];
    int used = snprintf(more, sizeof more,
                        "stage %s\nspoken %s\npad %d\nlocked %d\nlarge %d\nlight %.2f\n"
                        "pixels %dx%d\nvisits %u\nlate_frames %" PRIu64 "\norders_dropped %" PRIu32
                        "\nchapter %u\n",
                        stage_name(&exhibit->visit),
                        language_facts(ui_language(exhibit->session.ui))->tag, exhibit->staff.open,
                        staff_locked_s(&exhibit->staff, exhibit->now_s) > 0.0,
                        exhibit->easier.large, (double)exhibit->light, exhibit->width,
                        exhibit->height, exhibit->health.visits, exhibit->health.late_frames,
                        dropped(exhibit),
                        teller_last_by(&exhibit->tour.teller, exhibit->session.frame.now));
    write_nodes(exhibit, more + used, sizeof more - (size_t)used);
    struct error error;
    exhibit->state_s = exhibit->now_s;
    exhibit->pace.sound = sound_state(&exhibit->sound);
    if (!state_file_write(exhibit->state_path, &exhibit->session.frame, exhibit->session.ui,
                          &exhibit->pace, more, &error)) {
        exhibit_trouble(exhibit, &error);
        exhibit->state_path = NULL;
    }
}

void exhibit_note(struct exhibit *exhibit)
{
    exhibit->counted++;
    if (exhibit->now_s - exhibit->health_s >= HEALTH_S || exhibit->health_s <= 0.0) {
        exhibit_note_counts(exhibit);
        write_health(exhibit);
    }
    if (exhibit->state_path && exhibit->now_s - exhibit->state_s >= STATE_FILE_S)
        write_state(exhibit);
}
