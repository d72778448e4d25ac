/* reason_words.c - the engine's codes and arguments as sentences. One table says what `ref` is in each code. */
#include "views/page_parts.h"
#include "views/view_int.h"

static const enum tdm_message message_of[TDM_REASON_CODE_COUNT] = {
#define X(name, id, meaning) [TDM_REASON_##name] = TDM_MSG_REASON_##name,
    TDM_REASONS(X)
#undef X
};

enum view_ref view_reason_ref(enum tdm_reason_code code) {
    static const enum view_ref refs[TDM_REASON_CODE_COUNT] = {
        [TDM_REASON_WITHIN] = VIEW_REF_MEASURE,
        [TDM_REASON_OUTSIDE] = VIEW_REF_MEASURE,
        [TDM_REASON_MISSING] = VIEW_REF_MEASURE,
        [TDM_REASON_STALE] = VIEW_REF_MEASURE,
        [TDM_REASON_COVERAGE] = VIEW_REF_MEASURE,
        [TDM_REASON_CONTRADICTORY] = VIEW_REF_MEASURE,
        [TDM_REASON_OTHER_SIDE_MISSING] = VIEW_REF_MEASURE,
        [TDM_REASON_OTHER_SIDE_AFFECTED] = VIEW_REF_MEASURE,
        [TDM_REASON_NOT_SAME_DAY] = VIEW_REF_MEASURE,
        [TDM_REASON_NO_BASELINE] = VIEW_REF_MEASURE,
        [TDM_REASON_NO_BASIS] = VIEW_REF_MEASURE,
        [TDM_REASON_NO_SESSIONS] = VIEW_REF_MEASURE,
        [TDM_REASON_NOT_SIGNED] = VIEW_REF_CLEARANCE,
        [TDM_REASON_BY_NEXT] = VIEW_REF_PHASE,
        [TDM_REASON_HELD_BY_FLAG] = VIEW_REF_FLAG,
        [TDM_REASON_ABOVE_CEILING] = VIEW_REF_EXERCISE,
        [TDM_REASON_BARRED_ATTRIBUTE] = VIEW_REF_ATTRIBUTE,
        [TDM_REASON_CLASS_UNKNOWN] = VIEW_REF_EXERCISE,
        [TDM_REASON_DEVIATION_LOAD] = VIEW_REF_EXERCISE,
        [TDM_REASON_DEVIATION_ATTRIBUTE] = VIEW_REF_ATTRIBUTE,
        [TDM_REASON_DEVIATION_PRESCRIBED] = VIEW_REF_EXERCISE,
        [TDM_REASON_DEVIATION_PRESCRIBED_ATTRIBUTE] = VIEW_REF_ATTRIBUTE,
        [TDM_REASON_DEVIATION_FLAG_CLOSER] = VIEW_REF_FLAG,
        [TDM_REASON_DEVIATION_SUBSTANCE] = VIEW_REF_RESTRICTION,
        [TDM_REASON_DEVIATION_SUBSTANCE_UNKNOWN] = VIEW_REF_RESTRICTION,
        [TDM_REASON_DEVIATION_ORDERED] = VIEW_REF_RESTRICTION,
        [TDM_REASON_DEVIATION_VITAL] = VIEW_REF_RESTRICTION,
        [TDM_REASON_DEVIATION_GATE] = VIEW_REF_GATE,
        [TDM_REASON_DEVIATION_UNKNOWN_GATE] = VIEW_REF_GATE,
        [TDM_REASON_DEVIATION_COMPLETED] = VIEW_REF_GATE,
        [TDM_REASON_DEVIATION_COMPLETED_OPEN] = VIEW_REF_FINDING,
        [TDM_REASON_DEVIATION_EARLY_SIGNATURE] = VIEW_REF_CLEARANCE,
        [TDM_REASON_DEVIATION_SIGNER] = VIEW_REF_CLEARANCE,
        [TDM_REASON_DEVIATION_LATE_FACT] = VIEW_REF_CLEARANCE,
        [TDM_REASON_DEVIATION_OVERSTAYED] = VIEW_REF_PHASE,
        [TDM_REASON_DEVIATION_RAISED] = VIEW_REF_EXERCISE,
        [TDM_REASON_DEVIATION_NEVER] = VIEW_REF_EXERCISE,
        [TDM_REASON_DEVIATION_OVERRIDE] = VIEW_REF_GATE,
        [TDM_REASON_DEVIATION_MOVER] = VIEW_REF_CLEARANCE,
        [TDM_REASON_DEVIATION_MOVE] = VIEW_REF_CLEARANCE,
        [TDM_REASON_OWED_UNKNOWN] = VIEW_REF_GATE,
        [TDM_REASON_OWED_DECISION] = VIEW_REF_CLEARANCE,
        [TDM_REASON_OWED_FLAG] = VIEW_REF_FLAG,
        [TDM_REASON_OWED_RULE] = VIEW_REF_EXERCISE,
        [TDM_REASON_OWED_REVIEW] = VIEW_REF_CLEARANCE,
        [TDM_REASON_OWED_NEVER_MET] = VIEW_REF_GATE,
        [TDM_REASON_IS_OPEN] = VIEW_REF_NONE, /* told by the entry: see open_name */
    };
    return refs[code];
}

tdm_str view_ref_name(const struct tdm_view *view, const struct tdm_standing *standing, enum view_ref kind,
                      tdm_ref ref) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    const struct tdm_catalog *catalog = view_catalog(standing);
    switch (kind) {
    case VIEW_REF_NONE:
        return (tdm_str){0};
    case VIEW_REF_MEASURE:
        if (ref >= protocol->measure_count) return view_plain(view, TDM_MSG_PART_IT);
        return view_label(view, catalog, TDM_KIND_MEASURE, protocol->measures[ref].measure);
    case VIEW_REF_CLEARANCE:
        return ref >= protocol->clearance_count ? view_plain(view, TDM_MSG_PART_IT)
                                                : view_pretty(view, protocol->clearances[ref].name);
    case VIEW_REF_GATE:
        return ref >= protocol->gate_count
                   ? view_plain(view, TDM_MSG_PART_IT)
                   : view_named(view, TDM_MSG_PART_GATE, view_name(view, protocol->gates[ref].name));
    case VIEW_REF_PHASE:
        return ref >= protocol->phase_count ? view_plain(view, TDM_MSG_PART_IT)
                                            : view_pretty(view, protocol->phases[ref].name);
    case VIEW_REF_RESTRICTION:
        return ref >= protocol->restriction_count
                   ? view_plain(view, TDM_MSG_PART_IT)
                   : view_named(view, TDM_MSG_PART_RESTRICTION, view_name(view, protocol->restrictions[ref].name));
    case VIEW_REF_FLAG:
        return ref >= catalog->count[TDM_KIND_FLAG] ? view_plain(view, TDM_MSG_PART_FLAG)
                                                    : view_label(view, catalog, TDM_KIND_FLAG, ref);
    case VIEW_REF_FINDING:
        return ref >= catalog->count[TDM_KIND_FINDING] ? view_plain(view, TDM_MSG_PART_FINDING)
                                                       : view_label(view, catalog, TDM_KIND_FINDING, ref);
    case VIEW_REF_ATTRIBUTE:
        return ref >= catalog->count[TDM_KIND_ATTRIBUTE] ? view_plain(view, TDM_MSG_PART_IT)
                                                         : view_label(view, catalog, TDM_KIND_ATTRIBUTE, ref);
    case VIEW_REF_EXERCISE:
        return ref >= catalog->count[TDM_KIND_EXERCISE] ? view_plain(view, TDM_MSG_PART_IT)
                                                        : view_label(view, catalog, TDM_KIND_EXERCISE, ref);
    }
    TDM_UNREACHABLE();
}

/* What is open is told by the entry that opened it. */
static tdm_str open_name(const struct tdm_view *view, const struct tdm_standing *standing,
                         const struct tdm_reason *reason) {
    const struct tdm_entry *entry = view_entry(standing, reason->entry);
    if (reason->code == TDM_REASON_IS_OPEN)
        return view_ref_name(view, standing, reason->n == 1 ? VIEW_REF_FLAG : VIEW_REF_FINDING, reason->ref);
    return entry == NULL ? view_plain(view, TDM_MSG_PART_IT) : view_said(view, entry->subject);
}

static bool speaks_of_class(enum tdm_reason_code code) {
    return code == TDM_REASON_UNDER_CEILING || code == TDM_REASON_ABOVE_CEILING || code == TDM_REASON_DEVIATION_LOAD ||
           code == TDM_REASON_DEVIATION_PRESCRIBED;
}

static enum tdm_message message_for(const struct tdm_reason *reason) {
    if (reason->code == TDM_REASON_WITHIN && reason->n > 1) return TDM_MSG_REASON_WITHIN_MANY;
    if (reason->code == TDM_REASON_OUTSIDE && reason->n > 1) return TDM_MSG_REASON_OUTSIDE_MANY;
    if (reason->code == TDM_REASON_DEVIATION_EARLY_SIGNATURE && tdm_date_is_none(reason->until))
        return TDM_MSG_REASON_DEVIATION_EARLY_UNDATED;
    return message_of[reason->code];
}

tdm_str view_reason(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_reason *reason) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    enum view_ref kind = view_reason_ref(reason->code);
    tdm_ref measure = kind == VIEW_REF_MEASURE && reason->ref < protocol->measure_count
                          ? protocol->measures[reason->ref].measure
                          : TDM_REF_NONE;
    tdm_str ref =
        kind == VIEW_REF_NONE ? open_name(view, standing, reason) : view_ref_name(view, standing, kind, reason->ref);
    const struct tdm_entry *entry = view_entry(standing, reason->entry);
    const struct tdm_scale *load = tdm_catalog_load_scale(view_catalog(standing));
    bool classes = speaks_of_class(reason->code) && reason->n >= 0 && reason->of_n >= 0 && reason->n < load->count &&
                   reason->of_n < load->count;
    struct tdm_arg args[] = {
        TDM_ARG_T("value", view_value(view, view_catalog(standing), measure, reason->value)),
        TDM_ARG_T("limit", view_value(view, view_catalog(standing), measure, reason->limit)),
        TDM_ARG_D("date", reason->date),
        TDM_ARG_D("until", reason->until),
        TDM_ARG_I("n", reason->n),
        TDM_ARG_I("of_n", reason->of_n),
        TDM_ARG_T("ref", ref),
        TDM_ARG_T("class", classes ? view_class(view, standing, (uint32_t)reason->n) : TDM_STR("?")),
        TDM_ARG_T("ceiling", classes ? view_class(view, standing, (uint32_t)reason->of_n) : TDM_STR("?")),
        TDM_ARG_T("why", entry == NULL ? (tdm_str){0} : entry->because),
        TDM_ARG_T("words",
                  entry == NULL || entry->subject.len == 0 ? view_plain(view, TDM_MSG_PART_IT) : entry->subject),
    };
    return view_words(view, message_for(reason), args, TDM_COUNT(args));
}

/* "flexion at most 5 deg from other side: 4 deg" would be read as a flexion of 4 degrees. */
static tdm_str difference_words(const struct tdm_view *view, const struct tdm_criterion *criterion,
                                const struct tdm_reason *reason, tdm_str words) {
    bool difference = criterion->kind == TDM_CRITERION_READING && criterion->compare == TDM_COMPARE_DIFFERENCE;
    bool value = reason->code == TDM_REASON_WITHIN || reason->code == TDM_REASON_OUTSIDE;
    return difference && value ? view_named(view, TDM_MSG_PART_DIFFERENCE, words) : words;
}

tdm_str view_check_reason(const struct tdm_view *view, const struct tdm_standing *standing,
                          const struct tdm_condition *condition, const struct tdm_check *checks, uint32_t node) {
    const struct tdm_criterion *criterion = &condition->nodes[node];
    int32_t count[] = {[TDM_MET] = 0, [TDM_UNMET] = 0, [TDM_UNKNOWN] = 0};
    bool block = criterion->child_count > 0 && criterion->kind != TDM_CRITERION_NOT;
    for (uint32_t i = 0; block && i < criterion->child_count; i++) count[checks[criterion->first_child + i].truth]++;
    if (!block || count[TDM_MET] == (int32_t)criterion->child_count)
        return difference_words(view, criterion, &checks[node].reason,
                                view_reason(view, standing, &checks[node].reason));
    struct tdm_arg args[] = {TDM_ARG_I("of_n", criterion->child_count), TDM_ARG_I("n", count[TDM_MET]),
                             TDM_ARG_I("left_n", count[TDM_UNMET]), TDM_ARG_I("from_n", count[TDM_UNKNOWN])};
    return view_words(view, TDM_MSG_PART_COUNTS, args, TDM_COUNT(args));
}

tdm_str view_needs(const struct tdm_view *view, const struct tdm_standing *standing, const struct tdm_check *check) {
    if (!tdm_date_is_none(check->could_change_on)) {
        struct tdm_arg args[] = {TDM_ARG_D("date", check->could_change_on)};
        bool today = tdm_date_equal(check->could_change_on, standing->asof.on);
        return view_words(view, today ? TDM_MSG_WHY_CHANGES_TODAY : TDM_MSG_WHY_CHANGES, args, 1);
    }
    if (check->needs == TDM_REASON_NONE) return (tdm_str){0};
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_ref_name(view, standing, VIEW_REF_MEASURE, check->reason.ref)),
                             TDM_ARG_T("who", view_roles(view, view_catalog(standing), check->owed_by, view_or(view)))};
    if (check->needs == TDM_REASON_NO_PROCEDURE || check->needs == TDM_REASON_NOT_ANCHORED)
        return view_plain(view, TDM_MSG_NEEDS_PROCEDURE);
    if (check->needs == TDM_REASON_NOT_SIGNED) return view_words(view, TDM_MSG_NEEDS_SIGNATURE, args, 2);
    if (check->needs == TDM_REASON_IS_OPEN) {
        args[0].text = open_name(view, standing, &check->reason);
        return view_words(view, TDM_MSG_NEEDS_CLOSING, args, 2);
    }
    if (check->needs == TDM_REASON_MISSING) return view_words(view, TDM_MSG_NEEDS_READING, args, 2);
    return view_plain(view, TDM_MSG_NEEDS_PERSON);
}

tdm_mask tdm_part_asked(const struct tdm_standing *standing, const struct tdm_check *check) {
    const struct tdm_protocol *protocol = view_protocol(standing);
    tdm_mask roles = check->owed_by;
    bool flag = check->reason.code == TDM_REASON_IS_OPEN && check->reason.n == 1;
    for (uint32_t f = 0; flag && f < protocol->flag_count; f++)
        if (protocol->flags[f].item == check->reason.ref) roles |= protocol->flags[f].escalate_to;
    return roles;
}

tdm_str view_criterion(const struct tdm_view *view, const struct tdm_standing *standing,
                       const struct tdm_criterion *criterion) {
    return view_criterion_of(view, &view_protocol(standing)->scope, criterion);
}

tdm_str view_clause(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_clause_id clause) {
    if (clause >= protocol->clause_count) return (tdm_str){0};
    const struct tdm_clause *c = &protocol->clauses[clause];
    struct tdm_arg args[] = {TDM_ARG_T("file", c->place.file), TDM_ARG_I("n", c->place.line),
                             TDM_ARG_T("words", tdm_str_trim(c->text))};
    return view_words(view, view->labels ? TDM_MSG_WEB_LINE_OF : TDM_MSG_WHY_CLAUSE, args, TDM_COUNT(args));
}

tdm_str view_cites(const struct tdm_view *view, const struct tdm_protocol *protocol, tdm_clause_id clause) {
    struct tdm_buf out;
    if (clause >= protocol->clause_count) return (tdm_str){0};
    const struct tdm_clause *c = &protocol->clauses[clause];
    tdm_buf_init(&out, view->mem, 1u << 16);
    for (uint32_t i = 0; i < c->cite_count; i++) {
        if (out.len > 0) tdm_buf_text(&out, "; ");
        if (c->cites[i].source >= protocol->source_count) {
            tdm_buf_add(&out, view_word(view, "own"));
            continue;
        }
        const struct tdm_source *source = &protocol->sources[c->cites[i].source];
        tdm_buf_add(&out, source->cite);
        if (c->cites[i].detail.len > 0 && !tdm_str_ends_with(source->cite, c->cites[i].detail))
            tdm_buf_format(&out, ", %.*s", TDM_FMT(c->cites[i].detail));
        tdm_buf_format(&out, " (%.*s, %.*s)", TDM_FMT(view_word(view, tdm_strength_word(source->strength))),
                       TDM_FMT(view_word(view, source->direct ? "direct" : "indirect")));
    }
    return tdm_buf_str(&out);
}

tdm_str tdm_view_reason(const struct tdm_view *view, const struct tdm_standing *standing,
                        const struct tdm_reason *reason) {
    return view_reason(view, standing, reason);
}
