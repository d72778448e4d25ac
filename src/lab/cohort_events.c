/* cohort_events.c - what crosses a course: medicines, findings, flags, holds, statements, talk, the end; and the slips
 * of a record: corrections, withdrawals, the same act written down twice. */
#include "lab/cohort_int.h"

static int32_t some_day(struct story *s) {
    return between(s, -20, s->last_day < 1 ? 1 : s->last_day);
}

/* ---- medicines */

static bool is_in_class(const struct story *s, tdm_ref substance, tdm_ref class_ref) {
    return (tdm_catalog_substance(s->catalog, substance)->classes & TDM_BIT(class_ref)) != 0;
}

/* A substance that a restriction of the protocol touches, or any. */
static tdm_ref substance_for(struct story *s) {
    uint32_t count = s->catalog->count[TDM_KIND_SUBSTANCE];
    tdm_ref any = (tdm_ref)below(s, count);
    if (s->protocol->restriction_count == 0 || chance(s, 40)) return any;
    const struct tdm_restriction *r = &s->protocol->restrictions[below(s, s->protocol->restriction_count)];
    for (uint32_t t = 0; t < r->touch_count; t++) {
        if (r->touches[t].kind == TDM_TOUCH_SUBSTANCE) return r->touches[t].ref;
        if (r->touches[t].kind != TDM_TOUCH_CLASS) continue;
        for (uint32_t i = 0; i < count; i++)
            if (is_in_class(s, (tdm_ref)((any + i) % count), r->touches[t].ref)) return (tdm_ref)((any + i) % count);
    }
    return any;
}

static tdm_str said(struct story *s) {
    static const char *const unknown[] = {"a green powder", "the cream of my neighbour", "Herbal Joint Mix"};
    uint32_t way = below(s, 100), products = s->catalog->count[TDM_KIND_PRODUCT];
    if (way < 8) return WORDS(s, unknown);
    if (way < 30 && products > 0) return tdm_catalog_name(s->catalog, TDM_KIND_PRODUCT, (tdm_ref)below(s, products));
    tdm_ref substance = substance_for(s);
    const struct tdm_substance *found = tdm_catalog_substance(s->catalog, substance);
    if (way < 50 && found->synonym_count > 0) return found->synonyms[below(s, found->synonym_count)];
    return tdm_catalog_name(s->catalog, TDM_KIND_SUBSTANCE, substance);
}

/* Somebody is asked about it, and writes the answer, by the entry or in its words. */
static void answer_medicine(struct story *s, struct told *medicine, int32_t day) {
    static const char *const states[] = {"done", "done", "partial", "could-not", "declined", "not-needed"};
    struct told *told = tell(s, TDM_ENTRY_ANSWER, day + between(s, 0, 4), staff(s));
    told->entry.target = medicine->kept && chance(s, 50) ? name_of(s, medicine) : medicine->entry.subject;
    if (chance(s, 50)) return;
    told->entry.state = WORDS(s, states);
    if (!tdm_str_is(told->entry.state, "done")) told->entry.because = TDM_STR("Asked by telephone");
}

static void medicine(struct story *s, int32_t day) {
    static const char *const states[] = {"taken", "taken", "taken", "ordered", "stopped"};
    static const char *const reasons[] = {"headache", "the heart", "a cold", "the sore joint"};
    struct told *told = tell(s, TDM_ENTRY_MEDICINE, day, chance(s, 70) ? TDM_BIT(s->patient_role) : 0);
    struct tdm_entry *entry = &told->entry;
    entry->subject = said(s);
    entry->state = WORDS(s, states);
    if (chance(s, 50))
        entry->amount = (struct tdm_written_value){true, tdm_decimal_of_int(between(s, 1, 60) * 10), TDM_STR("mg")};
    if (chance(s, 60))
        entry->route =
            tdm_catalog_name(s->catalog, TDM_KIND_ROUTE, (tdm_ref)below(s, s->catalog->count[TDM_KIND_ROUTE]));
    entry->on_prescription = chance(s, 30);
    if (chance(s, 40)) entry->words = WORDS(s, reasons);
    if (chance(s, 20)) answer_medicine(s, told, day);
}

static void deny(struct story *s, int32_t day) {
    struct told *told = tell(s, TDM_ENTRY_DENY, day, chance(s, 80) ? TDM_BIT(s->patient_role) : 0);
    struct tdm_entry *entry = &told->entry;
    bool class_said = chance(s, 70);
    entry->subject =
        class_said ? tdm_catalog_name(s->catalog, TDM_KIND_CLASS, (tdm_ref)below(s, s->catalog->count[TDM_KIND_CLASS]))
                   : said(s);
    if (class_said) entry->state = TDM_STR("class");
    entry->other_date = date_of_day(s, day - between(s, 0, 90));
}

void tell_medicines(struct story *s) {
    if (!s->trait[TRAIT_MEDICINES]) return;
    uint32_t count = 1 + below(s, 8);
    for (uint32_t i = 0; i < count; i++) {
        bool near = s->procedure != NEVER && chance(s, 60);
        int32_t day = near ? s->procedure + between(s, -12, 40) : some_day(s);
        medicine(s, day);
        if (chance(s, 25)) deny(s, day + between(s, 0, 20));
    }
}

/* ---- findings, flags, holds */

static void finding_life(struct story *s) {
    static const char *const states[] = {"retraining", "resolved", "relapsed", "declined", "opened"};
    tdm_str name =
        tdm_catalog_name(s->catalog, TDM_KIND_FINDING, (tdm_ref)below(s, s->catalog->count[TDM_KIND_FINDING]));
    int32_t day = some_day(s);
    struct told *opened = tell(s, TDM_ENTRY_FINDING, day, staff(s));
    opened->entry.subject = name;
    opened->entry.state = TDM_STR("opened");
    bool by_entry = opened->kept && chance(s, 30);
    for (uint32_t i = below(s, 5); i > 0; i--) {
        day += between(s, 0, 25);
        struct told *next = tell(s, TDM_ENTRY_FINDING, day, staff(s));
        next->entry.subject = name;
        /* by the name of the entry that opened it, once that is written down */
        if (by_entry && next->entry.recorded.ms > opened->last_ms) next->entry.subject = name_of(s, opened);
        next->entry.state = WORDS(s, states);
        next->entry.has_grade = chance(s, 40);
        next->entry.grade = between(s, 0, 4);
        if (chance(s, 20)) next->entry.words = TDM_STR("seen on walking");
    }
}

/* Flags that the protocol escalates, or any of the catalogue; emergencies among them. */
static tdm_str flag_name(struct story *s) {
    if (s->protocol->flag_count > 0 && chance(s, 60)) {
        const struct tdm_flag *flag = &s->protocol->flags[below(s, s->protocol->flag_count)];
        if (flag->item != TDM_REF_NONE) return tdm_catalog_name(s->catalog, TDM_KIND_FLAG, flag->item);
    }
    return tdm_catalog_name(s->catalog, TDM_KIND_FLAG, (tdm_ref)below(s, s->catalog->count[TDM_KIND_FLAG]));
}

static void flag_life(struct story *s) {
    tdm_str name = flag_name(s);
    int32_t day = some_day(s);
    for (uint32_t i = 1 + below(s, 2); i > 0; i--) {
        struct told *raised = tell(s, TDM_ENTRY_FLAG, day, 0);
        raised->entry.subject = name;
        raised->entry.state = TDM_STR("raised");
        if (chance(s, 30)) raised->entry.words = TDM_STR("since this morning");
        if (chance(s, 25)) return; /* stays open */
        day += between(s, 0, 20);
        struct told *closed = tell(s, TDM_ENTRY_FLAG, day, chance(s, 85) ? staff(s) : 0);
        closed->entry.subject = name;
        closed->entry.state = TDM_STR("closed");
        day += between(s, 0, 20);
    }
}

static void hold_life(struct story *s) {
    static const char *const why[] = {"Fever of another cause", "On a journey", "The patient asks to wait"};
    int32_t day = some_day(s);
    if (s->protocol->phase_count == 0) return;
    tdm_ref phase = phase_on(s, chance(s, 80) ? TDM_TRACK_FUNCTION : TDM_TRACK_TISSUE, day);
    if (phase == TDM_REF_NONE) phase = (tdm_ref)below(s, s->protocol->phase_count);
    struct told *hold = tell(s, TDM_ENTRY_HOLD, day, 0);
    hold->entry.subject = s->protocol->phases[phase].name;
    hold->entry.because = WORDS(s, why);
    if (chance(s, 30)) return;
    day += between(s, 0, 25);
    struct told *resume = tell(s, TDM_ENTRY_RESUME, day, chance(s, 85) ? staff(s) : 0);
    resume->entry.subject = s->protocol->phases[phase].name;
}

void tell_events(struct story *s) {
    for (uint32_t i = s->trait[TRAIT_FINDINGS] ? 1 + below(s, 4) : 0; i > 0; i--) finding_life(s);
    for (uint32_t i = s->trait[TRAIT_FLAGGED] ? 1 + below(s, 4) : 0; i > 0; i--) flag_life(s);
    for (uint32_t i = s->trait[TRAIT_HELD] ? 1 + below(s, 3) : 0; i > 0; i--) hold_life(s);
}

/* ---- words */

static void statement(struct story *s) {
    static const char *const words[] = {"May walk outdoors", "Nothing heavy for now", "The image shows no change"};
    int32_t day = some_day(s);
    const struct tdm_scale *scale = tdm_catalog_load_scale(s->catalog);
    struct told *told = tell(s, TDM_ENTRY_STATEMENT, day, slips(s, 10) ? 0 : staff(s));
    told->entry.words = WORDS(s, words);
    if (chance(s, 60)) told->entry.load_class = scale->steps[below(s, scale->count)];
    if (chance(s, 50)) told->entry.other_date = date_of_day(s, day + between(s, 0, 40));
    if (!told->kept || !slips(s, 15)) return;
    struct told *back = tell_about(s, TDM_ENTRY_REVOKE, told, between(s, 0, 9));
    back->entry.because = TDM_STR("Seen again");
}

/* What hand-offs, answers and notes are about: a signature, a gate, a measure. */
static tdm_str matter(struct story *s) {
    uint32_t way = below(s, 3);
    if (way == 0 && s->protocol->clearance_count > 0)
        return s->protocol->clearances[below(s, s->protocol->clearance_count)].name;
    if (way == 1 && s->protocol->gate_count > 0) return s->protocol->gates[below(s, s->protocol->gate_count)].name;
    return s->protocol->measure_count > 0 ? s->protocol->measures[below(s, s->protocol->measure_count)].name
                                          : TDM_STR("visit");
}

static void pass_on(struct story *s, int32_t day) {
    struct told *handoff = tell(s, TDM_ENTRY_HANDOFF, day, staff(s));
    handoff->entry.target = matter(s);
    tdm_ref role = (tdm_ref)below(s, s->catalog->count[TDM_KIND_ROLE]);
    handoff->entry.to = chance(s, 50) ? person_of(s, staff(s)) : tdm_catalog_name(s->catalog, TDM_KIND_ROLE, role);
    if (chance(s, 40)) handoff->entry.words = TDM_STR("Please look at it");
    enum tdm_entry_kind reply = chance(s, 50) ? TDM_ENTRY_ACKNOWLEDGE : TDM_ENTRY_ANSWER;
    day += between(s, 0, 9);
    struct told *noted = tell(s, reply, day, staff(s));
    noted->entry.target = handoff->kept && chance(s, 50) ? name_of(s, handoff) : handoff->entry.target;
    if (chance(s, 30)) noted->entry.to = person_of(s, 0);
}

static void adverse(struct story *s) {
    static const char *const events[] = {"bruise", "fainting", "rash", "fall"};
    static const char *const related[] = {"unrelated", "unlikely", "possible", "probable", "definite", "unknown"};
    struct told *told = tell(s, TDM_ENTRY_ADVERSE, some_day(s), 0);
    told->entry.subject = WORDS(s, events);
    told->entry.has_grade = true;
    told->entry.grade = between(s, 0, 5);
    told->entry.serious = chance(s, 15);
    if (chance(s, 60)) told->entry.relatedness = WORDS(s, related);
}

static void consent(struct story *s) {
    struct told *told = tell(s, TDM_ENTRY_CONSENT, some_day(s), 0);
    told->entry.words = TDM_STR("data for quality review");
    told->entry.state = chance(s, 75) ? TDM_STR("given") : TDM_STR("withdrawn");
}

static void amend(struct story *s) {
    int32_t day = some_day(s);
    struct told *told = tell(s, TDM_ENTRY_AMEND, day, staff(s));
    told->entry.protocol = s->protocol->name;
    told->entry.version = TDM_STR("9.0");
    told->entry.other_date = date_of_day(s, day + between(s, -5, 20));
    told->entry.because = TDM_STR("A new version was agreed on");
}

static void plan_more(struct story *s) {
    static const char *const things[] = {"visit", "session", "phase"};
    int32_t day = some_day(s);
    struct told *told = tell(s, TDM_ENTRY_PLAN, day, staff(s));
    told->entry.subject = WORDS(s, things);
    told->entry.other_date = date_of_day(s, day + between(s, 0, 60));
    if (tdm_str_is(told->entry.subject, "phase"))
        told->entry.target = s->protocol->phase_count > 0 ? s->protocol->phases[below(s, s->protocol->phase_count)].name
                                                          : TDM_STR("later");
}

void tell_words(struct story *s) {
    for (uint32_t i = s->trait[TRAIT_STATEMENTS] ? 1 + below(s, 4) : 0; i > 0; i--) statement(s);
    if (!s->trait[TRAIT_TALK]) return;
    if (chance(s, 60)) pass_on(s, some_day(s));
    if (chance(s, 40)) pass_on(s, some_day(s));
    if (chance(s, 50)) adverse(s);
    if (chance(s, 50)) consent(s);
    if (chance(s, 20)) amend(s);
    if (chance(s, 50)) plan_more(s);
}

void tell_end(struct story *s) {
    if (s->end_day == NEVER) return;
    struct told *told = tell(s, TDM_ENTRY_END, s->end_day, staff(s));
    told->entry.state = s->end_state;
    if (chance(s, 30)) told->entry.words = TDM_STR("As agreed");
}

/* ---- slips */

static const struct tdm_written_reading *only_one(const struct story *s, const struct told *told, uint32_t at) {
    const struct tdm_written_reading *reading = &told->entry.readings[at];
    tdm_ref use = tdm_protocol_measure(s->protocol, reading->measure);
    for (uint32_t i = 0; i < told->entry.reading_count; i++) {
        const struct tdm_written_reading *other = &told->entry.readings[i];
        tdm_ref other_use = tdm_protocol_measure(s->protocol, other->measure);
        bool same = s->protocol->measures[use].measure == s->protocol->measures[other_use].measure;
        if (i != at && same && other->side == reading->side) return NULL;
    }
    return reading;
}

/* A correction, and often corrections of what it says; one of them may be taken back, which uncovers the value before.
 */
static void correct(struct story *s, struct told *base) {
    static const char *const why[] = {"Typed wrongly", "Read from the wrong line", "The other form was meant"};
    const struct tdm_written_reading *reading = only_one(s, base, below(s, base->entry.reading_count));
    if (reading == NULL || base->withdrawn || base->copied || base->corrected) return;
    base->corrected = true;
    struct tdm_written_value now = reading->value;
    if (reading->not_done) now = (struct tdm_written_value){.word = TDM_STR("not-done")};
    tdm_ref measure = s->protocol->measures[tdm_protocol_measure(s->protocol, reading->measure)].measure;
    for (uint32_t i = 1 + below(s, 3); i > 0; i--) {
        struct told *told = tell_about(s, TDM_ENTRY_CORRECT, base, between(s, 0, 12));
        struct tdm_written_reading *line = TDM_NEW_ARRAY(s->mem, struct tdm_written_reading, 1);
        *line = (struct tdm_written_reading){
            .date = reading->date, .measure = reading->measure, .side = reading->side, .was = now, .has_was = true};
        line->value = value_any(s, measure);
        told->entry.readings = line;
        told->entry.reading_count = 1;
        told->entry.because = WORDS(s, why);
        if (chance(s, 25)) {
            base->last_ms = told->last_ms;
            struct told *back = tell_about(s, TDM_ENTRY_WITHDRAW, told, between(s, 0, 5));
            back->entry.because = TDM_STR("The first value was right");
            base->last_ms = back->last_ms;
        } else {
            now = line->value;
        }
    }
}

static void withdraw(struct story *s, struct told *base) {
    if (base->withdrawn || base->copied) return;
    struct told *told = tell_about(s, TDM_ENTRY_WITHDRAW, base, between(s, 0, 30));
    told->entry.because = TDM_STR("Another patient was meant");
    base->withdrawn = true;
}

/* The same act under a second name, recorded by its own way; one of the two may be corrected or withdrawn later. */
static void copy(struct story *s, struct told *base) {
    enum tdm_entry_kind kind = base->entry.kind;
    if (kind == TDM_ENTRY_CORRECT || kind == TDM_ENTRY_WITHDRAW || base->copied || base->withdrawn || base->corrected)
        return;
    struct told *told = tell(s, kind, base->entry.date.day - s->day0.day, 0);
    struct tdm_entry fresh = told->entry;
    told->entry = base->entry;
    told->entry.name = TDM_STR("");
    told->entry.writer = TDM_STR("");
    told->entry.number = 0;
    told->entry.recorded = fresh.recorded;
    told->entry.recorded_assumed = fresh.recorded_assumed || base->entry.time.minute >= 0;
    if (told->entry.recorded_assumed)
        told->entry.recorded = (tdm_instant){((int64_t)told->entry.date.day + 1) * 86400000 - 1};
    if (told->entry.recorded.ms < base->entry.recorded.ms) { /* what it refers to is written down before it */
        told->entry.recorded = base->entry.recorded;
        told->entry.recorded_assumed = base->entry.recorded_assumed;
    }
    told->last_ms = told->entry.recorded.ms;
    (void)name_of(s, told);
    base->copied = true;
    struct told *which = chance(s, 50) ? base : told;
    if (which->entry.reading_count > 0 && chance(s, 40)) {
        which->copied = false;
        correct(s, which);
    } else if (chance(s, 30)) {
        which->copied = false;
        withdraw(s, which);
    }
    base->copied = told->copied = true;
}

/* Two entries may come to say the same by chance. What is said of either is said of the one that counts: neither is put
 * right here as if it stood alone. */
static void mark_alike(struct story *s) {
    for (size_t i = 0; i < s->count; i++) {
        const struct tdm_entry *one = &s->told[i]->entry;
        for (size_t j = i + 1; j < s->count; j++) {
            const struct tdm_entry *other = &s->told[j]->entry;
            if (one->kind != other->kind || one->date.day != other->date.day) continue;
            if (!tdm_str_equal(tdm_entry_said(s->mem, one), tdm_entry_said(s->mem, other))) continue;
            s->told[i]->copied = s->told[j]->copied = true;
        }
    }
}

static void drop_empty(struct story *s) {
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct tdm_entry *entry = &s->told[i]->entry;
        bool empty = (entry->kind == TDM_ENTRY_ASSESS || entry->kind == TDM_ENTRY_DIARY) && entry->reading_count == 0;
        if (!empty) s->told[kept++] = s->told[i];
    }
    s->count = kept;
}

void tell_slips(struct story *s) {
    drop_empty(s);
    size_t count = s->count;
    if (!s->trait[TRAIT_SLIPS]) return;
    mark_alike(s);
    for (size_t i = 0; i < count; i++) {
        struct told *told = s->told[i];
        bool about = told->entry.kind == TDM_ENTRY_WITHDRAW || told->entry.kind == TDM_ENTRY_CORRECT;
        if (told->entry.reading_count > 0 && !about && chance(s, 6)) correct(s, told);
        if (!about && chance(s, 3)) withdraw(s, told);
        if (!about && chance(s, 3)) copy(s, told);
    }
}
