/* A YAML text as a tree of nodes that know their lines. Internal to story/. */
#ifndef SNOWMELT_STORY_YAML_TREE_H
#define SNOWMELT_STORY_YAML_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "story/findings.h"

enum tree_kind { TREE_NONE, TREE_SCALAR, TREE_SEQUENCE, TREE_MAPPING };

struct tree_node {
    enum tree_kind kind;
    unsigned line;       /* from 1 */
    char *text;          /* of a scalar, zero-terminated */
    uint32_t size;       /* of the text; more than strlen() where it holds a zero */
    uint32_t first;      /* child; of a mapping, keys and values by turns */
    uint32_t last, next; /* child; sibling; 0: none */
    uint32_t n;          /* children */
};

struct yaml_tree {
    struct tree_node *nodes; /* by index; 0 is no node, 1 the root if there is one */
    uint32_t n, room;
};

/* Reads the text. False after a mistake that leaves no tree to look at; it and any others are
 * added to the findings. Free the tree in any case. */
bool yaml_tree_read(struct yaml_tree *tree, const char *text, size_t length,
                    struct findings *findings);
void yaml_tree_free(struct yaml_tree *tree);

/* Index of the first key `name` of a mapping; its value is the next node. 0 if there is none or
 * `mapping` is no mapping. */
uint32_t yaml_tree_key(const struct yaml_tree *tree, uint32_t mapping, const char *name);

/* Index of the value of key `name`, 0 if there is none of that kind. */
uint32_t yaml_tree_value(const struct yaml_tree *tree, uint32_t mapping, const char *name,
                         enum tree_kind kind);

#endif
