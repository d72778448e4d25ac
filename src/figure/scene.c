/* scene.c - a drawing as shapes on its page: what stands behind, the body at the start and at the end, what is held,
 * what stands in front, arrows. Drawn twice: once to see how large it is, once to its size. */
#include "figure/figure_int.h"

enum { MARGIN = 12000, PAGE_WIDE = 320000, PAGE_HIGH = 240000, MOST_SCALE = 1300, CLOSE_SCALE = 9000, STILL = 120 };

/* ---- pieces of things */

static vec placed(const struct shown *shown, const frame *f, vec origin, const struct spot *spot) {
    return f == NULL ? figure_spot(&shown->end, spot) : vec_add(origin, frame_out(f, spot->at));
}

static enum tdm_paint paint_of(const struct canvas *c, const struct piece *piece) {
    return c->ghost ? TDM_PAINT_GHOST : piece->paint;
}

static void block(struct canvas *c, const struct piece *piece, vec at, const frame *f) {
    struct disc corners[8], top[4];
    frame level = f == NULL ? frame_level() : *f;
    level = frame_about_z(level, -piece->tilt);
    for (uint32_t i = 0; i < 8; i++) {
        vec from = {(i & 1u ? 1 : -1) * piece->size.x / 2, i & 2u ? piece->size.y : 0,
                    (i & 4u ? 1 : -1) * piece->size.z / 2};
        corners[i] = figure_seen(&c->camera, vec_add(at, frame_out(&level, from)), 40);
        if (i & 2u) top[(i & 1u) + (i >> 2) * 2] = corners[i];
    }
    figure_hull(c, corners, 8, paint_of(c, piece), TDM_LAYER_BOTH);
    if (vec_dot(c->camera.f.z, vec_of(0, 1, 0)) > 0 && piece->size.y > 200)
        figure_hull(c, top, 4, paint_of(c, piece), TDM_LAYER_BOTH);
}

static void rod(struct canvas *c, const struct piece *piece, const vec *at) {
    for (uint32_t i = 0; i + 1 < piece->spot_count; i++) {
        vec a = at[i], b = at[i + 1], way = vec_less(b, a);
        if (i == 0) a = vec_less(a, vec_sized(way, piece->beyond));
        if (i + 2 == piece->spot_count) b = vec_add(b, vec_sized(way, piece->beyond));
        struct disc ends[] = {figure_seen(&c->camera, a, piece->radius), figure_seen(&c->camera, b, piece->radius)};
        figure_hull(c, ends, 2, paint_of(c, piece), TDM_LAYER_BOTH);
    }
}

static void wheel(struct canvas *c, const struct piece *piece, vec at, const frame *f) {
    struct disc rim[24];
    for (int32_t i = 0; i < 24; i++) {
        vec from = {figure_divide(piece->radius * figure_cosine(i * 15), FIGURE_ONE),
                    figure_divide(piece->radius * figure_sine(i * 15), FIGURE_ONE), 0};
        rim[i] = figure_seen(&c->camera, vec_add(at, f == NULL ? from : frame_out(f, from)), 100);
    }
    figure_hull(c, rim, 24, paint_of(c, piece), TDM_LAYER_BOTH);
}

static void waves(struct canvas *c, vec at) {
    struct disc level = figure_seen(&c->camera, at, 0);
    if (c->sizing) { /* as high as it is, as wide as the page */
        if (level.y < c->top) c->top = level.y;
        if (level.y + 24000 > c->bottom) c->bottom = level.y + 24000;
        return;
    }
    for (int64_t row = 0; row < 3; row++) {
        struct path path = {0};
        int64_t y = level.y + row * 9000, x = PAGE_WIDE / 16 + row * 12000,
                end = PAGE_WIDE - PAGE_WIDE / 16 - row * 12000;
        figure_step(c, &path, 'M', x, y);
        for (int64_t up = -1; x < end; x += 16000, up = -up)
            figure_curve(c, &path, (struct disc){x + 8000, y + up * 4500, 0}, (struct disc){x + 16000, y, 0});
        figure_put(c, TDM_PAINT_WATER, TDM_LAYER_LINE, &path);
    }
}

static void piece_at(struct canvas *c, const struct shown *shown, const struct piece *piece, vec origin,
                     const frame *f) {
    vec at[PIECE_SPOTS_MAX];
    struct disc seen[PIECE_SPOTS_MAX];
    for (uint32_t i = 0; i < piece->spot_count; i++) {
        at[i] = placed(shown, f, origin, &piece->spots[i]);
        seen[i] = figure_seen(&c->camera, at[i], piece->radius);
    }
    switch (piece->kind) {
    case PIECE_BLOCK:
        block(c, piece, at[0], f);
        break;
    case PIECE_BALL:
        figure_hull(c, seen, piece->spot_count, paint_of(c, piece), TDM_LAYER_BOTH);
        break;
    case PIECE_ROD:
        rod(c, piece, at);
        break;
    case PIECE_CORD:
    case PIECE_BAND:
        figure_line(c, seen, piece->spot_count, paint_of(c, piece), false);
        break;
    case PIECE_WHEEL:
        wheel(c, piece, at[0], f);
        break;
    case PIECE_WAVES:
        waves(c, at[0]);
        break;
    }
}

static bool in_front(const struct piece *piece) {
    bool bound = false;
    for (uint32_t i = 0; i < piece->spot_count; i++) bound = bound || piece->spots[i].on_body;
    return piece->front || piece->kind == PIECE_WAVES || (bound && !piece->behind);
}

static void use_pieces(struct canvas *c, const struct shown *shown, const struct use *use, bool front) {
    const struct body *b = c->ghost ? &shown->start : &shown->end;
    frame f = frame_about_y(frame_level(), use->turned);
    if (use->held) f = *figure_frame_at(b, use->at.point, use->at.side);
    vec origin = figure_spot(b, &use->at);
    for (uint32_t i = 0; i < use->prop->count; i++) {
        const struct piece *piece = &use->prop->pieces[i];
        if ((use->front || in_front(piece)) == front || use->held) piece_at(c, shown, piece, origin, &f);
    }
}

void figure_pieces(struct canvas *c, const struct shown *shown, bool front) {
    const struct tdm_drawing *d = shown->drawing;
    for (uint32_t i = 0; i < d->use_count; i++)
        if (!d->uses[i].held) use_pieces(c, shown, &d->uses[i], front);
    for (uint32_t i = 0; i < d->piece_count; i++)
        if (in_front(&d->pieces[i]) == front) piece_at(c, shown, &d->pieces[i], vec_of(0, 0, 0), NULL);
}

/* ---- bodies */

struct group {
    uint32_t parts;
    enum side side;
    int64_t depth;
    bool far;
};
enum { GROUPS = 6 };

static int64_t depth_of(const struct canvas *c, vec at) {
    return frame_in(&c->camera.f, at).z;
}

static void groups_of(const struct canvas *c, const struct body *b, struct group *groups) {
    static const struct {
        uint32_t parts;
        enum side side;
    } rows[GROUPS] = {
        {1u << PART_THIGH | 1u << PART_SHIN | 1u << PART_FOOT | 1u << PART_TOES, LEFT},
        {1u << PART_UPPER_ARM | 1u << PART_FOREARM | 1u << PART_HAND | 1u << PART_THUMB, LEFT},
        {1u << PART_PELVIS | 1u << PART_BELLY | 1u << PART_CHEST | 1u << PART_NECK, RIGHT},
        {1u << PART_HEAD | 1u << PART_NOSE | 1u << PART_HAIR | 1u << PART_FRINGE | 1u << PART_EYES, RIGHT},
        {1u << PART_THIGH | 1u << PART_SHIN | 1u << PART_FOOT | 1u << PART_TOES, RIGHT},
        {1u << PART_UPPER_ARM | 1u << PART_FOREARM | 1u << PART_HAND | 1u << PART_THUMB, RIGHT}};
    int64_t pelvis = depth_of(c, b->point[POINT_PELVIS][RIGHT]), chest = depth_of(c, b->point[POINT_NECK][RIGHT]);
    for (int i = 0; i < GROUPS; i++) {
        enum side s = rows[i].side;
        struct group *g = &groups[i];
        *g = (struct group){rows[i].parts, s, (pelvis + chest) / 2, false};
        if (rows[i].parts >> PART_THIGH & 1u) {
            g->depth = (depth_of(c, b->point[POINT_KNEE][s]) * 2 + depth_of(c, b->point[POINT_HIP][s])) / 3 - CM(1);
            g->far = depth_of(c, b->point[POINT_HIP][s]) < pelvis - CM(4);
        } else if (rows[i].parts >> PART_HAND & 1u) {
            g->depth = (depth_of(c, b->point[POINT_WRIST][s]) + depth_of(c, b->point[POINT_ELBOW][s])) / 2 + CM(3);
            g->far = depth_of(c, b->point[POINT_SHOULDER][s]) < chest - CM(6);
        } else if (rows[i].parts >> PART_HEAD & 1u) {
            g->depth = depth_of(c, b->point[POINT_HEAD][RIGHT]) + CM(3);
        }
    }
    for (int i = 1; i < GROUPS; i++) /* few, and their order must not depend on a library */
        for (int j = i; j > 0 && groups[j - 1].depth > groups[j].depth; j--) {
            struct group kept = groups[j];
            groups[j] = groups[j - 1];
            groups[j - 1] = kept;
        }
}

static bool grips(const struct tdm_drawing *d, enum side s) {
    for (uint32_t i = 0; i < d->use_count; i++)
        if (d->uses[i].held && d->uses[i].at.point == POINT_HAND && d->uses[i].at.side == s) return true;
    for (uint32_t i = 0; i < d->piece_count; i++)
        for (uint32_t j = 0; j < d->pieces[i].spot_count; j++) {
            const struct spot *spot = &d->pieces[i].spots[j];
            if (spot->on_body && spot->point == POINT_HAND && spot->side == s) return true;
        }
    return false;
}

static void part_shape(struct canvas *c, const struct shown *shown, const struct body *b, const struct group *g,
                       enum part part, enum tdm_paint paint, enum tdm_layer layer) {
    struct flesh f;
    struct disc discs[BALLS_MAX];
    figure_flesh(b, part, g->side, grips(shown->drawing, g->side), &f);
    for (uint32_t i = 0; i < f.count; i++) discs[i] = figure_seen(&c->camera, f.balls[i].at, f.balls[i].r);
    figure_hull(c, discs, f.count, paint, layer);
}

static bool stays(const struct shown *shown, enum part part, enum side s) {
    struct flesh a, b;
    figure_flesh(&shown->start, part, s, false, &a);
    figure_flesh(&shown->end, part, s, false, &b);
    for (uint32_t i = 0; i < a.count; i++)
        if (vec_length(vec_less(a.balls[i].at, b.balls[i].at)) > STILL) return false;
    return true;
}

static void eye_shapes(struct canvas *c, const struct body *b, enum tdm_paint paint) {
    struct flesh f;
    figure_flesh(b, PART_EYES, RIGHT, false, &f);
    for (uint32_t i = 0; i < f.count; i++) {
        struct disc eye = figure_seen(&c->camera, f.balls[i].at, f.balls[i].r);
        figure_hull(c, &eye, 1, paint, TDM_LAYER_FACE);
    }
}

/* Hair before the face where the face looks at the reader. */
static void head_shapes(struct canvas *c, const struct shown *shown, const struct body *b, const struct group *g,
                        bool ghost) {
    bool looks = frame_in(&c->camera.f, b->head.x).z > FIGURE_ONE / 4;
    enum tdm_paint face = ghost ? TDM_PAINT_GHOST : TDM_PAINT_BODY, hair = ghost ? TDM_PAINT_GHOST : TDM_PAINT_HAIR;
    if (ghost && stays(shown, PART_HEAD, RIGHT)) return;
    if (looks) part_shape(c, shown, b, g, PART_HAIR, hair, TDM_LAYER_BOTH);
    for (int layer = TDM_LAYER_EDGE; layer <= TDM_LAYER_FACE; layer++) {
        part_shape(c, shown, b, g, PART_HEAD, face, (enum tdm_layer)layer);
        part_shape(c, shown, b, g, PART_NOSE, face, (enum tdm_layer)layer);
    }
    if (!looks) part_shape(c, shown, b, g, PART_HAIR, hair, TDM_LAYER_BOTH);
    if (looks) part_shape(c, shown, b, g, PART_FRINGE, hair, TDM_LAYER_BOTH);
    if (looks) eye_shapes(c, b, hair);
}

/* The outline of a raised arm would cut its shoulder off the chest: taken away again where the two meet. */
static void join_shoulder(struct canvas *c, const struct shown *shown, const struct body *b, const struct group *g) {
    const frame *chest = &b->chest;
    int64_t inward = g->side == RIGHT ? -1 : 1;
    if ((g->parts >> PART_UPPER_ARM & 1u) == 0) return;
    if (vec_dot(b->upper_arm[g->side].y, chest->y) > -FIGURE_ONE / 3 * FIGURE_ONE) return;
    vec at = vec_add(b->point[POINT_SHOULDER][g->side], frame_out(chest, vec_of(0, -CM(3), inward * CM(3))));
    struct disc patch = figure_seen(&c->camera, at, 480);
    figure_hull(c, &patch, 1, shown->drawing->works[PART_CHEST * 2] ? TDM_PAINT_WORK : TDM_PAINT_BODY, TDM_LAYER_FACE);
}

/* A thumb that points at the reader lies before its hand: without its outline nobody sees which way the palm faces. */
static void thumb_before(struct canvas *c, const struct shown *shown, const struct body *b, const struct group *g) {
    bool works = shown->drawing->works[PART_THUMB * 2 + (int)g->side];
    enum tdm_paint paint = works ? TDM_PAINT_WORK : g->far ? TDM_PAINT_FAR : TDM_PAINT_BODY;
    if ((g->parts >> PART_THUMB & 1u) == 0) return;
    if (frame_in(&c->camera.f, b->hand[g->side].x).z < FIGURE_ONE / 2) return;
    part_shape(c, shown, b, g, PART_THUMB, paint, TDM_LAYER_BOTH);
}

static void group_shapes(struct canvas *c, const struct shown *shown, const struct body *b, const struct group *g,
                         bool ghost) {
    enum tdm_paint base = ghost ? TDM_PAINT_GHOST : g->far ? TDM_PAINT_FAR : TDM_PAINT_BODY;
    if (g->parts >> PART_HEAD & 1u) {
        head_shapes(c, shown, b, g, ghost);
        return;
    }
    for (int layer = TDM_LAYER_EDGE; layer <= TDM_LAYER_FACE; layer++) {
        if (layer == TDM_LAYER_FACE && !ghost && !g->far) join_shoulder(c, shown, b, g);
        for (int part = 0; part < PART_COUNT; part++) {
            if ((g->parts >> part & 1u) == 0 || (ghost && stays(shown, (enum part)part, g->side))) continue;
            int slot = part * 2 + (part < PART_SIDED_FIRST ? 0 : (int)g->side);
            bool works = !ghost && shown->drawing->works[slot];
            part_shape(c, shown, b, g, (enum part)part, works ? TDM_PAINT_WORK : base, (enum tdm_layer)layer);
        }
    }
    if (!ghost) thumb_before(c, shown, b, g);
}

static bool held_still(const struct shown *shown, const struct use *use) {
    return vec_length(vec_less(figure_spot(&shown->start, &use->at), figure_spot(&shown->end, &use->at))) <= STILL;
}

static void held_by(struct canvas *c, const struct shown *shown, const struct group *g) {
    for (uint32_t i = 0; i < shown->drawing->use_count; i++) {
        const struct use *use = &shown->drawing->uses[i];
        if (!use->held || (c->ghost && held_still(shown, use))) continue;
        bool arm = use->at.point >= POINT_SHOULDER && use->at.point <= POINT_HAND, leg = use->at.point >= POINT_HIP;
        bool mine = arm   ? (g->parts >> PART_HAND & 1u) != 0
                    : leg ? (g->parts >> PART_THIGH & 1u) != 0
                          : (g->parts >> PART_CHEST & 1u) != 0;
        if (mine && (use->at.point < POINT_SIDED_FIRST || use->at.side == g->side)) use_pieces(c, shown, use, true);
    }
}

static void body_shapes(struct canvas *c, const struct shown *shown, bool ghost) {
    const struct body *b = ghost ? &shown->start : &shown->end;
    struct group groups[GROUPS];
    groups_of(c, b, groups);
    for (int i = 0; i < GROUPS; i++) {
        group_shapes(c, shown, b, &groups[i], ghost);
        c->ghost = ghost;
        held_by(c, shown, &groups[i]);
        c->ghost = false;
    }
}

/* ---- the whole */

static void floor_line(struct canvas *c, const struct tdm_drawing *d) {
    if (d->raised != 0 || d->close) return;
    struct disc level = figure_seen(&c->camera, vec_of(0, 0, 0), 0);
    struct path path = {0};
    if (c->sizing) {
        if (level.y > c->bottom) c->bottom = level.y;
        return;
    }
    figure_step(c, &path, 'M', PAGE_WIDE / 40, level.y);
    figure_step(c, &path, 'L', PAGE_WIDE - PAGE_WIDE / 40, level.y);
    figure_put(c, TDM_PAINT_FLOOR, TDM_LAYER_LINE, &path);
}

static void all_shapes(struct canvas *c, const struct shown *shown) {
    floor_line(c, shown->drawing);
    figure_pieces(c, shown, false);
    if (shown->drawing->moves) body_shapes(c, shown, true);
    body_shapes(c, shown, false);
    figure_pieces(c, shown, true);
    figure_marks(c, shown);
}

static void start_canvas(struct canvas *c) {
    c->left = c->top = INT64_MAX / 4;
    c->right = c->bottom = INT64_MIN / 4;
    c->count = 0;
}

/* Looked at from `turned` degrees round the figure, counted from its front, and from `raised` degrees above level. */
static frame looking(int32_t turned, int32_t raised) {
    int64_t out = figure_cosine(raised);
    frame f;
    f.z = vec_of(figure_divide(figure_cosine(turned) * out, FIGURE_ONE), figure_sine(raised),
                 figure_divide(figure_sine(turned) * out, FIGURE_ONE));
    f.x = vec_of(figure_sine(turned), 0, -figure_cosine(turned));
    f.y = vec_cross(f.z, f.x);
    return f;
}

static void fit(struct canvas *c, const struct shown *shown) {
    const struct tdm_drawing *d = shown->drawing;
    int64_t most = MOST_SCALE;
    if (d->close) {
        struct disc centre = figure_seen(&c->camera, figure_spot(&shown->end, &d->close_at), d->close_radius);
        c->left = centre.x - centre.r * 4 / 3;
        c->right = centre.x + centre.r * 4 / 3;
        c->top = centre.y - centre.r;
        c->bottom = centre.y + centre.r;
        most = CLOSE_SCALE;
    }
    int64_t margin = d->close ? 0 : MARGIN, wide = c->right - c->left + 1, high = c->bottom - c->top + 1;
    int64_t scale = c->camera.scale, by_width = (PAGE_WIDE - 2 * margin) * scale / wide;
    int64_t by_height = (PAGE_HIGH - 2 * margin) * scale / high;
    c->camera.scale = by_width < by_height ? by_width : by_height;
    if (c->camera.scale > most) c->camera.scale = most;
    if (c->camera.scale < 1) c->camera.scale = 1;
    int64_t x = (c->left + c->right) / 2 - c->camera.dx,
            y = (c->top + c->bottom) / 2 - c->camera.dy; /* before it was moved */
    c->camera.dx = PAGE_WIDE / 2 - figure_divide(x * c->camera.scale, scale);
    c->camera.dy = PAGE_HIGH / 2 - figure_divide(y * c->camera.scale, scale);
}

static void show(const struct tdm_drawing *drawing, struct shown *out) {
    struct miss miss;
    struct pose half = figure_halfway(&drawing->start, &drawing->end);
    bool put = drawing->start.pelvis_put || drawing->end.pelvis_put;
    out->drawing = drawing;
    figure_body(&drawing->start, &drawing->setting, NULL, &out->start, &miss);
    vec pin = vec_less(figure_resting_point(&out->start, drawing->setting.rest), drawing->start.shift);
    figure_body(&drawing->end, &drawing->setting, &pin, &out->end, &miss);
    half.pelvis_put = put;
    if (put) half.pelvis = vec_middle(out->start.point[POINT_PELVIS][RIGHT], out->end.point[POINT_PELVIS][RIGHT]);
    if (put) half.shift = vec_of(0, 0, 0);
    figure_body(&half, &drawing->setting, &pin, &out->middle, &miss);
}

struct tdm_picture tdm_drawing_picture(struct tdm_arena *mem, const struct tdm_drawing *drawing) {
    struct shown *shown = TDM_NEW(mem, struct shown);
    struct canvas c = {.mem = mem, .sizing = true};
    show(drawing, shown);
    c.camera = (struct camera){looking(drawing->turned, drawing->raised), 1000, 0, 0};
    for (int round = 0; round < 6; round++) { /* marks do not grow with the figure: it comes nearer each time */
        start_canvas(&c);
        all_shapes(&c, shown);
        fit(&c, shown);
    }
    c.sizing = false;
    start_canvas(&c);
    all_shapes(&c, shown);
    return (struct tdm_picture){c.shapes, (uint32_t)c.count};
}

bool tdm_drawing_point(struct tdm_arena *mem, const struct tdm_drawing *drawing, bool at_end, tdm_str name,
                       struct tdm_spot *out) {
    enum side side = tdm_str_starts_with(name, TDM_STR("left ")) ? LEFT : RIGHT;
    bool sided = side == LEFT || tdm_str_starts_with(name, TDM_STR("right "));
    size_t blank = 0;
    if (sided && tdm_str_find(name, TDM_STR(" "), &blank)) name = tdm_str_slice(name, blank + 1, name.len);
    int point = figure_point_find(name);
    if (point < 0 || (point >= POINT_SIDED_FIRST) != sided) return false;
    struct shown *shown = TDM_NEW(mem, struct shown);
    show(drawing, shown);
    *out = at_end ? shown->end.point[point][side] : shown->start.point[point][side];
    return true;
}
