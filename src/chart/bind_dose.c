/* bind_dose.c - lines of exercises against the fields of their exercise: amounts in the field's unit, words of the
 * field, sets listed one by one. */
#include "chart/chart_int.h"

struct dose_at {
    struct tdm_binder *b;
    const struct tdm_written_dose *written;
    const struct tdm_exercise *exercise;
    struct tdm_dose *dose;
};

static int field_find(const struct tdm_exercise *exercise, tdm_str name) {
    for (uint32_t i = 0; i < exercise->field_count; i++)
        if (tdm_str_equal(exercise->fields[i].name, name)) return (int)i;
    return -1;
}

/* A weight is the load of a machine or what is added to the body: whichever of the two the exercise has. */
static int field_for(const struct dose_at *d, tdm_str name) {
    int found = field_find(d->exercise, name);
    if (found < 0 && tdm_str_is(name, "load")) found = field_find(d->exercise, TDM_STR("added"));
    return found;
}

static bool field_unknown(struct dose_at *d, tdm_str name) {
    struct tdm_problem *p = tdm_bind_refuse(d->b, TDM_WHY_NOT_FOUND, "B026", d->written->place);
    struct tdm_buf fields;
    tdm_buf_init(&fields, d->b->mem, 1024);
    for (uint32_t i = 0; i < d->exercise->field_count; i++) {
        if (i > 0) tdm_buf_text(&fields, ", ");
        tdm_buf_add(&fields, d->exercise->fields[i].name);
    }
    tdm_problem_what(p, "\"%.*s\" is not dosed by \"%.*s\"", TDM_FMT(d->exercise->item.name), TDM_FMT(name));
    TDM_ASSERT(d->exercise->field_count > 0); /* no exercise is in the catalogue without a `dose` */
    tdm_problem_fix(p, "its amounts are: %.*s", TDM_FMT(tdm_buf_str(&fields)));
    return false;
}

static bool out_of_range(struct dose_at *d, const struct tdm_dose_field *field, tdm_decimal number) {
    struct tdm_problem *p = tdm_bind_refuse(d->b, TDM_WHY_RANGE, "B029", d->written->place);
    struct tdm_buf text;
    tdm_buf_init(&text, d->b->mem, 128);
    tdm_decimal_print(&text, number);
    tdm_problem_what(p, "\"%.*s %.*s\" of \"%.*s\" cannot be", TDM_FMT(field->name), TDM_FMT(tdm_buf_str(&text)),
                     TDM_FMT(d->exercise->item.name));
    if (field->has_most) {
        struct tdm_buf most;
        tdm_buf_init(&most, d->b->mem, 64);
        tdm_decimal_print(&most, field->most);
        TDM_ASSERT(!field->whole); /* only an effort has an upper end */
        tdm_problem_fix(p, "write a number from 0 to %.*s", TDM_FMT(tdm_buf_str(&most)));
    } else {
        tdm_problem_fix(p, "write a %snumber from 0", field->whole ? "whole " : "");
    }
    return false;
}

static bool number_bind(struct dose_at *d, int at, const struct tdm_written_value *value, tdm_quantity *out) {
    const struct tdm_dose_field *field = &d->exercise->fields[at];
    struct tdm_number_wanted wanted = {field->unit, field->name, d->written->place};
    if (!tdm_bind_quantity(d->b, value, &wanted, out)) return false;
    tdm_decimal number = out->number;
    bool whole = !field->whole || tdm_decimal_trim(number).scale == 0;
    bool below = number.coefficient < 0 || (field->has_most && tdm_decimal_compare(number, field->most) > 0);
    return (whole && !below) || out_of_range(d, field, number);
}

static bool word_bind(struct dose_at *d, const struct tdm_dose_field *field, const struct tdm_written_value *value) {
    int nearest = -1;
    for (uint32_t i = 0; i < field->word_count && !value->is_number; i++)
        if (tdm_str_equal(field->words[i], value->word)) return true;
    struct tdm_problem *p = tdm_bind_refuse(d->b, TDM_WHY_NOT_FOUND, "B028", d->written->place);
    if (value->is_number) {
        tdm_problem_what(p, "\"%.*s\" of \"%.*s\" is a word, and this is a number", TDM_FMT(field->name),
                         TDM_FMT(d->exercise->item.name));
    } else {
        nearest = tdm_nearest(value->word, field->words, field->word_count);
        tdm_problem_what(p, "\"%.*s\" is no \"%.*s\" of \"%.*s\"", TDM_FMT(value->word), TDM_FMT(field->name),
                         TDM_FMT(d->exercise->item.name));
    }
    TDM_ASSERT(field->word_count > 0); /* what has no unit has its words */
    tdm_str word = field->words[nearest >= 0 ? nearest : 0];
    tdm_problem_fix(p, "write `%.*s %.*s`", TDM_FMT(field->name), TDM_FMT(word));
    return false;
}

static bool field_bind(struct dose_at *d, const struct tdm_written_field *written) {
    int at = field_for(d, written->name);
    if (at < 0) return field_unknown(d, written->name);
    const struct tdm_dose_field *field = &d->exercise->fields[at];
    struct tdm_dose_value *value = &d->dose->values[at];
    if (field->unit == TDM_UNIT_NONE) {
        if (!word_bind(d, field, &written->value)) return false;
        value->word = written->value.word;
    } else if (!written->value.is_number) {
        struct tdm_problem *p = tdm_bind_refuse(d->b, TDM_WHY_CONFLICT, "B027", d->written->place);
        tdm_problem_what(p, "\"%.*s\" of \"%.*s\" is a number, and this is \"%.*s\"", TDM_FMT(field->name),
                         TDM_FMT(d->exercise->item.name), TDM_FMT(written->value.word));
        tdm_problem_fix(p, "write a number in `%.*s`", TDM_FMT(tdm_unit_code(field->unit)));
        return false;
    } else if (!number_bind(d, at, &written->value, &value->quantity)) {
        return false;
    }
    value->given = true;
    return true;
}

/* ---- sets listed one by one */

static bool set_bind(struct dose_at *d, const struct tdm_written_set *written, struct tdm_set_done *out) {
    int reps = field_find(d->exercise, TDM_STR("reps")), load = field_for(d, TDM_STR("load"));
    tdm_quantity count = {0};
    if (reps < 0) return field_unknown(d, TDM_STR("reps"));
    struct tdm_written_value said = {true, written->reps, TDM_STR("")};
    if (!number_bind(d, reps, &said, &count)) return false;
    tdm_decimal whole = tdm_decimal_trim(count.number);
    TDM_ASSERT(whole.scale == 0); /* repetitions are counted */
    if (whole.coefficient > INT32_MAX) return out_of_range(d, &d->exercise->fields[reps], whole);
    *out = (struct tdm_set_done){.has_reps = true, .reps = (int32_t)whole.coefficient};
    out->stopped = written->stopped.len > 0;
    if (!written->has_load) return true;
    if (load < 0) return field_unknown(d, TDM_STR("load"));
    out->has_load = true;
    said = (struct tdm_written_value){true, written->load, written->load_unit};
    return number_bind(d, load, &said, &out->load);
}

static void give(struct dose_at *d, tdm_str field, tdm_quantity quantity) {
    int at = field_for(d, field);
    if (at < 0 || d->dose->values[at].given) return;
    d->dose->values[at] = (struct tdm_dose_value){.given = true, .quantity = quantity};
}

/* Listed sets as amounts: their number, the fewest repetitions (what was surely done), the heaviest load (what the
 * joint surely had). */
static void sets_summarize(struct dose_at *d, const struct tdm_set_done *sets, uint32_t count) {
    int32_t fewest = sets[0].reps;
    const struct tdm_set_done *heaviest = NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (sets[i].reps < fewest) fewest = sets[i].reps;
        bool heavier = sets[i].has_load &&
                       (heaviest == NULL || tdm_decimal_compare(sets[i].load.number, heaviest->load.number) > 0);
        if (heavier) heaviest = &sets[i];
    }
    give(d, TDM_STR("sets"), (tdm_quantity){tdm_decimal_of_int(count), TDM_UNIT_ONE});
    give(d, TDM_STR("reps"), (tdm_quantity){tdm_decimal_of_int(fewest), TDM_UNIT_ONE});
    if (heaviest != NULL) give(d, TDM_STR("load"), heaviest->load);
}

static bool sets_bind(struct dose_at *d) {
    if (d->written->set_count == 0) return true;
    struct tdm_set_done *sets = TDM_NEW_ARRAY(d->b->mem, struct tdm_set_done, d->written->set_count);
    for (uint32_t i = 0; i < d->written->set_count; i++)
        if (!set_bind(d, &d->written->sets[i], &sets[i])) return false;
    d->dose->sets = sets;
    d->dose->set_count = d->written->set_count;
    sets_summarize(d, sets, d->written->set_count);
    return true;
}

/* ---- */

static bool exercise_find(struct tdm_binder *b, const struct tdm_written_dose *written, tdm_ref *out) {
    *out = tdm_catalog_find(b->catalog, TDM_KIND_EXERCISE, written->exercise);
    if (*out != TDM_REF_NONE) return true;
    bool own = false;
    for (uint32_t i = 0; b->names != NULL && i < b->names->count; i++)
        own = own || tdm_str_equal(b->names->names[i], written->exercise);
    if (!own && tdm_catalog_find(b->catalog, TDM_KIND_MEASURE, written->exercise) == TDM_REF_NONE)
        return tdm_bind_name(b, TDM_KIND_EXERCISE, written->exercise, "B025", written->place, out);
    struct tdm_problem *p = tdm_bind_refuse(b, TDM_WHY_CONFLICT, "B025", written->place);
    tdm_problem_what(p, "\"%.*s\" is a measure, and this line reads as one of an exercise", TDM_FMT(written->exercise));
    tdm_problem_fix(p, "write `%.*s` with its value alone, or measure it in an `assess`", TDM_FMT(written->exercise));
    return false;
}

static void dose_bind(struct tdm_binder *b, uint32_t entry_index, const struct tdm_written_dose *written) {
    const struct tdm_entry *entry = &b->chart->entries[entry_index];
    struct tdm_dose *doses = (struct tdm_dose *)(uintptr_t)b->bound->doses;
    struct tdm_dose *dose = &doses[b->bound->dose_count];
    *dose = (struct tdm_dose){.done = written->done, .entry = entry_index, .date = entry->date};
    dose->prescribed = entry->kind == TDM_ENTRY_PRESCRIBE;
    dose->times = written->times;
    dose->per_week = written->per_week;
    dose->has_times = written->has_times;
    if (!exercise_find(b, written, &dose->exercise)) return;
    const struct tdm_exercise *exercise = tdm_catalog_exercise(b->catalog, dose->exercise);
    dose->values = TDM_NEW_ARRAY(b->mem, struct tdm_dose_value, exercise->field_count);
    struct dose_at d = {b, written, exercise, dose};
    for (uint32_t i = 0; i < written->field_count; i++)
        if (!field_bind(&d, &written->fields[i])) return;
    if (sets_bind(&d)) b->bound->dose_count++;
}

static void bind_again(struct tdm_binder *b, uint32_t entry_index, const struct tdm_bound_before *before) {
    const struct tdm_entry *entry = &b->chart->entries[entry_index];
    struct tdm_dose *doses = (struct tdm_dose *)(uintptr_t)b->bound->doses;
    for (uint32_t k = 0; k < before->count; k++) {
        struct tdm_dose *dose = &doses[b->bound->dose_count++];
        *dose = doses[before->from + k];
        dose->entry = entry_index;
        dose->date = entry->date;
        dose->prescribed = entry->kind == TDM_ENTRY_PRESCRIBE;
    }
}

void tdm_bind_doses_of(struct tdm_binder *b, uint32_t i, struct tdm_bound_before *before) {
    const struct tdm_entry *entry = &b->chart->entries[i];
    uint32_t from = b->bound->dose_count;
    if (entry->dose_count == 0) return;
    if (entry->doses == before->written && entry->dose_count == before->count) {
        bind_again(b, i, before);
        return;
    }
    for (uint32_t k = 0; k < entry->dose_count && b->problems->errors < TDM_PROBLEMS_MAX; k++)
        dose_bind(b, i, &entry->doses[k]);
    if (b->bound->dose_count - from == entry->dose_count)
        *before = (struct tdm_bound_before){entry->doses, entry->dose_count, from};
}

void tdm_bind_doses(struct tdm_binder *b) {
    struct tdm_bound_before before = {0};
    uint32_t most = 0;
    for (uint32_t i = 0; i < b->chart->entry_count; i++) most += b->chart->entries[i].dose_count;
    b->bound->doses = TDM_NEW_ARRAY(b->mem, struct tdm_dose, most);
    /* Entries stand in the order of date and time, and lines in their order: so do the doses. */
    for (uint32_t i = 0; i < b->chart->entry_count; i++) tdm_bind_doses_of(b, i, &before);
}
