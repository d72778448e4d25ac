/* why.c - the argument of one answer: clause and source, criteria with their entries and numbers, what would change it.
 */
#include "views/page_parts.h"
#include "views/view_int.h"

#include <string.h>

enum thing_kind {
    THING_GATE,
    THING_CLEARANCE,
    THING_PHASE,
    THING_RESTRICTION,
    THING_EXERCISE,
    THING_MEASURE,
    THING_CEILING
};
struct thing {
    enum thing_kind kind;
    tdm_ref ref;
};

/* One kind of thing: where its names stand. */
struct shelf {
    enum thing_kind kind;
    const void *items;
    size_t size; /* of one item; its name is its first member */
    uint32_t count;
};
enum { SHELVES = 5 };

static void shelves_of(const struct tdm_protocol *protocol, struct shelf *out) {
    out[0] = (struct shelf){THING_GATE, protocol->gates, sizeof *protocol->gates, protocol->gate_count};
    out[1] =
        (struct shelf){THING_CLEARANCE, protocol->clearances, sizeof *protocol->clearances, protocol->clearance_count};
    out[2] = (struct shelf){THING_PHASE, protocol->phases, sizeof *protocol->phases, protocol->phase_count};
    out[3] = (struct shelf){THING_RESTRICTION, protocol->restrictions, sizeof *protocol->restrictions,
                            protocol->restriction_count};
    out[4] = (struct shelf){THING_MEASURE, protocol->measures, sizeof *protocol->measures, protocol->measure_count};
}

static tdm_str shelf_name(const struct shelf *shelf, uint32_t at) {
    const char *item = (const char *)shelf->items + at * shelf->size;
    tdm_str name;
    memcpy(&name, item, sizeof name);
    return name;
}

static bool find_thing(const struct tdm_standing *standing, tdm_str name, struct thing *out) {
    struct shelf shelves[SHELVES];
    *out = (struct thing){THING_CEILING, TDM_REF_NONE};
    if (tdm_str_is(name, "ceiling")) return true;
    shelves_of(view_protocol(standing), shelves);
    for (int s = 0; s < SHELVES; s++)
        for (uint32_t i = 0; i < shelves[s].count; i++) {
            if (!tdm_str_equal(shelf_name(&shelves[s], i), name)) continue;
            *out = (struct thing){shelves[s].kind, (tdm_ref)i};
            return true;
        }
    for (uint32_t i = 0; i < standing->exercise_count; i++) {
        if (!tdm_str_equal(tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, standing->exercises[i].exercise),
                           name))
            continue;
        *out = (struct thing){THING_EXERCISE, (tdm_ref)i};
        return true;
    }
    return false;
}

static bool not_found(const struct tdm_view *view, const struct tdm_standing *standing, tdm_str name,
                      struct tdm_problem *problem) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    struct shelf shelves[SHELVES];
    size_t count = 1;
    shelves_of(protocol, shelves);
    for (int i = 0; i < SHELVES; i++) count += shelves[i].count;
    tdm_str *names = TDM_NEW_ARRAY(view->mem, tdm_str, count);
    count = 0;
    names[count++] = TDM_STR("ceiling");
    for (int i = 0; i < SHELVES; i++)
        for (uint32_t n = 0; n < shelves[i].count; n++) names[count++] = shelf_name(&shelves[i], n);
    int near = tdm_nearest(name, names, count);
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "V001", (struct tdm_place){.file = TDM_STR("command line")},
                   "the protocol %.*s has nothing called `%.*s`", TDM_FMT(protocol->name), TDM_FMT(name));
    if (near >= 0)
        tdm_problem_fix(problem, "write `%.*s`", TDM_FMT(names[near]));
    else
        tdm_problem_fix(problem,
                        "name a gate, clearance, phase, restriction, measure or exercise of it, or `ceiling`; `tandem "
                        "show %.*s` lists them",
                        TDM_FMT(protocol->name));
    return false;
}

/* ---- text: an indented tree */

static void put(const struct tdm_view *view, uint32_t indent, tdm_str text) {
    if (text.len == 0) return;
    tdm_buf_repeat(view->out, ' ', indent);
    tdm_text_wrap(view->out, text, view->width, indent, indent + 2);
    tdm_buf_char(view->out, '\n');
}

static void put_clause(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t indent,
                       tdm_clause_id clause) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    if (clause >= protocol->clause_count) return;
    put(view, indent, view_clause(view, protocol, clause));
    tdm_str cites = view_cites(view, protocol, clause);
    struct tdm_arg source[] = {TDM_ARG_T("words", cites)};
    if (protocol->clauses[clause].own)
        put(view, indent, view_plain(view, TDM_MSG_WHY_OWN));
    else if (cites.len > 0)
        put(view, indent, view_words(view, TDM_MSG_WHY_SOURCE, source, 1));
}

static void put_entry(const struct tdm_view *view, const struct tdm_standing *standing, uint32_t indent,
                      uint32_t index) {
    const struct tdm_entry *entry = view_entry(standing, index);
    if (entry == NULL) return;
    struct tdm_arg by[] = {
        TDM_ARG_T("words", view_format(view, "%.*s%s%.*s", TDM_FMT(view_entry_word(view, entry->kind)),
                                       entry->subject.len > 0 ? " " : "", TDM_FMT(entry->subject))),
        TDM_ARG_T("who", entry->author), TDM_ARG_T("ref", entry->name)};
    tdm_str words = view_words(view, entry->name.len > 0 ? TDM_MSG_WHY_ENTRY_NAMED : TDM_MSG_WHY_ENTRY_BY, by, 3);
    struct tdm_arg args[] = {TDM_ARG_D("date", entry->date), TDM_ARG_T("words", words)};
    put(view, indent, view_words(view, TDM_MSG_WHY_ENTRY, args, 2));
}

static void put_check(const struct tdm_view *view, const struct tdm_standing *standing,
                      const struct tdm_condition *condition, const struct tdm_check *checks, uint32_t node,
                      uint32_t indent) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    const struct tdm_check *check = &checks[node];
    /* Over a list of which some hold, "unmet: all of" was read as "none of them is met". */
    bool list = node == 0 && criterion->kind == TDM_CRITERION_ALL && check->truth != TDM_MET;
    put(view, indent,
        list ? view_plain(view, TDM_MSG_WEB_ASKS_ALL)
             : view_format(view, "%.*s: %.*s", TDM_FMT(view_truth(view, check->truth)),
                           TDM_FMT(view_criterion(view, standing, criterion))));
    put(view, indent + 4, view_check_reason(view, standing, condition, checks, node));
    put_entry(view, standing, indent + 4, check->reason.entry);
    if (criterion->child_count == 0) put_clause(view, standing, indent + 4, criterion->clause);
    if (check->truth != TDM_MET) put(view, indent + 4, view_needs(view, standing, check));
    tdm_mask asked = tdm_part_asked(standing, check);
    struct tdm_arg who[] = {TDM_ARG_T("who", view_roles(view, view_catalog(standing), asked, view_or(view)))};
    if (check->truth != TDM_MET && asked != 0 && criterion->child_count == 0)
        put(view, indent + 4, view_words(view, TDM_MSG_WHY_ASK, who, 1)); /* of a block it would be everybody */
    for (uint32_t i = criterion->first_child; i < (uint32_t)criterion->first_child + criterion->child_count; i++)
        put_check(view, standing, condition, checks, i, indent + 2);
}

static void why_gate(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref g) {
    const struct tdm_gate *gate = &view_protocol(standing)->gates[g];
    const struct tdm_gate_answer *answer = &standing->gates[g];
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_name(view, gate->name)),
                             TDM_ARG_T("words", view_word(view, view_gate_state_word(answer)))};
    put(view, 0, view_words(view, TDM_MSG_WHY_GATE, args, 2));
    put_clause(view, standing, 2, gate->clause);
    if (gate->bare) put(view, 2, view_plain(view, TDM_MSG_WHY_BARE));
    if (answer->truth != TDM_MET) put(view, 2, view_gate_when(view, standing, answer->earliest));
    if (answer->overridden) put_entry(view, standing, 2, answer->override_entry);
    if (gate->condition.count > 0) put_check(view, standing, &gate->condition, answer->checks, 0, 2);
}

static void why_clearance(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref c) {
    const struct tdm_clearance *clearance = &view_protocol(standing)->clearances[c];
    const struct tdm_clearance_answer *answer = &standing->clearances[c];
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_name(view, clearance->name)),
                             TDM_ARG_T("words", view_truth(view, answer->truth))};
    put(view, 0, view_words(view, TDM_MSG_WHY_CLEARANCE, args, 2));
    put(view, 2, view_reason(view, standing, &answer->reason));
    put_entry(view, standing, 2, answer->entry);
    put_clause(view, standing, 2, clearance->clause);
    put_clause(view, standing, 2, clearance->not_before_clause);
    put_clause(view, standing, 2, clearance->valid_clause);
    struct tdm_arg who[] = {TDM_ARG_T("who", view_roles(view, view_catalog(standing), answer->owed_by, view_or(view)))};
    if (answer->truth != TDM_MET && answer->owed_by != 0) put(view, 2, view_words(view, TDM_MSG_WHY_ASK, who, 1));
}

static void why_phase(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref p) {
    const struct tdm_phase *phase = &view_protocol(standing)->phases[p];
    const struct tdm_phase_answer *answer = &standing->phases[p];
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_name(view, phase->name)),
                             TDM_ARG_T("value", view_word(view, tdm_track_word(phase->track))),
                             TDM_ARG_T("words", view_word(view, view_phase_state_word(answer->state)))};
    put(view, 0, view_words(view, TDM_MSG_WHY_PHASE, args, 3));
    if (answer->reason.code != TDM_REASON_NONE) put(view, 2, view_reason(view, standing, &answer->reason));
    put_entry(view, standing, 2, answer->start_entry);
    put(view, 2, view_when(view, view_plain(view, TDM_MSG_PART_STARTS), &answer->start));
    put_clause(view, standing, 4, answer->start.earliest_by);
    put(view, 2, view_when(view, view_plain(view, TDM_MSG_PART_ENDS), &answer->end));
    put_clause(view, standing, 4, answer->end.earliest_by);
    put_clause(view, standing, 2, phase->from_clause);
    put_clause(view, standing, 2, phase->load_clause);
}

static void why_restriction(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref r) {
    const struct tdm_restriction *restriction = &view_protocol(standing)->restrictions[r];
    struct tdm_arg args[] = {
        TDM_ARG_T("ref", view_name(view, restriction->name)),
        TDM_ARG_T("words", view_word(view, view_restriction_state_word(standing->restrictions[r].state)))};
    put(view, 0, view_words(view, TDM_MSG_WHY_RESTRICTION, args, 2));
    put(view, 2, view_restriction_until(view, standing, r));
    put(view, 2, view_text(view, restriction->because));
    for (uint32_t t = 0; t < restriction->touch_count; t++)
        put_clause(view, standing, 2, restriction->touches[t].clause);
    put_clause(view, standing, 2, restriction->from_clause);
    put_clause(view, standing, 2, restriction->until_clause);
}

static void why_ceiling(const struct tdm_view *view, const struct tdm_standing *standing) {
    const struct tdm_ceiling *ceiling = &standing->ceiling;
    const struct tdm_catalog *catalog = view_catalog(standing);
    tdm_str level =
        ceiling->has_class ? view_at_most(view, standing, ceiling->load_class) : view_plain(view, TDM_MSG_WHY_NO_LIMIT);
    put(view, 0, view_named(view, TDM_MSG_WHY_LOAD, level));
    for (uint32_t i = 0; i < ceiling->term_count; i++) {
        const struct tdm_ceiling_term *term = &ceiling->terms[i];
        struct tdm_buf text;
        tdm_buf_init(&text, view->mem, 4096);
        struct tdm_arg args[] = {TDM_ARG_T("words", view_mask(view, catalog, TDM_KIND_ATTRIBUTE, term->barred)),
                                 TDM_ARG_D("date", term->last)};
        if (term->has_class) tdm_buf_add(&text, view_at_most(view, standing, term->load_class));
        if (term->barred != 0)
            tdm_buf_format(&text, "%s%.*s", term->has_class ? ", " : "",
                           TDM_FMT(view_words(view, TDM_MSG_CEILING_BARRED, args, 2)));
        if (!tdm_date_is_none(term->last))
            tdm_buf_format(&text, "; %.*s", TDM_FMT(view_words(view, TDM_MSG_RESTRICTION_IN_FORCE, args, 2)));
        put(view, 2, view_named(view, term->binding ? TDM_MSG_WHY_BINDING : TDM_MSG_WHY_IN_FORCE, tdm_buf_str(&text)));
        put_clause(view, standing, 4, term->clause);
        put_entry(view, standing, 4, term->entry);
    }
}

static void why_exercise(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref index) {
    static const enum tdm_message verdicts[] = {[TDM_EXERCISE_MAY] = TDM_MSG_WHY_MAY,
                                                [TDM_EXERCISE_MAY_UP_TO] = TDM_MSG_WHY_MAY_UP_TO,
                                                [TDM_EXERCISE_MAY_NOT] = TDM_MSG_WHY_MAY_NOT};
    const struct tdm_exercise_answer *answer = &standing->exercises[index];
    tdm_str label = view_label(view, view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise);
    put(view, 0, view_named(view, verdicts[answer->verdict], label));
    put(view, 2, view_reason(view, standing, &answer->reason));
    put_clause(view, standing, 2, answer->reason.clause);
    put_entry(view, standing, 2, answer->reason.entry);
    why_ceiling(view, standing);
}

/* A measure: every gate criterion that reads it. */
static bool why_measure(const struct tdm_view *view, const struct tdm_standing *standing, tdm_ref measure) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    put(view, 0,
        view_format(view, "%.*s: %.*s", TDM_FMT(protocol->measures[measure].name),
                    TDM_FMT(view_ref_name(view, standing, VIEW_REF_MEASURE, measure))));
    put_clause(view, standing, 2, protocol->measures[measure].clause);
    for (uint32_t g = 0; g < protocol->gate_count; g++)
        for (uint32_t i = 0; i < protocol->gates[g].condition.count; i++) {
            const struct tdm_criterion *node = &protocol->gates[g].condition.nodes[i];
            if (node->kind != TDM_CRITERION_READING || node->measure != measure) continue;
            put(view, 2, view_named(view, TDM_MSG_PART_GATE, view_name(view, protocol->gates[g].name)));
            put_check(view, standing, &protocol->gates[g].condition, standing->gates[g].checks, i, 4);
        }
    return true;
}

bool tdm_view_why_text(const struct tdm_view *given, const struct tdm_standing *standing, tdm_str name,
                       struct tdm_problem *problem) {
    struct tdm_view copy = *given, *view = &copy;
    struct thing thing;
    if (view->width == 0) view->width = 100;
    if (!find_thing(standing, name, &thing)) return not_found(view, standing, name, problem);
    view_text_head(view, standing);
    tdm_buf_char(view->out, '\n');
    switch (thing.kind) {
    case THING_GATE:
        why_gate(view, standing, thing.ref);
        break;
    case THING_CLEARANCE:
        why_clearance(view, standing, thing.ref);
        break;
    case THING_PHASE:
        why_phase(view, standing, thing.ref);
        break;
    case THING_RESTRICTION:
        why_restriction(view, standing, thing.ref);
        break;
    case THING_EXERCISE:
        why_exercise(view, standing, thing.ref);
        break;
    case THING_MEASURE:
        (void)why_measure(view, standing, thing.ref);
        break;
    case THING_CEILING:
        why_ceiling(view, standing);
        break;
    }
    view_text_notice(view);
    return true;
}

/* ---- JSON: the same tree as lines with their depth, so that text and JSON cannot tell different things */

bool tdm_view_why_json(const struct tdm_view *view, const struct tdm_standing *standing, tdm_str name,
                       struct tdm_problem *problem) {
    static const char *const kinds[] = {[THING_GATE] = "gate",         [THING_CLEARANCE] = "clearance",
                                        [THING_PHASE] = "phase",       [THING_RESTRICTION] = "restriction",
                                        [THING_EXERCISE] = "exercise", [THING_MEASURE] = "measure",
                                        [THING_CEILING] = "ceiling"};
    struct tdm_buf text;
    struct thing thing;
    struct tdm_json_writer w;
    struct tdm_view lines = *view;
    tdm_buf_init(&text, view->mem, TDM_VIEW_BYTES_MAX);
    lines.out = &text;
    lines.width = 1u << 20;
    if (!find_thing(standing, name, &thing)) return not_found(view, standing, name, problem);
    if (!tdm_view_why_text(&lines, standing, name, problem)) return false;
    tdm_json_writer_init(&w, view->out, true);
    tdm_json_object_begin(&w);
    view_json_head(&w, view, standing, "why");
    view_json_text(&w, "thing", name);
    view_json_text(&w, "kind", tdm_str_of(kinds[thing.kind]));
    tdm_json_key(&w, "argument");
    tdm_json_array_begin(&w);
    tdm_str rest = tdm_buf_str(&text);
    size_t end;
    bool inside = false; /* the head ends and the notice begins at an empty line */
    while (tdm_str_find(rest, TDM_STR("\n"), &end)) {
        tdm_str line = tdm_str_slice(rest, 0, end), trimmed = tdm_str_trim(line);
        rest = tdm_str_slice(rest, end + 1, rest.len);
        if (line.len == 0) inside = !inside;
        if (line.len == 0 || !inside) continue;
        tdm_json_object_begin(&w);
        tdm_json_key(&w, "depth");
        tdm_json_int(&w, (int64_t)((size_t)(trimmed.at - line.at) / 2));
        view_json_text(&w, "text", trimmed);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
    tdm_buf_char(view->out, '\n');
    return true;
}
