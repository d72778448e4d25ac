/* hooks_answer.c - cards as the JSON that CDS Hooks 2.0.1 asks for: no null, nothing empty but `cards`. */
#include "hooks/hooks_int.h"

#include "fhir/fhir.h"
#include "views/page_parts.h"

/* The reasons that an entry may carry (docs/notation.md, `reason`): an override is one of them. */
static const char *const reasons[] = {"clinical-judgement", "patient-wish", "scheduling", "equipment",
                                      "side-effect",        "safety",       "data-error", "other"};

static void put_coding(struct tdm_json_writer *w, const char *system, tdm_str code, tdm_str display) {
    tdm_json_object_begin(w);
    tdm_json_text(w, "code", code);
    tdm_json_text(w, "system", tdm_str_of(system));
    tdm_json_text(w, "display", display);
    tdm_json_object_end(w);
}

static tdm_str pretty(const struct tdm_view *view, const char *word) {
    return tdm_part_name(view, tdm_str_of(word));
}

static void put_source(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_hook_card *card) {
    tdm_json_key(w, "source");
    tdm_json_object_begin(w);
    tdm_json_text(w, "label", TDM_STR("Tandem"));
    tdm_json_key(w, "topic");
    put_coding(w, TDM_HOOK_CODES "card", tdm_str_of(card->topic), pretty(view, card->topic));
    tdm_json_object_end(w);
}

/* ---- suggestions */

static void put_begin(struct tdm_json_writer *w, const struct tdm_hook_card *card, tdm_str label, const char *which) {
    struct tdm_buf name;
    tdm_buf_init(&name, w->out->mem, 200);
    tdm_buf_format(&name, "%.*s-%s", TDM_FMT(card->uuid), which);
    tdm_json_object_begin(w);
    tdm_json_text(w, "label", label);
    tdm_json_text(w, "uuid", tdm_buf_str(&name));
    tdm_json_key(w, "actions");
    tdm_json_array_begin(w);
    tdm_json_object_begin(w);
}

static void put_end(struct tdm_json_writer *w) {
    tdm_json_object_end(w);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
}

static void put_removal(struct tdm_json_writer *w, const struct tdm_hook_card *card) {
    struct tdm_buf id;
    tdm_buf_init(&id, w->out->mem, 4096);
    tdm_buf_format(&id, "%.*s/%.*s", TDM_FMT(card->order_type), TDM_FMT(card->order_id));
    put_begin(w, card, card->remove, "remove");
    tdm_json_text(w, "type", TDM_STR("delete"));
    tdm_json_text(w, "description", card->remove);
    tdm_json_text(w, "resourceId", tdm_buf_str(&id));
    put_end(w);
}

static void put_task(struct tdm_json_writer *w, const struct tdm_hook_ask *ask, const struct tdm_hook_card *card) {
    struct tdm_buf patient;
    tdm_buf_init(&patient, w->out->mem, 4096);
    tdm_buf_format(&patient, "Patient/%.*s", TDM_FMT(ask->patient));
    tdm_json_object_begin(w);
    tdm_json_text(w, "resourceType", TDM_STR("Task"));
    tdm_json_text(w, "status", TDM_STR("requested"));
    tdm_json_text(w, "intent", TDM_STR("proposal"));
    tdm_json_key(w, "code");
    tdm_json_object_begin(w);
    tdm_json_key(w, "coding");
    tdm_json_array_begin(w);
    tdm_json_object_begin(w);
    tdm_json_text(w, "system", TDM_STR("http://hl7.org/fhir/CodeSystem/task-code"));
    tdm_json_text(w, "code", TDM_STR("approve"));
    tdm_json_object_end(w);
    tdm_json_array_end(w);
    tdm_json_object_end(w);
    tdm_json_text(w, "description", card->task);
    tdm_json_key(w, "for");
    tdm_json_object_begin(w);
    tdm_json_text(w, "reference", tdm_buf_str(&patient));
    tdm_json_object_end(w);
    tdm_json_object_end(w);
}

static void put_request(struct tdm_json_writer *w, const struct tdm_hook_ask *ask, const struct tdm_hook_card *card) {
    put_begin(w, card, card->request, "request");
    tdm_json_text(w, "type", TDM_STR("create"));
    tdm_json_text(w, "description", card->request);
    tdm_json_key(w, "resource");
    put_task(w, ask, card);
    put_end(w);
}

/* ---- cards */

static void put_overrides(struct tdm_json_writer *w, const struct tdm_view *view) {
    tdm_json_key(w, "overrideReasons");
    tdm_json_array_begin(w);
    for (size_t i = 0; i < TDM_COUNT(reasons); i++)
        put_coding(w, TDM_HOOK_CODES "reason", tdm_str_of(reasons[i]), pretty(view, reasons[i]));
    tdm_json_array_end(w);
}

static void put_card(struct tdm_json_writer *w, const struct tdm_view *view, const struct tdm_hook_ask *ask,
                     const struct tdm_hook_card *card) {
    static const char *const indicators[] = {"info", "warning", "critical"};
    tdm_json_object_begin(w);
    tdm_json_text(w, "uuid", card->uuid);
    tdm_json_text(w, "summary", card->summary);
    tdm_json_text(w, "detail", card->detail);
    tdm_json_text(w, "indicator", tdm_str_of(indicators[card->indicator]));
    put_source(w, view, card);
    if (card->remove.len > 0 || card->request.len > 0) {
        tdm_json_key(w, "suggestions");
        tdm_json_array_begin(w);
        if (card->remove.len > 0) put_removal(w, card);
        if (card->request.len > 0) put_request(w, ask, card);
        tdm_json_array_end(w);
        tdm_json_text(w, "selectionBehavior", TDM_STR("any"));
    }
    if (card->indicator != TDM_HOOK_INFO) put_overrides(w, view);
    tdm_json_object_end(w);
}

void tdm_hook_answer(struct tdm_buf *out, const struct tdm_view *view, const struct tdm_hook_ask *ask,
                     const struct tdm_hook_cards *cards) {
    struct tdm_json_writer w;
    tdm_json_writer_init(&w, out, false);
    tdm_json_object_begin(&w);
    tdm_json_key(&w, "cards");
    tdm_json_array_begin(&w);
    for (int worst = TDM_HOOK_CRITICAL; worst >= TDM_HOOK_INFO; worst--)
        for (size_t i = 0; i < cards->count; i++)
            if ((int)cards->list[i].indicator == worst) put_card(&w, view, ask, &cards->list[i]);
    tdm_json_array_end(&w);
    tdm_json_object_end(&w);
}

void tdm_hook_outcome(struct tdm_buf *out, const struct tdm_problem *problem) {
    struct tdm_arena *mem = out->mem;
    struct tdm_problems *problems = TDM_NEW(mem, struct tdm_problems);
    tdm_problems_init(problems);
    struct tdm_problem *kept = tdm_problems_add(problems, TDM_ERROR, problem->why, problem->code, problem->place);
    tdm_problem_what(kept, "%s", problem->what);
    tdm_problem_fix(kept, "%s", problem->fix);
    tdm_fhir_outcome(out, NULL, problems);
}
