/* read.c - drawing files: `drawing EXERCISE` and `prop NAME` with their blocks. Props of all files first, then
 * drawings; each drawing is set up once, so that what no body can do is refused with its place.
 *
 *   drawing heel-slide
 *     view side
 *     posture lying
 *     start right hip 30, right knee 50
 *     end right hip 60, right knee 110
 *     moves right heel
 *     works right leg */
#include "figure/figure_int.h"

struct shelf {
    struct tdm_drawing **drawings;
    size_t drawing_count, drawing_room;
    struct prop **props;
    size_t prop_count, prop_room;
};

struct build { /* a drawing under way */
    const struct figure_reader *r;
    const struct shelf *shelf;
    struct tdm_drawing *d;
    const struct tdm_line *line;
    struct pose start, end;
    const struct tdm_line *view_line, *posture_line;
    struct piece *pieces;
    struct use *uses;
    struct mark *marks;
    size_t piece_room, use_room, mark_room;
    const struct tdm_line *first;
};

static bool refuse(const struct figure_reader *r, const char *code, struct tdm_place place, const char *what,
                   const char *fix) {
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_SYNTAX, code, place);
    tdm_problem_what(problem, "%s", what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static struct tdm_place place_of(const struct build *b) {
    return tdm_line_place(b->r->tree, b->line);
}

/* ---- the clauses of a drawing */

static bool read_view(struct build *b) {
    static const struct {
        const char *word;
        int32_t turned, raised;
    } words[] = {{"side", 90, 0}, {"front", 0, 0}, {"back", 180, 0}, {"above", 90, 60}};
    struct tdm_cursor c = tdm_cursor_of(b->r->tree, b->line, 0);
    c.at++;
    b->view_line = b->line;
    for (size_t i = 0; i < TDM_COUNT(words); i++)
        if (tdm_cursor_take_word(&c, words[i].word)) {
            b->d->turned = words[i].turned;
            b->d->raised = words[i].raised;
            return figure_done(b->r, &c);
        }
    if (!tdm_cursor_take_word(&c, "from"))
        return refuse(b->r, "D014", tdm_cursor_place(&c), "where it is seen from is not said",
                      "write `view side`, `view front`, `view back`, `view above` or `view from 40 raised 15`");
    if (!figure_take_whole(b->r, &c, -180, 270, &b->d->turned)) return false;
    if (tdm_cursor_take_word(&c, "raised") && !figure_take_whole(b->r, &c, 0, 80, &b->d->raised)) return false;
    return figure_done(b->r, &c);
}

static bool read_posture_part(struct build *b, struct tdm_cursor *c) {
    struct tdm_place place = tdm_cursor_place(c);
    if (tdm_cursor_take_words(c, "rests on"))
        for (int i = 0; i < REST_COUNT; i++)
            if (tdm_cursor_take_words(c, figure_rest_words[i])) {
                b->d->setting.rest = (enum rest)i;
                return figure_done(b->r, c);
            }
    return refuse(b->r, "D015", place, "what the body rests on is not understood",
                  "write `rests on feet`, `toes`, `right foot`, `seat`, `back`, `knees` or `all`");
}

static bool read_posture(struct build *b) {
    tdm_str words[16];
    struct tdm_cursor c = tdm_cursor_of(b->r->tree, b->line, 0);
    c.at++;
    b->posture_line = b->line;
    struct tdm_place place = tdm_cursor_place(&c);
    const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_WORD);
    const struct posture_row *row = NULL;
    for (size_t i = 0; i < figure_posture_count; i++) {
        words[i] = tdm_str_of(figure_postures[i].word);
        if (term != NULL && tdm_str_equal(words[i], term->text)) row = &figure_postures[i];
    }
    if (row == NULL) {
        int near = term == NULL ? -1 : tdm_nearest(term->text, words, figure_posture_count);
        struct tdm_problem *problem = figure_problem(b->r, TDM_WHY_NOT_FOUND, "D016", place);
        if (term == NULL)
            tdm_problem_what(problem, "the name of the posture is missing here");
        else
            tdm_problem_what(problem, "`%.*s` is no posture", TDM_FMT(term->text));
        if (near >= 0)
            tdm_problem_fix(problem, "write `%s`", figure_postures[near].word);
        else
            tdm_problem_fix(
                problem, "write `standing`, `sitting`, `long-sitting`, `lying`, `hook-lying`, `prone`, `side-lying`, "
                         "`kneeling`, `half-kneeling` or `hands-and-knees`");
        return false;
    }
    figure_posture_pose(row, &b->start);
    b->d->setting = (struct setting){row->rest, row->height};
    bool good = (!tdm_cursor_take_word(&c, "on") || figure_take_length(b->r, &c, &b->d->setting.height)) &&
                figure_done(b->r, &c);
    for (uint32_t i = 1; i < b->line->part_count; i++) {
        c = tdm_cursor_of(b->r->tree, b->line, i);
        good = read_posture_part(b, &c) && good;
    }
    b->end = b->start;
    return good;
}

static bool before_posture(const struct build *b) {
    if (b->posture_line != NULL) return false;
    return !refuse(b->r, "D017", place_of(b), "a pose stands before its posture",
                   "write the line of `posture` above it");
}

static bool read_start(struct build *b) {
    if (before_posture(b) || !figure_read_items(b->r, b->line, &b->start)) return false;
    b->end = b->start;
    return true;
}

static bool read_end(struct build *b) {
    b->d->moves = true;
    return !before_posture(b) && figure_read_items(b->r, b->line, &b->end);
}

static bool read_close(struct build *b) {
    struct tdm_cursor c = tdm_cursor_of(b->r->tree, b->line, 0);
    c.at++;
    b->d->close = true;
    if (!figure_read_spot(b->r, &c, &b->d->close_at)) return false;
    struct tdm_place place = tdm_cursor_place(&c);
    if (!tdm_cursor_take_word(&c, "within"))
        return refuse(b->r, "D018", place, "how much around it is shown is not said",
                      "write `close right hand within 40`");
    place = tdm_cursor_place(&c);
    if (!figure_take_length(b->r, &c, &b->d->close_radius)) return false;
    if (b->d->close_radius < CM(5))
        return refuse(b->r, "D018", place, "that shows less than a hand", "write 5 cm or more");
    return figure_done(b->r, &c);
}

static bool read_works(struct build *b) {
    bool good = true;
    for (uint32_t i = 0; i < b->line->part_count; i++) {
        struct tdm_cursor c = tdm_cursor_of(b->r->tree, b->line, i);
        if (i == 0) c.at++;
        bool right = tdm_cursor_take_word(&c, "right"), left = !right && tdm_cursor_take_word(&c, "left");
        struct tdm_place place = tdm_cursor_place(&c);
        const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_WORD);
        const struct part_word *found = NULL;
        for (size_t w = 0; term != NULL && w < figure_part_word_count; w++)
            if (tdm_str_is(term->text, figure_part_words[w].word)) found = &figure_part_words[w];
        if (found == NULL) {
            good = refuse(b->r, "D019", place, "that is no part of the body that can be marked",
                          "write `arm`, `upper-arm`, `forearm`, `hand`, `leg`, `thigh`, `shin`, `foot`, `trunk`, "
                          "`pelvis`, `belly`, "
                          "`chest` or `neck`");
            continue;
        }
        for (int part = 0; part < PART_COUNT; part++) {
            if ((found->parts >> part & 1u) == 0) continue;
            if (!left) b->d->works[part * 2] = true;
            if (!right && found->sided) b->d->works[part * 2 + 1] = true;
        }
        good = figure_done(b->r, &c) && good;
    }
    return good;
}

static const struct prop *find_prop(const struct build *b, struct tdm_cursor *c) {
    tdm_str *names = TDM_NEW_ARRAY(b->r->mem, tdm_str, b->shelf->prop_count + 1);
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    for (size_t i = 0; i < b->shelf->prop_count; i++) {
        names[i] = b->shelf->props[i]->name;
        if (term != NULL && tdm_str_equal(names[i], term->text)) return b->shelf->props[i];
    }
    int near = term == NULL ? -1 : tdm_nearest(term->text, names, b->shelf->prop_count);
    struct tdm_problem *problem = figure_problem(b->r, TDM_WHY_NOT_FOUND, "D020", place);
    if (term == NULL)
        tdm_problem_what(problem, "the name of a prop is missing here");
    else
        tdm_problem_what(problem, "no prop is called `%.*s`", TDM_FMT(term->text));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem, "declare it: `prop NAME`, with its pieces below it");
    return NULL;
}

static bool read_use(struct build *b, bool held) {
    struct tdm_cursor c = tdm_cursor_of(b->r->tree, b->line, 0);
    struct use use = {.held = held};
    c.at++;
    use.prop = find_prop(b, &c);
    if (use.prop == NULL) return false;
    struct tdm_place place = tdm_cursor_place(&c);
    bool at = tdm_cursor_take_word(&c, "at");
    if (at && !figure_read_spot(b->r, &c, &use.at)) return false;
    if (held && (!use.at.on_body || (use.at.point >= POINT_SIDED_FIRST && !use.at.has_side)))
        return refuse(b->r, "D021", place, "where it is held is not said", "write `holds PROP at right hand`");
    bool good = figure_done(b->r, &c);
    for (uint32_t i = 1; i < b->line->part_count; i++) {
        c = tdm_cursor_of(b->r->tree, b->line, i);
        if (tdm_cursor_take_word(&c, "turned"))
            good = figure_take_whole(b->r, &c, -180, 180, &use.turned) && good;
        else if (tdm_cursor_take_word(&c, "front"))
            use.front = true;
        good = figure_done(b->r, &c) && good;
    }
    TDM_GROW(b->r->mem, b->uses, b->d->use_count, b->use_room);
    b->uses[b->d->use_count++] = use;
    return good;
}

static bool read_mark(struct build *b) {
    struct mark mark;
    if (!figure_read_mark(b->r, b->line, &mark)) return false;
    TDM_GROW(b->r->mem, b->marks, b->d->mark_count, b->mark_room);
    b->marks[b->d->mark_count++] = mark;
    b->marks[b->d->mark_count - 1].place = place_of(b);
    return true;
}

static bool read_piece(struct build *b) {
    struct piece piece;
    if (!figure_read_piece(b->r, b->line, false, &piece)) return false;
    TDM_GROW(b->r->mem, b->pieces, b->d->piece_count, b->piece_room);
    b->pieces[b->d->piece_count++] = piece;
    return true;
}

static bool with_prop(struct build *b) {
    return read_use(b, false);
}
static bool holds_prop(struct build *b) {
    return read_use(b, true);
}

struct clause {
    const char *head;
    bool once;
    bool (*read)(struct build *b);
};
static const struct clause clauses[] = {
    {"view", true, read_view},    {"posture", true, read_posture}, {"start", true, read_start},
    {"end", true, read_end},      {"close", true, read_close},     {"works", false, read_works},
    {"with", false, with_prop},   {"holds", false, holds_prop},    {"moves", false, read_mark},
    {"arrow", false, read_mark},  {"pushes", false, read_mark},    {"turns", false, read_mark},
    {"block", false, read_piece}, {"ball", false, read_piece},     {"rod", false, read_piece},
    {"cord", false, read_piece},  {"band", false, read_piece},     {"wheel", false, read_piece},
    {"waves", false, read_piece},
};

static bool unknown_clause(const struct build *b) {
    tdm_str words[TDM_COUNT(clauses)], head = tdm_line_head(b->line);
    for (size_t i = 0; i < TDM_COUNT(clauses); i++) words[i] = tdm_str_of(clauses[i].head);
    int near = tdm_nearest(head, words, TDM_COUNT(words));
    struct tdm_problem *problem = figure_problem(b->r, TDM_WHY_NOT_FOUND, "D022", place_of(b));
    tdm_problem_what(problem, "a drawing has no line `%.*s`", TDM_FMT(head));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(words[near]));
    else
        tdm_problem_fix(
            problem, "`view`, `posture`, `start`, `end`, `with`, `holds`, `moves`, `pushes`, `works` are some it has");
    return false;
}

static bool read_clause(struct build *b) {
    for (size_t i = 0; i < TDM_COUNT(clauses); i++) {
        if (!tdm_str_is(tdm_line_head(b->line), clauses[i].head)) continue;
        if (b->line->block != NULL)
            return refuse(b->r, "D023", tdm_line_place(b->r->tree, b->line->block),
                          "nothing stands below a line of a drawing", "move it two blanks to the left");
        for (const struct tdm_line *l = b->first; clauses[i].once && l != b->line; l = l->next)
            if (tdm_str_is(tdm_line_head(l), clauses[i].head)) {
                struct tdm_problem *problem = figure_problem(b->r, TDM_WHY_CONFLICT, "D024", place_of(b));
                tdm_problem_what(problem, "`%s` stands twice in a drawing", clauses[i].head);
                tdm_problem_fix(problem, "keep one of them");
                return false;
            }
        return clauses[i].read(b);
    }
    return unknown_clause(b);
}

/* ---- what the whole must do */

static bool too_far(const struct build *b, const struct miss *miss) {
    static const char *const limbs[LIMB_COUNT] = {"hand", "wrist", "ankle", "foot"};
    struct tdm_problem *problem = figure_problem(b->r, TDM_WHY_RANGE, "D025", miss->reach->place);
    tdm_problem_what(problem, "the %s %s cannot get there: it is %lld cm too %s",
                     miss->reach->side == RIGHT ? "right" : "left", limbs[miss->reach->limb],
                     (long long)figure_divide(miss->by < 0 ? -miss->by : miss->by, 100), miss->by < 0 ? "near" : "far");
    tdm_problem_fix(problem, "write a place inside its reach, or move the body");
    return false;
}

static bool set_up(struct build *b) {
    struct miss miss;
    struct body start, end;
    struct tdm_drawing *d = b->d;
    d->start = b->start;
    d->end = b->end;
    figure_body(&d->start, &d->setting, NULL, &start, &miss);
    if (miss.is) return too_far(b, &miss);
    vec pin = vec_less(figure_resting_point(&start, d->setting.rest), d->start.shift);
    figure_body(&d->end, &d->setting, &pin, &end, &miss);
    if (miss.is) return too_far(b, &miss);
    for (uint32_t i = 0; i < d->mark_count; i++) {
        const struct mark *mark = &d->marks[i];
        if (mark->kind != MARK_MOVE ||
            vec_length(vec_less(figure_spot(&start, &mark->from), figure_spot(&end, &mark->from))) >= 50)
            continue;
        return refuse(b->r, "D026", mark->place, "what `moves` names stays where it is",
                      "name a point that moves from `start` to `end`, or write `pushes` for a force without movement");
    }
    return true;
}

static bool named(const struct figure_reader *r, const struct tdm_line *line, const char *word, tdm_str *name,
                  struct tdm_place *place) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 0);
    c.at++;
    *place = tdm_cursor_place(&c);
    const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (term == NULL || !tdm_cursor_done(&c) || line->part_count != 1) {
        struct tdm_problem *problem = figure_problem(r, TDM_WHY_SYNTAX, "D002", tdm_line_place(r->tree, line));
        tdm_problem_what(problem, "the name of a %s is missing, or more than it stands here", word);
        tdm_problem_fix(problem, "write `%s NAME`, and the rest below it", word);
        return false;
    }
    *name = term->text;
    return true;
}

static bool known_exercise(const struct figure_reader *r, const struct tdm_drawing *d) {
    if (tdm_catalog_find(r->catalog, TDM_KIND_EXERCISE, d->exercise) != TDM_REF_NONE) return true;
    if (r->tree != r->checked) return false;
    tdm_str near = tdm_catalog_nearest(r->catalog, TDM_KIND_EXERCISE, d->exercise);
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_NOT_FOUND, "D003", d->place);
    tdm_problem_what(problem, "the catalogue has no exercise `%.*s`", TDM_FMT(d->exercise));
    if (near.len > 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(near));
    else
        tdm_problem_fix(problem, "declare the exercise in the catalogue first");
    return false;
}

static bool twice(const struct figure_reader *r, struct tdm_place place, const char *word, tdm_str name) {
    struct tdm_problem *problem = figure_problem(r, TDM_WHY_CONFLICT, "D027", place);
    tdm_problem_what(problem, "the %s `%.*s` is declared twice", word, TDM_FMT(name));
    tdm_problem_fix(problem, "keep one of them, or give the other its own name");
    return false;
}

static void read_drawing(const struct figure_reader *r, struct shelf *shelf, const struct tdm_line *line) {
    struct build b = {.r = r, .shelf = shelf, .d = TDM_NEW(r->mem, struct tdm_drawing)};
    if (!named(r, line, "drawing", &b.d->exercise, &b.d->place) || !known_exercise(r, b.d)) return;
    size_t at = 0;
    while (at < shelf->drawing_count && !tdm_str_equal(shelf->drawings[at]->exercise, b.d->exercise)) at++;
    if (at < shelf->drawing_count && tdm_str_equal(shelf->drawings[at]->place.file, b.d->place.file)) {
        (void)twice(r, b.d->place, "drawing", b.d->exercise);
        return;
    }
    bool good = true;
    b.first = line->block;
    for (b.line = line->block; b.line != NULL; b.line = b.line->next) good = read_clause(&b) && good;
    if (good && (b.view_line == NULL || b.posture_line == NULL))
        good = refuse(r, "D028", b.d->place,
                      b.view_line == NULL ? "a drawing without `view`" : "a drawing without `posture`",
                      b.view_line == NULL ? "write `view side` below it, or another view"
                                          : "write `posture standing` below it, or another posture");
    b.d->pieces = b.pieces;
    b.d->uses = b.uses;
    b.d->marks = b.marks;
    if (!good || !set_up(&b)) return;
    TDM_GROW(r->mem, shelf->drawings, shelf->drawing_count, shelf->drawing_room);
    shelf->drawings[at] = b.d; /* a file's own drawing stands before that of an earlier file */
    if (at == shelf->drawing_count) shelf->drawing_count++;
}

static void read_prop(const struct figure_reader *r, struct shelf *shelf, const struct tdm_line *line) {
    struct prop *prop = TDM_NEW(r->mem, struct prop);
    if (!named(r, line, "prop", &prop->name, &prop->place)) return;
    size_t at = 0;
    while (at < shelf->prop_count && !tdm_str_equal(shelf->props[at]->name, prop->name)) at++;
    if (at < shelf->prop_count && tdm_str_equal(shelf->props[at]->place.file, prop->place.file)) {
        (void)twice(r, prop->place, "prop", prop->name);
        return;
    }
    struct piece *pieces = TDM_NEW_ARRAY(r->mem, struct piece, tdm_block_count(line->block) + 1);
    for (const struct tdm_line *l = line->block; l != NULL; l = l->next) {
        if (!figure_is_piece(tdm_line_head(l)) || l->block != NULL)
            (void)refuse(r, "D029", tdm_line_place(r->tree, l), "a prop is made of pieces",
                         "write `block`, `ball`, `rod`, `cord`, `band`, `wheel` or `waves`, one a line");
        else if (figure_read_piece(r, l, true, &pieces[prop->count]))
            prop->count++;
    }
    prop->pieces = pieces;
    TDM_GROW(r->mem, shelf->props, shelf->prop_count, shelf->prop_room);
    shelf->props[at] = prop;
    if (at == shelf->prop_count) shelf->prop_count++;
}

/* ---- files */

bool tdm_is_drawings(const struct tdm_tree *tree) {
    return tree->first != NULL &&
           (tdm_str_is(tdm_line_head(tree->first), "drawing") || tdm_str_is(tdm_line_head(tree->first), "prop"));
}

static void read_tree(const struct figure_reader *r, struct shelf *shelf, bool drawings) {
    for (const struct tdm_line *line = r->tree->first; line != NULL; line = line->next) {
        bool drawing = tdm_str_is(tdm_line_head(line), "drawing"), prop = tdm_str_is(tdm_line_head(line), "prop");
        if (prop && !drawings) read_prop(r, shelf, line);
        if (drawing && drawings) read_drawing(r, shelf, line);
        if (!drawing && !prop && !drawings)
            (void)refuse(r, "D001", tdm_line_place(r->tree, line),
                         "a file of drawings has `drawing` and `prop` blocks only",
                         "write `drawing EXERCISE` or `prop NAME`, and the rest below it");
    }
}

bool tdm_drawings_read(struct tdm_arena *mem, const struct tdm_drawing_files *files, const struct tdm_catalog *catalog,
                       const struct tdm_drawings **out, struct tdm_problems *problems) {
    struct shelf shelf = {0};
    struct figure_reader r = {.mem = mem, .catalog = catalog, .problems = problems, .checked = files->checked};
    uint32_t errors = problems->errors;
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < files->count; i++) {
            r.tree = files->trees[i];
            read_tree(&r, &shelf, round == 1);
        }
    if (problems->errors != errors) return false;
    struct tdm_drawings *drawings = TDM_NEW(mem, struct tdm_drawings);
    *drawings = (struct tdm_drawings){(const struct tdm_drawing *const *)shelf.drawings, (uint32_t)shelf.drawing_count};
    *out = drawings;
    return true;
}

const struct tdm_drawing *tdm_drawing_of(const struct tdm_drawings *drawings, tdm_str exercise) {
    for (uint32_t i = 0; i < drawings->count; i++)
        if (tdm_str_equal(drawings->drawings[i]->exercise, exercise)) return drawings->drawings[i];
    return NULL;
}

bool tdm_drawing_is_close(const struct tdm_drawing *drawing) {
    return drawing->close;
}

tdm_str tdm_drawing_exercise(const struct tdm_drawing *drawing) {
    return drawing->exercise;
}
