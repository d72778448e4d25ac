/* page_findings.c - the register of findings: each with its course; a new one, and what became of an open one. */
#include "web/care.h"

static const char *const states[] = {"opened", "retraining", "resolved", "relapsed", "declined"};
static const enum tdm_message state_words[] = {TDM_MSG_CARE_FINDING_OPENED, TDM_MSG_CARE_FINDING_RETRAINING,
                                               TDM_MSG_CARE_FINDING_RESOLVED, TDM_MSG_CARE_FINDING_RELAPSED,
                                               TDM_MSG_CARE_FINDING_DECLINED};

static tdm_str label_of(struct web_ask *ask, tdm_ref finding) {
    return tdm_part_label(&ask->view, ask->web->shelf->catalog, TDM_KIND_FINDING, finding);
}

static bool may_write(const struct web_ask *ask) {
    return ask->writes && !ask->episode->standing->ended && tdm_role_may(ask->role, TDM_ENTRY_FINDING);
}

/* ---- the register */

static void head(struct web_ask *ask) {
    static const enum tdm_message heads[] = {TDM_MSG_CARE_COL_FINDING, TDM_MSG_CARE_COL_SINCE, TDM_MSG_CARE_COL_STATE,
                                             TDM_MSG_CARE_COL_STEPS};
    tdm_html_open(&ask->html, "thead");
    tdm_part_heads(&ask->part, heads, TDM_COUNT(heads));
    web_close(ask);
}

static void one_life(struct web_ask *ask, const struct tdm_finding_life *life) {
    tdm_html_open(&ask->html, "tr");
    tdm_html_open(&ask->html, "th");
    tdm_html_attribute(&ask->html, "scope", TDM_STR("row"));
    tdm_html_text(&ask->html, label_of(ask, life->item));
    if (life->compensation) web_say(ask, "div", "small", web_words(ask, TDM_MSG_CARE_COMPENSATION));
    web_close(ask);
    web_say(ask, "td", NULL, tdm_part_date(&ask->view, life->since));
    web_say(ask, "td", life->open ? "now" : NULL,
            web_words(ask, life->open ? TDM_MSG_CARE_FINDING_OPEN : TDM_MSG_CARE_FINDING_OVER));
    web_say(ask, "td", NULL, tdm_part_finding_course(&ask->view, ask->episode->standing, life));
    web_close(ask);
}

static void table(struct web_ask *ask, const struct tdm_record *record) {
    if (record->finding_count == 0) {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_FINDINGS_NONE));
        return;
    }
    web_open(ask, "div", "scroll card");
    tdm_html_attribute(&ask->html, "tabindex", TDM_STR("0"));
    tdm_html_attribute(&ask->html, "role", TDM_STR("region"));
    tdm_html_attribute(&ask->html, "aria-label", web_words(ask, TDM_MSG_CARE_FINDINGS));
    tdm_html_open(&ask->html, "table");
    head(ask);
    tdm_html_open(&ask->html, "tbody");
    for (uint32_t i = 0; i < record->finding_count; i++) one_life(ask, &record->findings[i]);
    for (int i = 0; i < 3; i++) web_close(ask);
}

/* ---- forms */

static void words_field(struct web_ask *ask, tdm_str name, bool mine) {
    struct web_input words = {.name = name.at,
                              .type = "text",
                              .label = web_words(ask, TDM_MSG_CARE_FINDING_WORDS),
                              .value = mine ? web_field(ask, name.at) : (tdm_str){0}};
    web_form_input(ask, &words);
}

static void state_field(struct web_ask *ask, tdm_str name, size_t from, size_t to) {
    tdm_str choices[TDM_COUNT(states) + 1] = {{0}}, labels[TDM_COUNT(states) + 1];
    uint32_t count = 1;
    labels[0] = web_words(ask, TDM_MSG_WEB_NOT_SAID);
    for (size_t i = from; i < to; i++, count++) {
        choices[count] = tdm_str_of(states[i]);
        labels[count] = web_words(ask, state_words[i]);
    }
    struct web_input state = {.name = name.at,
                              .type = "select",
                              .label = web_words(ask, TDM_MSG_CARE_FINDING_STATE),
                              .choices = choices,
                              .choice_labels = labels,
                              .choice_count = count,
                              .value = web_field(ask, name.at),
                              .short_one = true};
    web_form_input(ask, &state);
}

/* Of what is open: what became of it. One form for all; what is left as it is says nothing. */
static void open_ones(struct web_ask *ask, const struct tdm_record *record) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < record->finding_count; i++) {
        const struct tdm_finding_life *life = &record->findings[i];
        if (!life->open) continue;
        tdm_str name = tdm_catalog_name(ask->web->shelf->catalog, TDM_KIND_FINDING, life->item);
        if (count++ == 0) web_form_begin(ask, ask->http->path, NULL);
        web_open(ask, "fieldset", NULL);
        web_say(ask, "legend", NULL, label_of(ask, life->item));
        web_open(ask, "div", "row");
        state_field(ask, web_format(ask, "s-%.*s", TDM_FMT(name)), 1, TDM_COUNT(states));
        words_field(ask, web_format(ask, "w-%.*s", TDM_FMT(name)), true);
        web_close(ask);
        web_close(ask);
    }
    if (count > 0) web_form_end(ask, web_words(ask, TDM_MSG_WEB_RECORD));
}

static void catalog_field(struct web_ask *ask, const char *name, enum tdm_catalog_kind kind, enum tdm_message label) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    tdm_str *choices = TDM_NEW_ARRAY(ask->mem, tdm_str, catalog->count[kind] + 1);
    tdm_str *labels = TDM_NEW_ARRAY(ask->mem, tdm_str, catalog->count[kind] + 1);
    uint32_t count = 1;
    labels[0] = web_words(ask, TDM_MSG_WEB_NOT_SAID);
    tdm_ref region = tdm_catalog_find(catalog, TDM_KIND_REGION, ask->episode->chart->region);
    for (uint32_t i = 0; i < catalog->count[kind]; i++) {
        tdm_mask at = kind == TDM_KIND_FINDING ? tdm_catalog_finding(catalog, (tdm_ref)i)->regions : 0;
        if (at != 0 && region != TDM_REF_NONE && (at & TDM_BIT(region)) == 0) continue;
        choices[count] = tdm_catalog_name(catalog, kind, (tdm_ref)i);
        labels[count++] = tdm_part_label(&ask->view, catalog, kind, (tdm_ref)i);
    }
    struct web_input input = {.name = name,
                              .type = "select",
                              .label = web_words(ask, label),
                              .choices = choices,
                              .choice_labels = labels,
                              .choice_count = count,
                              .value = web_field(ask, name)};
    web_form_input(ask, &input);
}

static void new_one(struct web_ask *ask) {
    tdm_str sides[] = {(tdm_str){0}, TDM_STR("right"), TDM_STR("left")};
    tdm_str labels[] = {web_words(ask, TDM_MSG_WEB_NOT_SAID), web_words(ask, TDM_MSG_CARE_ASSESS_RIGHT),
                        web_words(ask, TDM_MSG_CARE_ASSESS_LEFT)};
    struct web_input side = {.name = "side",
                             .type = "select",
                             .label = web_words(ask, TDM_MSG_CARE_FINDING_SIDE),
                             .choices = sides,
                             .choice_labels = labels,
                             .choice_count = 3,
                             .value = web_field(ask, "side"),
                             .short_one = true};
    web_open(ask, "section", NULL);
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_CARE_FINDING_ADD));
    web_form_begin(ask, ask->http->path, NULL);
    catalog_field(ask, "finding", TDM_KIND_FINDING, TDM_MSG_CARE_FINDING);
    web_open(ask, "div", "row");
    catalog_field(ask, "at", TDM_KIND_REGION, TDM_MSG_CARE_FINDING_AT);
    web_form_input(ask, &side);
    web_close(ask);
    catalog_field(ask, "follows", TDM_KIND_FINDING, TDM_MSG_CARE_FINDING_FOLLOWS);
    words_field(ask, TDM_STR("words"), true);
    web_form_end(ask, web_words(ask, TDM_MSG_CARE_FINDING_ADD));
    web_close(ask);
}

static void page(struct web_ask *ask, const struct tdm_problems *wrong) {
    const struct tdm_record *record = tdm_record_of(ask->mem, ask->episode->standing);
    care_begin(ask, TDM_MSG_CARE_FINDINGS);
    care_done(ask);
    care_wrong(ask, wrong);
    table(ask, record);
    if (may_write(ask)) {
        open_ones(ask, record);
        new_one(ask);
    }
    care_back(ask);
    web_page_end(ask);
}

void web_findings_page(struct web_ask *ask) {
    page(ask, NULL);
}

/* ---- what was said */

static void new_line(struct web_ask *ask, struct web_lines *lines) {
    static const char *const before[] = {", at ", " "};
    tdm_str at = web_field(ask, "at"), side = web_field(ask, "side"), follows = web_field(ask, "follows");
    web_lines_begin(ask, lines, "finding");
    web_lines_word(lines, " ", web_field(ask, "finding"));
    tdm_buf_text(&lines->text, " opened");
    care_lines_by(ask, lines);
    if (at.len > 0) web_lines_word(lines, before[0], at);
    if (at.len > 0 && side.len > 0) web_lines_word(lines, before[1], side);
    if (follows.len > 0) web_lines_word(lines, ", because of ", follows);
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
}

/* One entry for each finding of which something was said. */
static uint32_t changed_lines(struct web_ask *ask, struct web_lines *lines) {
    const struct tdm_record *record = tdm_record_of(ask->mem, ask->episode->standing);
    uint32_t count = 0;
    for (uint32_t i = 0; i < record->finding_count; i++) {
        if (!record->findings[i].open) continue;
        tdm_str name = tdm_catalog_name(ask->web->shelf->catalog, TDM_KIND_FINDING, record->findings[i].item);
        tdm_str state = care_hidden_field(ask, "s", name);
        struct web_lines one;
        if (state.len == 0) continue;
        web_lines_begin(ask, &one, "finding");
        web_lines_word(&one, " ", name);
        web_lines_word(&one, " ", state);
        care_lines_by(ask, &one);
        web_lines_quoted(&one, ", words ", care_hidden_field(ask, "w", name));
        if (count++ == 0) {
            *lines = one;
        } else {
            tdm_buf_char(&lines->text, '\n');
            tdm_buf_add(&lines->text, tdm_buf_str(&one.text));
            lines->good = lines->good && one.good;
        }
    }
    return count;
}

void web_findings(struct web_ask *ask) {
    struct tdm_problems problems;
    struct web_lines lines;
    tdm_problems_init(&problems);
    if (web_field(ask, "finding").len > 0)
        new_line(ask, &lines);
    else if (changed_lines(ask, &lines) == 0)
        web_tell(&problems, web_words(ask, TDM_MSG_CARE_FINDING_NO_CHOICE));
    if (!care_record(ask, &lines, &problems))
        page(ask, &problems);
    else
        web_redirect(ask, web_format(ask, "%.*s?done=1", TDM_FMT(care_path(ask, "findings"))));
}
