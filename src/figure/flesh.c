/* flesh.c - what stands around the joints: each part of the body is the hull of a few balls. Sizes are [own]. */
#include "figure/figure_int.h"

struct ball_row {
    int16_t x, y, z, r;
}; /* in the frame of its part; z counts outward and stands for both if `twin` */

static void add(struct flesh *f, vec at, const frame *frame_, struct ball_row row) {
    TDM_ASSERT(f->count < BALLS_MAX);
    f->balls[f->count++] = (struct ball){vec_add(at, frame_out(frame_, vec_of(row.x, row.y, row.z))), row.r};
}

static void twin(struct flesh *f, vec at, const frame *frame_, struct ball_row row) {
    add(f, at, frame_, row);
    row.z = (int16_t)-row.z;
    add(f, at, frame_, row);
}

static void trunk_flesh(const struct body *b, enum part part, struct flesh *f) {
    vec pelvis = b->point[POINT_PELVIS][RIGHT], low = vec_middle(b->waist, vec_middle(b->waist, pelvis));
    if (part == PART_PELVIS) {
        twin(f, pelvis, &b->pelvis, (struct ball_row){0, 150, 750, 930});
        twin(f, pelvis, &b->pelvis, (struct ball_row){-250, -100, 700, 780});
        twin(f, pelvis, &b->pelvis, (struct ball_row){50, 900, 600, 880});
    } else if (part == PART_BELLY) {
        twin(f, pelvis, &b->pelvis, (struct ball_row){50, 900, 600, 880});
        twin(f, low, &b->pelvis, (struct ball_row){20, 0, 560, 880});
        twin(f, b->waist, &b->chest, (struct ball_row){0, 0, 600, 900});
    } else {
        twin(f, b->waist, &b->chest, (struct ball_row){0, 0, 600, 900});
        twin(f, b->waist, &b->chest, (struct ball_row){50, 1200, 850, 980});
        twin(f, b->waist, &b->chest, (struct ball_row){-50, 2050, 1000, 700});
        add(f, b->point[POINT_SHOULDER][RIGHT], &b->chest, (struct ball_row){0, 0, 0, 480});
        add(f, b->point[POINT_SHOULDER][LEFT], &b->chest, (struct ball_row){0, 0, 0, 480});
    }
}

static void head_flesh(const struct body *b, enum part part, struct flesh *f) {
    vec neck = b->point[POINT_NECK][RIGHT];
    if (part == PART_NECK) {
        add(f, neck, &b->chest, (struct ball_row){0, -250, 0, 520});
        add(f, neck, &b->head, (struct ball_row){20, 800, 0, 480});
    } else if (part == PART_HEAD) {
        add(f, neck, &b->head, (struct ball_row){0, 1700, 0, 900});
        add(f, neck, &b->head, (struct ball_row){220, 1250, 0, 700});
        add(f, neck, &b->head, (struct ball_row){430, 880, 0, 380});
    } else if (part == PART_NOSE) {
        add(f, neck, &b->head, (struct ball_row){780, 1480, 0, 120});
        add(f, neck, &b->head, (struct ball_row){1000, 1240, 0, 130});
    } else if (part == PART_FRINGE) {
        twin(f, neck, &b->head, (struct ball_row){60, 2230, 360, 450});
        twin(f, neck, &b->head, (struct ball_row){-500, 2180, 380, 400});
    } else if (part == PART_EYES) {
        twin(f, neck, &b->head, (struct ball_row){840, 1560, 300, 95});
    } else {
        add(f, neck, &b->head, (struct ball_row){-260, 1930, 0, 790});
        add(f, neck, &b->head, (struct ball_row){-420, 1400, 0, 640});
    }
}

static void arm_flesh(const struct body *b, enum part part, enum side s, bool fist, struct flesh *f) {
    vec elbow = b->point[POINT_ELBOW][s], wrist = b->point[POINT_WRIST][s];
    if (part == PART_UPPER_ARM) {
        add(f, b->point[POINT_SHOULDER][s], &b->upper_arm[s], (struct ball_row){0, 0, 0, 500});
        add(f, elbow, &b->upper_arm[s], (struct ball_row){0, 0, 0, 390});
    } else if (part == PART_FOREARM) {
        add(f, elbow, &b->forearm[s], (struct ball_row){0, 0, 0, 390});
        add(f, elbow, &b->forearm[s], (struct ball_row){0, -700, 0, 390});
        add(f, wrist, &b->forearm[s], (struct ball_row){0, 0, 0, 270});
    } else if (part == PART_THUMB) {
        int16_t down = fist ? 0 : 100;
        add(f, wrist, &b->hand[s], (struct ball_row){180, -300, 0, 150});
        add(f, wrist, &b->hand[s], (struct ball_row){450, (int16_t)(-700 - down), 0, 130});
    } else {
        add(f, wrist, &b->hand[s], (struct ball_row){-160, -200, 0, fist ? 250 : 200});
        add(f, wrist, &b->hand[s], (struct ball_row){160, -200, 0, fist ? 250 : 200});
        add(f, wrist, &b->hand[s], (struct ball_row){-230, -800, 0, fist ? 330 : 190});
        add(f, wrist, &b->hand[s], (struct ball_row){230, -800, 0, fist ? 330 : 190});
        if (fist) return;
        add(f, wrist, &b->hand[s], (struct ball_row){-140, -1600, 0, 120});
        add(f, wrist, &b->hand[s], (struct ball_row){140, -1600, 0, 120});
    }
}

static void leg_flesh(const struct body *b, enum part part, enum side s, struct flesh *f) {
    vec knee = b->point[POINT_KNEE][s], ankle = b->point[POINT_ANKLE][s], ball = b->point[POINT_BALL][s];
    if (part == PART_THIGH) {
        add(f, b->point[POINT_HIP][s], &b->thigh[s], (struct ball_row){0, 0, 0, 860});
        add(f, b->point[POINT_THIGH][s], &b->thigh[s], (struct ball_row){60, 0, 0, 740});
        add(f, knee, &b->thigh[s], (struct ball_row){0, 0, 0, 540});
    } else if (part == PART_SHIN) {
        add(f, knee, &b->shin[s], (struct ball_row){0, 0, 0, 540});
        add(f, knee, &b->shin[s], (struct ball_row){-130, -1100, 0, 560});
        add(f, ankle, &b->shin[s], (struct ball_row){0, 300, 0, 340});
        add(f, ankle, &b->shin[s], (struct ball_row){0, 0, 0, 350});
    } else if (part == PART_FOOT) {
        add(f, ankle, &b->foot[s], (struct ball_row){0, -60, 0, 360});
        add(f, b->point[POINT_HEEL][s], &b->foot[s], (struct ball_row){0, 0, 0, 300});
        twin(f, ball, &b->foot[s], (struct ball_row){0, 0, 210, 220});
    } else {
        twin(f, ball, &b->foot[s], (struct ball_row){0, 0, 210, 220});
        twin(f, b->point[POINT_TOES][s], &b->toes[s], (struct ball_row){0, 0, 180, 170});
    }
}

void figure_flesh(const struct body *b, enum part part, enum side s, bool fist, struct flesh *out) {
    out->count = 0;
    if (part <= PART_CHEST)
        trunk_flesh(b, part, out);
    else if (part < PART_SIDED_FIRST)
        head_flesh(b, part, out);
    else if (part <= PART_THUMB)
        arm_flesh(b, part, s, fist, out);
    else
        leg_flesh(b, part, s, out);
}

/* ---- the lowest point of what a body rests on */

static int64_t lower(int64_t low, const struct body *b, enum part part, enum side s) {
    struct flesh f;
    figure_flesh(b, part, s, false, &f);
    for (uint32_t i = 0; i < f.count; i++)
        if (f.balls[i].at.y - f.balls[i].r < low) low = f.balls[i].at.y - f.balls[i].r;
    return low;
}

int64_t figure_lowest(const struct body *b, enum rest rest) {
    static const uint32_t all = (1u << PART_COUNT) - 1, feet = 1u << PART_FOOT | 1u << PART_TOES;
    static const uint32_t back = 1u << PART_PELVIS | 1u << PART_BELLY | 1u << PART_CHEST;
    static const uint32_t shins = 1u << PART_THIGH | 1u << PART_SHIN;
    static const struct {
        uint32_t parts;
        bool right, left;
    } rows[REST_COUNT] = {[REST_FEET] = {feet, true, true},
                          [REST_RIGHT_FOOT] = {feet, true, false},
                          [REST_LEFT_FOOT] = {feet, false, true},
                          [REST_TOES] = {1u << PART_TOES, true, true},
                          [REST_RIGHT_TOES] = {1u << PART_TOES, true, false},
                          [REST_LEFT_TOES] = {1u << PART_TOES, false, true},
                          [REST_SEAT] = {1u << PART_PELVIS, true, true},
                          [REST_BACK] = {back, true, true},
                          [REST_KNEES] = {shins, true, true},
                          [REST_RIGHT_KNEE] = {shins, true, false},
                          [REST_LEFT_KNEE] = {shins, false, true},
                          [REST_ALL] = {all, true, true}};
    int64_t low = INT64_MAX;
    for (int part = 0; part < PART_COUNT; part++) {
        if ((rows[rest].parts >> part & 1u) == 0) continue;
        if (rows[rest].right || part < PART_SIDED_FIRST) low = lower(low, b, (enum part)part, RIGHT);
        if (rows[rest].left) low = lower(low, b, (enum part)part, LEFT);
    }
    return low;
}
