/* Where there are too many ribbons those that show least go, and softly. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "render/thin.h"

enum { LINKS = 3000, PATH = 200 };

/* Many thin grey links, as alike as links are, and a path among them. */
static struct plan *crowd(void)
{
    struct plan *plan = plan_create();
    plan_begin(plan, 640, 360, 0.0);
    for (uint32_t i = 0; i < LINKS; i++) {
        struct plan_ribbon *r = plan_ribbon(plan);
        bool path = i % (LINKS / PATH) == 0;
        r->p[0][0] = 0.37f * (float)(i % 61);
        r->p[0][1] = 0.11f * (float)(i % 97);
        r->p[3][0] = 10.0f;
        r->radius[0] = r->radius[1] = path ? 0.12f : 0.035f;
        r->range[1] = 1.0f;
        r->colour[0] = path ? 0.7f : 0.3f;
        r->opacity = path ? 0.7f : 0.25f;
    }
    plan_close(plan, PLAN_PASS_RIBBONS, 0, plan->n_ribbons);
    return plan;
}

static float drawn(const struct plan *plan, const struct thin *thin)
{
    float sum = 0.0f;
    for (uint32_t i = 0; i < plan->n_ribbons; i++)
        sum += thin_share(thin, &plan->ribbons[i]);
    return sum;
}

static void what_there_is_room_for_stays(void **state)
{
    (void)state;
    struct plan *plan = crowd();
    struct thin thin;
    thin_find(&thin, plan, LINKS);
    assert_true(drawn(plan, &thin) == (float)LINKS);
    thin_find(&thin, plan, UINT32_MAX);
    assert_true(drawn(plan, &thin) == (float)LINKS);
    plan_destroy(plan);
}

static void about_as_many_are_drawn_as_asked(void **state)
{
    (void)state;
    struct plan *plan = crowd();
    float last = (float)LINKS;
    for (uint32_t most = LINKS - 100; most >= 300; most -= 100) {
        struct thin thin;
        uint32_t any = 0;
        thin_find(&thin, plan, most);
        for (uint32_t i = 0; i < plan->n_ribbons; i++)
            any += thin_share(&thin, &plan->ribbons[i]) > 0.0f;
        assert_true(any > most - 60 && any < most + 500);
        assert_true(drawn(plan, &thin) <= last);
        last = drawn(plan, &thin);
    }
    plan_destroy(plan);
}

static void the_path_stays(void **state)
{
    (void)state;
    struct plan *plan = crowd();
    struct thin thin;
    thin_find(&thin, plan, 2 * PATH);
    for (uint32_t i = 0; i < LINKS; i += LINKS / PATH)
        assert_true(thin_share(&thin, &plan->ribbons[i]) == 1.0f);
    plan_destroy(plan);
}

/* As fast as render/quality.c moves the limit, at 30 pictures a second. */
static void none_is_seen_to_go(void **state)
{
    (void)state;
    struct plan *plan = crowd();
    static float last[LINKS];
    for (float most = (float)LINKS; most > 300.0f; most *= 1.0f - 0.35f / 30.0f) {
        struct thin thin;
        thin_find(&thin, plan, (uint32_t)most);
        for (uint32_t i = 0; i < plan->n_ribbons; i++) {
            float share = thin_share(&thin, &plan->ribbons[i]);
            assert_true(most == (float)LINKS || fabsf(share - last[i]) < 0.25f);
            last[i] = share;
        }
    }
    plan_destroy(plan);
}

static void pulses_and_what_cannot_be_weighed_do_no_harm(void **state)
{
    (void)state;
    struct plan *plan = crowd();
    struct thin thin;
    plan->ribbons[1].colour[0] = NAN;
    plan->ribbons[2].opacity = INFINITY;
    plan->ribbons[3].radius[0] = -1.0f;
    thin_find(&thin, plan, 500);
    assert_true(isfinite(drawn(plan, &thin)));
    plan->passes[0].first = LINKS + 5;
    thin_find(&thin, plan, 500);
    plan->passes[0] = (struct plan_pass){PLAN_PASS_PULSES, 0, LINKS};
    thin_find(&thin, plan, 500);
    assert_true(thin_share(&thin, &plan->ribbons[4]) == 1.0f);
    plan_destroy(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_there_is_room_for_stays),
        cmocka_unit_test(about_as_many_are_drawn_as_asked),
        cmocka_unit_test(the_path_stays),
        cmocka_unit_test(none_is_seen_to_go),
        cmocka_unit_test(pulses_and_what_cannot_be_weighed_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
