/* page_session.c - logging a session: what was prescribed stands there already, so that "as prescribed" is a key;
 * "could not" has a reason and is never told as done. */
#include "web/doses.h"

static const char *const states[] = {"", "done", "partial", "could-not", "declined"};
static const enum tdm_message state_words[] = {TDM_MSG_WEB_NOT_SAID, TDM_MSG_WEB_DONE, TDM_MSG_WEB_PARTIAL,
                                               TDM_MSG_WEB_COULD_NOT, TDM_MSG_WEB_DECLINED};

static bool is_listed(const struct tdm_exercise_answer *answer) {
    return answer->prescribed && answer->prescription != UINT32_MAX;
}

static void one_exercise(struct web_ask *ask, uint32_t i) {
    const struct tdm_exercise_answer *answer = &ask->episode->standing->exercises[i];
    tdm_str choices[TDM_COUNT(states)], labels[TDM_COUNT(states)];
    tdm_str name = web_exercise_name(ask, answer);
    tdm_str state = web_format(ask, "s-%.*s", TDM_FMT(name)), dose = web_format(ask, "d-%.*s", TDM_FMT(name)),
            why = web_format(ask, "w-%.*s", TDM_FMT(name));
    for (size_t k = 0; k < TDM_COUNT(states); k++) {
        choices[k] = tdm_str_of(states[k]);
        labels[k] = web_words(ask, state_words[k]);
    }
    tdm_str said = web_field(ask, dose.at);
    struct web_input how = {.name = state.at,
                            .type = "select",
                            .label = web_words(ask, TDM_MSG_WEB_HOW_DONE),
                            .choices = choices,
                            .choice_labels = labels,
                            .choice_count = TDM_COUNT(states),
                            .value = web_field(ask, state.at),
                            .short_one = true};
    struct web_input what = {.name = dose.at,
                             .type = "text",
                             .label = web_words(ask, TDM_MSG_WEB_WHAT_DONE),
                             .value = said.len > 0 ? said
                                                   : web_dose_written(ask, web_prescription(ask, answer), name, false)};
    struct web_input because = {.name = why.at,
                                .type = "text",
                                .label = web_words(ask, TDM_MSG_WEB_IF_NOT_WHY),
                                .value = web_field(ask, why.at)};
    web_open(ask, "fieldset", "exercise");
    web_say(ask, "legend", NULL, web_exercise_label(ask, answer));
    if (answer->verdict == TDM_EXERCISE_MAY_NOT) {
        web_say(ask, "p", "late", web_words(ask, TDM_MSG_WEB_MAY_NOT_TODAY));
        web_say(ask, "p", "small", tdm_part_reason(&ask->view, ask->episode->standing, &answer->reason));
    }
    web_open(ask, "div", "row");
    web_form_input(ask, &how);
    web_form_input(ask, &what);
    web_form_input(ask, &because);
    web_close(ask);
    web_close(ask);
}

/* One key for a session that went as it was prescribed: it speaks for each exercise of which nothing else is said. */
static void all_the_rest(struct web_ask *ask) {
    tdm_str choices[] = {(tdm_str){0}, TDM_STR("done")};
    tdm_str labels[] = {web_words(ask, TDM_MSG_WEB_NOT_SAID), web_words(ask, TDM_MSG_CARE_ALL_DONE)};
    struct web_input rest = {.name = "rest",
                             .type = "select",
                             .label = web_words(ask, TDM_MSG_CARE_ALL_REST),
                             .choices = choices,
                             .choice_labels = labels,
                             .choice_count = 2,
                             .value = web_field(ask, "rest"),
                             .short_one = true};
    web_form_input(ask, &rest);
}

/* How it went with an exercise, by its own field or by what was said of all the rest. */
static tdm_str state_said(struct web_ask *ask, tdm_str name) {
    tdm_str state = web_field(ask, web_format(ask, "s-%.*s", TDM_FMT(name)).at);
    bool rest = state.len == 0 && tdm_str_is(web_field(ask, "rest"), "done");
    return rest ? TDM_STR("done") : state;
}

static void readings(struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t i = 0; i < protocol->measure_count; i++)
        if (web_is_asked(ask, &protocol->measures[i], true)) web_scale(ask, &protocol->measures[i]);
}

static void page(struct web_ask *ask, const struct tdm_problems *wrong, const struct tdm_judgement *judgement) {
    const struct tdm_standing *s = ask->episode->standing;
    uint32_t count = 0;
    tdm_str places[] = {(tdm_str){0}, TDM_STR("home"), TDM_STR("clinic")};
    tdm_str place_labels[] = {web_words(ask, TDM_MSG_WEB_NOT_SAID), web_words(ask, TDM_MSG_WEB_AT_HOME),
                              web_words(ask, TDM_MSG_WEB_AT_CLINIC)};
    struct web_input where = {.name = "setting",
                              .type = "select",
                              .label = web_words(ask, TDM_MSG_WEB_WHERE),
                              .choices = places,
                              .choice_labels = place_labels,
                              .choice_count = 3,
                              .value = web_field(ask, "setting"),
                              .short_one = true};
    web_page_begin(ask, web_words(ask, TDM_MSG_WEB_LOG_SESSION));
    web_say(ask, "h1", NULL, web_words(ask, TDM_MSG_WEB_LOG_SESSION));
    web_banner(ask);
    if (wrong != NULL && wrong->errors > 0) web_problems(ask, wrong);
    if (judgement != NULL) tdm_part_judgement(&ask->part, judgement);
    for (uint32_t i = 0; i < s->exercise_count; i++) count += is_listed(&s->exercises[i]);
    if (count == 0) {
        web_say(ask, "p", NULL, web_words(ask, TDM_MSG_WEB_NOTHING_PRESCRIBED));
        web_page_end(ask);
        return;
    }
    web_form_begin(ask, ask->http->path, NULL);
    all_the_rest(ask);
    for (uint32_t i = 0; i < s->exercise_count; i++)
        if (is_listed(&s->exercises[i])) one_exercise(ask, i);
    readings(ask);
    web_form_input(ask, &where);
    if (judgement != NULL) {
        struct web_input because = {.name = "because",
                                    .type = "textarea",
                                    .label = web_words(ask, TDM_MSG_WEB_BECAUSE),
                                    .hint = web_words(ask, TDM_MSG_WEB_DONE_AGAINST),
                                    .value = web_field(ask, "because"),
                                    .must = true};
        web_form_input(ask, &because);
    }
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_RECORD));
    web_page_end(ask);
}

void web_session_page(struct web_ask *ask) {
    page(ask, NULL, NULL);
}

/* Those of one prescription: the one with the most exercises said here; others are told without it. */
static tdm_str prescription_name(struct web_ask *ask) {
    const struct tdm_standing *s = ask->episode->standing;
    for (uint32_t i = s->exercise_count; i > 0; i--) {
        const struct tdm_exercise_answer *answer = &s->exercises[i - 1];
        if (!is_listed(answer) || state_said(ask, web_exercise_name(ask, answer)).len == 0) continue;
        const struct tdm_entry *entry = web_prescription(ask, answer);
        if (entry->name.len > 0) return entry->name;
    }
    return (tdm_str){0};
}

static uint32_t exercise_lines(struct web_ask *ask, struct web_lines *lines) {
    const struct tdm_standing *s = ask->episode->standing;
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->exercise_count; i++) {
        const struct tdm_exercise_answer *answer = &s->exercises[i];
        tdm_str name = web_exercise_name(ask, answer);
        tdm_str state = state_said(ask, name);
        tdm_str why = web_field(ask, web_format(ask, "w-%.*s", TDM_FMT(name)).at);
        if (!is_listed(answer) || state.len == 0) continue;
        web_lines_below(lines);
        web_lines_word(lines, "", name);
        if (tdm_str_is(state, "done")) {
            tdm_buf_char(&lines->text, ' ');
            web_lines_plain(lines, web_field(ask, web_format(ask, "d-%.*s", TDM_FMT(name)).at));
        } else {
            web_lines_word(lines, " ", state);
            web_lines_quoted(lines, ", because ", why);
        }
        count++;
    }
    return count;
}

void web_session(struct web_ask *ask) {
    struct web_wish wish;
    struct web_tried tried;
    web_wish_begin(ask, &wish, TDM_VERB_SESSION);
    wish.wish.object = prescription_name(ask);
    wish.wish.setting = web_field(ask, "setting");
    uint32_t said = exercise_lines(ask, &wish.lines);
    said += web_scale_lines(ask, &wish.lines, true);
    if (said == 0) {
        web_nothing_said(ask, page);
        return;
    }
    if (!web_record(ask, &wish, &tried)) {
        web_not_recorded(ask, &tried, page);
        return;
    }
    web_redirect(ask, ask->is_self ? web_format(ask, "/episodes/%.*s/today?done=1", TDM_FMT(ask->episode->name))
                                   : web_format(ask, "/episodes/%.*s?done=1", TDM_FMT(ask->episode->name)));
}
