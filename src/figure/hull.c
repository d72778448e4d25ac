/* hull.c - from discs on the page to paths: the hull of a few discs as arcs and the lines that touch two of them. */
#include "figure/figure_int.h"

enum { TURNS = 120, STEP_DEGREES = 3 };

struct disc figure_seen(const struct camera *camera, vec at, int64_t r) {
    vec v = frame_in(&camera->f, at);
    return (struct disc){camera->dx + figure_divide(v.x * camera->scale, 10),
                         camera->dy - figure_divide(v.y * camera->scale, 10), figure_divide(r * camera->scale, 10)};
}

/* ---- paths */

static int32_t tenths(int64_t thousandths) {
    return (int32_t)figure_divide(thousandths, 100);
}

static void seen(struct canvas *c, int64_t x, int64_t y, int64_t r) {
    if (x - r < c->left) c->left = x - r;
    if (x + r > c->right) c->right = x + r;
    if (y - r < c->top) c->top = y - r;
    if (y + r > c->bottom) c->bottom = y + r;
}

static void add_step(struct canvas *c, struct path *path, struct tdm_path_step step) {
    TDM_GROW(c->mem, path->items, path->count, path->room);
    path->items[path->count++] = step;
}

void figure_step(struct canvas *c, struct path *path, char kind, int64_t x, int64_t y) {
    if (kind != 'Z') seen(c, x, y, 0);
    add_step(c, path, (struct tdm_path_step){.kind = kind, .x = tenths(x), .y = tenths(y)});
}

void figure_curve(struct canvas *c, struct path *path, struct disc control, struct disc to) {
    seen(c, (control.x + to.x) / 2, (control.y + to.y) / 2, 0);
    seen(c, to.x, to.y, 0);
    add_step(c, path,
             (struct tdm_path_step){'Q', false, tenths(to.x), tenths(to.y), tenths(control.x), tenths(control.y)});
}

void figure_arc(struct canvas *c, struct path *path, int64_t r, bool large, struct disc to) {
    add_step(c, path, (struct tdm_path_step){'A', large, tenths(to.x), tenths(to.y), tenths(r), 0});
}

void figure_put(struct canvas *c, enum tdm_paint paint, enum tdm_layer layer, const struct path *path) {
    TDM_GROW(c->mem, c->shapes, c->count, c->room);
    c->shapes[c->count++] = (struct tdm_shape){paint, layer, path->items, (uint32_t)path->count};
}

/* ---- hulls */

/* The disc that reaches farthest that way. */
static uint32_t farthest(const struct disc *discs, uint32_t count, int32_t degrees) {
    int64_t cosine = figure_cosine(degrees), sine = figure_sine(degrees), best = INT64_MIN;
    uint32_t which = 0;
    for (uint32_t i = 0; i < count; i++) {
        int64_t reach = discs[i].x * cosine + discs[i].y * sine + discs[i].r * FIGURE_ONE;
        if (reach <= best) continue;
        best = reach;
        which = i;
    }
    return which;
}

/* The way out from the line that touches both on the left of the way from a to b, clockwise being forward. */
static vec way_out(struct disc a, struct disc b) {
    vec u = vec_sized(vec_of(b.x - a.x, b.y - a.y, 0), FIGURE_ONE);
    int64_t far = vec_length(vec_of(b.x - a.x, b.y - a.y, 0));
    int64_t along = far == 0 ? 0 : figure_divide((a.r - b.r) * FIGURE_ONE, far);
    if (along > FIGURE_ONE) along = FIGURE_ONE;
    if (along < -FIGURE_ONE) along = -FIGURE_ONE;
    int64_t across = figure_root(FIGURE_ONE * FIGURE_ONE - along * along);
    return vec_of(figure_divide(u.x * along + u.y * across, FIGURE_ONE),
                  figure_divide(u.y * along - u.x * across, FIGURE_ONE), 0);
}

static struct disc touch(struct disc d, vec out) {
    return (struct disc){d.x + figure_divide(out.x * d.r, FIGURE_ONE), d.y + figure_divide(out.y * d.r, FIGURE_ONE), 0};
}

static void whole_disc(struct canvas *c, struct disc d, struct path *path) {
    seen(c, d.x, d.y, d.r);
    figure_step(c, path, 'M', d.x - d.r, d.y);
    figure_arc(c, path, d.r, false, (struct disc){d.x + d.r, d.y, 0});
    figure_arc(c, path, d.r, false, (struct disc){d.x - d.r, d.y, 0});
    figure_step(c, path, 'Z', 0, 0);
}

static uint32_t around(const struct disc *discs, uint32_t count, uint32_t *order) {
    uint32_t found = 0;
    for (int32_t i = 0; i < TURNS; i++) {
        uint32_t which = farthest(discs, count, i * STEP_DEGREES);
        if (found == 0 || order[found - 1] != which) order[found++] = which;
    }
    return found > 1 && order[found - 1] == order[0] ? found - 1 : found;
}

void figure_hull(struct canvas *c, const struct disc *discs, uint32_t count, enum tdm_paint paint,
                 enum tdm_layer layer) {
    uint32_t order[TURNS + 1], found = around(discs, count, order);
    struct path path = {0};
    if (found == 1) whole_disc(c, discs[order[0]], &path);
    for (uint32_t i = 0; found > 1 && i < found; i++) {
        struct disc before = discs[order[(i + found - 1) % found]], d = discs[order[i]],
                    after = discs[order[(i + 1) % found]];
        vec in = way_out(before, d), out = way_out(d, after);
        struct disc first = touch(d, in), last = touch(d, out);
        seen(c, d.x, d.y, d.r);
        figure_step(c, &path, i == 0 ? 'M' : 'L', first.x, first.y);
        if (d.r > 0) figure_arc(c, &path, d.r, in.x * out.y - in.y * out.x < 0, last);
    }
    if (found > 1) figure_step(c, &path, 'Z', 0, 0);
    figure_put(c, paint, layer, &path);
}

void figure_line(struct canvas *c, const struct disc *points, uint32_t count, enum tdm_paint paint, bool closed) {
    struct path path = {0};
    for (uint32_t i = 0; i < count; i++) figure_step(c, &path, i == 0 ? 'M' : 'L', points[i].x, points[i].y);
    if (closed) figure_step(c, &path, 'Z', 0, 0);
    figure_put(c, paint, closed ? TDM_LAYER_BOTH : TDM_LAYER_LINE, &path);
}
