#include "platform/video.h"
#include "scratch.h"

#include <math.h>

enum { WIDTH = 67, HEIGHT = 35 }; /* odd on purpose */

static uint8_t *picture(unsigned seed)
{
    uint8_t *rgb = malloc(WIDTH * HEIGHT * 3);
    assert_non_null(rgb);
    for (unsigned i = 0; i < WIDTH * HEIGHT * 3; i++)
        rgb[i] = (uint8_t)((i * 2654435761u + seed * 97) >> 13);
    return rgb;
}

static size_t file_size(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (size_t)status.st_size : 0;
}

static void a_png_comes_back_exactly(void **state)
{
    char path[600];
    struct error error = {0};
    uint8_t *rgb = picture(1), *back = NULL;
    int width = 0, height = 0;
    assert_true(video_write_png(scratch_path(state, "a.png", path), rgb, WIDTH, HEIGHT, &error));
    assert_true(video_read_png(path, &back, &width, &height, &error));
    assert_int_equal(width, WIDTH);
    assert_int_equal(height, HEIGHT);
    assert_memory_equal(back, rgb, WIDTH * HEIGHT * 3);
    free(back);
    free(rgb);
}

static void what_is_no_png_is_refused(void **state)
{
    char path[600], whole[600];
    struct error error = {0};
    uint8_t *rgb = picture(1), *back = NULL;
    int width, height;
    assert_false(
        video_read_png(scratch_path(state, "no.png", path), &back, &width, &height, &error));
    assert_error(&error, ERROR_FILE_MISSING, path);
    scratch_write_text(scratch_path(state, "text.png", path), "not a picture at all");
    assert_false(video_read_png(path, &back, &width, &height, &error));
    assert_error(&error, ERROR_FILE_READ, path);

    /* Cut off in the head, in the middle and at the end. */
    scratch_path(state, "whole.png", whole);
    assert_true(video_write_png(whole, rgb, WIDTH, HEIGHT, &error));
    size_t size = file_size(whole);
    char *bytes = malloc(size);
    FILE *file = fopen(whole, "rb");
    assert_true(bytes && file && fread(bytes, 1, size, file) == size);
    fclose(file);
    static const unsigned PARTS[] = {0, 3, 500, 990};
    for (unsigned i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        scratch_write(scratch_path(state, "cut.png", path), bytes, size * PARTS[i] / 1000);
        assert_false(video_read_png(path, &back, &width, &height, &error));
        assert_error(&error, ERROR_FILE_READ, path);
        assert_null(back);
    }
    free(bytes);
    free(rgb);
}

static void a_png_that_cannot_be_written_leaves_nothing(void **state)
{
    char path[600];
    struct error error = {0};
    uint8_t *rgb = picture(1);
    scratch_path(state, "no/such.png", path);
    assert_false(video_write_png(path, rgb, WIDTH, HEIGHT, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, path);
    assert_false(video_write_png(scratch_path(state, "empty.png", path), rgb, 0, 4, &error));
    assert_error(&error, ERROR_OUTPUT_WRITE, "0x4");
    assert_int_equal(access(path, F_OK), -1);
    free(rgb);
}

static void a_folder_gets_one_png_a_picture(void **state)
{
    char folder[600], path[700];
    struct error error = {0};
    scratch_path(state, "frames", folder);
    /* The second recording is shorter: the tail of the first must not follow on it. */
    for (unsigned frames = 5; frames >= 3; frames -= 2) {
        struct video *video = video_open(folder, WIDTH, HEIGHT, 30, &error);
        assert_non_null(video);
        for (unsigned i = 0; i < frames; i++) {
            uint8_t *rgb = picture(i + frames);
            assert_true(video_add(video, rgb, &error));
            free(rgb);
        }
        assert_true(video_close(video, &error));
    }
    for (unsigned i = 0; i < 3; i++) {
        uint8_t *back, *rgb = picture(i + 3);
        int width, height;
        snprintf(path, sizeof path, "%s/frame_%06u.png", folder, i);
        assert_true(video_read_png(path, &back, &width, &height, &error));
        assert_memory_equal(back, rgb, WIDTH * HEIGHT * 3);
        free(back);
        free(rgb);
    }
    snprintf(path, sizeof path, "%s/frame_000003.png", folder);
    assert_int_equal(access(path, F_OK), -1);
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
    char path[600];
    struct error error = {0};
    static const char *const NAMES[] = {"no/such/a.mp4", "no/such/folder"};
    for (unsigned i = 0; i < 2; i++) {
        assert_null(video_open(scratch_path(state, NAMES[i], path), WIDTH, HEIGHT, 30, &error));
        assert_error(&error, ERROR_OUTPUT_UNWRITABLE, path);
    }
    scratch_write_text(scratch_path(state, "plain", path), "a file");
    assert_null(video_open(path, WIDTH, HEIGHT, 30, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, path);
    assert_int_equal(mkdir(scratch_path(state, "folder.mp4", path), 0777), 0);
    assert_null(video_open(path, WIDTH, HEIGHT, 30, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, "folder");
    assert_null(video_open("", WIDTH, HEIGHT, 30, &error));
    assert_error(&error, ERROR_OUTPUT_UNWRITABLE, "empty");
}

enum { RATE = 48000, A_PICTURE = RATE / 30 };

/* A picture's length of a soft tone. */
static void add_tone(struct video *video, unsigned i)
{
    struct error error = {0};
    float samples[2 * A_PICTURE];
    for (unsigned k = 0; k < A_PICTURE; k++)
        samples[2 * k] = samples[2 * k + 1] =
            0.25f * sinf(6.2831853f * 440.0f * (float)(i * A_PICTURE + k) / (float)RATE);
    assert_true(video_add_sound(video, samples, A_PICTURE, &error));
}

static void write_film(const char *path, unsigned frames, bool sounds)
{
    struct error error = {0};
    struct video *video = video_open(path, WIDTH, HEIGHT, 30, &error);
    if (!video)
        fail_msg("%s", error.text);
    if (sounds && !video_sounds(video, RATE, &error))
        fail_msg("%s", error.text);
    for (unsigned i = 0; i < frames; i++) {
        uint8_t *rgb = picture(i);
        assert_true(video_add(video, rgb, &error));
        free(rgb);
        if (sounds)
            add_tone(video, i);
    }
    if (!video_close(video, &error))
        fail_msg("%s", error.text);
}

static void write_mp4(const char *path, unsigned frames)
{
    write_film(path, frames, false);
}

static void is_the_same_twice(void **state, bool sounds)
{
    char first[600], second[600], part[700];
    write_film(scratch_path(state, "first.mp4", first), 12, sounds);
    write_film(scratch_path(state, "second.mp4", second), 12, sounds);
    size_t size = file_size(first);
    assert_true(size > 500);
    assert_int_equal(file_size(second), size);
    char *a = malloc(size), *b = malloc(size);
    FILE *one = fopen(first, "rb"), *two = fopen(second, "rb");
    assert_true(a && b && one && two);
    assert_true(fread(a, 1, size, one) == size && fread(b, 1, size, two) == size);
    assert_memory_equal(a, b, size);
    assert_memory_equal(a + 4, "ftyp", 4);
    fclose(one);
    fclose(two);
    free(a);
    free(b);
    snprintf(part, sizeof part, "%s.part", first);
    assert_int_equal(access(part, F_OK), -1);
    snprintf(part, sizeof part, "%s.wav.part", first);
    assert_int_equal(access(part, F_OK), -1);
    snprintf(part, sizeof part, "%s.whole.part", first);
    assert_int_equal(access(part, F_OK), -1);
}

static void an_mp4_is_the_same_twice(void **state)
{
    is_the_same_twice(state, false);
}

/* Whether the bytes stand somewhere in the file. */
static bool holds(const char *path, const char *word)
{
    size_t size = file_size(path), length = strlen(word);
    char *text = malloc(size);
    FILE *file = fopen(path, "rb");
    assert_true(text && file && fread(text, 1, size, file) == size);
    bool found = false;
    for (size_t i = 0; !found && i + length <= size; i++)
        found = memcmp(text + i, word, length) == 0;
    fclose(file);
    free(text);
    return found;
}

static void an_mp4_with_sound_is_the_same_twice(void **state)
{
    char path[600];
    is_the_same_twice(state, true);
    scratch_path(state, "first.mp4", path);
    assert_true(holds(path, "mp4a") && holds(path, "avc1"));
    write_film(path, 12, false);
    assert_false(holds(path, "mp4a"));
}

static void a_folder_gets_its_sound_beside_the_pictures(void **state)
{
    char path[600];
    write_film(scratch_path(state, "sounding", path), 6, true);
    scratch_path(state, "sounding/sound.wav", path);
    assert_int_equal(file_size(path), 44 + 6 * A_PICTURE * 4);
    unsigned char head[44];
    int16_t sample, most = 0;
    FILE *file = fopen(path, "rb");
    assert_true(file && fread(head, sizeof head, 1, file) == 1);
    assert_memory_equal(head, "RIFF", 4);
    assert_memory_equal(head + 8, "WAVEfmt ", 8);
    assert_int_equal(head[24] | head[25] << 8 | head[26] << 16, RATE);
    while (fread(&sample, sizeof sample, 1, file) == 1)
        most = sample > most ? sample : most;
    fclose(file);
    assert_in_range(most, 8000, 8192); /* a quarter of all there is */
}

static void a_name_like_an_option_or_an_address_is_a_name(void **state)
{
    char here[1024];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(*state), 0);
    write_mp4("-y.mp4", 2);
    write_mp4("pipe:1.mp4", 2);
    assert_true(file_size("-y.mp4") > 0 && file_size("pipe:1.mp4") > 0);
    assert_int_equal(chdir(here), 0);
}

static void no_ffmpeg_says_how_to_get_it(void **state)
{
    char path[600], part[700];
    struct error error = {0};
    char *search = strdup(getenv("PATH"));
    assert_non_null(search);
    static const char *const EMPTY[] = {"", "/nonexistent", ":"};
    scratch_path(state, "none.mp4", path);
    for (unsigned i = 0; i < 3; i++) {
        setenv("PATH", EMPTY[i], 1);
        struct video *video = video_open(path, WIDTH, HEIGHT, 30, &error);
        setenv("PATH", search, 1);
        assert_null(video);
        assert_error(&error, ERROR_FFMPEG_MISSING, "apt install ffmpeg");
        assert_error(&error, ERROR_FFMPEG_MISSING, "folder");
    }
    snprintf(part, sizeof part, "%s.part", path);
    assert_int_equal(access(part, F_OK), -1);
    free(search);
}

/* A program named ffmpeg that does as `script` says, found before the real one. */
static void with_ffmpeg(void **state, const char *script, struct error *error)
{
    char folder[600], program[600], path[600], part[700];
    mkdir(scratch_path(state, "bin", folder), 0777);
    scratch_write_text(scratch_path(state, "bin/ffmpeg", program), script);
    assert_int_equal(chmod(program, 0755), 0);
    char *search = strdup(getenv("PATH"));
    assert_non_null(search);
    setenv("PATH", folder, 1);
    struct video *video =
        video_open(scratch_path(state, "bad.mp4", path), WIDTH, HEIGHT, 30, error);
    setenv("PATH", search, 1);
    free(search);
    assert_non_null(video);
    uint8_t *rgb = picture(0);
    bool added = true;
    for (int i = 0; i < 200 && added; i++) /* more than a socket holds */
        added = video_add(video, rgb, error);
    free(rgb);
    struct error closing = *error;
    assert_false(video_close(video, &closing));
    if (added)
        *error = closing;
    assert_int_equal(access(path, F_OK), -1);
    snprintf(part, sizeof part, "%s.part", path);
    assert_int_equal(access(part, F_OK), -1);
}

static void what_ffmpeg_complains_of_is_passed_on(void **state)
{
    struct error error = {0};
    with_ffmpeg(state, "#!/bin/sh\necho 'Unknown encoder libx264' >&2\necho more >&2\nexit 1\n",
                &error);
    assert_error(&error, ERROR_FFMPEG_FAILED, "Unknown encoder libx264");
    assert_null(strstr(error.text, "more"));
    with_ffmpeg(state, "#!/bin/sh\nexit 3\n", &error);
    assert_error(&error, ERROR_FFMPEG_FAILED, "did not say why");
    with_ffmpeg(state, "#!/bin/sh\nkill -9 $$\n", &error);
    assert_error(&error, ERROR_FFMPEG_FAILED, "signal 9");
    with_ffmpeg(state, "#!/bin/sh\nexit 0\n", &error);
    assert_error(&error, ERROR_FFMPEG_FAILED, "before the last picture");
}

static void a_video_without_pictures_is_no_video(void **state)
{
    char path[600];
    struct error error = {0};
    struct video *video =
        video_open(scratch_path(state, "empty.mp4", path), WIDTH, HEIGHT, 30, &error);
    assert_non_null(video);
    assert_false(video_close(video, &error));
    assert_int_equal(access(path, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_png_comes_back_exactly),
        cmocka_unit_test(what_is_no_png_is_refused),
        cmocka_unit_test(a_png_that_cannot_be_written_leaves_nothing),
        cmocka_unit_test(a_folder_gets_one_png_a_picture),
        cmocka_unit_test(a_place_that_cannot_be_written_is_named),
        cmocka_unit_test(an_mp4_is_the_same_twice),
        cmocka_unit_test(an_mp4_with_sound_is_the_same_twice),
        cmocka_unit_test(a_folder_gets_its_sound_beside_the_pictures),
        cmocka_unit_test(a_name_like_an_option_or_an_address_is_a_name),
        cmocka_unit_test(no_ffmpeg_says_how_to_get_it),
        cmocka_unit_test(what_ffmpeg_complains_of_is_passed_on),
        cmocka_unit_test(a_video_without_pictures_is_no_video),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
