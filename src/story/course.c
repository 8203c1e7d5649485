#include "story/course.h"

#include "story/practice.h"
#include "story/treatment.h"
#include "story/walking.h"

static const double HOUR_S = 3600.0, DAY_S = 86400.0;

const double COURSE_RIGID_SPIKE_S = 6.0;

/* Where chapters end. Story time is counted from the last dose. */
static const double DOSE_LEAST_S = 60.0 * 60.0;      /* the infusion of 40 min and its peak */
static const double DOSE_MOST_S = 90.0 * 60.0;       /* whatever the drug does */
static const double CASCADE_END_S = 4.0 * 3600.0;    /* mTORC1 is over by then: Li et al. 2010 */
static const double GROWTH_END_S = 24.0 * 3600.0;    /* spines are counted a day after: same */
static const double PRACTICE_END_S = 14.0 * 86400.0; /* two weeks of sessions */
static const double LASTING_END_S = 28.0 * 86400.0;  /* four weeks, when what lasts is told */

/* Occupancy is falling once it is this share of its peak; a peak below the least is no drug. */
static const float PEAK_PAST = 0.97f, PEAK_LEAST = 0.01f;

double course_since_dose(const struct story *story)
{
    return story->dose_s < 0.0 ? -1.0 : story->slow_s - story->dose_s;
}

double course_hours(const struct story *story)
{
    return (story->slow_s - story->zero_s) / HOUR_S;
}

void course_count_from(struct story *story, double zero_s)
{
    float shift_h = (float)((zero_s - story->zero_s) / HOUR_S);
    for (uint32_t i = 0; i < story->view.n_points; i++)
        story->view.points[i].story_h -= shift_h;
    story->zero_s = zero_s;
}

bool course_dosing(const struct story *story)
{
    return story->dose_s >= 0.0 &&
           course_since_dose(story) < (double)TREATMENT_INFUSION.minutes * 60.0 - SLOW_SLACK_S;
}

enum clock_pace course_pace(const struct story *story)
{
    if (walking_now(story))
        return CLOCK_SESSION;
    if (story->view.held && story->view.phase != STORY_WEARING_IN)
        return CLOCK_HELD;
    switch (story->view.phase) {
    case STORY_RIGID:
        return CLOCK_RIGID;
    case STORY_DOSE:
        return CLOCK_DOSE;
    case STORY_CASCADE:
        return CLOCK_CASCADE;
    case STORY_GROWTH:
        return CLOCK_GROWTH;
    case STORY_PRACTICE:
        return treatment_has_practice(story->arm) ? CLOCK_BETWEEN : CLOCK_UNBROKEN;
    case STORY_LASTING:
        return story->view.ended ? CLOCK_AFTER : CLOCK_WEEKS;
    default:
        return CLOCK_STILL;
    }
}

static void give_dose(struct story *story)
{
    struct model_dose dose = TREATMENT_INFUSION;
    dose.route = story->view.route;
    dose.dose_mg_kg = story->view.next_mg_kg;
    walking_end(story);
    story->dose_asked = false;
    story->view.dose_mg_kg += treatment_give(story->model, story->arm, &dose);
    story->blocked = treatment_is_blocked(story->arm);
    if (story->dose_s < 0.0)
        course_count_from(story, story->slow_s);
    story->dose_s = story->slow_s;
    story->peak = 0.0f;
    story->session = 0;
    story->view.ended = false;
    story->view.phase = STORY_DOSE;
}

double course_next_stop(const struct story *story)
{
    switch (story->view.phase) {
    case STORY_DOSE:
        return course_since_dose(story) < DOSE_LEAST_S - SLOW_SLACK_S ? DOSE_LEAST_S : DOSE_MOST_S;
    case STORY_CASCADE:
        return CASCADE_END_S;
    case STORY_GROWTH:
        return GROWTH_END_S;
    case STORY_PRACTICE:
        if (treatment_has_practice(story->arm) && !walking_now(story) &&
            story->session < PRACTICE_SESSIONS)
            return PRACTICE_DAYS[story->session] * DAY_S;
        return PRACTICE_END_S;
    case STORY_LASTING:
        return story->view.ended ? 0.0 : LASTING_END_S;
    default:
        return 0.0;
    }
}

static bool dose_is_over(const struct story *story)
{
    double since = course_since_dose(story);
    if (since < DOSE_LEAST_S - SLOW_SLACK_S)
        return false;
    bool falling =
        story->peak < PEAK_LEAST || story->snapshot->now.occupancy < story->peak * PEAK_PAST;
    return falling || since >= DOSE_MOST_S - SLOW_SLACK_S;
}

void course_follow(struct story *story)
{
    struct story_view *view = &story->view;
    walking_follow(story);
    double since = course_since_dose(story);

    if (story->blocked && since >= TREATMENT_BLOCK_H * HOUR_S - SLOW_SLACK_S) {
        treatment_lift_blocks(story->model);
        story->blocked = false;
    }
    switch (view->phase) {
    case STORY_RIGID:
        if (story->dose_asked ||
            (story->options.automatic && !story->view.held && story->spike_s >= COURSE_RIGID_SPIKE_S - SPIKE_SLACK_S))
            give_dose(story);
        return;
    case STORY_DOSE:
        if (dose_is_over(story))
            view->phase = STORY_CASCADE;
        break;
    case STORY_CASCADE:
        if (since >= CASCADE_END_S - SLOW_SLACK_S)
            view->phase = STORY_GROWTH;
        break;
    case STORY_GROWTH:
        if (since >= GROWTH_END_S - SLOW_SLACK_S)
            view->phase = STORY_PRACTICE;
        break;
    case STORY_PRACTICE:
        if (walking_now(story))
            break;
        if (since >= PRACTICE_END_S - SLOW_SLACK_S) {
            view->phase = STORY_LASTING;
        } else if (treatment_has_practice(story->arm) &&
                   story->session < PRACTICE_SESSIONS &&
                   since >= PRACTICE_DAYS[story->session] * DAY_S - SLOW_SLACK_S) {
            walking_begin(story, true);
        }
        break;
    case STORY_LASTING:
        if (since >= LASTING_END_S - SLOW_SLACK_S)
            view->ended = true;
        break;
    default:
        break;
    }
    if (story->dose_asked)
        give_dose(story);
}

