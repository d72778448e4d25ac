/* ceiling.c - the most load allowed on a day and every term that says so (M2, M71): phases of both tracks,
 * never-clauses, restrictions, statements, holds, flags. The lowest class and the union of barred attributes hold. */
#include "engine/ceiling.h"
#include "engine/engine_int.h"

/* ---- what a clause says while it is in force */

static struct tdm_ceiling_term term_of(enum tdm_term_source source, tdm_ref ref, tdm_clause_id clause) {
    return (struct tdm_ceiling_term){
        .source = source, .ref = ref, .clause = clause, .entry = TDM_ENTRY_NONE, .last = TDM_DATE_NONE};
}

bool tdm_ceiling_of_phase(const struct tdm_protocol *protocol, tdm_ref p, struct tdm_ceiling_term *out) {
    const struct tdm_phase *phase = &protocol->phases[p];
    *out = term_of(TDM_CEILING_PHASE, p, phase->load_clause);
    out->has_class = phase->has_ceiling;
    out->load_class = phase->load_class;
    out->barred = phase->barred;
    return phase->has_ceiling;
}

bool tdm_ceiling_of_never(const struct tdm_protocol *protocol, tdm_ref n, struct tdm_ceiling_term *out) {
    const struct tdm_never *never = &protocol->nevers[n];
    *out = term_of(TDM_CEILING_NEVER, n, never->clause);
    out->has_class = never->is_class && never->load_class > 0;
    out->load_class = out->has_class ? (uint16_t)(never->load_class - 1) : 0;
    out->barred = never->is_class ? 0 : TDM_BIT(never->attribute);
    return out->has_class || out->barred != 0;
}

bool tdm_ceiling_of_restriction(const struct tdm_protocol *protocol, tdm_ref r, struct tdm_ceiling_term *out) {
    const struct tdm_restriction *restriction = &protocol->restrictions[r];
    *out = term_of(TDM_CEILING_RESTRICTION, r, restriction->clause);
    for (uint32_t t = 0; t < restriction->touch_count; t++) {
        const struct tdm_touch *touch = &restriction->touches[t];
        if (touch->kind == TDM_TOUCH_ATTRIBUTE) out->barred |= TDM_BIT(touch->ref);
        if (touch->kind != TDM_TOUCH_LOAD_ABOVE) continue;
        if (!out->has_class || touch->load_class < out->load_class) out->load_class = touch->load_class;
        out->has_class = true;
    }
    return out->has_class || out->barred != 0;
}

void tdm_ceiling_combine(struct tdm_ceiling_term *terms, uint32_t count, struct tdm_ceiling *out) {
    *out = (struct tdm_ceiling){.terms = terms, .term_count = count};
    for (uint32_t i = 0; i < count; i++) {
        out->barred |= terms[i].barred;
        if (!terms[i].has_class) continue;
        if (!out->has_class || terms[i].load_class < out->load_class) out->load_class = terms[i].load_class;
        out->has_class = true;
    }
    for (uint32_t i = 0; i < count; i++)
        terms[i].binding = terms[i].has_class && terms[i].load_class == out->load_class;
}

/* ---- which terms hold on a day of a chart */

static struct tdm_ceiling_term *add(struct tdm_ceiling *c, struct tdm_ceiling_term *terms,
                                    struct tdm_ceiling_term term) {
    terms[c->term_count] = term;
    return &terms[c->term_count++];
}

/* The preparation before a procedure is no limit to go back to after it. */
static bool across_procedure(const struct moment *m, const struct stay *before, const struct stay *stay) {
    return !tdm_date_is_none(m->procedure) && before->day.day < m->procedure.day && stay->day.day >= m->procedure.day;
}

static bool added(const struct tdm_ceiling *c, const struct tdm_ceiling_term *terms, tdm_ref p) {
    for (uint32_t i = 0; i < c->term_count; i++)
        if (terms[i].source == TDM_CEILING_PHASE && terms[i].ref == p) return true;
    return false;
}

static void add_phase(const struct moment *m, struct tdm_ceiling *c, struct tdm_ceiling_term *terms, tdm_ref p,
                      const struct hold *held_by) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    struct tdm_ceiling_term said;
    if (added(c, terms, p) || !tdm_ceiling_of_phase(m->protocol, p, &said)) return;
    struct tdm_ceiling_term *term = add(c, terms, said);
    term->held = held_by != NULL;
    if (held_by != NULL) term->entry = held_by->entry;
    bool dated = phase->has_until && phase->ends_by == TDM_REF_NONE && tdm_date_is_none(m->phases[p].end);
    if (dated && !tdm_date_is_none(moment_day(m, &phase->until)))
        term->last = tdm_date_add_days(moment_day(m, &phase->until), -1);
    term->ends_by_person = !dated;
}

/* Entered and left on one day: it was no stay whose limits could be gone back to. */
static bool passed_through(const struct stay *stay) {
    return stay[1].day.day <= stay->day.day; /* it is before another one */
}

/* It would have followed one that a person's entry into a later phase cut short: nobody was ever in it (M2, M59). */
static bool skipped(const struct moment *m, const struct stay *stay, bool last) {
    const struct tdm_day_expr *from = &m->protocol->phases[stay->phase].from;
    if (from->anchor != TDM_ANCHOR_PHASE_END || !(last || passed_through(stay))) return false;
    return m->phases[from->ref].ended_by.code == TDM_REASON_BY_NEXT;
}

/* A track's limits are those of its phase in force. While that is held, the limits of the stay before it return,
 * beside its own: a stop loosens nothing (M2, M43, M47, M71). */
static void add_track(const struct moment *m, struct tdm_ceiling *c, struct tdm_ceiling_term *terms,
                      enum tdm_track track, tdm_date day) {
    tdm_ref phase = phase_in_force(m, track, day);
    const struct stays *stays = &m->stays[track];
    struct hold held_by = {0};
    bool any_held = false;
    for (uint32_t at = phase == TDM_REF_NONE ? 0 : m->phases[phase].order; at > 0; at--) {
        const struct stay *stay = &stays->items[at - 1];
        bool last = at == stays->count, held = stay_hold_on(m, track, at - 1, day, &held_by);
        any_held = any_held || held;
        if (!skipped(m, stay, last)) add_phase(m, c, terms, stay->phase, any_held ? &held_by : NULL);
        if (!held && !(any_held && passed_through(stay))) return;
        if (at > 1 && across_procedure(m, stay - 1, stay)) return;
    }
}

/* After a completed course, or a death, no phase limits anything; after any other end the limits of the last one stand
 * (M98). */
bool limits_stand(const struct moment *m, tdm_date day) {
    if (!tdm_date_is_none(m->died) && m->died.day <= day.day) return false;
    return m->end_entry == TDM_ENTRY_NONE || day.day < m->ended.day || !completed(m);
}

bool never_holds(const struct moment *m, tdm_ref n, tdm_date day, tdm_date *last) {
    const struct tdm_never *never = &m->protocol->nevers[n];
    tdm_date before = moment_day(m, &never->before); /* M4: only once its anchor has happened */
    if (tdm_date_is_none(before) || day.day >= before.day) return false;
    struct tdm_day_expr anchor = never->before;
    anchor.sign = 0;
    tdm_date from = moment_day(m, &anchor);
    *last = tdm_date_add_days(before, -1);
    return never->before.sign <= 0 || day.day >= from.day;
}

static void add_nevers(const struct moment *m, struct tdm_ceiling *c, struct tdm_ceiling_term *terms, tdm_date day) {
    for (tdm_ref i = 0; i < m->protocol->never_count; i++) {
        struct tdm_ceiling_term said;
        tdm_date last;
        if (!never_holds(m, i, day, &last) || !tdm_ceiling_of_never(m->protocol, i, &said)) continue;
        add(c, terms, said)->last = last;
    }
}

static void add_restrictions(const struct moment *m, struct tdm_ceiling *c, struct tdm_ceiling_term *terms,
                             tdm_date day) {
    for (tdm_ref i = 0; i < m->protocol->restriction_count; i++) {
        struct tdm_restriction_answer answer;
        struct tdm_ceiling_term said;
        if (!tdm_ceiling_of_restriction(m->protocol, i, &said)) continue;
        restriction_answer(m, i, day, &answer);
        if (answer.state != TDM_RESTRICTION_IN_FORCE) continue;
        struct tdm_ceiling_term *term = add(c, terms, said);
        term->last = answer.last;
        term->ends_by_person = answer.ends_by_person;
    }
}

/* M72: a signed statement may lower. */
static void add_statements(const struct moment *m, struct tdm_ceiling *c, struct tdm_ceiling_term *terms,
                           tdm_date day) {
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_STATEMENT]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_STATEMENT][i];
        const struct tdm_entry *statement = &m->chart->chart->entries[entry];
        uint16_t load_class;
        if (fact_of(m, entry)->date.day > day.day || !tdm_fact_visible(fact_of(m, entry), m->asof.known) ||
            fact_of(m, entry)->role == 0)
            continue;
        if (!tdm_date_is_none(statement->other_date) && statement->other_date.day < day.day) continue;
        if (!tdm_scale_find(tdm_catalog_load_scale(m->catalog), statement->load_class, &load_class)) continue;
        struct tdm_ceiling_term *term = add(c, terms, term_of(TDM_CEILING_STATEMENT, TDM_REF_NONE, TDM_CLAUSE_NONE));
        term->entry = entry;
        term->has_class = true;
        term->load_class = load_class;
        term->last = statement->other_date;
        term->ends_by_person = tdm_date_is_none(statement->other_date);
    }
}

static bool any_emergency(const struct moment *m) {
    for (uint32_t i = 0; i < m->flags.count; i++)
        if (is_emergency(m, m->flags.items[i].item)) return true;
    return false;
}

/* M96, M97: an emergency stops all loading. */
static void add_flags(const struct moment *m, struct tdm_ceiling *c, struct tdm_ceiling_term *terms, tdm_date day) {
    if (!any_emergency(m)) return;
    for (tdm_ref f = 0; f < m->catalog->count[TDM_KIND_FLAG]; f++) {
        if (!tdm_catalog_flag(m->catalog, f)->emergency) continue;
        const struct life *life = flag_open_on(m, f, day);
        if (life == NULL) continue;
        struct tdm_ceiling_term *term = add(c, terms, term_of(TDM_CEILING_FLAG, f, TDM_CLAUSE_NONE));
        term->entry = life->opened_by;
        term->has_class = true;
        term->ends_by_person = true;
    }
}

void ceiling_make(const struct moment *m, tdm_date day, struct tdm_ceiling *out) {
    size_t most = (size_t)m->protocol->phase_count + m->protocol->never_count + m->protocol->restriction_count +
                  m->index->kind_count[TDM_ENTRY_STATEMENT] + m->catalog->count[TDM_KIND_FLAG];
    struct tdm_ceiling_term *terms = tdm_arena_alloc_raw(m->mem, most * sizeof *terms);
    *out = (struct tdm_ceiling){.terms = terms};
    for (int track = 0; track < TDM_TRACK_COUNT && limits_stand(m, day); track++)
        add_track(m, out, terms, (enum tdm_track)track, day);
    add_nevers(m, out, terms, day);
    add_restrictions(m, out, terms, day);
    add_statements(m, out, terms, day);
    add_flags(m, out, terms, day);
    tdm_ceiling_combine(terms, out->term_count, out);
}

void ceiling_limit(const struct moment *m, tdm_date day, bool *has_class, uint16_t *load_class, tdm_mask *barred) {
    struct tdm_arena_mark mark = tdm_arena_mark(m->mem);
    struct tdm_ceiling ceiling;
    ceiling_make(m, day, &ceiling);
    *has_class = ceiling.has_class;
    *load_class = ceiling.load_class;
    *barred = ceiling.barred;
    tdm_arena_rewind(m->mem, mark);
}

/* ---- restrictions (M10, M13, M65) */

static void end_by_signature(const struct moment *m, const struct tdm_restriction *r, tdm_date day,
                             struct tdm_restriction_answer *out) {
    uint32_t moved_by;
    out->ends_by_person = true;
    out->not_before = clearance_lawful_from(m, r->clearance, day, &moved_by);
    if (r->has_latest) out->last = moment_day(m, &r->latest);
    for (uint32_t i = 0; i < m->index->kind_count[TDM_ENTRY_CLEAR]; i++) {
        uint32_t entry = m->index->of_kind[TDM_ENTRY_CLEAR][i];
        const struct tdm_fact *fact = fact_of(m, entry);
        struct tdm_reason reason;
        if (m->episode->entries[entry].clearance != r->clearance || fact->date.day > day.day ||
            !tdm_fact_visible(fact, m->asof.known))
            continue;
        if (signature_judge(m, r->clearance, entry, fact->date, &reason) != TDM_REASON_SIGNED ||
            revoked_by(m, entry, day) != TDM_ENTRY_NONE)
            continue;
        out->last = tdm_date_add_days(fact->date, -1); /* free from the day of the signature */
        out->ends_by_person = false;
        return;
    }
}

/* Once the procedure has been performed, the plan of a repeat drives only what lies before it (M13, M14). */
static bool awaits_repeat(const struct moment *m, const struct tdm_restriction *r) {
    return m->procedure_entry != TDM_ENTRY_NONE && !tdm_date_is_none(m->planned_procedure) &&
           r->from.anchor == TDM_ANCHOR_EVENT && r->from.event == TDM_EVENT_PROCEDURE && r->from.sign < 0;
}

/* M13, M15: a plan drives only what lies before its event. A span that begins with the event waits for it; another one
 * goes on past the planned day, without an end, until somebody records what became of the plan. */
static void state_of(const struct moment *m, const struct tdm_restriction *r, tdm_date day, bool planned_from,
                     struct tdm_restriction_answer *out) {
    bool waits = planned_from && r->from.sign >= 0;
    bool passed = out->planned && !tdm_date_is_none(m->planned_procedure) && day.day > m->planned_procedure.day;
    if (passed && !waits) out->last = TDM_DATE_NONE;
    if (!tdm_date_is_none(out->last)) out->free = tdm_date_add_days(out->last, 1);
    if (r->end != TDM_END_NEVER && tdm_date_is_none(out->last)) out->ends_by_person = true;
    if (day.day < out->from.day || waits)
        out->state = TDM_RESTRICTION_NOT_YET;
    else if (!tdm_date_is_none(out->last) && day.day > out->last.day)
        out->state = TDM_RESTRICTION_OVER;
    else
        out->state = TDM_RESTRICTION_IN_FORCE;
}

static void answer_by(const struct moment *m, const struct tdm_anchors *anchors, const struct tdm_restriction *r,
                      tdm_date day, struct tdm_restriction_answer *out) {
    bool planned_from = false, planned_end = false;
    *out = (struct tdm_restriction_answer){
        .state = TDM_RESTRICTION_NO_DATE, .last = TDM_DATE_NONE, .free = TDM_DATE_NONE, .not_before = TDM_DATE_NONE};
    out->from = tdm_anchor_day(m->protocol, anchors, &r->from, true, &planned_from);
    if (tdm_date_is_none(out->from)) return;
    if (r->end == TDM_END_DAY) out->last = tdm_anchor_day(m->protocol, anchors, &r->until, true, &planned_end);
    if (r->end == TDM_END_CLEARANCE && anchors == &m->anchors) end_by_signature(m, r, day, out);
    out->planned = planned_from || planned_end; /* M13 */
    state_of(m, r, day, planned_from, out);
}

void restriction_answer(const struct moment *m, tdm_ref i, tdm_date day, struct tdm_restriction_answer *out) {
    const struct tdm_restriction *r = &m->protocol->restrictions[i];
    answer_by(m, &m->anchors, r, day, out);
    if (out->state != TDM_RESTRICTION_OVER || !awaits_repeat(m, r)) return;
    struct tdm_anchors next = m->anchors;
    next.event[TDM_EVENT_PROCEDURE] = TDM_DATE_NONE;
    next.planned[TDM_EVENT_PROCEDURE] = m->planned_procedure;
    answer_by(m, &next, r, day, out);
}
