/* act_safety.c - warning signs: raised, closed, and asked for. A screen says what was asked and what was found; what
 * nobody ticked stays unsaid, so "none found" is a choice of its own. */
#include "web/act_forms.h"

static const struct tdm_catalog *catalog_of(const struct web_ask *ask) {
    return ask->web->shelf->catalog;
}

static bool is_here(const struct web_ask *ask, tdm_mask regions) {
    tdm_ref region = tdm_catalog_find(catalog_of(ask), TDM_KIND_REGION, ask->episode->chart->region);
    return regions == 0 || region == TDM_REF_NONE || (regions & TDM_BIT(region)) != 0;
}

static bool of_protocol(const struct web_ask *ask, tdm_ref flag) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t f = 0; f < protocol->flag_count; f++)
        if (protocol->flags[f].item == flag) return true;
    return false;
}

/* ---- raising */

void web_flag_fields(struct web_ask *ask) {
    const struct tdm_catalog *catalog = catalog_of(ask);
    uint32_t count = catalog->count[TDM_KIND_FLAG];
    struct web_options list = web_options_of(ask, count);
    for (int own = 1; own >= 0; own--) /* what the protocol speaks of stands first */
        for (uint32_t i = 0; i < count; i++) {
            tdm_ref flag = (tdm_ref)i;
            if (of_protocol(ask, flag) != (own == 1) || !is_here(ask, tdm_catalog_flag(catalog, flag)->regions))
                continue;
            web_options_put(&list, tdm_catalog_name(catalog, TDM_KIND_FLAG, flag),
                            tdm_part_label(&ask->view, catalog, TDM_KIND_FLAG, flag));
        }
    web_act_select(ask, "what", TDM_MSG_ACT_FLAG_WHAT, &list);
    web_act_day(ask, TDM_MSG_ACT_DAY, TDM_MESSAGE_COUNT);
    web_act_text(ask, "words", TDM_MSG_ACT_WORDS, TDM_MESSAGE_COUNT, false);
}

bool web_flag_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "flag", true);
    if (!web_act_word(ask, lines, " ", "what")) return false;
    tdm_buf_text(&lines->text, " raised");
    web_act_by(ask, lines, "flag");
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    return true;
}

/* ---- closing: by the role that it is told to; another's closing would have no effect and is refused (M96) */

bool web_close_can(struct web_ask *ask, enum tdm_message *why_not) {
    *why_not = TDM_MSG_ACT_NO_FLAG;
    for (uint32_t i = 0; i < ask->episode->standing->open_count; i++)
        if (ask->episode->standing->open[i].is_flag) return true;
    return false;
}

void web_close_fields(struct web_ask *ask) {
    const struct tdm_standing *s = ask->episode->standing;
    struct web_options list = web_options_of(ask, s->open_count);
    for (uint32_t i = 0; i < s->open_count; i++) {
        if (!s->open[i].is_flag) continue;
        web_options_put(&list, tdm_catalog_name(catalog_of(ask), TDM_KIND_FLAG, s->open[i].item),
                        web_format(ask, "%.*s, %.*s",
                                   TDM_FMT(tdm_part_label(&ask->view, catalog_of(ask), TDM_KIND_FLAG, s->open[i].item)),
                                   TDM_FMT(tdm_part_date(&ask->view, s->open[i].since))));
    }
    web_act_select(ask, "what", TDM_MSG_ACT_CLOSE_WHAT, &list);
    web_act_text(ask, "words", TDM_MSG_ACT_CLOSE_WORDS, TDM_MESSAGE_COUNT, true);
}

bool web_close_lines(struct web_ask *ask, struct web_lines *lines) {
    web_act_head(ask, lines, "flag", false);
    if (!web_act_word(ask, lines, " ", "what")) return false;
    tdm_buf_text(&lines->text, " closed");
    web_act_by(ask, lines, "flag");
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    return web_field(ask, "words").len > 0;
}

/* ---- asking for warning signs, or for findings */

static bool of_findings(struct web_ask *ask) {
    tdm_str said = web_field(ask, "of");
    if (said.len == 0) said = tdm_http_field(&ask->http->query, "of");
    return tdm_str_is(said, "findings");
}

static tdm_str tick_name(struct web_ask *ask, tdm_str thing) {
    return web_format(ask, "f-%.*s", TDM_FMT(thing));
}

static void tick(struct web_ask *ask, tdm_str name, tdm_str words) {
    tdm_str id = web_format(ask, "in-%.*s", TDM_FMT(name));
    web_open(ask, "div", "tick");
    tdm_html_open(&ask->html, "input");
    tdm_html_attribute(&ask->html, "type", TDM_STR("checkbox"));
    tdm_html_attribute(&ask->html, "id", id);
    tdm_html_attribute(&ask->html, "name", name);
    tdm_html_attribute(&ask->html, "value", TDM_STR("yes"));
    if (web_field(ask, name.at).len > 0) tdm_html_attribute(&ask->html, "checked", (tdm_str){0});
    tdm_html_empty(&ask->html);
    tdm_html_open(&ask->html, "label");
    tdm_html_attribute(&ask->html, "for", id);
    tdm_html_text(&ask->html, words);
    web_close(ask);
    web_close(ask);
}

static bool is_asked(const struct web_ask *ask, enum tdm_catalog_kind kind, tdm_ref ref) {
    if (kind == TDM_KIND_FINDING) {
        const struct tdm_finding *finding = tdm_catalog_finding(catalog_of(ask), ref);
        return finding->asked_by == 0 && is_here(ask, finding->regions); /* history is asked for by name */
    }
    return is_here(ask, tdm_catalog_flag(catalog_of(ask), ref)->regions);
}

static void other_screen(struct web_ask *ask, bool findings) {
    tdm_str path = web_format(ask, "/episodes/%.*s/screen", TDM_FMT(ask->episode->name));
    web_open(ask, "p", "choice");
    for (int i = 0; i < 2; i++)
        web_link(ask, (i == 1) == findings ? "here" : NULL,
                 i == 0 ? path : web_format(ask, "%.*s?of=findings", TDM_FMT(path)),
                 web_words(ask, i == 0 ? TDM_MSG_ACT_SCREEN_FLAGS : TDM_MSG_ACT_SCREEN_FINDINGS));
    web_close(ask);
}

void web_screen_fields(struct web_ask *ask) {
    bool findings = of_findings(ask);
    enum tdm_catalog_kind kind = findings ? TDM_KIND_FINDING : TDM_KIND_FLAG;
    other_screen(ask, findings);
    web_form_hidden(ask, "of", findings ? TDM_STR("findings") : TDM_STR("flags"));
    web_act_day(ask, TDM_MSG_ACT_DAY, TDM_MESSAGE_COUNT);
    tdm_html_open(&ask->html, "fieldset");
    web_say(ask, "legend", NULL, web_words(ask, TDM_MSG_ACT_SCREEN_FOUND));
    tick(ask, TDM_STR("none"), web_words(ask, TDM_MSG_ACT_SCREEN_NONE));
    for (uint32_t i = 0; i < catalog_of(ask)->count[kind]; i++)
        if (is_asked(ask, kind, (tdm_ref)i))
            tick(ask, tick_name(ask, tdm_catalog_name(catalog_of(ask), kind, (tdm_ref)i)),
                 tdm_part_label(&ask->view, catalog_of(ask), kind, (tdm_ref)i));
    web_close(ask);
    web_act_text(ask, "words", TDM_MSG_ACT_WORDS, TDM_MESSAGE_COUNT, false);
}

/* "none found" and something found together say nothing, and so does neither of them. */
bool web_screen_lines(struct web_ask *ask, struct web_lines *lines) {
    bool findings = of_findings(ask), none = web_field(ask, "none").len > 0;
    enum tdm_catalog_kind kind = findings ? TDM_KIND_FINDING : TDM_KIND_FLAG;
    uint32_t found = 0;
    web_act_head(ask, lines, "screen", true);
    tdm_buf_text(&lines->text, findings ? " findings" : " flags");
    web_act_by(ask, lines, "screen");
    for (uint32_t i = 0; i < catalog_of(ask)->count[kind]; i++) {
        tdm_str name = tdm_catalog_name(catalog_of(ask), kind, (tdm_ref)i);
        if (!is_asked(ask, kind, (tdm_ref)i) || web_field(ask, tick_name(ask, name).at).len == 0) continue;
        web_lines_word(lines, found++ == 0 ? ", found " : ", ", name);
    }
    if (none) tdm_buf_text(&lines->text, ", none found");
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    return none != (found > 0);
}
