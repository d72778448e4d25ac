/* page_acts.c - the acts by a form that are judged before they are made: what would follow is shown first, for the very
 * words that were written; then it is recorded, if nothing changed meanwhile. Which acts there are: act_fields.c. */
#include "web/act_forms.h"
#include "web/care.h"

static const struct web_act *act_of_row(const struct web_row *row) {
    for (uint32_t i = 0; i < web_act_count; i++)
        if (tdm_str_is(tdm_str_of(row->name), web_acts[i].row)) return &web_acts[i];
    TDM_UNREACHABLE();
}

/* Of what was written: who changes a word after the verdict is shown the new one first. */
static tdm_str written(struct web_ask *ask) {
    static const char *const own[] = {"token", "password", "code", "standing", "on", "known", "shown", "seen"};
    struct tdm_buf all, digest;
    tdm_buf_init(&all, ask->mem, TDM_HTTP_BODY_MAX * 2);
    for (size_t i = 0; i < ask->http->form.count; i++) {
        const struct tdm_http_field *field = &ask->http->form.list[i];
        bool ours = false;
        for (size_t k = 0; k < TDM_COUNT(own); k++) ours = ours || tdm_str_is(field->name, own[k]);
        if (!ours) tdm_buf_format(&all, "%zu:%.*s", field->name.len, TDM_FMT(field->name));
        if (!ours) tdm_buf_format(&all, "%zu:%.*s", field->value.len, TDM_FMT(field->value));
    }
    tdm_buf_init(&digest, ask->mem, 80);
    tdm_digest_print(&digest, tdm_digest_of(tdm_buf_str(&all)));
    return tdm_buf_str(&digest);
}

static bool is_shown(struct web_ask *ask) {
    return tdm_str_equal(web_field(ask, "shown"), written(ask));
}

/* ---- the page */

static void verdict(struct web_ask *ask, const struct web_tried *tried) {
    const struct web_act *act = act_of_row(ask->row);
    bool stops = tried->judgement == NULL || tried->judgement->verdict != TDM_VERDICT_FINE;
    web_open(ask, "section", stops ? "card verdict stops" : "card verdict");
    tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_WEB_WHAT_FOLLOWS));
    bool all = act->told != NULL && tried->judgement != NULL && act->told(ask, tried);
    if (ask->is_self && act->told == NULL) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_ACT_SELF_LOOK));
    if (tried->judgement != NULL && !all && !ask->is_self) tdm_part_judgement(&ask->part, tried->judgement);
    if (tried->judgement == NULL) web_problems(ask, &tried->problems);
    web_close(ask);
}

static bool can_be_made(const struct web_tried *tried) {
    return tried != NULL && tried->judgement != NULL && tried->judgement->verdict != TDM_VERDICT_REFUSED;
}

static void form(struct web_ask *ask, const struct web_act *act, const struct web_tried *tried) {
    bool last = can_be_made(tried);
    web_form_begin(ask, ask->http->path, NULL);
    act->fields(ask);
    if (last) web_seen_fields(ask);
    if (last) web_form_hidden(ask, "shown", written(ask));
    if (last && ask->row->slow == WEB_AGAIN) {
        struct web_input password = {.name = "password",
                                     .type = "password",
                                     .label = web_words(ask, TDM_MSG_WEB_PASSWORD_AGAIN),
                                     .hint = web_words(ask, TDM_MSG_WEB_PASSWORD_AGAIN_HINT),
                                     .complete = "current-password",
                                     .must = true};
        web_form_input(ask, &password);
    }
    web_form_end(ask, web_words(ask, last ? act->button : TDM_MSG_ACT_SHOW));
}

/* `tried`: what would follow, or what became of it; null: nothing was written yet. */
static void page(struct web_ask *ask, const struct web_act *act, const struct web_tried *tried, enum tdm_message told) {
    enum tdm_message why_not;
    tdm_str title = web_words(ask, ask->is_self ? act->self_title : act->title);
    web_page_begin(ask, title);
    web_say(ask, "h1", NULL, title);
    web_banner(ask);
    web_say(ask, "p", NULL, web_words(ask, ask->is_self ? act->self_intro : act->intro));
    if (told != TDM_MESSAGE_COUNT) {
        web_open(ask, "div", "wrong");
        tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
        web_say(ask, "p", NULL, web_words(ask, told));
        if (told == TDM_MSG_WEB_STALE) web_what_changed(ask);
        web_close(ask);
    }
    if (tried != NULL) verdict(ask, tried);
    if (act->can != NULL && !act->can(ask, &why_not))
        web_say(ask, "p", "late", web_words(ask, why_not));
    else if (act->choose == NULL || !act->choose(ask))
        form(ask, act, tried);
    if (act->below != NULL) act->below(ask);
    care_back(ask);
    web_page_end(ask);
}

void web_act_page(struct web_ask *ask) {
    page(ask, act_of_row(ask->row), NULL, TDM_MESSAGE_COUNT);
}

/* ---- the act */

static bool wrong_password(struct web_ask *ask) {
    if (ask->row->slow != WEB_AGAIN || tdm_str_is(ask->proof, "yes")) return false;
    if (web_field(ask, "password").len == 0 && !is_shown(ask)) return false; /* it is asked for with the verdict */
    struct tdm_try what = {ask->account.person, ask->http->peer, tdm_http_cookie(ask->http, "__Host-device")};
    (void)!tdm_try_failed(ask->web->accounts, &what, tdm_clock_now());
    return true;
}

static void answer(struct web_ask *ask, const struct web_act *act, unsigned status, const struct web_tried *tried,
                   enum tdm_message told) {
    ask->reply.status = status;
    page(ask, act, tried, told);
}

static bool is_to_come(struct web_ask *ask, const struct web_act *act) {
    tdm_date day;
    return act->past && tdm_date_parse(web_field(ask, "day"), &day) && day.day > ask->today.day;
}

void web_act(struct web_ask *ask) {
    const struct web_act *act = act_of_row(ask->row);
    enum tdm_message why_not;
    struct web_lines lines;
    struct web_tried tried, made = {0};
    if (act->can != NULL && !act->can(ask, &why_not)) {
        answer(ask, act, 422, NULL, TDM_MESSAGE_COUNT);
        return;
    }
    if (!act->lines(ask, &lines)) {
        answer(ask, act, 422, NULL, TDM_MSG_ACT_MISSING);
        return;
    }
    if (is_to_come(ask, act)) {
        answer(ask, act, 422, NULL, TDM_MSG_ACT_TO_COME);
        return;
    }
    web_try_lines(ask, &lines, &tried);
    if (tried.judgement == NULL || tried.judgement->verdict == TDM_VERDICT_REFUSED) {
        answer(ask, act, 422, &tried, TDM_MESSAGE_COUNT);
    } else if (wrong_password(ask)) {
        answer(ask, act, 401, &tried, TDM_MSG_WEB_PASSWORD_WRONG);
    } else if (!is_shown(ask)) {
        answer(ask, act, 200, &tried, TDM_MESSAGE_COUNT);
    } else if (web_meanwhile(ask, &made.problems)) {
        answer(ask, act, 409, &made, TDM_MESSAGE_COUNT);
    } else if (!web_still_so(ask)) {
        answer(ask, act, 409, &tried, TDM_MSG_WEB_STALE);
    } else if (!web_record_judged(ask, &lines, act->lines == web_amend_lines ? web_amend_chosen(ask) : NULL, &made)) {
        answer(ask, act, 422, &made, TDM_MESSAGE_COUNT);
    } else {
        web_redirect(ask, web_format(ask, "%.*s?done=1", TDM_FMT(care_path(ask, ask->is_self ? "today" : ""))));
    }
}

/* ---- the way there */

static bool has_role(const char *roles, tdm_str role) {
    tdm_str rest = tdm_str_of(roles);
    while (rest.len > 0) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR(" "), &end);
        if (tdm_str_equal(tdm_str_slice(rest, 0, end), role)) return true;
        rest = tdm_str_slice(rest, end + 1, rest.len);
    }
    return false;
}

void web_act_links(struct web_ask *ask) {
    enum tdm_message why_not;
    web_open(ask, "details", "acts");
    web_say(ask, "summary", NULL, web_words(ask, TDM_MSG_ACT_MORE));
    web_open(ask, "ul", NULL);
    for (uint32_t i = 0; i < web_row_count; i++) {
        const struct web_row *row = &web_rows[i];
        if (row->answer != web_act_page || (row->roles != NULL && !has_role(row->roles, ask->role))) continue;
        const struct web_act *act = act_of_row(row);
        if (act->can != NULL && !act->can(ask, &why_not)) continue;
        tdm_html_open(&ask->html, "li");
        web_link(ask, NULL, web_format(ask, "/episodes/%.*s/%s", TDM_FMT(ask->episode->name), act->row),
                 web_words(ask, act->title));
        web_close(ask);
    }
    web_close(ask);
    web_close(ask);
}
