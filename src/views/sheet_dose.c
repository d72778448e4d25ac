/* sheet_dose.c - a prescribed dose in a patient's words. Numbers stay as they were written. */
#include "views/sheet.h"

/* UCUM codes that a patient reads as words; the others stay as they are. */
static const struct {
    const char *unit;
    enum tdm_message one, many;
} units[] = {{"deg", TDM_MSG_UNIT_DEGREE, TDM_MSG_UNIT_DEGREES},
             {"s", TDM_MSG_UNIT_SECOND, TDM_MSG_UNIT_SECONDS},
             {"min", TDM_MSG_UNIT_MINUTE, TDM_MSG_UNIT_MINUTES}};

static bool is_one(const struct tdm_written_value *value) {
    return value->is_number && tdm_decimal_compare(value->number, tdm_decimal_of_int(1)) == 0;
}

static tdm_str unit_words(const struct tdm_view *view, const struct tdm_written_value *value) {
    for (size_t i = 0; i < TDM_COUNT(units); i++)
        if (tdm_str_is(value->word, units[i].unit))
            return view_plain(view, is_one(value) ? units[i].one : units[i].many);
    return value->word;
}

static tdm_str value_words(const struct tdm_view *view, const struct tdm_written_value *value) {
    struct tdm_buf out;
    if (!value->is_number) return view_name(view, value->word);
    tdm_buf_init(&out, view->mem, 4096);
    tdm_words_decimal(&out, view->language, value->number);
    if (value->word.len > 0)
        tdm_buf_format(&out, "%s%.*s", tdm_str_is(value->word, "%") ? "" : " ", TDM_FMT(unit_words(view, value)));
    return tdm_buf_str(&out);
}

static bool has_field(const struct tdm_written_dose *dose, const char *name) {
    for (uint32_t i = 0; i < dose->field_count; i++)
        if (tdm_str_is(dose->fields[i].name, name)) return true;
    return false;
}

static bool asks_field(const struct tdm_exercise *exercise, const char *name) {
    for (uint32_t i = 0; i < exercise->field_count; i++)
        if (tdm_str_is(exercise->fields[i].name, name)) return true;
    return false;
}

/* Names that read better with their number: 3 sets, 15 minutes. */
static const struct {
    const char *name;
    enum tdm_message one, many;
} counted[] = {{"sets", TDM_MSG_DOSE_ONE_SET, TDM_MSG_DOSE_SETS},
               {"reps", TDM_MSG_DOSE_ONE_REP, TDM_MSG_DOSE_REPS},
               {"minutes", TDM_MSG_DOSE_ONE_MINUTE, TDM_MSG_DOSE_MINUTES}};

/* Names that say nothing to a patient without what they are of. */
static const struct {
    const char *name;
    enum tdm_message message;
} said[] = {{"rm", TDM_MSG_DOSE_RM},          {"effort", TDM_MSG_DOSE_EFFORT}, {"hold", TDM_MSG_DOSE_HOLD},
            {"rest", TDM_MSG_DOSE_REST},      {"tempo", TDM_MSG_DOSE_TEMPO},   {"rir", TDM_MSG_DOSE_RESERVE},
            {"intensity", TDM_MSG_DOSE_SHARE}};

static enum tdm_message field_message(const struct tdm_written_field *field) {
    const struct tdm_written_value *value = &field->value;
    for (size_t i = 0; i < TDM_COUNT(counted); i++)
        if (tdm_str_is(field->name, counted[i].name)) return is_one(value) ? counted[i].one : counted[i].many;
    if (tdm_str_is(field->name, "added") && value->is_number && value->number.coefficient == 0)
        return TDM_MSG_DOSE_NO_WEIGHT;
    if (tdm_str_is(field->name, "rm") && is_one(value)) return TDM_MSG_DOSE_ONE_RM;
    for (size_t i = 0; i < TDM_COUNT(said) && value->is_number; i++)
        if (tdm_str_is(field->name, said[i].name)) return said[i].message;
    return tdm_str_is(field->name, "load") ? TDM_MSG_DOSE_LOAD : TDM_MSG_DOSE_FIELD;
}

/* Returns how many fields it took: sets and reps are one phrase. */
static uint32_t put_field(const struct tdm_view *view, struct tdm_buf *out, const struct tdm_written_dose *dose,
                          uint32_t at) {
    const struct tdm_written_field *field = &dose->fields[at], *next = at + 1 < dose->field_count ? field + 1 : NULL;
    bool pair = tdm_str_is(field->name, "sets") && next != NULL && tdm_str_is(next->name, "reps");
    bool added = tdm_str_is(field->name, "added");
    struct tdm_arg args[] = {
        TDM_ARG_T("ref", added ? view_plain(view, TDM_MSG_DOSE_ADDED) : view_pretty(view, field->name)),
        TDM_ARG_T("value", value_words(view, &field->value)),
        TDM_ARG_T("limit", pair ? value_words(view, &next->value) : (tdm_str){0})};
    enum tdm_message message = is_one(&field->value) ? TDM_MSG_DOSE_ONE_SET_OF : TDM_MSG_DOSE_SETS_OF;
    if (!pair) message = field_message(field);
    tdm_buf_add(out, view_words(view, message, args, 3));
    return pair ? 2 : 1;
}

/* What the prescription leaves open, by what the exercise is measured in: "how many sets, how often". */
static tdm_str open_words(const struct tdm_view *view, const struct tdm_exercise *exercise,
                          const struct tdm_written_dose *dose) {
    bool sets = has_field(dose, "sets"), reps = has_field(dose, "reps");
    bool amount = reps || has_field(dose, "minutes") || has_field(dose, "hold");
    const struct {
        bool open;
        enum tdm_message message;
    } rows[] = {{!sets && reps && asks_field(exercise, "sets"), TDM_MSG_DOSE_ASK_SETS},
                {sets && !amount, TDM_MSG_DOSE_ASK_REPS},
                {asks_field(exercise, "hold") && !has_field(dose, "hold"), TDM_MSG_DOSE_ASK_HOLD},
                {!dose->has_times, TDM_MSG_DOSE_ASK_OFTEN}};
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    for (size_t i = 0; i < TDM_COUNT(rows); i++)
        if (rows[i].open)
            tdm_buf_format(&out, "%s%.*s", out.len > 0 ? ", " : "", TDM_FMT(view_plain(view, rows[i].message)));
    return tdm_buf_str(&out);
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
                   const struct tdm_exercise_answer *answer, tdm_str *asks) {
    const struct tdm_exercise *exercise = tdm_catalog_exercise(view_catalog(standing), answer->exercise);
    const struct tdm_bound_chart *chart = standing->episode->chart;
    tdm_str name = tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise), words = {0},
            open = {0};
    if (answer->prescription >= chart->dose_count) return view_plain(view, TDM_MSG_SHEET_DOSE_PRESCRIBED);
    const struct tdm_entry *entry = view_entry(standing, chart->doses[answer->prescription].entry);
    for (uint32_t i = 0; entry != NULL && i < entry->dose_count; i++)
        if (tdm_str_equal(entry->doses[i].exercise, name)) {
            words = dose_words(view, &entry->doses[i]);
            open = open_words(view, exercise, &entry->doses[i]);
        }
    if (words.len == 0) return view_plain(view, TDM_MSG_SHEET_DOSE_PRESCRIBED);
    struct tdm_arg args[] = {TDM_ARG_T("words", words), TDM_ARG_T("limit", open)};
    if (asks != NULL)
        *asks = open;
    else if (open.len > 0)
        args[0].text = view_words(view, TDM_MSG_DOSE_NOT_SET, args, 2);
    return view_words(view, TDM_MSG_SHEET_PRESCRIBED, args, 1);
}

/* ---- which of them tell an effort of 10, so that the scale is told too */

static bool is_effort(tdm_str name) {
    return tdm_str_is(name, "effort");
}

bool sheet_dose_has_effort(const struct tdm_standing *standing, const struct tdm_exercise_answer *answer) {
    const struct tdm_bound_chart *chart = standing->episode->chart;
    tdm_str name = tdm_catalog_name(view_catalog(standing), TDM_KIND_EXERCISE, answer->exercise);
    if (!answer->prescribed || answer->prescription >= chart->dose_count) return false;
    const struct tdm_entry *entry = view_entry(standing, chart->doses[answer->prescription].entry);
    for (uint32_t i = 0; entry != NULL && i < entry->dose_count; i++)
        if (tdm_str_equal(entry->doses[i].exercise, name)) return has_field(&entry->doses[i], "effort");
    return false;
}

bool sheet_week_has_effort(const struct tdm_plan_week *week) {
    for (uint32_t i = 0; i < week->amount_count; i++)
        if (is_effort(week->amounts[i].field)) return true;
    return false;
}

bool sheet_bound_is_effort(const struct tdm_exercise *exercise) {
    return exercise->rule_count == 1 && is_effort(exercise->fields[exercise->rules[0].field].name);
}

/* A week of a plan as a dose: its row in the file is for who reads the file. */
tdm_str sheet_week_words(const struct tdm_view *view, const struct tdm_plan_week *week) {
    struct tdm_buf out;
    tdm_buf_init(&out, view->mem, 4096);
    struct tdm_arg numbers[] = {TDM_ARG_I("value", week->sets), TDM_ARG_I("limit", week->reps)},
                   most[] = {TDM_ARG_I("value", week->rm)};
    struct tdm_written_value share = {.is_number = true, .number = week->percent_1rm, .word = TDM_STR("%")};
    struct tdm_arg part[] = {TDM_ARG_T("value", value_words(view, &share))};
    tdm_str words[3] = {0};
    if (week->reps > 0)
        words[0] = view_words(view, week->sets == 1 ? TDM_MSG_DOSE_ONE_SET_OF : TDM_MSG_DOSE_SETS_OF, numbers, 2);
    if (week->rm > 0) words[1] = view_words(view, TDM_MSG_DOSE_RM, most, 1);
    if (week->has_percent) words[2] = view_words(view, TDM_MSG_DOSE_SHARE, part, 1);
    for (size_t i = 0; i < TDM_COUNT(words); i++) {
        if (words[i].len == 0) continue;
        if (out.len > 0) tdm_buf_add(&out, view_plain(view, TDM_MSG_PART_NEXT));
        tdm_buf_add(&out, words[i]);
    }
    for (uint32_t i = 0; i < week->amount_count; i++) {
        bool effort = is_effort(week->amounts[i].field);
        struct tdm_written_field field = {.name = week->amounts[i].field};
        field.value.is_number = true;
        field.value.number = week->amounts[i].quantity.number;
        field.value.word = effort ? (tdm_str){0} : tdm_unit_code(week->amounts[i].quantity.unit);
        struct tdm_written_dose dose = {.fields = &field, .field_count = 1};
        if (out.len > 0) tdm_buf_add(&out, view_plain(view, TDM_MSG_PART_NEXT));
        put_field(view, &out, &dose, 0);
    }
    return tdm_buf_str(&out);
}

/* The last row within the limit of a table that climbs; NULL where the table falls back or all of it fits. */
static const struct tdm_class_row *last_row_within(const struct tdm_class_rule *rule, uint16_t limit) {
    const struct tdm_class_row *found = NULL;
    for (uint32_t i = 0; i < rule->row_count; i++) {
        if (i > 0 && rule->rows[i].load_class < rule->rows[i - 1].load_class) return NULL;
        if (rule->rows[i].load_class <= limit) found = &rule->rows[i];
    }
    return found;
}

tdm_str sheet_bound(const struct tdm_view *view, const struct tdm_exercise *exercise, uint16_t limit) {
    if (exercise->has_fixed_class || exercise->rule_count != 1 || exercise->rules[0].basis != TDM_BASIS_NONE)
        return (tdm_str){0};
    const struct tdm_dose_field *field = &exercise->fields[exercise->rules[0].field];
    const struct tdm_class_row *row = last_row_within(&exercise->rules[0], limit);
    if (row == NULL || tdm_str_is(tdm_unit_code(field->unit), "%")) return (tdm_str){0};
    bool below = row->bound.kind == TDM_BELOW || row->bound.kind == TDM_FROM_TO_BELOW;
    bool at_most = row->bound.kind == TDM_AT_MOST || row->bound.kind == TDM_BETWEEN || row->bound.kind == TDM_ABOVE_TO;
    if (!below && !at_most) return (tdm_str){0};
    bool effort = is_effort(field->name), one = row->bound.kind < TDM_BETWEEN;
    tdm_str unit = effort ? (tdm_str){0} : tdm_unit_code(field->unit);
    struct tdm_written_value value = {
        .is_number = true, .number = (one ? row->bound.low : row->bound.high).quantity.number, .word = unit};
    tdm_str name =
        tdm_str_is(field->name, "added") ? view_plain(view, TDM_MSG_DOSE_ADDED) : view_pretty(view, field->name);
    struct tdm_arg args[] = {TDM_ARG_T("words", name), TDM_ARG_T("value", value_words(view, &value))};
    enum tdm_message message = below ? TDM_MSG_DOSE_BELOW : TDM_MSG_DOSE_AT_MOST;
    if (effort) message = below ? TDM_MSG_DOSE_EFFORT_BELOW : TDM_MSG_DOSE_EFFORT_AT_MOST;
    return view_words(view, message, args, 2);
}
