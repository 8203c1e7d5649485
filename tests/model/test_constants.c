/* The table of constants in docs/model.md against the constants that the model computes with.
 *
 * SNOWMELT_DOCS_UPDATE=1 writes the table anew between its two markers and leaves the rest of the
 * page as it is: read the sentences around it again, they may speak of what changed. */
#include "../scratch.h"

#include <math.h>

#include "model/constants.h"

static const char PAGE[] = SNOWMELT_SOURCE_DIR "/docs/model.md";
static const char BEGIN[] = "<!-- constants: begin, written by tests/model/test_constants.c -->\n";
static const char END[] = "<!-- constants: end -->\n";

static const char HEAD[] = "| name | value | unit | status | source or reason |\n"
                           "| --- | ---: | --- | --- | --- |\n";

/* A page in three: up to the table, the table, and from it on. */
struct page {
    const char *table, *rest;
    size_t table_size;
};

/* False where the markers are not there once each and in order. */
static bool divide(const char *text, struct page *page)
{
    const char *begin = strstr(text, BEGIN), *end = strstr(text, END);
    if (!begin || !end || end < begin || strstr(begin + 1, BEGIN) || strstr(end + 1, END))
        return false;
    page->table = begin + strlen(BEGIN);
    page->table_size = (size_t)(end - page->table);
    page->rest = end;
    return true;
}

/* Freed by the caller. */
static char *read_all(const char *path)
{
    FILE *file = fopen(path, "r");
    struct stat about;
    if (!file || fstat(fileno(file), &about) != 0)
        fail_msg("cannot read %s", path);
    size_t size = (size_t)about.st_size;
    char *text = calloc(size + 1, 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, size, file), size);
    fclose(file);
    return text;
}

static void write_row(FILE *to, const struct model_constant *c)
{
    fprintf(to, "| `%s` | %.10g | %s | %s | %s |\n", c->name, c->value, c->unit, c->status,
            c->source);
}

/* Freed by the caller. */
static char *table_of_model(void)
{
    char *table = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&table, &size);
    assert_non_null(to);
    fputs(HEAD, to);
    for (int i = 0; i < MODEL_CONSTANT_COUNT; i++)
        write_row(to, &model_constants[i]);
    assert_int_equal(fclose(to), 0);
    return table;
}

/* Number of the first line in which two tables differ, from 1; 0 where they are the same. */
static int differ_at(const char *a, size_t a_size, const char *b, size_t b_size)
{
    int line = 1;
    for (size_t i = 0; i < a_size || i < b_size; i++) {
        if (i >= a_size || i >= b_size || a[i] != b[i])
            return line;
        line += a[i] == '\n';
    }
    return 0;
}

/* How many rows of a table have this name. */
static int rows_named(const char *table, size_t size, const char *name)
{
    char row[80];
    int length = snprintf(row, sizeof row, "\n| `%s` |", name), rows = 0;
    assert_true(length > 0 && (size_t)length < sizeof row);
    for (size_t i = 0; i + (size_t)length <= size; i++)
        rows += memcmp(table + i, row, (size_t)length) == 0;
    return rows;
}

/* What is wrong with a row, NULL if nothing. */
static const char *fault_of(const struct model_constant *c)
{
    if (!isfinite(c->value))
        return "its value is not finite";
    if (strlen(c->status) != 1 || !strchr("CMFD", c->status[0]))
        return "its status is none of C, M, F and D";
    if (c->status[0] != 'D' && c->source[strspn(c->source, " ")] == '\0')
        return "it names no source, and only a design choice may lack one";
    if (strpbrk(c->unit, "|\n") || strpbrk(c->source, "|\n"))
        return "it would break the table: no | and no line break";
    return NULL;
}

static void write_anew(const char *text, const struct page *page, const char *table)
{
    FILE *to = fopen(PAGE, "w");
    assert_non_null(to);
    size_t before = (size_t)(page->table - text);
    assert_int_equal(fwrite(text, 1, before, to), before);
    assert_true(fputs(table, to) >= 0 && fputs(page->rest, to) >= 0);
    assert_int_equal(fclose(to), 0);
}

static void every_constant_says_what_it_is(void **state)
{
    (void)state;
    for (int i = 0; i < MODEL_CONSTANT_COUNT; i++) {
        const char *fault = fault_of(&model_constants[i]);
        if (fault)
            fail_msg("%s: %s", model_constants[i].name, fault);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(model_constants[i].name, model_constants[j].name);
    }
}

static void the_page_has_the_constants_of_the_model(void **state)
{
    (void)state;
    char *text = read_all(PAGE), *table = table_of_model();
    struct page page = {0};
    if (!divide(text, &page))
        fail_msg("docs/model.md needs these two lines, once each and in this order:\n%s%s", BEGIN,
                 END);
    if (getenv("SNOWMELT_DOCS_UPDATE"))
        write_anew(text, &page, table);
    else {
        for (int i = 0; i < MODEL_CONSTANT_COUNT; i++)
            if (rows_named(page.table, page.table_size, model_constants[i].name) != 1)
                fail_msg("the table in docs/model.md has %d rows for %s",
                         rows_named(page.table, page.table_size, model_constants[i].name),
                         model_constants[i].name);
        int line = differ_at(page.table, page.table_size, table, strlen(table));
        if (line)
            fail_msg("line %d of the table in docs/model.md is not what the model has; "
                     "SNOWMELT_DOCS_UPDATE=1 writes the table anew",
                     line);
    }
    free(table);
    free(text);
}

/* The comparison itself must be able to fail. */
static void a_wrong_table_is_seen(void **state)
{
    (void)state;
    char *table = table_of_model(), *wrong = table_of_model();
    size_t size = strlen(table);
    assert_int_equal(differ_at(table, size, wrong, size), 0);
    assert_int_equal(differ_at(table, size, wrong, size - 1), 2 + MODEL_CONSTANT_COUNT);

    char *value = strstr(wrong, "| `V_THRESHOLD` | -50 ");
    assert_non_null(value);
    value[strlen("| `V_THRESHOLD` | -")] = '4';
    assert_int_equal(differ_at(table, size, wrong, size), 3 + MODEL_ID_V_THRESHOLD);

    assert_int_equal(rows_named(wrong, size, "V_THRESHOLD"), 1);
    assert_int_equal(rows_named(wrong, size, "V_THRES"), 0);
    memcpy(strstr(wrong, "V_THRESHOLD"), "V_TRESHOLD_", strlen("V_TRESHOLD_"));
    assert_int_equal(rows_named(wrong, size, "V_THRESHOLD"), 0);
    free(wrong);
    free(table);
}

static void a_row_that_says_too_little_is_seen(void **state)
{
    (void)state;
    static const struct model_constant GOOD = {"A", 1.0, "ms", "M", "Wang 2002"};
    static const struct model_constant CHOSEN = {"A", 1.0, "", "D", ""};
    assert_null(fault_of(&GOOD));
    assert_null(fault_of(&CHOSEN));
    const struct model_constant BAD[] = {
        {"A", NAN, "ms", "M", "Wang 2002"}, {"A", INFINITY, "", "D", ""},
        {"A", 1.0, "", "X", "Wang 2002"},   {"A", 1.0, "", "", "Wang 2002"},
        {"A", 1.0, "", "CM", "Wang 2002"},  {"A", 1.0, "", "C", ""},
        {"A", 1.0, "", "F", "  "},          {"A", 1.0, "", "M", ""},
        {"A", 1.0, "", "D", "a|b"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_non_null(fault_of(&BAD[i]));
}

static void a_page_without_its_markers_is_seen(void **state)
{
    (void)state;
    char text[1000];
    struct page page;
    snprintf(text, sizeof text, "a\n%sb\n%sc\n", BEGIN, END);
    assert_true(divide(text, &page));
    assert_int_equal(page.table_size, 2);
    assert_memory_equal(page.table, "b\n", 2);
    assert_string_equal(page.rest + strlen(END), "c\n");
    snprintf(text, sizeof text, "a\n%sb\n", BEGIN);
    assert_false(divide(text, &page));
    snprintf(text, sizeof text, "a\n%sb\n%s", END, BEGIN);
    assert_false(divide(text, &page));
    snprintf(text, sizeof text, "%s%sb\n%s", BEGIN, BEGIN, END);
    assert_false(divide(text, &page));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_constant_says_what_it_is),
        cmocka_unit_test(a_wrong_table_is_seen),
        cmocka_unit_test(a_row_that_says_too_little_is_seen),
        cmocka_unit_test(a_page_without_its_markers_is_seen),
        cmocka_unit_test(the_page_has_the_constants_of_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
