/* A PDF of pictures with words, a page each. */
#ifndef SNOWMELT_PLATFORM_PDF_H
#define SNOWMELT_PLATFORM_PDF_H

#include <stdint.h>

#include "base/error.h"

struct pdf;

/* `title` is what a reader shows for it. NULL with *error. */
struct pdf *pdf_open(const char *title, struct error *error);

/* Adds a page of width x height pt filled by one picture (RGB rows from the top); `mark` names it
 * in the list of pages. */
bool pdf_add(struct pdf *pdf, const uint8_t *rgb, int across, int down, float width, float height,
             const char *mark, struct error *error);

/* Writes the file; false if it is not whole. With no error wanted (NULL) nothing is written. Frees
 * pdf in any case. */
bool pdf_close(struct pdf *pdf, const char *path, struct error *error);

#endif
