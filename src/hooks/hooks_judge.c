/* hooks_judge.c - the cards of one episode: of each order by what it is, and those that belong to no order. */
#include "hooks/hooks_int.h"

#include "views/page_parts.h"

static const struct {
    const char *type;
    void (*judge)(struct hook_try *t);
} kinds[] = {
    {"MedicationRequest", hook_medicine}, {"MedicationOrder", hook_medicine}, {"ServiceRequest", hook_therapy},
    {"ProcedureRequest", hook_therapy},   {"Appointment", hook_appointment},
};

static void judge_orders(struct hook_try *t) {
    for (uint32_t i = 0; i < t->ask->order_count; i++)
        for (size_t k = 0; k < TDM_COUNT(kinds); k++) {
            if (!tdm_str_is(t->ask->orders[i].type, kinds[k].type)) continue;
            t->order = &t->ask->orders[i];
            t->day = t->e->standing->asof.on;
            kinds[k].judge(t);
        }
    t->order = NULL;
    t->day = t->e->standing->asof.on;
}

static bool concerns_load(const struct tdm_hook_ask *ask) {
    for (uint32_t i = 0; i < ask->order_count; i++)
        if (tdm_str_is(ask->orders[i].type, "ServiceRequest") || tdm_str_is(ask->orders[i].type, "ProcedureRequest"))
            return true;
    return ask->hook == TDM_HOOK_PATIENT_VIEW || ask->hook == TDM_HOOK_APPOINTMENT_BOOK;
}

static void tell_overdue(const struct hook_try *t, const struct tdm_owed *owed) {
    const struct tdm_standing *s = t->e->standing;
    struct tdm_buf points;
    tdm_str name = tdm_owed_name(s, owed);
    struct tdm_arg args[] = {TDM_ARG_T("ref", name), TDM_ARG_T("who", tdm_part_roles(t->view, t->catalog, owed->roles)),
                             TDM_ARG_D("date", owed->due)};
    struct tdm_hook_card *card = hook_card(t, "clearance-overdue", name);
    card->indicator = TDM_HOOK_WARNING;
    hook_summary(t, card, hook_words(t, TDM_MSG_HOOK_OVERDUE, args, 3));
    tdm_buf_init(&points, t->mem, (size_t)256 << 10);
    hook_tell_reason(t, &points, s, &owed->reason);
    hook_tell_gate(t, &points, s, card);
    card->clearance = name;
    hook_finish(t, card, s, &points);
}

static bool waits_for_knowledge(const struct tdm_standing *s) {
    for (tdm_ref g = 0; g < s->episode->protocol->gate_count; g++) {
        const struct tdm_gate_answer *gate = &s->gates[g];
        if (gate->passed || gate->state == TDM_GATE_OPEN || gate->state == TDM_GATE_NOT_APPLICABLE) continue;
        for (uint16_t i = 0; i < gate->check_count; i++)
            if (gate->checks[i].truth == TDM_UNKNOWN) return true;
        return false;
    }
    return false;
}

/* While a chart is opened: the load of the day, and what the next gate waits for. */
static void tell_view(const struct hook_try *t) {
    const struct tdm_standing *s = t->e->standing;
    struct tdm_buf points;
    if (!s->ceiling.has_class || !waits_for_knowledge(s)) return;
    struct tdm_arg args[] = {TDM_ARG_T("limit", tdm_part_at_most(t->view, s, s->ceiling.load_class))};
    struct tdm_hook_card *card = hook_card(t, "gate-waits", t->e->episode->chart->chart->name);
    card->indicator = TDM_HOOK_INFO;
    hook_summary(t, card, hook_words(t, TDM_MSG_HOOK_LIMITS, args, 1));
    tdm_buf_init(&points, t->mem, (size_t)256 << 10);
    hook_tell_gate(t, &points, s, card);
    card->clearance = TDM_STR(""); /* nobody has asked to go on */
    hook_finish(t, card, s, &points);
}

void hook_standing_cards(struct hook_try *t) {
    const struct tdm_standing *s = t->e->standing;
    for (uint32_t i = 0; i < s->owed_count && concerns_load(t->ask); i++)
        if (s->owed[i].kind == TDM_OWED_SIGNATURE && s->owed[i].state == TDM_OWED_OVERDUE) tell_overdue(t, &s->owed[i]);
    if (t->ask->hook == TDM_HOOK_PATIENT_VIEW) tell_view(t);
}

/* Orders beyond those that are looked at are not passed over in silence. */
static void tell_more(const struct hook_try *t) {
    struct tdm_buf points, what;
    tdm_buf_init(&what, t->mem, 40);
    tdm_buf_format(&what, "> %u", TDM_HOOK_ORDERS_MAX);
    struct tdm_arg args[] = {TDM_ARG_T("what", tdm_buf_str(&what))};
    struct tdm_hook_card *card = hook_card(t, "not-all-looked-at", tdm_buf_str(&what));
    card->indicator = TDM_HOOK_WARNING;
    hook_summary(t, card, hook_words(t, TDM_MSG_HOOK_CANNOT_TELL, args, 1));
    tdm_buf_init(&points, t->mem, 8192);
    hook_finish(t, card, t->e->standing, &points);
}

void tdm_hook_judge(struct tdm_arena *mem, const struct tdm_view *view, const struct tdm_hook_ask *ask,
                    const struct tdm_hook_episode *episode, struct tdm_hook_cards *cards) {
    struct hook_try t = {.mem = mem, .view = view, .ask = ask, .e = episode, .cards = cards};
    const struct tdm_standing *s = episode->standing;
    if (!s->enrolled || s->ended) return;
    t.catalog = episode->episode->protocol->catalog;
    judge_orders(&t);
    if (ask->more) tell_more(&t);
    hook_standing_cards(&t);
}
