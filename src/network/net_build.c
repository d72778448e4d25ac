/* net_build.c - points and links as they are read, from whatever form, and what makes them no network. */
#include "network/network_int.h"

struct net_builder net_begin(struct tdm_arena *mem, struct tdm_problems *problems) {
    return (struct net_builder){.mem = mem, .problems = problems, .errors = problems->errors};
}

struct tdm_problem *net_problem(struct net_builder *b, enum tdm_why why, const char *code, struct tdm_place place) {
    return tdm_problems_add(b->problems, TDM_ERROR, why, code, place);
}

bool net_find(const struct net_builder *b, tdm_str name, tdm_point *out) {
    for (size_t p = 0; p < b->point_count; p++)
        if (tdm_str_equal(b->points[p], name)) {
            *out = (tdm_point)p;
            return true;
        }
    return false;
}

bool net_point(struct net_builder *b, tdm_str name, struct tdm_place place) {
    tdm_point known;
    if (net_find(b, name, &known)) {
        struct tdm_problem *problem = net_problem(b, TDM_WHY_CONFLICT, "T013", place);
        tdm_problem_what(problem, "the point `%.*s` is declared twice", TDM_FMT(name));
        tdm_problem_fix(problem, "keep one, or give the other a name of its own");
        return false;
    }
    if (b->point_count == TDM_POINTS_MAX) {
        struct tdm_problem *problem = net_problem(b, TDM_WHY_LIMIT, "T017", place);
        tdm_problem_what(problem, "a network has %d points at most", TDM_POINTS_MAX);
        tdm_problem_fix(problem, "take out points that nothing hangs on, or split the network");
        return false;
    }
    TDM_GROW(b->mem, b->points, b->point_count, b->point_room);
    b->points[b->point_count++] = name;
    return true;
}

bool net_find_or_tell(struct net_builder *b, tdm_str name, struct tdm_place place, tdm_point *out) {
    if (net_find(b, name, out)) return true;
    struct tdm_problem *problem = net_problem(b, TDM_WHY_NOT_FOUND, "T015", place);
    int nearest = tdm_nearest(name, b->points, b->point_count);
    tdm_problem_what(problem, "no point is called `%.*s`", TDM_FMT(name));
    if (nearest >= 0)
        tdm_problem_fix(problem, "write `%.*s`, or declare it on a `point` line", TDM_FMT(b->points[nearest]));
    else
        tdm_problem_fix(problem, "declare it on a `point` line");
    return false;
}

void net_link(struct net_builder *b, struct tdm_link link, tdm_str text, struct tdm_place place) {
    TDM_GROW(b->mem, b->links, b->link_count, b->link_room);
    TDM_GROW(b->mem, b->words, b->link_count, b->word_room);
    link.label = (uint32_t)b->link_count;
    b->links[b->link_count] = link;
    b->words[b->link_count++] = (struct tdm_net_words){text, place};
}

static void tell_fault(struct net_builder *b, enum tdm_network_fault fault, uint32_t link) {
    static const struct {
        const char *code, *what, *fix;
    } rows[] = {
        [TDM_FAULT_SELF] = {"T018", "a link goes from a point to itself", "name two points, or take the link out"},
        [TDM_FAULT_REVERSED] = {"T019", "at least more than at most", "write the smaller length first"},
        [TDM_FAULT_OPEN] = {"T020", "a contingent link needs both bounds, from 0 on",
                            "write `LEAST to MOST days`, or leave `contingent` out"},
        [TDM_FAULT_TWICE] = {"T021", "two contingent links end in one point",
                             "leave `contingent` out in one of them, or let it end in a point of its own"},
        [TDM_FAULT_ROUND] = {"T022", "contingent links go round in a circle, so that none of them can begin",
                             "let one of them begin at a point that is yours"},
        [TDM_FAULT_GIVE] = {"T023", "`firm` lies outside of the link's own bounds",
                            "write firm bounds inside those of the link"},
    };
    struct tdm_problem *problem = net_problem(b, TDM_WHY_CONFLICT, rows[fault].code, b->words[link].place);
    tdm_problem_what(problem, "%s: `%.*s`", rows[fault].what, TDM_FMT(b->words[link].text));
    tdm_problem_fix(problem, "%s", rows[fault].fix);
}

bool net_end(struct net_builder *b, tdm_str name, struct tdm_place place, const struct tdm_net **out) {
    if (b->problems->errors == b->errors && b->point_count == 0) {
        struct tdm_problem *problem = net_problem(b, TDM_WHY_MISSING, "T024", place);
        tdm_problem_what(problem, "the network has no points");
        tdm_problem_fix(problem, "declare them: `point A, B`");
    }
    if (b->problems->errors != b->errors) return false;
    struct tdm_net *net = TDM_NEW(b->mem, struct tdm_net);
    net->name = name;
    net->points = b->points;
    net->words = b->words;
    net->network = (struct tdm_network){(uint16_t)b->point_count, b->links, (uint32_t)b->link_count};
    uint32_t link = 0;
    enum tdm_network_fault fault = tdm_network_fault(&net->network, &link);
    if (fault != TDM_FAULT_NONE) {
        tell_fault(b, fault, link);
        return false;
    }
    *out = net;
    return true;
}
