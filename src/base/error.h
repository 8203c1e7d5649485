/* Errors: one list of ids, each with the exit status it leads to.
 *
 * A function that can fail takes a `struct error *` last, returns false (or NULL) and
 * fills it with one line that says what, where and how to mend it. Tests assert the id,
 * people read the sentence. Nothing below commands/ prints or exits.
 */
#ifndef SNOWMELT_BASE_ERROR_H
#define SNOWMELT_BASE_ERROR_H

#include <stdbool.h>

/* X(id, exit status): 2 for wrong usage, 0 for advice on what is not wrong, 1 for the rest. */
#define SNOWMELT_ERRORS(X)                                                                         \
    X(ERROR_NONE, 0)                                                                               \
    X(ERROR_OPTION_UNKNOWN, 2)                                                                     \
    X(ERROR_OPTION_VALUE, 2)                                                                       \
    X(ERROR_OPTION_MISPLACED, 2)                                                                   \
    X(ERROR_COMMAND_UNKNOWN, 2)                                                                    \
    X(ERROR_BENCH_UNKNOWN, 2)                                                                      \
    X(ERROR_SETTINGS_SYNTAX, 1)                                                                    \
    X(ERROR_BASELINE_SYNTAX, 1)                                                                    \
    X(ERROR_FILE_MISSING, 1)                                                                       \
    X(ERROR_FILE_READ, 1)                                                                          \
    X(ERROR_FILE_TOO_LARGE, 1)                                                                     \
    X(ERROR_SCENARIO_BYTES, 1)                                                                     \
    X(ERROR_SCENARIO_SYNTAX, 1)                                                                    \
    X(ERROR_SCENARIO_ALIAS, 1)                                                                     \
    X(ERROR_SCENARIO_KEY_UNKNOWN, 1)                                                               \
    X(ERROR_SCENARIO_KEY_MISSING, 1)                                                               \
    X(ERROR_SCENARIO_KEY_TWICE, 1)                                                                 \
    X(ERROR_SCENARIO_SHAPE, 1)                                                                     \
    X(ERROR_SCENARIO_COUNT, 1)                                                                     \
    X(ERROR_SCENARIO_TEXT, 1)                                                                      \
    X(ERROR_SCENARIO_ID, 1)                                                                        \
    X(ERROR_SCENARIO_ID_TWICE, 1)                                                                  \
    X(ERROR_SCENARIO_REGION, 1)                                                                    \
    X(ERROR_SCENARIO_POSITION, 1)                                                                  \
    X(ERROR_SCENARIO_TOO_NEAR, 1)                                                                  \
    X(ERROR_SCENARIO_STEP_UNKNOWN, 1)                                                              \
    X(ERROR_SCENARIO_STEP_REPEATED, 1)                                                             \
    X(ADVICE_LABEL_LONG, 0)                                                                        \
    X(ADVICE_LABELS_MEET, 0)                                                                       \
    X(ADVICE_PLACE_LOW, 0)                                                                         \
    X(ADVICE_PATH_SAME, 0)                                                                         \
    X(ADVICE_PATH_APART, 0)                                                                        \
    X(ERROR_TALK, 1)                                                                               \
    X(ERROR_OUTPUT_UNWRITABLE, 1)                                                                  \
    X(ERROR_OUTPUT_WRITE, 1)                                                                       \
    X(ERROR_FFMPEG_MISSING, 1)                                                                     \
    X(ERROR_FFMPEG_FAILED, 1)                                                                      \
    X(ERROR_DISPLAY_MISSING, 1)                                                                    \
    X(ERROR_WINDOW, 1)                                                                             \
    X(ERROR_GL_VERSION, 1)                                                                         \
    X(ERROR_GL_SHADER, 1)                                                                          \
    X(ERROR_GL_PASS, 1)                                                                            \
    X(ERROR_GL_LOST, 1)                                                                            \
    X(ERROR_GL_FRAMEBUFFER, 1)                                                                     \
    X(ERROR_FONT_MISSING, 1)                                                                       \
    X(ERROR_LANGUAGE, 1)                                                                           \
    X(ERROR_SOUND, 1)                                                                              \
    X(ERROR_SPEECH, 1)                                                                             \
    X(ERROR_OSC, 1)                                                                                \
    X(ERROR_REPLAY_SYNTAX, 1)                                                                      \
    X(ERROR_SAVED_SYNTAX, 1)                                                                       \
    X(ERROR_SAVED_DAMAGED, 1)                                                                      \
    X(ERROR_SAVED_VERSION, 1)                                                                      \
    X(ERROR_PIN, 1)                                                                                \
    X(ERROR_STATUS, 1)                                                                             \
    X(ERROR_MODEL_CONFIG, 1)                                                                       \
    X(ERROR_THREAD, 1)                                                                             \
    X(ERROR_MEMORY, 1)

enum error_id {
#define ERROR_ENUM(id, status) id,
    SNOWMELT_ERRORS(ERROR_ENUM)
#undef ERROR_ENUM
        ERROR_COUNT
};

struct error {
    enum error_id id;
    char text[600];
};

/* Fills *error (may be NULL) with id and one formatted line; always returns false, so that
 * `return error_set(...)` reads as the failure it is. */
bool error_set(struct error *error, enum error_id id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The id's own name ("ERROR_FONT_MISSING"), for logs and tests. */
const char *error_name(enum error_id id);

/* What errno says, in English: strerror() answers in the language that a visitor chose. */
const char *error_reason(int number);

/* Exit status the id leads to: 0, 1 or 2. */
int error_exit_status(enum error_id id);

#endif
