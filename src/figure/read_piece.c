/* read_piece.c - the lines that draw something: pieces of things (`block`, `ball`, `rod`, `cord`, `band`, `wheel`,
 * `waves`) and marks (`moves`, `arrow`, `pushes`, `turns`). */
#include "figure/figure_int.h"

struct line_form {
    const char *head, *form;
};

static const struct line_form piece_forms[] = {
    [PIECE_BLOCK] = {"block", "block at X Y [Z], size WIDE HIGH [DEEP] [, tilt N]"},
    [PIECE_BALL] = {"ball", "ball at X Y [Z], radius N"},
    [PIECE_ROD] = {"rod", "rod PLACE to PLACE [to PLACE] [, thick N] [, beyond N]"},
    [PIECE_CORD] = {"cord", "cord PLACE to PLACE [to PLACE]"},
    [PIECE_BAND] = {"band", "band PLACE to PLACE [to PLACE]"},
    [PIECE_WHEEL] = {"wheel", "wheel at X Y [Z], radius N"},
    [PIECE_WAVES] = {"waves", "waves at X Y"},
};
static const struct line_form mark_forms[] = {
    [MARK_MOVE] = {"moves", "moves POINT [, back]"},
    [MARK_ARROW] = {"arrow", "arrow PLACE to PLACE [, back]"},
    [MARK_PUSH] = {"pushes", "pushes POINT DIRECTION"},
    [MARK_TURN] = {"turns", "turns POINT, radius N [, back]"},
};

static int form_of(const struct line_form *forms, size_t count, tdm_str head) {
    for (size_t i = 0; i < count; i++)
        if (tdm_str_is(head, forms[i].head)) return (int)i;
    return -1;
}

bool figure_is_piece(tdm_str head) {
    return form_of(piece_forms, TDM_COUNT(piece_forms), head) >= 0;
}

bool figure_is_mark(tdm_str head) {
    return form_of(mark_forms, TDM_COUNT(mark_forms), head) >= 0;
}

static bool not_so(const struct figure_reader *r, struct tdm_place place, const struct line_form *form) {
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_SYNTAX, "D012", place);
    tdm_problem_what(problem, "a line of `%s` is not understood", form->head);
    tdm_problem_fix(problem, "write it in this form: `%s`", form->form);
    return false;
}

/* A point with two sides must say which one is meant. */
static bool sided_spot(const struct figure_reader *r, struct tdm_cursor *c, struct spot *out) {
    struct tdm_place place = tdm_cursor_place(c);
    if (!figure_read_spot(r, c, out)) return false;
    if (!out->on_body || out->has_side || out->point < POINT_SIDED_FIRST) return true;
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_MISSING, "D013", place);
    tdm_problem_what(problem, "which `%s` is not said", figure_point_word(out->point));
    tdm_problem_fix(problem, "write `right %s` or `left %s`", figure_point_word(out->point),
                    figure_point_word(out->point));
    return false;
}

/* ---- pieces */

static bool read_spots(const struct figure_reader *r, struct tdm_cursor *c, const struct line_form *form,
                       struct piece *out) {
    bool path = out->kind == PIECE_ROD || out->kind == PIECE_CORD || out->kind == PIECE_BAND;
    struct tdm_place place = tdm_cursor_place(c);
    if (!path && !tdm_cursor_take_word(c, "at")) return not_so(r, place, form);
    do {
        place = tdm_cursor_place(c);
        if (out->spot_count == PIECE_SPOTS_MAX) return not_so(r, place, form);
        if (!sided_spot(r, c, &out->spots[out->spot_count++])) return false;
    } while (path && tdm_cursor_take_word(c, "to"));
    return (!path || out->spot_count > 1 || not_so(r, tdm_cursor_place(c), form)) && figure_done(r, c);
}

static bool read_size(const struct figure_reader *r, struct tdm_cursor *c, vec *size) {
    size->z = CM(40);
    if (!figure_take_length(r, c, &size->x) || !figure_take_length(r, c, &size->y)) return false;
    return tdm_cursor_done(c) || figure_take_length(r, c, &size->z);
}

static bool read_part(const struct figure_reader *r, struct tdm_cursor *c, const struct line_form *form,
                      struct piece *out) {
    struct tdm_place place = tdm_cursor_place(c);
    bool sized = out->kind == PIECE_BLOCK, round = out->kind == PIECE_BALL || out->kind == PIECE_WHEEL;
    if (sized && tdm_cursor_take_word(c, "size")) return read_size(r, c, &out->size);
    if (sized && tdm_cursor_take_word(c, "tilt")) return figure_take_whole(r, c, -180, 180, &out->tilt);
    if (round && tdm_cursor_take_word(c, "radius")) return figure_take_length(r, c, &out->radius);
    if (out->kind == PIECE_ROD && tdm_cursor_take_word(c, "beyond")) return figure_take_length(r, c, &out->beyond);
    if (out->kind == PIECE_ROD && tdm_cursor_take_word(c, "thick")) {
        bool good = figure_take_length(r, c, &out->radius);
        out->radius /= 2;
        return good;
    }
    if (tdm_cursor_take_word(c, "dark")) {
        out->paint = TDM_PAINT_DARK;
    } else if (tdm_cursor_take_word(c, "soft")) {
        out->paint = TDM_PAINT_SOFT;
    } else if (tdm_cursor_take_word(c, "skin")) {
        out->paint = TDM_PAINT_FAR;
    } else if (tdm_cursor_take_word(c, "front")) {
        out->front = true;
    } else if (tdm_cursor_take_word(c, "behind")) {
        out->behind = true;
    } else {
        return not_so(r, place, form);
    }
    return true;
}

static bool sizes_say_something(const struct piece *p) {
    if (p->kind == PIECE_BLOCK) return p->size.x > 0 && p->size.y > 0 && p->size.z > 0;
    if (p->kind == PIECE_BALL || p->kind == PIECE_WHEEL || p->kind == PIECE_ROD) return p->radius > 0;
    return true;
}

bool figure_read_piece(const struct figure_reader *r, const struct tdm_line *line, bool in_prop, struct piece *out) {
    int kind = form_of(piece_forms, TDM_COUNT(piece_forms), tdm_line_head(line));
    TDM_ASSERT(kind >= 0);
    const struct line_form *form = &piece_forms[kind];
    *out = (struct piece){.kind = (enum piece_kind)kind, .paint = TDM_PAINT_PROP};
    if (kind == PIECE_ROD) out->radius = 120;
    if (kind == PIECE_CORD) out->paint = TDM_PAINT_CORD;
    if (kind == PIECE_BAND) out->paint = TDM_PAINT_BAND;
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    c.at++;
    if (!read_spots(r, &c, form, out)) return false;
    for (uint32_t i = 1; i < line->part_count; i++) {
        c = tdm_cursor_of(r->tree, line, i);
        if (!read_part(r, &c, form, out) || !figure_done(r, &c)) return false;
    }
    for (uint32_t i = 0; in_prop && i < out->spot_count; i++)
        if (out->spots[i].on_body) return not_so(r, tdm_line_place(r->tree, line), form);
    return sizes_say_something(out) || not_so(r, tdm_line_place(r->tree, line), form);
}

/* ---- marks */

static bool read_heading(const struct figure_reader *r, struct tdm_cursor *c, enum heading *out) {
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

bool figure_read_mark(const struct figure_reader *r, const struct tdm_line *line, struct mark *out) {
    int kind = form_of(mark_forms, TDM_COUNT(mark_forms), tdm_line_head(line));
    TDM_ASSERT(kind >= 0);
    const struct line_form *form = &mark_forms[kind];
    *out = (struct mark){.kind = (enum mark_kind)kind};
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    c.at++;
    if (!sided_spot(r, &c, &out->from)) return false;
    struct tdm_place place = tdm_cursor_place(&c);
    if (kind == MARK_ARROW && !tdm_cursor_take_word(&c, "to")) return not_so(r, place, form);
    if (kind == MARK_ARROW && !sided_spot(r, &c, &out->to)) return false;
    if (kind == MARK_PUSH && !read_heading(r, &c, &out->heading)) return false;
    if (!figure_done(r, &c)) return false;
    for (uint32_t i = 1; i < line->part_count; i++) {
        c = tdm_cursor_of(r->tree, line, i);
        place = tdm_cursor_place(&c);
        if (kind == MARK_TURN && tdm_cursor_take_word(&c, "radius")) {
            if (!figure_take_length(r, &c, &out->radius)) return false;
        } else if (kind != MARK_PUSH && tdm_cursor_take_word(&c, "back")) {
            out->back = true;
        } else {
            return not_so(r, place, form);
        }
        if (!figure_done(r, &c)) return false;
    }
    return kind != MARK_TURN || out->radius > 0 || not_so(r, tdm_line_place(r->tree, line), form);
}
