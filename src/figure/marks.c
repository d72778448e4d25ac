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
    TURN_TO = 210
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

/* From a over the bend to b, with a head at b and, there and back, one at a. */
static void arrow(struct canvas *c, struct disc a, struct disc middle, struct disc b, bool back) {
    int64_t long_ = apart(a, b);
    if (long_ < SHORTEST && long_ > 0) { /* too short for its head: longer about its middle */
        struct disc way = direction(a, b), centre = {(a.x + b.x) / 2, (a.y + b.y) / 2, 0};
        a = plus(centre, way, -SHORTEST / 2, FIGURE_ONE);
        b = plus(centre, way, SHORTEST / 2, FIGURE_ONE);
        middle = centre;
    }
    struct disc control = {2 * middle.x - (a.x + b.x) / 2, 2 * middle.y - (a.y + b.y) / 2, 0};
    if (apart(control, a) < 1000 || apart(control, b) < 1000)
        control = (struct disc){(a.x + b.x) / 2, (a.y + b.y) / 2, 0};
    struct disc ends = direction(control, b), begins = direction(control, a);
    struct path path = {0};
    struct disc from = back ? plus(a, begins, -HEAD_LONG / 2, FIGURE_ONE) : a;
    figure_step(c, &path, 'M', from.x, from.y);
    figure_curve(c, &path, control, plus(b, ends, -HEAD_LONG / 2, FIGURE_ONE));
    figure_put(c, TDM_PAINT_MOVE, TDM_LAYER_LINE, &path);
    head(c, b, ends);
    if (back) head(c, a, begins);
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
            arrow(c, a, middle, b, mark->back);
            break;
        case MARK_ARROW:
            arrow(c, b, (struct disc){(b.x + to.x) / 2, (b.y + to.y) / 2, 0}, to, mark->back);
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
