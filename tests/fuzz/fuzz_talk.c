#include <math.h>

#include "fuzz.h"
#include "story/talk.h"

/* Text that ends where it should. */
#define ENDS(field) fuzz_check(memchr(field, 0, sizeof field) != NULL, "texts end")

static void check(const struct talk *talk)
{
    fuzz_check(talk->n_chapters >= 1 && talk->n_chapters <= TALK_MOST_CHAPTERS, "few chapters");
    ENDS(talk->title);
    for (unsigned i = 0; i < talk->n_chapters; i++) {
        const struct talk_chapter *chapter = &talk->chapters[i];
        ENDS(chapter->id);
        ENDS(chapter->title);
        ENDS(chapter->caption);
        ENDS(chapter->source);
        ENDS(chapter->notes);
        ENDS(chapter->view);
        fuzz_check((unsigned)chapter->moment.phase < STORY_PHASES, "phases are known");
        fuzz_check(isfinite(chapter->moment.hours) && isfinite(chapter->moment.occupancy) &&
                       isfinite(chapter->moment.bdnf) && isfinite(chapter->moment.new_synapses),
                   "moments are finite");
    }
}

static struct talk *read_tour(void)
{
    static char text[TALK_MOST_BYTES];
    struct error error;
    FILE *file = fopen(SNOWMELT_SOURCE_DIR "/assets/talks/tour.yaml", "rb");
    size_t size = file ? fread(text, 1, sizeof text, file) : 0;
    if (file)
        fclose(file);
    return talk_parse("tour", text, size, NULL, &error);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct talk *tour;
    struct error error = {0};
    if (!tour)
        tour = read_tour();
    fuzz_check(tour != NULL, "the tour is good");
    char *text = fuzz_text(bytes, size);
    struct talk *talk = talk_parse("fuzz", text, size, tour, &error);
    if (talk)
        check(talk);
    else
        fuzz_check_error(&error);
    free(talk);
    free(text);
    return 0;
}
