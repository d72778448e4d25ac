/* care.c - what the pages of therapist and patient share. */
#include "web/care.h"

#include "render/qr.h"

tdm_str care_path(struct web_ask *ask, const char *page) {
    return web_format(ask, "/episodes/%.*s%s%s", TDM_FMT(ask->episode->name), page[0] == '\0' ? "" : "/", page);
}

void care_begin(struct web_ask *ask, enum tdm_message title) {
    web_page_begin(ask, web_words(ask, title));
    web_say(ask, "h1", NULL, web_words(ask, title));
    web_banner(ask);
}

void care_wrong(struct web_ask *ask, const struct tdm_problems *wrong) {
    if (wrong != NULL && wrong->errors > 0) web_problems(ask, wrong);
}

void care_done(struct web_ask *ask) {
    if (tdm_http_field(&ask->http->query, "done").len == 0) return;
    web_open(ask, "p", "done");
    tdm_html_attribute(&ask->html, "role", TDM_STR("status"));
    tdm_html_text(&ask->html, web_words(ask, TDM_MSG_WEB_RECORDED));
    web_close(ask);
}

void care_back(struct web_ask *ask) {
    web_open(ask, "p", NULL);
    web_link(ask, "button quiet", care_path(ask, ask->is_self ? "today" : ""),
             web_words(ask, ask->is_self ? TDM_MSG_WEB_BACK_HOME : TDM_MSG_WEB_BACK));
    web_close(ask);
}

tdm_str care_measure(struct web_ask *ask, tdm_ref measure) {
    return tdm_part_label(&ask->view, ask->web->shelf->catalog, TDM_KIND_MEASURE, measure);
}

tdm_str care_number(struct web_ask *ask, tdm_decimal number) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 64);
    tdm_words_decimal(&text, ask->view.language, tdm_decimal_trim(number));
    return tdm_buf_str(&text);
}

bool care_observes(struct web_ask *ask, const struct tdm_measure *measure) {
    tdm_str name = ask->is_self ? TDM_STR("patient") : ask->role;
    tdm_ref role = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, name);
    return role != TDM_REF_NONE && (measure->observers & TDM_BIT(role)) != 0;
}

bool care_typed_number(struct web_ask *ask, tdm_str typed, tdm_decimal *out) {
    char *copy = TDM_NEW_ARRAY(ask->mem, char, typed.len + 1);
    for (size_t i = 0; i < typed.len; i++) copy[i] = typed.at[i] == ',' ? '.' : typed.at[i];
    return typed.len > 0 && typed.len <= 20 && tdm_decimal_parse((tdm_str){copy, typed.len}, out);
}

bool care_record(struct web_ask *ask, const struct web_lines *lines, struct tdm_problems *problems) {
    if (problems->errors == 0 && web_record_lines(ask, lines, problems)) return true;
    ask->reply.status = 422;
    return false;
}

void care_lines_by(struct web_ask *ask, struct web_lines *lines) {
    web_lines_word(lines, " by ", ask->account.person);
}

tdm_str care_hidden_field(struct web_ask *ask, const char *name, tdm_str of) {
    return web_field(ask, web_format(ask, "%s-%.*s", name, TDM_FMT(of)).at);
}

/* A secret link, shown once, and the same for a phone's camera. */
void care_link(struct web_ask *ask, tdm_str path) {
    bool here = tdm_str_starts_with(ask->http->host, TDM_STR("127.0.0.1")) ||
                tdm_str_starts_with(ask->http->host, TDM_STR("localhost"));
    tdm_str address =
        web_format(ask, "%s://%.*s%.*s", here ? "http" : "https", TDM_FMT(ask->http->host), TDM_FMT(path));
    struct tdm_arg args[] = {TDM_ARG_T("words", address)};
    struct tdm_qr qr;
    web_open(ask, "div", "link");
    web_say(ask, "p", "hash", address);
    if (tdm_qr_make(address, &qr)) tdm_qr_svg(&ask->html, &qr, web_named(ask, TDM_MSG_CARE_QR_ALT, args, 1));
    web_close(ask);
}

/* ---- ways to these pages */

struct way {
    const char *page;
    enum tdm_message words;
    bool writes; /* only for who may */
};

static void ways(struct web_ask *ask, const struct way *list, size_t count, const char *css_class) {
    for (size_t i = 0; i < count; i++)
        if (!list[i].writes || (ask->writes && !ask->episode->standing->ended))
            web_link(ask, css_class, care_path(ask, list[i].page), web_words(ask, list[i].words));
}

void care_ways(struct web_ask *ask) {
    static const struct way patient[] = {{"handoffs", TDM_MSG_CARE_HANDOFFS_SELF, false},
                                         {"medicine", TDM_MSG_ACT_MEDICINE_SELF, true},
                                         {"questions", TDM_MSG_CARE_QUESTIONS, false},
                                         {"progress", TDM_MSG_CARE_PROGRESS, false},
                                         {"correct", TDM_MSG_ACT_CORRECT_SELF, true},
                                         {"withdraw", TDM_MSG_ACT_WITHDRAW_SELF, true},
                                         {"consent", TDM_MSG_ACT_CONSENT_SELF, true},
                                         {"calendar", TDM_MSG_CARE_CALENDAR, true},
                                         {"paper", TDM_MSG_CARE_PAPER, false},
                                         {"hold", TDM_MSG_ACT_HOLD_SELF, true}};
    static const struct way staff[] = {{"assess", TDM_MSG_CARE_ASSESS, true},
                                       {"handoffs", TDM_MSG_CARE_HANDOFFS, false}};
    if (ask->is_self)
        ways(ask, patient, TDM_COUNT(patient), "button quiet");
    else
        ways(ask, staff, TDM_COUNT(staff), "button quiet");
}

/* The pages of staff that are not wanted at each visit: a screen is for what the episode says. */
void care_more_ways(struct web_ask *ask) {
    static const struct way list[] = {{"findings", TDM_MSG_CARE_FINDINGS, false},
                                      {"questions", TDM_MSG_CARE_QUESTIONS, false},
                                      {"progression", TDM_MSG_CARE_PROGRESSION, false},
                                      {"progress", TDM_MSG_CARE_PROGRESS_STAFF, false},
                                      {"roadmap", TDM_MSG_CARE_ROADMAP, false},
                                      {"today", TDM_MSG_WEB_PATIENT_SHEET, false},
                                      {"paper", TDM_MSG_CARE_PAPER, false},
                                      {"invite", TDM_MSG_CARE_INVITE, true},
                                      {"key", TDM_MSG_CARE_PAPER_KEY, true}};
    for (size_t i = 0; i < TDM_COUNT(list); i++) {
        if (list[i].writes && (!ask->writes || ask->episode->standing->ended)) continue;
        tdm_html_open(&ask->html, "li");
        ways(ask, &list[i], 1, NULL);
        web_close(ask);
    }
}
