/* catalog_check.c - what can be judged only when every block is read: circles of references, classes with their
 * ancestors, cites, words that two kinds share. */
#include "catalog/catalog_int.h"

/* ---- circles: each item refers to at most one other, so a walk with marks finds every circle once */

struct chain {
    struct catalog_reader *r;
    enum tdm_catalog_kind kind;
    tdm_ref (*next)(const struct tdm_catalog *catalog, tdm_ref ref);
};

static tdm_ref class_parent(const struct tdm_catalog *catalog, tdm_ref ref) {
    return tdm_catalog_class(catalog, ref)->parent;
}
static tdm_ref exercise_easier(const struct tdm_catalog *catalog, tdm_ref ref) {
    return tdm_catalog_exercise(catalog, ref)->easier;
}
static tdm_ref exercise_harder(const struct tdm_catalog *catalog, tdm_ref ref) {
    return tdm_catalog_exercise(catalog, ref)->harder;
}

/* Calls back with the first declared member of each circle; false when there was any. */
static bool circles_none(const struct chain *chain, void (*found)(const struct chain *chain, tdm_ref ref)) {
    const struct tdm_catalog *catalog = chain->r->catalog;
    uint32_t count = catalog->count[chain->kind];
    uint32_t *walk = TDM_NEW_ARRAY(chain->r->mem, uint32_t, count + 1); /* number of the walk that came by, 0 none */
    bool none = true;
    for (uint32_t start = 0; start < count; start++) {
        tdm_ref at = (tdm_ref)start;
        while (at != TDM_REF_NONE && walk[at] == 0) {
            walk[at] = start + 1;
            at = chain->next(catalog, at);
        }
        if (at == TDM_REF_NONE || walk[at] != start + 1) continue;
        none = false;
        found(chain, at);
    }
    return none;
}

static void parent_circle(const struct chain *chain, tdm_ref ref) {
    const struct tdm_item *item = tdm_catalog_item(chain->r->catalog, chain->kind, ref);
    struct tdm_problem *p = tdm_catalog_refuse(chain->r, TDM_WHY_CONFLICT, "C022", item->place);
    tdm_problem_what(p, "the class \"%.*s\" lies within itself, by way of its `within` clauses", TDM_FMT(item->name));
    tdm_problem_fix(p, "leave out one of the `within` lines of the circle");
}

static void step_circle(const struct chain *chain, tdm_ref ref) {
    const struct tdm_item *item = tdm_catalog_item(chain->r->catalog, chain->kind, ref);
    const char *word = chain->next == exercise_easier ? "easier" : "harder";
    struct tdm_problem *p = tdm_catalog_refuse(chain->r, TDM_WHY_CONFLICT, "C031", item->place);
    tdm_problem_what(p, "the exercise \"%.*s\" is %s than itself, by way of its `%s` clauses", TDM_FMT(item->name),
                     word, word);
    tdm_problem_fix(p, "leave out one of the `%s` lines of the circle", word);
}

/* ---- classes and their ancestors */

static void closures_make(struct catalog_reader *r) {
    struct tdm_substance_class *classes = r->items[TDM_KIND_CLASS];
    uint32_t count = r->count[TDM_KIND_CLASS] < CATALOG_MASK_MOST ? r->count[TDM_KIND_CLASS] : CATALOG_MASK_MOST;
    for (uint32_t i = 0; i < count; i++) {
        tdm_ref at = (tdm_ref)i;
        for (uint32_t depth = 0; at < count && depth < CATALOG_MASK_MOST; depth++) {
            classes[i].closure |= TDM_BIT(at);
            at = classes[at].parent;
        }
    }
    struct tdm_substance *substances = r->items[TDM_KIND_SUBSTANCE];
    for (uint32_t i = 0; i < r->count[TDM_KIND_SUBSTANCE]; i++) {
        tdm_mask said = substances[i].classes;
        for (uint32_t k = 0; k < count; k++)
            if ((said & TDM_BIT(k)) != 0) substances[i].classes |= classes[k].closure;
    }
}

/* A vital class bends what the program says to people (M63): where it comes from must be seen. */
static void vital_sources(struct catalog_reader *r) {
    const struct tdm_substance_class *classes = r->items[TDM_KIND_CLASS];
    for (uint32_t i = 0; i < r->count[TDM_KIND_CLASS]; i++) {
        const struct tdm_item *item = &classes[i].item;
        if (!classes[i].vital || item->cite_count > 0) continue;
        struct tdm_problem *p = tdm_problems_add(r->problems, TDM_NOTE, TDM_WHY_MISSING, "C037", item->place);
        tdm_problem_what(p, "the vital class \"%.*s\" names no source", TDM_FMT(item->name));
        tdm_problem_fix(p, "add one at the end of the line: [SOURCE], or [own]");
    }
}

/* ---- exercises */

static void steps_differ(struct catalog_reader *r) {
    const struct tdm_exercise *exercises = r->items[TDM_KIND_EXERCISE];
    for (uint32_t i = 0; i < r->count[TDM_KIND_EXERCISE]; i++) {
        if (exercises[i].easier == TDM_REF_NONE || exercises[i].easier != exercises[i].harder) continue;
        const struct tdm_item *item = &exercises[i].item;
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C032", item->place);
        tdm_problem_what(p, "the exercise \"%.*s\" has the same exercise as its easier and its harder one",
                         TDM_FMT(item->name));
        tdm_problem_fix(p, "leave out the `easier` or the `harder` line");
    }
}

/* A weight and what it is counted in or compared with must be of one quantity, or nothing could be said of it. */
static void weight_check(struct catalog_reader *r, const struct tdm_exercise *exercise) {
    int weight = tdm_exercise_weight(exercise);
    tdm_unit unit = weight < 0 ? TDM_UNIT_NONE : exercise->fields[weight].unit;
    const struct tdm_measure *one_rm =
        exercise->one_rm == TDM_REF_NONE ? NULL : tdm_catalog_measure(r->catalog, exercise->one_rm);
    bool steps_fit =
        unit != TDM_UNIT_NONE && exercise->step.number.coefficient > 0 && tdm_unit_same_kind(unit, exercise->step.unit);
    if (exercise->has_step && !steps_fit) {
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C040", exercise->item.place);
        tdm_problem_what(p, "the steps of \"%.*s\" are no steps of its load", TDM_FMT(exercise->item.name));
        tdm_problem_fix(p, "write steps above 0 in the unit of its `load` or `added`: steps of 2.5 kg");
    }
    bool kilos = one_rm != NULL && unit != TDM_UNIT_NONE && one_rm->unit != TDM_UNIT_NONE &&
                 tdm_unit_same_kind(unit, one_rm->unit);
    if (one_rm == NULL || kilos) return;
    struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C041", exercise->item.place);
    tdm_problem_what(p, "the 1RM of \"%.*s\" is measured in another quantity than its load",
                     TDM_FMT(exercise->item.name));
    tdm_problem_fix(p, "name a measure in the unit of its `load`, or leave `1RM is` out");
}

static void weights_fit(struct catalog_reader *r) {
    const struct tdm_exercise *exercises = r->items[TDM_KIND_EXERCISE];
    for (uint32_t i = 0; i < r->count[TDM_KIND_EXERCISE]; i++) weight_check(r, &exercises[i]);
}

/* ---- a finding and a flag of one name: `open NAME` could mean either */

static void open_names_differ(struct catalog_reader *r) {
    const struct tdm_flag_item *flags = r->items[TDM_KIND_FLAG];
    for (uint32_t i = 0; i < r->count[TDM_KIND_FLAG]; i++) {
        const struct tdm_item *item = &flags[i].item;
        tdm_ref finding = tdm_catalog_find(r->catalog, TDM_KIND_FINDING, item->name);
        if (finding == TDM_REF_NONE) continue;
        const struct tdm_place *other = &tdm_catalog_item(r->catalog, TDM_KIND_FINDING, finding)->place;
        struct tdm_problem *p = tdm_catalog_refuse(r, TDM_WHY_CONFLICT, "C039", item->place);
        tdm_problem_what(p, "\"%.*s\" is a flag and a finding, so that `open %.*s` could mean either",
                         TDM_FMT(item->name), TDM_FMT(item->name));
        tdm_problem_fix(p, "rename one of them; the finding stands in %.*s, line %u", TDM_FMT(other->file),
                        other->line);
    }
}

/* ---- cites */

struct cites_check {
    struct catalog_reader *r;
    const tdm_str *names;
    const tdm_ref *sorted;
    uint32_t count;
};

static bool source_known(const struct cites_check *check, tdm_str name) {
    uint32_t from = 0, until = check->count;
    while (from < until) {
        uint32_t middle = from + (until - from) / 2;
        int order = tdm_str_compare(name, check->names[check->sorted[middle]]);
        if (order == 0) return true;
        if (order < 0)
            until = middle;
        else
            from = middle + 1;
    }
    return tdm_str_is(name, "own");
}

static void cite_check(const struct cites_check *check, const struct tdm_tree *tree, const struct tdm_cite *cite) {
    if (source_known(check, cite->name)) return;
    int near = tdm_nearest(cite->name, check->names, check->count);
    struct tdm_place place = {tree->file, cite->line, cite->column, cite->length};
    struct tdm_problem *p = tdm_catalog_refuse(check->r, TDM_WHY_NOT_FOUND, "C034", place);
    tdm_problem_what(p, "no source is named \"%.*s\"", TDM_FMT(cite->name));
    if (near >= 0)
        tdm_problem_fix(p, "write [%.*s]", TDM_FMT(check->names[near]));
    else
        tdm_problem_fix(p, "declare it: source %.*s, with cite and strength; or write [own]", TDM_FMT(cite->name));
}

static void cites_of_lines(const struct cites_check *check, const struct tdm_tree *tree, const struct tdm_line *line) {
    for (; line != NULL; line = line->next) {
        for (uint32_t i = 0; i < line->cite_count; i++) cite_check(check, tree, &line->cites[i]);
        cites_of_lines(check, tree, line->block); /* as deep as the notation allows: 16 */
    }
}

static void cites_all(struct catalog_reader *r) {
    const struct tdm_catalog_source *sources = r->items[CATALOG_SOURCE];
    uint32_t count = r->count[CATALOG_SOURCE];
    tdm_str *names = TDM_NEW_ARRAY(r->mem, tdm_str, count + 1);
    for (uint32_t i = 0; i < count; i++) names[i] = sources[i].item.name;
    struct cites_check check = {r, names, tdm_catalog_sort(r->mem, names, count), count};
    for (uint32_t i = 0; i < r->tree_count; i++) cites_of_lines(&check, r->trees[i], r->trees[i]->first);
}

void tdm_catalog_check(struct catalog_reader *r) {
    struct chain parents = {r, TDM_KIND_CLASS, class_parent};
    if (circles_none(&parents, parent_circle)) closures_make(r);
    struct chain easier = {r, TDM_KIND_EXERCISE, exercise_easier}, harder = {r, TDM_KIND_EXERCISE, exercise_harder};
    (void)circles_none(&easier, step_circle);
    (void)circles_none(&harder, step_circle);
    steps_differ(r);
    weights_fit(r);
    tdm_families_check(r);
    vital_sources(r);
    open_names_differ(r);
    cites_all(r);
}
