#include "story/yaml_tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { MAX_DEPTH = 32 }; /* a scenario nests five deep */

/* A tree being built from libyaml's events. */
struct building {
    struct yaml_tree *tree;
    struct findings *findings;
    uint32_t open[MAX_DEPTH]; /* the nodes around this place, outermost first */
    unsigned depth, too_deep;
    unsigned documents;
};

static uint32_t add_node(struct building *building, enum tree_kind kind, unsigned line)
{
    struct yaml_tree *tree = building->tree;
    if (tree->n + 1 >= tree->room) {
        uint32_t room = tree->room ? 2 * tree->room : 256;
        struct tree_node *nodes = realloc(tree->nodes, room * sizeof *nodes);
        if (!nodes)
            return 0;
        tree->nodes = nodes;
        tree->room = room;
        if (!tree->n)
            tree->nodes[tree->n++] = (struct tree_node){0};
    }
    uint32_t at = tree->n++;
    tree->nodes[at] = (struct tree_node){.kind = kind, .line = line};
    if (building->depth) {
        struct tree_node *parent = &tree->nodes[building->open[building->depth - 1]];
        if (parent->last)
            tree->nodes[parent->last].next = at;
        else
            parent->first = at;
        parent->last = at;
        parent->n++;
    }
    return at;
}

static bool add_scalar(struct building *building, const char *text, size_t size, unsigned line)
{
    uint32_t at = add_node(building, TREE_SCALAR, line);
    char *copy = at ? malloc(size + 1) : NULL;
    if (!copy)
        return false;
    memcpy(copy, text, size);
    copy[size] = '\0';
    building->tree->nodes[at].text = copy;
    building->tree->nodes[at].size = (uint32_t)size;
    return true;
}

static bool open_node(struct building *building, enum tree_kind kind, unsigned line)
{
    if (building->too_deep || building->depth == MAX_DEPTH) {
        building->too_deep++;
        return true;
    }
    uint32_t at = add_node(building, kind, line);
    building->open[building->depth++] = at;
    return at != 0;
}

static void close_node(struct building *building)
{
    if (building->too_deep)
        building->too_deep--;
    else
        building->depth--;
}

/* False without memory. */
static bool take(struct building *building, const yaml_event_t *event)
{
    unsigned line = (unsigned)event->start_mark.line + 1;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (building->documents++ == 1)
            findings_add(building->findings, ERROR_SCENARIO_SYNTAX, line,
                         "a second document ('---') begins here; expected one scenario in a file; "
                         "remove the line or put the rest into a file of its own");
        return true;
    case YAML_ALIAS_EVENT:
        findings_add(building->findings, ERROR_SCENARIO_ALIAS, line,
                     "a YAML alias (*name) stands here; expected plain values; write the value "
                     "out");
        return building->documents > 1 || building->too_deep ||
               add_node(building, TREE_NONE, line) != 0;
    case YAML_SCALAR_EVENT:
        return building->documents > 1 || building->too_deep ||
               add_scalar(building, (const char *)event->data.scalar.value,
                          event->data.scalar.length, line);
    case YAML_SEQUENCE_START_EVENT:
        return building->documents > 1 || open_node(building, TREE_SEQUENCE, line);
    case YAML_MAPPING_START_EVENT:
        return building->documents > 1 || open_node(building, TREE_MAPPING, line);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        if (building->documents == 1)
            close_node(building);
        return true;
    default:
        return true;
    }
}

/* Line of the first tab that indents, 0 if there is none: libyaml names it too late. */
static unsigned line_of_tab(const char *text, size_t length)
{
    unsigned line = 1;
    bool indenting = true;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            line++;
            indenting = true;
        } else if (text[i] == '\t' && indenting) {
            return line;
        } else if (text[i] != ' ') {
            indenting = false;
        }
    }
    return 0;
}

static unsigned last_line(const char *text, size_t length)
{
    unsigned line = 1;
    for (size_t i = 0; i + 1 < length; i++)
        line += text[i] == '\n';
    return line;
}

static void tell_syntax(const yaml_parser_t *parser, const char *text, size_t length,
                        struct findings *findings)
{
    unsigned tab = line_of_tab(text, length), line = (unsigned)parser->problem_mark.line + 1;
    /* What was never closed is noticed at the end of the text, and was opened long before. */
    if (parser->context && parser->context_mark.line < parser->problem_mark.line &&
        strstr(parser->problem ? parser->problem : "", "end of stream"))
        line = (unsigned)parser->context_mark.line + 1;
    if (line > last_line(text, length)) /* libyaml's end may lie a line beyond */
        line = last_line(text, length);
    if (parser->error == YAML_MEMORY_ERROR)
        findings->no_memory = true;
    else if (tab)
        findings_add(findings, ERROR_SCENARIO_SYNTAX, tab,
                     "a tab indents this line; YAML expects spaces; replace the tab by spaces");
    else
        findings_add(findings, ERROR_SCENARIO_SYNTAX, line,
                     "this is not valid YAML (%s); expected 'key: value' lines and '- ' lists; "
                     "check quotes, brackets and indentation on this line and the one before",
                     parser->problem ? parser->problem : "it cannot be read");
}

bool yaml_tree_read(struct yaml_tree *tree, const char *text, size_t length,
                    struct findings *findings)
{
    struct building building = {.tree = tree, .findings = findings};
    yaml_parser_t parser;
    bool good = true, done = false;

    *tree = (struct yaml_tree){0};
    if (!yaml_parser_initialize(&parser)) {
        findings->no_memory = true;
        return false;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    while (good && !done) {
        yaml_event_t event;
        good = yaml_parser_parse(&parser, &event);
        if (!good) {
            tell_syntax(&parser, text, length, findings);
            break;
        }
        if (!take(&building, &event)) {
            findings->no_memory = true;
            good = false;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return good;
}

void yaml_tree_free(struct yaml_tree *tree)
{
    for (uint32_t i = 0; i < tree->n; i++)
        free(tree->nodes[i].text);
    free(tree->nodes);
    *tree = (struct yaml_tree){0};
}

uint32_t yaml_tree_key(const struct yaml_tree *tree, uint32_t mapping, const char *name)
{
    if (!mapping || tree->nodes[mapping].kind != TREE_MAPPING)
        return 0;
    for (uint32_t key = tree->nodes[mapping].first; key;) {
        const struct tree_node *node = &tree->nodes[key];
        if (node->kind == TREE_SCALAR && strcmp(node->text, name) == 0)
            return key;
        key = node->next ? tree->nodes[node->next].next : 0;
    }
    return 0;
}

uint32_t yaml_tree_value(const struct yaml_tree *tree, uint32_t mapping, const char *name,
                         enum tree_kind kind)
{
    uint32_t key = yaml_tree_key(tree, mapping, name);
    uint32_t value = key ? tree->nodes[key].next : 0;
    return value && tree->nodes[value].kind == kind ? value : 0;
}
