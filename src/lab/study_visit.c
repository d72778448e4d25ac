/* study_visit.c - a visit of the virtual team: the case takes what was written since, its standing asked, and what is
 * owed is recorded, signed, entered, performed, prescribed; then it is asked again, until there is nothing more to do
 * today. Nobody here decides anything that the standing does not offer. */
#include "lab/study_int.h"

enum { ROUNDS_MOST = 24, RECORDED_MOST = 3, VISIT_BEGINS = 9 * 60 + 10 };

static bool is_last(const struct visit *v) {
    return v->life->day == (int32_t)v->life->study->weeks * WEEK;
}

/* What steers care alone; deviations are counted once, on the last visit. */
static bool ask(struct visit *v) {
    const struct tdm_case *episode = NULL;
    if (v->s != NULL) return true;
    if (v->before == NULL) tdm_arena_reset(v->scratch); /* all looks of a visit stand in it */
    /* Its own protocol and no other: the arms of a sweep have texts that differ under one name. */
    struct tdm_library library = {v->life->study->catalog, &v->life->arm->protocol, 1};
    if (!tdm_case_open_further(v->life->kept, v->scratch, &library, v->life->chart, &episode, v->problems))
        return false;
    struct tdm_asof asof = {tdm_date_add_days(v->life->day0, v->life->day), TDM_INSTANT_NONE};
    v->s = v->before = tdm_standing_that_steers(v->scratch, episode, asof, v->before);
    if (v->run->looked != NULL) v->run->looked(v->run->looked_context, episode, v->s);
    v->tally->standings++;
    return true;
}

static const struct tdm_protocol *protocol_of(const struct visit *v) {
    return v->life->arm->protocol;
}

/* ---- flags: who is told looks, and closes them */

static bool close_flags(struct visit *v) {
    struct tdm_open_item *open = TDM_NEW_ARRAY(v->scratch, struct tdm_open_item, v->s->open_count + 1u);
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->s->open_count; i++)
        if (v->s->open[i].is_flag) open[count++] = v->s->open[i];
    for (uint32_t i = 0; i < count; i++) {
        tdm_mask roles = ~(tdm_mask)0;
        tdm_str name = {0};
        if (open[i].protocol_flag != TDM_REF_NONE) {
            roles = protocol_of(v)->flags[open[i].protocol_flag].escalate_to;
            name = protocol_of(v)->flags[open[i].protocol_flag].name;
        }
        if (open[i].item != TDM_REF_NONE) name = tdm_catalog_name(v->life->study->catalog, TDM_KIND_FLAG, open[i].item);
        struct tdm_entry *entry = study_entry(v->life, TDM_ENTRY_FLAG, roles);
        entry->subject = name;
        entry->state = TDM_STR("closed");
    }
    v->life->paused = v->life->paused || count > 0;
    return count > 0;
}

/* ---- what is owed */

static bool is_due(const struct visit *v, const struct tdm_owed *owed) {
    return owed->state != TDM_OWED_WAITING && owed->from.day <= v->s->asof.on.day;
}

static const struct tdm_owe *owe_of(const struct visit *v, const struct tdm_owed *owed) {
    for (uint32_t i = 0; i < protocol_of(v)->owe_count; i++)
        if (protocol_of(v)->owes[i].clause == owed->clause) return &protocol_of(v)->owes[i];
    return NULL;
}

static bool is_daily(const struct tdm_owe *owe) {
    return owe->every.unit == TDM_SPAN_DAYS && owe->every.count == 1 && owe->measure_count > 0;
}

/* Before anything else is written that day: is a daily diary owed? It is then kept until the next visit. */
static void see_diary(struct visit *v) {
    v->life->diary = NULL;
    for (uint32_t i = 0; i < v->s->owed_count; i++) {
        const struct tdm_owe *owe = owe_of(v, &v->s->owed[i]);
        if (owe != NULL && is_daily(owe) && is_due(v, &v->s->owed[i])) v->life->diary = owe;
    }
}

static void want(const struct visit *v, uint8_t *wanted, tdm_ref use) {
    for (tdm_ref other = 0; other < use; other++) /* two words for one measure: one reading */
        if (wanted[other] && protocol_of(v)->measures[other].measure == protocol_of(v)->measures[use].measure) return;
    if (study_is_recordable(protocol_of(v), use)) wanted[use] = 1;
}

/* The uses that are owed today; daily ones are the mornings'. */
static uint8_t *owed_uses(const struct visit *v) {
    uint8_t *wanted = TDM_NEW_ARRAY(v->scratch, uint8_t, protocol_of(v)->measure_count + 1u);
    for (uint32_t i = 0; i < v->s->owed_count; i++) {
        const struct tdm_owed *owed = &v->s->owed[i];
        const struct tdm_owe *owe = owe_of(v, owed);
        if (!is_due(v, owed) || (owe != NULL && is_daily(owe))) continue;
        for (uint32_t m = 0; owe != NULL && m < owe->measure_count; m++) want(v, wanted, owe->measures[m]);
        if (owed->measure != TDM_REF_NONE) want(v, wanted, owed->measure);
    }
    return wanted;
}

static tdm_mask observers_of(const struct visit *v, tdm_ref use) {
    return tdm_catalog_measure(v->life->study->catalog, protocol_of(v)->measures[use].measure)->observers;
}

/* One entry a person: the uses that have the same observers. */
static bool write_readings(struct visit *v, uint8_t *wanted) {
    uint32_t uses = protocol_of(v)->measure_count;
    tdm_mask patient = TDM_BIT(v->life->study->patient_role);
    bool wrote = false;
    for (tdm_ref use = 0; use < uses; use++) {
        if (wanted[use] != 1) continue;
        tdm_mask roles = observers_of(v, use);
        uint32_t count = 0;
        struct tdm_written_reading *all = v->life->lines;
        for (tdm_ref other = use; other < uses; other++) {
            if (wanted[other] != 1 || observers_of(v, other) != roles) continue;
            study_reading(v->life, all, &count, other);
            wanted[other] = 2;
        }
        struct tdm_entry *entry =
            study_entry(v->life, (roles & ~patient) == 0 ? TDM_ENTRY_DIARY : TDM_ENTRY_ASSESS, roles);
        study_lines(v->life, entry, count);
        wrote = true;
    }
    return wrote;
}

static bool write_screens(struct visit *v) {
    bool flags = false, findings = false;
    tdm_mask roles = ~(tdm_mask)0;
    for (uint32_t i = 0; i < v->s->owed_count; i++) {
        if (v->s->owed[i].kind != TDM_OWED_SCREEN || !is_due(v, &v->s->owed[i])) continue;
        if (v->s->owed[i].of_findings)
            findings = true;
        else
            flags = true;
        if (v->s->owed[i].roles != 0) roles &= v->s->owed[i].roles;
    }
    for (int of = 0; of < 2; of++) {
        if (of == 0 ? !flags : !findings) continue;
        struct tdm_entry *screen = study_entry(v->life, TDM_ENTRY_SCREEN, roles);
        screen->subject = of == 0 ? TDM_STR("flags") : TDM_STR("findings");
        screen->none_found = true;
    }
    return flags || findings;
}

/* ---- gates: signatures and phases */

/* The gate that is next on a track (in the last phase of function before discharge, that of discharge), or none. */
static tdm_ref next_gate(const struct visit *v, int track) {
    tdm_ref next = v->s->track[track].next, now = v->s->track[track].phase;
    const struct tdm_day_expr *from = next == TDM_REF_NONE ? NULL : &protocol_of(v)->phases[next].from;
    if (from != NULL && from->anchor == TDM_ANCHOR_GATE) return from->ref;
    if (from != NULL && !tdm_day_from_discharge(from)) return TDM_REF_NONE;
    for (tdm_ref g = 0; now != TDM_REF_NONE && track == TDM_TRACK_FUNCTION && g < protocol_of(v)->gate_count; g++)
        if (protocol_of(v)->gates[g].opens_discharge) return g;
    return TDM_REF_NONE;
}

static bool reads(const struct tdm_condition *condition, tdm_ref clearance) {
    for (uint16_t n = 0; n < condition->count; n++)
        if (condition->nodes[n].kind == TDM_CRITERION_CLEARANCE && condition->nodes[n].ref == clearance) return true;
    return false;
}

/* Every term of the gate that is not this signature is met. */
static bool all_but(const struct visit *v, tdm_ref gate, tdm_ref clearance) {
    const struct tdm_condition *condition = &protocol_of(v)->gates[gate].condition;
    const struct tdm_criterion *root = &condition->nodes[0];
    if (root->kind != TDM_CRITERION_ALL) return false; /* what else would open it cannot be told term by term */
    for (uint16_t n = root->first_child; n < root->first_child + root->child_count; n++) {
        const struct tdm_criterion *node = &condition->nodes[n];
        if (node->kind == TDM_CRITERION_CLEARANCE && node->ref == clearance) continue;
        if (v->s->gates[gate].checks[n].truth != TDM_MET) return false;
    }
    return true;
}

static bool would_sign(const struct visit *v, tdm_ref c) {
    const struct tdm_clearance_answer *answer = &v->s->clearances[c];
    bool read = false, next = false;
    if (answer->truth == TDM_MET || tdm_date_is_none(answer->lawful_from) ||
        answer->lawful_from.day > v->s->asof.on.day)
        return false;
    for (tdm_ref g = 0; g < protocol_of(v)->gate_count; g++)
        read = read || reads(&protocol_of(v)->gates[g].condition, c);
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        tdm_ref g = next_gate(v, t);
        next = next || (g != TDM_REF_NONE && reads(&protocol_of(v)->gates[g].condition, c) && all_but(v, g, c));
    }
    return read ? next : v->s->open_count == 0;
}

static bool sign(struct visit *v) {
    bool wrote = false;
    for (uint32_t i = 0; i < v->s->owed_count; i++) {
        const struct tdm_owed *owed = &v->s->owed[i];
        if (owed->kind != TDM_OWED_SIGNATURE || !is_due(v, owed) || !would_sign(v, owed->ref)) continue;
        struct tdm_entry *entry = study_entry(v->life, TDM_ENTRY_CLEAR, protocol_of(v)->clearances[owed->ref].roles);
        entry->subject = protocol_of(v)->clearances[owed->ref].name;
        wrote = true;
    }
    return wrote;
}

static bool enter(struct visit *v) {
    for (int t = 0; t < TDM_TRACK_COUNT; t++) {
        tdm_ref g = next_gate(v, t);
        if (g == TDM_REF_NONE || v->s->gates[g].state != TDM_GATE_OPEN) continue;
        const struct tdm_gate *gate = &protocol_of(v)->gates[g];
        int32_t *passed = &v->tally->gate_day[(size_t)g * v->tally->patients + v->number];
        if (*passed < 0) *passed = v->life->day;
        struct tdm_entry *entry =
            study_entry(v->life, gate->opens_discharge ? TDM_ENTRY_END : TDM_ENTRY_ENTER, ~(tdm_mask)0);
        if (gate->opens_discharge) {
            entry->state = TDM_STR("completed");
            v->life->in_care = false;
            v->tally->completed++;
        } else {
            entry->subject = protocol_of(v)->phases[gate->phase].name;
            entry->target = gate->name;
        }
        return true;
    }
    return false;
}

/* ---- the procedure, when the phases that it ends have had their least length and nothing before it is lacking */

static bool prepared(const struct visit *v) {
    for (tdm_ref p = 0; p < protocol_of(v)->phase_count; p++) {
        const struct tdm_phase *phase = &protocol_of(v)->phases[p];
        bool ends = phase->has_until && phase->until.anchor == TDM_ANCHOR_EVENT &&
                    phase->until.event == TDM_EVENT_PROCEDURE && phase->until.sign == 0;
        int32_t least = 0, most = 0;
        if (!ends || v->s->phases[p].state == TDM_PHASE_NOT_APPLICABLE) continue;
        if (v->s->phases[p].state == TDM_PHASE_ENDED && tdm_length_is_exact(&phase->length))
            continue; /* it has had it */
        if (v->s->phases[p].state != TDM_PHASE_ACTIVE) return false;
        if (phase->length.has_least) tdm_span_day_range(phase->length.least, &least, &most);
        if (v->s->phases[p].days_in_force < most) return false;
    }
    for (uint32_t i = 0; i < v->s->owed_count; i++)
        if (v->s->owed[i].kind == TDM_OWED_BASELINE && is_due(v, &v->s->owed[i])) return false;
    return v->s->open_count == 0;
}

static bool perform(struct visit *v) {
    struct life *life = v->life;
    const struct tdm_protocol *protocol = protocol_of(v);
    if (v->s->procedure_performed || life->arm->without_procedure || protocol->procedure == TDM_REF_NONE ||
        !prepared(v))
        return false;
    struct tdm_entry *entry = study_entry(life, TDM_ENTRY_PROCEDURE, ~(tdm_mask)0);
    entry->subject = tdm_catalog_name(life->study->catalog, TDM_KIND_PROCEDURE, protocol->procedure);
    entry->state = TDM_STR("performed");
    entry->source = TDM_STR("a virtual product");
    entry->preparation = TDM_STR("a virtual preparation");
    entry->region = life->chart->region;
    entry->side = life->chart->side;
    entry->guidance = TDM_STR("ultrasound");
    entry->operator_name = entry->author;
    life->procedure_today = true;
    v->tally->procedures++;
    return true;
}

/* ---- a medicine that a restriction of today forbids, when the arm is about that */

static bool take_drug(struct visit *v) {
    struct life *life = v->life;
    const struct tdm_catalog *catalog = life->study->catalog;
    life->inputs.drug = 0.0;
    if (!life->arm->drug_in_window) return false;
    for (uint32_t r = 0; r < protocol_of(v)->restriction_count; r++) {
        const struct tdm_restriction *restriction = &protocol_of(v)->restrictions[r];
        if (v->s->restrictions[r].state != TDM_RESTRICTION_IN_FORCE) continue;
        for (uint32_t t = 0; t < restriction->touch_count; t++) {
            const struct tdm_touch *touch = &restriction->touches[t];
            if (touch->kind != TDM_TOUCH_CLASS || touch->route != TDM_REF_NONE) continue;
            for (tdm_ref s = 0; s < catalog->count[TDM_KIND_SUBSTANCE]; s++) {
                if ((tdm_catalog_substance(catalog, s)->classes & TDM_BIT(touch->ref)) == 0) continue;
                life->inputs.drug = 1.0;
                if (life->drug_told) return false;
                life->drug_told = true;
                struct tdm_entry *entry = study_entry(life, TDM_ENTRY_MEDICINE, TDM_BIT(life->study->patient_role));
                entry->subject = tdm_catalog_name(catalog, TDM_KIND_SUBSTANCE, s);
                entry->state = TDM_STR("taken");
                return true;
            }
        }
    }
    return false;
}

/* ---- prescriptions: from the shelf, under the ceiling; anew when the limits change */

static uint64_t limits_of(const struct visit *v) {
    uint64_t phase = v->s->track[TDM_TRACK_FUNCTION].phase;
    uint64_t load_class = v->s->ceiling.has_class ? v->s->ceiling.load_class + 1u : 0u;
    return (phase << 48 | load_class << 40) ^ (v->s->ceiling.barred * UINT64_C(0x9e3779b97f4a7c15) >> 24) ^ 1u;
}

static void keep_highest(struct tdm_written_dose *doses, uint16_t *classes, uint32_t *count) {
    uint32_t at = *count; /* the new one stands at `count` */
    for (; at > 0 && classes[at - 1] < classes[at]; at--) {
        struct tdm_written_dose dose = doses[at];
        uint16_t load_class = classes[at];
        doses[at] = doses[at - 1];
        classes[at] = classes[at - 1];
        doses[at - 1] = dose;
        classes[at - 1] = load_class;
    }
    if (*count < RX_MOST) (*count)++;
}

static bool prescribe(struct visit *v) {
    struct life *life = v->life;
    uint64_t limits = limits_of(v);
    if (life->arm->procedure_only || !life->in_care || life->rx_for == limits) return false;
    struct tdm_written_dose *doses = TDM_NEW_ARRAY(life->mem, struct tdm_written_dose, RX_MOST + 1u);
    uint16_t classes[RX_MOST + 1] = {0};
    uint32_t count = 0, exercise_count = 0;
    const struct tdm_exercise_answer *exercises = tdm_standing_exercises(v->scratch, v->s, &exercise_count);
    for (uint32_t i = 0; i < exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &exercises[i];
        if (!answer->offered || answer->verdict == TDM_EXERCISE_MAY_NOT) continue;
        if (study_dose(life, v->s, answer->exercise, &doses[count], &classes[count]))
            keep_highest(doses, classes, &count);
    }
    struct tdm_entry lines = {.doses = doses, .dose_count = count};
    tdm_entry_sort_lines(life->mem, &lines);
    life->rx_for = limits;
    life->rx_doses = lines.doses;
    life->rx_done = NULL;
    life->rx_count = count;
    life->rx_class = classes[0];
    life->rx = (tdm_str){0};
    if (count == 0) return false;
    struct tdm_buf name;
    tdm_buf_init(&name, life->mem, 64);
    tdm_buf_format(&name, "rx-%u", (unsigned)++life->rx_number);
    life->rx = tdm_buf_str(&name);
    tdm_ref therapist = tdm_catalog_find(life->study->catalog, TDM_KIND_ROLE, TDM_STR("physical-therapist"));
    struct tdm_entry *entry =
        study_entry(life, TDM_ENTRY_PRESCRIBE, therapist == TDM_REF_NONE ? ~(tdm_mask)0 : TDM_BIT(therapist));
    entry->name = life->rx;
    entry->doses = lines.doses;
    entry->dose_count = count;
    return true;
}

/* ---- what the visit leaves behind: inputs of the week, and what held the next gate */

static void count_held(struct visit *v) {
    tdm_ref g = next_gate(v, TDM_TRACK_FUNCTION);
    if (g == TDM_REF_NONE || v->s->gates[g].state == TDM_GATE_OPEN || v->s->gates[g].state == TDM_GATE_NOT_APPLICABLE)
        return;
    const struct tdm_condition *condition = &protocol_of(v)->gates[g].condition;
    const struct tdm_criterion *root = &condition->nodes[0];
    bool other = false;
    v->tally->waited[g]++;
    for (uint16_t n = root->first_child; n < root->first_child + root->child_count; n++)
        other =
            other || (condition->nodes[n].kind != TDM_CRITERION_CLEARANCE && v->s->gates[g].checks[n].truth != TDM_MET);
    for (uint16_t n = root->first_child; n < root->first_child + root->child_count; n++) {
        bool signature = condition->nodes[n].kind == TDM_CRITERION_CLEARANCE; /* it waits for the other terms */
        if (v->s->gates[g].checks[n].truth != TDM_MET && !(signature && other))
            v->tally->held[(size_t)g * v->tally->node_most + n]++;
    }
}

static void leave(struct visit *v) {
    struct life *life = v->life;
    const struct tdm_study *study = life->study;
    double drug = life->in_care ? life->inputs.drug : 0.0;
    life->inputs = study->usual;
    if (life->in_care && v->s->ceiling.has_class)
        life->inputs.activity = study->classes[v->s->ceiling.load_class].activity;
    if (life->in_care && life->rx.len > 0 && !life->paused) {
        const struct tdm_bio_inputs *row = &study->classes[life->rx_class];
        life->inputs.strengthening = row->strengthening;
        life->inputs.control = row->control;
        life->inputs.load = row->load;
    }
    life->inputs.drug = drug;
    tdm_ref now = v->s->track[TDM_TRACK_FUNCTION].phase;
    if (now != TDM_REF_NONE && v->s->phases[now].state == TDM_PHASE_HELD) v->tally->held_visits++;
    if (life->in_care) count_held(v);
    if (!life->in_care) {
        life->rx = (tdm_str){0};
        life->diary = NULL;
    }
}

/* The morning's diary and what is owed are written by one look at the standing. */
static bool record(struct visit *v) {
    uint32_t before = v->life->chart->entry_count;
    see_diary(v);
    if (v->life->day > 0) study_morning(v->life);
    v->life->minute = VISIT_BEGINS;
    (void)write_readings(v, owed_uses(v));
    (void)write_screens(v);
    return v->life->chart->entry_count > before;
}

/* What else was owed after that: readings that another reading made wanted. */
static bool record_more(struct visit *v) {
    bool readings = write_readings(v, owed_uses(v));
    return write_screens(v) || readings;
}

/* One thing after the other, in the order in which a team would; true when something was written. */
static bool act(struct visit *v, uint32_t *recorded) {
    if (close_flags(v)) return true;
    if ((*recorded)++ < RECORDED_MOST && record_more(v)) return true;
    return sign(v) || enter(v) || perform(v) || take_drug(v) || prescribe(v);
}

bool study_visit(struct visit *v) {
    uint32_t recorded = 0;
    v->life->procedure_today = v->life->paused = false;
    if (!ask(v)) return false;
    if (record(v)) v->s = NULL;
    for (uint32_t round = 0; round < ROUNDS_MOST && v->life->in_care; round++) {
        if (!ask(v)) return false;
        if (!act(v, &recorded)) break;
        v->s = NULL;
    }
    if (!ask(v)) return false;
    leave(v);
    if (is_last(v)) v->tally->deviations += tdm_standing_deviations(v->scratch, v->s->episode, v->s->asof);
    return true;
}
