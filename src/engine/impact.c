/* impact.c - one episode under two texts of its protocol, item by item. */
#include "engine/impact_int.h"

struct tdm_impact_item *tdm_impact_add(struct impact *m, enum tdm_impact_kind kind, const char *thing, tdm_str name) {
    TDM_GROW(m->mem, m->items, m->count, m->room);
    struct tdm_impact_item *item = &m->items[m->count++];
    *item = (struct tdm_impact_item){
        .kind = kind, .thing = thing, .name = name, .on = TDM_DATE_NONE, .to_on = TDM_DATE_NONE};
    return item;
}

static const struct tdm_protocol *protocol_of(const struct tdm_standing *s) {
    return s->episode->protocol;
}

/* ---- things that have names and days */

enum thing { PHASE, GATE, CLEARANCE, RESTRICTION, PHASE_END, RESTRICTION_FROM, THING_COUNT };
static const char *const thing_words[THING_COUNT] = {"phase",       "gate",  "clearance",
                                                     "restriction", "phase", "restriction"};
static const char *const day_words[THING_COUNT] = {"phase begins",     "gate could open", "clearance could be signed",
                                                   "restriction ends", "phase ends",      "restriction begins"};

static uint32_t count_of(const struct tdm_protocol *p, enum thing thing) {
    switch ((int)thing) {
    case GATE:
        return p->gate_count;
    case CLEARANCE:
        return p->clearance_count;
    case RESTRICTION:
    case RESTRICTION_FROM:
        return p->restriction_count;
    default:
        return p->phase_count;
    }
}

static tdm_str name_of(const struct tdm_protocol *p, enum thing thing, uint32_t i) {
    switch ((int)thing) {
    case GATE:
        return p->gates[i].name;
    case CLEARANCE:
        return p->clearances[i].name;
    case RESTRICTION:
    case RESTRICTION_FROM:
        return p->restrictions[i].name;
    default:
        return p->phases[i].name;
    }
}

static tdm_date day_of(const struct tdm_standing *s, enum thing thing, uint32_t i) {
    switch ((int)thing) {
    case GATE:
        return s->gates[i].passed ? s->gates[i].passed_on : s->gates[i].earliest;
    case CLEARANCE:
        return s->clearances[i].lawful_from;
    case RESTRICTION:
        return s->restrictions[i].last;
    case RESTRICTION_FROM:
        return s->restrictions[i].from;
    case PHASE_END:
        return tdm_date_is_none(s->phases[i].ended) ? s->phases[i].end.latest : s->phases[i].ended;
    default:
        return tdm_date_is_none(s->phases[i].started) ? s->phases[i].start.earliest : s->phases[i].started;
    }
}

static bool find(const struct tdm_protocol *p, enum thing thing, tdm_str name, uint32_t *at) {
    for (*at = 0; *at < count_of(p, thing); ++*at)
        if (tdm_str_equal(name_of(p, thing, *at), name)) return true;
    return false;
}

static void compare_days(struct impact *m, enum thing thing) {
    const struct tdm_protocol *before = protocol_of(m->before), *after = protocol_of(m->after);
    uint32_t k;
    for (uint32_t i = 0; i < count_of(before, thing); i++) {
        tdm_str name = name_of(before, thing, i);
        if (!find(after, thing, name, &k)) continue;
        tdm_date from = day_of(m->before, thing, i), to = day_of(m->after, thing, k);
        if (from.day == to.day) continue;
        struct tdm_impact_item *item = tdm_impact_add(m, TDM_IMPACT_DATE, day_words[thing], name);
        item->on = from;
        item->to_on = to;
    }
}

static void compare_names(struct impact *m, enum thing thing) {
    const struct tdm_protocol *before = protocol_of(m->before), *after = protocol_of(m->after);
    uint32_t k;
    for (uint32_t i = 0; i < count_of(after, thing); i++)
        if (!find(before, thing, name_of(after, thing, i), &k))
            tdm_impact_add(m, TDM_IMPACT_ADDED, thing_words[thing], name_of(after, thing, i));
    for (uint32_t i = 0; i < count_of(before, thing); i++)
        if (!find(after, thing, name_of(before, thing, i), &k))
            tdm_impact_add(m, TDM_IMPACT_GONE, thing_words[thing], name_of(before, thing, i));
}

/* ---- the next step, and what is allowed today */

static tdm_str phase_name(const struct tdm_standing *s, tdm_ref phase) {
    return phase == TDM_REF_NONE ? (tdm_str){0} : protocol_of(s)->phases[phase].name;
}

static void compare_step(struct impact *m, int track, bool next) {
    const struct tdm_track_answer *a = &m->before->track[track], *b = &m->after->track[track];
    tdm_str from = phase_name(m->before, next ? a->next : a->phase),
            to = phase_name(m->after, next ? b->next : b->phase);
    if (tdm_str_equal(from, to)) return;
    struct tdm_impact_item *item = tdm_impact_add(m, TDM_IMPACT_STEP, next ? "next phase" : "phase in force",
                                                  tdm_str_of(tdm_track_word((enum tdm_track)track)));
    item->from = from;
    item->to = to;
}

static void compare_gates(struct impact *m) {
    const struct tdm_protocol *before = protocol_of(m->before);
    uint32_t k;
    for (uint32_t i = 0; i < before->gate_count; i++) {
        if (!find(protocol_of(m->after), GATE, before->gates[i].name, &k)) continue;
        const struct tdm_gate_answer *a = &m->before->gates[i], *b = &m->after->gates[k];
        if (a->state == b->state || (a->passed && b->passed)) continue;
        struct tdm_impact_item *item = tdm_impact_add(m, TDM_IMPACT_GATE, "gate", before->gates[i].name);
        item->n = (int32_t)a->state;
        item->of_n = (int32_t)b->state;
    }
}

static void compare_ceiling(struct impact *m) {
    const struct tdm_ceiling *a = &m->before->ceiling, *b = &m->after->ceiling;
    int32_t from = a->has_class ? a->load_class : -1, to = b->has_class ? b->load_class : -1;
    if (from == to) return;
    struct tdm_impact_item *item = tdm_impact_add(m, TDM_IMPACT_CEILING, "load allowed today", (tdm_str){0});
    item->n = from;
    item->of_n = to;
}

/* ---- what was recorded against the text */

static bool has_deviation(const struct tdm_standing *s, const struct tdm_deviation *of) {
    for (uint32_t i = 0; i < s->deviation_count; i++) {
        const struct tdm_deviation *one = &s->deviations[i];
        if (one->reason.code == of->reason.code && one->entry == of->entry && one->date.day == of->date.day)
            return true;
    }
    return false;
}

static void compare_deviations(struct impact *m, bool lifted) {
    const struct tdm_standing *of = lifted ? m->before : m->after, *other = lifted ? m->after : m->before;
    for (uint32_t i = 0; i < of->deviation_count; i++)
        if (!has_deviation(other, &of->deviations[i]))
            tdm_impact_add(m, lifted ? TDM_IMPACT_LIFTED : TDM_IMPACT_VIOLATION, "entry", (tdm_str){0})->index = i;
}

struct tdm_impact tdm_impact_of(struct tdm_arena *mem, const struct tdm_standing *before,
                                const struct tdm_standing *after) {
    struct impact m = {.mem = mem, .before = before, .after = after};
    for (int track = 0; track < TDM_TRACK_COUNT; track++) {
        compare_step(&m, track, false);
        compare_step(&m, track, true);
    }
    compare_gates(&m);
    compare_ceiling(&m);
    for (int thing = 0; thing < THING_COUNT; thing++) compare_days(&m, (enum thing)thing);
    for (int thing = 0; thing < PHASE_END; thing++) compare_names(&m, (enum thing)thing);
    tdm_impact_of_day(&m);
    compare_deviations(&m, false);
    compare_deviations(&m, true);
    return (struct tdm_impact){before, after, m.items, (uint32_t)m.count};
}
