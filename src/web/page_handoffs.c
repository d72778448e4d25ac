/* page_handoffs.c - what was handed over to whom, and the answer to it; for a patient, what is asked of them, with
 * "could not" and its reason. */
#include "web/care.h"

#include "engine/record.h"

static const char *const answers[] = {"noted", "done", "partial", "could-not", "declined", "not-needed"};
static const enum tdm_message answer_words[] = {TDM_MSG_CARE_HANDOFF_ACKNOWLEDGE, TDM_MSG_CARE_HANDOFF_DONE,
                                                TDM_MSG_CARE_HANDOFF_PARTLY,      TDM_MSG_CARE_HANDOFF_COULD_NOT,
                                                TDM_MSG_CARE_HANDOFF_DECLINED,    TDM_MSG_CARE_HANDOFF_NOT_NEEDED};

static const struct tdm_entry *entry_of(struct web_ask *ask, const struct tdm_handoff *handoff) {
    return &ask->episode->episode->chart->chart->entries[handoff->entry];
}

/* What replies name: the hand-off's own name, else what was handed over. */
static tdm_str replied_to(const struct tdm_entry *entry) {
    return entry->name.len > 0 ? entry->name : entry->target;
}

/* The same on both pages, whatever else was recorded in between. */
static tdm_str key_of(struct web_ask *ask, const struct tdm_entry *entry) {
    struct tdm_buf text, key;
    tdm_buf_init(&text, ask->mem, 8192);
    tdm_buf_init(&key, ask->mem, 100);
    tdm_buf_format(&text, "%d %.*s %.*s", (int)entry->date.day, TDM_FMT(entry->author), TDM_FMT(replied_to(entry)));
    tdm_digest_print(&key, tdm_digest_of(tdm_buf_str(&text)));
    key.len = 12;
    return tdm_buf_str(&key);
}

/* A patient sees what was asked of them, and what they handed over themselves. */
static bool is_shown(struct web_ask *ask, const struct tdm_handoff *handoff) {
    if (!ask->is_self) return true;
    tdm_ref patient = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    const struct tdm_entry *entry = entry_of(ask, handoff);
    return (patient != TDM_REF_NONE && (handoff->roles & TDM_BIT(patient)) != 0) ||
           tdm_str_equal(entry->to, ask->account.person) || tdm_str_equal(entry->author, ask->account.person);
}

/* ---- one of them */

static void answer_form(struct web_ask *ask, const struct tdm_entry *entry) {
    tdm_str choices[TDM_COUNT(answers) + 1] = {{0}}, labels[TDM_COUNT(answers) + 1], key = key_of(ask, entry);
    labels[0] = web_words(ask, TDM_MSG_WEB_NOT_SAID);
    for (size_t i = 0; i < TDM_COUNT(answers); i++) {
        choices[i + 1] = tdm_str_of(answers[i]);
        labels[i + 1] = web_words(ask, answer_words[i]);
    }
    tdm_str state = web_format(ask, "s-%.*s", TDM_FMT(key)), why = web_format(ask, "w-%.*s", TDM_FMT(key));
    struct web_input what = {.name = state.at,
                             .type = "select",
                             .label = web_words(ask, TDM_MSG_CARE_HANDOFF_ANSWER),
                             .choices = choices,
                             .choice_labels = labels,
                             .choice_count = TDM_COUNT(choices),
                             .value = web_field(ask, state.at),
                             .short_one = true};
    struct web_input because = {.name = why.at,
                                .type = "text",
                                .label = web_words(ask, TDM_MSG_WEB_IF_NOT_WHY),
                                .value = web_field(ask, why.at)};
    web_form_begin(ask, ask->http->path, NULL);
    web_form_hidden(ask, "of", key);
    web_open(ask, "div", "row");
    web_form_input(ask, &what);
    web_form_input(ask, &because);
    web_close(ask);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_RECORD));
}

static tdm_str receiver(struct web_ask *ask, const struct tdm_entry *entry) {
    tdm_ref role = tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, entry->to);
    if (role == TDM_REF_NONE) return entry->to;
    return tdm_part_label(&ask->view, ask->web->shelf->catalog, TDM_KIND_ROLE, role);
}

static void one(struct web_ask *ask, const struct tdm_handoff *handoff) {
    static const enum tdm_message states[] = {TDM_MSG_CARE_HANDOFF_WAITING,  TDM_MSG_CARE_HANDOFF_NOTED,
                                              TDM_MSG_CARE_HANDOFF_SIGNED,   TDM_MSG_CARE_HANDOFF_DONE,
                                              TDM_MSG_CARE_HANDOFF_PARTLY,   TDM_MSG_CARE_HANDOFF_COULD_NOT,
                                              TDM_MSG_CARE_HANDOFF_DECLINED, TDM_MSG_CARE_HANDOFF_NOT_NEEDED};
    const struct tdm_entry *entry = entry_of(ask, handoff);
    struct tdm_arg args[] = {TDM_ARG_T("who", entry->author), TDM_ARG_T("ref", receiver(ask, entry)),
                             TDM_ARG_D("date", handoff->asked)};
    struct tdm_arg due[] = {TDM_ARG_D("date", handoff->due)};
    struct tdm_arg late[] = {TDM_ARG_I("n", handoff->days_late)};
    web_open(ask, "article", "card");
    web_say(ask, "h2", NULL, tdm_part_name(&ask->view, entry->target));
    web_say(ask, "p", NULL, entry->words);
    web_say(ask, "p", "small", web_named(ask, TDM_MSG_CARE_HANDOFF_FROM, args, 3));
    if (!tdm_date_is_none(handoff->due))
        web_say(ask, "p", handoff->open && handoff->days_late > 0 ? "late" : "small",
                web_named(ask, TDM_MSG_CARE_HANDOFF_DUE, due, 1));
    web_say(ask, "p", "now", web_words(ask, states[handoff->state]));
    if (handoff->days_late > 0) web_say(ask, "p", "late", web_named(ask, TDM_MSG_CARE_HANDOFF_LATE, late, 1));
    if (handoff->reply != TDM_ENTRY_NONE) {
        const struct tdm_entry *reply = &ask->episode->episode->chart->chart->entries[handoff->reply];
        web_say(ask, "p", "small",
                web_format(ask, "%.*s, %.*s%s%.*s", TDM_FMT(reply->author),
                           TDM_FMT(tdm_part_date(&ask->view, reply->date)),
                           reply->because.len + reply->words.len > 0 ? ": " : "",
                           TDM_FMT(reply->because.len > 0 ? reply->because : reply->words)));
    }
    if ((handoff->open || handoff->state == TDM_HANDOFF_NOTED) && ask->writes && !ask->episode->standing->ended)
        answer_form(ask, entry);
    web_close(ask);
}

/* ---- a new one */

static bool is_role(struct web_ask *ask, tdm_str word) {
    return tdm_catalog_find(ask->web->shelf->catalog, TDM_KIND_ROLE, word) != TDM_REF_NONE;
}

/* `?to=prescriber` chooses who has that role. */
static void receivers(struct web_ask *ask) {
    const struct tdm_chart *chart = ask->episode->chart;
    tdm_str *choices = TDM_NEW_ARRAY(ask->mem, tdm_str, chart->person_count + 3);
    tdm_str *labels = TDM_NEW_ARRAY(ask->mem, tdm_str, chart->person_count + 3);
    tdm_str wanted = tdm_http_field(&ask->http->query, "to"), said = web_field(ask, "to");
    uint32_t count = 1;
    labels[0] = web_words(ask, TDM_MSG_WEB_NOT_SAID);
    choices[count] = chart->patient;
    labels[count++] = web_person_of(ask->web, ask->mem, chart->patient).name;
    for (uint32_t i = 0; i < chart->person_count; i++) {
        bool there = tdm_str_is(chart->people[i].role, TDM_ROLE_READER);
        for (uint32_t k = 1; k < count; k++) there = there || tdm_str_equal(choices[k], chart->people[i].person);
        if (there) continue;
        if (said.len == 0 && tdm_str_equal(chart->people[i].role, wanted)) said = chart->people[i].person;
        choices[count] = chart->people[i].person;
        labels[count++] = web_format(ask, "%.*s (%.*s)", TDM_FMT(chart->people[i].person),
                                     TDM_FMT(tdm_part_name(&ask->view, chart->people[i].role)));
    }
    if (said.len == 0 && is_role(ask, wanted)) { /* nobody of the team has it: it goes to the role */
        choices[count] = said = wanted;
        labels[count++] = tdm_part_name(&ask->view, wanted);
    }
    struct web_input to = {.name = "to",
                           .type = "select",
                           .label = web_words(ask, TDM_MSG_CARE_HANDOFF_TO),
                           .choices = choices,
                           .choice_labels = labels,
                           .choice_count = count,
                           .value = said,
                           .short_one = true};
    web_form_input(ask, &to);
}

static void new_one(struct web_ask *ask) {
    struct web_input what = {.name = "what",
                             .type = "text",
                             .label = web_words(ask, TDM_MSG_CARE_HANDOFF_WHAT),
                             .value = web_field(ask, "what"),
                             .must = true};
    struct web_input until = {.name = "until",
                              .type = "date",
                              .label = web_words(ask, TDM_MSG_CARE_HANDOFF_UNTIL),
                              .value = web_field(ask, "until"),
                              .short_one = true};
    struct web_input words = {.name = "words",
                              .type = "textarea",
                              .label = web_words(ask, TDM_MSG_CARE_HANDOFF_WORDS),
                              .value = web_field(ask, "words")};
    web_open(ask, "section", NULL);
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_CARE_HANDOFF_NEW));
    web_form_begin(ask, ask->http->path, NULL);
    web_form_input(ask, &what);
    web_open(ask, "div", "row");
    receivers(ask);
    web_form_input(ask, &until);
    web_close(ask);
    web_form_input(ask, &words);
    web_form_end(ask, web_words(ask, TDM_MSG_CARE_HANDOFF_NEW));
    web_close(ask);
}

static void page(struct web_ask *ask, const struct tdm_problems *wrong) {
    const struct tdm_record *record = tdm_record_of(ask->mem, ask->episode->standing);
    uint32_t count = 0;
    care_begin(ask, ask->is_self ? TDM_MSG_CARE_HANDOFFS_SELF : TDM_MSG_CARE_HANDOFFS);
    care_done(ask);
    care_wrong(ask, wrong);
    for (uint32_t i = record->handoff_count; i > 0; i--) {
        if (!is_shown(ask, &record->handoffs[i - 1])) continue;
        one(ask, &record->handoffs[i - 1]);
        count++;
    }
    if (count == 0) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_HANDOFFS_NONE));
    if (!ask->is_self && ask->writes && !ask->episode->standing->ended) new_one(ask);
    care_back(ask);
    web_page_end(ask);
}

void web_handoffs_page(struct web_ask *ask) {
    page(ask, NULL);
}

/* ---- what was said */

static void answer_line(struct web_ask *ask, struct web_lines *lines, struct tdm_problems *problems) {
    const struct tdm_record *record = tdm_record_of(ask->mem, ask->episode->standing);
    const struct tdm_entry *of = NULL;
    tdm_str key = web_field(ask, "of"), state = care_hidden_field(ask, "s", key),
            words = care_hidden_field(ask, "w", key);
    for (uint32_t i = 0; i < record->handoff_count; i++) {
        const struct tdm_entry *entry = entry_of(ask, &record->handoffs[i]);
        bool open = record->handoffs[i].open || record->handoffs[i].state == TDM_HANDOFF_NOTED;
        if (open && is_shown(ask, &record->handoffs[i]) && tdm_str_equal(key_of(ask, entry), key)) of = entry;
    }
    bool noted = tdm_str_is(state, "noted"), done = tdm_str_is(state, "done");
    if (of == NULL) {
        web_tell(problems, web_words(ask, TDM_MSG_CARE_HANDOFF_NONE_SUCH));
        return;
    }
    if (state.len == 0) web_tell(problems, web_words(ask, TDM_MSG_WEB_NOTHING_SAID));
    if (state.len > 0 && !noted && !done && words.len == 0)
        web_tell(problems, web_words(ask, TDM_MSG_CARE_HANDOFF_NO_REASON));
    web_lines_begin(ask, lines, noted ? "acknowledge" : "answer");
    web_lines_quoted(lines, " ", replied_to(of));
    if (!noted) web_lines_word(lines, " ", state);
    care_lines_by(ask, lines);
    web_lines_quoted(lines, noted || done ? ", words " : ", because ", words);
}

static void new_line(struct web_ask *ask, struct web_lines *lines, struct tdm_problems *problems) {
    tdm_str what = web_one_line(ask, "what"), to = web_field(ask, "to"), until = web_field(ask, "until");
    web_lines_begin(ask, lines, "handoff");
    web_lines_quoted(lines, " ", what);
    care_lines_by(ask, lines);
    if (until.len > 0) web_lines_word(lines, ", until ", until);
    if (to.len > 0) web_lines_word(lines, ", to ", to);
    web_lines_quoted(lines, ", words ", web_one_line(ask, "words"));
    if (what.len == 0 || to.len == 0) web_tell(problems, web_words(ask, TDM_MSG_CARE_HANDOFF_NO_WHAT));
}

void web_handoffs(struct web_ask *ask) {
    struct tdm_problems problems;
    struct web_lines lines;
    tdm_problems_init(&problems);
    if (web_field(ask, "of").len > 0)
        answer_line(ask, &lines, &problems);
    else
        new_line(ask, &lines, &problems);
    if (!care_record(ask, &lines, &problems))
        page(ask, &problems);
    else
        web_redirect(ask, web_format(ask, "%.*s?done=1", TDM_FMT(care_path(ask, "handoffs"))));
}
