/* body_test.c - where the points of a body come to lie, counted by hand from the lengths of its segments: thigh 41 cm,
 * shin 40, sole 7, hips 9 to each side, spine 9 + 15 + 26, shoulders 17.5 to each side and 3.5 below the neck, upper
 * arm 30, forearm 25. */
#include "figure_ground.h"

static const char upright[] = "drawing bend\n  view side\n  posture standing\n  start shoulder-out 0, elbow 0";

TEST("standing straight, joints lie one above the other by the lengths of the segments [F039 R-G1]") {
    const struct tdm_drawing *drawing = one(mem, upright);
    REQUIRE(drawing != NULL);
    AT(false, "right ankle", 0, 700, 900);
    AT(false, "right knee", 0, 4700, 900);
    AT(false, "right hip", 0, 8800, 900);
    AT(false, "pelvis", 0, 8800, 0);
    AT(false, "neck", 0, 13800, 0);
    AT(false, "left shoulder", 0, 13450, -1750);
    AT(false, "left elbow", 0, 10450, -1750);
    AT(false, "left wrist", 0, 7950, -1750);
    AT(false, "right ball", 1250, 220, 900);
}

TEST("a thigh lifted to level and a shin hanging: a right angle each, the other foot stays [R-G1]") {
    const struct tdm_drawing *drawing = one(
        mem, "drawing bend\n  view side\n  posture standing, rests on left foot\n  end right hip 90, right knee 90");
    REQUIRE(drawing != NULL);
    AT(true, "right knee", 4100, 8800, 900);
    AT(true, "right ankle", 4100, 4800, 900);
    AT(true, "left ankle", 0, 700, -900);
    AT(false, "right knee", 0, 4700, 900);
}

TEST("angles that are no right angles: 30 and 45 degrees by their sines [R-G1]") {
    const struct tdm_drawing *drawing =
        one(mem, "drawing bend\n  view side\n  posture standing\n"
                 "  start right shoulder 30, right elbow 0, left shoulder-out 45, left elbow 0, "
                 "right shoulder-out 0");
    REQUIRE(drawing != NULL);
    AT(false, "right elbow", 1500, 13450 - 2598, 1750);        /* 3000 sin 30, cos 30 */
    AT(false, "right wrist", 2750, 13450 - 2598 - 2165, 1750); /* 2500 more along the same line */
    AT(false, "left elbow", 0, 13450 - 2121, -1750 - 2121);    /* outward is to the left of the left arm */
}

TEST("outward, inward and turned mean the same on both sides, mirrored [R-G1]") {
    const struct tdm_drawing *drawing = one(mem, "drawing bend\n  view front\n  posture standing\n"
                                                 "  start hip-out 20, hip-turn 15, hip 30, knee 40, shoulder-out 50, "
                                                 "shoulder-turn 35, elbow 70, forearm 40, wrist 20");
    static const char *const names[] = {"knee", "ankle", "toes", "elbow", "wrist", "hand"};
    REQUIRE(drawing != NULL);
    for (size_t i = 0; i < TDM_COUNT(names); i++) {
        struct tdm_buf right, left;
        struct tdm_spot a, b;
        tdm_buf_init(&right, mem, 100);
        tdm_buf_init(&left, mem, 100);
        tdm_buf_format(&right, "right %s", names[i]);
        tdm_buf_format(&left, "left %s", names[i]);
        REQUIRE(tdm_drawing_point(mem, drawing, false, tdm_buf_str(&right), &a));
        REQUIRE(tdm_drawing_point(mem, drawing, false, tdm_buf_str(&left), &b));
        CHECK(a.x - b.x <= 2 && b.x - a.x <= 2 && a.y - b.y <= 2 && b.y - a.y <= 2 && a.z + b.z <= 2 &&
              a.z + b.z >= -2);
    }
}

TEST("lying on the back: head behind, feet ahead, the trunk on the floor [R-G1 R-G2]") {
    const struct tdm_drawing *drawing = one(mem, "drawing bend\n  view side\n  posture lying on 50");
    REQUIRE(drawing != NULL);
    AT(false, "neck", 0, 5000 + 1030, 0); /* the seat is the deepest: 250 back and 780 round */
    AT(false, "pelvis", 5000, 6030, 0);
    AT(false, "right knee", 5000 + 4100, 6030, 900);
    AT(false, "left ankle", 5000 + 8100, 6030, -900);
}

TEST("sitting: the seat carries, thighs level, shins hanging [R-G2]") {
    const struct tdm_drawing *drawing = one(mem, "drawing bend\n  view side\n  posture sitting on 40");
    REQUIRE(drawing != NULL);
    AT(false, "pelvis", 0, 4880, 0);
    AT(false, "right knee", 4100, 4880, 900);
    AT(false, "right ankle", 4100, 880, 900);
}

TEST("leaning and bending: the hips back, the foot where it was [R-G2]") {
    const struct tdm_drawing *drawing =
        one(mem, "drawing bend\n  view side\n  posture standing\n  end lean 30, hip 90, knee 60");
    REQUIRE(drawing != NULL); /* the shin upright, the thigh 60 degrees from upright */
    AT(true, "right ball", 1250, 220, 900);
    AT(true, "right knee", 0, 4700, 900);
    AT(true, "right hip", -3551, 4700 + 2050, 900); /* 4100 sin 60, cos 60 */
    AT(true, "neck", -3551 + 2500, 6750 + 4330, 0); /* 5000 sin 30, cos 30 */
}

TEST("a hand that is put somewhere is there, and its arm keeps its lengths [R-G3]") {
    const struct tdm_drawing *drawing = one(mem, "drawing bend\n  view side\n  posture standing\n"
                                                 "  start right hand to 40 110, left wrist to left knee 0 34 0\n"
                                                 "  end right hand to 30 120.5 25");
    REQUIRE(drawing != NULL);
    AT(false, "right hand", 4000, 11000, 1700); /* without a third number: at the side of the limb */
    AT(true, "right hand", 3000, 12050, 2500);
    AT(true, "left wrist", 0, 4700 + 3400, -900);
    struct tdm_spot shoulder, elbow;
    REQUIRE(tdm_drawing_point(mem, drawing, true, TDM_STR("right shoulder"), &shoulder));
    REQUIRE(tdm_drawing_point(mem, drawing, true, TDM_STR("right elbow"), &elbow));
    int64_t x = shoulder.x - elbow.x, y = shoulder.y - elbow.y, z = shoulder.z - elbow.z;
    int64_t square = x * x + y * y + z * z;
    CHECK(square > 2995 * 2995 && square < 3005 * 3005);
    CHECK(elbow.y < shoulder.y && elbow.x < 1000); /* it points down and back unless something else is said */
}

TEST("an angle said later takes a hand away from where it was put [R-G3]") {
    const struct tdm_drawing *drawing = one(mem, "drawing bend\n  view side\n  posture standing\n"
                                                 "  start right hand to 40 110\n"
                                                 "  end right shoulder 90, right shoulder-out 0, right elbow 0");
    REQUIRE(drawing != NULL);
    AT(true, "right elbow", 3000, 13450, 1750);
}

TEST("a heel that rises turns the foot about its toes, which stay on the floor [R-G2]") {
    const struct tdm_drawing *drawing =
        one(mem, "drawing bend\n  view side\n  posture standing, rests on toes\n  end heel 30");
    struct tdm_spot ball, was;
    REQUIRE(drawing != NULL);
    REQUIRE(tdm_drawing_point(mem, drawing, false, TDM_STR("right ball"), &was));
    REQUIRE(tdm_drawing_point(mem, drawing, true, TDM_STR("right ball"), &ball));
    CHECK(ball.y >= 218 && ball.y <= 222 && ball.x == was.x); /* 220 is the roundness of the ball of the foot */
    AT(true, "right ankle", 1250 - 1083 + 240, 220 + 625 + 416,
       900); /* 1250 ahead and 480 down, turned by 30 degrees */
}

TEST("a pelvis that is put somewhere hangs there, and `shift` moves all of it [R-G2]") {
    const struct tdm_drawing *drawing =
        one(mem, "drawing bend\n  view side\n  posture standing\n  start pelvis to 5 95\n"
                 "  end shift 0 20");
    REQUIRE(drawing != NULL);
    AT(false, "pelvis", 500, 9500, 0);
    AT(true, "pelvis", 500, 11500, 0);
}
