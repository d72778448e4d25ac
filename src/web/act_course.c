/* act_course.c - a phase stopped and going on, and answers to what the protocol asks: of a rule, of a medicine that may
 * be vital. Who may is told by the engine, and shown before anything is recorded (M54, M79). */
#include "web/act_forms.h"
#include "web/care.h"

/* ---- stop and go on */

static uint32_t in_state(struct web_ask *ask, enum tdm_phase_state state, struct web_options *list) {
    const struct web_episode *e = ask->episode;
    uint32_t count = 0;
    for (uint32_t p = 0; p < e->protocol->phase_count; p++) {
        if (e->standing->phases[p].state != state) continue;
        if (list != NULL)
            web_options_put(list, e->protocol->phases[p].name, tdm_part_name(&ask->view, e->protocol->phases[p].name));
        count++;
    }
    return count;
}

static void phase_field(struct web_ask *ask, enum tdm_phase_state state) {
    struct web_options list = web_options_of(ask, ask->episode->protocol->phase_count);
    (void)in_state(ask, state, &list);
    web_act_select(ask, "what", TDM_MSG_ACT_ENTER_WHAT, &list);
}

bool web_hold_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_ACTIVE;
    return in_state(ask, TDM_PHASE_ACTIVE, NULL) > 0;
}

void web_hold_fields(struct web_ask *ask) {
    phase_field(ask, TDM_PHASE_ACTIVE);
    if (ask->is_self)
        web_act_text(ask, "because", TDM_MSG_ACT_HOLD_WHY, TDM_MESSAGE_COUNT, true);
    else
        web_act_reasons(ask, true);
}

bool web_hold_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "hold", false);
    if (!web_act_word(ask, lines, " ", "what")) return false;
    web_act_by(ask, lines, "hold");
    web_act_because(ask, lines);
    return web_field(ask, "because").len > 0;
}

/* To a patient: what they may do then. */
bool web_hold_told(struct web_ask *ask, const struct web_tried *tried) {
    const struct tdm_standing *after = tried->judgement->after;
    if (!ask->is_self) return false;
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_part_at_most(&ask->view, after, after->ceiling.load_class))};
    if (after->ceiling.has_class) web_say(ask, "p", "now", web_named(ask, TDM_MSG_ACT_HOLD_MEANS, args, 1));
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_ACT_SELF_LOOK));
    return true;
}

bool web_resume_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_HELD;
    return in_state(ask, TDM_PHASE_HELD, NULL) > 0;
}

void web_resume_fields(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    web_open(ask, "ul", NULL);
    for (uint32_t p = 0; p < e->protocol->phase_count; p++)
        if (e->standing->phases[p].state == TDM_PHASE_HELD)
            web_say(ask, "li", NULL,
                    web_format(ask, "%.*s: %.*s", TDM_FMT(tdm_part_name(&ask->view, e->protocol->phases[p].name)),
                               TDM_FMT(tdm_part_reason(&ask->view, e->standing, &e->standing->phases[p].reason))));
    web_close(ask);
    phase_field(ask, TDM_PHASE_HELD);
    web_act_text(ask, "words", TDM_MSG_ACT_WORDS, TDM_MESSAGE_COUNT, false);
}

bool web_resume_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "resume", false);
    if (!web_act_word(ask, lines, " ", "what")) return false;
    web_act_by(ask, lines, "resume");
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    return true;
}

/* An entry that lifts nothing is told as such: whose it is to lift is the engine's to say. */
bool web_resume_told(struct web_ask *ask, const struct web_tried *tried) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t p = 0; p < protocol->phase_count; p++)
        if (tdm_str_equal(protocol->phases[p].name, web_field(ask, "what")) &&
            tried->judgement->after->phases[p].state == TDM_PHASE_HELD)
            web_say(ask, "p", "late", web_words(ask, TDM_MSG_ACT_RESUME_IDLE));
    return false;
}

/* ---- answers */

/* By what an answer names it; empty: it is none that is answered here. */
static tdm_str answered_by(const struct web_ask *ask, const struct tdm_owed *owed) {
    const struct web_episode *e = ask->episode;
    if (owed->kind == TDM_OWED_RULE) return e->protocol->progressions[owed->ref].name;
    if (owed->kind == TDM_OWED_DECISION) return e->protocol->gates[owed->ref].name;
    if (owed->kind != TDM_OWED_PRESCRIBER_QUESTION || owed->entry == TDM_ENTRY_NONE) return (tdm_str){0};
    const struct tdm_entry *entry = &e->episode->chart->chart->entries[owed->entry];
    return entry->name.len > 0 ? entry->name : entry->subject;
}

bool web_answer_can(struct web_ask *ask, enum tdm_message *why_not) {
    const struct tdm_standing *s = ask->episode->standing;
    *why_not = TDM_MSG_ACT_NO_ANSWER;
    for (uint32_t i = 0; i < s->owed_count; i++)
        if (answered_by(ask, &s->owed[i]).len > 0) return true;
    return false;
}

static const struct web_choice answers[] = {{"", TDM_MSG_ACT_ANSWERED},
                                            {"done", TDM_MSG_CARE_HANDOFF_DONE},
                                            {"partial", TDM_MSG_CARE_HANDOFF_PARTLY},
                                            {"could-not", TDM_MSG_CARE_HANDOFF_COULD_NOT},
                                            {"declined", TDM_MSG_CARE_HANDOFF_DECLINED},
                                            {"not-needed", TDM_MSG_CARE_HANDOFF_NOT_NEEDED}};

void web_answer_fields(struct web_ask *ask) {
    const struct tdm_standing *s = ask->episode->standing;
    struct web_options list = web_options_of(ask, s->owed_count);
    web_open(ask, "ul", NULL);
    for (uint32_t i = 0; i < s->owed_count; i++) {
        tdm_str name = answered_by(ask, &s->owed[i]), words = tdm_part_owed(&ask->view, s, &s->owed[i]);
        struct tdm_arg who[] = {
            TDM_ARG_T("who", tdm_part_roles(&ask->view, ask->web->shelf->catalog, s->owed[i].roles))};
        if (name.len == 0) continue;
        web_options_put(&list, name, words);
        web_open(ask, "li", NULL);
        web_say(ask, "strong", NULL, words);
        web_say(ask, "div", "small",
                web_format(ask, "%.*s; %.*s", TDM_FMT(tdm_part_owed_when(&ask->view, &s->owed[i])),
                           TDM_FMT(web_named(ask, TDM_MSG_WHY_ASK, who, 1))));
        web_close(ask);
    }
    web_close(ask);
    web_act_select(ask, "what", TDM_MSG_ACT_ANSWER_WHAT, &list);
    web_act_choice(ask, "state", TDM_MSG_CARE_HANDOFF_ANSWER, answers, TDM_COUNT(answers));
    web_act_text(ask, "words", TDM_MSG_ACT_WORDS, TDM_MESSAGE_COUNT, false);
    web_act_text(ask, "because", TDM_MSG_ACT_ANSWER_WHY, TDM_MSG_ACT_ANSWER_WHY_HINT, false);
}

/* What is not done has a reason, and an answer in words has words (M79). */
bool web_answer_lines(struct web_ask *ask, struct web_lines *lines) {
    tdm_str state = web_field(ask, "state");
    bool done = tdm_str_is(state, "done"), has_words = web_field(ask, "words").len > 0;
    web_act_head(ask, lines, "answer", false);
    if (web_field(ask, "what").len == 0) return false;
    web_lines_quoted(lines, " ", web_field(ask, "what"));
    if (state.len > 0) web_lines_word(lines, " ", state);
    web_act_by(ask, lines, "answer");
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    web_act_because(ask, lines);
    return done || (state.len == 0 ? has_words : web_field(ask, "because").len > 0);
}
