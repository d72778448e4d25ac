/* fhir_get.c - the pieces that every resource is made of, read: codings of ours, identifiers, days, instants, values;
 * where a piece stands, for who is told of it. */
#include "fhir/fhir_int.h"

#include <string.h>

/* ---- members */

tdm_str tdm_fhir_str(const struct tdm_json *object, const char *key) {
    if (object == NULL || object->kind != TDM_JSON_OBJECT) return TDM_STR("");
    const struct tdm_json *found = tdm_json_member(object, key);
    return found != NULL && found->kind == TDM_JSON_STRING ? found->text : TDM_STR("");
}

const struct tdm_json *tdm_fhir_get(const struct tdm_json *object, const char *first, const char *second) {
    if (object == NULL || object->kind != TDM_JSON_OBJECT) return NULL;
    const struct tdm_json *found = tdm_json_member(object, first);
    return second == NULL ? found : tdm_fhir_get(found, second, NULL);
}

const struct tdm_json *tdm_fhir_own_code(const struct tdm_json *concept, const char *codes) {
    const struct tdm_json *codings = tdm_fhir_get(concept, "coding", NULL);
    if (codings == NULL || codings->kind != TDM_JSON_ARRAY) return NULL;
    for (const struct tdm_json *coding = codings->first; coding != NULL; coding = coding->next) {
        tdm_str system = tdm_fhir_str(coding, "system");
        size_t base = sizeof TDM_FHIR_CODES - 1;
        bool ours = tdm_str_starts_with(system, TDM_STR(TDM_FHIR_CODES)) &&
                    tdm_str_is(tdm_str_slice(system, base, system.len), codes);
        if (ours) return coding;
    }
    return NULL;
}

tdm_str tdm_fhir_own_word(const struct tdm_json *concept, const char *codes) {
    return tdm_fhir_str(tdm_fhir_own_code(concept, codes), "code");
}

tdm_str tdm_fhir_sid(const struct tdm_json *identifiers, const char *system) {
    if (identifiers == NULL) return TDM_STR("");
    if (identifiers->kind == TDM_JSON_OBJECT)
        return tdm_str_is(tdm_fhir_str(identifiers, "system"), system) ? tdm_fhir_str(identifiers, "value")
                                                                       : TDM_STR("");
    for (const struct tdm_json *one = identifiers->first; one != NULL; one = one->next)
        if (tdm_str_is(tdm_fhir_str(one, "system"), system)) return tdm_fhir_str(one, "value");
    return TDM_STR("");
}

/* ---- days, instants, values */

bool tdm_fhir_read_when(tdm_str text, tdm_date *date, tdm_time *time) {
    size_t t = 0;
    *time = TDM_TIME_NONE;
    if (!tdm_str_find(text, TDM_STR("T"), &t)) return tdm_date_parse(text, date);
    tdm_instant unused;
    bool whole = text.len >= t + 9 && text.at[t + 6] == ':'; /* hh:mm:ss */
    return whole && tdm_instant_parse(text, &unused) && tdm_date_parse(tdm_str_slice(text, 0, t), date) &&
           tdm_time_parse(tdm_str_slice(text, t + 1, t + 6), time);
}

bool tdm_fhir_read_instant(tdm_str text, tdm_instant *out) {
    return tdm_instant_parse(text, out);
}

bool tdm_fhir_read_quantity(const struct tdm_json *quantity, struct tdm_written_value *out) {
    const struct tdm_json *value = tdm_fhir_get(quantity, "value", NULL);
    if (value == NULL || value->kind != TDM_JSON_NUMBER || !tdm_decimal_parse(value->text, &out->number)) return false;
    if (tdm_fhir_get(quantity, "comparator", NULL) != NULL) return false; /* "below 5" is no value */
    out->is_number = true;
    out->word = tdm_fhir_str(quantity, "unit");
    return true;
}

bool tdm_fhir_read_value(const struct tdm_json *object, struct tdm_written_value *out) {
    const struct tdm_json *quantity = tdm_fhir_get(object, "valueQuantity", NULL);
    if (quantity != NULL) return tdm_fhir_read_quantity(quantity, out);
    const struct tdm_json *concept = tdm_fhir_get(object, "valueCodeableConcept", NULL);
    out->word = concept != NULL ? tdm_fhir_own_word(concept, TDM_FHIR_STEPS) : tdm_fhir_str(object, "valueString");
    return out->word.len > 0;
}

bool tdm_fhir_read_site(tdm_str code, tdm_str *region, enum tdm_side *side) {
    static const enum tdm_side sides[] = {TDM_SIDE_RIGHT, TDM_SIDE_LEFT, TDM_SIDE_NONE};
    for (size_t i = 0; i < TDM_COUNT(sides); i++) {
        tdm_str word = tdm_str_of(tdm_fhir_site_side(sides[i]));
        if (!tdm_str_ends_with(code, word) || code.len < word.len + 2) continue;
        if (code.at[code.len - word.len - 1] != '/') continue;
        *region = tdm_str_slice(code, 0, code.len - word.len - 1);
        *side = sides[i];
        return true;
    }
    return false;
}

/* ---- resources by their addresses */

tdm_str tdm_fhir_address_in(tdm_str *reference) {
    size_t history = reference->len, slashes = 0;
    (void)tdm_str_find(*reference, TDM_STR("/_history/"), &history);
    *reference = tdm_str_slice(*reference, 0, history);
    for (size_t i = reference->len; i-- > 0;) {
        slashes += reference->at[i] == '/';
        if (slashes == 2) return tdm_str_slice(*reference, i + 1, reference->len);
    }
    return TDM_STR("");
}

const struct tdm_json *tdm_fhir_contained(const struct tdm_json *resource, tdm_str id) {
    const struct tdm_json *all = tdm_fhir_get(resource, "contained", NULL);
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next)
        if (tdm_str_equal(tdm_fhir_str(one, "id"), id)) return one;
    return NULL;
}

/* "Type/id", or that at the end of an address, or the full URL of an entry. */
struct tdm_fhir_resource *tdm_fhir_resolve(struct tdm_fhir_in *in, tdm_str reference) {
    tdm_str end = tdm_fhir_address_in(&reference);
    struct tdm_fhir_resource *found = tdm_fhir_find(in, reference);
    return found != NULL || end.len == 0 ? found : tdm_fhir_find(in, end);
}

/* ---- who is told where */

struct tdm_place tdm_fhir_place(const struct tdm_fhir_resource *at, const struct tdm_json *piece) {
    const struct tdm_json *value = piece != NULL ? piece : at->json;
    uint32_t before = value->line == 1 ? at->column - 1 : 0; /* on the line where its text begins */
    return (struct tdm_place){at->file, value->line + at->line - 1, value->column + before, 1};
}

struct tdm_problem *tdm_fhir_refuse(struct tdm_fhir_in *in, const struct tdm_fhir_resource *at,
                                    const struct tdm_json *piece, enum tdm_why why, const char *code) {
    return tdm_problems_add(in->problems, TDM_ERROR, why, code, tdm_fhir_place(at, piece));
}

bool tdm_fhir_wrong(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *piece,
                    const char *what, const char *fix) {
    struct tdm_problem *p = tdm_fhir_refuse(t->in, at, piece, TDM_WHY_SYNTAX, "F066");
    tdm_problem_what(p, "%s", what);
    tdm_problem_fix(p, "%s", fix);
    return false;
}

/* Whom a reference names: by the identifier that this person has here, never by a name of people. */
bool tdm_fhir_read_person(struct tdm_fhir_take *t, const struct tdm_fhir_resource *at, const struct tdm_json *reference,
                          tdm_str *out) {
    const struct tdm_fhir_resource *who = tdm_fhir_resolve(t->in, tdm_fhir_str(reference, "reference"));
    if (who != NULL) *out = tdm_fhir_sid(tdm_fhir_get(who->json, "identifier", NULL), TDM_FHIR_PERSON);
    if (who != NULL && out->len > 0) return true;
    struct tdm_problem *p = tdm_fhir_refuse(t->in, at, reference, TDM_WHY_NOT_FOUND, "F062");
    if (who == NULL)
        tdm_problem_what(p, "nobody here is `%.*s`", TDM_FMT(tdm_fhir_str(reference, "reference")));
    else
        tdm_problem_what(p, "%.*s/%.*s has no identifier by which this clinic knows people", TDM_FMT(who->type),
                         TDM_FMT(who->id));
    tdm_problem_fix(p, "give the person an identifier of the system " TDM_FHIR_PERSON "; a name is no identifier");
    return false;
}
