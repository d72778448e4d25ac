/* page_questions.c - questionnaires: those whose wording is free or in the clinic's pack are answered here; of the
 * others staff keys in by codes what was filled in on paper. The result goes into the chart, one reading for each
 * score. */
#include "web/care.h"

/* ---- which */

static bool is_recorded(const struct tdm_score *score) {
    return score->measure != TDM_REF_NONE && !score->older;
}

static bool is_worded(struct web_ask *ask, const struct tdm_instrument *instrument) {
    for (uint32_t i = 0; i < instrument->item_count; i++)
        if (web_item_wording(ask, instrument, i).len == 0) return false;
    return true;
}

/* Its results can be recorded, and this person's word on them counts. */
static bool is_offered(struct web_ask *ask, const struct tdm_instrument *instrument) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    for (uint32_t s = 0; s < instrument->score_count; s++) {
        const struct tdm_score *score = &instrument->scores[s];
        if (!is_recorded(score)) continue;
        const struct tdm_measure *measure = tdm_catalog_measure(catalog, score->measure);
        bool sided = !measure->sided || ask->episode->chart->side != TDM_SIDE_NONE;
        tdm_ref region = tdm_catalog_find(catalog, TDM_KIND_REGION, ask->episode->chart->region);
        bool here = measure->region == TDM_REF_NONE || measure->region == region;
        if (sided && here && care_observes(ask, measure)) return !ask->is_self || is_worded(ask, instrument);
    }
    return false;
}

static bool in_protocol(struct web_ask *ask, const struct tdm_instrument *instrument) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t s = 0; s < instrument->score_count; s++)
        for (uint32_t m = 0; m < protocol->measure_count; m++)
            if (is_recorded(&instrument->scores[s]) && protocol->measures[m].measure == instrument->scores[s].measure)
                return true;
    return false;
}

static const struct tdm_instrument *named(struct web_ask *ask, tdm_str name) {
    const struct web_shelf *shelf = ask->web->shelf;
    for (size_t i = 0; i < shelf->instrument_count; i++)
        if (tdm_str_equal(shelf->instruments[i]->name, name)) return shelf->instruments[i];
    return NULL;
}

static uint32_t list(struct web_ask *ask, bool of_protocol) {
    const struct web_shelf *shelf = ask->web->shelf;
    uint32_t count = 0;
    for (size_t i = 0; i < shelf->instrument_count; i++) {
        const struct tdm_instrument *instrument = shelf->instruments[i];
        if (!is_offered(ask, instrument) || in_protocol(ask, instrument) != of_protocol) continue;
        if (count++ == 0) web_open(ask, "ul", "episodes");
        tdm_html_open(&ask->html, "li");
        web_link(ask, NULL, care_path(ask, web_format(ask, "questions/%.*s", TDM_FMT(instrument->name)).at),
                 tdm_part_text(&ask->view, instrument->title));
        if (!is_worded(ask, instrument)) web_say(ask, "span", "small", web_words(ask, TDM_MSG_CARE_QUESTIONS_KEY));
        web_close(ask);
    }
    if (count > 0) web_close(ask);
    return count;
}

void web_questions_page(struct web_ask *ask) {
    care_begin(ask, TDM_MSG_CARE_QUESTIONS);
    care_done(ask);
    web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_QUESTIONS_WORDS));
    uint32_t count = list(ask, true);
    count += list(ask, false);
    if (count == 0) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_QUESTIONS_NONE));
    if (ask->is_self) web_say(ask, "p", "small", web_words(ask, TDM_MSG_CARE_QUESTIONS_PAPER));
    care_back(ask);
    web_page_end(ask);
}

/* ---- one of them */

static tdm_str range(struct web_ask *ask, const struct tdm_answer_item *item) {
    struct tdm_arg args[] = {TDM_ARG_T("value", web_format(ask, "%lld", (long long)item->least)),
                             TDM_ARG_T("limit", web_format(ask, "%lld", (long long)item->most))};
    return web_named(ask, TDM_MSG_CARE_QUESTIONS_BETWEEN, args, 2);
}

static void steps(struct web_ask *ask, const struct tdm_answer_item *item, tdm_str name, tdm_str wording) {
    web_open(ask, "fieldset", "scale");
    web_say(ask, "legend", NULL, wording);
    web_open(ask, "div", "steps");
    for (int64_t v = item->least; v <= item->most; v++) {
        tdm_str id = web_format(ask, "%.*s-%lld", TDM_FMT(name), (long long)v),
                value = web_format(ask, "%lld", (long long)v);
        tdm_html_open(&ask->html, "input");
        tdm_html_attribute(&ask->html, "type", TDM_STR("radio"));
        tdm_html_attribute(&ask->html, "name", name);
        tdm_html_attribute(&ask->html, "id", id);
        tdm_html_attribute(&ask->html, "value", value);
        if (tdm_str_equal(web_field(ask, name.at), value)) tdm_html_attribute(&ask->html, "checked", (tdm_str){0});
        tdm_html_empty(&ask->html);
        tdm_html_open(&ask->html, "label");
        tdm_html_attribute(&ask->html, "for", id);
        tdm_html_text(&ask->html, value);
        web_close(ask);
    }
    web_close(ask);
    web_close(ask);
}

static void one_item(struct web_ask *ask, const struct tdm_instrument *instrument, uint32_t i) {
    const struct tdm_answer_item *item = &instrument->items[i];
    tdm_str name = web_format(ask, "q-%u", (unsigned)i), wording = web_item_wording(ask, instrument, i);
    bool tapped = wording.len > 0 && item->values == NULL && !item->any_number && item->most - item->least <= 10;
    if (tapped) {
        steps(ask, item, name, wording);
        return;
    }
    struct web_input input = {.name = name.at,
                              .type = "text",
                              .label = wording.len > 0 ? wording : item->code,
                              .hint = range(ask, item),
                              .value = web_field(ask, name.at),
                              .mode = item->any_number ? "decimal" : "numeric",
                              .complete = "off",
                              .short_one = true};
    web_form_input(ask, &input);
}

/* "pain now": what the answers become. */
static void recorded_as(struct web_ask *ask, const struct tdm_instrument *instrument) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 8192);
    for (uint32_t s = 0; s < instrument->score_count; s++)
        if (is_recorded(&instrument->scores[s]))
            tdm_buf_format(&text, "%s%.*s", text.len > 0 ? "; " : "",
                           TDM_FMT(care_measure(ask, instrument->scores[s].measure)));
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_buf_str(&text))};
    web_say(ask, "p", "small", web_named(ask, TDM_MSG_CARE_QUESTIONS_AS, args, 1));
}

static void page(struct web_ask *ask, const struct tdm_instrument *instrument, const struct tdm_problems *wrong) {
    bool worded = is_worded(ask, instrument);
    struct tdm_arg args[] = {TDM_ARG_T("words", tdm_part_text(&ask->view, instrument->recall))};
    struct web_input because = {.name = "because",
                                .type = "text",
                                .label = web_words(ask, TDM_MSG_CARE_QUESTIONS_COULD_NOT),
                                .value = web_field(ask, "because")};
    tdm_str title = tdm_part_text(&ask->view, instrument->title);
    web_page_begin(ask, title);
    web_say(ask, "h1", NULL, title);
    web_banner(ask);
    care_wrong(ask, wrong);
    if (!worded) web_say(ask, "p", NULL, web_words(ask, TDM_MSG_CARE_QUESTIONS_KEY));
    if (instrument->recall.len > 0) web_say(ask, "p", NULL, web_named(ask, TDM_MSG_CARE_QUESTIONS_RECALL, args, 1));
    recorded_as(ask, instrument);
    web_form_begin(ask, ask->http->path, NULL);
    web_open(ask, "div", worded ? NULL : "codes");
    for (uint32_t i = 0; i < instrument->item_count; i++) one_item(ask, instrument, i);
    web_close(ask);
    web_form_input(ask, &because);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_RECORD));
    web_open(ask, "p", NULL);
    web_link(ask, "button quiet", care_path(ask, "questions"), web_words(ask, TDM_MSG_CARE_QUESTIONS));
    web_close(ask);
    web_page_end(ask);
}

/* The one of the path that may be answered here; else it is not there. */
static const struct tdm_instrument *asked(struct web_ask *ask) {
    const struct tdm_instrument *instrument = named(ask, ask->part_of_path[1]);
    if (instrument != NULL && is_offered(ask, instrument)) return instrument;
    if (instrument != NULL && !ask->is_self)
        web_message(ask, 403, TDM_MSG_WEB_NOT_YOURS, TDM_MSG_WEB_NOT_YOURS_WORDS);
    else
        web_message(ask, 404, TDM_MSG_WEB_NOT_THERE, TDM_MSG_WEB_NOT_THERE_WORDS);
    return NULL;
}

void web_question_page(struct web_ask *ask) {
    const struct tdm_instrument *instrument = asked(ask);
    if (instrument != NULL) page(ask, instrument, NULL);
}

/* ---- what was answered */

static uint32_t read_answers(struct web_ask *ask, const struct tdm_instrument *instrument, struct tdm_answers *answers,
                             struct tdm_problems *problems) {
    uint32_t count = 0;
    struct tdm_problem problem = {0};
    *answers = (struct tdm_answers){0};
    for (uint32_t i = 0; i < instrument->item_count; i++) {
        tdm_str said = web_field(ask, web_format(ask, "q-%u", (unsigned)i).at);
        tdm_decimal number;
        struct tdm_arg args[] = {TDM_ARG_T("ref", instrument->items[i].code), TDM_ARG_T("value", said),
                                 TDM_ARG_T("words", range(ask, &instrument->items[i]))};
        if (said.len == 0) continue;
        count++;
        struct tdm_buf plain;
        tdm_buf_init(&plain, ask->mem, 64);
        if (care_typed_number(ask, said, &number)) tdm_decimal_print(&plain, number);
        if (plain.len == 0 || !tdm_answer_set(instrument, i, tdm_buf_str(&plain), answers, &problem))
            web_tell(problems, web_named(ask, TDM_MSG_CARE_QUESTIONS_WRONG, args, 3));
    }
    if (problems->errors == 0 && !tdm_answers_agree(instrument, answers, &problem))
        web_tell(problems, tdm_str_of(problem.what));
    return count;
}

static void begin_line(struct web_ask *ask, struct web_lines *lines, tdm_ref measure) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    web_lines_below(lines);
    web_lines_plain(lines, tdm_catalog_name(catalog, TDM_KIND_MEASURE, measure));
    if (tdm_catalog_measure(catalog, measure)->sided)
        tdm_buf_text(&lines->text, ask->episode->chart->side == TDM_SIDE_LEFT ? " left" : " right");
}

static uint32_t result_lines(struct web_ask *ask, const struct tdm_instrument *instrument,
                             const struct tdm_answers *answers, struct web_lines *lines) {
    struct tdm_score_result results[TDM_SCORES_MAX];
    uint32_t count = 0;
    tdm_score(instrument, answers, results);
    for (uint32_t s = 0; s < instrument->score_count; s++) {
        const struct tdm_score *score = &instrument->scores[s];
        if (!is_recorded(score) || !results[s].scored) continue;
        const struct tdm_measure *measure = tdm_catalog_measure(ask->web->shelf->catalog, score->measure);
        begin_line(ask, lines, score->measure);
        tdm_buf_char(&lines->text, ' ');
        tdm_fraction_print(&lines->text, results[s].value, measure->whole ? 0 : score->digits);
        tdm_buf_format(&lines->text, " %.*s", TDM_FMT(tdm_unit_code(measure->unit)));
        count++;
    }
    return count;
}

static void not_done_lines(struct web_ask *ask, const struct tdm_instrument *instrument, struct web_lines *lines) {
    for (uint32_t s = 0; s < instrument->score_count; s++) {
        if (!is_recorded(&instrument->scores[s])) continue;
        begin_line(ask, lines, instrument->scores[s].measure);
        web_lines_quoted(lines, " not-done, because ", web_field(ask, "because"));
    }
}

void web_question(struct web_ask *ask) {
    const struct tdm_instrument *instrument = asked(ask);
    struct tdm_problems problems;
    struct tdm_answers answers;
    struct web_lines lines;
    if (instrument == NULL) return;
    struct tdm_arg args[] = {TDM_ARG_T("ref", tdm_part_text(&ask->view, instrument->title))};
    tdm_problems_init(&problems);
    web_lines_begin(ask, &lines, ask->is_self ? "diary" : "assess");
    care_lines_by(ask, &lines);
    uint32_t said = read_answers(ask, instrument, &answers, &problems);
    if (said == 0 && web_field(ask, "because").len > 0)
        not_done_lines(ask, instrument, &lines);
    else if (said == 0)
        web_tell(&problems, web_words(ask, TDM_MSG_WEB_NOTHING_SAID));
    else if (problems.errors == 0 && result_lines(ask, instrument, &answers, &lines) == 0)
        web_tell(&problems, web_named(ask, TDM_MSG_CARE_QUESTIONS_NOT_SCORED, args, 1));
    web_lines_named(ask, &lines);
    if (!care_record(ask, &lines, &problems))
        page(ask, instrument, &problems);
    else
        web_redirect(ask, web_format(ask, "%.*s?done=1", TDM_FMT(care_path(ask, "questions"))));
}
