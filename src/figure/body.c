/* body.c - a pose set up: from angles to points, down the chain of joints; then put on what it rests on; then hands and
 * feet put where they are wanted, the two joints above following. */
#include "figure/figure_int.h"

/* Lengths of the segments in tenths of a millimetre, of a figure about 1.65 m tall [own]. */
enum {
    HIP_HALF = 900,
    THIGH = 4100,
    SHIN = 4000,
    SOLE = 700,
    LUMBAR = 900,
    WAIST = 1500,
    NECK_AT = 2600,
    SHOULDER_AT = 2250,
    SHOULDER_HALF = 1750,
    HEAD_AT = 1550,
    HEAD_FORWARD = 150,
    UPPER_ARM = 3000,
    FOREARM = 2500,
    GRIP = 700,
    NEAR_ENOUGH = 150 /* an arm gives that much by its shoulder */
};

static int32_t outward(enum side side) { /* what turns right limbs one way turns left ones the other */
    return side == RIGHT ? 1 : -1;
}

static vec from(vec at, const frame *f, int64_t x, int64_t y, int64_t z) {
    return vec_add(at, frame_out(f, vec_of(x, y, z)));
}

/* ---- the spine */

static frame spine_half(frame f, const struct pose *p) {
    f = frame_about_z(f, -p->angle[JOINT_TRUNK][RIGHT] / 2);
    f = frame_about_x(f, p->angle[JOINT_TRUNK_SIDE][RIGHT] / 2);
    return frame_about_y(f, p->angle[JOINT_TRUNK_TURN][RIGHT] / 2);
}

static void set_spine(const struct pose *p, struct body *b) {
    frame f = frame_about_y(frame_level(), p->angle[JOINT_TURN][RIGHT]);
    f = frame_about_z(f, -p->angle[JOINT_LEAN][RIGHT]);
    b->pelvis = frame_about_x(f, p->angle[JOINT_TILT][RIGHT]);
    vec pelvis = vec_of(0, 0, 0);
    vec lumbar = from(pelvis, &b->pelvis, 0, LUMBAR, 0);
    f = spine_half(b->pelvis, p);
    b->waist = from(lumbar, &f, 0, WAIST, 0);
    b->point[POINT_BELLY][RIGHT] = from(lumbar, &f, 900, 700, 0);
    b->chest = spine_half(f, p);
    vec neck = from(b->waist, &b->chest, 0, NECK_AT, 0);
    f = frame_about_z(b->chest, -p->angle[JOINT_NECK][RIGHT]);
    b->head = frame_about_y(f, p->angle[JOINT_NECK_TURN][RIGHT]);
    b->point[POINT_PELVIS][RIGHT] = pelvis;
    b->point[POINT_SEAT][RIGHT] = from(pelvis, &b->pelvis, -900, -600, 0);
    b->point[POINT_NECK][RIGHT] = neck;
    b->point[POINT_CHEST][RIGHT] = from(b->waist, &b->chest, 1000, 1300, 0);
    b->point[POINT_BACK][RIGHT] = from(b->waist, &b->chest, -1000, 1200, 0);
    b->point[POINT_HEAD][RIGHT] = from(neck, &b->head, HEAD_FORWARD, HEAD_AT, 0);
}

/* ---- legs */

static void set_foot(const struct pose *p, enum side s, struct body *b) {
    vec ankle = b->point[POINT_ANKLE][s];
    int32_t toes = p->angle[JOINT_TOES][s], heel = p->angle[JOINT_HEEL][s];
    if (p->flat[s]) {
        vec ahead = vec_of(b->shin[s].x.x, 0, b->shin[s].x.z);
        if (vec_length(ahead) < FIGURE_ONE / 20) ahead = vec_of(b->pelvis.x.x, 0, b->pelvis.x.z);
        b->foot[s] = frame_about_z(frame_along(vec_of(0, FIGURE_ONE, 0), ahead), -heel);
        b->foot[s] = frame_about_x(b->foot[s], outward(s) * p->angle[JOINT_FOOT_IN][s]);
        if (heel > 0) toes += heel;
    } else {
        b->foot[s] = frame_about_z(b->shin[s], p->angle[JOINT_ANKLE][s]);
        b->foot[s] = frame_about_x(b->foot[s], outward(s) * p->angle[JOINT_FOOT_IN][s]);
    }
    b->toes[s] = frame_about_z(b->foot[s], toes);
    b->point[POINT_HEEL][s] = from(ankle, &b->foot[s], -450, -400, 0);
    b->point[POINT_BALL][s] = from(ankle, &b->foot[s], 1250, -480, 0);
    b->point[POINT_TOES][s] = from(b->point[POINT_BALL][s], &b->toes[s], 550, -50, 0);
    b->point[POINT_FOOT][s] = from(ankle, &b->foot[s], 400, -SOLE, 0);
}

static void leg_points(const struct pose *p, enum side s, struct body *b) {
    b->point[POINT_THIGH][s] = vec_middle(b->point[POINT_HIP][s], b->point[POINT_KNEE][s]);
    b->point[POINT_SHIN][s] = vec_middle(b->point[POINT_KNEE][s], b->point[POINT_ANKLE][s]);
    set_foot(p, s, b);
}

static void set_leg(const struct pose *p, enum side s, struct body *b) {
    frame f = frame_about_z(b->pelvis, p->angle[JOINT_HIP][s]);
    f = frame_about_x(f, -outward(s) * p->angle[JOINT_HIP_OUT][s]);
    b->thigh[s] = frame_about_y(f, -outward(s) * p->angle[JOINT_HIP_TURN][s]);
    b->shin[s] = frame_about_z(b->thigh[s], -p->angle[JOINT_KNEE][s]);
    b->point[POINT_HIP][s] = from(b->point[POINT_PELVIS][RIGHT], &b->pelvis, 0, 0, outward(s) * HIP_HALF);
    b->point[POINT_KNEE][s] = from(b->point[POINT_HIP][s], &b->thigh[s], 0, -THIGH, 0);
    b->point[POINT_ANKLE][s] = from(b->point[POINT_KNEE][s], &b->shin[s], 0, -SHIN, 0);
    leg_points(p, s, b);
}

/* ---- arms */

/* `forearm` as the elbow leaves it, before it turns. */
static void set_hand(const struct pose *p, enum side s, frame forearm, struct body *b) {
    b->forearm[s] = frame_about_y(forearm, -outward(s) * p->angle[JOINT_FOREARM][s]);
    frame f = frame_about_x(b->forearm[s], -outward(s) * p->angle[JOINT_WRIST][s]);
    b->hand[s] = frame_about_z(f, p->angle[JOINT_WRIST_UP][s]);
    b->point[POINT_UPPER_ARM][s] = vec_middle(b->point[POINT_SHOULDER][s], b->point[POINT_ELBOW][s]);
    b->point[POINT_FOREARM][s] = vec_middle(b->point[POINT_ELBOW][s], b->point[POINT_WRIST][s]);
    b->point[POINT_HAND][s] = from(b->point[POINT_WRIST][s], &b->hand[s], 0, -GRIP, 0);
}

static void set_arm(const struct pose *p, enum side s, struct body *b) {
    frame f = frame_about_z(b->chest, p->angle[JOINT_SHOULDER][s]);
    f = frame_about_x(f, -outward(s) * p->angle[JOINT_SHOULDER_OUT][s]);
    b->upper_arm[s] = frame_about_y(f, -outward(s) * p->angle[JOINT_SHOULDER_TURN][s]);
    int64_t blade = CM(p->angle[JOINT_BLADE][s]), shrug = CM(p->angle[JOINT_SHRUG][s]);
    b->point[POINT_SHOULDER][s] =
        from(b->waist, &b->chest, blade, SHOULDER_AT + shrug, outward(s) * (SHOULDER_HALF - blade / 4));
    b->point[POINT_ELBOW][s] = from(b->point[POINT_SHOULDER][s], &b->upper_arm[s], 0, -UPPER_ARM, 0);
    f = frame_about_z(b->upper_arm[s], p->angle[JOINT_ELBOW][s]);
    b->point[POINT_WRIST][s] = from(b->point[POINT_ELBOW][s], &f, 0, -FOREARM, 0);
    set_hand(p, s, f, b);
}

/* ---- two bones to a target */

struct bones {
    int64_t upper, lower;
    vec pole;
};

/* Where the joint between them lies; `across` points from the line of the ends towards it. How far the target lies
 * beyond. */
static int64_t bend(vec root, vec target, const struct bones *bones, vec *middle, vec *end, vec *across) {
    vec way = vec_less(target, root);
    int64_t far = vec_length(way), most = bones->upper + bones->lower, beyond = 0;
    int64_t least = bones->upper > bones->lower ? bones->upper - bones->lower : bones->lower - bones->upper;
    if (far > most) beyond = far - most;
    if (far < least + 200) beyond = far - least - 200;
    vec u = far == 0 ? bones->pole : vec_sized(way, FIGURE_ONE);
    if (far > most) far = most;
    if (far < least + 200) far = least + 200;
    int64_t along = (bones->upper * bones->upper - bones->lower * bones->lower + far * far) / (2 * far);
    int64_t high = figure_root(bones->upper * bones->upper - along * along);
    *across = frame_along(u, bones->pole).x;
    *middle = vec_add(root, vec_add(vec_sized(u, along), vec_sized(*across, high)));
    *end = vec_add(root, vec_sized(u, far));
    return beyond;
}

static frame hinged(vec up, vec axis) {
    frame f;
    f.y = vec_sized(up, FIGURE_ONE);
    f.z = axis;
    f.x = vec_cross(f.y, f.z);
    return f;
}

static int64_t reach_arm(const struct pose *p, const struct reach *reach, vec target, struct body *b) {
    enum side s = reach->side;
    vec pole = frame_out(&b->chest, vec_of(-FIGURE_ONE * 3 / 5, -FIGURE_ONE * 3 / 5, outward(s) * FIGURE_ONE / 2));
    struct bones bones = {UPPER_ARM, reach->limb == LIMB_HAND ? FOREARM + GRIP : FOREARM, pole};
    if (reach->bend != HEADING_NONE) bones.pole = figure_heading(reach->bend);
    vec root = b->point[POINT_SHOULDER][s], end, across;
    int64_t beyond = bend(root, target, &bones, &b->point[POINT_ELBOW][s], &end, &across);
    vec elbow = b->point[POINT_ELBOW][s];
    b->upper_arm[s] = frame_along(vec_less(root, elbow), vec_less(vec_of(0, 0, 0), across));
    frame f = hinged(vec_less(elbow, end), b->upper_arm[s].z);
    b->point[POINT_WRIST][s] = from(elbow, &f, 0, -FOREARM, 0);
    set_hand(p, s, f, b);
    return beyond;
}

static int64_t reach_leg(const struct pose *p, const struct reach *reach, vec target, struct body *b) {
    enum side s = reach->side;
    vec pole = frame_out(&b->pelvis, vec_of(FIGURE_ONE, -FIGURE_ONE / 10, outward(s) * FIGURE_ONE / 20));
    struct bones bones = {THIGH, SHIN, pole};
    if (reach->bend != HEADING_NONE) bones.pole = figure_heading(reach->bend);
    if (reach->limb == LIMB_FOOT) target.y += SOLE;
    vec root = b->point[POINT_HIP][s], end, across;
    int64_t beyond = bend(root, target, &bones, &b->point[POINT_KNEE][s], &end, &across);
    vec knee = b->point[POINT_KNEE][s];
    b->thigh[s] = frame_along(vec_less(root, knee), across);
    b->shin[s] = hinged(vec_less(knee, end), b->thigh[s].z);
    b->point[POINT_ANKLE][s] = end;
    leg_points(p, s, b);
    return beyond;
}

/* ---- put together */

vec figure_resting_point(const struct body *b, enum rest rest) {
    static const struct {
        enum body_point point;
        enum side side;
    } points[REST_COUNT] = {[REST_FEET] = {POINT_BALL, RIGHT},       [REST_RIGHT_FOOT] = {POINT_BALL, RIGHT},
                            [REST_LEFT_FOOT] = {POINT_BALL, LEFT},   [REST_TOES] = {POINT_BALL, RIGHT},
                            [REST_RIGHT_TOES] = {POINT_BALL, RIGHT}, [REST_LEFT_TOES] = {POINT_BALL, LEFT},
                            [REST_SEAT] = {POINT_PELVIS, RIGHT},     [REST_BACK] = {POINT_NECK, RIGHT},
                            [REST_KNEES] = {POINT_KNEE, RIGHT},      [REST_RIGHT_KNEE] = {POINT_KNEE, RIGHT},
                            [REST_LEFT_KNEE] = {POINT_KNEE, LEFT},   [REST_ALL] = {POINT_KNEE, RIGHT}};
    return b->point[points[rest].point][points[rest].side];
}

vec figure_spot(const struct body *b, const struct spot *spot) {
    return spot->on_body ? vec_add(b->point[spot->point][spot->side], spot->at) : spot->at;
}

static void shift(struct body *b, vec by) {
    for (int i = 0; i < POINT_COUNT; i++)
        for (int s = 0; s < SIDES; s++) b->point[i][s] = vec_add(b->point[i][s], by);
    b->waist = vec_add(b->waist, by);
}

static void put_down(const struct pose *pose, const struct setting *setting, const vec *pin, struct body *b) {
    vec by = {0, 0, 0};
    if (pose->pelvis_put) {
        by = vec_less(pose->pelvis, b->point[POINT_PELVIS][RIGHT]);
    } else {
        vec rests = figure_resting_point(b, setting->rest);
        by.y = setting->height - figure_lowest(b, setting->rest);
        bool left = setting->rest == REST_LEFT_FOOT || setting->rest == REST_LEFT_TOES;
        if (setting->rest <= REST_LEFT_TOES)
            rests.x = pin == NULL ? b->point[POINT_ANKLE][left ? LEFT : RIGHT].x : rests.x; /* 0 is below the ankle */
        by.x = pin == NULL ? -rests.x : pin->x - rests.x;
        if (pin != NULL) by.z = pin->z - rests.z;
    }
    shift(b, vec_add(by, pose->shift));
}

void figure_body(const struct pose *pose, const struct setting *setting, const vec *pin, struct body *out,
                 struct miss *miss) {
    *miss = (struct miss){0};
    *out = (struct body){0};
    set_spine(pose, out);
    for (int i = 0; i < POINT_SIDED_FIRST; i++) out->point[i][LEFT] = out->point[i][RIGHT];
    for (int s = 0; s < SIDES; s++) {
        set_leg(pose, (enum side)s, out);
        set_arm(pose, (enum side)s, out);
    }
    put_down(pose, setting, pin, out);
    for (uint32_t i = 0; i < pose->reach_count; i++) {
        const struct reach *reach = &pose->reaches[i];
        bool is_arm = reach->limb == LIMB_HAND || reach->limb == LIMB_WRIST;
        vec target = figure_spot(out, &reach->to);
        int64_t beyond = is_arm ? reach_arm(pose, reach, target, out) : reach_leg(pose, reach, target, out);
        if ((beyond > NEAR_ENOUGH || beyond < -NEAR_ENOUGH) && !miss->is) *miss = (struct miss){true, reach, beyond};
    }
}

const frame *figure_frame_at(const struct body *b, enum body_point point, enum side s) {
    if (point <= POINT_NECK) return point == POINT_HEAD ? &b->head : &b->chest;
    if (point < POINT_SIDED_FIRST) return point == POINT_CHEST || point == POINT_BACK ? &b->chest : &b->pelvis;
    if (point <= POINT_UPPER_ARM) return &b->upper_arm[s];
    if (point <= POINT_FOREARM) return &b->forearm[s];
    if (point <= POINT_HAND) return &b->hand[s];
    if (point <= POINT_THIGH) return &b->thigh[s];
    return point <= POINT_ANKLE ? &b->shin[s] : &b->foot[s];
}

/* Halfway through the movement, for the bend of its arrow. */
struct pose figure_halfway(const struct pose *a, const struct pose *b) {
    struct pose half = *b;
    for (int i = 0; i < JOINT_COUNT; i++)
        for (int s = 0; s < SIDES; s++) half.angle[i][s] = (a->angle[i][s] + b->angle[i][s]) / 2;
    half.pelvis = vec_middle(a->pelvis, b->pelvis);
    half.shift = vec_middle(a->shift, b->shift);
    for (uint32_t i = 0; i < half.reach_count; i++)
        for (uint32_t j = 0; j < a->reach_count; j++) {
            const struct reach *from = &a->reaches[j];
            struct reach *to = &half.reaches[i];
            if (from->limb != to->limb || from->side != to->side) continue;
            if (!from->to.on_body && !to->to.on_body) to->to.at = vec_middle(from->to.at, to->to.at);
        }
    return half;
}
