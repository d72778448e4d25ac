/* fhir_whole.c - is a resource of ours that came in still one of R4? What the mapping does not read could be missing
 * without any loss to the chart, but a Procedure without a status no longer says that it was done. Only what R4 demands
 * of the elements that we write; not a validator. */
#include "fhir/fhir_int.h"

/* Below a type, what each object there must have (that has a member `with`); "medication" stands for any medication[x].
 */
static const struct demand {
    const char *type, *parent, *members, *with;
} demands[] = {
    {"Condition", "", "subject", NULL},
    {"EpisodeOfCare", "", "status patient", NULL},
    {"EpisodeOfCare", "diagnosis", "condition", NULL},
    {"CarePlan", "", "status intent subject", NULL},
    {"Task", "", "status intent", NULL},
    {"Task", "input", "type value", NULL},
    {"Provenance", "", "target recorded agent", NULL},
    {"Provenance", "agent", "who", NULL},
    {"Observation", "", "status code", NULL},
    {"Observation", "component", "code", NULL},
    {"Consent", "", "status scope category policyRule", NULL},
    {"MedicationStatement", "", "status medication subject", NULL},
    {"MedicationRequest", "", "status intent medication subject", NULL},
    {"ServiceRequest", "", "status intent subject", NULL},
    {"Procedure", "", "status subject", NULL},
    {"Procedure", "performer", "actor", NULL},
    {"AdverseEvent", "", "actuality subject", NULL},
    {"AdverseEvent", "suspectEntity", "instance", NULL},
    {"", "extension", "url", NULL},
    {"", "repeat", "periodUnit", "period"},
    {"", "valueQuantity", "system", "code"},
    {"", "doseQuantity", "system", "code"},
};

static bool has(const struct tdm_json *object, tdm_str name) {
    for (const struct tdm_json *one = object->first; one != NULL; one = one->next) {
        if (!tdm_str_starts_with(one->key, name)) continue;
        char next = one->key.len == name.len ? '\0' : one->key.at[name.len];
        if (next == '\0' || (next >= 'A' && next <= 'Z')) return true; /* "medicationReference", not "statusReason" */
    }
    return false;
}

static bool lacks(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at, const struct tdm_json *object,
                  const struct demand *demand) {
    for (tdm_str rest = tdm_str_of(demand->members); rest.len > 0;) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR(" "), &end);
        tdm_str name = tdm_str_slice(rest, 0, end);
        rest = tdm_str_slice(rest, end + 1, rest.len);
        if (has(object, name)) continue;
        struct tdm_problem *p = tdm_fhir_refuse(in, at, object, TDM_WHY_MISSING, "F069");
        tdm_problem_what(p, "`%.*s` is missing, which R4 demands here", TDM_FMT(name));
        tdm_problem_fix(p, "give it as it was exported: what is left out may mean something else");
        return true;
    }
    return false;
}

static bool is_of(const struct demand *demand, tdm_str type, tdm_str parent, const struct tdm_json *object) {
    if (demand->with != NULL && tdm_json_member(object, demand->with) == NULL) return false;
    return (demand->type[0] == '\0' || tdm_str_is(type, demand->type)) && tdm_str_is(parent, demand->parent);
}

static bool empty(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at, const struct tdm_json *value) {
    bool nests = value->kind == TDM_JSON_OBJECT || value->kind == TDM_JSON_ARRAY;
    bool none = value->kind == TDM_JSON_NULL || (nests && value->first == NULL) ||
                (value->kind == TDM_JSON_STRING && value->text.len == 0);
    if (!none) return false;
    struct tdm_problem *p = tdm_fhir_refuse(in, at, value, TDM_WHY_SYNTAX, "F069");
    tdm_problem_what(p, "an element that holds nothing, which R4 does not allow");
    tdm_problem_fix(p, "leave the element out, or give what belongs there");
    return true;
}

/* `parent` is the name that the object stands under, also where it is one of a list. */
static bool whole(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at, const struct tdm_json *value,
                  tdm_str parent) {
    if (empty(in, at, value)) return false;
    if (value->kind == TDM_JSON_OBJECT)
        for (size_t i = 0; i < TDM_COUNT(demands); i++)
            if (is_of(&demands[i], at->type, parent, value) && lacks(in, at, value, &demands[i])) return false;
    if (value->kind != TDM_JSON_OBJECT && value->kind != TDM_JSON_ARRAY) return true;
    for (const struct tdm_json *one = value->first; one != NULL; one = one->next)
        if (!whole(in, at, one, value->kind == TDM_JSON_ARRAY ? parent : one->key)) return false;
    return true;
}

bool tdm_fhir_is_whole(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at) {
    return whole(in, at, at->json, TDM_STR(""));
}
