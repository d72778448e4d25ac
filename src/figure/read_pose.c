/* read_pose.c - the items of a pose: `right knee 60`, `left foot flat`, `hand to 40 100`, `pelvis to 0 95`, `shift 0
 * 20`; and the numbers and places that all lines of a drawing share. */
#include "figure/figure_int.h"

struct tdm_problem *figure_problem(const struct figure_reader *r, enum tdm_why why, const char *code,
                                   struct tdm_place place) {
    return tdm_problems_add(r->problems, TDM_ERROR, why, code, place);
}

bool figure_done(const struct figure_reader *r, const struct tdm_cursor *c) {
    if (tdm_cursor_done(c)) return true;
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_SYNTAX, "D004", tdm_cursor_place(c));
    tdm_problem_what(problem, "`%.*s` is not understood here", TDM_FMT(c->at->text));
    tdm_problem_fix(problem, "end the part with a comma before it, or take it out");
    return false;
}

/* ---- numbers */

static bool no_number(const struct figure_reader *r, const struct tdm_cursor *c, const char *wanted) {
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_MISSING, "D005", tdm_cursor_place(c));
    tdm_problem_what(problem, "a number is missing here");
    tdm_problem_fix(problem, "write %s", wanted);
    return false;
}

bool figure_take_whole(const struct figure_reader *r, struct tdm_cursor *c, int32_t least, int32_t most, int32_t *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL) return no_number(r, c, "a whole number of degrees");
    tdm_decimal number = tdm_decimal_trim(term->number);
    if (number.scale == 0 && number.coefficient >= least && number.coefficient <= most) {
        *out = (int32_t)number.coefficient;
        return true;
    }
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_RANGE, "D006", place);
    tdm_problem_what(problem, "`%.*s` is outside what can be drawn here", TDM_FMT(term->text));
    tdm_problem_fix(problem, "write a whole number from %d to %d", least, most);
    return false;
}

/* Centimetres, with one digit after the point if need be. */
bool figure_take_length(const struct figure_reader *r, struct tdm_cursor *c, int64_t *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL) return no_number(r, c, "a length in cm");
    tdm_decimal number = tdm_decimal_trim(term->number);
    int64_t tenths = number.coefficient;
    if (number.scale <= 1 && tenths >= -10000 && tenths <= 10000) {
        if (number.scale == 0) tenths *= 10;
        if (tenths >= -5000 && tenths <= 5000) {
            *out = tenths * 10;
            return true;
        }
    }
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_RANGE, "D006", place);
    tdm_problem_what(problem, "`%.*s` is outside what can be drawn here", TDM_FMT(term->text));
    tdm_problem_fix(problem, "write cm from -500 to 500, with at most one digit after the point");
    return false;
}

/* ---- places */

static bool is_number(const struct tdm_cursor *c) {
    return !tdm_cursor_done(c) && c->at->kind == TDM_TERM_NUMBER;
}

static bool take_side(struct tdm_cursor *c, enum side *side) {
    *side = RIGHT;
    if (tdm_cursor_take_word(c, "right")) return true;
    if (!tdm_cursor_take_word(c, "left")) return false;
    *side = LEFT;
    return true;
}

static bool take_point(const struct figure_reader *r, struct tdm_cursor *c, struct spot *out) {
    out->has_side = take_side(c, &out->side);
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    int point = term == NULL ? -1 : figure_point_find(term->text);
    if (point >= 0) {
        out->on_body = true;
        out->point = (enum body_point)point;
        if (!out->has_side || point >= POINT_SIDED_FIRST) return true;
        struct tdm_problem *problem = figure_problem(r, TDM_WHY_CONFLICT, "D007", place);
        tdm_problem_what(problem, "`%s` has no side", figure_point_word(out->point));
        tdm_problem_fix(problem, "write `%s` alone", figure_point_word(out->point));
        return false;
    }
    tdm_str names[POINT_COUNT];
    for (int i = 0; i < POINT_COUNT; i++) names[i] = tdm_str_of(figure_point_word((enum body_point)i));
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_NOT_FOUND, "D008", place);
    tdm_problem_what(problem, "a place is missing here");
    tdm_problem_fix(problem, "write two or three numbers in cm, or a point of the body: `right knee`");
    if (term == NULL) return false;
    int near = tdm_nearest(term->text, names, POINT_COUNT);
    tdm_problem_what(problem, "the body has no point `%.*s`", TDM_FMT(term->text));
    if (near >= 0) tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    return false;
}

bool figure_read_spot(const struct figure_reader *r, struct tdm_cursor *c, struct spot *out) {
    *out = (struct spot){0};
    if (!is_number(c) && !take_point(r, c, out)) return false;
    if (out->on_body && !is_number(c)) return true;
    if (!figure_take_length(r, c, &out->at.x) || !figure_take_length(r, c, &out->at.y)) return false;
    out->has_z = is_number(c);
    return !out->has_z || figure_take_length(r, c, &out->at.z);
}

/* ---- items */

static bool unknown_item(const struct figure_reader *r, struct tdm_place place, tdm_str said) {
    static const char *const others[] = {"hand", "wrist", "ankle", "foot", "pelvis", "shift"};
    tdm_str names[JOINT_COUNT + TDM_COUNT(others)];
    for (int i = 0; i < JOINT_COUNT; i++) names[i] = tdm_str_of(figure_joints[i].word);
    for (size_t i = 0; i < TDM_COUNT(others); i++) names[JOINT_COUNT + i] = tdm_str_of(others[i]);
    int near = tdm_nearest(said, names, TDM_COUNT(names));
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_NOT_FOUND, "D009", place);
    if (said.len == 0)
        tdm_problem_what(problem, "a joint is missing here");
    else
        tdm_problem_what(problem, "`%.*s` is no joint and nothing that can be put somewhere", TDM_FMT(said));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "write a joint and its angle: `right knee 60`, or `right hand to 40 100`");
    return false;
}

static void forget_reach(struct pose *pose, bool arm, enum side side) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < pose->reach_count; i++) {
        bool is_arm = pose->reaches[i].limb == LIMB_HAND || pose->reaches[i].limb == LIMB_WRIST;
        if (is_arm != arm || pose->reaches[i].side != side) pose->reaches[kept++] = pose->reaches[i];
    }
    pose->reach_count = kept;
}

static bool read_angle(const struct figure_reader *r, struct tdm_cursor *c, enum joint joint, const enum side *side,
                       struct pose *pose) {
    const struct joint_row *row = &figure_joints[joint];
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = c->at;
    if (side != NULL && joint < JOINT_SIDED_FIRST) {
        struct tdm_problem *problem = figure_problem(r, TDM_WHY_CONFLICT, "D007", tdm_term_place(r->tree, term - 1));
        tdm_problem_what(problem, "`%s` has no side", row->word);
        tdm_problem_fix(problem, "write `%s` and its angle alone", row->word);
        return false;
    }
    if (!is_number(c)) return no_number(r, c, "the angle in degrees");
    tdm_decimal number = tdm_decimal_trim(term->number);
    if (number.scale != 0 || number.coefficient < row->least || number.coefficient > row->most) {
        struct tdm_problem *problem = figure_problem(r, TDM_WHY_RANGE, "D010", place);
        tdm_problem_what(problem, "`%s` cannot stand at `%.*s`", row->word, TDM_FMT(term->text));
        tdm_problem_fix(problem, "write a whole number from %d to %d", row->least, row->most);
        return false;
    }
    int32_t angle = (int32_t)number.coefficient;
    c->at++;
    for (int s = 0; s < SIDES; s++) {
        if (side != NULL && *side != (enum side)s) continue;
        pose->angle[joint][s] = angle;
        if (joint == JOINT_ANKLE) pose->flat[s] = false;
        if (joint == JOINT_HEEL) pose->flat[s] = true;
        if (joint >= JOINT_HIP && joint <= JOINT_KNEE) forget_reach(pose, false, (enum side)s);
        if (joint >= JOINT_SHOULDER && joint <= JOINT_ELBOW) forget_reach(pose, true, (enum side)s);
    }
    return true;
}

static bool take_bend(const struct figure_reader *r, struct tdm_cursor *c, enum heading *out) {
    *out = HEADING_NONE;
    if (!tdm_cursor_take_word(c, "bend")) return true;
    for (int h = HEADING_UP; h < HEADING_COUNT; h++)
        if (tdm_cursor_take_word(c, figure_heading_words[h])) {
            *out = (enum heading)h;
            return true;
        }
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_MISSING, "D011", tdm_cursor_place(c));
    tdm_problem_what(problem, "a direction is missing here");
    tdm_problem_fix(problem, "write `up`, `down`, `forward`, `back`, `right` or `left`");
    return false;
}

/* For a limb of one side: its own point, and in the room its own distance from the middle. */
static struct spot on_side(struct spot spot, enum side side, bool both, enum limb limb) {
    int64_t out = side == RIGHT ? 1 : -1;
    if (!spot.has_side) spot.side = spot.point >= POINT_SIDED_FIRST ? side : RIGHT;
    if (!spot.has_z && !spot.on_body) spot.at.z = out * (limb == LIMB_HAND || limb == LIMB_WRIST ? CM(17) : CM(9));
    if (spot.has_z && both) spot.at.z *= out;
    return spot;
}

static bool read_reach(const struct figure_reader *r, struct tdm_cursor *c, enum limb limb, const enum side *side,
                       struct pose *pose) {
    struct reach reach = {.limb = limb, .place = tdm_cursor_place(c)};
    struct spot spot;
    if (!figure_read_spot(r, c, &spot) || !take_bend(r, c, &reach.bend)) return false;
    for (int s = 0; s < SIDES; s++) {
        if (side != NULL && *side != (enum side)s) continue;
        reach.side = (enum side)s;
        reach.to = on_side(spot, reach.side, side == NULL, limb);
        forget_reach(pose, limb == LIMB_HAND || limb == LIMB_WRIST, reach.side);
        if (limb == LIMB_FOOT) pose->flat[s] = true;
        TDM_ASSERT(pose->reach_count < REACHES_MAX); /* four limbs, one each */
        pose->reaches[pose->reach_count++] = reach;
    }
    return true;
}

static bool read_put(const struct figure_reader *r, struct tdm_cursor *c, bool pelvis, struct pose *pose) {
    vec at = {0, 0, 0};
    if (!figure_take_length(r, c, &at.x) || !figure_take_length(r, c, &at.y)) return false;
    if (is_number(c) && !figure_take_length(r, c, &at.z)) return false;
    if (pelvis) pose->pelvis_put = true;
    *(pelvis ? &pose->pelvis : &pose->shift) = at;
    return true;
}

static bool read_item(const struct figure_reader *r, struct tdm_cursor *c, struct pose *pose) {
    static const char *const limbs[LIMB_COUNT] = {"hand", "wrist", "ankle", "foot"};
    enum side said;
    struct tdm_place begin = tdm_cursor_place(c);
    const enum side *side = take_side(c, &said) ? &said : NULL;
    if (tdm_cursor_take_words(c, "pelvis to")) return read_put(r, c, true, pose);
    if (side == NULL && tdm_cursor_take_word(c, "shift")) return read_put(r, c, false, pose);
    for (int i = 0; i < LIMB_COUNT; i++) {
        struct tdm_cursor before = *c;
        if (!tdm_cursor_take_word(c, limbs[i])) continue;
        if (tdm_cursor_take_word(c, "to")) return read_reach(r, c, (enum limb)i, side, pose);
        bool flat = i == LIMB_FOOT && tdm_cursor_take_word(c, "flat");
        if (flat || (i == LIMB_FOOT && tdm_cursor_take_word(c, "loose"))) {
            for (int s = 0; s < SIDES; s++)
                if (side == NULL || *side == (enum side)s) pose->flat[s] = flat;
            return true;
        }
        *c = before;
    }
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    int joint = term == NULL ? -1 : figure_joint_find(term->text);
    if (joint < 0) return unknown_item(r, place.length == 0 ? begin : place, term == NULL ? TDM_STR("") : term->text);
    return read_angle(r, c, (enum joint)joint, side, pose);
}

bool figure_read_items(const struct figure_reader *r, const struct tdm_line *line, struct pose *pose) {
    bool good = true;
    for (uint32_t i = 0; i < line->part_count; i++) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, line, i);
        if (i == 0) c.at++; /* `start` or `end` */
        if (i == 0 && tdm_cursor_done(&c)) continue;
        good = read_item(r, &c, pose) && figure_done(r, &c) && good;
    }
    return good;
}

void figure_posture_pose(const struct posture_row *row, struct pose *out) {
    *out = (struct pose){0};
    for (int s = 0; s < SIDES; s++) out->flat[s] = row->flat[s];
    for (size_t i = 0; row->angles[i].joint != JOINT_COUNT; i++)
        for (int s = 0; s < SIDES; s++)
            if (row->angles[i].side == SIDES || row->angles[i].side == s)
                out->angle[row->angles[i].joint][s] = row->angles[i].angle;
}
