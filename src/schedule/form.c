/* form.c - a protocol's clauses as ties between points, before any day is known. Made once per protocol.
 *
 *   phase from DAY            start on DAY            phase from gate G       start not before G
 *   phase until DAY           end on DAY              LENGTH                  end - start in it (uncertain: contingent)
 *   ends by clearance C       end not before C        clearance not before D  C not before D
 *   gate: not before DAY      G not before DAY        gate: clearance C       G not before C
 *   gate opens discharge      discharge not before G */
#include "schedule/schedule_int.h"

struct builder {
    struct tdm_arena *mem;
    struct tdm_schedule_form *form;
    struct tie *ties;
    size_t room;
};

static void add(struct builder *b, struct tie tie) {
    TDM_GROW(b->mem, b->ties, b->form->tie_count, b->room);
    b->ties[b->form->tie_count++] = tie;
}

static void tie_day(struct builder *b, tdm_point point, enum relation relation, const struct tdm_day_expr *day,
                    tdm_clause_id clause) {
    add(b, (struct tie){.kind = TIE_DAY, .point = point, .relation = relation, .day = day, .clause = clause});
}

static void tie_order(struct builder *b, tdm_point later, tdm_point earlier, tdm_clause_id clause) {
    add(b, (struct tie){.kind = TIE_ORDER, .point = later, .other = earlier, .clause = clause});
}

tdm_point tdm_schedule_anchor_point(const struct tdm_schedule_form *form, const struct tdm_day_expr *day) {
    switch (day->anchor) {
    case TDM_ANCHOR_DATE:
        return POINT_ORIGIN;
    case TDM_ANCHOR_EVENT:
        return point_event(day->event);
    case TDM_ANCHOR_PHASE_START:
        return point_start(form, day->ref);
    case TDM_ANCHOR_PHASE_END:
        return point_end(form, day->ref);
    case TDM_ANCHOR_GATE:
        return point_gate(form, day->ref);
    }
    TDM_UNREACHABLE();
}

static void add_clearances(struct builder *b) {
    const struct tdm_protocol *protocol = b->form->protocol;
    for (uint32_t c = 0; c < protocol->clearance_count; c++) {
        const struct tdm_clearance *clearance = &protocol->clearances[c];
        if (clearance->has_not_before)
            tie_day(b, point_clearance(b->form, c), RELATION_NOT_BEFORE, &clearance->not_before,
                    clearance->not_before_clause);
    }
}

/* Only what must hold binds a gate in time: criteria under `any of`, `at least k of` and `not` give no bound. */
static void add_gate(struct builder *b, uint32_t g) {
    const struct tdm_condition *condition = &b->form->protocol->gates[g].condition;
    if (condition->count == 0 || condition->nodes[0].kind != TDM_CRITERION_ALL) return;
    const struct tdm_criterion *root = &condition->nodes[0];
    for (uint32_t i = root->first_child; i < (uint32_t)root->first_child + root->child_count; i++) {
        const struct tdm_criterion *node = &condition->nodes[i];
        if (node->kind == TDM_CRITERION_TIME)
            tie_day(b, point_gate(b->form, g), RELATION_NOT_BEFORE, &node->day, node->clause);
        if (node->kind == TDM_CRITERION_CLEARANCE)
            tie_order(b, point_gate(b->form, g), point_clearance(b->form, node->ref), node->clause);
    }
}

static void add_phase(struct builder *b, uint32_t p) {
    const struct tdm_phase *phase = &b->form->protocol->phases[p];
    tdm_point start = point_start(b->form, p), end = point_end(b->form, p);
    if (phase->from.anchor == TDM_ANCHOR_GATE)
        tie_order(b, start, point_gate(b->form, phase->from.ref), phase->from_clause);
    else
        tie_day(b, start, RELATION_ON, &phase->from, phase->from_clause);
    tie_order(b, end, start, phase->from_clause);
    if (phase->length.has_least || phase->length.has_most)
        add(b, (struct tie){.kind = TIE_LENGTH,
                            .point = end,
                            .other = start,
                            .length = phase->length,
                            .uncertain = phase->uncertain,
                            .clause = phase->from_clause});
    if (phase->has_until) tie_day(b, end, RELATION_ON, &phase->until, phase->from_clause);
    if (phase->ends_by != TDM_REF_NONE)
        tie_order(b, end, point_clearance(b->form, phase->ends_by), phase->ends_by_clause);
}

/* What a point inherits from the point it hangs on: the events it needs. */
static bool inherit(const struct tdm_schedule_form *form, uint8_t *needs) {
    bool changed = false;
    for (uint32_t i = 0; i < form->tie_count; i++) {
        const struct tie *tie = &form->ties[i];
        tdm_point from = tie->kind == TIE_DAY ? tdm_schedule_anchor_point(form, tie->day) : tie->other;
        uint8_t need = (uint8_t)(needs[tie->point] | needs[from]);
        changed = changed || need != needs[tie->point];
        needs[tie->point] = need;
    }
    return changed;
}

static void mark_waits(const struct tdm_schedule_form *form, bool *waits) {
    const struct tdm_protocol *protocol = form->protocol;
    for (uint32_t c = 0; c < protocol->clearance_count; c++)
        waits[point_clearance(form, c)] = false;                                            /* its first lawful day */
    for (uint32_t g = 0; g < protocol->gate_count; g++) waits[point_gate(form, g)] = false; /* time alone */
    for (uint32_t p = 0; p < protocol->phase_count; p++) {
        const struct tdm_phase *phase = &protocol->phases[p];
        if (phase->from.anchor == TDM_ANCHOR_GATE) waits[point_start(form, p)] = true;
        if (phase->ends_by != TDM_REF_NONE) waits[point_end(form, p)] = true;
    }
    waits[point_event(TDM_EVENT_DISCHARGE)] = true;
}

const struct tdm_schedule_form *tdm_schedule_prepare(struct tdm_arena *mem, const struct tdm_protocol *protocol) {
    struct tdm_schedule_form *form = TDM_NEW(mem, struct tdm_schedule_form);
    form->protocol = protocol;
    form->phases = 1 + TDM_EVENT_COUNT;
    form->gates = (tdm_point)(form->phases + 2 * protocol->phase_count);
    form->clearances = (tdm_point)(form->gates + protocol->gate_count);
    form->point_count = (uint16_t)(form->clearances + protocol->clearance_count);

    struct builder b = {.mem = mem, .form = form};
    add_clearances(&b);
    for (uint32_t g = 0; g < protocol->gate_count; g++) add_gate(&b, g);
    for (uint32_t p = 0; p < protocol->phase_count; p++) add_phase(&b, p);
    for (uint32_t g = 0; g < protocol->gate_count; g++)
        if (protocol->gates[g].opens_discharge)
            tie_order(&b, point_event(TDM_EVENT_DISCHARGE), point_gate(form, g), protocol->gates[g].clause);
    form->ties = b.ties;

    uint8_t *needs = TDM_NEW_ARRAY(mem, uint8_t, form->point_count);
    bool *waits = TDM_NEW_ARRAY(mem, bool, form->point_count);
    for (int e = 0; e < TDM_EVENT_COUNT; e++)
        if (e != TDM_EVENT_DISCHARGE) needs[point_event((enum tdm_event)e)] = (uint8_t)(1u << e);
    mark_waits(form, waits);
    for (uint32_t sweep = 0; sweep <= form->point_count && inherit(form, needs); sweep++) continue;
    form->needs = needs;
    form->waits = waits;
    return form;
}

bool tdm_schedule_needs(const struct tdm_schedule_form *form, tdm_ref phase, enum tdm_event event) {
    return ((uint32_t)form->needs[point_start(form, phase)] >> event & 1u) != 0;
}
