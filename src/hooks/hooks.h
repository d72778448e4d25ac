/* hooks.h - CDS Hooks 2.0.1: what another system asks while somebody orders or books, as a value; and the cards it is answered
 * with. Pure: JSON and cases in, JSON out. A lenient reader, a strict writer. The verdict is the engine's (engine/verdict.h):
 * an order is tried as the entry that it would be. Codes Z001...: docs/problems.md; docs/cds-hooks.md. */
#ifndef TDM_HOOKS_H
#define TDM_HOOKS_H

#include "engine/verdict.h"
#include "json/json.h"
#include "views/views.h"

/* ---- services */

enum tdm_hook { TDM_HOOK_PATIENT_VIEW, TDM_HOOK_ORDER_SELECT, TDM_HOOK_ORDER_SIGN, TDM_HOOK_MEDICATION_PRESCRIBE,
                TDM_HOOK_APPOINTMENT_BOOK, TDM_HOOK_COUNT };
enum tdm_hook_service { TDM_HOOK_GUARD, TDM_HOOK_BOOKING, TDM_HOOK_SERVICE_COUNT };
const char *tdm_hook_word(enum tdm_hook hook); /* "order-sign" */
const char *tdm_hook_service_id(enum tdm_hook_service service); /* "tandem-guard" */
/* By any of its ids: each hook has one of its own. */
bool tdm_hook_service_find(tdm_str id, enum tdm_hook_service *out) TDM_CHECKED;
void tdm_hooks_discovery(struct tdm_buf *out);

/* ---- what is asked */

enum tdm_hook_given { TDM_HOOK_ABSENT, TDM_HOOK_NOTHING, TDM_HOOK_FAILED, TDM_HOOK_THERE }; /* of a key of `prefetch` */
struct tdm_hook_order {
    const struct tdm_json *json;
    tdm_str type, id; /* "MedicationRequest"; id may be empty */
};
#define TDM_HOOK_ORDERS_MAX 64u /* looked at in one question */
struct tdm_hook_ask {
    enum tdm_hook hook;
    enum tdm_hook_service service;
    tdm_str instance, patient, fhir_server;
    enum tdm_hook_given patient_given;
    const struct tdm_json *patient_json; /* when it is there: a Patient */
    const struct tdm_hook_order *orders; /* those that were selected where that is said, else all */
    uint32_t order_count;
    bool more; /* there were more than are looked at */
};
/* The problem's words name the place as a JSON pointer. */
bool tdm_hook_read(struct tdm_arena *mem, enum tdm_hook_service service, tdm_str text, struct tdm_hook_ask *out,
                   struct tdm_problem *problem) TDM_CHECKED;
/* The identifiers by which the other system knows the patient: "SYSTEM|VALUE", first that of its own address. Never a name. */
struct tdm_hook_keys { const tdm_str *list; uint32_t count; };
struct tdm_hook_keys tdm_hook_keys_of(struct tdm_arena *mem, const struct tdm_hook_ask *ask);
/* Of what is asked without the patient that is needed: 412. */
bool tdm_hook_lacks(const struct tdm_hook_ask *ask, struct tdm_problem *problem);

/* ---- the answer */

enum tdm_hook_indicator { TDM_HOOK_INFO, TDM_HOOK_WARNING, TDM_HOOK_CRITICAL };
struct tdm_hook_card {
    enum tdm_hook_indicator indicator;
    const char *topic;      /* "restricted-substance": stable */
    tdm_str uuid, summary, detail;
    tdm_str episode, what;  /* the chart; the order by its words */
    tdm_str order_type, order_id; /* that a suggestion would take out; or empty */
    tdm_str remove;         /* words of that suggestion */
    tdm_str clearance, request, task; /* a Task to ask for it: its name, words of the suggestion, of the task; or empty */
};
struct tdm_hook_cards {
    struct tdm_hook_card *list;
    size_t count, room;
};
struct tdm_hook_episode {
    const struct tdm_case *episode;
    const struct tdm_library *library; /* with its protocol */
    const struct tdm_zone *zone;
    const struct tdm_case *const *others;
    uint32_t other_count;
    const struct tdm_standing *standing; /* on the day of the question */
};
/* Adds the cards of one episode of the patient. `view`: language; its `out` is not used. */
void tdm_hook_judge(struct tdm_arena *mem, const struct tdm_view *view, const struct tdm_hook_ask *ask,
                    const struct tdm_hook_episode *episode, struct tdm_hook_cards *cards);
void tdm_hook_answer(struct tdm_buf *out, const struct tdm_view *view, const struct tdm_hook_ask *ask,
                     const struct tdm_hook_cards *cards);
/* An OperationOutcome of one problem. */
void tdm_hook_outcome(struct tdm_buf *out, const struct tdm_problem *problem);

/* ---- feedback */

struct tdm_hook_feedback {
    tdm_str card, outcome; /* accepted, overridden */
    tdm_instant at;
    const tdm_str *accepted; /* suggestions */
    uint32_t accepted_count;
    tdm_str reason, reason_display, comment; /* of an override; or empty */
};
struct tdm_hook_feedbacks { const struct tdm_hook_feedback *list; uint32_t count; };
bool tdm_hook_feedback_read(struct tdm_arena *mem, tdm_str text, struct tdm_hook_feedbacks *out, struct tdm_problem *problem) TDM_CHECKED;

#endif
