/* page_frame.c - the frame of every page, and forms. All text goes through the writer that escapes; there is no raw
 * door here. */
#include "web/web_int.h"

#include "base/canary.h"

#include <stdarg.h>

tdm_str web_words(struct web_ask *ask, enum tdm_message message) {
    return tdm_words_str(ask->mem, ask->view.language, message, NULL, 0);
}

tdm_str web_named(struct web_ask *ask, enum tdm_message message, const struct tdm_arg *args, uint32_t count) {
    return tdm_words_str(ask->mem, ask->view.language, message, args, count);
}

tdm_str web_format(struct web_ask *ask, const char *format, ...) {
    char text[2000];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t kept = len < 0 ? 0 : (size_t)len < sizeof text ? (size_t)len : sizeof text - 1;
    return tdm_arena_str(ask->mem, (tdm_str){text, kept});
}

/* ---- elements */

void web_open(struct web_ask *ask, const char *tag, const char *css_class) {
    tdm_html_open(&ask->html, tag);
    if (css_class != NULL) tdm_html_attribute(&ask->html, "class", tdm_str_of(css_class));
}

void web_close(struct web_ask *ask) {
    tdm_html_close(&ask->html);
}

void web_say(struct web_ask *ask, const char *tag, const char *css_class, tdm_str text) {
    if (text.len > 0) tdm_html_element(&ask->html, tag, css_class, text);
}

void web_link(struct web_ask *ask, const char *css_class, tdm_str href, tdm_str words) {
    web_open(ask, "a", css_class);
    tdm_html_attribute(&ask->html, "href", href);
    tdm_html_text(&ask->html, words);
    web_close(ask);
}

void web_section(struct web_ask *ask, enum tdm_message head) {
    web_open(ask, "section", "card");
    web_say(ask, "h2", NULL, web_words(ask, head));
}

/* ---- the frame */

static void meta(struct web_ask *ask, const char *name, const char *content) {
    tdm_html_open(&ask->html, "meta");
    if (name != NULL) tdm_html_attribute(&ask->html, "name", tdm_str_of(name));
    tdm_html_attribute(&ask->html, name == NULL ? "charset" : "content", tdm_str_of(content));
    tdm_html_empty(&ask->html);
}

static void head(struct web_ask *ask, tdm_str title) {
    tdm_html_open(&ask->html, "head");
    meta(ask, NULL, "utf-8");
    meta(ask, "viewport", "width=device-width, initial-scale=1");
    meta(ask, "color-scheme", "light dark");
    tdm_html_element(&ask->html, "title", NULL, web_format(ask, "%.*s - Tandem", TDM_FMT(title)));
    tdm_html_open(&ask->html, "link");
    tdm_html_attribute(&ask->html, "rel", TDM_STR("stylesheet"));
    tdm_html_attribute(&ask->html, "href", ask->web->shelf->style_path);
    tdm_html_empty(&ask->html);
    tdm_html_open(&ask->html, "link"); /* no question for a picture that is not there */
    tdm_html_attribute(&ask->html, "rel", TDM_STR("icon"));
    tdm_html_attribute(&ask->html, "href", TDM_STR("/icon.svg"));
    tdm_html_empty(&ask->html);
    web_close(ask);
}

static void place_link(struct web_ask *ask, const char *href, enum tdm_message words) {
    tdm_html_open(&ask->html, "li");
    web_open(ask, "a", NULL);
    tdm_html_attribute(&ask->html, "href", tdm_str_of(href));
    bool here = tdm_str_is(ask->http->path, href) || (tdm_str_is(tdm_str_of(href), "/library/index.html") &&
                                                      tdm_str_starts_with(ask->http->path, TDM_STR("/library/")));
    if (here) tdm_html_attribute(&ask->html, "aria-current", TDM_STR("page"));
    tdm_html_text(&ask->html, web_words(ask, words));
    web_close(ask);
    web_close(ask);
}

static void navigation(struct web_ask *ask) {
    bool patient = tdm_str_is(ask->account.role, "patient");
    web_open(ask, "nav", NULL);
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_WEB_NAV));
    tdm_html_open(&ask->html, "ul");
    place_link(ask, "/", patient ? TDM_MSG_WEB_NAV_TODAY : TDM_MSG_WEB_NAV_WORK);
    if (!patient) place_link(ask, "/library/index.html", TDM_MSG_WEB_NAV_LIBRARY);
    if (!patient) place_link(ask, "/audit", TDM_MSG_WEB_NAV_AUDIT);
    web_close(ask);
    web_close(ask);
    web_open(ask, "form", "leave");
    tdm_html_attribute(&ask->html, "method", TDM_STR("post"));
    tdm_html_attribute(&ask->html, "action", TDM_STR("/log-out"));
    web_form_hidden(ask, "token", web_form_token(ask));
    web_say(ask, "span", "me", ask->account.name);
    web_open(ask, "button", "quiet");
    tdm_html_attribute(&ask->html, "type", TDM_STR("submit"));
    tdm_html_text(&ask->html, web_words(ask, TDM_MSG_WEB_LOG_OUT));
    web_close(ask);
    web_close(ask);
}

/* Larger letters, as this browser asked for them once. */
static bool large_print(struct web_ask *ask) {
    tdm_str said = tdm_http_field(&ask->http->query, "print");
    if (!tdm_str_is(said, "large") && !tdm_str_is(said, "usual"))
        return tdm_str_is(tdm_http_cookie(ask->http, "__Host-print"), "large");
    if (ask->reply.cookie_count < TDM_COUNT(ask->reply.cookies)) web_cookie(ask, "print", said, INT64_C(31536000));
    return tdm_str_is(said, "large");
}

void web_page_begin(struct web_ask *ask, tdm_str title) {
    ask->large = large_print(ask);
    tdm_html_init(&ask->html, &ask->out, false);
    tdm_buf_text(&ask->out, "<!DOCTYPE html>\n");
    tdm_html_open(&ask->html, "html");
    tdm_html_attribute(&ask->html, "lang", tdm_str_of(tdm_language_code(ask->view.language)));
    if (ask->large) tdm_html_attribute(&ask->html, "class", TDM_STR("large"));
    head(ask, title);
    tdm_html_open(&ask->html, "body");
    web_link(ask, "skip", TDM_STR("#main"), web_words(ask, TDM_MSG_WEB_SKIP));
    web_open(ask, "header", "top");
    web_link(ask, "brand", TDM_STR("/"), TDM_STR("Tandem"));
    if (ask->logged_in) navigation(ask);
    web_close(ask);
    if (ask->web->setting->example || !tdm_date_is_none(ask->web->setting->on)) {
        struct tdm_arg args[] = {TDM_ARG_D("date", ask->today)};
        web_say(ask, "aside", "example",
                web_named(ask, ask->web->setting->example ? TDM_MSG_WEB_EXAMPLE : TDM_MSG_WEB_OTHER_DAY, args, 1));
    }
    web_open(ask, "main", ask->row == NULL ? NULL : ask->row->name);
    tdm_html_attribute(&ask->html, "id", TDM_STR("main"));
}

void web_page_end(struct web_ask *ask) {
    web_close(ask);
    web_open(ask, "footer", "bottom");
    if (!tdm_str_is(ask->account.role, "patient")) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_NOTICE));
    tdm_html_open(&ask->html, "p");
    for (int i = 0; i < TDM_LANGUAGE_COUNT; i++) {
        static const char *const names[] = {"English", "Español"};
        if (i == (int)ask->view.language) continue;
        web_open(ask, "a", NULL);
        tdm_html_attribute(&ask->html, "hreflang", tdm_str_of(tdm_language_code((enum tdm_language)i)));
        tdm_html_attribute(&ask->html, "lang", tdm_str_of(tdm_language_code((enum tdm_language)i)));
        tdm_html_attribute(&ask->html, "href", web_format(ask, "?lang=%s", tdm_language_code((enum tdm_language)i)));
        tdm_html_text(&ask->html, tdm_str_of(names[i]));
        web_close(ask);
    }
    web_link(ask, NULL, tdm_str_of(ask->large ? "?print=usual" : "?print=large"),
             web_words(ask, ask->large ? TDM_MSG_CARE_PRINT_USUAL : TDM_MSG_CARE_PRINT_LARGE));
    web_close(ask);
    web_close(ask);
    web_close(ask);
    web_close(ask);
    tdm_buf_char(&ask->out, '\n');
}

/* Name (where it is kept), side and joint on every page and form: nobody writes into the wrong chart for want of a
 * line. */
void web_banner(struct web_ask *ask) {
    struct web_episode *e = ask->episode;
    web_open(ask, "div", "whose");
    struct web_person person = web_person_of(ask->web, ask->mem, e->chart->patient);
    web_say(ask, "span", "person", person.name);
    if (!tdm_date_is_none(person.born)) {
        struct tdm_arg args[] = {TDM_ARG_D("date", person.born)};
        web_say(ask, "span", "born", web_named(ask, TDM_MSG_WEB_BORN, args, 1));
    }
    if (person.kept) web_say(ask, "span", "word", e->chart->patient);
    web_say(ask, "span", "joint", tdm_part_site(&ask->view, e->chart, ask->web->shelf->catalog));
    web_say(ask, "span", "protocol", tdm_part_text(&ask->view, e->protocol->title));
    web_say(ask, "span", "day", tdm_part_date_long(&ask->view, e->asof.on));
    web_close(ask);
    if (!ask->is_self) tdm_part_emergency(&ask->part, e->standing);
}

/* Above "call at once" a patient reads no number, and those who could enter it never see that page. */
void web_no_phone(struct web_ask *ask) {
    if (ask->web->setting->phone.len == 0) web_say(ask, "p", "warn", web_words(ask, TDM_MSG_WEB_NO_PHONE));
}

void web_message(struct web_ask *ask, unsigned status, enum tdm_message title, enum tdm_message words) {
    ask->reply.status = status;
    web_page_begin(ask, web_words(ask, title));
    web_say(ask, "h1", NULL, web_words(ask, title));
    web_say(ask, "p", NULL, web_words(ask, words));
    bool of_others = status == 404 && ask->row != NULL && ask->row->relation != WEB_NO_EPISODE && ask->episode == NULL;
    if (of_others) web_glass_link(ask, ask->part_of_path[0]);
    web_open(ask, "p", NULL);
    web_link(ask, "button", TDM_STR("/"), web_words(ask, TDM_MSG_WEB_BACK_HOME));
    web_close(ask);
    web_page_end(ask);
}

void web_redirect(struct web_ask *ask, tdm_str location) {
    ask->reply.status = 303;
    ask->reply.location = location;
}

void web_cookie(struct web_ask *ask, const char *name, tdm_str value, int64_t seconds) {
    struct tdm_buf text;
    TDM_ASSERT(ask->reply.cookie_count < TDM_COUNT(ask->reply.cookies));
    tdm_buf_init(&text, ask->mem, 1000);
    tdm_buf_format(&text, "__Host-%s=%.*s; Path=/; Secure; %sSameSite=Lax", name, TDM_FMT(value),
                   tdm_canary("cookies") ? "" : "HttpOnly; ");
    if (seconds != 0) tdm_buf_format(&text, "; Max-Age=%lld", (long long)(seconds < 0 ? 0 : seconds));
    ask->reply.cookies[ask->reply.cookie_count++] = tdm_buf_str(&text);
}

void web_problems(struct web_ask *ask, const struct tdm_problems *problems) {
    web_open(ask, "div", "wrong");
    tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_WEB_NOT_RECORDED));
    tdm_html_open(&ask->html, "ul");
    for (uint32_t i = 0; i < problems->count; i++) {
        if (problems->items[i].severity != TDM_ERROR) continue;
        tdm_html_open(&ask->html, "li");
        tdm_html_text(&ask->html, tdm_str_of(problems->items[i].what));
        web_say(ask, "div", "small", tdm_str_of(problems->items[i].fix));
        web_close(ask);
    }
    web_close(ask);
    web_close(ask);
}

/* ---- forms */

void web_form_hidden(struct web_ask *ask, const char *name, tdm_str value) {
    tdm_html_open(&ask->html, "input");
    tdm_html_attribute(&ask->html, "type", TDM_STR("hidden"));
    tdm_html_attribute(&ask->html, "name", tdm_str_of(name));
    tdm_html_attribute(&ask->html, "value", value);
    tdm_html_empty(&ask->html);
}

void web_form_begin(struct web_ask *ask, tdm_str action, const char *css_class) {
    web_open(ask, "form", css_class);
    tdm_html_attribute(&ask->html, "method", TDM_STR("post"));
    tdm_html_attribute(&ask->html, "action", action);
    web_form_hidden(ask, "token", web_form_token(ask));
    web_meanwhile_field(ask);
}

static void choices(struct web_ask *ask, const struct web_input *input) {
    for (uint32_t i = 0; i < input->choice_count; i++) {
        tdm_html_open(&ask->html, "option");
        tdm_html_attribute(&ask->html, "value", input->choices[i]);
        if (tdm_str_equal(input->choices[i], input->value)) tdm_html_attribute(&ask->html, "selected", (tdm_str){0});
        tdm_html_text(&ask->html, input->choice_labels[i]);
        web_close(ask);
    }
}

static void control(struct web_ask *ask, const struct web_input *input, tdm_str id) {
    bool area = tdm_str_is(tdm_str_of(input->type), "textarea"), select = tdm_str_is(tdm_str_of(input->type), "select");
    tdm_html_open(&ask->html, area ? "textarea" : select ? "select" : "input");
    if (!area && !select) tdm_html_attribute(&ask->html, "type", tdm_str_of(input->type));
    tdm_html_attribute(&ask->html, "id", id);
    tdm_html_attribute(&ask->html, "name", tdm_str_of(input->name));
    if (input->complete != NULL) tdm_html_attribute(&ask->html, "autocomplete", tdm_str_of(input->complete));
    if (input->mode != NULL) tdm_html_attribute(&ask->html, "inputmode", tdm_str_of(input->mode));
    if (input->must) tdm_html_attribute(&ask->html, "required", (tdm_str){0});
    if (input->hint.len > 0)
        tdm_html_attribute(&ask->html, "aria-describedby", web_format(ask, "%s-hint", input->name));
    if (area) {
        tdm_html_attribute(&ask->html, "rows", TDM_STR("3"));
        tdm_html_text(&ask->html, input->value);
        web_close(ask);
    } else if (select) {
        choices(ask, input);
        web_close(ask);
    } else {
        if (input->value.len > 0) tdm_html_attribute(&ask->html, "value", input->value);
        tdm_html_empty(&ask->html);
    }
}

void web_form_input(struct web_ask *ask, const struct web_input *input) {
    tdm_str id = web_format(ask, "in-%s", input->name);
    web_open(ask, "div", input->short_one ? "field short" : "field");
    tdm_html_open(&ask->html, "label");
    tdm_html_attribute(&ask->html, "for", id);
    tdm_html_text(&ask->html, input->label);
    web_close(ask);
    if (input->hint.len > 0) {
        web_open(ask, "div", "hint");
        tdm_html_attribute(&ask->html, "id", web_format(ask, "%s-hint", input->name));
        tdm_html_text(&ask->html, input->hint);
        web_close(ask);
    }
    control(ask, input, id);
    web_close(ask);
    /* Who has a second step is asked for it wherever the password is asked again. */
    bool again = input->complete != NULL && tdm_str_is(tdm_str_of(input->complete), "current-password");
    if (!again || !ask->logged_in || ask->account.totp.len == 0) return;
    struct web_input code = {.name = "code",
                             .type = "text",
                             .label = web_words(ask, TDM_MSG_WEB_CODE),
                             .complete = "one-time-code",
                             .mode = "numeric",
                             .must = true,
                             .short_one = true};
    web_form_input(ask, &code);
}

void web_form_end(struct web_ask *ask, tdm_str button) {
    web_open(ask, "button", NULL);
    tdm_html_attribute(&ask->html, "type", TDM_STR("submit"));
    tdm_html_text(&ask->html, button);
    web_close(ask);
    web_close(ask);
}

tdm_str web_field(const struct web_ask *ask, const char *name) {
    return tdm_str_trim(tdm_http_field(&ask->http->form, name));
}
