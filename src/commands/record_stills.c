#include "commands/record_stills.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/commands.h"
#include "commands/interrupt.h"
#include "commands/tour.h"
#include "platform/files.h"
#include "platform/pdf.h"
#include "platform/progress.h"
#include "platform/video.h"
#include "ui/stage.h"

enum { FPS = 10 };
static const float SETTLED_S = 8.0f;  /* views have gone over and words have come by then */
static const float PAGE_WIDTH = 842.0f; /* pt, as an A4 sheet lying on its side */

struct stills {
    struct session session;
    struct tour tour;
    struct pdf *pdf; /* NULL: a folder */
    struct stage *stage; /* of its pages */
    struct plan *page;
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

/* The picture, and below it what the speaker says. */
static bool add_page(struct stills *stills, struct error *error)
{
    static const float LINE_HEIGHTS = 1.0f / 30.0f; /* of the picture */
    const struct talk_chapter *chapter = teller_chapter(&stills->tour.teller);
    struct session *session = &stills->session;
    struct stage_show show = {.talk = stills->tour.talk, .chapter = stills->tour.teller.chapter};
    int width = stills->width;
    int foot = (int)(LINE_HEIGHTS * (float)stills->height * (STAGE_PAGE_LINES + 2.5f));
    size_t above = (size_t)width * (size_t)stills->height * 3;
    uint8_t *page = malloc(above + (size_t)width * (size_t)foot * 3);
    if (!page)
        return error_set(error, ERROR_MEMORY, "out of memory for a page");
    memcpy(page, stills->pixels, above);
    plan_begin(stills->page, width, foot, 0.0);
    stage_build_page(stills->stage, session->render, &show, stills->page);
    render_reset_guard(session->render);
    bool good = render_draw(session->render, stills->page, error);
    if (good) {
        render_capture(session->render, page + above);
        int height = stills->height + foot;
        good = pdf_add(stills->pdf, page, width, height, PAGE_WIDTH,
                       PAGE_WIDTH * (float)height / (float)width, chapter->title, error);
    }
    free(page);
    return good;
}

static bool keep(struct stills *stills, struct error *error)
{
    struct session *session = &stills->session;
    const struct talk_chapter *chapter = teller_chapter(&stills->tour.teller);
    unsigned number = stills->tour.teller.chapter + 1;
    char path[1024];
    render_reset_guard(session->render); /* the chapter before is no picture before this one */
    if (!session_draw(session, error))
        return false;
    render_capture(session->render, stills->pixels);
    if (stills->pdf)
        return add_page(stills, error);
    snprintf(path, sizeof path, "%.900s/%02u-%s.png", session->options.output, number, chapter->id);
    return video_write_png(path, stills->pixels, stills->width, stills->height, error);
}

/* Moves picture and story on by one picture's time; only those kept are drawn. */
static void move_on(struct stills *stills)
{
    struct session *session = &stills->session;
    worker_announce(session->worker, (uint64_t)(1.0 / (FPS * session->tick_s) + 0.5));
    session_look(session);
    tour_follow(&stills->tour, session, 1.0 / FPS);
    tour_look(&stills->tour, session, 1.0 / FPS);
    session_lay_out(session, stills->width, stills->height, 1.0 / FPS, 1.0 / FPS, false);
}

static bool tell(struct stills *stills, struct error *error)
{
    struct progress progress;
    bool good = true, more = true;
    progress_begin(&progress, "Taking stills");
    while (good && more && !(stills->interrupted = interrupt_came())) {
        move_on(stills);
        if (!stills->tour.teller.arrived || stills->tour.teller.held_s < SETTLED_S)
            continue;
        good = keep(stills, error);
        progress_update(&progress, (double)(stills->tour.teller.chapter + 1) /
                                       (double)stills->tour.talk->n_chapters);
        more = teller_step(&stills->tour.teller, 1);
    }
    progress_end(&progress);
    return good;
}

static bool prepare(struct stills *stills, const struct options *options, struct error *error)
{
    struct session_wish wish = {.offscreen = true, .scale = 1.0f};
    stills->width = options->width;
    stills->height = options->height;
    if (!tour_open(&stills->tour, options->talk, error) ||
        !session_open(&stills->session, options, &wish, error))
        return false;
    if (is_pdf(options->output)) {
        struct ui_options ui = {.language = ui_language(stills->session.ui)};
        stills->stage = stage_create(&ui, error);
        stills->page = plan_create();
        if (!stills->stage)
            return false;
        if (!stills->page)
            return error_set(error, ERROR_MEMORY, "out of memory for a page");
        if (!files_writable(options->output, error))
            return false;
        stills->pdf = pdf_open(stills->tour.talk->title, error);
        if (!stills->pdf)
            return false;
    } else if (!files_folder(options->output, error)) {
        return false;
    }
    tour_begin(&stills->tour, &stills->session);
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
    if (stills->stage)
        stage_destroy(stills->stage);
    if (stills->page)
        plan_destroy(stills->page);
    session_close(&stills->session);
    tour_close(&stills->tour);
    free(stills);
    interrupt_let_go(&before);
    return status;
}
