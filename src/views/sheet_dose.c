/* sheet_dose.c - a prescribed dose in a patient's words. Numbers stay as they were written. */
#include "views/sheet.h"

/* UCUM codes that a patient reads as words; the others stay as they are. */
static const struct {
    const char *unit;
    enum tdm_message words;
} units[] = {{"deg", TDM_MSG_UNIT_DEGREES}, {"s", TDM_MSG_UNIT_SECONDS}, {"min", TDM_MSG_UNIT_MINUTES}};

static tdm_str unit_words(const struct tdm_view *view, tdm_str unit) {
    for (size_t i = 0; i < TDM_COUNT(units); i++)
        if (tdm_str_is(unit, units[i].unit)) return view_plain(view, units[i].words);
    return unit;
}

static tdm_str value_words(const struct tdm_view *view, const struct tdm_written_value *value) {
    struct tdm_buf out;
    if (!value->is_number) return view_name(view, value->word);
    tdm_buf_init(&out, view->mem, 4096);
    tdm_words_decimal(&out, view->language, value->number);
    if (value->word.len > 0)
        tdm_buf_format(&out, "%s%.*s", tdm_str_is(value->word, "%") ? "" : " ", TDM_FMT(unit_words(view, value->word)));
    return tdm_buf_str(&out);
}

static bool is_one(const struct tdm_written_value *value) {
    return value->is_number && tdm_decimal_compare(value->number, tdm_decimal_of_int(1)) == 0;
}

/* Names that read better with their number: 3 sets, 15 minutes. */
static const struct {
    const char *name;
    enum tdm_message one, many;
} counted[] = {{"sets", TDM_MSG_DOSE_ONE_SET, TDM_MSG_DOSE_SETS},
               {"reps", TDM_MSG_DOSE_ONE_REP, TDM_MSG_DOSE_REPS},
               {"minutes", TDM_MSG_DOSE_ONE_MINUTE, TDM_MSG_DOSE_MINUTES}};

static enum tdm_message field_message(const struct tdm_written_field *field) {
    const struct tdm_written_value *value = &field->value;
    for (size_t i = 0; i < TDM_COUNT(counted); i++)
        if (tdm_str_is(field->name, counted[i].name)) return is_one(value) ? counted[i].one : counted[i].many;
    if (tdm_str_is(field->name, "added") && value->is_number && value->number.coefficient == 0)
        return TDM_MSG_DOSE_NO_WEIGHT;
    if (tdm_str_is(field->name, "rm") && value->is_number) return TDM_MSG_DOSE_RM;
    return tdm_str_is(field->name, "load") ? TDM_MSG_DOSE_LOAD : TDM_MSG_DOSE_FIELD;
}

/* Returns how many fields it took: sets and reps are one phrase. */
static uint32_t put_field(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_written_dose *dose,
                          uint32_t at) {
    const struct tdm_written_field *field = &dose->fields[at], *next = at + 1 < dose->field_count ? field + 1 : NULL;
    bool pair = tdm_str_is(field->name, "sets") && next != NULL && tdm_str_is(next->name, "reps");
    struct tdm_arg args[] = {TDM_ARG_T("ref", view_pretty(view, field->name)),
                             TDM_ARG_T("value", value_words(view, &field->value)),
                             TDM_ARG_T("limit", pair ? value_words(view, &next->value) : (tdm_str){0})};
    enum tdm_message message = is_one(&field->value) ? TDM_MSG_DOSE_ONE_SET_OF : TDM_MSG_DOSE_SETS_OF;
    tdm_buf_add(out, view_words(view, pair ? message : field_message(field), args, 3));
    return pair ? 2 : 1;
}

static tdm_str dose_words(const struct tdm_view *view, const struct tdm_written_dose *dose) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (uint32_t i = 0; i < dose->field_count;) {
        if (out.len > 0) tdm_buf_add(&out, view_plain(view, TDM_MSG_PART_NEXT));
        i += put_field(view, &out, dose, i);
    }
    if (!dose->has_times) return tdm_buf_str(&out);
    if (out.len > 0) tdm_buf_add(&out, view_plain(view, TDM_MSG_PART_NEXT));
    struct tdm_arg times[] = {TDM_ARG_I("n", dose->times)};
    if (dose->times == 1)
        tdm_buf_add(&out, view_plain(view, dose->per_week ? TDM_MSG_DOSE_ONCE_WEEK : TDM_MSG_DOSE_ONCE_DAY));
    else
        tdm_buf_add(&out,
                    view_words(view, dose->per_week ? TDM_MSG_DOSE_TIMES_WEEK : TDM_MSG_DOSE_TIMES_DAY, times, 1));
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
