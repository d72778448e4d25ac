/* page_prescribe.c - prescribing from the shelf of the phases in force, with the ceiling in view: what is above it is
 * refused, with the term that binds. */
#include "web/doses.h"

static tdm_str fields_of(struct web_ask *ask, tdm_ref exercise) {
    const struct tdm_exercise *one = tdm_catalog_exercise(ask->web->shelf->catalog, exercise);
    struct tdm_buf words;
    tdm_buf_init(&words, ask->mem, 4000);
    for (uint32_t i = 0; i < one->field_count; i++)
        tdm_buf_format(&words, "%s%.*s", i == 0 ? "" : ", ", TDM_FMT(tdm_part_name(&ask->view, one->fields[i].name)));
    return tdm_buf_str(&words);
}

static void up_to(struct web_ask *ask) {
    const struct tdm_standing *s = ask->episode->standing;
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_part_at_most(&ask->view, s, s->ceiling.load_class))};
    if (s->ceiling.has_class) web_say(ask, "p", "small", web_named(ask, TDM_MSG_WEB_UP_TO, args, 1));
}

static void one(struct web_ask *ask, const struct tdm_exercise_answer *answer) {
    const struct tdm_entry *before = web_prescription(ask, answer);
    tdm_str name = web_exercise_name(ask, answer), field = web_format(ask, "d-%.*s", TDM_FMT(name));
    tdm_str said = web_field(ask, field.at);
    struct tdm_arg args[] = {TDM_ARG_T("words", fields_of(ask, answer->exercise))};
    struct web_input dose = {.name = field.at,
                             .type = "text",
                             .label = web_exercise_label(ask, answer),
                             .hint = web_named(ask, TDM_MSG_WEB_DOSE_FIELDS, args, 1),
                             .value = said.len > 0 || ask->row->is_form ? said
                                      : before != NULL                  ? web_dose_written(ask, before, name, true)
                                                                        : (tdm_str){0}};
    web_open(ask, "div", "exercise");
    web_form_input(ask, &dose);
    if (answer->verdict == TDM_EXERCISE_MAY_UP_TO) up_to(ask);
    web_close(ask);
}

static void shelf(struct web_ask *ask) {
    const struct tdm_standing *s = ask->episode->standing;
    bool some = false;
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (s->exercises[i].verdict != TDM_EXERCISE_MAY_NOT) one(ask, &s->exercises[i]);
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &s->exercises[i];
        if (answer->verdict != TDM_EXERCISE_MAY_NOT) continue;
        if (!some) web_open(ask, "details", NULL);
        if (!some) web_say(ask, "summary", NULL, web_words(ask, TDM_MSG_WEB_NOT_TODAY));
        if (!some) web_open(ask, "ul", NULL);
        some = true;
        tdm_html_open(&ask->html, "li");
        web_say(ask, "strong", NULL, web_exercise_label(ask, answer));
        web_say(ask, "div", "small", tdm_part_reason(&ask->view, s, &answer->reason));
        web_close(ask);
    }
    if (some) web_close(ask);
    if (some) web_close(ask);
}

static void page(struct web_ask *ask, const struct tdm_problems *wrong, const struct tdm_judgement *judgement) {
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_PRESCRIBE));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_PRESCRIBE));
    web_banner(ask);
    web_section(ask, TDM_MSG_HEAD_CEILING);
    tdm_part_ceiling(&ask->part, ask->episode->standing);
    web_close(ask);
    if (wrong != NULL && wrong->errors > 0) web_problems(ask, wrong);
    if (judgement != NULL) {
        web_open(ask, "section", "wrong");
        tdm_html_attribute(&ask->html, "role", TDM_STR("alert"));
        tdm_part_judgement(&ask->part, judgement);
        web_close(ask);
    }
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_PRESCRIBE_HINT));
    web_form_begin(ask, ask->http->path, NULL);
    shelf(ask);
    if (judgement != NULL && judgement->verdict == TDM_VERDICT_NEEDS_REASON) {
        struct web_input because = {.name = "because",
                                    .type = "textarea",
                                    .label = web_words(ask, TDM_MSG_WEB_BECAUSE),
                                    .hint = web_words(ask, TDM_MSG_WEB_BECAUSE_HINT),
                                    .value = web_field(ask, "because")};
        web_form_input(ask, &because);
    }
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_PRESCRIBE));
    web_page_end(ask);
}

void web_prescribe_page(struct web_ask *ask) {
    page(ask, NULL, NULL);
}

static uint32_t dose_lines(struct web_ask *ask, struct web_lines *lines) {
    const struct tdm_standing *s = ask->episode->standing;
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        tdm_str name = web_exercise_name(ask, &s->exercises[i]);
        tdm_str dose = web_field(ask, web_format(ask, "d-%.*s", TDM_FMT(name)).at);
        if (dose.len == 0) continue;
        web_lines_below(lines);
        web_lines_word(lines, "", name);
        tdm_buf_char(&lines->text, ' ');
        web_lines_plain(lines, dose);
        count++;
    }
    return count;
}

void web_prescribe(struct web_ask *ask) {
    struct web_wish wish;
    struct web_tried tried;
    web_wish_begin(ask, &wish, TDM_VERB_PRESCRIBE);
    if (dose_lines(ask, &wish.lines) == 0) {
        web_nothing_said(ask, page);
        return;
    }
    if (!web_record(ask, &wish, &tried)) {
        web_not_recorded(ask, &tried, page);
        return;
    }
    web_redirect(ask, web_format(ask, "/episodes/%.*s?done=1", TDM_FMT(ask->episode->name)));
}
