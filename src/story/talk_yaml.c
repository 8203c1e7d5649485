/* A talk from YAML. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "story/scenario_bytes.h"
#include "story/scenario_values.h"
#include "story/talk.h"
#include "story/yaml_tree.h"

const char *const TALK_VIEW_NAMES[TALK_VIEWS] = {"circuit", "snow", "forest", "synapse", "tour"};

/* Phases that a chapter can wait for, by enum story_phase; in the words of docs/educators.md. */
static const char *const PHASES[STORY_PHASES] = {
    [STORY_WEARING_IN] = "wearing-in", [STORY_RIGID] = "worn-path", [STORY_DOSE] = "dose",
    [STORY_CASCADE] = "signals",       [STORY_GROWTH] = "contacts", [STORY_PRACTICE] = "practice",
    [STORY_LASTING] = "lasting",
};

enum field_kind {
    FIELD_TEXT,
    FIELD_NOTES,
    FIELD_ID,
    FIELD_VIEW,
    FIELD_PHASE,
    FIELD_NUMBER,
    FIELD_YES
};

static const struct field {
    const char *key;
    enum field_kind kind;
    size_t offset;
    size_t room; /* bytes of text */
    float most;  /* of a number */
} FIELDS[] = {
#define AT(member)      offsetof(struct talk_chapter, member)
#define TEXT_AT(member) AT(member), sizeof(((struct talk_chapter *)0)->member)
    {"chapter", FIELD_ID, TEXT_AT(id), 0},
    {"title", FIELD_TEXT, TEXT_AT(title), 0},
    {"caption", FIELD_TEXT, TEXT_AT(caption), 0},
    {"science", FIELD_TEXT, TEXT_AT(science), 0},
    {"source", FIELD_TEXT, TEXT_AT(source), 0},
    {"notes", FIELD_NOTES, TEXT_AT(notes), 0},
    {"view", FIELD_VIEW, TEXT_AT(view), 0},
    {"phase", FIELD_PHASE, AT(moment.phase), 0, 0},
    {"hours", FIELD_NUMBER, AT(moment.hours), 0, 672},
    {"occupancy", FIELD_NUMBER, AT(moment.occupancy), 0, 1},
    {"bdnf", FIELD_NUMBER, AT(moment.bdnf), 0, 10},
    {"new-synapses", FIELD_NUMBER, AT(moment.new_synapses), 0, 100000},
    {"scenario-words", FIELD_YES, AT(scenario_words), 0, 0},
    {"apart", FIELD_YES, AT(apart), 0, 0},
    {"hidden", FIELD_YES, AT(hidden), 0, 0},
};
enum { N_FIELDS = sizeof FIELDS / sizeof *FIELDS };

static const char ALL_KEYS[] = "chapter, title, caption, science, source, notes, view, phase, "
                               "hours, occupancy, bdnf, new-synapses, scenario-words, apart and hidden";

struct reading {
    const struct yaml_tree *tree;
    struct findings *findings;
    const struct talk *base;
    struct talk *talk;
};

static const struct tree_node *node(const struct reading *r, uint32_t at)
{
    return &r->tree->nodes[at];
}

/* Text of one line, or of several where it is for the speaker. */
static void read_text(struct reading *r, const struct field *field, const struct tree_node *from,
                      char *to)
{
    size_t size = scenario_trimmed(from->text);
    if (size >= field->room) {
        findings_add(r->findings, ERROR_TALK, from->line,
                     "the %s has %zu bytes; expected at most %zu; shorten it", field->key, size,
                     field->room - 1);
        return;
    }
    if (!size && field->kind == FIELD_TEXT)
        findings_add(r->findings, ERROR_TALK, from->line,
                     "the %s is empty; expected a line of text; write one, or remove the key",
                     field->key);
    memcpy(to, from->text, size);
    to[size] = '\0';
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)to[i] < 0x20 && (to[i] != '\n' || field->kind != FIELD_NOTES)) {
            findings_add(r->findings, ERROR_TALK, from->line,
                         "the %s has a line break or another control character in it; expected "
                         "plain text; remove it",
                         field->key);
            return;
        }
}

static void read_view(struct reading *r, const struct tree_node *from, char *to)
{
    for (int v = 0; v < TALK_VIEWS; v++)
        if (strcmp(from->text, TALK_VIEW_NAMES[v]) == 0) {
            snprintf(to, TALK_VIEW, "%s", from->text);
            return;
        }
    findings_add(r->findings, ERROR_TALK, from->line,
                 "unknown view '%.40s'; expected circuit, snow, forest, synapse or tour; correct "
                 "it",
                 from->text);
}

static void read_phase(struct reading *r, const struct tree_node *from, enum story_phase *to)
{
    for (int p = STORY_RIGID; p < STORY_PHASES; p++)
        if (strcmp(from->text, PHASES[p]) == 0) {
            *to = (enum story_phase)p;
            return;
        }
    findings_add(r->findings, ERROR_TALK, from->line,
                 "unknown phase '%.40s'; expected worn-path, dose, signals, contacts, practice or "
                 "lasting; correct it",
                 from->text);
}

static void read_field(struct reading *r, const struct field *field, uint32_t at,
                       struct talk_chapter *chapter)
{
    const struct tree_node *from = node(r, at);
    void *to = (char *)chapter + field->offset;
    if (from->kind != TREE_SCALAR) {
        findings_add(r->findings, ERROR_TALK, from->line,
                     "'%s' is a list or a mapping; expected one value; write '%s: VALUE'",
                     field->key, field->key);
        return;
    }
    switch (field->kind) {
    case FIELD_ID: /* read before the others */
        break;
    case FIELD_TEXT:
    case FIELD_NOTES:
        read_text(r, field, from, to);
        break;
    case FIELD_VIEW:
        read_view(r, from, to);
        break;
    case FIELD_PHASE:
        read_phase(r, from, to);
        break;
    case FIELD_NUMBER: {
        float number;
        if (!scenario_decimal(from->text, &number) || number < 0.0f || number > field->most)
            findings_add(r->findings, ERROR_TALK, from->line,
                         "%s is '%.40s'; expected a number from 0 to %g; correct it", field->key,
                         from->text, (double)field->most);
        else
            *(float *)to = number;
        break;
    }
    case FIELD_YES: {
        bool yes = strcmp(from->text, "yes") == 0 || strcmp(from->text, "true") == 0;
        if (!yes && strcmp(from->text, "no") != 0 && strcmp(from->text, "false") != 0)
            findings_add(r->findings, ERROR_TALK, from->line,
                         "%s is '%.40s'; expected yes or no; correct it", field->key, from->text);
        *(bool *)to = yes;
        break;
    }
    }
}

static const struct talk_chapter *find_chapter(const struct talk *talk, const char *id)
{
    for (unsigned i = 0; talk && i < talk->n_chapters; i++)
        if (strcmp(talk->chapters[i].id, id) == 0)
            return &talk->chapters[i];
    return NULL;
}

/* The id, and what it stands for where it is one of the base's. False where it cannot be used. */
static bool read_id(struct reading *r, uint32_t at, struct talk_chapter *chapter)
{
    uint32_t value = yaml_tree_value(r->tree, at, "chapter", TREE_SCALAR);
    if (!value) {
        findings_add(r->findings, ERROR_TALK, node(r, at)->line,
                     "a chapter has no name; expected it to begin with '- chapter: NAME'; add it");
        return false;
    }
    const struct tree_node *id = node(r, value);
    if (!id->size || id->size >= TALK_ID ||
        strspn(id->text, "abcdefghijklmnopqrstuvwxyz0123456789_-") != id->size) {
        findings_add(r->findings, ERROR_TALK, id->line,
                     "the chapter '%.40s' cannot be called that; expected 1 to %d of a-z, 0-9, _ "
                     "and -; rename it",
                     id->text, TALK_ID - 1);
        return false;
    }
    const struct talk_chapter *known = find_chapter(r->base, id->text);
    if (known)
        *chapter = *known;
    snprintf(chapter->id, sizeof chapter->id, "%s", id->text);
    return true;
}

static void want(struct reading *r, unsigned line, const struct talk_chapter *chapter)
{
    const char *names[TALK_MOST_CHAPTERS];
    unsigned n = r->base ? r->base->n_chapters : 0;
    for (unsigned i = 0; i < n; i++)
        names[i] = r->base->chapters[i].id;
    const char *near = n ? nearest_name(chapter->id, names, n) : NULL;
    const char *lacks = !chapter->title[0]     ? "title"
                        : !chapter->caption[0] ? "caption"
                        : !chapter->view[0]    ? "view"
                        : !chapter->moment.phase ? "phase"
                                                 : NULL;
    if (!lacks)
        return;
    findings_add(r->findings, ERROR_TALK, line,
                 "the chapter '%s' has no %s; expected one, as it is none of Snowmelt's own; "
                 "%s%s%s",
                 chapter->id, lacks, near ? "did you mean '" : "add it", near ? near : "",
                 near ? "'?" : "");
}

static void read_chapter(struct reading *r, uint32_t at)
{
    struct talk_chapter chapter = {0};
    if (node(r, at)->kind != TREE_MAPPING) {
        findings_add(r->findings, ERROR_TALK, node(r, at)->line,
                     "this is no chapter; expected '- chapter: NAME'; correct it");
        return;
    }
    if (!read_id(r, at, &chapter))
        return;
    for (uint32_t key = node(r, at)->first; key;) {
        uint32_t value = node(r, key)->next;
        const char *name = node(r, key)->kind == TREE_SCALAR ? node(r, key)->text : "";
        int i = 0;
        while (i < N_FIELDS && strcmp(name, FIELDS[i].key) != 0)
            i++;
        if (i == N_FIELDS)
            findings_add(r->findings, ERROR_TALK, node(r, key)->line,
                         "unknown key '%.40s'; expected the keys %s; correct its spelling or "
                         "remove it",
                         name, ALL_KEYS);
        else if (yaml_tree_key(r->tree, at, name) != key)
            findings_add(r->findings, ERROR_TALK, node(r, key)->line,
                         "the key '%s' stands here a second time; expected it once; remove one",
                         name);
        else
            read_field(r, &FIELDS[i], value, &chapter);
        key = value ? node(r, value)->next : 0;
    }
    unsigned line = node(r, at)->line;
    if (!find_chapter(r->base, chapter.id))
        want(r, line, &chapter);
    if (chapter.moment.phase == STORY_RIGID && chapter.moment.hours > 0.0f)
        findings_add(r->findings, ERROR_TALK, line,
                     "the chapter '%s' waits for hours after a dose that is still to come; "
                     "expected a later phase; choose one, or remove hours",
                     chapter.id);
    if (find_chapter(r->talk, chapter.id))
        findings_add(r->findings, ERROR_TALK, line,
                     "the chapter '%s' stands here a second time; expected each once; remove or "
                     "rename one",
                     chapter.id);
    if (!chapter.hidden && r->talk->n_chapters < TALK_MOST_CHAPTERS)
        r->talk->chapters[r->talk->n_chapters++] = chapter;
    else if (!chapter.hidden)
        findings_add(r->findings, ERROR_TALK, line,
                     "there are more than %d chapters; expected fewer; remove some",
                     TALK_MOST_CHAPTERS);
}

static void read_top(struct reading *r)
{
    static const struct field TITLE = {"title", FIELD_TEXT, 0, TALK_TITLE, 0};
    if (r->tree->n < 2 || node(r, 1)->kind != TREE_MAPPING) {
        findings_add(r->findings, ERROR_TALK, 1,
                     "this is no talk; expected the keys title and chapters; start from a copy of "
                     "assets/talks/tour.yaml");
        return;
    }
    for (uint32_t key = node(r, 1)->first; key;) {
        const struct tree_node *name = node(r, key);
        if (name->kind != TREE_SCALAR ||
            (strcmp(name->text, "title") != 0 && strcmp(name->text, "chapters") != 0))
            findings_add(r->findings, ERROR_TALK, name->line,
                         "unknown key '%.40s'; expected the keys title and chapters; correct its "
                         "spelling or remove it",
                         name->kind == TREE_SCALAR ? name->text : "");
        key = name->next ? node(r, name->next)->next : 0;
    }
    uint32_t title = yaml_tree_value(r->tree, 1, "title", TREE_SCALAR);
    if (title)
        read_text(r, &TITLE, node(r, title), r->talk->title);
    else
        findings_add(r->findings, ERROR_TALK, node(r, 1)->line,
                     "the talk has no title; expected 'title: TEXT'; add it");
    uint32_t list = yaml_tree_value(r->tree, 1, "chapters", TREE_SEQUENCE);
    for (uint32_t at = list ? node(r, list)->first : 0; at; at = node(r, at)->next)
        read_chapter(r, at);
    if (!findings_mistakes(r->findings) && !r->talk->n_chapters)
        findings_add(r->findings, ERROR_TALK, list ? node(r, list)->line : 1,
                     "there is no chapter to show; expected one at least under 'chapters:'; add "
                     "one, or remove a 'hidden: yes'");
}

struct talk *talk_check(const char *text, size_t length, const struct talk *base,
                        struct findings *findings)
{
    struct yaml_tree tree = {0};
    struct talk *talk = calloc(1, sizeof *talk);
    char *readable = length <= TALK_MOST_BYTES ? malloc(length + 1) : NULL;
    if (length > TALK_MOST_BYTES) {
        findings_add(findings, ERROR_TALK, 1,
                     "the talk has %zu bytes; expected at most %d; shorten it", length,
                     (int)TALK_MOST_BYTES);
    } else if (!talk || !readable) {
        findings->no_memory = true;
    } else {
        memcpy(readable, text, length);
        scenario_bytes(readable, length, findings);
        struct reading reading = {&tree, findings, base, talk};
        if (yaml_tree_read(&tree, readable, length, findings))
            read_top(&reading);
    }
    findings_sort(findings);
    yaml_tree_free(&tree);
    free(readable);
    if (!findings_mistakes(findings) && !findings->no_memory)
        return talk;
    free(talk);
    return NULL;
}

struct talk *talk_parse(const char *name, const char *text, size_t length,
                        const struct talk *base, struct error *error)
{
    struct findings findings = {0};
    struct talk *talk = talk_check(text, length, base, &findings);
    const struct finding *first = findings_first_mistake(&findings);
    if (!talk && first)
        error_set(error, ERROR_TALK, "%s:%u: %s", name, first->line, first->text);
    else if (!talk)
        error_set(error, ERROR_MEMORY, "%s: out of memory; close other programs", name);
    findings_free(&findings);
    return talk;
}
