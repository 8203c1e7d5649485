#include "platform/wav.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 2, BYTES = 2, HEAD = 44, PIECE = 512 };

struct wav {
    FILE *file;
    char path[1100];
    int rate;
    uint32_t frames;
    bool failed;
};

static bool failed(struct wav *wav, struct error *error)
{
    wav->failed = true;
    return error_set(error, ERROR_OUTPUT_WRITE, "cannot write '%.400s': %s", wav->path,
                     strerror(errno));
}

static uint8_t *put(uint8_t *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *at++ = (uint8_t)(value >> 8 * i);
    return at;
}

static uint8_t *put_text(uint8_t *at, const char *text)
{
    memcpy(at, text, 4);
    return at + 4;
}

static bool write_head(struct wav *wav)
{
    uint8_t head[HEAD], *at = head;
    uint32_t size = wav->frames * CHANNELS * BYTES;
    at = put_text(at, "RIFF");
    at = put(at, HEAD - 8 + size, 4);
    at = put_text(at, "WAVE");
    at = put_text(at, "fmt ");
    at = put(at, 16, 4);
    at = put(at, 1, 2); /* whole numbers */
    at = put(at, CHANNELS, 2);
    at = put(at, (uint32_t)wav->rate, 4);
    at = put(at, (uint32_t)wav->rate * CHANNELS * BYTES, 4);
    at = put(at, CHANNELS * BYTES, 2);
    at = put(at, 8 * BYTES, 2);
    at = put_text(at, "data");
    put(at, size, 4);
    return fseek(wav->file, 0, SEEK_SET) == 0 && fwrite(head, sizeof head, 1, wav->file) == 1;
}

struct wav *wav_open(const char *path, int rate, struct error *error)
{
    struct wav *wav = calloc(1, sizeof *wav);
    if (!wav) {
        error_set(error, ERROR_MEMORY, "no memory to write '%.400s'", path);
        return NULL;
    }
    snprintf(wav->path, sizeof wav->path, "%s", path);
    wav->rate = rate;
    wav->file = fopen(path, "wbe");
    if (!wav->file || !write_head(wav)) {
        error_set(error, ERROR_OUTPUT_UNWRITABLE,
                  "cannot write '%.400s': %s; choose another place with -o, or leave the sound "
                  "away with --mute",
                  path, strerror(errno));
        if (wav->file)
            fclose(wav->file);
        free(wav);
        return NULL;
    }
    return wav;
}

bool wav_add(struct wav *wav, const float *samples, uint32_t frames, struct error *error)
{
    uint8_t bytes[PIECE * CHANNELS * BYTES];
    while (frames) {
        uint32_t n = frames < PIECE ? frames : PIECE;
        uint8_t *at = bytes;
        for (uint32_t i = 0; i < n * CHANNELS; i++) {
            float within = fminf(fmaxf(samples[i], -1.0f), 1.0f);
            at = put(at, (uint32_t)lrintf(32767.0f * within), BYTES);
        }
        if (fwrite(bytes, CHANNELS * BYTES, n, wav->file) != n)
            return failed(wav, error);
        samples += n * CHANNELS;
        frames -= n;
        wav->frames += n;
    }
    return true;
}

bool wav_close(struct wav *wav, struct error *error)
{
    bool whole = !wav->failed && (write_head(wav) || failed(wav, error));
    if (fclose(wav->file) != 0 && whole)
        whole = failed(wav, error);
    free(wav);
    return whole;
}
