#include "story/scenario_yaml.h"

#include <stdlib.h>

/* Every value is read as a string, so that what is wrong with it can be said in our own words.
 * The whole text is at most SCENARIO_MAX_BYTES, which bounds every list and string. */
static const cyaml_schema_value_t STRING_VALUE = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED),
};

#define STRING_FIELD(key, flags, structure, member)                                                \
    CYAML_FIELD_STRING_PTR(key, (flags) | CYAML_FLAG_POINTER, structure, member, 0, CYAML_UNLIMITED)
#define LIST_FIELD(key, structure, member, entry)                                                  \
    CYAML_FIELD_SEQUENCE_COUNT(key, CYAML_FLAG_POINTER, structure, member, n_##member, entry, 0,   \
                               CYAML_UNLIMITED)

static const cyaml_schema_field_t PLACE_FIELDS[] = {
    STRING_FIELD("id", CYAML_FLAG_DEFAULT, struct yaml_place, id),
    STRING_FIELD("label", CYAML_FLAG_DEFAULT, struct yaml_place, label),
    STRING_FIELD("region", CYAML_FLAG_DEFAULT, struct yaml_place, region),
    LIST_FIELD("position", struct yaml_place, position, &STRING_VALUE),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t PATH_FIELDS[] = {
    STRING_FIELD("label", CYAML_FLAG_DEFAULT, struct yaml_path, label),
    LIST_FIELD("steps", struct yaml_path, steps, &STRING_VALUE),
    CYAML_FIELD_END,
};

/* In the order of enum scenario_chapter. */
#define CAPTION_FIELD(key, chapter)                                                                \
    STRING_FIELD(key, CYAML_FLAG_OPTIONAL, struct yaml_captions, sentences[chapter])
static const cyaml_schema_field_t CAPTION_FIELDS[] = {
    CAPTION_FIELD("wearing-in", SCENARIO_WEARING_IN),
    CAPTION_FIELD("worn-path", SCENARIO_WORN_PATH),
    CAPTION_FIELD("dose", SCENARIO_DOSE),
    CAPTION_FIELD("signals", SCENARIO_SIGNALS),
    CAPTION_FIELD("contacts", SCENARIO_CONTACTS),
    CAPTION_FIELD("practice", SCENARIO_PRACTICE),
    CAPTION_FIELD("lasting", SCENARIO_LASTING),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t PLACE_VALUE = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_place, PLACE_FIELDS),
};

static const cyaml_schema_value_t PATH_VALUE = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_path, PATH_FIELDS),
};

static const cyaml_schema_field_t TOP_FIELDS[] = {
    STRING_FIELD("title", CYAML_FLAG_DEFAULT, struct yaml_scenario, title),
    STRING_FIELD("about", CYAML_FLAG_DEFAULT, struct yaml_scenario, about),
    LIST_FIELD("places", struct yaml_scenario, places, &PLACE_VALUE),
    CYAML_FIELD_MAPPING("trodden", CYAML_FLAG_DEFAULT, struct yaml_scenario, trodden, PATH_FIELDS),
    LIST_FIELD("paths", struct yaml_scenario, paths, &PATH_VALUE),
    CYAML_FIELD_MAPPING("captions", CYAML_FLAG_OPTIONAL, struct yaml_scenario, captions,
                        CAPTION_FIELDS),
    CYAML_FIELD_END,
};

const cyaml_schema_value_t SCENARIO_SCHEMA = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_scenario, TOP_FIELDS),
};

static const cyaml_config_t READER = {
    .mem_fn = cyaml_mem,
    .flags = CYAML_CFG_NO_ALIAS,
};

struct yaml_scenario *yaml_scenario_load(const char *text, size_t length, struct error *error)
{
    cyaml_data_t *data = NULL;
    cyaml_err_t result =
        cyaml_load_data((const uint8_t *)text, length, &READER, &SCENARIO_SCHEMA, &data, NULL);
    if (result == CYAML_OK && data)
        return data;
    if (result == CYAML_ERR_OOM)
        error_set(error, ERROR_MEMORY, "out of memory; close other programs");
    else
        error_set(error, ERROR_SCENARIO_SYNTAX,
                  "cannot be read (%s); expected a scenario; compare with docs/scenarios.md",
                  cyaml_strerror(result));
    return NULL;
}

void yaml_scenario_free(struct yaml_scenario *scenario)
{
    if (scenario)
        cyaml_free(&READER, &SCENARIO_SCHEMA, scenario, 0);
}
