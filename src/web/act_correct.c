/* act_correct.c - a value that was written down wrongly: the entry is chosen, its values stand there as they count
 * today, and each that is changed becomes a line of a correction. What was said first stays in the chart (M17, M31). */
#include "web/act_forms.h"
#include "web/care.h"

static uint32_t entry_named(struct web_ask *ask) {
    const struct tdm_chart *chart = ask->episode->episode->chart->chart;
    tdm_str name = web_field(ask, "entry");
    if (name.len == 0) name = tdm_http_field(&ask->http->query, "entry");
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (name.len > 0 && tdm_str_equal(chart->entries[i].name, name)) return i;
    return TDM_ENTRY_NONE;
}

static bool has_values(struct web_ask *ask, const struct tdm_entry *entry) {
    bool kind = entry->kind == TDM_ENTRY_ASSESS || entry->kind == TDM_ENTRY_DIARY || entry->kind == TDM_ENTRY_SESSION;
    return kind && entry->reading_count > 0 && web_entry_is_open(ask, entry);
}

bool web_correct_can(struct web_ask *ask, enum tdm_message *why_not) {
    const struct tdm_chart *chart = ask->episode->episode->chart->chart;
    *why_not = TDM_MSG_ACT_NO_VALUES;
    for (uint32_t i = 0; i < chart->entry_count; i++)
        if (has_values(ask, &chart->entries[i])) return true;
    return false;
}

static bool is_chosen(struct web_ask *ask) {
    uint32_t entry = entry_named(ask);
    return entry != TDM_ENTRY_NONE && has_values(ask, &ask->episode->episode->chart->chart->entries[entry]);
}

bool web_correct_choose(struct web_ask *ask) {
    enum { MOST = 60 };
    const struct tdm_chart *chart = ask->episode->episode->chart->chart;
    uint32_t count = 0;
    if (is_chosen(ask)) return false;
    web_say(ask, "h2", NULL, web_words(ask, TDM_MSG_ACT_CORRECT_WHICH));
    web_open(ask, "ul", "episodes");
    for (uint32_t i = chart->entry_count; i > 0 && count < MOST; i--) { /* the newest first */
        const struct tdm_entry *entry = &chart->entries[i - 1];
        if (!has_values(ask, entry)) continue;
        tdm_html_open(&ask->html, "li");
        web_link(ask, NULL,
                 web_format(ask, "%.*s?entry=%.*s", TDM_FMT(care_path(ask, "correct")), TDM_FMT(entry->name)),
                 web_entry_label(ask, entry));
        web_close(ask);
        count++;
    }
    web_close(ask);
    return true;
}

/* ---- one value of the entry */

struct value { /* as it counts today */
    const struct tdm_written_reading *written;
    const struct tdm_reading *reading;
    const struct tdm_scale *scale;
    tdm_unit unit; /* in which it was written; of one that was not done, that of the measure */
    bool done;
    tdm_str now; /* as the notation has it; "not-done" */
};

static tdm_ref measure_of(struct web_ask *ask, tdm_str name) {
    const struct tdm_protocol *protocol = ask->episode->protocol;
    for (uint32_t i = 0; i < protocol->measure_count; i++)
        if (tdm_str_equal(protocol->measures[i].name, name)) return protocol->measures[i].measure;
    return tdm_catalog_find(protocol->catalog, TDM_KIND_MEASURE, name);
}

static tdm_str printed(struct web_ask *ask, const struct value *v, tdm_value value) {
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 256);
    if (value.kind == TDM_VALUE_NONE) tdm_buf_text(&text, "not-done");
    if (value.kind == TDM_VALUE_NUMBER) tdm_quantity_print(&text, value.quantity);
    if (value.kind == TDM_VALUE_STEP && v->scale != NULL) tdm_buf_add(&text, v->scale->steps[value.step]);
    return tdm_buf_str(&text);
}

/* The k-th value of the entry; false when it counts no longer, or is none that is read (M38). */
static bool value_at(struct web_ask *ask, uint32_t entry, uint32_t k, struct value *out) {
    const struct tdm_bound_chart *chart = ask->episode->episode->chart;
    const struct tdm_written_reading *written = &chart->chart->entries[entry].readings[k];
    tdm_ref measure = measure_of(ask, written->measure);
    *out = (struct value){.written = written};
    if (measure == TDM_REF_NONE) return false;
    out->scale = tdm_measure_scale(chart->catalog, measure);
    for (uint32_t i = chart->reading_start[measure]; i < chart->reading_start[measure + 1]; i++) {
        const struct tdm_reading *reading = &chart->readings[i];
        tdm_value value;
        uint32_t said_by;
        if (reading->entry != entry || reading->side != written->side || !tdm_date_equal(reading->date, written->date))
            continue;
        if (!tdm_reading_known(chart, reading, TDM_INSTANT_NONE, &value, &said_by)) return false;
        out->reading = reading;
        out->done = value.kind != TDM_VALUE_NONE;
        out->unit =
            value.kind == TDM_VALUE_NUMBER ? value.quantity.unit : tdm_catalog_measure(chart->catalog, measure)->unit;
        out->now = printed(ask, out, value);
        return true;
    }
    return false;
}

static tdm_str field_name(struct web_ask *ask, uint32_t k) {
    return web_format(ask, "v-%u", k);
}

static tdm_str unit_code(const struct value *v) {
    return v->unit == TDM_UNIT_NONE ? (tdm_str){0} : tdm_unit_code(v->unit);
}

/* What stands in the field: the number alone, or the step; nothing where there is no value yet. */
static tdm_str shown(const struct value *v) {
    size_t blank;
    if (!v->done) return (tdm_str){0};
    return v->scale == NULL && tdm_str_find(v->now, TDM_STR(" "), &blank) ? tdm_str_slice(v->now, 0, blank) : v->now;
}

static tdm_str label_of(struct web_ask *ask, const struct value *v) {
    tdm_str name = care_measure(ask, v->reading->measure);
    enum tdm_side side = v->written->side;
    tdm_str in = unit_code(v);
    tdm_str of = side == TDM_SIDE_NONE
                     ? (tdm_str){0}
                     : web_words(ask, side == TDM_SIDE_RIGHT ? TDM_MSG_CARE_ASSESS_RIGHT : TDM_MSG_CARE_ASSESS_LEFT);
    return web_format(ask, "%.*s%s%.*s%s%.*s%s, %.*s", TDM_FMT(name), of.len > 0 ? ", " : "", TDM_FMT(of),
                      in.len > 0 ? " (" : "", TDM_FMT(in), in.len > 0 ? ")" : "",
                      TDM_FMT(tdm_part_date(&ask->view, v->written->date)));
}

static void value_field(struct web_ask *ask, uint32_t k, const struct value *v) {
    tdm_str name = field_name(ask, k), said = web_field(ask, name.at);
    struct tdm_arg args[] = {TDM_ARG_T("value", v->now)};
    struct web_input input = {.name = name.at,
                              .type = "text",
                              .label = label_of(ask, v),
                              .hint = web_named(ask, TDM_MSG_ACT_CORRECT_NOW, args, 1),
                              .value = said.len > 0 ? said : shown(v),
                              .complete = "off",
                              .mode = "decimal",
                              .short_one = true};
    if (v->scale != NULL) {
        struct web_options steps = web_options_of(ask, v->scale->count + 1u);
        if (!v->done) web_options_put(&steps, (tdm_str){0}, web_words(ask, TDM_MSG_WEB_NOT_SAID));
        for (uint16_t i = 0; i < v->scale->count; i++)
            web_options_put(&steps, v->scale->steps[i], tdm_part_text(&ask->view, v->scale->labels[i]));
        input.type = "select";
        input.short_one = false; /* a step has a sentence */
        input.mode = NULL;
        input.complete = NULL;
        input.choices = steps.words;
        input.choice_labels = steps.labels;
        input.choice_count = steps.count;
    }
    web_form_input(ask, &input);
}

void web_correct_fields(struct web_ask *ask) {
    uint32_t entry = entry_named(ask);
    struct value v;
    if (entry == TDM_ENTRY_NONE) return;
    const struct tdm_entry *of = &ask->episode->episode->chart->chart->entries[entry];
    web_say(ask, "p", "now", web_entry_label(ask, of));
    web_form_hidden(ask, "entry", of->name);
    for (uint32_t k = 0; k < of->reading_count; k++)
        if (value_at(ask, entry, k, &v)) value_field(ask, k, &v);
    if (ask->is_self)
        web_act_text(ask, "because", TDM_MSG_ACT_CORRECT_WHY, TDM_MESSAGE_COUNT, true);
    else
        web_act_reasons(ask, true);
}

/* ---- its lines: only of what is another value now */

/* As the notation writes it; false spoils the lines. */
static bool typed(struct web_ask *ask, const struct value *v, tdm_str said, struct tdm_buf *out) {
    tdm_decimal number;
    uint16_t step;
    if (v->scale != NULL) {
        if (!tdm_scale_find(v->scale, said, &step)) return false;
        tdm_buf_add(out, v->scale->steps[step]);
        return true;
    }
    if (!care_typed_number(ask, said, &number)) return false;
    tdm_decimal_print(out, number);
    tdm_str code = unit_code(v);
    if (code.len > 0) tdm_buf_format(out, " %.*s", TDM_FMT(code));
    return true;
}

static void value_line(struct web_ask *ask, const struct value *v, tdm_str said, struct web_lines *lines) {
    const struct tdm_chart *chart = ask->episode->episode->chart->chart;
    tdm_date day = chart->entries[v->reading->entry].date;
    struct tdm_buf text;
    tdm_buf_init(&text, ask->mem, 256);
    if (!typed(ask, v, said, &text)) lines->good = false;
    web_lines_below(lines);
    if (!tdm_date_equal(v->written->date, day)) {
        tdm_date_print(&lines->text, v->written->date);
        tdm_buf_char(&lines->text, ' ');
    }
    web_lines_word(lines, "", v->written->measure);
    if (v->written->side != TDM_SIDE_NONE)
        tdm_buf_text(&lines->text, v->written->side == TDM_SIDE_RIGHT ? " right" : " left");
    tdm_buf_format(&lines->text, " %.*s, was %.*s", TDM_FMT(tdm_buf_str(&text)), TDM_FMT(v->now));
}

static bool is_same(const struct value *v, tdm_str said, struct web_ask *ask) {
    tdm_decimal a, b;
    if (v->scale != NULL) return tdm_str_equal(said, v->now);
    return v->done && care_typed_number(ask, said, &a) && care_typed_number(ask, shown(v), &b) &&
           tdm_decimal_compare(a, b) == 0;
}

bool web_correct_lines(struct web_ask *ask, struct web_lines *lines) {
    uint32_t entry = entry_named(ask), changed = 0;
    struct value v;
    web_act_head(ask, lines, "correct", false);
    if (!is_chosen(ask)) return false;
    const struct tdm_entry *of = &ask->episode->episode->chart->chart->entries[entry];
    web_lines_word(lines, " ", of->name);
    web_act_by(ask, lines, "correct");
    web_act_because(ask, lines);
    for (uint32_t k = 0; k < of->reading_count; k++) {
        tdm_str said = web_field(ask, field_name(ask, k).at);
        if (said.len == 0 || !value_at(ask, entry, k, &v) || is_same(&v, said, ask)) continue;
        value_line(ask, &v, said, lines);
        changed++;
    }
    return changed > 0 && web_field(ask, "because").len > 0;
}
