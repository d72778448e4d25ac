/* fhir_whose.c - whose a resource of another system is: the patient's, nobody's (an organization), or of somebody else.
 * Its subject says so; without one, whatever it leads to, over however many others. A subject that leads to nobody here
 * is not the patient. */
#include "fhir/fhir_int.h"

enum known { UNKNOWN, ASKED, CLEAN, OTHER }; /* of what is led to; clean: nothing there leads to somebody else */

struct tdm_fhir_owner {
    const struct tdm_fhir_foreign *f;
    const struct tdm_fhir_shelf *shelf;
    uint32_t patient;
    struct tdm_arena *mem;     /* lives as long */
    struct tdm_arena *scratch; /* of the one that is gone through */
    struct tdm_arena *looked;  /* of what it leads to, one at a time */
    uint8_t *known;            /* by number */
    uint32_t *asked;           /* of one search */
    size_t count, room;
    struct tdm_problems quiet;
};

struct tdm_fhir_owner *tdm_fhir_owner_open(struct tdm_arena *mem, const struct tdm_fhir_shelf *shelf,
                                           const struct tdm_fhir_foreign *f, uint32_t patient) {
    struct tdm_fhir_owner *o = TDM_NEW(mem, struct tdm_fhir_owner);
    *o = (struct tdm_fhir_owner){.f = f, .shelf = shelf, .patient = patient};
    o->mem = tdm_arena_open((size_t)8 << 30);
    o->scratch = tdm_arena_open((size_t)2 << 30);
    o->looked = tdm_arena_open((size_t)2 << 30);
    o->known = TDM_NEW_ARRAY(o->mem, uint8_t, (size_t)f->count + 1);
    tdm_problems_init(&o->quiet);
    return o;
}

void tdm_fhir_owner_close(struct tdm_fhir_owner *o) {
    tdm_arena_close(o->looked);
    tdm_arena_close(o->scratch);
    tdm_arena_close(o->mem);
}

/* ---- by an identifier */

static bool is_identifier(const struct tdm_json *one, const struct tdm_fhir_foreign *f) {
    return f->value.len > 0 && tdm_str_equal(tdm_fhir_str(one, "system"), f->system) &&
           tdm_str_equal(tdm_fhir_str(one, "value"), f->value);
}

bool tdm_fhir_identified(const struct tdm_json *patient, const struct tdm_fhir_foreign *f) {
    const struct tdm_json *all = tdm_fhir_get(patient, "identifier", NULL);
    for (const struct tdm_json *one = all == NULL ? NULL : all->first; one != NULL; one = one->next)
        if (is_identifier(one, f)) return true;
    return false;
}

/* "Patient?identifier=SYSTEM|VALUE", as a transaction may say it. */
static bool asks_for(tdm_str reference, const struct tdm_fhir_foreign *f) {
    size_t at;
    if (!tdm_str_find(reference, TDM_STR("Patient?identifier="), &at)) return false;
    tdm_str asked = tdm_str_slice(reference, at + sizeof "Patient?identifier=" - 1, reference.len);
    return asked.len == f->system.len + 1 + f->value.len && tdm_str_starts_with(asked, f->system) &&
           asked.at[f->system.len] == '|' && tdm_str_ends_with(asked, f->value);
}

/* ---- by a reference */

static bool is_absolute(tdm_str address) {
    size_t at;
    return tdm_str_find(address, TDM_STR("://"), &at);
}

/* An address of another server ends alike, and is another one. */
static const struct tdm_fhir_resource *led_to(struct tdm_fhir_in *in, tdm_str reference) {
    tdm_str whole = reference, end = tdm_fhir_address_in(&whole);
    const struct tdm_fhir_resource *found = tdm_fhir_find(in, whole);
    if (found != NULL || end.len == 0) return found;
    found = tdm_fhir_find(in, end);
    return found != NULL && is_absolute(whole) && is_absolute(found->full_url) ? NULL : found;
}

static bool names_patient(tdm_str reference) {
    tdm_str whole = reference, end = tdm_fhir_address_in(&whole);
    size_t at;
    return tdm_str_starts_with(end.len > 0 ? end : whole, TDM_STR("Patient/")) ||
           tdm_str_find(reference, TDM_STR("Patient?"), &at);
}

/* Also tells whether it leads to anything that is here. */
struct leading {
    enum tdm_fhir_whose whose;
    bool here;
};

static struct leading of_contained(const struct tdm_fhir_owner *o, const struct tdm_json *root, tdm_str id) {
    const struct tdm_json *one = tdm_fhir_contained(root, id);
    if (!tdm_str_is(tdm_fhir_str(one, "resourceType"), "Patient")) return (struct leading){TDM_FHIR_KEPT, one != NULL};
    return (struct leading){tdm_fhir_identified(one, o->f) ? TDM_FHIR_OWN : TDM_FHIR_OTHERS, true};
}

/* What is no Patient is gone through later, once. */
static enum tdm_fhir_whose of_found(struct tdm_fhir_owner *o, const struct tdm_fhir_resource *found) {
    uint32_t number = found->number;
    if (tdm_str_is(found->type, "Patient")) return number == o->patient ? TDM_FHIR_OWN : TDM_FHIR_OTHERS;
    if (o->known[number] == OTHER) return TDM_FHIR_OTHERS;
    if (o->known[number] != UNKNOWN) return TDM_FHIR_KEPT;
    o->known[number] = ASKED;
    TDM_GROW(o->mem, o->asked, o->count, o->room);
    o->asked[o->count++] = number;
    return TDM_FHIR_KEPT;
}

static struct leading of_address(struct tdm_fhir_owner *o, tdm_str reference) {
    tdm_arena_reset(o->looked);
    struct tdm_fhir_in *in = tdm_fhir_in_open_shelf(o->looked, &o->quiet, o->shelf);
    const struct tdm_fhir_resource *found = led_to(in, reference);
    if (found != NULL) return (struct leading){of_found(o, found), true};
    if (asks_for(reference, o->f)) return (struct leading){TDM_FHIR_OWN, true};
    return (struct leading){names_patient(reference) ? TDM_FHIR_OTHERS : TDM_FHIR_KEPT, false};
}

static struct leading of_reference(struct tdm_fhir_owner *o, const struct tdm_json *root, const struct tdm_json *said) {
    tdm_str reference = tdm_fhir_str(said, "reference");
    if (reference.len > 0 && reference.at[0] == '#')
        return of_contained(o, root, tdm_str_slice(reference, 1, reference.len));
    if (reference.len > 0) return of_address(o, reference);
    bool patient = tdm_str_is(tdm_fhir_str(said, "type"), "Patient");
    if (is_identifier(tdm_fhir_get(said, "identifier", NULL), o->f)) return (struct leading){TDM_FHIR_OWN, true};
    return (struct leading){patient ? TDM_FHIR_OTHERS : TDM_FHIR_KEPT, false};
}

/* ---- by what it says */

static enum tdm_fhir_whose more(enum tdm_fhir_whose one, enum tdm_fhir_whose other) {
    return one > other ? one : other;
}

static enum tdm_fhir_whose of_subjects(struct tdm_fhir_owner *o, const struct tdm_json *root) {
    static const char *const names[] = {"subject", "patient", "for", "beneficiary"};
    enum tdm_fhir_whose whose = TDM_FHIR_KEPT;
    for (size_t i = 0; i < TDM_COUNT(names); i++) {
        const struct tdm_json *said = tdm_fhir_get(root, names[i], NULL);
        bool several = said != NULL && said->kind == TDM_JSON_ARRAY;
        for (const struct tdm_json *one = several ? said->first : said; one != NULL && whose != TDM_FHIR_OTHERS;
             one = several ? one->next : NULL) {
            struct leading to = of_reference(o, root, one);
            bool nobody = to.whose == TDM_FHIR_KEPT && !to.here; /* somebody who is not here */
            whose = more(whose, nobody ? TDM_FHIR_OTHERS : to.whose);
        }
    }
    return whose;
}

/* Any reference in it, however deep; a Patient that stands in it itself. */
static enum tdm_fhir_whose of_all(struct tdm_fhir_owner *o, const struct tdm_json *root, const struct tdm_json *json) {
    enum tdm_fhir_whose whose = TDM_FHIR_KEPT;
    if (json->kind != TDM_JSON_OBJECT && json->kind != TDM_JSON_ARRAY) return whose;
    if (json->kind == TDM_JSON_OBJECT) {
        if (json != root && tdm_str_is(tdm_fhir_str(json, "resourceType"), "Patient"))
            return tdm_fhir_identified(json, o->f) ? TDM_FHIR_KEPT : TDM_FHIR_OTHERS;
        whose = of_reference(o, root, json).whose;
    }
    for (const struct tdm_json *one = json->first; one != NULL && whose != TDM_FHIR_OTHERS; one = one->next)
        whose = more(whose, of_all(o, root, one));
    return whose == TDM_FHIR_OWN ? TDM_FHIR_KEPT : whose;
}

static enum tdm_fhir_whose of_resource(struct tdm_fhir_owner *o, const struct tdm_json *root) {
    enum tdm_fhir_whose whose = of_subjects(o, root);
    return whose != TDM_FHIR_KEPT ? whose : of_all(o, root, root);
}

/* What was led to, and what that leads to. */
static bool leads_to_others(struct tdm_fhir_owner *o) {
    for (size_t i = 0; i < o->count; i++) {
        tdm_arena_reset(o->scratch);
        struct tdm_fhir_in *in = tdm_fhir_in_open_shelf(o->scratch, &o->quiet, o->shelf);
        const struct tdm_fhir_resource *one = tdm_fhir_in_get(in, o->asked[i]);
        if (one != NULL && of_resource(o, one->json) == TDM_FHIR_OTHERS) return true;
    }
    return false;
}

enum tdm_fhir_whose tdm_fhir_whose(struct tdm_fhir_owner *o, const struct tdm_fhir_resource *one) {
    if (tdm_str_is(one->type, "Patient")) return one->number == o->patient ? TDM_FHIR_KEPT : TDM_FHIR_OTHERS;
    o->count = 0;
    enum tdm_fhir_whose whose = of_resource(o, one->json);
    if (whose != TDM_FHIR_OTHERS && leads_to_others(o)) whose = TDM_FHIR_OTHERS;
    bool other = whose == TDM_FHIR_OTHERS;
    for (size_t i = 0; i < o->count; i++) o->known[o->asked[i]] = other ? UNKNOWN : CLEAN;
    o->known[one->number] = other ? OTHER : CLEAN;
    return whose;
}
