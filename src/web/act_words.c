/* act_words.c - what somebody says that others are held to: a statement, with a limit of load if it sets one, and
 * consent given or taken back. */
#include "web/act_forms.h"

/* ---- a statement */

void web_statement_fields(struct web_ask *ask) {
    const struct tdm_scale *loads = tdm_catalog_load_scale(ask->web->shelf->catalog);
    struct web_options list = web_options_of(ask, loads->count + 1u);
    web_options_put(&list, (tdm_str){0}, web_words(ask, TDM_MSG_ACT_STATEMENT_NO_LIMIT));
    for (uint16_t i = 0; i < loads->count; i++)
        web_options_put(&list, loads->steps[i], tdm_part_at_most(&ask->view, ask->episode->standing, (uint32_t)i));
    struct web_input until = {.name = "until",
                              .type = "date",
                              .label = web_words(ask, TDM_MSG_ACT_STATEMENT_UNTIL),
                              .hint = web_words(ask, TDM_MSG_ACT_STATEMENT_UNTIL_HINT),
                              .value = web_field(ask, "until"),
                              .short_one = true};
    web_act_text(ask, "words", TDM_MSG_ACT_STATEMENT_WORDS, TDM_MESSAGE_COUNT, true);
    web_act_select(ask, "limit", TDM_MSG_ACT_STATEMENT_LIMIT, &list);
    web_form_input(ask, &until);
}

bool web_statement_lines(struct web_ask *ask, struct web_lines *lines) {
    tdm_str until = web_field(ask, "until");
    tdm_date day;
    web_act_head(ask, lines, "statement", false);
    web_lines_quoted(lines, " ", web_one_line(ask, "words"));
    web_act_by(ask, lines, "statement");
    (void)web_act_word(ask, lines, ", load at most ", "limit");
    if (until.len > 0 && tdm_date_parse(until, &day)) {
        tdm_buf_text(&lines->text, ", until ");
        tdm_date_print(&lines->text, day);
    } else if (until.len > 0) {
        lines->good = false;
    }
    return web_field(ask, "words").len > 0;
}

/* ---- consent */

static const struct web_choice whats[] = {{"", TDM_MSG_WEB_NOT_SAID},
                                          {"treatment", TDM_MSG_ACT_CONSENT_TREATMENT},
                                          {"data-sharing", TDM_MSG_ACT_CONSENT_SHARING},
                                          {"registry", TDM_MSG_ACT_CONSENT_REGISTRY}};
static const struct web_choice states[] = {
    {"", TDM_MSG_WEB_NOT_SAID}, {"given", TDM_MSG_ACT_CONSENT_GIVEN}, {"withdrawn", TDM_MSG_ACT_CONSENT_WITHDRAWN}};

/* What counts today; and what was agreed to in words of its own, as it was said. */
static void what_stands(struct web_ask *ask) {
    const struct tdm_chart *chart = ask->episode->chart;
    static const enum tdm_message said[] = {[TDM_CONSENT_UNKNOWN] = TDM_MSG_ACT_CONSENT_UNKNOWN,
                                            [TDM_CONSENT_GIVEN] = TDM_MSG_ACT_CONSENT_IS_GIVEN,
                                            [TDM_CONSENT_WITHDRAWN] = TDM_MSG_ACT_CONSENT_IS_WITHDRAWN};
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_ACT_CONSENT_NOW));
    web_open(ask, "ul", NULL);
    for (int w = 0; w < TDM_CONSENT_COUNT; w++) {
        struct tdm_consent_answer answer = tdm_chart_consent(chart, (enum tdm_consent)w, ask->today);
        struct tdm_arg args[] = {TDM_ARG_T("ref", web_words(ask, whats[w + 1].label)), TDM_ARG_D("date", answer.on)};
        web_say(ask, "li", NULL, web_named(ask, said[answer.state], args, 2));
    }
    for (uint32_t i = 0; i < chart->entry_count; i++) {
        const struct tdm_entry *entry = &chart->entries[i];
        bool known = false;
        for (size_t w = 1; w < TDM_COUNT(whats); w++) known = known || tdm_str_is(entry->words, whats[w].word);
        if (entry->kind == TDM_ENTRY_CONSENT && !known) web_say(ask, "li", NULL, web_entry_label(ask, entry));
    }
    web_close(ask);
}

void web_consent_fields(struct web_ask *ask) {
    what_stands(ask);
    web_act_choice(ask, "what", TDM_MSG_ACT_CONSENT_WHAT, whats, TDM_COUNT(whats));
    web_act_choice(ask, "state", TDM_MSG_ACT_CONSENT_STATE, states, TDM_COUNT(states));
    web_act_text(ask, "because", TDM_MSG_WEB_BECAUSE, TDM_MESSAGE_COUNT, false);
}

bool web_consent_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "consent", false);
    tdm_str what = web_field(ask, "what");
    bool known = false;
    for (size_t i = 1; i < TDM_COUNT(whats); i++) known = known || tdm_str_is(what, whats[i].word);
    if (!known) return false;
    web_lines_quoted(lines, " ", what);
    if (!web_act_word(ask, lines, " ", "state")) return false;
    web_act_by(ask, lines, "consent");
    web_act_because(ask, lines);
    return true;
}
