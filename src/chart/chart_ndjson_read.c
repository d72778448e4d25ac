/* chart_ndjson_read.c - a chart as JSON lines back into a chart: the header line, then one line an entry. Each member
 * is read by the field table; what an entry must carry is judged in entry_shape.c, as for a file of the notation. */
#include "chart/chart_int.h"
#include "json/json.h"

struct json_chart {
    struct tdm_chart_reader *r;
    struct tdm_draft *draft; /* of the line being read */
    uint32_t line;
    bool begun; /* the header was read */
};

static struct tdm_place place_of(const struct json_chart *j, const struct tdm_json *value) {
    return (struct tdm_place){j->r->file, j->line + value->line - 1, value->column, 1};
}

static bool refuse_value(struct json_chart *j, const struct tdm_json *value, const char *wants) {
    struct tdm_problem *p = tdm_chart_refuse(j->r, TDM_WHY_SYNTAX, "H065", place_of(j, value));
    if (value->key.len > 0)
        tdm_problem_what(p, "\"%.*s\" is not %s", TDM_FMT(value->key), wants);
    else
        tdm_problem_what(p, "this is not %s", wants);
    tdm_problem_fix(p, "write %s", wants);
    if (j->draft != NULL) j->draft->bad = true;
    return false;
}

static bool unknown_key(struct json_chart *j, const struct tdm_json *value, const char *inside) {
    struct tdm_problem *p = tdm_chart_refuse(j->r, TDM_WHY_NOT_FOUND, "H064", place_of(j, value));
    tdm_problem_what(p, "\"%.*s\" is no member of %s", TDM_FMT(value->key), inside);
    tdm_problem_fix(p, "take it out");
    if (j->draft != NULL) j->draft->bad = true;
    return false;
}

/* ---- single values */

static bool take_str(struct json_chart *j, const struct tdm_json *value, tdm_str *out) {
    if (value->kind != TDM_JSON_STRING || value->text.len == 0 || !tdm_is_text(value->text))
        return refuse_value(j, value, "a text on one line");
    *out = value->text;
    return true;
}

static bool take_word(struct json_chart *j, const struct tdm_json *value, tdm_str *out) {
    if (value->kind != TDM_JSON_STRING || !tdm_is_word(value->text)) return refuse_value(j, value, "a name");
    *out = value->text;
    return true;
}

static bool take_true(struct json_chart *j, const struct tdm_json *value, bool *out) {
    if (value->kind != TDM_JSON_BOOL || !value->truth) return refuse_value(j, value, "true, or left out");
    *out = true;
    return true;
}

static bool take_date(struct json_chart *j, const struct tdm_json *value, tdm_date *out) {
    bool good = value->kind == TDM_JSON_STRING && tdm_date_parse(value->text, out);
    return good || refuse_value(j, value, "a date such as \"2026-03-04\"");
}

static bool take_side(struct json_chart *j, const struct tdm_json *value, enum tdm_side *out) {
    if (value->kind == TDM_JSON_STRING) *out = tdm_side_of_word(value->text);
    return *out != TDM_SIDE_NONE || refuse_value(j, value, "\"right\" or \"left\"");
}

static bool take_decimal(struct json_chart *j, const struct tdm_json *value, tdm_decimal *out) {
    bool good = value->kind == TDM_JSON_NUMBER && tdm_decimal_parse(value->text, out);
    return good || refuse_value(j, value, "a number without exponent, of at most 9 digits after the point");
}

static bool take_whole(struct json_chart *j, const struct tdm_json *value, int64_t least, int64_t most, int64_t *out) {
    bool good = value->kind == TDM_JSON_NUMBER && tdm_parse_i64(value->text, out) && *out >= least && *out <= most;
    return good || refuse_value(j, value, "a whole number in its range");
}

/* Is this member the one of that name? */
static bool is(const struct tdm_json *value, const char *key) {
    return tdm_str_is(value->key, key);
}

static bool take_step(struct json_chart *j, const struct tdm_json *value, tdm_str *out) {
    bool good = value->kind == TDM_JSON_STRING && (tdm_is_word(value->text) || tdm_is_mark(value->text));
    if (!good) return refuse_value(j, value, "a step of a scale");
    *out = value->text;
    return true;
}

static bool take_unit(struct json_chart *j, const struct tdm_json *value, tdm_str *out) {
    bool good = value->kind == TDM_JSON_STRING && (tdm_is_word(value->text) || tdm_str_is(value->text, "%"));
    if (!good) return refuse_value(j, value, "a unit");
    *out = value->text;
    return true;
}

/* A member of a value: number, unit or step. *known is false when it is none of them. */
static bool value_member(struct json_chart *j, const struct tdm_json *value, struct tdm_written_value *out,
                         bool *known) {
    *known = true;
    if (is(value, "number")) {
        out->is_number = true;
        return take_decimal(j, value, &out->number);
    }
    if (is(value, "unit")) return take_unit(j, value, &out->word);
    if (is(value, "step")) return take_step(j, value, &out->word);
    *known = false;
    return true;
}

/* A number may have a unit; a step stands alone, and a unit never does. */
static bool value_whole(struct json_chart *j, const struct tdm_json *object) {
    bool number = tdm_json_member(object, "number") != NULL, unit = tdm_json_member(object, "unit") != NULL;
    bool step = tdm_json_member(object, "step") != NULL;
    return (number != step && (number || !unit)) ||
           refuse_value(j, object, "a value: either `number` with its `unit`, or `step`");
}

static bool take_value(struct json_chart *j, const struct tdm_json *object, struct tdm_written_value *out) {
    if (object->kind != TDM_JSON_OBJECT) return refuse_value(j, object, "an object with `number` or `step`");
    for (const struct tdm_json *member = object->first; member != NULL; member = member->next) {
        bool known = false;
        if (!value_member(j, member, out, &known)) return false;
        if (!known) return unknown_key(j, member, "a value");
    }
    return value_whole(j, object);
}

/* ---- lines of an entry */

static bool reading_member(struct json_chart *j, const struct tdm_json *member, struct tdm_written_reading *out) {
    if (is(member, "date")) return take_date(j, member, &out->date);
    if (is(member, "measure")) return take_word(j, member, &out->measure);
    if (is(member, "side")) return take_side(j, member, &out->side);
    if (is(member, "not_done")) return take_true(j, member, &out->not_done);
    if (is(member, "because")) return take_str(j, member, &out->because);
    if (is(member, "was")) {
        out->has_was = true;
        return take_value(j, member, &out->was);
    }
    bool known = false;
    if (!value_member(j, member, &out->value, &known)) return false;
    return known || unknown_key(j, member, "a reading");
}

static bool take_reading(struct json_chart *j, const struct tdm_json *object, struct tdm_written_reading *out) {
    *out = (struct tdm_written_reading){.date = TDM_DATE_NONE, .place = place_of(j, object)};
    if (object->kind != TDM_JSON_OBJECT) return refuse_value(j, object, "an object");
    for (const struct tdm_json *member = object->first; member != NULL; member = member->next)
        if (!reading_member(j, member, out)) return false;
    if (out->measure.len == 0) return refuse_value(j, object, "a reading with its `measure`");
    bool hidden = !out->value.is_number && tdm_str_is(out->value.word, "not-done");
    bool needless = (out->not_done && (out->value.is_number || out->value.word.len > 0)) ||
                    (!out->not_done && out->because.len > 0);
    if (hidden || needless) return refuse_value(j, object, "a value, or `not_done` with `because`");
    return out->not_done || value_whole(j, object);
}

static bool take_readings(struct json_chart *j, const struct tdm_json *array) {
    if (array->kind != TDM_JSON_ARRAY) return refuse_value(j, array, "an array");
    struct tdm_written_reading *readings = TDM_NEW_ARRAY(j->r->mem, struct tdm_written_reading, array->count + 1u);
    uint32_t count = 0;
    for (const struct tdm_json *item = array->first; item != NULL; item = item->next)
        if (!take_reading(j, item, &readings[count++])) return false;
    j->draft->entry.readings = readings;
    j->draft->entry.reading_count = count;
    return true;
}

static bool take_field(struct json_chart *j, const struct tdm_json *object, struct tdm_written_field *out) {
    *out = (struct tdm_written_field){0};
    if (object->kind != TDM_JSON_OBJECT) return refuse_value(j, object, "an object");
    for (const struct tdm_json *member = object->first; member != NULL; member = member->next) {
        bool known = false;
        if (is(member, "name")) {
            known = true;
            if (!take_word(j, member, &out->name)) return false;
        } else if (!value_member(j, member, &out->value, &known)) {
            return false;
        }
        if (!known) return unknown_key(j, member, "a field of a dose");
    }
    if (!tdm_is_field_name(out->name)) return refuse_value(j, object, "a field with its `name`");
    return value_whole(j, object);
}

static bool set_member(struct json_chart *j, const struct tdm_json *member, struct tdm_written_set *out) {
    if (is(member, "reps")) {
        out->has_reps = true;
        return take_decimal(j, member, &out->reps);
    }
    if (is(member, "load")) {
        out->has_load = true;
        return take_decimal(j, member, &out->load);
    }
    if (is(member, "unit")) return take_unit(j, member, &out->load_unit);
    if (is(member, "stopped")) return take_str(j, member, &out->stopped);
    return unknown_key(j, member, "a set");
}

static bool take_set(struct json_chart *j, const struct tdm_json *object, struct tdm_written_set *out) {
    *out = (struct tdm_written_set){0};
    if (object->kind != TDM_JSON_OBJECT) return refuse_value(j, object, "an object");
    for (const struct tdm_json *member = object->first; member != NULL; member = member->next)
        if (!set_member(j, member, out)) return false;
    bool whole = out->has_reps && out->has_load == (out->load_unit.len > 0);
    return whole || refuse_value(j, object, "a set with `reps`, and `unit` where it has a `load`");
}

static bool take_done(struct json_chart *j, const struct tdm_json *member, enum tdm_done *out) {
    for (int done = TDM_PARTIAL; done <= TDM_NOT_NEEDED; done++) {
        if (member->kind != TDM_JSON_STRING || !tdm_str_is(member->text, tdm_done_word((enum tdm_done)done))) continue;
        *out = (enum tdm_done)done;
        return true;
    }
    return refuse_value(j, member, "\"partial\", \"could-not\", \"declined\" or \"not-needed\"");
}

static bool dose_fields(struct json_chart *j, const struct tdm_json *array, struct tdm_written_dose *out) {
    if (array->kind != TDM_JSON_ARRAY) return refuse_value(j, array, "an array");
    struct tdm_written_field *fields = TDM_NEW_ARRAY(j->r->mem, struct tdm_written_field, array->count + 1u);
    for (const struct tdm_json *item = array->first; item != NULL; item = item->next) {
        if (!take_field(j, item, &fields[out->field_count])) return false;
        for (uint32_t i = 0; i < out->field_count; i++)
            if (tdm_str_equal(fields[i].name, fields[out->field_count].name))
                return refuse_value(j, array, "each field once");
        out->field_count++;
    }
    out->fields = fields;
    return true;
}

static bool dose_sets(struct json_chart *j, const struct tdm_json *array, struct tdm_written_dose *out) {
    if (array->kind != TDM_JSON_ARRAY) return refuse_value(j, array, "an array");
    struct tdm_written_set *sets = TDM_NEW_ARRAY(j->r->mem, struct tdm_written_set, array->count + 1u);
    for (const struct tdm_json *item = array->first; item != NULL; item = item->next)
        if (!take_set(j, item, &sets[out->set_count++])) return false;
    out->sets = sets;
    return true;
}

static bool dose_member(struct json_chart *j, const struct tdm_json *member, struct tdm_written_dose *out) {
    if (is(member, "exercise")) return take_word(j, member, &out->exercise);
    if (is(member, "done")) return take_done(j, member, &out->done);
    if (is(member, "because")) return take_str(j, member, &out->because);
    if (is(member, "fields")) return dose_fields(j, member, out);
    if (is(member, "sets")) return dose_sets(j, member, out);
    out->per_week = is(member, "times_a_week");
    if (!out->per_week && !is(member, "times_a_day")) return unknown_key(j, member, "a dose");
    int64_t times = 0;
    if (out->has_times) return refuse_value(j, member, "one number of times");
    if (!take_whole(j, member, 1, 100, &times)) return false;
    out->has_times = true;
    out->times = (uint16_t)times;
    return true;
}

static bool take_doses(struct json_chart *j, const struct tdm_json *array) {
    if (array->kind != TDM_JSON_ARRAY) return refuse_value(j, array, "an array");
    struct tdm_written_dose *doses = TDM_NEW_ARRAY(j->r->mem, struct tdm_written_dose, array->count + 1u);
    uint32_t count = 0;
    for (const struct tdm_json *item = array->first; item != NULL; item = item->next) {
        struct tdm_written_dose *dose = &doses[count++];
        dose->place = place_of(j, item);
        if (item->kind != TDM_JSON_OBJECT) return refuse_value(j, item, "an object");
        for (const struct tdm_json *member = item->first; member != NULL; member = member->next)
            if (!dose_member(j, member, dose)) return false;
        bool counted = false;
        for (uint32_t i = 0; i < dose->field_count; i++) counted = counted || tdm_str_is(dose->fields[i].name, "sets");
        bool both = counted && dose->set_count > 0;
        bool prescribed = j->draft->entry.kind == TDM_ENTRY_PRESCRIBE && dose->done != TDM_DONE;
        if (dose->exercise.len == 0 || both || prescribed)
            return refuse_value(j, item, "a dose of one `exercise`, with sets either counted or listed");
    }
    j->draft->entry.doses = doses;
    j->draft->entry.dose_count = count;
    return true;
}

/* ---- entries */

static bool take_names(struct json_chart *j, const struct tdm_json *array, const tdm_str **out, uint32_t *count) {
    if (array->kind != TDM_JSON_ARRAY) return refuse_value(j, array, "an array of names");
    tdm_str *names = TDM_NEW_ARRAY(j->r->mem, tdm_str, array->count + 1u);
    *out = names; /* a refused entry is still put in order among the others */
    for (const struct tdm_json *item = array->first; item != NULL; item = item->next) {
        if (item->kind != TDM_JSON_STRING || !tdm_is_word(item->text))
            return refuse_value(j, array, "an array of names");
        names[(*count)++] = item->text;
    }
    return true;
}

static bool take_instant(struct json_chart *j, const struct tdm_json *value, tdm_instant *out) {
    bool good = value->kind == TDM_JSON_STRING && tdm_instant_parse(value->text, out);
    return good || refuse_value(j, value, "an instant such as \"2026-03-04T08:15Z\"");
}

static bool take_number(struct json_chart *j, const struct tdm_json *value, enum tdm_entry_field field) {
    struct tdm_entry *entry = &j->draft->entry;
    int64_t number = 0;
    bool grade = field == TDM_FIELD_GRADE;
    if (!take_whole(j, value, grade ? 0 : 1, grade ? 10 : UINT32_MAX, &number)) return false;
    if (grade) {
        entry->has_grade = true;
        entry->grade = (int32_t)number;
    } else {
        entry->number = (uint32_t)number;
    }
    return true;
}

/* Of a medicine: what the notation can say, a number and mostly a unit. */
static bool take_amount(struct json_chart *j, const struct tdm_json *value, struct tdm_written_value *out) {
    if (!take_value(j, value, out)) return false;
    bool said = out->is_number && !tdm_str_is(out->word, "%");
    return said || refuse_value(j, value, "an amount: `number`, with a `unit` that is a word");
}

static bool take_by_type(struct json_chart *j, const struct tdm_json *value, enum tdm_entry_field field) {
    struct tdm_entry *entry = &j->draft->entry;
    tdm_str text;
    switch (tdm_fields[field].type) {
    case TDM_TYPE_NAME:
    case TDM_TYPE_TEXT:
    case TDM_TYPE_SAID:
    case TDM_TYPE_VERSION:
        if (!take_str(j, value, &text)) return false;
        tdm_entry_set_str(entry, field, text);
        return true;
    case TDM_TYPE_DATE:
        return take_date(j, value, field == TDM_FIELD_DATE ? &entry->date : &entry->other_date);
    case TDM_TYPE_TIME:
        if (value->kind == TDM_JSON_STRING && tdm_time_parse(value->text, &entry->time)) return true;
        return refuse_value(j, value, "a time such as \"08:15\"");
    case TDM_TYPE_INSTANT:
        return take_instant(j, value, &entry->recorded);
    case TDM_TYPE_FLAG:
        return take_true(j, value, (bool *)((char *)entry + tdm_fields[field].offset));
    case TDM_TYPE_GRADE:
    case TDM_TYPE_COUNT:
        return take_number(j, value, field);
    case TDM_TYPE_VALUE:
        return take_amount(j, value, &entry->amount);
    case TDM_TYPE_SIDE:
        return take_side(j, value, &entry->side);
    case TDM_TYPE_NAMES:
        if (field == TDM_FIELD_ASKED) return take_names(j, value, &entry->asked, &entry->asked_count);
        return take_names(j, value, &entry->found, &entry->found_count);
    case TDM_TYPE_READINGS:
        return take_readings(j, value);
    case TDM_TYPE_DOSES:
        return take_doses(j, value);
    }
    TDM_UNREACHABLE();
}

static bool entry_member(struct json_chart *j, const struct tdm_json *member) {
    if (is(member, "kind")) return true;
    for (int i = 0; i < TDM_FIELD_COUNT; i++) {
        if (!is(member, tdm_fields[i].key)) continue;
        j->draft->marks[i] = (struct tdm_mark){j->line, (uint16_t)(member->column > 60000 ? 60000 : member->column), 1};
        return take_by_type(j, member, (enum tdm_entry_field)i);
    }
    return unknown_key(j, member, "an entry");
}

static bool kind_find(struct json_chart *j, const struct tdm_json *object, enum tdm_entry_kind *out) {
    const struct tdm_json *kind = tdm_json_member(object, "kind");
    tdm_str words[TDM_ENTRY_KIND_COUNT];
    for (int i = 0; i < TDM_ENTRY_KIND_COUNT; i++) {
        words[i] = tdm_str_of(tdm_entry_kind_word((enum tdm_entry_kind)i));
        if (kind == NULL || kind->kind != TDM_JSON_STRING || !tdm_str_equal(words[i], kind->text)) continue;
        *out = (enum tdm_entry_kind)i;
        return true;
    }
    tdm_str said = kind == NULL ? TDM_STR("") : kind->text;
    struct tdm_problem *p =
        tdm_chart_refuse(j->r, TDM_WHY_NOT_FOUND, "H016", place_of(j, kind == NULL ? object : kind));
    int nearest = tdm_nearest(said, words, TDM_COUNT(words));
    tdm_problem_what(p, "\"%.*s\" is no kind of entry", TDM_FMT(said));
    if (nearest >= 0)
        tdm_problem_fix(p, "write `%.*s`", TDM_FMT(words[nearest]));
    else
        tdm_problem_fix(p, "write a kind of entry, such as \"assess\", \"diary\", \"session\" or \"clear\"");
    return false;
}

static void entry_settle(struct json_chart *j, const struct tdm_json *object) {
    struct tdm_entry *entry = &j->draft->entry;
    if (tdm_date_is_none(entry->date) && j->draft->bad) entry->date = (tdm_date){0};
    if (tdm_date_is_none(entry->date)) {
        j->draft->bad = true;
        struct tdm_problem *p = tdm_chart_refuse(j->r, TDM_WHY_MISSING, "H015", place_of(j, object));
        tdm_problem_what(p, "this `%s` has no \"date\"", tdm_entry_kind_word(entry->kind));
        tdm_problem_fix(p, "write its day: \"date\": \"2026-03-04\"");
        entry->date = (tdm_date){0};
    }
    struct tdm_written_reading *readings = (struct tdm_written_reading *)(uintptr_t)entry->readings;
    for (uint32_t i = 0; i < entry->reading_count; i++)
        if (tdm_date_is_none(readings[i].date)) readings[i].date = entry->date;
    if (entry->writer.len == 0) entry->number = 0; /* it follows from the entries */
    bool halves = (entry->writer.len > 0) != (entry->number > 0);
    if (halves) (void)refuse_value(j, object, "an entry with both `writer` and `number`, or neither");
    if (entry->recorded_assumed && tdm_instant_is_none(entry->recorded))
        (void)refuse_value(j, object, "an entry with `recorded` beside `recorded_assumed`");
    /* Only the end of the day is ever assumed (N15); another instant was said by somebody, and is held to M21. */
    if (entry->recorded_assumed && entry->recorded.ms != tdm_zone_day_end(j->r->zone, entry->date).ms - 1)
        entry->recorded_assumed = false;
}

static void read_entry(struct json_chart *j, const struct tdm_json *object) {
    enum tdm_entry_kind kind = TDM_ENTRY_ENROL;
    if (!kind_find(j, object, &kind)) return;
    j->draft = tdm_draft_new(j->r);
    j->draft->entry.kind = kind;
    j->draft->entry.place = place_of(j, object);
    bool good = true;
    for (const struct tdm_json *member = object->first; member != NULL && good; member = member->next)
        good = entry_member(j, member);
    entry_settle(j, object);
}

/* ---- the header */

static bool take_people(struct json_chart *j, const struct tdm_json *array) {
    struct tdm_chart *chart = j->r->chart;
    if (array->kind != TDM_JSON_ARRAY) return refuse_value(j, array, "an array");
    struct tdm_member *people = TDM_NEW_ARRAY(j->r->mem, struct tdm_member, array->count + 1u);
    chart->people = people;
    for (const struct tdm_json *item = array->first; item != NULL; item = item->next) {
        struct tdm_member *member = &people[chart->person_count++];
        *member = (struct tdm_member){.from = TDM_DATE_NONE, .until = TDM_DATE_NONE, .place = place_of(j, item)};
        if (item->kind != TDM_JSON_OBJECT) return refuse_value(j, array, "an array of objects");
        for (const struct tdm_json *of = item->first; of != NULL; of = of->next) {
            bool good = is(of, "person")  ? take_word(j, of, &member->person)
                        : is(of, "role")  ? take_word(j, of, &member->role)
                        : is(of, "from")  ? take_date(j, of, &member->from)
                        : is(of, "until") ? take_date(j, of, &member->until)
                                          : unknown_key(j, of, "a person of the roster");
            if (!good) return false;
        }
        if (member->person.len == 0 || member->role.len == 0) return refuse_value(j, array, "persons with their roles");
    }
    return true;
}

static bool header_member(struct json_chart *j, const struct tdm_json *member) {
    struct tdm_chart *chart = j->r->chart;
    if (is(member, "region")) chart->site_place = place_of(j, member);
    if (is(member, "protocol")) chart->protocol_place = place_of(j, member);
    if (is(member, "chart")) return take_word(j, member, &chart->name);
    if (is(member, "patient")) return take_word(j, member, &chart->patient);
    if (is(member, "region")) return take_word(j, member, &chart->region);
    if (is(member, "side")) return take_side(j, member, &chart->side);
    if (is(member, "protocol")) return take_word(j, member, &chart->protocol);
    if (is(member, "zone")) return take_word(j, member, &chart->zone_name);
    if (is(member, "synthetic")) return take_true(j, member, &chart->synthetic);
    if (is(member, "published")) return take_str(j, member, &chart->published);
    if (is(member, "also")) return take_names(j, member, &chart->also, &chart->also_count);
    if (is(member, "people")) return take_people(j, member);
    if (is(member, "version")) {
        tdm_decimal version;
        bool good = member->kind == TDM_JSON_STRING && tdm_decimal_parse(member->text, &version);
        chart->version = member->text;
        return good || refuse_value(j, member, "a version such as \"1.1\"");
    }
    if (!is(member, "hash")) return unknown_key(j, member, "the header of a chart");
    chart->has_digest = member->kind == TDM_JSON_STRING && tdm_digest_parse(member->text, &chart->protocol_digest);
    return chart->has_digest || refuse_value(j, member, "64 hex digits");
}

static void read_header(struct json_chart *j, const struct tdm_json *object) {
    static const char *const must[] = {"chart", "patient", "region", "protocol", "version", "people"};
    bool good = true;
    j->r->chart->place = place_of(j, object);
    for (const struct tdm_json *member = object->first; member != NULL && good; member = member->next)
        good = header_member(j, member);
    for (size_t i = 0; i < TDM_COUNT(must); i++) {
        if (tdm_json_member(object, must[i]) != NULL) continue;
        struct tdm_problem *p = tdm_chart_refuse(j->r, TDM_WHY_MISSING, "H006", j->r->chart->place);
        tdm_problem_what(p, "the chart does not say its `%s`", must[i]);
        tdm_problem_fix(p, "write the member \"%s\" into the first line", must[i]);
    }
}

/* ---- the lines */

/* {"comment": ...} and nothing else: what `#` is in notation. */
static bool is_comment(const struct tdm_json *line) {
    return line->kind == TDM_JSON_OBJECT && line->first != NULL && line->first->next == NULL &&
           is(line->first, "comment");
}

static void read_line(struct json_chart *j, tdm_str line) {
    const struct tdm_json *object = NULL;
    struct tdm_problem problem;
    j->draft = NULL;
    if (!tdm_json_read(j->r->mem, j->r->file, line, &object, &problem)) {
        problem.place.line = j->line;
        struct tdm_problem *p = tdm_chart_refuse(j->r, problem.why, problem.code, problem.place);
        tdm_problem_what(p, "%s", problem.what);
        tdm_problem_fix(p, "%s", problem.fix);
        return;
    }
    if (is_comment(object)) return;
    if (object->kind == TDM_JSON_OBJECT) {
        bool header = !j->begun;
        j->begun = true;
        if (header)
            read_header(j, object);
        else
            read_entry(j, object);
        return;
    }
    struct tdm_problem *p = tdm_chart_refuse(j->r, TDM_WHY_SYNTAX, "H063", place_of(j, object));
    tdm_problem_what(p, "this line is no JSON object");
    tdm_problem_fix(p, "write one object a line: the chart first, then one entry a line");
}

bool tdm_chart_read_ndjson(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_zone *zone,
                           const struct tdm_chart **out, struct tdm_problems *problems) {
    struct tdm_chart *chart = TDM_NEW(mem, struct tdm_chart);
    struct tdm_chart_reader r = {.mem = mem, .file = file, .zone = zone, .problems = problems, .chart = chart};
    struct json_chart j = {.r = &r};
    uint32_t errors_before = problems->errors;
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++) lines += text.at[i] == '\n';
    chart->file = file;
    if (!tdm_chart_reserve(&r, lines)) return false;
    for (size_t at = 0; at < text.len || j.line == 0;) {
        size_t length = 0;
        tdm_str rest = tdm_str_slice(text, at, text.len);
        if (!tdm_str_find(rest, TDM_STR("\n"), &length)) length = rest.len;
        tdm_str line = tdm_str_trim(tdm_str_slice(rest, 0, length));
        j.line++;
        at += length + 1;
        if (line.len > 0 || j.line == 1) read_line(&j, line);
        if (tdm_chart_full(&r)) return false;
    }
    if (!j.begun && problems->errors == errors_before) {
        struct tdm_problem *p =
            tdm_chart_refuse(&r, TDM_WHY_MISSING, "H063", (struct tdm_place){.file = file, .line = j.line});
        tdm_problem_what(p, "these lines hold no chart, only comments");
        tdm_problem_fix(p, "write one object a line: the chart first, then one entry a line");
    }
    return tdm_chart_finish(&r, errors_before, out);
}
