/* Talks as files: checked, and recorded as pictures, a page each, and a film. */
#include "process.h"

static const char TALK[] = "title: Short\n"
                           "chapters:\n"
                           "  - chapter: brain\n"
                           "  - chapter: path\n"
                           "    caption: Own words.\n";

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static long size_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fclose(file);
    return size;
}

static int record(const char *talk, const char *output, const char *errors)
{
    const char *argv[] = {SNOWMELT_PROGRAM, "record", "--talk", talk, "-o", output,
                          "--size", "480x270", "--fps", "5", NULL};
    return process_run(argv, NULL, errors, 600);
}

static void a_good_talk_is_called_good_and_a_bad_one_is_explained(void **state)
{
    char talk[600], bad[600], out[600], text[2048];
    write_file(scratch_path(state, "talk.yaml", talk), TALK);
    write_file(scratch_path(state, "bad.yaml", bad),
               "title: x\nchapters:\n  - chapter: brian\n    veiw: snow\n");
    scratch_path(state, "out", out);
    const char *good_argv[] = {SNOWMELT_PROGRAM, "check-talk", talk, NULL};
    assert_int_equal(process_run(good_argv, out, NULL, 60), 0);
    assert_non_null(strstr(process_text(out, text, sizeof text), "good: 2 chapters"));
    const char *bad_argv[] = {SNOWMELT_PROGRAM, "check-talk", bad, NULL};
    assert_int_equal(process_run(bad_argv, out, NULL, 60), 1);
    process_text(out, text, sizeof text);
    assert_non_null(strstr(text, "bad.yaml:3: "));
    assert_non_null(strstr(text, "did you mean 'brain'?"));
    assert_non_null(strstr(text, "bad.yaml:4: unknown key 'veiw'"));
}

static void a_folder_holds_a_picture_of_each_chapter(void **state)
{
    char talk[600], folder[600], one[600], two[600], three[600], errors[600];
    write_file(scratch_path(state, "talk.yaml", talk), TALK);
    scratch_path(state, "errors", errors);
    assert_int_equal(record(talk, scratch_path(state, "stills", folder), errors), 0);
    assert_true(size_of(scratch_path(state, "stills/01-brain.png", one)) > 20000);
    assert_true(size_of(scratch_path(state, "stills/02-path.png", two)) > 20000);
    assert_int_equal(size_of(scratch_path(state, "stills/03-nmda.png", three)), -1);
}

static void a_pdf_has_a_page_for_each_chapter(void **state)
{
    char talk[600], path[600], errors[600];
    write_file(scratch_path(state, "talk.yaml", talk), TALK);
    scratch_path(state, "errors", errors);
    assert_int_equal(record(talk, scratch_path(state, "talk.pdf", path), errors), 0);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    static char bytes[1 << 22];
    size_t size = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    assert_true(size > 20000 && memcmp(bytes, "%PDF-", 5) == 0);
    unsigned pages = 0;
    for (size_t i = 0; i + 12 < size; i++)
        pages += memcmp(bytes + i, "/Type /Page\n", 12) == 0;
    assert_int_equal(pages, 2);
}

static void a_film_ends_with_the_last_chapter(void **state)
{
    char talk[600], path[600], errors[600], text[4096];
    write_file(scratch_path(state, "talk.yaml", talk), TALK);
    scratch_path(state, "errors", errors);
    assert_int_equal(record(talk, scratch_path(state, "talk.mp4", path), errors), 0);
    assert_true(size_of(path) > 20000);
    assert_non_null(strstr(process_text(errors, text, sizeof text), "flashes: 0 general, 0 red"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_talk_is_called_good_and_a_bad_one_is_explained),
        cmocka_unit_test(a_folder_holds_a_picture_of_each_chapter),
        cmocka_unit_test(a_pdf_has_a_page_for_each_chapter),
        cmocka_unit_test(a_film_ends_with_the_last_chapter),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
