/* check-flash on folders and films just below and just above what WCAG 2.2 allows, and on what is
 * neither. */
#include <math.h>
#include <sys/stat.h>

#include "platform/video.h"
#include "process.h"

enum { WIDTH = 96, HEIGHT = 54, FPS = 24, PICTURES = 2 * FPS };

static uint8_t encoded(double luminance)
{
    return (uint8_t)lround(255.0 * (1.055 * pow(luminance, 1.0 / 2.4) - 0.055));
}

/* Two seconds that go between two greys so many times a second, there and back. */
static void make(const char *path, double hz, double dark, double bright)
{
    static uint8_t rgb[WIDTH * HEIGHT * 3];
    struct error error;
    struct video *video = video_open(path, WIDTH, HEIGHT, FPS, &error);
    assert_non_null(video);
    for (int i = 0; i < PICTURES; i++) {
        bool high = (int)floor(2.0 * hz * i / FPS + 1e-9) % 2;
        memset(rgb, encoded(high ? bright : dark), sizeof rgb);
        assert_true(video_add(video, rgb, &error));
    }
    assert_true(video_close(video, &error));
}

static int check(void **state, const char *path, char *text, size_t size)
{
    char out[600], errors[600];
    const char *argv[] = {SNOWMELT_PROGRAM, "check-flash", path, "--fps", "24", NULL};
    scratch_path(state, "out", out);
    scratch_path(state, "errors", errors);
    int rc = process_run(argv, out, errors, 60);
    if (!process_text(out, text, size)[0])
        process_text(errors, text, size);
    return rc;
}

static void three_flashes_a_second_are_allowed_and_four_are_not(void **state)
{
    static const struct {
        const char *name;
        double hz, dark, bright;
        int rc;
    } CASES[] = {
        {"three", 3.0, 0.2, 0.5, 0},      {"four", 4.0, 0.2, 0.5, 1},
        {"small", 4.0, 0.2, 0.28, 0},     {"just_enough", 4.0, 0.2, 0.32, 1},
        {"light", 4.0, 0.82, 0.98, 0},    {"three.mp4", 3.0, 0.2, 0.5, 0},
        {"four.mp4", 4.0, 0.2, 0.5, 1},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char path[600], text[2048];
        make(scratch_path(state, CASES[i].name, path), CASES[i].hz, CASES[i].dark, CASES[i].bright);
        int rc = check(state, path, text, sizeof text);
        if (rc != CASES[i].rc)
            fail_msg("%s gave %d: %s", CASES[i].name, rc, text);
        assert_non_null(strstr(text, rc ? ": flashes: 48 pictures" : ": good: 48 pictures"));
        assert_int_equal(strncmp(text, path, strlen(path)), 0);
    }
}

static void what_is_no_film_is_told_in_one_line(void **state)
{
    char path[600], text[2048];
    assert_int_equal(check(state, scratch_path(state, "nowhere", path), text, sizeof text), 1);
    assert_non_null(strstr(text, "there is no such film or folder"));
    assert_int_equal(mkdir(scratch_path(state, "empty", path), 0777), 0);
    assert_int_equal(check(state, path, text, sizeof text), 1);
    assert_non_null(strstr(text, "there are no PNG files in it"));
    FILE *file = fopen(scratch_path(state, "words.mp4", path), "wb");
    assert_non_null(file);
    fputs("no film at all\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(check(state, path, text, sizeof text), 1);
    assert_non_null(strstr(text, "words.mp4"));
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_flashes_a_second_are_allowed_and_four_are_not),
        cmocka_unit_test(what_is_no_film_is_told_in_one_line),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
