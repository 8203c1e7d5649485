#include <math.h>

#include "fuzz.h"
#include "model/model.h"
#include "story/findings.h"
#include "story/scenario.h"

static void check(const struct scenario *scenario)
{
    fuzz_check(scenario->n_places >= 1 && scenario->n_places <= MODEL_MAX_PLACES, "few places");
    for (unsigned p = 0; p < scenario->n_places; p++)
        for (int axis = 0; axis < 3; axis++)
            fuzz_check(fabsf(scenario->places[p].position_mm[axis]) <= 1000.0f, "places are near");
    struct model_config config = {0};
    scenario_model_config(scenario, &config);
    fuzz_check(config.n_places == scenario->n_places, "the model has the same places");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct findings findings = {0};
    struct error error = {0};
    char *text = fuzz_text(bytes, size);
    struct scenario *checked = scenario_check(text, size, &findings);
    struct scenario *parsed = scenario_parse("fuzz", text, size, &error);
    fuzz_check(!checked == !parsed, "both readings agree");
    if (parsed)
        check(parsed);
    else
        fuzz_check_error(&error);
    fuzz_check(checked || findings_mistakes(&findings) || findings.no_memory, "a refusal is told");
    scenario_destroy(checked);
    scenario_destroy(parsed);
    findings_free(&findings);
    free(text);
    return 0;
}
