/* page_log_in.c - log-in, log-out, invitations. */
#include "web/web_int.h"

#include "base/canary.h"

/* Where to go afterwards: an address of ours, as the guard lets through, and nothing else. */
static tdm_str next_of(struct web_ask *ask) {
    tdm_str next = tdm_http_field(&ask->http->query, "next");
    if (next.len == 0) next = web_field(ask, "next");
    bool good = next.len > 0 && next.len < 200 && next.at[0] == '/';
    for (size_t i = 0; i < next.len && good; i++) {
        char c = next.at[i];
        good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || (c == '/' && (i == 0 || next.at[i - 1] != '/'));
    }
    return good || tdm_canary("next") ? next : TDM_STR("/");
}

/* ---- a half-written form outlives its session: what was typed goes through the log-in and comes back */

#define KEPT "k."

static bool is_kept(tdm_str name) {
    return tdm_str_starts_with(name, TDM_STR(KEPT)) && name.len > 2;
}

static bool is_frame(tdm_str name) {
    static const char *const own[] = {"token", "password", "standing", "on", "known", "next", "again", WEB_GO_ON};
    for (size_t i = 0; i < TDM_COUNT(own); i++)
        if (tdm_str_is(name, own[i])) return true;
    return false;
}

/* The fields that came with the log-in, to go on with it (`prefix`) or back into their form. */
static uint32_t put_kept(struct web_ask *ask, const char *prefix) {
    uint32_t count = 0;
    for (size_t i = 0; i < ask->http->form.count; i++) {
        const struct tdm_http_field *field = &ask->http->form.list[i];
        tdm_str name = tdm_str_slice(field->name, 2, field->name.len);
        if (!is_kept(field->name) || is_frame(name)) continue;
        web_form_hidden(ask, web_format(ask, "%s%.*s", prefix, TDM_FMT(name)).at, field->value);
        count++;
    }
    return count;
}

static void go_on_form(struct web_ask *ask, tdm_str path) {
    web_form_begin(ask, path, "narrow");
    web_form_hidden(ask, WEB_GO_ON, TDM_STR("1"));
}

/* The page after a log-in that brought a form along. False: it brought none. */
static bool go_on_page(struct web_ask *ask, tdm_str path) {
    bool any = false;
    for (size_t i = 0; i < ask->http->form.count; i++) any = any || is_kept(ask->http->form.list[i].name);
    if (!any) return false;
    web_page_begin(ask, web_words(ask, TDM_MSG_CARE_GO_ON));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_CARE_GO_ON));
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_GO_ON_WORDS));
    go_on_form(ask, path);
    (void)put_kept(ask, "");
    web_form_end(ask, web_words(ask, TDM_MSG_CARE_GO_ON_BUTTON));
    web_page_end(ask);
    return true;
}

static void log_in_form(struct web_ask *ask, tdm_str person) {
    struct web_input who = {.name = "person",
                            .type = "text",
                            .label = web_words(ask, TDM_MSG_WEB_PERSON),
                            .hint = web_words(ask, TDM_MSG_WEB_PERSON_HINT),
                            .value = person,
                            .complete = "username",
                            .must = true};
    struct web_input password = {.name = "password",
                                 .type = "password",
                                 .label = web_words(ask, TDM_MSG_WEB_PASSWORD),
                                 .complete = "current-password",
                                 .must = true};
    struct web_input code = {.name = "code",
                             .type = "text",
                             .label = web_words(ask, TDM_MSG_WEB_CODE),
                             .hint = web_words(ask, TDM_MSG_WEB_CODE_HINT),
                             .complete = "one-time-code",
                             .mode = "numeric",
                             .short_one = true};
    web_form_begin(ask, TDM_STR("/log-in"), "narrow");
    web_form_hidden(ask, "next", next_of(ask));
    (void)put_kept(ask, KEPT);
    web_form_input(ask, &who);
    web_form_input(ask, &password);
    web_form_input(ask, &code);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_LOG_IN));
}

static void example_people(struct web_ask *ask) {
    struct tdm_account_list people;
    struct tdm_problem problem;
    if (!ask->web->setting->example || !tdm_accounts_list(ask->mem, ask->web->accounts, &people, &problem)) return;
    web_open(ask, "section", "card narrow");
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_WEB_EXAMPLE_PEOPLE));
    tdm_html_open(&ask->html, "ul");
    for (size_t i = 0; i < people.count; i++) {
        tdm_html_open(&ask->html, "li");
        web_say(ask, "code", NULL, people.list[i].person);
        tdm_html_text(&ask->html, web_format(ask, " (%.*s)", TDM_FMT(tdm_part_name(&ask->view, people.list[i].role))));
        web_close(ask);
    }
    web_close(ask);
    web_close(ask);
}

void web_log_in_page(struct web_ask *ask) {
    if (ask->logged_in) {
        web_redirect(ask, TDM_STR("/"));
        return;
    }
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_LOG_IN));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_LOG_IN));
    log_in_form(ask, (tdm_str){0});
    example_people(ask);
    web_page_end(ask);
}

/* One sentence for whatever was wrong: it does not say whether there is such a person. */
static void not_in(struct web_ask *ask, unsigned status, tdm_str words) {
    ask->reply.status = status;
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_LOG_IN));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_LOG_IN));
    web_open(ask, "div", "wrong");
    tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
    web_say(ask, "p", NULL, words);
    web_close(ask);
    log_in_form(ask, web_field(ask, "person"));
    example_people(ask);
    web_page_end(ask);
}

static bool second_step(struct web_ask *ask, const struct tdm_account *account) {
    return account->totp.len == 0 ||
           tdm_totp_take(ask->web->accounts, account->person, web_field(ask, "code"), tdm_clock_now());
}

static void begin_session(struct web_ask *ask, const struct tdm_account *account, tdm_str location) {
    struct tdm_problem problem;
    tdm_str token = tdm_http_cookie(ask->http, "__Host-tandem");
    if (!tdm_session_begin(ask->mem, ask->web->accounts, account, tdm_clock_now(), &token, &problem)) {
        web_message(ask, 503, TDM_MSG_WEB_BUSY, TDM_MSG_WEB_BUSY_WORDS);
        return;
    }
    web_count(&ask->web->counts->log_ins, 1);
    web_cookie(ask, "tandem", token, 0);
    web_cookie(ask, "form", (tdm_str){0}, -1);
    web_cookie(ask, "device", tdm_device_token(ask->mem, ask->web->accounts, account->person), INT64_C(15552000));
    ask->token = token;
    ask->account = *account;
    ask->logged_in = true;
    if (!go_on_page(ask, location)) web_redirect(ask, location);
}

/* The session was over: a log-in that takes along what was typed. Who is logged in goes on at once. */
void web_give_back(struct web_ask *ask) {
    tdm_str path = ask->http->path;
    ask->reply.status = ask->logged_in ? 403 : 401;
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_SESSION_OVER));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_SESSION_OVER));
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_SESSION_OVER_WORDS));
    struct tdm_http_fields typed = ask->http->form, kept = {0};
    for (size_t i = 0; i < typed.count; i++) { /* not shown: who looks at the screen now may be somebody else */
        struct tdm_http_field field = typed.list[i];
        if (field.value.len == 0 || is_frame(field.name)) continue;
        field.name = web_format(ask, KEPT "%.*s", TDM_FMT(field.name));
        TDM_GROW(ask->mem, kept.list, kept.count, kept.room);
        kept.list[kept.count++] = field;
    }
    struct tdm_http_field next = {TDM_STR("next"), path};
    TDM_GROW(ask->mem, kept.list, kept.count, kept.room);
    kept.list[kept.count++] = next;
    ask->http->form = kept;
    if (ask->logged_in) {
        go_on_form(ask, path);
        (void)put_kept(ask, "");
        web_form_end(ask, web_words(ask, TDM_MSG_CARE_GO_ON_BUTTON));
    } else {
        log_in_form(ask, (tdm_str){0});
    }
    web_page_end(ask);
}

void web_log_in(struct web_ask *ask) {
    struct tdm_account account = {0};
    struct tdm_try what = {web_field(ask, "person"), ask->http->peer, tdm_http_cookie(ask->http, "__Host-device")};
    tdm_instant now = tdm_clock_now();
    if (!tdm_device_is(ask->mem, ask->web->accounts, what.person, what.device)) what.device = (tdm_str){0};
    uint32_t wait = tdm_try_wait(ask->web->accounts, &what, now);
    if (wait > 0) {
        struct tdm_arg args[] = {TDM_ARG_I("n", (wait + 59) / 60)};
        ask->reply.retry_seconds = wait;
        not_in(ask, 429, web_named(ask, TDM_MSG_WEB_WAIT, args, 1));
        return;
    }
    bool good = tdm_str_is(ask->proof, "yes") &&
                tdm_account_find(ask->mem, ask->web->accounts, what.person, &account) && !account.disabled &&
                second_step(ask, &account);
    if (!good) {
        web_count(&ask->web->counts->log_in_failures, 1);
        (void)!tdm_try_failed(ask->web->accounts, &what, now);
        not_in(ask, 401, web_words(ask, TDM_MSG_WEB_LOG_IN_WRONG));
        return;
    }
    (void)!tdm_try_good(ask->web->accounts, &what);
    if (ask->logged_in)
        (void)!tdm_session_end(ask->web->accounts, ask->token); /* the one of before is no use to anybody */
    begin_session(ask, &account, next_of(ask));
}

void web_log_out(struct web_ask *ask) {
    if (!tdm_canary("log-out")) (void)!tdm_session_end(ask->web->accounts, ask->token);
    web_cookie(ask, "tandem", (tdm_str){0}, -1);
    web_redirect(ask, TDM_STR("/log-in"));
}

/* ---- invitations */

static void invitation_form(struct web_ask *ask, tdm_str person) {
    struct tdm_arg args[] = {TDM_ARG_I("n", TDM_PASSWORD_LEAST)};
    struct web_input password = {.name = "password",
                                 .type = "password",
                                 .label = web_words(ask, TDM_MSG_WEB_NEW_PASSWORD),
                                 .hint = web_named(ask, TDM_MSG_WEB_NEW_PASSWORD_HINT, args, 1),
                                 .complete = "new-password",
                                 .must = true};
    struct web_input again = {.name = "again",
                              .type = "password",
                              .label = web_words(ask, TDM_MSG_WEB_PASSWORD_TWICE),
                              .complete = "new-password",
                              .must = true};
    struct tdm_arg who[] = {TDM_ARG_T("who", person)};
    web_say(ask, "p", NULL, web_named(ask, TDM_MSG_WEB_INVITED, who, 1));
    web_form_begin(ask, ask->http->path, "narrow");
    web_form_hidden(ask, "username", person); /* for keepers of passwords */
    web_form_input(ask, &password);
    web_form_input(ask, &again);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_SET_PASSWORD));
}

static bool invited(struct web_ask *ask, tdm_str *person) {
    if (tdm_token_is(ask->part_of_path[0]) &&
        tdm_invitation_find(ask->mem, ask->web->accounts, ask->part_of_path[0], tdm_clock_now(), person))
        return true;
    web_message(ask, 404, TDM_MSG_WEB_NO_INVITATION, TDM_MSG_WEB_NO_INVITATION_WORDS);
    return false;
}

void web_invitation_page(struct web_ask *ask) {
    tdm_str person;
    if (!invited(ask, &person)) return;
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_WELCOME));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_WELCOME));
    invitation_form(ask, person);
    web_page_end(ask);
}

void web_invitation(struct web_ask *ask) {
    struct tdm_problem problem = {0};
    struct tdm_account account = {0};
    tdm_str person, password = tdm_http_field(&ask->http->form, "password");
    if (!invited(ask, &person)) return;
    bool fits = tdm_password_fits(password, &problem),
         same = tdm_str_equal(password, tdm_http_field(&ask->http->form, "again"));
    if (!fits || !same || ask->proof.len == 0) {
        ask->reply.status = 422;
        web_page_begin(ask, web_words(ask, TDM_MSG_WEB_WELCOME));
        web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_WELCOME));
        web_open(ask, "div", "wrong");
        tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
        struct tdm_arg args[] = {TDM_ARG_I("n", TDM_PASSWORD_LEAST)};
        web_say(ask, "p", NULL,
                fits ? web_words(ask, TDM_MSG_WEB_NOT_SAME) : web_named(ask, TDM_MSG_WEB_NEW_PASSWORD_HINT, args, 1));
        web_close(ask);
        invitation_form(ask, person);
        web_page_end(ask);
        return;
    }
    if (!tdm_invitation_use(ask->web->accounts, ask->part_of_path[0], tdm_clock_now()) ||
        !tdm_account_set_password(ask->web->accounts, person, ask->proof, &problem) ||
        !tdm_account_find(ask->mem, ask->web->accounts, person, &account)) {
        web_message(ask, 404, TDM_MSG_WEB_NO_INVITATION, TDM_MSG_WEB_NO_INVITATION_WORDS);
        return;
    }
    if (account.totp.len > 0)
        web_redirect(ask, TDM_STR("/log-in")); /* with the second step */
    else
        begin_session(ask, &account, TDM_STR("/"));
}
