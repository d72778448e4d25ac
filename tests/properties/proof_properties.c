/* proof_properties.c - proofs held against the engine. The shipped protocols with numbers, ceilings and signatures
 * changed at random are proved; then courses are drawn without any help of the proofs (signatures, entries, days),
 * lived by the engine day by day, and what it forbids of a shelf on a day that keeps every gate and window must be
 * among the counterexamples. And each counterexample, as a chart, must be forbidden by the engine on its day.
 *
 *   proof_properties [PROTOCOLS [SEED]]      prints TAP */
#include "base/random.h"
#include "engine/ceiling.h"
#include "lab_ground.h"
#include "proof/proof.h"

#include <stdio.h>
#include <stdlib.h>

enum { COURSES = 12, HORIZON = 300, ASKED = 24 };
enum claim { CLAIM_FORBIDDEN_IS_FOUND, CLAIM_FOUND_IS_FORBIDDEN, CLAIM_LATE, CLAIM_COUNT };

struct world {
    const struct tdm_catalog *catalog;
    struct tdm_parts parts;
    struct tdm_arena *mem; /* of one protocol */
    struct tdm_random draws;
    bool
        sooner; /* the tissue of this protocol changes with an earlier phase, which a person may enter before healing */
    uint32_t proved, broken, lived, forbidden, against, late,
        late_forbidden; /* how many, so that none of it is empty */
    bool failed[CLAIM_COUNT];
};

/* ---- a protocol with some of its numbers changed */

static bool number_before_span(tdm_str text, size_t at, size_t *end) {
    size_t i = at;
    while (i < text.len && text.at[i] >= '0' && text.at[i] <= '9') i++;
    *end = i;
    tdm_str rest = tdm_str_slice(text, i, text.len);
    return i > at && i - at <= 3 &&
           (tdm_str_starts_with(rest, TDM_STR(" weeks")) || tdm_str_starts_with(rest, TDM_STR(" days")));
}

static bool of_times(tdm_str line) {
    static const char *const heads[] = {"from ", "not before ", "until ", "never "};
    tdm_str trimmed = tdm_str_trim(line);
    for (size_t i = 0; i < TDM_COUNT(heads); i++)
        if (tdm_str_starts_with(trimmed, tdm_str_of(heads[i]))) return true;
    return false;
}

/* "start of strength" and its like become the start of the phase before it. */
static size_t earlier_phase(struct tdm_buf *out, tdm_str rest) {
    static const char *const late[] = {"start of strength", "start of return"};
    for (size_t i = 0; i < TDM_COUNT(late); i++)
        if (tdm_str_starts_with(rest, tdm_str_of(late[i]))) {
            tdm_buf_text(out, "start of loading");
            return tdm_str_of(late[i]).len;
        }
    return 0;
}

static void put_line(struct world *w, struct tdm_buf *out, tdm_str line) {
    static const char *const classes[] = {"active", "isometric", "low", "moderate", "high"};
    tdm_str trimmed = tdm_str_trim(line);
    bool signature = tdm_str_starts_with(line, TDM_STR("  clearance "));
    if (signature && tdm_random_chance(&w->draws, 20)) return;
    if (tdm_str_starts_with(trimmed, TDM_STR("load at most ")) && tdm_random_chance(&w->draws, 15)) {
        uint32_t which = tdm_random_below(&w->draws, TDM_COUNT(classes));
        tdm_buf_format(out, "  load at most %s  [own]\n", classes[which]);
        return;
    }
    bool times = of_times(line);
    for (size_t i = 0; i < line.len;) {
        size_t end;
        size_t changed = w->sooner ? earlier_phase(out, tdm_str_slice(line, i, line.len)) : 0;
        if (changed > 0) {
            i += changed;
            continue;
        }
        bool begins = i == 0 || line.at[i - 1] == ' ';
        if (!times || !begins || !number_before_span(line, i, &end) || !tdm_random_chance(&w->draws, 25)) {
            tdm_buf_char(out, line.at[i++]);
            continue;
        }
        int64_t number = 0;
        if (!tdm_parse_i64(tdm_str_slice(line, i, end), &number)) return;
        number += tdm_random_between(&w->draws, -3, 4);
        tdm_buf_int(out, number < 1 ? 1 : number);
        i = end;
    }
    tdm_buf_char(out, '\n');
}

static tdm_str changed_text(struct world *w, tdm_str text) {
    struct tdm_buf out;
    tdm_buf_init(&out, w->mem, 1u << 20);
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        put_line(w, &out, tdm_str_slice(text, 0, end));
        text = tdm_str_slice(text, end < text.len ? end + 1 : end, text.len);
    }
    return tdm_buf_str(&out);
}

static const struct tdm_protocol *protocol_of(struct world *w, tdm_str text) {
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    const struct tdm_tree *tree;
    const struct tdm_protocol *protocol = NULL;
    tdm_problems_init(problems);
    bool fine = tdm_notation_read(w->mem, TDM_STR("changed"), text, &tree, problems) &&
                tdm_protocol_read(w->mem, tree, w->catalog, &w->parts, &protocol, problems) &&
                tdm_schedule_check(w->mem, protocol, problems);
    return fine ? protocol : NULL;
}

/* ---- a course drawn from nothing but what is written of its gates */

static int32_t after_procedure(const struct tdm_day_expr *day) {
    int32_t least = 0, most = 0;
    bool counted = day->anchor == TDM_ANCHOR_EVENT && day->event == TDM_EVENT_PROCEDURE && day->sign > 0;
    if (counted) tdm_span_day_range(day->offset, &least, &most);
    return least;
}

static bool reads(const struct tdm_gate *gate, tdm_ref clearance) {
    for (uint16_t i = 0; i < gate->condition.count; i++)
        if (gate->condition.nodes[i].kind == TDM_CRITERION_CLEARANCE && gate->condition.nodes[i].ref == clearance)
            return true;
    return false;
}

static int32_t gate_from(const struct tdm_protocol *protocol, const struct tdm_gate *gate, const tdm_date *signatures) {
    int32_t from = 0;
    for (uint16_t i = 0; i < gate->condition.count; i++)
        if (gate->condition.nodes[i].kind == TDM_CRITERION_TIME) {
            int32_t day = after_procedure(&gate->condition.nodes[i].day);
            from = day > from ? day : from;
        }
    for (tdm_ref c = 0; c < protocol->clearance_count; c++)
        if (reads(gate, c) && signatures[c].day > from) from = signatures[c].day;
    return from;
}

static void draw_course(struct world *w, const struct tdm_protocol *protocol, struct tdm_counterexample *out) {
    tdm_date *starts = TDM_NEW_ARRAY(w->mem, tdm_date, protocol->phase_count + 1);
    tdm_date *signatures = TDM_NEW_ARRAY(w->mem, tdm_date, protocol->clearance_count + 1);
    *out = (struct tdm_counterexample){.first = {0}, .today = {HORIZON}, .measure = TDM_REF_NONE};
    out->enrolment.day = -tdm_random_between(&w->draws, 14, 42);
    int32_t slow = tdm_random_chance(&w->draws, 50) ? 3 : 25;
    for (tdm_ref c = 0; c < protocol->clearance_count; c++) {
        const struct tdm_clearance *clearance = &protocol->clearances[c];
        int32_t from = clearance->has_not_before ? after_procedure(&clearance->not_before) : 0;
        signatures[c].day = from + tdm_random_between(&w->draws, 0, slow);
    }
    int32_t last = 0;
    for (tdm_ref p = 0; p < protocol->phase_count; p++) {
        starts[p] = TDM_DATE_NONE;
        if (protocol->phases[p].from.anchor != TDM_ANCHOR_GATE || tdm_random_chance(&w->draws, 15)) continue;
        int32_t from = gate_from(protocol, &protocol->gates[protocol->phases[p].from.ref], signatures);
        if (from < last && tdm_random_chance(&w->draws, 80)) from = last;
        last = from + tdm_random_between(&w->draws, 0, slow);
        starts[p].day = last;
    }
    out->phase_start = starts;
    out->phase_end = starts;
    out->clearance = signatures;
}

static const struct tdm_case *case_of(struct world *w, const struct tdm_protocol *protocol,
                                      const struct tdm_counterexample *course, tdm_str *text) {
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    const struct tdm_protocol **one = TDM_NEW_ARRAY(w->mem, const struct tdm_protocol *, 1);
    struct tdm_library *library = TDM_NEW(w->mem, struct tdm_library);
    const struct tdm_case *episode = NULL;
    struct tdm_buf out;
    tdm_buf_init(&out, w->mem, 1u << 20);
    tdm_problems_init(problems);
    tdm_counterexample_chart(&out, protocol, course);
    *text = tdm_buf_str(&out);
    one[0] = protocol;
    *library = (struct tdm_library){w->catalog, one, 1};
    const struct tdm_chart *chart = ground_read(w->mem, *text, problems);
    if (chart == NULL || !tdm_case_open(w->mem, library, chart, &episode, problems)) {
        printf("# %s %s\n%.*s\n", problems->items[0].code, problems->items[0].what, TDM_FMT(*text));
        return NULL;
    }
    return episode;
}

/* ---- a day that keeps gates, signatures and windows */

static bool has_deviation(const struct tdm_standing *s, enum tdm_reason_code code) {
    for (uint32_t i = 0; i < s->deviation_count; i++)
        if (s->deviations[i].reason.code == code) return true;
    return false;
}

static bool gates_kept(const struct tdm_standing *s) {
    return !has_deviation(s, TDM_REASON_DEVIATION_GATE) && !has_deviation(s, TDM_REASON_DEVIATION_EARLY_SIGNATURE);
}

static bool lawful(const struct tdm_standing *s) {
    return gates_kept(s) && !has_deviation(s, TDM_REASON_DEVIATION_OVERSTAYED);
}

static bool least_kept(const struct tdm_phase *phase, const struct tdm_phase_answer *answer) {
    int32_t least = 0, most = 0;
    bool ends = phase->has_until || phase->ends_by != TDM_REF_NONE;
    if (!phase->length.has_least || !ends || tdm_date_is_none(answer->ended)) return true;
    tdm_span_day_range(phase->length.least, &least, &most);
    return answer->ended.day - answer->started.day >= least;
}

static bool windows_kept(const struct tdm_standing *s) {
    const struct tdm_protocol *protocol = s->episode->protocol;
    for (uint32_t p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase_answer *answer = &s->phases[p];
        if (answer->overdue || !tdm_date_is_none(answer->overdue_since) || !least_kept(&protocol->phases[p], answer))
            return false;
    }
    return true;
}

/* A counterexample that says the same: a shelf in force, a term in force, and that term forbids it. */
static bool is_found(const struct tdm_standing *s, const struct tdm_promises *promises) {
    for (uint32_t a = 0; a < promises->against_count; a++) {
        const struct tdm_counterexample *against = &promises->against[a];
        bool shelf =
            s->track[TDM_TRACK_FUNCTION].phase == against->phase || s->track[TDM_TRACK_TISSUE].phase == against->phase;
        for (uint32_t t = 0; shelf && t < s->ceiling.term_count; t++)
            if (s->ceiling.terms[t].source == against->term.source && s->ceiling.terms[t].ref == against->term.ref)
                return true;
    }
    return false;
}

static const struct tdm_exercise_answer *forbidden(const struct tdm_standing *s) {
    for (uint32_t e = 0; e < s->exercise_count; e++)
        if (s->exercises[e].offered && s->exercises[e].verdict == TDM_EXERCISE_MAY_NOT) return &s->exercises[e];
    return NULL;
}

static bool offers(const struct tdm_standing *s, tdm_ref phase, tdm_ref exercise) {
    const struct tdm_phase *shelf = &s->episode->protocol->phases[phase];
    bool in_force = s->track[TDM_TRACK_FUNCTION].phase == phase || s->track[TDM_TRACK_TISSUE].phase == phase;
    for (uint32_t o = 0; in_force && o < shelf->offer_count; o++)
        if (shelf->offers[o].exercise == exercise) return true;
    return false;
}

/* Some promise says that it holds however late, and speaks of that exercise under that term. */
static bool promised_late(const struct tdm_standing *s, const struct tdm_promises *promises,
                          const struct tdm_ceiling_term *term, tdm_ref exercise) {
    for (uint32_t i = 0; i < promises->count; i++) {
        const struct tdm_promise *promise = &promises->items[i];
        bool same = (promise->kind == TDM_PROMISE_NEVER && term->source == TDM_CEILING_NEVER) ||
                    (promise->kind == TDM_PROMISE_RESTRICTION && term->source == TDM_CEILING_RESTRICTION);
        bool shelf =
            promise->kind == TDM_PROMISE_SHELF && term->source == TDM_CEILING_PHASE && promise->ref != term->ref;
        if (promise->holds_late &&
            ((same && promise->ref == term->ref) || (shelf && offers(s, promise->ref, exercise))))
            return true;
    }
    return false;
}

static bool forbidden_against_promise(const struct tdm_standing *s, const struct tdm_promises *promises) {
    const struct tdm_protocol *protocol = s->episode->protocol;
    for (uint32_t e = 0; e < s->exercise_count; e++) {
        if (!s->exercises[e].offered || s->exercises[e].verdict != TDM_EXERCISE_MAY_NOT) continue;
        for (uint32_t t = 0; t < s->ceiling.term_count; t++) {
            struct tdm_ceiling_term terms[1] = {s->ceiling.terms[t]};
            struct tdm_ceiling alone;
            struct tdm_exercise_answer answer = {.exercise = s->exercises[e].exercise};
            tdm_ceiling_combine(terms, 1, &alone);
            if (tdm_ceiling_judge(protocol->catalog, &alone, protocol->region, &answer) &&
                answer.verdict == TDM_EXERCISE_MAY_NOT && promised_late(s, promises, terms, answer.exercise))
                return true;
        }
    }
    return false;
}

static void tell(struct world *w, enum claim claim, tdm_str protocol, tdm_str chart, int32_t day) {
    struct tdm_buf out;
    tdm_buf_init(&out, w->mem, 64);
    tdm_date_print(&out, (tdm_date){day});
    if (!w->failed[claim])
        printf("# on %.*s\n%.*s\n----\n%.*s\n", TDM_FMT(tdm_buf_str(&out)), TDM_FMT(chart), TDM_FMT(protocol));
    w->failed[claim] = true;
}

static void live(struct world *w, const struct tdm_protocol *protocol, const struct tdm_promises *promises,
                 tdm_str text) {
    struct tdm_counterexample course;
    tdm_str chart;
    draw_course(w, protocol, &course);
    const struct tdm_case *episode = case_of(w, protocol, &course, &chart);
    if (episode == NULL) {
        w->failed[CLAIM_FORBIDDEN_IS_FOUND] = true;
        return;
    }
    for (uint32_t i = 0; i < ASKED; i++) {
        tdm_date day = {tdm_random_between(&w->draws, 0, HORIZON)};
        tdm_ref p = (tdm_ref)tdm_random_below(&w->draws, protocol->phase_count);
        if (i < ASKED / 2 && !tdm_date_is_none(course.phase_start[p])) day = course.phase_start[p];
        const struct tdm_standing *s =
            tdm_standing_of(w->mem, episode, NULL, 0, (struct tdm_asof){day, TDM_INSTANT_NONE});
        if (!gates_kept(s)) continue;
        if (!lawful(s) || !windows_kept(s)) {
            w->late++;
            w->late_forbidden += forbidden(s) != NULL;
            if (forbidden_against_promise(s, promises)) tell(w, CLAIM_LATE, text, chart, day.day);
            continue;
        }
        w->lived++;
        if (forbidden(s) == NULL) continue;
        w->forbidden++;
        if (!is_found(s, promises)) tell(w, CLAIM_FORBIDDEN_IS_FOUND, text, chart, day.day);
    }
}

/* ---- each counterexample on its day */

static void confirm(struct world *w, const struct tdm_protocol *protocol, const struct tdm_counterexample *against,
                    tdm_str text) {
    tdm_str chart;
    if (against->measure != TDM_REF_NONE || against->week != NULL) return;
    const struct tdm_case *episode = case_of(w, protocol, against, &chart);
    if (episode == NULL) {
        w->failed[CLAIM_FOUND_IS_FORBIDDEN] = true;
        return;
    }
    const struct tdm_standing *s =
        tdm_standing_of(w->mem, episode, NULL, 0, (struct tdm_asof){against->today, TDM_INSTANT_NONE});
    bool same = false;
    for (uint32_t e = 0; e < s->exercise_count; e++)
        same = same || (s->exercises[e].exercise == against->exercise && s->exercises[e].offered &&
                        s->exercises[e].verdict == TDM_EXERCISE_MAY_NOT);
    w->against++;
    if (!same || !lawful(s)) tell(w, CLAIM_FOUND_IS_FORBIDDEN, text, chart, against->today.day);
}

static void try_protocol(struct world *w, tdm_str shipped) {
    w->sooner = tdm_random_chance(&w->draws, 30);
    tdm_str text = changed_text(w, shipped);
    const struct tdm_protocol *protocol = protocol_of(w, text);
    struct tdm_promises promises;
    if (protocol == NULL) return;
    tdm_promises_prove(w->mem, protocol, &promises);
    if (!promises.possible) return;
    w->proved++;
    w->broken += promises.against_count > 0;
    for (uint32_t i = 0; i < COURSES; i++) live(w, protocol, &promises, text);
    for (uint32_t i = 0; i < promises.against_count; i++) confirm(w, protocol, &promises.against[i], text);
}

int main(int count, char **words) {
    static const char *const titles[CLAIM_COUNT] = {
        "what the engine forbids of a shelf on a lawful day is among the counterexamples [M71 F081]",
        "each counterexample is forbidden by the engine on its day, in a course that keeps every gate [M71 F081]",
        "where a promise holds however late, nothing is forbidden on days beyond the windows either [M52 M71]"};
    uint64_t protocols = count > 1 ? strtoull(words[1], NULL, 10) : 400;
    uint64_t seed = count > 2 ? strtoull(words[2], NULL, 10) : 1;
    struct tdm_arena *data = tdm_arena_open((size_t)1 << 30);
    struct tdm_part_file *parts = TDM_NEW_ARRAY(data, struct tdm_part_file, tdm_embedded_count());
    struct world w = {.catalog = ground_catalog(data), .mem = tdm_arena_open((size_t)2 << 30)};
    const struct tdm_embedded *files[64];
    uint32_t file_count = 0;
    for (size_t i = 0; i < tdm_embedded_count(); i++) {
        const struct tdm_embedded *file = tdm_embedded_at(i);
        if (tdm_str_starts_with(file->name, TDM_STR("parts/")))
            parts[w.parts.count++] = (struct tdm_part_file){tdm_str_slice(file->name, 6, file->name.len - 7),
                                                            ground_tree(data, file), tdm_digest_of(file->bytes)};
        if (tdm_str_starts_with(file->name, TDM_STR("protocols/")) && file_count < TDM_COUNT(files))
            files[file_count++] = file;
    }
    w.parts.items = parts;
    for (uint64_t number = 1; number <= protocols; number++) {
        w.draws = tdm_random_stream(seed, number, 1);
        try_protocol(&w, files[number % file_count]->bytes);
        tdm_arena_reset(w.mem);
    }
    printf("# seed %llu: %u protocols proved, %u of them with counterexamples; %u lawful days, %u with something "
           "forbidden; %u late ones, %u with something forbidden; %u counterexamples run\n",
           (unsigned long long)seed, w.proved, w.broken, w.lived, w.forbidden, w.late, w.late_forbidden, w.against);
    for (int c = 0; c < CLAIM_COUNT; c++) printf("%sok %d - %s\n", w.failed[c] ? "not " : "", c + 1, titles[c]);
    bool some =
        w.broken > 0 && w.broken < w.proved && w.lived > 0 && w.forbidden > 0 && w.late_forbidden > 0 && w.against > 0;
    printf("%sok %d - none of it is empty\n1..%d\n", some ? "" : "not ", CLAIM_COUNT + 1, CLAIM_COUNT + 1);
    tdm_arena_close(w.mem);
    tdm_arena_close(data);
    return w.failed[0] || w.failed[1] || w.failed[2] || !some;
}
