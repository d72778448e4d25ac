/* figure_int.h - what the files of this room share: space, joints, poses, the body that a pose gives, pieces of a
 * scene. */
#ifndef TDM_FIGURE_INT_H
#define TDM_FIGURE_INT_H

#include "figure/figure.h"

/* ---- space.c: x forward, y up, z to the figure's right; lengths in tenths of a millimetre, directions times 2^20 */

#define FIGURE_ONE ((int64_t)1 << 20)
#define CM(n)      ((int64_t)(n)*100)

typedef struct tdm_spot vec;
typedef struct {
    vec x, y, z;
} frame; /* where its own axes point */

int64_t figure_sine(int32_t degrees);
int64_t figure_cosine(int32_t degrees);
int64_t figure_divide(int64_t number, int64_t by); /* rounded; by > 0 */
int64_t figure_root(int64_t square);
vec vec_of(int64_t x, int64_t y, int64_t z);
vec vec_add(vec a, vec b);
vec vec_less(vec a, vec b);
vec vec_middle(vec a, vec b);
int64_t vec_dot(vec a, vec b);
int64_t vec_length(vec a);
vec vec_sized(vec a, int64_t length);
vec vec_cross(vec a, vec b);
frame frame_level(void);
vec frame_out(const frame *f, vec local);
vec frame_in(const frame *f, vec v);
frame frame_about_x(frame f, int32_t degrees);
frame frame_about_y(frame f, int32_t degrees);
frame frame_about_z(frame f, int32_t degrees);
frame frame_along(vec up, vec front);

/* ---- joints.c: what can be said of a pose */

enum side { RIGHT, LEFT, SIDES };

enum joint {
    /* of the body as a whole */
    JOINT_LEAN,
    JOINT_TILT,
    JOINT_TURN,
    /* of the spine */
    JOINT_TRUNK,
    JOINT_TRUNK_SIDE,
    JOINT_TRUNK_TURN,
    JOINT_NECK,
    JOINT_NECK_TURN,
    /* sided, leg */
    JOINT_HIP,
    JOINT_HIP_OUT,
    JOINT_HIP_TURN,
    JOINT_KNEE,
    JOINT_ANKLE,
    JOINT_FOOT_IN,
    JOINT_HEEL,
    JOINT_TOES,
    /* sided, arm */
    JOINT_BLADE,
    JOINT_SHRUG,
    JOINT_SHOULDER,
    JOINT_SHOULDER_OUT,
    JOINT_SHOULDER_TURN,
    JOINT_ELBOW,
    JOINT_FOREARM,
    JOINT_WRIST,
    JOINT_WRIST_UP,
    JOINT_COUNT
};
#define JOINT_SIDED_FIRST JOINT_HIP
#define JOINT_ARM_FIRST   JOINT_BLADE

struct joint_row {
    const char *word;
    int16_t least, most; /* [own] wide enough for any drawing, too narrow for a slip */
};
extern const struct joint_row figure_joints[JOINT_COUNT];
int figure_joint_find(tdm_str word); /* or -1 */

enum body_point { /* named points of the body; those from POINT_SHOULDER on have a side */
                  POINT_HEAD,
                  POINT_NECK,
                  POINT_CHEST,
                  POINT_BELLY,
                  POINT_BACK,
                  POINT_SEAT,
                  POINT_PELVIS,
                  POINT_SHOULDER,
                  POINT_UPPER_ARM,
                  POINT_ELBOW,
                  POINT_FOREARM,
                  POINT_WRIST,
                  POINT_HAND,
                  POINT_HIP,
                  POINT_THIGH,
                  POINT_KNEE,
                  POINT_SHIN,
                  POINT_ANKLE,
                  POINT_HEEL,
                  POINT_BALL,
                  POINT_TOES,
                  POINT_FOOT,
                  POINT_COUNT
};
#define POINT_SIDED_FIRST POINT_SHOULDER
int figure_point_find(tdm_str word); /* or -1 */
const char *figure_point_word(enum body_point point);

enum part { /* pieces of flesh; those from PART_UPPER_ARM on have a side */
            PART_PELVIS,
            PART_BELLY,
            PART_CHEST,
            PART_NECK,
            PART_HEAD,
            PART_NOSE,
            PART_HAIR,
            PART_FRINGE,
            PART_EYES,
            PART_UPPER_ARM,
            PART_FOREARM,
            PART_HAND,
            PART_THUMB,
            PART_THIGH,
            PART_SHIN,
            PART_FOOT,
            PART_TOES,
            PART_COUNT
};
#define PART_SIDED_FIRST PART_UPPER_ARM
#define PART_SLOTS       (2 * PART_COUNT) /* part * 2 + side; without a side: side 0 */
struct part_word {
    const char *word;
    uint32_t parts; /* by bit */
    bool sided;
};
extern const struct part_word figure_part_words[];
extern const size_t figure_part_word_count;

/* A place: numbers, or a point of the body and how far from it. */
struct spot {
    bool on_body;
    enum body_point point;
    enum side side;
    bool has_side, has_z; /* as written */
    vec at;               /* of the room, or from the point */
};

enum limb { LIMB_HAND, LIMB_WRIST, LIMB_ANKLE, LIMB_FOOT, LIMB_COUNT };
enum heading {
    HEADING_NONE,
    HEADING_UP,
    HEADING_DOWN,
    HEADING_FORWARD,
    HEADING_BACK,
    HEADING_RIGHT,
    HEADING_LEFT,
    HEADING_COUNT
};
extern const char *const figure_heading_words[HEADING_COUNT];
vec figure_heading(enum heading heading); /* of length FIGURE_ONE */

struct reach { /* a hand or foot is put somewhere, and the joints follow */
    enum limb limb;
    enum side side;
    struct spot to;
    enum heading bend; /* where the elbow or knee points */
    struct tdm_place place;
};
#define REACHES_MAX 8

struct pose {
    int32_t angle[JOINT_COUNT][SIDES];
    bool flat[SIDES]; /* the sole lies level, whatever the leg does */
    bool pelvis_put;
    vec pelvis, shift;
    struct reach reaches[REACHES_MAX];
    uint32_t reach_count;
};

/* What the body rests on: by what it touches. */
enum rest {
    REST_FEET,
    REST_RIGHT_FOOT,
    REST_LEFT_FOOT,
    REST_TOES,
    REST_RIGHT_TOES,
    REST_LEFT_TOES,
    REST_SEAT,
    REST_BACK,
    REST_KNEES,
    REST_RIGHT_KNEE,
    REST_LEFT_KNEE,
    REST_ALL,
    REST_COUNT
};
extern const char *const figure_rest_words[REST_COUNT];
struct posture_row {
    const char *word;
    enum rest rest;
    int64_t height; /* of what it rests on, if nothing is said */
    bool flat[SIDES];
    struct {
        uint8_t joint, side;
        int16_t angle;
    } angles[10]; /* side SIDES: both; ends with JOINT_COUNT */
};
extern const struct posture_row figure_postures[];
extern const size_t figure_posture_count;

/* ---- body.c: a pose set up */

struct body {
    vec point[POINT_COUNT][SIDES];
    frame pelvis, chest, head;
    frame upper_arm[SIDES], forearm[SIDES], hand[SIDES], thigh[SIDES], shin[SIDES], foot[SIDES], toes[SIDES];
    vec waist;
};
struct setting {
    enum rest rest;
    int64_t height;
};
struct miss { /* a reach that the body has not */
    bool is;
    const struct reach *reach;
    int64_t by; /* below zero: too near */
};
/* `pin`: where the resting point stays, or null at the start. */
void figure_body(const struct pose *pose, const struct setting *setting, const vec *pin, struct body *out,
                 struct miss *miss);
vec figure_resting_point(const struct body *body, enum rest rest);
vec figure_spot(const struct body *body, const struct spot *spot);
const frame *figure_frame_at(const struct body *body, enum body_point point, enum side side);
struct pose figure_halfway(const struct pose *a, const struct pose *b);

/* ---- flesh.c */

struct ball {
    vec at;
    int64_t r;
};
#define BALLS_MAX 12
struct flesh {
    struct ball balls[BALLS_MAX];
    uint32_t count;
};
void figure_flesh(const struct body *body, enum part part, enum side side, bool fist, struct flesh *out);
int64_t figure_lowest(const struct body *body, enum rest rest);

/* ---- a drawing, as read */

enum piece_kind { PIECE_BLOCK, PIECE_BALL, PIECE_ROD, PIECE_CORD, PIECE_BAND, PIECE_WHEEL, PIECE_WAVES };
#define PIECE_SPOTS_MAX 8
struct piece {
    enum piece_kind kind;
    enum tdm_paint paint;
    bool front, behind;
    struct spot spots[PIECE_SPOTS_MAX];
    uint32_t spot_count;
    vec size;       /* of a block */
    int64_t radius; /* of a ball, a wheel, half the thickness of a rod */
    int64_t beyond; /* how far a rod goes on past its ends */
    int32_t tilt;
};
struct prop {
    tdm_str name;
    struct tdm_place place;
    const struct piece *pieces;
    uint32_t count;
};
struct use { /* a prop put somewhere, or held */
    const struct prop *prop;
    struct spot at;
    int32_t turned;
    bool held, front;
};
enum mark_kind { MARK_MOVE, MARK_ARROW, MARK_PUSH, MARK_TURN };
struct mark {
    enum mark_kind kind;
    struct tdm_place place;
    struct spot from, to;
    bool back; /* a head at both ends; of a turn: the other way round */
    enum heading heading;
    int64_t radius;
};
struct tdm_drawing {
    tdm_str exercise;
    struct tdm_place place;
    int32_t turned, raised; /* where it is seen from: 0 in front, 90 from the right, 180 behind; height above level */
    bool close;
    struct spot close_at;
    int64_t close_radius;
    struct setting setting;
    bool moves; /* start and end differ */
    struct pose start, end;
    const struct piece *pieces;
    uint32_t piece_count;
    const struct use *uses;
    uint32_t use_count;
    const struct mark *marks;
    uint32_t mark_count;
    bool works[PART_SLOTS];
};

/* ---- read_pose.c */

struct figure_reader {
    struct tdm_arena *mem;
    const struct tdm_tree *tree, *checked;
    const struct tdm_catalog *catalog;
    struct tdm_problems *problems;
};
struct tdm_problem *figure_problem(const struct figure_reader *r, enum tdm_why why, const char *code,
                                   struct tdm_place place);
bool figure_read_items(const struct figure_reader *r, const struct tdm_line *line, struct pose *pose);
bool figure_read_spot(const struct figure_reader *r, struct tdm_cursor *c, struct spot *out);
bool figure_take_length(const struct figure_reader *r, struct tdm_cursor *c, int64_t *out);
bool figure_take_whole(const struct figure_reader *r, struct tdm_cursor *c, int32_t least, int32_t most, int32_t *out);
bool figure_done(const struct figure_reader *r, const struct tdm_cursor *c); /* refuses what is left */
void figure_posture_pose(const struct posture_row *row, struct pose *out);

/* ---- read_piece.c, read_marks.c */

bool figure_is_piece(tdm_str head);
bool figure_read_piece(const struct figure_reader *r, const struct tdm_line *line, bool in_prop, struct piece *out);
bool figure_read_mark(const struct figure_reader *r, const struct tdm_line *line, struct mark *out);
bool figure_is_mark(tdm_str head);

/* ---- scene.c, hull.c, marks.c: shapes */

/* Page units here are thousandths of one, y down; the frame's z points to the reader. */
struct camera {
    frame f;
    int64_t scale; /* page units a metre */
    int64_t dx, dy;
};
struct canvas {
    struct tdm_arena *mem;
    struct camera camera;
    bool sizing;                      /* only to see how large it becomes */
    bool ghost;                       /* things held are drawn as at the start, as a shadow */
    int64_t left, right, top, bottom; /* of all that was drawn */
    struct tdm_shape *shapes;
    size_t count, room;
};
struct disc {
    int64_t x, y, r;
};
struct disc figure_seen(const struct camera *camera, vec at, int64_t r);
struct path {
    struct tdm_path_step *items;
    size_t count, room;
};
void figure_step(struct canvas *c, struct path *path, char kind, int64_t x, int64_t y);
void figure_curve(struct canvas *c, struct path *path, struct disc control, struct disc to);
void figure_arc(struct canvas *c, struct path *path, int64_t r, bool large, struct disc to);
void figure_put(struct canvas *c, enum tdm_paint paint, enum tdm_layer layer, const struct path *path);
/* The hull of discs: arcs, and the lines that touch two of them. */
void figure_hull(struct canvas *c, const struct disc *discs, uint32_t count, enum tdm_paint paint,
                 enum tdm_layer layer);
void figure_line(struct canvas *c, const struct disc *discs, uint32_t count, enum tdm_paint paint, bool closed);
struct shown { /* the bodies that marks and pieces refer to */
    const struct tdm_drawing *drawing;
    struct body start, middle, end;
};
void figure_marks(struct canvas *c, const struct shown *shown);
void figure_pieces(struct canvas *c, const struct shown *shown, bool front);
void figure_held(struct canvas *c, const struct shown *shown);

#endif
