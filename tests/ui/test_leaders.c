/* Labels with leader lines: no line crosses another or a word, no words lie over words, and they
 * stay where they are while what they name moves a little. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene/maths.h"
#include "ui/layout.h"
#include "ui/leaders.h"

enum { LABELS = 8, SETS = 200 };

static const float SIZES[][2] = {{1280, 720}, {1920, 1080}, {640, 360}, {720, 1280}, {3440, 1440}};
static const float SCALES[] = {1.0f, 1.5f, 2.0f};

static void scatter(struct leaders *leaders, struct plan_box bounds, float em, uint32_t salt)
{
    for (uint32_t i = 0; i < LABELS; i++) {
        struct leader *leader = &leaders->leader[i];
        uint32_t h = scene_hash(salt, i);
        leader->wanted = h % 7u != 0;
        leader->x = bounds.x + bounds.w * (0.2f + 0.6f * scene_unit(h, 1));
        leader->y = bounds.y + bounds.h * scene_unit(h, 2);
        leader->width =
            fminf(em * (3.0f + 6.0f * scene_unit(h, 3)), leaders_column(bounds, 2.7f * em));
    }
}

/* Anything may cross a box but through its inner edge; so the whole line is tried. */
static bool line_hits(const struct leader *leader, const struct plan_box *box)
{
    for (int i = 1; i <= 100; i++) {
        float t = (float)i / 100.0f;
        float x = scene_mix(leader->port[0], leader->x, t);
        float y = scene_mix(leader->port[1], leader->y, t);
        if (x > box->x + 0.01f && x < box->x + box->w - 0.01f && y > box->y && y < box->y + box->h)
            return true;
    }
    return false;
}

static unsigned check(const struct leaders *leaders, struct plan_box bounds)
{
    unsigned seen = 0;
    for (int i = 0; i < LABELS; i++) {
        const struct leader *a = &leaders->leader[i];
        if (a->alpha <= 0.0f)
            continue;
        seen++;
        struct plan_box grown = box_grow(bounds, 1.0f);
        assert_true(box_within(&a->box, &grown));
        for (int k = 0; k < LABELS; k++) {
            const struct leader *b = &leaders->leader[k];
            if (k == i || b->alpha <= 0.0f)
                continue;
            float at_a[2] = {a->x, a->y}, at_b[2] = {b->x, b->y};
            assert_false(leaders_cross(a->port, at_a, b->port, at_b));
            assert_false(box_overlap(&a->box, &b->box, 1.0f));
            assert_false(line_hits(a, &b->box));
        }
    }
    return seen;
}

static void never_over_each_other(void **state)
{
    (void)state;
    unsigned seen = 0, wanted = 0;
    for (unsigned s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
        for (unsigned t = 0; t < sizeof SCALES / sizeof *SCALES; t++) {
            struct layout l;
            layout_make(&l, (int)SIZES[s][0], (int)SIZES[s][1], SCALES[t]);
            for (uint32_t set = 0; set < SETS; set++) {
                struct leaders leaders = {0};
                scatter(&leaders, l.free, l.small, set);
                for (int i = 0; i < LABELS; i++)
                    wanted += leaders.leader[i].wanted;
                leaders_place(&leaders, LABELS, l.free, 2.7f * l.small, 0.6f * l.small, 1.0f);
                seen += check(&leaders, l.free);
            }
        }
    }
    assert_true(seen * 2 > wanted); /* it does not just hide them */
}

static void moving_targets_never_cross(void **state)
{
    (void)state;
    struct layout l;
    layout_make(&l, 1280, 720, 1.0f);
    for (uint32_t set = 0; set < 40; set++) {
        struct leaders leaders = {0};
        for (int step = 0; step <= 60; step++) {
            struct leaders from = {0}, to = {0};
            scatter(&from, l.free, l.small, set);
            scatter(&to, l.free, l.small, set + 1000u);
            for (int i = 0; i < LABELS; i++) {
                struct leader *leader = &leaders.leader[i];
                float t = (float)step / 60.0f;
                leader->wanted = from.leader[i].wanted;
                leader->width = from.leader[i].width;
                leader->x = scene_mix(from.leader[i].x, to.leader[i].x, t);
                leader->y = scene_mix(from.leader[i].y, to.leader[i].y, t);
            }
            leaders_place(&leaders, LABELS, l.free, 2.7f * l.small, 0.6f * l.small, 0.1f);
            check(&leaders, l.free);
        }
    }
}

static void words_stay_while_the_picture_sways(void **state)
{
    (void)state;
    struct layout l;
    layout_make(&l, 1280, 720, 1.0f);
    struct leaders leaders = {0};
    static const float AT[LABELS][2] = {{0.35f, 0.2f}, {0.35f, 0.5f}, {0.35f, 0.8f}, {0.4f, 0.65f},
                                        {0.65f, 0.2f}, {0.65f, 0.5f}, {0.65f, 0.8f}, {0.6f, 0.65f}};
    struct plan_box first[LABELS];
    for (int step = 0; step < 200; step++) {
        for (int i = 0; i < LABELS; i++) {
            struct leader *leader = &leaders.leader[i];
            leader->wanted = true;
            leader->width = 5.0f * l.small;
            leader->x = l.free.x + l.free.w * AT[i][0] + 6.0f * sinf(0.1f * (float)(step + i));
            leader->y = l.free.y + l.free.h * AT[i][1] + 4.0f * cosf(0.13f * (float)(step + i));
        }
        float alpha[LABELS];
        for (int i = 0; i < LABELS; i++)
            alpha[i] = leaders.leader[i].alpha;
        leaders_place(&leaders, LABELS, l.free, 2.7f * l.small, 0.6f * l.small, 0.05f);
        for (int i = 0; i < LABELS; i++) {
            const struct leader *leader = &leaders.leader[i];
            if (step == 0)
                first[i] = leader->box;
            assert_memory_equal(&first[i], &leader->box, sizeof first[i]);
            assert_true(fabsf(leader->alpha - alpha[i]) < 0.1f);
        }
    }
    assert_int_equal(check(&leaders, l.free), LABELS);
}

static void crossing_is_told(void **state)
{
    (void)state;
    float a[2] = {0, 0}, b[2] = {10, 10}, c[2] = {0, 10}, d[2] = {10, 0}, e[2] = {4, 0};
    assert_true(leaders_cross(a, b, c, d));
    assert_false(leaders_cross(a, c, e, d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crossing_is_told),
        cmocka_unit_test(never_over_each_other),
        cmocka_unit_test(moving_targets_never_cross),
        cmocka_unit_test(words_stay_while_the_picture_sways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
