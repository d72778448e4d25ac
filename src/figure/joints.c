/* joints.c - the words of a pose: joints with the angles they allow, points and parts of the body, postures,
 * directions. All figures here are [own]: wide enough for any drawing, too narrow for a slip of the pen; none of them
 * is a finding. */
#include "figure/figure_int.h"

const struct joint_row figure_joints[JOINT_COUNT] = {
    [JOINT_LEAN] = {"lean", -180, 180},
    [JOINT_TILT] = {"tilt", -180, 180},
    [JOINT_TURN] = {"turn", -180, 180},
    [JOINT_TRUNK] = {"trunk", -35, 100},
    [JOINT_TRUNK_SIDE] = {"trunk-side", -40, 40},
    [JOINT_TRUNK_TURN] = {"trunk-turn", -50, 50},
    [JOINT_NECK] = {"neck", -60, 60},
    [JOINT_NECK_TURN] = {"neck-turn", -80, 80},
    [JOINT_HIP] = {"hip", -30, 135},
    [JOINT_HIP_OUT] = {"hip-out", -30, 60},
    [JOINT_HIP_TURN] = {"hip-turn", -50, 60},
    [JOINT_KNEE] = {"knee", -5, 155},
    [JOINT_ANKLE] = {"ankle", -75, 35},
    [JOINT_FOOT_IN] = {"foot-in", -30, 40},
    [JOINT_HEEL] = {"heel", -30, 75},
    [JOINT_TOES] = {"toes", -60, 75},
    [JOINT_BLADE] = {"blade", -6, 8},
    [JOINT_SHRUG] = {"shrug", -4, 8},
    [JOINT_SHOULDER] = {"shoulder", -60, 185},
    [JOINT_SHOULDER_OUT] = {"shoulder-out", -50, 180},
    [JOINT_SHOULDER_TURN] = {"shoulder-turn", -100, 100},
    [JOINT_ELBOW] = {"elbow", -5, 155},
    [JOINT_FOREARM] = {"forearm", -95, 95},
    [JOINT_WRIST] = {"wrist", -85, 85},
    [JOINT_WRIST_UP] = {"wrist-up", -45, 45},
};

int figure_joint_find(tdm_str word) {
    for (int i = 0; i < JOINT_COUNT; i++)
        if (tdm_str_is(word, figure_joints[i].word)) return i;
    return -1;
}

static const char *const point_words[POINT_COUNT] = {
    [POINT_HEAD] = "head",     [POINT_NECK] = "neck",         [POINT_CHEST] = "chest",
    [POINT_BELLY] = "belly",   [POINT_BACK] = "back",         [POINT_SEAT] = "seat",
    [POINT_PELVIS] = "pelvis", [POINT_SHOULDER] = "shoulder", [POINT_UPPER_ARM] = "upper-arm",
    [POINT_ELBOW] = "elbow",   [POINT_FOREARM] = "forearm",   [POINT_WRIST] = "wrist",
    [POINT_HAND] = "hand",     [POINT_HIP] = "hip",           [POINT_THIGH] = "thigh",
    [POINT_KNEE] = "knee",     [POINT_SHIN] = "shin",         [POINT_ANKLE] = "ankle",
    [POINT_HEEL] = "heel",     [POINT_BALL] = "ball",         [POINT_TOES] = "toes",
    [POINT_FOOT] = "foot",
};

int figure_point_find(tdm_str word) {
    for (int i = 0; i < POINT_COUNT; i++)
        if (tdm_str_is(word, point_words[i])) return i;
    return -1;
}

const char *figure_point_word(enum body_point point) {
    return point_words[point];
}

#define P(part) (1u << PART_##part)
const struct part_word figure_part_words[] = {
    {"arm", P(UPPER_ARM) | P(FOREARM) | P(HAND) | P(THUMB), true},
    {"upper-arm", P(UPPER_ARM), true},
    {"forearm", P(FOREARM) | P(HAND) | P(THUMB), true},
    {"hand", P(HAND) | P(THUMB), true},
    {"leg", P(THIGH) | P(SHIN) | P(FOOT) | P(TOES), true},
    {"thigh", P(THIGH), true},
    {"shin", P(SHIN), true},
    {"foot", P(FOOT) | P(TOES), true},
    {"trunk", P(PELVIS) | P(BELLY) | P(CHEST), false},
    {"pelvis", P(PELVIS), false},
    {"belly", P(BELLY), false},
    {"chest", P(CHEST), false},
    {"neck", P(NECK), false},
};
#undef P
const size_t figure_part_word_count = TDM_COUNT(figure_part_words);

const char *const figure_heading_words[HEADING_COUNT] = {
    [HEADING_NONE] = "",     [HEADING_UP] = "up",       [HEADING_DOWN] = "down", [HEADING_FORWARD] = "forward",
    [HEADING_BACK] = "back", [HEADING_RIGHT] = "right", [HEADING_LEFT] = "left"};

vec figure_heading(enum heading heading) {
    static const vec headings[HEADING_COUNT] = {
        [HEADING_NONE] = {0, 0, 0},           [HEADING_UP] = {0, FIGURE_ONE, 0},
        [HEADING_DOWN] = {0, -FIGURE_ONE, 0}, [HEADING_FORWARD] = {FIGURE_ONE, 0, 0},
        [HEADING_BACK] = {-FIGURE_ONE, 0, 0}, [HEADING_RIGHT] = {0, 0, FIGURE_ONE},
        [HEADING_LEFT] = {0, 0, -FIGURE_ONE}};
    return headings[heading];
}

const char *const figure_rest_words[REST_COUNT] = {
    [REST_FEET] = "feet",   [REST_RIGHT_FOOT] = "right foot", [REST_LEFT_FOOT] = "left foot", [REST_SEAT] = "seat",
    [REST_TOES] = "toes",   [REST_RIGHT_TOES] = "right toes", [REST_LEFT_TOES] = "left toes", [REST_BACK] = "back",
    [REST_KNEES] = "knees", [REST_RIGHT_KNEE] = "right knee", [REST_LEFT_KNEE] = "left knee", [REST_ALL] = "all"};

#define BOTH SIDES
#define END                                                                                                            \
    { JOINT_COUNT, 0, 0 }
const struct posture_row figure_postures[] = {
    {"standing", REST_FEET, 0, {true, true}, {{JOINT_SHOULDER_OUT, BOTH, 7}, {JOINT_ELBOW, BOTH, 8}, END}},
    {"sitting",
     REST_SEAT,
     CM(38),
     {true, true},
     {{JOINT_HIP, BOTH, 90}, {JOINT_KNEE, BOTH, 90}, {JOINT_SHOULDER, BOTH, 8}, {JOINT_ELBOW, BOTH, 62}, END}},
    {"long-sitting",
     REST_SEAT,
     0,
     {false, false},
     {{JOINT_HIP, BOTH, 80}, {JOINT_LEAN, BOTH, -10}, {JOINT_SHOULDER, BOTH, -38}, {JOINT_WRIST, BOTH, 60}, END}},
    {"lying", REST_BACK, 0, {false, false}, {{JOINT_LEAN, BOTH, -90}, {JOINT_SHOULDER_OUT, BOTH, 12}, END}},
    {"hook-lying",
     REST_BACK,
     0,
     {true, true},
     {{JOINT_LEAN, BOTH, -90}, {JOINT_HIP, BOTH, 54}, {JOINT_KNEE, BOTH, 118}, {JOINT_SHOULDER_OUT, BOTH, 12}, END}},
    {"prone",
     REST_BACK,
     0,
     {false, false},
     {{JOINT_LEAN, BOTH, 90}, {JOINT_ANKLE, BOTH, -55}, {JOINT_SHOULDER_OUT, BOTH, 12}, END}},
    {"side-lying",
     REST_BACK,
     0,
     {false, false},
     {{JOINT_TILT, BOTH, -90},
      {JOINT_SHOULDER, LEFT, 170},
      {JOINT_SHOULDER, RIGHT, 25},
      {JOINT_ELBOW, RIGHT, 60},
      END}},
    {"kneeling",
     REST_KNEES,
     0,
     {false, false},
     {{JOINT_KNEE, BOTH, 90}, {JOINT_ANKLE, BOTH, -68}, {JOINT_SHOULDER_OUT, BOTH, 7}, END}},
    {"half-kneeling",
     REST_RIGHT_KNEE,
     0,
     {false, true},
     {{JOINT_KNEE, BOTH, 90}, {JOINT_ANKLE, RIGHT, -68}, {JOINT_HIP, LEFT, 90}, {JOINT_SHOULDER_OUT, BOTH, 7}, END}},
    {"hands-and-knees",
     REST_ALL,
     0,
     {false, false},
     {{JOINT_LEAN, BOTH, 76},
      {JOINT_HIP, BOTH, 76},
      {JOINT_KNEE, BOTH, 90},
      {JOINT_ANKLE, BOTH, -68},
      {JOINT_SHOULDER, BOTH, 76},
      {JOINT_WRIST, BOTH, 80},
      {JOINT_FOREARM, BOTH, -90},
      END}},
};
#undef BOTH
#undef END
const size_t figure_posture_count = TDM_COUNT(figure_postures);
