/* sheet_dose.c - a prescribed dose in a patient's words. Numbers stay as they were written. */
#include "views/sheet.h"

static const struct { const char *unit, *words; } units[] = {{"deg", "degrees"}, {"s", "seconds"}, {"min", "minutes"}};

static tdm_str unit_words(tdm_str unit) {
    for (size_t i = 0; i < TDM_COUNT(units); i++)
        if (tdm_str_is(unit, units[i].unit)) return tdm_str_of(units[i].words);
    return unit;
}

static void put_value(struct tdm_buf *out, const struct tdm_written_value *value) {
    if (!value->is_number) {
        tdm_buf_add(out, value->word);
        return;
    }
    tdm_decimal_print(out, value->number);
    if (value->word.len == 0) return;
    bool close = tdm_str_is(value->word, "%");
    tdm_buf_format(out, "%s%.*s", close ? "" : " ", TDM_FMT(unit_words(value->word)));
}

static bool is_one(const struct tdm_written_value *value) {
    return value->is_number && tdm_decimal_compare(value->number, tdm_decimal_of_int(1)) == 0;
}

/* Names that read better behind their number: 3 sets, 15 minutes. */
static bool counted(tdm_str name) {
    return tdm_str_is(name, "sets") || tdm_str_is(name, "reps") || tdm_str_is(name, "minutes");
}

/* Returns how many fields it took: sets and reps are one phrase. */
static uint32_t put_field(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_written_dose *dose,
                          uint32_t at) {
    const struct tdm_written_field *field = &dose->fields[at], *next = at + 1 < dose->field_count ? field + 1 : NULL;
    if (tdm_str_is(field->name, "sets") && next != NULL && tdm_str_is(next->name, "reps")) {
        put_value(out, &field->value);
        tdm_buf_text(out, is_one(&field->value) ? " set of " : " sets of ");
        put_value(out, &next->value);
        return 2;
    }
    if (counted(field->name)) {
        put_value(out, &field->value);
        tdm_str name = field->name;
        if (is_one(&field->value)) name = tdm_str_slice(name, 0, name.len - 1); /* 1 minute */
        tdm_buf_format(out, " %.*s", TDM_FMT(name));
        return 1;
    }
    if (tdm_str_is(field->name, "added") && field->value.is_number && field->value.number.coefficient == 0) {
        tdm_buf_text(out, "no added weight");
        return 1;
    }
    if (tdm_str_is(field->name, "rm") && field->value.is_number) {
        put_value(out, &field->value);
        tdm_buf_text(out, "RM");
        return 1;
    }
    if (!tdm_str_is(field->name, "load")) tdm_buf_format(out, "%.*s ", TDM_FMT(view_pretty(view, field->name)));
    put_value(out, &field->value);
    return 1;
}

static tdm_str dose_words(const struct tdm_view *view, const struct tdm_written_dose *dose) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t i = 0; i < dose->field_count;) {
        if (out.len > 0) tdm_buf_text(&out, ", ");
        i += put_field(view, &out, dose, i);
    }
    if (!dose->has_times) return tdm_buf_str(&out);
    tdm_buf_text(&out, out.len > 0 ? ", " : "");
    if (dose->times == 1)
        tdm_buf_text(&out, "once");
    else
        tdm_buf_format(&out, "%u times", (unsigned)dose->times);
    tdm_buf_text(&out, dose->per_week ? " a week" : " a day");
    return tdm_buf_str(&out);
}

tdm_str sheet_dose(const struct tdm_view *view, const struct tdm_standing *standing,
                   const struct tdm_exercise_answer *answer) {
    const struct tdm_bound_chart *chart = standing->episode->chart;
    tdm_str name = tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise), words = {0};
    if (answer->prescription >= chart->dose_count) return view_plain(view, TDM_MSG_SHEET_DOSE_PRESCRIBED);
    const struct tdm_entry *entry = view_entry(standing, chart->doses[answer->prescription].entry);
    for (uint32_t i = 0; entry != NULL && i < entry->dose_count; i++)
        if (tdm_str_equal(entry->doses[i].exercise, name)) words = dose_words(view, &entry->doses[i]);
    if (words.len == 0) return view_plain(view, TDM_MSG_SHEET_DOSE_PRESCRIBED);
    struct tdm_arg args[] = {TDM_ARG_T("words", words)};
    return view_words(view, TDM_MSG_SHEET_PRESCRIBED, args, 1);
}
