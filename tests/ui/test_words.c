/* The words: every one that is to be translated is, in each language, and no more; what stands in
 * for figures is kept, terms are the same throughout, and nothing is promised. */
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalogue.h"
#include "story/captions.h"
#include "ui/help.h"
#include "ui/language.h"

struct words {
    struct catalogue *english; /* the template */
    struct catalogue *of[LANGUAGES];
};

static int open_words(void **state)
{
    struct words *w = calloc(1, sizeof *w);
    char path[512];
    if (!w)
        return -1;
    *state = w;
    w->english = catalogue_read(SNOWMELT_LANGUAGES "/snowmelt.pot");
    for (int i = LANGUAGE_ENGLISH + 1; i < LANGUAGES; i++) {
        snprintf(path, sizeof path, SNOWMELT_SOURCE_DIR "/assets/languages/%s.po",
                 language_facts((enum language)i)->tag);
        if (!(w->of[i] = catalogue_read(path)))
            return -1;
    }
    return w->english && w->english->n > 200 ? 0 : -1;
}

static int close_words(void **state)
{
    struct words *w = *state;
    free(w->english);
    for (int i = 0; i < LANGUAGES; i++)
        free(w->of[i]);
    free(w);
    return 0;
}

/* How many forms a noun has beside a count, and which one 0, 1, 2, 3, 10, 11, 100 and 103 take. */
enum { FORM_COUNTS = 8 };
static const struct {
    int n, of[FORM_COUNTS];
} FORMS[LANGUAGES] = {[LANGUAGE_SPANISH] = {2, {1, 0, 1, 1, 1, 1, 1, 1}},
                      [LANGUAGE_GERMAN] = {2, {1, 0, 1, 1, 1, 1, 1, 1}},
                      [LANGUAGE_FRENCH] = {2, {0, 0, 1, 1, 1, 1, 1, 1}},
                      [LANGUAGE_PORTUGUESE] = {2, {0, 0, 1, 1, 1, 1, 1, 1}},
                      [LANGUAGE_CHINESE] = {1, {0}},
                      [LANGUAGE_ARABIC] = {6, {0, 1, 2, 3, 3, 4, 5, 3}}};

static const char *tag(int i)
{
    return language_facts((enum language)i)->tag;
}

static void nothing_is_missing(void **state)
{
    const struct words *w = *state;
    for (int l = LANGUAGE_ENGLISH + 1; l < LANGUAGES; l++)
        for (int i = 0; i < w->english->n; i++) {
            const struct message *wanted = &w->english->messages[i];
            const struct message *m = catalogue_find(w->of[l], wanted->context, wanted->id);
            if (!m || !m->text[0][0] || m->fuzzy || strcmp(m->plural, wanted->plural) != 0)
                fail_msg("%s: '%s' is not translated; run ./dev words", tag(l), wanted->id);
        }
}

static void nothing_is_unused(void **state)
{
    const struct words *w = *state;
    for (int l = LANGUAGE_ENGLISH + 1; l < LANGUAGES; l++)
        for (int i = 0; i < w->of[l]->n; i++) {
            const struct message *m = &w->of[l]->messages[i];
            if (!catalogue_find(w->english, m->context, m->id))
                fail_msg("%s: '%s' is said nowhere any more", tag(l), m->id);
        }
}

/* A whole number with something after it that heeds it: a noun, a verb, an adjective. */
static bool counts(const char *text)
{
    static const char *const WHOLE[] = {"%d ", "%u ", "%ld ", "%lu "};
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
        for (const char *at = text; (at = strstr(at, WHOLE[i]));) {
            at += strlen(WHOLE[i]);
            if (*at >= 'a' && *at <= 'z' && strncmp(at, "of %", 4) != 0 &&
                strcmp(at, "here") != 0)
                return true;
        }
    for (const char *at = text; (at = strstr(at, "%s "));) { /* set apart by thousands */
        at += 3;
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz");
        if (strncmp(at, "new", length) == 0 ? length == 3 : length > 3 && at[length - 1] == 's')
            return true;
    }
    return false;
}

/* "1 new synapses" is said in no language. */
static void counts_have_plurals(void **state)
{
    const struct words *w = *state;
    int n = 0;
    for (int i = 0; i < w->english->n; i++) {
        const struct message *m = &w->english->messages[i];
        n += m->plural[0] != '\0';
        if (counts(m->id) && !m->plural[0])
            fail_msg("'%s' counts and has no plural: language_count()", m->id);
    }
    assert_true(n >= 12);
    for (int l = LANGUAGE_ENGLISH + 1; l < LANGUAGES; l++)
        for (int i = 0; i < w->of[l]->n; i++) {
            const struct message *m = &w->of[l]->messages[i];
            int forms = 0;
            while (forms < CATALOGUE_FORMS && m->text[forms][0])
                forms++;
            if (m->plural[0] && forms != FORMS[l].n)
                fail_msg("%s: '%s' has %d forms, not %d", tag(l), m->id, forms, FORMS[l].n);
        }
}

/* As the Unicode CLDR has them: which form a count takes, in the order of gettext. */
static void plural_forms_are_those_of_the_language(void **state)
{
    static const unsigned long COUNTS[FORM_COUNTS] = {0, 1, 2, 3, 10, 11, 100, 103};
    const struct words *w = *state;
    language_folder(SNOWMELT_LANGUAGES);
    for (int l = LANGUAGE_ENGLISH + 1; l < LANGUAGES; l++) {
        const struct message *m = catalogue_find(w->of[l], "", "%s minute after the dose");
        assert_non_null(m);
        assert_true(language_use((enum language)l, NULL));
        for (int i = 0; i < FORM_COUNTS; i++) {
            const char *said = language_count("%s minute after the dose",
                                              "%s minutes after the dose", COUNTS[i]);
            if (strcmp(said, m->text[FORMS[l].of[i]]) != 0)
                fail_msg("%s: %lu is said '%s'", tag(l), COUNTS[i], said);
        }
    }
    language_use(LANGUAGE_ENGLISH, NULL);
}

/* What stands in for figures, in order: "%s%d". */
static void holders(const char *text, char *out, size_t size)
{
    size_t at = 0;
    for (; (text = strchr(text, '%')); text++) {
        size_t length = 1 + strspn(text + 1, "0123456789.l");
        for (size_t k = 0; k <= length && at + 1 < size; k++)
            out[at++] = text[k];
        text += length;
    }
    out[at] = '\0';
}

static bool is_format(const char *text)
{
    return strstr(text, "%s") || strstr(text, "%d") || strstr(text, "%ld") || strstr(text, "%.");
}

static void figures_keep_their_places(void **state)
{
    const struct words *w = *state;
    for (int l = LANGUAGE_ENGLISH + 1; l < LANGUAGES; l++)
        for (int i = 0; i < w->of[l]->n; i++) {
            const struct message *m = &w->of[l]->messages[i];
            char wanted[64], found[64];
            if (!is_format(m->id))
                continue;
            holders(m->id, wanted, sizeof wanted);
            for (int k = 0; k < CATALOGUE_FORMS && m->text[k][0]; k++) {
                holders(m->text[k], found, sizeof found);
                if (strcmp(found, wanted) != 0)
                    fail_msg("%s: '%s' has %s where '%s' has %s", tag(l), m->text[k], found, m->id,
                             wanted);
            }
        }
}

/* An English word, and what stands for it wherever it stands. */
static const struct {
    const char *english;
    const char *of[LANGUAGES][3];
} GLOSSARY[] = {
    {"etamine",
     {{NULL}, {"etamina"}, {"etamin"}, {"étamine"}, {"etamina"}, {"氯胺酮"}, {"كيتامين"}}},
    {"spines",
     {{NULL}, {"espinas"}, {"Dornen"}, {"pines"}, {"spinhas"}, {"树突棘"}, {"شوكات", "الشوكات"}}},
    {"NMDA", {{NULL}, {"NMDA"}, {"NMDA"}, {"NMDA"}, {"NMDA"}, {"NMDA"}, {"NMDA"}}},
    {"AMPA", {{NULL}, {"AMPA"}, {"AMPA"}, {"AMPA"}, {"AMPA"}, {"AMPA"}, {"AMPA"}}},
    {"BDNF", {{NULL}, {"BDNF"}, {"BDNF"}, {"BDNF"}, {"BDNF"}, {"BDNF"}, {"BDNF"}}},
    {"mTORC1", {{NULL}, {"mTORC1"}, {"mTORC1"}, {"mTORC1"}, {"mTORC1"}, {"mTORC1"}, {"mTORC1"}}},
    {"SSRI", {{NULL}, {"ISRS"}, {"SSRI"}, {"ISRS"}, {"ISRS"}, {"SSRI"}, {"SSRI"}}},
    {"n this model",
     {{NULL},
      {"n este modelo"},
      {"n diesem Modell"},
      {"ans ce modèle"},
      {"este modelo"},
      {"在这个模型中"},
      {"في هذا النموذج"}}},
    {"n mice",
     {{NULL}, {"ratones"}, {"Mäusen"}, {"souris"}, {"camundongos"}, {"小鼠"}, {"الفئران"}}},
    {"people", {{NULL}, {"personas"}, {"Menschen"}, {"humain"}, {"pessoas"}, {"人"}, {"البشر"}}},
    {"medical advice",
     {{NULL},
      {"consejo médico"},
      {"ärztlicher Rat"},
      {"avis médical"},
      {"conselho médico"},
      {"医疗建议"},
      {"نصيحة طبية"}}},
    {"findahelpline.com",
     {{NULL},
      {"findahelpline.com"},
      {"findahelpline.com"},
      {"findahelpline.com"},
      {"findahelpline.com"},
      {"findahelpline.com"},
      {"findahelpline.com"}}},
    {"et al.", {{NULL}, {"et al."}, {"et al."}, {"et al."}, {"et al."}, {"等"}, {"et al."}}},
};

static void terms_are_the_same_throughout(void **state)
{
    const struct words *w = *state;
    for (int l = LANGUAGE_ENGLISH + 1; l < LANGUAGES; l++)
        for (int i = 0; i < w->of[l]->n; i++)
            for (size_t g = 0; g < sizeof GLOSSARY / sizeof *GLOSSARY; g++) {
                const struct message *m = &w->of[l]->messages[i];
                bool found = !strstr(m->id, GLOSSARY[g].english);
                for (int k = 0; k < 3 && GLOSSARY[g].of[l][k]; k++)
                    found |= strstr(m->text[0], GLOSSARY[g].of[l][k]) != NULL;
                if (!found)
                    fail_msg("%s: '%s' in '%s' is '%s' elsewhere, not so in '%s'", tag(l),
                             GLOSSARY[g].english, m->id, GLOSSARY[g].of[l][0], m->text[0]);
            }
}

/* Years and names of sources come through whole. */
static void sources_are_kept(void **state)
{
    const struct words *w = *state;
    for (int l = LANGUAGE_ENGLISH + 1; l < LANGUAGES; l++)
        for (int i = 0; i < w->of[l]->n; i++) {
            const struct message *m = &w->of[l]->messages[i];
            for (const char *p = m->id; *p; p++) {
                char year[5];
                if (strspn(p, "0123456789") != 4 || (p != m->id && isdigit((unsigned char)p[-1])) ||
                    (p[0] != '1' && p[0] != '2'))
                    continue;
                memcpy(year, p, 4);
                year[4] = '\0';
                if (!strstr(m->text[0], year))
                    fail_msg("%s: the year %s is missing in '%s'", tag(l), year, m->text[0]);
            }
        }
}

static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = text; *p; p++)
        if (strncasecmp(p, word, length) == 0 && (p == text || !isalpha((unsigned char)p[-1])) &&
            !isalpha((unsigned char)p[length]))
            return true;
    return false;
}

/* What science.md of the house, and the evidence, do not allow anybody to say. */
static void nothing_is_promised(void **state)
{
    static const char *const NEVER[] = {
        "cure",    "cures",    "cured",   "curing",      "heal",      "heals",      "healed",
        "healing", "treats",   "safe",    "safely",      "reset",     "resets",     "rewire",
        "rewires", "rewired",  "proven",  "proves",      "guarantee", "guaranteed", "miracle",
        "fix",     "fixes",    "fixed",   "permanent",   "forever",   "always",     "recover",
        "relief",  "overcome", "succeed", "breakthrough"};
    const struct words *w = *state;
    for (int i = 0; i < w->english->n; i++) {
        const struct message *m = &w->english->messages[i];
        /* Places are thoughts, not what the program says. */
        bool scenario = strstr(m->comment, "scenario") != NULL;
        for (size_t k = 0; k < sizeof NEVER / sizeof *NEVER && !scenario; k++)
            if (has_word(m->id, NEVER[k]))
                fail_msg("'%s' says '%s'", m->id, NEVER[k]);
    }
}

/* Each caption that tells of growth or of what lasts says whose it is. */
static bool is_hedged(const char *text)
{
    static const char *const SAYS[] = {"n this model", "mice",   "rats", "rodents",
                                       "can ",         "theory", "model"};
    for (size_t i = 0; i < sizeof SAYS / sizeof *SAYS; i++)
        if (strstr(text, SAYS[i]))
            return true;
    return false;
}

static void growth_is_told_of_a_model_or_of_animals(void **state)
{
    (void)state;
    static const enum story_phase PHASES[] = {STORY_DOSE, STORY_GROWTH, STORY_LASTING};
    static const enum story_treatment GIVEN[] = {STORY_KETAMINE, STORY_KETAMINE_THERAPY,
                                                 STORY_KETAMINE_AMPA_BLOCK,
                                                 STORY_KETAMINE_MTOR_BLOCK};
    for (size_t p = 0; p < sizeof PHASES / sizeof *PHASES; p++)
        for (size_t t = 0; t < sizeof GIVEN / sizeof *GIVEN; t++) {
            const struct caption *c = caption_find(PHASES[p], GIVEN[t]);
            if (!is_hedged(c->sentence))
                fail_msg("'%s' does not say of what", c->sentence);
            if (!is_hedged(c->science) && !strstr(c->science, "put in as a rule"))
                fail_msg("'%s' does not say of what", c->science);
        }
}

/* Vowels that follow each other are one; a silent e at the end is none. */
static int syllables(const char *word, size_t length)
{
    int n = 0;
    bool vowel = false;
    for (size_t i = 0; i < length; i++) {
        bool now = strchr("aeiouyAEIOUY", word[i]) != NULL;
        n += now && !vowel;
        vowel = now;
    }
    if (n > 1 && length > 2 && word[length - 1] == 'e' && !strchr("aeiouyl", word[length - 2]))
        n--;
    return n > 0 ? n : 1;
}

struct reading {
    int words, sentences, syllables, longest;
};

static void read_text(const char *text, struct reading *r)
{
    int in_sentence = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        bool ends = strchr(".!?:", text[length ? length - 1 : 0]) != NULL;
        size_t letters = 0;
        while (letters < length && (isalpha((unsigned char)text[letters]) || text[letters] == '-'))
            letters++;
        if (letters) {
            r->words++;
            r->syllables += syllables(text, letters);
            in_sentence++;
        }
        text += length;
        text += strspn(text, " ");
        if (ends || !*text) {
            r->sentences += in_sentence > 0;
            r->longest = in_sentence > r->longest ? in_sentence : r->longest;
            in_sentence = 0;
        }
    }
}

/* Kincaid et al. 1975: years of school. */
static double grade(const struct reading *r)
{
    return 0.39 * r->words / r->sentences + 11.8 * r->syllables / r->words - 15.59;
}

static void plain_words_can_be_read_at_twelve(void **state)
{
    (void)state;
    static const double MOST_GRADE = 7.0; /* the seventh year of school begins at twelve */
    static const double AIM_WORDS = 15.0;
    static const int MOST_WORDS = 20, MOST_WORDS_SCIENCE = 25;
    struct reading all = {0};
    for (int t = 0; t <= STORY_TREATMENTS; t++)
        for (int p = 0; p < STORY_PHASES; p++) {
            const struct caption *c =
                t == STORY_TREATMENTS ? caption_at_end()
                                      : caption_find((enum story_phase)p, (enum story_treatment)t);
            struct reading one = {0}, deep = {0};
            read_text(c->sentence, &one);
            read_text(c->sentence, &all);
            read_text(c->science, &deep);
            if (one.longest > MOST_WORDS)
                fail_msg("'%s' has %d words", c->sentence, one.longest);
            if (deep.longest > MOST_WORDS_SCIENCE)
                fail_msg("'%s' has a sentence of %d words", c->science, deep.longest);
        }
    for (int i = 0; i < SIMPLIFIED.n; i++)
        if (SIMPLIFIED.entries[i].text)
            read_text(SIMPLIFIED.entries[i].text, &all);
    if (grade(&all) > MOST_GRADE || (double)all.words / all.sentences > AIM_WORDS)
        fail_msg("reading takes %.1f years of school, at %.1f words a sentence", grade(&all),
                 (double)all.words / all.sentences);
}

static void the_measure_of_reading_can_fail(void **state)
{
    (void)state;
    struct reading hard = {0}, easy = {0};
    read_text("Neuroplasticity-enhancing pharmacotherapy facilitates synaptogenesis in prefrontal "
              "microcircuitry.",
              &hard);
    read_text("The cat sat on the mat. It was warm.", &easy);
    assert_true(grade(&hard) > 15.0 && grade(&easy) < 2.0);
    assert_true(has_word("It cures all.", "cures") && !has_word("secures", "cures"));
    assert_false(is_hedged("New spines grow."));
    char found[64];
    holders("%d of %.0f in %s, 5 %%", found, sizeof found);
    assert_string_equal(found, "%d%.0f%s%%");
}

/* Each caption has both layers and a source with a year, or says why there is none. */
static void each_caption_has_two_layers(void **state)
{
    (void)state;
    for (int t = 0; t < STORY_TREATMENTS; t++)
        for (int p = 0; p < STORY_PHASES; p++) {
            const struct caption *c = caption_find((enum story_phase)p, (enum story_treatment)t);
            assert_true(c->sentence && c->sentence[0] && c->science && c->science[0]);
            assert_true(c->source && (strpbrk(c->source, "0123456789") ||
                                      strcmp(c->source, "for comparison") == 0));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_missing),
        cmocka_unit_test(nothing_is_unused),
        cmocka_unit_test(counts_have_plurals),
        cmocka_unit_test(plural_forms_are_those_of_the_language),
        cmocka_unit_test(figures_keep_their_places),
        cmocka_unit_test(terms_are_the_same_throughout),
        cmocka_unit_test(sources_are_kept),
        cmocka_unit_test(nothing_is_promised),
        cmocka_unit_test(growth_is_told_of_a_model_or_of_animals),
        cmocka_unit_test(plain_words_can_be_read_at_twelve),
        cmocka_unit_test(the_measure_of_reading_can_fail),
        cmocka_unit_test(each_caption_has_two_layers),
    };
    return cmocka_run_group_tests(tests, open_words, close_words);
}
