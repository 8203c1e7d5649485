#include "ui/leaders.h"

#include <math.h>
#include <string.h>

static const float FADE_S = 0.6f;
static const float COLUMN = 0.245f, COLUMN_NARROW = 0.29f; /* of the width, each */
enum { SLOTS = 2 * LEADERS_ROWS };

struct board {
    struct leaders *leaders;
    uint32_t n;
    struct plan_box bounds;
    float height, column, gap; /* gap: least between anchors and columns, px */
    int rows;
    int holder[SLOTS]; /* which label holds it, -1 none */
};

float leaders_column(struct plan_box bounds, float height)
{
    return floorf((bounds.w < 9.0f * height ? COLUMN_NARROW : COLUMN) * bounds.w);
}

static float turn(const float a[2], const float b[2], const float c[2])
{
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

bool leaders_cross(const float a[2], const float b[2], const float c[2], const float d[2])
{
    float abc = turn(a, b, c), abd = turn(a, b, d), cda = turn(c, d, a), cdb = turn(c, d, b);
    return ((abc <= 0.0f && abd >= 0.0f) || (abc >= 0.0f && abd <= 0.0f)) &&
           ((cda <= 0.0f && cdb >= 0.0f) || (cda >= 0.0f && cdb <= 0.0f));
}

/* Slots go down the left column, then down the right one. */
static void port_of(const struct board *board, int slot, float port[2])
{
    bool right = slot >= board->rows;
    int row = right ? slot - board->rows : slot;
    float step = board->bounds.h / (float)board->rows;
    port[0] =
        right ? board->bounds.x + board->bounds.w - board->column : board->bounds.x + board->column;
    port[1] = board->bounds.y + ((float)row + 0.5f) * step;
}

static float length_of(const struct board *board, const struct leader *leader, int slot)
{
    float port[2];
    port_of(board, slot, port);
    return hypotf(leader->x - port[0], leader->y - port[1]);
}

static bool inside(const struct board *board, const struct leader *leader)
{
    const struct plan_box *b = &board->bounds;
    float from = b->x + board->column + board->gap, to = b->x + b->w - board->column - board->gap;
    return leader->x > from && leader->x < to && leader->y > b->y && leader->y < b->y + b->h &&
           leader->width <= board->column;
}

/* Too near to what a more important one names to be told apart. */
static bool hidden_by(const struct board *board, uint32_t i)
{
    const struct leader *leader = &board->leaders->leader[i];
    for (uint32_t k = 0; k < i; k++) {
        const struct leader *other = &board->leaders->leader[k];
        if (other->wanted && hypotf(leader->x - other->x, leader->y - other->y) < 0.5f * board->gap)
            return true;
    }
    return false;
}

static void let_go(struct board *board, uint32_t i)
{
    struct leader *leader = &board->leaders->leader[i];
    if (leader->slot >= 0)
        board->holder[leader->slot] = -1;
    leader->slot = -1;
    leader->alpha = 0.0f;
}

static void seat(struct board *board, uint32_t i, int slot)
{
    board->leaders->leader[i].slot = slot;
    board->holder[slot] = (int)i;
}

/* The nearest empty slot; or that of the least important label there is. */
static void find_seat(struct board *board, uint32_t i)
{
    const struct leader *leader = &board->leaders->leader[i];
    int best = -1;
    for (int s = 0; s < 2 * board->rows; s++)
        if (board->holder[s] < 0 &&
            (best < 0 || length_of(board, leader, s) < length_of(board, leader, best)))
            best = s;
    for (uint32_t k = board->n; best < 0 && k-- > i + 1;) {
        best = board->leaders->leader[k].slot;
        if (best >= 0)
            let_go(board, k);
    }
    if (best >= 0)
        seat(board, i, best);
}

static bool crossing(const struct board *board, const struct leader *a, const struct leader *b)
{
    float pa[2], pb[2], at_a[2] = {a->x, a->y}, at_b[2] = {b->x, b->y};
    port_of(board, a->slot, pa);
    port_of(board, b->slot, pb);
    return leaders_cross(pa, at_a, pb, at_b);
}

/* What is not seen yet may still move to where its line is shorter. */
static bool shorten(struct board *board, uint32_t i)
{
    struct leader *leader = &board->leaders->leader[i];
    for (int s = 0; s < 2 * board->rows; s++) {
        int k = board->holder[s], was = leader->slot;
        struct leader *other = k >= 0 ? &board->leaders->leader[k] : NULL;
        if (s == was || (other && other->alpha > 0.0f))
            continue;
        float now = length_of(board, leader, was), then = length_of(board, leader, s);
        if (other) {
            now += length_of(board, other, s);
            then += length_of(board, other, was);
        }
        if (then > now - 0.5f)
            continue;
        board->holder[was] = -1;
        if (other)
            seat(board, (uint32_t)k, was);
        seat(board, i, s);
        return true;
    }
    return false;
}

static bool uncross(struct board *board, uint32_t i)
{
    struct leader *a = &board->leaders->leader[i];
    for (uint32_t k = i + 1; k < board->n; k++) {
        struct leader *b = &board->leaders->leader[k];
        if (b->slot < 0 || !crossing(board, a, b))
            continue;
        if (!a->wanted || !b->wanted) {
            let_go(board, a->wanted ? k : i);
            return true;
        }
        int slot = a->slot;
        seat(board, i, b->slot);
        seat(board, k, slot);
        a->alpha = b->alpha = 0.0f; /* better gone for a moment than unreadable */
        return true;
    }
    return false;
}

/* One better step, until there is none; the count only guards against rounding. */
static void settle(struct board *board, bool (*step)(struct board *, uint32_t))
{
    bool moved = true;
    for (int turns = 0; moved && turns < 400; turns++) {
        moved = false;
        for (uint32_t i = 0; i < board->n && !moved; i++) {
            struct leader *leader = &board->leaders->leader[i];
            bool may = leader->slot >= 0 && (step == uncross || leader->alpha <= 0.0f);
            moved = may && step(board, i);
        }
    }
}

static void seat_all(struct board *board)
{
    for (int s = 0; s < SLOTS; s++)
        board->holder[s] = -1;
    for (uint32_t i = 0; i < board->n; i++) {
        struct leader *leader = &board->leaders->leader[i];
        bool kept = leader->alpha > 0.0f && leader->slot >= 0 && leader->slot < 2 * board->rows &&
                    inside(board, leader);
        if (kept)
            board->holder[leader->slot] = (int)i;
        else
            leader->slot = -1, leader->alpha = 0.0f;
    }
    for (uint32_t i = 0; i < board->n; i++) {
        struct leader *leader = &board->leaders->leader[i];
        leader->wanted = leader->wanted && inside(board, leader) && !hidden_by(board, i);
        if (leader->wanted && leader->slot < 0)
            find_seat(board, i);
    }
}

static void put(const struct board *board, struct leader *leader)
{
    port_of(board, leader->slot, leader->port);
    bool right = leader->slot >= board->rows;
    leader->box = (struct plan_box){right ? leader->port[0] : leader->port[0] - leader->width,
                                    floorf(leader->port[1] - 0.5f * board->height), leader->width,
                                    board->height};
}

void leaders_place(struct leaders *leaders, uint32_t n, struct plan_box bounds, float height,
                   float clearance, float dt)
{
    struct board board = {.leaders = leaders,
                          .n = n < LEADERS_MAX ? n : LEADERS_MAX,
                          .bounds = bounds,
                          .height = height,
                          .column = leaders_column(bounds, height),
                          .gap = clearance};
    float made_for[5] = {bounds.x, bounds.y, bounds.w, bounds.h, height};
    bool other = memcmp(made_for, leaders->made_for, sizeof made_for) != 0;
    memcpy(leaders->made_for, made_for, sizeof made_for);
    float rows = floorf((bounds.h + clearance) / (height + clearance));
    board.rows = (int)fminf(fmaxf(rows, 0.0f), fminf(LEADERS_ROWS, ceilf(0.5f * (float)n)));
    for (uint32_t i = 0; i < board.n && (other || board.rows < 1); i++)
        leaders->leader[i].alpha = 0.0f;
    if (board.rows < 1)
        return;
    seat_all(&board);
    settle(&board, shorten);
    settle(&board, uncross);
    for (uint32_t i = 0; i < board.n; i++) {
        struct leader *leader = &leaders->leader[i];
        if (leader->slot < 0)
            continue;
        put(&board, leader);
        float step = leader->wanted ? dt / FADE_S : -dt / FADE_S;
        leader->alpha = fminf(fmaxf(leader->alpha + step, 0.0f), 1.0f);
    }
}
