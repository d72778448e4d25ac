/* exercise.c - the clauses of an exercise: dose, attributes and load class by dose, settings. */
#include "catalog/catalog_int.h"

#include <string.h>

#define FIELDS_MOST     16u /* tdm_load tells missing fields by bit */
#define LOAD_RULES_MOST 8u
#define ATTRIBUTES_MOST 64u

/* The array with room for one more. Lists of an exercise are short: doubling when full needs no counter of its own. */
static void *grown(struct tdm_arena *mem, const void *array, uint32_t count, size_t size) {
    bool full = (count & (count - 1)) == 0; /* also for none */
    union {                                 /* const for all who look from outside; here it is still being filled */
        const void *kept;
        void *ours;
    } same = {array};
    if (!full) return same.ours;
    char *moved = tdm_arena_array(mem, count == 0 ? 1 : (size_t)count * 2, size);
    if (count > 0) memcpy(moved, array, count * size);
    return moved;
}

/* ---- what is said to the patient, what it loads and moves */

static bool exercise_do(struct catalog_reader *r, void *item, struct clause_at *at) {
    const char *form = "do \"TEXT\"";
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    const struct tdm_term *text = tdm_cursor_take(&c, TDM_TERM_TEXT);
    if (text == NULL) return tdm_clause_unread(r, &c, form);
    ((struct tdm_exercise *)item)->instruction = text->text;
    return tdm_clause_done(r, &c, form);
}

static bool exercise_loads(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_REGION, "loads REGION [, REGION] [, both sides]"};
    struct tdm_exercise *exercise = item;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    const struct tdm_term *first = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (first != NULL) exercise->first_region = tdm_catalog_find(r->catalog, TDM_KIND_REGION, first->text);
    return tdm_clause_mask(r, at, list, &exercise->regions);
}

static bool exercise_both(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    if (!tdm_cursor_take_words(&c, "both sides")) return tdm_clause_unread(r, &c, "both sides");
    at->part++;
    ((struct tdm_exercise *)item)->bilateral = true;
    return tdm_clause_done(r, &c, "both sides");
}

static bool exercise_moves(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_VARIABLE, "moves VARIABLE [, VARIABLE]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_exercise *)item)->moves);
}

static bool exercise_muscles(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_MUSCLE, "muscles MUSCLE [, MUSCLE]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_exercise *)item)->muscles);
}

static bool exercise_stresses(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_TISSUE, "stresses TISSUE [, TISSUE]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_exercise *)item)->stresses);
}

static bool exercise_family(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    return tdm_clause_name(r, &c, TDM_KIND_FAMILY, &((struct tdm_exercise *)item)->family) &&
           tdm_clause_done(r, &c, "family FAMILY");
}

static bool exercise_equipment(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_exercise *exercise = item;
    const char *form = "equipment NAME [, NAME] | equipment none";
    if (!tdm_clause_texts(r, at, form, &exercise->equipment, &exercise->equipment_count)) return false;
    if (exercise->equipment_count == 1 && tdm_str_is(exercise->equipment[0], "none")) exercise->equipment_count = 0;
    return true;
}

static bool exercise_at(struct catalog_reader *r, void *item, struct clause_at *at) {
    const char *form = "at home, clinic | at home | at clinic [, daily-life]";
    const tdm_str *words;
    uint32_t count;
    unsigned setting = 0;
    struct tdm_exercise *exercise = item;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    if (!tdm_clause_texts(r, at, form, &words, &count)) return false;
    for (uint32_t i = 0; i < count; i++) {
        unsigned bit = tdm_str_is(words[i], "home")     ? (unsigned)TDM_SETTING_HOME
                       : tdm_str_is(words[i], "clinic") ? (unsigned)TDM_SETTING_CLINIC
                                                        : 0u;
        bool daily = bit == 0 && i > 0 && tdm_str_is(words[i], "daily-life");
        if (bit == 0 && !daily) return tdm_clause_unread(r, &c, form);
        setting |= bit;
        exercise->daily_life = exercise->daily_life || daily;
    }
    exercise->setting = (enum tdm_setting)setting;
    return true;
}

static bool other_exercise(struct catalog_reader *r, struct clause_at *at, tdm_ref *out) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    return tdm_clause_name(r, &c, TDM_KIND_EXERCISE, out) &&
           tdm_clause_done(r, &c, "easier EXERCISE | harder EXERCISE");
}

static bool exercise_easier(struct catalog_reader *r, void *item, struct clause_at *at) {
    return other_exercise(r, at, &((struct tdm_exercise *)item)->easier);
}

static bool exercise_harder(struct catalog_reader *r, void *item, struct clause_at *at) {
    return other_exercise(r, at, &((struct tdm_exercise *)item)->harder);
}

/* ---- the patient's own measures, and the weights there are */

static bool own_measure(struct catalog_reader *r, struct clause_at *at, const char *form, tdm_ref *out) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    c.at++; /* the head */
    at->part++;
    return (tdm_cursor_take_word(&c, "is") || tdm_clause_unread(r, &c, form)) &&
           tdm_clause_name(r, &c, TDM_KIND_MEASURE, out) && tdm_clause_done(r, &c, form);
}

static bool exercise_one_rm(struct catalog_reader *r, void *item, struct clause_at *at) {
    return own_measure(r, at, "1RM is MEASURE", &((struct tdm_exercise *)item)->one_rm);
}

static bool exercise_best(struct catalog_reader *r, void *item, struct clause_at *at) {
    return own_measure(r, at, "best is MEASURE", &((struct tdm_exercise *)item)->best);
}

/* `steps of 2.5 kg`: a weight that the equipment does not have cannot be a target (N10). */
static bool exercise_steps(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_exercise *exercise = item;
    const char *form = "steps of NUMBER UNIT";
    const struct tdm_term *number = NULL, *unit = NULL;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    bool read = tdm_cursor_take_word(&c, "of") && tdm_value_phrase_read(&c, &number, &unit) && number != NULL;
    if (!read || number->kind != TDM_TERM_NUMBER || unit == NULL) return tdm_clause_unread(r, &c, form);
    if (!tdm_unit_find(unit->text, &exercise->step.unit)) {
        tdm_catalog_unknown_unit(r, unit);
        return false;
    }
    exercise->step.number = number->number;
    exercise->has_step = true;
    return tdm_clause_done(r, &c, form);
}

/* ---- dose: `sets`, `load in kg`, `effort in rpe`, `effort in percent of best`, `surface floor or step` */

static const char dose_form[] = "dose FIELD [, FIELD in UNIT] [, FIELD WORD or WORD]";

/* The one effort scale with a known top: ratings of perceived exertion run from 0 to 10. */
static bool field_effort(struct tdm_cursor *c, struct tdm_dose_field *field) {
    if (!tdm_cursor_take_word(c, "rpe")) return false;
    field->unit = TDM_UNIT_ONE;
    field->has_most = true;
    field->most = tdm_decimal_of_int(10);
    return true;
}

static bool field_percent(struct tdm_cursor *c, struct tdm_dose_field *field) {
    if (!tdm_cursor_take_words(c, "percent of")) return false;
    bool known = tdm_cursor_take_word(c, "best") || tdm_cursor_take_words(c, "body mass");
    const struct tdm_term *mark = known ? NULL : tdm_cursor_take(c, TDM_TERM_MARK);
    return (known || (mark != NULL && tdm_str_is(mark->text, "1RM"))) && tdm_unit_find(TDM_STR("%"), &field->unit);
}

static bool field_unit(struct catalog_reader *r, struct tdm_cursor *c, struct tdm_dose_field *field) {
    if (field_effort(c, field)) return true;
    if (tdm_cursor_is_word(c, "percent")) return field_percent(c, field) || tdm_clause_unread(r, c, dose_form);
    const struct tdm_term *unit = tdm_cursor_take(c, TDM_TERM_WORD);
    if (unit == NULL) return tdm_clause_unread(r, c, dose_form);
    if (tdm_unit_find(unit->text, &field->unit)) return true;
    tdm_catalog_unknown_unit(r, unit);
    return false;
}

static bool field_words(struct catalog_reader *r, struct tdm_cursor *c, struct tdm_dose_field *field) {
    tdm_str *words = TDM_NEW_ARRAY(r->mem, tdm_str, (size_t)(c->end - c->at) + 1);
    field->unit = TDM_UNIT_NONE;
    field->words = words;
    do {
        const struct tdm_term *word = tdm_cursor_take(c, TDM_TERM_WORD);
        if (word == NULL) return tdm_clause_unread(r, c, dose_form);
        words[field->word_count++] = word->text;
    } while (tdm_cursor_take_word(c, "or"));
    return true;
}

static bool is_amount(tdm_str name) {
    static const char *const amounts[] = {"sets", "reps", "load", "added", "hold", "minutes"};
    for (size_t i = 0; i < TDM_COUNT(amounts); i++)
        if (tdm_str_is(name, amounts[i])) return true;
    return false;
}

static bool field_read(struct catalog_reader *r, struct tdm_cursor *c, struct tdm_exercise *exercise,
                       struct tdm_dose_field *field) {
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    if (name == NULL) return tdm_clause_unread(r, c, dose_form);
    *field = (struct tdm_dose_field){.name = name->text, .unit = TDM_UNIT_ONE, .counts = is_amount(name->text)};
    for (uint32_t i = 0; i < exercise->field_count; i++) {
        if (!tdm_str_equal(exercise->fields[i].name, name->text)) continue;
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C038", tdm_catalog_place(r, name));
        tdm_problem_what(p, "\"%.*s\" is listed twice", TDM_FMT(name->text));
        tdm_problem_fix(p, "leave one of them out");
        return false;
    }
    if (tdm_cursor_done(c)) {
        field->whole = true;
        return true;
    }
    bool good = tdm_cursor_take_word(c, "in") ? field_unit(r, c, field) : field_words(r, c, field);
    return good && tdm_clause_done(r, c, dose_form);
}

static bool exercise_dose(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_exercise *exercise = item;
    r->dose_refused = true;
    struct tdm_dose_field *fields = TDM_NEW_ARRAY(r->mem, struct tdm_dose_field, at->line->part_count);
    exercise->fields = fields;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    do {
        if (exercise->field_count > 0) c = tdm_clause_cursor(r, at);
        if (exercise->field_count == FIELDS_MOST) {
            struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_LIMIT, "C035", tdm_cursor_place(&c));
            tdm_problem_what(p, "a dose has at most %u fields", FIELDS_MOST);
            tdm_problem_fix(p, "leave out from here on");
            return false;
        }
        if (!field_read(r, &c, exercise, &fields[exercise->field_count])) return false;
        exercise->field_count++;
        at->part++;
    } while (tdm_clause_more(r, at));
    r->dose_refused = false;
    return true;
}

/* The field that a rule or condition reads. */
static bool field_find(struct catalog_reader *r, struct tdm_cursor *c, const struct tdm_exercise *exercise,
                       uint16_t *out) {
    const struct tdm_term *name = tdm_cursor_take(c, TDM_TERM_WORD);
    if (name == NULL) return tdm_clause_unread(r, c, "the name of a dose field");
    tdm_str names[FIELDS_MOST];
    for (uint16_t i = 0; i < exercise->field_count; i++) {
        names[i] = exercise->fields[i].name;
        *out = i;
        if (tdm_str_equal(names[i], name->text)) return true;
    }
    if (r->dose_refused) return false; /* told there; this field may stand behind the slip */
    int near = tdm_nearest(name->text, names, exercise->field_count);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_FOUND, "C026", tdm_catalog_place(r, name));
    tdm_problem_what(p, "\"%.*s\" is no field of the dose of \"%.*s\"", TDM_FMT(name->text),
                     TDM_FMT(exercise->item.name));
    if (near >= 0)
        tdm_problem_fix(p, "write \"%.*s\"", TDM_FMT(names[near]));
    else
        tdm_problem_fix(p, "add it above this line: dose ..., %.*s in UNIT", TDM_FMT(name->text));
    return false;
}

/* ---- attributes */

static bool attribute_word(struct catalog_reader *r, struct tdm_cursor *c, const struct tdm_dose_field *field,
                           tdm_str *out) {
    struct tdm_place place = tdm_cursor_place(c);
    const struct tdm_term *word = tdm_cursor_take_word(c, "is") ? tdm_cursor_take(c, TDM_TERM_WORD) : NULL;
    for (uint32_t i = 0; word != NULL && i < field->word_count; i++) {
        if (!tdm_str_equal(field->words[i], word->text)) continue;
        *out = word->text;
        return true;
    }
    struct tdm_problem *p =
        tdm_catalog_refuse(r, TDM_WHY_NOT_FOUND, "C030", word != NULL ? tdm_catalog_place(r, word) : place);
    tdm_problem_what(p, "\"%.*s\" is a field of words, and this is none of them", TDM_FMT(field->name));
    tdm_problem_fix(p, "write: when %.*s is %.*s", TDM_FMT(field->name), TDM_FMT(field->words[0]));
    return false;
}

static bool attribute_number(struct catalog_reader *r, struct tdm_cursor *c, const struct tdm_dose_field *field,
                             struct tdm_bound *out) {
    struct tdm_bound_phrase phrase;
    if (!tdm_bound_phrase_read(c, &phrase) || phrase.plain)
        return tdm_clause_unread(r, c, "attribute NAME when FIELD above NUMBER UNIT");
    return tdm_catalog_bound(r, &phrase, field->unit, out);
}

static bool attribute_read(struct catalog_reader *r, struct tdm_cursor *c, const struct tdm_exercise *exercise,
                           struct tdm_exercise_attribute *out) {
    const char *form = "attribute NAME | attribute NAME when FIELD above NUMBER | attribute NAME when FIELD is WORD";
    if (!tdm_clause_name(r, c, TDM_KIND_ATTRIBUTE, &out->attribute)) return false;
    if (tdm_cursor_done(c)) return true;
    if (!tdm_cursor_take_word(c, "when")) return tdm_clause_unread(r, c, form);
    out->conditional = true;
    if (!field_find(r, c, exercise, &out->field)) return false;
    const struct tdm_dose_field *field = &exercise->fields[out->field];
    bool good =
        field->word_count > 0 ? attribute_word(r, c, field, &out->word) : attribute_number(r, c, field, &out->bound);
    return good && tdm_clause_done(r, c, form);
}

static bool exercise_attribute(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_exercise *exercise = item;
    struct tdm_exercise_attribute *all;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    for (bool first = true; first || tdm_clause_more(r, at); at->part++) {
        if (!first) c = tdm_clause_cursor(r, at);
        first = false;
        if (exercise->attribute_count == ATTRIBUTES_MOST) {
            struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_LIMIT, "C035", tdm_cursor_place(&c));
            tdm_problem_what(p, "an exercise has at most %u attribute clauses", ATTRIBUTES_MOST);
            tdm_problem_fix(p, "leave out from here on");
            return false;
        }
        struct tdm_exercise_attribute one = {0};
        if (!attribute_read(r, &c, exercise, &one)) return false;
        all = grown(r->mem, exercise->attributes, exercise->attribute_count, sizeof *all);
        exercise->attributes = all;
        all[exercise->attribute_count++] = one;
        if (!one.conditional && one.attribute < CATALOG_MASK_MOST)
            exercise->always_attributes |= TDM_BIT(one.attribute);
    }
    return true;
}

/* ---- load class */

static bool class_basis(struct tdm_cursor *c, enum tdm_basis *out) {
    if (!tdm_cursor_take_word(c, "of")) return true;
    if (tdm_cursor_take_words(c, "body mass")) {
        *out = TDM_BASIS_BODY_MASS;
        return true;
    }
    if (tdm_cursor_take_word(c, "best")) {
        *out = TDM_BASIS_BEST;
        return true;
    }
    const struct tdm_term *mark = tdm_cursor_take(c, TDM_TERM_MARK);
    *out = TDM_BASIS_ONE_RM;
    return mark != NULL && tdm_str_is(mark->text, "1RM");
}

static bool class_by(struct catalog_reader *r, struct tdm_exercise *exercise, struct tdm_cursor *c,
                     const struct tdm_line *line) {
    const char *form = "class by FIELD | class by FIELD of 1RM | class by FIELD of body mass";
    struct tdm_class_rule *rules = grown(r->mem, exercise->rules, exercise->rule_count, sizeof *rules);
    exercise->rules = rules;
    if (exercise->rule_count == LOAD_RULES_MOST) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_LIMIT, "C035", tdm_cursor_place(c));
        tdm_problem_what(p, "an exercise has at most %u tables of load classes", LOAD_RULES_MOST);
        tdm_problem_fix(p, "leave this one out");
        return false;
    }
    struct tdm_class_rule *rule = &rules[exercise->rule_count];
    if (!field_find(r, c, exercise, &rule->field)) return false;
    if (!class_basis(c, &rule->basis)) return tdm_clause_unread(r, c, form);
    const struct tdm_dose_field *field = &exercise->fields[rule->field];
    if (field->word_count > 0) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C029", tdm_line_place(r->tree, line));
        tdm_problem_what(p, "\"%.*s\" is a field of words, which no range can hold", TDM_FMT(field->name));
        tdm_problem_fix(p, "write the class by a field that is a number");
        return false;
    }
    struct class_rows rows = {rule, field, field->unit, line};
    if (rule->basis != TDM_BASIS_NONE && !tdm_unit_find(TDM_STR("%"), &rows.unit)) return false;
    if (!tdm_clause_done(r, c, form) || !tdm_class_rows_read(r, &rows)) return false;
    exercise->rule_count++;
    return true;
}

static bool exercise_class(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_exercise *exercise = item;
    const struct tdm_line *line = at->line;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    struct tdm_place place = tdm_cursor_place(&c);
    at->part++;
    bool by = tdm_cursor_take_word(&c, "by");
    if (exercise->has_fixed_class || (!by && exercise->rule_count > 0)) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C025", place);
        tdm_problem_what(p, "\"%.*s\" has a fixed load class and another one beside it", TDM_FMT(exercise->item.name));
        tdm_problem_fix(p, "write one class, or tables only: class by FIELD");
        return false;
    }
    if (by) return class_by(r, exercise, &c, line);
    if (line->block != NULL) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_SYNTAX, "C005", tdm_line_place(r->tree, line->block));
        tdm_problem_what(p, "nothing can stand below a fixed class");
        tdm_problem_fix(p, "write `class by FIELD` above the rows, or leave them out");
        return false;
    }
    exercise->has_fixed_class = tdm_clause_load_class(r, &c, &exercise->fixed_class);
    return exercise->has_fixed_class && tdm_clause_done(r, &c, "class CLASS");
}

/* ---- the whole exercise */

void tdm_exercise_finish(struct catalog_reader *r, void *item, const struct tdm_line *line) {
    const struct tdm_exercise *exercise = item;
    for (tdm_ref v = 0; v < r->catalog->count[TDM_KIND_VARIABLE] && v < CATALOG_MASK_MOST; v++) {
        const struct tdm_variable *variable = tdm_catalog_variable(r->catalog, v);
        if ((exercise->moves & TDM_BIT(v)) == 0 || variable->axis == TDM_AXIS_FUNCTION) continue;
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_ALLOWED, "C023", tdm_line_place(r->tree, line));
        tdm_problem_what(p, "the exercise \"%.*s\" says that it moves \"%.*s\", which lies on the tissue axis",
                         TDM_FMT(exercise->item.name), TDM_FMT(variable->item.name));
        tdm_problem_fix(p, "leave \"%.*s\" out: an exercise moves function, a procedure moves tissue",
                        TDM_FMT(variable->item.name));
    }
}

const struct catalog_clause tdm_exercise_clauses[TDM_EXERCISE_CLAUSES] = {
    {"do", "do \"TEXT\"", true, false, 0, false, exercise_do},
    {"loads", "loads REGION [, REGION]", true, false, 0, false, exercise_loads},
    {"both", "both sides", false, false, 0, false, exercise_both},
    {"moves", "moves VARIABLE [, VARIABLE]", false, false, 0, false, exercise_moves},
    {"muscles", "muscles MUSCLE [, MUSCLE]", false, false, 0, false, exercise_muscles},
    {"stresses", "stresses TISSUE [, TISSUE]", false, false, 0, false, exercise_stresses},
    {"family", "family FAMILY", false, false, 0, false, exercise_family},
    {"dose", dose_form, true, false, 0, false, exercise_dose},
    {"attribute", "attribute NAME [when FIELD above NUMBER | when FIELD is WORD]", false, true, 0, false,
     exercise_attribute},
    {"class", "class CLASS | class by FIELD [of 1RM | of body mass]", true, true, 0, true, exercise_class},
    {"1RM", "1RM is MEASURE", false, false, 0, false, exercise_one_rm},
    {"best", "best is MEASURE", false, false, 0, false, exercise_best},
    {"steps", "steps of NUMBER UNIT", false, false, 0, false, exercise_steps},
    {"equipment", "equipment NAME [, NAME] | equipment none", false, false, 0, false, exercise_equipment},
    {"at", "at home, clinic | at home | at clinic [, daily-life]", false, false, 0, false, exercise_at},
    {"easier", "easier EXERCISE", false, false, 0, false, exercise_easier},
    {"harder", "harder EXERCISE", false, false, 0, false, exercise_harder},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
