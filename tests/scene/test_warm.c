/* Once warm, pictures of snow and forest are made without asking for memory, whatever happens. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "scene/scene.h"
#include "synthetic.h"

static unsigned allocations;

#ifndef SNOWMELT_SANITIZED /* whose allocator must stay the only one */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t items, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
    allocations++;
    return __libc_calloc(items, size);
}

void *realloc(void *old, size_t size)
{
    allocations++;
    return __libc_realloc(old, size);
}
#endif

/* Ways open and close, the walk goes on, the drug comes and goes. */
static void picture(struct scene *scene, struct synthetic *made, struct plan *plan, uint32_t i)
{
    struct model_snapshot *snapshot = &made->snapshot;
    snapshot->winner = (int)(i / 15 % SYNTHETIC_PLACES);
    snapshot->now.occupancy = i / 60 % 2 ? 0.3f : 0.0f;
    for (uint32_t w = 0; w < snapshot->n_ways; w++)
        snapshot->ways[w].traffic = scene_unit(w, i / 40) < 0.1f ? 0.2f : 0.0f;
    scene_observe(scene, snapshot, NULL);
    scene_animate(scene, 1.0 / 30);
    plan_begin(plan, 1280, 720, 0);
    scene_draw(scene, plan);
    assert_int_equal(plan->dropped, 0);
}

static void pictures_ask_for_no_memory(void **state)
{
    (void)state;
    static const enum scene_view VIEWS[] = {SCENE_SNOW, SCENE_FOREST};
    for (int v = 0; v < 2; v++) {
        const struct scene_options options = {.view = VIEWS[v]};
        struct synthetic *made = synthetic_create();
        struct scene *scene = scene_create(&options, NULL);
        struct plan *plan = plan_create();
        assert_true(made && scene && plan);
#ifndef SNOWMELT_SANITIZED
        assert_true(allocations > 0); /* they are counted */
#endif
        for (uint32_t i = 0; i < 30; i++)
            picture(scene, made, plan, i);
        unsigned before = allocations;
        for (uint32_t i = 30; i < 400; i++)
            picture(scene, made, plan, i);
        assert_int_equal(allocations, before);
        plan_destroy(plan);
        scene_destroy(scene);
        free(made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_ask_for_no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
