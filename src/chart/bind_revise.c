/* bind_revise.c - corrections and withdrawals as a chain of revisions of each reading (M31, M32), and the readings in
 * the order in which the engine asks for them. A correction changes what its entry says from its recording on; taking
 * back a correction uncovers the value before it, taking back the entry leaves no value. */
#include "chart/chart_int.h"

static bool same_value(tdm_value a, tdm_value b) {
    if (a.kind != b.kind) return false;
    if (a.kind == TDM_VALUE_STEP) return a.step == b.step;
    return a.kind == TDM_VALUE_NONE || tdm_decimal_compare(a.quantity.number, b.quantity.number) == 0;
}

static tdm_str value_text(struct tdm_binder *b, const struct tdm_reading *of, tdm_value value) {
    struct tdm_buf text;
    tdm_buf_init(&text, b->mem, 256);
    if (value.kind == TDM_VALUE_NONE) tdm_buf_text(&text, "not-done");
    if (value.kind == TDM_VALUE_NUMBER) tdm_quantity_print(&text, value.quantity);
    if (value.kind == TDM_VALUE_STEP) tdm_buf_add(&text, tdm_measure_scale(b->catalog, of->measure)->steps[value.step]);
    return tdm_buf_str(&text);
}

/* ---- which reading a line of a correction is about */

static bool says(const struct tdm_binder *b, const struct tdm_slot_reading *slot, tdm_value value) {
    if (same_value(slot->reading.value, value)) return true;
    for (size_t i = 0; i < slot->correction_count; i++)
        if (same_value(b->slots[slot->corrections[i]].reading.value, value)) return true;
    return false;
}

static bool concerns(const struct tdm_binder *b, const struct tdm_slot_reading *correction,
                     const struct tdm_slot_reading *slot) {
    const struct tdm_entry *entry = &b->chart->entries[correction->reading.entry];
    bool dated = !tdm_date_equal(correction->written->date, entry->date);
    return slot->bound && slot->reading.measure == correction->reading.measure &&
           slot->reading.side == correction->reading.side &&
           (!dated || tdm_date_equal(slot->reading.date, correction->reading.date));
}

/* The slot of the corrected entry; of several alike, the one that says what `was` states. UINT32_MAX when told. */
static uint32_t slot_corrected(struct tdm_binder *b, uint32_t correction_index, uint32_t base) {
    const struct tdm_slot_reading *correction = &b->slots[correction_index];
    uint32_t fits = 0, says_was = 0, found = UINT32_MAX, found_was = UINT32_MAX;
    for (uint32_t i = b->first_slot[base]; i < b->first_slot[base + 1]; i++) {
        if (!concerns(b, correction, &b->slots[i])) continue;
        fits++;
        found = i;
        if (!says(b, &b->slots[i], correction->was)) continue;
        says_was++;
        found_was = i;
    }
    if (fits == 1) return found;
    if (says_was == 1) return found_was;
    tdm_str name = correction->written->measure;
    tdm_str of = b->chart->entries[correction->reading.entry].target;
    struct tdm_problem *p = tdm_bind_refuse(b, fits == 0 ? TDM_WHY_NOT_FOUND : TDM_WHY_CONFLICT,
                                            fits == 0 ? "B031" : "B032", correction->written->place);
    if (fits == 0) {
        tdm_problem_what(p, "\"%.*s\" holds no such value of \"%.*s\" to correct", TDM_FMT(of), TDM_FMT(name));
        tdm_problem_fix(p, "name the entry that holds it, with the same measure, side and day");
    } else {
        tdm_problem_what(p, "\"%.*s\" holds %u values of \"%.*s\", and it cannot be told which is meant", TDM_FMT(of),
                         fits, TDM_FMT(name));
        tdm_problem_fix(p, "withdraw \"%.*s\" and record it anew, each value with its day or in an entry of its own",
                        TDM_FMT(of));
    }
    return UINT32_MAX;
}

static int compare_recorded(const void *context, uint32_t i, uint32_t j) {
    const struct tdm_binder *b = context;
    int64_t left = b->facts[i].recorded.ms, right = b->facts[j].recorded.ms;
    return (left > right) - (left < right); /* stable: canonical order among equals */
}

static void attach(struct tdm_binder *b, uint32_t correction, uint32_t base) {
    for (uint32_t at = b->first_slot[correction]; at < b->first_slot[correction + 1]; at++) {
        uint32_t found = b->slots[at].bound ? slot_corrected(b, at, base) : UINT32_MAX;
        if (found == UINT32_MAX) continue;
        struct tdm_slot_reading *slot = &b->slots[found];
        TDM_GROW(b->mem, slot->corrections, slot->correction_count, slot->correction_room);
        slot->corrections[slot->correction_count++] = at;
    }
}

static bool taken_back_before(const struct tdm_fact *fact, tdm_instant recorded) {
    return !tdm_instant_is_none(fact->withdrawn) && fact->withdrawn.ms <= recorded.ms;
}

/* To the entry named, and to those it is a copy of as long as they count (M114). */
static void attach_to_copies(struct tdm_binder *b, uint32_t correction) {
    tdm_instant recorded = b->facts[correction].recorded;
    uint32_t base = b->facts[correction].target;
    TDM_ASSERT(base != UINT32_MAX); /* what it names was found when the chart was read */
    uint32_t before = b->same_as[base];
    bool is_hidden = before != UINT32_MAX && b->withdrawn_by[base] == before;
    if (!is_hidden) attach(b, correction, base);
    for (; before != UINT32_MAX; before = b->same_as[before])
        if (!taken_back_before(&b->facts[before], recorded)) attach(b, correction, before);
}

static void corrections_attach(struct tdm_binder *b) {
    uint32_t count = 0, *order = TDM_NEW_ARRAY(b->mem, uint32_t, b->chart->entry_count + 1u);
    for (uint32_t i = 0; i < b->chart->entry_count; i++)
        if (b->facts[i].kind == TDM_ENTRY_CORRECT) order[count++] = i;
    tdm_sort_indices(b->mem, order, count, &(struct tdm_sort){compare_recorded, b});
    for (uint32_t i = 0; i < count; i++) {
        /* The same correction under a second id says nothing more. */
        if (!taken_back_before(&b->facts[order[i]], b->facts[order[i]].recorded)) attach_to_copies(b, order[i]);
    }
}

/* ---- the chain of one reading */

struct chain {
    struct tdm_binder *b;
    struct tdm_slot_reading *slot;
    uint32_t first, last; /* 1 + index into the revisions, 0: none */
    bool *off;            /* per correction of the slot: taken back by now */
    size_t applied;       /* corrections so far */
};

static struct tdm_revision *revision_add(struct chain *c, tdm_instant recorded) {
    struct tdm_revision *revisions = (struct tdm_revision *)(uintptr_t)c->b->bound->revisions;
    struct tdm_revision *added = &revisions[c->b->bound->revision_count++];
    *added = (struct tdm_revision){.recorded = recorded};
    if (c->last == 0)
        c->first = c->b->bound->revision_count;
    else
        revisions[c->last - 1].next = c->b->bound->revision_count;
    c->last = c->b->bound->revision_count;
    return added;
}

/* What holds now: the last correction not taken back, or the entry itself. */
static const struct tdm_reading *in_force(const struct chain *c) {
    for (size_t i = c->applied; i-- > 0;)
        if (!c->off[i]) return &c->b->slots[c->slot->corrections[i]].reading;
    return &c->slot->reading;
}

static void say_in_force(struct chain *c, tdm_instant recorded) {
    const struct tdm_reading *now = in_force(c);
    struct tdm_revision *revision = revision_add(c, recorded);
    revision->entry = now->entry;
    revision->value = now->value;
    revision->withdrawn = now->value.kind == TDM_VALUE_NONE;
}

/* Corrections taken back up to `until`, each uncovering what it covered. */
static void undo_until(struct chain *c, int64_t until_ms) {
    for (;;) {
        size_t next = SIZE_MAX;
        int64_t next_ms = until_ms;
        for (size_t i = 0; i < c->applied; i++) {
            const struct tdm_fact *fact = &c->b->facts[c->b->slots[c->slot->corrections[i]].reading.entry];
            if (c->off[i] || tdm_instant_is_none(fact->withdrawn) || fact->withdrawn.ms >= next_ms) continue;
            next = i;
            next_ms = fact->withdrawn.ms;
        }
        if (next == SIZE_MAX) return;
        c->off[next] = true;
        say_in_force(c, (tdm_instant){next_ms});
    }
}

/* Of the corrections recorded at the same instant, the one first whose `was` states what holds now. */
static void settle_order(struct chain *c) {
    const struct tdm_binder *b = c->b;
    uint32_t *corrections = c->slot->corrections;
    int64_t recorded = b->slots[corrections[c->applied]].reading.recorded.ms;
    for (size_t i = c->applied; i < c->slot->correction_count; i++) {
        const struct tdm_slot_reading *correction = &b->slots[corrections[i]];
        if (correction->reading.recorded.ms != recorded) return;
        if (!same_value(correction->was, in_force(c)->value)) continue;
        uint32_t chosen = corrections[i];
        for (; i > c->applied; i--) corrections[i] = corrections[i - 1];
        corrections[c->applied] = chosen;
        return;
    }
}

static bool next_fits(const struct chain *c) {
    const struct tdm_slot_reading *next = &c->b->slots[c->slot->corrections[c->applied]];
    return same_value(in_force(c)->value, next->was);
}

static bool correction_apply(struct chain *c, tdm_instant withdrawn) {
    struct tdm_binder *b = c->b;
    settle_order(c);
    if (!next_fits(c)) { /* one taken back and made anew at the same instant: on one day, without times */
        undo_until(c, b->slots[c->slot->corrections[c->applied]].reading.recorded.ms + 1);
        settle_order(c);
    }
    const struct tdm_slot_reading *correction = &b->slots[c->slot->corrections[c->applied]];
    const struct tdm_entry *entry = &b->chart->entries[correction->reading.entry];
    tdm_str name = correction->written->measure;
    if (!tdm_instant_is_none(withdrawn) && withdrawn.ms < correction->reading.recorded.ms) {
        struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_CONFLICT, "B034", correction->written->place);
        tdm_problem_what(p, "\"%.*s\" was withdrawn before this correction of it", TDM_FMT(entry->target));
        tdm_problem_fix(p, "record the right value as an entry of its own");
        return false;
    }
    const struct tdm_reading *now = in_force(c);
    if (!same_value(now->value, correction->was)) {
        struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_CONFLICT, "B030", correction->written->place);
        tdm_problem_what(p, "\"%.*s\" was not %.*s but %.*s when this correction was made", TDM_FMT(name),
                         TDM_FMT(value_text(b, now, correction->was)), TDM_FMT(value_text(b, now, now->value)));
        tdm_problem_fix(p, "look whether this is the entry that is meant; if it is, write `was %.*s`",
                        TDM_FMT(value_text(b, now, now->value)));
        return false;
    }
    c->applied++;
    say_in_force(c, correction->reading.recorded);
    return true;
}

/* Revisions in the order of their recording; false when the slot shows nothing at any time. */
static bool slot_revise(struct tdm_binder *b, struct tdm_slot_reading *slot) {
    tdm_instant gone = b->facts[slot->reading.entry].withdrawn;
    struct chain c = {.b = b, .slot = slot};
    c.off = TDM_NEW_ARRAY(b->mem, bool, slot->correction_count + 1);
    int64_t end = tdm_instant_is_none(gone) ? INT64_MAX : gone.ms;
    while (c.applied < slot->correction_count) {
        undo_until(&c, b->slots[slot->corrections[c.applied]].reading.recorded.ms);
        if (!correction_apply(&c, gone)) return false;
    }
    undo_until(&c, end);
    if (!tdm_instant_is_none(gone)) {
        struct tdm_revision *revision = revision_add(&c, gone);
        revision->withdrawn = true;
        revision->entry = b->withdrawn_by[slot->reading.entry];
    }
    slot->reading.correction = c.first;
    return slot->reading.value.kind != TDM_VALUE_NONE || slot->correction_count > 0;
}

bool tdm_reading_revised(const struct tdm_bound_chart *chart, const struct tdm_reading *reading, int64_t by_ms,
                         tdm_value *out, uint32_t *said_by) {
    tdm_value value = reading->value;
    uint32_t entry = reading->entry;
    bool gone = value.kind == TDM_VALUE_NONE;
    for (uint32_t at = reading->correction; at != 0; at = chart->revisions[at - 1].next) {
        const struct tdm_revision *revision = &chart->revisions[at - 1];
        if (revision->recorded.ms > by_ms) break;
        value = revision->value;
        entry = revision->entry;
        gone = revision->withdrawn;
    }
    if (gone) return false;
    *out = value;
    *said_by = entry;
    return true;
}

/* ---- readings by measure, side, date, time, recorded */

static int compare_i64(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

int tdm_reading_order(const struct tdm_reading *a, const struct tdm_reading *b) {
    int sign = compare_i64(a->measure, b->measure);
    if (sign == 0) sign = compare_i64(a->side, b->side);
    if (sign == 0) sign = compare_i64(a->date.day, b->date.day);
    if (sign == 0)
        sign = compare_i64(a->time.minute < 0 ? INT32_MAX : a->time.minute,
                           b->time.minute < 0 ? INT32_MAX : b->time.minute);
    return sign == 0 ? compare_i64(a->recorded.ms, b->recorded.ms) : sign; /* stable: entries, then lines */
}

static int compare_slots(const void *context, uint32_t i, uint32_t j) {
    const struct tdm_slot_reading *slots = context;
    return tdm_reading_order(&slots[i].reading, &slots[j].reading);
}

static uint32_t revisions_most(const struct tdm_binder *b) { /* after the corrections found their slots */
    uint32_t most = 0;
    for (uint32_t i = 0; i < b->first_slot[b->chart->entry_count]; i++)
        most += 1 + 2 * (uint32_t)b->slots[i].correction_count;
    return most;
}

void tdm_bind_readings(struct tdm_binder *b) {
    uint32_t slot_count = b->first_slot[b->chart->entry_count], count = 0;
    corrections_attach(b);
    b->bound->revisions = TDM_NEW_ARRAY(b->mem, struct tdm_revision, revisions_most(b));
    uint32_t *order = TDM_NEW_ARRAY(b->mem, uint32_t, slot_count + 1u);
    for (uint32_t i = 0; i < slot_count; i++) {
        struct tdm_slot_reading *slot = &b->slots[i];
        bool correction = b->facts[slot->reading.entry].kind == TDM_ENTRY_CORRECT;
        if (!correction && slot->bound && slot_revise(b, slot)) order[count++] = i;
    }
    tdm_sort_indices(b->mem, order, count, &(struct tdm_sort){compare_slots, b->slots});
    struct tdm_reading *readings = TDM_NEW_ARRAY(b->mem, struct tdm_reading, count);
    uint32_t measures = b->catalog->count[TDM_KIND_MEASURE];
    uint32_t *start = TDM_NEW_ARRAY(b->mem, uint32_t, measures + 1u);
    for (uint32_t i = 0; i < count; i++) {
        readings[i] = b->slots[order[i]].reading;
        start[readings[i].measure + 1u]++;
    }
    for (uint32_t measure = 0; measure < measures; measure++) start[measure + 1u] += start[measure];
    b->bound->readings = readings;
    b->bound->reading_count = count;
    b->bound->reading_start = start;
}
