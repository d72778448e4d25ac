/* page_summary.c - the episode on one page, for printing and for the letter: where it stands, what was done, what may
 * be loaded, what blocks, measures against the baseline, adverse events (F021). */
#include "web/web_int.h"

static tdm_str phase_words(struct web_ask *ask, enum tdm_track track) {
    const struct web_episode *e = ask->episode;
    tdm_ref p = e->standing->track[track].phase;
    if (p == TDM_REF_NONE) return web_words(ask, TDM_MSG_WEB_NO_PHASE);
    const struct tdm_phase_answer *answer = &e->standing->phases[p];
    tdm_str name = tdm_part_name(&ask->view, e->protocol->phases[p].name);
    struct tdm_arg args[] = {TDM_ARG_T("ref", name), TDM_ARG_D("date", answer->started),
                             TDM_ARG_T("words", tdm_part_phase_state(&ask->view, e->standing, p))};
    bool plain = answer->state == TDM_PHASE_ACTIVE;
    return web_named(ask, plain ? TDM_MSG_SUMMARY_PHASE_SINCE : TDM_MSG_SUMMARY_PHASE_ENDED, args, 3);
}

static tdm_str procedure_words(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    const struct tdm_standing *s = e->standing;
    struct tdm_arg args[] = {TDM_ARG_T("ref", (tdm_str){0}), TDM_ARG_D("date", s->planned_procedure)};
    if (e->protocol->procedure == TDM_REF_NONE) return (tdm_str){0};
    args[0].text = tdm_part_label(&ask->view, e->protocol->catalog, TDM_KIND_PROCEDURE, e->protocol->procedure);
    if (s->procedure_performed) {
        args[1].date = e->chart->entries[s->procedure_entry].date;
        return web_named(ask, TDM_MSG_SUMMARY_DONE_ON, args, 2);
    }
    return web_named(ask, tdm_date_is_none(s->planned_procedure) ? TDM_MSG_SUMMARY_NOT_DONE : TDM_MSG_SUMMARY_PLANNED,
                     args, 2);
}

static tdm_str ceiling_words(struct web_ask *ask) {
    const struct tdm_standing *s = ask->episode->standing;
    if (!s->ceiling.has_class) return web_words(ask, TDM_MSG_CEILING_NONE);
    return web_format(ask, "%.*s. %.*s", TDM_FMT(tdm_part_at_most(&ask->view, s, s->ceiling.load_class)),
                      TDM_FMT(tdm_part_limit_set(&ask->part, s)));
}

static void missing(struct web_ask *ask, uint32_t g) {
    const struct web_episode *e = ask->episode;
    const struct tdm_gate_answer *answer = &e->standing->gates[g];
    web_open(ask, "ul", "missing");
    for (uint16_t i = 0; i < answer->check_count; i++) {
        const struct tdm_criterion *criterion = &e->protocol->gates[g].condition.nodes[i];
        const struct tdm_check *check = &answer->checks[i];
        if (criterion->child_count > 0 || check->truth == TDM_MET) continue;
        tdm_mask asked = tdm_part_asked(e->standing, check);
        struct tdm_arg args[] = {TDM_ARG_T("who", tdm_part_roles(&ask->view, ask->web->shelf->catalog, asked))};
        tdm_html_open(&ask->html, "li");
        web_say(ask, "span", check->truth == TDM_UNMET ? "truth unmet" : "truth unknown",
                tdm_part_truth(&ask->view, check->truth));
        tdm_html_text(&ask->html, TDM_STR(" "));
        tdm_html_text(&ask->html, tdm_part_criterion(&ask->view, e->standing, criterion));
        web_say(ask, "div", "now", tdm_part_check_reason(&ask->view, e->standing, g, i));
        if (asked != 0) web_say(ask, "div", "small", web_named(ask, TDM_MSG_WHY_ASK, args, 1));
        web_close(ask);
    }
    web_close(ask);
}

/* The next gate that is shut: what keeps it so, and who can change that. Of later ones only the day. */
void web_blocks(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    bool some = false;
    for (uint32_t g = 0; g < e->protocol->gate_count; g++) {
        const struct tdm_gate_answer *answer = &e->standing->gates[g];
        if (answer->passed || (answer->state != TDM_GATE_CLOSED && answer->state != TDM_GATE_CANNOT_TELL)) continue;
        tdm_str when = tdm_part_gate_when(&ask->view, e->standing, answer->earliest);
        if (some) { /* its own page section has the rest */
            web_say(ask, "p", "small",
                    web_format(ask, "%.*s: %.*s", TDM_FMT(tdm_part_gate(&ask->view, e->protocol, (tdm_ref)g)),
                               TDM_FMT(when)));
            continue;
        }
        some = true;
        web_say(ask, "h3", NULL, tdm_part_gate(&ask->view, e->protocol, (tdm_ref)g));
        web_say(ask, "p", "small", when);
        missing(ask, g);
    }
    if (!some) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_NOTHING));
}

/* The next gate that is shut, its earliest day, and who is asked for what is missing; empty: none is shut. */
tdm_str web_block_line(struct web_ask *ask, const struct web_episode *e) {
    for (uint32_t g = 0; e->standing->enrolled && !e->standing->ended && g < e->protocol->gate_count; g++) {
        const struct tdm_gate_answer *answer = &e->standing->gates[g];
        tdm_mask roles = 0;
        if (answer->passed || (answer->state != TDM_GATE_CLOSED && answer->state != TDM_GATE_CANNOT_TELL)) continue;
        for (uint16_t i = 0; i < answer->check_count; i++)
            if (e->protocol->gates[g].condition.nodes[i].child_count == 0 && answer->checks[i].truth != TDM_MET)
                roles |= answer->checks[i].owed_by;
        struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_part_gate(&ask->view, e->protocol, (tdm_ref)g)),
                                 TDM_ARG_T("words", tdm_part_gate_when(&ask->view, e->standing, answer->earliest)),
                                 TDM_ARG_T("who", tdm_part_roles(&ask->view, ask->web->shelf->catalog, roles))};
        return web_named(ask, roles == 0 ? TDM_MSG_WEB_BLOCKED : TDM_MSG_WEB_BLOCKED_ASK, args, 3);
    }
    return (tdm_str){0};
}

/* What is told in one line each: whose word, and its words; those without are left out. */
uint32_t web_summary_facts(struct web_ask *ask, struct web_fact out[WEB_FACTS_MAX]) {
    const struct web_episode *e = ask->episode;
    struct web_fact all[WEB_FACTS_MAX] = {
        {TDM_MSG_WEB_PROTOCOL, web_format(ask, "%.*s %.*s", TDM_FMT(tdm_part_text(&ask->view, e->protocol->title)),
                                          TDM_FMT(e->protocol->version))},
        {TDM_MSG_ACT_PLAN_PROCEDURE, procedure_words(ask)},
        {TDM_MSG_TIMELINE_TISSUE, phase_words(ask, TDM_TRACK_TISSUE)},
        {TDM_MSG_TIMELINE_FUNCTION, phase_words(ask, TDM_TRACK_FUNCTION)},
        {TDM_MSG_HEAD_CEILING, ceiling_words(ask)},
        {TDM_MSG_WEB_COL_STATE, e->standing->ended ? web_words(ask, TDM_MSG_WEB_EPISODE_ENDED) : (tdm_str){0}}};
    uint32_t count = 0;
    for (uint32_t i = 0; i < WEB_FACTS_MAX; i++)
        if (all[i].words.len > 0) out[count++] = all[i];
    return count;
}

static void head(struct web_ask *ask, enum tdm_message words) {
    web_say(ask, "h2", NULL, web_words(ask, words));
}

static void body(struct web_ask *ask) {
    const struct tdm_standing *s = ask->episode->standing;
    struct web_fact facts[WEB_FACTS_MAX];
    uint32_t count = web_summary_facts(ask, facts);
    web_open(ask, "dl", "facts");
    for (uint32_t i = 0; i < count; i++) {
        web_open(ask, "div", NULL);
        web_say(ask, "dt", NULL, web_words(ask, facts[i].term));
        web_say(ask, "dd", NULL, facts[i].words);
        web_close(ask);
    }
    web_close(ask);
    head(ask, TDM_MSG_SUMMARY_BLOCKS);
    web_blocks(ask);
    head(ask, TDM_MSG_HEAD_OWED);
    tdm_part_owed_list(&ask->part, s);
    head(ask, TDM_MSG_HEAD_MEASURES);
    tdm_part_measures(&ask->part, s, tdm_record_of(ask->mem, s));
    if (s->safety.event_count > 0) {
        head(ask, TDM_MSG_HEAD_ADVERSE);
        tdm_part_adverse(&ask->part, s, (tdm_str){0});
    }
}

void web_summary_page(struct web_ask *ask) {
    const struct web_episode *e = ask->episode;
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_SUMMARY));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_SUMMARY));
    web_banner(ask);
    if (e->standing->enrolled)
        body(ask);
    else
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_STANDING_NOT_ENROLLED));
    web_open(ask, "nav", "actions");
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_WEB_ACTIONS));
    web_link(ask, "button", web_format(ask, "/episodes/%.*s/summary.pdf", TDM_FMT(e->name)),
             web_words(ask, TDM_MSG_SUMMARY_PDF));
    web_link(ask, "button quiet", web_format(ask, "/episodes/%.*s", TDM_FMT(e->name)),
             web_words(ask, TDM_MSG_WEB_BACK));
    web_close(ask);
    web_page_end(ask);
}
