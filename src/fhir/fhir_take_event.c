/* fhir_take_event.c - a Procedure, an AdverseEvent, a Consent of ours back into its entry. */
#include "fhir/fhir_int.h"

bool tdm_fhir_take_procedure(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *sites = tdm_fhir_get(at->json, "bodySite", NULL);
    const struct tdm_json *used = tdm_fhir_get(at->json, "usedCode", NULL);
    const struct tdm_json *performers = tdm_fhir_get(at->json, "performer", NULL);
    entry->subject = tdm_fhir_own_word(tdm_fhir_get(at->json, "code", NULL), TDM_FHIR_PROCEDURES);
    entry->state = tdm_fhir_own_word(tdm_fhir_get(at->json, "outcome", NULL), TDM_FHIR_STATES);
    for (const struct tdm_json *one = used == NULL ? NULL : used->first; one != NULL; one = one->next) {
        tdm_str what = tdm_fhir_own_word(one, TDM_FHIR_FIELDS), text = tdm_fhir_str(one, "text");
        if (tdm_str_is(what, "source")) entry->source = text;
        if (tdm_str_is(what, "preparation")) entry->preparation = text;
        if (tdm_str_is(what, "guidance")) entry->guidance = text;
    }
    if (entry->state.len == 0)
        return tdm_fhir_wrong(t, at, NULL, "whether it was performed is not said in our codes",
                              "write an `outcome` with a code of " TDM_FHIR_CODES TDM_FHIR_STATES);
    if (sites != NULL &&
        !tdm_fhir_read_site(tdm_fhir_own_word(sites->first, TDM_FHIR_SITES), &entry->region, &entry->side))
        return tdm_fhir_wrong(t, at, sites, "this site is none in our codes",
                              "write a code such as \"knee/right\" of " TDM_FHIR_CODES TDM_FHIR_SITES);
    return performers == NULL ||
           tdm_fhir_read_person(t, at, tdm_fhir_get(performers->first, "actor", NULL), &entry->operator_name);
}

bool tdm_fhir_take_adverse(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *event = tdm_fhir_get(at->json, "event", NULL);
    const struct tdm_json *suspects = tdm_fhir_get(at->json, "suspectEntity", NULL);
    const struct tdm_json *categories = tdm_fhir_get(at->json, "category", NULL);
    const struct tdm_json *serious = tdm_fhir_get(at->json, "seriousness", "coding");
    const struct tdm_json *causes = suspects == NULL ? NULL : tdm_fhir_get(suspects->first, "causality", NULL);
    tdm_str grade = categories == NULL ? TDM_STR("") : tdm_fhir_own_word(categories->first, TDM_FHIR_GRADES);
    int64_t number = 0;
    entry->subject = tdm_fhir_own_word(event, TDM_FHIR_EVENTS);
    entry->words = tdm_fhir_str(event, "text");
    entry->serious = serious != NULL && tdm_str_is(tdm_fhir_str(serious->first, "code"), "Serious");
    if (causes != NULL)
        entry->relatedness = tdm_fhir_own_word(tdm_fhir_get(causes->first, "assessment", NULL), TDM_FHIR_RELATED);
    entry->has_grade = grade.len > 0;
    if (!entry->has_grade) return true;
    if (!tdm_parse_i64(grade, &number) || number < 0 || number > 10)
        return tdm_fhir_wrong(t, at, categories, "this is no grade", "write a code from 0 to 10");
    entry->grade = (int32_t)number;
    return true;
}

bool tdm_fhir_take_consent(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, struct tdm_entry *entry) {
    const struct tdm_json *categories = tdm_fhir_get(at->json, "category", NULL);
    const struct tdm_json *type = tdm_fhir_get(at->json, "provision", "type");
    entry->words = categories == NULL ? TDM_STR("") : tdm_fhir_str(categories->first, "text");
    bool permit = type != NULL && tdm_str_is(type->text, "permit");
    if (!permit && (type == NULL || !tdm_str_is(type->text, "deny")))
        return tdm_fhir_wrong(t, at, type, "this consent neither permits nor denies",
                              "write `provision.type` permit or deny");
    entry->state = permit ? TDM_STR("given") : TDM_STR("withdrawn");
    return true;
}
