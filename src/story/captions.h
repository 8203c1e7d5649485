/* What is said in each chapter, for each treatment. Internal to story/. */
#ifndef SNOWMELT_STORY_CAPTIONS_H
#define SNOWMELT_STORY_CAPTIONS_H

#include "story/story.h"

struct caption {
    const char *title;
    const char *sentence; /* one, at most 20 words, never a promise */
    const char *source;   /* authors and year */
    const char *science;  /* the same told to whoever wants to know more: one or two sentences */
};

const struct caption *caption_find(enum story_phase phase, enum story_treatment treatment);
/* What is said when the last chapter has played. */
const struct caption *caption_at_end(void);

#endif
