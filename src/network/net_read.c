/* net_read.c - a network from the notation.
 *
 *   network recovery-window
 *     point procedure, healed, loading
 *     link procedure to healed, 28 to 56 days, contingent, firm 28 to 42 days
 *     link healed to loading, at least 0 days */
#include "network/network_int.h"

struct reader {
    struct net_builder *b;
    const struct tdm_tree *tree;
    const struct tdm_line *line;
};

static const char link_form[] = "write `link A to B, 2 to 5 days`, and `, contingent` where nature decides";

static bool refuse(const struct reader *r, const char *code, struct tdm_place place, const char *what,
                   const char *fix) {
    struct tdm_problem *problem = net_problem(r->b, TDM_WHY_SYNTAX, code, place);
    tdm_problem_what(problem, "%s", what);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

static const struct tdm_term *take_name(struct tdm_cursor *c) {
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    return term != NULL ? term : tdm_cursor_take(c, TDM_TERM_TEXT);
}

static void read_points(struct reader *r) {
    static const char form[] = "write `point A, B`, a name being a word or a text in quotes";
    for (uint32_t i = 0; i < r->line->part_count; i++) {
        struct tdm_cursor c = tdm_cursor_of(r->tree, r->line, i);
        if (i == 0) (void)tdm_cursor_take_word(&c, "point");
        const struct tdm_term *name = take_name(&c);
        if (name == NULL || !tdm_cursor_done(&c)) {
            (void)refuse(r, "T012", tdm_cursor_place(&c), "a line of points is not understood", form);
            return;
        }
        (void)net_point(r->b, name->text, tdm_term_place(r->tree, name));
    }
    if (r->line->block != NULL)
        (void)refuse(r, "T012", tdm_line_place(r->tree, r->line->block), "nothing stands below a line of points",
                     "move it two blanks to the left");
}

/* ---- lengths */

static bool too_long(const struct reader *r, struct tdm_place number) {
    return refuse(r, "T016", number, "a length of more than 100000 days",
                  "write at most 100000, or leave the bound out");
}

static bool take_whole(const struct reader *r, struct tdm_cursor *c, int32_t *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_NUMBER);
    if (term == NULL) return refuse(r, "T014", place, "a length is missing here", "write a number of days");
    tdm_decimal number = tdm_decimal_trim(term->number);
    if (number.scale != 0)
        return refuse(r, "T016", place, "a network counts whole days", "write a whole number of days");
    if (number.coefficient > TDM_DAYS_MAX || number.coefficient < -TDM_DAYS_MAX) return too_long(r, place);
    *out = (int32_t)number.coefficient;
    return true;
}

static bool take_weeks(const struct reader *r, struct tdm_place place, int32_t *days) {
    if (*days > TDM_DAYS_MAX / 7 || *days < -TDM_DAYS_MAX / 7) return too_long(r, place);
    *days *= 7;
    return true;
}

static bool take_unit(const struct reader *r, struct tdm_cursor *c, struct tdm_place number, int32_t *days) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *term = tdm_cursor_take(c, TDM_TERM_WORD);
    enum tdm_span_unit unit;
    if (term == NULL) return refuse(r, "T014", place, "a length has no unit", "write `days` or `weeks` after it");
    if (!tdm_span_unit_parse(term->text, &unit) || (unit != TDM_SPAN_DAYS && unit != TDM_SPAN_WEEKS))
        return refuse(r, "T016", place, "a network counts whole days", "write the length in days or weeks");
    return unit == TDM_SPAN_DAYS || take_weeks(r, number, days);
}

static bool take_range(const struct reader *r, struct tdm_cursor *c, int32_t *least, int32_t *most) {
    struct tdm_place first = tdm_cursor_place(c);
    if (!take_whole(r, c, least)) return false;
    bool own_unit = !tdm_cursor_is_word(c, "to");
    if (own_unit && !take_unit(r, c, first, least)) return false;
    bool range = tdm_cursor_take_word(c, "to");
    *most = *least;
    if (!range) return true;
    struct tdm_place second = tdm_cursor_place(c);
    if (!take_whole(r, c, most)) return false;
    bool weeks = tdm_cursor_is_word(c, "weeks") || tdm_cursor_is_word(c, "week");
    if (!own_unit && weeks && !take_weeks(r, first, least)) return false;
    return take_unit(r, c, second, most);
}

static bool take_length(const struct reader *r, struct tdm_cursor *c, int32_t *least, int32_t *most) {
    bool at_most = tdm_cursor_take_words(c, "at most"), at_least = !at_most && tdm_cursor_take_words(c, "at least");
    struct tdm_place number = tdm_cursor_place(c);
    *least = -TDM_DAYS_INFINITE;
    *most = TDM_DAYS_INFINITE;
    if (!at_most && !at_least) return take_range(r, c, least, most);
    int32_t *bound = at_most ? most : least;
    return take_whole(r, c, bound) && take_unit(r, c, number, bound);
}

/* ---- links */

static bool done(const struct reader *r, const struct tdm_cursor *c) {
    return tdm_cursor_done(c) || refuse(r, "T014", tdm_cursor_place(c), "a link is not understood", link_form);
}

static bool read_ends(struct reader *r, struct tdm_link *link) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, r->line, 0);
    (void)tdm_cursor_take_word(&c, "link");
    const struct tdm_term *from = take_name(&c);
    bool to_follows = from != NULL && tdm_cursor_take_word(&c, "to");
    const struct tdm_term *to = to_follows ? take_name(&c) : NULL;
    if (to == NULL) return refuse(r, "T014", tdm_cursor_place(&c), "a link is not understood", link_form);
    if (!done(r, &c)) return false;
    bool from_known = net_find_or_tell(r->b, from->text, tdm_term_place(r->tree, from), &link->from);
    return net_find_or_tell(r->b, to->text, tdm_term_place(r->tree, to), &link->to) && from_known;
}

static bool read_firm(const struct reader *r, uint32_t part, struct tdm_link *link) {
    struct tdm_cursor c = tdm_cursor_of(r->tree, r->line, part);
    struct tdm_place place = tdm_cursor_place(&c);
    int32_t least, most;
    if (!tdm_cursor_take_word(&c, "firm"))
        return refuse(r, "T014", place, "a link is not understood", "write `firm LEAST to MOST days` here, or nothing");
    if (!take_range(r, &c, &least, &most) || !done(r, &c)) return false;
    link->give_least = least - link->least;
    link->give_most = link->most - most;
    return true;
}

static void read_link(struct reader *r) {
    struct tdm_link link = {0};
    const struct tdm_line *line = r->line;
    if (!read_ends(r, &link)) return;
    if (line->part_count < 2 || line->part_count > 4 || line->block != NULL) {
        struct tdm_place place =
            line->block != NULL ? tdm_line_place(r->tree, line->block) : tdm_line_place(r->tree, line);
        (void)refuse(r, "T014", place, "a link is not understood", link_form);
        return;
    }
    struct tdm_cursor c = tdm_cursor_of(r->tree, line, 1);
    if (!take_length(r, &c, &link.least, &link.most) || !done(r, &c)) return;
    if (line->part_count > 2) {
        c = tdm_cursor_of(r->tree, line, 2);
        struct tdm_place place = tdm_cursor_place(&c);
        link.contingent = tdm_cursor_take_word(&c, "contingent");
        if (!link.contingent) {
            (void)refuse(r, "T014", place, "a link is not understood", link_form);
            return;
        }
        if (!done(r, &c)) return;
    }
    if (line->part_count > 3 && !read_firm(r, 3, &link)) return;
    net_link(r->b, link, tdm_str_trim(line->source), tdm_line_place(r->tree, line));
}

/* ---- the file */

bool tdm_is_network(const struct tdm_tree *tree) {
    return tree->first != NULL && tdm_str_is(tdm_line_head(tree->first), "network");
}

static bool read_head(struct reader *r, tdm_str *name) {
    static const char fix[] = "begin the file with `network NAME`, and stand everything else below it";
    const struct tdm_line *first = r->tree->first;
    struct tdm_place whole = {.file = r->tree->file, .line = 1, .column = 1, .length = 1};
    if (first == NULL) return refuse(r, "T010", whole, "the file is empty", fix);
    struct tdm_cursor c = tdm_cursor_of(r->tree, first, 0);
    const struct tdm_term *term = tdm_cursor_take_word(&c, "network") ? take_name(&c) : NULL;
    if (term == NULL || !tdm_cursor_done(&c) || first->part_count > 1)
        return refuse(r, "T010", tdm_line_place(r->tree, first), "a network does not begin so", fix);
    if (first->next != NULL)
        return refuse(r, "T010", tdm_line_place(r->tree, first->next), "a second thing begins in the file", fix);
    *name = term->text;
    return true;
}

bool tdm_net_read(struct tdm_arena *mem, const struct tdm_tree *tree, const struct tdm_net **out,
                  struct tdm_problems *problems) {
    struct net_builder b = net_begin(mem, problems);
    struct reader r = {&b, tree, NULL};
    tdm_str name;
    if (!read_head(&r, &name)) return false;
    for (int links = 0; links <= 1 && problems->errors == b.errors; links++) /* points first, wherever they stand */
        for (r.line = tree->first->block; r.line != NULL; r.line = r.line->next) {
            tdm_str head = tdm_line_head(r.line);
            bool link = tdm_str_is(head, "link");
            if (!link && !tdm_str_is(head, "point")) {
                if (links == 0)
                    (void)refuse(&r, "T011", tdm_line_place(tree, r.line), "a network has no such line",
                                 "write `point A, B` or `link A to B, 2 to 5 days`");
            } else if (link && links == 1) {
                read_link(&r);
            } else if (!link && links == 0) {
                read_points(&r);
            }
        }
    return net_end(&b, name, tdm_line_place(tree, tree->first), out);
}
