/* space.c - vectors and frames in whole numbers: lengths in tenths of a millimetre, the sines of whole degrees from a
 * table. No binary floating point, so that a drawing has the same bytes on every machine. */
#include "figure/figure_int.h"

/* sin(0) to sin(90) times 2^20, rounded. */
static const int32_t sines[91] = {
    0,       18300,   36595,   54878,   73145,   91389,   109606,  127789,  145934,  164033,  182083,  200078,  218011,
    235878,  253673,  271391,  289027,  306574,  324028,  341383,  358634,  375776,  392803,  409711,  426494,  443147,
    459665,  476044,  492277,  508360,  524288,  540057,  555661,  571095,  586356,  601438,  616338,  631049,  645568,
    659890,  674012,  687928,  701634,  715127,  728402,  741455,  754282,  766880,  779244,  791370,  803256,  814897,
    826289,  837430,  848316,  858943,  869309,  879410,  889243,  898805,  908093,  917105,  925838,  934288,  942454,
    950333,  957922,  965219,  972223,  978930,  985339,  991448,  997255,  1002758, 1007956, 1012847, 1017429, 1021701,
    1025662, 1029311, 1032646, 1035666, 1038371, 1040760, 1042832, 1044586, 1046022, 1047139, 1047937, 1048416, 1048576,
};

int64_t figure_sine(int32_t degrees) {
    int32_t a = degrees % 360;
    if (a < 0) a += 360;
    if (a <= 90) return sines[a];
    if (a <= 180) return sines[180 - a];
    if (a <= 270) return -sines[a - 180];
    return -sines[360 - a];
}

int64_t figure_cosine(int32_t degrees) {
    return figure_sine(degrees + 90);
}

/* To the nearest, halves away from zero: mirrored poses stay mirrored. */
int64_t figure_divide(int64_t number, int64_t by) {
    return number >= 0 ? (number + by / 2) / by : -((-number + by / 2) / by);
}

int64_t figure_root(int64_t square) {
    if (square <= 0) return 0;
    int64_t root = (int64_t)1 << 31, next;
    while ((next = (root + square / root) / 2) < root) root = next;
    return root;
}

vec vec_of(int64_t x, int64_t y, int64_t z) {
    return (vec){x, y, z};
}

vec vec_add(vec a, vec b) {
    return (vec){a.x + b.x, a.y + b.y, a.z + b.z};
}

vec vec_less(vec a, vec b) {
    return (vec){a.x - b.x, a.y - b.y, a.z - b.z};
}

vec vec_middle(vec a, vec b) {
    return (vec){(a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2};
}

int64_t vec_dot(vec a, vec b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

int64_t vec_length(vec a) {
    return figure_root(vec_dot(a, a));
}

vec vec_sized(vec a, int64_t length) {
    int64_t now = vec_length(a);
    if (now == 0) return a;
    return (vec){figure_divide(a.x * length, now), figure_divide(a.y * length, now), figure_divide(a.z * length, now)};
}

/* Of two directions of length FIGURE_ONE. */
vec vec_cross(vec a, vec b) {
    return (vec){figure_divide(a.y * b.z - a.z * b.y, FIGURE_ONE), figure_divide(a.z * b.x - a.x * b.z, FIGURE_ONE),
                 figure_divide(a.x * b.y - a.y * b.x, FIGURE_ONE)};
}

static vec mixed(vec a, int64_t ka, vec b, int64_t kb) {
    return (vec){figure_divide(a.x * ka + b.x * kb, FIGURE_ONE), figure_divide(a.y * ka + b.y * kb, FIGURE_ONE),
                 figure_divide(a.z * ka + b.z * kb, FIGURE_ONE)};
}

frame frame_level(void) {
    return (frame){{FIGURE_ONE, 0, 0}, {0, FIGURE_ONE, 0}, {0, 0, FIGURE_ONE}};
}

vec frame_out(const frame *f, vec local) {
    vec v = mixed(f->x, local.x, f->y, local.y);
    return vec_add(v, mixed(f->z, local.z, f->z, 0));
}

vec frame_in(const frame *f, vec v) {
    return (vec){figure_divide(vec_dot(f->x, v), FIGURE_ONE), figure_divide(vec_dot(f->y, v), FIGURE_ONE),
                 figure_divide(vec_dot(f->z, v), FIGURE_ONE)};
}

/* Turned about its own axis: what was its x goes towards its y, and so round. */
frame frame_about_z(frame f, int32_t degrees) {
    int64_t s = figure_sine(degrees), c = figure_cosine(degrees);
    return (frame){mixed(f.x, c, f.y, s), mixed(f.y, c, f.x, -s), f.z};
}

frame frame_about_x(frame f, int32_t degrees) {
    int64_t s = figure_sine(degrees), c = figure_cosine(degrees);
    return (frame){f.x, mixed(f.y, c, f.z, s), mixed(f.z, c, f.y, -s)};
}

frame frame_about_y(frame f, int32_t degrees) {
    int64_t s = figure_sine(degrees), c = figure_cosine(degrees);
    return (frame){mixed(f.x, c, f.z, -s), f.y, mixed(f.z, c, f.x, s)};
}

/* The frame whose y is `up`, and whose x is as near to `front` as it can be. */
frame frame_along(vec up, vec front) {
    frame f;
    f.y = vec_sized(up, FIGURE_ONE);
    vec side = vec_cross(vec_sized(front, FIGURE_ONE), f.y);
    bool upright = f.y.x < FIGURE_ONE / 2 && f.y.x > -FIGURE_ONE / 2;
    if (vec_length(side) < FIGURE_ONE / 50) /* `front` lies along `up`: any other way will do, always the same */
        side = vec_cross(upright ? vec_of(FIGURE_ONE, 0, 0) : vec_of(0, FIGURE_ONE, 0), f.y);
    f.z = vec_sized(side, FIGURE_ONE);
    f.x = vec_cross(f.y, f.z);
    return f;
}
