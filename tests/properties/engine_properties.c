/* engine_properties.c - what must hold of every standing, over invented charts. On a failure the chart is made smaller
 * entry by entry while the failure stays, and printed.
 *
 *   engine_properties [COUNT [SEED [FIRST]]]      prints TAP; the numbers of a failing chart are told with it, so that
 *                                                 the run can be begun at it again */
#include "base/random.h"
#include "engine/engine.h"
#include "lab_ground.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 5, KNOWN = 4, REMOVALS = 5, WHY = 400 };

struct world {
    const struct tdm_library *library;
    struct tdm_arena *mem; /* of one chart */
};
/* Days and knowledge are drawn once from the whole chart, so that a smaller one is asked the same. */
struct trial {
    tdm_date day[DAYS];
    tdm_instant known[KNOWN];
    struct tdm_random draws;
    const struct tdm_chart *stranger; /* of another episode, under any protocol */
    char why[WHY];
};
typedef bool (*property)(const struct world *w, const struct tdm_chart *chart, struct trial *trial);

static const struct tdm_case *open_chart(const struct world *w, const struct tdm_chart *chart) {
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    const struct tdm_case *episode = NULL;
    tdm_problems_init(problems);
    return tdm_case_open(w->mem, w->library, chart, &episode, problems) ? episode : NULL;
}

static tdm_str day_text(const struct world *w, tdm_date day) {
    struct tdm_buf out;
    tdm_buf_init(&out, w->mem, 64);
    tdm_date_print(&out, day);
    return tdm_buf_str(&out);
}

static tdm_str instant_text(const struct world *w, tdm_instant instant) {
    struct tdm_buf out;
    tdm_buf_init(&out, w->mem, 64);
    if (tdm_instant_is_none(instant))
        tdm_buf_text(&out, "everything");
    else
        tdm_instant_print(&out, instant);
    return tdm_buf_str(&out);
}

static const struct tdm_standing *stand(const struct world *w, const struct tdm_case *episode, tdm_date on,
                                        tdm_instant known) {
    return tdm_standing_of(w->mem, episode, NULL, 0, (struct tdm_asof){on, known});
}

static bool same_digest(const struct world *w, const struct tdm_standing *a, const struct tdm_standing *b) {
    return tdm_digest_equal(tdm_standing_digest(a, w->mem), tdm_standing_digest(b, w->mem));
}

static bool is_seen(const struct tdm_fact *fact, struct tdm_asof asof) {
    return fact->date.day <= asof.on.day && tdm_fact_visible(fact, asof.known);
}

/* The chart with some of its entries. */
static const struct tdm_chart *some_of(const struct world *w, const struct tdm_chart *chart, const bool *kept) {
    struct tdm_chart *some = TDM_NEW(w->mem, struct tdm_chart);
    struct tdm_entry *entries = TDM_NEW_ARRAY(w->mem, struct tdm_entry, chart->entry_count + 1u);
    *some = *chart;
    some->entry_count = 0;
    some->entries = entries;
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (kept[i]) entries[some->entry_count++] = chart->entries[i];
    return some;
}

/* ---- 1: what is recorded later changes no view known earlier */

/* Entries of the answers are renamed to their place among the entries known then. */
struct renaming {
    const uint32_t *to;
    uint32_t count;
};

static void rename_entry(const struct renaming *r, uint32_t *entry) {
    if (*entry < r->count) *entry = r->to[*entry];
}

static void rename_checks(const struct renaming *r, const struct tdm_check *checks, uint32_t count) {
    struct tdm_check *ours = (struct tdm_check *)(uintptr_t)checks;
    for (uint32_t i = 0; i < count; i++) rename_entry(r, &ours[i].reason.entry);
}

static void rename_plan(const struct renaming *r, const struct tdm_standing *s) {
    const struct tdm_protocol *p = s->episode->protocol;
    struct tdm_phase_answer *phases = (struct tdm_phase_answer *)(uintptr_t)s->phases;
    struct tdm_gate_answer *gates = (struct tdm_gate_answer *)(uintptr_t)s->gates;
    struct tdm_clearance_answer *clearances = (struct tdm_clearance_answer *)(uintptr_t)s->clearances;
    for (uint32_t i = 0; i < p->phase_count; i++) {
        rename_entry(r, &phases[i].start_entry);
        rename_entry(r, &phases[i].reason.entry);
    }
    for (uint32_t i = 0; i < p->gate_count; i++) {
        rename_entry(r, &gates[i].override_entry);
        rename_checks(r, gates[i].checks, gates[i].check_count);
    }
    for (uint32_t i = 0; i < p->clearance_count; i++) {
        rename_entry(r, &clearances[i].entry);
        rename_entry(r, &clearances[i].reason.entry);
    }
}

static void rename_lists(const struct renaming *r, const struct tdm_standing *s) {
    struct tdm_ceiling_term *terms = (struct tdm_ceiling_term *)(uintptr_t)s->ceiling.terms;
    struct tdm_exercise_answer *exercises = (struct tdm_exercise_answer *)(uintptr_t)s->exercises;
    struct tdm_owed *owed = (struct tdm_owed *)(uintptr_t)s->owed;
    struct tdm_open_item *open = (struct tdm_open_item *)(uintptr_t)s->open;
    struct tdm_deviation *deviations = (struct tdm_deviation *)(uintptr_t)s->deviations;
    for (uint32_t i = 0; i < s->ceiling.term_count; i++) rename_entry(r, &terms[i].entry);
    for (uint32_t i = 0; i < s->exercise_count; i++) rename_entry(r, &exercises[i].reason.entry);
    for (uint32_t i = 0; i < s->open_count; i++) rename_entry(r, &open[i].entry);
    for (uint32_t i = 0; i < s->owed_count; i++) {
        rename_entry(r, &owed[i].entry);
        rename_entry(r, &owed[i].reason.entry);
    }
    for (uint32_t i = 0; i < s->deviation_count; i++) {
        rename_entry(r, &deviations[i].entry);
        rename_entry(r, &deviations[i].reason.entry);
    }
    for (uint32_t i = 0; i < s->change_count; i++) rename_checks(r, s->changes[i].checks, s->changes[i].check_count);
}

/* Doses are counted over the whole chart: the entry and the exercise name one as well. */
static void name_doses(const struct tdm_standing *s) {
    struct tdm_load_answer *items = (struct tdm_load_answer *)(uintptr_t)s->loads.items;
    const struct tdm_bound_chart *chart = s->episode->chart;
    for (uint32_t i = 0; i < s->loads.count; i++) {
        if (items[i].prescribed < chart->dose_count) items[i].prescribed = chart->doses[items[i].prescribed].entry;
        if (items[i].done < chart->dose_count) items[i].done = chart->doses[items[i].done].entry;
    }
}

static void rename_loads(const struct renaming *r, const struct tdm_standing *s) {
    struct tdm_load_answer *items = (struct tdm_load_answer *)(uintptr_t)s->loads.items;
    for (uint32_t i = 0; i < s->loads.count; i++) {
        rename_entry(r, &items[i].prescribed);
        rename_entry(r, &items[i].done);
        rename_entry(r, &items[i].target.set_by);
        rename_entry(r, &items[i].target.session);
    }
}

/* Where two standings part, for whoever reads the failure. */
static tdm_str first_difference(const struct world *w, const struct tdm_standing *now,
                                const struct tdm_standing *before) {
    struct tdm_buf out;
    tdm_buf_init(&out, w->mem, WHY);
    tdm_buf_format(&out, "deviations %u and then %u, owed %u and then %u, open %u and then %u", now->deviation_count,
                   before->deviation_count, now->owed_count, before->owed_count, now->open_count, before->open_count);
    for (uint32_t i = 0; i < now->open_count && i < before->open_count; i++)
        if (now->open[i].item != before->open[i].item || now->open[i].entry != before->open[i].entry ||
            now->open[i].since.day != before->open[i].since.day)
            tdm_buf_format(&out, "; open %u: item %d entry %u, and item %d entry %u", i, now->open[i].item,
                           now->open[i].entry, before->open[i].item, before->open[i].entry);
    for (uint32_t i = 0; i < now->deviation_count && i < before->deviation_count; i++) {
        const struct tdm_deviation *a = &now->deviations[i], *b = &before->deviations[i];
        bool same = a->reason.code == b->reason.code && a->reason.entry == b->reason.entry &&
                    a->reason.n == b->reason.n && a->reason.ref == b->reason.ref && a->known_then == b->known_then &&
                    a->known_now == b->known_now;
        if (same) continue;
        tdm_buf_format(&out,
                       "; deviation %u: code %d ref %d n %d then %d now %d, and code %d ref %d n %d then %d now %d", i,
                       (int)a->reason.code, a->reason.ref, a->reason.n, a->known_then, a->known_now,
                       (int)b->reason.code, b->reason.ref, b->reason.n, b->known_then, b->known_now);
        break;
    }
    return tdm_buf_str(&out);
}

static bool later_changes_nothing(const struct world *w, const struct tdm_chart *chart, struct trial *t) {
    const struct tdm_case *whole = open_chart(w, chart);
    for (int k = 0; k < KNOWN && whole != NULL; k++) {
        bool *kept = TDM_NEW_ARRAY(w->mem, bool, chart->entry_count + 1u);
        uint32_t *to = TDM_NEW_ARRAY(w->mem, uint32_t, chart->entry_count + 1u), count = 0;
        for (uint32_t i = 0; i < chart->entry_count; i++) {
            kept[i] = chart->entries[i].recorded.ms <= t->known[k].ms;
            to[i] = kept[i] ? count++ : UINT32_MAX - 1;
        }
        const struct tdm_case *then = open_chart(w, some_of(w, chart, kept));
        snprintf(t->why, WHY, "what was known by %.*s does not open alone", TDM_FMT(instant_text(w, t->known[k])));
        if (then == NULL) return false;
        struct renaming r = {to, chart->entry_count};
        for (int d = 0; d < DAYS; d++) {
            struct tdm_standing *now = (struct tdm_standing *)(uintptr_t)stand(w, whole, t->day[d], t->known[k]);
            const struct tdm_standing *before = stand(w, then, t->day[d], t->known[k]);
            rename_plan(&r, now);
            rename_lists(&r, now);
            name_doses(before);
            name_doses(now);
            rename_loads(&r, now);
            now->entries_total = before->entries_total;
            if (same_digest(w, now, before)) continue;
            snprintf(t->why, WHY, "on %.*s, known by %.*s: %.*s", TDM_FMT(day_text(w, t->day[d])),
                     TDM_FMT(instant_text(w, t->known[k])), TDM_FMT(first_difference(w, now, before)));
            return false;
        }
    }
    return true;
}

/* ---- 2: a revoked signature leaves no gate open and no phase in force that rest on it */

static bool is_revoked(const struct tdm_case *episode, uint32_t signature, struct tdm_asof asof, tdm_date *on) {
    const struct tdm_bound_chart *chart = episode->chart;
    for (uint32_t i = 0; i < chart->chart->entry_count; i++) {
        const struct tdm_fact *fact = &chart->facts[i];
        if (fact->kind != TDM_ENTRY_REVOKE || fact->target == UINT32_MAX || !is_seen(fact, asof)) continue;
        if (chart->facts[fact->target].act != chart->facts[signature].act) continue;
        *on = fact->date;
        return true;
    }
    return false;
}

/* Some signature of the clearance was revoked by then, and none that was not could count. */
static bool all_revoked(const struct tdm_standing *s, tdm_ref clearance, tdm_date by, tdm_date *last) {
    const struct tdm_case *episode = s->episode;
    bool some = false;
    *last = TDM_DATE_NONE;
    for (uint32_t i = 0; i < episode->chart->chart->entry_count; i++) {
        tdm_date on = TDM_DATE_NONE;
        const struct tdm_fact *fact = &episode->chart->facts[i];
        if (episode->entries[i].clearance != clearance || fact->kind != TDM_ENTRY_CLEAR || !is_seen(fact, s->asof))
            continue;
        if (fact->date.day > by.day) continue;
        if (!is_revoked(episode, i, s->asof, &on)) return false;
        some = true;
        *last = tdm_date_later(*last, on);
    }
    return some;
}

static bool gate_reads(const struct tdm_gate *gate, tdm_ref clearance) {
    if (gate->condition.count == 0 || gate->condition.nodes[0].kind != TDM_CRITERION_ALL) return false;
    for (uint16_t i = 0; i < gate->condition.nodes[0].child_count; i++) {
        const struct tdm_criterion *node = &gate->condition.nodes[gate->condition.nodes[0].first_child + i];
        if (node->kind == TDM_CRITERION_CLEARANCE && node->ref == clearance) return true;
    }
    return false;
}

static bool taken_up_again(const struct tdm_standing *s, tdm_ref phase, tdm_date from) {
    for (uint32_t i = 0; i < s->episode->chart->chart->entry_count; i++) {
        const struct tdm_fact *fact = &s->episode->chart->facts[i];
        bool again = fact->kind == TDM_ENTRY_RESUME || fact->kind == TDM_ENTRY_ENTER;
        if (again && s->episode->entries[i].phase == phase && is_seen(fact, s->asof) && fact->date.day >= from.day)
            return true;
    }
    return false;
}

static bool phase_rests(const struct tdm_standing *s, tdm_ref p, tdm_ref clearance) {
    const struct tdm_phase_answer *phase = &s->phases[p];
    if (phase->start_entry == TDM_ENTRY_NONE || phase->state != TDM_PHASE_ACTIVE) return false;
    tdm_ref gate = s->episode->entries[phase->start_entry].gate;
    if (gate == TDM_REF_NONE || !gate_reads(&s->episode->protocol->gates[gate], clearance)) return false;
    tdm_date last;
    if (!all_revoked(s, clearance, phase->started, &last) || last.day < phase->started.day) return false;
    for (uint32_t i = 0; i < s->episode->chart->chart->entry_count; i++) { /* only one that counted can be rested on */
        const struct tdm_fact *fact = &s->episode->chart->facts[i];
        const struct tdm_clearance *c = &s->episode->protocol->clearances[clearance];
        tdm_date on, lawful = s->clearances[clearance].lawful_from;
        if (fact->kind != TDM_ENTRY_CLEAR || s->episode->entries[i].clearance != clearance || !is_seen(fact, s->asof))
            continue;
        bool counted = (fact->role & c->roles) != 0 && !tdm_date_is_none(lawful) && fact->date.day >= lawful.day &&
                       fact->date.day <= phase->started.day &&
                       (!s->procedure_performed || fact->date.day >= s->anchors.event[TDM_EVENT_PROCEDURE].day);
        if (counted && is_revoked(s->episode, i, s->asof, &on) && on.day >= phase->started.day &&
            !taken_up_again(s, p, on))
            return true;
    }
    return false;
}

static bool revoked_bears_nothing(const struct world *w, const struct tdm_chart *chart, struct trial *t) {
    const struct tdm_case *episode = open_chart(w, chart);
    for (int d = 0; d < DAYS * KNOWN && episode != NULL; d++) {
        const struct tdm_standing *s =
            stand(w, episode, t->day[d % DAYS], d < DAYS ? TDM_INSTANT_NONE : t->known[d / DAYS]);
        snprintf(t->why, WHY, "on %.*s, known by %.*s", TDM_FMT(day_text(w, s->asof.on)),
                 TDM_FMT(instant_text(w, s->asof.known)));
        for (tdm_ref c = 0; c < episode->protocol->clearance_count; c++) {
            tdm_date last;
            if (all_revoked(s, c, s->asof.on, &last)) {
                if (s->clearances[c].truth != TDM_UNMET) return false;
                for (tdm_ref g = 0; g < episode->protocol->gate_count; g++)
                    if (gate_reads(&episode->protocol->gates[g], c) && s->gates[g].state == TDM_GATE_OPEN &&
                        !s->gates[g].overridden)
                        return false;
            }
            for (tdm_ref p = 0; p < episode->protocol->phase_count; p++)
                if (phase_rests(s, p, c)) return false;
        }
        for (tdm_ref p = 0; p < episode->protocol->phase_count; p++) {
            tdm_date on;
            const struct tdm_reason *why = &s->phases[p].reason;
            bool by_signature = s->phases[p].state == TDM_PHASE_ENDED && why->code == TDM_REASON_BY_CLEARANCE;
            if (by_signature && is_revoked(episode, why->entry, s->asof, &on)) return false;
        }
    }
    return true;
}

/* ---- 3: the order of the lines means nothing */

static bool order_means_nothing(const struct world *w, const struct tdm_chart *chart, struct trial *t) {
    const struct tdm_case *episode = open_chart(w, chart);
    struct tdm_entry *entries = TDM_NEW_ARRAY(w->mem, struct tdm_entry, chart->entry_count + 1u);
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    struct tdm_chart mixed = *chart;
    struct tdm_random draws = t->draws;
    tdm_problems_init(problems);
    memcpy(entries, chart->entries, chart->entry_count * sizeof *entries);
    for (uint32_t i = chart->entry_count; i > 1; i--) {
        uint32_t other = tdm_random_below(&draws, i);
        struct tdm_entry kept = entries[i - 1];
        entries[i - 1] = entries[other];
        entries[other] = kept;
    }
    mixed.entries = entries;
    const struct tdm_chart *read = ground_read(w->mem, ground_print(w->mem, &mixed), problems);
    const struct tdm_case *again = read == NULL ? NULL : open_chart(w, read);
    snprintf(t->why, WHY, "the shuffled chart does not open");
    if (again == NULL || episode == NULL) return episode == NULL;
    for (int d = 0; d < DAYS; d++) {
        tdm_instant known = d == 0 ? TDM_INSTANT_NONE : t->known[d % KNOWN];
        if (same_digest(w, stand(w, episode, t->day[d], known), stand(w, again, t->day[d], known))) continue;
        snprintf(t->why, WHY, "on %.*s, known by %.*s", TDM_FMT(day_text(w, t->day[d])),
                 TDM_FMT(instant_text(w, known)));
        return false;
    }
    return true;
}

/* ---- 4: fewer readings never turn unknown into an answer */

/* What is not asked of readings, or is asked of what is written alone: silence is an answer there, by the rules (M25,
 * M26, M64, M117). */
static bool is_closed_world(enum tdm_criterion_kind kind) {
    switch (kind) {
    case TDM_CRITERION_CLEARANCE:
    case TDM_CRITERION_TIME:
    case TDM_CRITERION_OPEN:
    case TDM_CRITERION_NO_OPEN:
    case TDM_CRITERION_NO_RECORD:
    case TDM_CRITERION_RECORD:
    case TDM_CRITERION_TAKING:
    case TDM_CRITERION_ALWAYS:
        return true;
    case TDM_CRITERION_NONE_SINCE:
    case TDM_CRITERION_SETS_DONE:
    case TDM_CRITERION_SETTLED:
    case TDM_CRITERION_READING:
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_AT_LEAST:
    case TDM_CRITERION_NOT:
        return false;
    }
    return false;
}

/* Unknown because of what a reading says, not because of what is missing: without it there is nothing in the way. Two
 * people contradict (M30); the latest has no other side of its day, no usable one or a basis that is no number (M29,
 * M36). */
static bool is_in_the_way(enum tdm_reason_code code) {
    return code == TDM_REASON_CONTRADICTORY || code == TDM_REASON_NOT_SAME_DAY ||
           code == TDM_REASON_OTHER_SIDE_MISSING || code == TDM_REASON_NO_BASIS;
}

static bool compare_gates(const struct world *w, const struct tdm_standing *more, const struct tdm_standing *less,
                          struct trial *t) {
    const struct tdm_protocol *protocol = more->episode->protocol;
    for (tdm_ref g = 0; g < protocol->gate_count; g++) {
        const struct tdm_condition *condition = &protocol->gates[g].condition;
        bool moved = false; /* a term that was answered before may be answered otherwise, and its blocks with it */
        for (uint16_t n = condition->count; n > 0; n--) {
            const struct tdm_check *with = &more->gates[g].checks[n - 1], *without = &less->gates[g].checks[n - 1];
            const struct tdm_criterion *node = &condition->nodes[n - 1];
            bool excused =
                is_closed_world(node->kind) || is_in_the_way(with->reason.code) || (node->child_count > 0 && moved);
            moved = moved || with->truth != without->truth;
            if (excused || with->truth != TDM_UNKNOWN || without->truth == TDM_UNKNOWN) continue;
            struct tdm_buf said;
            tdm_buf_init(&said, w->mem, 512);
            tdm_criterion_print(&said, node, &protocol->scope);
            snprintf(t->why, WHY, "on %.*s, gate %.*s: `%.*s` was unknown (%d) and is %s",
                     TDM_FMT(day_text(w, more->asof.on)), TDM_FMT(protocol->gates[g].name), TDM_FMT(tdm_buf_str(&said)),
                     (int)with->reason.code, tdm_truth_word(without->truth));
            return false;
        }
    }
    return true;
}

static bool is_spoken_of(const struct tdm_chart *chart, tdm_str name) {
    for (uint32_t i = 0; name.len > 0 && i < chart->entry_count; i++)
        if (tdm_str_equal(chart->entries[i].target, name)) return true;
    return false;
}

static bool silence_answers_nothing(const struct world *w, const struct tdm_chart *chart, struct trial *t) {
    const struct tdm_case *whole = open_chart(w, chart);
    struct tdm_random draws = t->draws;
    bool *kept = TDM_NEW_ARRAY(w->mem, bool, chart->entry_count + 1u);
    for (int turn = 0; turn < REMOVALS && whole != NULL && chart->entry_count > 0; turn++) {
        uint32_t gone = tdm_random_below(&draws, chart->entry_count);
        if (chart->entry_count <= REMOVALS) gone = (uint32_t)turn % chart->entry_count;
        const struct tdm_entry *entry = &chart->entries[gone];
        bool reads = entry->kind == TDM_ENTRY_ASSESS || entry->kind == TDM_ENTRY_DIARY;
        if (!reads || is_spoken_of(chart, entry->name)) continue;
        for (uint32_t i = 0; i < chart->entry_count; i++) kept[i] = i != gone;
        const struct tdm_case *less = open_chart(w, some_of(w, chart, kept));
        snprintf(t->why, WHY, "the chart without entry %u does not open", gone);
        if (less == NULL) return false;
        for (int d = 0; d < DAYS; d++) {
            tdm_date on = d < 2 ? tdm_date_add_days(entry->date, d * 3) : t->day[d];
            if (!compare_gates(w, stand(w, whole, on, TDM_INSTANT_NONE), stand(w, less, on, TDM_INSTANT_NONE), t)) {
                size_t len = strlen(t->why);
                snprintf(t->why + len, WHY - len, ", without the %s of %.*s", tdm_entry_kind_word(entry->kind),
                         TDM_FMT(day_text(w, entry->date)));
                return false;
            }
        }
    }
    return true;
}

/* ---- 5: what may be done is under the ceiling, and the ceiling under every limit that is on record */

static bool loads_site(const struct tdm_standing *s, const struct tdm_exercise *exercise) {
    tdm_ref region = s->episode->chart->region;
    return region == TDM_REF_NONE || (exercise->regions & TDM_BIT(region)) != 0;
}

static bool may_is_allowed(const struct tdm_standing *s, const struct tdm_exercise_answer *answer) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(s->episode->chart->catalog, answer->exercise);
    if (answer->verdict == TDM_EXERCISE_MAY_NOT || !loads_site(s, exercise)) return true;
    if ((exercise->always_attributes & s->ceiling.barred) != 0) return false;
    bool dosed = answer->prescribed && answer->prescribed_load.known;
    if (dosed && (answer->prescribed_load.attributes & s->ceiling.barred) != 0) return false;
    if (!s->ceiling.has_class) return true;
    uint16_t least, most;
    tdm_exercise_class_range(exercise, &least, &most);
    if (dosed) least = most = answer->prescribed_load.load_class;
    return least <= s->ceiling.load_class &&
           (answer->verdict == TDM_EXERCISE_MAY_UP_TO || most <= s->ceiling.load_class);
}

/* Statements in force, and emergencies open: read off the entries. */
static bool ceiling_heeds_entries(const struct tdm_standing *s) {
    const struct tdm_bound_chart *chart = s->episode->chart;
    for (uint32_t i = 0; i < chart->chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->chart->entries[i];
        uint16_t load_class;
        if (entry->kind != TDM_ENTRY_STATEMENT || !is_seen(&chart->facts[i], s->asof) || chart->facts[i].role == 0)
            continue;
        if (!tdm_date_is_none(entry->other_date) && entry->other_date.day < s->asof.on.day) continue;
        tdm_date on;
        if (is_revoked(s->episode, i, s->asof, &on)) continue;
        if (!tdm_scale_find(tdm_catalog_load_scale(chart->catalog), entry->load_class, &load_class)) continue;
        if (!s->ceiling.has_class || s->ceiling.load_class > load_class) return false;
    }
    for (uint32_t i = 0; i < s->open_count; i++)
        if (s->open[i].emergency && s->open[i].entry != TDM_ENTRY_NONE &&
            (!s->ceiling.has_class || s->ceiling.load_class > 0))
            return false;
    return true;
}

static bool may_stays_below(const struct world *w, const struct tdm_chart *chart, struct trial *t) {
    const struct tdm_case *episode = open_chart(w, chart);
    for (int d = 0; d < 2 * DAYS && episode != NULL; d++) {
        const struct tdm_standing *s =
            stand(w, episode, t->day[d % DAYS], d < DAYS ? TDM_INSTANT_NONE : t->known[d % KNOWN]);
        snprintf(t->why, WHY, "on %.*s, known by %.*s: a statement or an emergency is above the ceiling",
                 TDM_FMT(day_text(w, s->asof.on)), TDM_FMT(instant_text(w, s->asof.known)));
        if (!ceiling_heeds_entries(s)) return false;
        for (uint32_t i = 0; i < s->exercise_count; i++) {
            if (may_is_allowed(s, &s->exercises[i])) continue;
            tdm_str name = tdm_catalog_name(episode->chart->catalog, TDM_KIND_EXERCISE, s->exercises[i].exercise);
            snprintf(t->why, WHY, "on %.*s, known by %.*s: %.*s is above the ceiling or barred",
                     TDM_FMT(day_text(w, s->asof.on)), TDM_FMT(instant_text(w, s->asof.known)), TDM_FMT(name));
            return false;
        }
    }
    return true;
}

/* ---- 6: nothing is remembered */

static bool nothing_is_remembered(const struct world *w, const struct tdm_chart *chart, struct trial *t) {
    const struct tdm_case *episode = open_chart(w, chart);
    tdm_digest first[DAYS];
    for (int d = 0; d < DAYS && episode != NULL; d++)
        first[d] = tdm_standing_digest(stand(w, episode, t->day[d], t->known[d % KNOWN]), w->mem);
    for (int d = DAYS - 1; d >= 0 && episode != NULL; d--) {
        struct tdm_arena_mark mark = tdm_arena_mark(w->mem);
        tdm_digest again = tdm_standing_digest(stand(w, episode, t->day[d], t->known[d % KNOWN]), w->mem);
        tdm_arena_rewind(w->mem, mark);
        snprintf(t->why, WHY, "asked again on %.*s", TDM_FMT(day_text(w, t->day[d])));
        if (!tdm_digest_equal(first[d], again)) return false;
    }
    return true;
}

/* ---- 7: an episode that has nothing to do with this one changes nothing in it */

/* Exercises, by whose limits each verdict is, without what the other episode says of them. */
static bool only_stricter(const struct tdm_standing *alone, const struct tdm_standing *beside) {
    if (alone->exercise_count != beside->exercise_count) return false;
    for (uint32_t i = 0; i < alone->exercise_count; i++) {
        const struct tdm_exercise_answer *a = &alone->exercises[i], *b = &beside->exercises[i];
        if (a->exercise != b->exercise || a->prescription != b->prescription) return false;
        if (b->neighbour == TDM_NEIGHBOUR_NONE ? a->verdict != b->verdict : a->verdict >= b->verdict) return false;
    }
    return true;
}

/* Where the other episode's limits have no say, the verdicts are this one's own (M69). */
static bool is_bound_by(const struct tdm_standing *s, const struct tdm_neighbour *other) {
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        const struct tdm_exercise *exercise =
            tdm_catalog_exercise(s->episode->chart->catalog, s->exercises[i].exercise);
        tdm_ref region = other->episode->chart->region;
        if (region == TDM_REF_NONE || (exercise->regions & TDM_BIT(region)) != 0) return true;
    }
    return false;
}

static bool stranger_changes_nothing(const struct world *w, const struct tdm_chart *chart, struct trial *t) {
    const struct tdm_case *episode = open_chart(w, chart), *other = open_chart(w, t->stranger);
    if (chart->side != t->stranger->side && tdm_str_equal(chart->region, t->stranger->region))
        return true; /* the other side of the same joint is not healthy then, which is no stranger's word (M36) */
    for (int d = 0; d < DAYS && episode != NULL && other != NULL; d++) {
        struct tdm_asof asof = {t->day[d], d == 0 ? TDM_INSTANT_NONE : t->known[d % KNOWN]};
        const struct tdm_standing *alone = stand(w, episode, asof.on, asof.known);
        struct tdm_standing *beside =
            (struct tdm_standing *)(uintptr_t)tdm_standing_of(w->mem, episode, &other, 1, asof);
        bool stricter = only_stricter(alone, beside), bound = false;
        for (uint32_t i = 0; i < beside->neighbour_count; i++)
            bound = bound || is_bound_by(beside, &beside->neighbours[i]);
        for (uint32_t i = 0; !bound && i < beside->exercise_count; i++)
            stricter = stricter && beside->exercises[i].neighbour == TDM_NEIGHBOUR_NONE;
        beside->exercises = alone->exercises; /* looked at above; all the rest is the same to the byte */
        beside->conflict_count = 0;
        if (stricter && same_digest(w, alone, beside)) continue;
        snprintf(t->why, WHY, "on %.*s, known by %.*s, beside an episode under %.*s: %s; %.*s",
                 TDM_FMT(day_text(w, asof.on)), TDM_FMT(instant_text(w, asof.known)), TDM_FMT(other->protocol->name),
                 stricter ? "an answer of its own is another" : "an exercise is another, or looser",
                 TDM_FMT(first_difference(w, beside, alone)));
        return false;
    }
    return true;
}

/* ---- smaller and smaller, while the failure stays */

/* As a person would have written it: what is refused then is no smaller failure. */
static const struct tdm_chart *written(const struct world *w, const struct tdm_chart *chart) {
    struct tdm_problems *problems = TDM_NEW(w->mem, struct tdm_problems);
    tdm_problems_init(problems);
    return ground_read(w->mem, ground_print(w->mem, chart), problems);
}

static const struct tdm_chart *shrink(const struct world *w, const struct tdm_chart *chart, property holds,
                                      struct trial *t) {
    bool smaller = true;
    while (smaller) {
        smaller = false;
        for (uint32_t size = chart->entry_count / 2; size > 0; size /= 2)
            for (uint32_t from = 0; from + size <= chart->entry_count;) {
                struct tdm_arena_mark mark = tdm_arena_mark(w->mem);
                bool *kept = TDM_NEW_ARRAY(w->mem, bool, chart->entry_count + 1u);
                for (uint32_t i = 0; i < chart->entry_count; i++) kept[i] = i < from || i >= from + size;
                const struct tdm_chart *less = written(w, some_of(w, chart, kept));
                struct trial same = *t;
                bool fails = less != NULL && open_chart(w, less) != NULL && !holds(w, less, &same);
                from += fails ? 0 : size;
                if (!fails) tdm_arena_rewind(w->mem, mark);
                if (!fails) continue;
                chart = less;
                smaller = true;
                memcpy(t->why, same.why, WHY);
            }
    }
    return chart;
}

static void show(const struct world *w, const struct tdm_chart *chart, const struct trial *t) {
    tdm_str text = ground_print(w->mem, chart);
    printf("# %s\n", t->why);
    while (text.len > 0) {
        size_t end = text.len;
        (void)tdm_str_find(text, TDM_STR("\n"), &end);
        printf("#   %.*s\n", (int)end, text.at);
        text = tdm_str_slice(text, end + 1, text.len);
    }
}

/* ---- */

/* A chart without an entry is asked about days of some entry that it has not. */
static const struct tdm_entry *some_entry(const struct tdm_chart *chart, struct trial *trial) {
    static const struct tdm_entry none = {.date = {20000}, .recorded = {20000LL * 86400000}};
    return chart->entry_count == 0 ? &none : &chart->entries[tdm_random_below(&trial->draws, chart->entry_count)];
}

static void draw_trial(const struct tdm_chart *chart, uint64_t seed, uint64_t number, struct trial *out) {
    *out = (struct trial){.draws = tdm_random_stream(seed, number, 1000)};
    for (int d = 0; d < DAYS; d++) {
        const struct tdm_entry *entry = some_entry(chart, out);
        out->day[d] = tdm_date_add_days(entry->date, d == 0 ? 40 : tdm_random_between(&out->draws, -1, 4));
    }
    for (int k = 0; k < KNOWN; k++) {
        const struct tdm_entry *entry = some_entry(chart, out);
        out->known[k] = (tdm_instant){entry->recorded.ms - tdm_random_between(&out->draws, 0, 1)};
    }
}

static const struct {
    const char *title;
    property holds;
} properties[] = {
    {"what is recorded later changes no view known earlier [M20 M31 M48]", later_changes_nothing},
    {"a revoked signature leaves no gate open and no phase in force that rest on it [M43 M47]", revoked_bears_nothing},
    {"the order of the lines means nothing [M114 M125]", order_means_nothing},
    {"fewer readings never turn unknown into an answer [M25 M26 M28]", silence_answers_nothing},
    {"what may be done is under the ceiling, and the ceiling under every limit on record [M70 M71 M72 M97]",
     may_stays_below},
    {"asked twice, or in another order of days, the answer is the same", nothing_is_remembered},
    {"another episode changes no answer of this one, and makes no exercise freer [M69]", stranger_changes_nothing},
};

int main(int count, char **words) {
    uint64_t charts = count > 1 ? strtoull(words[1], NULL, 10) : 2000,
             seed = count > 2 ? strtoull(words[2], NULL, 10) : 1, first = count > 3 ? strtoull(words[3], NULL, 10) : 1;
    struct tdm_arena *data = tdm_arena_open((size_t)1 << 30);
    struct world w = {ground_library(data), tdm_arena_open((size_t)2 << 30)};
    struct tdm_cohort cohort = {seed, w.library->protocols, w.library->protocol_count, 0};
    bool failed[TDM_COUNT(properties)] = {false}, any = false;
    printf("1..%zu\n# %llu charts of seed %llu\n", TDM_COUNT(properties), (unsigned long long)charts,
           (unsigned long long)seed);
    for (uint64_t number = first; number <= charts; number++) {
        const struct tdm_chart *chart = written(&w, tdm_cohort_chart(w.mem, &cohort, number));
        const struct tdm_chart *stranger = written(&w, tdm_cohort_chart(w.mem, &cohort, charts + number));
        for (size_t p = 0; p < TDM_COUNT(properties) && chart != NULL && stranger != NULL; p++) {
            struct trial trial;
            draw_trial(chart, seed, number, &trial);
            trial.stranger = stranger;
            if (failed[p] || properties[p].holds(&w, chart, &trial)) continue;
            failed[p] = any = true;
            printf("not ok %zu - %s\n# chart %llu of seed %llu, made smaller:\n", p + 1, properties[p].title,
                   (unsigned long long)number, (unsigned long long)seed);
            show(&w, shrink(&w, chart, properties[p].holds, &trial), &trial);
            fflush(stdout);
        }
        if (chart == NULL || stranger == NULL) {
            printf("Bail out! chart %llu cannot be read\n", (unsigned long long)number);
            return 1;
        }
        tdm_arena_reset(w.mem);
    }
    for (size_t p = 0; p < TDM_COUNT(properties); p++)
        if (!failed[p]) printf("ok %zu - %s\n", p + 1, properties[p].title);
    tdm_arena_close(w.mem);
    tdm_arena_close(data);
    return any ? 1 : 0;
}
