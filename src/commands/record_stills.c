#include "commands/record_stills.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/commands.h"
#include "commands/interrupt.h"
#include "commands/present_follow.h"
#include "commands/talk_file.h"
#include "platform/files.h"
#include "platform/pdf.h"
#include "platform/progress.h"
#include "platform/video.h"
#include "ui/canvas.h"

enum { FPS = 10, LONGEST_LINE = 400 };
static const float SETTLED_S = 8.0f;  /* views have gone over and words have come by then */
static const float PAGE_WIDTH = 842.0f; /* pt, as an A4 sheet lying on its side */

struct stills {
    struct session session;
    struct talk *talk;
    struct teller teller;
    struct follow_look look;
    struct pdf *pdf; /* NULL: a folder */
    char fonts[3][1024];
    uint8_t *pixels;
    int width, height;
    bool interrupted;
};

static bool is_pdf(const char *path)
{
    size_t size = strlen(path);
    return size > 4 && strcmp(path + size - 4, ".pdf") == 0;
}

bool record_stills_wanted(const struct options *options)
{
    size_t size = strlen(options->output);
    bool film = size > 4 && strcmp(options->output + size - 4, ".mp4") == 0;
    return options->talk[0] && size && !film;
}

/* One line of the notes, as long as fits; returns what is left. */
static const char *take_line(struct render *render, const char *text, float size, float room,
                             char line[LONGEST_LINE])
{
    size_t taken = 0;
    for (;;) {
        size_t end = taken + strspn(text + taken, " ");
        end += strcspn(text + end, " \n");
        if (end >= LONGEST_LINE)
            end = LONGEST_LINE - 1;
        float width;
        memcpy(line, text, end);
        line[end] = '\0';
        render_text_size(render, PLAN_WEIGHT_REGULAR, size, line, &width, NULL, NULL);
        if (taken && width > room)
            break;
        taken = end;
        if (!text[taken] || text[taken] == '\n' || taken == LONGEST_LINE - 1)
            break;
    }
    line[taken] = '\0';
    text += taken;
    return text + strspn(text, " \n");
}

/* The picture, and below it what the speaker says. */
static bool add_page(struct stills *stills, const struct talk_chapter *chapter, unsigned number,
                     struct error *error)
{
    static const float WHITE[3] = {1, 1, 1}, INK[3] = {0.07f, 0.10f, 0.14f};
    enum { LINES = 5 };
    const char *const fonts[3] = {stills->fonts[0], stills->fonts[1], stills->fonts[2]};
    int width = stills->width, size = stills->height / 42;
    float line_px = 1.4f * (float)size, margin = 1.5f * (float)size;
    int foot = (int)(line_px * (LINES + 1) + 1.5f * margin), height = stills->height + foot;
    struct canvas *canvas = canvas_create(width, foot, WHITE, fonts, error);
    uint8_t *page = malloc((size_t)width * (size_t)height * 3);
    if (!canvas || !page) {
        free(page);
        if (canvas)
            canvas_destroy(canvas);
        return canvas ? error_set(error, ERROR_MEMORY, "out of memory for a page") : false;
    }
    char line[LONGEST_LINE];
    double y = (double)margin + size;
    snprintf(line, sizeof line, "%u  %s", number, chapter->title);
    canvas_text(canvas, (double)margin, y, 0, PLAN_WEIGHT_BOLD, size, INK, line);
    const char *rest = chapter->notes;
    for (int i = 0; i < LINES && *rest; i++) {
        rest = take_line(stills->session.render, rest, (float)size, (float)width - 2.0f * margin,
                         line);
        canvas_text(canvas, (double)margin, y + (double)line_px * (i + 1), 0, PLAN_WEIGHT_REGULAR,
                    size, INK, line);
    }
    size_t above = (size_t)width * (size_t)stills->height * 3;
    memcpy(page, stills->pixels, above);
    memcpy(page + above, canvas_pixels(canvas), (size_t)width * (size_t)foot * 3);
    bool good = pdf_add(stills->pdf, page, width, height, PAGE_WIDTH,
                        PAGE_WIDTH * (float)height / (float)width, chapter->title, error);
    canvas_destroy(canvas);
    free(page);
    return good;
}

static bool keep(struct stills *stills, struct error *error)
{
    struct session *session = &stills->session;
    const struct talk_chapter *chapter = teller_chapter(&stills->teller);
    unsigned number = stills->teller.chapter + 1;
    char path[1024];
    render_reset_guard(session->render); /* the chapter before is no picture before this one */
    if (!session_draw(session, error))
        return false;
    render_capture(session->render, stills->pixels);
    if (stills->pdf)
        return add_page(stills, chapter, number, error);
    snprintf(path, sizeof path, "%.900s/%02u-%s.png", session->options.output, number, chapter->id);
    return video_write_png(path, stills->pixels, stills->width, stills->height, error);
}

/* Moves picture and story on by one picture's time; only those kept are drawn. */
static void move_on(struct stills *stills)
{
    struct session *session = &stills->session;
    worker_announce(session->worker, (uint64_t)(1.0 / (FPS * session->tick_s) + 0.5));
    session_look(session);
    follow_teller(&stills->teller, session, 1.0 / FPS);
    follow_look(&stills->look, &stills->teller, session, 1.0 / FPS);
    session_lay_out(session, stills->width, stills->height, 1.0 / FPS, 1.0 / FPS, false);
}

static bool tell(struct stills *stills, struct error *error)
{
    struct progress progress;
    bool good = true, more = true;
    progress_begin(&progress, "Taking stills");
    while (good && more && !(stills->interrupted = interrupt_came())) {
        move_on(stills);
        if (!stills->teller.arrived || stills->teller.held_s < SETTLED_S)
            continue;
        good = keep(stills, error);
        progress_update(&progress, (double)(stills->teller.chapter + 1) /
                                       (double)stills->talk->n_chapters);
        more = teller_step(&stills->teller, 1);
    }
    progress_end(&progress);
    return good;
}

static bool prepare(struct stills *stills, const struct options *options, struct error *error)
{
    struct session_wish wish = {.offscreen = true, .scale = 1.0f};
    stills->width = options->width;
    stills->height = options->height;
    stills->talk = talk_file_open(options->talk, error);
    if (!stills->talk || !session_open(&stills->session, options, &wish, error))
        return false;
    for (int i = 0; i < 3; i++)
        if (!files_font(FILES_LATIN, i, stills->fonts[i], sizeof stills->fonts[i], error))
            return false;
    if (is_pdf(options->output)) {
        if (!files_writable(options->output, error))
            return false;
        stills->pdf = pdf_open(stills->talk->title, error);
        if (!stills->pdf)
            return false;
    } else if (!files_folder(options->output, error)) {
        return false;
    }
    teller_init(&stills->teller, stills->talk, false);
    ui_controls(stills->session.ui, false);
    scene_observe(stills->session.scene, stills->session.frame.snapshot,
                  stills->session.frame.view);
    stills->pixels = malloc((size_t)stills->width * (size_t)stills->height * 3);
    return stills->pixels || error_set(error, ERROR_MEMORY, "out of memory for pictures");
}

int record_stills(const struct options *options)
{
    struct error error = {0};
    sigset_t before;
    interrupt_hold(&before);
    struct stills *stills = calloc(1, sizeof *stills);
    if (!stills) {
        error_set(&error, ERROR_MEMORY, "out of memory");
        return command_fail(&error);
    }
    bool good = prepare(stills, options, &error) && tell(stills, &error);
    bool whole = good && !stills->interrupted;
    if (stills->pdf)
        good = pdf_close(stills->pdf, options->output, whole ? &error : NULL) && good;
    int status = whole && good ? 0 : 1;
    if (stills->interrupted)
        fprintf(stderr, "snowmelt: interrupted; not all chapters were taken\n");
    else if (status)
        status = command_fail(&error);
    free(stills->pixels);
    session_close(&stills->session);
    free(stills->talk);
    free(stills);
    interrupt_let_go(&before);
    return status;
}
