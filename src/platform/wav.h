/* A WAV file of stereo sound, 16 bits a sample. Private to platform/. */
#ifndef SNOWMELT_PLATFORM_WAV_H
#define SNOWMELT_PLATFORM_WAV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct wav;

/* NULL with ERROR_OUTPUT_UNWRITABLE or ERROR_MEMORY. */
struct wav *wav_open(const char *path, int rate, struct error *error);
/* Pairs of samples; beyond -1..1 they are cut. False with ERROR_OUTPUT_WRITE. */
bool wav_add(struct wav *wav, const float *samples, uint32_t frames, struct error *error);
/* Frees it in any case; false with ERROR_OUTPUT_WRITE if it is not whole. */
bool wav_close(struct wav *wav, struct error *error);

#endif
