/* page_episode.c - one episode for the team: where it stands, what may be loaded and why, signatures, what blocks, what
 * is owed, the timeline, loads, gates with their arguments, measures against the baseline. */
#include "web/web_int.h"

static bool may_sign(const struct web_ask *ask, const struct tdm_clearance *clearance) {
    tdm_ref role = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, ask->role);
    return role != TDM_REF_NONE && (clearance->roles & TDM_BIT(role)) != 0;
}

/* A signature of today would not count: its day has not come, or has none before the procedure. */
static bool signed_ahead(const struct tdm_standing *standing, const struct tdm_clearance_answer *answer) {
    return tdm_date_is_none(answer->lawful_from) || tdm_date_before(standing->asof.on, answer->lawful_from);
}

static tdm_str too_early(struct web_ask *ask, const struct tdm_clearance_answer *answer) {
    bool dated = !tdm_date_is_none(answer->lawful_from);
    struct tdm_arg args[] = {TDM_ARG_T(
        "when", dated ? tdm_part_from(&ask->view, ask->episode->standing, answer->lawful_from) : TDM_STR(""))};
    return dated ? web_named(ask, TDM_MSG_WEB_SIGN_FROM, args, 1) : web_words(ask, TDM_MSG_WEB_SIGN_NO_DAY);
}

/* "met" beside the name of a signature was read as the leave that it is a part of. */
static void signature_state(struct web_ask *ask, const struct tdm_clearance_answer *answer, bool past) {
    bool counts = answer->truth == TDM_MET, made = answer->reason.code != TDM_REASON_NOT_SIGNED;
    web_say(ask, "span", counts || past ? "truth met" : "truth unmet",
            web_words(ask, counts ? TDM_MSG_WEB_SIGNED
                           : past ? TDM_MSG_WEB_GATE_IS_PASSED
                           : made ? TDM_MSG_WEB_SIGNED_VOID
                                  : TDM_MSG_WEB_UNSIGNED));
    if (made) web_say(ask, "div", "small", tdm_part_reason(&ask->view, ask->episode->standing, &answer->reason));
}

static bool asks_for(const struct tdm_gate *gate, uint32_t c) {
    for (uint32_t i = 0; i < gate->condition.count; i++)
        if (gate->condition.nodes[i].kind == TDM_CRITERION_CLEARANCE && gate->condition.nodes[i].ref == c) return true;
    return false;
}

/* Every gate that asks for it is passed: one that ran out has done its work, and nobody waits for another. */
static bool is_past(const struct web_episode *e, uint32_t c) {
    uint32_t asking = 0, passed = 0;
    for (uint32_t g = 0; g < e->protocol->gate_count; g++) {
        if (!asks_for(&e->protocol->gates[g], c)) continue;
        asking++;
        passed += e->standing->gates[g].passed ? 1 : 0;
    }
    return asking > 0 && passed == asking;
}

/* What a name like "release" is for: the gates that ask for it. */
static void asked_for_by(struct web_ask *ask, uint32_t c) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t g = 0; g < protocol->gate_count; g++) {
        if (!asks_for(&protocol->gates[g], c)) continue;
        struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_part_gate(&ask->view, protocol, (tdm_ref)g))};
        bool passed = ask->episode->standing->gates[g].passed;
        web_say(ask, "div", "small",
                web_named(ask, passed ? TDM_MSG_WEB_SIGN_GATE_PASSED : TDM_MSG_WEB_SIGN_FOR_GATE, args, 1));
    }
}

static void signature(struct web_ask *ask, uint32_t c) {
    struct web_episode *e = ask->episode;
    const struct tdm_clearance *clearance = &e->protocol->clearances[c];
    const struct tdm_clearance_answer *answer = &e->standing->clearances[c];
    bool past = answer->truth != TDM_MET && is_past(e, c);
    tdm_html_open(&ask->html, "li");
    web_open(ask, "div", "what");
    web_say(ask, "strong", NULL, tdm_part_name(&ask->view, clearance->name));
    tdm_html_text(&ask->html, TDM_STR(" "));
    signature_state(ask, answer, past);
    asked_for_by(ask, c);
    web_close(ask);
    if (!e->standing->ended && may_sign(ask, clearance)) {
        bool signed_now = answer->truth == TDM_MET;
        bool ahead = !signed_now && signed_ahead(e->standing, answer);
        if (ahead) web_say(ask, "span", "early", too_early(ask, answer));
        web_link(ask,
                 ahead                ? NULL
                 : signed_now || past ? "button quiet"
                                      : "button", /* ahead: nothing would be taken */
                 web_format(ask, "/episodes/%.*s/%s/%.*s", TDM_FMT(e->name), signed_now ? "revoke" : "sign",
                            TDM_FMT(clearance->name)),
                 web_words(ask, signed_now ? TDM_MSG_WEB_REVOKE
                                : ahead    ? TDM_MSG_SHEET_WHY
                                           : TDM_MSG_WEB_SIGN));
    } else if (answer->truth != TDM_MET) {
        struct tdm_arg args[] = {
            TDM_ARG_T("who", tdm_part_roles(&ask->view, ask->web->shelf->catalog, clearance->roles))};
        web_say(ask, "span", "small", web_named(ask, TDM_MSG_WHY_ASK, args, 1));
    }
    web_close(ask);
}

static void papers(struct web_ask *ask) {
    struct web_episode *e = ask->episode;
    web_open(ask, "p", "papers");
    web_link(ask, NULL, web_format(ask, "/episodes/%.*s/summary", TDM_FMT(e->name)),
             web_words(ask, TDM_MSG_WEB_SUMMARY));
    web_link(ask, NULL, web_format(ask, "/episodes/%.*s/options", TDM_FMT(e->name)),
             web_words(ask, TDM_MSG_WEB_OPTIONS));
    web_close(ask);
}

static void more_pages(struct web_ask *ask) {
    web_open(ask, "details", "acts");
    web_say(ask, "summary", NULL, web_words(ask, TDM_MSG_WEB_PAGES_MORE));
    web_open(ask, "ul", NULL);
    care_more_ways(ask);
    tdm_html_open(&ask->html, "li");
    web_link(ask, NULL, web_format(ask, "/library/protocol-%.*s.html", TDM_FMT(ask->episode->protocol->name)),
             web_words(ask, TDM_MSG_WEB_PROTOCOL));
    web_close(ask);
    web_close(ask);
    web_close(ask);
}

static void actions(struct web_ask *ask) {
    struct web_episode *e = ask->episode;
    bool prescribes = tdm_str_is(ask->role, "physical-therapist") || tdm_str_is(ask->role, "physician");
    web_open(ask, "nav", "actions");
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_WEB_ACTIONS));
    if (!e->standing->ended && ask->writes) {
        web_link(ask, "button", web_format(ask, "/episodes/%.*s/session", TDM_FMT(e->name)),
                 web_words(ask, TDM_MSG_WEB_LOG_SESSION));
        if (prescribes)
            web_link(ask, "button", web_format(ask, "/episodes/%.*s/prescribe", TDM_FMT(e->name)),
                     web_words(ask, TDM_MSG_WEB_PRESCRIBE));
    }
    care_ways(ask);
    web_close(ask);
    papers(ask);
    more_pages(ask);
    if (!e->standing->ended && ask->writes) web_act_links(ask);
}

/* From what is owed to the form that settles it, once each, for who may. */
static void owed_ways(struct web_ask *ask) {
    static const struct {
        enum tdm_owed_kind owed;
        enum tdm_entry_kind entry;
        const char *page;
        enum tdm_message words;
    } ways[] = {{TDM_OWED_ASSESSMENT, TDM_ENTRY_ASSESS, "assess", TDM_MSG_CARE_ASSESS},
                {TDM_OWED_BASELINE, TDM_ENTRY_ASSESS, "assess", TDM_MSG_CARE_ASSESS},
                {TDM_OWED_MEASURE, TDM_ENTRY_ASSESS, "assess", TDM_MSG_CARE_ASSESS},
                {TDM_OWED_SCREEN, TDM_ENTRY_SCREEN, "screen", TDM_MSG_ACT_SCREEN},
                {TDM_OWED_ESCALATION, TDM_ENTRY_FLAG, "close-flag", TDM_MSG_ACT_CLOSE},
                {TDM_OWED_RULE, TDM_ENTRY_ANSWER, "answer", TDM_MSG_ACT_ANSWER},
                {TDM_OWED_DECISION, TDM_ENTRY_ANSWER, "answer", TDM_MSG_ACT_ANSWER},
                {TDM_OWED_PRESCRIBER_QUESTION, TDM_ENTRY_ANSWER, "answer", TDM_MSG_ACT_ANSWER},
                {TDM_OWED_ANSWER, TDM_ENTRY_ANSWER, "handoffs", TDM_MSG_CARE_HANDOFFS},
                {TDM_OWED_RETRAINING, TDM_ENTRY_FINDING, "findings", TDM_MSG_CARE_FINDINGS},
                {TDM_OWED_JUDGEMENT, TDM_ENTRY_ADVERSE, "adverse", TDM_MSG_ACT_ADVERSE}};
    const struct tdm_standing *s = ask->episode->standing;
    const char *said = NULL;
    if (s->ended || !ask->writes) return;
    web_open(ask, "p", "papers");
    for (size_t w = 0; w < TDM_COUNT(ways); w++) {
        bool owed = false;
        for (uint32_t i = 0; i < s->owed_count; i++)
            owed = owed || (s->owed[i].kind == ways[w].owed && s->owed[i].state != TDM_OWED_UPCOMING);
        if (!owed || !tdm_role_may(ask->role, ways[w].entry)) continue;
        if (said != NULL && tdm_str_is(tdm_str_of(said), ways[w].page)) continue;
        said = ways[w].page;
        web_link(ask, NULL, web_format(ask, "/episodes/%.*s/%s", TDM_FMT(ask->episode->name), said),
                 web_words(ask, ways[w].words));
    }
    web_close(ask);
}

static void wide(struct web_ask *ask, enum tdm_message head) {
    web_open(ask, "section", "card wide");
    web_say(ask, "h2", NULL, web_words(ask, head));
}

static void body(struct web_ask *ask) {
    struct web_episode *e = ask->episode;
    const struct tdm_record *record = tdm_record_of(ask->mem, e->standing);
    web_section(ask, TDM_MSG_HEAD_TRACKS);
    tdm_part_tracks(&ask->part, e->standing);
    web_close(ask);
    web_section(ask, TDM_MSG_HEAD_CEILING);
    tdm_part_ceiling(&ask->part, e->standing);
    web_close(ask);
    if (e->protocol->clearance_count > 0) {
        web_section(ask, TDM_MSG_WEB_SIGNATURES);
        web_open(ask, "ul", "signatures");
        for (uint32_t c = 0; c < e->protocol->clearance_count; c++) signature(ask, c);
        web_close(ask);
        web_close(ask);
    }
    web_section(ask, TDM_MSG_SUMMARY_BLOCKS);
    web_blocks(ask);
    web_close(ask);
    web_section(ask, TDM_MSG_HEAD_OWED);
    tdm_part_owed_list(&ask->part, e->standing);
    owed_ways(ask);
    web_close(ask);
    wide(ask, TDM_MSG_WEB_TIMELINE);
    tdm_part_timeline(&ask->part, e->standing);
    web_close(ask);
    wide(ask, TDM_MSG_LOAD_ROW_HEAD);
    tdm_part_load_weeks(&ask->part, e->standing);
    web_close(ask);
    wide(ask, TDM_MSG_HEAD_GATES);
    tdm_part_gates(&ask->part, e->standing);
    web_close(ask);
    wide(ask, TDM_MSG_HEAD_MEASURES);
    tdm_part_measures(&ask->part, e->standing, record);
    tdm_part_measure_charts(&ask->part, e->standing, record);
    web_close(ask);
    wide(ask, TDM_MSG_HEAD_RESTRICTIONS);
    tdm_part_restrictions(&ask->part, e->standing);
    web_close(ask);
    wide(ask, TDM_MSG_WEB_MORE);
    tdm_part_rest(&ask->part, e->standing, record);
    web_close(ask);
}

void web_episode_page(struct web_ask *ask) {
    struct web_episode *e = ask->episode;
    tdm_str title = web_format(ask, "%.*s, %.*s", TDM_FMT(e->chart->patient),
                               TDM_FMT(tdm_part_site(&ask->view, e->chart, ask->web->shelf->catalog)));
    web_page_begin(ask, title);
    struct web_person person = web_person_of(ask->web, ask->mem, e->chart->patient);
    web_say(ask, "h1", "unseen",
            web_format(ask, "%.*s, %.*s", TDM_FMT(person.name),
                       TDM_FMT(tdm_part_site(&ask->view, e->chart, ask->web->shelf->catalog))));
    web_banner(ask);
    web_glass_told(ask);
    tdm_str done = tdm_http_field(&ask->http->query, "done");
    if (done.len > 0) {
        web_open(ask, "p", "done");
        tdm_html_attribute(&ask->html, "role", TDM_STR("status"));
        tdm_html_text(&ask->html, web_words(ask, TDM_MSG_WEB_RECORDED));
        web_close(ask);
    }
    if (!e->standing->enrolled) {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_STANDING_NOT_ENROLLED));
    } else {
        if (e->standing->ended) web_say(ask, "p", "late", web_words(ask, TDM_MSG_WEB_EPISODE_ENDED));
        actions(ask);
        web_open(ask, "div", "cards");
        body(ask);
        web_close(ask);
    }
    web_page_end(ask);
}
