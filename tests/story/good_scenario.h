/* A good scenario for tests, and how to spoil it. */
#ifndef SNOWMELT_TESTS_STORY_GOOD_SCENARIO_H
#define SNOWMELT_TESTS_STORY_GOOD_SCENARIO_H

#include "scratch.h"
#include "story/scenario.h"

/* Line numbers count from here. */
static const char GOOD[] =
    "title: A test\n"                                                          /* 1 */
    "about: Nothing much.\n"                                                   /* 2 */
    "places:\n"                                                                /* 3 */
    "  - {id: a, label: Place a, region: prefrontal, position: [-30, 0, 0]}\n" /* 4 */
    "  - {id: b, label: Place b, region: prefrontal, position: [-15, 0, 0]}\n" /* 5 */
    "  - id: c\n"                                                              /* 6 */
    "    label: Place c\n"                                                     /* 7 */
    "    region: hippocampus\n"                                                /* 8 */
    "    position: [0, 0, 0]\n"                                                /* 9 */
    "  - {id: d, label: Place d, region: prefrontal, position: [15, 0, 0]}\n"  /* 10 */
    "  - {id: e, label: Place e, region: prefrontal, position: [30, 0, 0]}\n"  /* 11 */
    "  - {id: f, label: Place f, region: prefrontal, position: [0, 15, 0]}\n"  /* 12 */
    "  - {id: g, label: Place g, region: prefrontal, position: [0, -15, 0]}\n" /* 13 */
    "  - {id: h, label: Place h, region: prefrontal, position: [0, 0, 15]}\n"  /* 14 */
    "trodden:\n"                                                               /* 15 */
    "  label: The loop\n"                                                      /* 16 */
    "  steps: [a, b, c, d]\n"                                                  /* 17 */
    "paths:\n"                                                                 /* 18 */
    "  - label: A way\n"                                                       /* 19 */
    "    steps: [a, e, f]\n"                                                   /* 20 */
    "  - label: Another\n"                                                     /* 21 */
    "    steps:\n"                                                             /* 22 */
    "      - b\n"                                                              /* 23 */
    "      - g\n"                                                              /* 24 */
    "      - a\n"                                                              /* 25 */
    ;

struct fault {
    const char *old, *new; /* the first `old` of GOOD becomes `new` */
    enum error_id id;
    unsigned line;
    const char *says;
};

static inline char *spoil(const struct fault *fault)
{
    const char *at = strstr(GOOD, fault->old);
    assert_non_null(at);
    size_t size = sizeof GOOD + strlen(fault->new);
    char *text = malloc(size);
    assert_non_null(text);
    snprintf(text, size, "%.*s%s%s", (int)(at - GOOD), GOOD, fault->new, at + strlen(fault->old));
    return text;
}

#endif
