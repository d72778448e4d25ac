/* times.c - a protocol's clauses as a network with what is not ours to decide. The table stands in docs/schedule.md.
 *
 * Months and years count by their worst: a first day by the longest month, a last day by the shortest, an exact day as
 * what the calendar decides (M11). A day counted from a civil date binds nothing before there is a patient. */
#include "schedule/times.h"

struct maker {
    struct tdm_arena *mem;
    const struct tdm_protocol *protocol;
    const struct tdm_time_edit *edits;
    uint32_t edit_count;
    tdm_str *points;
    size_t point_count, point_room;
    struct tdm_link *links;
    struct tdm_net_words *words;
    struct tdm_time_link *about;
    size_t count, link_room, word_room, about_room;
    struct tdm_time_wait *waits;
    size_t wait_count, wait_room;
    tdm_point phases, gates,
        clearances; /* first of two a phase (start, end), a gate (ready, met), a clearance (asked, signed) */
};

enum { POINT_ENROLMENT, POINT_PROCEDURE, POINT_DISCHARGE, POINT_FIRST };

static tdm_point start_of(const struct maker *m, tdm_ref phase) {
    return (tdm_point)(m->phases + 2 * phase);
}
static tdm_point end_of(const struct maker *m, tdm_ref phase) {
    return (tdm_point)(m->phases + 2 * phase + 1);
}
static tdm_point ready_of(const struct maker *m, tdm_ref gate) {
    return (tdm_point)(m->gates + 2 * gate);
}
static tdm_point met_of(const struct maker *m, tdm_ref gate) {
    return (tdm_point)(m->gates + 2 * gate + 1);
}
static tdm_point asked_of(const struct maker *m, tdm_ref clearance) {
    return (tdm_point)(m->clearances + 2 * clearance);
}
static tdm_point signed_of(const struct maker *m, tdm_ref clearance) {
    return (tdm_point)(m->clearances + 2 * clearance + 1);
}
static tdm_point opened_by(const struct maker *m, tdm_ref gate) {
    const struct tdm_gate *g = &m->protocol->gates[gate];
    return g->opens_discharge ? POINT_DISCHARGE : start_of(m, g->phase);
}

/* ---- points */

static void place_points(struct maker *m) {
    m->phases = POINT_FIRST;
    m->gates = (tdm_point)(m->phases + 2 * m->protocol->phase_count);
    m->clearances = (tdm_point)(m->gates + 2 * m->protocol->gate_count);
}

static void name_point(struct maker *m, const char *before, tdm_str name, const char *after) {
    struct tdm_buf out;
    tdm_buf_init(&out, m->mem, 1000);
    tdm_buf_text(&out, before);
    tdm_buf_add(&out, name);
    tdm_buf_text(&out, after);
    TDM_GROW(m->mem, m->points, m->point_count, m->point_room);
    m->points[m->point_count++] = tdm_buf_str(&out);
}

static void name_points(struct maker *m) {
    const struct tdm_protocol *protocol = m->protocol;
    tdm_str none = {0};
    name_point(m, "enrolment", none, "");
    name_point(m, "procedure", none, "");
    name_point(m, "discharge", none, "");
    place_points(m);
    for (uint32_t p = 0; p < protocol->phase_count; p++) {
        name_point(m, "start of ", protocol->phases[p].name, "");
        name_point(m, "end of ", protocol->phases[p].name, "");
    }
    for (uint32_t g = 0; g < protocol->gate_count; g++) {
        name_point(m, "first day of gate ", protocol->gates[g].name, "");
        name_point(m, "criteria of gate ", protocol->gates[g].name, " met");
    }
    for (uint32_t c = 0; c < protocol->clearance_count; c++) {
        name_point(m, "clearance ", protocol->clearances[c].name, " asked for");
        name_point(m, "clearance ", protocol->clearances[c].name, " signed");
    }
}

/* ---- numbers */

static int32_t edited(const struct maker *m, tdm_clause_id clause, enum tdm_time_number number) {
    int32_t days = 0;
    for (uint32_t i = 0; i < m->edit_count; i++)
        if (m->edits[i].clause == clause && m->edits[i].number == number) days += m->edits[i].days;
    return days;
}

/* The offset of a day as a range of days. */
static void offset_of(const struct maker *m, const struct tdm_day_expr *day, tdm_clause_id clause,
                      enum tdm_time_number number, int32_t *least, int32_t *most) {
    int32_t low = 0, high = 0, more = edited(m, clause, number);
    if (day->sign != 0) tdm_span_day_range(day->offset, &low, &high);
    *least = (day->sign < 0 ? -high : low) + more;
    *most = (day->sign < 0 ? -low : high) + more;
}

static bool anchor_of(const struct maker *m, const struct tdm_day_expr *day, tdm_point *out) {
    switch (day->anchor) {
    case TDM_ANCHOR_DATE:
        return false;
    case TDM_ANCHOR_EVENT:
        *out = (tdm_point)(POINT_ENROLMENT + (int)day->event);
        return true;
    case TDM_ANCHOR_PHASE_START:
        *out = start_of(m, day->ref);
        return true;
    case TDM_ANCHOR_PHASE_END:
        *out = end_of(m, day->ref);
        return true;
    case TDM_ANCHOR_GATE:
        *out = opened_by(m, day->ref);
        return true;
    }
    TDM_UNREACHABLE();
}

tdm_point tdm_times_point(const struct tdm_protocol *protocol, enum tdm_time_place place, tdm_ref ref) {
    struct maker m = {.protocol = protocol};
    place_points(&m);
    switch (place) {
    case TDM_PLACE_START:
        return start_of(&m, ref);
    case TDM_PLACE_END:
        return end_of(&m, ref);
    case TDM_PLACE_READY:
        return ready_of(&m, ref);
    case TDM_PLACE_MET:
        return met_of(&m, ref);
    case TDM_PLACE_ASKED:
        return asked_of(&m, ref);
    case TDM_PLACE_SIGNED:
        return signed_of(&m, ref);
    }
    TDM_UNREACHABLE();
}

bool tdm_times_day(const struct tdm_protocol *protocol, const struct tdm_day_expr *day, tdm_point *point,
                   int32_t *least, int32_t *most) {
    struct maker m = {.protocol = protocol};
    place_points(&m);
    if (!anchor_of(&m, day, point)) return false;
    offset_of(&m, day, TDM_CLAUSE_NONE, TDM_NUMBER_NONE, least, most);
    return true;
}

/* ---- links */

/* Centuries are as good as one another, and every way through the network stays in range. */
static int32_t clamped(int32_t days) {
    if (days >= TDM_DAYS_INFINITE || days <= -TDM_DAYS_INFINITE) return days;
    return days > TDM_DAYS_MAX ? TDM_DAYS_MAX : days < -TDM_DAYS_MAX ? -TDM_DAYS_MAX : days;
}

static void append(struct maker *m, struct tdm_link link, struct tdm_time_link about) {
    TDM_GROW(m->mem, m->links, m->count, m->link_room);
    TDM_GROW(m->mem, m->words, m->count, m->word_room);
    TDM_GROW(m->mem, m->about, m->count, m->about_room);
    link.label = (uint32_t)m->count;
    m->links[m->count] = link;
    m->about[m->count] = about;
    const struct tdm_clause *clause = &m->protocol->clauses[about.clause];
    m->words[m->count++] = (struct tdm_net_words){tdm_str_trim(clause->text), clause->place};
}

/* 30 days to 1 month: by their worst the bounds stand the wrong way round. No link can say that, two can, and clash. */
static void put(struct maker *m, struct tdm_link link, struct tdm_time_link about) {
    link.least = clamped(link.least);
    link.most = clamped(link.most);
    if (link.give_least > link.most - link.least) link.give_least = link.most - link.least;
    if (link.least <= link.most) {
        append(m, link, about);
        return;
    }
    append(m, (struct tdm_link){.from = link.from, .to = link.to, .least = link.least, .most = TDM_DAYS_INFINITE},
           (struct tdm_time_link){about.role, about.clause, about.least, TDM_NUMBER_NONE});
    append(m, (struct tdm_link){.from = link.from, .to = link.to, .least = -TDM_DAYS_INFINITE, .most = link.most},
           (struct tdm_time_link){about.role, about.clause, TDM_NUMBER_NONE, about.most});
}

static void put_order(struct maker *m, tdm_point earlier, tdm_point later, enum tdm_time_role role,
                      tdm_clause_id clause) {
    put(m, (struct tdm_link){.from = earlier, .to = later, .most = TDM_DAYS_INFINITE},
        (struct tdm_time_link){.role = role, .clause = clause});
}

static void put_same(struct maker *m, tdm_point a, tdm_point b, enum tdm_time_role role, tdm_clause_id clause) {
    put(m, (struct tdm_link){.from = a, .to = b}, (struct tdm_time_link){.role = role, .clause = clause});
}

static void put_not_before(struct maker *m, tdm_point point, const struct tdm_day_expr *day, tdm_clause_id clause) {
    tdm_point anchor;
    int32_t least, most;
    if (!anchor_of(m, day, &anchor)) return;
    offset_of(m, day, clause, TDM_NUMBER_NOT_BEFORE, &least, &most);
    put(m, (struct tdm_link){.from = anchor, .to = point, .least = most, .most = TDM_DAYS_INFINITE},
        (struct tdm_time_link){TDM_TIME_NOT_BEFORE, clause, TDM_NUMBER_NOT_BEFORE, TDM_NUMBER_NONE});
}

static bool natures(const struct maker *m, tdm_point point) {
    for (size_t i = 0; i < m->count; i++)
        if (m->links[i].contingent && m->links[i].to == point) return true;
    return false;
}

static void put_on(struct maker *m, tdm_point point, const struct tdm_day_expr *day, tdm_clause_id clause,
                   enum tdm_time_number number) {
    struct tdm_link link = {.to = point};
    if (!anchor_of(m, day, &link.from)) return;
    offset_of(m, day, clause, number, &link.least, &link.most);
    link.contingent = link.least < link.most && link.least >= 0 && !natures(m, point);
    enum tdm_time_role role = link.contingent              ? TDM_TIME_CALENDAR
                              : number == TDM_NUMBER_UNTIL ? TDM_TIME_ENDS
                                                           : TDM_TIME_BEGINS;
    put(m, link, (struct tdm_time_link){role, clause, number, number});
}

/* ---- phases */

/* Both days count from the same point: then the first lawful day of the signature bounds the end of the phase from
 * below. */
static bool comparable(const struct tdm_day_expr *a, const struct tdm_day_expr *b) {
    return a->anchor == b->anchor && (a->anchor == TDM_ANCHOR_EVENT ? a->event == b->event : a->ref == b->ref) &&
           a->anchor != TDM_ANCHOR_DATE;
}

/* Nobody can end the phase before its signature is lawful: nature's least is the later of both. What the signer may
 * move to a later day narrows it from below (M50). */
static void bound_by_signature(const struct maker *m, const struct tdm_phase *phase, struct tdm_link *link,
                               struct tdm_time_link *about) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[phase->ends_by];
    int32_t from_low, from_high, low, high;
    if (!clearance->has_not_before || !comparable(&phase->from, &clearance->not_before)) return;
    offset_of(m, &phase->from, phase->from_clause, TDM_NUMBER_FROM, &from_low, &from_high);
    offset_of(m, &clearance->not_before, clearance->not_before_clause, TDM_NUMBER_NOT_BEFORE, &low, &high);
    if (from_low != from_high) return;
    if (high - from_low > link->least) {
        link->least = high - from_low < link->most ? high - from_low : link->most;
        about->least = TDM_NUMBER_NONE;
    }
    if (!clearance->has_may_move || !comparable(&phase->from, &clearance->may_move_to)) return;
    offset_of(m, &clearance->may_move_to, TDM_CLAUSE_NONE, TDM_NUMBER_NONE, &low, &high);
    int32_t latest = low - from_low < link->most ? low - from_low : link->most;
    if (latest > link->least) link->give_least = latest - link->least;
}

static void put_length(struct maker *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    const struct tdm_length *length = &phase->length;
    struct tdm_link link = {start_of(m, p), end_of(m, p), -TDM_DAYS_INFINITE, TDM_DAYS_INFINITE, false, 0, 0, 0};
    struct tdm_time_link about = {TDM_TIME_LENGTH, phase->from_clause, TDM_NUMBER_NONE, TDM_NUMBER_NONE};
    int32_t low, high;
    bool single = tdm_length_is_exact(length);
    if (!length->has_least && !length->has_most) return;
    if (length->has_least) {
        tdm_span_day_range(length->least, &low, &high);
        about.least = single ? TDM_NUMBER_LENGTH : TDM_NUMBER_LEAST;
        link.least = (single ? low : high) + edited(m, about.clause, about.least);
    }
    if (length->has_most) {
        tdm_span_day_range(length->most, &low, &high);
        about.most = single ? TDM_NUMBER_LENGTH : TDM_NUMBER_MOST;
        link.most = (single ? high : low) + edited(m, about.clause, about.most);
    }
    link.contingent = link.least < link.most && (phase->uncertain || single) && link.least >= 0;
    if (phase->uncertain && link.least <= link.most) about.role = TDM_TIME_HEALS;
    if (single && link.contingent) about.role = TDM_TIME_CALENDAR;
    if (phase->uncertain && phase->ends_by != TDM_REF_NONE) bound_by_signature(m, phase, &link, &about);
    put(m, link, about);
}

/* The next phase of the track, by the order of the file, or TDM_REF_NONE. */
static tdm_ref next_of(const struct tdm_protocol *protocol, tdm_ref p) {
    for (uint32_t q = p + 1u; q < protocol->phase_count; q++)
        if (protocol->phases[q].track == protocol->phases[p].track) return (tdm_ref)q;
    return TDM_REF_NONE;
}

/* Another phase of the track begins with its end. */
static bool is_followed(const struct tdm_protocol *protocol, tdm_ref p) {
    for (uint32_t q = 0; q < protocol->phase_count; q++) {
        const struct tdm_phase *phase = &protocol->phases[q];
        if (phase->track == protocol->phases[p].track && phase->from.anchor == TDM_ANCHOR_PHASE_END &&
            phase->from.ref == p)
            return true;
    }
    return false;
}

/* What ends the phase but what follows it: a day, a signature, nature, one exact length (M2). */
static bool ends_by_itself(const struct maker *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    return phase->has_until || phase->ends_by != TDM_REF_NONE || phase->uncertain ||
           tdm_length_is_exact(&phase->length) || is_followed(m->protocol, p);
}

/* A phase of a range is left by the next one inside it (M119), be it by its gate or by its day, and the last one of its
 * track by discharge; one that has its own end leaves a gap in which its limits hold (M2). Nothing has to follow the
 * maintenance plan (M100). */
static void put_end(struct maker *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    tdm_ref next = next_of(m->protocol, p);
    if (phase->has_until) put_on(m, end_of(m, p), &phase->until, phase->from_clause, TDM_NUMBER_UNTIL);
    if (phase->ends_by != TDM_REF_NONE)
        put_same(m, signed_of(m, phase->ends_by), end_of(m, p), TDM_TIME_SIGNED, phase->ends_by_clause);
    bool left = phase->length.has_most && !ends_by_itself(m, p);
    if (next == TDM_REF_NONE) {
        if (left && !tdm_day_from_discharge(&phase->from))
            put_same(m, end_of(m, p), POINT_DISCHARGE, TDM_TIME_ENDS, phase->from_clause);
        return;
    }
    tdm_clause_id begins = m->protocol->phases[next].from_clause;
    if (left)
        put_same(m, end_of(m, p), start_of(m, next), TDM_TIME_ENDS, begins);
    else if (m->protocol->phases[next].from.anchor == TDM_ANCHOR_GATE)
        put_order(m, end_of(m, p), start_of(m, next), TDM_TIME_ORDER, begins);
}

static void put_phase(struct maker *m, tdm_ref p) {
    const struct tdm_phase *phase = &m->protocol->phases[p];
    if (phase->from.anchor != TDM_ANCHOR_GATE)
        put_on(m, start_of(m, p), &phase->from, phase->from_clause, TDM_NUMBER_FROM);
    put_length(m, p);
    if (!phase->length.has_least) put_order(m, start_of(m, p), end_of(m, p), TDM_TIME_ORDER, phase->from_clause);
    put_end(m, p);
}

/* ---- gates and signatures */

static bool ends_uncertain_phase(const struct maker *m, tdm_ref clearance) {
    for (uint32_t p = 0; p < m->protocol->phase_count; p++)
        if (m->protocol->phases[p].ends_by == clearance && m->protocol->phases[p].uncertain) return true;
    return false;
}

static void put_wait(struct maker *m, enum tdm_wait_kind kind, tdm_ref ref, tdm_point from, tdm_point to) {
    tdm_clause_id clause =
        kind == TDM_WAIT_CRITERIA ? m->protocol->gates[ref].clause : m->protocol->clearances[ref].clause;
    TDM_GROW(m->mem, m->waits, m->wait_count, m->wait_room);
    m->waits[m->wait_count++] = (struct tdm_time_wait){kind, ref, (uint32_t)m->count, 0};
    put_order(m, from, to, TDM_TIME_WAIT, clause);
}

static void put_clearance(struct maker *m, tdm_ref c) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[c];
    bool natures_day = ends_uncertain_phase(m, c);
    if (clearance->has_not_before)
        put_not_before(m, natures_day ? signed_of(m, c) : asked_of(m, c), &clearance->not_before,
                       clearance->not_before_clause);
    if (natures_day)
        put_same(m, signed_of(m, c), asked_of(m, c), TDM_TIME_ORDER, clearance->clause);
    else
        put_wait(m, TDM_WAIT_SIGNATURE, c, asked_of(m, c), signed_of(m, c));
}

/* What begins by a signature begins inside its validity (M46). */
static void put_signature(struct maker *m, tdm_ref gate, const struct tdm_criterion *node) {
    const struct tdm_clearance *clearance = &m->protocol->clearances[node->ref];
    tdm_point opened = opened_by(m, gate), signature = signed_of(m, node->ref);
    int32_t low, high;
    put_order(m, signature, opened, TDM_TIME_NEEDS, node->clause);
    if (clearance->valid.count == 0) return;
    tdm_span_day_range(clearance->valid, &low, &high);
    low += edited(m, clearance->valid_clause, TDM_NUMBER_VALID);
    put(m, (struct tdm_link){.from = signature, .to = opened, .least = -TDM_DAYS_INFINITE, .most = low},
        (struct tdm_time_link){TDM_TIME_VALID, clearance->valid_clause, TDM_NUMBER_NONE, TDM_NUMBER_VALID});
}

/* A gate without a day is asked from the day on which the phase before what it opens has begun. */
static tdm_point asked_from(const struct maker *m, tdm_ref gate) {
    const struct tdm_gate *g = &m->protocol->gates[gate];
    tdm_ref before = TDM_REF_NONE;
    for (uint32_t p = 0; p < m->protocol->phase_count; p++) {
        const struct tdm_phase *phase = &m->protocol->phases[p];
        bool same = g->opens_discharge ? phase->track == TDM_TRACK_FUNCTION
                                       : phase->track == m->protocol->phases[g->phase].track && p < g->phase;
        if (same) before = (tdm_ref)p;
    }
    return before == TDM_REF_NONE ? POINT_ENROLMENT : start_of(m, before);
}

static void put_gate(struct maker *m, tdm_ref g) {
    const struct tdm_gate *gate = &m->protocol->gates[g];
    const struct tdm_criterion *nodes = gate->condition.nodes;
    uint32_t criteria = gate->condition.count > 0 ? 1 : 0, days = 0;
    if (criteria > 0 && nodes[0].kind == TDM_CRITERION_ALL) {
        criteria = 0;
        for (uint32_t i = nodes[0].first_child; i < (uint32_t)nodes[0].first_child + nodes[0].child_count; i++) {
            if (nodes[i].kind == TDM_CRITERION_TIME)
                put_not_before(m, ready_of(m, g), &nodes[i].day, nodes[i].clause);
            else if (nodes[i].kind == TDM_CRITERION_CLEARANCE)
                put_signature(m, g, &nodes[i]);
            else
                criteria++;
            days += nodes[i].kind == TDM_CRITERION_TIME;
        }
    }
    if (days == 0) put_order(m, asked_from(m, g), ready_of(m, g), TDM_TIME_ORDER, gate->clause);
    if (criteria > 0)
        put_wait(m, TDM_WAIT_CRITERIA, g, ready_of(m, g), met_of(m, g));
    else
        put_same(m, ready_of(m, g), met_of(m, g), TDM_TIME_ORDER, gate->clause);
    put_order(m, met_of(m, g), opened_by(m, g), TDM_TIME_NEEDS,
              gate->opens_discharge ? gate->clause : m->protocol->phases[gate->phase].from_clause);
}

bool tdm_times_fit(const struct tdm_protocol *protocol) {
    size_t blocks = (size_t)protocol->phase_count + protocol->gate_count + protocol->clearance_count;
    return POINT_FIRST + 2 * blocks <= TDM_POINTS_MAX;
}

const struct tdm_times *tdm_times_of(struct tdm_arena *mem, const struct tdm_protocol *protocol,
                                     const struct tdm_time_edit *edits, uint32_t edit_count) {
    struct maker m = {.mem = mem, .protocol = protocol, .edits = edits, .edit_count = edit_count};
    TDM_ASSERT(tdm_times_fit(protocol));
    name_points(&m);
    for (uint32_t p = 0; p < protocol->phase_count; p++) put_phase(&m, (tdm_ref)p);
    for (uint32_t c = 0; c < protocol->clearance_count; c++) put_clearance(&m, (tdm_ref)c);
    for (uint32_t g = 0; g < protocol->gate_count; g++) put_gate(&m, (tdm_ref)g);
    struct tdm_times *times = TDM_NEW(mem, struct tdm_times);
    times->protocol = protocol;
    times->net.name = protocol->name;
    times->net.points = m.points;
    times->net.words = m.words;
    times->net.network = (struct tdm_network){(uint16_t)m.point_count, m.links, (uint32_t)m.count};
    times->about = m.about;
    times->waits = m.waits;
    times->wait_count = (uint32_t)m.wait_count;
    times->anchor = protocol->procedure != TDM_REF_NONE ? POINT_PROCEDURE : POINT_ENROLMENT;
    uint32_t faulty;
    for (size_t i = 0; i < m.count; i++) { /* a circle of months, an end that is both healing's and the calendar's */
        if (m.about[i].role != TDM_TIME_CALENDAR) continue;
        if (tdm_network_fault(&times->net.network, &faulty) == TDM_FAULT_NONE) break;
        m.links[i].contingent = false;
    }
    return times;
}

/* ---- how long the waits may take */

static bool holds_with(struct tdm_arena *mem, const struct tdm_times *times, const struct tdm_time_wait *only,
                       int32_t days) {
    struct tdm_arena_mark mark = tdm_arena_mark(mem);
    struct tdm_link *links = TDM_NEW_ARRAY(mem, struct tdm_link, (size_t)times->net.network.link_count + 1);
    for (uint32_t i = 0; i < times->net.network.link_count; i++) links[i] = times->net.network.links[i];
    for (uint32_t w = 0; w < times->wait_count; w++) {
        struct tdm_link *link = &links[times->waits[w].link];
        link->contingent = days > 0 && (only == NULL || only == &times->waits[w]);
        link->most = link->contingent ? days : 0;
    }
    struct tdm_network network = {times->net.network.point_count, links, times->net.network.link_count};
    bool holds = tdm_network_controllable(mem, &network);
    tdm_arena_rewind(mem, mark);
    return holds;
}

#define WAIT_MAX 4000 /* days, more than ten years: however long */

static int32_t longest_wait(struct tdm_arena *mem, const struct tdm_times *times, const struct tdm_time_wait *only) {
    int32_t good = 0, bad = WAIT_MAX;
    if (holds_with(mem, times, only, WAIT_MAX)) return TDM_DAYS_INFINITE;
    while (bad - good > 1) {
        int32_t middle = (good + bad) / 2;
        if (holds_with(mem, times, only, middle))
            good = middle;
        else
            bad = middle;
    }
    return good;
}

int32_t tdm_times_together(struct tdm_arena *mem, const struct tdm_times *times) {
    return longest_wait(mem, times, NULL);
}

void tdm_times_measure_waits(struct tdm_arena *mem, struct tdm_times *times) {
    for (uint32_t w = 0; w < times->wait_count; w++) times->waits[w].alone = longest_wait(mem, times, &times->waits[w]);
    times->together = tdm_times_together(mem, times);
}
