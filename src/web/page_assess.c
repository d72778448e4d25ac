/* page_assess.c - the assessment form, made from the protocol: what is owed today with unit, limits, tries and sides;
 * what else it measures stands below. What was typed stands there again when something is refused. */
#include "web/care.h"

#define TRIES_MAX 10u

/* ---- what may be asked */

static bool is_measured(struct web_ask *ask, const struct tdm_measure_use *use) {
    const struct tdm_measure *measure = tdm_catalog_measure(ask->web->shelf->catalog, use->measure);
    return !use->is_change && !use->during_session && care_observes(ask, measure);
}

static const struct tdm_owed *owed_now(struct web_ask *ask, uint32_t use) {
    const struct tdm_standing *s = ask->episode->standing;
    for (uint32_t i = 0; i < s->owed_count; i++) {
        const struct tdm_owed *owed = &s->owed[i];
        bool asks =
            owed->kind == TDM_OWED_ASSESSMENT || owed->kind == TDM_OWED_BASELINE || owed->kind == TDM_OWED_MEASURE;
        if (asks && owed->measure == use && owed->state != TDM_OWED_UPCOMING) return owed;
    }
    return NULL;
}

/* ---- one measure */

static tdm_str unit_words(struct web_ask *ask, tdm_str code) {
    if (tdm_str_is(code, "deg")) return web_words(ask, TDM_MSG_UNIT_DEGREES);
    if (tdm_str_is(code, "s")) return web_words(ask, TDM_MSG_UNIT_SECONDS);
    if (tdm_str_is(code, "min")) return web_words(ask, TDM_MSG_UNIT_MINUTES);
    return tdm_str_is(code, "Cel") ? TDM_STR("\xc2\xb0"
                                             "C")
                                   : code;
}

static tdm_str limits(struct web_ask *ask, const struct tdm_measure *m) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 2000);
    tdm_str unit = m->unit == TDM_UNIT_NONE ? (tdm_str){0} : tdm_unit_code(m->unit);
    struct tdm_arg in[] = {TDM_ARG_T("words", unit_words(ask, unit))};
    if (unit.len > 0) tdm_buf_add(&text, web_named(ask, TDM_MSG_CARE_ASSESS_IN, in, 1));
    const struct tdm_bound *bounds[] = {m->has_hard ? &m->hard : NULL, m->has_soft ? &m->soft : NULL};
    static const enum tdm_message said[] = {TDM_MSG_CARE_ASSESS_LIMITS, TDM_MSG_CARE_ASSESS_USUAL};
    for (size_t i = 0; i < 2; i++) {
        if (bounds[i] == NULL || bounds[i]->low.kind != TDM_VALUE_NUMBER || bounds[i]->high.kind != TDM_VALUE_NUMBER)
            continue;
        struct tdm_arg ends[] = {TDM_ARG_T("value", care_number(ask, bounds[i]->low.quantity.number)),
                                 TDM_ARG_T("limit", care_number(ask, bounds[i]->high.quantity.number))};
        tdm_buf_format(&text, "%s%.*s", text.len > 0 ? ", " : "", TDM_FMT(web_named(ask, said[i], ends, 2)));
    }
    if (m->whole) tdm_buf_format(&text, "; %.*s", TDM_FMT(web_words(ask, TDM_MSG_CARE_ASSESS_WHOLE)));
    struct tdm_arg tries[] = {TDM_ARG_I("n", m->trials)};
    if (m->trials > 1)
        tdm_buf_format(
            &text, ". %.*s",
            TDM_FMT(web_named(ask, m->trials_mean ? TDM_MSG_CARE_ASSESS_MEAN : TDM_MSG_CARE_ASSESS_BEST, tries, 1)));
    return tdm_buf_str(&text);
}

static void value_field(struct web_ask *ask, const struct tdm_measure_use *use, const char *prefix, tdm_str label) {
    const struct tdm_measure *m = tdm_catalog_measure(ask->web->shelf->catalog, use->measure);
    const struct tdm_scale *scale = tdm_measure_scale(ask->web->shelf->catalog, use->measure);
    tdm_str name = web_format(ask, "%s-%.*s", prefix, TDM_FMT(use->name));
    struct web_input input = {.name = name.at,
                              .type = "text",
                              .label = label,
                              .value = web_field(ask, name.at),
                              .mode = m->trials > 1 ? "text"
                                      : m->whole    ? "numeric"
                                                    : "decimal",
                              .complete = "off",
                              .short_one = true};
    if (scale != NULL) {
        tdm_str *steps = TDM_NEW_ARRAY(ask->mem, tdm_str, scale->count + 1u);
        tdm_str *labels = TDM_NEW_ARRAY(ask->mem, tdm_str, scale->count + 1u);
        labels[0] = web_words(ask, TDM_MSG_WEB_NOT_SAID);
        for (uint16_t i = 0; i < scale->count; i++) {
            steps[i + 1] = scale->steps[i];
            labels[i + 1] = tdm_part_text(&ask->view, scale->labels[i]);
        }
        input.type = "select";
        input.mode = NULL;
        input.choices = steps;
        input.choice_labels = labels;
        input.choice_count = scale->count + 1u;
    }
    web_form_input(ask, &input);
}

static void side_field(struct web_ask *ask, const struct tdm_measure_use *use, bool right) {
    tdm_str label = web_words(ask, right ? TDM_MSG_CARE_ASSESS_RIGHT : TDM_MSG_CARE_ASSESS_LEFT);
    struct tdm_arg args[] = {TDM_ARG_T("words", label)};
    bool treated = ask->episode->chart->side == (right ? TDM_SIDE_RIGHT : TDM_SIDE_LEFT);
    value_field(ask, use, right ? "r" : "l", treated ? web_named(ask, TDM_MSG_CARE_ASSESS_TREATED, args, 1) : label);
}

static void one_measure(struct web_ask *ask, const struct tdm_measure_use *use, const struct tdm_owed *owed) {
    const struct tdm_measure *m = tdm_catalog_measure(ask->web->shelf->catalog, use->measure);
    tdm_str why = web_format(ask, "n-%.*s", TDM_FMT(use->name));
    web_open(ask, "fieldset", "measure");
    web_say(ask, "legend", NULL, care_measure(ask, use->measure));
    if (owed != NULL)
        web_say(ask, "p", owed->state == TDM_OWED_OVERDUE ? "late" : "small",
                tdm_part_owed(&ask->view, ask->episode->standing, owed));
    web_say(ask, "p", "hint", limits(ask, m));
    web_open(ask, "div", "row");
    if (m->sided) {
        side_field(ask, use, true);
        side_field(ask, use, false);
    } else {
        value_field(ask, use, "v", web_words(ask, TDM_MSG_CARE_ASSESS_VALUE));
    }
    struct web_input because = {.name = why.at,
                                .type = "text",
                                .label = web_words(ask, TDM_MSG_CARE_ASSESS_NOT_DONE),
                                .value = web_field(ask, why.at)};
    if (owed != NULL || because.value.len > 0) web_form_input(ask, &because);
    web_close(ask);
    web_close(ask);
}

/* ---- the page */

static uint32_t all_measures(struct web_ask *ask, bool owed) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    uint32_t count = 0;
    for (uint32_t i = 0; i < protocol->measure_count; i++) {
        const struct tdm_owed *of = owed_now(ask, i);
        if ((of != NULL) != owed || !is_measured(ask, &protocol->measures[i])) continue;
        one_measure(ask, &protocol->measures[i], of);
        count++;
    }
    return count;
}

static bool any_owed(struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t i = 0; i < protocol->measure_count; i++)
        if (owed_now(ask, i) != NULL && is_measured(ask, &protocol->measures[i])) return true;
    return false;
}

static bool any_typed_more(struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t i = 0; i < protocol->measure_count; i++) {
        tdm_str name = protocol->measures[i].name;
        bool typed = care_hidden_field(ask, "v", name).len + care_hidden_field(ask, "r", name).len +
                         care_hidden_field(ask, "l", name).len >
                     0;
        if (typed && owed_now(ask, i) == NULL) return true;
    }
    return false;
}

static void page(struct web_ask *ask, const struct tdm_problems *wrong) {
    bool owed = any_owed(ask);
    care_begin(ask, TDM_MSG_CARE_ASSESS);
    care_wrong(ask, wrong);
    web_say(ask, "p", NULL, web_words(ask, owed ? TDM_MSG_CARE_ASSESS_HINT : TDM_MSG_CARE_ASSESS_NOTHING));
    web_form_begin(ask, ask->http->path, NULL);
    if (owed) web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_CARE_ASSESS_OWED));
    (void)all_measures(ask, true);
    tdm_html_open(&ask->html, "details");
    if (!owed || any_typed_more(ask)) tdm_html_attribute(&ask->html, "open", (tdm_str){0});
    web_say(ask, "summary", NULL, web_words(ask, TDM_MSG_CARE_ASSESS_MORE));
    (void)all_measures(ask, false);
    web_close(ask);
    web_form_end(ask, web_words(ask, TDM_MSG_WEB_RECORD));
    care_back(ask);
    web_page_end(ask);
}

void web_assess_page(struct web_ask *ask) {
    page(ask, NULL);
}

/* ---- what was typed */

struct typed {
    const struct tdm_measure_use *use;
    const struct tdm_measure *measure;
    struct tdm_problems *problems;
};

static bool refuse(struct web_ask *ask, const struct typed *t, enum tdm_message message, tdm_str said) {
    struct tdm_arg args[] = {TDM_ARG_T("ref", care_measure(ask, t->use->measure)), TDM_ARG_T("value", said),
                             TDM_ARG_I("n", t->measure->trials)};
    web_tell(t->problems, web_named(ask, message, args, 3));
    return false;
}

/* Of several tries the one that counts, or their mean to two places [own]. */
static bool settle_tries(struct web_ask *ask, const struct typed *t, const tdm_decimal *tries, uint32_t count,
                         struct tdm_buf *out) {
    uint32_t best = 0;
    tdm_fraction sum = tdm_fraction_of(tries[0]);
    for (uint32_t i = 1; i < count; i++) {
        int order = tdm_decimal_compare(tries[i], tries[best]);
        if (t->measure->direction == TDM_LOWER_IS_BETTER ? order < 0 : order > 0) best = i;
        if (!tdm_fraction_add(sum, tdm_fraction_of(tries[i]), &sum)) return false;
    }
    (void)ask;
    if (count == 1 || !t->measure->trials_mean) {
        tdm_decimal_print(out, tries[best]);
        return true;
    }
    if (!tdm_fraction_divide(sum, (tdm_fraction){count, 1}, &sum)) return false;
    tdm_fraction_print(out, sum, 2);
    return true;
}

static bool number_of(struct web_ask *ask, const struct typed *t, tdm_str said, struct tdm_buf *out) {
    tdm_decimal tries[TRIES_MAX];
    tdm_str rest = said;
    uint32_t count = 0;
    while (rest.len > 0) {
        size_t end = rest.len;
        (void)tdm_str_find(rest, TDM_STR(" "), &end);
        tdm_str word = tdm_str_trim(tdm_str_slice(rest, 0, end));
        rest = tdm_str_slice(rest, end + 1, rest.len);
        if (word.len == 0) continue;
        if (count == TRIES_MAX) return refuse(ask, t, TDM_MSG_CARE_ASSESS_TRIES, said);
        if (!care_typed_number(ask, word, &tries[count++])) return refuse(ask, t, TDM_MSG_CARE_ASSESS_NO_NUMBER, said);
    }
    if (count != 1 && count != t->measure->trials) return refuse(ask, t, TDM_MSG_CARE_ASSESS_TRIES, said);
    if (!settle_tries(ask, t, tries, count, out)) return refuse(ask, t, TDM_MSG_CARE_ASSESS_NO_NUMBER, said);
    tdm_str unit = t->measure->unit == TDM_UNIT_NONE ? (tdm_str){0} : tdm_unit_code(t->measure->unit);
    if (unit.len > 0) tdm_buf_format(out, " %.*s", TDM_FMT(unit));
    return true;
}

static bool put_value(struct web_ask *ask, const struct typed *t, struct web_lines *lines, tdm_str said) {
    const struct tdm_scale *scale = tdm_measure_scale(ask->web->shelf->catalog, t->use->measure);
    uint16_t step;
    if (scale == NULL) return number_of(ask, t, said, &lines->text);
    if (!tdm_scale_find(scale, said, &step)) return refuse(ask, t, TDM_MSG_CARE_ASSESS_NO_NUMBER, said);
    tdm_buf_add(&lines->text, scale->steps[step]);
    return true;
}

static uint32_t one_line(struct web_ask *ask, const struct typed *t, struct web_lines *lines) {
    static const char *const prefix[] = {"v", "r", "l"}, *const before[] = {" ", " right ", " left "};
    tdm_str why = care_hidden_field(ask, "n", t->use->name);
    uint32_t values = 0;
    for (size_t i = t->measure->sided ? 1 : 0; i < (t->measure->sided ? 3u : 1u); i++) {
        tdm_str said = care_hidden_field(ask, prefix[i], t->use->name);
        if (said.len == 0) continue;
        if (values == 0) {
            web_lines_below(lines);
            web_lines_word(lines, "", t->use->name);
        }
        tdm_buf_format(&lines->text, "%s%s", values > 0 ? "," : "", before[i]);
        if (!put_value(ask, t, lines, said)) return 1;
        values++;
    }
    if (why.len == 0) return values;
    if (values > 0) (void)refuse(ask, t, TDM_MSG_CARE_ASSESS_BOTH, why);
    web_lines_below(lines);
    web_lines_word(lines, "", t->use->name);
    web_lines_quoted(lines, " not-done, because ", why);
    return 1;
}

void web_assess(struct web_ask *ask) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    struct tdm_problems problems;
    struct web_lines lines;
    uint32_t said = 0;
    tdm_problems_init(&problems);
    web_lines_begin(ask, &lines, "assess");
    care_lines_by(ask, &lines);
    for (uint32_t i = 0; i < protocol->measure_count; i++) {
        struct typed t = {&protocol->measures[i],
                          tdm_catalog_measure(ask->web->shelf->catalog, protocol->measures[i].measure), &problems};
        if (is_measured(ask, t.use)) said += one_line(ask, &t, &lines);
    }
    if (said == 0) web_tell(&problems, web_words(ask, TDM_MSG_WEB_NOTHING_SAID));
    web_lines_named(ask, &lines);
    if (!care_record(ask, &lines, &problems))
        page(ask, &problems);
    else
        web_redirect(ask, web_format(ask, "%.*s?done=1", TDM_FMT(care_path(ask, ""))));
}
