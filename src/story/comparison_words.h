/* What is said in a comparison, and when. Internal to story/. */
#ifndef SNOWMELT_STORY_COMPARISON_WORDS_H
#define SNOWMELT_STORY_COMPARISON_WORDS_H

#include "story/comparison.h"

struct comparison_words {
    const char *caption, *source;
};

/* The sentence of this moment, for the arms that there are. */
struct comparison_words comparison_words(const struct comparison_view *view);

#endif
