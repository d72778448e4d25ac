/* dispatch.c - from a request to the row of the table and back. The order is always the same: page, session,
 * permission, forgery, relation to the episode, what takes long, the page itself. Forms go to the writer whole, and are
 * judged there once more by the same code. */
#include "web/systems.h"

#include "base/canary.h"

#include <string.h>
#include <unistd.h>

#define ASIDE_MS (INT64_C(60) * 1000) /* a session's last page is noted so often */

/* ---- rows */

/* "/episodes/{}/sign/{}" against a path; a place may have text before it in its segment. */
static bool matches(const char *pattern, tdm_str path, tdm_str parts[3]) {
    size_t at = 0, part = 0;
    while (*pattern != '\0') {
        if (pattern[0] == '{') {
            size_t end = at;
            while (end < path.len && path.at[end] != '/') end++;
            if (end == at || part >= 3) return false;
            parts[part++] = tdm_str_slice(path, at, end);
            at = end;
            pattern += 2;
            continue;
        }
        if (at >= path.len || path.at[at] != *pattern) return false;
        at++;
        pattern++;
    }
    return at == path.len;
}

/* *known: some row has the path, with whatever method. */
static const struct web_row *row_of(const struct tdm_http_ask *http, tdm_str parts[3], bool *known) {
    *known = false;
    for (uint32_t i = 0; i < web_row_count; i++) {
        if (!matches(web_rows[i].pattern, http->path, parts)) continue;
        *known = true;
        if (web_rows[i].is_form == (http->method == TDM_HTTP_POST) && http->method != TDM_HTTP_OTHER &&
            http->method != TDM_HTTP_OPTIONS)
            return &web_rows[i];
    }
    return NULL;
}

/* ---- who asks */

static enum tdm_language language_of(struct web_ask *ask) {
    enum tdm_language language = TDM_ENGLISH;
    if (tdm_language_find(tdm_http_field(&ask->http->query, "lang"), &language)) {
        web_cookie(ask, "lang", tdm_str_of(tdm_language_code(language)), INT64_C(31536000));
        return language;
    }
    if (tdm_language_find(tdm_http_cookie(ask->http, "__Host-lang"), &language)) return language;
    if (ask->logged_in && tdm_language_find(ask->account.language, &language)) return language;
    return tdm_language_find(tdm_str_slice(ask->http->languages, 0, 2), &language) ? language : TDM_ENGLISH;
}

void web_dispatch_settle(struct web_ask *ask) {
    struct web *web = ask->web;
    ask->now = web_now(web);
    ask->today = tdm_zone_date_at(&tdm_zone_utc, ask->now);
    ask->token = tdm_http_cookie(ask->http, "__Host-tandem");
    ask->logged_in = web->accounts != NULL && tdm_session_find(ask->mem, web->accounts, ask->token, tdm_clock_now(),
                                                               &ask->session, &ask->account);
    if (ask->logged_in) ask->role = ask->account.role;
    if (!ask->logged_in) ask->token = tdm_http_cookie(ask->http, "__Host-form");
    ask->reply = (struct tdm_http_reply){.status = 200};
    tdm_buf_init(&ask->out, ask->mem, TDM_HTTP_PAGE_MAX);
    ask->view = (struct tdm_view){.mem = ask->mem, .out = &ask->out, .drawings = web->shelf->drawings};
    ask->view.labels = true; /* nobody at a screen looks for a line of the protocol */
    ask->view.pictures = web->pictures;
    ask->view.phone = web->setting->phone;
    ask->view.emergency = web->setting->emergency;
    ask->view.language = language_of(ask);
    ask->view.texts = web->shelf->texts[ask->view.language];
    ask->part = (struct tdm_piece){&ask->view, &ask->html};
}

/* Visitors have a form cookie of their own before they log in, so that nobody can log them in as somebody else. */
tdm_str web_form_token(struct web_ask *ask) {
    if (!tdm_token_is(ask->token)) {
        ask->token = tdm_token_make(ask->mem);
        web_cookie(ask, "form", ask->token, 0);
    }
    return tdm_token_derive(ask->mem, ask->token, "form");
}

/* ---- may they? */

static bool has_word(const char *words, tdm_str word) {
    tdm_str rest = tdm_str_of(words);
    while (rest.len > 0) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR(" "), &end);
        if (tdm_str_equal(tdm_str_slice(rest, 0, end), word)) return true;
        rest = tdm_str_slice(rest, end + 1, rest.len);
    }
    return false;
}

static bool kind_may(const struct web_ask *ask) {
    bool patient = tdm_str_is(ask->account.role, "patient");
    switch (ask->row->who) {
    case WEB_ANYBODY:
        return true;
    case WEB_STAFF:
        return ask->logged_in && !patient;
    case WEB_PATIENT:
        return ask->logged_in && patient;
    case WEB_PERSON:
        return ask->logged_in;
    case WEB_SYSTEM: /* let in by another door */
        return false;
    }
    TDM_UNREACHABLE();
}

static bool role_may(const struct web_ask *ask) {
    if (tdm_canary("role")) return true;
    if (ask->row->right == WEB_WRITES && !ask->writes) return false;
    return ask->row->roles == NULL || has_word(ask->row->roles, ask->role);
}

static bool not_there(struct web_ask *ask) {
    web_message(ask, 404, TDM_MSG_WEB_NOT_THERE, TDM_MSG_WEB_NOT_THERE_WORDS);
    return false;
}

/* Whoever has nothing to do with an episode is told what they would be told of one that does not exist. */
static bool related(struct web_ask *ask) {
    struct tdm_problems problems;
    if (ask->row->relation == WEB_NO_EPISODE) return true;
    tdm_problems_init(&problems);
    ask->episode = TDM_NEW(ask->mem, struct web_episode);
    bool is_name = tdm_chained_is_name(ask->part_of_path[0]);
    if (is_name) web_read_ahead(ask->web, ask->part_of_path, 1);
    if (!is_name || !web_episode_open(ask->web, ask->mem, ask->part_of_path[0], ask->episode, &problems)) {
        ask->episode = NULL;
        return not_there(ask);
    }
    ask->today = ask->episode->asof.on;
    tdm_str role;
    struct web_admitting who = {ask->account.person, false};
    bool member = web_admits(ask->web, ask->mem, ask->episode, &who, &role);
    if (member) ask->role = role;
    who.write = true;
    ask->writes = member && web_admits(ask->web, ask->mem, ask->episode, &who, &role);
    bool patient = tdm_str_is(ask->account.role, "patient");
    ask->is_self = member && patient && tdm_str_equal(ask->episode->chart->patient, ask->account.person);
    bool team = member && !patient;
    if (tdm_canary("relation")) {
        ask->writes = true;
        return true;
    }
    bool may = ask->row->relation == WEB_TEAM   ? team
               : ask->row->relation == WEB_SELF ? ask->is_self
                                                : team || ask->is_self;
    if (may) return true;
    if (tdm_canary("tells-what-is-there")) {
        web_message(ask, 403, TDM_MSG_WEB_NOT_YOURS, TDM_MSG_WEB_NOT_YOURS_WORDS);
        return false;
    }
    ask->episode = NULL;
    ask->role = ask->account.role;
    return not_there(ask);
}

static bool permitted(struct web_ask *ask) {
    if (ask->row->who != WEB_ANYBODY && !ask->logged_in) {
        if (ask->row->is_form) {
            web_give_back(ask);
        } else {
            web_redirect(ask, web_format(ask, "/log-in?next=%.*s", TDM_FMT(ask->http->path)));
        }
        return false;
    }
    if (!kind_may(ask)) return not_there(ask);
    if (!related(ask)) return false;
    if (role_may(ask)) return true;
    web_message(ask, 403, TDM_MSG_WEB_NOT_YOURS, TDM_MSG_WEB_NOT_YOURS_WORDS);
    return false;
}

/* ---- forgery: the token of the form, and where the browser says that it comes from */

static bool same_origin(const struct tdm_http_ask *http) {
    size_t slashes;
    tdm_str site = http->fetch_site, origin = http->origin;
    if (tdm_canary("origin")) return true;
    if (site.len > 0 && !tdm_str_is(site, "same-origin") && !tdm_str_is(site, "none")) return false;
    if (origin.len == 0) return true;
    return tdm_str_find(origin, TDM_STR("://"), &slashes) &&
           tdm_str_equal(tdm_str_slice(origin, slashes + 3, origin.len), http->host);
}

static bool not_forged(struct web_ask *ask) {
    if (!ask->row->is_form || tdm_canary("form-token")) return true;
    tdm_str said = tdm_http_field(&ask->http->form, "token");
    bool good = tdm_token_is(ask->token) && tdm_token_is(said) && same_origin(ask->http) &&
                tdm_digest_equal(tdm_digest_of(said), tdm_digest_of(tdm_token_derive(ask->mem, ask->token, "form")));
    if (good) return true;
    bool ours = tdm_str_is(ask->http->fetch_site, "same-origin") && same_origin(ask->http);
    if (ask->logged_in && (ours || tdm_canary("give-back")))
        web_give_back(ask); /* a page of ours, of a session that is over: its form begins anew, nothing is recorded */
    else
        web_message(ask, 403, TDM_MSG_WEB_FORGED, TDM_MSG_WEB_FORGED_WORDS);
    return false;
}

/* A form that is given back after a new log-in: its page again, with what was typed. Nothing is recorded. */
static bool goes_on(struct web_ask *ask) {
    if (!ask->row->is_form || web_field(ask, WEB_GO_ON).len == 0) return false;
    for (uint32_t i = 0; i < web_row_count; i++) {
        if (web_rows[i].is_form || strcmp(web_rows[i].pattern, ask->row->pattern) != 0) continue;
        ask->row = &web_rows[i];
        if (permitted(ask)) ask->row->answer(ask);
        return true;
    }
    return false;
}

/* ---- the password again: tries are counted by session, so that nobody waits for another's */

static struct tdm_try again_of(struct web_ask *ask) {
    return (struct tdm_try){ask->account.person, ask->http->peer, tdm_token_derive(ask->mem, ask->token, "again")};
}

/* What the pages read as `proof` then holds for the second step too, which is asked of whoever has one. */
static bool settle_again(struct web_ask *ask) {
    struct tdm_try what = again_of(ask);
    tdm_instant now = tdm_clock_now();
    uint32_t wait = tdm_try_wait(ask->web->accounts, &what, now);
    if (wait > 0) {
        struct tdm_arg args[] = {TDM_ARG_I("n", (wait + 59) / 60)};
        ask->reply.status = 429;
        web_page_begin(ask, web_words(ask, TDM_MSG_WEB_NOT_RECORDED));
        web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_NOT_RECORDED));
        web_say(ask, "p", NULL, web_named(ask, TDM_MSG_WEB_WAIT, args, 1));
        web_page_end(ask);
        return false;
    }
    bool good = tdm_str_is(ask->proof, "yes") &&
                (ask->account.totp.len == 0 || tdm_canary("code-again") ||
                 tdm_totp_take(ask->web->accounts, ask->account.person, web_field(ask, "code"), now));
    if (!good) ask->proof = TDM_STR("no");
    bool counted = good ? tdm_try_good(ask->web->accounts, &what) : tdm_try_failed(ask->web->accounts, &what, now);
    (void)counted; /* a full disk stops the act itself */
    return true;
}

/* ---- asking */

static struct web_ask *ask_of(struct web *web, struct tdm_http_ask *http, const struct web_row *row) {
    struct web_ask *ask = TDM_NEW(http->mem, struct web_ask);
    ask->web = web;
    ask->http = http;
    ask->mem = http->mem;
    ask->row = row;
    http->own = ask;
    web_dispatch_settle(ask);
    return ask;
}

void web_finish(struct web_ask *ask) {
    ask->reply.body = tdm_buf_str(&ask->out);
    tdm_http_answer(ask->web->door, ask->http, &ask->reply);
}

static void busy(struct web_ask *ask) {
    ask->reply.retry_seconds = 2;
    web_message(ask, 503, TDM_MSG_WEB_BUSY, TDM_MSG_WEB_BUSY_WORDS);
    web_finish(ask);
}

/* ---- messages: texts, each with its length before it */

void web_pack(struct tdm_buf *out, tdm_str text) {
    tdm_buf_format(out, "%zu:", text.len);
    tdm_buf_add(out, text);
}

bool web_unpack(tdm_str *rest, tdm_str *text) {
    size_t colon;
    int64_t len;
    if (!tdm_str_find(*rest, TDM_STR(":"), &colon) || !tdm_parse_i64(tdm_str_slice(*rest, 0, colon), &len) || len < 0 ||
        (uint64_t)len > rest->len - colon - 1)
        return false;
    *text = tdm_str_slice(*rest, colon + 1, colon + 1 + (size_t)len);
    *rest = tdm_str_slice(*rest, colon + 1 + (size_t)len, rest->len);
    return true;
}

enum { FORM_HEAD = 8 };

static void give_form(struct web_ask *ask) {
    struct tdm_http_ask *http = ask->http;
    struct tdm_buf job;
    tdm_buf_init(&job, ask->mem, TDM_HTTP_JOB_MAX);
    tdm_str heads[FORM_HEAD] = {TDM_STR("form"), http->path,   http->cookies, http->languages,
                                http->peer,      http->origin, http->host,    ask->proof};
    for (size_t i = 0; i < FORM_HEAD; i++) web_pack(&job, heads[i]);
    for (size_t i = 0; i < http->form.count; i++) {
        web_pack(&job, http->form.list[i].name);
        web_pack(&job, http->form.list[i].value);
    }
    if (job.failed || !tdm_http_job(ask->web->door, http, TDM_HTTP_WRITER, tdm_buf_str(&job))) busy(ask);
}

/* The helper never learns whose password it is. */
static bool give_slow(struct web_ask *ask) {
    struct tdm_account account = ask->account;
    struct tdm_buf job;
    tdm_buf_init(&job, ask->mem, TDM_HTTP_JOB_MAX);
    tdm_str password = tdm_http_field(&ask->http->form, "password");
    static const char *const kinds[] = {
        [WEB_QUICK] = "",      [WEB_LOG_IN] = "check", [WEB_AGAIN] = "check", [WEB_NEW_PASSWORD] = "hash",
        [WEB_PROVE] = "prove", [WEB_PDF] = "pdf"};
    if (password.len > TDM_PASSWORD_MOST) password = (tdm_str){0};
    if (ask->row->slow == WEB_AGAIN) {
        struct tdm_try what = again_of(ask);
        if (tdm_try_wait(ask->web->accounts, &what, tdm_clock_now()) > 0)
            return false; /* the writer says for how long */
    }
    if (ask->row->slow == WEB_LOG_IN) {
        struct tdm_try what = {web_field(ask, "person"), ask->http->peer, tdm_http_cookie(ask->http, "__Host-device")};
        if (!tdm_device_is(ask->mem, ask->web->accounts, what.person, what.device)) what.device = (tdm_str){0};
        account = (struct tdm_account){0};
        if (tdm_try_wait(ask->web->accounts, &what, tdm_clock_now()) > 0) return false; /* the form says for how long */
        if (!tdm_account_find(ask->mem, ask->web->accounts, what.person, &account) || account.disabled)
            account.password = (tdm_str){0};
    }
    web_pack(&job, tdm_str_of(kinds[ask->row->slow]));
    if (ask->row->slow == WEB_PDF) {
        web_pack(&job, web_summary_lines(ask));
        web_pack(&job, web_day(ask));
        if (!tdm_http_job(ask->web->door, ask->http, TDM_HTTP_SLOW, tdm_buf_str(&job))) busy(ask);
        return true;
    }
    web_pack(&job, account.password);
    web_pack(&job, password);
    if (!tdm_http_job(ask->web->door, ask->http, TDM_HTTP_SLOW, tdm_buf_str(&job))) busy(ask);
    return true;
}

/* That somebody is still there is written down once a minute, and nobody waits for it. */
static void note_seen(struct web_ask *ask) {
    struct tdm_buf job;
    if (!ask->logged_in || tdm_clock_now().ms - ask->session.seen.ms < ASIDE_MS) return;
    tdm_buf_init(&job, ask->mem, 1000);
    web_pack(&job, TDM_STR("seen"));
    web_pack(&job, ask->token);
    tdm_http_tell(ask->web->door, TDM_HTTP_WRITER, tdm_buf_str(&job));
}

void web_take(void *self, struct tdm_http_ask *http) {
    bool known;
    tdm_str parts[3] = {{0}};
    const struct web_row *row = row_of(http, parts, &known);
    struct web_ask *ask = ask_of(self, http, row);
    memcpy(ask->part_of_path, parts, sizeof parts);
    if (http->method == TDM_HTTP_OPTIONS && tdm_str_starts_with(http->path, TDM_STR(WEB_SYSTEMS_PATH)) && known) {
        web_systems_options(ask);
        return;
    }
    if (row != NULL && row->who == WEB_SYSTEM) {
        web_systems_take(ask);
        return;
    }
    if (row == NULL) {
        if (known)
            web_message(ask, 405, TDM_MSG_WEB_NOT_THERE, TDM_MSG_WEB_NOT_THERE_WORDS);
        else
            (void)not_there(ask);
        web_finish(ask);
        return;
    }
    note_seen(ask);
    if (row->answer != web_style && !web_open_clinic(ask->web) && row->who != WEB_ANYBODY) {
        busy(ask);
        return;
    }
    if (!permitted(ask) || !not_forged(ask) || goes_on(ask)) {
        web_finish(ask);
        return;
    }
    if (row->slow != WEB_QUICK && give_slow(ask)) return;
    if (row->is_form) {
        give_form(ask);
        return;
    }
    row->answer(ask);
    web_finish(ask);
}

/* ---- answers of helpers */

static void take_reply(struct web_ask *ask, tdm_str answer) {
    tdm_str number, location, body, cookie;
    int64_t status;
    if (!web_unpack(&answer, &number) || !tdm_parse_i64(number, &status) || !web_unpack(&answer, &location) ||
        !web_unpack(&answer, &body)) {
        busy(ask);
        return;
    }
    ask->reply = (struct tdm_http_reply){.status = (unsigned)status, .location = location, .body = body};
    while (answer.len > 0 && web_unpack(&answer, &cookie) && ask->reply.cookie_count < TDM_COUNT(ask->reply.cookies))
        ask->reply.cookies[ask->reply.cookie_count++] = cookie;
    tdm_http_answer(ask->web->door, ask->http, &ask->reply);
}

void web_hear(void *self, struct tdm_http_ask *http, tdm_str answer, bool good) {
    struct web_ask *ask = http->own;
    tdm_str kind;
    (void)self;
    if (!good || !web_unpack(&answer, &kind)) {
        busy(ask);
    } else if (tdm_str_is(kind, "reply")) {
        take_reply(ask, answer);
    } else if (tdm_str_is(kind, "feedback")) {
        web_systems_hear(ask, answer);
    } else {
        if (!web_unpack(&answer, &ask->proof)) ask->proof = (tdm_str){0};
        if (ask->row->is_form) {
            give_form(ask);
        } else if (web_open_clinic(ask->web)) {
            ask->row->answer(ask);
            web_finish(ask);
        } else {
            busy(ask);
        }
    }
}

/* ---- helpers */

static void do_form(struct web *web, tdm_str job, struct tdm_buf *answer) {
    struct tdm_http_ask *http = TDM_NEW(answer->mem, struct tdm_http_ask);
    tdm_str heads[FORM_HEAD], parts[3] = {{0}};
    bool known, whole = true;
    http->mem = answer->mem;
    http->method = TDM_HTTP_POST;
    heads[0] = TDM_STR("form");
    for (size_t i = 1; i < FORM_HEAD; i++) whole = whole && web_unpack(&job, &heads[i]);
    if (!whole) return;
    http->path = heads[1];
    http->cookies = heads[2];
    http->languages = heads[3];
    http->peer = heads[4];
    http->origin = heads[5];
    http->host = heads[6];
    struct tdm_http_field field;
    while (job.len > 0 && web_unpack(&job, &field.name) && web_unpack(&job, &field.value)) {
        TDM_GROW(http->mem, http->form.list, http->form.count, http->form.room);
        http->form.list[http->form.count++] = field;
    }
    const struct web_row *row = row_of(http, parts, &known);
    if (row == NULL || !web_open_clinic(web)) return;
    struct web_ask *ask = ask_of(web, http, row);
    memcpy(ask->part_of_path, parts, sizeof parts);
    ask->proof = heads[7];
    if (permitted(ask) && not_forged(ask) && (row->slow != WEB_AGAIN || settle_again(ask))) row->answer(ask);
    if (ask->told_meanwhile) ask->reply.status = 409;
    web_pack(answer, TDM_STR("reply"));
    web_pack(answer, web_format(ask, "%u", ask->reply.status));
    web_pack(answer, ask->reply.location);
    web_pack(answer, tdm_buf_str(&ask->out));
    for (uint32_t i = 0; i < ask->reply.cookie_count; i++) web_pack(answer, ask->reply.cookies[i]);
}

static void prove(struct web *web, struct tdm_buf *answer) {
    struct tdm_verified verified;
    struct tdm_problems problems;
    struct tdm_buf told;
    if (!web_open_clinic(web)) return;
    tdm_buf_init(&told, answer->mem, 100000);
    tdm_problems_init(&problems);
    bool whole = tdm_store_verify(answer->mem, tdm_clinic_store(web->clinic), &verified, &problems);
    tdm_buf_format(&told, "%s %llu", whole ? "whole" : "broken", (unsigned long long)verified.entries);
    for (uint32_t i = 0; i < problems.count; i++) tdm_buf_format(&told, "\n%s", problems.items[i].what);
    web_pack(answer, tdm_buf_str(&told));
}

void web_work(void *self, tdm_str job, struct tdm_buf *answer) {
    struct web *web = self;
    tdm_str kind, hash, password, token; /* of a PDF: `hash` its lines, `password` its day */
    if (!web_unpack(&job, &kind)) return;
    if (!tdm_str_is(kind, "shown")) web_systems_shown_settle(web);
    if (tdm_str_is(kind, "form")) {
        do_form(web, job, answer);
        return;
    }
    if (tdm_str_is(kind, "feedback")) {
        web_systems_feedback_job(web, job, answer);
        return;
    }
    if (tdm_str_is(kind, "shown")) {
        web_systems_shown_job(web, job);
        return;
    }
    if (tdm_str_is(kind, "seen")) {
        if (web_unpack(&job, &token) && !tdm_session_seen(web->accounts, token, tdm_clock_now())) return;
        return;
    }
    web_pack(answer, TDM_STR("slow"));
    if (tdm_str_is(kind, "prove")) {
        prove(web, answer);
        return;
    }
    if (!web_unpack(&job, &hash) || !web_unpack(&job, &password)) return;
    if (tdm_str_is(kind, "pdf")) { /* whole lines and a day: the helper reads nothing of the clinic */
        struct tdm_buf sheet;
        tdm_buf_init(&sheet, answer->mem, TDM_HTTP_JOB_MAX - 1000);
        if (tdm_pdf_make(hash, password, &sheet)) web_pack(answer, tdm_buf_str(&sheet));
        return;
    }
    if (tdm_str_is(kind, "check")) {
        web_pack(answer, tdm_password_is(answer->mem, hash, password) ? TDM_STR("yes") : TDM_STR("no"));
    } else if (tdm_password_hash(answer->mem, password, &hash)) {
        web_pack(answer, hash);
    }
}

void web_rest(void *self) {
    web_systems_shown_settle(self);
}

/* ---- the log: one line of JSON a reply. Names of pages, not addresses: those name episodes */

void web_told(void *self, const struct tdm_http_ask *http, unsigned status, size_t bytes, int64_t microseconds) {
    struct web *web = self;
    const struct web_ask *ask = http->own;
    const struct web_row *row = ask == NULL ? NULL : ask->row;
    uint32_t at = row == NULL ? web_row_count : (uint32_t)(row - web_rows);
    struct tdm_buf line;
    web_count(&web->counts->answered[at][status / 100 % 6], 1);
    web_count(&web->counts->microseconds[at], (uint64_t)microseconds);
    tdm_buf_init(&line, http->mem, 1000);
    if (tdm_canary("log")) tdm_buf_format(&line, "%.*s ", TDM_FMT(http->path));
    tdm_buf_text(&line, "{\"at\":\"");
    tdm_instant_print(&line, tdm_clock_now());
    tdm_buf_format(&line,
                   "\",\"page\":\"%s\",\"method\":\"%s\",\"status\":%u,\"bytes\":%zu,\"us\":%lld,\"worker\":%ld}\n",
                   row == NULL ? "none" : row->name, http->method == TDM_HTTP_POST ? "POST" : "GET", status, bytes,
                   (long long)microseconds, (long)getpid());
    (void)!tdm_error_write(tdm_buf_str(&line));
}
