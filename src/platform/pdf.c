#include "platform/pdf.h"

#include <hpdf.h>
#include <stdlib.h>

#include "platform/files.h"

struct pdf {
    HPDF_Doc doc;
    HPDF_Outline outline;
};

/* libharu keeps the first error for HPDF_GetError(); it is looked at after every step. */
static void on_error(HPDF_STATUS status, HPDF_STATUS detail, void *user)
{
    (void)status, (void)detail, (void)user;
}

static bool wrong(struct pdf *pdf, struct error *error)
{
    return error_set(error, ERROR_OUTPUT_WRITE,
                     "the PDF cannot be made (libharu error 0x%04lx); try PNG files instead: -o "
                     "FOLDER",
                     (unsigned long)HPDF_GetError(pdf->doc));
}

struct pdf *pdf_open(const char *title, struct error *error)
{
    struct pdf *pdf = calloc(1, sizeof *pdf);
    if (pdf)
        pdf->doc = HPDF_New(on_error, NULL);
    if (!pdf || !pdf->doc) {
        free(pdf);
        error_set(error, ERROR_MEMORY, "out of memory for a PDF");
        return NULL;
    }
    HPDF_SetCompressionMode(pdf->doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(pdf->doc);
    HPDF_SetInfoAttr(pdf->doc, HPDF_INFO_TITLE, title);
    HPDF_SetInfoAttr(pdf->doc, HPDF_INFO_CREATOR, "Snowmelt " SNOWMELT_VERSION);
    return pdf;
}

bool pdf_add(struct pdf *pdf, const uint8_t *rgb, int across, int down, float width, float height,
             const char *mark, struct error *error)
{
    HPDF_Page page = HPDF_AddPage(pdf->doc);
    HPDF_Image image = HPDF_LoadRawImageFromMem(pdf->doc, rgb, (HPDF_UINT)across, (HPDF_UINT)down,
                                                HPDF_CS_DEVICE_RGB, 8);
    if (!page || !image)
        return wrong(pdf, error);
    HPDF_Page_SetWidth(page, width);
    HPDF_Page_SetHeight(page, height);
    HPDF_Page_DrawImage(page, image, 0, 0, width, height);
    HPDF_Outline entry = HPDF_CreateOutline(pdf->doc, pdf->outline, mark,
                                            HPDF_GetEncoder(pdf->doc, "UTF-8"));
    HPDF_Destination to = entry ? HPDF_Page_CreateDestination(page) : NULL;
    if (to)
        HPDF_Outline_SetDestination(entry, to);
    return HPDF_GetError(pdf->doc) == HPDF_OK || wrong(pdf, error);
}

static bool write_out(struct pdf *pdf, const char *path, struct error *error)
{
    if (HPDF_SaveToStream(pdf->doc) != HPDF_OK)
        return wrong(pdf, error);
    HPDF_UINT32 size = HPDF_GetStreamSize(pdf->doc);
    HPDF_BYTE *bytes = malloc(size);
    if (!bytes)
        return error_set(error, ERROR_MEMORY, "out of memory for a PDF");
    HPDF_ReadFromStream(pdf->doc, bytes, &size);
    bool good = files_write(path, bytes, size, error);
    free(bytes);
    return good;
}

bool pdf_close(struct pdf *pdf, const char *path, struct error *error)
{
    bool good = error && write_out(pdf, path, error);
    HPDF_Free(pdf->doc);
    free(pdf);
    return good;
}
