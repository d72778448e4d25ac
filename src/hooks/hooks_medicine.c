/* hooks_medicine.c - a medicine that is being ordered: each of its ingredients tried as an entry, on the day it begins,
 * and on the first days of restrictions that it would reach. What cannot be told is said, never passed over (M61, M62).
 */
#include "hooks/hooks_int.h"

#include "fhir/medicine.h"

struct found {
    bool barred, unknown, vital;
    tdm_date until;                      /* of the restriction that bars it */
    const struct tdm_standing *standing; /* with the order, of the first that was found */
    struct tdm_buf points;
};

/* ---- what it is */

static const struct tdm_json *contained(const struct tdm_json *resource, tdm_str id) {
    for (const struct tdm_json *one = hook_first(hook_get(resource, "contained")); one != NULL; one = one->next)
        if (tdm_str_equal(hook_str(one, "id"), id)) return one;
    return NULL;
}

/* The concept; or, of a medicine that is only referred to, the words of the reference. */
static const struct tdm_json *concept_of(const struct tdm_json *json, tdm_str *referred) {
    const struct tdm_json *concept = hook_get(json, "medicationCodeableConcept");
    const struct tdm_json *reference = hook_get(json, "medicationReference");
    tdm_str to = hook_str(reference, "reference");
    *referred = hook_str(reference, "display");
    if (concept != NULL && concept->kind == TDM_JSON_OBJECT) return concept;
    if (reference == NULL) return NULL;
    if (referred->len == 0) *referred = to;
    if (to.len > 1 && to.at[0] == '#') return hook_get(contained(json, tdm_str_slice(to, 1, to.len)), "code");
    return NULL;
}

static bool is_over(const struct tdm_json *json) {
    static const char *const over[] = {"entered-in-error", "cancelled", "completed", "stopped", "revoked"};
    const struct tdm_json *not = hook_get(json, "doNotPerform");
    for (size_t i = 0; i < TDM_COUNT(over); i++)
        if (tdm_str_is(hook_str(json, "status"), over[i])) return true;
    return not != NULL && not ->truth;
}

/* ---- tried */

static bool take(const struct hook_try *t, const struct tdm_judgement *judgement, struct found *found) {
    bool some = false;
    for (uint32_t i = 0; i < judgement->objection_count; i++) {
        const struct tdm_objection *item = &judgement->objections[i];
        bool barred = item->reason.code == TDM_REASON_DEVIATION_ORDERED;
        bool vital = item->reason.code == TDM_REASON_DEVIATION_VITAL;
        bool unknown = item->reason.code == TDM_REASON_DEVIATION_SUBSTANCE_UNKNOWN;
        if (!barred && !vital && !unknown) continue;
        if (found->standing == NULL) found->standing = judgement->after;
        if (barred && !found->barred) found->until = item->reason.until;
        if (barred && found->barred && !tdm_date_is_none(found->until))
            found->until = tdm_date_is_none(item->reason.until) ? item->reason.until
                                                                : tdm_date_later(found->until, item->reason.until);
        found->barred = found->barred || barred;
        found->vital = found->vital || vital;
        found->unknown = found->unknown || unknown;
        hook_tell_reason(t, &found->points, judgement->after, &item->reason);
        if (item->reason.ref < judgement->after->episode->protocol->restriction_count)
            hook_point(&found->points, judgement->after->episode->protocol->restrictions[item->reason.ref].because);
        some = true;
    }
    return some;
}

static bool bars_substances(const struct tdm_standing *s, tdm_ref r) {
    const struct tdm_restriction *restriction = &s->episode->protocol->restrictions[r];
    for (uint32_t i = 0; i < restriction->touch_count; i++)
        if (restriction->touches[i].kind == TDM_TOUCH_CLASS || restriction->touches[i].kind == TDM_TOUCH_SUBSTANCE)
            return true;
    return false;
}

/* What cannot even be written as an entry cannot be told either, while a medicine is restricted at all. */
static bool untold(const struct hook_try *t, struct found *found) {
    const struct tdm_standing *s = t->e->standing;
    for (tdm_ref r = 0; r < s->episode->protocol->restriction_count; r++)
        if (s->restrictions[r].state == TDM_RESTRICTION_IN_FORCE && bars_substances(s, r)) found->unknown = true;
    if (found->unknown && found->standing == NULL) found->standing = s;
    return found->unknown;
}

static bool try_part(const struct hook_try *t, tdm_str words, tdm_ref route, struct found *found) {
    struct tdm_entry entry = hook_entry(t, TDM_ENTRY_MEDICINE);
    entry.state = TDM_STR("ordered");
    entry.subject = words;
    if (route != TDM_REF_NONE) entry.route = tdm_catalog_name(t->catalog, TDM_KIND_ROUTE, route);
    const struct tdm_judgement *judgement = hook_judge(t, &entry);
    return judgement == NULL ? untold(t, found) : take(t, judgement, found);
}

static bool try_all(const struct hook_try *t, const struct tdm_fhir_medicine *medicine, struct found *found) {
    bool some = false;
    if (medicine->contradicts) return try_part(t, tdm_fhir_medicine_said(t->mem, medicine), medicine->route, found);
    for (uint32_t i = 0; i < medicine->holds.count; i++)
        some = try_part(t, medicine->holds.parts[i].words, medicine->route, found) || some;
    if (medicine->holds.count == TDM_ORDERED_MAX && !medicine->holds.whole)
        some = try_part(t, medicine->words, TDM_REF_NONE, found) || some;
    return some;
}

/* ---- how long */

static bool days_of(const struct tdm_json *duration, int32_t *days) {
    static const struct {
        const char *unit;
        int32_t days;
    } units[] = {{"d", 1},     {"day", 1}, {"days", 1},   {"wk", 7},     {"week", 7},
                 {"weeks", 7}, {"mo", 31}, {"month", 31}, {"months", 31}};
    const struct tdm_json *value = hook_get(duration, "value");
    tdm_str unit = hook_str(duration, "code");
    tdm_decimal number;
    if (unit.len == 0) unit = hook_str(duration, "unit");
    if (value == NULL || value->kind != TDM_JSON_NUMBER || !tdm_decimal_parse(value->text, &number)) return false;
    number = tdm_decimal_trim(number);
    for (size_t i = 0; i < TDM_COUNT(units); i++)
        if (tdm_str_is(unit, units[i].unit) && number.scale == 0 && number.coefficient >= 0 &&
            number.coefficient < 1000) {
            *days = (int32_t)number.coefficient * units[i].days;
            return true;
        }
    return false;
}

/* The last day that the order says; else the first. */
static tdm_date ends_on(const struct hook_try *t) {
    const struct tdm_json *dispense = hook_get(t->order->json, "dispenseRequest");
    const struct tdm_json *dosage = hook_first(hook_get(t->order->json, "dosageInstruction"));
    const struct tdm_json *repeat = hook_get(hook_get(dosage, "timing"), "repeat");
    const struct tdm_json *durations[] = {hook_get(dispense, "expectedSupplyDuration"),
                                          hook_get(repeat, "boundsDuration")};
    tdm_str end = hook_str(hook_get(repeat, "boundsPeriod"), "end");
    tdm_date last = t->day, day;
    int32_t days;
    if (end.len >= 10 && tdm_date_parse(tdm_str_slice(end, 0, 10), &day)) last = tdm_date_later(last, day);
    for (size_t i = 0; i < TDM_COUNT(durations); i++)
        if (days_of(durations[i], &days) && days > 0) last = tdm_date_later(last, (tdm_date){t->day.day + days - 1});
    return last;
}

/* A course that is free today may reach into what begins later. */
static void try_ahead(const struct hook_try *given, const struct tdm_fhir_medicine *medicine, struct found *found) {
    const struct tdm_standing *s = given->e->standing;
    struct hook_try t = *given;
    tdm_date last = ends_on(given);
    for (tdm_ref r = 0; r < s->episode->protocol->restriction_count; r++) {
        const struct tdm_restriction_answer *answer = &s->restrictions[r];
        bool ahead = answer->state == TDM_RESTRICTION_NOT_YET && !tdm_date_is_none(answer->from) &&
                     answer->from.day > given->day.day && answer->from.day <= last.day;
        if (!ahead || !bars_substances(s, r)) continue;
        t.day = answer->from;
        if (try_all(&t, medicine, found)) return;
    }
}

/* ---- told */

static void tell(const struct hook_try *t, const struct tdm_fhir_medicine *medicine, struct found *found,
                 tdm_str what) {
    struct tdm_arg args[] = {TDM_ARG_T("what", what), TDM_ARG_D("until", found->until),
                             TDM_ARG_T("value", TDM_STR(""))};
    const char *topic = found->barred    ? "restricted-substance"
                        : found->unknown ? "substance-cannot-tell"
                                         : "vital-substance";
    struct tdm_hook_card *card = hook_card(t, topic, what);
    enum tdm_message message = !found->barred ? found->unknown ? TDM_MSG_HOOK_CANNOT_TELL : TDM_MSG_HOOK_KEEP
                               : tdm_date_is_none(found->until) ? TDM_MSG_HOOK_BARRED_OPEN
                                                                : TDM_MSG_HOOK_BARRED;
    card->indicator = found->barred ? TDM_HOOK_CRITICAL : TDM_HOOK_WARNING;
    hook_summary(t, card, hook_words(t, message, args, 2));
    if (medicine->contradicts) hook_point(&found->points, hook_words(t, TDM_MSG_HOOK_CONTRADICTS, args, 0));
    for (tdm_ref c = 0; !medicine->holds.whole && c < t->catalog->count[TDM_KIND_CLASS]; c++) {
        if ((medicine->classes & TDM_BIT(c)) == 0) continue;
        args[2].text = tdm_catalog_label(t->catalog, TDM_KIND_CLASS, c);
        hook_point(&found->points, hook_words(t, TDM_MSG_HOOK_GROUP, args, 3));
    }
    if (found->unknown) hook_point(&found->points, hook_words(t, TDM_MSG_HOOK_ASK, args, 0));
    if (found->barred) hook_offer_removal(t, card);
    hook_finish(t, card, found->standing, &found->points);
}

void hook_medicine(struct hook_try *t) {
    struct tdm_fhir_medicine medicine;
    struct found found = {.until = TDM_DATE_NONE};
    tdm_str referred;
    const struct tdm_json *json = t->order->json;
    const struct tdm_json *concept = concept_of(json, &referred);
    if (is_over(json)) return;
    tdm_fhir_read_medicine(t->catalog, concept, hook_first(hook_get(json, "dosageInstruction")), &medicine);
    if (medicine.holds.count == 0 && referred.len > 0) {
        medicine.words = referred;
        tdm_catalog_ordered(t->catalog, referred, &medicine.holds);
    }
    if (medicine.holds.count == 0) return; /* a draft that says no medicine yet */
    tdm_buf_init(&found.points, t->mem, (size_t)256 << 10);
    tdm_str what = medicine.words.len > 0 ? medicine.words : medicine.holds.parts[0].words;
    t->day = hook_begins(t);
    if (!try_all(t, &medicine, &found)) try_ahead(t, &medicine, &found);
    if (found.standing != NULL) tell(t, &medicine, &found, what);
}
