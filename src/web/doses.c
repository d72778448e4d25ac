/* doses.c - prescriptions as lines of words, for forms that begin with what was prescribed. */
#include "web/doses.h"

/* "leg-press 3x12, 40 kg, 3 times a week": what stands behind the name, without how often. */
tdm_str web_dose_written(struct web_ask *ask, const struct tdm_entry *entry, tdm_str exercise, bool with_times) {
    struct tdm_buf text;
    size_t end, comma;
    tdm_buf_init(&text, ask->mem, 1u << 16);
    tdm_entry_print(&text, entry);
    tdm_str rest = tdm_buf_str(&text);
    while (rest.len > 0) {
        end = rest.len;
        (void)tdm_str_find(rest, TDM_STR("\n"), &end);
        tdm_str line = tdm_str_trim(tdm_str_slice(rest, 0, end));
        rest = tdm_str_slice(rest, end + 1, rest.len);
        if (!tdm_str_starts_with(line, exercise) || line.len <= exercise.len || line.at[exercise.len] != ' ') continue;
        line = tdm_str_trim(tdm_str_slice(line, exercise.len, line.len));
        comma = line.len;
        for (size_t i = line.len; i > 0 && comma == line.len; i--)
            if (line.at[i - 1] == ',') comma = i - 1;
        tdm_str last = tdm_str_slice(line, comma, line.len);
        size_t unused;
        if (!with_times && tdm_str_find(last, TDM_STR(" times a "), &unused)) return tdm_str_slice(line, 0, comma);
        return line;
    }
    return (tdm_str){0};
}

const struct tdm_entry *web_prescription(struct web_ask *ask, const struct tdm_exercise_answer *answer) {
    const struct tdm_bound_chart *bound = ask->episode->episode->chart;
    if (!answer->prescribed || answer->prescription == UINT32_MAX) return NULL;
    return &bound->chart->entries[bound->doses[answer->prescription].entry];
}

tdm_str web_exercise_name(struct web_ask *ask, const struct tdm_exercise_answer *answer) {
    return tdm_catalog_name(ask->web->shelf->catalog, TDM_KIND_EXERCISE, answer->exercise);
}

tdm_str web_exercise_label(struct web_ask *ask, const struct tdm_exercise_answer *answer) {
    return tdm_part_label(&ask->view, ask->web->shelf->catalog, TDM_KIND_EXERCISE, answer->exercise);
}

/* ---- readings from nought to ten, with a thumb or a number key */

static bool on_ten(const struct tdm_catalog *catalog, const struct tdm_measure_use *use) {
    const struct tdm_measure *measure = tdm_catalog_measure(catalog, use->measure);
    const struct tdm_bound *hard = &measure->hard;
    tdm_decimal ten = tdm_decimal_of_int(10), nought = tdm_decimal_of_int(0);
    return !use->is_change && measure->has_hard && hard->low.kind == TDM_VALUE_NUMBER &&
           hard->high.kind == TDM_VALUE_NUMBER && tdm_decimal_compare(hard->low.quantity.number, nought) == 0 &&
           tdm_decimal_compare(hard->high.quantity.number, ten) == 0;
}

bool web_is_asked(struct web_ask *ask, const struct tdm_measure_use *use, bool of_session) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    const struct tdm_measure *measure = tdm_catalog_measure(catalog, use->measure);
    tdm_ref role = tdm_catalog_find(catalog, TDM_KIND_ROLE, ask->is_self ? TDM_STR("patient") : ask->role);
    if (role == TDM_REF_NONE || (measure->observers & TDM_BIT(role)) == 0 || measure->sided) return false;
    return on_ten(catalog, use) && (of_session || !use->during_session);
}

bool web_on_ten_by_patient(struct web_ask *ask, const struct tdm_measure_use *use) {
    const struct tdm_catalog *catalog = ask->web->shelf->catalog;
    const struct tdm_measure *measure = tdm_catalog_measure(catalog, use->measure);
    tdm_ref patient = tdm_catalog_find(catalog, TDM_KIND_ROLE, TDM_STR("patient"));
    return patient != TDM_REF_NONE && (measure->observers & TDM_BIT(patient)) != 0 && !measure->sided &&
           on_ten(catalog, use) && !use->during_session;
}

void web_scale(struct web_ask *ask, const struct tdm_measure_use *use) {
    tdm_str name = web_format(ask, "m-%.*s", TDM_FMT(use->name)), said = tdm_http_field(&ask->http->form, name.at);
    web_open(ask, "fieldset", "scale");
    web_say(ask, "legend", NULL, tdm_part_label(&ask->view, ask->web->shelf->catalog, TDM_KIND_MEASURE, use->measure));
    web_say(ask, "div", "hint", web_words(ask, TDM_MSG_WEB_SCALE_HINT));
    web_open(ask, "div", "steps");
    for (int i = 0; i <= 10; i++) {
        tdm_str id = web_format(ask, "m-%.*s-%d", TDM_FMT(use->name), i), value = web_format(ask, "%d", i);
        tdm_html_open(&ask->html, "input");
        tdm_html_attribute(&ask->html, "type", TDM_STR("radio"));
        tdm_html_attribute(&ask->html, "name", name);
        tdm_html_attribute(&ask->html, "id", id);
        tdm_html_attribute(&ask->html, "value", value);
        if (tdm_str_equal(said, value)) tdm_html_attribute(&ask->html, "checked", (tdm_str){0});
        tdm_html_empty(&ask->html);
        tdm_html_open(&ask->html, "label");
        tdm_html_attribute(&ask->html, "for", id);
        tdm_html_text(&ask->html, value);
        web_close(ask);
    }
    web_close(ask);
    web_close(ask);
}

uint32_t web_scale_lines(struct web_ask *ask, struct web_lines *lines, bool of_session) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    uint32_t count = 0;
    for (uint32_t i = 0; i < protocol->measure_count; i++) {
        const struct tdm_measure_use *use = &protocol->measures[i];
        tdm_str name = web_format(ask, "m-%.*s", TDM_FMT(use->name)), value = web_field(ask, name.at);
        int64_t number;
        if (value.len == 0 || !web_is_asked(ask, use, of_session)) continue;
        if (!tdm_parse_i64(value, &number) || number < 0 || number > 10) {
            lines->good = false;
            continue;
        }
        web_lines_below(lines);
        web_lines_word(lines, "", use->name);
        tdm_buf_format(&lines->text, " %lld", (long long)number);
        count++;
    }
    return count;
}

/* ---- not recorded */

void web_not_recorded(struct web_ask *ask, const struct web_tried *tried, web_dose_page page) {
    bool told = web_is_told(tried);
    ask->reply.status = 422;
    page(ask, told ? NULL : &tried->problems, told ? tried->judgement : NULL);
}

void web_nothing_said(struct web_ask *ask, web_dose_page page) {
    struct tdm_problems problems;
    tdm_problems_init(&problems);
    web_tell(&problems, web_words(ask, TDM_MSG_WEB_NOTHING_SAID));
    ask->reply.status = 422;
    page(ask, &problems, NULL);
}
