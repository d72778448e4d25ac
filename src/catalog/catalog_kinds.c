/* catalog_kinds.c - the table of catalogue kinds: one row a kind, one row a clause form. Exercises have their own file.
 */
#include "catalog/catalog_int.h"

/* ---- one word, nothing more: flags of a thing */

static bool one_word(struct catalog_reader *r, struct clause_at *at, const char *form) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    return tdm_clause_done(r, &c, form);
}

static bool whole_words(struct catalog_reader *r, struct clause_at *at, const char *words) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    if (!tdm_cursor_take_words(&c, words)) {
        (void)tdm_cursor_take(&c, TDM_TERM_WORD);
        return tdm_clause_unread(r, &c, words);
    }
    at->part++;
    return tdm_clause_done(r, &c, words);
}

#define FLAG_CLAUSE(function, type, word, field, value)                                                                \
    static bool function(struct catalog_reader *r, void *item, struct clause_at *at) {                                 \
        ((struct type *)item)->field = (value);                                                                        \
        return one_word(r, at, word);                                                                                  \
    }
FLAG_CLAUSE(region_sided, tdm_region, "sided", sided, true)
FLAG_CLAUSE(measure_sided, tdm_measure, "sided", sided, true)
FLAG_CLAUSE(measure_whole, tdm_measure, "whole", whole, true)
FLAG_CLAUSE(measure_imaging, tdm_measure, "imaging", imaging, true)
FLAG_CLAUSE(route_systemic, tdm_route, "systemic", systemic, true)
FLAG_CLAUSE(route_local, tdm_route, "local", systemic, false)
FLAG_CLAUSE(class_vital, tdm_substance_class, "vital", vital, true)
FLAG_CLAUSE(procedure_autologous, tdm_procedure, "autologous", autologous, true)
FLAG_CLAUSE(finding_compensation, tdm_finding, "compensation", compensation, true)
FLAG_CLAUSE(flag_emergency, tdm_flag_item, "emergency", emergency, true)
#undef FLAG_CLAUSE

/* `region knee`: one name of a kind. */
static bool one_name(struct catalog_reader *r, struct clause_at *at, enum tdm_catalog_kind kind, tdm_ref *out) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    return tdm_clause_name(r, &c, kind, out) && tdm_clause_done(r, &c, "one name");
}

/* `cite "..."`: one text; or, where `word` is set, one word will do. */
static bool one_text(struct catalog_reader *r, struct clause_at *at, bool word, tdm_str *out) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    const struct tdm_term *term = tdm_cursor_take(&c, TDM_TERM_TEXT);
    if (term == NULL && word) term = tdm_cursor_take(&c, TDM_TERM_WORD);
    const char *form = word ? "one word or \"TEXT\"" : "\"TEXT\"";
    if (term == NULL) return tdm_clause_unread(r, &c, form);
    *out = term->text;
    return tdm_clause_done(r, &c, form);
}

/* ---- scales and variables */

#define SCALE_STEPS_MOST 64

static bool scale_step(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_scale *scale = &((struct tdm_scale_item *)item)->scale;
    const char *form = "step NAME \"LABEL\"";
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    const struct tdm_term *name = tdm_cursor_take(&c, TDM_TERM_WORD);
    if (name == NULL) name = tdm_cursor_take(&c, TDM_TERM_MARK);
    if (name == NULL) return tdm_clause_unread(r, &c, form);
    const struct tdm_term *label = tdm_cursor_take(&c, TDM_TERM_TEXT);
    uint16_t same;
    if (tdm_scale_find(scale, name->text, &same)) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C018", tdm_catalog_place(r, name));
        tdm_problem_what(p, "the step \"%.*s\" stands twice on this scale", TDM_FMT(name->text));
        tdm_problem_fix(p, "leave one of them out, or rename it");
        return false;
    }
    if (scale->count == SCALE_STEPS_MOST) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_LIMIT, "C020", tdm_catalog_place(r, name));
        tdm_problem_what(p, "a scale has at most %d steps", SCALE_STEPS_MOST);
        tdm_problem_fix(p, "leave steps out from here on, or declare a number");
        return false;
    }
    if (scale->count == 0) {
        r->steps = TDM_NEW_ARRAY(r->mem, tdm_str, SCALE_STEPS_MOST);
        r->labels = TDM_NEW_ARRAY(r->mem, tdm_str, SCALE_STEPS_MOST);
        *scale = (struct tdm_scale){((struct tdm_scale_item *)item)->item.name, r->steps, r->labels, 0};
    }
    r->steps[scale->count] = name->text;
    r->labels[scale->count] = label != NULL ? label->text : name->text;
    scale->count++;
    return tdm_clause_done(r, &c, form);
}

static void scale_finish(struct catalog_reader *r, void *item, const struct tdm_line *line) {
    const struct tdm_scale *scale = &((struct tdm_scale_item *)item)->scale;
    bool is_load = tdm_str_is(scale->name, "load");
    if (scale->count < 2) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_MISSING, "C017", tdm_line_place(r->tree, line));
        tdm_problem_what(p, "the scale \"%.*s\" has one step, which orders nothing", TDM_FMT(scale->name));
        tdm_problem_fix(p, "add its other steps, the lowest first: step NAME \"LABEL\"");
    }
    if (is_load && scale->count > TDM_LOAD_CLASSES_MAX) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_LIMIT, "C020", tdm_line_place(r->tree, line));
        tdm_problem_what(p, "the scale load has %u steps", scale->count);
        tdm_problem_fix(p, "join some: at most %d load classes are told apart", TDM_LOAD_CLASSES_MAX);
    }
}

static bool variable_on(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    bool tissue = tdm_cursor_take_word(&c, "tissue");
    if (!tissue && !tdm_cursor_take_word(&c, "function")) return tdm_clause_unread(r, &c, "on tissue | on function");
    ((struct tdm_variable *)item)->axis = tissue ? TDM_AXIS_TISSUE : TDM_AXIS_FUNCTION;
    return tdm_clause_done(r, &c, "on tissue | on function");
}

/* ---- measures */

/* "0 to 10 points": the unit is whatever stands behind the second number. */
static bool measure_limits(struct catalog_reader *r, struct tdm_cursor *c, tdm_unit *unit, struct tdm_bound *out) {
    const char *form = "number LEAST to MOST UNIT";
    struct tdm_bound_phrase phrase;
    if (!tdm_bound_phrase_read(c, &phrase)) return tdm_clause_unread(r, c, form);
    if (phrase.kind != TDM_BETWEEN) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_SYNTAX, "C009", tdm_catalog_place(r, phrase.low));
        tdm_problem_what(p, "limits need both ends");
        tdm_problem_fix(p, "the form is: %s", form);
        return false;
    }
    if (*unit == TDM_UNIT_NONE) {
        bool percent = phrase.high->kind == TDM_TERM_PERCENT ||
                       (phrase.high_unit != NULL && tdm_str_is(phrase.high_unit->text, "percent"));
        tdm_str code = percent ? TDM_STR("%") : phrase.high_unit != NULL ? phrase.high_unit->text : TDM_STR("");
        *unit = TDM_UNIT_ONE;
        if (code.len > 0 && !tdm_unit_find(code, unit)) {
            tdm_catalog_unknown_unit(r, phrase.high_unit);
            return false;
        }
    }
    return tdm_catalog_bound(r, &phrase, *unit, out) && tdm_clause_done(r, c, form);
}

static bool measure_number(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_measure *measure = item;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    measure->has_hard = measure_limits(r, &c, &measure->unit, &measure->hard);
    return measure->has_hard;
}

static bool measure_scale(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_name(r, at, TDM_KIND_SCALE, &((struct tdm_measure *)item)->scale);
}

static bool measure_usual(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_measure *measure = item;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    struct tdm_place place = tdm_cursor_place(&c);
    at->part++;
    if (!measure->has_hard) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C015", place);
        tdm_problem_what(p, "usual limits stand before the limits of the number, or on a scale");
        tdm_problem_fix(p, "write `number LEAST to MOST UNIT` above this line; a scale has no usual limits");
        return false;
    }
    measure->has_soft = measure_limits(r, &c, &measure->unit, &measure->soft);
    if (!measure->has_soft) return false;
    const struct tdm_bound *hard = &measure->hard, *soft = &measure->soft;
    if (tdm_decimal_compare(soft->low.quantity.number, hard->low.quantity.number) >= 0 &&
        tdm_decimal_compare(soft->high.quantity.number, hard->high.quantity.number) <= 0)
        return true;
    struct tdm_buf limits;
    tdm_buf_init(&limits, r->mem, 256);
    tdm_bound_print(&limits, hard, NULL);
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_RANGE, "C013", place);
    tdm_problem_what(p, "the usual limits of \"%.*s\" reach beyond its possible ones", TDM_FMT(measure->item.name));
    tdm_problem_fix(p, "stay within %.*s", TDM_FMT(tdm_buf_str(&limits)));
    return false;
}

#define DIRECTION_CLAUSE(function, words, value)                                                                       \
    static bool function(struct catalog_reader *r, void *item, struct clause_at *at) {                                 \
        ((struct tdm_measure *)item)->direction = (value);                                                             \
        return whole_words(r, at, words);                                                                              \
    }
DIRECTION_CLAUSE(measure_lower, "lower is better", TDM_LOWER_IS_BETTER)
DIRECTION_CLAUSE(measure_higher, "higher is better", TDM_HIGHER_IS_BETTER)
DIRECTION_CLAUSE(measure_no_direction, "no direction", TDM_DIRECTION_NONE)
#undef DIRECTION_CLAUSE

static bool measure_of_day(struct catalog_reader *r, void *item, struct clause_at *at) {
    static const char *const rules[] = {[TDM_DAY_LAST] = "last", [TDM_DAY_WORST] = "worst", [TDM_DAY_MEAN] = "mean"};
    const char *form = "of one day take worst | of one day take mean | of one day take last";
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    if (!tdm_cursor_take_words(&c, "of one day take")) return tdm_clause_unread(r, &c, form);
    at->part++;
    for (uint32_t i = 0; i < TDM_COUNT(rules); i++) {
        if (!tdm_cursor_take_word(&c, rules[i])) continue;
        ((struct tdm_measure *)item)->day_rule = (enum tdm_day_rule)i;
        return tdm_clause_done(r, &c, form);
    }
    return tdm_clause_unread(r, &c, form);
}

static bool measure_by(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_ROLE, "by ROLE [, ROLE]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_measure *)item)->observers);
}

static bool measure_region(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_name(r, at, TDM_KIND_REGION, &((struct tdm_measure *)item)->region);
}

static void measure_finish(struct catalog_reader *r, void *item, const struct tdm_line *line) {
    struct tdm_measure *measure = item;
    struct tdm_place place = tdm_line_place(r->tree, line);
    if (measure->scale != TDM_REF_NONE && measure->whole) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C015", place);
        tdm_problem_what(p, "\"%.*s\" is read on a scale, which has no numbers to be whole",
                         TDM_FMT(measure->item.name));
        tdm_problem_fix(p, "leave out `whole`");
    }
    bool mean = measure->day_rule == TDM_DAY_MEAN, worst = measure->day_rule == TDM_DAY_WORST;
    if (mean && measure->scale != TDM_REF_NONE) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C016", place);
        tdm_problem_what(p, "the steps of a scale have no mean");
        tdm_problem_fix(p, "write: of one day take worst");
    }
    if (worst && measure->direction == TDM_DIRECTION_NONE) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C016", place);
        tdm_problem_what(p, "\"%.*s\" has no direction, so that no reading of a day is the worst",
                         TDM_FMT(measure->item.name));
        tdm_problem_fix(p, "write `of one day take last`, or say which is better: lower is better");
    }
}

/* ---- medicines */

static bool class_within(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_name(r, at, TDM_KIND_CLASS, &((struct tdm_substance_class *)item)->parent);
}

static bool substance_class(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_CLASS, "class CLASS [, CLASS]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_substance *)item)->classes);
}

static bool substance_also(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_substance *substance = item;
    return tdm_clause_texts(r, at, "also \"TEXT\" [, \"TEXT\"]", &substance->synonyms, &substance->synonym_count);
}

static bool route_also(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_route *route = item;
    return tdm_clause_texts(r, at, "also \"TEXT\" [, \"TEXT\"]", &route->said, &route->said_count);
}

static bool product_also(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_product *product = item;
    return tdm_clause_texts(r, at, "also \"TEXT\" [, \"TEXT\"]", &product->synonyms, &product->synonym_count);
}

static bool product_ingredients(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_SUBSTANCE, "ingredients SUBSTANCE [, SUBSTANCE]"};
    struct tdm_product *product = item;
    tdm_ref *refs = TDM_NEW_ARRAY(r->mem, tdm_ref, at->line->part_count);
    product->ingredients = refs;
    return tdm_clause_names(r, at, list, refs, &product->ingredient_count);
}

static bool product_route(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_name(r, at, TDM_KIND_ROUTE, &((struct tdm_product *)item)->route);
}

/* ---- procedures, findings, activities */

static bool procedure_from(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_text(r, at, true, &((struct tdm_procedure *)item)->source_tissue);
}

static bool procedure_moves(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_VARIABLE, "moves VARIABLE [, VARIABLE]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_procedure *)item)->moves);
}

static void procedure_finish(struct catalog_reader *r, void *item, const struct tdm_line *line) {
    struct tdm_procedure *procedure = item;
    for (tdm_ref v = 0; v < r->catalog->count[TDM_KIND_VARIABLE] && v < CATALOG_MASK_MOST; v++) {
        const struct tdm_variable *variable = tdm_catalog_variable(r->catalog, v);
        if ((procedure->moves & TDM_BIT(v)) == 0 || variable->axis == TDM_AXIS_TISSUE) continue;
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_NOT_ALLOWED, "C024", tdm_line_place(r->tree, line));
        tdm_problem_what(p, "the procedure \"%.*s\" says that it moves \"%.*s\", which lies on the function axis",
                         TDM_FMT(procedure->item.name), TDM_FMT(variable->item.name));
        tdm_problem_fix(p, "leave \"%.*s\" out: a procedure moves tissue, exercises move function",
                        TDM_FMT(variable->item.name));
    }
}

static const struct clause_list regions = {TDM_KIND_REGION, "at REGION [, REGION]"};

static bool condition_at(struct catalog_reader *r, void *item, struct clause_at *at) {
    return tdm_clause_mask(r, at, regions, &((struct tdm_condition_item *)item)->regions);
}

static bool finding_at(struct catalog_reader *r, void *item, struct clause_at *at) {
    return tdm_clause_mask(r, at, regions, &((struct tdm_finding *)item)->regions);
}

static bool flag_at(struct catalog_reader *r, void *item, struct clause_at *at) {
    return tdm_clause_mask(r, at, regions, &((struct tdm_flag_item *)item)->regions);
}

static bool flag_from(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_flag_item *flag = item;
    return tdm_clause_texts(r, at, "from \"TISSUE\" [, \"TISSUE\"]", &flag->tissues, &flag->tissue_count);
}

static bool finding_by(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_ROLE, "by ROLE [, ROLE]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_finding *)item)->asked_by);
}

static bool activity_at(struct catalog_reader *r, void *item, struct clause_at *at) {
    return tdm_clause_mask(r, at, regions, &((struct tdm_activity *)item)->regions);
}

static bool activity_attribute(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct clause_list list = {TDM_KIND_ATTRIBUTE, "attribute ATTRIBUTE [, ATTRIBUTE]"};
    return tdm_clause_mask(r, at, list, &((struct tdm_activity *)item)->attributes);
}

static bool measure_demands(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_measure *measure = item;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    measure->has_demand = tdm_clause_load_class(r, &c, &measure->demand) && tdm_clause_done(r, &c, "demands CLASS");
    return measure->has_demand;
}

static bool activity_load(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    return tdm_clause_load_class(r, &c, &((struct tdm_activity *)item)->load_class) &&
           tdm_clause_done(r, &c, "load CLASS");
}

/* ---- sources */

static bool source_cite(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_text(r, at, false, &((struct tdm_catalog_source *)item)->cite);
}

static bool source_id(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_text(r, at, true, &((struct tdm_catalog_source *)item)->id);
}

static bool source_says(struct catalog_reader *r, void *item, struct clause_at *at) {
    return one_text(r, at, false, &((struct tdm_catalog_source *)item)->says);
}

static bool source_strength(struct catalog_reader *r, void *item, struct clause_at *at) {
    static const char *const grades[] = {"guideline", "systematic-review", "trial",      "cohort", "case-series",
                                         "consensus", "expert-opinion",    "laboratory", "law"};
    const char *form = "strength GRADE, direct | strength GRADE, indirect; a GRADE is guideline, systematic-review, "
                       "trial, cohort, case-series, consensus, expert-opinion, laboratory or law";
    struct tdm_catalog_source *source = item;
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    const struct tdm_term *grade = c.at;
    for (size_t i = 0; i < TDM_COUNT(grades) && source->strength.len == 0; i++)
        if (tdm_cursor_take_word(&c, grades[i])) source->strength = grade->text;
    if (source->strength.len == 0 || !tdm_cursor_done(&c)) return tdm_clause_unread(r, &c, form);
    if (at->part >= at->line->part_count) return tdm_clause_unread(r, &c, form);
    c = tdm_clause_cursor(r, at);
    source->direct = tdm_cursor_take_word(&c, "direct");
    if (!source->direct && !tdm_cursor_take_word(&c, "indirect")) return tdm_clause_unread(r, &c, form);
    at->part++;
    return tdm_clause_done(r, &c, form);
}

/* ---- what an item says before its clauses are read: no reference is not reference 0 */

static void measure_begin(void *item) {
    struct tdm_measure *measure = item;
    measure->unit = TDM_UNIT_NONE;
    measure->scale = TDM_REF_NONE;
    measure->region = TDM_REF_NONE;
}

static void class_begin(void *item) {
    ((struct tdm_substance_class *)item)->parent = TDM_REF_NONE;
}

static void product_begin(void *item) {
    ((struct tdm_product *)item)->route = TDM_REF_NONE;
}

static void exercise_begin(void *item) {
    struct tdm_exercise *exercise = item;
    exercise->setting = TDM_SETTING_BOTH;
    exercise->first_region = TDM_REF_NONE;
    exercise->easier = TDM_REF_NONE;
    exercise->harder = TDM_REF_NONE;
    exercise->family = TDM_REF_NONE;
    exercise->one_rm = TDM_REF_NONE;
    exercise->best = TDM_REF_NONE;
}

/* ---- the table. Columns: head, form, must, many, group, reads its block, reader */

static const struct catalog_clause region_clauses[] = {
    {"sided", "sided", false, false, 0, false, region_sided},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause scale_clauses[] = {
    {"step", "step NAME \"LABEL\"", true, true, 0, false, scale_step},
};
static const struct catalog_clause variable_clauses[] = {
    {"on", "on tissue | on function", true, false, 0, false, variable_on},
};
/* How long a reading says something of today: for what a dose is compared with, such as a 1RM. */
static bool measure_fresh(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_measure *measure = item;
    const char *form = "fresh NUMBER days | fresh NUMBER weeks | fresh NUMBER months";
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    const struct tdm_term *number = tdm_cursor_take(&c, TDM_TERM_NUMBER);
    const struct tdm_term *unit = number == NULL ? NULL : tdm_cursor_take(&c, TDM_TERM_WORD);
    bool read = unit != NULL && tdm_span_unit_parse(unit->text, &measure->fresh.unit) && number->number.scale == 0 &&
                number->number.coefficient > 0 && number->number.coefficient <= 1000;
    if (!read) return tdm_clause_unread(r, &c, form);
    measure->fresh.count = (int32_t)number->number.coefficient;
    measure->has_fresh = true;
    return tdm_clause_done(r, &c, form);
}

/* The least change that is more than error of measurement. */
static bool measure_error(struct catalog_reader *r, void *item, struct clause_at *at) {
    struct tdm_measure *measure = item;
    const char *form = "error AMOUNT UNIT";
    struct tdm_cursor c = tdm_clause_cursor(r, at);
    const struct tdm_term *number, *unit;
    (void)tdm_cursor_take(&c, TDM_TERM_WORD);
    at->part++;
    bool read = tdm_value_phrase_read(&c, &number, &unit) && number->kind == TDM_TERM_NUMBER &&
                measure->unit != TDM_UNIT_NONE && number->number.coefficient > 0 &&
                tdm_quantity_of_terms(number, unit, measure->unit, &measure->error) == TDM_UNIT_FITS;
    if (!read) return tdm_clause_unread(r, &c, form);
    measure->has_error = true;
    return tdm_clause_done(r, &c, form);
}

static const struct clause_list shown = {TDM_KIND_VARIABLE, "shows VARIABLE [, VARIABLE]"};

static bool measure_shows(struct catalog_reader *r, void *item, struct clause_at *at) {
    return tdm_clause_mask(r, at, shown, &((struct tdm_measure *)item)->shows);
}

static bool finding_shows(struct catalog_reader *r, void *item, struct clause_at *at) {
    return tdm_clause_mask(r, at, shown, &((struct tdm_finding *)item)->shows);
}

static const struct catalog_clause measure_clauses[] = {
    {"number", "number LEAST to MOST UNIT", true, false, 1, false, measure_number},
    {"scale", "scale SCALE", true, false, 1, false, measure_scale},
    {"whole", "whole", false, false, 0, false, measure_whole},
    {"usual", "usual LEAST to MOST UNIT", false, false, 0, false, measure_usual},
    {"lower", "lower is better", true, false, 2, false, measure_lower},
    {"higher", "higher is better", true, false, 2, false, measure_higher},
    {"no", "no direction", true, false, 2, false, measure_no_direction},
    {"of", "of one day take worst | of one day take mean | of one day take last", true, false, 0, false,
     measure_of_day},
    {"sided", "sided", false, false, 0, false, measure_sided},
    {"by", "by ROLE [, ROLE]", true, false, 0, false, measure_by},
    {"region", "region REGION", false, false, 0, false, measure_region},
    {"imaging", "imaging", false, false, 0, false, measure_imaging},
    {"fresh", "fresh SPAN", false, false, 0, false, measure_fresh},
    {"demands", "demands CLASS", false, false, 0, false, measure_demands},
    {"error", "error AMOUNT UNIT", false, false, 0, false, measure_error},
    {"shows", "shows VARIABLE [, VARIABLE]", false, false, 0, false, measure_shows},
    {"trials", "trials NUMBER, take best | trials NUMBER, take mean", false, false, 0, false, tdm_measure_trials},
    {"norm", "norm \"WHO\" BOUND", false, true, 0, false, tdm_measure_norm},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause route_clauses[] = {
    {"systemic", "systemic", true, false, 1, false, route_systemic},
    {"local", "local", true, false, 1, false, route_local},
    {"also", "also \"TEXT\" [, \"TEXT\"]", false, false, 0, false, route_also},
};
static const struct catalog_clause class_clauses[] = {
    {"vital", "vital", false, false, 0, false, class_vital},
    {"within", "within CLASS", false, false, 0, false, class_within},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause substance_clauses[] = {
    {"class", "class CLASS [, CLASS]", true, false, 0, false, substance_class},
    {"also", "also \"TEXT\" [, \"TEXT\"]", false, false, 0, false, substance_also},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause product_clauses[] = {
    {"ingredients", "ingredients SUBSTANCE [, SUBSTANCE]", true, false, 0, false, product_ingredients},
    {"route", "route ROUTE", false, false, 0, false, product_route},
    {"also", "also \"TEXT\" [, \"TEXT\"]", false, false, 0, false, product_also},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause procedure_clauses[] = {
    {"from", "from \"TISSUE\"", false, false, 0, false, procedure_from},
    {"autologous", "autologous", false, false, 0, false, procedure_autologous},
    {"moves", "moves VARIABLE [, VARIABLE]", false, false, 0, false, procedure_moves},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause condition_clauses[] = {
    {"at", "at REGION [, REGION]", true, false, 0, false, condition_at},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause finding_clauses[] = {
    {"compensation", "compensation", false, false, 0, false, finding_compensation},
    {"at", "at REGION [, REGION]", false, false, 0, false, finding_at},
    {"by", "by ROLE [, ROLE]", false, false, 0, false, finding_by},
    {"shows", "shows VARIABLE [, VARIABLE]", false, false, 0, false, finding_shows},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause flag_clauses[] = {
    {"emergency", "emergency", false, false, 0, false, flag_emergency},
    {"at", "at REGION [, REGION]", false, false, 0, false, flag_at},
    {"from", "from \"TISSUE\" [, \"TISSUE\"]", false, false, 0, false, flag_from},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause activity_clauses[] = {
    {"load", "load CLASS", true, false, 0, false, activity_load},
    {"at", "at REGION [, REGION]", true, false, 0, false, activity_at},
    {"attribute", "attribute ATTRIBUTE [, ATTRIBUTE]", false, false, 0, false, activity_attribute},
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause coded_clauses[] = {
    {"code", tdm_code_form, false, true, 0, false, tdm_clause_code},
};
static const struct catalog_clause source_clauses[] = {
    {"cite", "cite \"TEXT\"", true, false, 0, false, source_cite},
    {"id", "id WORD | id \"TEXT\"", false, false, 0, false, source_id},
    {"strength", "strength GRADE, direct | strength GRADE, indirect", true, false, 0, false, source_strength},
    {"says", "says \"TEXT\"", false, false, 0, false, source_says},
};

#define CLAUSES(table)   (table), TDM_COUNT(table)
#define KIND(word, rest) word, word " NAME \"LABEL\"" rest

/* Word, form of its first line, size, a quoted name will do, kept as a bit, clauses, begun by, judged as a whole by. */
const struct catalog_kind_row tdm_catalog_kinds[CATALOG_KINDS] = {
    [TDM_KIND_ROLE] = {KIND("role", ""), sizeof(struct tdm_role), false, true, NULL, 0, NULL, NULL},
    [TDM_KIND_REGION] = {KIND("region", " [, sided]"), sizeof(struct tdm_region), false, true, CLAUSES(region_clauses),
                         NULL, NULL},
    [TDM_KIND_SCALE] = {KIND("scale", ""), sizeof(struct tdm_scale_item), false, false, CLAUSES(scale_clauses), NULL,
                        scale_finish},
    [TDM_KIND_ATTRIBUTE] = {KIND("attribute", ""), sizeof(struct tdm_attribute), false, true, NULL, 0, NULL, NULL},
    [TDM_KIND_VARIABLE] = {KIND("variable", ", on tissue | , on function"), sizeof(struct tdm_variable), false, true,
                           CLAUSES(variable_clauses), NULL, NULL},
    [TDM_KIND_MEASURE] = {KIND("measure", ""), sizeof(struct tdm_measure), false, false, CLAUSES(measure_clauses),
                          measure_begin, measure_finish},
    [TDM_KIND_ROUTE] = {KIND("route", ", systemic | , local"), sizeof(struct tdm_route), false, false,
                        CLAUSES(route_clauses), NULL, NULL},
    [TDM_KIND_CLASS] = {KIND("class", " [, vital]"), sizeof(struct tdm_substance_class), false, true,
                        CLAUSES(class_clauses), class_begin, NULL},
    [TDM_KIND_SUBSTANCE] = {KIND("substance", ""), sizeof(struct tdm_substance), false, false,
                            CLAUSES(substance_clauses), NULL, NULL},
    [TDM_KIND_PRODUCT] = {KIND("product", ""), sizeof(struct tdm_product), true, false, CLAUSES(product_clauses),
                          product_begin, NULL},
    [TDM_KIND_PROCEDURE] = {KIND("procedure", ""), sizeof(struct tdm_procedure), false, false,
                            CLAUSES(procedure_clauses), NULL, procedure_finish},
    [TDM_KIND_CONDITION] = {KIND("condition", ", at REGION"), sizeof(struct tdm_condition_item), false, false,
                            CLAUSES(condition_clauses), NULL, NULL},
    [TDM_KIND_FINDING] = {KIND("finding", " [, compensation] [, at REGION] [, by ROLE]"), sizeof(struct tdm_finding),
                          false, false, CLAUSES(finding_clauses), NULL, NULL},
    [TDM_KIND_FLAG] = {KIND("flag", " [, emergency]"), sizeof(struct tdm_flag_item), false, false,
                       CLAUSES(flag_clauses), NULL, NULL},
    [TDM_KIND_ACTIVITY] = {KIND("activity", ", load CLASS, at REGION"), sizeof(struct tdm_activity), false, false,
                           CLAUSES(activity_clauses), NULL, NULL},
    [TDM_KIND_MUSCLE] = {KIND("muscle", ""), sizeof(struct tdm_muscle), false, true, CLAUSES(coded_clauses), NULL,
                         NULL},
    [TDM_KIND_TISSUE] = {KIND("tissue", ""), sizeof(struct tdm_tissue), false, true, CLAUSES(coded_clauses), NULL,
                         NULL},
    [TDM_KIND_FAMILY] = {KIND("family", ""), sizeof(struct tdm_family), false, false, NULL, 0, NULL, NULL},
    [TDM_KIND_EXERCISE] = {KIND("exercise", ""), sizeof(struct tdm_exercise), false, false, tdm_exercise_clauses,
                           TDM_EXERCISE_CLAUSES, exercise_begin, tdm_exercise_finish},
    [CATALOG_SOURCE] = {"source", "source NAME", sizeof(struct tdm_catalog_source), false, false,
                        CLAUSES(source_clauses), NULL, NULL},
};
