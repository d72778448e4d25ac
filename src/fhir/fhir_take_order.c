/* fhir_take_order.c - ServiceRequests of one requisition back into a prescription; a medicine back into its entry. */
#include "fhir/fhir_int.h"

/* ---- exercises */

/* "40 kg", "12", "15RM": a number with or without its unit, or a word. */
static void read_text(tdm_str text, struct tdm_written_value *out) {
    size_t blank = text.len;
    (void)tdm_str_find(text, TDM_STR(" "), &blank);
    out->is_number = tdm_decimal_parse(tdm_str_slice(text, 0, blank), &out->number);
    out->word = out->is_number ? tdm_str_slice(text, blank + 1, text.len) : text;
}

static bool read_detail(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *item,
                        struct tdm_written_dose *dose) {
    static const char *const systems[] = {TDM_FHIR_DOSE, TDM_FHIR_SET, TDM_FHIR_FIELDS};
    tdm_str text = tdm_fhir_str(item, "text");
    for (size_t i = 0; i < TDM_COUNT(systems); i++) {
        struct tdm_fhir_detail d = {systems[i], tdm_fhir_own_word(item, systems[i]), {0}};
        if (d.code.len == 0) continue;
        if (text.len == 0)
            return tdm_fhir_wrong(t, at, item, "this detail has no `text`", "write its number and unit there");
        bool words = tdm_str_is(d.code, "because") || tdm_str_is(d.code, "stopped");
        if (words)
            d.value.word = text;
        else
            read_text(text, &d.value);
        return tdm_fhir_take_detail(t, at, &d, dose);
    }
    return true;
}

static bool read_timing(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_written_dose *dose) {
    const struct tdm_json *repeat = tdm_fhir_get(at->json, "occurrenceTiming", "repeat");
    const struct tdm_json *period = tdm_fhir_get(repeat, "period", NULL);
    const struct tdm_json *frequency = tdm_fhir_get(repeat, "frequency", NULL);
    tdm_str unit = tdm_fhir_str(repeat, "periodUnit");
    int64_t times = 0;
    if (repeat == NULL) return true;
    bool one = period != NULL && tdm_str_is(period->text, "1");
    dose->per_week = tdm_str_is(unit, "wk");
    dose->has_times = true;
    if (!one || (!dose->per_week && !tdm_str_is(unit, "d")) || frequency == NULL ||
        !tdm_parse_i64(frequency->text, &times) || times < 1 || times > 100)
        return tdm_fhir_wrong(t, at, repeat, "a prescription is so many times a day or a week",
                              "write `frequency` from 1 to 100, `period` 1 and `periodUnit` d or wk");
    dose->times = (uint16_t)times;
    return true;
}

bool tdm_fhir_take_order(struct tdm_fhir_take *t, struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *details = tdm_fhir_get(at->json, "orderDetail", NULL);
    struct tdm_written_dose *doses = TDM_NEW_ARRAY(t->mem, struct tdm_written_dose, entry->dose_count + 1u);
    for (uint32_t i = 0; i < entry->dose_count; i++) doses[i] = entry->doses[i];
    struct tdm_written_dose *dose = &doses[entry->dose_count++];
    entry->doses = doses;
    tdm_fhir_take_dose(t, at, details, dose);
    for (const struct tdm_json *item = details == NULL ? NULL : details->first; item != NULL; item = item->next)
        if (!read_detail(t, at, item, dose)) return false;
    return read_timing(t, at, dose);
}

/* ---- medicines */

static bool read_dosage(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *dosages,
                        struct tdm_entry *entry) {
    const struct tdm_json *dosage = dosages == NULL ? NULL : dosages->first;
    const struct tdm_json *rates = tdm_fhir_get(dosage, "doseAndRate", NULL);
    const struct tdm_json *quantity = rates == NULL ? NULL : tdm_fhir_get(rates->first, "doseQuantity", NULL);
    entry->route = tdm_fhir_own_word(tdm_fhir_get(dosage, "route", NULL), TDM_FHIR_ROUTES);
    if (quantity == NULL || tdm_fhir_read_quantity(quantity, &entry->amount)) return true;
    return tdm_fhir_wrong(t, at, quantity, "this amount cannot be read",
                          "write `value` and `unit`, without `comparator`");
}

static bool read_state(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    static const char on[] = "-on-prescription";
    const struct tdm_json *category = tdm_fhir_get(at->json, "category", NULL);
    tdm_str word = tdm_fhir_own_word(category, TDM_FHIR_ON);
    entry->on_prescription = tdm_str_ends_with(word, tdm_str_of(on));
    entry->state = entry->on_prescription ? tdm_str_slice(word, 0, word.len - (sizeof on - 1)) : word;
    if (tdm_str_is(entry->state, "taken") || tdm_str_is(entry->state, "stopped")) return true;
    return tdm_fhir_wrong(t, at, category, "whether this was taken or stopped is not said in our codes",
                          "write a `category` with a code of " TDM_FHIR_CODES TDM_FHIR_ON);
}

bool tdm_fhir_take_medicine(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *medication = tdm_fhir_get(at->json, "medicationCodeableConcept", NULL);
    const struct tdm_json *purpose = tdm_fhir_get(at->json, "reasonCode", NULL);
    bool ordered = tdm_str_is(at->type, "MedicationRequest");
    tdm_time unused;
    entry->subject = tdm_fhir_str(medication, "text");
    if (purpose != NULL) entry->words = tdm_fhir_str(purpose->first, "text");
    if (!read_dosage(t, at, tdm_fhir_get(at->json, ordered ? "dosageInstruction" : "dosage", NULL), entry))
        return false;
    if (entry->kind == TDM_ENTRY_DENY) {
        const struct tdm_json *start = tdm_fhir_get(at->json, "effectivePeriod", "start");
        if (tdm_fhir_own_code(medication, TDM_FHIR_CLASSES) != NULL) entry->state = TDM_STR("class");
        return (start != NULL && tdm_fhir_read_when(start->text, &entry->other_date, &unused)) ||
               tdm_fhir_wrong(t, at, start, "since when it was not taken is not said", "write `effectivePeriod.start`");
    }
    if (!ordered) return read_state(t, at, entry);
    const struct tdm_json *categories = tdm_fhir_get(at->json, "category", NULL);
    entry->state = TDM_STR("ordered");
    entry->on_prescription =
        categories != NULL && tdm_str_is(tdm_fhir_own_word(categories->first, TDM_FHIR_ON), "on-prescription");
    return true;
}
