/* fhir_medicine.c - what an order of another system is of: a medicine by codes and words, an exercise in our own codes.
 * Where codes and words are of different things, neither is believed. */
#include "fhir/fhir_int.h"
#include "fhir/medicine.h"

/* ---- things by their codes */

static const char *codes_of(enum tdm_catalog_kind kind) {
    switch ((int)kind) {
    case TDM_KIND_SUBSTANCE:
        return TDM_FHIR_SUBSTANCES;
    case TDM_KIND_EXERCISE:
        return TDM_FHIR_EXERCISES;
    case TDM_KIND_PROCEDURE:
        return TDM_FHIR_PROCEDURES;
    default:
        return NULL;
    }
}

tdm_str tdm_fhir_thing_by_code(const struct tdm_catalog *catalog, const struct tdm_json *concept,
                               enum tdm_catalog_kind kind) {
    const struct tdm_json *codings = tdm_fhir_get(concept, "coding", NULL);
    const char *own = codes_of(kind);
    if (codings == NULL || codings->kind != TDM_JSON_ARRAY) return TDM_STR("");
    tdm_ref ref = own == NULL ? TDM_REF_NONE : tdm_catalog_find(catalog, kind, tdm_fhir_own_word(concept, own));
    if (ref != TDM_REF_NONE) return tdm_catalog_name(catalog, kind, ref);
    for (const struct tdm_json *one = codings->first; one != NULL; one = one->next) {
        enum tdm_code_system system;
        if (!tdm_code_system_of_uri(tdm_fhir_str(one, "system"), &system)) continue;
        if (tdm_catalog_coded(catalog, (int)kind, system, tdm_fhir_str(one, "code"), &ref) != NULL)
            return tdm_catalog_name(catalog, kind, ref);
    }
    return TDM_STR("");
}

/* ---- medicines */

static tdm_str words_of(const struct tdm_json *concept) {
    const struct tdm_json *codings = tdm_fhir_get(concept, "coding", NULL);
    tdm_str text = tdm_fhir_str(concept, "text");
    if (codings == NULL || codings->kind != TDM_JSON_ARRAY) return tdm_str_trim(text);
    for (const struct tdm_json *one = codings->first; one != NULL && text.len == 0; one = one->next)
        text = tdm_fhir_str(one, "display");
    return tdm_str_trim(text);
}

static uint64_t ingredients_of(const struct tdm_catalog *catalog, tdm_str said, tdm_ref *list, uint32_t *count,
                               uint32_t most) {
    const tdm_ref *found;
    tdm_ref route, one[1];
    uint32_t n = 0;
    uint64_t classes = 0;
    if (!tdm_catalog_ingredients(catalog, said, &found, &n, &route, one)) return 0;
    for (uint32_t i = 0; i < n && *count < most; i++) {
        list[(*count)++] = found[i];
        classes |= tdm_catalog_substance(catalog, found[i])->classes;
    }
    return classes;
}

/* Is all that `coded` holds among what the words hold? */
static bool among(const struct tdm_catalog *catalog, tdm_str coded, const struct tdm_ordered *holds) {
    enum { MOST = 32 };
    tdm_ref theirs[MOST], mine[MOST];
    uint32_t their_count = 0, my_count = 0;
    (void)ingredients_of(catalog, coded, theirs, &their_count, MOST);
    for (uint32_t i = 0; i < holds->count; i++)
        if (holds->parts[i].known) (void)ingredients_of(catalog, holds->parts[i].words, mine, &my_count, MOST);
    for (uint32_t t = 0; t < their_count; t++) {
        bool there = false;
        for (uint32_t m = 0; m < my_count; m++) there = there || mine[m] == theirs[t];
        if (!there) return false;
    }
    return true;
}

static bool some_known(const struct tdm_ordered *holds) {
    for (uint32_t i = 0; i < holds->count; i++)
        if (holds->parts[i].known) return true;
    return false;
}

/* A code says one thing for certain; words may say more. A name that nobody knows stands for what is coded, if it is
 * one name. */
static void join(const struct tdm_catalog *catalog, tdm_str coded, struct tdm_fhir_medicine *out) {
    struct tdm_ordered *holds = &out->holds;
    if (coded.len == 0) return;
    if (some_known(holds)) {
        out->contradicts = !among(catalog, coded, holds);
        if (!out->contradicts) return;
        holds->count = 1;
        holds->parts[0] = (struct tdm_ordered_part){out->words, false};
        holds->whole = false;
        return;
    }
    if (holds->count <= 1) {
        holds->count = 1;
        holds->parts[0] = (struct tdm_ordered_part){coded, true};
        holds->whole = true;
        return;
    }
    if (holds->count < TDM_ORDERED_MAX) holds->parts[holds->count++] = (struct tdm_ordered_part){coded, true};
}

static void read_route(const struct tdm_catalog *catalog, tdm_str coded, const struct tdm_json *dosage,
                       struct tdm_fhir_medicine *out) {
    const struct tdm_json *route = tdm_fhir_get(dosage, "route", NULL);
    const tdm_ref *found;
    tdm_ref said = tdm_catalog_find(catalog, TDM_KIND_ROUTE, tdm_fhir_own_word(route, TDM_FHIR_ROUTES)), own, one[1];
    tdm_ref form = out->holds.route;
    uint32_t count;
    if (form == TDM_REF_NONE && coded.len > 0 && tdm_catalog_ingredients(catalog, coded, &found, &count, &own, one))
        form = own;
    if (said == TDM_REF_NONE) said = tdm_catalog_route_said(catalog, words_of(route));
    out->route = said != TDM_REF_NONE && form != TDM_REF_NONE && said != form ? TDM_REF_NONE
                 : said != TDM_REF_NONE                                       ? said
                                                                              : form;
}

void tdm_fhir_read_medicine(const struct tdm_catalog *catalog, const struct tdm_json *concept,
                            const struct tdm_json *dosage, struct tdm_fhir_medicine *out) {
    *out = (struct tdm_fhir_medicine){.words = words_of(concept), .route = TDM_REF_NONE};
    tdm_str coded = tdm_fhir_thing_by_code(catalog, concept, TDM_KIND_PRODUCT);
    if (coded.len == 0) coded = tdm_fhir_thing_by_code(catalog, concept, TDM_KIND_SUBSTANCE);
    out->coded = coded;
    tdm_catalog_ordered(catalog, out->words, &out->holds);
    join(catalog, coded, out);
    read_route(catalog, coded, dosage, out);
    const struct tdm_json *codings = tdm_fhir_get(concept, "coding", NULL);
    if (codings == NULL || codings->kind != TDM_JSON_ARRAY) return;
    for (const struct tdm_json *one = codings->first; one != NULL; one = one->next) {
        enum tdm_code_system system;
        if (tdm_code_system_of_uri(tdm_fhir_str(one, "system"), &system) && system == TDM_CODE_ATC)
            out->classes |= tdm_catalog_classes_of_atc(catalog, tdm_fhir_str(one, "code"));
    }
}

/* Words and code of two things side by side are a name that nobody knows, which is what is true. */
tdm_str tdm_fhir_medicine_said(struct tdm_arena *mem, const struct tdm_fhir_medicine *medicine) {
    struct tdm_buf out;
    if (!medicine->contradicts) return medicine->words;
    tdm_buf_init(&out, mem, 8192);
    tdm_buf_format(&out, "%.*s (coded as %.*s)", TDM_FMT(medicine->words), TDM_FMT(medicine->coded));
    return tdm_buf_str(&out);
}

/* ---- exercises */

bool tdm_fhir_read_exercise(struct tdm_arena *mem, const struct tdm_json *request, struct tdm_written_dose *out) {
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    struct tdm_fhir_in in = {.mem = mem, .problems = problems};
    struct tdm_fhir_take take = {.in = &in, .mem = mem};
    struct tdm_fhir_resource resource = {.json = request, .type = TDM_STR("ServiceRequest")};
    struct tdm_entry entry = {.kind = TDM_ENTRY_PRESCRIBE};
    resource.entry_index = UINT32_MAX;
    if (tdm_fhir_own_word(tdm_fhir_get(request, "code", NULL), TDM_FHIR_EXERCISES).len == 0) return false;
    if (!tdm_fhir_take_order(&take, &resource, &entry) || entry.dose_count != 1) return false;
    *out = entry.doses[0];
    return true;
}
