/* cohort_course.c - the spine of a story: enrolment, baseline, procedures; then each gate of the protocol with what it
 * reads, the signatures and the phases entered. */
#include "lab/cohort_int.h"

/* ---- enrolment, baseline, screens */

static void screen(struct story *s, int32_t day, bool flags) {
    struct told *told = tell(s, TDM_ENTRY_SCREEN, day, slips(s, 20) ? 0 : staff(s));
    struct tdm_entry *entry = &told->entry;
    enum tdm_catalog_kind kind = flags ? TDM_KIND_FLAG : TDM_KIND_FINDING;
    tdm_str *names = TDM_NEW_ARRAY(s->mem, tdm_str, 2);
    names[0] = tdm_catalog_name(s->catalog, kind, (tdm_ref)below(s, s->catalog->count[kind]));
    if (chance(s, 85)) {
        entry->subject = flags ? TDM_STR("flags") : TDM_STR("findings");
    } else {
        entry->asked = names;
        entry->asked_count = 1;
    }
    entry->none_found = !slips(s, 8);
    if (entry->none_found) return;
    entry->found = names;
    entry->found_count = 1;
}

static void tell_baseline(struct story *s) {
    for (uint32_t p = 0; p < s->protocol->phase_count; p++)
        for (uint32_t a = 0; a < s->protocol->phases[p].assessment_count; a++) {
            const struct tdm_assess *asked = &s->protocol->phases[p].assessments[a];
            if (asked->kind != TDM_ASSESS_BEFORE_PROCEDURE) continue;
            for (uint32_t m = 0; m < asked->measure_count; m++) {
                if (slips(s, 10)) continue;
                struct told *told = assess(s, &asked->measures[m], 1, between(s, 1, 14));
                if (told->entry.reading_count == 0 || told->entry.readings[0].not_done) continue;
                s->baseline[asked->measures[m]] = told->entry.readings[0].value;
                if (chance(s, 60)) add_other_side(s, told, asked->measures[m], told->entry.readings[0].value);
            }
        }
}

/* ---- plans and procedures */

static struct told *plan(struct story *s, int32_t day, int32_t on) {
    struct told *told = tell(s, TDM_ENTRY_PLAN, day, staff(s));
    told->entry.subject = TDM_STR("procedure");
    told->entry.other_date = date_of_day(s, on);
    return told;
}

static void procedure(struct story *s, int32_t day, const char *state) {
    static const char *const ways[] = {"ultrasound", "fluoroscopy", "none"};
    struct told *told = tell(s, TDM_ENTRY_PROCEDURE, day, staff(s));
    struct tdm_entry *entry = &told->entry;
    tdm_ref which = s->protocol->procedure;
    if (which == TDM_REF_NONE) which = (tdm_ref)below(s, s->catalog->count[TDM_KIND_PROCEDURE]);
    entry->subject = tdm_catalog_name(s->catalog, TDM_KIND_PROCEDURE, which);
    entry->state = tdm_str_of(state);
    if (chance(s, 60)) entry->source = TDM_STR("as the record of the day says");
    if (chance(s, 40)) entry->preparation = TDM_STR("concentrated in the same session");
    if (chance(s, 40)) entry->guidance = WORDS(s, ways);
    if (chance(s, 40)) entry->operator_name = entry->author;
    if (chance(s, 70)) {
        entry->region = s->chart->region;
        entry->side = s->chart->side;
        if (slips(s, 6) && entry->side != TDM_SIDE_NONE)
            entry->side = entry->side == TDM_SIDE_RIGHT ? TDM_SIDE_LEFT : TDM_SIDE_RIGHT;
    }
    if (told->kept && tdm_str_is(entry->state, "performed")) s->procedure = day;
}

static void tell_procedures(struct story *s) {
    int32_t on = between(s, 16, 45);
    if (s->protocol->procedure == TDM_REF_NONE ? !slips(s, 20) : s->trait[TRAIT_NO_PROCEDURE]) return;
    if (chance(s, 70)) (void)plan(s, between(s, 2, 10), on);
    if (s->trait[TRAIT_MOVED_PLAN]) {
        on += between(s, 1, 15);
        (void)plan(s, between(s, 11, 15), on);
    }
    if (s->trait[TRAIT_CANCELLED]) {
        procedure(s, on, "cancelled");
        on += between(s, 0, 21);
        if (chance(s, 50)) (void)plan(s, on - 1, on);
    }
    if (s->trait[TRAIT_ABORTED]) {
        procedure(s, on, "aborted");
        if (chance(s, 30)) return;
        on += between(s, 0, 30);
    }
    procedure(s, on, "performed");
}

void tell_course(struct story *s) {
    if (!slips(s, 4)) {
        int32_t day = slips(s, 6) ? between(s, 1, 20) : 0;
        (void)tell(s, TDM_ENTRY_ENROL, day, staff(s));
    }
    if (chance(s, 80)) screen(s, between(s, 0, 3), true);
    if (chance(s, 60)) screen(s, between(s, 0, 3), false);
    if (!s->trait[TRAIT_NO_BASELINE]) tell_baseline(s);
    tell_procedures(s);
}

/* ---- signatures */

static int32_t lawful_day(const struct story *s, const struct tdm_clearance *clearance) {
    int32_t day = clearance->has_not_before ? day_of_expr(s, &clearance->not_before) : 0;
    return day == NEVER ? 0 : day;
}

static struct told *sign(struct story *s, tdm_ref c, int32_t day, tdm_mask roles) {
    static const char *const words[] = {"May begin", "Doing well", "As agreed", "Go slowly"};
    struct told *told = tell(s, TDM_ENTRY_CLEAR, day, roles);
    told->entry.subject = s->protocol->clearances[c].name;
    if (chance(s, 30)) told->entry.words = WORDS(s, words);
    return told;
}

static void revoke(struct story *s, struct told *signature, int32_t days_after) {
    static const char *const why[] = {"More swelling than thought", "Signed for another chart",
                                      "The patient asks to wait"};
    if (!signature->kept) return;
    struct told *told = tell_about(s, TDM_ENTRY_REVOKE, signature, days_after);
    told->entry.because = WORDS(s, why);
}

static void move(struct story *s, tdm_ref c, int32_t day) {
    const struct tdm_clearance *clearance = &s->protocol->clearances[c];
    int32_t to = lawful_day(s, clearance) + between(s, -15, 25);
    if (clearance->has_may_move && chance(s, 60)) {
        int32_t low = day_of_expr(s, &clearance->may_move_from), high = day_of_expr(s, &clearance->may_move_to);
        if (low != NEVER && high != NEVER && low <= high) to = between(s, low, high);
    }
    struct told *told =
        tell(s, TDM_ENTRY_MOVE, day, slips(s, 15) ? other_roles(s, clearance->roles) : clearance->roles);
    told->entry.subject = clearance->name;
    told->entry.other_date = date_of_day(s, to);
    told->entry.because = TDM_STR("Seen and thought over");
    if (slips(s, 15)) revoke(s, told, between(s, 0, 10));
}

static void sign_for(struct story *s, tdm_ref c, int32_t ready) {
    const struct tdm_clearance *clearance = &s->protocol->clearances[c];
    int32_t lawful = lawful_day(s, clearance), valid = span_days(clearance->valid);
    int32_t day = ready - between(s, 0, valid < 4 ? valid : 4);
    if (day < lawful) day = lawful;
    if (slips(s, 15)) move(s, c, lawful - between(s, 1, 20));
    if (slips(s, 20)) (void)sign(s, c, lawful - between(s, 1, 20), clearance->roles); /* too early (M44) */
    if (slips(s, 12)) (void)sign(s, c, day, other_roles(s, clearance->roles));
    if (slips(s, 12)) return;
    if (slips(s, 10)) day = ready - valid - between(s, 0, 3); /* the last day it counts, or past it (M46) */
    struct told *signature = sign(s, c, day, clearance->roles);
    if (slips(s, 18)) revoke(s, signature, between(s, 0, 30));
    if (!chance(s, 12)) return;
    struct told *second = sign(s, c, day + between(s, 0, 20), clearance->roles);
    if (slips(s, 20)) revoke(s, second, between(s, 0, 20));
}

/* ---- criteria */

static void record_of(struct story *s, const struct tdm_criterion *node, int32_t day, bool deny) {
    int32_t since = node->has_day ? day_of_expr(s, &node->day) : NEVER;
    if (node->thing != TDM_THING_CLASS && node->thing != TDM_THING_SUBSTANCE) return;
    bool is_class = node->thing == TDM_THING_CLASS;
    struct told *told = tell(s, deny ? TDM_ENTRY_DENY : TDM_ENTRY_MEDICINE, day, TDM_BIT(s->patient_role));
    told->entry.subject = tdm_catalog_name(s->catalog, is_class ? TDM_KIND_CLASS : TDM_KIND_SUBSTANCE, node->ref);
    told->entry.state = deny ? (is_class ? TDM_STR("class") : TDM_STR("")) : TDM_STR("taken");
    if (!deny) return;
    int32_t from =
        since == NEVER || since > day ? day - between(s, 0, 60) : since + (slips(s, 30) ? between(s, 1, 9) : 0);
    told->entry.other_date = date_of_day(s, from > day ? day : from);
}

static void answer_for(struct story *s, const struct tdm_criterion *node, int32_t ready) {
    bool flags = node->thing == TDM_THING_ANY_FLAG || node->thing == TDM_THING_FLAG;
    int32_t window = node->has_window ? span_days(node->window) : 14;
    switch (node->kind) {
    case TDM_CRITERION_READING:
        if (!slips(s, 10)) measure_for(s, node, ready);
        return;
    case TDM_CRITERION_CLEARANCE:
        sign_for(s, node->ref, ready);
        return;
    case TDM_CRITERION_OPEN:
    case TDM_CRITERION_NO_OPEN: /* on the last day inside the window, and the day before it, too */
        if (!slips(s, 12)) screen(s, ready - (slips(s, 15) ? window + between(s, 0, 1) : between(s, 0, window)), flags);
        return;
    case TDM_CRITERION_NONE_SINCE:
        if (!slips(s, 25)) record_of(s, node, ready, true);
        return;
    case TDM_CRITERION_RECORD:
    case TDM_CRITERION_TAKING:
    case TDM_CRITERION_NO_RECORD:
        if (chance(s, 30)) record_of(s, node, ready - between(s, 0, 30), false);
        return;
    case TDM_CRITERION_SETS_DONE:
    case TDM_CRITERION_SETTLED:
        for (int32_t i = 0; i < 3; i++) (void)session_on(s, NULL, ready - 2 * i);
        return;
    case TDM_CRITERION_ALL:
    case TDM_CRITERION_ANY:
    case TDM_CRITERION_AT_LEAST:
    case TDM_CRITERION_NOT:
    case TDM_CRITERION_TIME:
    case TDM_CRITERION_ALWAYS:
        return;
    }
}

/* ---- gates in the order of the protocol */

static int32_t first_day(struct story *s, const struct tdm_gate *gate, int32_t after) {
    int32_t day = after;
    for (uint16_t n = 0; n < gate->condition.count; n++) {
        const struct tdm_criterion *node = &gate->condition.nodes[n];
        int32_t asked = NEVER;
        if (node->kind == TDM_CRITERION_TIME) asked = day_of_expr(s, &node->day);
        if (node->kind == TDM_CRITERION_CLEARANCE) asked = lawful_day(s, &s->protocol->clearances[node->ref]);
        if (asked > day) day = asked;
    }
    return day;
}

static void override(struct story *s, const struct tdm_gate *gate, int32_t day) {
    struct told *told = tell(s, TDM_ENTRY_OVERRIDE, day, staff(s));
    told->entry.subject = gate->name;
    told->entry.because = TDM_STR("Travel leaves no later day");
    if (chance(s, 40)) told->entry.words = TDM_STR("the day");
    if (chance(s, 25)) revoke(s, told, between(s, 0, 9));
}

static void enter(struct story *s, tdm_ref gate, int32_t day) {
    const struct tdm_gate *g = &s->protocol->gates[gate];
    struct told *told = tell(s, TDM_ENTRY_ENTER, day, staff(s));
    told->entry.subject = s->protocol->phases[g->phase].name;
    if (chance(s, 70)) told->entry.target = g->name;
    if (!told->kept) return;
    s->gate_day[gate] = day;
    s->phase_start[g->phase] = day;
}

static void begin_dated_phases(struct story *s) {
    for (tdm_ref p = 0; p < s->protocol->phase_count; p++)
        if (s->phase_start[p] == NEVER && s->protocol->phases[p].from.anchor != TDM_ANCHOR_GATE)
            s->phase_start[p] = day_of_expr(s, &s->protocol->phases[p].from);
}

static void walk_gates(struct story *s) {
    int32_t day = s->procedure == NEVER ? 10 : s->procedure;
    begin_dated_phases(s);
    for (tdm_ref g = 0; g < s->protocol->gate_count; g++) {
        const struct tdm_gate *gate = &s->protocol->gates[g];
        int32_t ready = first_day(s, gate, day) + between(s, 0, 8);
        for (uint16_t n = 0; n < gate->condition.count; n++) answer_for(s, &gate->condition.nodes[n], ready);
        int32_t through = ready + (s->trait[TRAIT_SMOOTH] ? 0 : between(s, 0, 3));
        if (slips(s, 8)) through = ready - between(s, 1, 20); /* the gate is closed (M60) */
        if (through < ready && chance(s, 50)) override(s, gate, through);
        if (slips(s, 4)) override(s, gate, through + between(s, -1, 1));
        s->gate_day[g] = through;
        if (!gate->opens_discharge && !slips(s, 12)) enter(s, g, through);
        begin_dated_phases(s);
        day = through > day ? through : day;
        if (slips(s, 6)) return;
    }
}

/* Signatures that no gate reads still end phases and restrictions. */
void tell_gates(struct story *s) {
    walk_gates(s);
    if (slips(s, 15) && s->protocol->clearance_count > 0) {
        tdm_ref clearance = (tdm_ref)below(s, s->protocol->clearance_count);
        sign_for(s, clearance, between(s, 0, 200));
    }
    if (!s->trait[TRAIT_REPEATED] || s->procedure == NEVER) return;
    procedure(s, s->procedure + between(s, 1, 150), "performed");
    if (chance(s, 70)) walk_gates(s);
}
