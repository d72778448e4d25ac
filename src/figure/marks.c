/* marks.c - what is drawn over the body: arrows of movement, of force, round a point. */
#include "figure/figure_int.h"

enum {
    HEAD_LONG = 12000,
    HEAD_WIDE = 5500,
    SHORTEST = 26000, /* thousandths of a page unit */
    PUSH_LONG = 30000,
    PUSH_WIDE = 4500,
    PUSH_HEAD = 14000,
    TURN_FROM = -60,
    TURN_TO = 210,
    CLEAR = CM(7) /* an arrow that follows a hand or a foot ends beside it, not on it */
};

static struct disc plus(struct disc a, struct disc b, int64_t times, int64_t of) {
    return (struct disc){a.x + figure_divide(b.x * times, of), a.y + figure_divide(b.y * times, of), 0};
}

static struct disc direction(struct disc from, struct disc to) { /* of length FIGURE_ONE */
    vec v = vec_sized(vec_of(to.x - from.x, to.y - from.y, 0), FIGURE_ONE);
    return (struct disc){v.x, v.y, 0};
}

static int64_t apart(struct disc a, struct disc b) {
    return vec_length(vec_of(a.x - b.x, a.y - b.y, 0));
}

static void head(struct canvas *c, struct disc tip, struct disc way) {
    struct disc across = {-way.y, way.x, 0}, base = plus(tip, way, -HEAD_LONG, FIGURE_ONE);
    struct disc corners[] = {tip, plus(base, across, HEAD_WIDE, FIGURE_ONE),
                             plus(base, across, -HEAD_WIDE, FIGURE_ONE)};
    figure_line(c, corners, TDM_COUNT(corners), TDM_PAINT_MOVE, true);
}

struct bow { /* from a over the middle to b, with a head at b and, there and back, one at a */
    struct disc a, middle, b;
    bool back;
    int64_t clear; /* so much of it is left out at each end, where it is long enough */
};

/* The point of a quadratic curve that its two parameters (thousandths) give: equal ones, a point on it; the two ends of
 * a piece, the control point of that piece. */
static struct disc blossom(const struct bow *bow, struct disc control, int64_t s, int64_t t) {
    int64_t first = (1000 - s) * (1000 - t), second = (1000 - s) * t + s * (1000 - t), third = s * t;
    return (struct disc){figure_divide(bow->a.x * first + control.x * second + bow->b.x * third, 1000000),
                         figure_divide(bow->a.y * first + control.y * second + bow->b.y * third, 1000000), 0};
}

static void arrow(struct canvas *c, struct bow bow) {
    int64_t long_ = apart(bow.a, bow.b), cut = 0, least = bow.back ? SHORTEST * 3 / 2 : SHORTEST;
    if (long_ < least && long_ > 0) { /* too short for its head: longer about its middle */
        struct disc way = direction(bow.a, bow.b), centre = {(bow.a.x + bow.b.x) / 2, (bow.a.y + bow.b.y) / 2, 0};
        bow.a = plus(centre, way, -least / 2, FIGURE_ONE);
        bow.b = plus(centre, way, least / 2, FIGURE_ONE);
        bow.middle = centre;
    } else if (long_ > least) {
        int64_t most = (long_ - least) / 2;
        cut = (bow.clear < most ? bow.clear : most) * 1000 / long_;
    }
    struct disc control = {2 * bow.middle.x - (bow.a.x + bow.b.x) / 2, 2 * bow.middle.y - (bow.a.y + bow.b.y) / 2, 0};
    if (apart(control, bow.a) < 1000 || apart(control, bow.b) < 1000)
        control = (struct disc){(bow.a.x + bow.b.x) / 2, (bow.a.y + bow.b.y) / 2, 0};
    struct disc a = blossom(&bow, control, cut, cut), b = blossom(&bow, control, 1000 - cut, 1000 - cut);
    control = blossom(&bow, control, cut, 1000 - cut);
    struct disc ends = direction(control, b), begins = direction(control, a);
    struct path path = {0};
    struct disc from = bow.back ? plus(a, begins, -HEAD_LONG / 2, FIGURE_ONE) : a;
    figure_step(c, &path, 'M', from.x, from.y);
    figure_curve(c, &path, control, plus(b, ends, -HEAD_LONG / 2, FIGURE_ONE));
    figure_put(c, TDM_PAINT_MOVE, TDM_LAYER_LINE, &path);
    head(c, b, ends);
    if (bow.back) head(c, a, begins);
}

/* How far an arrow that follows this point stays away from it, on the page. */
static int64_t clear_of(const struct canvas *c, const struct spot *spot) {
    bool limb =
        spot->on_body && (spot->point == POINT_WRIST || spot->point == POINT_HAND || spot->point >= POINT_ANKLE);
    int64_t beside = vec_length(spot->at);
    return limb && beside < CLEAR ? figure_divide((CLEAR - beside) * c->camera.scale, 10) : 0;
}

static void push(struct canvas *c, vec from, enum heading heading) {
    struct disc a = figure_seen(&c->camera, from, 0);
    struct disc b = figure_seen(&c->camera, vec_add(from, vec_sized(figure_heading(heading), CM(10))), 0);
    struct disc way = apart(a, b) < 100 ? (struct disc){0, FIGURE_ONE, 0} : direction(a, b),
                across = {-way.y, way.x, 0};
    struct disc tip = plus(a, way, PUSH_LONG, FIGURE_ONE), neck = plus(a, way, PUSH_LONG - PUSH_HEAD, FIGURE_ONE);
    struct disc corners[] = {plus(a, across, PUSH_WIDE, FIGURE_ONE),         plus(neck, across, PUSH_WIDE, FIGURE_ONE),
                             plus(neck, across, 2 * PUSH_WIDE, FIGURE_ONE),  tip,
                             plus(neck, across, -2 * PUSH_WIDE, FIGURE_ONE), plus(neck, across, -PUSH_WIDE, FIGURE_ONE),
                             plus(a, across, -PUSH_WIDE, FIGURE_ONE)};
    figure_line(c, corners, TDM_COUNT(corners), TDM_PAINT_PUSH, true);
}

static struct disc on_ring(struct disc centre, int64_t r, int32_t degrees) {
    return (struct disc){centre.x + figure_divide(r * figure_cosine(degrees), FIGURE_ONE),
                         centre.y + figure_divide(r * figure_sine(degrees), FIGURE_ONE), 0};
}

static void turn(struct canvas *c, vec at, int64_t radius, bool back) {
    struct disc centre = figure_seen(&c->camera, at, radius);
    struct disc from = on_ring(centre, centre.r, TURN_FROM), to = on_ring(centre, centre.r, TURN_TO);
    struct path path = {0};
    figure_step(c, &path, 'M', from.x, from.y);
    figure_arc(c, &path, centre.r, true, to);
    figure_put(c, TDM_PAINT_MOVE, TDM_LAYER_LINE, &path);
    struct disc end = back ? from : to, was = on_ring(centre, centre.r, back ? TURN_FROM + 10 : TURN_TO - 10);
    struct disc way = direction(was, end);
    head(c, plus(end, way, HEAD_LONG, FIGURE_ONE), way);
    struct disc left = on_ring(centre, centre.r, 180), right = on_ring(centre, centre.r, 0),
                low = on_ring(centre, centre.r, 90);
    struct disc all[] = {left, right, low};
    for (size_t i = 0; i < TDM_COUNT(all); i++) { /* the arc itself says nothing of how far it goes */
        if (all[i].x < c->left) c->left = all[i].x;
        if (all[i].x > c->right) c->right = all[i].x;
        if (all[i].y > c->bottom) c->bottom = all[i].y;
    }
}

void figure_marks(struct canvas *c, const struct shown *shown) {
    for (uint32_t i = 0; i < shown->drawing->mark_count; i++) {
        const struct mark *mark = &shown->drawing->marks[i];
        vec from = figure_spot(&shown->start, &mark->from), at = figure_spot(&shown->end, &mark->from);
        struct disc a = figure_seen(&c->camera, from, 0), b = figure_seen(&c->camera, at, 0);
        struct disc middle = figure_seen(&c->camera, figure_spot(&shown->middle, &mark->from), 0);
        struct disc to = figure_seen(&c->camera, figure_spot(&shown->end, &mark->to), 0);
        switch (mark->kind) {
        case MARK_MOVE:
            arrow(c, (struct bow){a, middle, b, mark->back, clear_of(c, &mark->from)});
            break;
        case MARK_ARROW:
            middle = (struct disc){(b.x + to.x) / 2, (b.y + to.y) / 2, 0};
            arrow(c, (struct bow){b, middle, to, mark->back, 0});
            break;
        case MARK_PUSH:
            push(c, at, mark->heading);
            break;
        case MARK_TURN:
            turn(c, at, mark->radius, mark->back);
            break;
        }
    }
}
