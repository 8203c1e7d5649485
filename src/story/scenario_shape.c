#include "story/scenario_shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

enum { MAX_FIELDS = 16 };

static const struct {
    const char *key, *shape;
} SHAPES[] = {
    {"places", "a list of places, each starting with '- id:'"},
    {"paths", "a list of paths, each starting with '- label:'"},
    {"trodden", "the two keys label and steps"},
    {"captions", "lines such as 'practice: One sentence.'"},
    {"steps", "a list of place ids such as [rest, walk]"},
    {"position", "three numbers in mm such as [-10, 4, 8]"},
    {"title", "one line of text"},
    {"about", "a sentence or two of text"},
    {"id", "a short name such as rest"},
    {"label", "one to three words"},
    {"region", "prefrontal or hippocampus"},
};

struct shape {
    struct yaml_tree *tree;
    struct findings *findings;
};

static void walk(struct shape *shape, const cyaml_schema_value_t *schema, uint32_t at,
                 const char *field);

static const char *expected_shape(const char *field)
{
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++)
        if (strcmp(field, SHAPES[i].key) == 0)
            return SHAPES[i].shape;
    return field[0] ? "one sentence of text" /* a caption */
                    : "the keys title, about, places, trodden and paths";
}

static unsigned count_fields(const cyaml_schema_field_t *fields)
{
    unsigned n = 0;
    while (n < MAX_FIELDS && fields[n].key)
        n++;
    return n;
}

/* "id, label, region and position" */
static void list_keys(const cyaml_schema_field_t *fields, char *list, size_t size)
{
    unsigned n = count_fields(fields);
    size_t used = 0;
    list[0] = '\0';
    for (unsigned i = 0; i < n && used < size; i++)
        used += (size_t)snprintf(list + used, size - used, "%s%s",
                                 i == 0       ? ""
                                 : i + 1 == n ? " and "
                                              : ", ",
                                 fields[i].key);
}

static int find_field(const cyaml_schema_field_t *fields, const char *key)
{
    for (int i = 0; fields[i].key; i++)
        if (strcmp(fields[i].key, key) == 0)
            return i;
    return -1;
}

/* The field that an unknown key was meant to be, if it is one that the mapping lacks. */
static const char *meant(const struct yaml_tree *tree, uint32_t mapping,
                         const cyaml_schema_field_t *fields, const char *key)
{
    const char *names[MAX_FIELDS];
    unsigned n = 0;
    for (unsigned i = 0; i < count_fields(fields); i++)
        if (!yaml_tree_key(tree, mapping, fields[i].key))
            names[n++] = fields[i].key;
    return nearest_name(key, names, n);
}

/* Makes the key what it was meant to be. */
static void correct(struct tree_node *key, const char *to)
{
    char *copy = strdup(to);
    if (!copy)
        return; /* without memory it stays unknown, and is told as missing too */
    free(key->text);
    key->text = copy;
    key->size = (uint32_t)strlen(copy);
}

static void unknown_key(struct shape *shape, uint32_t mapping, struct tree_node *key,
                        const cyaml_schema_field_t *fields)
{
    char keys[160];
    const char *near = meant(shape->tree, mapping, fields, key->text);
    list_keys(fields, keys, sizeof keys);
    if (near)
        findings_add(shape->findings, ERROR_SCENARIO_KEY_UNKNOWN, key->line,
                     "unknown key '%.60s'; expected the keys %s; did you mean '%s'?", key->text,
                     keys, near);
    else
        findings_add(shape->findings, ERROR_SCENARIO_KEY_UNKNOWN, key->line,
                     "unknown key '%.60s'; expected the keys %s; correct its spelling or remove it",
                     key->text, keys);
    if (near)
        correct(key, near);
}

static void walk_mapping(struct shape *shape, const cyaml_schema_value_t *schema, uint32_t at)
{
    const cyaml_schema_field_t *fields = schema->mapping.fields;
    struct yaml_tree *tree = shape->tree;
    bool seen[MAX_FIELDS] = {false};

    for (uint32_t key = tree->nodes[at].first; key;) {
        struct tree_node *node = &tree->nodes[key];
        uint32_t value = node->next;
        if (node->kind != TREE_SCALAR) {
            findings_add(shape->findings, ERROR_SCENARIO_SHAPE, node->line,
                         "a list or a mapping stands where a key should; expected 'key: value'; "
                         "write the key as a word");
        } else {
            if (find_field(fields, node->text) < 0)
                unknown_key(shape, at, node, fields);
            int i = find_field(fields, node->text);
            if (i >= 0 && seen[i])
                findings_add(shape->findings, ERROR_SCENARIO_KEY_TWICE, node->line,
                             "the key '%s' stands here a second time; expected it once; remove one",
                             node->text);
            else if (i >= 0)
                walk(shape, &fields[i].value, value, fields[i].key);
            if (i >= 0)
                seen[i] = true;
        }
        key = value ? tree->nodes[value].next : 0;
    }
    for (unsigned i = 0; i < count_fields(fields); i++) {
        char keys[160];
        if (seen[i] || (fields[i].value.flags & CYAML_FLAG_OPTIONAL))
            continue;
        list_keys(fields, keys, sizeof keys);
        findings_add(shape->findings, ERROR_SCENARIO_KEY_MISSING, tree->nodes[at].line,
                     "the key '%s' is missing; expected the keys %s; add it", fields[i].key, keys);
    }
}

static void walk(struct shape *shape, const cyaml_schema_value_t *schema, uint32_t at,
                 const char *field)
{
    const struct tree_node *node = &shape->tree->nodes[at];
    enum tree_kind wanted = schema->type == CYAML_MAPPING    ? TREE_MAPPING
                            : schema->type == CYAML_SEQUENCE ? TREE_SEQUENCE
                                                             : TREE_SCALAR;
    if (node->kind == TREE_NONE)
        return; /* an alias, told already */
    if (node->kind != wanted) {
        findings_add(shape->findings, ERROR_SCENARIO_SHAPE, node->line,
                     "%s%.60s%s has the wrong shape; expected %s; compare with docs/scenarios.md",
                     field[0] ? "'" : "the file", field, field[0] ? "'" : "",
                     expected_shape(field));
        return;
    }
    if (wanted == TREE_MAPPING) {
        walk_mapping(shape, schema, at);
    } else if (wanted == TREE_SEQUENCE) {
        for (uint32_t child = node->first; child; child = shape->tree->nodes[child].next)
            walk(shape, schema->sequence.entry, child, field);
    }
}

void scenario_shape(struct yaml_tree *tree, const cyaml_schema_value_t *schema,
                    struct findings *findings)
{
    struct shape shape = {tree, findings};
    walk(&shape, schema, 1, "");
}
