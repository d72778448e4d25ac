/* bind_value.c - a written value against its measure: unit converted exactly or refused, step found, side and limits
 * held, the observer known (M37-M39). Hard limits refuse; soft limits and wrong observers are kept and told (M38,
 * M115). */
#include "chart/chart_int.h"

/* ---- numbers with units */

static bool unit_unknown(struct tdm_binder *b, const struct tdm_number_wanted *wanted, tdm_str unit) {
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_NOT_FOUND, "B011", wanted->place);
    const tdm_str *codes = NULL;
    size_t count = tdm_unit_codes(&codes), fitting = 0;
    tdm_str *same_kind = TDM_NEW_ARRAY(b->mem, tdm_str, count + 1);
    for (size_t i = 0; i < count; i++) {
        tdm_unit other;
        bool fits = tdm_unit_find(codes[i], &other) && tdm_unit_same_kind(other, wanted->unit);
        if (fits) same_kind[fitting++] = codes[i];
    }
    int nearest = tdm_nearest(unit, same_kind, fitting);
    tdm_problem_what(p, "\"%.*s\" is no unit", TDM_FMT(unit));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(same_kind[nearest]));
    else
        tdm_problem_fix(p, "\"%.*s\" is given in `%.*s`", TDM_FMT(wanted->of), TDM_FMT(tdm_unit_code(wanted->unit)));
    return false;
}

static tdm_str number_text(struct tdm_binder *b, tdm_decimal number) {
    struct tdm_buf text;
    tdm_buf_init(&text, b->mem, 64);
    tdm_decimal_print(&text, number);
    return tdm_buf_str(&text);
}

static bool unit_missing(struct tdm_binder *b, const struct tdm_number_wanted *wanted, tdm_decimal number) {
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_MISSING, "B010", wanted->place);
    tdm_str text = number_text(b, number);
    tdm_problem_what(p, "\"%.*s\" of \"%.*s\" has no unit", TDM_FMT(text), TDM_FMT(wanted->of));
    tdm_problem_fix(p, "write `%.*s %.*s`", TDM_FMT(text), TDM_FMT(tdm_unit_code(wanted->unit)));
    return false;
}

static bool unit_of_other(struct tdm_binder *b, const struct tdm_number_wanted *wanted, tdm_str unit) {
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_CONFLICT, "B012", wanted->place);
    bool bare = wanted->unit == TDM_UNIT_ONE;
    tdm_problem_what(p, "\"%.*s\" is %s%.*s%s, and \"%.*s\" is another quantity", TDM_FMT(wanted->of),
                     bare ? "a plain number" : "in `", TDM_FMT(bare ? TDM_STR("") : tdm_unit_code(wanted->unit)),
                     bare ? "" : "`", TDM_FMT(unit));
    tdm_problem_fix(p, "write what was measured as \"%.*s\"; another quantity is another measure", TDM_FMT(wanted->of));
    return false;
}

bool tdm_bind_quantity(struct tdm_binder *b, const struct tdm_written_value *value,
                       const struct tdm_number_wanted *wanted, tdm_quantity *out) {
    bool percent = tdm_str_is(value->word, "%");
    struct tdm_term number = {.kind = percent ? TDM_TERM_PERCENT : TDM_TERM_NUMBER, .number = value->number};
    struct tdm_term unit = {.kind = TDM_TERM_WORD, .text = value->word};
    bool has_unit = !percent && unit.text.len > 0;
    tdm_quantity found = {value->number, wanted->unit};
    switch (tdm_quantity_of_terms(&number, has_unit ? &unit : NULL, wanted->unit, &found)) {
    case TDM_UNIT_FITS:
        break;
    case TDM_UNIT_UNKNOWN:
        return unit_unknown(b, wanted, value->word);
    case TDM_UNIT_MISSING:
        return unit_missing(b, wanted, value->number);
    case TDM_UNIT_OTHER_QUANTITY:
        return unit_of_other(b, wanted, value->word);
    }
    if (found.unit == wanted->unit || tdm_quantity_convert(found, wanted->unit, &found)) {
        *out = found;
        return true;
    }
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_RANGE, "B013", wanted->place);
    tdm_str text = number_text(b, value->number);
    tdm_problem_what(p, "\"%.*s %.*s\" has no exact value in `%.*s`", TDM_FMT(text), TDM_FMT(value->word),
                     TDM_FMT(tdm_unit_code(wanted->unit)));
    tdm_problem_fix(p, "write it in `%.*s`, rounded by whoever measured", TDM_FMT(tdm_unit_code(wanted->unit)));
    return false;
}

/* ---- values of a measure */

struct value_at {
    struct tdm_binder *b;
    const struct tdm_measure *measure;
    tdm_ref ref;
    tdm_str name; /* as written: the protocol's word or the catalogue's */
    struct tdm_place place;
};

static tdm_str limits_text(struct value_at *v, const struct tdm_bound *bound) {
    struct tdm_buf text;
    tdm_buf_init(&text, v->b->mem, 256);
    tdm_bound_print(&text, bound, NULL);
    return tdm_buf_str(&text);
}

static bool step_bind(struct value_at *v, const struct tdm_written_value *value, tdm_value *out) {
    const struct tdm_scale *scale = tdm_measure_scale(v->b->catalog, v->ref);
    tdm_str name = v->name;
    if (value->is_number) {
        struct tdm_problem *p = tdm_bind_refuse(v->b, TDM_WHY_CONFLICT, "B007", v->place);
        tdm_problem_what(p, "\"%.*s\" has steps, and this is the number %.*s", TDM_FMT(name),
                         TDM_FMT(number_text(v->b, value->number)));
        tdm_problem_fix(p, "write a step of \"%.*s\", from `%.*s` to `%.*s`", TDM_FMT(scale->name),
                        TDM_FMT(scale->steps[0]), TDM_FMT(scale->steps[scale->count - 1]));
        return false;
    }
    out->kind = TDM_VALUE_STEP;
    if (tdm_scale_find(scale, value->word, &out->step)) return true;
    struct tdm_problem *p = tdm_bind_refuse(v->b, TDM_WHY_NOT_FOUND, "B009", v->place);
    int nearest = tdm_nearest(value->word, scale->steps, scale->count);
    tdm_problem_what(p, "\"%.*s\" is no step of \"%.*s\"", TDM_FMT(value->word), TDM_FMT(scale->name));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(scale->steps[nearest]));
    else
        tdm_problem_fix(p, "write a step from `%.*s` to `%.*s`", TDM_FMT(scale->steps[0]),
                        TDM_FMT(scale->steps[scale->count - 1]));
    return false;
}

static bool limits_hold(struct value_at *v, tdm_value value, bool *soft_flagged) {
    bool ok = true;
    tdm_str name = v->name;
    tdm_decimal number = value.quantity.number;
    if (v->measure->whole && tdm_decimal_trim(number).scale > 0) {
        struct tdm_problem *p = tdm_bind_refuse(v->b, TDM_WHY_RANGE, "B016", v->place);
        tdm_problem_what(p, "\"%.*s\" of \"%.*s\" is no whole number", TDM_FMT(number_text(v->b, number)),
                         TDM_FMT(name));
        tdm_problem_fix(p, "write the whole number that was said or counted");
        return false;
    }
    TDM_ASSERT(v->measure->has_hard); /* a number has both its ends */
    if (!tdm_bound_holds(&v->measure->hard, value, &ok)) {
        struct tdm_problem *p = tdm_bind_refuse(v->b, TDM_WHY_RANGE, "B014", v->place);
        tdm_problem_what(p, "\"%.*s\" is %.*s, which cannot be: it is always %.*s", TDM_FMT(name),
                         TDM_FMT(number_text(v->b, number)), TDM_FMT(limits_text(v, &v->measure->hard)));
        tdm_problem_fix(p, "write the value and the unit as they were measured");
        return false;
    }
    *soft_flagged = v->measure->has_soft && !tdm_bound_holds(&v->measure->soft, value, &ok);
    if (!*soft_flagged) return true;
    struct tdm_problem *p = tdm_bind_tell(v->b, TDM_WHY_RANGE, "B015", v->place);
    tdm_problem_what(p, "\"%.*s\" is %.*s, which is rare: it is usually %.*s", TDM_FMT(name),
                     TDM_FMT(number_text(v->b, number)), TDM_FMT(limits_text(v, &v->measure->soft)));
    tdm_problem_fix(p, "the value is kept; look at it again, and correct it if it is a slip");
    return true;
}

static bool value_bind(struct value_at *v, const struct tdm_written_value *value, tdm_value *out, bool *soft_flagged) {
    *out = (tdm_value){.kind = TDM_VALUE_NONE};
    if (v->measure->scale != TDM_REF_NONE) return step_bind(v, value, out);
    if (!value->is_number) {
        struct tdm_problem *p = tdm_bind_refuse(v->b, TDM_WHY_CONFLICT, "B008", v->place);
        tdm_problem_what(p, "\"%.*s\" is a number, and this is \"%.*s\"", TDM_FMT(v->name), TDM_FMT(value->word));
        tdm_problem_fix(p, "write a number in `%.*s`", TDM_FMT(tdm_unit_code(v->measure->unit)));
        return false;
    }
    out->kind = TDM_VALUE_NUMBER;
    struct tdm_number_wanted wanted = {v->measure->unit, v->name, v->place};
    return tdm_bind_quantity(v->b, value, &wanted, &out->quantity) && limits_hold(v, *out, soft_flagged);
}

/* ---- the measure and its side */

static bool measure_unknown(struct tdm_binder *b, const struct tdm_written_reading *written) {
    tdm_str name = written->measure, nearest = TDM_STR("");
    if (tdm_catalog_find(b->catalog, TDM_KIND_EXERCISE, name) != TDM_REF_NONE) {
        struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_CONFLICT, "B006", written->place);
        tdm_problem_what(p, "\"%.*s\" is an exercise, and its amount does not say of what", TDM_FMT(name));
        tdm_problem_fix(p, "name it: `%.*s 3x12`, `%.*s hold 10 s`, `%.*s 40 kg`", TDM_FMT(name), TDM_FMT(name),
                        TDM_FMT(name));
        return false;
    }
    int own = b->names == NULL ? -1 : tdm_nearest(name, b->names->names, b->names->count);
    nearest = own >= 0 ? b->names->names[own] : tdm_catalog_nearest(b->catalog, TDM_KIND_MEASURE, name);
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_NOT_FOUND, "B004", written->place);
    tdm_problem_what(p, "neither the protocol nor the catalogue has a measure \"%.*s\"", TDM_FMT(name));
    if (nearest.len > 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(nearest));
    else
        tdm_problem_fix(p, "write a measure of the protocol or of the catalogue");
    return false;
}

static bool measure_find(struct tdm_binder *b, const struct tdm_written_reading *written, tdm_ref *out) {
    for (uint32_t i = 0; b->names != NULL && i < b->names->count; i++) {
        if (!tdm_str_equal(b->names->names[i], written->measure)) continue;
        *out = b->names->measures[i];
        return true;
    }
    *out = tdm_catalog_find(b->catalog, TDM_KIND_MEASURE, written->measure);
    return *out != TDM_REF_NONE || measure_unknown(b, written);
}

/* The same word in the same place of memory is the same measure: found once. */
static bool measure_found(struct tdm_binder *b, const struct tdm_written_reading *written, tdm_ref *out) {
    struct tdm_measure_found *found = &b->found[((uintptr_t)written->measure.at >> 2) % TDM_FOUND_ROOM];
    if (found->name.at == written->measure.at && found->name.len == written->measure.len && found->name.len > 0) {
        *out = found->measure;
        return true;
    }
    if (!measure_find(b, written, out)) return false;
    *found = (struct tdm_measure_found){written->measure, *out};
    return true;
}

static bool side_holds(struct value_at *v, const struct tdm_written_reading *written) {
    bool has_side = written->side != TDM_SIDE_NONE;
    if (v->measure->sided == has_side) return true;
    struct tdm_problem *p = tdm_bind_refuse(v->b, TDM_WHY_MISSING, "B005", v->place);
    tdm_str name = written->measure;
    if (has_side) {
        p->why = TDM_WHY_CONFLICT;
        tdm_problem_what(p, "\"%.*s\" has no sides, and this value is `%s`", TDM_FMT(name),
                         tdm_side_word(written->side));
        tdm_problem_fix(p, "write the value without a side");
    } else {
        tdm_problem_what(p, "\"%.*s\" does not say on which side it was measured", TDM_FMT(name));
        tdm_problem_fix(p, "write `%.*s right ...` or `%.*s left ...`", TDM_FMT(name), TDM_FMT(name));
    }
    return false;
}

/* What was not done is asked about too: a correction may make it a value (M38). */
static void observer_check(struct value_at *v, struct tdm_reading *reading, bool not_done) {
    TDM_ASSERT(v->measure->observers != 0); /* the catalogue says of each measure who observes it */
    reading->wrong_observer = (reading->role & v->measure->observers) == 0;
    if (!reading->wrong_observer || not_done) return;
    struct tdm_problem *p = tdm_bind_tell(v->b, TDM_WHY_NOT_ALLOWED, "B017", v->place);
    tdm_problem_what(p, "\"%.*s\" is not for \"%.*s\" to observe; the value is kept and satisfies nothing",
                     TDM_FMT(v->name), TDM_FMT(v->b->chart->entries[reading->entry].author));
    tdm_problem_fix(p, "let somebody record it whose role observes this measure");
}

void tdm_bind_slot(struct tdm_binder *b, uint32_t entry_index, uint32_t line, struct tdm_slot_reading *slot) {
    const struct tdm_entry *entry = &b->chart->entries[entry_index];
    const struct tdm_written_reading *written = slot->written = &entry->readings[line];
    struct tdm_reading *reading = &slot->reading;
    *reading = (struct tdm_reading){.side = written->side, .date = written->date, .time = entry->time};
    reading->entry = entry_index;
    reading->recorded = b->facts[entry_index].recorded;
    reading->in_session = entry->kind == TDM_ENTRY_SESSION;
    reading->role = b->facts[entry_index].role;
    if (!tdm_date_equal(written->date, entry->date)) {
        reading->time = TDM_TIME_NONE; /* a line with a day of its own says nothing about the time of that day */
        reading->role = tdm_chart_role_on(b->bound, entry->author, written->date);
    }
    if (!measure_found(b, written, &reading->measure)) return;
    struct value_at v = {b, tdm_catalog_measure(b->catalog, reading->measure), reading->measure, written->measure,
                         written->place};
    if (!side_holds(&v, written)) return;
    bool ignored = false;
    if (!written->not_done && !value_bind(&v, &written->value, &reading->value, &reading->soft_flagged)) return;
    bool was_nothing = !written->was.is_number && tdm_str_is(written->was.word, "not-done");
    if (written->has_was && !was_nothing && !value_bind(&v, &written->was, &slot->was, &ignored)) return;
    if (entry->kind != TDM_ENTRY_CORRECT) observer_check(&v, reading, written->not_done);
    slot->bound = true;
}

void tdm_bind_slots(struct tdm_binder *b) {
    const struct tdm_chart *chart = b->chart;
    b->first_slot = TDM_NEW_ARRAY(b->mem, uint32_t, chart->entry_count + 1u);
    uint32_t count = 0;
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        b->first_slot[i] = count;
        count += chart->entries[i].reading_count;
    }
    b->first_slot[chart->entry_count] = count;
    b->slots = TDM_NEW_ARRAY(b->mem, struct tdm_slot_reading, count + 1u);
    for (uint32_t i = 0; i < chart->entry_count; i++)
        for (uint32_t k = 0; k < chart->entries[i].reading_count; k++) {
            struct tdm_slot_reading *slot = &b->slots[b->first_slot[i] + k];
            slot->written = &chart->entries[i].readings[k];
            slot->reading.entry = i;
            if (b->problems->errors < TDM_PROBLEMS_MAX) tdm_bind_slot(b, i, k, slot);
        }
}
