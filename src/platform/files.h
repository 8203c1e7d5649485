/* Files and folders: whole files in, assets and fonts found, XDG folders. */
#ifndef SNOWMELT_PLATFORM_FILES_H
#define SNOWMELT_PLATFORM_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Reads a whole file of at most max_bytes; zero-terminated, *size without the zero. malloc'd.
 * NULL with ERROR_FILE_MISSING, ERROR_FILE_READ or ERROR_FILE_TOO_LARGE. */
char *files_read(const char *path, size_t max_bytes, size_t *size, struct error *error);

/* Whether a file can be written there, without leaving or changing one. False with
 * ERROR_OUTPUT_UNWRITABLE. */
bool files_writable(const char *path, struct error *error);

/* Makes a folder where there is none. False with ERROR_OUTPUT_UNWRITABLE. */
bool files_folder(const char *path, struct error *error);

/* Writes a whole file or leaves what was there: it is made under another name first, and on the
 * disk before it takes the place. ERROR_OUTPUT_UNWRITABLE or ERROR_OUTPUT_WRITE. */
bool files_write(const char *path, const void *bytes, size_t size, struct error *error);

/* Path of an asset ("scenarios/worry.yaml"): SNOWMELT_ASSETS, beside the program, the source
 * tree it was built from, or the installed folder. False when it is nowhere. */
bool files_asset(const char *name, char *path, size_t size);

/* Resolves a scenario given as NAME (an asset) or FILE (has a slash or ends in .yaml). */
bool files_scenario(const char *name, char *path, size_t size, struct error *error);

/* NAMEs of the scenarios in the first asset folder that has any, in order; returns how many. */
enum { FILES_SCENARIOS = 32, FILES_SCENARIO_NAME = 64 };
unsigned files_scenario_names(char names[FILES_SCENARIOS][FILES_SCENARIO_NAME]);

enum files_script { FILES_LATIN, FILES_ARABIC, FILES_HAN, FILES_SCRIPTS };

/* Font file of a script in one weight (0 regular, 1 medium, 2 bold), where Debian puts fonts-inter,
 * fonts-noto-core, fonts-wqy-microhei and what can stand in for them; Latin ones are looked for in
 * SNOWMELT_FONT_DIR alone where that is set. "FILE#2" is the third face of a collection.
 * ERROR_FONT_MISSING names the package. */
bool files_font(enum files_script script, int weight, char *path, size_t size, struct error *error);

/* The folder of the catalogues of words, TAG/LC_MESSAGES/snowmelt.mo. False when there are none. */
bool files_languages(char *folder, size_t size);

#endif
