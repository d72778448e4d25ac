/* hooks_read.c - a question of another system. What does not concern the decision is not looked at: real clients send
 * drafts that are no whole resources yet. What must be there is told by its JSON pointer. */
#include "hooks/hooks_int.h"

/* ---- services */

/* Each hook has an id of its own, though one would do: clients keep services by their address (the sandbox of CDS Hooks
 * does), and of one id under several hooks they ask the last alone. Every id of a service answers every hook of it. */
static const struct {
    const char *word, *id;
    enum tdm_hook_service service;
} hooks[TDM_HOOK_COUNT] = {
    [TDM_HOOK_PATIENT_VIEW] = {"patient-view", "tandem-guard-view", TDM_HOOK_GUARD},
    [TDM_HOOK_ORDER_SELECT] = {"order-select", "tandem-guard-select", TDM_HOOK_GUARD},
    [TDM_HOOK_ORDER_SIGN] = {"order-sign", "tandem-guard", TDM_HOOK_GUARD},
    [TDM_HOOK_MEDICATION_PRESCRIBE] = {"medication-prescribe", "tandem-guard-prescribe", TDM_HOOK_GUARD},
    [TDM_HOOK_APPOINTMENT_BOOK] = {"appointment-book", "tandem-booking", TDM_HOOK_BOOKING},
};
static const struct {
    const char *id, *title, *description;
} services[TDM_HOOK_SERVICE_COUNT] = {
    [TDM_HOOK_GUARD] =
        {"tandem-guard", "Tandem: orders beside a protocol of regenerative and rehabilitative care",
         "Tells when an order goes against the protocol of an episode that Tandem keeps: a medicine inside a "
         "restriction, a load above what is allowed or before a clearance, a procedure before its baseline is known; "
         "and what cannot be told. It decides nothing."},
    [TDM_HOOK_BOOKING] =
        {"tandem-booking", "Tandem: appointments beside a protocol of regenerative and rehabilitative care",
         "Tells when a procedure is booked before its baseline is known or while a warning sign is open, and which "
         "decisions are overdue. It decides nothing."},
};

const char *tdm_hook_word(enum tdm_hook hook) {
    return hooks[hook].word;
}

const char *tdm_hook_service_id(enum tdm_hook_service service) {
    return services[service].id;
}

bool tdm_hook_service_find(tdm_str id, enum tdm_hook_service *out) {
    for (int i = 0; i < TDM_HOOK_COUNT; i++)
        if (tdm_str_is(id, hooks[i].id)) {
            *out = hooks[i].service;
            return true;
        }
    return false;
}

void tdm_hooks_discovery(struct tdm_buf *out) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, out, false);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "services");
    tdm_json_array_begin(&w);
    for (int i = 0; i < TDM_HOOK_COUNT; i++) {
        tdm_json_object_begin(&w);
        tdm_json_text(&w, "hook", tdm_str_of(hooks[i].word));
        tdm_json_text(&w, "title", tdm_str_of(services[hooks[i].service].title));
        tdm_json_text(&w, "description", tdm_str_of(services[hooks[i].service].description));
        tdm_json_text(&w, "id", tdm_str_of(hooks[i].id));
        tdm_json_key(&w, "prefetch");
        tdm_json_object_begin(&w);
        tdm_json_text(&w, "patient", TDM_STR("Patient/{{context.patientId}}"));
        tdm_json_object_end(&w);
        tdm_json_object_end(&w);
    }
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
}

/* ---- members */

const struct tdm_json *hook_get(const struct tdm_json *object, const char *key) {
    return object == NULL || object->kind != TDM_JSON_OBJECT ? NULL : tdm_json_member(object, key);
}

tdm_str hook_str(const struct tdm_json *object, const char *key) {
    const struct tdm_json *found = hook_get(object, key);
    return found != NULL && found->kind == TDM_JSON_STRING ? found->text : TDM_STR("");
}

const struct tdm_json *hook_first(const struct tdm_json *array) {
    return array == NULL || array->kind != TDM_JSON_ARRAY ? NULL : array->first;
}

static bool missing(struct tdm_problem *problem, const char *pointer, const char *fix) {
    (void)tdm_fail(problem, TDM_WHY_MISSING, "Z002", (struct tdm_place){.file = TDM_STR("the request")},
                   "%s is missing, or is not of the kind that it has to be", pointer);
    tdm_problem_fix(problem, "%s", fix);
    return false;
}

/* ---- orders */

struct taking {
    struct tdm_arena *mem;
    struct tdm_hook_order *list;
    size_t count, room;
    bool more;
};

static bool was_selected(const struct tdm_json *selections, const struct tdm_hook_order *order) {
    if (hook_first(selections) == NULL) return true;
    for (const struct tdm_json *one = selections->first; one != NULL; one = one->next) {
        size_t slash = 0;
        if (one->kind != TDM_JSON_STRING) continue;
        tdm_str text = one->text;
        bool typed = tdm_str_find(text, TDM_STR("/"), &slash);
        if (tdm_str_equal(typed ? tdm_str_slice(text, slash + 1, text.len) : text, order->id) &&
            (!typed || tdm_str_equal(tdm_str_slice(text, 0, slash), order->type)))
            return true;
    }
    return false;
}

/* Of the bundle, whatever it says of itself. */
static void take_bundle(struct taking *t, const struct tdm_json *bundle, const struct tdm_json *selections) {
    for (const struct tdm_json *entry = hook_first(hook_get(bundle, "entry")); entry != NULL; entry = entry->next) {
        const struct tdm_json *resource = hook_get(entry, "resource");
        struct tdm_hook_order order = {resource, hook_str(resource, "resourceType"), hook_str(resource, "id")};
        if (order.type.len == 0 || !was_selected(selections, &order)) continue;
        if (t->count == TDM_HOOK_ORDERS_MAX) {
            t->more = true;
            return;
        }
        TDM_GROW(t->mem, t->list, t->count, t->room);
        t->list[t->count++] = order;
    }
}

static void read_orders(struct tdm_arena *mem, const struct tdm_json *context, struct tdm_hook_ask *out) {
    struct taking t = {.mem = mem};
    static const char *const bundles[] = {"draftOrders", "medications", "appointments"};
    const struct tdm_json *selections = out->hook == TDM_HOOK_ORDER_SELECT ? hook_get(context, "selections") : NULL;
    for (size_t i = 0; i < TDM_COUNT(bundles); i++) take_bundle(&t, hook_get(context, bundles[i]), selections);
    out->orders = t.list;
    out->order_count = (uint32_t)t.count;
    out->more = t.more;
}

/* ---- the patient */

static void read_patient(const struct tdm_json *prefetch, struct tdm_hook_ask *out) {
    const struct tdm_json *given = hook_get(prefetch, "patient");
    out->patient_given = TDM_HOOK_ABSENT;
    if (given == NULL) return;
    out->patient_given = TDM_HOOK_NOTHING;
    if (given->kind != TDM_JSON_OBJECT) return;
    tdm_str type = hook_str(given, "resourceType");
    if (tdm_str_is(type, "Bundle")) { /* a search instead of a read */
        given = hook_get(hook_first(hook_get(given, "entry")), "resource");
        type = hook_str(given, "resourceType");
    }
    if (tdm_str_is(type, "OperationOutcome")) out->patient_given = TDM_HOOK_FAILED;
    if (!tdm_str_is(type, "Patient")) return;
    out->patient_given = TDM_HOOK_THERE;
    out->patient_json = given;
}

struct tdm_hook_keys tdm_hook_keys_of(struct tdm_arena *mem, const struct tdm_hook_ask *ask) {
    const struct tdm_json *all = ask->patient_json == NULL ? NULL : hook_get(ask->patient_json, "identifier");
    uint32_t most = all != NULL && all->kind == TDM_JSON_ARRAY ? all->count : 0, count = 0;
    tdm_str *list = TDM_NEW_ARRAY(mem, tdm_str, most + 1);
    struct tdm_buf key;
    if (ask->fhir_server.len > 0) {
        tdm_str server = ask->fhir_server;
        if (tdm_str_ends_with(server, TDM_STR("/"))) server = tdm_str_slice(server, 0, server.len - 1);
        tdm_buf_init(&key, mem, 8192);
        tdm_buf_format(&key, "%.*s/Patient|%.*s", TDM_FMT(server), TDM_FMT(ask->patient));
        list[count++] = tdm_buf_str(&key);
    }
    for (const struct tdm_json *one = hook_first(all); one != NULL; one = one->next) {
        tdm_str system = hook_str(one, "system"), value = hook_str(one, "value"), use = hook_str(one, "use");
        if (system.len == 0 || value.len == 0 || tdm_str_is(use, "old")) continue;
        tdm_buf_init(&key, mem, 8192);
        tdm_buf_format(&key, "%.*s|%.*s", TDM_FMT(system), TDM_FMT(value));
        list[count++] = tdm_buf_str(&key);
    }
    return (struct tdm_hook_keys){list, count};
}

bool tdm_hook_lacks(const struct tdm_hook_ask *ask, struct tdm_problem *problem) {
    static const char *const whats[] = {
        [TDM_HOOK_ABSENT] = "/prefetch/patient was not sent, and nothing else says who the patient is",
        [TDM_HOOK_NOTHING] = "/prefetch/patient holds no Patient, and nothing else says who the patient is",
        [TDM_HOOK_FAILED] = "/prefetch/patient says that your own query failed",
        [TDM_HOOK_THERE] = "/prefetch/patient is another patient than /context/patientId"};
    tdm_str id = hook_str(ask->patient_json, "id");
    if (ask->patient_given == TDM_HOOK_THERE && (id.len == 0 || tdm_str_equal(id, ask->patient))) return false;
    (void)tdm_fail(problem, TDM_WHY_MISSING, "Z004", (struct tdm_place){.file = TDM_STR("the request")}, "%s",
                   whats[ask->patient_given]);
    tdm_problem_fix(problem, "send the prefetch `patient` as the discovery asks: Patient/{{context.patientId}}");
    return true;
}

/* ---- the whole */

static bool hook_of(const struct tdm_json *root, enum tdm_hook_service service, enum tdm_hook *out,
                    struct tdm_problem *problem) {
    tdm_str word = hook_str(root, "hook");
    if (word.len == 0) return missing(problem, "/hook", "name the hook: \"hook\": \"order-sign\"");
    for (int i = 0; i < TDM_HOOK_COUNT; i++)
        if (tdm_str_is(word, hooks[i].word) && hooks[i].service == service) {
            *out = (enum tdm_hook)i;
            return true;
        }
    (void)tdm_fail(problem, TDM_WHY_NOT_FOUND, "Z003", (struct tdm_place){.file = TDM_STR("the request")},
                   "/hook is \"%.*s\", which %s does not answer", TDM_FMT(word), services[service].id);
    tdm_problem_fix(problem, "GET /cds-services tells which service answers which hook");
    return false;
}

/* "Patient/p1" is against the hooks' text, and sent all the same. */
static tdm_str patient_of(const struct tdm_json *context) {
    tdm_str id = hook_str(context, "patientId"), type = TDM_STR("Patient/");
    return tdm_str_starts_with(id, type) ? tdm_str_slice(id, type.len, id.len) : id;
}

bool tdm_hook_read(struct tdm_arena *mem, enum tdm_hook_service service, tdm_str text, struct tdm_hook_ask *out,
                   struct tdm_problem *problem) {
    const struct tdm_json *root, *context;
    *out = (struct tdm_hook_ask){.service = service};
    if (!tdm_json_read(mem, TDM_STR("the request"), text, &root, problem)) return false;
    if (root->kind != TDM_JSON_OBJECT) {
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "Z001", (struct tdm_place){.file = TDM_STR("the request")},
                       "a request is an object of JSON");
        tdm_problem_fix(problem, "send {\"hook\": ..., \"hookInstance\": ..., \"context\": {...}}");
        return false;
    }
    if (!hook_of(root, service, &out->hook, problem)) return false;
    out->instance = hook_str(root, "hookInstance");
    out->fhir_server = hook_str(root, "fhirServer");
    context = hook_get(root, "context");
    if (out->instance.len == 0) return missing(problem, "/hookInstance", "send a UUID of this occasion");
    if (context == NULL || context->kind != TDM_JSON_OBJECT)
        return missing(problem, "/context", "send the context that the hook asks for");
    out->patient = patient_of(context);
    if (out->patient.len == 0) return missing(problem, "/context/patientId", "send the FHIR id of the patient");
    read_orders(mem, context, out);
    read_patient(hook_get(root, "prefetch"), out);
    return true;
}
