/* page_invite.c - the team invites a patient: a link with which they choose their password, and the same as a code for
 * a phone's camera, to be printed. Once somebody has a password nobody of the team can make another link: it would let
 * them in as the patient. */
#include "web/care.h"

static void form(struct web_ask *ask) {
    struct web_input password = {.name = "password",
                                 .type = "password",
                                 .label = web_words(ask, TDM_MSG_WEB_PASSWORD),
                                 .complete = "current-password",
                                 .must = true};
    web_form_begin(ask, ask->http->path, "narrow");
    web_form_input(ask, &password);
    web_form_end(ask, web_words(ask, TDM_MSG_CARE_INVITE_BUTTON));
}

static bool has_password(struct web_ask *ask, struct tdm_account *account, bool *there) {
    *there = tdm_account_find(ask->mem, ask->web->accounts, ask->episode->chart->patient, account);
    return *there && (account->password.len > 0 || account->disabled);
}

static void page(struct web_ask *ask, tdm_str token, const struct tdm_problems *wrong) {
    struct tdm_account account;
    bool there;
    care_begin(ask, TDM_MSG_CARE_INVITE);
    care_wrong(ask, wrong);
    web_no_phone(ask);
    if (token.len > 0) {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_INVITE_LINK));
        care_link(ask, web_format(ask, "/invitation/%.*s", TDM_FMT(token)));
    } else if (has_password(ask, &account, &there)) {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_INVITE_THERE));
    } else {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_INVITE_WORDS));
        form(ask);
    }
    care_back(ask);
    web_page_end(ask);
}

void web_invite_page(struct web_ask *ask) {
    page(ask, (tdm_str){0}, NULL);
}

/* An account that is not there yet is made, in the language of whoever invites. */
static bool invite(struct web_ask *ask, tdm_str *token, struct tdm_problem *problem) {
    struct tdm_account account;
    bool there;
    tdm_str patient = ask->episode->chart->patient;
    if (has_password(ask, &account, &there)) return true; /* the page says why there is no link */
    account = (struct tdm_account){.person = patient,
                                   .role = TDM_STR("patient"),
                                   .name = patient,
                                   .language = tdm_str_of(tdm_language_code(ask->view.language))};
    if (!there && !tdm_account_add(ask->web->accounts, &account, problem)) return false;
    return tdm_invite(ask->mem, ask->web->accounts, patient, tdm_clock_now(), token, problem);
}

void web_invite(struct web_ask *ask) {
    struct tdm_try what = {ask->account.person, ask->http->peer, tdm_http_cookie(ask->http, "__Host-device")};
    struct tdm_problem problem = {0};
    struct tdm_problems problems;
    tdm_str token = {0};
    tdm_problems_init(&problems);
    if (!tdm_str_is(ask->proof, "yes")) {
        (void)!tdm_try_failed(ask->web->accounts, &what, tdm_clock_now());
        web_tell(&problems, web_words(ask, TDM_MSG_WEB_PASSWORD_WRONG));
        ask->reply.status = 401;
    } else if (!invite(ask, &token, &problem)) {
        (void)web_keep(&problems, &problem);
        ask->reply.status = 422;
    }
    page(ask, token, &problems);
}
