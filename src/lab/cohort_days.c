/* cohort_days.c - what happens day by day: exercises prescribed and done below, at and above what is allowed, diaries
 * with holes, assessments in their windows. */
#include "lab/cohort_int.h"

/* ---- doses: amounts at the bounds at which the class or an attribute of the exercise changes */

static int64_t about_end(struct story *s, const struct tdm_bound *bound) {
    bool two = bound->kind == TDM_BETWEEN || bound->kind == TDM_FROM_TO_BELOW || bound->kind == TDM_ABOVE_TO;
    const tdm_value *end = two && chance(s, 50) ? &bound->high : &bound->low;
    tdm_decimal number = end->quantity.number;
    for (int32_t i = 0; i < number.scale; i++) number.coefficient /= 10;
    return number.coefficient + between(s, -1, 1);
}

static int64_t amount_of(struct story *s, const struct tdm_exercise *exercise, uint16_t field) {
    int64_t amount = 1 + below(s, 15);
    for (uint32_t i = 0; i < exercise->rule_count; i++)
        if (exercise->rules[i].field == field && exercise->rules[i].row_count > 0)
            amount = about_end(s, &exercise->rules[i].rows[below(s, exercise->rules[i].row_count)].bound);
    for (uint32_t i = 0; i < exercise->attribute_count; i++)
        if (exercise->attributes[i].conditional && exercise->attributes[i].field == field &&
            exercise->fields[field].unit != TDM_UNIT_NONE && chance(s, 50))
            amount = about_end(s, &exercise->attributes[i].bound);
    if (exercise->fields[field].has_most) {
        int64_t most = exercise->fields[field].most.coefficient;
        if (exercise->fields[field].most.scale == 0 && amount > most) amount = most;
    }
    return amount < 0 ? 0 : amount;
}

static struct tdm_written_value field_value(struct story *s, const struct tdm_exercise *exercise, uint16_t field) {
    const struct tdm_dose_field *f = &exercise->fields[field];
    if (f->unit == TDM_UNIT_NONE) return (struct tdm_written_value){.word = f->words[below(s, f->word_count)]};
    tdm_str unit = f->unit == TDM_UNIT_ONE ? TDM_STR("") : tdm_unit_code(f->unit);
    return (struct tdm_written_value){true, tdm_decimal_of_int(amount_of(s, exercise, field)), unit};
}

static struct tdm_written_field *field_of(struct tdm_written_field *fields, uint32_t count, const char *name) {
    for (uint32_t i = 0; i < count; i++)
        if (tdm_str_is(fields[i].name, name)) return &fields[i];
    return NULL;
}

static bool is_said_twice(const struct tdm_written_field *field, bool by_most, bool one_set) {
    bool hard = tdm_str_is(field->name, "effort") || tdm_str_is(field->name, "rir");
    return (by_most && hard) || (one_set && tdm_str_is(field->name, "rest"));
}

/* Amounts that nobody could do together: a weight that can be lifted so many times and not once more is as hard as it
 * is, and is not lifted more often in a set; a single set has no rest after it. */
static uint32_t agreeing(struct tdm_written_field *fields, uint32_t count) {
    struct tdm_written_field *most = field_of(fields, count, "rm"), *reps = field_of(fields, count, "reps");
    const struct tdm_written_field *sets = field_of(fields, count, "sets");
    bool one_set = sets != NULL && tdm_decimal_compare(sets->value.number, tdm_decimal_of_int(1)) <= 0;
    bool by_most = most != NULL;
    uint32_t kept = 0;
    if (by_most && most->value.number.coefficient == 0) most->value.number = tdm_decimal_of_int(1);
    if (by_most && reps != NULL && tdm_decimal_compare(reps->value.number, most->value.number) > 0)
        reps->value.number = most->value.number;
    for (uint32_t i = 0; i < count; i++)
        if (!is_said_twice(&fields[i], by_most, one_set)) fields[kept++] = fields[i];
    return kept;
}

static struct tdm_written_dose dose_of(struct story *s, tdm_ref ref) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(s->catalog, ref);
    struct tdm_written_field *fields = TDM_NEW_ARRAY(s->mem, struct tdm_written_field, exercise->field_count + 1u);
    struct tdm_written_dose dose = {.exercise = exercise->item.name, .fields = fields};
    for (uint16_t i = 0; i < exercise->field_count; i++)
        if (!slips(s, 8))
            fields[dose.field_count++] =
                (struct tdm_written_field){exercise->fields[i].name, field_value(s, exercise, i)};
    dose.field_count = agreeing(fields, dose.field_count);
    return dose;
}

static tdm_ref exercise_for(struct story *s, int32_t day) {
    tdm_ref phase = phase_on(s, TDM_TRACK_FUNCTION, day);
    bool from_shelf = phase != TDM_REF_NONE && s->protocol->phases[phase].offer_count > 0 && !slips(s, 15);
    if (!from_shelf) return (tdm_ref)below(s, s->catalog->count[TDM_KIND_EXERCISE]); /* of another phase, or region */
    return s->protocol->phases[phase].offers[below(s, s->protocol->phases[phase].offer_count)].exercise;
}

static struct told *prescribe(struct story *s, int32_t day) {
    struct told *told = tell(s, TDM_ENTRY_PRESCRIBE, day, staff(s));
    uint32_t wanted = 1 + below(s, 4);
    struct tdm_written_dose *doses = TDM_NEW_ARRAY(s->mem, struct tdm_written_dose, wanted);
    for (uint32_t i = 0; i < wanted; i++) {
        struct tdm_written_dose dose = dose_of(s, exercise_for(s, day));
        bool twice = false;
        for (uint32_t k = 0; k < told->entry.dose_count; k++)
            twice = twice || tdm_str_equal(doses[k].exercise, dose.exercise);
        if (twice) continue;
        dose.has_times = chance(s, 70);
        dose.times = (uint16_t)(1 + below(s, 4));
        dose.per_week = chance(s, 60);
        doses[told->entry.dose_count++] = dose;
    }
    told->entry.doses = doses;
    return told;
}

/* ---- sessions */

/* Sets listed one by one, the last one perhaps stopped. */
static void list_sets(struct story *s, struct tdm_written_dose *dose) {
    bool has_reps = false, has_load = false;
    for (uint32_t i = 0; i < dose->field_count; i++) {
        has_reps = has_reps || tdm_str_is(dose->fields[i].name, "reps");
        has_load = has_load || tdm_str_is(dose->fields[i].name, "load");
    }
    if (!has_reps) return;
    struct tdm_written_set *sets = TDM_NEW_ARRAY(s->mem, struct tdm_written_set, 4);
    struct tdm_written_field *fields = TDM_NEW_ARRAY(s->mem, struct tdm_written_field, dose->field_count + 1u);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < dose->field_count; i++)
        if (!tdm_str_is(dose->fields[i].name, "reps") && !tdm_str_is(dose->fields[i].name, "sets") &&
            !tdm_str_is(dose->fields[i].name, "load"))
            fields[kept++] = dose->fields[i];
    dose->set_count = 2 + below(s, 3);
    for (uint32_t i = 0; i < dose->set_count; i++) {
        sets[i] = (struct tdm_written_set){.has_reps = true, .reps = tdm_decimal_of_int(between(s, 4, 15))};
        sets[i].has_load = has_load;
        sets[i].load = tdm_decimal_of_int(between(s, 5, 90));
        sets[i].load_unit = has_load ? TDM_STR("kg") : TDM_STR("");
    }
    if (slips(s, 20)) sets[dose->set_count - 1].stopped = TDM_STR("tired");
    dose->sets = sets;
    dose->fields = fields;
    dose->field_count = kept;
}

static struct tdm_written_dose done(struct story *s, const struct tdm_written_dose *prescribed) {
    static const char *const why[] = {"pain", "no time", "away from home"};
    struct tdm_written_dose dose = *prescribed;
    tdm_ref ref = tdm_catalog_find(s->catalog, TDM_KIND_EXERCISE, dose.exercise);
    dose.has_times = dose.per_week = false;
    dose.times = 0;
    if (slips(s, 20)) dose = dose_of(s, ref); /* not what was prescribed */
    uint32_t way = s->trait[TRAIT_SMOOTH] ? 0 : below(s, 100);
    if (way >= 94) dose.done = TDM_PARTIAL;
    if (way >= 88 && way < 94)
        dose = (struct tdm_written_dose){.exercise = dose.exercise, .done = TDM_COULD_NOT, .because = WORDS(s, why)};
    if (way >= 84 && way < 88) dose = (struct tdm_written_dose){.exercise = dose.exercise, .done = TDM_DECLINED};
    if (way >= 82 && way < 84) dose = (struct tdm_written_dose){.exercise = dose.exercise, .done = TDM_NOT_NEEDED};
    if (way < 30) list_sets(s, &dose);
    return dose;
}

/* In a session a value is told from an amount by its form: points and steps only. */
static bool fits_session(const struct story *s, uint16_t use) {
    const struct tdm_measure_use *u = &s->protocol->measures[use];
    const struct tdm_measure *measure = tdm_catalog_measure(s->catalog, u->measure);
    bool points = measure->scale == TDM_REF_NONE && tdm_str_is(tdm_unit_code(measure->unit), "points");
    return !u->is_change && !measure->sided && points &&
           (u->during_session || (measure->observers & TDM_BIT(s->patient_role)) != 0);
}

static void measure_session(struct story *s, struct told *told) {
    for (uint16_t use = 0; use < s->protocol->measure_count; use++) {
        if (!fits_session(s, use) || !chance(s, s->protocol->measures[use].during_session ? 85 : 15)) continue;
        struct tdm_written_value value = value_any(s, s->protocol->measures[use].measure);
        if (value.is_number && chance(s, 60) && value.number.scale == 0)
            value.number.coefficient /= 3; /* mostly calm */
        add_reading(s, told, use, value);
    }
}

struct told *session_on(struct story *s, struct told *prescription, int32_t day) {
    struct told *told = tell(s, TDM_ENTRY_SESSION, day, slips(s, 10) ? 0 : TDM_BIT(s->patient_role));
    struct tdm_entry *entry = &told->entry;
    if (chance(s, 40)) entry->setting = chance(s, 50) ? TDM_STR("home") : TDM_STR("clinic");
    if (chance(s, 25)) entry->with = person_of(s, staff(s));
    uint32_t wanted = prescription != NULL ? prescription->entry.dose_count : 1;
    struct tdm_written_dose *doses = TDM_NEW_ARRAY(s->mem, struct tdm_written_dose, wanted + 1);
    if (prescription != NULL && prescription->kept && chance(s, 90)) entry->target = name_of(s, prescription);
    for (uint32_t i = 0; i < wanted; i++) {
        struct tdm_written_dose asked =
            prescription != NULL ? prescription->entry.doses[i] : dose_of(s, exercise_for(s, day));
        if (!slips(s, 10)) doses[entry->dose_count++] = done(s, &asked);
    }
    entry->doses = doses;
    measure_session(s, told);
    return told;
}

/* The next morning's word about it, where the patient may say one. */
static void morning_after(struct story *s, struct told *session, int32_t day) {
    for (uint16_t use = 0; use < s->protocol->measure_count; use++) {
        const struct tdm_measure_use *u = &s->protocol->measures[use];
        if (!u->is_change) continue;
        for (uint16_t plain = 0; plain < s->protocol->measure_count; plain++) {
            if (s->protocol->measures[plain].measure != u->measure || !is_recordable(s, plain)) continue;
            struct told *told = assess(s, &plain, 1, day + 1);
            if (session->kept && told->entry.kind == TDM_ENTRY_DIARY) told->entry.target = name_of(s, session);
            return;
        }
    }
}

void tell_sessions(struct story *s) {
    int32_t rhythm = between(s, 1, 12), change = between(s, 6, 30);
    int32_t day = between(s, 2, 12);
    while (day <= s->last_day && s->count < s->most) {
        struct told *prescription = prescribe(s, day);
        int32_t until = day + change;
        if (slips(s, 5)) day += between(s, 0, 40); /* nothing done for a while */
        for (day += between(s, 0, 2); day < until && day <= s->last_day; day += between(s, 1, rhythm)) {
            struct told *session = session_on(s, prescription, day);
            if (chance(s, 60)) morning_after(s, session, day);
        }
    }
}

/* ---- diaries and assessments */

static void number_by_writer(struct story *s, struct told *told) {
    if (!told->kept || told->entry.recorded.ms < s->writer_ms) return;
    told->entry.writer = TDM_STR("tablet-1");
    told->entry.number = ++s->writer_numbers;
    s->writer_ms = told->entry.recorded.ms;
}

/* A week written down at once: each line with its day. */
static void week_at_once(struct story *s, const struct tdm_owe *owe, int32_t day) {
    struct told *told = tell(s, TDM_ENTRY_DIARY, day, TDM_BIT(s->patient_role));
    struct tdm_written_reading *all = TDM_NEW_ARRAY(s->mem, struct tdm_written_reading, 7u * (owe->measure_count + 1u));
    uint32_t count = 0;
    for (int32_t back = 6; back >= 0; back--) {
        if (chance(s, s->missing)) continue;
        told->entry.readings = NULL;
        told->entry.reading_count = 0;
        for (uint32_t m = 0; m < owe->measure_count; m++)
            if (is_recordable(s, owe->measures[m]))
                add_reading(s, told, owe->measures[m], value_any(s, s->protocol->measures[owe->measures[m]].measure));
        for (uint32_t i = 0; i < told->entry.reading_count; i++) {
            all[count] = told->entry.readings[i];
            all[count++].date = date_of_day(s, day - back);
        }
    }
    told->entry.readings = all;
    told->entry.reading_count = count;
}

static void tell_owed(struct story *s, const struct tdm_owe *owe, bool numbered) {
    int32_t from = day_of_expr(s, &owe->from), until = day_of_expr(s, &owe->until), every = span_days(owe->every);
    if (from == NEVER || owe->measure_count == 0) return;
    if (until == NEVER || until > s->last_day) until = s->last_day;
    bool weekly = every == 1 && chance(s, 20);
    for (int32_t day = from; day <= until && s->count < s->most; day += weekly ? 7 : every > 0 ? every : 1) {
        if (weekly) {
            week_at_once(s, owe, day);
            continue;
        }
        if (chance(s, s->missing)) continue;
        struct told *told = assess(s, owe->measures, owe->measure_count, day + (every > 7 ? between(s, -5, 9) : 0));
        if (numbered) number_by_writer(s, told);
    }
}

static void tell_assessments(struct story *s, tdm_ref phase) {
    const struct tdm_phase *p = &s->protocol->phases[phase];
    int32_t start = s->phase_start[phase];
    for (uint32_t a = 0; a < p->assessment_count; a++) {
        const struct tdm_assess *asked = &p->assessments[a];
        int32_t from = start, every = asked->kind == TDM_ASSESS_EVERY ? span_days(asked->span) : 10000,
                until = start + 84;
        if (asked->kind == TDM_ASSESS_BEFORE_PROCEDURE) continue;
        if (asked->kind == TDM_ASSESS_WINDOW) {
            from = day_of_expr(s, &asked->from);
            if (from == NEVER || day_of_expr(s, &asked->until) == NEVER) continue;
            from += between(s, -1, day_of_expr(s, &asked->until) - from + 1); /* a day too early to a day too late */
        }
        for (int32_t day = from; day <= until && day <= s->last_day; day += every > 0 ? every : 1)
            if (!slips(s, 20))
                (void)assess(s, asked->measures, asked->measure_count, day + (every < 100 ? between(s, -2, 3) : 0));
    }
}

void tell_days(struct story *s) {
    bool numbered = chance(s, 25);
    for (tdm_ref p = 0; p < s->protocol->phase_count; p++)
        if (s->phase_start[p] != NEVER) tell_assessments(s, p);
    for (uint32_t i = 0; i < s->protocol->owe_count; i++) tell_owed(s, &s->protocol->owes[i], numbered && i == 0);
}

void tell_filler(struct story *s, uint32_t entries) {
    uint32_t turn = 0;
    struct told *prescription = prescribe(s, 1);
    s->most = entries;
    while (s->count < entries) {
        int32_t day = (int32_t)(turn++ % 1080u) + 1;
        if (turn % 40 == 0) prescription = prescribe(s, day);
        if (turn % 5 == 0) {
            (void)session_on(s, prescription, day);
            continue;
        }
        uint16_t use = (uint16_t)below(s, s->protocol->measure_count);
        if (is_recordable(s, use)) (void)assess(s, &use, 1, day);
    }
}
